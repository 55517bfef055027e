#include "support/paths.hpp"

#include "batterisk/core/verdict/toets.hpp"

#include "batterisk/core/rules/rule_document.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

// Temporary deviation, risicogebied, classes that are given, and how far an edge must move for another verdict.

using namespace batterisk;
using namespace std::chrono;

namespace {

using K = Kwetsbaarheid;

const RuleSet& rules() {
  static const RuleSet set = load_rule_set(load_rule_catalog(test::rules_folder()),
                                           {"referentie", year{2026} / 6 / 1, std::nullopt, std::nullopt, {}});
  return set;
}

Feiten facts(K klasse, double pr) {
  Feiten f;
  f.klassering.klasse = klasse;
  f.pr = FacadeMaximum{PlaatsgebondenRisico::per_year(pr), {155'000.0, 463'000.0}};
  f.functionele_binding = Antwoord::Nee;
  return f;
}

std::optional<Bevinding> table(const std::string& name, const Feiten& f) {
  for (const Bevinding& b : toets(0, f, rules())) {
    if (b.tabel == name) return b;
  }
  return std::nullopt;
}

Rand contour(const char* name, double level, double distance) {
  return {name, std::nullopt, PlaatsgebondenRisico::per_year(level), distance};
}
Rand area(Aandachtsgebied soort, double distance) { return {std::string{to_string(soort)}, soort, std::nullopt, distance}; }

constexpr double just_above = 1.0000001;

}  // namespace

TEST_CASE("a temporary deviation lifts the limit to 1e-5 for kwetsbaar only (Bkl art. 5.10)") {
  const struct {
    K klasse;
    double pr;
    Oordeel oordeel;
    const char* rij;
  } cases[] = {
      {K::Kwetsbaar, 1e-6, Oordeel::Voldoet, "A3"},
      {K::Kwetsbaar, 1e-6 * just_above, Oordeel::AfwegingNodig, "A8"},
      {K::Kwetsbaar, 1e-5, Oordeel::AfwegingNodig, "A8"},
      {K::Kwetsbaar, 1e-5 * just_above, Oordeel::VoldoetNiet, "A9"},
      {K::ZeerKwetsbaar, 1e-6 * just_above, Oordeel::VoldoetNiet, "A9"},
      {K::BeperktKwetsbaar, 1e-6 * just_above, Oordeel::AfwegingNodig, "A10"},
      {K::Onbekend, 1e-6 * just_above, Oordeel::Onbepaald, "A5"},
  };
  for (const auto& c : cases) {
    Feiten f = facts(c.klasse, c.pr);
    f.tijdelijk = true;
    CAPTURE(to_string(c.klasse), c.pr);
    CHECK(table("A", f)->oordeel == c.oordeel);
    CHECK(table("A", f)->rij == c.rij);
  }
}

TEST_CASE("a temporary deviation lasts at most three years and has not ended") {
  ObjectOpgave object;
  const auto allowed = [&](year_month_day from, year_month_day to, year_month_day at) {
    object.tijdelijk_van = from;
    object.tijdelijk_tot = to;
    return tijdelijk_toegestaan(object, at, rules().legal);
  };
  CHECK_FALSE(tijdelijk_toegestaan(object, year{2026} / 6 / 1, rules().legal));
  CHECK(allowed(year{2026} / 1 / 1, year{2029} / 1 / 1, year{2026} / 6 / 1));
  CHECK_FALSE(allowed(year{2026} / 1 / 1, year{2029} / 1 / 2, year{2026} / 6 / 1));
  CHECK(allowed(year{2026} / 1 / 1, year{2028} / 1 / 1, year{2028} / 1 / 1));
  CHECK_FALSE(allowed(year{2026} / 1 / 1, year{2028} / 1 / 1, year{2028} / 1 / 2));
}

TEST_CASE("inside a risicogebied the norms do not hold, and no zeer kwetsbaar building is allowed") {
  for (const K klasse : {K::BeperktKwetsbaar, K::Kwetsbaar, K::ZeerKwetsbaar, K::Onbekend, K::Geen}) {
    Feiten f = facts(klasse, 1e-4);
    CHECK_FALSE(table("C", f).has_value());
    f.in_risicogebied = true;
    f.gebieden = {Aandachtsgebied::Brand};
    CAPTURE(to_string(klasse));
    CHECK(table("A", f)->oordeel == Oordeel::NietVanToepassing);
    CHECK(table("B", f)->oordeel == Oordeel::NietVanToepassing);
    const auto c = table("C", f);
    if (klasse == K::ZeerKwetsbaar) {
      REQUIRE(c);
      CHECK(c->oordeel == Oordeel::VoldoetNiet);
      CHECK(c->artikel == "Bkl 5.17 onder c");
    } else if (klasse == K::Onbekend) {
      REQUIRE(c);
      CHECK(c->oordeel == Oordeel::Onbepaald);
    } else {
      CHECK_FALSE(c.has_value());
    }
  }
}

TEST_CASE("a class that is given replaces the one of the uses, and leaves nothing to confirm") {
  Pand pand;
  Verblijfsobject unit;
  unit.gebruiksdoelen = {"bijeenkomstfunctie", "winkelfunctie"};
  pand.verblijfsobjecten = {unit};
  const Klassering bag = klasseer(pand, rules().classes);
  CHECK(bag.herkomst == KlasseHerkomst::Indicatief);
  REQUIRE(bag.gebruiken.size() == 2);
  CHECK(bag.gebruiken[0].klasse == K::Onbekend);
  CHECK(bag.gebruiken[1].klasse == K::BeperktKwetsbaar);
  CHECK(bag.gebruiken[1].regel->naam == "winkelfunctie");
  const Klassering given = vastgesteld(bag, K::ZeerKwetsbaar, KlasseHerkomst::Opgegeven, "kinderopvang");
  CHECK(given.klasse == K::ZeerKwetsbaar);
  CHECK(given.kan_ook.empty());
  CHECK(given.toelichting == "kinderopvang");
  CHECK(given.gebruiken.size() == 2);
  // What is not yet built has no use: nobody knows its class.
  Pand planned;
  planned.situatie = Situatie::Geprojecteerd;
  CHECK(klasseer(planned, rules().classes).klasse == K::Onbekend);
}

TEST_CASE("flip distance: the contour of the norm decides, on the side where the façade lies") {
  Feiten f = facts(K::Kwetsbaar, 4e-7);
  f.randen = {contour("PR10-5", 1e-5, 30.0), contour("PR10-6", 1e-6, 12.0), contour("PR10-7", 1e-7, -20.0)};
  REQUIRE(table("A", f)->omslag);
  CHECK(table("A", f)->omslag->afstand_m == 12.0);
  CHECK(table("A", f)->omslag->zone == "PR10-6");
  f.pr->pr = PlaatsgebondenRisico::per_year(3e-6);
  f.randen = {contour("PR10-5", 1e-5, 5.0), contour("PR10-6", 1e-6, -8.0), contour("PR10-7", 1e-7, -40.0)};
  CHECK(table("A", f)->omslag->afstand_m == -8.0);
  // With a temporary deviation the nearer 1e-5 decides: beyond it the norm is broken.
  f.tijdelijk = true;
  CHECK(table("A", f)->omslag->afstand_m == 5.0);
  CHECK(table("A", f)->omslag->zone == "PR10-5");
  // No edge changes a verdict that does not rest on the risk.
  CHECK_FALSE(table("A", facts(K::Geen, 3e-6))->omslag);
  Feiten bound = f;
  bound.tijdelijk = false;
  bound.functionele_binding = Antwoord::Ja;
  CHECK(table("A", bound)->omslag->afstand_m == -8.0);  // outside it complies, which is another verdict
  bound.pr.reset();
  CHECK_FALSE(table("A", bound)->omslag);
}

TEST_CASE("flip distance: the nearest area outside, all areas together inside") {
  using A = Aandachtsgebied;
  Feiten f = facts(K::Kwetsbaar, 1e-9);
  f.randen = {area(A::Brand, 50.0), area(A::Explosie, 35.0), area(A::Gifwolk, 10.0)};
  CHECK(table("B", f)->omslag->afstand_m == 10.0);
  CHECK(table("B", f)->omslag->zone == "gifwolk");
  f.gebieden = {A::Explosie, A::Gifwolk};
  f.randen = {area(A::Brand, 1.0), area(A::Explosie, -4.0), area(A::Gifwolk, -60.0)};
  CHECK(table("B", f)->omslag->afstand_m == -60.0);  // free of both
  f.randen[2].afstand_m = 0.004;                     // listed inside, drawn a hair outside: the facts decide
  CHECK(table("B", f)->omslag->zone == "explosie");
  CHECK(table("B", f)->omslag->afstand_m == -4.0);
}

TEST_CASE("flip distance: moving the edges a hair less keeps the verdict, a hair more changes it") {
  using A = Aandachtsgebied;
  std::mt19937_64 bits{7};
  const auto uniform = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(bits() >> 11) * 0x1.0p-53;
  };
  // A world on a line: the object at x = 0, each edge at its distance; positive: the object lies outside.
  const double levels[] = {1e-5, 1e-6, 1e-7};
  const auto world = [&](const std::vector<double>& d, K klasse, bool temporary) {
    Feiten f = facts(klasse, 1e-9);
    f.tijdelijk = temporary;
    for (std::size_t i = 0; i < 3; ++i) {
      f.randen.push_back(contour(("PR" + std::to_string(i)).c_str(), levels[i], d[i]));
      if (d[i] < 0.0 && f.pr->pr.per_year() < levels[i]) f.pr->pr = PlaatsgebondenRisico::per_year(levels[i] * 1.5);
    }
    const A areas[] = {A::Brand, A::Explosie, A::Gifwolk};
    for (std::size_t i = 0; i < 3; ++i) {
      f.randen.push_back(area(areas[i], d[3 + i]));
      if (d[3 + i] < 0.0) f.gebieden.push_back(areas[i]);
    }
    return f;
  };
  int flips = 0;
  for (int i = 0; i < 400; ++i) {
    std::vector<double> d{uniform(-50, 50), 0, 0, uniform(-50, 50), uniform(-50, 50), uniform(-50, 50)};
    d[1] = d[0] - uniform(1, 40);
    d[2] = d[1] - uniform(1, 40);
    const K klasse = std::vector{K::Kwetsbaar, K::ZeerKwetsbaar, K::BeperktKwetsbaar, K::Onbekend}[bits() % 4];
    const bool temporary = bits() % 2 == 0;
    const Feiten f = world(d, klasse, temporary);
    for (const char* name : {"A", "B"}) {
      const Bevinding now = *table(name, f);
      REQUIRE(now.omslag);
      const auto moved = [&](double by) {
        std::vector<double> m = d;
        for (double& x : m) x -= by;  // edges outwards
        return table(name, world(m, klasse, temporary))->oordeel;
      };
      const double by = now.omslag->afstand_m;
      const double hair = by < 0.0 ? -1e-6 : 1e-6;
      CAPTURE(name, by, to_string(klasse));
      CHECK(moved(by + hair) != now.oordeel);
      CHECK(moved(by - hair) == now.oordeel);
      CHECK(moved(-by * 0.99) == now.oordeel);  // and nothing happens that near in the other direction
      ++flips;
    }
  }
  CHECK(flips == 800);
}
