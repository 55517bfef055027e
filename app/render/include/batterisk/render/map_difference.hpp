#pragma once

#include "batterisk/render/view_transform.hpp"
#include "batterisk/study/run/zone_difference.hpp"
#include "batterisk/study/text/texts.hpp"

#include <QPainter>
#include <QString>

#include <vector>

namespace batterisk::render {

/// Ground that a zone covers in one of two results: blue with "−" where only A has it, orange with "+" where only B
/// has it, each with its zone. `frame`: where labels may stand.
void draw_difference(QPainter& painter, const std::vector<study::ZoneDifference>& zones, const ViewTransform& view,
                     const QRectF& frame, study::Language language);

/// What the colours of a difference mean, its top left corner at `at`.
void draw_difference_key(QPainter& painter, QPointF at, study::Language language);

}  // namespace batterisk::render
