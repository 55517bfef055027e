#pragma once

#include "batterisk/core/base/quantity.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace batterisk {

/// Units accepted for quantity `Q`, separated by ", ", the customary one first; for messages.
template <class Q>
[[nodiscard]] std::string accepted_units();

/// SI value of `number` in `unit` as quantity `Q`; nullopt when the unit does not belong to `Q`.
/// The one conversion from text to SI in the program. `Q` is any class of quantity.hpp.
template <class Q>
[[nodiscard]] std::optional<Q> from_unit(double number, std::string_view unit);

/// Value of `q` in `unit`; throws std::invalid_argument for a unit that does not belong to `Q`.
template <class Q>
[[nodiscard]] double in_unit(Q q, std::string_view unit);

/// Non-template core of the three functions above, where `kind` is `Q::kind`, and what needs no quantity.
namespace detail {
[[nodiscard]] std::string accepted_units(std::string_view kind);
[[nodiscard]] std::optional<double> to_si(std::string_view kind, double number, std::string_view unit);
[[nodiscard]] double from_si(std::string_view kind, double si, std::string_view unit);
/// True when some quantity has this unit.
[[nodiscard]] bool is_unit(std::string_view unit);
/// `number` in `unit` as a number in `wanted`; nullopt when no quantity has both units.
[[nodiscard]] std::optional<double> converted(double number, std::string_view unit, std::string_view wanted);
}  // namespace detail

template <class Q>
std::string accepted_units() {
  return detail::accepted_units(Q::kind);
}
template <class Q>
std::optional<Q> from_unit(double number, std::string_view unit) {
  const auto si = detail::to_si(Q::kind, number, unit);
  if (!si) return std::nullopt;
  return Q::from_si(*si);
}
template <class Q>
double in_unit(Q q, std::string_view unit) {
  return detail::from_si(Q::kind, q.si(), unit);
}

}  // namespace batterisk
