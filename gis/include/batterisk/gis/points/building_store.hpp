#pragma once

#include "batterisk/core/rules/toets_rules.hpp"
#include "batterisk/gis/prepare/prepare.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace batterisk::gis {

/// Numbers of buildings by class, in the order of Kwetsbaarheid.
using ClassCounts = std::array<std::uint32_t, 5>;

/// The buildings of a whole layer packed in memory, to count around many sites: outlines in whole millimetres, the
/// resolution of the BAG, under a tree of boxes over the order of the file. In a prepared layer neighbours lie
/// together, so that the tree is a packed Hilbert R-tree; in another the counts are the same, slower.
class BuildingStore {
 public:
  /// Class of a building from its uses, as `klasseer` gives it.
  using Classify = std::function<Kwetsbaarheid(const Pand&)>;

  /// Reads the layer with the uses that its buildings have themselves and those of a layer of units, where there is one;
  /// ended ones are left out. Nothing may be wrong with the layers: throws LayerError. When stopped, what was read so far.
  BuildingStore(const LayerRequest& layer, const std::optional<LayerRequest>& units, const BagStatusTable& statuses,
                const Classify& classify, std::stop_token stop = {}, const LayerProgress& progress = {});

  [[nodiscard]] std::size_t size() const { return boxes_.size(); }
  /// True when the layer shows that it holds every building in the box, as of a study (gis/README.md).
  [[nodiscard]] bool covers(const Box& box) const;

  /// Buildings of which some point lies at most `radius_m` from the centre (a closed disc, as everywhere).
  [[nodiscard]] ClassCounts count(RdPoint centre, double radius_m) const;

 private:
  struct IntBox {
    std::int32_t x0, y0, x1, y1;  // mm
  };
  struct Disc {
    double x, y, r2;  // mm, mm2
  };

  void add(const MultiPolygon& footprint, Kwetsbaarheid klasse);
  void build();
  void visit(std::size_t level, std::size_t node, const Disc& disc, ClassCounts& counts) const;
  [[nodiscard]] bool meets(std::size_t building, const Disc& disc) const;
  [[nodiscard]] bool any(std::size_t level, std::size_t node, const IntBox& area) const;

  std::vector<std::int32_t> xy_;            // of all vertices, in turn
  std::vector<std::uint32_t> ring_start_;   // first vertex of each ring, and the end
  std::vector<std::uint32_t> first_ring_;   // of each building, and the end
  std::vector<std::uint8_t> class_;
  std::vector<IntBox> boxes_;               // of each building
  std::vector<std::vector<IntBox>> levels_; // of groups of 16, of groups of those, ...
  std::vector<ClassCounts> before_;         // buildings before each group of 16
  std::vector<Polygon> outlines_;           // within which the layer is said to hold everything
  bool whole_ = false;                      // nothing says that it is a part of what it should be
};

}  // namespace batterisk::gis
