#include "fixture.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/geometry.hpp"
#include "batterisk/gis/prepare/prepare.hpp"
#include "batterisk/gis/shape/overlay.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <cstdlib>

// Real deliveries, read from the folder that BATTERISK_REAL_DATA names; none is part of the repository. The
// counts were taken with ogrinfo and SQL on the same files.

using namespace batterisk;
using batterisk::gis::read_surroundings;
using fixture::count;
using fixture::find;
using fixture::request;

namespace {

std::optional<std::filesystem::path> real_data() {
  const char* folder = std::getenv("BATTERISK_REAL_DATA");
  if (folder == nullptr || *folder == '\0') {
    WARN("skipped: BATTERISK_REAL_DATA is not set");
    return std::nullopt;
  }
  return std::filesystem::path{folder};
}

const Box netherlands{{0, 300000}, {300000, 625000}};

Surroundings read(LayerKind kind, const std::filesystem::path& path, const std::string& layer = {},
                  const Box& box = netherlands) {
  return read_surroundings({request(kind, path, layer)}, box, fixture::statuses());
}

double ms_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_CASE("Otterlo: parcels of the Kadastrale kaart and buildings of the BGT", "[real]") {
  const auto data = real_data();
  if (!data) return;
  const auto path = *data / "brk" / "otterlo.gpkg";
  const Surroundings parcels = read(LayerKind::Percelen, path, "perceel");
  REQUIRE(parcels.percelen);
  REQUIRE(parcels.percelen->size() == 11);
  CHECK(parcels.percelen->front().identificatie == "84920229870000");
  CHECK(parcels.percelen->front().kadastrale_aanduiding == "Otterlo-B-2298");
  CHECK(area_m2(parcels.percelen->front().vlak) == Approx(222.0).margin(3.0));  // registered 222 m2
  CHECK(count(parcels.reports[0], "gerepareerd") == 0);

  const Surroundings buildings = read(LayerKind::Panden, path, "pand_bgt");
  REQUIRE(buildings.panden);
  CHECK(buildings.reports[0].features_read == 1711);
  CHECK(buildings.panden->size() + count(buildings.reports[0], "dubbel") == 1711);
  for (const Pand& pand : *buildings.panden) {
    if (pand.identificatie.rfind("fid=", 0) != 0) CHECK(pand.identificatie.size() == 16);
  }
}

TEST_CASE("Otterlo: neighbours of a parcel touch, none overlaps", "[real]") {
  const auto data = real_data();
  if (!data) return;
  Surroundings s = read(LayerKind::Percelen, *data / "brk" / "otterlo.gpkg", "perceel");
  REQUIRE(s.percelen);
  std::vector<Zone> zones(s.percelen->size());
  for (std::size_t i = 0; i < zones.size(); ++i) {
    const MultiPolygon& vlak = (*s.percelen)[i].vlak;
    zones[i].parts.assign(vlak.begin(), vlak.end());
  }
  std::size_t touching = 0;
  std::size_t contained = 0;
  for (const Overlap& o : gis::overlay(zones, s, {1.0, 0.1})) {
    CHECK(o.relatie != Relatie::Overlapt);
    touching += o.relatie == Relatie::Raakt;
    contained += o.relatie == Relatie::Bevat;
  }
  CHECK(touching == 30);  // 15 pairs, each seen from both sides
  CHECK(contained == 11);
}

TEST_CASE("Kadastrale kaart v5 GML: polygons, not label points", "[real]") {
  const auto data = real_data();
  if (!data) return;
  const auto folder = *data / "brk" / "dkk-v5";
  const Surroundings gml = read(LayerKind::Percelen, folder / "kadastralekaart_perceel.gml");
  const Surroundings gpkg = read(LayerKind::Percelen, *data / "brk" / "otterlo.gpkg", "perceel");
  REQUIRE(gml.percelen);
  REQUIRE(gml.percelen->size() == 11);
  CHECK(gml.percelen->front().kadastrale_aanduiding == "OTL02-B-2298");
  for (std::size_t i = 0; i < 11; ++i) {
    CHECK((*gml.percelen)[i].identificatie == (*gpkg.percelen)[i].identificatie);
    CHECK((*gml.percelen)[i].vlak == (*gpkg.percelen)[i].vlak);
  }
  const Surroundings buildings = read(LayerKind::Panden, folder / "kadastralekaart_pand.gml");
  REQUIRE(buildings.panden);
  CHECK(buildings.panden->size() == 22);
  for (const auto& entry : std::filesystem::directory_iterator{folder})
    CHECK(entry.path().extension() == ".gml");
}

TEST_CASE("Amsterdam: 79 buildings, 96 units, all joined", "[real]") {
  const auto data = real_data();
  if (!data) return;
  const auto path = *data / "bag" / "amsterdam96.gpkg";
  const Surroundings s = read_surroundings({request(LayerKind::Panden, path, "pand"),
                                            request(LayerKind::Verblijfsobjecten, path, "verblijfsobject")},
                                           netherlands, fixture::statuses());
  REQUIRE(s.panden);
  CHECK(s.panden->size() == 79);
  std::size_t units = 0;
  std::size_t most_uses = 0;
  for (const Pand& pand : *s.panden) {
    units += pand.verblijfsobjecten.size();
    for (const Verblijfsobject& v : pand.verblijfsobjecten)
      most_uses = std::max(most_uses, v.gebruiksdoelen.size());
  }
  CHECK(units == 96);
  CHECK(most_uses == 3);
  CHECK(count(*s.report(LayerKind::Verblijfsobjecten), "zonder_pand") == 0);
}

TEST_CASE("Delft campus: GeoJSON in RD, one building cut into four records", "[real]") {
  const auto data = real_data();
  if (!data) return;
  const Surroundings s = read(LayerKind::Panden, *data / "bag" / "tudcampus.geojson");
  REQUIRE(s.panden);
  CHECK(s.panden->size() == 1526);
  CHECK(count(s.reports[0], "dubbel") == 3);
  CHECK(count(s.reports[0], "samengevoegd") == 3);
  CHECK_FALSE(s.reports[0].transformed);
  std::size_t planned = 0;
  for (const Pand& pand : *s.panden) {
    planned += pand.situatie == Situatie::Geprojecteerd;
    CHECK(pand.identificatie.size() == 16);
  }
  CHECK(planned == 2);
}

TEST_CASE("Amsterdam centre: 3D polygons and column names of BAG 1.0", "[real]") {
  const auto data = real_data();
  if (!data) return;
  const Surroundings s = read(LayerKind::Panden, *data / "bag" / "pandactueelbestaand.gpkg");
  REQUIRE(s.panden);
  CHECK(s.panden->size() == 1484);
  CHECK(count(s.reports[0], "3d") == 1484);
  CHECK(count(s.reports[0], "zonder_status") == 0);
}

TEST_CASE("Doesburg: BAG extract with history, straight from the archive", "[real]") {
  const auto data = real_data();
  if (!data) return;
  const Surroundings extract = read(LayerKind::Panden, *data / "bag" / "0221PND15092020.zip");
  const Surroundings gpkg = read(LayerKind::Panden, *data / "bag" / "doesburg.gpkg", "pand");
  REQUIRE(extract.panden);
  REQUIRE(gpkg.panden);
  CHECK(extract.reports[0].features_total == 13098);
  CHECK(gpkg.panden->size() == 7221);
  CHECK(gpkg.diagnostics.size() == 1);  // the study box of this test is the country
  CHECK(find(gpkg, codes::layer_not_covering));
  // In the extract 6 more stand with a permit to be demolished, and 168 are still to be built.
  std::size_t existing = 0;
  std::size_t planned = 0;
  for (const Pand& pand : *extract.panden) {
    existing += pand.situatie == Situatie::Bestaand;
    planned += pand.situatie == Situatie::Geprojecteerd;
  }
  CHECK(existing == 7221 + 6);
  CHECK(planned == 168);
}

TEST_CASE("Doesburg: reading and overlay of one site", "[real]") {
  const auto data = real_data();
  if (!data) return;
  const auto path = *data / "bag" / "doesburg.gpkg";
  const RdPoint centre{207100.0, 447900.0};
  for (const double r : {300.0, 1500.0}) {
    Box box;
    box.add({centre.x - r, centre.y - r});
    box.add({centre.x + r, centre.y + r});
    const auto start = std::chrono::steady_clock::now();
    const Surroundings s = read_surroundings(
        {request(LayerKind::Panden, path, "pand"), request(LayerKind::Percelen, path, "perceel_SYNTHETISCH"),
         request(LayerKind::Verblijfsobjecten, path, "verblijfsobject_SYNTHETISCH")},
        box, fixture::statuses());
    const double read_ms = ms_since(start);
    REQUIRE(s.panden);
    Zone circle;
    circle.parts = {Circle{centre, r}};
    Zone polygon;
    polygon.parts = {inscribed_polygon({centre, r}, 0.001)};
    const auto middle = std::chrono::steady_clock::now();
    const std::vector<Overlap> exact = gis::overlay({circle}, s, {1.0, 0.1});
    const double circle_ms = ms_since(middle);
    const auto after = std::chrono::steady_clock::now();
    const std::vector<Overlap> inscribed = gis::overlay({polygon}, s, {1.0, 0.1});
    const double polygon_ms = ms_since(after);
    WARN("r " << r << " m: " << s.panden->size() << " panden, " << s.percelen->size() << " percelen, "
              << exact.size() << " hits; read " << read_ms << " ms, circle " << circle_ms << " ms, polygon "
              << polygon_ms << " ms");
    // Two engines agree: the analytic circle and GEOS on a polygon with a sagitta of 1 mm.
    REQUIRE(exact.size() >= inscribed.size());
    CHECK(exact.size() - inscribed.size() <= 1);
    double area_exact = 0.0;
    double area_inscribed = 0.0;
    for (const Overlap& o : exact) area_exact += o.overlap_m2;
    for (const Overlap& o : inscribed) area_inscribed += o.overlap_m2;
    CHECK(area_exact == Approx(area_inscribed).epsilon(1e-4));
  }
}

TEST_CASE("A BAG extract of zips in a zip becomes a prepared folder", "[real]") {
  const auto data = real_data();
  if (!data) return;
  const auto path = *data / "bag" / "BAGNLDL-15092020-small.zip";
  const std::vector<LayerKind> kinds = gis::kinds_in(path);
  CHECK(kinds == std::vector<LayerKind>{LayerKind::Panden, LayerKind::Verblijfsobjecten, LayerKind::Standplaatsen,
                                        LayerKind::Ligplaatsen});
  std::vector<gis::LayerRequest> sources;
  for (const LayerKind kind : kinds) sources.push_back(request(kind, path));
  const fixture::Folder folder;
  const gis::PreparedFolder made = gis::prepare_folder(sources, {}, folder / "klaar");
  REQUIRE(made.layers.size() == 4);
  // PND 6, VBO 5, STA 2 and LIG 2 records, history included.
  const std::int64_t totals[] = {6, 5, 2, 2};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(made.layers[i].features_total == totals[i]);
    std::size_t history = 0;
    for (const LayerRemark& r : made.layers[i].remarks) history += r.reason == "historisch" ? r.count : 0;
    CHECK(made.layers[i].features_written + history == static_cast<std::size_t>(totals[i]));
  }
}

TEST_CASE("Doesburg: the prepared folder gives the buildings of the extract", "[real]") {
  const auto data = real_data();
  if (!data) return;
  const auto path = *data / "bag" / "0221PND15092020.zip";
  const fixture::Folder folder;
  const gis::PreparedFolder made = gis::prepare_folder({request(LayerKind::Panden, path)}, {}, folder / "klaar");
  REQUIRE(made.layers.size() == 1);
  CHECK(made.layers[0].features_total == 13098);
  CHECK(made.layers[0].features_written == 7797);
  auto prepared = request(LayerKind::Panden, folder / "klaar/panden.fgb");
  prepared.prepared = true;
  const Surroundings a = read(LayerKind::Panden, path);
  const Surroundings b = read_surroundings({prepared}, netherlands, fixture::statuses());
  REQUIRE(a.panden);
  REQUIRE(b.panden);
  REQUIRE(a.panden->size() == b.panden->size());
  double difference = 0.0;
  for (std::size_t i = 0; i < a.panden->size(); ++i) {
    CHECK((*a.panden)[i].identificatie == (*b.panden)[i].identificatie);
    difference = std::max(difference, std::abs(area_m2((*a.panden)[i].footprint) - area_m2((*b.panden)[i].footprint)));
  }
  CHECK(difference < 1e-6);
}

TEST_CASE("Doesburg: addresses of a BAG extract in XML", "[real]") {
  const auto data = real_data();
  if (!data) return;
  const auto path = *data / "bag" / "BAGNLDL-15092020-small.zip";
  const Surroundings s = read_surroundings({request(LayerKind::Panden, path), request(LayerKind::Verblijfsobjecten, path)}, netherlands, fixture::statuses());
  std::vector<Verblijfsobject> units = s.zonder_pand;
  REQUIRE(s.panden);
  for (const Pand& pand : *s.panden) units.insert(units.end(), pand.verblijfsobjecten.begin(), pand.verblijfsobjecten.end());
  const auto address_of = [&](const std::string& id) {
    for (const Verblijfsobject& unit : units) {
      if (unit.identificatie == id) return unit.adres;
    }
    return Adres{};
  };
  CHECK(address_of("0221010000330226") == Adres{"Kosterstraat", "4", "", "", "6981CH", "Doesburg"});
  CHECK(address_of("0221010000330999") == Adres{"Schout bij Nacht Doormansingel", "9", "l", "", "", "Doesburg"});
}
