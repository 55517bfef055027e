#include "batterisk/render/map_difference.hpp"

#include "batterisk/render/drawing_painter.hpp"

#include "batterisk/study/map/labels.hpp"
#include "batterisk/study/map/letters.hpp"
#include "batterisk/study/run/summary.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace batterisk::render {
namespace {

namespace drawing = study::drawing;

constexpr double px = study::map_style::mm_per_pixel;
// Two colours that every kind of colour vision tells apart (Okabe and Ito); the sign says it too.
constexpr std::string_view only_a = "#0072B2";
constexpr std::string_view only_b = "#D55E00";

void draw_side(drawing::Group& group, study::LabelPlacer& labels, const MultiPolygon& polygons,
               const study::MapView& view, std::string_view ink, const std::string& text) {
  if (polygons.empty()) return;
  group.add(drawing::Shape{view.on_sheet(polygons, 0.2 * px), {{ink, 0.27}, {ink, 1.2 * px}}});
  // The largest piece has the label.
  const auto largest = std::max_element(polygons.begin(), polygons.end(),
                                        [](const Polygon& a, const Polygon& b) { return area_m2(a) < area_m2(b); });
  constexpr double size = 11.0 * px;
  const double width = study::letters::width(text, size, true) + 1.6;
  for (const drawing::Point corner : view.on_sheet(largest->outer)) {
    const drawing::Rect place{corner.x - width / 2.0, corner.y - size / 2.0 - 0.5, width, size + 1.0};
    if (!labels.free(place)) continue;
    labels.take(place);
    group.add(study::map_style::tag(place, text, ink, size));
    return;
  }
}

}  // namespace

void draw_difference(QPainter& painter, const std::vector<study::ZoneDifference>& zones, const ViewTransform& view,
                     const QRectF& frame, study::Language language) {
  study::LabelPlacer labels({frame.x() * px, frame.y() * px, frame.width() * px, frame.height() * px});
  drawing::Group group;
  for (auto zone = zones.rbegin(); zone != zones.rend(); ++zone) {
    const std::string name = zone->zone.level ? study::level_name(*zone->zone.level, language)
                                              : std::string{study::map_style::area(*zone->zone.aandachtsgebied).letter};
    draw_side(group, labels, zone->alleen_a, view.sheet(), only_a, "\u2212 " + name);
    draw_side(group, labels, zone->alleen_b, view.sheet(), only_b, "+ " + name);
  }
  paint(painter, group, {}, pixels_per_mm);
}

void draw_difference_key(QPainter& painter, QPointF at, study::Language language) {
  const bool dutch = language == study::Language::Nl;
  drawing::Group group;
  double x = 0.0;
  for (const auto& [ink, text] : {std::pair{only_a, dutch ? "\u2212 alleen A" : "\u2212 A only"},
                                  std::pair{only_b, dutch ? "+ alleen B" : "+ B only"}}) {
    constexpr double size = 12.0 * px;
    const drawing::Rect box{x, 0.0, study::letters::width(text, size, true) + 14.0 * px, 22.0 * px};
    group.add(study::map_style::tag(box, text, ink, size));
    x = box.right() + 6.0 * px;
  }
  paint(painter, group, at, pixels_per_mm);
}

}  // namespace batterisk::render
