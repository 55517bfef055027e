#pragma once

#include "batterisk/core/base/quantity.hpp"

#include <optional>

namespace batterisk {

/// Deflagration in a room with one vent.
struct VentedDeflagration {
  Volume volume;             ///< V, the free volume
  Speed burning_velocity;    ///< S_u at ambient pressure
  double pressure_exponent;  ///< eps in `S_u (p/p0)^eps`, 0.25
  double wrinkling;          ///< chi_f, factor on the flame area
  Pressure ambient;          ///< p0
  Pressure maximum;          ///< Pmax of the closed vessel, absolute; `effective_maximum_pressure`
  Density density;           ///< rho_0 of the unburnt mixture at p0, 1.2 kg/m3
  double gamma;              ///< 1.38
  Area vent;                 ///< A_v; 0: closed
  Overpressure opening;      ///< p_stat
  double discharge;          ///< C_d, 0.6
};

struct DeflagrationResult {
  Overpressure reduced;             ///< p_red, the largest overpressure
  Mass unburnt_vented;              ///< unburnt mixture that left through the vent
  std::optional<Time> vent_opened;  ///< from ignition; nothing: it stayed shut
};

/// `Pmax_eff = p0 + (Pmax - p0) V_st/V`, the closed-vessel pressure of a room that is filled in part.
/// Throws std::domain_error unless 0 <= V_st <= V, V > 0 and Pmax >= p0.
[[nodiscard]] Pressure effective_maximum_pressure(Pressure maximum, Pressure ambient, Volume stoichiometric,
                                                  Volume volume);

/// Two-zone vented deflagration. `dp/dt = [(Pmax-p0)/rho_0 mdot_b - gamma p Qv]/V`;
/// `mdot_b = rho_u Su (p/p0)^eps chi_f A_f`; `rho_u = rho_0 (p/p0)^(1/gamma)`; `V_b = V - m_u/rho_u`,
/// `A_f = 4 pi r_b^2` of the sphere V_b. Vent: isentropic orifice, choked if
/// `p0/p <= (2/(gamma+1))^(gamma/(gamma-1))`, outflow only, open for good once p - p0 reaches p_stat; it
/// discharges unburnt gas until V_b = 0.6 V, then burnt gas. From m_b = 1e-6 m until m_u = 1e-4 rho_0 V.
/// Where the vent stays shut the result is Pmax - p0. No external explosion and no flame instabilities.
/// Solved by an adaptive Runge-Kutta pair (Dormand and Prince 1980) with the opening and the change of the
/// discharged gas found as events. A vent as large as the walls takes some 10 ms, smaller ones less than 1
/// ms. Throws std::domain_error for values outside their range, and for a vent far beyond the size of the
/// room.
[[nodiscard]] DeflagrationResult vented_deflagration(const VentedDeflagration& room);

/// Overpressure outside at distance r from the vent, `alpha` from its normal (NFPA 68):
/// `dP = 1.24 p_red (sqrt(A_v)/r)^1.35/(1 + (alpha/56 deg)^2)`. Throws std::domain_error for r <= 0 or
/// negatives.
[[nodiscard]] Overpressure vent_blast(Overpressure reduced, Area vent, Length distance, Angle from_normal);
/// Distance straight ahead of the vent at which `vent_blast` is `limit` (> 0).
[[nodiscard]] Length vent_blast_reach(Overpressure reduced, Area vent, Overpressure limit);

/// Vent area `{[0.1265 lg KG - 0.0567] pred^-0.5817 + 0.1754 pred^-0.5722 (pstat - 0.1)} V^(2/3)` (bar, m),
/// and for 2 < L/D <= 5 plus `A KG (L/D-2)^2/750` (EN 14994:2007). pstat below 0.1 bar counts as 0.1. Throws
/// std::domain_error outside KG <= 550 bar m/s, pstat <= 0.5, 0.05 <= pred <= 2 and > pstat, V <= 1000 m3,
/// L/D <= 5.
[[nodiscard]] Area en14994_vent_area(double kg_bar_m_per_s, Overpressure reduced, Overpressure opening,
                                     Volume volume, double length_over_diameter);

/// Room for the NFPA 68 (2013 and later) low-pressure vent area.
struct Nfpa68Vent {
  Area inner_surface;       ///< A_s
  Speed burning_velocity;   ///< S_u
  Density unburnt_density;  ///< rho_u
  double enhancement;       ///< lambda, turbulence
  Overpressure maximum;     ///< pmax
  Overpressure initial;     ///< p0
};
/// `A_v0 = A_s C/sqrt(pred)`, `C = Su rho_u lam/(2 Gu Cd) [((pmax+1)/(p0+1))^(1/gb) - 1] sqrt(p0+1)` (bar),
/// Gu 230.1, Cd 0.70, gb 1.1. Throws std::domain_error for pred outside (0, 0.5] bar.
[[nodiscard]] Area nfpa68_vent_area(const Nfpa68Vent& room, Overpressure reduced);

/// Vent panel of weight `w` (kg/m2) on an opening with area ratio `K = A_cs/A_v`.
struct VentPanel {
  double area_ratio;        ///< K, 1-5
  double weight_kg_per_m2;  ///< w, below 24
};
/// Cubbage and Simmonds: first peak `Su (4.3 K w + 28)/V^(1/3)` and second peak `58 Su K`, both in mbar.
struct CubbageSimmonds {
  Overpressure first;
  Overpressure second;
};
[[nodiscard]] CubbageSimmonds cubbage_simmonds(Speed burning_velocity, const VentPanel& panel, Volume volume);
/// Rasbash: `1.5 Pv + 77.7 K Su` mbar. Both throw std::domain_error for K outside 1-5 or w outside [0, 24).
[[nodiscard]] Overpressure rasbash(Overpressure opening, Speed burning_velocity, const VentPanel& panel);

}  // namespace batterisk
