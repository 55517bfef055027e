#pragma once

#include "batterisk/core/base/quantity.hpp"

#include <optional>

namespace batterisk {

/// Gas flowing into a well-mixed room.
struct Accumulation {
  double gas_m3_per_s;    ///< Qg
  Volume free_volume;     ///< V
  AirChange ventilation;  ///< lambda
};

/// Steady concentration `c_ss = Qg/(Qg + lambda V)`, volume fraction; 0 without gas.
/// This and the next two throw std::domain_error for a negative rate, ventilation or time, or a volume not
/// above 0.
[[nodiscard]] Ratio steady_concentration(const Accumulation& room);

/// `c(t) = c_ss (1 - exp(-(Qg/V + lambda) t))`, from `V dc/dt = Qg (1 - c) - lambda V c`.
[[nodiscard]] Ratio concentration_after(const Accumulation& room, Time t);

/// Time at which the concentration reaches `c`; nothing when it never does (c >= c_ss).
[[nodiscard]] std::optional<Time> time_to_concentration(const Accumulation& room, Ratio c);

/// Volume of stoichiometric mixture that the gas can form: `V_st = phi min(V, c_max V/x_st)`.
/// Throws std::domain_error for phi or c_max outside [0, 1] or x_st outside (0, 1].
[[nodiscard]] Volume stoichiometric_volume(Volume free_volume, Ratio c_max, Ratio x_st, Ratio fill);

/// Overpressure of gas `Vg` burning in a closed room without vent (HyRAM+ 6.0), a cross-check:
/// `dP = p0 {[(V+Vg)/V x (V + Vst (sigma-1))/V]^gamma - 1}`, `Vst = Vg/x_st`.
/// Throws std::domain_error for values outside their range.
[[nodiscard]] Overpressure closed_room_overpressure(Volume room, Volume gas, Ratio x_st,
                                                    double expansion_ratio, double gamma, Pressure ambient);

}  // namespace batterisk
