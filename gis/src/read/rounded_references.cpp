#include "read/rounded_references.hpp"

#include "read/building_places.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>

namespace batterisk::gis {
namespace {

/// One reference in ten ends in a zero of its own: so many that are right by chance are one in a million.
constexpr std::size_t enough = 6;

bool places_confirm(const Reading& reading, const Box& box, const std::vector<Pand>& panden) {
  const LayerSource& source = reading.source;
  OGRLayer& layer = *source.layer;
  const GdalMessages quiet;  // what is wrong with the layer is told when it is read
  if (source.filters_by_index) {
    const auto filter = box_in_layer_crs(source, box);
    if (!filter) return false;
    layer.SetSpatialFilterRect(filter->min.x, filter->min.y, filter->max.x, filter->max.y);
  }
  layer.ResetReading();
  std::set<std::string> confirmed;
  while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
    OGRGeometry* geometry = feature->GetGeometryRef();
    if (geometry == nullptr || geometry->IsEmpty() != 0) continue;
    if (source.to_rd != nullptr && geometry->transform(source.to_rd.get()) != OGRERR_NONE) continue;
    OGREnvelope e;
    geometry->getEnvelope(&e);
    const RdPoint middle{(e.MinX + e.MaxX) / 2, (e.MinY + e.MaxY) / 2};
    if (!box.contains(Box{middle, middle})) continue;
    for (const std::string& id : named_buildings(*feature, reading)) {
      const auto [from, to] = with_id(panden, id);
      const auto first = panden.begin() + static_cast<std::ptrdiff_t>(from);
      const bool there = std::any_of(first, panden.begin() + static_cast<std::ptrdiff_t>(to), [&](const Pand& pand) {
        return std::any_of(pand.footprint.begin(), pand.footprint.end(), [&](const Polygon& part) { return contains(part, middle); });
      });
      if (!there) return false;
      confirmed.insert(id);
    }
  }
  return confirmed.size() >= enough;
}

}  // namespace

void look_at_references(Reading& reading, const Box& box, const std::vector<Pand>& panden) {
  look_at_ids(reading);
  bool& rounded = reading.report.flaws.references_rounded;
  if (!rounded || reading.request.flaws) return;
  rounded = false;  // as they are, for the look at what they name
  rounded = !places_confirm(reading, box, panden);
}

}  // namespace batterisk::gis
