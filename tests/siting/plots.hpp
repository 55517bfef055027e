#pragma once

#include "village/random.hpp"

#include "batterisk/core/base/geometry.hpp"

#include <string>

namespace batterisk::test {

/// A dossier in the village: units of one system on a plot, with all layers of `village::write_village`. No dossier can
/// say a hole: who reads its text puts `plot` in place of the boundary.
struct SitingDossier {
  Polygon plot;
  std::string systeem;  ///< TOML of [[systeem]]
  std::string more;     ///< TOML behind it
};
[[nodiscard]] std::string text_of(const SitingDossier& dossier);

/// One container of 6.06 x 2.44 m, whose place in the dossier is the middle of a plot.
[[nodiscard]] std::string container_at(RdPoint p);

[[nodiscard]] Polygon rectangle(RdPoint centre, double width_m, double height_m);

/// A plot of 30 to 90 m between the houses of the village, turned, often with a corner or a hole less, and one to three
/// units in a row, of either chemistry.
[[nodiscard]] SitingDossier random_dossier(village::Random& random);

/// True when a point lies in an area.
[[nodiscard]] bool in(const MultiPolygon& area, RdPoint p);

}  // namespace batterisk::test
