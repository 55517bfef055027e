#include "archive/result_accuracy.hpp"

#include "batterisk/core/base/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <vector>

#include <nlohmann/json.hpp>

namespace batterisk::study {
namespace {

using Json = nlohmann::json;

bool ends_with(const std::string& text, std::string_view end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

// Lines of points, whatever the depth at which they stand.
void collect_lines(const Json& coordinates, std::vector<Ring>& lines) {
  if (!coordinates.is_array() || coordinates.empty()) return;
  const auto is_point = [](const Json& p) { return p.is_array() && p.size() >= 2 && p[0].is_number() && p[1].is_number(); };
  const auto point = [](const Json& p) { return RdPoint{p[0].get<double>(), p[1].get<double>()}; };
  if (std::all_of(coordinates.begin(), coordinates.end(), is_point)) {
    Ring line;
    for (const Json& p : coordinates) line.push_back(point(p));
    lines.push_back(std::move(line));
  } else if (is_point(coordinates)) {
    lines.push_back({point(coordinates)});
  } else {
    for (const Json& part : coordinates) collect_lines(part, lines);
  }
}

double distance_to_m(RdPoint p, const std::vector<Ring>& lines) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const Ring& line : lines) {
    if (line.size() == 1) nearest = std::min(nearest, distance_m(p, line.front()));
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      const RdPoint along{line[i + 1].x - line[i].x, line[i + 1].y - line[i].y};
      const double length2 = along.x * along.x + along.y * along.y;
      const double t = length2 > 0.0 ? ((p.x - line[i].x) * along.x + (p.y - line[i].y) * along.y) / length2 : 0.0;
      const double s = std::clamp(t, 0.0, 1.0);
      nearest = std::min(nearest, distance_m(p, {line[i].x + s * along.x, line[i].y + s * along.y}));
    }
  }
  return nearest;
}

double farthest_m(const std::vector<Ring>& from, const std::vector<Ring>& to) {
  double farthest = 0.0;
  for (const Ring& line : from) {
    for (const RdPoint p : line) farthest = std::max(farthest, distance_to_m(p, to));
  }
  return farthest;
}

}  // namespace

double border_accuracy_of(const std::string& program) {
  int major = 0;
  int minor = 0;
  const bool known = std::sscanf(program.c_str(), "batterisk %d.%d.", &major, &minor) == 2;
  return known && major == 0 && minor < 2 ? border_accuracy_before_m : border_accuracy_m;
}

bool within_accuracy(const std::string& column, double a, double b, double border_m) {
  const double apart = std::abs(a - b);
  const double size = std::max(std::abs(a), std::abs(b));
  // A compact shape of this area has a border of about four times its root.
  if (ends_with(column, "_m2")) return apart <= border_m * 4.0 * std::sqrt(size);
  if (ends_with(column, "_m")) return apart <= border_m;
  if (ends_with(column, "_per_jaar")) return apart <= chance_accuracy * size;
  constexpr double small_building_m = 5.0;  // its depth
  return column == "aandeel_binnen" && apart <= border_m / small_building_m;
}

double borders_apart_m(const Json& a, const Json& b) {
  const auto lines = [](const Json& geometry) {
    std::vector<Ring> all;
    if (geometry.is_object() && geometry.contains("coordinates")) collect_lines(geometry["coordinates"], all);
    return all;
  };
  const std::vector<Ring> first = lines(a);
  const std::vector<Ring> second = lines(b);
  if (first.empty() || second.empty()) return std::numeric_limits<double>::infinity();
  return std::max(farthest_m(first, second), farthest_m(second, first));
}

}  // namespace batterisk::study
