#include "read/layer_crs.hpp"

#include "read/profile.hpp"

#include "batterisk/core/base/codes_layers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace batterisk::gis {
namespace {

constexpr int edge_points = 21;  // of a box that is transformed

/// A local system, and the names that programs give to a system that they do not know, say as little as none.
bool says_where(const OGRSpatialReference* srs) {
  if (srs == nullptr || srs->IsEmpty() != 0 || srs->IsLocal() != 0) return false;
  const char* name = srs->GetName();
  return name == nullptr || column_key(name).rfind("undefined", 0) != 0;
}

/// GeoJSON without `crs` is WGS84 (RFC 7946, section 4); GDAL does not tell whether the file says so.
bool by_rule_of_format(GDALDataset& dataset, const OGRSpatialReference& srs) {
  const std::string_view driver = dataset.GetDriverName();
  return (driver == "GeoJSON" || driver == "GeoJSONSeq" || driver == "TopoJSON") && crs_name(&srs) == "EPSG:4326";
}

OGRSpatialReference in_gis_order(const OGRSpatialReference& srs) {
  OGRSpatialReference copy{srs};
  copy.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return copy;
}

/// The numbers lie in the Netherlands when they are read in this system.
bool fits(const OGRSpatialReference& srs, const std::optional<Box>& numbers) {
  if (!numbers) return true;
  if (is_rd_new(srs)) return netherlands.intersects(*numbers);
  const GdalMessages quiet;
  const Transformation to_rd = transformation(in_gis_order(srs), rd_new());
  if (to_rd == nullptr) return false;
  const std::optional<Box> in_rd = transformed(*to_rd, *numbers);
  return in_rd && netherlands.intersects(*in_rd);
}

bool are_degrees(const Box& numbers) {
  return numbers.min.x >= -360.0 && numbers.max.x <= 360.0 && numbers.min.y >= -90.0 && numbers.max.y <= 90.0;
}

Box scaled(const Box& box, double factor) {
  return {{box.min.x * factor, box.min.y * factor}, {box.max.x * factor, box.max.y * factor}};
}

constexpr Box degrees{{2.5, 50.5}, {7.5, 54.5}};
constexpr Box degrees_swapped{{50.5, 2.5}, {54.5, 7.5}};
constexpr Box utm{{450e3, 5590e3}, {860e3, 6040e3}};       // zone 31, with the east of the country
constexpr Box mercator{{280e3, 6530e3}, {840e3, 7220e3}};  // of web maps

bool within(const Box& box, const Box& numbers) {
  return !numbers.empty() && box.contains(numbers);
}

bool same_system(const OGRSpatialReference& a, const OGRSpatialReference& b) {
  const char* const options[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", "CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS", nullptr};
  return (is_rd_new(a) && is_rd_new(b)) || a.IsSame(&b, options) != 0;
}

}  // namespace

std::string millimetres(double v) {
  std::array<char, 400> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), v, std::chars_format::fixed, 3).ptr;
  return {text.data(), end};
}

std::pair<std::string, std::string> centre_of(const Box& box) {
  return {millimetres((box.min.x + box.max.x) / 2), millimetres((box.min.y + box.max.y) / 2)};
}

std::optional<Box> transformed(OGRCoordinateTransformation& t, const Box& box) {
  Box out;
  if (t.TransformBounds(box.min.x, box.min.y, box.max.x, box.max.y, &out.min.x, &out.min.y, &out.max.x, &out.max.y,
                        edge_points) == 0) {
    return std::nullopt;
  }
  return out;
}

std::string step_for_crs(const Box& numbers) {
  if (within(netherlands, numbers)) return "De getallen passen bij RD: geef bij de laag crs = \"EPSG:28992\"";
  if (within(degrees, numbers)) return "De getallen zijn graden: geef bij de laag crs = \"EPSG:4326\"";
  if (within(utm, numbers)) return "De getallen passen bij UTM: geef bij de laag crs = \"EPSG:25831\" (zone 31) of \"EPSG:25832\"";
  if (within(mercator, numbers)) return "De getallen passen bij Web Mercator: geef bij de laag crs = \"EPSG:3857\"";
  return "Geef bij de laag het stelsel met crs = \"EPSG:...\", of leg het vast in het bestand";
}

std::string step_for_place(const Box& numbers) {
  const Box turned{{numbers.min.y, numbers.min.x}, {numbers.max.y, numbers.max.x}};
  if (within(netherlands, turned) || within(degrees_swapped, numbers)) return "De x en y lijken verwisseld: bewaar de laag opnieuw met x naar het oosten";
  if (within(degrees, numbers) || within(utm, numbers) || within(mercator, numbers)) return step_for_crs(numbers);
  if (within(netherlands, scaled(numbers, 1e-3))) return "De maten lijken millimeters: zet de tekening om naar meters";
  if (within(netherlands, scaled(numbers, 1e-2))) return "De maten lijken centimeters: zet de tekening om naar meters";
  if (within(netherlands, scaled(numbers, 1e3))) return "De maten lijken kilometers: zet de tekening om naar meters";
  if (within(netherlands, scaled(numbers, 0.3048))) return "De maten lijken voeten: zet de tekening om naar meters";
  if (within(netherlands, scaled(numbers, 0.0254))) return "De maten lijken inches: zet de tekening om naar meters";
  constexpr double site = 20e3;
  if (within({{-site, -site}, {site, site}}, numbers)) return "Er lijkt een eigen nulpunt te zijn: leg de tekening of laag op haar plaats in RD";
  return "Controleer het coördinatenstelsel en of x en y verwisseld zijn";
}

std::optional<OGRSpatialReference> crs_from(const std::string& text) {
  const GdalMessages quiet;
  OGRSpatialReference srs;
  const bool number = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  std::string name = number ? "EPSG:" + text : text;
  std::erase(name, ' ');
  if (!name.starts_with("EPSG:") && !name.starts_with("epsg:")) name = text;
  if (srs.SetFromUserInput(name.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) != OGRERR_NONE) return std::nullopt;
  return srs;
}

std::variant<LayerCrs, FileProblem> layer_crs(GDALDataset& dataset, OGRLayer& layer, const std::string& stated,
                                              const std::optional<Box>& extent, const std::string& shown) {
  const OGRSpatialReference* own = layer.GetSpatialRef();
  if (!says_where(own)) own = nullptr;
  std::optional<OGRSpatialReference> users;
  if (!stated.empty()) {
    users = crs_from(stated);
    if (!users) return FileProblem{codes::crs_unknown, {shown, stated}};
  }
  const Box numbers = extent.value_or(Box{});
  if (own == nullptr) {
    if (users) return LayerCrs{*users, true, false, {}};
    return FileProblem{codes::layer_without_crs, {shown, step_for_crs(numbers)}};
  }
  const bool by_rule = by_rule_of_format(dataset, *own);
  const bool own_fits = fits(*own, extent);
  if (users && !same_system(*users, *own)) {
    const bool users_fits = fits(*users, extent);
    if (users_fits && (by_rule || !own_fits)) {
      LayerCrs chosen{*users, true, by_rule, {}};
      if (!by_rule) chosen.doubts.push_back({codes::crs_replaced, {shown, crs_name(own), crs_name(&*users)}});
      return chosen;
    }
    if (own_fits) return LayerCrs{*own, false, by_rule, {{codes::crs_not_used, {shown, stated, crs_name(own)}}}};
    // Neither: the word of the user is the one that he can change.
    if (by_rule) return LayerCrs{*users, true, true, {}};
    return LayerCrs{*own, false, false, {{codes::crs_not_used, {shown, stated, crs_name(own)}}}};
  }
  if (own->IsGeographic() != 0 && extent && !are_degrees(numbers)) {
    auto [x, y] = centre_of(numbers);
    return FileProblem{codes::crs_of_degrees, {shown, crs_name(own), x + ", " + y, step_for_crs(numbers)}};
  }
  return LayerCrs{*own, false, by_rule, {}};
}

}  // namespace batterisk::gis
