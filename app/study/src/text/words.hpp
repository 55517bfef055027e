#pragma once

#include "batterisk/study/text/texts.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace batterisk::study::detail {

/// A word of the program or of a file, and what people read for it.
struct Word {
  std::string_view word;
  std::string_view nl;
  std::string_view en;
};

inline std::string_view pick(Language language, std::string_view nl, std::string_view en) {
  return language == Language::Nl ? nl : en;
}

inline std::string chosen(Language language, std::string_view nl, std::string_view en) {
  return std::string{pick(language, nl, en)};
}

template <std::size_t n>
const Word* find(const std::array<Word, n>& words, std::string_view word) {
  const auto it = std::find_if(words.begin(), words.end(), [word](const Word& w) { return w.word == word; });
  return it == words.end() ? nullptr : &*it;
}

}  // namespace batterisk::study::detail
