#include "batterisk/render/map_pens.hpp"

#include "batterisk/study/map/map_colours.hpp"

#include <QFontMetricsF>
#include <QImage>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace batterisk::render {
namespace {

namespace style = study::map_style;

// Side of the square that repeats (px): diagonals through it lie 8 px apart.
constexpr double hatch_side = 8.0 * std::numbers::sqrt2 * 4.0;

// Square tile of a hatch that joins up with itself: diagonals 8 px apart, or dots.
QBrush hatch(Aandachtsgebied soort, double dpr) {
  const int pixels_wide = static_cast<int>(std::lround(hatch_side * dpr));
  QImage image(pixels_wide, pixels_wide, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  const double s = pixels_wide;
  const double step = s / 4.0;
  QColor ink = colour(style::area(soort).colour);
  if (soort == Aandachtsgebied::Gifwolk) {
    ink.setAlphaF(0.75F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    const double r = 0.95 * dpr;
    for (int i = 0; i < 4; ++i) {
      for (int j = 0; j < 4; ++j) {
        painter.drawEllipse(QPointF{(i + 0.25) * step, (j + 0.25) * step}, r, r);
        painter.drawEllipse(QPointF{(i + 0.75) * step, (j + 0.75) * step}, r, r);
      }
    }
  } else {
    ink.setAlphaF(0.55F);
    painter.setPen(QPen(ink, 0.8 * dpr));
    for (int i = -4; i <= 8; ++i) {
      const double at = i * step;
      if (soort == Aandachtsgebied::Brand) {
        painter.drawLine(QPointF{at - s, -s}, QPointF{at + 2 * s, 2 * s});
      } else {
        painter.drawLine(QPointF{at - s, 2 * s}, QPointF{at + 2 * s, -s});
      }
    }
  }
  painter.end();
  QBrush brush(image);
  brush.setTransform(QTransform::fromScale(hatch_side / s, hatch_side / s));
  return brush;
}

QBrush dots() {
  QImage image(8, 8, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::white);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour(style::grey));
  painter.drawEllipse(QPointF{2.0, 2.0}, 0.8, 0.8);
  painter.drawEllipse(QPointF{6.0, 6.0}, 0.8, 0.8);
  painter.end();
  QBrush brush(image);
  brush.setTransform(QTransform::fromScale(0.5, 0.5));
  return brush;
}

}  // namespace

QColor colour(std::string_view hex) {
  return QColor(QLatin1StringView{hex.data(), static_cast<qsizetype>(hex.size())});
}

QFont map_font(double pixel_size, bool bold) {
  QFont font(QStringLiteral("DejaVu Sans"));
  font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixel_size))));
  font.setBold(bold);
  font.setHintingPreference(QFont::PreferNoHinting);
  font.setStyleStrategy(QFont::NoSubpixelAntialias);
  return font;
}

void draw_contour(QPainter& painter, const QPainterPath& path, PlaatsgebondenRisico level) {
  const style::ContourStyle& s = style::contour(level);
  const double width = pixels(s.width);
  painter.setBrush(Qt::NoBrush);
  QPen casing(colour(s.casing), width + 2.0);
  casing.setJoinStyle(Qt::RoundJoin);
  painter.strokePath(path, casing);
  QPen line(colour(s.colour), width);
  line.setCapStyle(Qt::FlatCap);
  line.setJoinStyle(Qt::RoundJoin);
  line.setDashPattern({s.on, s.off});
  painter.strokePath(path, line);
}

void draw_area(QPainter& painter, const QPainterPath& path, Aandachtsgebied soort, QPointF anchor) {
  const style::AreaStyle& s = style::area(soort);
  QColor fill = colour(s.colour);
  fill.setAlphaF(static_cast<float>(style::area_opacity));
  painter.fillPath(path, fill);
  const double dpr = painter.device()->devicePixelRatioF();
  const QPointF before = painter.brushOrigin();
  painter.setBrushOrigin(QPointF{std::fmod(anchor.x(), hatch_side), std::fmod(anchor.y(), hatch_side)});
  painter.fillPath(path, hatch(soort, dpr));
  painter.setBrushOrigin(before);
  painter.strokePath(path, QPen(colour(s.colour), pixels(style::area_width)));
}

QBrush building_brush(Kwetsbaarheid klasse, bool own) {
  if (own) return Qt::white;
  const style::BuildingStyle s = style::building_style(klasse);
  return s.fill.empty() ? dots() : QBrush(colour(s.fill));
}

QPen building_pen(Kwetsbaarheid klasse, bool own, bool planned) {
  QPen pen(own ? colour(style::grey) : colour(style::building_style(klasse).line), 0.8);
  if (planned) pen.setDashPattern({4.0, 3.0});
  return pen;
}

QPen verdict_pen(Oordeel oordeel, double metres_per_pixel) {
  const double width = std::clamp(1.0 / metres_per_pixel, 0.8, 2.0);
  QPen pen(colour(style::verdict_colour(oordeel)), oordeel == Oordeel::VoldoetNiet ? 1.3 * width : width);
  pen.setJoinStyle(Qt::RoundJoin);
  if (oordeel == Oordeel::Onbepaald) pen.setDashPattern({3.0, 2.0});
  return pen;
}

void draw_verdict_sign(QPainter& painter, Oordeel oordeel, QPointF centre, double radius) {
  painter.save();
  painter.translate(centre);
  painter.scale(radius, radius);
  painter.setPen(QPen(Qt::white, 0.17));
  painter.setBrush(colour(style::verdict_colour(oordeel)));
  const auto strokes = [&painter](const QColor& ink, std::initializer_list<QLineF> lines) {
    painter.setPen(QPen(ink, 0.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const QLineF& line : lines) painter.drawLine(line);
  };
  const QPointF middle{0.0, 0.0};
  switch (oordeel) {
    case Oordeel::VoldoetNiet:
      painter.drawEllipse(middle, 1.0, 1.0);
      strokes(Qt::white, {{-0.42, -0.42, 0.42, 0.42}, {0.42, -0.42, -0.42, 0.42}});
      break;
    case Oordeel::AfwegingNodig:
      painter.drawPolygon(QPolygonF{{QPointF{0.0, -1.15}, QPointF{1.15, 0.0}, QPointF{0.0, 1.15}, QPointF{-1.15, 0.0}}});
      strokes(colour(style::ink), {{0.0, -0.6, 0.0, 0.12}, {0.0, 0.55, 0.0, 0.56}});
      break;
    case Oordeel::Voldoet:
      painter.drawEllipse(middle, 1.0, 1.0);
      strokes(Qt::white, {{-0.45, 0.02, -0.12, 0.38}, {-0.12, 0.38, 0.48, -0.34}});
      break;
    case Oordeel::NietVanToepassing:
      painter.drawEllipse(middle, 1.0, 1.0);
      strokes(colour(style::ink), {{-0.45, 0.0, 0.45, 0.0}});
      break;
    case Oordeel::Onbepaald:
      painter.setBrush(QColor(0x61, 0x61, 0x61));
      painter.drawRect(QRectF{-0.9, -0.9, 1.8, 1.8});
      painter.setPen(Qt::white);
      painter.setFont(map_font(12.0, true));
      painter.scale(1.5 / 12.0, 1.5 / 12.0);
      painter.drawText(QRectF{-12.0, -12.0, 24.0, 24.0}, Qt::AlignCenter, QStringLiteral("?"));
      break;
  }
  painter.restore();
}

void draw_tag(QPainter& painter, const QRectF& box, const QString& text, const QColor& edge) {
  painter.setPen(QPen(edge, 1.5));
  painter.setBrush(Qt::white);
  painter.drawRoundedRect(box, 3.0, 3.0);
  painter.setPen(colour(style::ink));
  painter.drawText(box, Qt::AlignCenter, text);
}

void draw_halo_text(QPainter& painter, QPointF centre, const QString& text, const QColor& ink) {
  const QFontMetricsF metrics(painter.font());
  const QPointF at{centre.x() - metrics.horizontalAdvance(text) / 2.0, centre.y() + metrics.capHeight() / 2.0};
  painter.setPen(Qt::white);
  for (const QPointF shift : {QPointF{-1.2, 0.0}, QPointF{1.2, 0.0}, QPointF{0.0, -1.2}, QPointF{0.0, 1.2}}) {
    painter.drawText(at + shift, text);
  }
  painter.setPen(ink);
  painter.drawText(at, text);
}

void draw_source_sign(QPainter& painter, QPointF c) {
  const auto cross = [&](const QColor& ink, double width) {
    painter.setPen(QPen(ink, width));
    painter.drawLine(c - QPointF{7.0, 0.0}, c + QPointF{7.0, 0.0});
    painter.drawLine(c - QPointF{0.0, 7.0}, c + QPointF{0.0, 7.0});
  };
  cross(Qt::white, 3.0);
  painter.setPen(QPen(colour(style::ink), 1.2));
  painter.setBrush(Qt::white);
  painter.drawEllipse(c, 4.0, 4.0);
  cross(colour(style::ink), 1.2);
}

QPen site_pen() {
  QPen pen(colour(style::ink), pixels(0.4));
  pen.setDashPattern({7.5, 2.0, 1.5, 2.0});
  pen.setCapStyle(Qt::FlatCap);
  return pen;
}

}  // namespace batterisk::render
