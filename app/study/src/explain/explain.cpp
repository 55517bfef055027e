#include "batterisk/study/explain/explain.hpp"

#include "batterisk/study/run/summary.hpp"
#include "batterisk/study/tables/tables.hpp"
#include "batterisk/study/text/json_text.hpp"

#include "batterisk/core/area/aandachtsgebied.hpp"
#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/risk/fire_radiation.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace batterisk::study {
namespace {

using Json = nlohmann::ordered_json;

double distance_to_edge(RdPoint p, RdPoint a, RdPoint b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double t = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
  return distance_m(p, {a.x + t * dx, a.y + t * dy});
}

// Signed distance into a part: positive inside.
double depth(const Shape& shape, RdPoint p) {
  if (const auto* circle = std::get_if<Circle>(&shape)) return circle->radius_m - distance_m(p, circle->centre);
  const Ring& ring = std::get<Polygon>(shape).outer;
  double nearest = 1e300;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    nearest = std::min(nearest, distance_to_edge(p, ring[i], ring[(i + 1) % ring.size()]));
  }
  return contains(ring, p) ? nearest : -nearest;
}

AreaAtPoint area_at(const Zone& zone, const std::vector<EffectDistance>& distances, RdPoint p) {
  AreaAtPoint area;
  area.soort = *zone.aandachtsgebied;
  double deepest = -1e300;
  for (const Shape& part : zone.parts) deepest = std::max(deepest, depth(part, p));
  if (!zone.parts.empty()) {
    area.inside = deepest >= 0.0;
    area.margin_m = std::abs(deepest);
  }
  double furthest = 0.0;
  for (const EffectDistance& d : distances) {
    if (d.soort != area.soort || d.from_centre_m <= furthest) continue;
    furthest = d.from_centre_m;
    area.scenario = d.scenario;
  }
  return area;
}

}  // namespace

std::vector<PlaatsgebondenRisico> pr_along(const RiskField& field, RdPoint from, RdPoint to, std::size_t count) {
  std::vector<PlaatsgebondenRisico> values;
  values.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double t = static_cast<double>(i) / static_cast<double>(count - 1);
    values.push_back(field.at({from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)}));
  }
  return values;
}

std::vector<ScenarioFigure> effect_values(const Scenario& s, RdPoint p, const RiskStudy& risk) {
  std::vector<ScenarioFigure> list;
  const double r = distance_m(s.position, p);
  const auto smoke = [&](const ToxicSource& source) {
    for (const SubstanceRelease& release : source.substances) {
      list.push_back({"bronsterkte " + release.stof, release.rate.g_per_s(), "g/s"});
    }
    list.push_back({"duur", source.duration.min(), "min"});
    for (const WeatherClass& c : risk.weather.classes) {
      const double ln_dilution = plume_kernel(source, c, risk.models, bearing_rad(s.position, p)).ln_dilution(r);
      for (const SubstanceRelease& release : source.substances) {
        list.push_back({fmt::format("{} in de as, {}", release.stof, c.name),
                        std::exp(ln_dilution) * release.rate.kg_per_s() * 1e6, "mg/m3"});
      }
    }
  };
  if (const auto* torch = std::get_if<TorchSource>(&s.source)) {
    const Torch flame(torch->power, risk.models.torch);
    list.push_back({"vermogen", torch->power.mw(), "MW"});
    list.push_back({"vlamlengte", flame.length().m(), "m"});
    list.push_back({"blootstelling", torch->exposure.s(), "s"});
    const double base = std::min(torch->length.m(), torch->width.m()) / 2.0;
    // Through an opening the flame has no bearing of its own: the mean lethality says more.
    if (torch->openings.empty() && r > base && !flame.contains(r - base, 0.0, 0.0)) {
      list.push_back({"straling bij vlam deze kant op", flame.flux_w_per_m2(r - base, 0.0, 0.0) / 1e3, "kW/m2"});
    }
  } else if (const auto* explosion = std::get_if<ExplosionSource>(&s.source)) {
    list.push_back({"energie van de drukgolf", explosion->energy.j() / 1e6, "MJ"});
    list.push_back({"klasse", explosion->blast_class, "-"});
    list.push_back({"straal zekere dood", explosion->lethal.radius.m(), "m"});
    list.push_back({"straal explosieaandachtsgebied", explosion->area.m(), "m"});
  } else if (const auto* fire = std::get_if<FireSource>(&s.source)) {
    list.push_back({"piekvermogen", fire->peak.mw(), "MW"});
    const FireRadiation radiation(*fire, risk.models, risk.weather.classes);
    for (std::size_t c = 0; c < risk.weather.classes.size(); ++c) {
      const double flux = radiation.flux_w_per_m2(c, {p.x - s.position.x, p.y - s.position.y});
      if (std::isfinite(flux)) list.push_back({"straling, " + risk.weather.classes[c].name, flux / 1e3, "kW/m2"});
    }
    smoke(fire->smoke);
  } else if (const auto* toxic = std::get_if<ToxicSource>(&s.source)) {
    smoke(*toxic);
  } else {
    const auto& domino = std::get<DominoSource>(s.source);
    list.push_back({"piekvermogen eerste brand", domino.first.peak.mw(), "MW"});
    list.push_back({"piekvermogen tweede brand", domino.second.peak.mw(), "MW"});
  }
  return list;
}

std::string frequency_text(const Scenario& s, Language language) {
  std::string text;
  for (const FrequencyFactor& f : s.chain) {
    text += fmt::format("{}{} {:.4g}{}", text.empty() ? "" : " x ", f.name, f.value, f.unit == "-" ? "" : " " + f.unit);
  }
  return text + " = " + scientific(s.frequency.per_year(), 3, language) + " /jaar";
}

PointExplanation explain_point(const Dossier& dossier, const RuleCatalog& catalog, RdPoint point) {
  return explain_point(dossier, compute_risk(dossier, catalog), point);
}

PointExplanation explain_point(const Dossier& dossier, RiskStudy risk, RdPoint point) {
  const auto& scenarios = risk.scenarios.scenarios;
  Aandachtsgebieden areas = aandachtsgebieden(scenarios, risk.models, risk.weather, *risk.rules, risk.used);
  PointExplanation explanation{explain_at(point, *risk.field, scenarios), {}, std::move(risk), Label::Indicatief, {}, {}, {}};
  for (const Zone& zone : areas.zones) explanation.areas.push_back(area_at(zone, areas.distances, point));
  explanation.quality = model_quality(explanation.risk.scenarios.scenarios, areas.distances, *explanation.risk.rules);
  explanation.used_keys = explanation.risk.used.sorted();
  explanation.label = label_of(*explanation.risk.rules, explanation.used_keys);
  const auto append = [&](const std::vector<Diagnostic>& list) {
    explanation.messages.insert(explanation.messages.end(), list.begin(), list.end());
  };
  append(dossier.warnings);
  append(explanation.risk.rules->warnings);
  append(explanation.risk.scenarios.messages);
  const auto nearest = std::min_element(
      scenarios.begin(), scenarios.end(),
      [&](const Scenario& a, const Scenario& b) { return distance_m(a.position, point) < distance_m(b.position, point); });
  const auto& valid = explanation.risk.rules->method.disp.x_valid.value;
  if (nearest != scenarios.end() && !valid.empty() && distance_m(nearest->position, point) < valid.front().m()) {
    explanation.messages.push_back({codes::sigma_below_range, Severity::Waarschuwing, {dossier.path, 0, 0, {}},
                                    {fmt::format("{:.1f}", distance_m(nearest->position, point))}});
  }
  return explanation;
}

std::string explain_text(const PointExplanation& e, Language language) {
  const bool dutch = language == Language::Nl;
  std::string out = fmt::format("PR ({:.2f}, {:.2f}) = {} /jaar   [{}]\n", e.pr.point.x, e.pr.point.y,
                                scientific(e.pr.pr.per_year(), 3, language),
                                label_word(e.label, e.risk.rules->id, language));
  constexpr std::size_t shown = 8;
  std::size_t k = 0;
  for (const Contribution& c : e.pr.contributions) {
    if (c.pr.per_year() <= 0.0 || k++ == shown) break;
    const Scenario& s = e.risk.scenarios.scenarios[c.scenario];
    out += fmt::format("\n{:5.1f} %  {}  {} /jaar   {} {} m, {:.0f} graden\n", 100.0 * c.share, s.id,
                       scientific(c.pr.per_year(), 3, language), dutch ? "afstand" : "distance",
                       decimal(c.distance_m, 1, language), c.bearing_deg);
    out += fmt::format("         f = {}\n         {} {}\n", frequency_text(s, language),
                       dutch ? "gemiddelde letaliteit" : "mean lethality", scientific(c.lethality, 3, language));
    for (std::size_t i = 0; i < c.per_class.size(); ++i) {
      if (c.per_class[i].per_year() <= 0.0) continue;
      out += fmt::format("         {:<5} {} /jaar\n", e.risk.weather.classes[i].name,
                         scientific(c.per_class[i].per_year(), 3, language));
    }
  }
  out += "\n";
  for (const AreaAtPoint& a : e.areas) {
    out += fmt::format("{}: {}{}\n", aandachtsgebied_word(a.soort, language),
                       a.inside ? (dutch ? "binnen, " : "inside, ") : (dutch ? "buiten, " : "outside, "),
                       a.scenario.empty() ? std::string{dutch ? "geen gebied" : "no area"}
                                          : fmt::format("{} m {} ({})", decimal(a.margin_m, 1, language),
                                                        dutch ? "tot de rand" : "to the edge", a.scenario));
  }
  if (!e.quality.empty()) out += dutch ? "\nHoe goed doet het model het:\n" : "\nHow well the model does:\n";
  for (const ModelQuality& quality : e.quality) out += "  " + model_quality_text(quality, language) + "\n";
  std::size_t weak = 0;
  for (const auto& key : e.used_keys) weak += key->bewijs != Bewijs::Gelezen ? 1 : 0;
  out += fmt::format(fmt::runtime(dutch ? "{} parameters gebruikt, waarvan {} zwakker dan gelezen (zie --json)\n"
                                        : "{} parameters used, {} of them weaker than read (see --json)\n"),
                     e.used_keys.size(), weak);
  return out;
}

std::string explain_json(const PointExplanation& e) {
  Json json;
  json["punt"] = {rounded(e.pr.point.x), rounded(e.pr.point.y)};
  json["pr_per_jaar"] = rounded(e.pr.pr.per_year());
  json["label"] = to_string(e.label);
  json["regelset"] = e.risk.rules->id;
  json["weer"] = {{"station", e.risk.weather.station}, {"naam", e.risk.weather.name}, {"bron", e.risk.weather.source}};
  Json contributions = Json::array();
  for (const Contribution& c : e.pr.contributions) {
    const Scenario& s = e.risk.scenarios.scenarios[c.scenario];
    Json item = {{"scenario", s.id},
                 {"soort", to_string(s.kind)},
                 {"eenheid_id", s.unit},
                 {"pr_per_jaar", rounded(c.pr.per_year())},
                 {"aandeel", rounded(c.share)},
                 {"frequentie_per_jaar", rounded(s.frequency.per_year())},
                 {"letaliteit", rounded(c.lethality)},
                 {"afstand_m", rounded(c.distance_m)},
                 {"richting_graden", rounded(c.bearing_deg)}};
    Json chain = Json::array();
    for (const FrequencyFactor& f : s.chain) {
      chain.push_back({{"naam", f.name}, {"waarde", rounded(f.value)}, {"eenheid", f.unit}, {"sleutel", f.key}});
    }
    item["kansboom"] = std::move(chain);
    Json classes = Json::object();
    for (std::size_t i = 0; i < c.per_class.size(); ++i) {
      classes[e.risk.weather.classes[i].name] = rounded(c.per_class[i].per_year());
    }
    item["per_weerklasse"] = std::move(classes);
    Json values = Json::array();
    for (const ScenarioFigure& v : effect_values(s, e.pr.point, e.risk)) {
      if (std::isfinite(v.waarde)) values.push_back({{"naam", v.naam}, {"waarde", rounded(v.waarde)}, {"eenheid", v.eenheid}});
    }
    item["effect"] = std::move(values);
    contributions.push_back(std::move(item));
  }
  json["bijdragen"] = std::move(contributions);
  Json areas = Json::array();
  for (const AreaAtPoint& a : e.areas) {
    areas.push_back({{"soort", to_string(a.soort)},
                     {"binnen", a.inside},
                     {"marge_m", a.scenario.empty() ? Json(nullptr) : Json(rounded(a.margin_m))},
                     {"maatgevend_scenario", a.scenario}});
  }
  json["aandachtsgebieden"] = std::move(areas);
  Json quality = Json::array();
  for (const ModelQuality& q : e.quality) {
    quality.push_back({{"soort", to_string(q.zone)},
                       {"verzameling", q.set},
                       {"model", q.model},
                       {"variant", q.version},
                       {"grootheid", q.quantity},
                       {"n", q.n},
                       {"model_gemeten", rounded(q.mg)},
                       {"binnen_factor_2", rounded(q.fac2)}});
  }
  json["modelkwaliteit"] = std::move(quality);
  Json keys = Json::array();
  for (const auto& key : e.used_keys) {
    keys.push_back({{"parameter", key->key},
                    {"waarde", key->waarde},
                    {"eenheid", key->eenheid},
                    {"bron", key->bron},
                    {"vindplaats", key->vindplaats},
                    {"bewijs", to_string(key->bewijs)},
                    {"status", to_string(key->status)},
                    {"plaats", fmt::format("{}:{}:{}", key->place.file, key->place.line, key->place.column)}});
  }
  json["parameters"] = std::move(keys);
  Json messages = Json::array();
  for (const Diagnostic& d : e.messages) {
    messages.push_back({{"code", to_string(d.code)},
                        {"tekst_nl", message_text(d, Language::Nl)},
                        {"tekst_en", message_text(d, Language::En)}});
  }
  json["meldingen"] = std::move(messages);
  Json files = Json::array();
  for (const RuleFile& file : e.risk.rules->files) files.push_back({{"id", file.id}, {"sha256", file.sha256}});
  json["regelbestanden"] = std::move(files);
  return json_text(json) + "\n";
}

}  // namespace batterisk::study
