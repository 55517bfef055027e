#include "batterisk/study/run/model_choices.hpp"

#include "batterisk/core/base/parallel.hpp"
#include "batterisk/core/base/stop.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

// Another value in the rules of one study.
struct Alternative {
  std::string key;
  std::string choice;
  bool chosen;
  std::function<void(MethodRules&)> choose;
};

class Alternatives {
 public:
  explicit Alternatives(const RiskStudy& risk) : method_{&risk.rules->method}, left_out_{choices_left_out(*risk.rules)} {
    for (const auto& key : risk.used.sorted()) used_.push_back(key->key);
  }

  // Every word of a choice; `chosen` where the rules do not say it themselves.
  template <class Of>
  void add(const Of& of) {
    using Choice = std::remove_cvref_t<decltype(of(*method_).value)>;
    for (std::size_t i = 0; i < choice_words<Choice>.size(); ++i) {
      add(of, std::string{choice_words<Choice>[i]}, static_cast<Choice>(i), of(*method_).value);
    }
  }
  template <class Of, class Value>
  void add(const Of& of, std::string word, Value value, Value chosen) {
    const std::string& key = of(*method_).provenance->key;
    if (!std::binary_search(used_.begin(), used_.end(), key)) return;
    if (std::find(left_out_.begin(), left_out_.end(), key) != left_out_.end()) return;
    list.push_back({key, std::move(word), value == chosen, [=](MethodRules& m) { of(m).value = value; }});
  }

  std::vector<Alternative> list;

 private:
  const MethodRules* method_;
  std::vector<std::string> used_;  // in order
  std::vector<std::string> left_out_;
};

std::vector<Alternative> alternatives(const Dossier& dossier, const RiskStudy& risk) {
  Alternatives all(risk);
  all.add([](auto& m) -> auto& { return m.s4.plume; });
  all.add([](auto& m) -> auto& { return m.disp.u_ref; });
  all.add([](auto& m) -> auto& { return m.wake.combine; });
  all.add([](auto& m) -> auto& { return m.wake.growth; });
  all.add([](auto& m) -> auto& { return m.wake.width; });
  const auto additive = [](auto& m) -> auto& { return m.dom.additief; };
  for (const bool value : {true, false}) all.add(additive, value ? "true" : "false", value, additive(risk.rules->method).value);
  const auto criterion = [](auto& m) -> auto& { return m.gifwolk.criterion; };
  GifwolkCriterium chosen = criterion(risk.rules->method).value;
  if (chosen == GifwolkCriterium::VolgensBkl) chosen = risk.rules->legal.gifwolk_criterium.value;
  for (const GifwolkCriterium value : {GifwolkCriterium::Concentratie, GifwolkCriterium::Dosis}) {
    all.add(criterion, std::string{choice_word(value)}, value, chosen);
  }
  // Of the roughness only where the site gives it: what the other kinds of terrain would do.
  const auto roughness = [](auto& m) -> auto& { return m.disp.z0; };
  const Sourced<Length>& z0 = roughness(risk.rules->method);
  if (!dossier.site_values.empty()) {
    all.add(roughness, z0.provenance->waarde + " m", z0.value, z0.value);
    for (const double other_m : {0.03, 0.1, 0.3, 1.0}) {
      if (std::abs(other_m - z0.value.m()) < 1e-9) continue;
      all.add(roughness, fmt::format("{} m", other_m), Length::m(other_m), z0.value);
    }
  }
  std::stable_sort(all.list.begin(), all.list.end(), [](const Alternative& a, const Alternative& b) {
    return a.key != b.key ? a.key < b.key : a.chosen && !b.chosen;
  });
  return std::move(all.list);
}

// Distances of the zones under another value.
std::vector<double> distances_under(const Alternative& alternative, const Dossier& dossier, const RuleSet& rules,
                                    const std::vector<ZoneResult>& zones, const std::stop_token& stop) {
  auto other = std::make_shared<RuleSet>(rules);
  alternative.choose(other->method);
  // For distances a coarser outline will do: its points lie on the contour, and no chord is further from it than this.
  other->method.contour.sagitta.value = Length::m(0.1);
  other->method.grid.cell_near.value = std::max(Length::m(10.0), rules.method.grid.cell_near.value);
  RiskStudy risk = compute_risk(dossier, std::move(other));
  const StudyZones computed = compute_zones(risk, stop);
  std::vector<double> distances;
  for (const ZoneResult& zone : zones) {
    const auto same = std::find_if(computed.zones.begin(), computed.zones.end(),
                                   [&](const ZoneResult& z) { return z.naam == zone.naam; });
    distances.push_back(same == computed.zones.end() ? 0.0 : same->grootste_afstand_m);
  }
  return distances;
}

}  // namespace

std::vector<ModelChoice> model_choices(const Dossier& dossier, const RiskStudy& risk, const std::vector<ZoneResult>& zones,
                                       const std::stop_token& stop) {
  const StopScope scope{stop};
  const std::vector<Alternative> list = alternatives(dossier, risk);
  std::vector<ModelChoice> choices(list.size());
  parallel_for(list.size(), [&](std::size_t i) {
    choices[i] = {list[i].key, list[i].choice, list[i].chosen, {}};
    if (!list[i].chosen) {
      choices[i].distance_m = distances_under(list[i], dossier, *risk.rules, zones, stop);
      return;
    }
    for (const ZoneResult& zone : zones) choices[i].distance_m.push_back(zone.grootste_afstand_m);
  });
  return choices;
}

std::vector<std::string> choices_left_out(const RuleSet& rules) {
  if (rules.method.wake.width.value == WakeWidth::Kort) return {"wake.width"};
  return {"disp.u_ref", "disp.z0", "dom.additief", "s4.plume", "wake.combine", "wake.growth"};
}

bool moves_zone(const std::vector<ModelChoice>& choices, const std::string& key, std::size_t zone) {
  double least = 1e300;
  double most = 0.0;
  for (const ModelChoice& choice : choices) {
    if (choice.key != key) continue;
    least = std::min(least, choice.distance_m[zone]);
    most = std::max(most, choice.distance_m[zone]);
  }
  return most - least > moved_m;
}

std::vector<std::string> choice_keys(const std::vector<ModelChoice>& choices, bool moving) {
  std::vector<std::string> keys;
  for (const ModelChoice& choice : choices) {
    if (!keys.empty() && keys.back() == choice.key) continue;
    bool moves = false;
    for (std::size_t z = 0; z < choice.distance_m.size(); ++z) moves = moves || moves_zone(choices, choice.key, z);
    if (moves == moving) keys.push_back(choice.key);
  }
  return keys;
}

}  // namespace batterisk::study
