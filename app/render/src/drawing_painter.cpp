#include "batterisk/render/drawing_painter.hpp"

#include <QFontMetricsF>
#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace batterisk::render {

namespace drawing = study::drawing;

namespace {

constexpr double periods =
    4.0;  // of a pattern in its texture: the more, the less a whole number of pixels stretches it

// The marks of a pattern that meet a box, all as one path; the box lies along the pattern.
QPainterPath marks(const drawing::Pattern& pattern, const QRectF& box, double unit, const QPainterPath* within) {
  const double side = pattern.side * unit;
  QPainterPath path;
  for (double row = std::floor(box.top() / side); row * side < box.bottom(); ++row) {
    const double y = (row + 0.5) * side;
    if (pattern.mark == drawing::Pattern::Mark::Line) {
      path.moveTo(box.left(), y);
      path.lineTo(box.right(), y);
      continue;
    }
    for (double column = std::floor(box.left() / side); column * side < box.right(); ++column) {
      if (within != nullptr && !within->intersects(QRectF{column * side, row * side, side, side})) continue;
      path.addEllipse(QPointF{(column + 0.5) * side, y}, pattern.size * unit, pattern.size * unit);
    }
  }
  return path;
}

// Fills what the clip of the painter leaves of `box`; `within`: where marks are worth their bytes.
void paint_pattern(QPainter& painter, const drawing::Pattern& pattern, const QRectF& box, double unit,
                   const QPainterPath* within) {
  if (!pattern.ground.empty()) painter.fillRect(box, colour(pattern.ground));
  const QTransform turn = QTransform{}.rotate(pattern.turn_deg);
  painter.setTransform(turn, true);
  const QPainterPath turned = within != nullptr ? turn.inverted().map(*within) : QPainterPath{};
  const QPainterPath path = marks(pattern, turn.inverted().mapRect(box), unit, within != nullptr ? &turned : nullptr);
  const QColor ink = colour(pattern.colour, pattern.opacity);
  if (pattern.mark == drawing::Pattern::Mark::Line) {
    painter.strokePath(path, QPen(ink, pattern.size * unit, Qt::SolidLine, Qt::FlatCap));
  } else {
    painter.fillPath(path, ink);
  }
}

// Side of the texture of a pattern: turned by 45 degrees, it repeats after its diagonal.
int texture_side(const drawing::Pattern& pattern, double pixels_a_mm) {
  return std::max(1, static_cast<int>(std::lround(periods * std::numbers::sqrt2 * pattern.side * pixels_a_mm)));
}

class Painter {
 public:
  Painter(QPainter& painter, double unit, drawing::Point hatch_origin)
      : painter_{painter},
        unit_{unit},
        hatch_origin_{hatch_origin},
        vector_{painter.paintEngine()->type() == QPaintEngine::Pdf},
        pixel_ratio_{painter.device()->devicePixelRatioF()} {}

  void operator()(const drawing::Group& group) {
    const bool apart = group.clip || group.offset.x != 0.0 || group.offset.y != 0.0;
    if (apart) {
      painter_.save();
      painter_.translate(at(group.offset));
      if (group.clip) painter_.setClipPath(path_of(group.clip->path), Qt::IntersectClip);
    }
    for (const drawing::Element& element : group.elements) std::visit(*this, element);
    if (apart) painter_.restore();
  }

  void operator()(const drawing::Shape& shape) {
    if (const auto* outline = std::get_if<std::shared_ptr<const drawing::Outline>>(&shape.form)) {
      const auto known = outlines_.find(outline->get());
      const auto& path = known != outlines_.end()
                             ? known->second
                             : outlines_.emplace(outline->get(), path_of((*outline)->path)).first->second;
      return draw(path, shape.look);
    }
    if (const auto* path = std::get_if<drawing::Path>(&shape.form)) return draw(path_of(*path), shape.look);
    QPainterPath path;
    if (const auto* circle = std::get_if<drawing::Circle>(&shape.form)) {
      path.addEllipse(at(circle->centre), circle->radius * unit_, circle->radius * unit_);
    } else {
      const auto& [rect, radius] = std::get<drawing::RoundedRect>(shape.form);
      const QRectF box{at({rect.x, rect.y}), QSizeF{rect.width, rect.height} * unit_};
      radius > 0.0 ? path.addRoundedRect(box, radius * unit_, radius * unit_) : path.addRect(box);
    }
    draw(path, shape.look);
  }

  void operator()(const drawing::Text& text) {
    const QFont font = map_font(text.style.size * unit_, text.style.bold);
    QString words = QString::fromStdString(text.content);
    for (QChar& c : words) {
      if (c.category() == QChar::Other_Control) c = ' ';
    }
    const double width =
        text.style.anchor == drawing::Anchor::Start ? 0.0 : QFontMetricsF{font}.horizontalAdvance(words);
    const QPointF from{text.style.anchor == drawing::Anchor::End ? -width : -width / 2.0, 0.0};
    painter_.save();
    painter_.translate(at(text.at));
    painter_.rotate(text.style.turn_deg);
    painter_.setFont(font);
    if (text.style.halo) halo(from, words);
    painter_.setPen(colour(text.style.colour));
    painter_.drawText(from, words);
    painter_.restore();
  }

 private:
  [[nodiscard]] QPointF at(drawing::Point p) const { return {p.x * unit_, p.y * unit_}; }

  void halo(QPointF from, const QString& words) {
    const double width = drawing::halo_width * unit_;
    if (vector_) {
      QPainterPath letters;
      letters.addText(from, painter_.font(), words);
      painter_.strokePath(letters, QPen(Qt::white, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
      return;
    }
    // Quicker, and unlike the outlines of letters the same whatever was drawn before.
    painter_.setPen(Qt::white);
    for (int i = 0; i < 8; ++i) {
      const double angle = i * std::numbers::pi / 4.0;
      painter_.drawText(from + width / 2.0 * QPointF{std::cos(angle), std::sin(angle)}, words);
    }
  }

  [[nodiscard]] QPainterPath path_of(const drawing::Path& lines) const {
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    for (const drawing::Line& line : lines) {
      if (line.points.empty()) continue;
      path.moveTo(at(line.points.front()));
      for (std::size_t i = 1; i < line.points.size(); ++i) path.lineTo(at(line.points[i]));
      if (line.closed) path.closeSubpath();
    }
    return path;
  }

  void draw(const QPainterPath& path, const drawing::Look& look) {
    const drawing::Pattern* pattern = look.fill.pattern;
    if (pattern != nullptr && vector_) {
      painter_.save();
      painter_.setClipPath(path, Qt::IntersectClip);
      paint_pattern(painter_, *pattern, path.boundingRect().intersected(painter_.clipBoundingRect()), unit_, &path);
      painter_.restore();
    } else if (pattern != nullptr) {
      const double repeat = texture_side(*pattern, unit_ * pixel_ratio_) / pixel_ratio_;
      const QPointF origin = at(hatch_origin_);
      painter_.setBrushOrigin(QPointF{std::fmod(origin.x(), repeat), std::fmod(origin.y(), repeat)});
      painter_.fillPath(path, brush_of(look.fill, unit_, pixel_ratio_));
    } else if (!look.fill.colour.empty()) {
      painter_.fillPath(path, brush_of(look.fill, unit_, pixel_ratio_));
    }
    if (!look.pen.colour.empty()) painter_.strokePath(path, pen_of(look.pen, unit_));
  }

  QPainter& painter_;
  double unit_;
  drawing::Point hatch_origin_;
  bool vector_;
  double pixel_ratio_;
  std::map<const drawing::Outline*, QPainterPath> outlines_;
};

}  // namespace

void paint(QPainter& painter, const drawing::Group& group, QPointF top_left, double unit, drawing::Point hatch_origin) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(top_left);
  Painter{painter, unit, hatch_origin}(group);
  painter.restore();
}

QPen pen_of(const drawing::Pen& pen, double unit) {
  if (pen.colour.empty()) return Qt::NoPen;
  QPen line(colour(pen.colour), pen.width * unit, Qt::SolidLine, pen.round_ends ? Qt::RoundCap : Qt::FlatCap,
            pen.round_joins ? Qt::RoundJoin : Qt::MiterJoin);
  QList<qreal> in_widths;
  for (const double dash : pen.dashes) {
    if (dash > 0.0) in_widths.append(dash / pen.width);
  }
  if (!in_widths.isEmpty()) line.setDashPattern(in_widths);
  return line;
}

QBrush brush_of(const drawing::Fill& fill, double unit, double pixel_ratio) {
  if (fill.pattern == nullptr)
    return fill.colour.empty() ? QBrush(Qt::NoBrush) : QBrush(colour(fill.colour, fill.opacity));
  const drawing::Pattern& pattern = *fill.pattern;
  const int side = texture_side(pattern, unit * pixel_ratio);
  QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  paint_pattern(painter, pattern, image.rect(), side / (periods * std::numbers::sqrt2 * pattern.side), nullptr);
  painter.end();
  QBrush brush(image);
  brush.setTransform(QTransform::fromScale(1.0 / pixel_ratio, 1.0 / pixel_ratio));
  return brush;
}

QColor colour(std::string_view hex, double opacity) {
  QColor colour(QLatin1StringView{hex.data(), static_cast<qsizetype>(hex.size())});
  colour.setAlphaF(static_cast<float>(opacity));
  return colour;
}

QFont map_font(double pixel_size, bool bold) {
  QFont font(QStringLiteral("DejaVu Sans"));
  font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixel_size))));
  font.setBold(bold);
  font.setHintingPreference(QFont::PreferNoHinting);
  font.setStyleStrategy(QFont::NoSubpixelAntialias);
  font.setLetterSpacing(QFont::AbsoluteSpacing, 1.0 / 64.0);  // the least that Qt knows: it ends ligatures
  return font;
}

void draw_halo_text(QPainter& painter, QPointF centre, const QString& text, double pixel_size, std::string_view colour,
                    bool bold) {
  drawing::Group group;
  const double size = pixel_size / pixels_per_mm;
  group.add(
      drawing::Text{{0.0, 0.36 * size},
                    text.toStdString(),
                    {.size = size, .colour = colour, .anchor = drawing::Anchor::Middle, .bold = bold, .halo = true}});
  paint(painter, group, centre, pixels_per_mm);
}

}  // namespace batterisk::render
