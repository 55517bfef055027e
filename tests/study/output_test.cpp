#include "support/paths.hpp"
#include "support/temp_folder.hpp"

#include "batterisk/study/output.hpp"
#include "batterisk/study/result_json.hpp"
#include "batterisk/study/study.hpp"
#include "batterisk/study/tables.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <limits>

using namespace batterisk;

TEST_CASE("a result that is not a finite number reaches no output") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double bad : {nan, infinity, -infinity}) CHECK_THROWS_AS(study::rounded(bad), study::NotFinite);
  CHECK(study::rounded(1.0 / 3.0) == 0.333333333);

  const study::StudyResult good = study::run_study(load_dossier(test::source_folder() / "tests/golden/container.toml"),
                                                   load_rule_catalog(test::rules_folder()));
  REQUIRE_FALSE(good.zones.empty());
  const auto refused = [](const study::StudyResult& result) {
    const test::TempFolder folder;
    CHECK_THROWS_AS(study::result_json(result), study::NotFinite);
    CHECK_THROWS_AS(study::write_result(result, folder / "uit"), study::NotFinite);
    CHECK((!std::filesystem::exists(folder / "uit") || std::filesystem::is_empty(folder / "uit")));
  };
  study::StudyResult wrong = good;
  wrong.zones.front().grootste_afstand_m = nan;
  refused(wrong);
  wrong = good;
  wrong.zones.back().polygons.front().outer.front().x = infinity;
  refused(wrong);
  wrong = good;
  wrong.effectafstanden.front().from_centre_m = nan;
  refused(wrong);
  const test::TempFolder folder;
  CHECK_NOTHROW(study::write_result(good, folder / "uit"));
}
