#pragma once

#include "batterisk/core/rules/rule_document.hpp"

#include <span>
#include <vector>

namespace batterisk {

/// Value below which a share `p` (0 < p < 1) of a distribution of one number lies, in the unit of the key:
/// `tri` triangular; `unif` uniform; `beta`; `disc` the listed values with their weights; `logn` lognormal about the
/// median, with another spread below it than above where p5 and p95 ask for that. Throws std::invalid_argument for `dir` and
/// `vast`, which have no such value.
[[nodiscard]] double quantile(const Distribution& distribution, double p);

/// Shares that add up to 1 out of a Dirichlet distribution with parameters `a`: one coordinate (0 .. 1) for each.
[[nodiscard]] std::vector<double> dirichlet(std::span<const double> a, std::span<const double> coordinates);

}  // namespace batterisk
