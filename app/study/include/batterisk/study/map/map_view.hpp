#pragma once

#include "batterisk/study/map/drawing.hpp"

#include "batterisk/core/base/geometry.hpp"

#include <string>
#include <vector>

namespace batterisk::study {

/// Which part of the world a map shows, where on the sheet, and how large. North is up.
struct MapView {
  drawing::Rect frame;  ///< on the sheet (mm)
  RdPoint centre;       ///< shown at the centre of the frame
  double scale;         ///< denominator

  [[nodiscard]] drawing::Point on_sheet(RdPoint p) const {
    const double mm_per_m = 1000.0 / scale;
    return {frame.centre().x + (p.x - centre.x) * mm_per_m, frame.centre().y - (p.y - centre.y) * mm_per_m};
  }
  [[nodiscard]] std::vector<drawing::Point> on_sheet(const Ring& ring) const;
  [[nodiscard]] drawing::Rect on_sheet(const Box& box) const;
  /// As a path, without vertices that move a line by `tolerance` (mm) or less; 0 keeps all. Overlapping polygons stay
  /// filled.
  [[nodiscard]] drawing::Path on_sheet(const MultiPolygon& polygons, double tolerance) const;
  /// What the frame shows (RD).
  [[nodiscard]] Box box() const;
};

/// Largest usual scale at which `all` fits in the frame with some margin.
[[nodiscard]] double usual_scale(const Box& all, const drawing::Rect& frame);

/// "1:2500"; "1:12.500" where there is more to read.
[[nodiscard]] std::string scale_text(double denominator, Language language);

/// True when the border of a polygon passes through the box.
[[nodiscard]] bool border_in(const MultiPolygon& polygons, const Box& box);
/// True when some of the polygons shows in the box.
[[nodiscard]] bool visible_in(const MultiPolygon& polygons, const Box& box);

/// A point inside a polygon, near the middle of it: the middle of its widest stretch at half height.
[[nodiscard]] RdPoint point_inside(const Polygon& polygon);

/// The step of the series 1, 2, 5, 10, 20, .. nearest below or at `most`.
[[nodiscard]] double round_step(double most);

}  // namespace batterisk::study
