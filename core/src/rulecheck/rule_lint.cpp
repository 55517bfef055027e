#include "batterisk/core/rulecheck/rule_lint.hpp"

#include "base/table_reader.hpp"
#include "batterisk/core/area/aandachtsgebied.hpp"
#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/units.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace batterisk {
namespace {

constexpr std::array areas{Aandachtsgebied::Brand, Aandachtsgebied::Explosie, Aandachtsgebied::Gifwolk};

// Probing: how finely, and what counts. Half a metre is below what a map shows; a step of a fifth is no slope.
constexpr int sizes = 24;
constexpr double least_decrease_m = 0.5;
constexpr double least_jump_m = 2.0;
constexpr double least_jump_share = 0.2;
constexpr double same_energy = 1e-5;  // relative width of an interval that counts as one energy

std::vector<double> numbers(const RuleEntry& entry) {
  if (const auto* number = std::get_if<double>(&entry.value)) return {*number};
  if (const auto* list = std::get_if<std::vector<double>>(&entry.value)) return *list;
  return {};
}

// An official set may confirm a value by repeating it; a draft holds only what changes.
void lint_entry(const RuleEntry& entry, const RuleEntry& base, bool draft, std::vector<Diagnostic>& findings) {
  const Provenance& p = *entry.provenance;
  const auto warn = [&](Code code, std::vector<std::string> args) {
    args.insert(args.begin(), p.key);
    findings.push_back({code, Severity::Waarschuwing, p.place, std::move(args)});
  };
  if (p.bewijs == Bewijs::Ontbreekt && base.provenance->bewijs != Bewijs::Ontbreekt) warn(codes::overlay_gap, {});
  const std::string& unit = p.eenheid;
  const std::string& base_unit = base.provenance->eenheid;
  const bool same = entry.value == base.value && entry.at == base.at && entry.comparison == base.comparison &&
                    unit == base_unit && p.bewijs == base.provenance->bewijs && p.bron == base.provenance->bron &&
                    p.vindplaats == base.provenance->vindplaats;
  if (same && draft) warn(codes::overlay_same_value, {p.waarde});
  if (base.informative && draft) warn(codes::key_informative, {});
  if (entry.normsoort != base.normsoort) warn(codes::overlay_other_class, {entry.normsoort, base.normsoort});
  const std::vector<double> values = numbers(entry);
  if (values.empty()) return;
  if (unit != base_unit) warn(codes::overlay_other_unit, {unit, base_unit});
  if (!base.range) return;
  for (const double v : values) {
    const auto in_base = unit == base_unit ? std::optional{v} : detail::converted(v, unit, base_unit);
    if (!in_base || (*in_base >= base.range->first && *in_base <= base.range->second)) continue;
    warn(codes::overlay_outside_range,
         {fmt::format("{} {}", v, unit),
          fmt::format("{} .. {} {}", base.range->first, base.range->second, base_unit)});
  }
}

// Largest distance of each area around one container in the middle of the country.
class Probe {
 public:
  Probe(const RuleSet& rules, CellChemistry chemistry) : rules_{rules}, models_{effect_models(rules, used_)} {
    BatteryUnit unit;
    unit.id = "lint";
    unit.chemistry = chemistry;
    unit.position = {155000.0, 463000.0};
    // A 20 ft container (ISO 668, 1CC), the usual enclosure.
    unit.length = Length::m(6.058);
    unit.width = Length::m(2.438);
    unit.height = Length::m(2.591);
    dossier_.units.push_back(unit);
    weather_ = study_weather(dossier_, rules, unit.position, used_);
  }

  [[nodiscard]] std::array<double, areas.size()> operator()(Energy energy) {
    dossier_.units.front().total_energy = energy;
    const ScenarioSet set = derive_scenarios(dossier_, rules_, used_);
    const Aandachtsgebieden found = aandachtsgebieden(set.scenarios, models_, weather_, rules_, used_);
    std::array<double, areas.size()> largest{};
    for (const EffectDistance& d : found.distances) {
      double& place = largest[static_cast<std::size_t>(d.soort)];
      place = std::max(place, d.from_centre_m);
    }
    return largest;
  }

 private:
  const RuleSet& rules_;
  UsedKeys used_;
  EffectModels models_;
  Dossier dossier_;
  StudyWeather weather_;
};

struct Size {
  Energy energy;
  std::array<double, areas.size()> distance;
};

bool jumps(double from, double to) {
  const double step = std::abs(to - from);
  return step > least_jump_m && step > least_jump_share * std::max(from, to);
}

std::string shown(Energy energy) { return fmt::format("{:.6g} kWh", energy.kwh()); }
std::string shown_m(double distance) { return fmt::format("{:.1f} m", distance); }

}  // namespace

std::vector<Diagnostic> lint_overlays(const RuleCatalog& catalog) {
  std::vector<Diagnostic> findings;
  for (const RuleDocument& d : catalog.documents) {
    const RuleDocument* base = d.base.empty() ? nullptr : catalog.find(d.base);
    if (base == nullptr) continue;
    for (const auto& [key, entry] : d.entries) {
      if (entry.provenance->rule_set != d.id) continue;
      const auto of_base = base->entries.find(key);
      if (of_base != base->entries.end()) {
        lint_entry(entry, of_base->second, d.status == DocumentStatus::Ontwerp, findings);
      }
    }
  }
  return findings;
}

std::vector<Diagnostic> lint_zones(const RuleSet& rules, Energy least, Energy largest) {
  std::vector<Diagnostic> findings;
  const Place place{rules.id, 0, 0, {}};
  for (const CellChemistry chemistry : {CellChemistry::Lfp, CellChemistry::Nmc}) {
    const auto& known = rules.method.scope.chemistry.value;
    if (std::find(known.begin(), known.end(), to_string(chemistry)) == known.end()) continue;
    Probe probe{rules, chemistry};
    std::vector<Size> series;
    for (int i = 0; i < sizes; ++i) {
      const double share = static_cast<double>(i) / (sizes - 1);
      const Energy energy = Energy::kwh(least.kwh() * std::pow(largest / least, share));
      series.push_back({energy, probe(energy)});
    }
    for (const Aandachtsgebied area : areas) {
      const auto a = static_cast<std::size_t>(area);
      const auto warn = [&](Code code, std::vector<std::string> rest) {
        rest.insert(rest.begin(), fmt::format("{}, {}, {}", rules.id, to_string(area), to_string(chemistry)));
        findings.push_back({code, Severity::Waarschuwing, place, std::move(rest)});
      };
      bool smaller = false;
      bool jumped = false;
      for (std::size_t i = 1; i < series.size(); ++i) {
        Size low = series[i - 1];
        Size high = series[i];
        if (!smaller && high.distance[a] < low.distance[a] - least_decrease_m) {
          smaller = true;
          warn(codes::not_monotonic, {shown(low.energy) + ": " + shown_m(low.distance[a]),
                                      shown(high.energy) + ": " + shown_m(high.distance[a])});
        }
        // Halve the interval around the larger step as long as that step does not become a slope.
        while (!jumped && jumps(low.distance[a], high.distance[a])) {
          const Energy middle = Energy::kwh(std::sqrt(low.energy.kwh() * high.energy.kwh()));
          const Size half{middle, probe(middle)};
          const bool upper = std::abs(high.distance[a] - half.distance[a]) >
                             std::abs(half.distance[a] - low.distance[a]);
          (upper ? low : high) = half;
          jumped = high.energy / low.energy < 1.0 + same_energy && jumps(low.distance[a], high.distance[a]);
        }
        if (jumped) {
          warn(codes::cliff, {shown(high.energy), shown_m(low.distance[a]), shown_m(high.distance[a])});
          break;
        }
      }
    }
  }
  return findings;
}

}  // namespace batterisk
