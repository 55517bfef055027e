#include "batterisk/render/labels.hpp"

#include <QLineF>

#include <algorithm>
#include <array>
#include <cmath>

namespace batterisk::render {
namespace {

constexpr double step = 6.0;

// Points on a closed line, about 6 px apart, at most 2000 of them.
std::vector<QPointF> points_along(const QPolygonF& line) {
  double length = 0.0;
  for (qsizetype i = 0; i < line.size(); ++i) length += QLineF(line[i], line[(i + 1) % line.size()]).length();
  const double apart = std::max(step, length / 2000.0);
  std::vector<QPointF> points;
  double next = 0.0;
  for (qsizetype i = 0; i < line.size(); ++i) {
    const QLineF edge(line[i], line[(i + 1) % line.size()]);
    for (; next < edge.length(); next += apart) points.push_back(edge.pointAt(next / edge.length()));
    next -= edge.length();
  }
  return points;
}

QRectF around(QPointF centre, QSizeF size) {
  return {centre.x() - size.width() / 2.0, centre.y() - size.height() / 2.0, size.width(), size.height()};
}

}  // namespace

bool Labels::free(const QRectF& box) const {
  return frame_.adjusted(3.0, 3.0, -3.0, -3.0).contains(box) &&
         std::none_of(taken_.begin(), taken_.end(), [&box](const QRectF& r) { return r.intersects(box); });
}

std::optional<QRectF> Labels::beside(const QRectF& object, QSizeF size) {
  const double w = size.width();
  const double h = size.height();
  for (const double gap : {2.0, 10.0}) {
    const double middle_x = object.center().x() - w / 2.0;
    const double middle_y = object.center().y() - h / 2.0;
    const double left = object.left() - gap - w;
    const double right = object.right() + gap;
    const double above = object.top() - gap - h;
    const double below = object.bottom() + gap;
    const std::array<QPointF, 8> places{{{middle_x, above}, {middle_x, below}, {right, middle_y}, {left, middle_y},
                                         {right, above},    {left, above},     {right, below},    {left, below}}};
    for (const QPointF place : places) {
      const QRectF box(place, size);
      if (!free(box)) continue;
      take(box);
      return box;
    }
  }
  return std::nullopt;
}

std::vector<QRectF> Labels::on_line(const QPolygonF& line, QSizeF size, double start) {
  constexpr std::size_t most = 4;
  std::vector<QRectF> labels;
  if (line.size() < 3) return labels;
  const std::vector<QPointF> points = points_along(line);
  if (points.empty()) return labels;
  if (line.boundingRect().width() < size.width() && line.boundingRect().height() < size.width()) {
    if (const auto box = beside(line.boundingRect(), size)) labels.push_back(*box);
    return labels;
  }
  double length = 0.0;
  for (std::size_t i = 1; i < points.size(); ++i) length += QLineF(points[i - 1], points[i]).length();
  const double apart = std::max(150.0, length / 6.0);  // in a straight line, so a quarter of the way round a circle
  const auto first = static_cast<std::size_t>(start * static_cast<double>(points.size()));
  std::optional<QRectF> crowded;
  for (std::size_t i = 0; i < points.size() && labels.size() < most; ++i) {
    const QRectF box = around(points[(first + i) % points.size()], size);
    if (!crowded && frame_.contains(box)) crowded = box;
    const bool far = std::all_of(labels.begin(), labels.end(), [&box, apart](const QRectF& other) {
      return QLineF(other.center(), box.center()).length() >= apart;
    });
    if (!far || !free(box)) continue;
    take(box);
    labels.push_back(box);
  }
  if (labels.empty() && crowded) {
    take(*crowded);
    labels.push_back(*crowded);
  }
  return labels;
}

}  // namespace batterisk::render
