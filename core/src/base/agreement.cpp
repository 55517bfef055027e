#include "batterisk/core/base/agreement.hpp"

#include "base/require.hpp"

#include <cmath>

namespace batterisk {

Agreement agreement_of(std::span<const Compared> pairs) {
  detail::require(!pairs.empty(), "nothing to compare");
  double ln_sum = 0.0;
  double ln_squares = 0.0;
  double model = 0.0;
  double measured = 0.0;
  double squares = 0.0;
  std::size_t within = 0;
  for (const Compared& pair : pairs) {
    detail::require(detail::above_zero(pair.model) && detail::above_zero(pair.measured), "value not above 0");
    const double ln_ratio = std::log(pair.model / pair.measured);
    ln_sum += ln_ratio;
    ln_squares += ln_ratio * ln_ratio;
    model += pair.model;
    measured += pair.measured;
    squares += (pair.model - pair.measured) * (pair.model - pair.measured);
    if (pair.model <= 2.0 * pair.measured && pair.measured <= 2.0 * pair.model) ++within;
  }
  const auto n = static_cast<double>(pairs.size());
  const double mean = ln_sum / n;
  const double spread = pairs.size() > 1 ? std::fmax(0.0, (ln_squares - ln_sum * mean) / (n - 1.0)) : 0.0;
  return {.n = pairs.size(),
          .mg = std::exp(mean),
          .vg = std::exp(ln_squares / n),
          .scatter = std::sqrt(spread),
          .fac2 = static_cast<double>(within) / n,
          .fb = 2.0 * (measured - model) / (measured + model),
          .nmse = n * squares / (model * measured)};
}

}  // namespace batterisk
