#pragma once

#include "batterisk/core/effect/toxic.hpp"
#include "batterisk/core/risk/toxic_risk.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace batterisk::detail {

class SampledLethality;

/// Probability of death in the smoke of two fires at once: the concentrations of each substance are added before its
/// probit. Arguments are ln(C/Q) of the first and of the second smoke; -infinity where one does not come.
class PairLethality {
 public:
  /// A substance that both fires emit, with ln of its rates in kg/s; -infinity for none.
  struct Substance {
    double ln_first;
    double ln_second;
    ProbitLine probit;
  };
  PairLethality(std::vector<Substance> substances, ToxicCombination combination, double cut_off);

  /// 0 or more where the smoke is lethal (the joint probability reaches the cut-off), continuous.
  [[nodiscard]] double excess(double first, double second) const;
  /// Cut-off applied.
  [[nodiscard]] double operator()(double first, double second) const;
  /// The same for inner loops, within 1e-5.
  [[nodiscard]] double sampled(double first, double second) const;

 private:
  [[nodiscard]] double joint(double first, double second) const;
  // ln of the dilution of the first smoke that kills like both together.
  [[nodiscard]] double together(double first, double second) const;

  std::vector<Substance> substances_;
  ToxicCombination combination_;
  double threshold_;
  // Where the two smokes are the same mixture, the second so many times (ln) stronger: the lethality is a function of one
  // number.
  std::optional<double> ln_ratio_;
  std::optional<DilutionLethality> one_;
  std::shared_ptr<const SampledLethality> sampled_one_;
};

/// ln(exp(a) + exp(b)).
[[nodiscard]] double ln_sum(double a, double b);

}  // namespace batterisk::detail
