// Counting around many sites: the packed store against the overlay of a study, which tests by another route.
#include "fixture.hpp"

#include "batterisk/gis/points/building_store.hpp"
#include "batterisk/gis/shape/overlay.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace batterisk;
using batterisk::gis::BuildingStore;
using fixture::request;

namespace {

/// Class by the first use: enough to see that each building counts for its own.
Kwetsbaarheid classify(const Pand& pand) {
  if (pand.verblijfsobjecten.empty()) return Kwetsbaarheid::Geen;
  return pand.verblijfsobjecten[0].gebruiksdoelen.at(0) == "woonfunctie" ? Kwetsbaarheid::Kwetsbaar
                                                                         : Kwetsbaarheid::BeperktKwetsbaar;
}

/// Buildings strewn at random, some with a hole, in whole millimetres.
std::filesystem::path strewn(const fixture::Folder& folder, int count) {
  std::mt19937_64 random{7};
  fixture::Layer layer;
  layer.columns = {{"identificatie"}, {"status"}, {"gebruiksdoel"}};
  const char* const uses[] = {"woonfunctie", "winkelfunctie", ""};
  for (int i = 0; i < count; ++i) {
    const double x = 205000.0 + static_cast<double>(random() % 2'000'000) / 1000.0;
    const double y = 450000.0 + static_cast<double>(random() % 2'000'000) / 1000.0;
    const double w = 3.0 + static_cast<double>(random() % 30'000) / 1000.0;
    std::string wkt = fixture::square(x, y, w);
    if (i % 7 == 0) {
      const std::string hole = fixture::square(x + w / 4, y + w / 4, w / 2);
      wkt.insert(wkt.size() - 1, "," + hole.substr(hole.find('(') + 1, hole.size() - hole.find('(') - 2));
    }
    const std::string use = uses[i % 3];
    layer.features.push_back({wkt, {"0" + std::to_string(221100000100000 + i), i % 11 == 0 ? "Pand gesloopt" : "Pand in gebruik",
                                    use.empty() ? std::nullopt : std::optional{use}}});
  }
  return fixture::write(folder / "pand.gpkg", {layer});
}

}  // namespace

TEST_CASE("the store counts what the overlay of a study lists") {
  const fixture::Folder folder;
  const auto path = strewn(folder, 3000);
  (void)gis::prepare_folder({request(LayerKind::Panden, path)}, {}, folder / "klaar");
  auto prepared = request(LayerKind::Panden, folder / "klaar/panden.fgb");
  prepared.prepared = true;
  const BuildingStore store{prepared, {}, fixture::statuses(), classify};
  const BuildingStore unsorted{request(LayerKind::Panden, path), {}, fixture::statuses(), classify};
  CHECK(store.size() == 3000 - 273);
  const Surroundings all = gis::read_surroundings({request(LayerKind::Panden, path)}, {{204000, 449000}, {208000, 453000}},
                                                  fixture::statuses());
  REQUIRE(all.panden);
  std::mt19937_64 random{11};
  for (int i = 0; i < 200; ++i) {
    const RdPoint centre{205000.0 + static_cast<double>(random() % 2'000'000) / 1000.0,
                         450000.0 + static_cast<double>(random() % 2'000'000) / 1000.0};
    const double radius = i % 4 == 0 ? 0.0 : static_cast<double>(random() % 1'500'000) / 1000.0;
    CAPTURE(centre.x, centre.y, radius);
    Zone zone;
    zone.parts = {Circle{centre, radius}};
    gis::ClassCounts expected{};
    for (const Overlap& o : gis::overlay({zone}, all, {1.0, 0.1})) {
      ++expected[static_cast<std::size_t>(classify((*all.panden)[o.object]))];
    }
    CHECK(store.count(centre, radius) == expected);
    CHECK(unsorted.count(centre, radius) == expected);
  }
}

TEST_CASE("a building exactly at the distance counts") {
  const fixture::Folder folder;
  fixture::Layer layer;
  layer.columns = {{"identificatie"}};
  layer.features = {{fixture::square(205100, 450000, 10), {"0221100000000001"}}};
  const BuildingStore store{request(LayerKind::Panden, fixture::write(folder / "pand.gpkg", {layer})), {}, {}, classify};
  CHECK(store.count({205000, 450005}, 100.0)[0] == 1);
  CHECK(store.count({205000, 450005}, 99.999)[0] == 0);
  CHECK(store.count({205105, 450005}, 0.0)[0] == 1);
}

TEST_CASE("a layer that cannot be used gives no store") {
  CHECK_THROWS_AS((BuildingStore{request(LayerKind::Panden, "/nergens.gpkg"), {}, {}, classify}), LayerError);
}
