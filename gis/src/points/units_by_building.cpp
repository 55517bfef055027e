#include "points/units_by_building.hpp"

#include "read/layer_reading.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace batterisk::gis {
namespace {

constexpr std::size_t progress_interval = 65536;

std::optional<std::uint64_t> number_of_id(std::string_view id) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  const bool whole = error == std::errc{} && end == id.data() + id.size();
  return whole ? std::optional{number} : std::nullopt;
}

}  // namespace

UnitsByBuilding::UnitsByBuilding(const LayerRequest& layer, const BagStatusTable& statuses, const std::stop_token& stop,
                                 const LayerProgress& progress) {
  LayerReport report;
  std::vector<Diagnostic> diagnostics;
  std::optional<LayerSource> source = open_layer(layer, report, diagnostics);
  if (!source) throw LayerError(std::move(diagnostics));
  source->filters_by_index = false;
  const Geos geos;
  Reading reading{layer, std::move(*source), report, diagnostics, geos};
  const int status_field = reading.source.column(Meaning::Status);
  const int use_field = reading.source.column(Meaning::Gebruiksdoel);
  const int area_field = reading.source.column(Meaning::Oppervlakte);
  std::map<std::string, std::uint32_t, std::less<>> known;
  const auto use = [&](const OGRFeature& feature, const RecordHead& head) {
    if (progress && report.features_read % progress_interval == 0) {
      progress(report.layer, static_cast<double>(report.features_read) /
                                 static_cast<double>(std::max<std::int64_t>(report.features_total, 1)));
    }
    if (standing(text(feature, status_field), statuses) == Standing::Vervallen && !head.occurrence.begins_later) return;
    const std::string written = text(feature, use_field);
    const auto [it, is_new] = known.try_emplace(written, static_cast<std::uint32_t>(uses_.size()));
    if (is_new) uses_.push_back(uses(feature, use_field, statuses, head.id, report));
    const auto m2 = static_cast<float>(area(feature, area_field, head.id, report).value_or(0.0));
    for (const std::string& pand : named_buildings(feature, reading)) {
      if (const auto number = number_of_id(pand)) units_.push_back({*number, it->second, m2});
    }
  };
  const Box everywhere{{-1e9, -1e9}, {1e9, 1e9}};
  const bool complete = for_each_feature(reading, everywhere, stop, always, use);
  if (!complete && !stop.stop_requested()) throw LayerError(std::move(diagnostics));
  judge_completeness(reading);
  incomplete_ = !report.flaws.incomplete.empty();
  std::stable_sort(units_.begin(), units_.end(), [](const Unit& a, const Unit& b) { return a.pand < b.pand; });
}

std::vector<Verblijfsobject> UnitsByBuilding::of(std::string_view pand) const {
  std::vector<Verblijfsobject> found;
  const auto number = number_of_id(pand);
  if (!number) return found;
  const auto first = std::lower_bound(units_.begin(), units_.end(), *number,
                                      [](const Unit& unit, std::uint64_t id) { return unit.pand < id; });
  for (auto it = first; it != units_.end() && it->pand == *number; ++it) {
    Verblijfsobject unit;
    unit.identificatie = "-";  // of its own, not of the building
    unit.gebruiksdoelen = uses_[it->uses];
    if (it->m2 > 0.0F) unit.oppervlakte_m2 = static_cast<double>(it->m2);
    found.push_back(std::move(unit));
  }
  return found;
}

}  // namespace batterisk::gis
