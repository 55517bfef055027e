#include "national.hpp"

#include "village/village.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace batterisk::bench {
namespace {

constexpr RdPoint corner{5000.0, 305000.0};
constexpr double aspect = 0.85;  // width of the whole by its height
constexpr double gap_m = 10.0;
constexpr std::int64_t rows_in_transaction = 500'000;

void must(bool ok, const char* what) {
  if (!ok) throw std::runtime_error(std::string{what} + ": " + CPLGetLastErrorMsg());
}

RdPoint centre(const village::PandRow& row) {
  const Box box = bounds(row.vlak.outer);
  return {(box.min.x + box.max.x) / 2.0, (box.min.y + box.max.y) / 2.0};
}

/// Box around the middle 96 % of the buildings in x and in y: without the lonely farms the density is some 500 a km2, half
/// as much again as that of the country.
Box built_up(const std::vector<village::PandRow>& rows) {
  std::vector<double> x;
  std::vector<double> y;
  for (const village::PandRow& row : rows) {
    x.push_back(centre(row).x);
    y.push_back(centre(row).y);
  }
  std::sort(x.begin(), x.end());
  std::sort(y.begin(), y.end());
  const std::size_t tail = rows.size() / 50;
  return {{x[tail], y[tail]}, {x[x.size() - 1 - tail], y[y.size() - 1 - tail]}};
}

std::unique_ptr<OGRLinearRing> moved(const Ring& ring, double dx, double dy) {
  auto out = std::make_unique<OGRLinearRing>();
  out->setNumPoints(static_cast<int>(ring.size()), FALSE);
  for (std::size_t i = 0; i < ring.size(); ++i) out->setPoint(static_cast<int>(i), ring[i].x + dx, ring[i].y + dy);
  out->closeRings();
  return out;
}

std::unique_ptr<OGRPolygon> moved(const Polygon& polygon, double dx, double dy) {
  auto out = std::make_unique<OGRPolygon>();
  out->addRingDirectly(moved(polygon.outer, dx, dy).release());
  for (const Ring& hole : polygon.holes) out->addRingDirectly(moved(hole, dx, dy).release());
  return out;
}

OGRLayer& make_layer(GDALDataset& dataset, const char* format) {
  OGRSpatialReference rd;
  must(rd.importFromEPSG(28992) == OGRERR_NONE, "EPSG:28992");
  rd.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  CPLStringList options;
  if (EQUAL(format, "GPKG")) {
    options.SetNameValue("GEOMETRY_NAME", "geom");
    options.SetNameValue("FID", "feature_id");
  }
  OGRLayer* layer = dataset.CreateLayer("pand", &rd, wkbPolygon, options.List());
  must(layer != nullptr, "layer");
  for (const char* name : {"identificatie", "status", "gebruiksdoel"}) {
    OGRFieldDefn field{name, OFTString};
    must(layer->CreateField(&field) == OGRERR_NONE, name);
  }
  for (const char* name : {"bouwjaar", "oppervlakte_min", "oppervlakte_max", "aantal_verblijfsobjecten"}) {
    OGRFieldDefn field{name, OFTInteger};
    must(layer->CreateField(&field) == OGRERR_NONE, name);
  }
  return *layer;
}

void add(OGRLayer& layer, const village::PandRow& row, std::int64_t number, double dx, double dy) {
  std::array<char, 32> id{};
  std::snprintf(id.data(), id.size(), "%04lld10%010lld", static_cast<long long>(number % 2000),
                static_cast<long long>(number));
  OGRFeature feature{layer.GetLayerDefn()};
  feature.SetField(0, id.data());
  feature.SetField(1, row.status.c_str());
  if (!row.gebruiksdoel.empty()) feature.SetField(2, row.gebruiksdoel.c_str());
  feature.SetField(3, row.bouwjaar);
  if (row.oppervlakte_min) feature.SetField(4, *row.oppervlakte_min);
  if (row.oppervlakte_max) feature.SetField(5, *row.oppervlakte_max);
  feature.SetField(6, row.aantal_verblijfsobjecten);
  feature.SetGeometryDirectly(moved(row.vlak, dx, dy).release());
  must(layer.CreateFeature(&feature) == OGRERR_NONE, "feature");
}

}  // namespace

std::int64_t write_national(const std::filesystem::path& path, std::int64_t count, const char* format, RowOrder order) {
  GDALAllRegister();
  CPLSetConfigOption("OGR_SQLITE_SYNCHRONOUS", "OFF");
  village::VillageOptions options;
  options.houses = village::kMaxHouses;
  const village::Village town = make_village(options);
  const Box tile = built_up(town.panden);
  std::vector<village::PandRow> rows = town.panden;
  std::erase_if(rows, [&](const village::PandRow& row) { return !tile.contains(Box{centre(row), centre(row)}); });
  const auto in_town = static_cast<std::int64_t>(rows.size());
  const std::int64_t towns = (count + in_town - 1) / in_town;
  const double width = std::ceil(tile.max.x - tile.min.x) + gap_m;
  const double height = std::ceil(tile.max.y - tile.min.y) + gap_m;
  const auto columns =
      static_cast<std::int64_t>(std::ceil(std::sqrt(static_cast<double>(towns) * aspect * height / width)));

  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(format);
  must(driver != nullptr, format);
  GDALDatasetUniquePtr dataset{driver->Create(path.string().c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
  must(dataset != nullptr, path.string().c_str());
  OGRLayer& layer = make_layer(*dataset, format);
  const bool transactions = dataset->TestCapability(ODsCTransactions) != 0;
  if (transactions) must(dataset->StartTransaction() == OGRERR_NONE, "transaction");
  for (std::int64_t n = 0; n < towns * in_town; ++n) {
    const std::int64_t at = order == RowOrder::Scattered ? n % towns : n / in_town;
    const std::int64_t building = order == RowOrder::Scattered ? n / towns : n % in_town;
    add(layer, rows[static_cast<std::size_t>(building)], n,
        corner.x - tile.min.x + static_cast<double>(at % columns) * width,
        corner.y - tile.min.y + static_cast<double>(at / columns) * height);
    if (transactions && (n + 1) % rows_in_transaction == 0) {
      must(dataset->CommitTransaction() == OGRERR_NONE && dataset->StartTransaction() == OGRERR_NONE, "commit");
    }
  }
  if (transactions) must(dataset->CommitTransaction() == OGRERR_NONE, "commit");
  return towns * in_town;
}

}  // namespace batterisk::bench
