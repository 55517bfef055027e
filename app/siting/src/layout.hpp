#pragma once

#include "batterisk/siting/siting.hpp"

#include "batterisk/gis/shape/minkowski.hpp"

namespace batterisk::siting {

/// Footprints of units, all of them or those of one system, around the first unit; less `within_m` on all sides.
[[nodiscard]] MultiPolygon footprints(const Dossier& dossier, const std::string& system = {}, double within_m = 0.0);

/// Polygons drawn around a point, around the origin.
[[nodiscard]] MultiPolygon around_origin(MultiPolygon polygons, RdPoint at);

/// Refuses units that cannot be moved. Throws DossierError (D070).
void check_movable(const Dossier& dossier);

/// True when two units differ in nothing but their id, place and orientation.
[[nodiscard]] bool same_kind(const BatteryUnit& a, const BatteryUnit& b);

}  // namespace batterisk::siting
