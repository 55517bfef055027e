#pragma once

#include "read/layer_source.hpp"

#include "batterisk/core/base/geometry.hpp"
#include "batterisk/core/dossier/surroundings.hpp"

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

/// Whether layers hold everything within a box, judged by what lies there (gis/README.md, "When a layer covers").
namespace batterisk::gis {

/// Where a layer has features, also beyond the box that was read.
class Presence {
 public:
  /// `seen`: boxes of the features that were read past (RD). Those of a layer without index are all that it has; of
  /// another the rest is asked from the layer.
  Presence(LayerSource source, std::vector<Box> seen) : source_{std::move(source)}, seen_{std::move(seen)} {}

  /// True when some feature lies in or touches this area (RD).
  [[nodiscard]] bool any(const Box& area);

 private:
  LayerSource source_;
  std::vector<Box> seen_;
  std::size_t last_ = 0;  ///< index of the box that answered last: places that are asked about lie side by side
};

/// What is known of where the objects of one kind lie.
struct Held {
  std::function<bool(const Box&)> any;  ///< some object lies in or touches this area (RD)
  std::vector<Polygon> outlines;        ///< within which all of them are said to be there
};

/// The layers of one kind together.
struct Delivery {
  std::vector<Presence> layers;
  std::vector<Polygon> outlines;

  /// Must not outlive the delivery.
  [[nodiscard]] Held held();
};

/// First gap within the box, nothing when it is covered. `parcels`: a large one shows that ground is empty; nullptr for
/// objects that do not follow from it.
[[nodiscard]] CoverageGap gap_within(const Box& box, const Held& held, const std::vector<Perceel>* parcels);

/// The same for objects that may be sparse: only that they go on, on all sides of the box.
[[nodiscard]] CoverageGap gap_around(const Box& box, const Held& held);

}  // namespace batterisk::gis
