#pragma once

#include "batterisk/core/base/geometry.hpp"
#include "batterisk/core/base/quantity.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk {

/// The three attention areas of Bkl art. 5.12.
enum class Aandachtsgebied { Brand, Explosie, Gifwolk };

[[nodiscard]] std::string_view to_string(Aandachtsgebied kind);  // "brand", "explosie", "gifwolk"

/// Closed point set of RD points at PR >= level, or of an attention area. The parts may overlap (a park gives one
/// circle a unit); the zone is their union. No parts: the level or end point is reached nowhere.
struct Zone {
  std::optional<Aandachtsgebied> aandachtsgebied;  ///< nothing for a PR contour
  std::optional<PlaatsgebondenRisico> level;       ///< only for a PR contour
  std::vector<Shape> parts;
  std::vector<Shape> before_cap;  ///< geometry without the legal cap; empty where no cap was active
  bool truncated = false;         ///< the contour left the computed field: no `voldoet` may follow from it
};

}  // namespace batterisk
