#include "batterisk/core/scenario/source_terms.hpp"

#include "batterisk/core/base/codes.hpp"

#include "batterisk/core/effect/accumulation.hpp"
#include "batterisk/core/effect/blast.hpp"
#include "batterisk/core/effect/deflagration.hpp"
#include "batterisk/core/effect/source_term.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk {
namespace {

Energy or_rule(const std::optional<Energy>& given, const Sourced<Energy>& rule, UsedKeys& used) {
  return given ? *given : used(rule);
}

double gas_soc_factor(const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used) {
  const auto& table = used(rules.method.gas.f_soc.of(unit.chemistry));
  std::vector<SocPoint> curve;
  for (std::size_t i = 0; i < table.at.size(); ++i) curve.push_back({table.at[i], table.values[i]});
  return soc_factor(curve, unit.state_of_charge ? *unit.state_of_charge : used(rules.method.inv.soc));
}

// Free volume of the enclosure, the room or the store; a box of another size than the rules' holds the same share of its outer volume.
Volume free_volume(const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used) {
  const InvRules& inv = rules.method.inv;
  const Volume internal =
      unit.store ? unit.store->volume
      : unit.internal_volume
          ? *unit.internal_volume
          : Volume::m3(used(inv.v_int_fraction) * unit.length.m() * unit.width.m() * unit.height.m());
  return used(inv.v_free_frac) * internal;
}

// How one module lets its gas go.
struct ModuleRelease {
  Time duration;
  double share_per_s;  // of all that it releases, as the largest mean that counts
};

ModuleRelease module_release(const BatteryUnit& unit, Energy module, const RuleSet& rules, UsedKeys& used) {
  const MethodRules& m = rules.method;
  if (used(m.rel.profile) == ReleaseProfile::Box) {
    const Time duration = used(m.rel.t_mod);
    return {duration, 1.0 / duration.s()};
  }
  const Sourced<std::optional<Energy>>& rule = m.inv.cell_kwh.of(unit.chemistry);
  if (!unit.cell_energy && !rule.value) {
    throw DossierError({{codes::cell_energy_unknown, Severity::Fout, unit.place, {unit.id, rule.provenance->key}}});
  }
  const Energy cell = unit.cell_energy ? *unit.cell_energy : *used(rule);
  const int cells = std::max(1, static_cast<int>(std::lround(module / cell)));
  const CellChain chain{.cells = cells,
                        .parallel = std::max(1, static_cast<int>(std::lround(used(m.prop.n_par)))),
                        .mass_per_cell = Mass::kg(1.0 / cells),
                        .step = used(m.prop.tau_cell.of(unit.chemistry)),
                        .vent_time = used(m.rel.cell_vent_time)};
  const Time duration = cell_chain_duration(chain);
  return {duration, cell_chain_largest_mean(chain, std::min(duration, used(m.rel.t_mean))).kg_per_s()};
}

// Gas of the modules of a rack that go one after another.
struct RackRelease {
  Energy stored;
  Time duration;
};

RackRelease rack_release(const BatteryUnit& unit, Energy module, const RuleSet& rules, UsedKeys& used) {
  const MethodRules& m = rules.method;
  // A unit that is smaller than the rack of the rules is one rack.
  const Energy rack = std::min(rack_energy(unit, rules, used), total_energy(unit, rules, used));
  const double modules = std::max(1.0, rack / module);
  return {rack, Time::s(used(m.prop.tau_module).s() * (modules - 1.0) + used(m.rel.t_mod).s())};
}

bool rack_counts(const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used) {
  const S2Rules& s2 = rules.method.s2;
  if (unit.store) return false;
  return used(either(unit.kind == SystemKind::EosGebouw, s2.gas_basis_gebouw, s2.gas_basis_eenheid)) == GasBasis::Rek;
}

// HF of a fire, with what hydrolysis makes of POF3 where that counts.
MassPerEnergy hf_yield(const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used) {
  const ToxRules& tox = rules.method.tox;
  const double hf = used(tox.f_soc_hf) * used(tox.y_hf.of(unit.chemistry)).si();
  if (used(tox.y_pof3).si() <= 0.0) return MassPerEnergy::from_si(hf);
  return MassPerEnergy::from_si(hf + used(tox.pof3_hf) * tox.y_pof3.value.si());
}

}  // namespace

void mix_into_wake(ToxicSource& source, const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used) {
  source.wake_width = unit.width;
  source.wake_height = unit.height;
  if (used(rules.method.wake.width) == WakeWidth::Geprojecteerd) {
    source.wake_length = unit.length;
    source.wake_axis = unit.orientation;
  }
}

std::vector<SubstanceRelease> fire_products(const BatteryUnit& unit, Power energy_rate, const RuleSet& rules,
                                            UsedKeys& used) {
  const ToxRules& tox = rules.method.tox;
  std::vector<SubstanceRelease> products;
  const auto add = [&](const std::string& stof, MassPerEnergy yield) {
    products.push_back({stof, MassRate::kg_per_s(yield.si() * energy_rate.w())});
  };
  for (const std::string& stof : used(tox.species)) {
    if (stof == "HF") add(stof, hf_yield(unit, rules, used));
    if (stof == "CO") add(stof, used(tox.y_co_fire));
    if (stof == "HCN") add(stof, used(tox.y_hcn));
  }
  return products;
}

Energy total_energy(const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used) {
  const InvRules& inv = rules.method.inv;
  if (unit.store && unit.store->mass && !unit.total_energy) {
    return Energy::j(unit.store->mass->kg() / used(inv.cell_mass.of(unit.chemistry)).si());
  }
  return or_rule(unit.total_energy, inv.container_kwh, used);
}

Energy module_energy(const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used) {
  return or_rule(unit.module_energy, rules.method.inv.module_kwh, used);
}

Energy rack_energy(const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used) {
  return or_rule(unit.rack_energy, rules.method.inv.rack_kwh, used);
}

TorchSource torch_source(const BatteryUnit& unit, Energy stored, const RuleSet& rules, UsedKeys& used) {
  const S1Rules& s1 = rules.method.s1;
  const Power power = torch_power(stored, {used(s1.q_ref), used(s1.e_ref), used(s1.m)});
  const Energy heat = Energy::j(used(rules.method.fire.k) * stored.j());
  TorchSource source{.power = power,
                     .exposure = std::min(used(s1.t_exp), Time::s(heat.j() / power.w())),
                     .length = unit.length,
                     .width = unit.width,
                     .orientation = unit.orientation,
                     .height = used(s1.z)};
  if (unit.kind != SystemKind::EosGebouw) {
    source.shielded = used(s1.afscherming);
    return source;
  }
  source.shielded = true;
  const double equal = 1.0 / static_cast<double>(unit.openings.size());
  for (const WallOpening& o : unit.openings) {
    source.openings.push_back({o.wall, o.offset, o.share ? o.share->value() : equal, used(s1.opening_angle)});
  }
  return source;
}

ToxicSource vent_gas_source(const BatteryUnit& unit, Energy module, const RuleSet& rules, UsedKeys& used) {
  const MethodRules& m = rules.method;
  const ModuleRelease release = module_release(unit, module, rules, used);
  const double modules = used(m.s3.module_count);
  const double cold = used(m.s3.f_cold);
  const VentGas mixture = used(m.gas.mix.of(unit.chemistry));
  // What lets its gas go: so many times so much stored energy, and the share of it per second.
  double count = modules;
  Energy stored = module;
  double share_per_s = release.share_per_s;
  ToxicSource source;
  source.duration = release.duration;
  if (rack_counts(unit, rules, used)) {
    // What is released while somebody is exposed decides which of both is the larger.
    const RackRelease rack = rack_release(unit, module, rules, used);
    const Time longest = used(m.tox.t_max);
    const double rack_share_per_s = 1.0 / rack.duration.s();
    const Time rack_time = std::min(rack.duration, longest);
    if (rack.stored.j() * rack_share_per_s * rack_time.s() >
        count * stored.j() * share_per_s * std::min(release.duration, longest).s()) {
      count = 1.0;
      stored = rack.stored;
      share_per_s = rack_share_per_s;
      source.duration = rack_time;
    }
  }
  const auto rate = [&](MassPerEnergy yield, double factor) {
    return MassRate::kg_per_s(count * factor * yield.si() * stored.j() * share_per_s);
  };
  mix_into_wake(source, unit, rules, used);
  for (const std::string& stof : used(m.tox.species)) {
    if (stof == "HF") source.substances.push_back({stof, rate(hf_yield(unit, rules, used), cold)});
    if (stof == "CO") source.substances.push_back({stof, rate(used(m.tox.y_co_inert.of(mixture)), 1.0)});
    if (stof == "HCN") source.substances.push_back({stof, rate(used(m.tox.y_hcn), cold)});
  }
  const Volume gas = gas_volume(stored, used(m.gas.v_spec.of(mixture)), gas_soc_factor(unit, rules, used));
  const double gas_m3_per_s = count * gas.m3() * share_per_s;
  if (gas_m3_per_s > 0.0) source.flash_dilution = used(m.gas.lfl.of(mixture)).value() / gas_m3_per_s;
  source.flash_counts = used(m.s3.flash_enabled);
  return source;
}

std::optional<ExplosionSource> explosion_source(const BatteryUnit& unit, Energy module, const RuleSet& rules,
                                                UsedKeys& used) {
  const MethodRules& m = rules.method;
  const VentGas mixture = used(m.gas.mix.of(unit.chemistry));
  const Pressure ambient = used(m.air.p0);
  const VolumePerEnergy specific = used(m.gas.v_spec.of(mixture));
  const double soc = gas_soc_factor(unit, rules, used);
  const Volume volume = free_volume(unit, rules, used);
  const auto concentration_of = [&](Energy stored, Time duration) {
    const Accumulation room{gas_volume(stored, specific, soc).m3() / duration.s(), volume, used(m.s2.lambda)};
    return concentration_after(room, duration);
  };
  Ratio concentration = concentration_of(module, module_release(unit, module, rules, used).duration);
  if (rack_counts(unit, rules, used)) {
    const RackRelease rack = rack_release(unit, module, rules, used);
    concentration = std::max(concentration, concentration_of(rack.stored, rack.duration));
  }
  // Gas is not mixed evenly: somewhere it can be flammable before the mean is.
  if (used(m.s2.c_local) * concentration < used(m.gas.lfl.of(mixture))) return std::nullopt;

  const Volume stoichiometric =
      stoichiometric_volume(volume, concentration, used(m.gas.x_st.of(mixture)), Ratio::of(used(m.s2.phi)));
  const EnergyDensity heat =
      m.gas.e_mix_override.value ? *used(m.gas.e_mix_override) : used(m.gas.e_mix.of(mixture));
  const Pressure maximum = effective_maximum_pressure(used(m.gas.pmax), ambient, stoichiometric, volume);
  const Overpressure fail = used(m.s2.p_fail);
  const Area vent = used(m.s2.a_vent);
  const Overpressure opening = vent.m2() > 0.0 ? used(m.s2.p_stat) : Overpressure::pa(0.0);
  const double nearly = 1.0 - used(m.s2.burst_margin);

  ExplosionSource source;
  Energy energy = Energy::j(heat.j_per_m3() * stoichiometric.m3());
  source.reduced = Overpressure::pa(maximum.pa() - ambient.pa());
  source.burst = vent.m2() > 0.0 ? opening >= fail : source.reduced >= nearly * fail;
  if (vent.m2() > 0.0 && !source.burst) {
    const DeflagrationResult result = vented_deflagration({.volume = volume,
                                                           .burning_velocity = used(m.gas.su),
                                                           .pressure_exponent = used(m.s2.ode_eps),
                                                           .wrinkling = used(m.s2.chi_f),
                                                           .ambient = ambient,
                                                           .maximum = maximum,
                                                           .density = used(m.s2.ode_rho_0),
                                                           .gamma = used(m.s2.ode_gamma),
                                                           .vent = vent,
                                                           .opening = opening,
                                                           .discharge = used(m.s2.ode_cd)});
    source.reduced = result.reduced;
    source.burst = result.reduced >= nearly * fail;
    if (!source.burst) {
      const double vented_m3 = result.unburnt_vented.kg() / m.s2.ode_rho_0.value.kg_per_m3();
      energy = std::min(energy, Energy::j(heat.j_per_m3() * vented_m3));
    }
  }
  if (!source.burst && vent.m2() <= 0.0) return source;  // the closed enclosure holds: no blast outside
  source.energy = energy;
  used(m.blast.curves);
  source.blast_class = used(either(source.burst, m.s2.me_burst, m.s2.me_vent));

  const auto of_cloud = [&](Overpressure limit) {
    const MultiEnergyBlast blast{source.energy, source.blast_class, ambient};
    const auto r = source.energy.j() > 0.0 ? multi_energy_distance(rules.blast, blast, limit) : std::nullopt;
    return r.value_or(Length::m(0.0));
  };
  const Overpressure certain = used(m.blast.p_certain);
  const Overpressure partial = used(m.blast.p_indoor);
  const Overpressure end_point = used(m.explosie.area_dp);
  source.lethal = {certain, of_cloud(certain)};
  source.partial = {partial, of_cloud(partial)};
  source.area = of_cloud(end_point);
  if (source.burst) return source;
  used(m.s2.vent_blast_a);
  used(m.s2.vent_blast_b);
  used(m.s2.vent_blast_angle);
  source.vent = {0.5 * unit.length, unit.orientation, vent};
  // The area is a circle about the centre, whatever the side that the vent is on.
  const Length reach = std::max(source.area, vent_blast_reach(source.reduced, vent, end_point));
  source.area = reach.m() > 0.0 ? reach + 0.5 * unit.length : reach;
  return source;
}

FireSource fire_source(const BatteryUnit& unit, Energy total, const RuleSet& rules, UsedKeys& used) {
  const MethodRules& m = rules.method;
  const Time mean_time = fire_duration(total, {used(m.fire.t_e_min), used(m.fire.t_e), used(m.fire.t_e_ref),
                                               used(m.fire.t_e_exponent)});
  const FireProfile profile(total, mean_time,
                            {used(m.fire.k), used(m.fire.alpha), used(m.fire.f_pk), used(m.fire.f_plateau)});
  const Time window = used(m.rel.t_mean);
  const Power mean = profile.largest_mean(window);
  FireSource source;
  source.peak = profile.peak();
  source.burning = Power::w(profile.peak().w() * (total.j() / profile.total().j()));
  source.duration = mean_time;
  // In a building the flames reach people through its openings only.
  if (unit.kind != SystemKind::EosGebouw) source.roof = Area::m2(unit.length.m() * unit.width.m());
  source.roof_height = unit.height;
  source.exposure = used(m.heat.t_max);
  if (!unit.openings.empty()) {
    source.openings = unit.openings;
    source.opening_sep = used(m.s4.sep_open);
    source.length = unit.length;
    source.width = unit.width;
    source.orientation = unit.orientation;
  }
  source.smoke.duration = window;
  mix_into_wake(source.smoke, unit, rules, used);
  source.smoke.smoke = used(m.s4.plume);
  if (source.smoke.smoke != SmokePlume::Geen) source.smoke.convective_heat = (1.0 - used(m.fire.chi)) * mean;
  if (source.smoke.smoke == SmokePlume::Briggs) source.smoke.height = unit.height;
  // Species follow the heat: the stored energy burns at mean/k.
  source.smoke.substances =
      fire_products(unit, Power::w(mean.w() * (total.j() / profile.total().j())), rules, used);
  return source;
}

}  // namespace batterisk
