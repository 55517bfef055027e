// What another version may give and what it may not.
#include "batterisk/study/archive/archive.hpp"

#include <catch2/catch.hpp>

#include <string>

#include <nlohmann/json.hpp>

using namespace batterisk::study;
using Json = nlohmann::json;

namespace {

Json document() {
  return {{"pr_contour",
           {{{"type_pr", "PR10-6"},
             {"oppervlak_m2", 400.0},
             {"geometrie", {{"type", "MultiPolygon"},
                            {"coordinates", {{{{0, 0}, {20, 0}, {20, 20}, {0, 20}, {0, 0}}}}}}}}}},
          {"getroffen_pand", {{{"identificatie", "1"}, {"pr_max_per_jaar", 2e-6}, {"afstand_m", 12.0}, {"oordeel", "voldoet"}}}}};
}

Verification after(const Json& change) {
  Json now = document();
  now.merge_patch(change);
  return compare_results(document().dump(), now.dump());
}

// The patch of one column of the only building.
Json building(const std::string& column, const Json& value) {
  Json rows = document()["getroffen_pand"];
  rows[0][column] = value;
  return {{"getroffen_pand", rows}};
}

Json contour(const Json& rings) {
  Json rows = document()["pr_contour"];
  rows[0]["geometrie"]["coordinates"] = rings;
  return {{"pr_contour", rows}};
}

}  // namespace

TEST_CASE("accuracy: chances, distances and areas may lie as far apart as the computation does, words not at all") {
  CHECK(after(building("pr_max_per_jaar", 2.001e-6)).within_accuracy());
  CHECK_FALSE(after(building("pr_max_per_jaar", 2.01e-6)).within_accuracy());
  CHECK(after(building("afstand_m", 12.09)).within_accuracy());
  CHECK_FALSE(after(building("afstand_m", 12.11)).within_accuracy());
  CHECK_FALSE(after(building("oordeel", "voldoet niet")).within_accuracy());
  CHECK(after(building("aantal", 3)).differences.empty());  // what is new is no difference
  Json area = document()["pr_contour"];
  area[0]["oppervlak_m2"] = 407.0;  // 0.1 m all round
  CHECK(after({{"pr_contour", area}}).within_accuracy());
  area[0]["oppervlak_m2"] = 410.0;
  CHECK_FALSE(after({{"pr_contour", area}}).within_accuracy());
  CHECK_FALSE(after({{"getroffen_pand", Json::array({{{"identificatie", "2"}}})}}).within_accuracy());
}

TEST_CASE("accuracy: what an older program wrote counts with the accuracy that it had") {
  const auto by = [](const std::string& program) {
    Json stored = document();
    stored["run_info"] = {{{"sleutel", "programma"}, {"waarde", program}}};
    Json now = stored;
    now.merge_patch(building("afstand_m", 12.3));
    return compare_results(stored.dump(), now.dump());
  };
  CHECK(by("batterisk 0.1.0 (abc)").within_accuracy());
  CHECK(by("batterisk 0.1.0 (abc)").border_accuracy_m == 0.35);
  CHECK_FALSE(by("batterisk 0.2.0 (abc)").within_accuracy());
  CHECK_FALSE(by("batterisk 1.0.0 (abc)").within_accuracy());
  CHECK_FALSE(by("een ander").within_accuracy());
}

TEST_CASE("accuracy: borders count by how far they lie apart, not by their vertices") {
  // The same square with a vertex more on each of two sides.
  const Verification finer = after(contour({{{{0, 0}, {10, 0.05}, {20, 0}, {20, 20}, {10, 20}, {0, 20}, {0, 0}}}}));
  REQUIRE(finer.differences.size() == 1);
  CHECK(finer.differences.front().largest == Approx(0.05).epsilon(1e-9));
  CHECK(finer.within_accuracy());
  CHECK_FALSE(after(contour({{{{0, 0}, {10, 0.15}, {20, 0}, {20, 20}, {0, 20}, {0, 0}}}})).within_accuracy());
  CHECK_FALSE(after(contour({{{{0, 0}, {20, 0}, {20, 20}, {0, 20}, {0, 0}}}, {{{50, 0}, {51, 0}, {51, 1}, {50, 0}}}})).within_accuracy());
  CHECK_FALSE(after(contour(Json::array())).within_accuracy());
}
