#include "batterisk/core/effect/toxic.hpp"

#include "base/require.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk {
namespace {

void require_probit(const ToxicProbit& probit) {
  detail::require(std::isfinite(probit.a) && detail::above_zero(probit.b) && detail::above_zero(probit.n),
                  "toxic probit constants out of range");
}

}  // namespace

double toxic_probit(Concentration c, Time t, const ToxicProbit& probit) {
  require_probit(probit);
  detail::require(c.mg_per_m3() >= 0.0, "concentration negative");
  detail::require(detail::not_negative(t.min()), "time negative");
  if (c.mg_per_m3() == 0.0 || t.min() == 0.0) return -HUGE_VAL;
  return probit.a + probit.b * (probit.n * std::log(c.mg_per_m3()) + std::log(t.min()));
}

Probability toxic_lethality(Concentration c, Time t, const ToxicProbit& probit) {
  return Probability::of(normal_cdf(toxic_probit(c, t, probit) - 5.0));
}

Concentration lethal_concentration(Probability p, Time t, const ToxicProbit& probit) {
  require_probit(probit);
  detail::require(detail::above_zero(t.min()), "time not above 0");
  const double ln_dose = (5.0 + normal_quantile(p.value()) - probit.a) / probit.b;
  return Concentration::mg_per_m3(std::exp((ln_dose - std::log(t.min())) / probit.n));
}

ProbitLine probit_line(Time t, const ToxicProbit& probit) {
  require_probit(probit);
  detail::require(detail::above_zero(t.min()), "time not above 0");
  const double slope = probit.b * probit.n;
  const double ln_mg_per_kg = std::log(1e6);
  return {probit.a - 5.0 + probit.b * std::log(t.min()) + slope * ln_mg_per_kg, slope};
}

double combined_toxic_lethality(std::span<const double> probabilities, ToxicCombination combination,
                                double cut_off) {
  double survival = 1.0;
  double largest = 0.0;
  for (const double p : probabilities) {
    detail::require(detail::fraction(p), "probability outside [0, 1]");
    survival *= 1.0 - p;
    largest = std::max(largest, p);
  }
  // With one species both rules give that species, without the rounding of 1 - (1 - P).
  const double joint =
      combination == ToxicCombination::Dominant || probabilities.size() == 1 ? largest : 1.0 - survival;
  return joint < cut_off ? 0.0 : joint;
}

}  // namespace batterisk
