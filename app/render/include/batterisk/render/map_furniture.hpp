#pragma once

#include "batterisk/render/map_scene.hpp"
#include "batterisk/render/view_transform.hpp"

#include "batterisk/study/text/texts.hpp"

#include <QPainter>
#include <QString>

namespace batterisk::render {

/// Legend of what can be seen, as a card with its top left corner at `at`; returns its size. With a null painter
/// nothing is drawn.
QSizeF draw_legend(QPainter* painter, QPointF at, const MapScene& scene, const VisibleContent& content,
                   study::Language language);

/// Scale bar near 200 px with the scale in words and a north arrow, its bottom left corner at `at`.
void draw_scale(QPainter& painter, QPointF at, const ViewTransform& view, study::Language language);

/// Step of the series 1, 2, 5, 10, .. nearest below or at `most`.
[[nodiscard]] double round_step(double most);

/// "1:2.500" (Nl), "1:2,500" (En), with three digits that count.
[[nodiscard]] QString scale_text(double denominator, study::Language language);

/// Labels that a result must carry wherever it is shown: "concept", "ontwerp", "indicatief".
[[nodiscard]] std::vector<QString> standing_labels(const study::StudyResult& result);

/// EPSG code, dates, rule set with hash, program and layers: what a picture must say of its origin.
[[nodiscard]] QString origin_text(const study::StudyResult& result, study::Language language);

}  // namespace batterisk::render
