#pragma once

#include "batterisk/study/run/study.hpp"

#include <string>

namespace batterisk::study {

/// The result as one JSON document (schema: `result_schema`): head, verdict, units, and every table of `result_tables`
/// as an array of objects with the same column names; geometries as GeoJSON in RD metres. Fixed key order, numbers with
/// 9 significant digits, `null` for what is missing.
[[nodiscard]] std::string result_json(const StudyResult& result);

/// JSON Schema (2020-12) of `result_json`, derived from the columns of the tables.
[[nodiscard]] std::string result_schema();

}  // namespace batterisk::study
