#include "batterisk/core/effect/heat_radiation.hpp"

#include "base/require.hpp"
#include "batterisk/core/base/normal.hpp"
#include "batterisk/core/base/root.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace batterisk {
namespace {

using std::numbers::pi;

double heskestad_power(Power q) {
  detail::require(detail::not_negative(q.w()), "heat release negative");
  return std::pow(q.w() / 1e3, 0.4);
}

double dimensionless_burning(const PoolFire& fire) {
  detail::require(
      detail::above_zero(fire.diameter.m()) && detail::above_zero(fire.burning_rate.kg_per_m2_s()) &&
          detail::above_zero(fire.air_density.kg_per_m3()) && detail::above_zero(fire.gravity_m_per_s2),
      "pool fire value not above 0");
  return fire.burning_rate.kg_per_m2_s() /
         (fire.air_density.kg_per_m3() * std::sqrt(fire.gravity_m_per_s2 * fire.diameter.m()));
}

double radiated(Power q, double radiant_fraction) {
  detail::require(detail::not_negative(q.w()), "heat release negative");
  detail::require(detail::fraction(radiant_fraction), "radiant fraction outside [0, 1]");
  return radiant_fraction * q.w();
}

}  // namespace

Length heskestad_length(Power q, Length diameter) {
  detail::require(detail::above_zero(diameter.m()), "fire diameter not above 0");
  return Length::m(std::max(0.0, -1.02 * diameter.m() + 0.235 * heskestad_power(q)));
}

Length heskestad_virtual_origin(Power q, Length diameter) {
  detail::require(detail::above_zero(diameter.m()), "fire diameter not above 0");
  return Length::m(-1.02 * diameter.m() + 0.083 * heskestad_power(q));
}

Length thomas_length(const PoolFire& fire) {
  return (42.0 * std::pow(dimensionless_burning(fire), 0.61)) * fire.diameter;
}

Length thomas_length_in_wind(const PoolFire& fire, Speed at_10_m) {
  detail::require(detail::not_negative(at_10_m.m_per_s()), "wind speed negative");
  const double burning = dimensionless_burning(fire);
  const double characteristic = std::cbrt(fire.gravity_m_per_s2 * fire.burning_rate.kg_per_m2_s() *
                                          fire.diameter.m() / fire.air_density.kg_per_m3());
  const double u = std::max(1.0, at_10_m.m_per_s() / characteristic);
  return (55.0 * std::pow(burning, 0.67) * std::pow(u, -0.21)) * fire.diameter;
}

Angle flame_tilt(Length diameter, Speed wind, double air_viscosity_m2_per_s, double gravity_m_per_s2) {
  const double d = diameter.m();
  const double u = wind.m_per_s();
  detail::require(detail::above_zero(d), "fire diameter not above 0");
  detail::require(detail::not_negative(u), "wind speed negative");
  detail::require(detail::above_zero(air_viscosity_m2_per_s) && detail::above_zero(gravity_m_per_s2),
                  "viscosity or gravity not above 0");
  if (u == 0.0) return Angle::rad(0.0);
  const double froude = u * u / (gravity_m_per_s2 * d);
  const double reynolds = u * d / air_viscosity_m2_per_s;
  const double k = 0.666 * std::pow(froude, 0.333) * std::pow(reynolds, 0.117);
  // (sqrt(4k^2+1)-1)/(2k) without the cancellation at small k.
  return Angle::rad(std::asin(2.0 * k / (std::sqrt(4.0 * k * k + 1.0) + 1.0)));
}

JetFlameSize schefer_houf_flame(const JetFlame& jet, Temperature air, Density air_density,
                                double gravity_m_per_s2) {
  const double d = jet.diameter.m();
  const double fs = jet.stoichiometric_fraction;
  const double flame_k = jet.flame_temperature.k();
  detail::require(detail::above_zero(d) && detail::above_zero(jet.exit.m_per_s()) &&
                      detail::above_zero(jet.exit_density.kg_per_m3()) &&
                      detail::above_zero(jet.flame_density.kg_per_m3()) &&
                      detail::above_zero(jet.absorption_per_m),
                  "jet flame value not above 0");
  detail::require(fs > 0.0 && fs <= 1.0, "stoichiometric fraction outside (0, 1]");
  detail::require(detail::above_zero(air.k()) && flame_k > air.k() && std::isfinite(flame_k),
                  "flame not hotter than the air");
  detail::require(detail::above_zero(air_density.kg_per_m3()) && detail::above_zero(gravity_m_per_s2),
                  "air density or gravity not above 0");
  const double density_ratio = jet.exit_density / air_density;
  const double froude =
      jet.exit.m_per_s() * std::pow(fs, 1.5) /
      (std::pow(density_ratio, 0.25) * std::sqrt((flame_k - air.k()) / air.k() * gravity_m_per_s2 * d));
  const double relative =
      froude < 5.0 ? 13.5 * std::pow(froude, 0.4) / std::pow(1.0 + 0.07 * froude * froude, 0.2) : 23.0;
  const double length = relative * d * std::sqrt(density_ratio) / fs;
  const double width = 0.17 * length;
  const double mass_rate = 0.25 * pi * d * d * jet.exit_density.kg_per_m3() * jet.exit.m_per_s();
  const double residence_ms =
      1000.0 * (pi / 12.0) * jet.flame_density.kg_per_m3() * width * width * length * fs / mass_rate;
  const double fraction =
      9.45e-9 * std::pow(residence_ms * jet.absorption_per_m * std::pow(flame_k, 4.0), 0.47);
  return {Length::m(length), Length::m(width), froude, residence_ms, fraction};
}

HeatFlux mudan_sep(Length diameter, const MudanParameters& parameters) {
  detail::require(detail::not_negative(diameter.m()), "fire diameter negative");
  const double visible = std::exp(-parameters.extinction_per_m * diameter.m());
  return visible * parameters.flame + (1.0 - visible) * parameters.smoke;
}

HeatFlux energy_sep(Power q, double radiant_fraction, Length diameter, Length length) {
  const double d = diameter.m();
  detail::require(detail::above_zero(d), "fire diameter not above 0");
  detail::require(detail::not_negative(length.m()), "flame length negative");
  return HeatFlux::w_per_m2(radiated(q, radiant_fraction) / (pi * d * length.m() + 0.25 * pi * d * d));
}

HeatFlux conserved_sep(Power q, double radiant_fraction, Length diameter, Length length) {
  const double d = diameter.m();
  detail::require(detail::above_zero(d), "fire diameter not above 0");
  detail::require(detail::not_negative(length.m()), "flame length negative");
  return HeatFlux::w_per_m2(radiated(q, radiant_fraction) / (pi * d * length.m() + 0.5 * pi * d * d));
}

HeatFlux smoke_covered_sep(HeatFlux sep_max, HeatFlux smoke, double zeta) {
  detail::require(detail::fraction(zeta), "smoke fraction outside [0, 1]");
  return (1.0 - zeta) * sep_max + zeta * smoke;
}

FlameCylinder roof_flame(Power q, double radiant_fraction, Area roof, double diameter_divisor,
                         const FlameEmission& emission) {
  detail::require(detail::above_zero(q.w()), "heat release not above 0");
  detail::require(detail::above_zero(roof.m2()), "roof area not above 0");
  detail::require(detail::above_zero(diameter_divisor), "diameter divisor not above 0");
  const Length diameter =
      Length::m(std::min(std::sqrt(4.0 * roof.m2() / pi), heskestad_power(q) / diameter_divisor));
  const Length length = heskestad_length(q, diameter);
  const HeatFlux sep =
      emission.mudan_cap
          ? std::min(energy_sep(q, radiant_fraction, diameter, length), mudan_sep(diameter, emission.mudan))
          : std::min(conserved_sep(q, radiant_fraction, diameter, length), emission.largest);
  return {diameter, length, sep};
}

std::optional<VisibleSurface> visible_flame(const FlameCylinder& flame, Length base, Length distance,
                                            const Transmissivity& air) {
  const Length radius = 0.5 * flame.diameter;
  const Length top = base + flame.length;
  const double x = distance.m();
  detail::require(x >= 0.0 && std::isfinite(x), "distance negative");
  if (flame.length.m() <= 0.0) return VisibleSurface{flame.sep, 0.0, 1.0};
  if (distance <= radius && base.m() < 0.0 && top.m() > 0.0) return std::nullopt;
  const double factor = flame.base_radiates && base.m() > 0.0
                            ? flame_above_view_factor(radius, base, top, distance)
                            : cylinder_view_factor(radius, base, top, distance).maximum();
  const Length path = Length::m(std::max(0.0, x - radius.m()));
  return VisibleSurface{flame.sep, factor, transmissivity(air, path)};
}

double flame_flux_w_per_m2(const FlameCylinder& flame, Length base, Length distance,
                           const Transmissivity& air) {
  const auto seen = visible_flame(flame, base, distance, air);
  if (!seen) return std::numeric_limits<double>::infinity();
  return seen->sep.w_per_m2() * seen->view_factor * seen->transmissivity;
}

Length tilt_shift(const FlameCylinder& flame, Angle tilt) {
  return (0.5 * std::sin(tilt.rad())) * flame.length;
}

HeatFlux flux_of_surfaces(std::span<const VisibleSurface> surfaces) {
  double flux = 0.0;
  double factors = 0.0;
  for (const auto& s : surfaces) {
    detail::require(detail::not_negative(s.view_factor), "view factor negative");
    flux += s.sep.w_per_m2() * s.view_factor * s.transmissivity;
    factors += s.view_factor;
  }
  return HeatFlux::w_per_m2(factors > 1.0 ? flux / factors : flux);
}

double thermal_probit(HeatFlux q, Time t, const ThermalProbit& probit) {
  detail::require(q.w_per_m2() >= 0.0, "heat flux negative");
  detail::require(detail::not_negative(t.s()), "time negative");
  if (q.w_per_m2() == 0.0 || t.s() == 0.0) return -HUGE_VAL;
  return probit.a + probit.b * (probit.m * std::log(q.w_per_m2()) + std::log(t.s()));
}

Probability thermal_lethality(HeatFlux q, Time t, const HeatLethality& parameters) {
  const double pr = thermal_probit(q, std::min(t, parameters.exposure_cap), parameters.probit);
  return q >= parameters.certain_death ? Probability::of(1.0) : Probability::of(normal_cdf(pr - 5.0));
}

HeatFlux flux_for_lethality(Probability p, Time t, const HeatLethality& parameters) {
  const auto& probit = parameters.probit;
  const double capped = std::min(t, parameters.exposure_cap).s();
  detail::require(detail::above_zero(capped), "time not above 0");
  detail::require(detail::above_zero(probit.b) && detail::above_zero(probit.m),
                  "thermal probit constants not above 0");
  const double ln_dose = (5.0 + normal_quantile(p.value()) - probit.a) / probit.b;
  return HeatFlux::w_per_m2(std::exp((ln_dose - std::log(capped)) / probit.m));
}

double ThermalLine::lethality(double w_per_m2) const {
  if (w_per_m2 >= certain_w_per_m2) return 1.0;
  return w_per_m2 > 0.0 ? normal_cdf(intercept + slope * std::log(w_per_m2)) : 0.0;
}

ThermalLine thermal_line(Time t, const HeatLethality& parameters) {
  const auto& probit = parameters.probit;
  const double capped = std::min(t, parameters.exposure_cap).s();
  detail::require(detail::above_zero(capped), "time not above 0");
  detail::require(detail::above_zero(probit.b) && detail::above_zero(probit.m),
                  "thermal probit constants not above 0");
  return {probit.a - 5.0 + probit.b * std::log(capped), probit.b * probit.m,
          parameters.certain_death.w_per_m2()};
}

double eisenberg_probit(HeatFlux q, Time t) {
  return thermal_probit(q, t, {-38.48, 2.56, 4.0 / 3.0});
}

double tno_thermal_probit(HeatFlux q, Time t) {
  return thermal_probit(q, t, {-37.23, 2.56, 4.0 / 3.0});
}

double lees_thermal_probit(HeatFlux q, Time t) {
  return thermal_probit(q, 0.5 * t, {-29.02, 1.99, 4.0 / 3.0});
}

}  // namespace batterisk
