#pragma once

#include <cstddef>
#include <span>

namespace batterisk {

/// Value of a model beside the measured one; same unit.
struct Compared {
  double model;
  double measured;
};

/// How a model agrees with measurements, in the figures of Hanna and Chang (2012).
struct Agreement {
  std::size_t n = 0;
  double mg = 1.0;       ///< geometric mean of model over measured
  double vg = 1.0;       ///< exp of the mean of ln(model/measured)^2; 1 is perfect
  double scatter = 0.0;  ///< standard deviation of ln(model/measured); 0 for one value
  double fac2 = 1.0;     ///< share within a factor of two
  double fb = 0.0;       ///< 2 (mean measured - mean model)/(their sum); above 0: the model is low
  double nmse = 0.0;     ///< mean squared difference over the product of the means
};

/// Throws std::domain_error for no pairs, or a value that is not above 0.
[[nodiscard]] Agreement agreement_of(std::span<const Compared> pairs);

}  // namespace batterisk
