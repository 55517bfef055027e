#pragma once

#include "batterisk/core/risk/zone.hpp"
#include "batterisk/core/rules/toets_rules.hpp"

#include <QBrush>
#include <QColor>
#include <QPainter>
#include <QPainterPath>
#include <QPen>
#include <QString>

#include <string>
#include <string_view>

/// Colours and lines of batterisk::study::map_style as Qt draws them. Sizes are in pixels of 96 to the inch.
namespace batterisk::render {

/// Pixels of a length on paper, by the rule 1 px = 0.26 mm.
[[nodiscard]] constexpr double pixels(double mm) {
  return mm / 0.26;
}
[[nodiscard]] QColor colour(std::string_view hex);
[[nodiscard]] inline QString qt(const std::string& text) {
  return QString::fromStdString(text);
}

/// Casing and dashes of a contour over one path.
void draw_contour(QPainter& painter, const QPainterPath& path, PlaatsgebondenRisico level);
/// Fill, hatch and outline of an area. Hatch lines keep to the RD grid through `anchor`, so that they stay in place when
/// the map moves.
void draw_area(QPainter& painter, const QPainterPath& path, Aandachtsgebied soort, QPointF anchor);
/// Fill of a building; dots where the class is not known.
[[nodiscard]] QBrush building_brush(Kwetsbaarheid klasse, bool own);
[[nodiscard]] QPen building_pen(Kwetsbaarheid klasse, bool own, bool planned);
[[nodiscard]] QPen verdict_pen(Oordeel oordeel, double metres_per_pixel);
/// Sign of a verdict: its shape says it without its colour.
void draw_verdict_sign(QPainter& painter, Oordeel oordeel, QPointF centre, double radius);
/// White label with a coloured edge.
void draw_tag(QPainter& painter, const QRectF& box, const QString& text, const QColor& edge);
/// Text with a white halo, its centre at `centre`.
void draw_halo_text(QPainter& painter, QPointF centre, const QString& text, const QColor& ink);
void draw_source_sign(QPainter& painter, QPointF centre);
[[nodiscard]] QPen site_pen();

/// Letter that the map uses: DejaVu Sans of a pixel size, without hinting, so that pictures are equal everywhere.
[[nodiscard]] QFont map_font(double pixel_size, bool bold = false);

}  // namespace batterisk::render
