#pragma once

#include "support/temp_folder.hpp"

#include "batterisk/core/base/diagnostic.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace batterisk::test {

/// The input as text.
inline std::string text_of(const std::uint8_t* bytes, std::size_t size) {
  return size == 0 ? std::string{} : std::string{reinterpret_cast<const char*>(bytes), size};
}

/// What broken input has to give is an InputError; anything else ends the program.
template <class Work>
int expect_input_error(const Work& work) {
  try {
    work();
  } catch (const InputError&) {
  }
  return 0;
}

}  // namespace batterisk::test
