#include "batterisk/study/map/map_layers.hpp"

#include <algorithm>

namespace batterisk::study {

Box known_box(const Surroundings& surroundings) {
  Box known = surroundings.study_box;
  for (const LayerReport& layer : surroundings.reports) {
    const bool used = layer.kind == LayerKind::Percelen ? surroundings.percelen.has_value()
                                                        : layer.kind == LayerKind::Panden && surroundings.panden;
    if (!used || layer.extent.empty()) continue;
    known.min = {std::max(known.min.x, layer.extent.min.x), std::max(known.min.y, layer.extent.min.y)};
    known.max = {std::min(known.max.x, layer.extent.max.x), std::min(known.max.y, layer.extent.max.y)};
  }
  return known;
}

bool veiled(const Surroundings& surroundings, const Box& box) {
  const Box known = known_box(surroundings);
  return (surroundings.percelen || surroundings.panden) && !known.empty() && !known.contains(box);
}

MapCanvas map_canvas(const StudyResult& result, const MapView& view, const MapMedium& medium,
                     const drawing::Rect& labels, Language language) {
  MapCanvas canvas{result,
                   view,
                   medium,
                   language,
                   LabelPlacer{labels},
                   result.zones,
                   result.dossier.units,
                   view.box(),
                   known_box(result.surroundings)};
  canvas.content.veil = veiled(result.surroundings, canvas.box);
  return canvas;
}

}  // namespace batterisk::study
