#pragma once

#include "read/layer_source.hpp"
#include "read/moment.hpp"

#include "batterisk/gis/read/layer.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace batterisk::gis {

/// Which of the records of an object this is. One that is newer takes the place of those before it; what does not begin
/// until after the peildatum gives way to what holds then.
struct Occurrence {
  bool begins_later = false;
  std::optional<std::int64_t> number;  ///< voorkomenidentificatie
  std::optional<Moment> begin;
  std::optional<Moment> registered;
  std::string_view delivery;           ///< ISO date of the layer, which its request keeps

  /// Less = older. Equal: nothing tells which is newer.
  friend std::weak_ordering operator<=>(const Occurrence& a, const Occurrence& b);
  friend bool operator==(const Occurrence& a, const Occurrence& b) { return (a <=> b) == 0; }
};

/// True when a layer has columns that tell its records apart or say when they hold.
[[nodiscard]] bool tells_occurrences(const LayerSource& source);

/// Reads it; nothing for a record that had ended on the peildatum. What is odd about its dates becomes a remark.
[[nodiscard]] std::optional<Occurrence> occurrence_of(const OGRFeature& feature, const std::string& id,
                                                      const LayerSource& source, const LayerRequest& request,
                                                      LayerReport& report);

}  // namespace batterisk::gis
