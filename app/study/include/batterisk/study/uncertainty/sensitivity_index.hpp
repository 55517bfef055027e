#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace batterisk {

/// Independent scramblings of one sample: their spread is its error, which s/sqrt(N) is not for points that fill evenly.
inline constexpr std::size_t scramblings = 8;

/// A figure that each scrambling gives: their mean, and half the width of its 95 % interval (Student, 7 degrees).
struct Estimate {
  double value = 0.0;
  double error = 0.0;
  [[nodiscard]] bool holds_zero() const { return value - error <= 0.0; }
};
[[nodiscard]] Estimate estimate(std::span<const double> by_scrambling);

/// Part of the variance of `outcome` that goes when a coordinate is known, out of the sample itself, without further runs: the
/// variance of the means of bins of the coordinate over the whole; what the means vary by themselves follows from the
/// scramblings and is taken off. Both lists hold the scramblings one after the other, of 2^k points each; 0 where the
/// outcome does not vary. Neighbours in rank (Chatterjee 2021) would not do: on Sobol's points neighbours in one coordinate are
/// not independent in the others.
[[nodiscard]] Estimate first_order_index(std::span<const double> coordinate, std::span<const double> outcome);

/// Outcome of a model at one point of the unit cube.
using PointModel = std::function<double(std::span<const double>)>;

/// Groups of coordinates, by their numbers.
using CoordinateGroups = std::vector<std::vector<std::size_t>>;

/// Part of the variance that stays as long as a group is not known (total index), by Jansen (1999): N runs for each group and N
/// besides. `n`: points for each scrambling, a power of two.
[[nodiscard]] std::vector<Estimate> total_indices(const PointModel& model, std::size_t dimensions,
                                                  const CoordinateGroups& groups, std::uint32_t n, std::uint64_t seed);

/// The variance divided over the groups, that of joint effects in equal parts, so that the shares add up to 1 (Shapley effects:
/// Owen 2014; Song, Nelson and Staum 2016), out of the total index of each of the 2^groups sets of groups. At most 8 groups
/// (std::invalid_argument).
[[nodiscard]] std::vector<Estimate> shapley_effects(const PointModel& model, std::size_t dimensions,
                                                    const CoordinateGroups& groups, std::uint32_t n, std::uint64_t seed);

}  // namespace batterisk
