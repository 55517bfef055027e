#pragma once

#include <cstdint>
#include <random>

namespace batterisk::village {

/// Reproducible choices. Only the raw bits of `std::mt19937_64` are used: the standard fixes those, while it
/// leaves the algorithms of its distributions to the library.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  /// Whole number in [low, high]. The modulo bias is below 1e-9 for the ranges used here.
  [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high) {
    const auto span = static_cast<std::uint64_t>(high - low) + 1U;
    return low + static_cast<std::int64_t>(engine_() % span);
  }

  /// True in `percent` of 100 cases.
  [[nodiscard]] bool chance(int percent) { return between(0, 99) < percent; }

 private:
  std::mt19937_64 engine_;
};

}  // namespace batterisk::village
