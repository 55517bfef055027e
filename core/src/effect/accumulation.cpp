#include "batterisk/core/effect/accumulation.hpp"

#include "base/require.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk {
namespace {

void require_room(const Accumulation& room) {
  detail::require(detail::not_negative(room.gas_m3_per_s), "gas rate negative");
  detail::require(detail::above_zero(room.free_volume.m3()), "free volume not above 0");
  detail::require(detail::not_negative(room.ventilation.per_s()), "ventilation negative");
}

double rate_per_s(const Accumulation& room) {
  return room.gas_m3_per_s / room.free_volume.m3() + room.ventilation.per_s();
}

}  // namespace

Ratio steady_concentration(const Accumulation& room) {
  require_room(room);
  if (room.gas_m3_per_s == 0.0) return Ratio::of(0.0);
  return Ratio::of(room.gas_m3_per_s /
                   (room.gas_m3_per_s + room.ventilation.per_s() * room.free_volume.m3()));
}

Ratio concentration_after(const Accumulation& room, Time t) {
  const Ratio steady = steady_concentration(room);
  detail::require(t.s() >= 0.0, "time negative");
  return -std::expm1(-rate_per_s(room) * t.s()) * steady;
}

std::optional<Time> time_to_concentration(const Accumulation& room, Ratio c) {
  const Ratio steady = steady_concentration(room);
  detail::require(detail::fraction(c.value()), "concentration outside [0, 1]");
  if (c.value() == 0.0) return Time::s(0.0);
  if (c >= steady) return std::nullopt;
  return Time::s(-std::log1p(-(c / steady)) / rate_per_s(room));
}

Volume stoichiometric_volume(Volume free_volume, Ratio c_max, Ratio x_st, Ratio fill) {
  detail::require(detail::not_negative(free_volume.m3()), "free volume negative");
  detail::require(detail::fraction(c_max.value()), "concentration outside [0, 1]");
  detail::require(x_st.value() > 0.0 && x_st.value() <= 1.0, "stoichiometric fraction outside (0, 1]");
  detail::require(detail::fraction(fill.value()), "fill fraction outside [0, 1]");
  return (fill.value() * std::min(1.0, c_max / x_st)) * free_volume;
}

Overpressure closed_room_overpressure(Volume room, Volume gas, Ratio x_st, double expansion_ratio,
                                      double gamma, Pressure ambient) {
  detail::require(detail::above_zero(room.m3()), "room volume not above 0");
  detail::require(detail::not_negative(gas.m3()), "gas volume negative");
  detail::require(x_st.value() > 0.0 && x_st.value() <= 1.0, "stoichiometric fraction outside (0, 1]");
  detail::require(expansion_ratio >= 1.0 && std::isfinite(expansion_ratio), "expansion ratio below 1");
  detail::require(detail::above_zero(gamma) && detail::above_zero(ambient.pa()),
                  "gamma or pressure not above 0");
  const double added = gas / room;
  const double burnt = added / x_st.value();
  return Overpressure::pa(
      ambient.pa() * std::expm1(gamma * (std::log1p(added) + std::log1p(burnt * (expansion_ratio - 1.0)))));
}

}  // namespace batterisk
