#include "village/village.hpp"

#include "village/write.hpp"

#include <ogrsf_frmts.h>
#include <catch2/catch.hpp>

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace batterisk;
using namespace batterisk::village;

namespace {

// Oracles of this file: integer arithmetic in mm for the partition, GEOS through OGR for buildings.

struct Mm {
  std::int64_t x;
  std::int64_t y;
  friend auto operator<=>(const Mm&, const Mm&) = default;
};

Mm mm(RdPoint p) {
  const Mm q{std::llround(p.x * 1000.0), std::llround(p.y * 1000.0)};
  // Coordinates must be the doubles nearest to three decimals.
  REQUIRE(p == RdPoint{static_cast<double>(q.x) / 1000.0, static_cast<double>(q.y) / 1000.0});
  return q;
}

std::vector<Mm> mm(const Ring& ring) {
  std::vector<Mm> result;
  for (const RdPoint p : ring) result.push_back(mm(p));
  return result;
}

std::int64_t cross(Mm a, Mm b, Mm c) {
  return (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
}

std::int64_t doubled_shoelace(const std::vector<Mm>& ring) {
  std::int64_t sum = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) sum += cross(ring[0], ring[i], ring[i + 1]);
  return sum;
}

int sign(std::int64_t v) {
  return v > 0 ? 1 : v < 0 ? -1 : 0;
}

bool edges_cross(Mm a, Mm b, Mm c, Mm d) {
  return sign(cross(a, b, c)) * sign(cross(a, b, d)) < 0 && sign(cross(c, d, a)) * sign(cross(c, d, b)) < 0;
}

bool crosses_itself(const std::vector<Mm>& ring) {
  const std::size_t n = ring.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = i + 1; j < n; ++j) {
      if (edges_cross(ring[i], ring[(i + 1) % n], ring[j], ring[(j + 1) % n])) return true;
    }
  }
  return false;
}

OGRPolygon ogr(const Polygon& polygon) {
  OGRLinearRing ring;
  for (const RdPoint p : polygon.outer) ring.addPoint(p.x, p.y);
  ring.closeRings();
  OGRPolygon result;
  result.addRing(&ring);
  return result;
}

double overlap_m2(const OGRPolygon& a, const OGRPolygon& b) {
  const std::unique_ptr<OGRGeometry> common(a.Intersection(&b));
  REQUIRE(common);
  double area = 0.0;
  if (const auto* surface = dynamic_cast<const OGRSurface*>(common.get())) area = surface->get_Area();
  if (const auto* parts = dynamic_cast<const OGRGeometryCollection*>(common.get())) area = parts->get_Area();
  return area;
}

Box box_of(const Ring& ring) {
  Box box;
  for (const RdPoint p : ring) box.add(p);
  return box;
}

template <typename Row>
std::vector<OGRPolygon> polygons(const std::vector<Row>& rows) {
  std::vector<OGRPolygon> result;
  for (const Row& row : rows) result.push_back(ogr(row.vlak));
  return result;
}

const PandRow& landmark(const Village& village, const std::string& rol) {
  for (const Landmark& mark : village.landmarks) {
    if (mark.rol == rol) return village.panden.at(mark.pand);
  }
  throw std::out_of_range(rol);
}

/// Smallest distance between the suggested containers and a building (m).
double distance_to_units(const Village& village, const PandRow& pand) {
  double smallest = 1e9;
  for (const SuggestedUnit& unit : village.suggested_units) {
    const OGRPolygon footprint = ogr({unit.footprint, {}});
    const OGRPolygon building = ogr(pand.vlak);
    smallest = std::min(smallest, footprint.Distance(&building));
  }
  return smallest;
}

std::set<std::string> words(const std::string& list) {
  std::set<std::string> result;
  std::string word;
  for (const char c : list + ",") {
    if (c != ',') {
      word += c;
    } else if (!word.empty()) {
      result.insert(std::exchange(word, {}));
    }
  }
  return result;
}

bool is_id(const std::string& id, std::size_t digits) {
  return id.size() == digits && id.front() == '0' &&
         std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Folder that disappears with its content.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() /
              ("batterisk-village-" + std::to_string(::getpid()) + "-" + name)) {}
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string bytes(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

GDALDatasetUniquePtr open(const std::filesystem::path& file) {
  GDALDatasetUniquePtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
  REQUIRE(dataset);
  return dataset;
}

}  // namespace

TEST_CASE("parcels are a partition with exactly shared edges", "[village]") {
  const std::uint64_t seed = GENERATE(1U, 2U, 20U);
  const Village village = make_village({.seed = seed});
  const std::vector<Mm> border = mm(Ring{village.extent.min, village.extent.max});

  std::int64_t sum = 0;
  std::map<std::pair<Mm, Mm>, int> edges;
  for (const PerceelRow& row : village.percelen) {
    const std::vector<Mm> ring = mm(row.vlak.outer);
    const std::int64_t doubled = doubled_shoelace(ring);
    REQUIRE(doubled > 0);
    REQUIRE_FALSE(crosses_itself(ring));
    sum += doubled;
    for (std::size_t i = 0; i < ring.size(); ++i) ++edges[{ring[i], ring[(i + 1) % ring.size()]}];
  }
  REQUIRE(sum == 2 * (border[1].x - border[0].x) * (border[1].y - border[0].y));

  const auto on_border = [&border](Mm a, Mm b) {
    return (a.x == b.x && (a.x == border[0].x || a.x == border[1].x)) ||
           (a.y == b.y && (a.y == border[0].y || a.y == border[1].y));
  };
  for (const auto& edge : edges) {
    REQUIRE(edge.second == 1);
    const auto twin = edges.find({edge.first.second, edge.first.first});
    REQUIRE((twin != edges.end()) != on_border(edge.first.first, edge.first.second));
  }
}

TEST_CASE("registered area is within 3.5 m2 of the polygon, label lies inside", "[village]") {
  const Village village = make_village({});
  for (const PerceelRow& row : village.percelen) {
    const double area = static_cast<double>(doubled_shoelace(mm(row.vlak.outer))) / 2e6;
    CHECK(std::abs(row.kadastrale_grootte_m2 - area) <= 3.5);
    const OGRPoint label(row.plaatscoordinaat.x, row.plaatscoordinaat.y);
    CHECK(ogr(row.vlak).Contains(&label));
  }
}

TEST_CASE("buildings are valid, do not overlap and stand on one parcel", "[village]") {
  const std::uint64_t seed = GENERATE(1U, 7U);
  const Village village = make_village({.seed = seed, .houses = 330});
  const std::vector<OGRPolygon> buildings = polygons(village.panden);
  const std::vector<OGRPolygon> parcels = polygons(village.percelen);
  for (std::size_t i = 0; i < buildings.size(); ++i) {
    INFO(village.panden[i].identificatie);
    REQUIRE(doubled_shoelace(mm(village.panden[i].vlak.outer)) > 0);
    REQUIRE(buildings[i].IsValid());
    const Box box = box_of(village.panden[i].vlak.outer);
    for (std::size_t j = i + 1; j < buildings.size(); ++j) {
      if (!box.intersects(box_of(village.panden[j].vlak.outer))) continue;
      REQUIRE(overlap_m2(buildings[i], buildings[j]) <= 1e-9);
    }
    // Scattered boundaries cut off no more than slivers, as on a real map.
    double largest = 0.0;
    for (std::size_t j = 0; j < parcels.size(); ++j) {
      if (!box.intersects(box_of(village.percelen[j].vlak.outer))) continue;
      largest = std::max(largest, overlap_m2(buildings[i], parcels[j]));
    }
    CHECK(buildings[i].get_Area() - largest < 1.5);
  }
}

TEST_CASE("verblijfsobjecten belong to their pand", "[village]") {
  const Village village = make_village({});
  std::vector<std::vector<const VerblijfsobjectRow*>> units(village.panden.size());
  for (const VerblijfsobjectRow& vbo : village.verblijfsobjecten) {
    REQUIRE(vbo.pand < village.panden.size());
    const OGRPoint point(vbo.punt.x, vbo.punt.y);
    const OGRPolygon footprint = ogr(village.panden[vbo.pand].vlak);
    CHECK(footprint.Contains(&point));
    CHECK(mm(vbo.punt).x > 0);
    units[vbo.pand].push_back(&vbo);
  }
  std::size_t without = 0;
  for (std::size_t i = 0; i < village.panden.size(); ++i) {
    const PandRow& pand = village.panden[i];
    REQUIRE(pand.aantal_verblijfsobjecten == static_cast<int>(units[i].size()));
    std::set<std::string> uses;
    for (const VerblijfsobjectRow* vbo : units[i]) {
      for (const std::string& use : words(vbo->gebruiksdoel)) uses.insert(use);
      CHECK(*pand.oppervlakte_min <= vbo->oppervlakte_m2);
      CHECK(*pand.oppervlakte_max >= vbo->oppervlakte_m2);
    }
    CHECK(words(pand.gebruiksdoel) == uses);
    if (units[i].empty()) ++without;
  }
  // Sheds and barns: about two of five.
  const double share = static_cast<double>(without) / static_cast<double>(village.panden.size());
  CHECK(share > 0.35);
  CHECK(share < 0.50);
}

TEST_CASE("ids have leading zeros and are unique", "[village]") {
  const Village village = make_village({});
  std::set<std::string> bag;
  std::set<std::string> parcels;
  std::set<std::string> keys;
  const auto take = [&bag](const std::string& id, const std::string& object_type) {
    CHECK(is_id(id, 16));
    CHECK(id.substr(0, 6) == "0000" + object_type);
    CHECK(bag.insert(id).second);
  };
  for (const PandRow& row : village.panden) take(row.identificatie, "10");
  for (const VerblijfsobjectRow& row : village.verblijfsobjecten) {
    take(row.identificatie, "01");
    take(row.adres.nummeraanduiding_identificatie, "20");
  }
  for (const PlaatsRow& row : village.standplaatsen) take(row.identificatie, "03");
  for (const PlaatsRow& row : village.ligplaatsen) take(row.identificatie, "02");
  for (const PerceelRow& row : village.percelen) {
    CHECK(is_id(row.identificatie_lokaal_id, 14));
    CHECK(parcels.insert(row.identificatie_lokaal_id).second);
    CHECK(keys.insert(kadastrale_aanduiding(row)).second);
  }
  CHECK(kadastrale_aanduiding(village.percelen.front()) == "SYN00-A-101");
}

TEST_CASE("every status and use of the BAG occurs", "[village]") {
  const Village village = make_village({});
  std::set<std::string> pand_statuses;
  std::set<std::string> vbo_statuses;
  std::set<std::string> uses;
  std::size_t comma_lists = 0;
  for (const PandRow& row : village.panden) pand_statuses.insert(row.status);
  for (const VerblijfsobjectRow& row : village.verblijfsobjecten) {
    vbo_statuses.insert(row.status);
    const std::set<std::string> own = words(row.gebruiksdoel);
    uses.insert(own.begin(), own.end());
    if (own.size() > 1) ++comma_lists;
  }
  // Word lists of the BAG 2.0 XSD.
  CHECK(pand_statuses == std::set<std::string>{"Bouwvergunning verleend", "Niet gerealiseerd pand",
                                               "Bouw gestart", "Pand in gebruik (niet ingemeten)",
                                               "Pand in gebruik", "Verbouwing pand",
                                               "Sloopvergunning verleend", "Pand gesloopt",
                                               "Pand buiten gebruik", "Pand ten onrechte opgevoerd"});
  CHECK(vbo_statuses == std::set<std::string>{"Verblijfsobject gevormd", "Niet gerealiseerd verblijfsobject",
                                              "Verblijfsobject in gebruik (niet ingemeten)",
                                              "Verblijfsobject in gebruik", "Verbouwing verblijfsobject",
                                              "Verblijfsobject ingetrokken", "Verblijfsobject buiten gebruik",
                                              "Verblijfsobject ten onrechte opgevoerd"});
  CHECK(uses == std::set<std::string>{"woonfunctie", "bijeenkomstfunctie", "celfunctie",
                                      "gezondheidszorgfunctie", "industriefunctie", "kantoorfunctie",
                                      "logiesfunctie", "onderwijsfunctie", "sportfunctie", "winkelfunctie",
                                      "overige gebruiksfunctie"});
  CHECK(comma_lists > 20);
}

TEST_CASE("the plot lies where several classes are near", "[village]") {
  const Village village = make_village({});
  CHECK(village.percelen.at(village.site_parcel).vlak.outer == village.site_boundary);
  const OGRPolygon site = ogr({village.site_boundary, {}});
  CHECK(site.get_Area() == Approx(60.0 * 45.0).epsilon(0.03));
  for (const PandRow& row : village.panden) {
    const OGRPolygon footprint = ogr(row.vlak);
    CHECK(site.Disjoint(&footprint));
  }
  for (const SuggestedUnit& unit : village.suggested_units) {
    const OGRPolygon footprint = ogr({unit.footprint, {}});
    CHECK(site.Contains(&footprint));
    CHECK(footprint.get_Area() == Approx(2.44 * 6.06).epsilon(0.01));
  }

  const auto between = [&village](const std::string& rol, double low, double high) {
    INFO(rol);
    const double distance = distance_to_units(village, landmark(village, rol));
    CHECK(distance >= low);
    CHECK(distance <= high);
  };
  between("bedrijfswoning", 24.0, 30.0);
  between("buurhal", 28.0, 40.0);
  between("rijwoning", 58.0, 90.0);
  between("basisschool", 170.0, 190.0);
  CHECK(landmark(village, "bedrijfswoning").gebruiksdoel == "woonfunctie");
  CHECK(landmark(village, "buurhal").gebruiksdoel == "industriefunctie");
  CHECK(landmark(village, "basisschool").gebruiksdoel == "onderwijsfunctie");

  // No layer ends within 1.1 km of the plot.
  const Box plot = box_of(village.site_boundary);
  const RdPoint centre{(plot.min.x + plot.max.x) / 2.0, (plot.min.y + plot.max.y) / 2.0};
  const Box square{{centre.x - 1100.0, centre.y - 1100.0}, {centre.x + 1100.0, centre.y + 1100.0}};
  Box buildings;
  Box units;
  for (const PandRow& row : village.panden) {
    for (const RdPoint p : row.vlak.outer) buildings.add(p);
  }
  for (const VerblijfsobjectRow& row : village.verblijfsobjecten) units.add(row.punt);
  CHECK(village.extent.contains(square));
  CHECK(buildings.contains(square));
  CHECK(units.contains(square));
}

TEST_CASE("same options, same village", "[village]") {
  const Village a = make_village({.seed = 5, .houses = 120});
  const Village b = make_village({.seed = 5, .houses = 120});
  CHECK(a.percelen == b.percelen);
  CHECK(a.panden == b.panden);
  CHECK(a.verblijfsobjecten == b.verblijfsobjecten);
  CHECK(a.standplaatsen == b.standplaatsen);
  CHECK(a.ligplaatsen == b.ligplaatsen);
  CHECK(a.wegdelen == b.wegdelen);
  CHECK(a.waterdelen == b.waterdelen);
  CHECK(a.suggested_units == b.suggested_units);
  CHECK(a.landmarks == b.landmarks);
  CHECK_FALSE(make_village({.seed = 6, .houses = 120}).panden == a.panden);
}

TEST_CASE("the number of houses is exact", "[village]") {
  const std::uint64_t seed = GENERATE(1U, 2U, 3U, 4U);
  const std::size_t none = make_village({.seed = seed, .houses = 0}).verblijfsobjecten.size();
  for (const int houses : {1, 200, 255, 300, kMaxHouses}) {
    const Village village = make_village({.seed = seed, .houses = houses});
    CHECK(village.verblijfsobjecten.size() == none + static_cast<std::size_t>(houses));
  }
  CHECK_THROWS_AS(make_village({.houses = -1}), std::invalid_argument);
  CHECK_THROWS_AS(make_village({.houses = kMaxHouses + 1}), std::invalid_argument);
}

TEST_CASE("written village: layers, types, equal bytes", "[village]") {
  const Village village = make_village({});
  const TemporaryFolder first("first");
  const TemporaryFolder second("second");
  for (const TemporaryFolder* folder : {&first, &second}) {
    write_village(village, folder->path());
    write_dirty_layers(village, folder->path());
  }
  CHECK(bytes(first.path() / "omgeving.gpkg") == bytes(second.path() / "omgeving.gpkg"));
  CHECK(bytes(first.path() / "vuil.gpkg") == bytes(second.path() / "vuil.gpkg"));

  const GDALDatasetUniquePtr dataset = open(first.path() / "omgeving.gpkg");
  const std::map<std::string, std::size_t> expected{
      {"perceel_SYNTHETISCH", village.percelen.size()},
      {"pand_SYNTHETISCH", village.panden.size()},
      {"verblijfsobject_SYNTHETISCH", village.verblijfsobjecten.size()},
      {"standplaats_SYNTHETISCH", village.standplaatsen.size()},
      {"ligplaats_SYNTHETISCH", village.ligplaatsen.size()},
      {"wegdeel_SYNTHETISCH", village.wegdelen.size()},
      {"waterdeel_SYNTHETISCH", village.waterdelen.size()}};
  REQUIRE(static_cast<std::size_t>(dataset->GetLayerCount()) == expected.size());
  for (const auto& entry : expected) {
    INFO(entry.first);
    OGRLayer* layer = dataset->GetLayerByName(entry.first.c_str());
    REQUIRE(layer != nullptr);
    CHECK(static_cast<std::size_t>(layer->GetFeatureCount()) == entry.second);
    CHECK(std::string(layer->GetSpatialRef()->GetAuthorityCode(nullptr)) == "28992");
  }
  OGRLayer* buildings = dataset->GetLayerByName("pand_SYNTHETISCH");
  const OGRFeatureUniquePtr pand(buildings->GetNextFeature());
  CHECK(std::string(pand->GetFieldAsString("identificatie")) == village.panden.front().identificatie);
  CHECK(pand->GetGeometryRef()->Equals(std::make_unique<OGRPolygon>(ogr(village.panden.front().vlak)).get()));
}

TEST_CASE("dirty layers: each has its defect", "[village]") {
  const Village village = make_village({});
  const TemporaryFolder folder("dirty");
  write_dirty_layers(village, folder.path());
  const GDALDatasetUniquePtr dataset = open(folder.path() / "vuil.gpkg");
  const auto layer = [&dataset](const std::string& name) {
    INFO(name);
    OGRLayer* found = dataset->GetLayerByName((name + "_SYNTHETISCH").c_str());
    REQUIRE(found != nullptr);
    found->ResetReading();
    return found;
  };
  // Number of features for which the condition holds.
  const auto count = [&layer](const std::string& name, auto condition) {
    OGRLayer* in = layer(name);
    int n = 0;
    for (OGRFeatureUniquePtr f(in->GetNextFeature()); f; f.reset(in->GetNextFeature()))
      n += condition(*f) ? 1 : 0;
    return n;
  };

  CHECK(count("perceel_gat", [](OGRFeature& f) {
          return f.GetGeometryRef()->toPolygon()->getNumInteriorRings() == 1;
        }) == 1);
  CHECK(count("perceel_meerdelig", [](OGRFeature& f) {
          return f.GetGeometryRef()->toMultiPolygon()->getNumGeometries() == 2;
        }) == 1);
  CHECK(count("perceel_sliver", [](OGRFeature& f) {
          const double area = f.GetGeometryRef()->toPolygon()->get_Area();
          return area > 0.25 && area < 0.35;
        }) == 1);
  CHECK(count("perceel_sliver", [](OGRFeature& f) { return !f.GetGeometryRef()->IsValid(); }) == 0);

  const OGRPolygon site = ogr({village.site_boundary, {}});
  CHECK(count("pand_over_grens", [&site](OGRFeature& f) { return f.GetGeometryRef()->Overlaps(&site); }) ==
        1);
  CHECK(count("pand_boog",
              [](OGRFeature& f) { return f.GetGeometryRef()->hasCurveGeometry(TRUE) != FALSE; }) > 3);
  CHECK(count("pand_3d", [](OGRFeature& f) { return f.GetGeometryRef()->Is3D() == FALSE; }) == 0);
  CHECK(count("pand_leeg", [](OGRFeature& f) { return f.GetGeometryRef() == nullptr; }) > 10);
  CPLPushErrorHandler(CPLQuietErrorHandler);
  CHECK(count("pand_strik", [](OGRFeature& f) { return !f.GetGeometryRef()->IsValid(); }) > 10);
  CPLPopErrorHandler();

  std::map<std::string, int> seen;
  OGRLayer* twice = layer("pand_dubbel");
  for (OGRFeatureUniquePtr f(twice->GetNextFeature()); f; f.reset(twice->GetNextFeature())) {
    ++seen[f->GetFieldAsString("identificatie")];
  }
  CHECK(std::count_if(seen.begin(), seen.end(), [](const auto& id) { return id.second == 2; }) > 10);
  OGRLayer* numbers = layer("pand_getal");
  CHECK(numbers->GetLayerDefn()
            ->GetFieldDefn(numbers->GetLayerDefn()->GetFieldIndex("identificatie"))
            ->GetType() == OFTInteger64);

  CHECK(layer("perceel_pdok")->GetLayerDefn()->GetFieldIndex("identificatie_lokaal_id") >= 0);
  CHECK(layer("perceel_wfs")->GetLayerDefn()->GetFieldIndex("identificatieLokaalID") >= 0);
  CHECK(layer("perceel_nlextract")->GetLayerDefn()->GetFieldIndex("lokaalid") >= 0);
  CHECK(std::string(layer("perceel_nlextract")->GetGeometryColumn()) == "begrenzing");
  CHECK(layer("perceel_wfs")->GetFeatureCount() == layer("perceel_pdok")->GetFeatureCount());

  // GDAL 3.6 names a missing CRS "Undefined ..."; other versions give none.
  const OGRSpatialReference* unknown = layer("pand_zonder_crs")->GetSpatialRef();
  CHECK((unknown == nullptr || unknown->GetAuthorityCode(nullptr) == nullptr));
  CHECK(std::string(layer("pand_wgs84")->GetSpatialRef()->GetAuthorityCode(nullptr)) == "4326");
  CHECK(layer("pand_leeglaag")->GetFeatureCount() == 0);
  OGREnvelope part;
  REQUIRE(layer("perceel_deel")->GetExtent(&part) == OGRERR_NONE);
  CHECK(part.MaxX < box_of(village.site_boundary).max.x);
}
