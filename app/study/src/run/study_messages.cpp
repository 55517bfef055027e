#include "run/study_messages.hpp"

#include "batterisk/study/run/objects.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/risk/fire_radiation.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace batterisk::study {

namespace {

std::string first_of(const std::vector<std::string>& ids) {
  constexpr std::size_t shown = 5;
  return fmt::format("{}{}", fmt::join(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(std::min(ids.size(), shown)), ", "),
                     ids.size() > shown ? ", ..." : "");
}

}  // namespace

void add_class_messages(StudyResult& result) {
  const Place whole{result.dossier.path, 0, 0, {}};
  std::map<Twijfel, std::vector<std::string>> doubts;
  std::vector<std::string> large_ones;
  Severity severity = Severity::Info;  // unless the class of one is open
  for (const PandResult& pand : result.panden) {
    if (!pand.getroffen) continue;
    const std::string& id = (*result.surroundings.panden)[pand.pand].identificatie;
    for (const Twijfel doubt : pand.klassering.twijfels) doubts[doubt].push_back(id);
    if (asks_about_size(pand.klassering, result.rules->classes)) {
      large_ones.push_back(id);
      if (pand.klassering.klasse == Kwetsbaarheid::Onbekend) severity = Severity::Waarschuwing;
    }
  }
  for (const auto& [doubt, ids] : doubts) {
    result.messages.push_back({codes::use_unknown, Severity::Waarschuwing, whole,
                               {fmt::format("{}", ids.size()), std::string{to_string(doubt)}, first_of(ids)}});
  }
  if (!large_ones.empty()) {
    result.messages.push_back({codes::large_without_unit, severity, whole,
                               {fmt::format("{}", large_ones.size()), first_of(large_ones)}});
  }
}

void add_own_ground_message(StudyResult& result) {
  std::vector<std::string> ids;
  for (const PandOpTerrein& pand : result.panden_op_eigen_terrein) {
    if (!pand.vraagt_aandacht()) continue;
    const auto& uses = pand.klassering.gebruiksdoelen;
    ids.push_back(fmt::format("{} ({})", (*result.surroundings.panden)[pand.pand].identificatie,
                              uses.empty() ? to_string(pand.klassering.klasse) : fmt::format("{}", fmt::join(uses, ", "))));
  }
  if (ids.empty()) return;
  result.messages.push_back({codes::building_on_own_ground, Severity::Waarschuwing, {result.dossier.path, 0, 0, {}},
                             {fmt::format("{}", ids.size()), first_of(ids)}});
}

void add_flash_distances(const RiskStudy& risk, std::vector<Diagnostic>& messages) {
  std::vector<const ToxicSource*> known;
  for (const Scenario& scenario : risk.scenarios.scenarios) {
    const auto* source = std::get_if<ToxicSource>(&scenario.source);
    if (source == nullptr || source->flash_dilution <= 0.0) continue;
    if (std::any_of(known.begin(), known.end(), [&](const ToxicSource* k) { return *k == *source; })) continue;
    known.push_back(source);
    double distance = 0.0;
    for (const WeatherClass& weather : risk.weather.classes) {
      distance = std::max(distance, flash_fire_distance_m(*source, weather, risk.models));
    }
    messages.push_back({codes::flash_distance, Severity::Info, {}, {scenario.unit, fmt::format("{:.1f}", distance)}});
  }
}

std::optional<Diagnostic> doors_left_out(const Dossier& dossier, const RuleSet& rules, const StudyWeather& weather) {
  const S4Rules& s4 = rules.method.s4;
  const auto known = [](const auto& key) { return key.provenance->bewijs != Bewijs::Ontbreekt; };
  if (!known(s4.door_width) || !known(s4.door_height)) return std::nullopt;
  Dossier with = dossier;
  with.scenarios.clear();
  std::erase_if(with.units, [](const BatteryUnit& unit) {
    return unit.kind == SystemKind::EosGebouw || unit.kind == SystemKind::Opslag || !unit.openings.empty();
  });
  if (with.units.empty()) return std::nullopt;
  for (BatteryUnit& unit : with.units) {
    for (const Wall side : {Wall::LangA, Wall::LangB}) {
      WallOpening door;
      door.wall = side;
      door.width = std::min(s4.door_width.value, unit.length);
      door.height = std::min(s4.door_height.value, unit.height);
      unit.openings.push_back(door);
    }
  }
  UsedKeys any;
  const EffectModels models = effect_models(rules, any);
  const HeatFlux limit = rules.method.brand.area_flux.value;
  const auto reach_m = [&](const FireSource& fire) {
    const FireRadiation radiation(fire, models, weather.classes);
    double reach = 0.0;
    for (std::size_t c = 0; c < weather.classes.size(); ++c) reach = std::max(reach, radiation.distance_m(c, limit));
    return reach;
  };
  double with_m = 0.0;
  double without_m = 0.0;
  std::vector<FireSource> done;
  for (const Scenario& scenario : derive_scenarios(with, rules, any).scenarios) {
    const auto* source = std::get_if<FireSource>(&scenario.source);
    if (source == nullptr) continue;
    FireSource fire = *source;
    fire.orientation = Angle::rad(0.0);
    if (std::find(done.begin(), done.end(), fire) != done.end()) continue;
    done.push_back(fire);
    with_m = std::max(with_m, reach_m(fire));
    fire.openings.clear();
    without_m = std::max(without_m, reach_m(fire));
  }
  if (done.empty()) return std::nullopt;
  return Diagnostic{codes::doors_left_out, Severity::Info, {dossier.path, 0, 0, {}},
                    {fmt::format("{}", with.units.size()), fmt::format("{} x {}", s4.door_width.value.m(), s4.door_height.value.m()),
                     fmt::format("{:.1f}", with_m), fmt::format("{:.1f}", without_m)}};
}

void add_unknown_objects(StudyResult& result) {
  constexpr double looked_m = 5000.0;  // farther away an id is more likely mistaken than meant
  Box looked_in = result.surroundings.study_box;
  looked_in.min = {looked_in.min.x - looked_m, looked_in.min.y - looked_m};
  looked_in.max = {looked_in.max.x + looked_m, looked_in.max.y + looked_m};
  for (const ObjectOpgave& object : result.dossier.objects) {
    if (object.vlak) continue;
    const auto& panden = result.surroundings.panden;
    const bool known = panden && std::any_of(panden->begin(), panden->end(), [&](const Pand& pand) {
                         return pand.identificatie == object.identificatie;
                       });
    if (known) continue;
    const auto shape = gis::find_object(layer_requests(result.dossier), object.identificatie, looked_in);
    std::vector<std::string> args{object.identificatie, "het staat in geen laag rond de locatie",
                                  "Geef de identificatie van een pand in de lagen, of een eigen 'vlak'"};
    if (shape) {
      double nearest = 1e300;
      for (const RdPoint source : result.field->sources()) nearest = std::min(nearest, distance_to_m(source, *shape));
      args[1] = fmt::format("het ligt buiten alle zones ({:.0f} m)", nearest);
      args[2] = "Voor het oordeel is het niet nodig; het kan uit het dossier";
    }
    result.messages.push_back({codes::object_unknown, Severity::Waarschuwing, object.place, std::move(args)});
  }
}

void add_keys_without_effect(StudyResult& result) {
  std::vector<Deviation> given = result.dossier.deviations;
  for (const Measure& measure : result.dossier.measures) given.insert(given.end(), measure.values.begin(), measure.values.end());
  for (const Deviation& deviation : given) {
    const bool has_effect = std::any_of(result.used_keys.begin(), result.used_keys.end(),
                                        [&](const auto& key) { return key->key == deviation.parameter; });
    if (has_effect) continue;
    result.messages.push_back(
        {codes::key_without_effect, Severity::Waarschuwing, deviation.place, {deviation.parameter}});
  }
}

}  // namespace batterisk::study
