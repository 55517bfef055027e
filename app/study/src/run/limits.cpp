#include "batterisk/study/run/limits.hpp"

#include "batterisk/core/base/codes.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace batterisk::study {

std::vector<Diagnostic> limits_of_zones(const StudyZones& zones, double cap_m, const Place& dossier) {
  std::vector<Diagnostic> messages;
  for (const std::string& stof : zones.undetermined) {
    messages.push_back({codes::gifwolk_undetermined, Severity::Waarschuwing, dossier, {stof}});
  }
  if (zones.gifwolk_uncapped_m > cap_m) {
    messages.push_back({codes::gifwolk_capped, Severity::Waarschuwing, dossier,
                        {fmt::format("{:.0f}", zones.gifwolk_uncapped_m), fmt::format("{:.0f}", cap_m)}});
  }
  bool all_zero = true;
  for (const ZoneResult& zone : zones.zones) {
    all_zero = all_zero && zone.polygons.empty();
    if (zone.zone.truncated) messages.push_back({codes::contour_truncated, Severity::Waarschuwing, dossier, {zone.naam}});
  }
  if (all_zero) messages.push_back({codes::zero_result, Severity::Waarschuwing, dossier, {"alle zones"}});
  return messages;
}

std::vector<Diagnostic> limits_of_layers(const Surroundings& surroundings, bool unsettled, const Place& dossier) {
  std::vector<Diagnostic> messages;
  for (const LayerKind kind : {LayerKind::Panden, LayerKind::Percelen}) {
    const bool present = kind == LayerKind::Panden ? surroundings.panden.has_value() : surroundings.percelen.has_value();
    if (!present) {
      messages.push_back({codes::layer_missing_for_verdict, Severity::Waarschuwing, dossier, {std::string{to_string(kind)}}});
    } else if (!surroundings.covers(kind)) {
      const Box& box = surroundings.study_box;
      messages.push_back({codes::study_not_covered, Severity::Waarschuwing, dossier,
                          {std::string{to_string(kind)},
                           fmt::format("{:.0f} x {:.0f} m", box.max.x - box.min.x, box.max.y - box.min.y)}});
    }
  }
  const auto& reports = surroundings.reports;
  const bool units = std::any_of(reports.begin(), reports.end(), [](const LayerReport& report) {
    return report.kind == LayerKind::Verblijfsobjecten && report.usable;
  });
  if (!units && unsettled) {
    messages.push_back({codes::layer_missing_for_verdict, Severity::Waarschuwing, dossier,
                        {std::string{to_string(LayerKind::Verblijfsobjecten)}}});
  }
  return messages;
}

}  // namespace batterisk::study
