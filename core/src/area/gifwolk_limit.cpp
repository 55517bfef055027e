#include "area/gifwolk_limit.hpp"

#include "batterisk/core/base/root.hpp"
#include "batterisk/core/effect/indoor.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

namespace batterisk::detail {
namespace {

std::optional<double> dose_exponent(const std::string& stof, const RuleSet& rules, UsedKeys& used) {
  std::string upper = stof;
  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
  const auto it = rules.method.gifwolk.n.values.find(upper);
  if (it == rules.method.gifwolk.n.values.end()) return std::nullopt;
  return used(it->second);
}

// A dose adds up with the exponent of its substance; a concentration criterion as it is.
double relative_exponent(const std::string& stof, const RuleSet& rules, UsedKeys& used) {
  GifwolkCriterium criterion = rules.method.gifwolk.criterion.value;
  if (criterion == GifwolkCriterium::VolgensBkl) criterion = rules.legal.gifwolk_criterium.value;
  return criterion == GifwolkCriterium::Dosis ? dose_exponent(stof, rules, used).value_or(1.0) : 1.0;
}

// ln(C/Q) at which the relative doses of all substances together reach 1.
double ln_of_sum(const std::vector<GifwolkLimit>& limits) {
  const auto excess = [&](double ln_dilution) {
    double sum = 0.0;
    for (const GifwolkLimit& limit : limits) sum += std::exp(limit.exponent * (ln_dilution - limit.ln_dilution));
    return sum - 1.0;
  };
  double nearest = 1e300;
  for (const GifwolkLimit& limit : limits) nearest = std::min(nearest, limit.ln_dilution);
  return find_root(excess, nearest - std::log(static_cast<double>(limits.size())) - 1.0, nearest, 1e-12);
}

}  // namespace

std::optional<Concentration> gifwolk_outdoor_limit(const SubstanceRelease& release, Time duration, const RuleSet& rules,
                                                   UsedKeys& used) {
  const MethodRules& m = rules.method;
  const auto substance = rules.substances.find(release.stof);
  if (substance == rules.substances.end()) return std::nullopt;
  const std::optional<Concentration> lbw30 = used(substance->second.lbw30);
  if (!lbw30) return std::nullopt;
  GifwolkCriterium criterion = used(m.gifwolk.criterion);
  if (criterion == GifwolkCriterium::VolgensBkl) criterion = used(rules.legal.gifwolk_criterium);
  const Time exposure = std::min(duration, used(m.tox.t_max));
  const AirChange ventilation = used(m.indoor.n_v);
  if (criterion == GifwolkCriterium::Concentratie) {
    return outdoor_equivalent_of_concentration(*lbw30, ventilation, exposure);
  }
  const auto n = dose_exponent(release.stof, rules, used);
  if (!n) return std::nullopt;
  return outdoor_equivalent_of_dose(*lbw30, used(m.gifwolk.t_ref), *n, {ventilation, exposure, used(m.indoor.window)});
}

std::vector<GifwolkLimit> gifwolk_limits(const ToxicSource& source, const RuleSet& rules, UsedKeys& used,
                                         std::vector<std::string>& undetermined) {
  std::vector<GifwolkLimit> limits;
  for (const SubstanceRelease& release : source.substances) {
    if (release.rate.kg_per_s() <= 0.0) continue;
    const auto limit = gifwolk_outdoor_limit(release, source.duration, rules, used);
    if (!limit) {
      if (std::find(undetermined.begin(), undetermined.end(), release.stof) == undetermined.end()) {
        undetermined.push_back(release.stof);
      }
      continue;
    }
    limits.push_back({std::log(limit->kg_per_m3() / release.rate.kg_per_s()), relative_exponent(release.stof, rules, used),
                      fmt::format("{} {:.4g} mg/m3", release.stof, limit->mg_per_m3())});
  }
  if (used(rules.method.gifwolk.sum) == GifwolkSom::Som && limits.size() > 1) {
    limits.push_back({ln_of_sum(limits), 1.0, "som van doses"});
  }
  return limits;
}

}  // namespace batterisk::detail
