#include "run/study_messages.hpp"

#include "run/judging.hpp"

#include "batterisk/core/base/codes.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace batterisk::study {

void add_scope_messages(StudyResult& result, double gifwolk_uncapped, double cap) {
  auto& messages = result.messages;
  const Place whole{result.dossier.path, 0, 0, {}};
  if (gifwolk_uncapped > cap) {
    messages.push_back({codes::gifwolk_capped, Severity::Waarschuwing, whole,
                        {fmt::format("{:.0f}", gifwolk_uncapped), fmt::format("{:.0f}", cap)}});
  }
  bool all_zero = true;
  for (const ZoneResult& zone : result.zones) {
    all_zero = all_zero && zone.polygons.empty();
    if (zone.zone.truncated) {
      messages.push_back({codes::contour_truncated, Severity::Waarschuwing, whole, {zone.naam}});
    }
  }
  if (all_zero) messages.push_back({codes::zero_result, Severity::Waarschuwing, whole, {"alle zones"}});
  for (const LayerKind kind : {LayerKind::Panden, LayerKind::Percelen}) {
    const bool present = kind == LayerKind::Panden ? result.surroundings.panden.has_value()
                                                   : result.surroundings.percelen.has_value();
    if (!present) {
      messages.push_back({codes::layer_missing_for_verdict, Severity::Waarschuwing, whole, {std::string{to_string(kind)}}});
    } else if (!covers(result.surroundings, kind)) {
      const Box& box = result.surroundings.study_box;
      messages.push_back({codes::study_not_covered, Severity::Waarschuwing, whole,
                          {std::string{to_string(kind)},
                           fmt::format("{:.0f} x {:.0f} m", box.max.x - box.min.x, box.max.y - box.min.y)}});
    }
  }
}

void add_flash_distances(const RiskStudy& risk, std::vector<Diagnostic>& messages) {
  std::vector<const ToxicSource*> known;
  for (const Scenario& scenario : risk.scenarios.scenarios) {
    const auto* source = std::get_if<ToxicSource>(&scenario.source);
    if (source == nullptr || source->flash_dilution <= 0.0) continue;
    if (std::any_of(known.begin(), known.end(), [&](const ToxicSource* k) { return *k == *source; })) continue;
    known.push_back(source);
    double distance = 0.0;
    for (const WeatherClass& weather : risk.weather.classes) {
      distance = std::max(distance, flash_fire_distance_m(*source, weather, risk.models));
    }
    messages.push_back({codes::flash_distance, Severity::Info, {}, {scenario.unit, fmt::format("{:.1f}", distance)}});
  }
}

void add_unknown_objects(StudyResult& result) {
  for (const ObjectOpgave& object : result.dossier.objects) {
    if (object.vlak) continue;
    const auto& panden = result.surroundings.panden;
    const bool known = panden && std::any_of(panden->begin(), panden->end(), [&](const Pand& pand) {
                         return pand.identificatie == object.identificatie;
                       });
    if (known) continue;
    result.messages.push_back({codes::object_unknown, Severity::Waarschuwing, object.place, {object.identificatie}});
  }
}

void add_keys_without_effect(StudyResult& result) {
  std::vector<Deviation> given = result.dossier.deviations;
  for (const Measure& measure : result.dossier.measures) given.insert(given.end(), measure.values.begin(), measure.values.end());
  for (const Deviation& deviation : given) {
    const bool has_effect = std::any_of(result.used_keys.begin(), result.used_keys.end(),
                                        [&](const auto& key) { return key->key == deviation.parameter; });
    if (has_effect) continue;
    result.messages.push_back(
        {codes::key_without_effect, Severity::Waarschuwing, deviation.place, {deviation.parameter}});
  }
}

}  // namespace batterisk::study
