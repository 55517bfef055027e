#pragma once

#include <array>

namespace batterisk::detail {

/// Weights of cubic Lagrange interpolation at `x` (0 at the second, 1 at the third of four equidistant nodes).
[[nodiscard]] inline std::array<double, 4> cubic_weights(double x) {
  return {-x * (x - 1.0) * (x - 2.0) / 6.0, (x + 1.0) * (x - 1.0) * (x - 2.0) / 2.0,
          -(x + 1.0) * x * (x - 2.0) / 2.0, (x + 1.0) * x * (x - 1.0) / 6.0};
}

}  // namespace batterisk::detail
