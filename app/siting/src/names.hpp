#pragma once

#include "batterisk/siting/siting.hpp"

#include <numbers>
#include <string>

namespace batterisk::siting {

[[nodiscard]] inline double degrees(Angle angle) { return angle.rad() * 180.0 / std::numbers::pi; }

/// Id of what an obstacle is about.
[[nodiscard]] inline std::string object_id(const SitingResult& result, const Belemmering& b) {
  return b.pand ? (*result.surroundings.panden)[*b.pand].identificatie : b.onderwerp;
}

}  // namespace batterisk::siting
