#include "batterisk/portfolio/sweep.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/csv.hpp"
#include "batterisk/core/base/typed_number.hpp"
#include "batterisk/study/dossier/dossier_edit.hpp"
#include "batterisk/study/run/summary.hpp"
#include "batterisk/study/tables/tables.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace batterisk::portfolio {
namespace {

[[noreturn]] void malformed(std::string_view text) {
  throw DossierError({{{'D', codes::wrong_type},
                       Severity::Fout,
                       {"--over", 0, 0, {}},
                       {"--over " + std::string{text}, "naam=van:tot:aantal[:log]"}}});
}

// One run: the dossier with the value of each axis in it, and what else the caller changed kept.
Dossier with_values(const Dossier& dossier, const std::vector<SweepAxis>& axes, const std::vector<double>& values) {
  std::string text = dossier.text;
  std::vector<Deviation> deviations = dossier.deviations;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    const SweepAxis& axis = axes[i];
    if (study::written_value(text, axis.name)) {
      const auto dot = axis.name.rfind('.');
      const std::string table = dot == std::string::npos ? "" : axis.name.substr(0, dot);
      const std::string key = axis.name.substr(dot == std::string::npos ? 0 : dot + 1);
      text = study::with_value(text, table, key,
                               axis.unit.empty() ? study::toml_number(values[i])
                                                 : study::toml_string(number_text(values[i]) + " " + axis.unit));
      continue;
    }
    Deviation deviation;
    deviation.parameter = axis.name;
    deviation.value = values[i];
    deviation.unit = axis.unit;
    deviation.motivation = "sweep";
    deviation.place = {"--over", 0, 0, {}};
    std::erase_if(deviations, [&](const Deviation& d) { return d.parameter == axis.name; });
    deviations.push_back(std::move(deviation));
  }
  Dossier changed = parse_dossier(text, dossier.path, dossier.path);
  changed.rule_set = dossier.rule_set;
  changed.peildatum = dossier.peildatum;
  changed.aanvraagdatum = dossier.aanvraagdatum;
  changed.deviations = std::move(deviations);
  return changed;
}

std::string row_of(const study::StudyResult& result) {
  constexpr std::array verdicts{Oordeel::VoldoetNiet, Oordeel::Onbepaald, Oordeel::AfwegingNodig};
  std::string row{to_string(result.eindoordeel)};
  for (const study::ZoneResult& zone : result.zones) {
    row += fmt::format(",{},{}", study::rounded(zone.grootste_afstand_m), study::rounded(zone.oppervlakte_m2));
  }
  for (const Oordeel verdict : verdicts) {
    row += fmt::format(",{}", std::count_if(result.panden.begin(), result.panden.end(), [&](const auto& pand) {
                         return study::oordeel_of(pand, *result.rules) == verdict;
                       }));
  }
  for (const study::Deeloordeel& part : result.deeloordelen) row += fmt::format(",{}", to_string(part.oordeel));
  return row + "," + csv_cell(study::verdict_basis(result, study::Language::Nl));
}

}  // namespace

SweepAxis sweep_axis(std::string_view text) {
  constexpr std::size_t most_values = 1000;
  const auto equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) malformed(text);
  SweepAxis axis;
  axis.name = text.substr(0, equals);
  std::vector<std::string> parts(1);
  for (const char c : text.substr(equals + 1)) {
    if (c == ':') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  const bool logarithmic = parts.size() == 4 && parts[3] == "log";
  if (parts.size() != 3 && !logarithmic) malformed(text);
  const auto number_of = [&](const std::string& part) {
    const TypedNumber read = read_number(part);
    if (read.ambiguous()) throw DossierError({ambiguous_number('D', {"--over", 0, 0, {}}, axis.name, part, read)});
    return read.value;
  };
  const auto from = number_of(parts[0]);
  const auto to = number_of(parts[1]);
  std::size_t n = 0;
  const char* end = parts[2].data() + parts[2].size();
  const auto [stop, error] = std::from_chars(parts[2].data(), end, n);
  if (!from || !to || error != std::errc{} || stop != end || n < 2 || n > most_values) malformed(text);
  if (!from->unit.empty() && !to->unit.empty() && from->unit != to->unit) malformed(text);
  if (logarithmic && (from->number <= 0.0 || to->number <= 0.0)) malformed(text);
  axis.unit = from->unit.empty() ? to->unit : from->unit;
  for (std::size_t i = 0; i < n; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(n - 1);
    axis.values.push_back(logarithmic ? from->number * std::pow(to->number / from->number, share)
                                      : from->number + share * (to->number - from->number));
  }
  return axis;
}

std::string sweep_csv(const Dossier& dossier, const RuleCatalog& catalog, const std::vector<SweepAxis>& axes,
                      const std::stop_token& stop, const study::Progress& progress) {
  std::vector<std::vector<double>> points{{}};
  for (const SweepAxis& axis : axes) {
    std::vector<std::vector<double>> longer;
    for (const std::vector<double>& point : points) {
      for (const double value : axis.values) {
        longer.push_back(point);
        longer.back().push_back(value);
      }
    }
    points = std::move(longer);
  }
  std::string head;
  std::string rows;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (stop.stop_requested()) throw Cancelled{};
    if (progress) progress("sweep", static_cast<double>(i) / static_cast<double>(points.size()));
    const study::StudyResult result = study::run_study(with_values(dossier, axes, points[i]), catalog, stop);
    if (head.empty()) {
      head = fmt::format("# batterisk sweep regelset={}{}\n", result.rules->id, result.ontwerp ? " ONTWERP" : "");
      for (const SweepAxis& axis : axes) head += fmt::format("{} ({}),", axis.name, axis.unit.empty() ? "-" : axis.unit);
      head += "oordeel";
      for (const study::ZoneResult& zone : result.zones) head += fmt::format(",{0}_afstand_m,{0}_m2", zone.naam);
      head += ",voldoet_niet,onbepaald,afweging_nodig";
      for (const study::Deeloordeel& part : result.deeloordelen) head += ",oordeel_" + part.onderdeel;
      head += ",grondslag\n";
    }
    for (const double value : points[i]) rows += fmt::format("{},", study::rounded(value));
    rows += row_of(result) + "\n";
  }
  if (progress) progress("sweep", 1.0);
  return head + rows;
}

}  // namespace batterisk::portfolio
