#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace batterisk {

/// The words of rule files for the values of the enumeration `E`: word i is that of value i. Stands beside each
/// enumeration that a rule file chooses from.
template <class E>
inline constexpr std::array<std::string_view, 0> choice_words{};

/// The word of a value.
template <class E>
[[nodiscard]] constexpr std::string_view choice_word(E value) {
  return choice_words<E>.at(static_cast<std::size_t>(value));
}

/// The value of a word; nothing for another text.
template <class E>
[[nodiscard]] constexpr std::optional<E> choice_from(std::string_view word) {
  for (std::size_t i = 0; i < choice_words<E>.size(); ++i) {
    if (choice_words<E>[i] == word) return static_cast<E>(i);
  }
  return std::nullopt;
}

}  // namespace batterisk
