#include "batterisk/study/uncertainty/sensitivity_index.hpp"

#include "batterisk/core/base/parallel.hpp"
#include "batterisk/study/uncertainty/sobol.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace batterisk {
namespace {

// Two-sided 95 % of Student's t with 7 degrees of freedom.
constexpr double student = 2.364624;
static_assert(scramblings == 8);

struct Moments {
  double mean = 0.0;
  double variance = 0.0;  // with n - 1
};
Moments moments(std::span<const double> values) {
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0.0;
  for (const double v : values) squares += (v - mean) * (v - mean);
  return {mean, values.size() < 2 ? 0.0 : squares / (n - 1.0)};
}

// Total index of each set of groups, for one scrambling: set s holds group g when bit g of s is set.
std::vector<double> total_by_set(const PointModel& model, std::size_t dimensions, const CoordinateGroups& groups,
                                 std::span<const unsigned> sets, std::uint32_t n, std::uint64_t seed) {
  const ScrambledSobol points(2 * dimensions, seed);
  std::vector<double> base(n);
  std::vector<double> squares(sets.size() * n);
  parallel_for(n, [&](std::size_t i) {
    const auto index = static_cast<std::uint32_t>(i);
    std::vector<double> at(dimensions);
    const auto reset = [&] {
      for (std::size_t d = 0; d < dimensions; ++d) at[d] = points(index, d);
    };
    reset();
    base[i] = model(at);
    for (std::size_t s = 0; s < sets.size(); ++s) {
      reset();
      for (std::size_t g = 0; g < groups.size(); ++g) {
        if (((sets[s] >> g) & 1U) == 0) continue;
        for (const std::size_t d : groups[g]) at[d] = points(index, dimensions + d);
      }
      const double other = model(at) - base[i];
      squares[s * n + i] = other * other;
    }
  });
  const double variance = moments(base).variance;
  std::vector<double> totals(sets.size(), 0.0);
  if (!(variance > 0.0)) return totals;
  for (std::size_t s = 0; s < sets.size(); ++s) {
    const auto first = squares.begin() + static_cast<std::ptrdiff_t>(s * n);
    totals[s] = std::accumulate(first, first + n, 0.0) / (2.0 * n * variance);
  }
  return totals;
}

// One estimate for each figure out of those of every scrambling.
template <class Of>
std::vector<Estimate> over_scramblings(std::size_t figures, std::uint64_t seed, const Of& of) {
  std::vector<std::array<double, scramblings>> each(figures);
  for (std::size_t s = 0; s < scramblings; ++s) {
    const std::vector<double> values = of(mixed(seed, s));
    for (std::size_t f = 0; f < figures; ++f) each[f][s] = values[f];
  }
  std::vector<Estimate> estimates;
  for (const auto& values : each) estimates.push_back(estimate(values));
  return estimates;
}

}  // namespace

Estimate estimate(std::span<const double> by_scrambling) {
  const Moments m = moments(by_scrambling);
  return {m.mean, student * std::sqrt(m.variance / static_cast<double>(by_scrambling.size()))};
}

Estimate first_order_index(std::span<const double> coordinate, std::span<const double> outcome) {
  const std::size_t n = outcome.size() / scramblings;
  if (n < 4) return {};
  // At least two points of each scrambling in a bin; so narrow that the effect of the coordinate hardly varies within.
  const std::size_t bins = std::min<std::size_t>(32, n / 2);
  std::vector<std::array<double, scramblings>> mean(bins);  // of a bin
  std::array<Moments, scramblings> whole;
  for (std::size_t s = 0; s < scramblings; ++s) {
    const auto own = outcome.subspan(s * n, n);
    whole[s] = moments(own);
    std::vector<double> sum(bins, 0.0);
    std::vector<double> count(bins, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
      const auto bin = std::min(bins - 1, static_cast<std::size_t>(coordinate[s * n + i] * static_cast<double>(bins)));
      sum[bin] += own[i];
      count[bin] += 1.0;
    }
    for (std::size_t b = 0; b < bins; ++b) mean[b][s] = sum[b] / count[b];
  }
  // Without one scrambling, or with all (`without` = scramblings).
  const auto index = [&](std::size_t without) {
    double between = 0.0;
    double variance = 0.0;
    double middle = 0.0;
    const double used = static_cast<double>(scramblings) - (without < scramblings ? 1.0 : 0.0);
    for (std::size_t s = 0; s < scramblings; ++s) {
      if (s == without) continue;
      middle += whole[s].mean / used;
      variance += whole[s].variance / used;
    }
    for (const auto& of_bin : mean) {
      double sum = 0.0;
      double squares = 0.0;
      for (std::size_t s = 0; s < scramblings; ++s) {
        if (s == without) continue;
        sum += of_bin[s] - middle;
        squares += (of_bin[s] - middle) * (of_bin[s] - middle);
      }
      const double own_variance = (squares - sum * sum / used) / (used - 1.0);
      between += (sum * sum / used / used - own_variance / used) / static_cast<double>(mean.size());
    }
    return variance > 0.0 ? between / variance : 0.0;
  };
  // Jackknife: how far the index moves when one scrambling is left out.
  constexpr double k = scramblings;
  double sum = 0.0;
  double squares = 0.0;
  for (std::size_t s = 0; s < scramblings; ++s) {
    const double one = index(s);
    sum += one;
    squares += one * one;
  }
  return {index(scramblings), student * std::sqrt(std::max(0.0, (k - 1.0) / k * (squares - sum * sum / k)))};
}

std::vector<Estimate> total_indices(const PointModel& model, std::size_t dimensions, const CoordinateGroups& groups,
                                    std::uint32_t n, std::uint64_t seed) {
  std::vector<unsigned> sets;
  for (std::size_t g = 0; g < groups.size(); ++g) sets.push_back(1U << g);
  return over_scramblings(groups.size(), seed, [&](std::uint64_t own) { return total_by_set(model, dimensions, groups, sets, n, own); });
}

std::vector<Estimate> shapley_effects(const PointModel& model, std::size_t dimensions, const CoordinateGroups& groups,
                                      std::uint32_t n, std::uint64_t seed) {
  constexpr std::size_t most = 8;
  if (groups.size() > most) throw std::invalid_argument("Shapley effects of more than 8 groups");
  std::vector<unsigned> sets((std::size_t{1} << groups.size()) - 1);
  std::iota(sets.begin(), sets.end(), 1U);
  // Mean over all orders of what a group adds to the set before it: sets of k groups weigh 1 / (G C(G-1, k)).
  const std::size_t count = groups.size();
  std::vector<double> weight(count, 1.0 / static_cast<double>(count));
  for (std::size_t k = 1; k < count; ++k) weight[k] = weight[k - 1] * static_cast<double>(k) / static_cast<double>(count - k);
  return over_scramblings(count, seed, [&](std::uint64_t own) {
    std::vector<double> total = total_by_set(model, dimensions, groups, sets, n, own);
    total.insert(total.begin(), 0.0);  // of no group
    std::vector<double> share(count, 0.0);
    for (std::size_t g = 0; g < count; ++g) {
      for (unsigned set = 0; set < total.size(); ++set) {
        if (((set >> g) & 1U) != 0) continue;
        share[g] += weight[static_cast<std::size_t>(std::popcount(set))] * (total[set | (1U << g)] - total[set]);
      }
    }
    return share;
  });
}

}  // namespace batterisk
