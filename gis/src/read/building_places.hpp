#pragma once

#include "batterisk/core/base/geometry.hpp"
#include "batterisk/core/dossier/surroundings.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace batterisk::gis {

/// Which buildings lie at a place. Sorts them when it is first asked; their footprints and order must stay.
class BuildingPlaces {
 public:
  explicit BuildingPlaces(const std::vector<Pand>& panden) : panden_{panden} {}

  /// Indices of the buildings that hold the point, in their order.
  [[nodiscard]] std::vector<std::size_t> at(RdPoint p);

 private:
  void sort();

  const std::vector<Pand>& panden_;
  std::vector<std::pair<Box, std::size_t>> by_west_;  // sorted by the western edge
  double widest_m_ = 0.0;
};

/// First index and the one behind the last of the buildings with this id, among those sorted by id.
[[nodiscard]] std::pair<std::size_t, std::size_t> with_id(const std::vector<Pand>& panden, const std::string& id);

}  // namespace batterisk::gis
