#include "batterisk/gis/read/layer.hpp"

#include "read/layer_reading.hpp"

namespace batterisk::gis {

std::optional<MultiPolygon> find_object(const std::vector<LayerRequest>& layers, const std::string& id, const Box& box) {
  const Geos geos;
  for (const LayerRequest& request : layers) {
    if (request.kind == LayerKind::Percelen || request.kind == LayerKind::Verblijfsobjecten) continue;
    LayerReport report;
    std::vector<Diagnostic> said_before;
    std::optional<LayerSource> source = open_layer(request, report, said_before);
    if (!source) continue;
    Reading reading{request, std::move(*source), report, said_before, geos};
    MultiPolygon found;
    const auto use = [&](const OGRFeature& feature, const RecordHead& head) {
      if (head.id == id && found.empty()) found = read_polygons(feature, head.id, reading);
    };
    if (for_each_feature(reading, box, {}, always, use) && !found.empty()) return found;
  }
  return std::nullopt;
}

}  // namespace batterisk::gis
