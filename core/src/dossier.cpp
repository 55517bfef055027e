#include "batterisk/core/dossier.hpp"

#include "table_reader.hpp"

#include "batterisk/core/footprint.hpp"
#include "batterisk/core/sha256.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace batterisk {
namespace {

using detail::Findings;
using detail::TableReader;
using detail::TomlNode;

constexpr int schema_version = 1;
// Box of the Netherlands in RD; x is always smaller than y there, which shows swapped axes.
constexpr double rd_x_max = 300'000.0;
constexpr double rd_y_min = 300'000.0;
constexpr double rd_y_max = 625'000.0;

std::string metres(double v) { return fmt::format("{:.10g}", v); }

bool check_position(RdPoint p, const std::string& key, const Place& place, Findings& findings) {
  const std::vector<std::string> args{key, metres(p.x), metres(p.y)};
  const auto inside = [](double x, double y) { return x > 0 && x < rd_x_max && y > rd_y_min && y < rd_y_max; };
  if (inside(p.x, p.y)) return true;
  const bool degrees = std::abs(p.x) <= 180.0 && std::abs(p.y) <= 180.0;
  findings.add(degrees               ? codes::position_in_degrees
               : inside(p.y, p.x) ? codes::position_swapped
                                     : codes::position_outside,
               Severity::Fout, place, args);
  return false;
}

std::optional<RdPoint> read_position(TableReader& reader, std::string_view key) {
  const auto values = reader.numbers(key);
  if (!values) return std::nullopt;
  if (values->size() != 2) {
    reader.findings().add(codes::wrong_type, reader.place_of(key), {reader.full(key), "[x, y] in RD-meters"});
    return std::nullopt;
  }
  const RdPoint p{(*values)[0], (*values)[1]};
  if (!check_position(p, reader.full(key), reader.place_of(key), reader.findings())) return std::nullopt;
  return p;
}

template <class Q>
void require_positive(TableReader& reader, std::string_view key, const std::optional<Q>& value) {
  if (!value || value->si() > 0.0) return;
  reader.findings().add(codes::not_positive, Severity::Fout, reader.place_of(key),
                        {reader.full(key), fmt::format("{:.9g}", value->si())});
}

template <class Q>
std::optional<Q> positive(TableReader& reader, std::string_view key) {
  const auto value = reader.quantity<Q>(key);
  require_positive(reader, key, value);
  return value;
}

template <class Q>
Q required_positive(TableReader& reader, std::string_view key) {
  if (!reader.has(key)) reader.missing(key);
  return positive<Q>(reader, key).value_or(Q::from_si(1.0));
}

Site read_site(TableReader& reader) {
  Site site;
  site.id = reader.text("id").value_or("locatie");
  const TomlNode* node = reader.raw("grens");
  if (node == nullptr) {
    reader.missing("grens");
  } else if (const auto* points = node->as<TomlNode::Array>()) {
    bool usable = true;
    for (std::size_t i = 0; i < points->size() && usable; ++i) {
      const TomlNode::Table one{{fmt::format("grens[{}]", i), (*points)[i].place, (*points)[i]}};
      const TomlNode holder{one, (*points)[i].place};
      TableReader point_reader(holder, reader.full(""), reader.findings());
      const auto p = read_position(point_reader, one.front().key);
      usable = p.has_value();
      if (p) site.boundary.outer.push_back(*p);
    }
    Ring& ring = site.boundary.outer;
    if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    if (usable) {
      if (ring.size() < 3 || signed_area_m2(ring) == 0.0) {
        reader.findings().add(codes::boundary_too_small, Severity::Fout, node->place, {site.id});
      } else if (const auto crossing = self_crossing(ring)) {
        reader.findings().add(codes::boundary_crosses, Severity::Fout, node->place,
                              {site.id, metres(crossing->x), metres(crossing->y)});
      }
    }
    site.boundary = oriented(std::move(site.boundary));
  } else {
    reader.findings().add(codes::wrong_type, node->place, {reader.full("grens"), "lijst van punten [[x, y], ...]"});
  }
  (void)reader.text("naam");
  reader.finish();
  return site;
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
    const auto keep = [](std::optional<Energy>& target, std::optional<Energy> value) {
      if (value) target = value;
    };
    keep(unit.cell_energy, positive<Energy>(*energy, "cel"));
    keep(unit.module_energy, positive<Energy>(*energy, "module"));
    keep(unit.rack_energy, positive<Energy>(*energy, "rek"));
    keep(unit.total_energy, positive<Energy>(*energy, "eenheid"));
    energy->finish();
  } else if (required && !reader.has("energie")) {
    reader.missing("energie");
  }
  if (const auto volume = positive<Volume>(reader, "inhoud")) unit.internal_volume = volume;
  if (const auto power = positive<Power>(reader, "vermogen")) unit.rated_power = power;
  if (const auto soc = reader.quantity<Ratio>("laadtoestand")) {
    if (soc->value() > 1.0 || soc->value() < 0.0) {
      reader.findings().add(codes::soc_above_full, Severity::Fout, reader.place_of("laadtoestand"),
                            {reader.full("laadtoestand"), fmt::format("{:g} %", 100.0 * soc->value())});
    } else {
      unit.state_of_charge = *soc;
    }
  }
  if (const auto orientation = reader.quantity<Angle>("orientatie")) unit.orientation = *orientation;
}

void read_grid(TableReader& grid, const BatteryUnit& pattern, std::vector<BatteryUnit>& units) {
  if (!grid.has("oorsprong")) grid.missing("oorsprong");
  const auto origin = read_position(grid, "oorsprong");
  const auto count = [&](std::string_view key) {
    const auto n = grid.required(key, &TableReader::integer);
    if (n && (*n < 1 || *n > 10'000)) {
      grid.findings().add(codes::out_of_range, grid.place_of(key), {grid.full(key), fmt::format("{}", *n), "1 .. 10000"});
      return std::int64_t{1};
    }
    return n.value_or(1);
  };
  const auto rows = count("rijen");
  const auto columns = count("kolommen");
  BatteryUnit unit = pattern;
  if (const auto orientation = grid.quantity<Angle>("orientatie")) unit.orientation = *orientation;
  const auto gap = [&](std::string_view key, std::int64_t n) {
    if (n > 1) return required_positive<Length>(grid, key);
    return grid.quantity<Length>(key).value_or(Length::m(0.0));
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

void read_system(TableReader& reader, std::vector<BatteryUnit>& units) {
  BatteryUnit pattern;
  pattern.place = reader.place();
  pattern.system = reader.required("id", &TableReader::text).value_or("systeem");
  const auto kind = reader.required("situatie", [](TableReader& r, std::string_view key) {
    return r.choice(key, {"eos_container", "eos_park"});
  });
  pattern.kind = kind == "eos_park" ? SystemKind::EosPark : SystemKind::EosContainer;
  (void)reader.text("omschrijving");
  read_unit_properties(reader, pattern, true);
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
    unit.id = own.required("id", &TableReader::text).value_or("");
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
}

UserScenario read_scenario(TableReader& reader) {
  UserScenario scenario;
  scenario.place = reader.place();
  scenario.id = reader.required("id", &TableReader::text).value_or("");
  scenario.name = reader.text("naam").value_or(scenario.id);
  if (!reader.has("positie")) reader.missing("positie");
  scenario.position = read_position(reader, "positie").value_or(RdPoint{});
  scenario.substance = reader.required("stof", &TableReader::text).value_or("");
  scenario.rate = required_positive<MassRate>(reader, "bronsterkte");
  scenario.duration = required_positive<Time>(reader, "duur");
  scenario.source_height = reader.quantity<Length>("bronhoogte").value_or(Length::m(0.0));
  if (scenario.source_height.m() < 0.0) require_positive(reader, "bronhoogte", std::optional{scenario.source_height});
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
  if (const TomlNode* node = reader.raw("waarde"); node == nullptr) {
    reader.missing("waarde");
  } else if (node->as<bool>() != nullptr) {
    deviation.value = *node->as<bool>();
  } else if (node->as<std::string>() != nullptr) {
    deviation.value = *node->as<std::string>();
    if (const auto split = split_number_and_unit(*node->as<std::string>()); split && !split->unit.empty()) {
      deviation.value = split->number;
      deviation.unit = split->unit;
    }
  } else {
    deviation.value = reader.number("waarde").value_or(0.0);
  }
  if (const auto unit = reader.text("eenheid")) deviation.unit = *unit;
  deviation.motivation = reader.text("motivering").value_or("");
  if (deviation.motivation.empty()) {
    reader.findings().add(codes::deviation_without_reason, Severity::Fout, reader.place(), {deviation.parameter});
  }
  deviation.approved_by = reader.text("akkoord_door").value_or("");
  reader.finish();
  return deviation;
}

void read_surroundings_section(TableReader& reader, const std::filesystem::path& folder, Dossier& dossier) {
  if (reader.has("functionele_binding")) {
    const auto answer = reader.choice("functionele_binding", {"ja", "nee", "onbekend"});
    dossier.functional_binding = answer == "ja"    ? Antwoord::Ja
                                 : answer == "nee" ? Antwoord::Nee
                                                   : Antwoord::Onbekend;
  }
  for (TableReader& own : reader.tables("laag")) {
    LayerSource layer;
    layer.place = own.place();
    const auto kind = own.required("soort", [](TableReader& r, std::string_view key) {
      return r.choice(key, {"percelen", "panden", "verblijfsobjecten"});
    });
    layer.kind = kind == "panden"              ? LayerKind::Panden
                 : kind == "verblijfsobjecten" ? LayerKind::Verblijfsobjecten
                                               : LayerKind::Percelen;
    layer.shown_path = own.required("pad", &TableReader::text).value_or("");
    layer.path = folder / layer.shown_path;
    layer.layer = own.text("laag").value_or("");
    layer.bron = own.required("bron", &TableReader::text).value_or("");
    if (const auto date = own.required("datum", &TableReader::date)) {
      layer.datum = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date->year()),
                                static_cast<unsigned>(date->month()), static_cast<unsigned>(date->day()));
    }
    own.finish();
    dossier.layers.push_back(std::move(layer));
  }
  reader.finish();
}

void check_units(const Dossier& dossier, Findings& findings) {
  std::set<std::string> ids;
  const auto check_id = [&](const std::string& id, const Place& place) {
    if (!id.empty() && !ids.insert(id).second) findings.add(codes::duplicate_id, Severity::Fout, place, {id});
  };
  for (const BatteryUnit& unit : dossier.units) check_id(unit.id, unit.place);
  for (const UserScenario& scenario : dossier.scenarios) check_id(scenario.id, scenario.place);
  for (const auto& [a, b] : overlapping_footprints(dossier.units)) {
    findings.add(codes::units_overlap, Severity::Fout, dossier.units[b].place,
                 {dossier.units[b].id, dossier.units[a].id});
  }
  for (const BatteryUnit& unit : dossier.units) {
    const Ring corners = footprint(unit);
    const bool inside = std::any_of(dossier.sites.begin(), dossier.sites.end(), [&](const Site& site) {
      return std::all_of(corners.begin(), corners.end(), [&](RdPoint p) { return contains(site.boundary, p); });
    });
    if (!inside && !dossier.sites.empty()) {
      findings.add(codes::unit_outside_site, Severity::Waarschuwing, unit.place, {unit.id});
    }
  }
}

}  // namespace

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

std::string_view to_string(CellChemistry chemistry) { return chemistry == CellChemistry::Lfp ? "lfp" : "nmc"; }

Dossier load_dossier(const std::filesystem::path& path) {
  Dossier dossier;
  dossier.path = path.generic_string();
  const std::string text = detail::read_text_file(path, dossier.path, 'D');
  dossier.sha256 = sha256(text);
  const TomlNode root = detail::parse_toml(text, dossier.path, 'D');
  Findings findings{'D', {}};
  TableReader reader(root, "", findings);
  const std::filesystem::path folder = path.parent_path();

  if (const auto version = reader.required("schema_versie", &TableReader::integer); version && *version > schema_version) {
    findings.add(codes::newer_schema, reader.place_of("schema_versie"),
                 {fmt::format("{}", *version), fmt::format("{}", schema_version)});
  }
  if (!reader.has("project")) reader.missing("project");
  if (auto project = reader.table("project")) {
    dossier.name = project->required("naam", &TableReader::text).value_or("");
    dossier.description = project->text("omschrijving").value_or("");
    dossier.applicant = project->text("aanvrager").value_or("");
    dossier.author = project->text("auteur").value_or("");
    dossier.status = "concept";
    if (project->has("status")) dossier.status = project->choice("status", {"concept", "definitief"}).value_or("concept");
    dossier.aanvraagdatum = project->date("aanvraagdatum");
    dossier.peildatum = project->required("peildatum", &TableReader::date).value_or(std::chrono::year_month_day{});
    dossier.onherroepelijk_op = project->date("onherroepelijk_op");
    project->finish();
  }
  if (!reader.has("locatie")) reader.missing("locatie");
  for (TableReader& site : reader.tables("locatie")) dossier.sites.push_back(read_site(site));
  for (TableReader& system : reader.tables("systeem")) read_system(system, dossier.units);
  for (TableReader& scenario : reader.tables("scenario")) dossier.scenarios.push_back(read_scenario(scenario));
  if (!reader.has("systeem") && !reader.has("scenario")) {
    findings.add(codes::nothing_to_compute, Severity::Fout, root.place, {});
  }
  if (auto weather = reader.table("weer")) {
    if (const auto station = weather->integer("station")) dossier.weather_station = static_cast<int>(*station);
    if (const auto table = weather->text("tabel")) {
      dossier.weather_table = folder / *table;
      dossier.weather_table_shown = *table;
    }
    weather->finish();
  }
  dossier.rule_set = "referentie";
  if (auto computing = reader.table("rekenen")) {
    dossier.rule_set = computing->text("regelset").value_or("referentie");
    computing->finish();
  }
  if (auto surroundings = reader.table("omgeving")) read_surroundings_section(*surroundings, folder, dossier);
  for (TableReader& deviation : reader.tables("afwijking")) dossier.deviations.push_back(read_deviation(deviation));
  // Notes of a reviewer and the state of the viewer never change a result.
  (void)reader.raw("notitie");
  (void)reader.raw("weergave");
  reader.finish();
  check_units(dossier, findings);

  if (has_error(findings.list)) throw DossierError(std::move(findings.list));
  dossier.warnings = std::move(findings.list);
  return dossier;
}

}  // namespace batterisk
