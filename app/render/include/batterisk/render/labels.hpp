#pragma once

#include <QPointF>
#include <QPolygonF>
#include <QRectF>

#include <optional>
#include <vector>

namespace batterisk::render {

/// Keeps labels apart and inside a picture: first come, first served.
class Labels {
 public:
  explicit Labels(const QRectF& frame) : frame_{frame} {}

  [[nodiscard]] bool free(const QRectF& box) const;
  void take(const QRectF& box) { taken_.push_back(box); }
  /// Takes the first free place of this size around an object.
  std::optional<QRectF> beside(const QRectF& object, QSizeF size);
  /// Takes places of this size on a closed line, at least 150 px apart and at most four; the first also where it is
  /// crowded. `start`: share of the line where the search begins, so that nested lines do not put theirs in a row.
  std::vector<QRectF> on_line(const QPolygonF& line, QSizeF size, double start);

 private:
  QRectF frame_;
  std::vector<QRectF> taken_;
};

}  // namespace batterisk::render
