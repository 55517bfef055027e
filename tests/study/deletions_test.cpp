// What data lack never makes a verdict milder: random parts of complete data are taken away, and each verdict that is left
// must be at least as strict as before, or `onbepaald`.
#include "support/paths.hpp"
#include "support/temp_folder.hpp"
#include "village/delivery.hpp"
#include "village/random.hpp"
#include "village/village.hpp"
#include "village/write.hpp"

#include "batterisk/study/run/study.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include <catch2/catch.hpp>

namespace {

using namespace batterisk;
using village::Random;

constexpr int deletions_per_case = 50;

/// A study's verdicts, with the buildings by where they stand: their ids may be what is taken away.
struct Verdicts {
  std::map<std::tuple<double, double, double, double>, Oordeel> panden;
  std::map<std::string, Oordeel> parts;
  Oordeel overall = Oordeel::Onbepaald;
  std::vector<Oordeel> worst_first;
};

Verdicts verdicts_of(const study::StudyResult& result) {
  Verdicts verdicts;
  for (const study::PandResult& pand : result.panden) {
    const Box box = bounds((*result.surroundings.panden)[pand.pand].footprint);
    verdicts.panden[{box.min.x, box.min.y, box.max.x, box.max.y}] = study::oordeel_of(pand, *result.rules);
  }
  for (const study::Deeloordeel& part : result.deeloordelen) verdicts.parts[part.onderdeel] = part.oordeel;
  verdicts.overall = result.eindoordeel;
  verdicts.worst_first = result.rules->verdicts.rangorde;
  return verdicts;
}

Verdicts judged(village::Delivery& delivery, const village::Place& place, const std::vector<village::LayerName>& given) {
  delivery.close();
  test::write_bytes(delivery / "dossier.toml", dossier_text(place, given));
  return verdicts_of(study::run_study(load_dossier(delivery / "dossier.toml"), load_rule_catalog(test::rules_folder())));
}

bool milder(Oordeel after, Oordeel before, const std::vector<Oordeel>& worst_first) {
  const auto rank = [&](Oordeel oordeel) { return std::find(worst_first.begin(), worst_first.end(), oordeel); };
  return after != Oordeel::Onbepaald && rank(after) > rank(before);
}

void check_deletions(std::uint64_t seed) {
  const test::TempFolder folder;
  village::write_village(village::make_village({}), folder.path());
  const std::filesystem::path complete = folder / "omgeving.gpkg";
  std::map<std::string, Verdicts> before;
  for (const village::Place& place : village::places) {
    village::Delivery delivery{complete};
    before[place.name] = judged(delivery, place, village::all_layers());
  }
  Random random{seed};
  for (int i = 0; i < deletions_per_case; ++i) {
    const village::Place& place = village::places.at(static_cast<std::size_t>(random.between(0, 2)));
    village::Delivery delivery{complete};
    std::vector<village::LayerName> given = village::all_layers();
    const bool spare = random.chance(50);
    if (spare) leave_uses_to_units(delivery);
    const village::Deletion deletion = take_away(delivery, given, place, random);
    INFO(place.name << (spare ? ", uses by units alone, " : ", ") << deletion.what);
    const Verdicts& full = before.at(place.name);
    const Verdicts left = judged(delivery, place, given);
    for (const auto& [where, oordeel] : left.panden) {
      const auto was = full.panden.find(where);
      REQUIRE(was != full.panden.end());
      INFO("building at " << std::get<0>(where) << " " << std::get<1>(where));
      INFO(to_string(was->second) << " -> " << to_string(oordeel));
      CHECK_FALSE(milder(oordeel, was->second, full.worst_first));
    }
    if (!deletion.shows) continue;
    INFO("overall " << to_string(full.overall) << " -> " << to_string(left.overall));
    CHECK_FALSE(milder(left.overall, full.overall, full.worst_first));
    for (const auto& [part, oordeel] : left.parts) {
      INFO(part << ": " << to_string(full.parts.at(part)) << " -> " << to_string(oordeel));
      CHECK_FALSE(milder(oordeel, full.parts.at(part), full.worst_first));
    }
  }
}

}  // namespace

// Four cases, so that they run side by side.
TEST_CASE("deletions, first fifty: no verdict becomes milder") { check_deletions(1); }
TEST_CASE("deletions, second fifty: no verdict becomes milder") { check_deletions(2); }
TEST_CASE("deletions, third fifty: no verdict becomes milder") { check_deletions(3); }
TEST_CASE("deletions, last fifty: no verdict becomes milder") { check_deletions(4); }
