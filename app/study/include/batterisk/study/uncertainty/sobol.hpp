#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace batterisk {

/// A well-mixed 64-bit number that depends on both (splitmix64: Steele, Lea and Flood 2014).
[[nodiscard]] std::uint64_t mixed(std::uint64_t a, std::uint64_t b);

/// Points of the unit cube that fill it evenly, and yet are random: Sobol's sequence (direction numbers of Joe and Kuo 2008)
/// from its point 0, each coordinate with a nested uniform scrambling of its own (Owen 1995, by hash). Of any first 2^k
/// points each interval [i/2^k, (i+1)/2^k) of each coordinate holds one. Any point can be asked for, from any thread.
class ScrambledSobol {
 public:
  /// At most 3,667 dimensions (std::invalid_argument). Another seed gives an independent scrambling.
  ScrambledSobol(std::size_t dimensions, std::uint64_t seed);

  [[nodiscard]] std::size_t dimensions() const { return dimensions_; }
  /// Coordinate of point `index`, in (0, 1).
  [[nodiscard]] double operator()(std::uint32_t index, std::size_t dimension) const;
  /// The same without scrambling, in [0, 1), for tests against other implementations.
  [[nodiscard]] double unscrambled(std::uint32_t index, std::size_t dimension) const;

 private:
  [[nodiscard]] std::uint32_t digits(std::uint32_t index, std::size_t dimension) const;

  std::size_t dimensions_;
  std::uint64_t seed_;
  std::vector<std::uint32_t> direction_;  // [dimension][bit of the Gray code]
};

}  // namespace batterisk
