#include "support/paths.hpp"

#include "batterisk/study/run/limits.hpp"
#include "batterisk/study/run/objects.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/rules/rule_set.hpp"

#include <chrono>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace batterisk;

namespace {

LayerReport report_of(LayerKind kind, bool usable) {
  LayerReport report;
  report.kind = kind;
  report.usable = usable;
  report.covers = usable;
  return report;
}

/// Kinds that M012 names.
std::vector<std::string> missing(const Surroundings& surroundings, bool unsettled) {
  std::vector<std::string> kinds;
  for (const Diagnostic& message : study::limits_of_layers(surroundings, unsettled, {"dossier.toml", 0, 0, {}})) {
    if (message.code == codes::layer_missing_for_verdict) kinds.push_back(message.args.at(0));
  }
  return kinds;
}

}  // namespace

TEST_CASE("M012 names the verblijfsobjecten where no layer of them can be used and the use of a building is open") {
  Surroundings surroundings;
  surroundings.panden.emplace();
  surroundings.percelen.emplace();
  const std::vector<std::string> units{"verblijfsobjecten"};
  CHECK(missing(surroundings, true) == units);
  CHECK(missing(surroundings, false).empty());  // every use is known without them
  surroundings.reports = {report_of(LayerKind::Panden, true), report_of(LayerKind::Verblijfsobjecten, false)};
  CHECK(missing(surroundings, true) == units);
  surroundings.reports.push_back(report_of(LayerKind::Verblijfsobjecten, true));
  CHECK(missing(surroundings, true).empty());
}

TEST_CASE("from what size lacking units are counted is what the rules say, and nothing where they say nothing") {
  ClassRules classes =
      load_rule_set(load_rule_catalog(test::rules_folder()), {"referentie", std::chrono::year{2026} / 11 / 8, std::nullopt, std::nullopt, {}}).classes;
  REQUIRE(classes.groot_pand_zonder_verblijfsobject);
  classes.groot_pand_zonder_verblijfsobject->vanaf = Area::m2(48.0);
  const auto from = study::bag_words(classes).groot_vanaf;
  REQUIRE(from);
  CHECK(from->m2() == 48.0);
  classes.groot_pand_zonder_verblijfsobject.reset();
  CHECK_FALSE(study::bag_words(classes).groot_vanaf);
}
