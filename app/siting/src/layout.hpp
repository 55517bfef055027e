#pragma once

#include "batterisk/siting/siting.hpp"

#include "batterisk/gis/shape/minkowski.hpp"

namespace batterisk::siting {

/// Footprints of units, all of them or those of one system, around the first unit.
[[nodiscard]] MultiPolygon footprints(const Dossier& dossier, const std::string& system = {});

/// Polygons drawn around a point, around the origin.
[[nodiscard]] MultiPolygon around_origin(MultiPolygon polygons, RdPoint at);

/// Refuses units that cannot be moved. Throws DossierError (D070).
void check_movable(const Dossier& dossier);

}  // namespace batterisk::siting
