#pragma once

#include "batterisk/render/map_scene.hpp"
#include "batterisk/render/view_transform.hpp"

#include "batterisk/study/map/drawing.hpp"

#include <QPainter>
#include <QString>

namespace batterisk::render {

/// Something to lie on the map.
struct MapCard {
  study::drawing::Group body{};
  double unit = 1.0;      ///< pixels in a millimetre of the body
  QSizeF size{0.0, 0.0};  ///< in pixels
};

/// Legend of what can be seen.
[[nodiscard]] MapCard legend_card(const study::StudyResult& result, const study::MapContent& content,
                                  study::Language language);
/// Scale bar with the scale in words and a north arrow.
[[nodiscard]] MapCard scale_card(const ViewTransform& view, study::Language language);

/// Draws a card with its top left corner at `at`.
void draw_card(QPainter& painter, const MapCard& card, QPointF at);

/// "1:2940", "1:12.500" (Nl), "1:12,500" (En), with three digits that count.
[[nodiscard]] std::string scale_words(double denominator, study::Language language);

}  // namespace batterisk::render
