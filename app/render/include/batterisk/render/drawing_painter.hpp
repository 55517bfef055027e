#pragma once

#include "batterisk/study/map/map_style.hpp"

#include <QBrush>
#include <QColor>
#include <QFont>
#include <QPen>
#include <QPointF>
#include <QString>

#include <string>
#include <string_view>

class QPainter;

/// Drawings of app/study on paper and screen. `unit`: what a millimetre of the drawing is to the painter.
namespace batterisk::render {

inline constexpr double pixels_per_mm = 1.0 / study::map_style::mm_per_pixel;

/// Paints a group with its origin at `top_left`. In a PDF everything stays vector; elsewhere hatches are textures,
/// which keep to `hatch_origin`, a point of the drawing (mm).
void paint(QPainter& painter, const study::drawing::Group& group, QPointF top_left, double unit,
           study::drawing::Point hatch_origin = {0.0, 0.0});

[[nodiscard]] QColor colour(std::string_view hex, double opacity = 1.0);
[[nodiscard]] QPen pen_of(const study::drawing::Pen& pen, double unit);
/// `pixel_ratio`: device pixels in a unit of the painter, whose brush origin is that of the patterns.
[[nodiscard]] QBrush brush_of(const study::drawing::Fill& fill, double unit, double pixel_ratio);

/// Letter of drawings and maps: DejaVu Sans of a pixel size, without hinting, so that pictures are equal everywhere,
/// and without ligatures, which stand as one letter in text that is searched or copied out of a PDF.
[[nodiscard]] QFont map_font(double pixel_size, bool bold = false);

/// Text with a white halo, its middle at `centre`.
void draw_halo_text(QPainter& painter, QPointF centre, const QString& text, double pixel_size, std::string_view colour,
                    bool bold = true);

[[nodiscard]] inline QString qt(const std::string& text) {
  return QString::fromStdString(text);
}

}  // namespace batterisk::render
