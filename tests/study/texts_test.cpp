#include "support/paths.hpp"

#include "batterisk/study/text/texts.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/dossier/dossier.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <set>
#include <string>
#include <vector>

using namespace batterisk;
using namespace batterisk::study;

namespace {

const std::filesystem::path source = test::source_folder();

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

// What follows each `mark` in `text`.
std::vector<std::string> after(const std::string& text, const std::string& mark) {
  std::vector<std::string> found;
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    found.push_back(text.substr(at + mark.size(), 80));
  }
  return found;
}

// Every code that a header defines: C++ cannot list constants, so the text of the header is read, `{'R', 20}`
// for a constant and ` = 1,` in the enum that two letters share.
std::set<Code> defined_codes() {
  std::set<Code> codes;
  const auto add = [&codes](Code code) {
    INFO(to_string(code) << " is defined twice");
    CHECK(codes.insert(code).second);
  };
  for (const auto& entry : std::filesystem::directory_iterator(source / "core/include/batterisk/core/base")) {
    if (entry.path().filename().string().rfind("codes", 0) != 0) continue;
    const std::string text = read(entry.path());
    for (const std::string& constant : after(text, "{'")) {
      REQUIRE(constant.substr(1, 3) == "', ");
      add({constant.front(), std::stoi(constant.substr(4))});
    }
    const auto begin = text.find("enum Reading");
    if (begin == std::string::npos) continue;
    for (const std::string& value : after(text.substr(begin, text.find("};", begin) - begin), " = ")) {
      for (const char letter : {'R', 'D'}) add({letter, std::stoi(value)});
    }
  }
  return codes;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Diagnostic message(Code code, std::vector<std::string> args, Place place = {},
                   Severity severity = Severity::Fout) {
  return {code, severity, std::move(place), std::move(args)};
}

std::string nl(Code code, std::vector<std::string> args) {
  return message_text(message(code, std::move(args)), Language::Nl);
}
std::string en(Code code, std::vector<std::string> args) {
  return message_text(message(code, std::move(args)), Language::En);
}

}  // namespace

TEST_CASE("every code of the headers has a text, and every text a code") {
  const std::set<Code> defined = defined_codes();
  CHECK(defined.size() >= 80);
  CHECK(defined.count({'R', codes::file_unreadable}) == 1);
  CHECK(defined.count({'D', codes::newer_schema}) == 1);
  CHECK(defined.count(codes::transformation_failed) == 1);
  const std::vector<Code> known = known_codes();
  CHECK(std::is_sorted(known.begin(), known.end()));
  for (const Code code : defined) {
    INFO(to_string(code) << " has no text");
    CHECK(std::count(known.begin(), known.end(), code) == 1);
  }
  for (const Code code : known) {
    INFO(to_string(code) << " is in no header");
    CHECK(defined.count(code) == 1);
  }
}

TEST_CASE("sentences and hints stand in both languages and show their arguments") {
  const std::vector<std::string> args{"<nul>", "<een>", "<twee>", "<drie>"};
  for (const Code code : known_codes()) {
    INFO(to_string(code));
    for (const Language language : {Language::Nl, Language::En}) {
      const std::string text = message_text(message(code, args), language);
      REQUIRE_FALSE(text.empty());
      CHECK(text.back() != '.');
      CHECK(text.find_first_of("{}?") == std::string::npos);
      const std::string hint = message_hint(message(code, args), language);
      CHECK(hint.find_first_of("{}") == std::string::npos);
      REQUIRE_FALSE(hint.empty());
      CHECK((hint.back() == '.' || hint.back() == '?'));
      // A suggestion is another step than its lack.
      if (hint.back() == '?') CHECK(message_hint(message(code, {"<nul>", "", ""}), language).ends_with('.'));
      CHECK_NOTHROW(message_text(message(code, {}), language));
      CHECK_NOTHROW(message_hint(message(code, {}), language));
    }
    CHECK(nl(code, args) != en(code, args));
  }
}

TEST_CASE("arguments are filled in, a missing one is ?, an empty one -") {
  const Code wrong_unit{'R', codes::unit_wrong};
  CHECK(nl(wrong_unit, {"brand.warmtestraling", "kg", "kW/m2, W/m2"}) ==
        "eenheid 'kg' past niet bij 'brand.warmtestraling' (kW/m2, W/m2)");
  CHECK(nl(wrong_unit, {"brand.warmtestraling", "kg"}) ==
        "eenheid 'kg' past niet bij 'brand.warmtestraling' (?)");
  CHECK(en({'R', codes::unknown_choice}, {"probit.stof", "HX", ""}) ==
        "'HX' is not a choice for 'probit.stof' (accepted: -)");
  CHECK(nl(codes::differs_from_law, {"gifwolk.cap", "2000 m", "gifwolk.afkapafstand", "1500 m"}) ==
        "'gifwolk.cap' is 2000 m, maar 'gifwolk.afkapafstand' van de wet is 1500 m");
  CHECK(nl(codes::nothing_to_compute, {"te veel"}) == nl(codes::nothing_to_compute, {}));
  // Braces of a user are text, not placeholders.
  CHECK(contains(nl(codes::duplicate_id, {"{0} {9:x"}), "'{0} {9:x'"));
}

TEST_CASE("an unknown code shows itself and its arguments") {
  CHECK(nl({'X', 999}, {"a", "b"}) == "X999: a, b");
  CHECK(en({'X', 999}, {}) == "X999");
  CHECK(message_hint(message({'X', 999}, {"a"}), Language::Nl).empty());
}

TEST_CASE("the nearest key is only suggested when there is one, else the next step is another") {
  const Code unknown{'D', codes::unknown_key};
  CHECK(message_hint(message(unknown, {"projct", "project"}), Language::Nl) == "Bedoelde u 'project'?");
  CHECK(message_hint(message(unknown, {"projct", "project"}), Language::En) == "Did you mean 'project'?");
  for (const std::vector<std::string>& args : {std::vector<std::string>{"xyz", ""}, {"xyz"}}) {
    CHECK(message_hint(message(unknown, args), Language::Nl).starts_with("Haal de sleutel weg"));
    CHECK(message_hint(message(unknown, args), Language::En).starts_with("Remove the key"));
  }
  CHECK(message_hint(message(codes::unknown_source, {"a.bron", "bkll", "bkl"}), Language::Nl) ==
        "Bedoelde u 'bkl'?");
}

TEST_CASE("words of the program follow the language, words of the user do not") {
  const Code kind{'D', codes::wrong_type};
  CHECK(nl(kind, {"tekst", "tekst"}) == "'tekst' heeft een verkeerd soort waarde; verwacht: tekst");
  CHECK(en(kind, {"tekst", "tekst"}) == "'tekst' has a value of the wrong kind; expected: text");
  CHECK(contains(en(kind, {"k", "true of false"}), ": true or false"));
  CHECK(contains(en(kind, {"k", "lijst van punten [[x, y], ...]"}), ": list of points [[x, y], ...]"));
  CHECK(contains(en(kind, {"k", "lijst van tabellen ([[systeem]])"}), ": list of tables ([[systeem]])"));
  CHECK(
      contains(en(kind, {"k", "datum (jjjj-mm-dd zonder aanhalingstekens)"}), ": date (yyyy-mm-dd without"));
  CHECK(en({'D', codes::file_unreadable}, {"a.toml", "bestaat niet"}) ==
        "file 'a.toml' cannot be read: does not exist");
  CHECK(nl(codes::table_malformed, {"station 260 all: zes klassen"}) ==
        "de tabel is onjuist of onvolledig: station 260 all: niet alle zes klassen");
  CHECK(contains(en(codes::table_malformed, {"station 260 all: zes klassen"}),
                 "station 260 all: not all six classes"));
  CHECK(nl(codes::features_dropped, {"bag.gpkg|pand", "3", "geen_vlak", "P1, P2"}) ==
        "weggelaten objecten in laag 'bag.gpkg|pand': 3 (geen vlak), waaronder P1, P2");
  CHECK(contains(en(codes::features_dropped, {"bag.gpkg|pand", "3", "vervallen", "P1"}),
                 "(ended according to the status)"));
  CHECK(contains(nl(codes::features_dropped, {"bag.gpkg|pand", "3", "nieuwe_reden", "P1"}), "(nieuwe_reden)"));
}

TEST_CASE("computed numbers have the sign of the language, quoted ones stay as in the file") {
  CHECK(nl(codes::below_scope, {"s1", "12.5", "20"}) ==
        "'s1' bevat 12,5 kWh, minder dan de ondergrens van de methode (20 kWh)");
  CHECK(contains(en(codes::below_scope, {"s1", "12.5", "20"}), "holds 12.5 kWh"));
  CHECK(nl(codes::frequency_unusual, {"c1.2", "1.5e-07", "1e-06 .. 0.001"}) ==
        "de frequentie van 'c1.2' is 1,5·10⁻⁷ per jaar; gebruikelijk is 1·10⁻⁶ .. 0,001 per jaar");
  CHECK(contains(nl({'D', codes::out_of_range}, {"k", "0.5", "0.1 .. 0.4"}),
                 "is 0.5 en ligt buiten het bereik 0.1 .. 0.4"));
  CHECK(contains(nl(codes::layer_transformed, {"a", "EPSG:4258", "0.25 m"}), "0,25 m"));
}

TEST_CASE("a message line starts with what is known of the place") {
  const auto line = [](Place place) {
    return format_diagnostic(message(codes::both_positions, {"s1"}, std::move(place), Severity::Waarschuwing),
                             Language::Nl);
  };
  const std::string rest =
      "waarschuwing D031: systeem 's1' heeft meer dan één van positie, eenheden en raster\n  Laat er één "
      "staan.";
  CHECK(line({"dossier.toml", 12, 3, {}}) == "dossier.toml:12:3: " + rest);
  CHECK(line({"dossier.toml", 12, 0, {}}) == "dossier.toml:12: " + rest);
  CHECK(line({"dossier.toml", 0, 0, {}}) == "dossier.toml: " + rest);
  CHECK(line({"dossier.toml", 12, 3, "pand 0123"}) == "dossier.toml:12:3 (pand 0123): " + rest);
  CHECK(line({"dossier.toml", 12, 3, "s1"}) == "dossier.toml:12:3: " + rest);
  CHECK(line({"", 0, 0, "bag.gpkg|pand"}) == "bag.gpkg|pand: " + rest);
  CHECK(line({}) == rest);
}

TEST_CASE("a message line has its severity and hint in the language") {
  const Diagnostic d = message({'R', codes::unit_wrong}, {"brand.warmtestraling", "kg", "kW/m2, W/m2"},
                               {"rules/bkl/2026-01-01.toml", 41, 11, {}});
  CHECK(format_diagnostic(d, Language::Nl) ==
        "rules/bkl/2026-01-01.toml:41:11: fout R006: eenheid 'kg' past niet bij 'brand.warmtestraling' "
        "(kW/m2, W/m2)\n"
        "  Gebruik een eenheid die bij de grootheid past.");
  CHECK(format_diagnostic(d, Language::En) ==
        "rules/bkl/2026-01-01.toml:41:11: error R006: unit 'kg' does not fit 'brand.warmtestraling' (kW/m2, "
        "W/m2)\n"
        "  Use a unit that fits the quantity.");
  // No hint, no second line.
  const Diagnostic kind = message({'X', 999}, {"k", "tekst"}, {"a.toml", 1, 1, {}});
  CHECK(format_diagnostic(kind, Language::Nl).find('\n') == std::string::npos);
}

TEST_CASE("messages of real dossiers have all their arguments") {
  std::size_t messages = 0;
  for (const auto& entry : std::filesystem::directory_iterator{source / "tests/data/dossier"}) {
    if (entry.path().extension() != ".toml") continue;
    std::vector<Diagnostic> found;
    try {
      found = load_dossier(entry.path()).warnings;
    } catch (const DossierError& error) {
      found = error.diagnostics();
    }
    for (const Diagnostic& d : found) {
      INFO(entry.path().filename().string() << ": " << format_diagnostic(d, Language::En));
      ++messages;
      for (const Language language : {Language::Nl, Language::En})
        CHECK_FALSE(contains(message_text(d, language), "?"));
      CHECK_FALSE(contains(message_text(d, Language::En), "getal"));
      CHECK_FALSE(contains(message_text(d, Language::En), "lijst van"));
    }
  }
  CHECK(messages > 30);
}

TEST_CASE("words keep the Dutch term in English, with a gloss") {
  CHECK(severity_word(Severity::Waarschuwing, Language::Nl) == "waarschuwing");
  CHECK(severity_word(Severity::Fout, Language::En) == "error");
  CHECK(severity_word(Severity::Info, Language::En) == "info");
  CHECK(aandachtsgebied_word(Aandachtsgebied::Gifwolk, Language::Nl) == "gifwolkaandachtsgebied");
  CHECK(aandachtsgebied_word(Aandachtsgebied::Brand, Language::En) == "brandaandachtsgebied");
  CHECK(oordeel_word(Oordeel::AfwegingNodig, Language::En) == "afweging nodig (must be weighed)");
  CHECK(bewijs_word(Bewijs::UitGeheugen, Language::Nl) == "uit het geheugen");
  CHECK(bewijs_word(Bewijs::UitGeheugen, Language::En) == "from memory");
  const auto glossed = [](const auto& word, const auto& values) {
    for (const auto value : values) {
      const std::string dutch = word(value, Language::Nl);
      const std::string english = word(value, Language::En);
      INFO(english);
      CHECK_FALSE(dutch.empty());
      CHECK(english.rfind(dutch + " (", 0) == 0);
      CHECK(english.back() == ')');
    }
  };
  glossed(oordeel_word, std::vector{Oordeel::Voldoet, Oordeel::VoldoetNiet, Oordeel::AfwegingNodig,
                                    Oordeel::NietVanToepassing, Oordeel::Onbepaald});
  glossed(kwetsbaarheid_word,
          std::vector{Kwetsbaarheid::Geen, Kwetsbaarheid::BeperktKwetsbaar, Kwetsbaarheid::Kwetsbaar,
                      Kwetsbaarheid::ZeerKwetsbaar, Kwetsbaarheid::Onbekend});
  glossed(normstatus_word,
          std::vector{NormStatus::Bindend, NormStatus::BijAnalogie, NormStatus::Ontwerp, NormStatus::Advies});
}

TEST_CASE("every flag of the decision tables has a sentence") {
  std::set<std::string> flags{"te_bevestigen", "begrensd_door_bewijs", "buitenruimte_onbekend", "feit_onbekend", "niet_gekozen"};
  const std::string rules = read(source / "rules/oordeel/2024-01-01.toml");
  for (const std::string& list : after(rules, "vlaggen = [\"")) flags.insert(list.substr(0, list.find('"')));
  CHECK(flags.size() == 8);
  for (const std::string& flag : flags) {
    INFO(flag);
    for (const Language language : {Language::Nl, Language::En}) {
      CHECK(vlag_text(flag, language) != flag);
      CHECK(vlag_text(flag, language).back() == '.');
    }
  }
  CHECK(vlag_text("nieuwe_vlag", Language::En) == "nieuwe_vlag");
}

TEST_CASE("scientific numbers for people") {
  CHECK(scientific(1e-6, 2, Language::Nl) == "1,0·10⁻⁶");
  CHECK(scientific(1e-6, 2, Language::En) == "1.0·10⁻⁶");
  CHECK(scientific(1e-6, 1, Language::Nl) == "1·10⁻⁶");
  CHECK(scientific(1e-6, 0, Language::Nl) == "1·10⁻⁶");
  CHECK(scientific(2.3456e-7, 3, Language::Nl) == "2,35·10⁻⁷");
  CHECK(scientific(9.96e-7, 2, Language::Nl) == "1,0·10⁻⁶");
  CHECK(scientific(0.0, 2, Language::Nl) == "0");
  CHECK(scientific(-0.0, 2, Language::En) == "0");
  CHECK(scientific(5.0, 2, Language::Nl) == "5,0·10⁰");
  CHECK(scientific(1.234567e18, 4, Language::En) == "1.235·10¹⁸");
  CHECK(scientific(-2.5e-13, 2, Language::Nl) == "-2,5·10⁻¹³");
  CHECK(scientific(std::numeric_limits<double>::denorm_min(), 2, Language::Nl) == "4,9·10⁻³²⁴");
  CHECK(scientific(std::numeric_limits<double>::max(), 2, Language::En) == "1.8·10³⁰⁸");
}

TEST_CASE("decimal numbers for people") {
  CHECK(decimal(1234.5678, 2, Language::Nl) == "1234,57");
  CHECK(decimal(1234.5678, 2, Language::En) == "1234.57");
  CHECK(decimal(13.0, 0, Language::Nl) == "13");
  CHECK(decimal(0.05, 1, Language::En) == "0.1");
  CHECK(decimal(-0.04, 1, Language::Nl) == "0,0");
  CHECK(decimal(-0.0, 0, Language::Nl) == "0");
  CHECK(decimal(-0.25, 2, Language::Nl) == "-0,25");
  CHECK(decimal(2.5, -1, Language::Nl) == "2");
}
