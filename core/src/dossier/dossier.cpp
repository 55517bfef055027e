#include "batterisk/core/dossier/dossier.hpp"

#include "dossier/dossier_parts.hpp"
#include "dossier/dossier_reader.hpp"
#include "dossier/prepared_folder.hpp"

#include "batterisk/core/base/date.hpp"
#include "batterisk/core/base/passed_on.hpp"
#include "batterisk/core/base/sha256.hpp"
#include "batterisk/core/base/text_encoding.hpp"
#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/core/rules/rule_document.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace batterisk {
namespace {

using detail::any_sign;
using detail::as_written;
using detail::Findings;
using detail::metres;
using detail::position_of;
using detail::positive;
using detail::read_position;
using detail::required_id;
using detail::required_positive;
using detail::TableReader;
using detail::TomlNode;
using detail::zero_or_more;

constexpr std::int64_t schema_version = 1;
// A park of this size already has more units than any in Europe; larger numbers are slips of the pen.
constexpr std::int64_t most_units = 5'000;
constexpr double smallest_site_m2 = 1.0;
constexpr std::int64_t largest_station = 99'999;

// All points within a millimetre of one line (or of one point).
bool on_one_line(const Ring& ring) {
  const RdPoint a = ring.front();
  const RdPoint b = *std::max_element(
      ring.begin(), ring.end(), [a](RdPoint p, RdPoint q) { return distance_m(a, p) < distance_m(a, q); });
  const double length = distance_m(a, b);
  if (length == 0.0) return true;
  return std::all_of(ring.begin(), ring.end(), [&](RdPoint p) {
    return std::abs((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / length < 1e-3;
  });
}

// Empty, with a report, when the ring encloses no area or crosses itself.
Polygon read_boundary(Ring ring, const std::string& site, const Place& place, Findings& findings) {
  if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
  const bool flat = ring.size() < 3 || on_one_line(ring);
  if (const auto crossing = flat ? std::nullopt : self_crossing(ring)) {
    findings.add(codes::boundary_crosses, Severity::Fout, place,
                 {site, metres(crossing->x), metres(crossing->y)});
    return {};
  }
  if (flat || std::abs(signed_area_m2(ring)) < smallest_site_m2) {
    findings.add(codes::boundary_too_small, Severity::Fout, place, {site});
    return {};
  }
  return oriented({std::move(ring), {}});
}

// The boundary stays empty when it is not usable, so that nothing is checked against it.
Site read_site(TableReader& reader, std::size_t index) {
  Site site;
  site.id = index == 0 ? "locatie" : fmt::format("locatie-{}", index + 1);
  if (reader.has("id")) site.id = required_id(reader);
  if (!reader.has("grens")) reader.missing("grens");
  site.boundary = detail::read_polygon(reader, "grens", site.id).value_or(Polygon{});
  (void)reader.text("naam");
  reader.finish();
  return site;
}

// A cell is part of a module, a module of a rack, a rack of the unit: none holds more than the next.
void read_energies(TableReader& reader, BatteryUnit& unit) {
  struct Level {
    const char* key;
    std::optional<Energy>& energy;
  };
  const Level levels[] = {{"cel", unit.cell_energy},
                          {"module", unit.module_energy},
                          {"rek", unit.rack_energy},
                          {"eenheid", unit.total_energy}};
  const Level* part = nullptr;
  for (const Level& level : levels) {
    if (const auto given = positive<Energy>(reader, level.key)) level.energy = given;
    if (!level.energy || !(level.energy->si() > 0.0)) continue;
    if (part != nullptr && part->energy->si() > level.energy->si() * (1.0 + 1e-9)) {
      // The one that is not given here is of the system.
      const char* wrong = reader.has(part->key) ? part->key : level.key;
      reader.findings().add(codes::energy_order, Severity::Fout, reader.place_of(wrong),
                            {reader.full(part->key), fmt::format("{:.9g} kWh", part->energy->kwh()),
                             reader.full(level.key), fmt::format("{:.9g} kWh", level.energy->kwh())});
    }
    part = &level;
  }
  if (const auto& total = unit.total_energy; reader.has("eenheid") && total && total->si() > 0.0 &&
                                             (*total < Energy::kwh(1.0) || *total > Energy::kwh(20'000.0))) {
    reader.findings().add(codes::energy_implausible, Severity::Waarschuwing, reader.place_of("eenheid"),
                          {reader.full("eenheid"), as_written(reader, "eenheid"), "1 kWh .. 20 MWh"});
  }
  reader.finish();
}

// Properties that a system gives to its units and a unit may give for itself.
void read_unit_properties(TableReader& reader, BatteryUnit& unit, bool required) {
  if (required || reader.has("chemie")) {
    const auto chemistry = reader.required("chemie", [](TableReader& r, std::string_view key) {
      return r.choice(key, {"lfp", "nmc"});
    });
    unit.chemistry = chemistry == "nmc" ? CellChemistry::Nmc : CellChemistry::Lfp;
  }
  if (required && !reader.has("afmetingen")) reader.missing("afmetingen");
  if (auto size = reader.table("afmetingen")) {
    unit.length = required_positive<Length>(*size, "lengte");
    unit.width = required_positive<Length>(*size, "breedte");
    unit.height = required_positive<Length>(*size, "hoogte");
    size->finish();
    if (unit.width > unit.length) std::swap(unit.width, unit.length);
  }
  if (auto energy = reader.table("energie")) {
    read_energies(*energy, unit);
  } else if (required && !reader.has("energie")) {
    reader.missing("energie");
  }
  if (const auto volume = positive<Volume>(reader, "inhoud")) unit.internal_volume = volume;
  if (const auto power = positive<Power>(reader, "vermogen")) unit.rated_power = power;
  if (const auto gap = zero_or_more<Length>(reader, "brandproef_afstand")) unit.fire_test_gap = gap;
  if (const auto soc = reader.quantity<Ratio>("laadtoestand")) {
    if (soc->value() > 1.0 || soc->value() < 0.0) {
      reader.findings().add(codes::soc_above_full, Severity::Fout, reader.place_of("laadtoestand"),
                            {reader.full("laadtoestand"), fmt::format("{:g} %", 100.0 * soc->value())});
    } else {
      unit.state_of_charge = *soc;
    }
  }
  if (const auto orientation = any_sign<Angle>(reader, "orientatie")) unit.orientation = *orientation;
  if (const auto cluster = reader.text("cluster")) unit.cluster = *cluster;
  if (reader.has("plaatsing")) unit.placement = reader.choice("plaatsing", {"1", "2", "3", "4", "5", "6"}).value_or("");
  if (const auto since = reader.date("in_gebruik_sinds")) unit.in_use_since = *since;
}

void report_count(const std::string& key, std::int64_t count, const Place& place, Findings& findings) {
  findings.add(codes::out_of_range, place,
               {key, fmt::format("{}", count), fmt::format("1 .. {}", most_units)});
}

void read_grid(TableReader& grid, const BatteryUnit& pattern, std::vector<BatteryUnit>& units) {
  if (!grid.has("oorsprong")) grid.missing("oorsprong");
  const auto origin = read_position(grid, "oorsprong");
  const auto count = [&](std::string_view key) {
    const auto n = grid.required(key, &TableReader::integer);
    if (n && (*n < 1 || *n > most_units)) {
      report_count(grid.full(key), *n, grid.place_of(key), grid.findings());
      return std::int64_t{1};
    }
    return n.value_or(1);
  };
  auto rows = count("rijen");
  const auto columns = count("kolommen");
  if (rows * columns > most_units) {
    report_count(grid.path(), rows * columns, grid.place(), grid.findings());
    rows = 1;
  }
  BatteryUnit unit = pattern;
  if (const auto orientation = any_sign<Angle>(grid, "orientatie")) unit.orientation = *orientation;
  const auto gap = [&](std::string_view key, std::int64_t n) {
    if (n > 1 && !grid.has(key)) grid.missing(key);
    return zero_or_more<Length>(grid, key).value_or(Length::m(0.0));
  };
  const double along = gap("tussenruimte_lengte", columns).m() + unit.length.m();
  const double across = gap("tussenruimte_breedte", rows).m() + unit.width.m();
  grid.finish();
  if (!origin) return;
  // Columns run along the long axis, rows to the right of it; the origin is the centre of the first unit.
  const double azimuth = unit.orientation.rad();
  for (std::int64_t row = 0; row < rows; ++row) {
    for (std::int64_t column = 0; column < columns; ++column) {
      unit.id = fmt::format("{}-{}-{}", pattern.system, row + 1, column + 1);
      const RdPoint in_row = point_at(*origin, azimuth + std::acos(0.0), across * static_cast<double>(row));
      unit.position = point_at(in_row, azimuth, along * static_cast<double>(column));
      units.push_back(unit);
    }
  }
}

// Gives the id of the system.
std::string read_system(TableReader& reader, std::vector<BatteryUnit>& units) {
  BatteryUnit pattern;
  pattern.place = reader.place();
  pattern.system = required_id(reader);
  const auto kind = reader.required("situatie", [](TableReader& r, std::string_view key) {
    return r.choice(key, {"eos_container", "eos_park", "eos_gebouw", "opslag"});
  });
  pattern.kind = kind == "eos_park"     ? SystemKind::EosPark
                 : kind == "eos_gebouw" ? SystemKind::EosGebouw
                 : kind == "opslag"     ? SystemKind::Opslag
                                        : SystemKind::EosContainer;
  (void)reader.text("omschrijving");
  read_unit_properties(reader, pattern, true);
  detail::read_situation(reader, pattern);
  const int ways = int{reader.has("positie")} + int{reader.has("eenheden")} + int{reader.has("raster")};
  if (ways == 0) reader.missing("positie");
  if (ways > 1) {
    reader.findings().add(codes::both_positions, Severity::Fout, reader.place(), {pattern.system});
  }
  if (reader.has("positie")) {
    BatteryUnit unit = pattern;
    unit.id = pattern.system;
    if (const auto p = read_position(reader, "positie")) {
      unit.position = *p;
      units.push_back(unit);
    }
  }
  for (TableReader& own : reader.tables("eenheden")) {
    BatteryUnit unit = pattern;
    unit.place = own.place();
    unit.id = required_id(own);
    read_unit_properties(own, unit, false);
    if (!own.has("positie")) own.missing("positie");
    const auto p = read_position(own, "positie");
    own.finish();
    if (!p) continue;
    unit.position = *p;
    units.push_back(unit);
  }
  if (auto grid = reader.table("raster")) read_grid(*grid, pattern, units);
  reader.finish();
  return pattern.system;
}

bool check_id(const std::string& id, const Place& place, std::set<std::string>& seen, Findings& findings) {
  if (id.empty() || seen.insert(id).second) return true;
  findings.add(codes::duplicate_id, Severity::Fout, place, {id});
  return false;
}

// Gives the ids that more than one system has.
std::set<std::string> read_systems(TableReader& reader, std::vector<BatteryUnit>& units) {
  std::set<std::string> ids;
  std::set<std::string> twice;
  std::int64_t count = 0;
  for (TableReader& own : reader.tables("systeem")) {
    std::vector<BatteryUnit> units_here;
    const std::string id = read_system(own, units_here);
    if (!check_id(id, own.place(), ids, reader.findings())) twice.insert(id);
    const bool fitted = count <= most_units;
    count += static_cast<std::int64_t>(units_here.size());
    if (count <= most_units) {
      units.insert(units.end(), units_here.begin(), units_here.end());
    } else if (fitted) {
      report_count("systeem", count, own.place(), reader.findings());
    }
  }
  return twice;
}

// No scenario, and no system or only systems with an empty list of units. What is wrong with anything that
// the dossier does describe has been reported with it.
bool describes_nothing(const TomlNode& root) {
  const auto empty = [](const TomlNode* node) {
    return node == nullptr ||
           (node->as<TomlNode::Array>() != nullptr && node->as<TomlNode::Array>()->empty());
  };
  if (!empty(root.find("scenario"))) return false;
  const TomlNode* systems = root.find("systeem");
  if (empty(systems)) return true;
  const auto* list = systems->as<TomlNode::Array>();
  return list != nullptr && std::all_of(list->begin(), list->end(), [&](const TomlNode& system) {
           const bool only_list = system.find("eenheden") != nullptr && system.find("positie") == nullptr &&
                                  system.find("raster") == nullptr;
           return only_list && empty(system.find("eenheden"));
         });
}

UserScenario read_scenario(TableReader& reader) {
  UserScenario scenario;
  scenario.place = reader.place();
  scenario.id = required_id(reader);
  scenario.name = reader.text("naam").value_or(scenario.id);
  if (!reader.has("positie")) reader.missing("positie");
  scenario.position = read_position(reader, "positie").value_or(RdPoint{});
  scenario.substance = reader.required("stof", &TableReader::text).value_or("");
  scenario.rate = required_positive<MassRate>(reader, "bronsterkte");
  scenario.duration = required_positive<Time>(reader, "duur");
  scenario.source_height = zero_or_more<Length>(reader, "bronhoogte").value_or(Length::m(0.0));
  if (auto wake = reader.table("zog")) {
    scenario.wake_width = required_positive<Length>(*wake, "breedte");
    scenario.wake_height = required_positive<Length>(*wake, "hoogte");
    wake->finish();
  }
  scenario.frequency = required_positive<Frequency>(reader, "frequentie");
  reader.finish();
  return scenario;
}

Deviation read_deviation(TableReader& reader) {
  Deviation deviation;
  deviation.place = reader.place();
  deviation.parameter = reader.required("parameter", &TableReader::text).value_or("");
  if (!reader.has("waarde")) reader.missing("waarde");
  detail::read_rule_value(reader, "waarde", deviation);
  if (const auto unit = reader.text("eenheid")) deviation.unit = *unit;
  deviation.motivation = reader.text("motivering").value_or("");
  if (deviation.motivation.empty()) {
    reader.findings().add(codes::deviation_without_reason, Severity::Fout, reader.place(),
                          {deviation.parameter});
  }
  deviation.approved_by = reader.text("akkoord_door").value_or("");
  reader.finish();
  return deviation;
}

// Roughness of the site for the wind, from water to a city centre (Davenport).
std::optional<Deviation> read_roughness(TableReader& weather) {
  const auto roughness = weather.required("ruwheid", &TableReader::quantity<Length>);
  const auto source = weather.required("ruwheid_bron", &TableReader::text);
  if (!roughness || !source) return std::nullopt;
  constexpr double water_m = 2e-4;
  constexpr double city_m = 2.0;
  if (!(roughness->m() >= water_m && roughness->m() <= city_m)) {
    weather.findings().add(codes::out_of_range, weather.place_of("ruwheid"),
                           {weather.full("ruwheid"), fmt::format("{} m", roughness->m()), fmt::format("{} .. {} m", water_m, city_m)});
    return std::nullopt;
  }
  Deviation value;
  value.parameter = "disp.z0";
  value.value = roughness->m();
  value.unit = "m";
  value.motivation = *source;
  value.place = weather.place_of("ruwheid");
  return value;
}

void read_surroundings_section(TableReader& reader, const std::filesystem::path& folder,
                               const std::filesystem::path& manifest, Dossier& dossier) {
  if (reader.has("functionele_binding")) {
    const auto answer = reader.choice("functionele_binding", {"ja", "nee", "onbekend"});
    dossier.functional_binding = answer == "ja"    ? Antwoord::Ja
                                 : answer == "nee" ? Antwoord::Nee
                                                   : Antwoord::Onbekend;
  }
  if (const auto prepared = detail::read_path(reader, "map"); prepared && !folder.empty()) {
    dossier.layers = detail::read_prepared_folder(folder / *prepared, manifest, without_home(*prepared), reader.place_of("map"),
                                                  reader.findings());
  }
  for (TableReader& own : reader.tables("laag")) dossier.layers.push_back(detail::read_layer(own, folder));
  std::set<std::string> areas;
  for (TableReader& own : reader.tables("risicogebied")) {
    dossier.risicogebieden.push_back(detail::read_risicogebied(own));
    check_id(dossier.risicogebieden.back().id, own.place(), areas, reader.findings());
  }
  reader.finish();
}

// An application is judged, and its decision final, after it was filed; else one of the dates is a slip.
void check_dates(TableReader& project, const Dossier& dossier) {
  if (!dossier.aanvraagdatum) return;
  const auto check = [&](const char* key, std::chrono::year_month_day date) {
    if (!date.ok() || date >= *dossier.aanvraagdatum) return;
    project.findings().add(
        codes::date_order, Severity::Waarschuwing, project.place_of(key),
        {project.full(key), iso_date(date), project.full("aanvraagdatum"), iso_date(*dossier.aanvraagdatum)});
  };
  check("peildatum", dossier.peildatum);
  if (dossier.onherroepelijk_op) check("onherroepelijk_op", *dossier.onherroepelijk_op);
}

// What is in or on a building fits in it.
void check_building(const BatteryUnit& unit, Findings& findings) {
  for (std::size_t i = 0; i < unit.openings.size(); ++i) {
    const WallOpening& o = unit.openings[i];
    const bool end = o.wall == Wall::KopA || o.wall == Wall::KopB;
    const double wall_m = (end ? unit.width : unit.length).m();
    constexpr double slack_m = 1e-6;
    const bool wide = std::abs(o.offset.m()) + o.width.m() / 2.0 > wall_m / 2.0 + slack_m;
    const bool high = o.sill.m() + o.height.m() > unit.height.m() + slack_m;
    if (!wide && !high) continue;
    findings.add(codes::opening_outside_wall, Severity::Fout, unit.place,
                 {unit.id, fmt::format("{}", i + 1), wide ? "breedte" : "hoogte"});
  }
  if (unit.room_centre && !contains(Polygon{footprint(unit), {}}, *unit.room_centre)) {
    findings.add(codes::room_outside_building, Severity::Fout, unit.place, {unit.id});
  }
  const double ground_m2 = unit.length.m() * unit.width.m();
  if (unit.store && unit.store->floor.m2() > ground_m2 * (1.0 + 1e-9)) {
    findings.add(codes::store_too_large, Severity::Fout, unit.place,
                 {unit.id, fmt::format("{:g}", unit.store->floor.m2()), fmt::format("{:g}", ground_m2)});
  }
}

// `twice`: ids of systems that come more than once.
void check_units(const Dossier& dossier, const std::set<std::string>& twice, Findings& findings) {
  std::set<std::string> ids;
  for (const BatteryUnit& unit : dossier.units) {
    // Units of a system that itself comes twice have been reported with it.
    if (twice.contains(unit.system)) {
      ids.insert(unit.id);
    } else {
      check_id(unit.id, unit.place, ids, findings);
    }
  }
  for (const UserScenario& scenario : dossier.scenarios) check_id(scenario.id, scenario.place, ids, findings);
  for (const BatteryUnit& unit : dossier.units) check_building(unit, findings);
  for (const auto& [a, b] : overlapping_footprints(dossier.units)) {
    findings.add(codes::units_overlap, Severity::Fout, dossier.units[b].place,
                 {dossier.units[b].id, dossier.units[a].id});
  }
  const bool boundaries_known = std::none_of(dossier.sites.begin(), dossier.sites.end(),
                                             [](const Site& site) { return site.boundary.outer.empty(); });
  if (dossier.sites.empty() || !boundaries_known) return;
  for (const BatteryUnit& unit : dossier.units) {
    const Ring corners = footprint(unit);
    const bool inside = std::any_of(dossier.sites.begin(), dossier.sites.end(), [&](const Site& site) {
      return std::all_of(corners.begin(), corners.end(),
                         [&](RdPoint p) { return contains(site.boundary, p); });
    });
    if (!inside) findings.add(codes::unit_outside_site, Severity::Waarschuwing, unit.place, {unit.id});
  }
}

}  // namespace

std::optional<Polygon> detail::read_polygon(TableReader& reader, std::string_view key, const std::string& id) {
  const TomlNode* node = reader.raw(key);
  if (node == nullptr) return std::nullopt;
  const auto* points = node->as<TomlNode::Array>();
  if (points == nullptr) {
    reader.findings().add(codes::wrong_type, node->place, {reader.full(key), "lijst van punten [[x, y], ...]"});
    return std::nullopt;
  }
  Ring ring;
  for (std::size_t i = 0; i < points->size(); ++i) {
    const auto p = position_of((*points)[i], fmt::format("{}[{}]", reader.full(key), i), reader.findings());
    if (!p) return std::nullopt;
    ring.push_back(*p);
  }
  Polygon polygon = read_boundary(std::move(ring), id, node->place, reader.findings());
  if (polygon.outer.empty()) return std::nullopt;
  return polygon;
}

std::string_view to_string(SystemKind kind) {
  switch (kind) {
    case SystemKind::EosContainer:
      return "eos_container";
    case SystemKind::EosPark:
      return "eos_park";
    case SystemKind::EosGebouw:
      return "eos_gebouw";
    case SystemKind::Opslag:
      return "opslag";
  }
  return "";
}

RuleSelection rule_selection(const Dossier& dossier) {
  // The activity as a whole was in use when the last of its units was.
  std::optional<std::chrono::year_month_day> in_use;
  const auto unknown = [](const BatteryUnit& unit) { return !unit.in_use_since; };
  if (std::none_of(dossier.units.begin(), dossier.units.end(), unknown)) {
    for (const BatteryUnit& unit : dossier.units) in_use = std::max(in_use, unit.in_use_since);
  }
  return {dossier.rule_set,   dossier.peildatum, dossier.aanvraagdatum, dossier.onherroepelijk_op,
          dossier.deviations, dossier.measures,  dossier.vergund_op,    in_use,
          dossier.keuzes,     dossier.site_values};
}

Dossier load_dossier(const std::filesystem::path& path, const std::string& shown,
                     const std::filesystem::path& manifest) {
  const std::string name = to_utf8(shown.empty() ? path.generic_string() : shown);
  return parse_dossier(detail::read_text_file(path, name, 'D'), path, name, manifest);
}

Dossier parse_dossier(std::string text, const std::filesystem::path& path, const std::string& shown,
                      const std::filesystem::path& manifest) {
  Dossier dossier;
  dossier.path = shown.empty() ? path.generic_string() : shown;
  dossier.text = std::move(text);
  dossier.sha256 = sha256(dossier.text);
  const TomlNode root = detail::parse_toml(dossier.text, dossier.path, 'D');
  Findings findings{'D', {}};
  TableReader reader(root, "", findings);
  // "." for a file in the working folder; empty for a text that has no place.
  const std::filesystem::path folder = path.empty() || path.has_parent_path() ? path.parent_path() : ".";

  detail::check_schema_version(reader, schema_version);
  if (!reader.has("project")) reader.missing("project");
  if (auto project = reader.table("project")) {
    dossier.name = project->required("naam", &TableReader::text).value_or("");
    dossier.description = project->text("omschrijving").value_or("");
    dossier.applicant = project->text("aanvrager").value_or("");
    dossier.author = project->text("auteur").value_or("");
    dossier.status = "concept";
    if (project->has("status"))
      dossier.status = project->choice("status", {"concept", "definitief"}).value_or("concept");
    dossier.aanvraagdatum = project->date("aanvraagdatum");
    dossier.peildatum =
        project->required("peildatum", &TableReader::date).value_or(std::chrono::year_month_day{});
    dossier.onherroepelijk_op = project->date("onherroepelijk_op");
    dossier.vergund_op = project->date("vergund_op");
    check_dates(*project, dossier);
    project->finish();
  }
  if (!reader.has("locatie")) reader.missing("locatie");
  std::set<std::string> site_ids;
  for (TableReader& own : reader.tables("locatie")) {
    dossier.sites.push_back(read_site(own, dossier.sites.size()));
    check_id(dossier.sites.back().id, own.place(), site_ids, findings);
  }
  const std::set<std::string> twice = read_systems(reader, dossier.units);
  for (TableReader& scenario : reader.tables("scenario"))
    dossier.scenarios.push_back(read_scenario(scenario));
  if (describes_nothing(root)) findings.add(codes::nothing_to_compute, Severity::Fout, root.place, {});
  if (auto weather = reader.table("weer")) {
    const auto station = weather->integer("station");
    if (station && (*station < 1 || *station > largest_station)) {
      findings.add(
          codes::out_of_range, weather->place_of("station"),
          {weather->full("station"), fmt::format("{}", *station), fmt::format("1 .. {}", largest_station)});
    } else if (station) {
      dossier.weather_station = static_cast<int>(*station);
    }
    if (const auto table = detail::read_path(*weather, "tabel")) {
      dossier.weather_table = folder / *table;
      dossier.weather_table_shown = without_home(*table);
    }
    if (weather->has("ruwheid") || weather->has("ruwheid_bron")) {
      if (auto roughness = read_roughness(*weather)) dossier.site_values.push_back(std::move(*roughness));
    }
    weather->finish();
  }
  if (auto judging = reader.table("toets")) {
    if (auto choices = judging->table("keuze")) {
      for (const std::string& id : choices->keys()) {
        if (const auto alternative = choices->text(id)) dossier.keuzes[id] = {*alternative, choices->place_of(id)};
      }
    }
    judging->finish();
  }
  dossier.rule_set = "referentie";
  if (auto computing = reader.table("rekenen")) {
    dossier.rule_set = computing->text("regelset").value_or("referentie");
    computing->finish();
  }
  if (auto surroundings = reader.table("omgeving")) read_surroundings_section(*surroundings, folder, manifest, dossier);
  std::set<std::string> object_ids;
  for (TableReader& object : reader.tables("object")) {
    dossier.objects.push_back(detail::read_object(object));
    check_id(dossier.objects.back().identificatie, object.place(), object_ids, findings);
  }
  if (auto imev = reader.table("imev")) dossier.imev = detail::read_imev(*imev);
  for (TableReader& deviation : reader.tables("afwijking"))
    dossier.deviations.push_back(read_deviation(deviation));
  for (TableReader& measure : reader.tables("maatregel")) dossier.measures.push_back(detail::read_measure(measure));
  // Notes of a reviewer and the state of the viewer never change a result.
  (void)reader.raw("notitie");
  (void)reader.raw("weergave");
  reader.finish();
  check_units(dossier, twice, findings);

  if (has_error(findings.list)) throw DossierError(std::move(findings.list));
  dossier.warnings = std::move(findings.list);
  return dossier;
}

}  // namespace batterisk
