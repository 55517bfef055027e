#pragma once

#include "batterisk/gis/points/points.hpp"

namespace batterisk::gis {

/// True for a file of which the name ends like that of a table as text: csv, tsv, txt.
[[nodiscard]] bool is_point_table(const std::filesystem::path& path);

/// Points of such a table, as `read_points` gives them.
[[nodiscard]] PointRows read_point_table(const PointRequest& request);

/// A coordinate in a column.
struct CoordinateCell {
  std::string column;
  std::string text;
  Place place;
};

/// Point of two cells in RD metres; nothing, with a message, where one of them is no number.
[[nodiscard]] std::optional<RdPoint> point_of(const CoordinateCell& x, const CoordinateCell& y, const std::string& id,
                                              std::vector<Diagnostic>& findings);

/// Message D063: this row has no point, for this reason.
[[nodiscard]] Diagnostic no_point(const std::string& id, std::string why, const Place& place);
/// Message D064: a row without text in the column of ids.
[[nodiscard]] Diagnostic no_id(const std::string& column, const Place& place);

[[nodiscard]] RdPoint on_millimetre(RdPoint p);

}  // namespace batterisk::gis
