#include "batterisk/core/dossier/dossier.hpp"

#include "support/findings.hpp"
#include "support/paths.hpp"
#include "support/temp_folder.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/sha256.hpp"
#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/core/rules/weather.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

using namespace batterisk;
using namespace std::chrono;

namespace {

const std::filesystem::path data = test::data_folder() / "dossier";

std::vector<std::filesystem::path> files(bool good) {
  std::vector<std::filesystem::path> list;
  for (const auto& entry : std::filesystem::directory_iterator{data}) {
    const bool named_good = entry.path().filename().string().rfind("goed-", 0) == 0;
    if (entry.path().extension() == ".toml" && named_good == good) list.push_back(entry.path());
  }
  std::sort(list.begin(), list.end());
  return list;
}

// Errors, or the warnings of a dossier that can be used.
std::vector<Diagnostic> findings(const std::filesystem::path& file) {
  try {
    return load_dossier(file).warnings;
  } catch (const DossierError& error) {
    return error.diagnostics();
  }
}

Dossier good(const std::string& name) {
  return load_dossier(data / ("goed-" + name + ".toml"));
}

void check_position(RdPoint p, double x, double y) {
  CHECK(p.x == Approx(x).epsilon(0.0).margin(1e-6));
  CHECK(p.y == Approx(y).epsilon(0.0).margin(1e-6));
}

}  // namespace

TEST_CASE("each broken dossier gives the announced codes at the announced places, and nothing else") {
  for (const auto& file : files(false)) {
    INFO(file.filename().string());
    const auto expected = test::announced(file, file.generic_string());
    REQUIRE_FALSE(expected.empty());
    CHECK(test::difference(expected, findings(file)) == std::vector<std::string>{});
  }
}

TEST_CASE("there is a broken dossier for every code that reading a dossier can give") {
  std::set<std::string> covered;
  for (const auto& file : files(false)) {
    for (const std::string& line : test::announced(file, "")) covered.insert(line.substr(0, 4));
  }
  for (const char* code : {"D002", "D003", "D004", "D005", "D006", "D007", "D008", "D009", "D010", "D011", "D012",
                           "D020", "D021", "D022", "D023", "D024", "D025", "D027", "D028", "D029",
                           "D030", "D031", "D034", "D035", "D036", "D040", "D041", "D043", "D044",
                           "D045", "D046", "D047", "D051"}) {
    INFO(code);
    CHECK(covered.count(code) == 1);
  }
}

TEST_CASE("a dossier that is not there, or is a folder") {
  const auto absent = data / "bestaat-niet.toml";
  const auto found = findings(absent);
  REQUIRE(found.size() == 1);
  CHECK(test::line_of(found[0]) ==
        "D001 " + absent.generic_string() + ":0:0 | " + absent.generic_string() + " | bestaat niet");
  CHECK(test::lines_of(findings(data), false) ==
        std::vector<std::string>{"D001 " + data.generic_string() + ":0:0"});
}

TEST_CASE("five errors are reported together, in the order of the file") {
  const auto found = findings(data / "meer-fouten.toml");
  REQUIRE(found.size() == 5);
  for (std::size_t i = 1; i < found.size(); ++i) CHECK(found[i - 1].place.line <= found[i].place.line);
  CHECK(has_error(found));
}

TEST_CASE("good dossiers load without any finding") {
  for (const auto& file : files(true)) {
    INFO(file.filename().string());
    CHECK(test::lines_of(findings(file)) == std::vector<std::string>{});
  }
}

TEST_CASE("numbers as office programs write them are the same numbers") {
  const BatteryUnit unit = good("kantoorprogramma").units.at(0);
  CHECK(unit.length.m() == 6.058);
  CHECK(unit.width.m() == 2.44);
  CHECK(unit.height.m() == Approx(2.59).epsilon(1e-15));
  CHECK(unit.total_energy == Energy::kwh(5000.0));
  CHECK(unit.orientation.deg() == Approx(-10.0).epsilon(1e-15));
}

TEST_CASE("one container") {
  const Dossier d = good("een-container");
  CHECK(d.name == "Een container");
  CHECK(d.status == "concept");
  CHECK(d.peildatum == year{2026} / 6 / 1);
  CHECK_FALSE(d.aanvraagdatum.has_value());
  CHECK_FALSE(d.onherroepelijk_op.has_value());
  CHECK(d.rule_set == "referentie");
  CHECK(d.functional_binding == Antwoord::Onbekend);
  CHECK_FALSE(d.weather_station.has_value());
  CHECK(d.weather_table.empty());
  CHECK(d.sha256 == sha256(test::read_bytes(data / "goed-een-container.toml")));
  REQUIRE(d.sites.size() == 1);
  CHECK(area_m2(d.sites[0].boundary) == 2400.0);
  REQUIRE(d.units.size() == 1);
  const BatteryUnit& unit = d.units[0];
  CHECK(unit.id == "eos");
  CHECK(unit.system == "eos");
  CHECK(unit.kind == SystemKind::EosContainer);
  CHECK(unit.chemistry == CellChemistry::Lfp);
  check_position(unit.position, 155030, 463020);
  CHECK(unit.orientation == Angle::rad(0.0));
  CHECK(unit.length == Length::m(6.06));
  CHECK(unit.width == Length::m(2.44));
  CHECK(unit.height == Length::m(2.59));
  CHECK(unit.total_energy == Energy::kwh(5000.0));
  CHECK_FALSE(unit.cell_energy.has_value());
  CHECK_FALSE(unit.rated_power.has_value());
  CHECK_FALSE(unit.internal_volume.has_value());
  CHECK_FALSE(unit.state_of_charge.has_value());
  CHECK(unit.place.line == 12);
}

TEST_CASE("list of units: units take over from the system and replace what they give themselves") {
  const Dossier d = good("eenheden");
  CHECK(d.description == "Twee containers en een kleine kast");
  CHECK(d.applicant == "Energie BV");
  CHECK(d.author == "Adviesbureau");
  CHECK(d.status == "definitief");
  CHECK(d.aanvraagdatum == year{2025} / 11 / 1);
  CHECK(d.onherroepelijk_op == year{2026} / 12 / 1);
  CHECK(d.weather_station == 260);
  CHECK(d.rule_set == "rivm-2025");
  CHECK(d.functional_binding == Antwoord::Nee);
  REQUIRE(d.sites.size() == 2);
  CHECK(d.sites[0].id == "noord");
  CHECK(d.sites[0].boundary.outer.size() == 4);
  for (const Site& site : d.sites) CHECK(signed_area_m2(site.boundary.outer) > 0.0);
  REQUIRE(d.units.size() == 3);
  const BatteryUnit& west = d.units[0];
  CHECK(west.id == "west");
  CHECK(west.system == "park");
  CHECK(west.kind == SystemKind::EosPark);
  CHECK(west.length.m() == Approx(6.06).epsilon(1e-15));  // the longer side is the length
  CHECK(west.width == Length::m(2.44));
  CHECK(west.height.m() == Approx(2.59).epsilon(1e-15));
  CHECK(west.orientation.deg() == Approx(90.0).epsilon(1e-15));
  CHECK(west.internal_volume == Volume::m3(33.2));
  CHECK(west.rated_power == Power::mw(2.5));
  CHECK(west.state_of_charge == Ratio::of(0.9));
  REQUIRE((west.cell_energy && west.module_energy && west.rack_energy && west.total_energy));
  CHECK(west.cell_energy->kwh() == Approx(0.9).epsilon(1e-14));
  CHECK(west.module_energy->kwh() == Approx(46.0).epsilon(1e-14));
  CHECK(west.rack_energy->kwh() == Approx(400.0).epsilon(1e-14));
  CHECK(west.total_energy->kwh() == Approx(3700.0).epsilon(1e-14));
  const BatteryUnit& east = d.units[1];
  CHECK(east.chemistry == CellChemistry::Nmc);
  CHECK(east.orientation == Angle::rad(0.0));
  CHECK(east.total_energy->kwh() == Approx(1000.0).epsilon(1e-14));
  CHECK(east.module_energy == west.module_energy);
  const BatteryUnit& cabinet = d.units[2];
  CHECK(cabinet.chemistry == CellChemistry::Lfp);
  CHECK(cabinet.length == Length::m(2.0));
  CHECK(cabinet.state_of_charge == Ratio::of(0.5));
  REQUIRE(d.layers.size() == 1);
  CHECK(d.layers[0].kind == LayerKind::Panden);
  CHECK(d.layers[0].shown_path == "lagen/bag.gpkg");
  CHECK(d.layers[0].path == data / "lagen/bag.gpkg");
  CHECK(d.layers[0].layer == "pand");
  CHECK(d.layers[0].datum == "2026-01-08");
}

TEST_CASE("grid: columns along the long axis, rows to the right of it") {
  const Dossier d = good("raster");
  REQUIRE(d.units.size() == 12);
  CHECK(d.units[0].id == "park-1-1");
  CHECK(d.units[11].id == "park-3-4");
  check_position(d.units[0].position, 155020, 463040);
  check_position(d.units[1].position, 155030, 463040);  // 6 m of unit and 4 m between, to the east
  check_position(d.units[4].position, 155020, 463035);  // 2 m of unit and 3 m between, to the south
  check_position(d.units[11].position, 155050, 463030);
  CHECK(overlapping_footprints(d.units).empty());
}

TEST_CASE("units may stand wall to wall, sites without id are numbered") {
  const Dossier d = good("aaneengesloten");
  REQUIRE(d.sites.size() == 2);
  CHECK(d.sites[0].id == "locatie");
  CHECK(d.sites[1].id == "locatie-2");
  REQUIRE(d.units.size() == 6);
  CHECK(distance_m(d.units[0].position, d.units[1].position) == Approx(6.06).epsilon(1e-9));
  CHECK(distance_m(d.units[0].position, d.units[3].position) == Approx(2.44).epsilon(1e-9));
}

TEST_CASE("user scenarios need no system") {
  const Dossier d = good("scenario");
  CHECK(d.units.empty());
  REQUIRE(d.scenarios.size() == 2);
  const UserScenario& hf = d.scenarios[0];
  CHECK(hf.id == "hf");
  CHECK(hf.name == "HF uit een container");
  CHECK(hf.substance == "HF");
  CHECK(hf.rate.kg_per_s() == Approx(60.0 / 3600.0).epsilon(1e-14));
  CHECK(hf.duration == Time::h(2.0));
  CHECK(hf.source_height == Length::m(2.6));
  CHECK(hf.wake_width == Length::m(12.0));
  CHECK(hf.wake_height == Length::m(2.6));
  CHECK(hf.frequency == Frequency::per_year(1e-5));
  const UserScenario& co = d.scenarios[1];
  CHECK(co.name == "co");
  CHECK(co.source_height == Length::m(0.0));
  CHECK(co.wake_width == Length::m(0.0));
}

TEST_CASE("own weather table stands beside the dossier") {
  const Dossier d = good("weertabel");
  CHECK(d.weather_table_shown == "weer/gelijkmatig.csv");
  CHECK(d.weather_station == 1);
  const auto stations = read_weather_table(d.weather_table, d.weather_table_shown, 'D');
  REQUIRE(stations.size() == 1);
  CHECK(stations[0].name == "Gelijkmatig");
}

TEST_CASE("deviations keep number, unit, word and reason") {
  const Dossier d = good("afwijkingen");
  REQUIRE(d.deviations.size() == 5);
  CHECK(d.deviations[0].parameter == "gifwolk.cap");
  CHECK(std::get<double>(d.deviations[0].value) == 1.2);
  CHECK(d.deviations[0].unit == "km");
  CHECK(d.deviations[0].motivation == "lokaal beleid");
  CHECK(d.deviations[0].approved_by == "bevoegd gezag");
  CHECK(std::get<double>(d.deviations[1].value) == 20.0);
  CHECK(d.deviations[1].unit == "min");
  CHECK(std::get<double>(d.deviations[2].value) == 8.0);
  CHECK(d.deviations[2].unit.empty());
  CHECK(std::get<std::string>(d.deviations[3].value) == "constant");
  CHECK(std::get<bool>(d.deviations[4].value));
  CHECK(d.deviations[0].place.line == 19);
}

TEST_CASE("an EOS in a building: room and openings") {
  const Dossier d = good("gebouw");
  REQUIRE(d.units.size() == 1);
  const BatteryUnit& unit = d.units[0];
  CHECK(unit.kind == SystemKind::EosGebouw);
  CHECK(unit.internal_volume == Volume::m3(120.0));
  REQUIRE(unit.room_centre);
  check_position(*unit.room_centre, 155032, 463021);
  REQUIRE(unit.openings.size() == 2);
  CHECK(unit.openings[0].wall == Wall::LangA);
  CHECK(unit.openings[0].offset == Length::m(2.0));
  CHECK(unit.openings[0].sill == Length::m(0.2));
  CHECK(unit.openings[0].width == Length::m(1.5));
  CHECK(unit.openings[0].share->value() == Approx(0.75).epsilon(1e-15));
  CHECK(unit.openings[1].wall == Wall::KopB);
  CHECK(unit.openings[1].offset == Length::m(0.0));
  CHECK_FALSE(unit.store.has_value());
}

TEST_CASE("a store: floor, suppression, doors and mass, its volume follows from floor and height") {
  const Dossier d = good("opslag");
  REQUIRE(d.units.at(0).store);
  const BatteryStore& store = *d.units[0].store;
  CHECK(store.floor == Area::m2(150.0));
  CHECK(store.volume.m3() == Approx(750.0).epsilon(1e-15));
  CHECK(store.protection_level == 2);
  CHECK(store.suppression == Suppression::LichtSchuim);
  CHECK(store.doors == StoreDoors::Automatisch);
  CHECK(store.goods == StoredGoods::BrandbareVloeistof);
  CHECK(store.mass->kg() == Approx(30e3).epsilon(1e-15));
}

TEST_CASE("measures keep their values and their evidence") {
  const Dossier d = good("maatregel");
  REQUIRE(d.measures.size() == 2);
  CHECK(d.measures[0].kind == "gasafvoer");
  CHECK(d.measures[0].name == "ventilator");
  CHECK(d.measures[0].evidence == "berekening van de leverancier");
  REQUIRE(d.measures[0].values.size() == 1);
  CHECK(d.measures[0].values[0].parameter == "s2.lambda");
  CHECK(std::get<double>(d.measures[0].values[0].value) == 60.0);
  CHECK(d.measures[0].values[0].unit == "1/h");
  CHECK(d.measures[1].name == "detectie");
  CHECK(std::get<double>(d.measures[1].values[0].value) == 0.8);
}

TEST_CASE("a dossier in UTF-16 says so, with or without byte order mark") {
  const test::TempFolder folder;
  const std::string text = test::read_bytes(data / "goed-een-container.toml");
  std::string wide;
  for (const char c : text) wide += std::string{c} + '\0';
  for (const std::string& mark : {std::string{"\xFF\xFE"}, std::string{}}) {
    test::write_bytes(folder / "wijd.toml", mark + wide);
    CHECK(test::lines_of(findings(folder / "wijd.toml")) ==
          std::vector<std::string>{"D011 " + (folder / "wijd.toml").generic_string() + ":0:0 | UTF-16"});
  }
}
