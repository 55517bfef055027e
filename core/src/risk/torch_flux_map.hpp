#pragma once

#include "batterisk/core/effect/heat_radiation.hpp"

#include <vector>

namespace batterisk::detail {

/// Logarithm of the heat flux of a torch in its own plane (x along the axis from the base, y sideways), tabulated once
/// and interpolated cubically: the direction integral needs thousands of fluxes. Relative error below 3e-5 outside the
/// flame, where the flux is smooth on the scale of the cells; inside it the values only say "above", and where the flux is
/// well below `least` they only say "below".
class TorchFluxMap {
 public:
  /// Within `reach_m` of the base along and across the axis.
  TorchFluxMap(const Torch& torch, double reach_m, HeatFlux least, double z_m);

  /// ln of the flux (W/m2) at (x, y) within the table; values outside are clamped to its rim.
  [[nodiscard]] double ln_flux(double x_m, double y_m) const;

 private:
  double from_x_;
  std::size_t columns_;
  std::size_t rows_;
  std::vector<double> ln_flux_;  // [y][x], one row more on the far side of the axis (the field is even in y)
};

}  // namespace batterisk::detail
