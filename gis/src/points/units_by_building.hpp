#pragma once

#include "batterisk/gis/prepare/prepare.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk::gis {

/// The uses of the units of a whole layer by the building that they name, sixteen bytes a unit.
class UnitsByBuilding {
 public:
  /// Reads the layer; ended units are left out. Throws LayerError. When stopped, what was read so far.
  UnitsByBuilding(const LayerRequest& layer, const BagStatusTable& statuses, const std::stop_token& stop,
                  const LayerProgress& progress);

  [[nodiscard]] std::size_t size() const { return units_.size(); }
  /// True when something says that the layer is a part of what it should be.
  [[nodiscard]] bool incomplete() const { return incomplete_; }
  /// Uses and area of the units in a building; none for an id that is no BAG id.
  [[nodiscard]] std::vector<Verblijfsobject> of(std::string_view pand) const;

 private:
  struct Unit {
    std::uint64_t pand;
    std::uint32_t uses;  // index in uses_
    float m2;            // 0: not known
  };

  std::vector<Unit> units_;                     // by pand
  std::vector<std::vector<std::string>> uses_;  // a country has few combinations of words
  bool incomplete_ = false;
};

}  // namespace batterisk::gis
