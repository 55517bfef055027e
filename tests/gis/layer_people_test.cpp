#include "fixture.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/gis/prepare/prepare.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

// Layers of people: who counts where, and what is not known stays unknown.

using namespace batterisk;
using namespace batterisk::gis;
using fixture::count;
using fixture::find;
using fixture::request;
using fixture::square;

namespace {

const Box village{{205000.0, 450000.0}, {206000.0, 451000.0}};
const std::string first = "0221100000000001";
const std::string second = "0221100000000002";

std::filesystem::path buildings(const fixture::Folder& folder) {
  fixture::Layer layer;
  layer.columns = {{"identificatie"}, {"status"}};
  layer.features = {{square(205500, 450500, 20), {first, "Pand in gebruik"}},
                    {square(205600, 450500, 20), {second, "Pand in gebruik"}}};
  return fixture::write(folder / "panden.gpkg", {layer});
}

LayerRequest people(const std::filesystem::path& path) {
  LayerRequest asked = request(LayerKind::Personen, path);
  asked.columns = {{"personen_dag", "werkenden"}, {"personen_nacht", "inwoners"}};
  return asked;
}

fixture::Layer people_layer(OGRFieldType type, std::vector<fixture::Feature> rows) {
  fixture::Layer layer;
  layer.name = "personen";
  layer.columns = {{"id"}, {"pand_identificatie"}, {"werkenden", type}, {"inwoners", type}};
  layer.features = std::move(rows);
  return layer;
}

std::optional<PeopleCount> in(const Surroundings& s, const std::string& id) {
  for (const Pand& pand : *s.panden) {
    if (pand.identificatie == id) return pand.personen;
  }
  return std::nullopt;
}

Surroundings read(const fixture::Folder& folder, const std::vector<LayerRequest>& layers) {
  std::vector<LayerRequest> all{request(LayerKind::Panden, buildings(folder))};
  all.insert(all.end(), layers.begin(), layers.end());
  return read_surroundings(all, village, fixture::statuses());
}

}  // namespace

TEST_CASE("people count in the building that they name, else in the one that holds them, else where they are") {
  const fixture::Folder folder;
  const auto path = fixture::write(folder / "personen.gpkg",
                                   {people_layer(OFTReal, {{"POINT(205900 450900)", {"A", first, "12.345", "0"}},
                                                           {"POINT(205505 450505)", {"B", {}, "3", "2"}},
                                                           {square(205300, 450300, 100), {"camping", {}, "40", "90"}},
                                                           {"POINT(205605 450505)", {"C", {}, "7", {}}},
                                                           {"POINT(205606 450505)", {"D", {}, "1", "1"}},
                                                           {"POINT(208000 450505)", {"ver", {}, "1000", "1000"}}})});
  const auto check = [&](const Surroundings& s) {
    CHECK(in(s, first) == PeopleCount{15.345, 2.0});
    CHECK(in(s, second) == PeopleCount{8.0, std::nullopt});  // of some the number at night is not known
    REQUIRE(s.personen.size() == 1);
    CHECK(s.personen[0].id == "camping");
    CHECK(s.personen[0].at.x == 205350.0);
    CHECK(s.personen[0].count == PeopleCount{40.0, 90.0});
    CHECK(s.reports[1].features_used == 5);
    CHECK(count(s.reports[1], "personen_onbekend") == 1);
  };
  const Surroundings whole = read(folder, {people(path)});
  check(whole);
  // The part that an archive takes along says the same.
  REQUIRE(write_extract(people(path), village, folder / "deel.gpkg", "2026-11-01").empty());
  LayerRequest part = request(LayerKind::Personen, folder / "deel.gpkg");
  part.origin = LayerOrigin{"", whole.reports[1].features_total, whole.reports[1].extent};
  check(read(folder, {part}));
  // So does a prepared folder.
  const PreparedFolder made = prepare_folder({people(path)}, std::nullopt, folder / "klaar");
  REQUIRE(made.layers.size() == 1);
  LayerRequest prepared = request(LayerKind::Personen, folder / "klaar" / made.layers[0].file);
  prepared.prepared = true;
  check(read(folder, {prepared}));
}

TEST_CASE("L013: a number of people that is none, or may be two, is unknown, never nobody") {
  const fixture::Folder folder;
  const auto path = fixture::write(folder / "personen.gpkg", {people_layer(OFTString, {{"POINT(205505 450505)", {"A", {}, "1.600", "12,5"}},
                                                                                       {"POINT(205605 450505)", {"B", {}, "-1", "n.v.t."}},
                                                                                       {"POINT(205300 450300)", {"C", {}, "", "4"}}})});
  const Surroundings s = read(folder, {people(path)});
  CHECK(in(s, first) == PeopleCount{std::nullopt, 12.5});
  CHECK(in(s, second) == PeopleCount{});
  REQUIRE(s.personen.size() == 1);
  CHECK(s.personen[0].count == PeopleCount{std::nullopt, 4.0});
  CHECK(count(s.reports[1], "personen_onleesbaar") == 3);
  REQUIRE(find(s, codes::features_noted));
  CHECK(find(s, codes::features_noted)->args[2] == "personen_onleesbaar");
  CHECK(find(s, codes::features_noted)->args[3] == "A 1.600, B -1, B n.v.t.");
  // Negative numbers are no people in a column of numbers either.
  const auto numbers = fixture::write(folder / "getallen.gpkg", {people_layer(OFTInteger, {{"POINT(205505 450505)", {"A", {}, "-9999", "3"}}})});
  CHECK(in(read(folder, {people(numbers)}), first) == PeopleCount{std::nullopt, 3.0});
}

TEST_CASE("the same people in two deliveries count once, and a table without places counts by building") {
  const fixture::Folder folder;
  const std::vector<fixture::Feature> rows{{"POINT(205505 450505)", {"A", {}, "3", "2"}}, {"POINT(205300 450300)", {"B", {}, "5", "5"}}};
  const auto one = fixture::write(folder / "een.gpkg", {people_layer(OFTReal, rows)});
  const auto two = fixture::write(folder / "twee.gpkg", {people_layer(OFTReal, rows)});
  const Surroundings s = read(folder, {people(one), people(two)});
  CHECK(in(s, first) == PeopleCount{3.0, 2.0});
  CHECK(s.personen.size() == 1);
  CHECK(count(s.reports[2], "dubbel") == 2);
  fixture::write_text(folder / "tabel.csv", "pand_identificatie,werkenden,inwoners\n" + second + ",4,\n0221100000000009,7,7\n,1,1\n");
  const Surroundings table = read(folder, {people(folder / "tabel.csv")});
  CHECK(in(table, second) == PeopleCount{4.0, std::nullopt});
  CHECK_FALSE(in(table, first));
  CHECK(table.personen.empty());
  CHECK(count(table.reports[1], "leeg") == 1);  // names no building and lies nowhere
}

TEST_CASE("L009: a layer of people says which columns it needs") {
  const fixture::Folder folder;
  fixture::Layer layer = people_layer(OFTReal, {{"POINT(205505 450505)", {"A", {}, "3", "2"}}});
  const auto path = fixture::write(folder / "personen.gpkg", {layer});
  const Surroundings s = read(folder, {request(LayerKind::Personen, path)});
  REQUIRE(find(s, codes::column_missing));
  CHECK(find(s, codes::column_missing)->args[1] == "personen_dag");
  CHECK_FALSE(s.reports[1].usable);
}

TEST_CASE("prepare does not settle what an ambiguous area means") {
  const fixture::Folder folder;
  fixture::Layer layer;
  layer.columns = {{"identificatie"}, {"status"}, {"gebruiksdoel"}, {"oppervlakte"}};
  layer.features = {{square(205500, 450500, 20), {first, "Pand in gebruik", "kantoorfunctie", "1.600"}},
                    {square(205600, 450500, 20), {second, "Pand in gebruik", "kantoorfunctie", "1600,5"}}};
  const auto path = fixture::write(folder / "panden.gpkg", {layer});
  const PreparedFolder made = prepare_folder({request(LayerKind::Panden, path)}, std::nullopt, folder / "klaar");
  REQUIRE(made.layers.size() == 1);
  const auto& remarks = made.layers[0].remarks;
  CHECK(std::any_of(remarks.begin(), remarks.end(), [](const LayerRemark& r) { return r.reason == "oppervlakte_onleesbaar" && r.count == 1; }));
  LayerRequest prepared = request(LayerKind::Panden, folder / "klaar" / made.layers[0].file);
  prepared.prepared = true;
  const Surroundings s = read_surroundings({prepared}, village, fixture::statuses());
  REQUIRE(s.panden->size() == 2);
  CHECK_FALSE((*s.panden)[0].verblijfsobjecten.at(0).oppervlakte_m2);
  CHECK((*s.panden)[1].verblijfsobjecten.at(0).oppervlakte_m2 == 1600.5);
}
