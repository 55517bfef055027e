#include "batterisk/study/tables/tables.hpp"

#include "batterisk/study/tables/layer_style.hpp"
#include "tables/table_parts.hpp"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace batterisk::study {

std::string detail::joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, ",")); }

MultiPolygon detail::oriented_all(MultiPolygon polygons) {
  for (Polygon& polygon : polygons) polygon = oriented(std::move(polygon));
  return polygons;
}

double rounded(double value) {
  if (!std::isfinite(value)) throw NotFinite{};
  if (value == 0.0) return value;
  char text[40];
  const auto [end, error] = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific, 8);
  double result = value;
  std::from_chars(text, end, result);
  return result;
}

std::vector<gis::FeatureTable> table_layouts() { return result_tables(StudyResult{}); }

std::vector<gis::FeatureTable> result_tables(const StudyResult& result) {
  using namespace detail;
  std::vector<FeatureTable> tables{site_table(result),
                                   pr_table(result),
                                   area_table(result),
                                   source_table(result),
                                   object_table(result, Objects::Buildings),
                                   object_table(result, Objects::Locations),
                                   own_ground_table(result),
                                   class_table(result),
                                   part_table(result),
                                   finding_table(result),
                                   building_rules_table(result),
                                   parcel_table(result),
                                   distance_table(result),
                                   direction_table(result),
                                   overlap_table(result),
                                   scenario_table(result),
                                   measure_table(result),
                                   choice_table(result),
                                   group_risk_table(result),
                                   uncertain_zone_table(result),
                                   uncertain_object_table(result),
                                   uncertain_value_table(result),
                                   parameter_table(result),
                                   message_table(result),
                                   layer_table(result),
                                   layer_quality_table(result)};
  FeatureTable info = run_table(result);
  // An empty table says so in every format.
  for (const FeatureTable& table : tables) {
    info.rows.push_back({{text("rijen:" + table.name), text(fmt::format("{}", table.rows.size()))}, {}});
  }
  if (!result.rules) info.rows.clear();  // the layout alone
  tables.push_back(std::move(info));
  return tables;
}

}  // namespace batterisk::study
