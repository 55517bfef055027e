#include "batterisk/core/scenario/store_fire.hpp"

#include "batterisk/core/effect/source_term.hpp"
#include "batterisk/core/scenario/source_terms.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

namespace batterisk {
namespace {

const Sourced<RuleTable<Area, Ratio>>& fire_sizes(const BatteryStore& store, const ORules& o, UsedKeys& used) {
  if (store.suppression == Suppression::Geen || !used(o.suppression_credit_lithium)) return o.size_none;
  switch (store.suppression) {
    case Suppression::Sprinkler:
      return o.size_sprinkler;
    case Suppression::Deluge:
      return o.size_deluge;
    case Suppression::LichtSchuim:
      return o.size_hi_ex_inside;
    case Suppression::Blusgas:
      return o.size_gas;
    case Suppression::Geen:
      break;
  }
  return o.size_none;
}

// Position of the doors with its chance; no position where oxygen does not matter.
struct Doors {
  std::string suffix;
  std::optional<FrequencyFactor> chance;
  bool open = true;
};

std::vector<Doors> door_cases(const BatteryStore& store, const ORules& o, UsedKeys& used) {
  if (used(o.o2_limit) == OxygenLimit::Uit) return {{}};
  const Sourced<Probability>& rule =
      either(store.doors == StoreDoors::Automatisch, o.vent_p_open_automatic, o.vent_p_open_manual);
  const double open = used(rule).value();
  const std::string& key = rule.provenance->key;
  return {{"-open", FrequencyFactor{"p_open", open, "-", key}, true},
          {"-dicht", FrequencyFactor{"1 - p_open", 1.0 - open, "-", key}, false}};
}

MassRate burning_rate(const BatteryStore& store, Area size, bool open_doors, const ORules& o, UsedKeys& used) {
  const MassRate by_area = area_limited_burning(
      used(either(store.goods == StoredGoods::Vast, o.b_area_solid, o.b_area_flammable_liquid)), size);
  if (open_doors) return by_area;
  const double oxygen = oxygen_supply_kmol_per_s(store.volume, used(o.vent_closed));
  const MassRate by_oxygen = MassRate::kg_per_s(oxygen * used(o.fuel_molar_mass).g_per_mol() / used(o.fuel_z_b));
  const OxygenLimit limit = o.o2_limit.value;
  return store_burning(by_area, by_oxygen, limit, limit == OxygenLimit::Deels ? used(o.phi_self) : 0.0);
}

// Products of the packaging that burns along (molar masses in g/mol).
void add_packaging(MassRate burning, double share, const ORules& o, std::vector<SubstanceRelease>& products,
                   UsedKeys& used) {
  struct Element {
    const Sourced<double>& mass_share;
    const Sourced<double>& conversion;
    const char* product;
    double mass_ratio;
  };
  const Element elements[] = {{o.packaging_n, o.yield_no2, "NO2", 46.006 / 14.007},
                              {o.packaging_cl, o.yield_hx, "HCl", 36.461 / 35.453},
                              {o.packaging_br, o.yield_hx, "HBr", 80.912 / 79.904},
                              {o.packaging_s, o.yield_so2, "SO2", 64.066 / 32.065}};
  if (share <= 0.0) return;
  for (const Element& e : elements) {
    if (used(e.mass_share) <= 0.0) continue;
    const MassRate packaging = MassRate::kg_per_s(share * burning.kg_per_s());
    products.push_back({e.product, packaging_product_rate(packaging, Ratio::of(e.mass_share.value),
                                                          Ratio::of(used(e.conversion)), e.mass_ratio)});
  }
}

ToxicSource smoke_of(const BatteryUnit& unit, Area size, MassRate burning, const RuleSet& rules, UsedKeys& used) {
  const MethodRules& m = rules.method;
  const double share = used(m.o.battery_share);
  ToxicSource smoke;
  mix_into_wake(smoke, unit, rules, used);
  const Power energy_rate =
      store_energy_rate(burning, Ratio::of(share), used(m.inv.cell_mass.of(unit.chemistry)),
                        Ratio::of(used(m.inv.massloss.of(unit.chemistry))));
  const Energy below = (size / unit.store->floor) * total_energy(unit, rules, used);
  smoke.duration = energy_rate.w() > 0.0 ? store_release_duration(below, energy_rate, used(m.o.t_release))
                                         : used(m.o.t_release);
  smoke.substances = fire_products(unit, energy_rate, rules, used);
  add_packaging(burning, 1.0 - share, m.o, smoke.substances, used);
  smoke.smoke = used(m.o.plume);
  if (smoke.smoke != SmokePlume::Geen) {
    smoke.convective_heat = (1.0 - used(m.fire.chi)) * used(m.fire.k) * energy_rate;
  }
  if (smoke.smoke == SmokePlume::Briggs) smoke.height = unit.height;
  return smoke;
}

}  // namespace

FrequencyFactor store_fire_frequency(const BatteryStore& store, const RuleSet& rules, UsedKeys& used) {
  const ORules& o = rules.method.o;
  const Sourced<Frequency>& rule = either(store.protection_level == 1, o.freq_level1,
                                            either(store.protection_level == 2, o.freq_level2, o.freq_level3));
  return {"f_brand", used(rule).per_year(), "1/jaar", rule.provenance->key};
}

std::vector<StoreFire> store_fires(const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used) {
  const ORules& o = rules.method.o;
  const BatteryStore& store = *unit.store;
  const Sourced<RuleTable<Area, Ratio>>& sizes = fire_sizes(store, o, used);
  const RuleTable<Area, Ratio>& table = used(sizes);
  std::map<double, double> chance;  // by size in m2
  for (std::size_t i = 0; i < table.at.size(); ++i) {
    chance[std::min(table.at[i].m2(), store.floor.m2())] += table.values[i].value();
  }
  std::vector<StoreFire> fires;
  for (const auto& [m2, p] : chance) {
    for (const Doors& doors : door_cases(store, o, used)) {
      StoreFire fire;
      fire.name = fmt::format("{:g}m2{}", m2, doors.suffix);
      fire.size = Area::m2(m2);
      fire.factors.push_back({"p_grootte", p, "-", sizes.provenance->key});
      if (doors.chance) fire.factors.push_back(*doors.chance);
      fire.smoke = smoke_of(unit, fire.size, burning_rate(store, fire.size, doors.open, o, used), rules, used);
      fires.push_back(std::move(fire));
    }
  }
  return fires;
}

}  // namespace batterisk
