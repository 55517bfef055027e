#pragma once

#include "read/layer_file.hpp"
#include "read/ogr.hpp"

#include "batterisk/core/base/geometry.hpp"

#include <ogrsf_frmts.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace batterisk::gis {

/// RD coordinates of the Netherlands with its territorial sea; x is always below y, so swapped axes fall outside.
inline constexpr Box netherlands{{0.0, 300000.0}, {300000.0, 625000.0}};

/// Where an object of a layer can lie: it may reach abroad or into the sea, not farther than this.
inline constexpr Box around_netherlands{{-100000.0, 200000.0}, {400000.0, 725000.0}};

/// The system in which a layer is read.
struct LayerCrs {
  OGRSpatialReference srs;
  bool stated = false;  ///< by the user: the layer does not say it, or says what cannot be
  bool by_rule = false; ///< the layer says nothing, and its format then means this system (GeoJSON: WGS84)
  std::vector<FileProblem> doubts{};  ///< warnings
};

/// Chooses between what a layer says and what the user says of it (`stated`, may be empty). The word of the layer goes first,
/// unless its numbers cannot be in that system; `extent` is in the numbers of the layer. `shown`: name in messages.
[[nodiscard]] std::variant<LayerCrs, FileProblem> layer_crs(GDALDataset& dataset, OGRLayer& layer, const std::string& stated,
                                                            const std::optional<Box>& extent, const std::string& shown);

/// A system as people write it ("EPSG:28992", "28992"); nothing when nobody knows it.
[[nodiscard]] std::optional<OGRSpatialReference> crs_from(const std::string& text);

/// Next step for numbers that should be RD and do not lie in the Netherlands, or whose system nobody says: a word of the
/// program.
[[nodiscard]] std::string step_for_place(const Box& numbers);
[[nodiscard]] std::string step_for_crs(const Box& numbers);

/// Box in another system; nothing where it has no place there.
[[nodiscard]] std::optional<Box> transformed(OGRCoordinateTransformation& t, const Box& box);

/// Number with millimetres.
[[nodiscard]] std::string millimetres(double v);

/// Centre of a box in numbers, as two arguments of a message.
[[nodiscard]] std::pair<std::string, std::string> centre_of(const Box& box);

}  // namespace batterisk::gis
