#include "village_layer.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/gis/prepare/prepare.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <functional>
#include <random>

// Which ground a delivery shows that it holds.

using namespace batterisk;
using fixture::find;
using fixture::request;

namespace {

constexpr RdPoint corner{200'000.0, 450'000.0};
constexpr double side_m = 4000.0;

/// Buildings of 10 m on a grid of 100 m, four kilometres square, where `there` says so.
fixture::Layer town(const std::function<bool(RdPoint)>& there) {
  fixture::Layer layer;
  layer.columns = {{"identificatie"}, {"status"}};
  for (int i = 0; i < 40; ++i) {
    for (int j = 0; j < 40; ++j) {
      const RdPoint p{corner.x + 50.0 + 100.0 * i, corner.y + 50.0 + 100.0 * j};
      if (!there(p)) continue;
      layer.features.push_back({fixture::square(p.x, p.y, 10), {"0" + std::to_string(221100000100000 + 40 * i + j), fixture::in_use}});
    }
  }
  return layer;
}

std::filesystem::path write(const fixture::Folder& folder, const std::string& name, const fixture::Layer& layer) {
  return fixture::write(folder / name, {layer});
}

/// Half-width 100 m around a place that is given from the corner of the town.
Box around(double x, double y, double half_m = 100.0) {
  return {{corner.x + x - half_m, corner.y + y - half_m}, {corner.x + x + half_m, corner.y + y + half_m}};
}

bool covers(const std::vector<gis::LayerRequest>& layers, const Box& box) {
  return gis::read_surroundings(layers, box, fixture::statuses()).covers(LayerKind::Panden);
}

/// Parcels of this size that tile the box.
fixture::Layer parcels(const Box& box, double size) {
  fixture::Layer layer;
  layer.name = "perceel";
  layer.columns = {{"identificatie_lokaal_id"}};
  int n = 0;
  for (double x = box.min.x; x < box.max.x; x += size) {
    for (double y = box.min.y; y < box.max.y; y += size) {
      layer.features.push_back({fixture::square(x, y, size), {std::to_string(84920229870000 + n++)}});
    }
  }
  return layer;
}

}  // namespace

TEST_CASE("a town covers what lies in it, and not what lies beyond") {
  const fixture::Folder folder;
  const auto whole = request(LayerKind::Panden, write(folder, "pand.gpkg", town([](RdPoint) { return true; })));
  CHECK(covers({whole}, around(2000, 2000)));
  CHECK(covers({whole}, around(2000, 2000, 1500)));
  CHECK(covers({whole}, around(300, 300)));
  CHECK_FALSE(covers({whole}, around(3950, 2000)));   // reaches over the east edge
  CHECK_FALSE(covers({whole}, around(6000, 2000)));
  CHECK_FALSE(covers({whole}, around(-3000, -3000)));
}

TEST_CASE("an L does not cover its missing corner, though its extent does") {
  const fixture::Folder folder;
  const auto l = request(LayerKind::Panden, write(folder, "pand.gpkg", town([](RdPoint p) {
                           return p.x < corner.x + 2000 || p.y < corner.y + 2000;
                         })));
  CHECK_FALSE(covers({l}, around(3000, 3000)));
  CHECK_FALSE(covers({l}, around(2050, 2050)));  // the inner corner itself
  CHECK(covers({l}, around(1000, 1000)));
  CHECK(covers({l}, around(1000, 3000)));
  CHECK(covers({l}, around(3000, 1000)));
  const Surroundings s = gis::read_surroundings({l}, around(2050, 2050), fixture::statuses());
  REQUIRE(find(s, codes::layer_not_covering));
  CHECK(find(s, codes::layer_not_covering)->args ==
        std::vector<std::string>{"pand.gpkg|pand", "noordoosten", "202150, 452150", "5 km"});
}

TEST_CASE("half a town does not cover a site on its cut, two halves do") {
  const fixture::Folder folder;
  const auto west = request(LayerKind::Panden, write(folder, "west.gpkg", town([](RdPoint p) { return p.x < corner.x + 2000; })));
  const auto east = request(LayerKind::Panden, write(folder, "oost.gpkg", town([](RdPoint p) { return p.x > corner.x + 2000; })));
  const Box on_the_cut = around(2000, 2000);
  CHECK_FALSE(covers({west}, on_the_cut));
  CHECK_FALSE(covers({east}, on_the_cut));
  CHECK(covers({west, east}, on_the_cut));
  const Surroundings s = gis::read_surroundings({west, east}, on_the_cut, fixture::statuses());
  CHECK(s.reports[0].covers);
  CHECK(s.reports[1].covers);
  CHECK_FALSE(find(s, codes::layer_not_covering));
  CHECK(covers({west}, around(1500, 2000)));
}

TEST_CASE("a hole is no ground known to be empty, unless large parcels or a stated outline show it") {
  const fixture::Folder folder;
  const auto with_hole = [&](double radius_m) {
    return request(LayerKind::Panden, write(folder, "pand-" + std::to_string(static_cast<int>(radius_m)) + ".gpkg",
                                            town([radius_m](RdPoint p) {
                                              return std::hypot(p.x - corner.x - 2000, p.y - corner.y - 2000) > radius_m;
                                            })));
  };
  const Box site = around(2000, 2000);
  CHECK(covers({with_hole(150)}, site));  // any town has places like that
  for (const double radius : {400.0, 800.0}) {
    CAPTURE(radius);
    gis::LayerRequest panden = with_hole(radius);
    CHECK_FALSE(covers({panden}, site));
    const auto house_plots = request(LayerKind::Percelen, write(folder, "erven.gpkg", parcels(around(2000, 2000, 1000), 25)));
    const auto fields = request(LayerKind::Percelen, write(folder, "akkers.gpkg", parcels(around(2000, 2000, 1000), 100)));
    CHECK_FALSE(covers({panden, house_plots}, site));
    CHECK(covers({panden, fields}, site));
    panden.omtrek = outline(around(2400, 2400, 90));  // of other ground
    CHECK_FALSE(covers({panden}, site));
    panden.omtrek = outline(site);
    CHECK(covers({panden}, site));
  }
}

TEST_CASE("parcels do not make up for buildings that end") {
  const fixture::Folder folder;
  const auto west = request(LayerKind::Panden, write(folder, "west.gpkg", town([](RdPoint p) { return p.x < corner.x + 2000; })));
  const auto fields = request(LayerKind::Percelen, write(folder, "akkers.gpkg", parcels(around(2000, 2000, 1000), 100)));
  CHECK_FALSE(covers({west, fields}, around(2000, 2000)));
}

TEST_CASE("scattered farms cover the ground between them") {
  const fixture::Folder folder;
  // A farm on each 400 m of roads that run 800 m apart, five kilometres square.
  fixture::Layer farms;
  farms.columns = {{"identificatie"}, {"status"}};
  int n = 0;
  for (double y = 0; y <= 5000; y += 800) {
    for (double x = 0; x <= 5000; x += 400) {
      farms.features.push_back({fixture::square(corner.x + x, corner.y + y, 15),
                                {"0" + std::to_string(221100000100000 + n++), fixture::in_use}});
    }
  }
  const auto panden = request(LayerKind::Panden, write(folder, "pand.gpkg", farms));
  CHECK(covers({panden}, around(2500, 2400)));  // at a road
  // Between two roads a strip of 300 m is farther than usual from every building: its fields say why.
  CHECK_FALSE(covers({panden}, around(2500, 2800)));
  const auto fields = request(LayerKind::Percelen, write(folder, "akkers.gpkg", parcels(around(2500, 2800, 500), 100)));
  CHECK(covers({panden, fields}, around(2500, 2800)));
}

TEST_CASE("an index, a prepared layer and another format cover the same ground") {
  const fixture::Folder folder;
  std::mt19937_64 random{5};
  fixture::Layer layer;
  layer.columns = {{"identificatie"}, {"status"}};
  for (int i = 0; i < 11'000; ++i) {  // more than are read whole; an L, denser in the west
    const double u = static_cast<double>(random() % 1'000'000) / 1e6;
    const double v = static_cast<double>(random() % 1'000'000) / 1e6;
    const RdPoint p{corner.x + 8000.0 * u * u, corner.y + 8000.0 * v};
    if (p.x > corner.x + 5000 && p.y > corner.y + 4000) continue;
    layer.features.push_back({fixture::square(p.x, p.y, 8), {"0" + std::to_string(221100000100000 + i), fixture::in_use}});
  }
  while (layer.features.size() <= 10'000) {
    layer.features.push_back({fixture::square(corner.x, corner.y, 8),
                              {"0" + std::to_string(221100000200000 + static_cast<int>(layer.features.size())), fixture::in_use}});
  }
  const auto indexed = request(LayerKind::Panden, write(folder, "pand.gpkg", layer));
  const auto whole = request(LayerKind::Panden, fixture::write(folder / "pand.geojson", {layer}, "GeoJSON"));
  (void)gis::prepare_folder({indexed}, {}, folder / "klaar");
  auto prepared = request(LayerKind::Panden, folder / "klaar/panden.fgb");
  prepared.prepared = true;
  int covered = 0;
  for (int i = 0; i < 40; ++i) {
    const Box box = around(static_cast<double>(random() % 9'000), static_cast<double>(random() % 9'000), i % 2 == 0 ? 100 : 400);
    CAPTURE(box.min.x, box.min.y);
    const bool expected = covers({indexed}, box);
    CHECK(covers({whole}, box) == expected);
    CHECK(covers({prepared}, box) == expected);
    covered += expected ? 1 : 0;
  }
  CHECK(covered > 5);
  CHECK(covered < 35);
}

TEST_CASE("several boxes of one reading are judged each on its own") {
  const fixture::Folder folder;
  const auto l = request(LayerKind::Panden, write(folder, "pand.gpkg", town([](RdPoint p) {
                           return p.x < corner.x + 2000 || p.y < corner.y + 2000;
                         })));
  const std::vector<Box> boxes{around(1000, 1000), around(3000, 3000), around(3000, 1000)};
  const Surroundings s = gis::read_surroundings({l}, around(2000, 2000, 1500), fixture::statuses(), {}, boxes);
  REQUIRE(s.coverage.size() == 3);
  CHECK(s.coverage[0].kinds == std::vector{LayerKind::Panden});
  CHECK(s.coverage[1].kinds.empty());
  CHECK(s.coverage[2].kinds == std::vector{LayerKind::Panden});
}

TEST_CASE("an area that is cut out of a delivery is whole when the delivery covers it") {
  const fixture::Folder folder;
  const auto l = request(LayerKind::Panden, write(folder, "pand.gpkg", town([](RdPoint p) {
                           return p.x < corner.x + 2000 || p.y < corner.y + 2000;
                         })));
  const auto inside = gis::prepare_folder({l}, around(1000, 1000, 400), folder / "binnen");
  REQUIRE(inside.layers.size() == 1);
  CHECK(inside.layers[0].whole);
  CHECK(inside.layers[0].extent.min == around(1000, 1000, 400).min);
  const auto beyond = gis::prepare_folder({l}, around(2500, 2500, 1000), folder / "buiten");
  REQUIRE(beyond.layers.size() == 1);
  CHECK_FALSE(beyond.layers[0].whole);
  CHECK(fixture::bytes(folder / "binnen/manifest.toml").find("gebied_volledig = true") != std::string::npos);
  CHECK(fixture::bytes(folder / "buiten/manifest.toml").find("gebied_volledig") == std::string::npos);
}
