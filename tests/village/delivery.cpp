#include "delivery.hpp"

#include <stdexcept>
#include <string>

#include <fmt/format.h>
#include <ogrsf_frmts.h>

namespace batterisk::village {

const std::vector<LayerName>& all_layers() {
  static const std::vector<LayerName> layers{
      {"panden", "pand_SYNTHETISCH", {"identificatie", "status", "geom"}},
      {"verblijfsobjecten", "verblijfsobject_SYNTHETISCH",
       {"identificatie", "status", "gebruiksdoel", "oppervlakte", "pand_identificatie", "geom"}},
      {"standplaatsen", "standplaats_SYNTHETISCH", {"identificatie", "status", "geom"}},
      {"ligplaatsen", "ligplaats_SYNTHETISCH", {"identificatie", "status", "geom"}}};
  return layers;
}

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


Delivery::Delivery(const std::filesystem::path& complete) {
  std::filesystem::copy_file(complete, folder_ / "omgeving.gpkg");
  dataset_.reset(GDALDataset::Open((folder_ / "omgeving.gpkg").c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
  if (!dataset_) throw std::runtime_error(CPLGetLastErrorMsg());
}

void Delivery::sql(const std::string& statement) {
  CPLErrorReset();
  OGRLayer* answer = dataset_->ExecuteSQL(statement.c_str(), nullptr, nullptr);
  if (answer != nullptr) dataset_->ReleaseResultSet(answer);
  if (CPLGetLastErrorType() >= CE_Failure) throw std::runtime_error(statement + ": " + CPLGetLastErrorMsg());
}

namespace {

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

/// Rows of one layer. Of units, all that one building has: the others would not tell that one is missing.
Deletion take_rows(Delivery& delivery, std::size_t which, const std::string& rows) {
  const std::string table = all_layers().at(which).table;
  const std::string where =
      which == 1 ? fmt::format("pand_identificatie IN (SELECT identificatie FROM pand_SYNTHETISCH WHERE {})", rows) : rows;
  delivery.sql(fmt::format("DELETE FROM {} WHERE {}", table, where));
  return {fmt::format("rows of {}: {}", table, rows), which < 2};
}

Deletion take_column(Delivery& delivery, std::size_t which, const Place& place, Random& random) {
  const auto& [soort, table, columns] = all_layers().at(which);
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
  const std::string table = all_layers().at(which).table;
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

}  // namespace

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
      for (const LayerName& layer : all_layers()) delivery.sql(fmt::format("DELETE FROM {} WHERE {}", layer.table, side));
      return {fmt::format("side of all: {}", side)};
    }
  }
}

void leave_uses_to_units(Delivery& delivery) {
  for (const char* column : {"gebruiksdoel", "oppervlakte_min", "oppervlakte_max", "aantal_verblijfsobjecten"}) {
    delivery.sql(fmt::format("ALTER TABLE pand_SYNTHETISCH DROP COLUMN {}", column));
  }
}

}  // namespace batterisk::village
