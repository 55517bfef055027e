#include "tables/json_values.hpp"

#include "batterisk/study/tables/tables.hpp"

#include <type_traits>

namespace batterisk::study::detail {
namespace {

Json position(RdPoint p) { return {rounded(p.x), rounded(p.y)}; }

Json closed(const Ring& ring) {
  Json list = Json::array();
  for (const RdPoint p : ring) list.push_back(position(p));
  if (!ring.empty()) list.push_back(position(ring.front()));
  return list;
}

Json rings(const Polygon& polygon) {
  Json list = Json::array({closed(polygon.outer)});
  for (const Ring& hole : polygon.holes) list.push_back(closed(hole));
  return list;
}

Json cell(const gis::Value& value) {
  return std::visit(
      [](const auto& v) -> Json {
        if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::monostate>) {
          return nullptr;
        } else {
          return v;
        }
      },
      value);
}

}  // namespace

Json polygon(const Polygon& polygon) { return {{"type", "Polygon"}, {"coordinates", rings(polygon)}}; }

Json geometry(const std::variant<std::monostate, RdPoint, MultiPolygon>& shape) {
  if (const auto* point = std::get_if<RdPoint>(&shape)) return {{"type", "Point"}, {"coordinates", position(*point)}};
  const auto* polygons = std::get_if<MultiPolygon>(&shape);
  if (polygons == nullptr) return nullptr;
  Json parts = Json::array();
  for (const Polygon& polygon : *polygons) parts.push_back(rings(polygon));
  return {{"type", "MultiPolygon"}, {"coordinates", std::move(parts)}};
}

Json cells(const gis::FeatureTable& table, const gis::Row& row) {
  Json object = Json::object();
  for (std::size_t i = 0; i < table.fields.size(); ++i) object[table.fields[i].name] = cell(row.values[i]);
  return object;
}

}  // namespace batterisk::study::detail
