#pragma once

#include <cmath>
#include <stdexcept>

namespace batterisk::detail {

/// Throws std::domain_error with `message` unless `ok`. Conditions are written so that NaN fails them.
inline void require(bool ok, const char* message) {
  if (!ok) throw std::domain_error(message);
}

inline bool above_zero(double v) {
  return v > 0.0 && std::isfinite(v);
}
inline bool not_negative(double v) {
  return v >= 0.0 && std::isfinite(v);
}
inline bool fraction(double v) {
  return v >= 0.0 && v <= 1.0;
}

}  // namespace batterisk::detail
