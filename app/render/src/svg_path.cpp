#include "svg_path.hpp"

#include "batterisk/render/svg_painter.hpp"

#include <charconv>
#include <cmath>
#include <numbers>
#include <string>

namespace batterisk::render {
namespace {

/// Reads the commands and numbers of path data.
class PathReader {
 public:
  explicit PathReader(std::string data) : data_{std::move(data)} {}

  /// False at the end. Numbers that follow a complete command repeat it.
  bool next_command(char& command) {
    skip();
    if (at_ == data_.size()) return false;
    const char c = data_[at_];
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      command = c;
      ++at_;
    } else if (command == 'M' || command == 'm') {
      command = command == 'M' ? 'L' : 'l';
    } else if (command == 'Z' || command == 'z' || command == ' ') {
      throw SvgError("path data: number without command");
    }
    return true;
  }

  double number() {
    skip();
    double value = 0.0;
    const char* from = data_.data() + at_;
    const auto [end, error] = std::from_chars(from, data_.data() + data_.size(), value);
    if (error != std::errc{}) throw SvgError("path data: number expected");
    at_ += static_cast<std::size_t>(end - from);
    return value;
  }

 private:
  void skip() {
    while (at_ < data_.size() && (data_[at_] == ' ' || data_[at_] == ',' || data_[at_] == '\n')) ++at_;
  }

  std::string data_;
  std::size_t at_ = 0;
};

// Circular arc without rotation: all that the signs of the maps use.
void arc_to(QPainterPath& path, PathReader& reader, bool relative) {
  const double radius = reader.number();
  const double other = reader.number();
  const double rotation = reader.number();
  const bool large = reader.number() != 0.0;
  const bool clockwise = reader.number() != 0.0;
  if (radius != other || rotation != 0.0) throw SvgError("path data: only circular arcs");
  const QPointF from = path.currentPosition();
  QPointF to{reader.number(), 0.0};
  to.setY(reader.number());
  if (relative) to += from;
  const QPointF half = (to - from) / 2.0;
  const double d = std::hypot(half.x(), half.y());
  if (d == 0.0) return;
  const double r = std::max(radius, d);
  const double off = std::sqrt(r * r - d * d) * (large == clockwise ? -1.0 : 1.0) / d;
  const QPointF centre = from + half + QPointF{-half.y() * off, half.x() * off};
  const auto degrees = [&centre](QPointF p) {
    return std::atan2(centre.y() - p.y(), p.x() - centre.x()) * 180.0 / std::numbers::pi;
  };
  const double start = degrees(from);
  double sweep = degrees(to) - start;
  if (clockwise && sweep > 0.0) sweep -= 360.0;
  if (!clockwise && sweep < 0.0) sweep += 360.0;
  path.arcTo(QRectF{centre.x() - r, centre.y() - r, 2.0 * r, 2.0 * r}, start, sweep);
}

}  // namespace

QPainterPath svg_path(const QString& data) {
  QPainterPath path;
  PathReader reader{data.toStdString()};
  const auto point = [&](bool relative) {
    const double x = reader.number();
    const double y = reader.number();
    return relative ? path.currentPosition() + QPointF{x, y} : QPointF{x, y};
  };
  char command = ' ';
  while (reader.next_command(command)) {
    const bool relative = command >= 'a';
    const QPointF at = path.currentPosition();
    switch (command) {
      case 'M':
      case 'm':
        path.moveTo(point(relative));
        break;
      case 'L':
      case 'l':
        path.lineTo(point(relative));
        break;
      case 'H':
      case 'h':
        path.lineTo(reader.number() + (relative ? at.x() : 0.0), at.y());
        break;
      case 'V':
      case 'v':
        path.lineTo(at.x(), reader.number() + (relative ? at.y() : 0.0));
        break;
      case 'Q': {
        const QPointF control = point(false);
        path.quadTo(control, point(false));
        break;
      }
      case 'A':
      case 'a':
        arc_to(path, reader, relative);
        break;
      case 'Z':
      case 'z':
        path.closeSubpath();
        break;
      default:
        throw SvgError(std::string{"path data: command "} + command);
    }
  }
  return path;
}

}  // namespace batterisk::render
