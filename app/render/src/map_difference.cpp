#include "batterisk/render/map_difference.hpp"

#include "batterisk/render/labels.hpp"
#include "batterisk/render/map_overlay.hpp"
#include "batterisk/render/map_pens.hpp"

#include "batterisk/study/map/map_colours.hpp"
#include "batterisk/study/run/summary.hpp"

#include <QFontMetricsF>

#include <algorithm>
#include <utility>

namespace batterisk::render {
namespace {

// Two colours that every kind of colour vision tells apart (Okabe and Ito); the sign says it too.
const QColor only_a(0x00, 0x72, 0xB2);
const QColor only_b(0xD5, 0x5E, 0x00);

void draw_side(QPainter& painter, Labels& labels, const MultiPolygon& polygons, const ViewTransform& view,
               const QColor& ink, const QString& text) {
  if (polygons.empty()) return;
  QColor fill = ink;
  fill.setAlpha(70);
  const QPainterPath path = path_of(polygons, view);
  painter.fillPath(path, fill);
  painter.strokePath(path, QPen(ink, 1.2));
  // The largest piece has the label.
  const auto largest = std::max_element(polygons.begin(), polygons.end(), [](const Polygon& a, const Polygon& b) {
    return area_m2(a) < area_m2(b);
  });
  painter.setFont(map_font(11.0, true));
  const QSizeF size{QFontMetricsF(painter.font()).horizontalAdvance(text) + 8.0, 16.0};
  for (const QPointF& corner : view.to_pixel(largest->outer)) {
    const QRectF place{corner.x() - size.width() / 2.0, corner.y() - size.height() / 2.0, size.width(), size.height()};
    if (!labels.free(place)) continue;
    labels.take(place);
    draw_tag(painter, place, text, ink);
    return;
  }
}

}  // namespace

void draw_difference(QPainter& painter, const std::vector<study::ZoneDifference>& zones, const ViewTransform& view,
                     const QRectF& frame, study::Language language) {
  painter.setRenderHint(QPainter::Antialiasing);
  Labels labels(frame);
  for (auto zone = zones.rbegin(); zone != zones.rend(); ++zone) {
    const QString name = zone->zone.level ? qt(study::level_name(*zone->zone.level, language))
                                          : qt(std::string{study::map_style::area(*zone->zone.aandachtsgebied).letter});
    draw_side(painter, labels, zone->alleen_a, view, only_a, QStringLiteral("− ") + name);
    draw_side(painter, labels, zone->alleen_b, view, only_b, QStringLiteral("+ ") + name);
  }
}

void draw_difference_key(QPainter& painter, QPointF at, study::Language language) {
  const bool dutch = language == study::Language::Nl;
  painter.setFont(map_font(12.0, true));
  for (const auto& [ink, text] : {std::pair{only_a, dutch ? QStringLiteral("− alleen A") : QStringLiteral("− A only")},
                                  std::pair{only_b, dutch ? QStringLiteral("+ alleen B") : QStringLiteral("+ B only")}}) {
    const QRectF box{at, QSizeF{QFontMetricsF(painter.font()).horizontalAdvance(text) + 14.0, 22.0}};
    draw_tag(painter, box, text, ink);
    at.setX(box.right() + 6.0);
  }
}

}  // namespace batterisk::render
