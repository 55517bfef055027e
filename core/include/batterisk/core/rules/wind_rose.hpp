#pragma once

#include "batterisk/core/base/choice_words.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace batterisk {

/// How sector probabilities become a density over direction (`rose.shape`).
enum class RoseShape {
  Lineair,   ///< straight lines between 24 nodes, positive and conserving every sector total
  Constant   ///< constant within a sector (Purple Book)
};
template <>
inline constexpr auto choice_words<RoseShape> = std::to_array<std::string_view>({"lineair", "constant"});

/// Density over the direction that the wind comes from (1/rad), from the probabilities of twelve sectors of 30 degrees
/// centred on 0, 30, ..., 330 degrees. The integral over sector k is its probability, exactly.
///
/// A convolution of this density with any lethality profile needs only its jumps: the density is piecewise linear
/// (`Lineair`: jumps in slope at multiples of 15 degrees) or constant (`Constant`: jumps in value at 15 + 30 k).
class WindRose {
 public:
  /// Throws std::domain_error for a negative or non-finite probability.
  WindRose(const std::array<double, 12>& sector_probability, RoseShape shape);

  struct Jump {
    int degrees;   ///< direction of the jump, 0..359
    double value;  ///< change of slope (1/rad2), or of density (1/rad)
  };

  [[nodiscard]] RoseShape shape() const { return shape_; }
  /// Density (1/rad) at a direction in rad, any multiple of 2 pi away.
  [[nodiscard]] double density(double direction) const;
  [[nodiscard]] const std::vector<Jump>& jumps() const { return jumps_; }
  /// Probability of all sectors together.
  [[nodiscard]] double total() const { return total_; }

 private:
  RoseShape shape_;
  double total_ = 0.0;
  std::array<double, 24> node_{};  // density at 0, 15, ..., 345 degrees; for Constant the value of the sector around it
  std::vector<Jump> jumps_;
};

}  // namespace batterisk
