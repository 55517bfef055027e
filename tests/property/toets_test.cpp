#include "support/paths.hpp"

#include "batterisk/core/verdict/toets.hpp"

#include "batterisk/core/rules/rule_document.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace batterisk;

namespace {

using K = Kwetsbaarheid;

RuleSet rules_at(int year) {
  RuleSelection selection;
  selection.method = "referentie";
  selection.peildatum =
      std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{6}, std::chrono::day{1}};
  return load_rule_set(load_rule_catalog(test::rules_folder()), selection);
}

constexpr K all_classes[]{K::Geen, K::BeperktKwetsbaar, K::Kwetsbaar, K::ZeerKwetsbaar, K::Onbekend};
constexpr Antwoord all_answers[]{Antwoord::Ja, Antwoord::Nee, Antwoord::Onbekend};

struct Expected {
  Oordeel oordeel;
  std::string flag;
};

// Table A of the legal reference: PR (1/year; nothing = not known) against 1e-6, no temporary deviation, no
// risicogebied.
Expected table_a(K klasse, std::optional<double> pr, Antwoord binding) {
  if (!pr) return {Oordeel::Onbepaald, ""};
  if (klasse == K::Geen) return {Oordeel::NietVanToepassing, ""};
  if (*pr <= 1e-6) return {Oordeel::Voldoet, ""};
  if (klasse == K::Onbekend) return {Oordeel::Onbepaald, ""};
  const bool may_be_bound = klasse == K::Kwetsbaar || klasse == K::BeperktKwetsbaar;
  if (may_be_bound && binding == Antwoord::Ja) return {Oordeel::NietVanToepassing, ""};
  if (may_be_bound && binding == Antwoord::Onbekend) return {Oordeel::Onbepaald, ""};
  if (klasse == K::BeperktKwetsbaar) return {Oordeel::AfwegingNodig, ""};
  return {Oordeel::VoldoetNiet, ""};
}

// Table B: the areas an object lies in; a functional binding plays no part.
Expected table_b(K klasse, bool known, const std::set<Aandachtsgebied>& areas) {
  if (!known) return {Oordeel::Onbepaald, ""};
  if (klasse == K::Geen) return {Oordeel::NietVanToepassing, ""};
  if (areas.empty()) return {Oordeel::Voldoet, ""};
  if (klasse == K::Onbekend) return {Oordeel::Onbepaald, ""};
  const bool fire_or_blast =
      areas.contains(Aandachtsgebied::Brand) || areas.contains(Aandachtsgebied::Explosie);
  if (!fire_or_blast) return {Oordeel::AfwegingNodig, ""};
  return {Oordeel::AfwegingNodig,
          klasse == K::ZeerKwetsbaar ? "voorschriftengebied_verplicht" : "voorschriftengebied_kandidaat"};
}

std::vector<std::set<Aandachtsgebied>> all_area_sets() {
  std::vector<std::set<Aandachtsgebied>> sets;
  for (unsigned bits = 0; bits < 8; ++bits) {
    std::set<Aandachtsgebied> areas;
    if ((bits & 1U) != 0) areas.insert(Aandachtsgebied::Brand);
    if ((bits & 2U) != 0) areas.insert(Aandachtsgebied::Explosie);
    if ((bits & 4U) != 0) areas.insert(Aandachtsgebied::Gifwolk);
    sets.push_back(areas);
  }
  return sets;
}

Feiten facts(K klasse, std::optional<double> pr, Antwoord binding = Antwoord::Nee, bool known = true,
             const std::set<Aandachtsgebied>& areas = {}) {
  Feiten f;
  f.klassering.klasse = klasse;
  if (pr) f.pr = FacadeMaximum{PlaatsgebondenRisico::per_year(*pr), {155'000.0, 463'000.0}};
  f.functionele_binding = binding;
  f.gebieden_bekend = known;
  f.gebieden.assign(areas.begin(), areas.end());
  return f;
}

Bevinding of_table(const std::vector<Bevinding>& findings, std::string_view table) {
  const auto it =
      std::find_if(findings.begin(), findings.end(), [&](const Bevinding& b) { return b.tabel == table; });
  REQUIRE(it != findings.end());
  return *it;
}

bool has_flag(const Bevinding& b, std::string_view flag) {
  return std::find(b.vlaggen.begin(), b.vlaggen.end(), flag) != b.vlaggen.end();
}

Verblijfsobject vbo(std::vector<std::string> uses, std::optional<double> area = 100.0) {
  Verblijfsobject v;
  v.identificatie = "0000010000000001";
  v.gebruiksdoelen = std::move(uses);
  v.oppervlakte_m2 = area;
  return v;
}
Pand building(std::vector<Verblijfsobject> units) {
  Pand p;
  p.identificatie = "0000100000000001";
  p.verblijfsobjecten = std::move(units);
  return p;
}

// The use that each BAG word stands for, as in the legal reference 6.3: default and what it could also be.
struct Use {
  K klasse;
  std::vector<K> also;
};
const std::map<std::string, Use> uses{
    {"woonfunctie", {K::Kwetsbaar, {K::ZeerKwetsbaar, K::BeperktKwetsbaar}}},
    {"gezondheidszorgfunctie", {K::ZeerKwetsbaar, {K::Kwetsbaar}}},
    {"onderwijsfunctie", {K::ZeerKwetsbaar, {K::Onbekend}}},
    {"celfunctie", {K::ZeerKwetsbaar, {}}},
    {"bijeenkomstfunctie", {K::Onbekend, {K::ZeerKwetsbaar, K::BeperktKwetsbaar}}},
    {"logiesfunctie", {K::Kwetsbaar, {K::BeperktKwetsbaar}}},
    {"winkelfunctie", {K::BeperktKwetsbaar, {K::Kwetsbaar}}},
    {"industriefunctie", {K::BeperktKwetsbaar, {}}},
    {"sportfunctie", {K::BeperktKwetsbaar, {}}},
    {"overige gebruiksfunctie", {K::Onbekend, {K::Geen}}}};

// An unknown class is stricter than beperkt kwetsbaar (it may be more) but adds nothing to kwetsbaar.
int rank(K klasse) {
  switch (klasse) {
    case K::Geen:
      return 0;
    case K::BeperktKwetsbaar:
      return 1;
    case K::Onbekend:
      return 2;
    case K::Kwetsbaar:
      return 3;
    case K::ZeerKwetsbaar:
      return 4;
  }
  return -1;
}
K strictest(K a, K b) {
  return rank(a) >= rank(b) ? a : b;
}

std::set<K> other_classes(const Klassering& klassering) {
  return {klassering.kan_ook.begin(), klassering.kan_ook.end()};
}

}  // namespace

TEST_CASE("table A: every class, PR and binding") {
  const RuleSet rules = rules_at(2026);
  const double above = std::nextafter(1e-6, 1.0);
  const double below = std::nextafter(1e-6, 0.0);
  for (const K klasse : all_classes) {
    for (const Antwoord binding : all_answers) {
      for (const std::optional<double> pr : std::vector<std::optional<double>>{
               std::nullopt, 0.0, 1e-9, below, 1e-6, above, 5e-6, 1e-5, std::nextafter(1e-5, 1.0), 1e-3}) {
        INFO(to_string(klasse) << ", binding " << static_cast<int>(binding) << ", PR " << pr.value_or(-1.0));
        const Bevinding b = of_table(toets(7, facts(klasse, pr, binding), rules), "A");
        CHECK(b.oordeel == table_a(klasse, pr, binding).oordeel);
        CHECK(b.pand == 7);
        CHECK(b.normstatus == NormStatus::BijAnalogie);
        CHECK_FALSE(b.reden_nl.empty());
        CHECK_FALSE(b.reden_en.empty());
        CHECK_FALSE(has_flag(b, "te_bevestigen"));
        CHECK_FALSE(has_flag(b, "begrensd_door_bewijs"));
      }
    }
  }
}

TEST_CASE("table A: the norm behind a verdict is the one of the class") {
  const RuleSet rules = rules_at(2026);
  for (const K klasse : {K::BeperktKwetsbaar, K::Kwetsbaar, K::ZeerKwetsbaar}) {
    for (const double pr : {1e-7, 1e-5}) {
      const Bevinding b = of_table(toets(0, facts(klasse, pr), rules), "A");
      INFO(to_string(klasse) << ", PR " << pr);
      REQUIRE(b.normwaarde);
      CHECK(b.normwaarde->per_year() == 1e-6);
      CHECK(b.normsoort == (klasse == K::BeperktKwetsbaar ? "standaardwaarde" : "grenswaarde"));
      CHECK(b.artikel.find(klasse == K::BeperktKwetsbaar ? "5.11" : "5.7") != std::string::npos);
    }
  }
}

TEST_CASE("table B: every class and set of areas") {
  const RuleSet rules = rules_at(2026);
  for (const K klasse : all_classes) {
    for (const Antwoord binding : all_answers) {
      for (const auto& areas : all_area_sets()) {
        INFO(to_string(klasse) << ", binding " << static_cast<int>(binding) << ", areas " << areas.size());
        const Bevinding b = of_table(toets(3, facts(klasse, 1e-7, binding, true, areas), rules), "B");
        const Expected expected = table_b(klasse, true, areas);
        CHECK(b.oordeel == expected.oordeel);
        CHECK(b.vlaggen == (expected.flag.empty() ? std::vector<std::string>{} : std::vector{expected.flag}));
        CHECK(b.oordeel != Oordeel::VoldoetNiet);  // an attention area is no prohibition
      }
    }
  }
}

TEST_CASE("table B: with nothing known, nothing is decided") {
  const RuleSet rules = rules_at(2026);
  for (const K klasse : all_classes) {
    const Bevinding b = of_table(toets(0, facts(klasse, 1e-7, Antwoord::Nee, false), rules), "B");
    CHECK(b.oordeel == Oordeel::Onbepaald);
  }
}

TEST_CASE("table B: one area missing leaves the object undecided, also when it lies in another") {
  // B1 comes first: "area geometry or layer missing".
  const RuleSet rules = rules_at(2026);
  std::vector<std::string> decided;
  for (const K klasse : all_classes) {
    for (const auto& areas : all_area_sets()) {
      const Bevinding b = of_table(toets(0, facts(klasse, 1e-7, Antwoord::Nee, false, areas), rules), "B");
      if (b.oordeel != Oordeel::Onbepaald) decided.push_back(std::string{to_string(klasse)} + " by " + b.rij);
    }
  }
  CHECK(decided == std::vector<std::string>{});
}

TEST_CASE("a hard verdict needs a norm that was read in its source") {
  // The set of 2024 was not read in its own version: its norms are derived.
  const RuleSet rules = rules_at(2025);
  for (const K klasse : all_classes) {
    for (const std::optional<double> pr :
         std::vector<std::optional<double>>{std::nullopt, 1e-7, 1e-6, 2e-6, 1e-4}) {
      INFO(to_string(klasse) << ", PR " << pr.value_or(-1.0));
      const Bevinding b = of_table(toets(0, facts(klasse, pr), rules), "A");
      const Oordeel expected = table_a(klasse, pr, Antwoord::Nee).oordeel;
      const bool capped = expected == Oordeel::VoldoetNiet;
      CHECK(b.oordeel == (capped ? Oordeel::AfwegingNodig : expected));
      CHECK(has_flag(b, "begrensd_door_bewijs") == capped);
    }
  }
}

TEST_CASE("an object is to be confirmed when a class that cannot be excluded changes its verdict") {
  const RuleSet rules = rules_at(2026);
  for (const K klasse : all_classes) {
    for (const K other : all_classes) {
      if (other == klasse) continue;
      for (const Antwoord binding : all_answers) {
        for (const double pr : {1e-7, 2e-6}) {
          for (const auto& areas : all_area_sets()) {
            Feiten f = facts(klasse, pr, binding, true, areas);
            f.klassering.kan_ook = {other};
            INFO(to_string(klasse) << " or " << to_string(other) << ", PR " << pr << ", areas "
                                   << areas.size());
            const auto findings = toets(0, f, rules);
            CHECK(has_flag(of_table(findings, "A"), "te_bevestigen") ==
                  (table_a(klasse, pr, binding).oordeel != table_a(other, pr, binding).oordeel));
            CHECK(has_flag(of_table(findings, "B"), "te_bevestigen") ==
                  (table_b(klasse, true, areas).oordeel != table_b(other, true, areas).oordeel));
          }
        }
      }
    }
  }
}

TEST_CASE("under the evidence ceiling a doubtful class still shows") {
  // 2024: zeer kwetsbaar is capped at afweging_nodig, beperkt kwetsbaar is afweging_nodig by itself. The
  // ceiling comes after the choice of row, so the doubt remains visible.
  const RuleSet rules = rules_at(2025);
  Feiten f = facts(K::ZeerKwetsbaar, 2e-6, Antwoord::Ja);
  f.klassering.kan_ook = {K::Kwetsbaar};  // functionally bound: niet_van_toepassing
  CHECK(has_flag(of_table(toets(0, f, rules), "A"), "te_bevestigen"));
}

TEST_CASE("without buildings everything is undecided") {
  const RuleSet rules = rules_at(2026);
  const auto findings = toets_zonder_panden(rules);
  REQUIRE(findings.size() == 2);
  for (const Bevinding& b : findings) {
    CHECK(b.oordeel == Oordeel::Onbepaald);
    CHECK_FALSE(b.pand_bekend);
  }
  CHECK(eindoordeel(findings, rules.verdicts) == Oordeel::Onbepaald);
}

TEST_CASE("a location is judged as one: no building rules in an area, else as a building of its class") {
  const RuleSet rules = rules_at(2026);
  for (const K klasse : {K::Geen, K::BeperktKwetsbaar, K::Kwetsbaar, K::Onbekend}) {
    for (const auto& areas : all_area_sets()) {
      for (const double pr : {1e-7, 2e-6}) {
        Feiten f = facts(klasse, pr, Antwoord::Nee, true, areas);
        const auto building = toets(0, f, rules);
        f.locatie = true;
        const auto location = toets(0, f, rules);
        REQUIRE(location.size() == building.size());
        for (std::size_t i = 0; i < location.size(); ++i) {
          CHECK(location[i].oordeel == building[i].oordeel);
          CHECK_FALSE(has_flag(location[i], "voorschriftengebied_kandidaat"));
          CHECK_FALSE(has_flag(location[i], "voorschriftengebied_verplicht"));
        }
      }
    }
  }
}

TEST_CASE("table D: the advised 5 m between an EOS and buildings") {
  const RuleSet rules = rules_at(2026);
  // The nearest building at this distance; nothing: no layer tells of one.
  const auto subject = [](std::optional<double> distance_m, double energy_kwh = 4200.0) {
    Onderzocht bess{Onderwerp::Systeem, "BESS", {}, {}, {}};
    bess.feiten["situatie"] = std::string{"eos_container"};
    bess.feiten["energie_systeem"] = energy_kwh;
    if (distance_m) bess.feiten["afstand_object"] = *distance_m;
    if (distance_m && std::isfinite(*distance_m)) bess.pand = 3;
    return bess;
  };
  const auto at = [&](double distance) { return toets(subject(distance), rules).at(0); };
  CHECK(at(5.0).oordeel == Oordeel::Voldoet);
  CHECK(at(5.0).rij == "D2");
  CHECK(at(205155.1 - 205150.1).oordeel == Oordeel::Voldoet);  // a hair less than 5 in doubles
  CHECK(at(4.999).oordeel == Oordeel::AfwegingNodig);          // an advice never fails
  CHECK(at(0.0).oordeel == Oordeel::AfwegingNodig);
  const Bevinding b = at(7.25);
  CHECK(b.tabel == "D");
  CHECK(b.onderdeel == "advies");
  CHECK(b.onderwerp == "BESS");
  CHECK(b.pand == 3);
  CHECK(b.normstatus == NormStatus::Advies);
  CHECK(b.normsoort == "advies");
  CHECK(b.norm == "circulaire-lithium:eos.afstand_bebouwing");
  CHECK(b.artikel == "circulaire-2020 par. 7.2.3");
  CHECK(b.norm_afstand_m == 5.0);
  CHECK(b.afstand_m == 7.25);
  REQUIRE(b.omslag);
  CHECK(b.omslag->afstand_m == Approx(2.25));
  CHECK(at(4.0).omslag->afstand_m == Approx(-1.0));
  // No building at all is an answer; no layer is none.
  CHECK(at(std::numeric_limits<double>::infinity()).oordeel == Oordeel::Voldoet);
  const Bevinding open = toets(subject(std::nullopt), rules).at(0);
  CHECK(open.oordeel == Oordeel::Onbepaald);
  CHECK_FALSE(open.pand_bekend);
  // The circular is about an EOS of 100 kWh and more.
  CHECK(toets(subject(1.0, 100.0), rules).size() == 1);
  CHECK(toets(subject(1.0, 99.9), rules).empty());
  // A norm without a value decides nothing, and rules without the table give no finding.
  RuleSet gap = rules;
  gap.verdicts.normen.at("circulaire-lithium:eos.afstand_bebouwing").gevallen.front().waarde.reset();
  CHECK(toets(subject(1.0), gap).at(0).oordeel == Oordeel::Onbepaald);
  gap.verdicts.tabellen.erase("D");
  CHECK(toets(subject(1.0), gap).empty());
}

TEST_CASE("table E: the PR on the edge of a risicogebied") {
  const RuleSet rules = rules_at(2026);
  const auto at = [&](std::optional<double> pr) {
    return toets(rand_van("haven", pr ? std::optional{PlaatsgebondenRisico::per_year(*pr)} : std::nullopt, rules), rules).at(0);
  };
  CHECK(at(1e-6).oordeel == Oordeel::Voldoet);
  CHECK(at(std::nextafter(1e-6, 1.0)).oordeel == Oordeel::VoldoetNiet);
  CHECK(at(std::nullopt).oordeel == Oordeel::Onbepaald);
  const Bevinding b = at(3e-6);
  CHECK(b.onderwerp == "haven");
  CHECK_FALSE(b.pand_bekend);
  CHECK(b.norm == "pr.risicogebied.grens");
  CHECK(b.artikel == "Bkl 5.16 lid 3");
  CHECK(b.pr->per_year() == 3e-6);
  CHECK(b.normwaarde->per_year() == 1e-6);
  // The set of 2024 was not read in its own version: a hard verdict is capped.
  const RuleSet older = rules_at(2025);
  CHECK(toets(rand_van("haven", PlaatsgebondenRisico::per_year(3e-6), older), older).at(0).oordeel == Oordeel::AfwegingNodig);
}

TEST_CASE("the verdict of the site is the worst") {
  const RuleSet rules = rules_at(2026);
  // Worst first, as the legal reference orders them.
  const std::vector<Oordeel> order{Oordeel::VoldoetNiet, Oordeel::Onbepaald, Oordeel::AfwegingNodig,
                                   Oordeel::Voldoet, Oordeel::NietVanToepassing};
  CHECK(eindoordeel({}, rules.verdicts) == Oordeel::Onbepaald);
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t j = 0; j < order.size(); ++j) {
      Bevinding a;
      a.oordeel = order[i];
      Bevinding b;
      b.oordeel = order[j];
      CHECK(eindoordeel({a, b}, rules.verdicts) == order[std::min(i, j)]);
    }
  }
}

TEST_CASE("a single use gives its class and what it could also be") {
  const RuleSet rules = rules_at(2026);
  for (const auto& entry : uses) {
    const Klassering k = klasseer(building({vbo({entry.first})}), rules.classes);
    INFO(entry.first);
    CHECK(k.klasse == entry.second.klasse);
    CHECK(other_classes(k) == std::set<K>{entry.second.also.begin(), entry.second.also.end()});
    CHECK(k.gebruiksdoelen == std::vector<std::string>{entry.first});
  }
}

TEST_CASE("a building has the strictest class of its uses, in one unit or in several") {
  const RuleSet rules = rules_at(2026);
  for (const auto& first : uses) {
    for (const auto& second : uses) {
      const K expected = strictest(first.second.klasse, second.second.klasse);
      INFO(first.first << " + " << second.first);
      CHECK(klasseer(building({vbo({first.first, second.first})}), rules.classes).klasse == expected);
      CHECK(klasseer(building({vbo({first.first}), vbo({second.first})}), rules.classes).klasse == expected);
    }
  }
}

TEST_CASE("the classes that cannot be excluded are those of some reading of all uses together") {
  // Each use is its class or one that it could also be; the building is the strictest. What no reading gives
  // is excluded: a shop in a prison leaves it zeer kwetsbaar.
  const RuleSet rules = rules_at(2026);
  std::vector<std::string> differ;
  for (const auto& first : uses) {
    for (const auto& second : uses) {
      if (first.first >= second.first) continue;
      const auto readings = [](const Use& use) {
        std::vector<K> all = use.also;
        all.push_back(use.klasse);
        return all;
      };
      std::set<K> possible;
      for (const K a : readings(first.second)) {
        for (const K b : readings(second.second)) possible.insert(strictest(a, b));
      }
      const Klassering k = klasseer(building({vbo({first.first}), vbo({second.first})}), rules.classes);
      possible.erase(k.klasse);
      if (other_classes(k) != possible) differ.push_back(first.first + " + " + second.first);
    }
  }
  CHECK(differ == std::vector<std::string>{});
}

TEST_CASE("offices are kwetsbaar above 1,500 m2 over the whole building") {
  const RuleSet rules = rules_at(2026);
  const auto class_of = [&](std::vector<Verblijfsobject> units) {
    return klasseer(building(std::move(units)), rules.classes).klasse;
  };
  CHECK(class_of({vbo({"kantoorfunctie"}, 1500.0)}) == K::BeperktKwetsbaar);
  CHECK(class_of({vbo({"kantoorfunctie"}, 1500.01)}) == K::Kwetsbaar);
  CHECK(class_of({vbo({"kantoorfunctie"}, 1000.0), vbo({"kantoorfunctie"}, 500.0)}) == K::BeperktKwetsbaar);
  CHECK(class_of({vbo({"kantoorfunctie"}, 1000.0), vbo({"kantoorfunctie"}, 500.01)}) == K::Kwetsbaar);
  // Other uses do not add to the offices; units with several uses do.
  CHECK(class_of({vbo({"kantoorfunctie"}, 1000.0), vbo({"industriefunctie"}, 5000.0)}) ==
        K::BeperktKwetsbaar);
  CHECK(class_of({vbo({"kantoorfunctie"}, 1000.0), vbo({"industriefunctie", "kantoorfunctie"}, 600.0)}) ==
        K::Kwetsbaar);
  // Either way the other class cannot be excluded: the BAG gives the usable area, the norm is about the gross
  // one.
  CHECK(other_classes(klasseer(building({vbo({"kantoorfunctie"}, 1500.0)}), rules.classes)) ==
        std::set<K>{K::Kwetsbaar});
  CHECK(other_classes(klasseer(building({vbo({"kantoorfunctie"}, 1501.0)}), rules.classes)) ==
        std::set<K>{K::BeperktKwetsbaar});
  // An area that is not known decides nothing.
  const Klassering unknown = klasseer(building({vbo({"kantoorfunctie"}, std::nullopt)}), rules.classes);
  CHECK(other_classes(unknown).contains(unknown.klasse == K::Kwetsbaar ? K::BeperktKwetsbaar : K::Kwetsbaar));
}

TEST_CASE("a use that the rules do not know, or none, gives an unknown class") {
  const RuleSet rules = rules_at(2026);
  CHECK(klasseer(building({vbo({"ruimtevaartfunctie"})}), rules.classes).klasse == K::Onbekend);
  CHECK(klasseer(building({vbo({})}), rules.classes).klasse == K::Onbekend);
  CHECK(klasseer(building({vbo({"industriefunctie"}), vbo({"ruimtevaartfunctie"})}), rules.classes).klasse ==
        K::Onbekend);
  CHECK(klasseer(building({vbo({"celfunctie"}), vbo({"ruimtevaartfunctie"})}), rules.classes).klasse ==
        K::ZeerKwetsbaar);
  CHECK(klasseer(building({}), rules.classes).klasse == K::Geen);  // a shed or garage
}

TEST_CASE("a building without unit has no class only where it is known to have none") {
  const RuleSet rules = rules_at(2026);
  const auto square = [](double side_m) {
    Pand pand = building({});
    pand.footprint = {outline(Box{{0.0, 0.0}, {side_m, side_m}})};
    return pand;
  };
  const double side = std::sqrt(rules.classes.groot_pand_zonder_verblijfsobject.value().vanaf.m2());
  const Klassering shed = klasseer(square(side - 1e-6), rules.classes);
  CHECK(shed.klasse == K::Geen);
  CHECK(shed.kan_ook.empty());
  CHECK(shed.gebruiken.empty());
  SECTION("a large one is asked about, and its class stays open") {
    const Klassering hall = klasseer(square(side + 1e-6), rules.classes);
    CHECK(hall.klasse == K::Onbekend);
    CHECK(other_classes(hall) == std::set<K>{K::Geen, K::BeperktKwetsbaar, K::Kwetsbaar, K::ZeerKwetsbaar});
    REQUIRE(hall.gebruiken.size() == 1);
    CHECK_FALSE(hall.gebruiken[0].verblijfsobject);
    REQUIRE(hall.gebruiken[0].regel != nullptr);
    CHECK_FALSE(hall.gebruiken[0].regel->vraag_nl.empty());
  }
  SECTION("unless the layer of buildings says that it has none: then it is only asked about") {
    Pand barn = square(side + 1e-6);
    barn.aantal_verblijfsobjecten = 0;
    const Klassering k = klasseer(barn, rules.classes);
    CHECK(k.klasse == K::Geen);
    CHECK(other_classes(k) == std::set<K>{K::BeperktKwetsbaar, K::Kwetsbaar, K::ZeerKwetsbaar});
    CHECK(k.gebruiken.size() == 1);
  }
  SECTION("every doubt opens the class, of a shed too, and of one with units") {
    for (const Twijfel doubt : {Twijfel::GeenVerblijfsobjecten, Twijfel::NietGedekt, Twijfel::NietGekoppeld,
                                Twijfel::Onvolledig, Twijfel::StatusOnbekend}) {
      Pand pand = square(2.0);
      pand.twijfels = {doubt};
      CHECK(klasseer(pand, rules.classes).klasse == K::Onbekend);
      CHECK(klasseer(pand, rules.classes).twijfels == std::vector{doubt});
      pand.verblijfsobjecten = {vbo({"industriefunctie"}, 100.0)};
      CHECK(klasseer(pand, rules.classes).klasse == K::Onbekend);
      pand.verblijfsobjecten = {vbo({"woonfunctie"}, 100.0)};
      CHECK(klasseer(pand, rules.classes).klasse == K::Kwetsbaar);
      CHECK(other_classes(klasseer(pand, rules.classes)).contains(K::ZeerKwetsbaar));
    }
  }
}

TEST_CASE("an area that may lie on either side of a limit decides nothing") {
  const RuleSet rules = rules_at(2026);
  const auto class_of = [&](std::optional<double> least, std::optional<double> most) {
    Verblijfsobject unit = vbo({"kantoorfunctie"}, least);
    unit.oppervlakte_hoogst_m2 = most;
    return klasseer(building({unit}), rules.classes).klasse;
  };
  CHECK(class_of(std::nullopt, std::nullopt) == K::Onbekend);
  CHECK(class_of(400.0, 1200.0) == K::BeperktKwetsbaar);
  CHECK(class_of(400.0, 1600.0) == K::Onbekend);
  CHECK(class_of(1600.0, 3200.0) == K::Kwetsbaar);
  CHECK(class_of(std::nullopt, 1200.0) == K::BeperktKwetsbaar);
}

TEST_CASE("a unit without any use leaves the class open, whatever else is in the building") {
  const RuleSet rules = rules_at(2026);
  CHECK(klasseer(building({vbo({"industriefunctie"}), vbo({})}), rules.classes).klasse == K::Onbekend);
}

TEST_CASE("an unknown use beside a kwetsbare one may make the building zeer kwetsbaar") {
  const RuleSet rules = rules_at(2026);
  const Klassering k =
      klasseer(building({vbo({"logiesfunctie"}), vbo({"ruimtevaartfunctie"})}), rules.classes);
  CHECK(k.klasse == K::Kwetsbaar);
  CHECK((other_classes(k).contains(K::ZeerKwetsbaar) || other_classes(k).contains(K::Onbekend)));
}
