#include "golden/figures.hpp"

#include "support/paths.hpp"
#include "support/temp_folder.hpp"
#include "village/village.hpp"
#include "village/write.hpp"

#include "batterisk/core/risk/pr_contours.hpp"
#include "batterisk/study/run/study.hpp"
#include "batterisk/study/tables/tables.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numbers>

#include <fmt/format.h>

// Whole studies against reviewed figures. A figure that moves by more than its tolerance is either a defect or a change
// of the method that the diff of the golden file shows.

using namespace batterisk;
using test::Figure;

namespace {

// Tolerances: a contour lies within some centimetres of the true one, a value at one point is by direct integration.
constexpr double position_m = 0.05;
constexpr double point_share = 1e-4;
constexpr double frequency_share = 1e-9;

// An area, to what its edge moving by the tolerance makes of it; the edge is taken as short as it can be.
Figure area(const std::string& name, double m2) {
  return test::absolute(name, m2, "m2", position_m * (2.0 * std::sqrt(std::numbers::pi * m2) + position_m));
}

void add_distances(const std::vector<EffectDistance>& distances, const std::string& unit, std::vector<Figure>& figures) {
  for (const EffectDistance& d : distances) {
    if (!d.scenario.starts_with(unit)) continue;
    const std::string name = fmt::format("{} {} {} {}", d.scenario, to_string(d.soort), d.threshold, d.weather);
    figures.push_back(test::absolute(name + " from centre", d.from_centre_m, "m", position_m));
  }
}

std::string level_name(const Zone& zone) {
  return zone.level ? fmt::format("PR {:g}", zone.level->per_year()) : std::string{to_string(*zone.aandachtsgebied)};
}

void check(const std::string& golden, const std::vector<Figure>& figures) {
  const auto list = test::differences(test::source_folder() / "tests/golden" / golden, figures);
  INFO(fmt::format("{}", fmt::join(list, "\n")));
  CHECK(list.empty());
}

// One kind of scenario of a dossier, alone: frequencies, contours, areas and PR at some points.
std::vector<Figure> alone(const std::string& dossier_file, ScenarioKind kind) {
  const Dossier dossier = load_dossier(test::source_folder() / "tests/golden" / dossier_file);
  const RuleSet rules = load_rule_set(load_rule_catalog(test::rules_folder()), rule_selection(dossier));
  UsedKeys used;
  std::vector<Scenario> scenarios = derive_scenarios(dossier, rules, used).scenarios;
  std::erase_if(scenarios, [kind](const Scenario& s) { return s.kind != kind; });
  REQUIRE_FALSE(scenarios.empty());
  const EffectModels models = effect_models(rules, used);
  constexpr RdPoint centre{155'000.0, 463'000.0};
  const StudyWeather weather = study_weather(dossier, rules, centre, used);
  const RiskField field(scenarios, models, weather, rules, used);

  std::vector<Figure> figures;
  for (const Scenario& s : scenarios) {
    figures.push_back(test::relative(s.id + " frequency", s.frequency.per_year(), "1/year", frequency_share));
  }
  for (const Zone& zone : pr_contours(field, rules, used)) {
    double m2 = 0.0;
    double farthest = 0.0;
    for (const Shape& part : zone.parts) {
      m2 += area_m2(std::get<Polygon>(part));
      for (const RdPoint p : std::get<Polygon>(part).outer) farthest = std::max(farthest, distance_m(p, centre));
    }
    figures.push_back(test::absolute(level_name(zone) + " farthest from the first unit", farthest, "m", 2.0 * position_m));
    figures.push_back(area(level_name(zone) + " area", m2));
  }
  for (const int bearing : {0, 90, 135, 225}) {
    for (const double distance : {6.0, 15.0, 40.0, 100.0}) {
      const RdPoint p = point_at(centre, bearing * std::numbers::pi / 180.0, distance);
      figures.push_back(test::relative(fmt::format("PR at {} m on {} degrees", distance, bearing),
                                       field.direct_at(p).per_year(), "1/year", point_share));
    }
  }
  const Aandachtsgebieden areas = aandachtsgebieden(scenarios, models, weather, rules, used);
  add_distances(areas.distances, "", figures);
  return figures;
}

}  // namespace

TEST_CASE("golden: the study of the village") {
  const test::TempFolder folder;
  village::write_village(village::make_village({}), folder.path());
  std::filesystem::copy_file(test::source_folder() / "tests/village/dossier.toml", folder / "dossier.toml");
  const study::StudyResult r =
      study::run_study(load_dossier(folder / "dossier.toml"), load_rule_catalog(test::rules_folder()));

  std::vector<Figure> figures{test::word("verdict", to_string(r.eindoordeel)), test::word("label", to_string(r.label)),
                              test::word("standing of the norm", to_string(norm_status(*r.rules)))};
  std::map<Oordeel, std::size_t> verdicts;
  for (const study::PandResult& pand : r.panden) ++verdicts[study::oordeel_of(pand, *r.rules)];
  for (const Oordeel oordeel : r.rules->verdicts.rangorde) {
    figures.push_back(test::exact(fmt::format("buildings {}", to_string(oordeel)), verdicts[oordeel], "buildings"));
  }
  for (std::size_t i = 0; i < r.zones.size(); ++i) {
    const study::ZoneResult& zone = r.zones[i];
    figures.push_back(area(zone.naam + " area", zone.oppervlakte_m2));
    figures.push_back(test::absolute(zone.naam + " distance", zone.grootste_afstand_m, "m", 2.0 * position_m));
    for (const LayerKind layer : {LayerKind::Panden, LayerKind::Percelen}) {
      const auto objects = std::count_if(r.overlaps.begin(), r.overlaps.end(), [&](const Overlap& o) {
        return o.zone == i && o.layer == layer && o.relatie != Relatie::Raakt;
      });
      figures.push_back(test::exact(fmt::format("{} {}", zone.naam, to_string(layer)), static_cast<std::size_t>(objects),
                                    std::string{to_string(layer)}));
    }
  }
  for (const Scenario& s : r.scenarios.scenarios) {
    if (s.unit == "BESS-1") {
      figures.push_back(test::relative(s.id + " frequency", s.frequency.per_year(), "1/year", frequency_share));
    }
  }
  add_distances(r.effectafstanden, "BESS-1", figures);

  // Façades from the highest PR down; the building is part of the name.
  std::vector<const study::PandResult*> ranked;
  for (const study::PandResult& pand : r.panden) {
    if (pand.pr) ranked.push_back(&pand);
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto* a, const auto* b) { return a->pr->pr > b->pr->pr; });
  for (const std::size_t rank : {1U, 2U, 3U, 5U, 8U, 13U, 21U, 34U}) {
    REQUIRE(rank <= ranked.size());
    const study::PandResult& pand = *ranked[rank - 1];
    const std::string name = fmt::format("façade {} {}", rank, (*r.surroundings.panden)[pand.pand].identificatie);
    figures.push_back(test::relative(name + " PR", pand.pr->pr.per_year(), "1/year", point_share));
    figures.push_back(test::absolute(name + " distance", pand.afstand_m, "m", 1e-3));
  }
  check("dorp.csv", figures);
}

TEST_CASE("golden: explosion alone (S2)") { check("s2.csv", alone("container.toml", ScenarioKind::S2Explosion)); }

TEST_CASE("golden: fire of the whole container alone (S4)") { check("s4.csv", alone("container.toml", ScenarioKind::S4Fire)); }

TEST_CASE("golden: fire that spreads to the neighbour alone (D)") { check("d.csv", alone("paar.toml", ScenarioKind::Domino)); }

TEST_CASE("a golden fails for a moved, missing or added figure, and for another word") {
  const test::TempFolder folder;
  test::write_bytes(folder / "g.csv", "# source\nfigure,value,unit,tolerance\na,10,m,0.05\nb,voldoet,-,0\nc,1e-6,1/year,1e-10\n");
  const auto with = [&](double a, std::string_view b, bool c, bool d) {
    std::vector<Figure> list{test::absolute("a", a, "m", 0.05), test::word("b", b)};
    if (c) list.push_back(test::relative("c", 1e-6, "1/year", point_share));
    if (d) list.push_back(test::exact("d", 3, "buildings"));
    return test::differences(folder / "g.csv", list).size();
  };
  if (std::getenv("BATTERISK_RENEW_GOLDEN") != nullptr) return;
  CHECK(with(10.04, "voldoet", true, false) == 0);
  CHECK(with(10.06, "voldoet", true, false) == 1);
  CHECK(with(10.04, "onbepaald", true, false) == 1);
  CHECK(with(10.04, "voldoet", false, false) == 1);
  CHECK(with(10.04, "voldoet", true, true) == 1);
}
