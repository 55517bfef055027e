#include "batterisk/core/rulecheck/calibration.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/root.hpp"
#include "batterisk/core/base/sha256.hpp"
#include "batterisk/core/effect/heat_radiation.hpp"
#include "batterisk/core/effect/source_term.hpp"
#include "batterisk/core/risk/effect_models.hpp"

#include <cmath>

namespace batterisk {

TorchCalibration calibrate_torch(const RuleSet& rules) {
  const MethodRules& m = rules.method;
  const Provenance& check = *m.s1.check_distance.provenance;
  if (check.bewijs == Bewijs::Ontbreekt) {
    throw RuleFileError({{{'R', codes::missing_key}, Severity::Fout, {check.rule_set, 0, 0, {}}, {check.key}}});
  }
  UsedKeys used;
  const TorchParameters flame = torch_parameters(rules, used);
  const HeatFlux flux = used(m.s1.fit_flux);
  const Length distance = used(m.s1.fit_distance);
  const auto distance_of = [&](Power q) { return torch_axis_distance(Torch(q, flame), flux); };
  const double ln_power = find_root(
      [&](double ln_w) { return distance_of(Power::w(std::exp(ln_w))).m() / distance.m() - 1.0; }, std::log(1e3),
      std::log(1e12), 1e-12);

  std::string text;
  for (const auto& key : used.sorted()) text += key->key + " = " + key->waarde + " " + key->eenheid + "\n";
  const Power fitted = Power::w(std::exp(ln_power));
  const Energy rack = m.inv.rack_kwh.value;
  return {.fitted = fitted,
          .in_rules = m.s1.q_ref.value,
          .module = distance_of(m.s1.q_ref.value),
          .rack_energy = rack,
          .rack = distance_of(torch_power(rack, {fitted, m.s1.e_ref.value, m.s1.m.value})),
          .rack_published = m.s1.check_distance.value,
          .inputs = used.sorted(),
          .inputs_sha256 = sha256(text)};
}

}  // namespace batterisk
