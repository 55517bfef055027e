#pragma once

#include "map/svg.hpp"

#include "batterisk/core/base/geometry.hpp"

#include <optional>
#include <vector>

namespace batterisk::study {

/// Which part of the world a map shows, where on the sheet, and how large. North is up.
struct MapView {
  svg::Rect frame;  ///< on the sheet (mm)
  RdPoint centre;   ///< shown at the centre of the frame
  double scale;     ///< denominator

  [[nodiscard]] svg::Point on_sheet(RdPoint p) const {
    const double mm_per_m = 1000.0 / scale;
    return {frame.centre().x + (p.x - centre.x) * mm_per_m, frame.centre().y - (p.y - centre.y) * mm_per_m};
  }
  [[nodiscard]] std::vector<svg::Point> on_sheet(const Ring& ring) const;
  [[nodiscard]] svg::Rect on_sheet(const Box& box) const;
  /// What the frame shows (RD).
  [[nodiscard]] Box box() const;
};

/// Largest usual scale at which `all` fits in the frame with some margin.
[[nodiscard]] double usual_scale(const Box& all, const svg::Rect& frame);

/// The ring without vertices that move its line by less than `tolerance` (mm): Douglas and Peucker (1973).
[[nodiscard]] std::vector<svg::Point> without_needless_vertices(const std::vector<svg::Point>& ring,
                                                                double tolerance);

/// True when the border of a polygon passes through the box.
[[nodiscard]] bool border_in(const MultiPolygon& polygons, const Box& box);

/// A point inside a polygon, near the middle of it: the middle of its widest stretch at half height.
[[nodiscard]] RdPoint point_inside(const Polygon& polygon);

/// The step of the series 1, 2, 5, 10, 20, .. nearest below or at `most`.
[[nodiscard]] double round_step(double most);

/// Keeps labels apart and inside the frame: first come, first served.
class LabelPlacer {
 public:
  explicit LabelPlacer(const svg::Rect& frame) : frame_{frame} {}

  [[nodiscard]] bool inside(const svg::Rect& box) const;
  [[nodiscard]] bool free(const svg::Rect& box) const;
  void take(const svg::Rect& box) { taken_.push_back(box); }
  /// Takes the first free place of a label of this size around an object; nothing when there is none.
  std::optional<svg::Rect> beside(const svg::Rect& object, double width, double height);

 private:
  svg::Rect frame_;
  std::vector<svg::Rect> taken_;
};

/// A label on a line, or beside a ring that is too small for it, with a leader to the ring.
struct LineLabel {
  svg::Rect box;
  std::optional<svg::Point> leader_to;
};

/// Places labels of one size on a closed line that is partly in the frame: the first always, more where the
/// line is long. `start`: share of the line where the search begins. `others`: labels of the same thing, kept
/// at a distance.
[[nodiscard]] std::vector<LineLabel> labels_on(const std::vector<svg::Point>& ring, double width,
                                               double height, double start,
                                               const std::vector<LineLabel>& others, LabelPlacer& placer);

}  // namespace batterisk::study
