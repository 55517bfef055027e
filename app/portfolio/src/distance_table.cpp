#include "batterisk/portfolio/distance_table.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/csv.hpp"
#include "batterisk/core/base/typed_number.hpp"
#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/study/run/objects.hpp"
#include "batterisk/study/run/study.hpp"
#include "batterisk/study/tables/tables.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace batterisk::portfolio {
namespace {

using study::Language;

std::string rule_of(const Rounding& rounding, Language language) {
  const bool dutch = language == Language::Nl;
  switch (rounding.kind) {
    case Rounding::Kind::None:
      return dutch ? "niet afgerond" : "not rounded";
    case Rounding::Kind::Up:
      return fmt::format(fmt::runtime(dutch ? "naar boven afgerond op {:g} m" : "rounded up to {:g} m"), rounding.step_m);
    case Rounding::Kind::Nearest:
      return fmt::format(fmt::runtime(dutch ? "afgerond op {:g} m" : "rounded to {:g} m"), rounding.step_m);
  }
  return "";
}

std::string begin_of(MeasuredFrom from, Language language) {
  const bool dutch = language == Language::Nl;
  switch (from) {
    case MeasuredFrom::Centre:
      return dutch ? "vanaf het midden van de eenheid" : "from the centre of the unit";
    case MeasuredFrom::Wall:
      return dutch ? "vanaf de wand van de eenheid" : "from the wall of the unit";
    case MeasuredFrom::Boundary:
      return dutch ? "vanaf de grens van het terrein" : "from the boundary of the site";
  }
  return "";
}

std::string caption(const DistanceTable& table, Language language) {
  const bool dutch = language == Language::Nl;
  std::string text = fmt::format("{}{}; {}; {}; {} {}", table.rule_set, table.draft ? " (ONTWERP)" : "", rule_of(table.rounding, language),
                                 begin_of(table.from, language), dutch ? "weerstation" : "weather station", table.station);
  if (table.stations > 0) {
    text += fmt::format(fmt::runtime(dutch ? "; min en max over {} weerstations" : "; min and max over {} weather stations"), table.stations);
  }
  return text;
}

// How far a zone reaches beyond an outline: the farthest of its points, each from the nearest point of the outline.
double beyond_m(const study::ZoneResult& zone, const MultiPolygon& outline) {
  double farthest = 0.0;
  for (const Polygon& polygon : zone.polygons) {
    for (const RdPoint p : polygon.outer) farthest = std::max(farthest, study::distance_to_m(p, outline));
  }
  return farthest;
}

double reach_m(const study::ZoneResult& zone, const Dossier& dossier, MeasuredFrom from) {
  if (from == MeasuredFrom::Centre) return zone.grootste_afstand_m;
  if (from == MeasuredFrom::Wall) return beyond_m(zone, {{footprint(dossier.units.front()), {}}});
  MultiPolygon grounds;
  for (const Site& site : dossier.sites) grounds.push_back(site.boundary);
  return beyond_m(zone, grounds);
}

std::vector<std::string> heads(const DistanceTable& table, Language language) {
  const bool dutch = language == Language::Nl;
  std::vector<std::string> list{dutch ? "energie (kWh)" : "energy (kWh)", dutch ? "chemie" : "chemistry",
                                dutch ? "maatregel" : "measure"};
  if (table.turned) list.push_back(dutch ? "draaiing (graden)" : "turn (degrees)");
  for (const std::string& zone : table.zones) {
    list.push_back(zone + " (m)");
    if (table.stations == 0) continue;
    list.push_back(zone + " min (m)");
    list.push_back(zone + " max (m)");
  }
  return list;
}

std::vector<std::string> cells(const DistanceTable& table, const DistanceRow& row) {
  std::vector<std::string> list{fmt::format("{:g}", row.energy.kwh()), std::string{to_string(row.chemistry)}, row.measure};
  if (table.turned) list.push_back(fmt::format("{:g}", study::rounded(row.turn.deg())));
  const auto add = [&](double distance_m) { list.push_back(fmt::format("{:g}", study::rounded(distance_m))); };
  for (std::size_t i = 0; i < row.distances_m.size(); ++i) {
    add(row.distances_m[i]);
    if (row.over_stations.empty()) continue;
    add(row.over_stations[i].first);
    add(row.over_stations[i].second);
  }
  return list;
}

std::string latex(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view{"_%&#${}"}.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string joined(const std::vector<std::string>& list, std::string_view separator, bool escaped = false) {
  std::string out;
  for (const std::string& text : list) out += (out.empty() ? "" : std::string{separator}) + (escaped ? latex(text) : text);
  return out;
}

}  // namespace

Rounding rounding_of(std::string_view text) {
  const auto colon = text.find(':');
  const std::string_view word = text.substr(0, colon);
  if (text == "geen") return {};
  Rounding rounding{word == "omhoog" ? Rounding::Kind::Up : Rounding::Kind::Nearest, 0.0};
  if (colon != std::string_view::npos) {
    const TypedNumber step = read_number(text.substr(colon + 1));
    if (step.ambiguous()) {
      throw DossierError({ambiguous_number('D', {"--afronden", 0, 0, {}}, "--afronden", text.substr(colon + 1), step)});
    }
    if (step.value && step.value->unit.empty()) rounding.step_m = step.value->number;
  }
  if ((word == "omhoog" || word == "dichtstbij") && rounding.step_m > 0.0) return rounding;
  throw DossierError({{{'D', codes::unknown_choice},
                       Severity::Fout,
                       {"--afronden", 0, 0, {}},
                       {"--afronden", std::string{text}, "geen, omhoog:<m>, dichtstbij:<m>"}}});
}

double rounded_distance_m(double distance_m, const Rounding& rounding) {
  constexpr double micrometre = 1e-6;
  switch (rounding.kind) {
    case Rounding::Kind::None:
      return distance_m;
    case Rounding::Kind::Up:
      return std::ceil((distance_m - micrometre) / rounding.step_m) * rounding.step_m;
    case Rounding::Kind::Nearest:
      return std::round(distance_m / rounding.step_m) * rounding.step_m;
  }
  return distance_m;
}

MeasuredFrom measured_from(std::string_view text) {
  if (text == "midden") return MeasuredFrom::Centre;
  if (text == "wand") return MeasuredFrom::Wall;
  if (text == "grens") return MeasuredFrom::Boundary;
  throw DossierError({{{'D', codes::unknown_choice}, Severity::Fout, {"--vanaf", 0, 0, {}}, {"--vanaf", std::string{text}, "midden, wand, grens"}}});
}

DistanceTable distance_table(const Dossier& pattern, const RuleCatalog& catalog, const DistanceTableRequest& request,
                             const std::stop_token& stop) {
  if (pattern.units.empty()) {
    throw DossierError({{codes::nothing_to_compute, Severity::Fout, {pattern.path, 0, 0, {}}, {}}});
  }
  DistanceTable table;
  table.rounding = request.rounding;
  table.from = request.from;
  table.turned = request.turns.size() > 1;
  std::vector<std::pair<Energy, Angle>> sizes;
  for (const Energy energy : request.energies) {
    for (const Angle turn : request.turns) sizes.emplace_back(energy, turn);
  }
  for (const Measure& measure : request.measures) {
    Dossier dossier = pattern;
    dossier.units.resize(1, pattern.units.front());
    dossier.scenarios.clear();
    dossier.deviations.insert(dossier.deviations.end(), measure.values.begin(), measure.values.end());
    const auto rules = std::make_shared<const RuleSet>(load_rule_set(catalog, rule_selection(dossier)));
    table.rule_set = rules->id;
    table.draft = rules->is_draft;
    for (const CellChemistry chemistry : request.chemistries) {
      for (const auto& [energy, turn] : sizes) {
        BatteryUnit& unit = dossier.units.front();
        unit.chemistry = chemistry;
        unit.total_energy = energy;
        unit.orientation = Angle::rad(pattern.units.front().orientation.rad() + turn.rad());
        const auto reaches = [&](const Dossier& study_of, std::string* station) {
          study::RiskStudy risk = study::compute_risk(study_of, rules);
          if (station != nullptr) *station = fmt::format("{} {}", risk.weather.station, risk.weather.name);
          std::vector<std::pair<std::string, double>> list;
          for (const study::ZoneResult& zone : study::compute_zones(risk, stop).zones) {
            list.emplace_back(zone.naam, reach_m(zone, study_of, request.from));
          }
          return list;
        };
        DistanceRow row{energy, chemistry, measure.name, turn, {}, {}};
        table.zones.clear();
        for (const auto& [zone, distance_m] : reaches(dossier, &table.station)) {
          table.zones.push_back(zone);
          row.distances_m.push_back(rounded_distance_m(distance_m, request.rounding));
        }
        if (request.all_stations) {
          row.over_stations.assign(row.distances_m.size(), {1e300, 0.0});
          Dossier elsewhere = dossier;
          elsewhere.weather_table.clear();
          for (const WeatherStation& station : rules->weather_stations) {
            elsewhere.weather_station = station.number;
            const auto found = reaches(elsewhere, nullptr);
            for (std::size_t i = 0; i < found.size(); ++i) {
              const double distance_m = rounded_distance_m(found[i].second, request.rounding);
              row.over_stations[i].first = std::min(row.over_stations[i].first, distance_m);
              row.over_stations[i].second = std::max(row.over_stations[i].second, distance_m);
            }
          }
          table.stations = rules->weather_stations.size();
        }
        table.rows.push_back(std::move(row));
      }
    }
  }
  return table;
}

std::string distance_table_text(const DistanceTable& table, TableFormat format, Language language) {
  const std::vector<std::string> columns = heads(table, language);
  std::string text;
  switch (format) {
    case TableFormat::Csv:
      text = fmt::format("# batterisk {}\nenergie_kwh,chemie,maatregel{}", caption(table, language), table.turned ? ",draaiing_graden" : "");
      for (const std::string& zone : table.zones) {
        text += "," + zone + "_m";
        if (table.stations > 0) text += "," + zone + "_m_min," + zone + "_m_max";
      }
      text += '\n';
      for (const DistanceRow& row : table.rows) {
        std::vector<std::string> list = cells(table, row);
        for (std::string& cell : list) cell = csv_cell(cell);
        text += joined(list, ",") + "\n";
      }
      return text;
    case TableFormat::Markdown:
      text = fmt::format("{}\n\n| {} |\n|{}\n", caption(table, language), joined(columns, " | "),
                         joined(std::vector<std::string>(columns.size(), "---"), "|") + "|");
      for (const DistanceRow& row : table.rows) text += "| " + joined(cells(table, row), " | ") + " |\n";
      return text;
    case TableFormat::Latex:
      text = fmt::format("\\begin{{table}}\n\\caption{{{}}}\n\\begin{{tabular}}{{rll{}{}}}\n\\hline\n{} \\\\\n\\hline\n",
                         latex(caption(table, language)), table.turned ? "r" : "", std::string(table.zones.size() * (table.stations > 0 ? 3 : 1), 'r'),
                         joined(columns, " & ", true));
      for (const DistanceRow& row : table.rows) text += joined(cells(table, row), " & ", true) + " \\\\\n";
      return text + "\\hline\n\\end{tabular}\n\\end{table}\n";
  }
  return text;
}

}  // namespace batterisk::portfolio
