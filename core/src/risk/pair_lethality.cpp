#include "risk/pair_lethality.hpp"

#include "risk/sampled_lethality.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace batterisk::detail {
namespace {

constexpr double certain_survival = 1e-12;  // as in DilutionLethality

}  // namespace

double ln_sum(double a, double b) {
  const double high = std::max(a, b);
  return std::isinf(high) ? high : high + std::log1p(std::exp(std::min(a, b) - high));
}

PairLethality::PairLethality(std::vector<Substance> substances, ToxicCombination combination, double cut_off)
    : substances_{std::move(substances)}, combination_{combination}, threshold_{std::max(cut_off, certain_survival)} {
  if (substances_.empty()) return;
  const double ln_ratio = substances_.front().ln_second - substances_.front().ln_first;
  const bool same_mixture = std::all_of(substances_.begin(), substances_.end(), [&](const Substance& s) {
    return std::isfinite(s.ln_first) && std::abs(s.ln_second - s.ln_first - ln_ratio) < 1e-12;
  });
  if (!same_mixture) return;
  std::vector<DilutionLethality::Substance> first;
  for (const Substance& s : substances_) first.push_back({s.ln_first, s.probit});
  one_.emplace(std::move(first), combination, cut_off);
  ln_ratio_ = ln_ratio;
  if (std::isfinite(one_->ln_edge())) sampled_one_ = std::make_shared<const SampledLethality>(*one_);
}

double PairLethality::together(double first, double second) const { return ln_sum(first, second + *ln_ratio_); }

double PairLethality::joint(double first, double second) const {
  std::array<double, 16> probabilities{};
  const std::size_t n = std::min(substances_.size(), probabilities.size());
  for (std::size_t i = 0; i < n; ++i) {
    const Substance& s = substances_[i];
    probabilities[i] = s.probit.lethality(ln_sum(first + s.ln_first, second + s.ln_second));
  }
  return combined_toxic_lethality({probabilities.data(), n}, combination_, 0.0);
}

double PairLethality::excess(double first, double second) const {
  if (one_) return together(first, second) - one_->ln_edge();
  return substances_.empty() ? -1.0 : joint(first, second) - threshold_;
}

double PairLethality::operator()(double first, double second) const {
  if (one_) return (*one_)(together(first, second));
  const double p = substances_.empty() ? 0.0 : joint(first, second);
  return p < threshold_ ? 0.0 : p;
}

double PairLethality::sampled(double first, double second) const {
  return sampled_one_ ? (*sampled_one_)(together(first, second)) : (*this)(first, second);
}

}  // namespace batterisk::detail
