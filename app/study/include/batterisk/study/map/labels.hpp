#pragma once

#include "batterisk/study/map/drawing.hpp"

#include <optional>
#include <vector>

/// What may cover what on a map: the rules for labels, on paper and on a screen (mm).
namespace batterisk::study {

/// Keeps labels apart and inside the frame: first come, first served.
class LabelPlacer {
 public:
  explicit LabelPlacer(const drawing::Rect& frame) : frame_{frame} {}

  [[nodiscard]] const drawing::Rect& frame() const { return frame_; }
  [[nodiscard]] bool inside(const drawing::Rect& box) const;
  [[nodiscard]] bool free(const drawing::Rect& box) const;
  /// Area that a label here would cover of those that have their place.
  [[nodiscard]] double covered(const drawing::Rect& box) const;
  void take(const drawing::Rect& box) { taken_.push_back(box); }
  /// Takes the first free place of a label of this size around an object; nothing when there is none.
  std::optional<drawing::Rect> beside(const drawing::Rect& object, double width, double height);

 private:
  drawing::Rect frame_;
  std::vector<drawing::Rect> taken_;
};

/// A label on a line, or beside a ring that is too small for it, with a leader to the ring.
struct LineLabel {
  drawing::Rect box;
  std::optional<drawing::Point> leader_to;
};

/// Places labels of one size on a closed line that is partly in the frame: the first always, where it covers least when
/// no place is free, more where the line is long. `start`: share of the line where the search begins. `others`: labels
/// of the same thing, kept at a distance.
[[nodiscard]] std::vector<LineLabel> labels_on(const std::vector<drawing::Point>& ring, double width, double height,
                                               double start, const std::vector<LineLabel>& others, LabelPlacer& placer);

}  // namespace batterisk::study
