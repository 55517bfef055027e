#include "support/paths.hpp"
#include "support/temp_folder.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/text_encoding.hpp"
#include "batterisk/gis/write/new_file.hpp"
#include "batterisk/study/output/output.hpp"
#include "batterisk/study/run/study.hpp"
#include "batterisk/study/tables/result_json.hpp"
#include "batterisk/study/tables/tables.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <filesystem>
#include <limits>
#include <map>
#include <stop_token>
#include <thread>

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

TEST_CASE("writing that is stopped on its way leaves every file as it was") {
  const study::StudyResult result = study::run_study(load_dossier(test::source_folder() / "tests/golden/container.toml"),
                                                     load_rule_catalog(test::rules_folder()));
  const test::TempFolder folder;
  const auto uit = folder / "uit";
  const study::OutputOptions all{study::Language::Nl,
                                 {study::OutputFormat::Csv, study::OutputFormat::Xlsx, study::OutputFormat::GeoJson},
                                 study::CsvDialect::Plain, true, {}};
  std::stop_source stopped;
  stopped.request_stop();
  CHECK_THROWS_AS(study::write_result(result, uit, all, stopped.get_token()), Cancelled);
  CHECK_FALSE(std::filesystem::exists(uit));

  for (const auto& path : study::write_result(result, uit, all)) test::write_bytes(path, "van de vorige keer");
  const auto content = [&] {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(uit)) {
      if (entry.is_regular_file()) files[entry.path().lexically_relative(uit).string()] = test::read_bytes(entry.path());
    }
    return files;
  };
  const auto before = content();
  // Stopped as soon as the first of the new files lies in the folder beside; many are still to come.
  const auto begun = [&] {
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
      if (entry.path() != uit && std::filesystem::exists(entry.path() / "resultaat.json")) return true;
    }
    return false;
  };
  std::stop_source stop;
  std::atomic<bool> cancelled{false};
  std::atomic<bool> ended{false};
  std::thread writer{[&] {
    try {
      (void)study::write_result(result, uit, all, stop.get_token());
    } catch (const Cancelled&) {
      cancelled = true;
    }
    ended = true;
  }};
  while (!ended && !begun()) std::this_thread::yield();
  stop.request_stop();
  writer.join();
  CHECK(cancelled);
  CHECK(content() == before);
  CHECK_THROWS_AS(gis::write_file(uit / "resultaat.json", "nieuw", stop.get_token()), Cancelled);
  CHECK(content() == before);
}

TEST_CASE("a text that is not UTF-8 stops no output, and no output holds it") {
  study::StudyResult result = study::run_study(load_dossier(test::source_folder() / "tests/golden/container.toml"),
                                               load_rule_catalog(test::rules_folder()));
  const std::string latin1 = "S\xFA" "dwest";
  result.dossier.name = latin1;
  result.dossier.path = latin1 + ".toml";
  result.dossier.units.front().id = latin1;
  result.messages.push_back({codes::unit_outside_site, Severity::Waarschuwing, {latin1, 1, 1, {}}, {latin1}});
  LayerReport report;
  report.path = report.layer = report.bron = latin1;
  report.remarks.push_back({"leeg", 1, {latin1}});
  result.surroundings.reports.push_back(report);
  const test::TempFolder folder;
  REQUIRE_NOTHROW(study::write_result(result, folder / "uit",
                                      {study::Language::Nl,
                                       {study::OutputFormat::Csv, study::OutputFormat::Xlsx, study::OutputFormat::GeoJson,
                                        study::OutputFormat::FlatGeobuf},
                                       study::CsvDialect::Plain, true, {}}));
  std::size_t texts = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder / "uit"}) {
    if (!entry.is_regular_file()) continue;
    CAPTURE(entry.path().string());
    const std::string bytes = test::read_bytes(entry.path());
    CHECK(bytes.find(latin1) == std::string::npos);
    const std::string extension = entry.path().extension().string();
    if (extension == ".gpkg" || extension == ".xlsx" || extension == ".fgb") continue;
    ++texts;
    CHECK(is_utf8(bytes));
  }
  CHECK(texts > 10);
}
