// One site in a country of buildings: reading, classes, overlay and verdicts, beside OGR SQL and PostGIS in one run.
//   batterisk-national FOLDER COUNT [PG:connection]
// Makes FOLDER/national.gpkg and the prepared FOLDER/klaar once and keeps them. With a connection the buildings are
// copied to its table batterisk_pand once.
#include "national.hpp"

#include "batterisk/core/risk/effect_models.hpp"
#include "batterisk/core/risk/facade.hpp"
#include "batterisk/core/verdict/toets.hpp"
#include "batterisk/gis/points/building_store.hpp"
#include "batterisk/gis/prepare/prepare.hpp"
#include "batterisk/gis/shape/overlay.hpp"

#include <gdal_priv.h>
#include <gdal_utils.h>
#include <ogrsf_frmts.h>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
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

/// Time on the clock and of the processor, one value a site; another process slows the first more than the second.
class Times {
 public:
  void start() {
    wall_start_ = Clock::now();
    cpu_start_ = std::clock();
  }
  void stop() {
    wall_.push_back(ms_since(wall_start_));
    cpu_.push_back(1000.0 * static_cast<double>(std::clock() - cpu_start_) / CLOCKS_PER_SEC);
  }
  void print(const char* what, double hits) {
    std::sort(wall_.begin(), wall_.end());
    std::sort(cpu_.begin(), cpu_.end());
    const std::size_t n = wall_.size();
    std::printf("%-44s min %7.2f   median %7.2f (processor %7.2f)   p95 %7.2f ms   hits per site %.0f\n", what, wall_.front(),
                wall_[n / 2], cpu_[n / 2], wall_[n * 95 / 100], hits / static_cast<double>(n));
  }

 private:
  Clock::time_point wall_start_;
  std::clock_t cpu_start_ = 0;
  std::vector<double> wall_;
  std::vector<double> cpu_;
};

/// Drops what the system keeps of a file in memory.
void forget(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY);
  if (file < 0) return;
  ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
  ::close(file);
}

const RuleSet& rules() {
  static const RuleSet set = [] {
    RuleSelection selection;
    selection.method = "referentie";
    selection.peildatum = std::chrono::year_month_day{std::chrono::year{2026}, std::chrono::month{12}, std::chrono::day{1}};
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

enum class Cache { Warm, Cold };

void one_site(const Layer& layer, const std::vector<RdPoint>& centres, Cache cache) {
  Times read;
  Times overlaid;
  Times judged;
  Times all;
  double hits = 0.0;
  for (const RdPoint centre : centres) {
    const RiskField field = field_at(centre);
    const std::vector<Zone> zones = zones_at(centre);
    if (cache == Cache::Cold) forget(layer.request.path);
    all.start();
    read.start();
    const Surroundings s = gis::read_surroundings({layer.request}, box_of(zones), words());
    read.stop();
    if (!s.panden) throw std::runtime_error("no buildings");
    overlaid.start();
    const std::vector<Overlap> overlaps = gis::overlay(zones, s, {1.0, 0.1});
    overlaid.stop();
    judged.start();
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
    judged.stop();
    all.stop();
    hits += static_cast<double>(overlaps.size());
    if (findings == 0) std::puts("a site without findings");
  }
  std::printf("%s%s\n", layer.name, cache == Cache::Cold ? ", not in memory" : "");
  read.print("  open and read 3 x 3 km", hits);
  overlaid.print("  overlay, 7 zones", hits);
  judged.print("  class, PR at the facade, verdict", hits);
  all.print("  together", hits);
}

/// Many sites in one process: the whole country in memory, counts for each zone and class.
void many_sites(const gis::LayerRequest& layer, const Box& country, Cache cache) {
  constexpr int many = 10'000;
  if (cache == Cache::Cold) forget(layer.path);
  const auto start = Clock::now();
  const gis::BuildingStore store{layer, {}, words(), [](const Pand& pand) { return klasseer(pand, rules().classes).klasse; }};
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
  std::printf("%d sites x 7 zones in one process, file %s: load %.1f s, all %.1f s, hits per site %.0f\n", many,
              cache == Cache::Cold ? "not in memory" : "in memory", loaded / 1000.0, ms_since(start) / 1000.0, hits / many);
}

std::string number(double v) { return std::to_string(v); }

/// The same question in SQL: for each zone the rows that meet it, with their class, whether the zone contains them, the
/// share that lies inside and the distance of what is inside to the edge. A circle is a polygon there, with 256 corners;
/// the PR at the façade is not asked.
using Query = std::string (*)(RdPoint centre, double radius);

void peer(const char* name, GDALDataset& dataset, const std::vector<RdPoint>& centres, Query query) {
  Times times;
  double hits = 0.0;
  const auto ask = [&](RdPoint centre) {
    double rows = 0.0;
    for (const double r : radii_m) {
      OGRLayer* result = dataset.ExecuteSQL(query(centre, r).c_str(), nullptr, nullptr);
      if (result == nullptr) throw std::runtime_error(CPLGetLastErrorMsg());
      while (OGRFeatureUniquePtr{result->GetNextFeature()} != nullptr) rows += 1.0;
      dataset.ReleaseResultSet(result);
    }
    return rows;
  };
  for (const RdPoint centre : centres) (void)ask(centre);  // warm
  for (const RdPoint centre : centres) {
    times.start();
    hits += ask(centre);
    times.stop();
  }
  times.print(name, hits);
}

/// Class by the use, as rules/klassen has it.
const char* const klasse =
    "CASE WHEN gebruiksdoel IS NULL THEN 'geen' WHEN gebruiksdoel LIKE '%onderwijs%' OR gebruiksdoel LIKE '%gezondheid%' OR "
    "gebruiksdoel LIKE '%cel%' THEN 'zeer_kwetsbaar' WHEN gebruiksdoel LIKE '%woon%' OR gebruiksdoel LIKE '%logies%' OR "
    "(gebruiksdoel LIKE '%kantoor%' AND oppervlakte_max > 1500) THEN 'kwetsbaar' WHEN gebruiksdoel LIKE '%bijeenkomst%' OR "
    "gebruiksdoel LIKE '%overige%' THEN 'onbekend' ELSE 'beperkt_kwetsbaar' END AS klasse";

/// SQL of OGR on a GeoPackage: its index, and the functions of SpatiaLite.
std::string sql_of_ogr(RdPoint c, double r) {
  return std::string{"SELECT identificatie, status, "} + klasse +
         ", ST_Contains(z.g, f) AS binnen, CASE WHEN ST_Contains(z.g, f) THEN 1.0 ELSE ST_Area(ST_Intersection(z.g, f)) / "
         "ST_Area(f) END AS aandeel, CASE WHEN ST_Contains(z.g, f) THEN -ST_Distance(z.rand, f) ELSE 0.0 END AS afstand "
         "FROM (SELECT g, ST_ExteriorRing(g) AS rand FROM (SELECT ST_Buffer(MakePoint(" +
         number(c.x) + "," + number(c.y) + ",28992)," + number(r) +
         ",64) AS g)) z, (SELECT p.identificatie, p.status, p.gebruiksdoel, p.oppervlakte_max, CastAutomagic(p.geom) AS f FROM "
         "rtree_pand_geom t JOIN pand p ON p.feature_id = t.id WHERE t.minx <= " + number(c.x + r) + " AND t.maxx >= " +
         number(c.x - r) + " AND t.miny <= " + number(c.y + r) + " AND t.maxy >= " + number(c.y - r) +
         ") b WHERE ST_Intersects(z.g, f)";
}

std::string sql_of_postgis(RdPoint c, double r) {
  return std::string{"SELECT identificatie, status, "} + klasse +
         ", binnen, CASE WHEN binnen THEN 1.0 ELSE ST_Area(ST_Intersection(g, geom)) / ST_Area(geom) END AS aandeel, CASE WHEN "
         "binnen THEN -ST_Distance(rand, geom) ELSE 0.0 END AS afstand FROM (SELECT p.*, z.*, ST_Contains(z.g, p.geom) AS "
         "binnen FROM (SELECT g, ST_ExteriorRing(g) AS rand FROM (SELECT ST_Buffer(ST_SetSRID(ST_MakePoint(" +
         number(c.x) + "," + number(c.y) + "),28992)," + number(r) +
         ",64) AS g OFFSET 0) b OFFSET 0) z JOIN batterisk_pand p ON ST_Intersects(z.g, p.geom) OFFSET 0) h";
}

/// Only the rows.
std::string rows_of_postgis(RdPoint c, double r) {
  return "SELECT identificatie, status, gebruiksdoel FROM batterisk_pand WHERE ST_DWithin(geom, ST_SetSRID(ST_MakePoint(" +
         number(c.x) + "," + number(c.y) + "),28992), " + number(r) + ")";
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
  peer("PostGIS, rows a zone", *dataset, centres, rows_of_postgis);
  peer("PostGIS, the same question", *dataset, centres, sql_of_postgis);
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
    one_site(layer, centres, Cache::Cold);
    for (const RdPoint c : centres) (void)gis::read_surroundings({layer.request}, box_of(zones_at(c)), words());  // warm
    one_site(layer, centres, Cache::Warm);
  }
  for (const Cache cache : {Cache::Cold, Cache::Warm}) many_sites(fgb, country, cache);
  {
    const GDALDatasetUniquePtr dataset{GDALDataset::Open(raw.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY)};
    peer("OGR SQL on GeoPackage, the same question", *dataset, centres, sql_of_ogr);
  }
  if (argc > 3) postgis(argv[3], raw.string(), centres);
  return 0;
} catch (const std::exception& e) {
  std::fprintf(stderr, "batterisk-national: %s\n", e.what());
  return 1;
}
