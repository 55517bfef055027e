#pragma once

#include "batterisk/core/base/choice_words.hpp"
#include "batterisk/core/base/normal.hpp"
#include "batterisk/core/base/quantity.hpp"

#include <array>
#include <span>
#include <string_view>

namespace batterisk {

/// Toxic probit `Pr = a + b ln(C^n t)`, C in mg/m3, t in min (Purple Book, Table 5.2).
struct ToxicProbit {
  double a;
  double b;
  double n;
};

/// Probit value of an exposure; -infinity for a concentration or time of 0. Throws std::domain_error for
/// negatives.
[[nodiscard]] double toxic_probit(Concentration c, Time t, const ToxicProbit& probit);

/// Probability of death `Phi(Pr - 5)`.
[[nodiscard]] Probability toxic_lethality(Concentration c, Time t, const ToxicProbit& probit);

/// Concentration that kills the fraction `p` in time t. Throws std::domain_error unless 0 < p < 1 and t > 0.
[[nodiscard]] Concentration lethal_concentration(Probability p, Time t, const ToxicProbit& probit);

/// Probit of a fixed exposure time as a straight line in ln C, for inner loops:
/// `P = Phi(intercept + slope ln C)`, C in kg/m3 (the 5 of the probit is in the intercept).
struct ProbitLine {
  double intercept;
  double slope;

  /// Probability of death at ln C (C in kg/m3); 0 at -infinity.
  [[nodiscard]] double lethality(double ln_kg_per_m3) const {
    return normal_cdf(intercept + slope * ln_kg_per_m3);
  }
};

/// Throws std::domain_error unless t, b and n are above 0.
[[nodiscard]] ProbitLine probit_line(Time t, const ToxicProbit& probit);

/// How the probabilities of several species join.
enum class ToxicCombination {
  Product,  ///< `1 - prod(1 - P_i)`
  Dominant  ///< the largest
};
template <>
inline constexpr auto choice_words<ToxicCombination> = std::to_array<std::string_view>({"product", "dominant"});

/// Joint probability of death; a result below `cut_off` counts as 0 (Purple Book: 0.01).
/// The probabilities must lie in [0, 1].
[[nodiscard]] double combined_toxic_lethality(std::span<const double> probabilities,
                                              ToxicCombination combination, double cut_off);

}  // namespace batterisk
