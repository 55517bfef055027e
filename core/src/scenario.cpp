#include "batterisk/core/scenario.hpp"

#include "table_reader.hpp"

#include "batterisk/core/codes.hpp"
#include "batterisk/core/effect/source_term.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace batterisk {
namespace {

Energy or_rule(const std::optional<Energy>& given, const Sourced<Energy>& rule, UsedKeys& used) {
  return given ? *given : used(rule);
}

const Sourced<double>& age_factor(const FreqRules& rules, SystemAge age) {
  switch (age) {
    case SystemAge::Vroeg:
      return rules.age_factor_vroeg;
    case SystemAge::Later:
      return rules.age_factor_later;
    case SystemAge::Levensduur:
      break;
  }
  return rules.age_factor_levensduur;
}

std::string age_key(const FreqRules& rules, SystemAge age) { return age_factor(rules, age).provenance->key; }

struct UnitFrequency {
  Frequency value;
  std::vector<FrequencyFactor> chain;
};

UnitFrequency unit_frequency(const BatteryUnit& unit, Energy total, const RuleSet& rules, UsedKeys& used) {
  const FreqRules& freq = rules.method.freq;
  const FrequencyPerPower lambda = used(freq.lambda_p);
  std::vector<FrequencyFactor> chain{{"lambda_P", lambda.per_gw_year(), "1/(GW jaar)", "freq.lambda_p"}};
  Power rated = Power::w(0.0);
  if (unit.rated_power) {
    rated = *unit.rated_power;
    chain.push_back({"P", rated.mw() / 1e3, "GW", ""});
  } else {
    rated = Power::w(total.j() / used(freq.t_d).s());
    chain.push_back({"P = E/t_d", rated.mw() / 1e3, "GW", "freq.t_d"});
  }
  const SystemAge age = used(freq.age);
  const double a = used(age_factor(freq, age));
  const double m = used(freq.measure);
  chain.push_back({"a", a, "-", age_key(freq, age)});
  chain.push_back({"m", m, "-", "freq.measure"});
  return {Frequency::per_year(lambda.per_gw_year() * (rated.mw() / 1e3) * a * m), std::move(chain)};
}

Scenario scenario_of(const BatteryUnit& unit, ScenarioKind kind, const UnitFrequency& frequency, const char* branch,
                     double probability, const std::string& key, std::variant<TorchSource, ToxicSource> source) {
  Scenario scenario{.id = fmt::format("{}/{}", unit.id, to_string(kind)),
                    .kind = kind,
                    .unit = unit.id,
                    .position = unit.position,
                    .frequency = probability * frequency.value,
                    .chain = frequency.chain,
                    .source = std::move(source)};
  scenario.chain.push_back({branch, probability, "-", key});
  return scenario;
}

TorchSource torch_source(const BatteryUnit& unit, Energy module, const RuleSet& rules, UsedKeys& used) {
  const S1Rules& s1 = rules.method.s1;
  const Power power = torch_power(module, {used(s1.q_ref), used(s1.e_ref), used(s1.m)});
  const Energy heat = Energy::j(used(rules.method.fire.k) * module.j());
  return {.power = power,
          .exposure = std::min(used(s1.t_exp), Time::s(heat.j() / power.w())),
          .length = unit.length,
          .width = unit.width,
          .orientation = unit.orientation,
          .height = used(s1.z)};
}

ToxicSource vent_gas_source(const BatteryUnit& unit, Energy module, const RuleSet& rules, UsedKeys& used) {
  const MethodRules& m = rules.method;
  const Time duration = used(m.rel.t_mod);
  const double modules = used(m.s3.module_count);
  const double cold = used(m.s3.f_cold);
  const VentGas mixture = used(m.gas.mix.of(unit.chemistry));
  const auto rate = [&](MassPerEnergy yield, double factor) {
    return MassRate::kg_per_s(modules * factor * yield.kg_per_kwh() * module.kwh() / duration.s());
  };
  ToxicSource source{.substances = {},
                     .duration = duration,
                     .height = Length::m(0.0),
                     .wake_width = unit.width,
                     .wake_height = unit.height};
  for (const std::string& stof : used(m.tox.species)) {
    if (stof == "HF") source.substances.push_back({stof, rate(used(m.tox.y_hf.of(unit.chemistry)), cold)});
    if (stof == "CO") source.substances.push_back({stof, rate(used(m.tox.y_co_inert.of(mixture)), 1.0)});
    if (stof == "HCN") source.substances.push_back({stof, rate(used(m.tox.y_hcn), cold)});
  }
  return source;
}

void check_scope(const Dossier& dossier, const RuleSet& rules, UsedKeys& used, ScenarioSet& set) {
  const ScopeRules& scope = rules.method.scope;
  std::set<std::string> seen;
  for (const BatteryUnit& unit : dossier.units) {
    const Energy total = or_rule(unit.total_energy, rules.method.inv.container_kwh, used);
    if (total < used(scope.min_kwh) && seen.insert(unit.id).second) {
      set.out_of_scope = true;
      set.messages.push_back({codes::below_scope,
                              Severity::Waarschuwing,
                              unit.place,
                              {unit.id, fmt::format("{:g}", total.kwh()), fmt::format("{:g}", scope.min_kwh.value.kwh())}});
    }
    const auto in_scope = [&](const std::vector<std::string>& words, std::string_view word) {
      return std::find(words.begin(), words.end(), word) != words.end();
    };
    if (!in_scope(used(scope.chemistry), to_string(unit.chemistry))) {
      set.out_of_scope = true;
      set.messages.push_back({codes::chemistry_out_of_scope,
                              Severity::Waarschuwing,
                              unit.place,
                              {unit.id, std::string{to_string(unit.chemistry)}}});
    }
  }
}

void check_frequency(const BatteryUnit& unit, Frequency f, const RuleSet& rules, ScenarioSet& set) {
  const auto& usual = rules.method.freq.warn.value;
  if (usual.size() != 2 || (f >= usual[0] && f <= usual[1])) return;
  set.messages.push_back({codes::frequency_unusual,
                          Severity::Waarschuwing,
                          unit.place,
                          {unit.id, fmt::format("{:.3g}", f.per_year()),
                           fmt::format("{:g} .. {:g}", usual[0].per_year(), usual[1].per_year())}});
}

}  // namespace

std::string_view to_string(ScenarioKind kind) {
  switch (kind) {
    case ScenarioKind::S1Torch:
      return "S1";
    case ScenarioKind::S3VentGas:
      return "S3";
    case ScenarioKind::User:
      return "eigen";
  }
  return "";
}

ScenarioSet derive_scenarios(const Dossier& dossier, const RuleSet& rules, UsedKeys& used) {
  ScenarioSet set;
  check_scope(dossier, rules, used, set);
  const MethodRules& m = rules.method;
  for (const BatteryUnit& unit : dossier.units) {
    const Energy total = or_rule(unit.total_energy, m.inv.container_kwh, used);
    const Energy module = or_rule(unit.module_energy, m.inv.module_kwh, used);
    const UnitFrequency frequency = unit_frequency(unit, total, rules, used);
    check_frequency(unit, frequency.value, rules, set);
    set.scenarios.push_back(scenario_of(unit, ScenarioKind::S1Torch, frequency, "p_S1", used(m.ev.p_s1).value(),
                                        "ev.p_s1", torch_source(unit, module, rules, used)));
    set.scenarios.push_back(scenario_of(unit, ScenarioKind::S3VentGas, frequency, "p_S3", used(m.ev.p_s3).value(),
                                        "ev.p_s3", vent_gas_source(unit, module, rules, used)));
    if (used(m.tox.y_hf.of(unit.chemistry)) > m.tox.y_hf_bounding.value) {
      set.messages.push_back({codes::yield_bounding,
                              Severity::Waarschuwing,
                              m.tox.y_hf.of(unit.chemistry).provenance->place,
                              {"tox.y_hf", fmt::format("{:g}", m.tox.y_hf.of(unit.chemistry).value.g_per_kwh()),
                               fmt::format("{:g}", m.tox.y_hf_bounding.value.g_per_kwh())}});
    }
  }
  std::vector<Diagnostic> unknown;
  std::set<std::string> known;
  for (const auto& [name, substance] : rules.substances) known.insert(name);
  for (const UserScenario& user : dossier.scenarios) {
    const auto substance = rules.substances.find(user.substance);
    if (substance == rules.substances.end() || !substance->second.probit) {
      unknown.push_back({codes::unknown_substance,
                         Severity::Fout,
                         user.place,
                         {user.substance, detail::joined({known.begin(), known.end()})}});
      continue;
    }
    set.scenarios.push_back({.id = user.id,
                             .kind = ScenarioKind::User,
                             .unit = "",
                             .position = user.position,
                             .frequency = user.frequency,
                             .chain = {{"f", user.frequency.per_year(), "1/jaar", ""}},
                             .source = ToxicSource{.substances = {{user.substance, user.rate}},
                                                   .duration = user.duration,
                                                   .height = user.source_height,
                                                   .wake_width = user.wake_width,
                                                   .wake_height = user.wake_height}});
  }
  if (!unknown.empty()) throw DossierError(std::move(unknown));
  if (!dossier.units.empty()) {
    set.messages.push_back({codes::scenarios_left_out, Severity::Waarschuwing, {dossier.path, 0, 0, {}}, {"S2, S4, S5, D"}});
  }
  return set;
}

}  // namespace batterisk
