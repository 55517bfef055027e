#pragma once

#include <cmath>
#include <cstdint>
#include <random>

namespace batterisk::test {

/// Uniform numbers from raw 64-bit output, the same with every standard library.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_{seed} {}
  double uniform(double low, double high) {
    return low + (high - low) * (static_cast<double>(engine_() >> 11) * 0x1.0p-53);
  }
  double log_uniform(double low, double high) { return std::exp(uniform(std::log(low), std::log(high))); }

 private:
  std::mt19937_64 engine_;
};

}  // namespace batterisk::test
