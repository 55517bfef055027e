// What would have to change: each suggestion held against a study of a dossier that says it, and against one a step cheaper.
#include "plots.hpp"

#include "support/paths.hpp"
#include "support/temp_folder.hpp"
#include "village/village.hpp"
#include "village/write.hpp"

#include "batterisk/siting/changes.hpp"
#include "batterisk/siting/siting_output.hpp"
#include "batterisk/study/run/study.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace {

using namespace batterisk;
using siting::Doel;

bool fine(Oordeel o) { return o == Oordeel::Voldoet || o == Oordeel::NietVanToepassing || o == Oordeel::AfwegingNodig; }

struct Ground {
  test::TempFolder folder;
  RuleCatalog catalog = load_rule_catalog(test::rules_folder());

  Ground() { village::write_village(village::make_village({}), folder.path()); }
  [[nodiscard]] Dossier dossier(const std::string& text) const {
    test::write_bytes(folder / "dossier.toml", text);
    return load_dossier(folder / "dossier.toml");
  }
  [[nodiscard]] Oordeel verdict(const std::string& text) const { return study::run_study(dossier(text), catalog).eindoordeel; }
};

std::string with(std::string text, const std::string& from, const std::string& to) {
  REQUIRE(text.find(from) != std::string::npos);
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("each change is the least of its sort that a study of a dossier with it confirms") {
  const Ground ground;
  village::Random random{17};
  int verified = 0;
  int neighbours = 0;
  int opened = 0;
  for (int plot = 0; plot < 60 && verified < 7; ++plot) {
    const RdPoint at{120'200.0 + static_cast<double>(random.between(-120, 120)), 479'930.0 + static_cast<double>(random.between(-80, 80))};
    const std::string text = test::text_of({test::rectangle(at, 14.0, 12.0), test::container_at(at), ""});
    const siting::ChangesResult result = siting::find_changes(ground.dossier(text), ground.catalog, {Doel::GeenAfkeuring, {Angle::rad(0.0)}, {}});
    CAPTURE(plot, at.x, at.y);
    CHECK(result.staat_goed == fine(ground.verdict(text)));
    if (result.staat_goed) CHECK(result.wijzigingen.empty());
    CHECK(std::is_sorted(result.wijzigingen.begin(), result.wijzigingen.end(), [](const auto& a, const auto& b) { return a.prijs < b.prijs; }));
    for (const siting::Wijziging& change : result.wijzigingen) {
      CAPTURE(change.soort, change.naar, change.ter_plaatse);
      CHECK(change.prijs > 0.0);
      const auto said = [&](double of_energy, double of_frequency) {
        std::string there = with(text, fmt::format("positie = [{:.3f}, {:.3f}]", at.x, at.y), fmt::format("positie = [{:.4f}, {:.4f}]", change.punt.x, change.punt.y));
        if (of_energy > 0.0) there = with(there, "4,2 MWh", fmt::format("{:.4f} MWh", of_energy));
        if (of_frequency > 0.0) there += fmt::format("[[afwijking]]\nparameter = \"freq.measure\"\nwaarde = {}\neenheid = \"-\"\nmotivering = \"proef\"\n", of_frequency);
        return ground.verdict(there);
      };
      if (!change.ter_plaatse && change.soort != "verplaatsen") ++opened;
      if (change.soort == "verplaatsen") {
        CHECK(fine(said(0.0, 0.0)));
        ++verified;
        // A decimetre nearer to where it stands it does not hold.
        const double away = std::hypot(change.punt.x - at.x, change.punt.y - at.y);
        if (away > 0.3) {
          const double t = (away - 0.2) / away;
          const std::string nearer = with(text, fmt::format("positie = [{:.3f}, {:.3f}]", at.x, at.y),
                                          fmt::format("positie = [{:.4f}, {:.4f}]", at.x + t * (change.punt.x - at.x), at.y + t * (change.punt.y - at.y)));
          CHECK_FALSE(fine(ground.verdict(nearer)));
          ++neighbours;
        }
      } else if (change.soort == "energie") {
        const double mwh = std::stod(change.naar);
        CHECK(fine(said(mwh, 0.0)));
        ++verified;
        if (change.ter_plaatse) {
          CHECK_FALSE(fine(said(std::min(4.2, mwh + 0.06), 0.0)));
          ++neighbours;
        }
      } else if (change.soort == "kansfactor") {
        const double factor = std::stod(change.naar);
        CHECK(fine(said(0.0, factor)));
        ++verified;
        if (change.ter_plaatse) {
          CHECK_FALSE(fine(said(0.0, std::min(1.0, factor * 1.03 + 0.002))));
          ++neighbours;
        }
      }
    }
  }
  WARN(verified << " changes verified, " << neighbours << " neighbours refused, " << opened << " open a plot");
  CHECK(verified >= 6);
  CHECK(neighbours >= 3);
}

TEST_CASE("changes are said in both languages, with the prices that rank them") {
  const Ground ground;
  const RdPoint at{120'180.0, 479'960.0};
  const siting::ChangesResult result = siting::find_changes(ground.dossier(test::text_of({test::rectangle(at, 12.0, 10.0), test::container_at(at), ""})),
                                                            ground.catalog, {Doel::GeenBrandExplosie, {Angle::rad(0.0)}, {}});
  REQUIRE_FALSE(result.staat_goed);
  CHECK(siting::changes_summary(result, study::Language::Nl).find("Prijs in punten: 1,0 per m") != std::string::npos);
  CHECK(siting::changes_summary(result, study::Language::En).find("Price in points: 1.0 per m") != std::string::npos);
  const auto tables = siting::changes_tables(result);
  CHECK(tables.back().name == "wijziging");
  CHECK(tables.back().rows.size() == result.wijzigingen.size());
}
