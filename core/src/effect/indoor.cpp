#include "batterisk/core/effect/indoor.hpp"

#include "base/require.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace batterisk {
namespace {

// Integral of (1 - e^-u)^n over [0, end]. With S = 1 - e^-u it is the series sum S^(n+1+k)/(n+1+k), used up
// to u = ln 2 (S = 1/2); beyond, the binomial series of (1 - e^-u)^n is integrated term by term. Both fall at
// least as 2^-k.
double integral_of_rise(double end, double n) {
  constexpr int terms = 80;
  const double split = std::min(end, std::numbers::ln2);
  const double s = -std::expm1(-split);
  double sum = 0.0;
  double power = std::pow(s, n + 1.0);
  for (int k = 0; k < terms; ++k) {
    sum += power / (n + 1.0 + k);
    power *= s;
  }
  if (end <= split) return sum;
  sum += end - split;
  double binomial = 1.0;
  for (int k = 1; k < terms; ++k) {
    binomial *= -(n - (k - 1)) / k;  // (-1)^k binomial(n, k)
    sum += binomial * (std::exp(-k * split) - std::exp(-k * end)) / k;
  }
  return sum;
}

}  // namespace

double indoor_ratio(AirChange ventilation, Time release, Time t) {
  const double nv = ventilation.per_s();
  detail::require(detail::not_negative(nv), "ventilation negative");
  detail::require(release.s() >= 0.0 && t.s() >= 0.0, "time negative");
  const double rise = -std::expm1(-nv * std::min(release.s(), t.s()));
  return t > release ? rise * std::exp(-nv * (t.s() - release.s())) : rise;
}

Time relative_dose(const IndoorExposure& exposure, double n) {
  const double nv = exposure.ventilation.per_s();
  detail::require(detail::not_negative(nv), "ventilation negative");
  detail::require(detail::not_negative(exposure.release.s()) && detail::not_negative(exposure.window.s()),
                  "time negative");
  detail::require(n > 0.0 && n <= 20.0, "exponent outside (0, 20]");
  if (nv == 0.0) return Time::s(0.0);
  const double end = std::min(exposure.release.s(), exposure.window.s()) * nv;
  double u = integral_of_rise(end, n);
  const double after = exposure.window.s() * nv - end;
  if (after > 0.0) u += std::pow(-std::expm1(-end), n) * -std::expm1(-n * after) / n;
  return Time::s(u / nv);
}

Concentration outdoor_equivalent_of_dose(Concentration limit, Time limit_time, double n,
                                         const IndoorExposure& exposure) {
  detail::require(detail::not_negative(limit.kg_per_m3()), "limit negative");
  detail::require(detail::above_zero(limit_time.s()), "time of the limit not above 0");
  const Time k = relative_dose(exposure, n);
  detail::require(k.s() > 0.0, "no indoor dose");
  return std::pow(limit_time / k, 1.0 / n) * limit;
}

double dose_over_limit(Concentration outdoor, Concentration limit, Time limit_time, double n,
                       const IndoorExposure& exposure) {
  detail::require(detail::not_negative(outdoor.kg_per_m3()), "concentration negative");
  detail::require(detail::above_zero(limit.kg_per_m3()), "limit not above 0");
  detail::require(detail::above_zero(limit_time.s()), "time of the limit not above 0");
  return std::pow(outdoor / limit, n) * (relative_dose(exposure, n) / limit_time);
}

Concentration outdoor_equivalent_of_concentration(Concentration limit, AirChange ventilation, Time t) {
  detail::require(detail::not_negative(limit.kg_per_m3()), "limit negative");
  const double nvt = ventilation.per_s() * t.s();
  detail::require(ventilation.per_s() > 0.0 && detail::above_zero(nvt), "ventilation or time not above 0");
  return (-1.0 / std::expm1(-nvt)) * limit;
}

}  // namespace batterisk
