#pragma once

#include "batterisk/core/base/choice_words.hpp"
#include "batterisk/core/base/quantity.hpp"

#include <array>
#include <string_view>

namespace batterisk {

/// Transmission of heat radiation through moist air.
enum class TransmissivityModel {
  Constant,  ///< one factor at every distance (1: no absorption, conservative)
  Wayne,     ///< Wayne (1991), as in HyRAM+ 6.0
  Bagster,   ///< `2.02 (p_w x)^-0.09`, only for 1e4 < p_w x < 1e5 N/m (Yellow Book 6.29)
  Casal      ///< 1.53, 2.02, 2.85 with exponents -0.06, -0.09, -0.12, breaks at 1e4 and 1e5 N/m (Casal 2008)
};
template <>
inline constexpr auto choice_words<TransmissivityModel> =
    std::to_array<std::string_view>({"een", "wayne", "bagster", "casal"});

struct Transmissivity {
  TransmissivityModel model = TransmissivityModel::Constant;
  double constant = 1.0;                             ///< only for `Constant`, 0-1
  Temperature temperature = Temperature::k(288.15);  ///< of the air; not for `Constant`
  Ratio relative_humidity = Ratio::of(0.0);          ///< 0-1; not for `Constant`
};

/// Saturation pressure of water, `psat = exp(20.386 - 5132/T)` mmHg (as in HyRAM+ 6.0).
[[nodiscard]] Pressure water_saturation_pressure(Temperature t);

/// Factor at path length x (>= 0), limited to [0, 1]; 1 at x = 0 for the models with absorption. CO2 in
/// `Wayne` is 335 ppm. Throws std::domain_error for x < 0, for a constant or humidity outside [0, 1], for T
/// <= 0, and for `Bagster` outside its range.
[[nodiscard]] double transmissivity(const Transmissivity& air, Length x);

}  // namespace batterisk
