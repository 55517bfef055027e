#include "batterisk/core/scenario/scenario.hpp"

#include "base/table_reader.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/dossier/footprint.hpp"
#include "batterisk/core/scenario/source_terms.hpp"
#include "batterisk/core/scenario/store_fire.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

namespace batterisk {
namespace {

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

struct UnitFrequency {
  Frequency value;
  std::vector<FrequencyFactor> chain;
};

UnitFrequency unit_frequency(const BatteryUnit& unit, Energy total, const RuleSet& rules, UsedKeys& used) {
  const FreqRules& freq = rules.method.freq;
  const FrequencyPerPower lambda = used(freq.lambda_p);
  std::vector<FrequencyFactor> chain{{"lambda_P", lambda.per_gw_year(), "1/(GW jaar)", "freq.lambda_p"}};
  const Power rated = unit.rated_power ? *unit.rated_power : Power::w(total.j() / used(freq.t_d).s());
  const double gigawatt = rated.mw() / 1e3;
  if (unit.rated_power) {
    chain.push_back({"P", gigawatt, "GW", ""});
  } else {
    chain.push_back({"P = E/t_d", gigawatt, "GW", "freq.t_d"});
  }
  const Sourced<double>& age = age_factor(freq, used(freq.age));
  const double a = used(age);
  const double m = used(freq.measure);
  chain.push_back({"a", a, "-", age.provenance->key});
  chain.push_back({"m", m, "-", "freq.measure"});
  return {Frequency::per_year(lambda.per_gw_year() * gigawatt * a * m), std::move(chain)};
}

void multiply(Scenario& scenario, const Sourced<Probability>& factor, UsedKeys& used) {
  const double p = used(factor).value();
  scenario.frequency = p * scenario.frequency;
  scenario.chain.push_back({factor.provenance->key, p, "-", factor.provenance->key});
}

const EventBranch* branch(const RuleSet& rules, std::string_view name) {
  const auto it = std::find_if(rules.event_tree.begin(), rules.event_tree.end(),
                               [name](const EventBranch& b) { return b.scenario == name; });
  return it == rules.event_tree.end() ? nullptr : &*it;
}

// Frequency of a branch, that of the kind or another of its name, for one unit; nothing when the tree has no such branch.
std::optional<Scenario> of_branch(const BatteryUnit& unit, ScenarioKind kind, const UnitFrequency& frequency,
                                  const RuleSet& rules, UsedKeys& used, ScenarioSource source,
                                  std::string_view name = {}) {
  if (name.empty()) name = to_string(kind);
  const EventBranch* b = branch(rules, name);
  if (b == nullptr) return std::nullopt;
  Scenario scenario{.id = fmt::format("{}/{}", unit.id, name),
                    .kind = kind,
                    .unit = unit.id,
                    .position = unit.position,
                    .frequency = frequency.value,
                    .chain = frequency.chain,
                    .source = std::move(source)};
  for (const Sourced<Probability>& factor : b->factoren) multiply(scenario, factor, used);
  return scenario;
}

// Distance between the walls of two units.
double gap_m(const BatteryUnit& a, const BatteryUnit& b) {
  const Ring first = footprint(a);
  const Ring second = footprint(b);
  double gap = 1e300;
  const auto to_edges = [&gap](const Ring& corners, const Ring& edges) {
    for (const RdPoint p : corners) {
      for (std::size_t i = 0; i < edges.size(); ++i) {
        const RdPoint c = edges[i];
        const RdPoint d = edges[(i + 1) % edges.size()];
        const double dx = d.x - c.x;
        const double dy = d.y - c.y;
        const double t = std::clamp(((p.x - c.x) * dx + (p.y - c.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
        gap = std::min(gap, distance_m(p, {c.x + t * dx, c.y + t * dy}));
      }
    }
  };
  to_edges(first, second);
  to_edges(second, first);
  return gap;
}

void check_scope(const Dossier& dossier, const RuleSet& rules, UsedKeys& used, ScenarioSet& set) {
  const ScopeRules& scope = rules.method.scope;
  const auto in_scope = [](const std::vector<std::string>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  for (const BatteryUnit& unit : dossier.units) {
    const Energy total = total_energy(unit, rules, used);
    if (total < used(scope.min_kwh)) {
      set.out_of_scope = true;
      set.messages.push_back({codes::below_scope,
                              Severity::Waarschuwing,
                              unit.place,
                              {unit.id, fmt::format("{:g}", total.kwh()), fmt::format("{:g}", scope.min_kwh.value.kwh())}});
    }
    if (!in_scope(used(scope.chemistry), to_string(unit.chemistry))) {
      set.out_of_scope = true;
      set.messages.push_back({codes::chemistry_out_of_scope,
                              Severity::Waarschuwing,
                              unit.place,
                              {unit.id, std::string{to_string(unit.chemistry)}}});
    }
    if (!in_scope(used(scope.situations), to_string(unit.kind))) {
      set.out_of_scope = true;
      set.messages.push_back({codes::situation_not_computed,
                              Severity::Waarschuwing,
                              unit.place,
                              {unit.id, std::string{to_string(unit.kind)}}});
    }
  }
}

void check_unit(const BatteryUnit& unit, Frequency f, const RuleSet& rules, ScenarioSet& set) {
  const auto& usual = rules.method.freq.warn.value;
  if (usual.size() == 2 && (f < usual[0] || f > usual[1])) {
    set.messages.push_back({codes::frequency_unusual,
                            Severity::Waarschuwing,
                            unit.place,
                            {unit.id, fmt::format("{:.3g}", f.per_year()),
                             fmt::format("{:g} .. {:g}", usual[0].per_year(), usual[1].per_year())}});
  }
  const ToxRules& tox = rules.method.tox;
  const auto& yield = tox.y_hf.of(unit.chemistry);
  if (yield.value > tox.y_hf_bounding.value) {
    set.messages.push_back({codes::yield_bounding,
                            Severity::Waarschuwing,
                            yield.provenance->place,
                            {yield.provenance->key, fmt::format("{:g}", yield.value.g_per_kwh()),
                             fmt::format("{:g}", tox.y_hf_bounding.value.g_per_kwh())}});
  }
}

void add_unit(const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used, ScenarioSet& set) {
  const Energy total = total_energy(unit, rules, used);
  const Energy module = module_energy(unit, rules, used);
  const UnitFrequency frequency = unit_frequency(unit, total, rules, used);
  check_unit(unit, frequency.value, rules, set);
  const auto add = [&](std::optional<Scenario> scenario) {
    if (scenario) set.scenarios.push_back(std::move(*scenario));
  };
  const auto make = [&](ScenarioKind kind, ScenarioSource source) {
    return of_branch(unit, kind, frequency, rules, used, std::move(source));
  };
  // The torch of a building needs a way out.
  const bool torch_outside = unit.kind != SystemKind::EosGebouw || !unit.openings.empty();
  if (torch_outside) {
    add(make(ScenarioKind::S1Torch, torch_source(unit, module, rules, used)));
  } else {
    set.messages.push_back({codes::no_torch_outside, Severity::Info, unit.place, {unit.id}});
  }
  auto vent_gas = make(ScenarioKind::S3VentGas, vent_gas_source(unit, module, rules, used));
  const auto explosion = explosion_source(unit, module, rules, used);
  const auto add_explosion = [&](std::string_view name) {
    auto in_room = of_branch(unit, ScenarioKind::S2Explosion, frequency, rules, used, *explosion, name);
    if (in_room && unit.room_centre) in_room->position = *unit.room_centre;
    if (in_room && (name == "S2" || in_room->frequency.per_year() > 0.0)) add(std::move(in_room));
  };
  if (explosion) {
    add_explosion("S2");
  } else if (const EventBranch* b = branch(rules, "S2"); b != nullptr && b->anders == "S3" && vent_gas) {
    // The gas cannot ignite: what would have exploded drifts away instead.
    auto lost = make(ScenarioKind::S2Explosion, ExplosionSource{});
    vent_gas->frequency = vent_gas->frequency + lost->frequency;
    const double share = vent_gas->frequency / frequency.value;
    vent_gas->chain.resize(frequency.chain.size());
    vent_gas->chain.push_back({"p_S3 + p_S2", share, "-", "ev.p_s3, ev.p_s2"});
    set.messages.push_back({codes::no_explosion, Severity::Info, unit.place, {unit.id}});
  }
  add(std::move(vent_gas));
  add(make(ScenarioKind::S4Fire, fire_source(unit, total, rules, used)));
  if (explosion) add_explosion("S2-na-S4");
  if (torch_outside && used(rules.method.s5.enabled)) {
    add(make(ScenarioKind::S5RackTorch, torch_source(unit, rack_energy(unit, rules, used), rules, used)));
  }
}

// Substances without probit or threshold cannot be counted.
void leave_out_unknown(ToxicSource& smoke, const BatteryUnit& unit, const RuleSet& rules, ScenarioSet& set) {
  const auto unknown = [&](const SubstanceRelease& release) {
    const auto it = rules.substances.find(release.stof);
    return it == rules.substances.end() || !it->second.probit;
  };
  for (const SubstanceRelease& release : smoke.substances) {
    const Diagnostic message{codes::substance_not_counted, Severity::Waarschuwing, unit.place, {unit.id, release.stof}};
    if (unknown(release) && std::find(set.messages.begin(), set.messages.end(), message) == set.messages.end()) {
      set.messages.push_back(message);
    }
  }
  smoke.substances.erase(std::remove_if(smoke.substances.begin(), smoke.substances.end(), unknown),
                         smoke.substances.end());
}

void add_store(const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used, ScenarioSet& set) {
  const FrequencyFactor fire = store_fire_frequency(*unit.store, rules, used);
  if (used(rules.method.o.o2_limit) == OxygenLimit::Uit) {
    set.messages.push_back({codes::doors_without_effect, Severity::Info, unit.place, {unit.id}});
  }
  for (StoreFire& own : store_fires(unit, rules, used)) {
    leave_out_unknown(own.smoke, unit, rules, set);
    Scenario scenario{.id = fmt::format("{}/O-{}", unit.id, own.name),
                      .kind = ScenarioKind::StoreFire,
                      .unit = unit.id,
                      .position = unit.position,
                      .frequency = Frequency::per_year(fire.value),
                      .chain = {fire},
                      .source = std::move(own.smoke)};
    for (const FrequencyFactor& factor : own.factors) {
      scenario.frequency = factor.value * scenario.frequency;
      scenario.chain.push_back(factor);
    }
    set.scenarios.push_back(std::move(scenario));
  }
  if (!used(rules.method.o.explosion_enabled)) return;
  // No source gives this frequency; the share of late ignition of an EOS stands in for it.
  if (const auto explosion = explosion_source(unit, module_energy(unit, rules, used), rules, used)) {
    const UnitFrequency frequency{Frequency::per_year(fire.value), {fire}};
    if (auto s2 = of_branch(unit, ScenarioKind::S2Explosion, frequency, rules, used, *explosion)) {
      set.scenarios.push_back(std::move(*s2));
    }
  }
}

void add_domino(const Dossier& dossier, const RuleSet& rules, UsedKeys& used, ScenarioSet& set) {
  const EventBranch* b = branch(rules, "D");
  if (b == nullptr || dossier.units.size() < 2) return;
  const DomRules& dom = rules.method.dom;
  const double reach = used(dom.max_gap).m();
  const bool additive = used(dom.additief);
  std::map<std::string, std::size_t> fires;  // unit -> its S4 scenario
  for (std::size_t i = 0; i < set.scenarios.size(); ++i) {
    if (set.scenarios[i].kind == ScenarioKind::S4Fire) fires[set.scenarios[i].unit] = i;
  }
  for (const BatteryUnit& first : dossier.units) {
    const auto fire = fires.find(first.id);
    // Spread through the air between enclosures; a building stands for itself.
    if (fire == fires.end() || first.kind == SystemKind::EosGebouw) continue;
    for (const BatteryUnit& second : dossier.units) {
      // Most pairs of a park are far apart: that is the cheapest to see.
      const double half = (first.length.m() + second.length.m()) / 2.0 + (first.width.m() + second.width.m()) / 2.0;
      if (distance_m(first.position, second.position) > reach + half) continue;
      const auto other = fires.find(second.id);
      if (&first == &second || other == fires.end() || second.kind == SystemKind::EosGebouw) continue;
      const double gap = gap_m(first, second);
      if (gap > reach) continue;
      const bool tested = first.fire_test_gap && first.fire_test_gap->m() <= gap;
      const Scenario& s4 = set.scenarios[fire->second];
      Scenario domino{.id = fmt::format("{}+{}/D", first.id, second.id),
                      .kind = ScenarioKind::Domino,
                      .unit = first.id,
                      .position = first.position,
                      .frequency = s4.frequency,
                      .chain = s4.chain,
                      .source = DominoSource{std::get<FireSource>(s4.source),
                                             std::get<FireSource>(set.scenarios[other->second].source), second.position}};
      multiply(domino, either(tested, dom.p_spread_with_test, dom.p_spread_without_test), used);
      if (domino.frequency.per_year() <= 0.0) continue;
      if (!additive) set.scenarios[fire->second].frequency = set.scenarios[fire->second].frequency - domino.frequency;
      set.scenarios.push_back(std::move(domino));
    }
  }
}

void add_user_scenarios(const Dossier& dossier, const RuleSet& rules, ScenarioSet& set) {
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
    ToxicSource source;
    source.substances = {{user.substance, user.rate}};
    source.duration = user.duration;
    source.height = user.source_height;
    source.wake_width = user.wake_width;
    source.wake_height = user.wake_height;
    set.scenarios.push_back({.id = user.id,
                             .kind = ScenarioKind::User,
                             .unit = "",
                             .position = user.position,
                             .frequency = user.frequency,
                             .chain = {{"f", user.frequency.per_year(), "1/jaar", ""}},
                             .source = std::move(source)});
  }
  if (!unknown.empty()) throw DossierError(std::move(unknown));
}

}  // namespace

const EventBranch* branch_of(const Scenario& scenario, const RuleSet& rules) {
  if (scenario.kind == ScenarioKind::User) return nullptr;
  const EventBranch* own = branch(rules, std::string_view{scenario.id}.substr(scenario.id.rfind('/') + 1));
  return own != nullptr ? own : branch(rules, to_string(scenario.kind));
}

std::string_view to_string(ScenarioKind kind) {
  switch (kind) {
    case ScenarioKind::S1Torch:
      return "S1";
    case ScenarioKind::S2Explosion:
      return "S2";
    case ScenarioKind::S3VentGas:
      return "S3";
    case ScenarioKind::S4Fire:
      return "S4";
    case ScenarioKind::S5RackTorch:
      return "S5";
    case ScenarioKind::Domino:
      return "D";
    case ScenarioKind::StoreFire:
      return "O";
    case ScenarioKind::User:
      return "eigen";
  }
  return "";
}

Frequency event_frequency(const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used) {
  return unit_frequency(unit, total_energy(unit, rules, used), rules, used).value;
}

ScenarioSet derive_scenarios(const Dossier& dossier, const RuleSet& rules, UsedKeys& used) {
  ScenarioSet set;
  check_scope(dossier, rules, used, set);
  for (const BatteryUnit& unit : dossier.units) {
    unit.store ? add_store(unit, rules, used, set) : add_unit(unit, rules, used, set);
  }
  add_domino(dossier, rules, used, set);
  add_user_scenarios(dossier, rules, set);
  return set;
}

}  // namespace batterisk
