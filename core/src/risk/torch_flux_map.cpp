#include "risk/torch_flux_map.hpp"

#include "base/cubic.hpp"

#include "batterisk/core/base/parallel.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk::detail {
namespace {

constexpr double cell_m = 0.3;
constexpr double highest_w_per_m2 = 1e8;

}  // namespace

TorchFluxMap::TorchFluxMap(const Torch& torch, double reach_m, HeatFlux least, double z_m)
    : from_x_{-reach_m - cell_m},
      columns_{static_cast<std::size_t>(std::ceil(2.0 * reach_m / cell_m)) + 4},
      rows_{static_cast<std::size_t>(std::ceil(reach_m / cell_m)) + 4},
      ln_flux_(columns_ * rows_) {
  // Along a row the flux falls from the middle of the flame outwards. Where it is so low that interpolation between what
  // counts does not reach there, it is not computed any more.
  const double ln_end = std::log(least.w_per_m2()) - 0.25;
  const auto middle = std::min(columns_ - 1, static_cast<std::size_t>((torch.length().m() / 2.0 - from_x_) / cell_m));
  parallel_for(rows_, [&](std::size_t row) {
    const double y = (static_cast<double>(row) - 1.0) * cell_m;
    double* line = ln_flux_.data() + row * columns_;
    const auto fill = [&](std::size_t column, double before) {
      if (before < ln_end) return before;
      const double q = torch.flux_w_per_m2(from_x_ + static_cast<double>(column) * cell_m, y, z_m);
      return line[column] = std::log(std::min(q, highest_w_per_m2));
    };
    line[middle] = fill(middle, ln_end);
    for (std::size_t column = middle; column-- > 0;) line[column] = fill(column, line[column + 1]);
    for (std::size_t column = middle + 1; column < columns_; ++column) line[column] = fill(column, line[column - 1]);
  });
}

double TorchFluxMap::ln_flux(double x_m, double y_m) const {
  const double u = std::clamp((x_m - from_x_) / cell_m, 1.0, static_cast<double>(columns_ - 3));
  const double v = std::clamp(std::abs(y_m) / cell_m + 1.0, 1.0, static_cast<double>(rows_ - 3));
  const auto column = static_cast<std::size_t>(u);
  const auto row = static_cast<std::size_t>(v);
  const auto wu = cubic_weights(u - static_cast<double>(column));
  const auto wv = cubic_weights(v - static_cast<double>(row));
  double sum = 0.0;
  for (std::size_t i = 0; i < 4; ++i) {
    const double* line = ln_flux_.data() + (row - 1 + i) * columns_ + column - 1;
    sum += wv[i] * (wu[0] * line[0] + wu[1] * line[1] + wu[2] * line[2] + wu[3] * line[3]);
  }
  return sum;
}

}  // namespace batterisk::detail
