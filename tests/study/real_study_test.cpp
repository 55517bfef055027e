// Whole studies on real layers. The folder comes from BATTERISK_REAL_DATA; without it the cases say so and pass over.
#include "support/paths.hpp"
#include "support/temp_folder.hpp"

#include "batterisk/study/run/study.hpp"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace {

using namespace batterisk;

std::optional<std::filesystem::path> real_data() {
  const char* folder = std::getenv("BATTERISK_REAL_DATA");
  if (folder == nullptr || *folder == '\0') {
    WARN("skipped: BATTERISK_REAL_DATA is not set");
    return std::nullopt;
  }
  return std::filesystem::path{folder};
}

std::string layer(const char* soort, const std::filesystem::path& file, const char* name) {
  return fmt::format("[[omgeving.laag]]\nsoort = \"{}\"\npad = \"{}\"\nlaag = \"{}\"\nbron = \"proef\"\ndatum = 2020-09-15\n",
                     soort, file.generic_string(), name);
}

// One container of 4.2 MWh at (x, y) on a site of 20 x 20 m, with the given layers.
study::StudyResult run_at(double x, double y, const std::string& layers) {
  const test::TempFolder folder;
  const std::string text = fmt::format(
      "schema_versie = 1\n[project]\nnaam = \"proef\"\npeildatum = 2026-11-01\n"
      "[[locatie]]\ngrens = [[{0}, {2}], [{1}, {2}], [{1}, {3}], [{0}, {3}]]\n"
      "[[systeem]]\nid = \"E\"\nsituatie = \"eos_container\"\nchemie = \"lfp\"\nenergie = {{ eenheid = \"4.2 MWh\" }}\n"
      "afmetingen = {{ lengte = \"6.06 m\", breedte = \"2.44 m\", hoogte = \"2.59 m\" }}\npositie = [{4}, {5}]\n"
      "[omgeving]\nfunctionele_binding = \"nee\"\n{6}",
      x - 10, x + 10, y - 10, y + 10, x, y, layers);
  test::write_bytes(folder / "dossier.toml", text);
  return study::run_study(load_dossier(folder / "dossier.toml"), load_rule_catalog(test::rules_folder()));
}

}  // namespace

TEST_CASE("Doesburg: buildings of a real town are judged, in a stable order", "[real]") {
  const auto data = real_data();
  if (!data) return;
  const auto file = *data / "bag" / "doesburg.gpkg";
  const std::string layers = layer("panden", file, "pand") + layer("verblijfsobjecten", file, "verblijfsobject_SYNTHETISCH") +
                             layer("percelen", file, "perceel_SYNTHETISCH");
  const study::StudyResult result = run_at(206'500, 447'500, layers);
  REQUIRE(result.surroundings.panden);
  CHECK(result.panden.size() + result.panden_op_eigen_terrein.size() == result.surroundings.panden->size());
  CHECK(result.panden.size() > 20);
  for (const study::PandResult& pand : result.panden) CHECK(pand.bevindingen.size() == 2);
  // Every building that a contour meets has at least that PR at its façade, and the others less (table against
  // direct integration: 2 %).
  for (const Overlap& overlap : result.overlaps) {
    const auto& level = result.zones[overlap.zone].zone.level;
    if (!level || overlap.layer != LayerKind::Panden) continue;
    for (const study::PandResult& pand : result.panden) {
      if (pand.pand == overlap.object && pand.pr) CHECK(pand.pr->pr.per_year() >= 0.97 * level->per_year());
    }
  }
}

TEST_CASE("Otterlo: real parcels and buildings, with classes unknown where no use is known", "[real]") {
  const auto data = real_data();
  if (!data) return;
  const auto file = *data / "brk" / "otterlo.gpkg";
  const study::StudyResult before = run_at(185'400, 453'600, layer("percelen", file, "perceel"));
  REQUIRE(before.surroundings.report(LayerKind::Percelen) != nullptr);
  CHECK(before.eindoordeel == Oordeel::Onbepaald);  // no buildings: never voldoet
  const Box extent = before.surroundings.report(LayerKind::Percelen)->extent;
  const double x = (extent.min.x + extent.max.x) / 2;
  const double y = (extent.min.y + extent.max.y) / 2;
  const study::StudyResult result =
      run_at(x, y, layer("percelen", file, "perceel") + layer("panden", file, "pand_bgt"));
  REQUIRE(result.surroundings.percelen);
  REQUIRE(result.surroundings.panden);
  CHECK(result.surroundings.report(LayerKind::Panden)->features_total == 1711);
  std::set<std::size_t> parcels;
  for (const Overlap& overlap : result.overlaps) {
    if (overlap.layer == LayerKind::Percelen) parcels.insert(overlap.object);
  }
  CHECK_FALSE(parcels.empty());
}

TEST_CASE("Amsterdam: real uses give the classes of the table, the strictest for a building", "[real]") {
  const auto data = real_data();
  if (!data) return;
  const auto file = *data / "bag" / "amsterdam96.gpkg";
  const std::string layers = layer("panden", file, "pand") + layer("verblijfsobjecten", file, "verblijfsobject");
  const study::StudyResult first = run_at(121'000, 487'000, layers);
  const LayerReport* report = first.surroundings.report(LayerKind::Panden);
  REQUIRE(report != nullptr);
  CHECK(report->features_total == 79);
  // The 79 buildings lie scattered over 13 km: a large release reaches many of them.
  const RuleSet& rules = *first.rules;
  for (const study::PandResult& pand : first.panden) {
    const Pand& object = (*first.surroundings.panden)[pand.pand];
    for (const Verblijfsobject& vbo : object.verblijfsobjecten) {
      for (const std::string& use : vbo.gebruiksdoelen) CHECK(rules.classes.gebruiksdoelen.contains(use));
    }
  }
}
