#pragma once

#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/core/base/geometry.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace batterisk::gis {

/// A polygon or closed line out of a drawing, without its holes, in RD.
struct DrawnShape {
  std::string id;  ///< of the feature, else its number in the file
  Polygon polygon;
  // The smallest rectangle around it, as a container is given in a dossier.
  RdPoint centre{};
  double length_m = 0.0;
  double width_m = 0.0;     ///< never more than the length
  double azimuth_rad = 0.0; ///< of the long axis, clockwise from north, in [0, pi)
};

struct Drawing {
  std::vector<DrawnShape> shapes;  ///< in the order of the file
  std::vector<Diagnostic> diagnostics;
};

/// Reads the closed shapes of a layer, or of a layer inside a DXF drawing; open lines, points and texts are passed over.
/// `layer` empty: all; capitals in its name make no difference. `crs`: for files that do not say it, such as DXF. Problems
/// are errors in `diagnostics`; shapes that do not lie in the Netherlands are one (L008).
[[nodiscard]] Drawing read_drawing(const std::filesystem::path& path, const std::string& layer, const std::string& crs);

}  // namespace batterisk::gis
