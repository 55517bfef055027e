#include "rules/values_before.hpp"

#include <array>
#include <chrono>
#include <map>
#include <string>
#include <variant>

namespace batterisk::detail {
namespace {

using namespace std::chrono;

constexpr year_month_day measured_data = 2026y / 12 / 1;

struct ValueBefore {
  year_month_day since;  // sets that are valid from this day on must give the key
  std::string_view key;
  std::variant<double, std::string_view> value;
  std::string_view unit;
};

// Every key that a set may lack. A new one gets a line here and none anywhere else.
constexpr auto values_before = std::to_array<ValueBefore>({
    {measured_data, "blast.curves", "surrogaat", ""},
    {measured_data, "disp.u_min", 0.5, "m/s"},
    {measured_data, "ev.p_s2_after_fire", 0.0, "-"},
    {measured_data, "fire.t_e_exponent", 1.0, "-"},
    {measured_data, "flame.base", "uit", ""},
    {measured_data, "flame.sep_cap", "aan", ""},
    {measured_data, "flame.sep_max", 140.0, "kW/m2"},
    {measured_data, "s2.c_local", 1.0, "-"},
    {measured_data, "s2.gas_basis.eenheid", "module", ""},
    {measured_data, "s2.gas_basis.gebouw", "module", ""},
    {measured_data, "wake.growth", "direct", ""},
});

RuleEntry entry_of(const ValueBefore& before) {
  Provenance provenance;
  provenance.key = before.key;
  provenance.eenheid = before.unit;
  provenance.implied = true;
  RuleEntry entry;
  if (const auto* number = std::get_if<double>(&before.value)) {
    entry.value = *number;
  } else {
    entry.value = std::string{std::get<std::string_view>(before.value)};
  }
  entry.provenance = std::make_shared<const Provenance>(std::move(provenance));
  return entry;
}

}  // namespace

const RuleEntry* value_before(std::string_view key, const RuleDocument& set) {
  struct Known {
    year_month_day since;
    RuleEntry entry;
  };
  static const std::map<std::string, Known, std::less<>> entries = [] {
    std::map<std::string, Known, std::less<>> made;
    for (const ValueBefore& before : values_before) made.emplace(before.key, Known{before.since, entry_of(before)});
    return made;
  }();
  const auto it = entries.find(key);
  if (it == entries.end()) return nullptr;
  // An overlay knows the keys of its base, which is held to this itself.
  return set.base.empty() && set.valid_from >= it->second.since ? nullptr : &it->second.entry;
}

}  // namespace batterisk::detail
