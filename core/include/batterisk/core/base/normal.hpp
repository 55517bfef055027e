#pragma once

namespace batterisk {

/// Standard normal distribution function Phi(x), through erfc so that both tails keep their relative
/// accuracy.
[[nodiscard]] double normal_cdf(double x);

/// Inverse of `normal_cdf`, relative accuracy about 1e-15. Source: Wichura (1988), algorithm AS 241 (PPND16).
/// Throws std::domain_error unless 0 < p < 1.
[[nodiscard]] double normal_quantile(double p);

}  // namespace batterisk
