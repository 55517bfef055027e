#include "village_layer.hpp"

#include <catch2/catch.hpp>

#include <map>

// What the layers of buildings and units leave unknown of the use of a building.

using namespace batterisk;
using fixture::request;
using fixture::square;

namespace {

const Box box{{205000.0, 450000.0}, {205400.0, 450400.0}};

/// Buildings a to d in the box and one in each corner far around it, each with a unit but d.
struct Delivery {
  fixture::Layer panden;
  fixture::Layer units;
};

Delivery delivery() {
  Delivery d;
  d.panden.columns = {{"identificatie"}, {"status"}, {"gebruiksdoel"}, {"oppervlakte_max"}, {"aantal_verblijfsobjecten"}};
  d.units.name = "verblijfsobject";
  d.units.columns = {{"identificatie"}, {"status"}, {"gebruiksdoel"}, {"oppervlakte"}, {"pand_identificatie"}};
  const auto add = [&](int n, double x, double y, bool used) {
    const std::string id = "022110000000000" + std::to_string(n);
    d.panden.features.push_back({square(x, y, 8), {id, fixture::in_use, std::nullopt, std::nullopt, std::nullopt}});
    if (!used) return;
    d.units.features.push_back({"POINT(" + std::to_string(x + 4) + " " + std::to_string(y + 4) + ")",
                                {"022101000000000" + std::to_string(n), "Verblijfsobject in gebruik", "woonfunctie", "80", id}});
  };
  add(1, 205100, 450100, true);
  add(2, 205300, 450100, true);
  add(3, 205100, 450300, true);
  add(4, 205300, 450300, false);
  add(5, 204000, 449000, true);
  add(6, 206000, 449000, true);
  add(7, 204000, 451000, true);
  add(8, 206000, 451000, true);
  return d;
}

std::map<std::string, Pand> read(const Delivery& d, const fixture::Folder& folder, bool with_units = true) {
  static int n = 0;
  const auto file = fixture::write(folder / ("bag-" + std::to_string(n++) + ".gpkg"), {d.panden, d.units});
  std::vector<gis::LayerRequest> layers{request(LayerKind::Panden, file, "pand")};
  if (with_units) layers.push_back(request(LayerKind::Verblijfsobjecten, file, "verblijfsobject"));
  const Surroundings s = gis::read_surroundings(layers, box, fixture::statuses());
  std::map<std::string, Pand> found;
  for (const Pand& pand : s.panden.value()) found[pand.identificatie.substr(15)] = pand;
  return found;
}

using Doubts = std::vector<Twijfel>;

}  // namespace

TEST_CASE("a building without unit in a delivery that is whole has none") {
  const fixture::Folder folder;
  const auto found = read(delivery(), folder);
  REQUIRE(found.size() == 4);
  for (const auto& [id, pand] : found) {
    CAPTURE(id);
    CHECK(pand.twijfels.empty());
    CHECK(pand.verblijfsobjecten.size() == (id == "4" ? 0 : 1));
  }
}

TEST_CASE("without units that can be used no building is known to have none") {
  const fixture::Folder folder;
  SECTION("no layer") {
    for (const auto& [id, pand] : read(delivery(), folder, false)) CHECK(pand.twijfels == Doubts{Twijfel::GeenVerblijfsobjecten});
  }
  SECTION("an empty layer") {
    Delivery d = delivery();
    d.units.features.clear();
    for (const auto& [id, pand] : read(d, folder)) CHECK(pand.twijfels == Doubts{Twijfel::GeenVerblijfsobjecten});
  }
  SECTION("a layer without the column that names the building") {
    Delivery d = delivery();
    d.units.columns.pop_back();
    for (auto& f : d.units.features) f.values.pop_back();
    for (const auto& [id, pand] : read(d, folder)) CHECK(pand.twijfels == Doubts{Twijfel::GeenVerblijfsobjecten});
  }
}

TEST_CASE("units that lie elsewhere, or on one side alone, say nothing of the rest") {
  const fixture::Folder folder;
  SECTION("elsewhere") {
    Delivery d = delivery();
    for (auto& f : d.units.features) f.wkt = "POINT(150000 400000)";
    d.units.features.erase(d.units.features.begin(), d.units.features.begin() + 3);
    for (const auto& [id, pand] : read(d, folder)) CHECK(pand.twijfels == Doubts{Twijfel::NietGedekt});
  }
  SECTION("the west half") {
    Delivery d = delivery();
    std::erase_if(d.units.features, [](const fixture::Feature& f) { return f.wkt.find("POINT(2053") == 0 || f.wkt.find("POINT(206") == 0; });
    const auto found = read(d, folder);
    CHECK(found.at("1").twijfels.empty());
    CHECK(found.at("2").twijfels == Doubts{Twijfel::NietGedekt});
    CHECK(found.at("4").twijfels == Doubts{Twijfel::NietGedekt});
  }
}

TEST_CASE("units that find no building at all were not joined") {
  const fixture::Folder folder;
  Delivery d = delivery();
  for (auto& f : d.units.features) f.values.back() = "0999100000000000";
  for (const auto& [id, pand] : read(d, folder)) {
    REQUIRE_FALSE(pand.twijfels.empty());
    CHECK(pand.twijfels.front() == Twijfel::NietGekoppeld);
  }
}

TEST_CASE("a table of units needs no places: the units name their buildings") {
  const fixture::Folder folder;
  Delivery d = delivery();
  d.units.geometry = wkbNone;
  for (auto& f : d.units.features) f.wkt.clear();
  const auto found = read(d, folder);
  for (const char* id : {"1", "2", "3"}) {
    REQUIRE(found.at(id).verblijfsobjecten.size() == 1);
    CHECK(found.at(id).verblijfsobjecten[0].gebruiksdoelen == std::vector<std::string>{"woonfunctie"});
  }
  CHECK(found.at("4").twijfels.empty());
  SECTION("of other buildings it says nothing") {
    d.units.features.erase(d.units.features.begin(), d.units.features.begin() + 3);
    for (const auto& [id, pand] : read(d, folder)) CHECK(pand.twijfels == Doubts{Twijfel::NietGekoppeld});
  }
}

TEST_CASE("what the layer of buildings states itself fills in for units that are not there") {
  const fixture::Folder folder;
  Delivery d = delivery();
  auto& four = d.panden.features[3].values;
  four[2] = "kantoorfunctie,winkelfunctie";
  four[3] = "400";
  four[4] = "3";
  const Pand pand = read(d, folder).at("4");
  CHECK(pand.twijfels.empty());
  REQUIRE(pand.verblijfsobjecten.size() == 1);
  CHECK(pand.verblijfsobjecten[0].identificatie.empty());
  CHECK(pand.verblijfsobjecten[0].gebruiksdoelen == std::vector<std::string>{"kantoorfunctie", "winkelfunctie"});
  CHECK(pand.verblijfsobjecten[0].oppervlakte_m2 == 400.0);          // at least: of the largest unit
  CHECK(pand.verblijfsobjecten[0].oppervlakte_hoogst_m2 == 1200.0);  // at most: three of that size
  SECTION("without a layer of units, for the rows that have it") {
    const auto found = read(d, folder, false);
    CHECK(found.at("4").twijfels.empty());
    CHECK(found.at("1").twijfels == Doubts{Twijfel::GeenVerblijfsobjecten});
  }
}

TEST_CASE("a use that the building states and no unit has is kept beside those of the units") {
  const fixture::Folder folder;
  Delivery d = delivery();
  d.panden.features[0].values[2] = "woonfunctie,onderwijsfunctie";
  const Pand pand = read(d, folder).at("1");
  REQUIRE(pand.verblijfsobjecten.size() == 2);
  CHECK(pand.verblijfsobjecten[0].gebruiksdoelen == std::vector<std::string>{"onderwijsfunctie"});
  CHECK(pand.verblijfsobjecten[1].gebruiksdoelen == std::vector<std::string>{"woonfunctie"});
}

TEST_CASE("the number of units that the layer of buildings states is held against what was found") {
  const fixture::Folder folder;
  Delivery d = delivery();
  d.panden.features[0].values[4] = "2";  // one was found
  d.panden.features[1].values[4] = "1";
  d.panden.features[3].values[4] = "1";  // none was found
  const auto found = read(d, folder);
  CHECK(found.at("1").twijfels == Doubts{Twijfel::Onvolledig});
  CHECK(found.at("2").twijfels.empty());
  CHECK(found.at("4").twijfels == Doubts{Twijfel::Onvolledig});
  SECTION("none is an answer, also without a layer of units") {
    d.panden.features[3].values[4] = "0";
    CHECK(read(d, folder, false).at("4").twijfels.empty());
  }
}

TEST_CASE("a building that may still have to be built is not known to stay without use") {
  const fixture::Folder folder;
  Delivery d = delivery();
  d.panden.features[0].values[1] = std::nullopt;
  d.panden.features[3].values[1] = std::nullopt;
  const auto found = read(d, folder);
  CHECK(found.at("1").twijfels.empty());  // its use is known
  CHECK(found.at("4").twijfels == Doubts{Twijfel::StatusOnbekend});
}
