#include "batterisk/study/uncertainty/distribution.hpp"

#include "batterisk/core/base/normal.hpp"

#include <cmath>
#include <stdexcept>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace batterisk {

double quantile(const Distribution& distribution, double p) {
  const auto number = [&](const char* name) { return distribution.parameters.at(name).front(); };
  if (distribution.soort == "unif") return number("laag") + p * (number("hoog") - number("laag"));
  if (distribution.soort == "tri") {
    const double low = number("laag");
    const double top = number("top");
    const double high = number("hoog");
    if (!(high > low)) return top;
    const double below = (top - low) / (high - low);
    return p < below ? low + std::sqrt(p * (high - low) * (top - low)) : high - std::sqrt((1.0 - p) * (high - low) * (high - top));
  }
  if (distribution.soort == "logn") {
    const double median = number("mediaan");
    const double z = normal_quantile(p);
    const double ratio = z < 0.0 ? median / number("p5") : number("p95") / median;
    return median * std::pow(ratio, z / normal_quantile(0.95));
  }
  if (distribution.soort == "beta") return boost::math::ibeta_inv(number("a"), number("b"), p);
  if (distribution.soort == "disc") {
    const std::vector<double>& values = distribution.parameters.at("waarden");
    const std::vector<double>& weights = distribution.parameters.at("kansen");
    double below = 0.0;
    for (std::size_t i = 0; i + 1 < values.size(); ++i) {
      below += weights[i];
      if (p < below) return values[i];
    }
    return values.back();
  }
  throw std::invalid_argument("no quantiles of a distribution " + distribution.soort);
}

std::vector<double> dirichlet(std::span<const double> a, std::span<const double> coordinates) {
  std::vector<double> share(a.size(), 0.0);
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    share[i] = boost::math::gamma_p_inv(a[i], coordinates[i]);
    sum += share[i];
  }
  for (double& s : share) s /= sum;
  return share;
}

}  // namespace batterisk
