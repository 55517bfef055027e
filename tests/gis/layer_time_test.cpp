// What stood on the peildatum, out of records with dates and numbers, in whatever order they come.
#include "village_layer.hpp"

#include "batterisk/core/base/codes_layers.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace batterisk;
using fixture::count;
using fixture::find;
using fixture::has_pand;
using fixture::in_use;
using fixture::pand;
using fixture::panden;
using fixture::read_panden;
using fixture::square;

namespace {

const std::string id = "0221100000000003";

/// Reads rows of one building in this order and in the reverse, which must say the same.
Surroundings read_both_ways(const std::vector<fixture::Column>& columns, std::vector<fixture::Feature> rows) {
  const fixture::Folder folder;
  const Surroundings one = read_panden(fixture::write(folder / "a.gpkg", {panden(rows, columns)}));
  std::reverse(rows.begin(), rows.end());
  const Surroundings two = read_panden(fixture::write(folder / "b.gpkg", {panden(rows, columns)}));
  REQUIRE((one.panden && two.panden));
  REQUIRE(one.panden->size() == two.panden->size());
  for (std::size_t i = 0; i < one.panden->size(); ++i) {
    const Pand& a = (*one.panden)[i];
    const Pand& b = (*two.panden)[i];
    CHECK(a.identificatie == b.identificatie);
    CHECK(a.status == b.status);
    CHECK(a.situatie == b.situatie);
    CHECK(area_m2(a.footprint) == Approx(area_m2(b.footprint)).epsilon(1e-12));
  }
  return one;
}

}  // namespace

TEST_CASE("a building is ended from its end date on, and only by a date") {
  struct Case {
    std::string end;
    bool stands;
    std::string remark;  // beside that it has ended
  };
  // The peildatum is 2026-11-01.
  const std::vector<Case> cases{{"2019-01-15", false, ""},
                                {"2026-11-01", false, ""},
                                {"2026-11-01T12:00:00", false, ""},
                                {"2026-10-31T23:30:00Z", false, ""},  // half past midnight here
                                {"20261101", false, ""},
                                {"1-11-2026", false, ""},
                                {"2026-11-02", true, "einde_later"},
                                {"2026-11-01T23:00:00Z", true, "einde_later"},
                                {"1-6-2027", true, "einde_later"},
                                {"2027-06-01", true, "einde_later"},
                                {"9999-12-31", true, ""},
                                {"31-12-9999", true, ""},
                                {"NaT", true, "geen_datum"},
                                {"null", true, "geen_datum"},
                                {"onbekend", true, "geen_datum"},
                                {"46327", true, "geen_datum"},
                                {"0001-01-01", true, "geen_datum"}};
  for (const Case& c : cases) {
    INFO(c.end);
    const fixture::Folder folder;
    const Surroundings s = read_panden(fixture::write(
        folder / "bag.gpkg", {panden({{square(205500, 450500, 10), {id, in_use, c.end}}},
                                     {{"identificatie"}, {"status"}, {"eind_geldigheid"}})}));
    CHECK(has_pand(s, id) == c.stands);
    CHECK(count(s.reports[0], "historisch") == (c.stands ? 0 : 1));
    CHECK(count(s.reports[0], "einde_later") == (c.remark == "einde_later" ? 1 : 0));
    CHECK(count(s.reports[0], "geen_datum") == (c.remark == "geen_datum" ? 1 : 0));
    if (c.remark == "geen_datum") {
      REQUIRE(find(s, codes::features_noted));
      CHECK(find(s, codes::features_noted)->args[3] == id + " " + c.end);
    }
  }
}

TEST_CASE("end dates in columns of type date end a building too") {
  const fixture::Folder folder;
  for (const OGRFieldType type : {OFTDate, OFTDateTime}) {
    const std::string later = "0221100000000004";
    const Surroundings s = read_panden(fixture::write(
        folder / ("bag" + std::to_string(type) + ".gpkg"),
        {panden({{square(205500, 450500, 10), {id, in_use, "2026/10/31"}}, {square(205600, 450500, 10), {later, in_use, "2027/10/31"}}},
                {{"identificatie"}, {"status"}, {"eind_geldigheid", type}})}));
    CHECK_FALSE(has_pand(s, id));
    CHECK(has_pand(s, later));
  }
}

TEST_CASE("without a peildatum nothing has ended") {
  const fixture::Folder folder;
  auto request = fixture::request(
      LayerKind::Panden, fixture::write(folder / "bag.gpkg", {panden({{square(205500, 450500, 10), {id, in_use, "2019-01-15"}}},
                                                                     {{"identificatie"}, {"status"}, {"eind_geldigheid"}})}));
  request.peildatum = {};
  CHECK(has_pand(read_surroundings({request}, fixture::village, fixture::statuses()), id));
}

TEST_CASE("the newest record counts, whatever the order of the rows") {
  const std::vector<fixture::Column> numbered{{"identificatie"}, {"status"}, {"voorkomenidentificatie", OFTInteger}};
  const std::string where = square(205500, 450500, 10);
  const Surroundings built = read_both_ways(numbered, {{where, {id, "Bouwvergunning verleend", "1"}}, {where, {id, in_use, "2"}}});
  CHECK(pand(built, id).situatie == Situatie::Bestaand);
  CHECK(count(built.reports[0], "ouder_voorkomen") == 1);
  CHECK(count(built.reports[0], "dubbel") == 0);

  const Surroundings gone = read_both_ways(numbered, {{where, {id, in_use, "9"}}, {where, {id, "Pand gesloopt", "10"}}});
  CHECK_FALSE(has_pand(gone, id));

  // Measured anew: the old outline is no part of the building.
  const Surroundings moved =
      read_both_ways(numbered, {{where, {id, in_use, "1"}}, {square(205512, 450500, 10), {id, in_use, "2"}}});
  CHECK(area_m2(pand(moved, id).footprint) == Approx(100.0));
  CHECK(bounds(pand(moved, id).footprint).min.x == 205512.0);

  for (const char* column : {"begingeldigheid", "tijdstipregistratie"}) {
    INFO(column);
    const std::vector<fixture::Column> dated{{"identificatie"}, {"status"}, {column}};
    const Surroundings later = read_both_ways(dated, {{where, {id, "Bouw gestart", "2019-05-01T10:00:00"}},
                                                      {where, {id, in_use, "2019-05-01T11:00:00"}},
                                                      {where, {id, "Bouwvergunning verleend", "2018-01-01"}}});
    CHECK(pand(later, id).status == in_use);
    CHECK(count(later.reports[0], "ouder_voorkomen") == 2);
  }
}

TEST_CASE("parts of a building that were registered apart stay parts") {
  const Surroundings s = read_both_ways({{"identificatie"}, {"status"}, {"tijdstipregistratie"}},
                                        {{square(205500, 450500, 10), {id, in_use, "2019-05-01"}},
                                         {square(205510, 450500, 10), {id, in_use, "2020-05-01"}}});
  CHECK(area_m2(pand(s, id).footprint) == Approx(200.0));
}

TEST_CASE("rows that contradict each other without a date: what stands counts, and it is said") {
  const std::vector<fixture::Column> columns{{"identificatie"}, {"status"}};
  const std::string where = square(205500, 450500, 10);
  const Surroundings ended = read_both_ways(columns, {{where, {id, "Pand gesloopt"}}, {where, {id, in_use}}});
  CHECK(has_pand(ended, id));
  CHECK(count(ended.reports[0], "tegenspraak") == 1);
  CHECK(find(ended, codes::features_noted));
  const Surroundings planned = read_both_ways(columns, {{where, {id, "Bouw gestart"}}, {where, {id, in_use}}});
  CHECK(pand(planned, id).situatie == Situatie::Bestaand);
}

TEST_CASE("what begins after the peildatum is planned, and gives way to what is there") {
  const std::vector<fixture::Column> columns{{"identificatie"}, {"status"}, {"begin_geldigheid"}};
  const std::string where = square(205500, 450500, 10);
  const Surroundings later = read_both_ways(columns, {{where, {id, in_use, "2027-06-01"}}});
  CHECK(pand(later, id).situatie == Situatie::Geprojecteerd);
  CHECK(count(later.reports[0], "begint_later") == 1);
  REQUIRE(find(later, codes::features_noted));
  CHECK(find(later, codes::features_noted)->args[2] == "begint_later");

  // That it will be demolished does not make it gone.
  const Surroundings both =
      read_both_ways(columns, {{where, {id, in_use, "1990-01-01"}}, {where, {id, "Pand gesloopt", "2027-06-01"}}});
  CHECK(pand(both, id).situatie == Situatie::Bestaand);
  CHECK(pand(both, id).status == in_use);
  CHECK(has_pand(read_both_ways(columns, {{where, {id, "Pand gesloopt", "2027-06-01"}}}), id));
}

TEST_CASE("L036 and L037: a layer of long before the peildatum, and one of after it") {
  const fixture::Folder folder;
  auto request = fixture::request(LayerKind::Panden, fixture::write(folder / "bag.gpkg", {panden({})}));
  const auto says = [&](const std::string& datum, Code code) {
    request.datum = datum;
    return find(read_surroundings({request}, fixture::village, fixture::statuses()), code) != nullptr;
  };
  CHECK(says("2009-01-01", codes::layer_old));
  CHECK(says("2024-10-31", codes::layer_old));
  CHECK_FALSE(says("2024-11-01", codes::layer_old));
  CHECK_FALSE(says("2026-11-01", codes::layer_old));
  CHECK_FALSE(says("2026-11-01", codes::layer_after_peildatum));
  CHECK(says("2026-11-02", codes::layer_after_peildatum));
  CHECK(says("2031-01-01", codes::layer_after_peildatum));
}
