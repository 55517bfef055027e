#pragma once

#include "batterisk/study/text/texts.hpp"

#include "batterisk/core/base/diagnostic.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace batterisk::study::detail {

/// Most arguments that a sentence may have.
inline constexpr std::size_t argument_count = 4;

/// Texts of one message code. Placeholders are `{0}` to `{3}`: the argument as it is. `{0:n}` is a computed
/// number, shown with the decimal sign of the language; what stands in a file is never changed that way.
/// `{0:w}` is a word of the program, shown as program_word() says.
struct Sentence {
  Code code;
  std::string_view nl;
  std::string_view en;
  std::string_view hint_nl;
  std::string_view hint_en;
};

/// All sentences, by ascending code.
[[nodiscard]] std::span<const Sentence> sentences();

/// A word that the program puts into messages ("getal met eenheid", "geen_vlak") for people; with a remark in
/// parentheses behind it or a subject and a colon before it if need be. Other text is returned as it is.
[[nodiscard]] std::string program_word(std::string_view word, Language language);

}  // namespace batterisk::study::detail
