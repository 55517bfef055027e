#include "batterisk/study/text/texts.hpp"

#include "text/texts_tables.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_effect.hpp"
#include "batterisk/core/base/printable.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

/// One argument of a sentence; the placeholder decides how it is shown.
struct Argument {
  std::string_view text;
  Language language;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

char decimal_sign(Language language) {
  return language == Language::Nl ? ',' : '.';
}

std::string with_decimal_sign(std::string text, Language language) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '.' && is_digit(text[i - 1]) && is_digit(text[i + 1])) text[i] = decimal_sign(language);
  }
  return text;
}

/// "-6" as "⁻⁶".
std::string superscript(std::string_view whole_number) {
  static constexpr std::array<std::string_view, 10> digits{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text;
  for (const char c : whole_number) {
    text += c == '-' ? std::string_view{"⁻"} : digits[static_cast<std::size_t>(c - '0')];
  }
  return text;
}

/// Every "1e-06" in a text as "1·10⁻⁶".
std::string with_powers(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool exponent = text[i] == 'e' && i > 0 && is_digit(text[i - 1]) && i + 2 < text.size() &&
                          (text[i + 1] == '-' || text[i + 1] == '+') && is_digit(text[i + 2]);
    if (!exponent) {
      result += text[i];
      continue;
    }
    std::string power{text[i + 1] == '-' ? "-" : ""};
    for (i += 2; i < text.size() && is_digit(text[i]); ++i) {
      const bool leading_zero =
          text[i] == '0' && i + 1 < text.size() && is_digit(text[i + 1]) && (power.empty() || power == "-");
      if (!leading_zero) power += text[i];
    }
    --i;
    result += "·10" + superscript(power);
  }
  return result;
}

const detail::Sentence* find(Code code) {
  const auto all = detail::sentences();
  const auto it = std::lower_bound(all.begin(), all.end(), code,
                                   [](const detail::Sentence& s, Code wanted) { return s.code < wanted; });
  return it == all.end() || it->code != code ? nullptr : &*it;
}

}  // namespace
}  // namespace batterisk::study

template <>
struct fmt::formatter<batterisk::study::Argument> {
  char kind = '\0';

  constexpr auto parse(fmt::format_parse_context& context) -> fmt::format_parse_context::iterator {
    auto it = context.begin();
    if (it != context.end() && *it != '}') kind = *it++;
    return it;
  }

  auto format(const batterisk::study::Argument& argument, fmt::format_context& context) const
      -> fmt::format_context::iterator {
    using namespace batterisk::study;
    std::string text{argument.text.empty() ? std::string_view{"-"} : argument.text};
    if (kind == 'n') text = with_decimal_sign(with_powers(text), argument.language);
    if (kind == 'w') text = batterisk::study::detail::program_word(text, argument.language);
    text = batterisk::printable(text);
    return std::copy(text.begin(), text.end(), context.out());
  }
};

namespace batterisk::study {
namespace {

std::string filled(std::string_view sentence, const std::vector<std::string>& args, Language language) {
  static_assert(detail::argument_count == 4);
  const auto argument = [&](std::size_t i) {
    return Argument{i < args.size() ? std::string_view{args[i]} : std::string_view{"?"}, language};
  };
  const Argument a0 = argument(0);
  const Argument a1 = argument(1);
  const Argument a2 = argument(2);
  const Argument a3 = argument(3);
  return fmt::vformat(fmt::string_view{sentence.data(), sentence.size()},
                      fmt::make_format_args(a0, a1, a2, a3));
}

/// What to do where a hint suggests a name and no name is near.
struct OtherStep {
  Code code;
  std::string_view nl;
  std::string_view en;
};
constexpr auto other_steps = std::to_array<OtherStep>({
    {{'D', codes::unknown_key},
     "Haal de sleutel weg, of zoek de goede op: 'batterisk template' toont ze alle.",
     "Remove the key, or look up the right one: 'batterisk template' shows all."},
    {codes::deviation_unknown_key, "'batterisk rules show' toont de parameters die er zijn.", "'batterisk rules show' shows the parameters there are."},
    {codes::effect_unknown_model, "Neem een van die namen.", "Take one of those names."},
    {codes::effect_unknown_input, "'batterisk effect --list' noemt de invoer van elk model.", "'batterisk effect --list' names the inputs of each model."},
    {{'R', codes::unknown_key}, "Haal de sleutel weg; rules/README.md noemt wat er kan staan.", "Remove the key; rules/README.md says what may stand there."},
    {codes::unknown_source,
     "Voeg de bron toe aan bronnen.toml, of noem er een die daar staat.",
     "Add the source to bronnen.toml, or name one that is there."},
    {codes::overlay_unknown_key,
     "Haal de sleutel weg; 'batterisk rules show' toont die van de basis.",
     "Remove the key; 'batterisk rules show' shows those of the base."},
});

bool has_all_arguments(std::string_view hint, const std::vector<std::string>& args) {
  for (auto at = hint.find('{'); at != std::string_view::npos; at = hint.find('{', at + 1)) {
    const auto index = static_cast<std::size_t>(hint[at + 1] - '0');
    if (index >= args.size() || args[index].empty()) return false;
  }
  return true;
}

std::string place_text(const Diagnostic& diagnostic, Language language) {
  const Place& place = diagnostic.place;
  if (place.file.empty()) return printable(place.object);
  const bool typed = place.line == 0 && place.file == "opdrachtregel";
  std::string text = typed && language == Language::En ? "command line" : printable(place.file);
  if (place.line > 0) text += fmt::format(":{}", place.line);
  if (place.line > 0 && place.column > 0) text += fmt::format(":{}", place.column);
  const bool named = std::any_of(
      diagnostic.args.begin(), diagnostic.args.end(),
      [&](const std::string& argument) { return argument.find(place.object) != std::string::npos; });
  if (!place.object.empty() && !named) text += fmt::format(" ({})", printable(place.object));
  return text;
}

}  // namespace

std::string message_text(const Diagnostic& diagnostic, Language language) {
  const detail::Sentence* sentence = find(diagnostic.code);
  if (sentence == nullptr) {
    const std::string code = to_string(diagnostic.code);
    return diagnostic.args.empty() ? code : printable(fmt::format("{}: {}", code, fmt::join(diagnostic.args, ", ")));
  }
  return filled(language == Language::Nl ? sentence->nl : sentence->en, diagnostic.args, language);
}

std::string message_hint(const Diagnostic& diagnostic, Language language) {
  const detail::Sentence* sentence = find(diagnostic.code);
  if (sentence == nullptr) return {};
  const std::string_view hint = language == Language::Nl ? sentence->hint_nl : sentence->hint_en;
  if (has_all_arguments(hint, diagnostic.args)) return filled(hint, diagnostic.args, language);
  const auto other = std::find_if(other_steps.begin(), other_steps.end(), [&](const OtherStep& s) { return s.code == diagnostic.code; });
  if (other == other_steps.end()) return {};
  return std::string{language == Language::Nl ? other->nl : other->en};
}

std::string format_diagnostic(const Diagnostic& diagnostic, Language language) {
  std::string text = place_text(diagnostic, language);
  if (!text.empty()) text += ": ";
  text += fmt::format("{} {}: {}", severity_word(diagnostic.severity, language), to_string(diagnostic.code),
                      message_text(diagnostic, language));
  const std::string hint = message_hint(diagnostic, language);
  if (!hint.empty()) text += "\n  " + hint;
  return text;
}

std::string scientific(double value, int digits, Language language) {
  if (value == 0.0) return "0";
  const std::string text = fmt::format("{:.{}e}", value, std::max(digits, 1) - 1);
  return with_decimal_sign(with_powers(text), language);
}

std::string decimal(double value, int decimals, Language language) {
  std::string text = fmt::format("{:.{}f}", value, std::max(decimals, 0));
  if (text.find_first_not_of("-0.") == std::string::npos && text.front() == '-') text.erase(0, 1);
  return with_decimal_sign(std::move(text), language);
}

std::string level_name(PlaatsgebondenRisico level, Language language) {
  std::string text = scientific(level.per_year(), 1, language);
  constexpr std::string_view one = "1·";
  if (text.compare(0, one.size(), one) == 0) text.erase(0, one.size());
  return text;
}

std::string zone_name(const Zone& zone, Language language) {
  if (zone.level) return "PR " + level_name(*zone.level, language);
  return aandachtsgebied_word(*zone.aandachtsgebied, language);
}

std::vector<Code> known_codes() {
  std::vector<Code> codes;
  for (const detail::Sentence& sentence : detail::sentences()) codes.push_back(sentence.code);
  return codes;
}

}  // namespace batterisk::study
