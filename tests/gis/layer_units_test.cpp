// Units of use and their buildings: several rows of one unit, forms of a list of uses, ids that were damaged, and what
// finds no partner.
#include "village_layer.hpp"

#include "batterisk/core/base/codes_layers.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace batterisk;
using fixture::count;
using fixture::find;
using fixture::in_use;
using fixture::pand;
using fixture::panden;
using fixture::request;
using fixture::square;

namespace {

const std::vector<fixture::Column> unit_columns{
    {"identificatie"}, {"gebruiksdoel"}, {"pand_identificatie"}, {"status"}, {"oppervlakte", OFTInteger}};
const std::string unit_in_use = "Verblijfsobject in gebruik";

std::string point(double x, double y) {
  return "POINT(" + std::to_string(x) + " " + std::to_string(y) + ")";
}

fixture::Layer units_of(std::vector<fixture::Feature> features, std::vector<fixture::Column> columns = unit_columns) {
  fixture::Layer units;
  units.name = "verblijfsobject";
  units.geometry = wkbPoint;
  units.columns = std::move(columns);
  units.features = std::move(features);
  return units;
}

/// Two buildings, at x 205500 and 205600, and these units.
Surroundings read(const fixture::Folder& folder, const fixture::Layer& units, const gis::BagStatusTable& table = fixture::statuses()) {
  const auto path = fixture::write(folder / "bag.gpkg", {panden({{square(205500, 450500, 10), {"0221100000000003", in_use}},
                                                                 {square(205600, 450500, 10), {"0221100000000004", in_use}}}),
                                                         units});
  return read_surroundings({request(LayerKind::Panden, path, "pand"), request(LayerKind::Verblijfsobjecten, path, "verblijfsobject")},
                           fixture::village, table);
}

std::vector<std::string> uses_in(const Surroundings& s, const std::string& id) {
  std::vector<std::string> all;
  for (const Verblijfsobject& unit : pand(s, id).verblijfsobjecten) {
    all.insert(all.end(), unit.gebruiksdoelen.begin(), unit.gebruiksdoelen.end());
  }
  std::sort(all.begin(), all.end());
  return all;
}

bool doubts(const Surroundings& s, const std::string& id, Twijfel twijfel) {
  const auto& all = pand(s, id).twijfels;
  return std::find(all.begin(), all.end(), twijfel) != all.end();
}

}  // namespace

TEST_CASE("a row for each use, or for each building, is one unit") {
  std::vector<fixture::Feature> rows{
      {point(205505, 450505), {"0221010000000001", "kantoorfunctie", "0221100000000003", unit_in_use, "800"}},
      {point(205505, 450505), {"0221010000000001", "onderwijsfunctie", "0221100000000003", unit_in_use, "900"}},
      {point(205505, 450505), {"0221010000000001", "kantoorfunctie", "0221100000000004", unit_in_use, "800"}}};
  for (int order = 0; order < 2; ++order) {
    const fixture::Folder folder;
    const Surroundings s = read(folder, units_of(rows));
    for (const char* id : {"0221100000000003", "0221100000000004"}) {
      INFO(id);
      REQUIRE(pand(s, id).verblijfsobjecten.size() == 1);
      CHECK(uses_in(s, id) == std::vector<std::string>{"kantoorfunctie", "onderwijsfunctie"});
      CHECK(pand(s, id).verblijfsobjecten[0].oppervlakte_m2 == 900.0);
    }
    CHECK(count(s.reports[1], "aangevuld") == 2);
    CHECK(count(s.reports[1], "dubbel") == 0);
    CHECK(s.reports[1].features_used == 1);
    CHECK_FALSE(find(s, codes::duplicate_ids));
    std::reverse(rows.begin(), rows.end());
  }
}

TEST_CASE("the newest record of a unit counts") {
  std::vector<fixture::Feature> rows{
      {point(205505, 450505), {"0221010000000001", "woonfunctie", "0221100000000003", unit_in_use, "1"}},
      {point(205505, 450505), {"0221010000000001", "onderwijsfunctie", "0221100000000003", unit_in_use, "2"}},
      {point(205605, 450505), {"0221010000000002", "woonfunctie", "0221100000000004", unit_in_use, "1"}},
      {point(205605, 450505), {"0221010000000002", "woonfunctie", "0221100000000004", "Verblijfsobject ingetrokken", "2"}}};
  for (int order = 0; order < 2; ++order) {
    const fixture::Folder folder;
    const Surroundings s = read(folder, units_of(rows, {{"identificatie"}, {"gebruiksdoel"}, {"pand_identificatie"}, {"status"},
                                                        {"voorkomenidentificatie", OFTInteger}}));
    CHECK(uses_in(s, "0221100000000003") == std::vector<std::string>{"onderwijsfunctie"});
    CHECK(pand(s, "0221100000000004").verblijfsobjecten.empty());
    std::reverse(rows.begin(), rows.end());
  }
}

TEST_CASE("uses in any form of a list and any case are the words of the rules") {
  auto table = fixture::statuses();
  table.gebruiksdoelen = {"kantoorfunctie", "onderwijsfunctie", "overige gebruiksfunctie"};
  const std::vector<std::string> expected{"kantoorfunctie", "onderwijsfunctie"};
  for (const char* written :
       {"kantoorfunctie,onderwijsfunctie", "kantoorfunctie, onderwijsfunctie", "kantoorfunctie;onderwijsfunctie",
        "kantoorfunctie|onderwijsfunctie", "kantoorfunctie/onderwijsfunctie", "kantoorfunctie / onderwijsfunctie",
        "kantoorfunctie + onderwijsfunctie", "kantoorfunctie & onderwijsfunctie", "kantoorfunctie en onderwijsfunctie",
        "kantoorfunctie\nonderwijsfunctie", "{kantoorfunctie,onderwijsfunctie}", "{\"kantoorfunctie\",\"onderwijsfunctie\"}",
        "(2:kantoorfunctie,onderwijsfunctie)", "[\"kantoorfunctie\",\"onderwijsfunctie\"]", "['kantoorfunctie', 'onderwijsfunctie']",
        "(kantoorfunctie, onderwijsfunctie)", "\"[\\\"kantoorfunctie\\\", \\\"onderwijsfunctie\\\"]\"", "Kantoorfunctie,Onderwijsfunctie",
        "KANTOORFUNCTIE; ONDERWIJSFUNCTIE", "kantoor_functie,OnderwijsFunctie", " kantoorfunctie ,, onderwijsfunctie,",
        "kantoorfunctie,onderwijsfunctie,kantoorfunctie"}) {
    INFO(written);
    const fixture::Folder folder;
    const Surroundings s = read(
        folder,
        units_of({{point(205505, 450505), {"0221010000000001", written, "0221100000000003", unit_in_use, "1"}},
                  {point(205605, 450505), {"0221010000000002", "Overige Gebruiksfunctie", "0221100000000004", unit_in_use, "1"}}}),
        table);
    CHECK(uses_in(s, "0221100000000003") == expected);
    CHECK(uses_in(s, "0221100000000004") == std::vector<std::string>{"overige gebruiksfunctie"});
    CHECK(count(s.reports[1], "gebruiksdoel_onbekend") == 0);
  }
}

TEST_CASE("a use that the rules do not have is kept and named") {
  auto table = fixture::statuses();
  table.gebruiksdoelen = {"kantoorfunctie", "onderwijsfunctie"};
  const fixture::Folder folder;
  const Surroundings s = read(
      folder, units_of({{point(205505, 450505), {"0221010000000001", "Kantoor, onderwijsfunctie", "0221100000000003", unit_in_use, "1"}}}),
      table);
  CHECK(uses_in(s, "0221100000000003") == std::vector<std::string>{"Kantoor", "onderwijsfunctie"});
  REQUIRE(find(s, codes::features_noted));
  CHECK(find(s, codes::features_noted)->args[3] == "0221010000000001 Kantoor");
}

TEST_CASE("L031: a unit in use that finds no building") {
  const fixture::Folder folder;
  const Surroundings s = read(
      folder,
      units_of({{point(205505, 450505), {"0221010000000001", "woonfunctie", "0221100000009999", unit_in_use, "1"}},
                {point(205605, 450505), {"0221010000000002", "woonfunctie", "0221100000000004", unit_in_use, "1"}},
                {point(205605, 450506), {"0221010000000003", "onderwijsfunctie", {}, unit_in_use, "1"}},
                {point(205700, 450700), {"0221010000000004", "woonfunctie", "0221100000009998", unit_in_use, "1"}},
                {point(205800, 450700), {"0221010000000005", "woonfunctie", "0221100000009997", "Verblijfsobject ingetrokken", "1"}},
                {point(209999, 450700), {"0221010000000007", "woonfunctie", "0221100000009996", unit_in_use, "1"}}}));
  const Diagnostic* said = find(s, codes::units_without_building);
  REQUIRE(said);
  CHECK(said->severity == Severity::Waarschuwing);
  // Not what has ended, and what lies outside.
  CHECK(said->args == std::vector<std::string>{"bag.gpkg|verblijfsobject", "3", "0221010000000001, 0221010000000003, 0221010000000004"});
  CHECK(doubts(s, "0221100000000003", Twijfel::AndereVerwijzing));
  CHECK(doubts(s, "0221100000000004", Twijfel::AndereVerwijzing));  // a school may be in it
  CHECK_FALSE(doubts(s, "0221100000000001", Twijfel::AndereVerwijzing));
  // Where the fourth lies a building is missing.
  REQUIRE(s.zonder_pand.size() == 1);
  CHECK(s.zonder_pand[0].identificatie == "0221010000000004");
  CHECK_FALSE(s.covers(LayerKind::Panden));
}

TEST_CASE("L031: a classed point that finds no building") {
  const fixture::Folder folder;
  fixture::Layer kgl = units_of({{point(205700, 450700), {"K1", "zeerKwetsbaar"}}, {point(205505, 450505), {"K2", "kwetsbaar"}}},
                                {{"identificatie"}, {"categorieKwetsbaarheid"}});
  kgl.name = "kgl";
  const auto path = fixture::write(folder / "bag.gpkg", {panden({{square(205500, 450500, 10), {"0221100000000003", in_use}}}), kgl});
  const Surroundings s = read_surroundings({request(LayerKind::Panden, path, "pand"), request(LayerKind::KwetsbareObjecten, path, "kgl")},
                                           fixture::village, fixture::statuses());
  CHECK(pand(s, "0221100000000003").klasse == "kwetsbaar");
  REQUIRE(find(s, codes::units_without_building));
  CHECK(find(s, codes::units_without_building)->args[2] == "K1");
  CHECK_FALSE(s.covers(LayerKind::Panden));
}

TEST_CASE("L032: most buildings of some size have no unit") {
  const auto says = [](int with, int without) {
    const fixture::Folder folder;
    std::vector<fixture::Feature> buildings;
    std::vector<fixture::Feature> units;
    for (int i = 0; i < with + without; ++i) {
      const std::string number = std::to_string(1000 + i);
      buildings.push_back({square(205100 + 20 * i, 450500, 6), {"022110000000" + number, in_use}});
      if (i < with) {
        units.push_back({point(205103 + 20 * i, 450503),
                         {"022101000000" + number, "woonfunctie", "022110000000" + number, unit_in_use, "1"}});
      }
    }
    for (int i = 0; i < 20; ++i) {  // sheds
      buildings.push_back({square(205100 + 20 * i, 450600, 5), {"02211000000" + std::to_string(20000 + i), in_use}});
    }
    fixture::Layer layer = panden(buildings);
    layer.features.erase(layer.features.begin(), layer.features.begin() + 2);
    const auto path = fixture::write(folder / "bag.gpkg", {layer, units_of(units)});
    const Surroundings s = read_surroundings(
        {request(LayerKind::Panden, path, "pand"), request(LayerKind::Verblijfsobjecten, path, "verblijfsobject")}, fixture::village,
        fixture::statuses());
    const Diagnostic* said = find(s, codes::buildings_without_units);
    if (said != nullptr) {
      REQUIRE(said->args.size() == 4);
      for (const Pand& p : *s.panden) {
        if (said->args[3].find(p.identificatie) != std::string::npos) CHECK(p.verblijfsobjecten.empty());
      }
    }
    return said != nullptr;
  };
  CHECK(says(1, 9));
  CHECK_FALSE(says(5, 5));
  CHECK_FALSE(says(2, 6));
  CHECK(says(1, 7));
  CHECK_FALSE(says(1, 5));  // too few to tell
}

TEST_CASE("ids that stood as numbers are put back, and it is said") {
  for (const OGRFieldType type : {OFTReal, OFTString}) {
    const fixture::Folder folder;
    std::vector<fixture::Feature> buildings{{square(205500, 450500, 10), {"1709100000000003.0", in_use}},
                                            {square(205600, 450500, 10), {"1709100000000004.0", in_use}}};
    fixture::Layer layer = panden(buildings, {{"identificatie", type}, {"status"}});
    layer.features.erase(layer.features.begin(), layer.features.begin() + 2);
    const auto path = fixture::write(
        folder / "bag.gpkg",
        {layer, units_of({{point(205505, 450505), {"1709010000000001", "woonfunctie", "1709100000000003.0", unit_in_use, "1"}}},
                         {{"identificatie"}, {"gebruiksdoel"}, {"pand_identificatie", type}, {"status"}, {"oppervlakte"}})});
    const Surroundings s = read_surroundings(
        {request(LayerKind::Panden, path, "pand"), request(LayerKind::Verblijfsobjecten, path, "verblijfsobject")}, fixture::village,
        fixture::statuses());
    REQUIRE(s.panden->size() == 2);
    CHECK(uses_in(s, "1709100000000003") == std::vector<std::string>{"woonfunctie"});
    CHECK(count(s.reports[0], "id_getal") == 2);
    CHECK(count(s.reports[1], "id_getal") == 1);
    REQUIRE(find(s, codes::ids_damaged));
    CHECK(find(s, codes::ids_damaged)->args[2] == "id_getal");
  }
}

TEST_CASE("ids that were rounded tell nothing: no building is taken for another, and none is known to be unused") {
  const std::vector<std::vector<std::string>> damaged{
      {"1709100000000000", "1709100000000000", "1709100000000000"},
      {"1.709100E+15", "1.709100E+15", "1.709100E+15"},
      {"1709100000000000", "1709100000000010", "1709100000000020"},
  };
  for (const auto& ids : damaged) {
    INFO(ids[1]);
    const fixture::Folder folder;
    fixture::Layer layer = panden({});
    layer.features.clear();
    // The first two touch.
    const double x[] = {205500, 205510, 205600};
    for (int i = 0; i < 3; ++i) layer.features.push_back({square(x[i], 450500, 10), {ids[static_cast<std::size_t>(i)], in_use}});
    const auto path = fixture::write(
        folder / "bag.gpkg",
        {layer, units_of({{point(205505, 450505), {"1709010000000001", "onderwijsfunctie", "1709100000000001", unit_in_use, "1"}},
                          {point(205605, 450505), {"1709010000000002", "woonfunctie", "1709100000000020", unit_in_use, "1"}}})});
    const Surroundings s = read_surroundings(
        {request(LayerKind::Panden, path, "pand"), request(LayerKind::Verblijfsobjecten, path, "verblijfsobject")}, fixture::village,
        fixture::statuses());
    REQUIRE(s.panden->size() == 3);
    for (const Pand& p : *s.panden) {
      CHECK(p.identificatie.starts_with("fid="));
      CHECK(p.verblijfsobjecten.empty());
      CHECK(doubts(s, p.identificatie, Twijfel::GeenIdentificatie));
    }
    CHECK(doubts(s, "fid=1", Twijfel::AndereVerwijzing));
    CHECK(count(s.reports[0], "id_afgerond") == 3);
    CHECK(count(s.reports[0], "dubbel") == 0);
    REQUIRE(find(s, codes::ids_damaged));
    CHECK(find(s, codes::ids_damaged)->args[2] == "id_afgerond");
    CHECK(find(s, codes::units_without_building));
  }
}

TEST_CASE("references that were rounded join to nothing, although a building has such an id") {
  const fixture::Folder folder;
  std::vector<fixture::Feature> buildings;
  std::vector<fixture::Feature> units;
  for (int i = 1; i <= 60; ++i) {
    const std::string number = std::to_string(100 + i);
    buildings.push_back({square(205100 + 12 * i, 450500, 10), {"1709100000000" + number, in_use}});
    units.push_back({point(205105 + 12 * i, 450505), {"1709010000000" + number, "woonfunctie",
                                                       "1709100000000" + number.substr(0, 2) + "0", unit_in_use, "1"}});
  }
  fixture::Layer layer = panden(buildings);
  layer.features.erase(layer.features.begin(), layer.features.begin() + 2);
  const auto path = fixture::write(folder / "bag.gpkg", {layer, units_of(units)});
  const Surroundings s = read_surroundings(
      {request(LayerKind::Panden, path, "pand"), request(LayerKind::Verblijfsobjecten, path, "verblijfsobject")}, fixture::village,
      fixture::statuses());
  for (const Pand& p : *s.panden) {
    CHECK(p.verblijfsobjecten.empty());
    CHECK(doubts(s, p.identificatie, Twijfel::AndereVerwijzing));
  }
  CHECK(count(s.reports[1], "id_afgerond") == 60);
}

TEST_CASE("buildings far from each other with one id are not one") {
  const fixture::Folder folder;
  const auto path = fixture::write(
      folder / "bag.gpkg",
      {panden({{square(205500, 450500, 10), {"0221100000000003", in_use}}, {square(205600, 450500, 10), {"0221100000000003", in_use}},
               {square(205700, 450500, 10), {"0221100000000004", in_use}}, {square(205720, 450500, 10), {"0221100000000004", in_use}}}),
       units_of({{point(205505, 450505), {"0221010000000001", "woonfunctie", "0221100000000003", unit_in_use, "1"}}})});
  const Surroundings s = read_surroundings(
      {request(LayerKind::Panden, path, "pand"), request(LayerKind::Verblijfsobjecten, path, "verblijfsobject")}, fixture::village,
      fixture::statuses());
  REQUIRE(s.panden->size() == 5);
  std::size_t apart = 0;
  for (const Pand& p : *s.panden) {
    if (p.identificatie != "0221100000000003") continue;
    ++apart;
    CHECK(p.verblijfsobjecten.size() == 1);  // it may be in either
    CHECK(std::find(p.twijfels.begin(), p.twijfels.end(), Twijfel::VerUiteen) != p.twijfels.end());
  }
  CHECK(apart == 2);
  CHECK(area_m2(pand(s, "0221100000000004").footprint) == Approx(200.0));  // parts, 10 m from each other
  CHECK(count(s.reports[0], "ver_uiteen") == 1);
}

TEST_CASE("two deliveries that overlap: each object once, with its units") {
  const fixture::Folder folder;
  const auto layer = [](std::vector<fixture::Feature> features) {
    fixture::Layer l = panden(std::move(features));
    l.features.erase(l.features.begin(), l.features.begin() + 2);
    return l;
  };
  const fixture::Feature west{square(205400, 450500, 10), {"0221100000000005", in_use}};
  const fixture::Feature seam{square(205500, 450500, 10), {"0221100000000003", in_use}};
  const fixture::Feature east{square(205600, 450500, 10), {"0221100000000004", in_use}};
  const fixture::Feature unit{point(205505, 450505), {"0221010000000001", "woonfunctie", "0221100000000003", unit_in_use, "80"}};
  const auto a = fixture::write(folder / "a.gpkg", {layer({west, seam}), units_of({unit})});
  const auto b = fixture::write(folder / "b.gpkg", {layer({seam, east}), units_of({unit})});
  const Surroundings s = read_surroundings(
      {request(LayerKind::Panden, a, "pand"), request(LayerKind::Panden, b, "pand"),
       request(LayerKind::Verblijfsobjecten, a, "verblijfsobject"), request(LayerKind::Verblijfsobjecten, b, "verblijfsobject")},
      fixture::village, fixture::statuses());
  REQUIRE(s.panden->size() == 3);
  CHECK(pand(s, "0221100000000003").verblijfsobjecten.size() == 1);
  CHECK(count(s.reports[1], "in_andere_laag") == 1);
  CHECK(count(s.reports[3], "in_andere_laag") == 1);
  CHECK_FALSE(find(s, codes::duplicate_ids));
  CHECK(s.reports[0].features_used == 2);
  CHECK(s.reports[1].features_used == 2);
}

TEST_CASE("of two deliveries of different dates the newer counts, whatever their order") {
  const fixture::Folder folder;
  const auto write = [&](const char* name, const char* status) {
    return fixture::write(folder / name, {panden({{square(205500, 450500, 10), {"0221100000000003", status}}})});
  };
  auto older = request(LayerKind::Panden, write("oud.gpkg", "Bouw gestart"), "pand");
  auto newer = request(LayerKind::Panden, write("nieuw.gpkg", "Pand in gebruik"), "pand");
  older.datum = "2025-11-01";
  newer.datum = "2026-05-01";
  for (const auto& layers : {std::vector{older, newer}, std::vector{newer, older}}) {
    CHECK(pand(read_surroundings(layers, fixture::village, fixture::statuses()), "0221100000000003").status == in_use);
  }
}

TEST_CASE("references that all end in a zero are rounded, unless each of them is the building around its unit") {
  const fixture::Folder folder;
  // A spreadsheet makes "...10" of each id that ends in another digit.
  const auto delivery = [&](const std::string& name, const std::string& last) {
    std::vector<fixture::Feature> footprints;
    std::vector<fixture::Feature> units;
    for (int i = 1; i <= 8; ++i) {
      const double x = 205100.0 + 50.0 * i;
      const std::string fifteen = "17091000000000" + std::to_string(i);  // digits that a spreadsheet keeps
      footprints.push_back({square(x, 450500, 20), {fifteen + last, in_use}});
      footprints.push_back({square(x, 450600, 20), {fifteen + "7", in_use}});  // not all ids end in a zero
      units.push_back({point(x + 5, 450505), {"170901000000001" + std::to_string(i), "woonfunctie", fifteen + "0", unit_in_use, "80"}});
    }
    const auto path = fixture::write(folder / name, {panden(footprints), units_of(units)});
    return read_surroundings({request(LayerKind::Panden, path, "pand"), request(LayerKind::Verblijfsobjecten, path, "verblijfsobject")},
                             fixture::village, fixture::statuses());
  };
  const Surroundings right = delivery("goed.gpkg", "0");
  CHECK_FALSE(right.reports[1].flaws.references_rounded);
  CHECK_FALSE(find(right, codes::ids_damaged));
  CHECK(uses_in(right, "1709100000000010") == std::vector<std::string>{"woonfunctie"});
  const Surroundings lost = delivery("afgerond.gpkg", "3");
  CHECK(lost.reports[1].flaws.references_rounded);
  CHECK(find(lost, codes::ids_damaged));
  CHECK(pand(lost, "1709100000000013").verblijfsobjecten.empty());
  CHECK_FALSE(pand(lost, "1709100000000013").twijfels.empty());
}
