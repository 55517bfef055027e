#pragma once

#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/core/dossier/surroundings.hpp"
#include "batterisk/core/risk/zone.hpp"
#include "batterisk/core/rules/provenance.hpp"
#include "batterisk/core/rules/toets_rules.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The sentences and words of the domain, once, in two languages: command line, report and viewer take them
/// from here. Terms that the law defines stay Dutch in English. All text is UTF-8.
namespace batterisk::study {

enum class Language { Nl, En };

/// One sentence without capital and full stop, with the arguments of the message filled in. A missing
/// argument shows as "?", an empty one as "-". A code without a text gives the code and its arguments.
[[nodiscard]] std::string message_text(const Diagnostic& diagnostic, Language language);

/// How to mend it, as a full sentence. Empty when there is nothing to add, or when the hint needs an argument
/// that is empty (no nearest key: no "did you mean").
[[nodiscard]] std::string message_hint(const Diagnostic& diagnostic, Language language);

/// "rules/bkl/2026-01-01.toml:41:11: fout R006: eenheid 'kW' past niet bij ..."; the hint follows on a second
/// line, indented by two spaces. The place is file:line:column as far as known, else the object. An object
/// that lies in a file is added in parentheses unless the sentence names it. No newline at the end.
[[nodiscard]] std::string format_diagnostic(const Diagnostic& diagnostic, Language language);

/// "fout", "waarschuwing", "info"; "error", "warning", "info".
[[nodiscard]] std::string_view severity_word(Severity severity, Language language);

/// "voldoet niet"; in English with a gloss: "voldoet niet (does not comply)".
[[nodiscard]] std::string oordeel_word(Oordeel oordeel, Language language);

/// "zeer kwetsbaar"; in English with a gloss: "zeer kwetsbaar (very vulnerable)".
[[nodiscard]] std::string kwetsbaarheid_word(Kwetsbaarheid klasse, Language language);

/// "bij analogie toegepast"; in English with a gloss: "bij analogie toegepast (applied by analogy)".
[[nodiscard]] std::string normstatus_word(NormStatus status, Language language);

/// "brandaandachtsgebied": the same in both languages; a gloss at first use is up to the caller.
[[nodiscard]] std::string aandachtsgebied_word(Aandachtsgebied soort, Language language);

/// "PR 10⁻⁶", "PR 3·10⁻⁶", "brandaandachtsgebied".
[[nodiscard]] std::string zone_name(const Zone& zone, Language language);
/// "10⁻⁶", "3·10⁻⁶": a level as it stands on its line.
[[nodiscard]] std::string level_name(PlaatsgebondenRisico level, Language language);

/// How well a value is known: "uit het geheugen"; "from memory".
[[nodiscard]] std::string bewijs_word(Bewijs bewijs, Language language);

/// What a flag of a finding (Bevinding::vlaggen) means, as a full sentence. An unknown flag stays as it is.
[[nodiscard]] std::string vlag_text(std::string_view vlag, Language language);

/// What is to be asked of a building whose use is not known, with the reasons.
[[nodiscard]] std::string twijfel_question(const std::vector<Twijfel>& twijfels, Language language);

/// Number in scientific form for people: "1,0·10⁻⁶" (Nl), "1.0·10⁻⁶" (En), with `digits` significant digits
/// (at least one). Zero is "0". Not for files, which keep the decimal point.
[[nodiscard]] std::string scientific(double value, int digits, Language language);

/// Number with `decimals` digits behind the decimal comma (Nl) or point (En), without grouping of thousands.
/// What rounds to zero has no sign.
[[nodiscard]] std::string decimal(double value, int decimals, Language language);

/// All codes that have a text, ascending.
[[nodiscard]] std::vector<Code> known_codes();

}  // namespace batterisk::study
