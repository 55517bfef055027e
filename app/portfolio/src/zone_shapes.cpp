#include "batterisk/portfolio/zone_shapes.hpp"

#include "batterisk/core/base/codes_portfolio.hpp"
#include "batterisk/core/base/csv.hpp"
#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/core/base/file_bytes.hpp"
#include "batterisk/core/base/sha256.hpp"

#include <charconv>
#include <cmath>
#include <optional>
#include <sstream>
#include <string_view>

#include <fmt/format.h>

namespace batterisk::portfolio {
namespace {

constexpr std::string_view columns = "zone,wkt";

// Whole millimetres, as zones have them; adding 0.0 makes -0 into 0.
double millimetres(double metres) {
  return std::round(metres * 1000.0) / 1000.0 + 0.0;
}

void add_ring(const Ring& ring, RdPoint at, std::string& out) {
  out += '(';
  for (std::size_t i = 0; i <= ring.size(); ++i) {
    const RdPoint p = ring[i % ring.size()];
    out += fmt::format("{}{} {}", i == 0 ? "" : ",", millimetres(p.x - at.x), millimetres(p.y - at.y));
  }
  out += ')';
}

std::string wkt_of(const MultiPolygon& polygons, RdPoint at) {
  if (polygons.empty()) return "MULTIPOLYGON EMPTY";
  std::string out = "MULTIPOLYGON(";
  for (const Polygon& polygon : polygons) {
    out += out.back() == ')' ? ",(" : "(";
    add_ring(polygon.outer, at, out);
    for (const Ring& hole : polygon.holes) {
      out += ',';
      add_ring(hole, at, out);
    }
    out += ')';
  }
  return out + ')';
}

// Reads what `wkt_of` writes: a ring stands three parentheses deep.
std::optional<MultiPolygon> polygons_of(std::string_view wkt) {
  MultiPolygon polygons;
  if (wkt == "MULTIPOLYGON EMPTY") return polygons;
  int depth = 0;
  Ring ring;
  bool first_ring = true;
  for (std::size_t i = std::min(wkt.find('('), wkt.size()); i < wkt.size();) {
    const char c = wkt[i];
    if (c == '(') {
      if (++depth == 2) {
        polygons.emplace_back();
        first_ring = true;
      }
      ++i;
    } else if (c == ')') {
      if (depth-- == 3) {
        if (ring.size() < 4) return std::nullopt;
        ring.pop_back();  // the first point again
        if (first_ring) {
          polygons.back().outer = std::move(ring);
        } else {
          polygons.back().holes.push_back(std::move(ring));
        }
        first_ring = false;
        ring = {};
      }
      ++i;
    } else if (c == ',') {
      ++i;
    } else {
      RdPoint p;
      const char* end = wkt.data() + wkt.size();
      const auto [space, wrong_x] = std::from_chars(wkt.data() + i, end, p.x);
      if (wrong_x != std::errc{} || space == end || depth != 3) return std::nullopt;
      const auto [stop, wrong_y] = std::from_chars(space + 1, end, p.y);
      if (wrong_y != std::errc{}) return std::nullopt;
      ring.push_back(p);
      i = static_cast<std::size_t>(stop - wkt.data());
    }
  }
  if (depth != 0 || polygons.empty()) return std::nullopt;
  return polygons;
}

}  // namespace

ZoneShapes zone_shapes(const std::vector<study::ZoneResult>& zones, RdPoint at) {
  constexpr std::size_t id_length = 16;
  ZoneShapes shapes;
  shapes.text = std::string{columns} + '\n';
  for (const study::ZoneResult& zone : zones) {
    shapes.text += fmt::format("{},{}\n", csv_cell(zone.naam), csv_cell(wkt_of(zone.polygons, at)));
  }
  shapes.id = sha256(shapes.text).substr(0, id_length);
  return shapes;
}

std::map<std::string, MultiPolygon> read_zone_shapes(const std::filesystem::path& path) {
  const auto refuse = [&] {
    throw FileError({{codes::batch_missing, Severity::Fout, {path.string(), 0, 0, {}}, {path.string()}}});
  };
  std::map<std::string, MultiPolygon> shapes;
  const FileBytes read = read_file(path);
  if (!read.bytes) refuse();
  std::istringstream in{*read.bytes};
  std::string line;
  if (!std::getline(in, line) || line != columns) refuse();
  while (std::getline(in, line)) {
    const std::vector<std::string> cells = csv_cells(line);
    auto polygons = cells.size() == 2 ? polygons_of(cells[1]) : std::nullopt;
    if (!polygons) refuse();
    shapes.emplace(cells[0], std::move(*polygons));
  }
  return shapes;
}

}  // namespace batterisk::portfolio
