#include "batterisk/core/base/text_encoding.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using batterisk::is_utf8;
using batterisk::text_encoding;
using batterisk::TextEncoding;
using batterisk::to_utf8;
using batterisk::utf8_length;

// Every character that UTF-8 can say, made by hand, bit for bit (RFC 3629, section 3).
TEST_CASE("all characters of Unicode are valid UTF-8, and nothing else is") {
  const auto encoded = [](unsigned c) {
    std::string text;
    const auto add = [&](unsigned byte) { text += static_cast<char>(byte); };
    if (c < 0x80) {
      add(c);
    } else if (c < 0x800) {
      add(0xC0 + c / 64), add(0x80 + c % 64);
    } else if (c < 0x10000) {
      add(0xE0 + c / 4096), add(0x80 + c / 64 % 64), add(0x80 + c % 64);
    } else {
      add(0xF0 + c / 262144), add(0x80 + c / 4096 % 64), add(0x80 + c / 64 % 64), add(0x80 + c % 64);
    }
    return text;
  };
  std::size_t wrong = 0;
  for (unsigned c = 0; c < 0x120000; ++c) {
    const bool valid = c < 0x110000 && (c < 0xD800 || c > 0xDFFF);
    wrong += is_utf8(encoded(c)) != valid ? 1 : 0;
  }
  CHECK(wrong == 0);
  for (const std::string_view bytes : {"\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF", "\x80", "\xBF", "\xFF", "\xFE",
                                       "\xC3", "\xC3z", "\xE2\x82", "\xF5\x80\x80\x80"}) {
    CHECK_FALSE(is_utf8(bytes));
  }
}

TEST_CASE("where a text stops being UTF-8") {
  CHECK(utf8_length("") == 0);
  CHECK(utf8_length("twaalf letters") == 14);
  CHECK(utf8_length("twaalf lett\xE9rs") == 11);
  CHECK(utf8_length("S\xC3\xBA" "dwest-Frysl\xE2n") == 14);
}

TEST_CASE("the encoding of a text is seen or assumed") {
  CHECK(text_encoding("") == TextEncoding::Utf8);
  CHECK(text_encoding("Súdwest") == TextEncoding::Utf8);
  CHECK(text_encoding("S\xFA" "dwest") == TextEncoding::Windows1252);
  CHECK(text_encoding(std::string_view{"\xFF\xFEi\0d\0", 6}) == TextEncoding::Utf16Le);
  CHECK(text_encoding(std::string_view{"\xFE\xFF\0i\0d", 6}) == TextEncoding::Utf16Be);
  CHECK(text_encoding(std::string_view{"i\0d\0", 4}) == TextEncoding::Utf16Le);
  CHECK(text_encoding(std::string_view{"\0i\0d", 4}) == TextEncoding::Utf16Be);
  CHECK(to_string(TextEncoding::Windows1252) == "Windows-1252");
}

TEST_CASE("whatever comes in, UTF-8 comes out") {
  CHECK(to_utf8("S\xC3\xBA" "dwest") == "Súdwest");
  CHECK(to_utf8("S\xFA" "dwest-Frysl\xE2n") == "Súdwest-Fryslân");
  CHECK(to_utf8("\x80 12,50 \x96 caf\xE9") == "€ 12,50 – café");
  CHECK(to_utf8("\xEF\xBB\xBFid") == "id");
  CHECK(to_utf8(std::string_view{"\xFF\xFEn\0\xFA\0", 6}) == "nú");
  CHECK(to_utf8(std::string_view{"\xFE\xFF\0n\0\xFA", 6}) == "nú");
  CHECK(to_utf8(std::string_view{"\xFF\xFE\x3D\xD8\x0B\xDD", 6}) == "🔋");  // U+1F50B as a pair of surrogates
  CHECK(to_utf8(std::string_view{"\xFF\xFE\x3D\xD8x\0", 6}) == "\xEF\xBF\xBDx");  // half a pair
  // A column of a fixed width cut the last letter in two; without another letter to show it, it is Windows-1252.
  CHECK(to_utf8("Súdwest-Frysl\xC3") == "Súdwest-Frysl");
  CHECK(to_utf8("Caf\xE9") == "Café");
  unsigned seed = 1;
  for (int i = 0; i < 2000; ++i) {
    std::string bytes;
    for (unsigned n = seed % 12; n > 0; --n) bytes += static_cast<char>((seed = seed * 1103515245U + 12345U) >> 16U);
    seed = seed * 1103515245U + 12345U;
    CHECK(is_utf8(to_utf8(bytes)));
  }
}
