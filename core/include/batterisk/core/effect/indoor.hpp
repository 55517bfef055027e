#pragma once

#include "batterisk/core/base/quantity.hpp"

namespace batterisk {

/// Release and people indoors: constant outdoor concentration for `release`, dose counted from its start to
/// `window`.
struct IndoorExposure {
  AirChange ventilation;  ///< n_v
  Time release;           ///< T, at most the legal exposure time
  Time window;            ///< end of the exposure, from the start of the release
};

/// Indoor over outdoor concentration at time t: `1 - e^(-n_v t)` during the release, then decaying with
/// `e^(-n_v (t - T))` (well-mixed room, `dCi/dt = n_v (Co - Ci)`). Throws std::domain_error for negative
/// values.
[[nodiscard]] double indoor_ratio(AirChange ventilation, Time release, Time t);

/// Relative dose `K = integral_0^window (Ci/Co)^n dt`, as a time (dose = Co^n K). Exact series, about 1e-14
/// relative. Throws std::domain_error for negative times or ventilation, or n outside (0, 20].
[[nodiscard]] Time relative_dose(const IndoorExposure& exposure, double n);

/// Outdoor concentration at which the indoor dose equals `limit^n x limit_time`: `Co* = limit
/// (limit_time/K)^(1/n)`. Throws std::domain_error as `relative_dose`, and where the dose is zero.
[[nodiscard]] Concentration outdoor_equivalent_of_dose(Concentration limit, Time limit_time, double n,
                                                       const IndoorExposure& exposure);

/// Indoor dose over the dose of the limit, `(Co/limit)^n K/limit_time`; 1 at `outdoor_equivalent_of_dose`.
/// For sums over species. Throws std::domain_error as `relative_dose`, for a limit that is not above 0 and a
/// negative concentration.
[[nodiscard]] double dose_over_limit(Concentration outdoor, Concentration limit, Time limit_time, double n,
                                     const IndoorExposure& exposure);

/// Outdoor concentration at which the indoor concentration reaches `limit` at time t of the release:
/// `Co* = limit/(1 - e^(-n_v t))`. Throws std::domain_error unless n_v and t are above 0.
[[nodiscard]] Concentration outdoor_equivalent_of_concentration(Concentration limit, AirChange ventilation,
                                                                Time t);

}  // namespace batterisk
