#include "batterisk/study/run/sensitivity.hpp"

#include "batterisk/core/rules/rule_diff.hpp"

#include <algorithm>
#include <optional>

namespace batterisk::study {
namespace {

// Largest distance of each zone with one other value; nothing when the rules refuse it.
std::optional<std::vector<double>> distances_with(const StudyResult& result, const RuleCatalog& catalog,
                                                  const Provenance& key, double value, const std::string& unit,
                                                  const std::stop_token& stop) {
  Dossier dossier = result.dossier;
  std::erase_if(dossier.deviations, [&](const Deviation& d) { return d.parameter == key.key; });
  Deviation deviation;
  deviation.parameter = key.key;
  deviation.value = value;
  deviation.unit = unit;
  deviation.motivation = "gevoeligheid";
  dossier.deviations.push_back(std::move(deviation));
  try {
    RiskStudy risk = compute_risk(dossier, catalog);
    const StudyZones computed = compute_zones(risk, stop);
    std::vector<double> distances;
    for (const ZoneResult& zone : result.zones) {
      const auto same = std::find_if(computed.zones.begin(), computed.zones.end(),
                                     [&](const ZoneResult& z) { return z.naam == zone.naam; });
      distances.push_back(same == computed.zones.end() ? 0.0 : same->grootste_afstand_m);
    }
    return distances;
  } catch (const InputError&) {
    return std::nullopt;
  }
}

}  // namespace

Sensitivity sensitivity(const StudyResult& result, const RuleCatalog& catalog, const std::stop_token& stop,
                        const Progress& progress) {
  Sensitivity found;
  for (const ZoneResult& zone : result.zones) {
    found.zones.push_back(zone.naam);
    found.as_computed_m.push_back(zone.grootste_afstand_m);
  }
  const RuleDocument& method = find_rule_document(catalog, result.rules->files.front().id);
  double done = 0.0;
  for (const auto& key : result.used_keys) {
    if (stop.stop_requested()) throw Cancelled{};
    if (progress) progress("gevoeligheid", done++ / static_cast<double>(result.used_keys.size()));
    const auto entry = method.entries.find(key->key);
    if (entry == method.entries.end() || !std::holds_alternative<double>(entry->second.value)) continue;
    const auto& range = entry->second.range;
    if (!range || range->first == range->second) {
      found.without_range.push_back(key->key);
      continue;
    }
    const std::string& unit = entry->second.provenance->eenheid;
    auto low = distances_with(result, catalog, *key, range->first, unit, stop);
    auto high = distances_with(result, catalog, *key, range->second, unit, stop);
    if (!low || !high) {
      found.tied.push_back(key->key);
      continue;
    }
    found.keys.push_back({key, range->first, range->second, std::move(*low), std::move(*high)});
  }
  if (progress) progress("gevoeligheid", 1.0);
  return found;
}

}  // namespace batterisk::study
