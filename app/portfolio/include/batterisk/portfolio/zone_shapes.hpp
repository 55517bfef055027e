#pragma once

#include "batterisk/study/run/study.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace batterisk::portfolio {

/// Zones of a kind of site as polygons in metres from the point of the site, which all sites of that kind share.
struct ZoneShapes {
  std::string id;    ///< of the text: equal shapes have one id
  std::string text;  ///< CSV with the columns zone and wkt
};

/// Of zones that were computed with the site at `at`.
[[nodiscard]] ZoneShapes zone_shapes(const std::vector<study::ZoneResult>& zones, RdPoint at);

/// Polygons by name of zone, out of a file with the text of ZoneShapes. Throws FileError (F022) for another file.
[[nodiscard]] std::map<std::string, MultiPolygon> read_zone_shapes(const std::filesystem::path& path);

}  // namespace batterisk::portfolio
