#pragma once

#include "batterisk/study/tables/tables.hpp"

#include "batterisk/study/run/study_result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The tables of a result, by subject, and how their cells are made.
namespace batterisk::study::detail {

using gis::FeatureTable;
using gis::Field;
using gis::FieldType;
using gis::GeometryType;
using gis::Row;
using gis::Value;

inline Value number(double value) { return rounded(value); }
inline Value text(std::string_view value) { return std::string{value}; }
inline Value count(std::size_t value) { return static_cast<std::int64_t>(value); }
/// With commas between.
[[nodiscard]] std::string joined(const std::vector<std::string>& words);
[[nodiscard]] MultiPolygon oriented_all(MultiPolygon polygons);

enum class Objects { Buildings, Locations };

// zone_tables.cpp
[[nodiscard]] FeatureTable pr_table(const StudyResult& r);
[[nodiscard]] FeatureTable area_table(const StudyResult& r);
[[nodiscard]] FeatureTable group_risk_table(const StudyResult& r);
[[nodiscard]] FeatureTable distance_table(const StudyResult& r);
[[nodiscard]] FeatureTable direction_table(const StudyResult& r);
[[nodiscard]] FeatureTable source_table(const StudyResult& r);
[[nodiscard]] FeatureTable site_table(const StudyResult& r);
// uncertainty_tables.cpp
[[nodiscard]] FeatureTable uncertain_zone_table(const StudyResult& r);
[[nodiscard]] FeatureTable uncertain_object_table(const StudyResult& r);
[[nodiscard]] FeatureTable uncertain_value_table(const StudyResult& r);
// object_tables.cpp
[[nodiscard]] FeatureTable object_table(const StudyResult& r, Objects objects);
[[nodiscard]] FeatureTable own_ground_table(const StudyResult& r);
[[nodiscard]] FeatureTable class_table(const StudyResult& r);
[[nodiscard]] FeatureTable part_table(const StudyResult& r);
[[nodiscard]] FeatureTable building_rules_table(const StudyResult& r);
[[nodiscard]] FeatureTable finding_table(const StudyResult& r);
[[nodiscard]] FeatureTable parcel_table(const StudyResult& r);
[[nodiscard]] FeatureTable overlap_table(const StudyResult& r);
// run_tables.cpp
[[nodiscard]] FeatureTable scenario_table(const StudyResult& r);
[[nodiscard]] FeatureTable measure_table(const StudyResult& r);
[[nodiscard]] FeatureTable choice_table(const StudyResult& r);
[[nodiscard]] FeatureTable parameter_table(const StudyResult& r);
[[nodiscard]] FeatureTable message_table(const StudyResult& r);
[[nodiscard]] FeatureTable run_table(const StudyResult& r);
[[nodiscard]] FeatureTable layer_table(const StudyResult& r);
[[nodiscard]] FeatureTable layer_quality_table(const StudyResult& r);

}  // namespace batterisk::study::detail
