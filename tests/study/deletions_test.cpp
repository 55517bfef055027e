// What data lack never makes a verdict milder: random parts of complete data are taken away, and each verdict that is left
// must be at least as strict as before, or `onbepaald`.
#include "support/paths.hpp"
#include "support/temp_folder.hpp"
#include "village/random.hpp"
#include "village/village.hpp"
#include "village/write.hpp"

#include "batterisk/study/run/study.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace {

using namespace batterisk;
using village::Random;

constexpr int deletions_per_case = 50;

/// A place for the battery, with what lies around it there.
struct Place {
  const char* name;
  RdPoint centre;
};
// The plot of the village; a back garden between terraced houses; the canal with its pitches and houseboats.
constexpr std::array<Place, 3> places{
    {{"plot", {120'290, 479'853}}, {"row", {120'180, 479'960}}, {"canal", {120'050, 479'700}}}};

struct LayerName {
  const char* soort;
  const char* table;
  std::vector<std::string> columns;  ///< on which a verdict may hang
};
const std::array<LayerName, 4> layers{
    {{"panden", "pand_SYNTHETISCH", {"identificatie", "status", "geom"}},
     {"verblijfsobjecten", "verblijfsobject_SYNTHETISCH",
      {"identificatie", "status", "gebruiksdoel", "oppervlakte", "pand_identificatie", "geom"}},
     {"standplaatsen", "standplaats_SYNTHETISCH", {"identificatie", "status", "geom"}},
     {"ligplaatsen", "ligplaats_SYNTHETISCH", {"identificatie", "status", "geom"}}}};
// What a building says of its units in one kind of delivery; others leave it to the units.
const std::array<std::string, 4> of_units{"gebruiksdoel", "oppervlakte_min", "oppervlakte_max", "aantal_verblijfsobjecten"};

std::string dossier_text(const Place& place, const std::vector<LayerName>& given) {
  const auto [x, y] = place.centre;
  std::string text = fmt::format(
      "schema_versie = 1\n[project]\nnaam = \"proef\"\npeildatum = 2026-11-01\n"
      "[[locatie]]\ngrens = [[{0}, {2}], [{1}, {2}], [{1}, {3}], [{0}, {3}]]\n"
      "[[systeem]]\nid = \"E\"\nsituatie = \"eos_container\"\nchemie = \"lfp\"\nenergie = {{ eenheid = \"4.2 MWh\" }}\n"
      "afmetingen = {{ lengte = \"6.06 m\", breedte = \"2.44 m\", hoogte = \"2.59 m\" }}\npositie = [{4}, {5}]\n"
      "[omgeving]\nfunctionele_binding = \"nee\"\n",
      x - 5, x + 5, y - 3, y + 3, x, y);
  for (const LayerName& layer : given) {
    text += fmt::format(
        "[[omgeving.laag]]\nsoort = \"{}\"\npad = \"omgeving.gpkg\"\nlaag = \"{}\"\nbron = \"proef\"\ndatum = 2026-11-01\n",
        layer.soort, layer.table);
  }
  return text;
}

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

class Delivery {
 public:
  explicit Delivery(const std::filesystem::path& complete) {
    std::filesystem::copy_file(complete, folder_ / "omgeving.gpkg");
    dataset_.reset(GDALDataset::Open((folder_ / "omgeving.gpkg").c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
    REQUIRE(dataset_);
  }

  void sql(const std::string& statement) {
    CPLErrorReset();
    OGRLayer* answer = dataset_->ExecuteSQL(statement.c_str(), nullptr, nullptr);
    if (answer != nullptr) dataset_->ReleaseResultSet(answer);
    INFO(statement);
    REQUIRE(CPLGetLastErrorType() < CE_Failure);
  }

  [[nodiscard]] Verdicts judged(const Place& place, const std::vector<LayerName>& given) {
    dataset_.reset();
    test::write_bytes(folder_ / "dossier.toml", dossier_text(place, given));
    return verdicts_of(study::run_study(load_dossier(folder_ / "dossier.toml"), load_rule_catalog(test::rules_folder())));
  }

 private:
  test::TempFolder folder_;
  GDALDatasetUniquePtr dataset_;
};

/// Objects on one side of a line near the battery.
std::string beyond(const Place& place, Random& random) {
  const bool across = random.chance(50);
  const double at = (across ? place.centre.x : place.centre.y) + static_cast<double>(random.between(-300, 300));
  const char* axis = across ? "X" : "Y";
  return random.chance(50) ? fmt::format("ST_Min{}(geom) > {}", axis, at) : fmt::format("ST_Max{}(geom) < {}", axis, at);
}

std::string in_percent(Random& random) {
  return fmt::format("(fid * {}) % 100 < {}", 2 * random.between(3, 40) + 1, random.between(1, 60));
}

std::string some(const Place& place, Random& random) {
  return random.chance(50) ? in_percent(random) : beyond(place, random);
}

/// What was taken away, and whether the rest can show it: that a whole object once was there, nobody can tell.
struct Deletion {
  std::string what;
  bool shows = true;
};

/// Rows of one layer. Of units, all that one building has: the others would not tell that one is missing.
Deletion take_rows(Delivery& delivery, std::size_t which, const std::string& rows) {
  const std::string table = layers.at(which).table;
  const std::string where =
      which == 1 ? fmt::format("pand_identificatie IN (SELECT identificatie FROM pand_SYNTHETISCH WHERE {})", rows) : rows;
  delivery.sql(fmt::format("DELETE FROM {} WHERE {}", table, where));
  return {fmt::format("rows of {}: {}", table, rows), which < 2};
}

Deletion take_column(Delivery& delivery, std::size_t which, const Place& place, Random& random) {
  const auto& [soort, table, columns] = layers.at(which);
  const std::string& column = columns.at(static_cast<std::size_t>(random.between(0, static_cast<int>(columns.size()) - 1)));
  if (column != "geom" && random.chance(50)) {
    delivery.sql(fmt::format("ALTER TABLE {} DROP COLUMN {}", table, column));
    return {fmt::format("column {} of {}", column, table)};
  }
  const std::string rows = some(place, random);
  delivery.sql(fmt::format("UPDATE {} SET {} = NULL WHERE {}", table, column, rows));
  return {fmt::format("values of {} in {}: {}", column, table, rows)};
}

Deletion take_layer(Delivery& delivery, std::vector<LayerName>& given, std::size_t which, Random& random) {
  const std::string table = layers.at(which).table;
  if (random.chance(50)) {
    delivery.sql(fmt::format("DROP TABLE {}", table));
    return {fmt::format("table {}", table)};
  }
  given.erase(given.begin() + static_cast<std::ptrdiff_t>(which));
  return {fmt::format("{} of the dossier", table), which < 2};
}

Deletion take_joins(Delivery& delivery, const Place& place, Random& random) {
  constexpr std::array<const char*, 3> ids{"NULL", "ltrim(pand_identificatie, '0')", "'0000100009999999'"};
  const char* id = ids.at(static_cast<std::size_t>(random.between(0, 2)));
  const std::string rows = some(place, random);
  delivery.sql(fmt::format("UPDATE verblijfsobject_SYNTHETISCH SET pand_identificatie = {} WHERE {}", id, rows));
  return {fmt::format("joins: {} where {}", id, rows)};
}

Deletion take_away(Delivery& delivery, std::vector<LayerName>& given, const Place& place, Random& random) {
  // Buildings and units more often than places.
  constexpr std::array<std::size_t, 6> often{0, 0, 1, 1, 2, 3};
  const std::size_t which = often.at(static_cast<std::size_t>(random.between(0, 5)));
  switch (random.between(0, 5)) {
    case 0: return take_rows(delivery, which, some(place, random));
    case 1: return take_rows(delivery, which, "1");
    case 2: return take_column(delivery, which, place, random);
    case 3: return take_layer(delivery, given, which, random);
    case 4: return take_joins(delivery, place, random);
    default: {
      const std::string side = beyond(place, random);
      for (const LayerName& layer : layers) delivery.sql(fmt::format("DELETE FROM {} WHERE {}", layer.table, side));
      return {fmt::format("side of all: {}", side)};
    }
  }
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
  for (const Place& place : places) {
    before[place.name] = Delivery{complete}.judged(place, {layers.begin(), layers.end()});
  }
  Random random{seed};
  for (int i = 0; i < deletions_per_case; ++i) {
    const Place& place = places.at(static_cast<std::size_t>(random.between(0, 2)));
    Delivery delivery{complete};
    std::vector<LayerName> given{layers.begin(), layers.end()};
    const bool spare = random.chance(50);
    if (spare) {
      for (const std::string& column : of_units) delivery.sql("ALTER TABLE pand_SYNTHETISCH DROP COLUMN " + column);
    }
    const Deletion deletion = take_away(delivery, given, place, random);
    INFO(place.name << (spare ? ", uses by units alone, " : ", ") << deletion.what);
    const Verdicts& full = before.at(place.name);
    const Verdicts left = delivery.judged(place, given);
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
