// One site in a country of buildings: reading, classes, overlay and verdicts, beside OGR SQL and PostGIS in one run.
//   batterisk-national FOLDER COUNT [PG:connection]
// Makes FOLDER/national.gpkg and the prepared FOLDER/klaar once and keeps them. With a connection the buildings are
// copied to its table batterisk_pand once.
#include "national.hpp"

#include "batterisk/core/effect_models.hpp"
#include "batterisk/core/facade.hpp"
#include "batterisk/core/toets.hpp"
#include "batterisk/gis/building_store.hpp"
#include "batterisk/gis/overlay.hpp"
#include "batterisk/gis/prepare.hpp"

#include <gdal_priv.h>
#include <gdal_utils.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace batterisk;
using Clock = std::chrono::steady_clock;

constexpr int sites = 100;
constexpr double radii_m[] = {30.0, 60.0, 120.0, 300.0, 100.0, 250.0, 1500.0};  // four contours, three areas

double ms_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void print(const char* what, std::vector<double> ms, double hits) {
  std::sort(ms.begin(), ms.end());
  std::printf("%-44s median %7.2f ms   p95 %7.2f ms   hits per site %.0f\n", what, ms[ms.size() / 2],
              ms[ms.size() * 95 / 100], hits / static_cast<double>(ms.size()));
}

const RuleSet& rules() {
  static const RuleSet set = [] {
    RuleSelection selection;
    selection.method = "referentie";
    selection.peildatum = std::chrono::year_month_day{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{1}};
    return load_rule_set(load_rule_catalog(BATTERISK_RULES), selection);
  }();
  return set;
}

gis::BagStatusTable words() {
  const ClassRules& classes = rules().classes;
  return {classes.pand_bestaand, classes.pand_geprojecteerd, classes.pand_vervallen};
}

std::vector<Zone> zones_at(RdPoint centre) {
  std::vector<Zone> zones;
  for (const double r : radii_m) {
    Zone zone;
    zone.parts = {Circle{centre, r}};
    if (zones.size() >= 4) zone.aandachtsgebied = static_cast<Aandachtsgebied>(zones.size() - 4);
    zones.push_back(std::move(zone));
  }
  return zones;
}

Box box_of(const std::vector<Zone>& zones) {
  Box box;
  for (const Zone& zone : zones) {
    box.add(bounds(zone.parts.front()).min);
    box.add(bounds(zone.parts.front()).max);
  }
  return box;
}

/// PR of one container at the site; computed outside the clock.
RiskField field_at(RdPoint centre) {
  Dossier dossier;
  BatteryUnit unit;
  unit.id = "E";
  unit.length = Length::m(6.06);
  unit.width = Length::m(2.44);
  unit.height = Length::m(2.59);
  unit.total_energy = Energy::kwh(4200.0);
  unit.position = centre;
  dossier.units.push_back(unit);
  UsedKeys used;
  const ScenarioSet scenarios = derive_scenarios(dossier, rules(), used);
  return {scenarios.scenarios, effect_models(rules(), used), study_weather(dossier, rules(), centre, used), rules(), used};
}

struct Layer {
  const char* name;
  gis::LayerRequest request;
};

void one_site(const Layer& layer, const std::vector<RdPoint>& centres) {
  std::vector<double> read;
  std::vector<double> overlaid;
  std::vector<double> judged;
  std::vector<double> all;
  double hits = 0.0;
  for (const RdPoint centre : centres) {
    const RiskField field = field_at(centre);
    const std::vector<Zone> zones = zones_at(centre);
    const auto start = Clock::now();
    const Surroundings s = gis::read_surroundings({layer.request}, box_of(zones), words());
    read.push_back(ms_since(start));
    if (!s.panden) throw std::runtime_error("no buildings");
    const auto at_overlay = Clock::now();
    const std::vector<Overlap> overlaps = gis::overlay(zones, s, {1.0, 0.1});
    overlaid.push_back(ms_since(at_overlay));
    const auto at_verdict = Clock::now();
    std::vector<Feiten> facts(s.panden->size());
    for (const Overlap& o : overlaps) {
      if (zones[o.zone].aandachtsgebied) facts[o.object].gebieden.push_back(*zones[o.zone].aandachtsgebied);
    }
    std::size_t findings = 0;
    for (const Overlap& o : overlaps) {
      if (o.zone != zones.size() - 1) continue;
      Feiten& fact = facts[o.object];
      const Pand& pand = (*s.panden)[o.object];
      fact.klassering = klasseer(pand, rules().classes);
      fact.pr = facade_maximum(field, pand.footprint, {});
      findings += toets(o.object, fact, rules()).size();
    }
    judged.push_back(ms_since(at_verdict));
    all.push_back(ms_since(start));
    hits += static_cast<double>(overlaps.size());
    if (findings == 0) std::puts("a site without findings");
  }
  std::printf("%s\n", layer.name);
  print("  open and read 3 x 3 km", read, hits);
  print("  overlay, 7 zones", overlaid, hits);
  print("  class, PR at the facade, verdict", judged, hits);
  print("  together", all, hits);
}

/// Many sites in one process: the whole country in memory, counts for each zone and class.
void many_sites(const gis::LayerRequest& layer, const Box& country) {
  constexpr int many = 10'000;
  const auto start = Clock::now();
  const gis::BuildingStore store{layer, words(), [](const Pand& pand) { return klasseer(pand, rules().classes).klasse; }};
  const double loaded = ms_since(start);
  std::mt19937_64 random{2026};
  const auto between = [&](double lo, double hi) { return lo + (hi - lo) * static_cast<double>(random() >> 11) * 0x1p-53; };
  double hits = 0.0;
  for (int i = 0; i < many; ++i) {
    const double x = between(country.min.x, country.max.x);
    const RdPoint centre{x, between(country.min.y, country.max.y)};
    for (const double r : radii_m) {
      for (const std::uint32_t n : store.count(centre, r)) hits += n;
    }
  }
  std::printf("%d sites x 7 zones in memory: load %.1f s, all %.1f s, hits per site %.0f\n", many, loaded / 1000.0,
              ms_since(start) / 1000.0, hits / many);
}

std::string number(double v) { return std::to_string(v); }

/// Rows within each zone, as somebody without a program would ask for them.
void peer(const char* name, GDALDataset& dataset, const std::vector<RdPoint>& centres,
          const std::function<OGRLayer*(GDALDataset&, RdPoint, double)>& ask) {
  std::vector<double> ms;
  double hits = 0.0;
  for (const RdPoint centre : centres) {
    const auto start = Clock::now();
    for (const double r : radii_m) {
      OGRLayer* rows = ask(dataset, centre, r);
      if (rows == nullptr) throw std::runtime_error(CPLGetLastErrorMsg());
      while (OGRFeatureUniquePtr{rows->GetNextFeature()} != nullptr) hits += 1.0;
      dataset.ReleaseResultSet(rows);
    }
    ms.push_back(ms_since(start));
  }
  print(name, ms, hits);
}

void ogr_sql(const std::string& path, const char* name, const std::vector<RdPoint>& centres) {
  GDALDatasetUniquePtr dataset{GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY)};
  peer(name, *dataset, centres, [](GDALDataset& d, RdPoint c, double r) {
    OGRPoint point{c.x, c.y};
    const std::unique_ptr<OGRGeometry> zone{point.Buffer(r, 64)};
    const std::string sql = std::string{"SELECT identificatie, status, gebruiksdoel FROM \""} + d.GetLayer(0)->GetName() + "\"";
    return d.ExecuteSQL(sql.c_str(), zone.get(), "OGRSQL");
  });
}

void postgis(const std::string& connection, const std::string& source, const std::vector<RdPoint>& centres) {
  GDALDatasetUniquePtr dataset{GDALDataset::Open(connection.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE)};
  if (!dataset) throw std::runtime_error("no connection");
  if (dataset->GetLayerByName("batterisk_pand") == nullptr) {
    const auto start = Clock::now();
    CPLSetConfigOption("PG_USE_COPY", "YES");
    GDALDatasetH from = GDALOpenEx(source.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
    const char* const arguments[] = {"-f", "PostgreSQL", "-update", "-nln", "batterisk_pand", "-lco", "GEOMETRY_NAME=geom", nullptr};
    GDALVectorTranslateOptions* options = GDALVectorTranslateOptionsNew(const_cast<char**>(arguments), nullptr);
    GDALDatasetH to = GDALVectorTranslate(connection.c_str(), nullptr, 1, &from, options, nullptr);
    GDALVectorTranslateOptionsFree(options);
    if (to == nullptr) throw std::runtime_error(CPLGetLastErrorMsg());
    GDALClose(to);
    GDALClose(from);
    dataset.reset(GDALDataset::Open(connection.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
    dataset->ExecuteSQL("ANALYZE batterisk_pand", nullptr, nullptr);
    std::printf("PostGIS loaded and indexed in %.0f s\n", ms_since(start) / 1000.0);
  }
  peer("PostGIS, ST_DWithin a zone", *dataset, centres, [](GDALDataset& d, RdPoint c, double r) {
    const std::string point = "ST_SetSRID(ST_MakePoint(" + number(c.x) + "," + number(c.y) + "),28992)";
    const std::string sql =
        "SELECT identificatie, status, gebruiksdoel, geom FROM batterisk_pand WHERE ST_DWithin(geom, " + point + ", " + number(r) + ")";
    return d.ExecuteSQL(sql.c_str(), nullptr, nullptr);
  });
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 3) {
    std::fputs("batterisk-national FOLDER COUNT [PG:connection]\n", stderr);
    return 2;
  }
  GDALAllRegister();
  const std::filesystem::path folder = argv[1];
  const std::filesystem::path raw = folder / "national.gpkg";
  const std::filesystem::path prepared = folder / "klaar";
  std::filesystem::create_directories(folder);
  if (!std::filesystem::exists(raw)) {
    const auto start = Clock::now();
    const std::int64_t n = bench::write_national(raw, std::atoll(argv[2]), "GPKG", bench::RowOrder::Town);
    std::printf("%lld buildings generated in %.0f s\n", static_cast<long long>(n), ms_since(start) / 1000.0);
  }
  const gis::LayerRequest gpkg{LayerKind::Panden, raw, raw.filename().string(), "pand", "SYNTHETISCH", "2026-11-01"};
  if (!std::filesystem::exists(prepared)) {
    const auto start = Clock::now();
    const gis::PreparedFolder made = gis::prepare_folder({gpkg}, {}, prepared);
    if (has_error(made.diagnostics)) throw std::runtime_error("prepare");
    std::printf("prepared in %.0f s\n", ms_since(start) / 1000.0);
  }
  gis::LayerRequest fgb{LayerKind::Panden, prepared / "panden.fgb", "panden.fgb", {}, "SYNTHETISCH", "2026-11-01"};
  fgb.prepared = true;

  const Surroundings whole = gis::read_surroundings({fgb}, {{0.0, 300000.0}, {1.0, 300001.0}}, {});
  const Box country = whole.reports.front().extent;
  std::printf("%lld buildings over %.0f x %.0f km\n", static_cast<long long>(whole.reports.front().features_total),
              (country.max.x - country.min.x) / 1000.0, (country.max.y - country.min.y) / 1000.0);
  std::mt19937_64 random{20261101};
  const auto between = [&](double lo, double hi) {
    return lo + (hi - lo) * static_cast<double>(random() >> 11) * 0x1p-53;
  };
  std::vector<RdPoint> centres;
  for (int i = 0; i < sites; ++i) {
    const double x = between(country.min.x + 2000.0, country.max.x - 2000.0);
    centres.push_back({x, between(country.min.y + 2000.0, country.max.y - 4000.0)});
  }
  const Layer layers[] = {{"FlatGeobuf, prepared", fgb}, {"GeoPackage, as delivered", gpkg}};
  for (const Layer& layer : layers) {
    for (const RdPoint c : centres) (void)gis::read_surroundings({layer.request}, box_of(zones_at(c)), words());  // warm
    one_site(layer, centres);
  }
  many_sites(fgb, country);
  ogr_sql(raw.string(), "OGR SQL on GeoPackage, rows a zone", centres);
  ogr_sql((prepared / "panden.fgb").string(), "OGR SQL on FlatGeobuf, rows a zone", centres);
  if (argc > 3) postgis(argv[3], raw.string(), centres);
  return 0;
} catch (const std::exception& e) {
  std::fprintf(stderr, "batterisk-national: %s\n", e.what());
  return 1;
}
