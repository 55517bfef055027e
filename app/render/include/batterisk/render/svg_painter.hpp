#pragma once

#include <QRectF>

#include <stdexcept>
#include <string_view>

class QPainter;

namespace batterisk::render {

/// SVG that uses more than `draw_svg` knows. Never drawn in part: a map that lacks something lies.
class SvgError : public std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

/// Draws a picture that Batterisk made itself into `target` (in units of the painter). What it knows: groups, paths,
/// rectangles, circles, polygons, text, `use`, clip paths and tiled patterns with the presentation attributes that
/// the maps and plots of `app/study` use. Everything stays vector, also hatching. Throws SvgError for the rest.
void draw_svg(QPainter& painter, std::string_view svg, const QRectF& target);

}  // namespace batterisk::render
