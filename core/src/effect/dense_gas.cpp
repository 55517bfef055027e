#include "batterisk/core/effect/dense_gas.hpp"

#include "base/require.hpp"

#include <cmath>

namespace batterisk {
namespace {

void require_release(const DenseGasRelease& r) {
  detail::require(detail::above_zero(r.volume_rate_m3_per_s), "volume rate not above 0");
  detail::require(detail::above_zero(r.density.kg_per_m3()) && detail::above_zero(r.air_density.kg_per_m3()),
                  "density not above 0");
  detail::require(detail::above_zero(r.temperature.k()) && detail::above_zero(r.air_temperature.k()),
                  "temperature not above 0");
  detail::require(detail::above_zero(r.wind_at_10_m.m_per_s()), "wind speed not above 0");
  detail::require(detail::above_zero(r.gravity_m_per_s2), "gravity not above 0");
}

double reduced_gravity(const DenseGasRelease& r) {
  return r.gravity_m_per_s2 * std::fmax(0.0, (r.density - r.air_density) / r.air_density);
}

double length_scale(const DenseGasRelease& r) {
  return std::sqrt(r.volume_rate_m3_per_s / r.wind_at_10_m.m_per_s());
}

double near_field(double x_over_d) {
  return 306.0 / (306.0 + x_over_d * x_over_d);
}

// One row of the correlation: constant, rising, constant, falling with alpha; rows without a middle plateau
// have plateau_from = plateau_to.
struct Row {
  double low_to;
  double low;
  double plateau_from;
  double slope;
  double intercept;
  double plateau_to;
  double plateau;
  double fall_slope;
  double fall_intercept;
};

double beta(const Row& row, double alpha) {
  if (alpha <= row.low_to) return row.low;
  if (alpha <= row.plateau_from) return row.slope * alpha + row.intercept;
  if (alpha <= row.plateau_to) return row.plateau;
  return row.fall_slope * alpha + row.fall_intercept;
}

}  // namespace

double britter_mcquaid_criterion(const DenseGasRelease& release) {
  require_release(release);
  const double u = release.wind_at_10_m.m_per_s();
  return std::cbrt(reduced_gravity(release) * release.volume_rate_m3_per_s /
                   (u * u * u * length_scale(release)));
}

bool is_dense(const DenseGasRelease& release, double threshold) {
  return britter_mcquaid_criterion(release) >= threshold;
}

double britter_mcquaid_alpha(const DenseGasRelease& release) {
  require_release(release);
  const double g0 = reduced_gravity(release);
  return 0.2 *
         std::log10(g0 * g0 * release.volume_rate_m3_per_s * std::pow(release.wind_at_10_m.m_per_s(), -5.0));
}

std::array<double, 6> britter_mcquaid_betas(double alpha) {
  detail::require(alpha <= 1.0, "alpha above 1");
  static constexpr std::array<Row, 6> rows{{
      {-0.55, 1.75, -0.14, 0.24, 1.88, -0.14, 0.0, -0.50, 1.78},
      {-0.68, 1.92, -0.29, 0.36, 2.16, -0.18, 2.06, -0.56, 1.96},
      {-0.69, 2.08, -0.31, 0.45, 2.39, -0.16, 2.25, -0.54, 2.16},
      {-0.70, 2.25, -0.29, 0.49, 2.59, -0.20, 2.45, -0.52, 2.35},
      {-0.67, 2.40, -0.28, 0.59, 2.80, -0.15, 2.63, -0.48, 2.56},
      {-0.69, 2.60, -0.25, 0.39, 2.87, -0.13, 2.77, -0.50, 2.71},
  }};
  std::array<double, 6> betas{};
  for (std::size_t i = 0; i < rows.size(); ++i) betas[i] = beta(rows[i], alpha);
  return betas;
}

Ratio britter_mcquaid_fraction(const DenseGasRelease& release, Length x) {
  const double alpha = britter_mcquaid_alpha(release);
  detail::require(std::isfinite(alpha), "gas not denser than air");
  detail::require(detail::above_zero(x.m()), "distance not above 0");
  const auto betas = britter_mcquaid_betas(alpha);
  constexpr double near_limit = 30.0;
  const double x_over_d = x.m() / length_scale(release);

  double c = 0.0;
  if (x_over_d < near_limit) {
    c = near_field(x_over_d);
  } else {
    const double at = std::log10(x_over_d);
    double from_beta = std::log10(near_limit);
    double from_c = near_field(near_limit);
    c = -1.0;
    for (std::size_t i = 0; i < betas.size() && c < 0.0; ++i) {
      // Rows that lie within the near field say nothing there.
      if (at <= betas[i] && betas[i] > from_beta) {
        c = from_c + (britter_mcquaid_rows[i] - from_c) * (at - from_beta) / (betas[i] - from_beta);
      }
      from_beta = betas[i];
      from_c = britter_mcquaid_rows[i];
    }
    if (c < 0.0) c = britter_mcquaid_rows.back() * std::pow(10.0, -2.0 * (at - betas.back()));
  }
  return Ratio::of(c / (c + (1.0 - c) * (release.temperature / release.air_temperature)));
}

}  // namespace batterisk
