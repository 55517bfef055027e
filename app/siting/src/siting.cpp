#include "batterisk/siting/siting.hpp"

#include "conditions.hpp"
#include "goal.hpp"
#include "layout.hpp"
#include "regions.hpp"
#include "stations.hpp"
#include "why_not.hpp"

#include "batterisk/core/base/codes_siting.hpp"
#include "batterisk/core/base/stop.hpp"
#include "batterisk/core/risk/facade_pieces.hpp"
#include "batterisk/gis/shape/overlay.hpp"
#include "batterisk/study/run/limits.hpp"
#include "batterisk/study/run/objects.hpp"
#include "batterisk/study/run/risk.hpp"
#include "batterisk/study/run/study.hpp"
#include "batterisk/study/run/subjects.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>

namespace batterisk::siting {
namespace {

// A zone of the layout, drawn around its first unit.
struct MovingZone {
  Zone zone;
  std::string naam;
  gis::ConvexParts mirrored;
};

// The layout turned in one way under the weather of one station.
struct Layout {
  std::optional<int> station;
  Angle draaiing;
  std::vector<MovingZone> zones;  ///< from the largest PR contour to the smallest, then the areas
  gis::ConvexParts footprint;     ///< mirrored
  RdPoint weather_at{};           ///< of the place whose nearest station counts, from the first unit
  Box reach;                      ///< of all zones
  bool bekend = true;             ///< false: a zone is cut off or cannot be determined
  std::vector<Diagnostic> limits;
};

void add(Box& box, const Box& part) {
  if (part.empty()) return;
  box.add(part.min);
  box.add(part.max);
}

// Rules with a contour at every norm, so that an object is on one side of a norm where it is on one side of a contour.
std::shared_ptr<const RuleSet> with_contours_at_norms(const RuleSet& rules) {
  auto own = std::make_shared<RuleSet>(rules);
  auto& levels = own->method.pr.levels.value;
  for (const auto& [key, norm] : rules.legal.normen) {
    const PlaatsgebondenRisico value = norm.value.value;
    const bool there = std::any_of(levels.begin(), levels.end(), [&](PlaatsgebondenRisico level) {
      return level.per_year() == value.per_year();
    });
    if (!there && value.per_year() > 0.0) levels.push_back(value);
  }
  return own;
}

Layout layout_of(const Dossier& dossier, const std::shared_ptr<const RuleSet>& rules, std::optional<int> station, Angle draaiing,
                 Edges edges, const std::stop_token& stop) {
  const RdPoint first = dossier.units.front().position;
  Dossier turned = at_place(dossier, first, draaiing);
  if (station) turned.weather_station = station;
  study::RiskStudy risk = study::compute_risk(turned, rules);
  const study::StudyZones zones = study::compute_zones(risk, stop);
  const double within_m = edges == Edges::Exact ? fit_accuracy_m : 0.0;
  Layout layout{station, draaiing, {}, gis::mirrored(gis::convex_parts(footprints(turned, {}, within_m))), {}, {}, true, {}};
  const RdPoint weather_at = study::centre_of(turned, risk.scenarios);
  layout.weather_at = {weather_at.x - first.x, weather_at.y - first.y};
  layout.bekend = zones.undetermined.empty() && !risk.scenarios.out_of_scope;
  layout.limits = study::limits_of_zones(zones, rules->method.gifwolk.cap.value.m(), {dossier.path, 0, 0, {}});
  layout.limits.insert(layout.limits.end(), risk.scenarios.messages.begin(), risk.scenarios.messages.end());
  for (const study::ZoneResult& result : zones.zones) {
    layout.bekend = layout.bekend && !result.zone.truncated;
    const MultiPolygon shape = around_origin(result.polygons, first);
    add(layout.reach, bounds(shape));
    layout.zones.push_back({result.zone, result.naam, gis::mirrored(gis::convex_parts(shape))});
  }
  const auto contours_end = std::find_if(layout.zones.begin(), layout.zones.end(), [](const MovingZone& z) { return !z.zone.level; });
  std::stable_sort(layout.zones.begin(), contours_end, [](const MovingZone& a, const MovingZone& b) {
    return a.zone.level->per_year() < b.zone.level->per_year();
  });
  return layout;
}

// What is around the plots, each thing in convex parts once.
struct Object {
  std::optional<std::size_t> pand;
  std::string onderwerp;  ///< id of a risicogebied
  Feiten facts;
  bool own_ground = false;
  gis::ConvexParts footprint;
  gis::ConvexParts measured;  ///< where PR counts
};

// Where PR counts of an outline on and beside the own ground: each piece as a ring of two corners.
gis::ConvexParts pieces_of(const MultiPolygon& outline, const std::vector<Site>& sites) {
  gis::ConvexParts pieces;
  for (const auto& [from, to] : facades_outside(outline, sites)) pieces.push_back({from, to});
  return pieces;
}

std::vector<Object> objects_of(const Dossier& dossier, const Surroundings& around, const RuleSet& rules) {
  std::vector<Object> objects;
  const Facts common = study::common_facts(dossier, rules);
  const auto& panden = *around.panden;
  for (std::size_t i = 0; i < panden.size(); ++i) {
    Object object;
    object.pand = i;
    object.own_ground = study::on_own_ground(panden[i].footprint, dossier.sites);
    object.facts = study::standing_facts(dossier, panden[i], rules);
    object.facts.overige = study::object_facts(panden[i], object.facts, dossier.units, common, rules);
    object.footprint = gis::convex_parts(panden[i].footprint);
    const MultiPolygon measured = study::measuring_geometry(dossier, panden[i], object.facts.klassering.klasse);
    const Box box = bounds(measured);
    // Of a building across the border its façades outside count, not the cut through it.
    const bool near = std::any_of(dossier.sites.begin(), dossier.sites.end(), [&](const Site& site) { return bounds(site.boundary.outer).intersects(box); });
    object.measured = near ? pieces_of(measured, dossier.sites) : gis::convex_parts(measured);
    objects.push_back(std::move(object));
  }
  for (const Risicogebied& area : dossier.risicogebieden) {
    // PR counts at its edge, wherever the units stand in it.
    objects.push_back({{}, area.id, {}, false, {}, pieces_of({area.vlak}, dossier.sites)});
  }
  return objects;
}

// Collects what excludes places of one region.
class Exclusions {
 public:
  Exclusions(const MultiPolygon& passend, const std::stop_token& stop) : passend_{passend}, box_{bounds(passend)}, stop_{stop} {
    box_.min = {box_.min.x - farthest_change_m, box_.min.y - farthest_change_m};
    box_.max = {box_.max.x + farthest_change_m, box_.max.y + farthest_change_m};
  }

  void add(const Object& object, const std::string& oorzaak, Oordeel oordeel, const std::string& artikel, Gevolg gevolg,
           const gis::ConvexParts& area, const gis::ConvexParts& mirrored, bool fixed = false) {
    if (stop_.stop_requested()) throw Cancelled{};
    const std::vector<Polygon> pieces = gis::meeting_places(area, mirrored, box_);
    if (pieces.empty()) return;
    note({object.pand, object.onderwerp, oorzaak, oordeel, artikel, {}}, gevolg, {gis::united(pieces), fixed});
  }

  // A finding on the layout itself.
  void add_everywhere(const Bevinding& finding, Gevolg gevolg) {
    note({{}, finding.onderwerp, finding.norm.empty() ? finding.tabel : finding.norm, finding.oordeel, finding.artikel, {}}, gevolg, {passend_, true});
  }

  // A distance of one's own, to something with an id, or to the edge of the plot.
  void add_own(const Object& object, const OwnDistance& distance, const gis::ConvexParts& area) {
    add(object, distance.oorzaak, Oordeel::VoldoetNiet, {}, Gevolg::Tegen, area, distance.mirrored, true);
  }
  void add_edge(const std::string& plot, const OwnDistance& distance, const MultiPolygon& far_enough) {
    note({{}, plot, distance.oorzaak, Oordeel::VoldoetNiet, {}, {}}, Gevolg::Tegen, {gis::difference(passend_, far_enough), true});
  }

  void finish(Ruimte& ruimte, Edges edges) {
    if (edges == Edges::Exact) return finish_exact(ruimte);
    std::vector<Polygon> against;
    std::vector<Polygon> unknown;
    std::vector<Obstacle> obstacles;
    std::vector<std::size_t> index;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const MultiPolygon& vlak = found_[i].vlak;
      const bool is_against = gevolgen_[i] == Gevolg::Tegen;
      auto& side = is_against ? against : unknown;
      side.insert(side.end(), vlak.begin(), vlak.end());
      if (!is_against) continue;
      obstacles.push_back(std::move(whole_[i]));
      index.push_back(i);
    }
    const MultiPolygon free = gis::difference(passend_, gis::united(against));
    const MultiPolygon open = gis::united(unknown);
    ruimte.onbekend = gis::common(free, open);
    ruimte.mogelijk = gis::shrunk(gis::difference(free, open), region_accuracy_m);
    if (ruimte.mogelijk.empty()) {
      ruimte.waarom = why_not(passend_, obstacles);
      for (std::size_t& i : ruimte.waarom->samen) i = index[i];
      if (ruimte.waarom->opening) {
        for (std::size_t& i : ruimte.waarom->opening->bindend) i = index[i];
      }
    }
    ruimte.belemmeringen = std::move(found_);
  }

 private:
  // Only edges of zones are known to their accuracy.
  void finish_exact(Ruimte& ruimte) {
    std::vector<Polygon> taken;
    std::vector<Polygon> zones;  // against the goal
    std::vector<Polygon> open;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      auto& side = gevolgen_[i] != Gevolg::Tegen ? open : whole_[i].fixed ? taken : zones;
      const MultiPolygon& whole = whole_[i].whole;
      side.insert(side.end(), whole.begin(), whole.end());
    }
    const MultiPolygon fits = gis::difference(passend_, gis::united(taken));
    const MultiPolygon excluded = gis::united(zones);
    const MultiPolygon unknown = gis::grown(gis::united(open), region_accuracy_m);
    const MultiPolygon free = gis::difference(fits, gis::grown(excluded, region_accuracy_m));
    ruimte.mogelijk = gis::difference(free, unknown);
    ruimte.onbekend = gis::common(free, unknown);
    ruimte.hoogstens = gis::difference(fits, gis::shrunk(excluded, region_accuracy_m));
    ruimte.belemmeringen = std::move(found_);
  }

  void note(Belemmering found, Gevolg gevolg, Obstacle obstacle) {
    found.vlak = gis::common(passend_, obstacle.whole);
    if (found.vlak.empty()) return;
    found_.push_back(std::move(found));
    gevolgen_.push_back(gevolg);
    whole_.push_back(std::move(obstacle));
  }

  const MultiPolygon& passend_;
  Box box_;
  std::stop_token stop_;
  std::vector<Belemmering> found_;
  std::vector<Gevolg> gevolgen_;
  std::vector<Obstacle> whole_;
};

// Zones that reach an object: of nested contours only the largest that is against the goal, and the largest of unknown outcome.
void add_zones(const Object& object, const Layout& layout, const RuleSet& rules, Doel doel, Exclusions& exclusions) {
  bool against_by_pr = false;
  bool unknown_by_pr = false;
  for (const MovingZone& zone : layout.zones) {
    ZoneGevolg outcome;
    if (object.pand) {
      outcome = reached_by(zone.zone, object.facts, rules, doel);
    } else if (zone.zone.level) {
      outcome = edge_reached_by(zone.zone, object.onderwerp, rules, doel);
    }
    if (outcome.gevolg == Gevolg::Goed) continue;
    if (zone.zone.level) {
      bool& done = outcome.gevolg == Gevolg::Tegen ? against_by_pr : unknown_by_pr;
      if (done) continue;
      done = true;
    }
    exclusions.add(object, zone.naam, outcome.oordeel, outcome.artikel, outcome.gevolg,
                   zone.zone.level ? object.measured : object.footprint, zone.mirrored);
  }
}

Ruimte region_of(const Site& site, const WeatherPart& part, const Layout& layout, const LayoutConditions& conditions,
                 const std::vector<Object>& objects, const Surroundings& around, const RuleSet& rules, Doel doel,
                 Edges edges, const std::stop_token& stop) {
  Ruimte ruimte;
  ruimte.locatie = site.id;
  ruimte.draaiing = layout.draaiing;
  ruimte.station = part.station.value_or(0);
  ruimte.passend = gis::inner_places(site.boundary, layout.footprint);
  if (part.cell) ruimte.passend = gis::common(ruimte.passend, around_origin({*part.cell}, layout.weather_at));
  if (ruimte.passend.empty()) return ruimte;
  Exclusions exclusions{ruimte.passend, stop};
  for (const Bevinding& finding : conditions.anywhere) exclusions.add_everywhere(finding, gevolg(finding.oordeel, {}, doel));
  if (conditions.grens) exclusions.add_edge(site.id, *conditions.grens, gis::inner_places(site.boundary, conditions.grens->mirrored));
  for (const OwnDistance& keep : conditions.vrijhouden) {
    for (const auto& [id, vlak] : keep.vlakken) exclusions.add_own({{}, id, {}, false, {}, {}}, keep, vlak);
  }
  for (const Object& object : objects) {
    if (object.pand && !(*around.panden)[*object.pand].locatie) {
      exclusions.add(object, "bebouwing", Oordeel::VoldoetNiet, "", Gevolg::Tegen, object.footprint, layout.footprint, true);
      if (conditions.gebouw) exclusions.add_own(object, *conditions.gebouw, object.footprint);
    }
    if (object.own_ground) continue;
    if (object.pand && !(*around.panden)[*object.pand].locatie) {
      for (const Distance& d : conditions.distances) {
        exclusions.add(object, d.finding.norm, d.finding.oordeel, d.finding.artikel, gevolg(d.finding.oordeel, {}, doel),
                       object.footprint, d.mirrored);
      }
    }
    add_zones(object, layout, rules, doel, exclusions);
  }
  exclusions.finish(ruimte, edges);
  return ruimte;
}

void propose(Ruimte& ruimte, const SitingResult& result, const RuleCatalog& catalog, const std::stop_token& stop,
             std::vector<Diagnostic>& messages) {
  const std::optional<Circle> best = gis::largest_circle(ruimte.mogelijk);
  if (!best) return;
  Plaats plaats{best->centre, best->radius_m, Oordeel::Onbepaald, false};
  const study::StudyResult there =
      study::run_study(at_place(result.dossier, plaats.punt, ruimte.draaiing), catalog, stop);
  plaats.oordeel = there.eindoordeel;
  plaats.bevestigd = holds(there, result.gezocht.doel);
  if (!plaats.bevestigd) {
    messages.push_back({codes::siting_not_confirmed, Severity::Waarschuwing, {result.dossier.path, 0, 0, {}},
                        {fmt::format("{:.2f}", plaats.punt.x), fmt::format("{:.2f}", plaats.punt.y), std::string{batterisk::to_string(plaats.oordeel)}}});
  }
  ruimte.plaats = plaats;
}

}  // namespace

SitingResult find_regions(const Dossier& dossier, const RuleCatalog& catalog, const Gezocht& gezocht, Edges edges,
                          const std::stop_token& stop, const study::Progress& progress) {
  check_movable(dossier);
  SitingResult result;
  result.dossier = dossier;
  result.gezocht = gezocht;
  study::report_stage("zones", 0.0, stop, progress);
  result.rules = std::make_shared<const RuleSet>(load_rule_set(catalog, rule_selection(dossier)));
  const std::shared_ptr<const RuleSet> rules = with_contours_at_norms(*result.rules);

  std::vector<std::vector<WeatherPart>> parts;
  std::vector<Layout> layouts;
  std::vector<LayoutConditions> conditions;
  for (const Angle draaiing : gezocht.draaiingen) conditions.push_back(conditions_of(dossier, draaiing, *rules, gezocht));
  const std::vector<std::string> open_facts = facts_that_hang_on_place(rules->verdicts);
  if (!open_facts.empty()) {
    result.messages.push_back({codes::siting_rule_of_place, Severity::Waarschuwing, {dossier.path, 0, 0, {}}, {fmt::format("{}", fmt::join(open_facts, ", "))}});
  }
  const auto layout_for = [&](std::optional<int> station, Angle draaiing) -> const Layout& {
    const auto known = std::find_if(layouts.begin(), layouts.end(), [&](const Layout& l) {
      return l.station == station && l.draaiing.rad() == draaiing.rad();
    });
    if (known != layouts.end()) return *known;
    layouts.push_back(layout_of(dossier, rules, station, draaiing, edges, stop));
    return layouts.back();
  };
  Box box;
  for (const Site& site : dossier.sites) {
    parts.push_back(weather_parts(dossier, site.boundary, *rules));
    if (parts.back().size() > 1) {
      std::string names;
      for (const WeatherPart& part : parts.back()) names += (names.empty() ? "" : ", ") + part.naam;
      result.messages.push_back({codes::siting_weather, Severity::Info, {dossier.path, 0, 0, {}}, {site.id, names}});
    }
    const Box plot = bounds(site.boundary.outer);
    for (const WeatherPart& part : parts.back()) {
      for (const Angle draaiing : gezocht.draaiingen) {
        Box reach = layout_for(part.station, draaiing).reach;
        for (const LayoutConditions& one : conditions) add(reach, one.reach);
        add(box, plot);
        if (!reach.empty()) add(box, {{plot.min.x + reach.min.x, plot.min.y + reach.min.y}, {plot.max.x + reach.max.x, plot.max.y + reach.max.y}});
      }
    }
  }
  for (const Diagnostic& limit : layouts.front().limits) result.messages.push_back(limit);

  study::report_stage("omgeving", 0.3, stop, progress);
  result.surroundings = study::surroundings_of(dossier, *rules, box, stop);
  const Surroundings& around = result.surroundings;
  result.messages.insert(result.messages.end(), around.diagnostics.begin(), around.diagnostics.end());
  result.bekend = open_facts.empty() && around.panden && !around.coverage.empty() && around.knows_objects(around.coverage.front()) && !around.lacks_places();
  const std::vector<Object> objects = around.panden ? objects_of(dossier, around, *rules) : std::vector<Object>{};
  const bool unsettled = std::any_of(objects.begin(), objects.end(), [](const Object& object) {
    return object.pand && !object.facts.klassering.twijfels.empty();
  });
  for (Diagnostic& limit : study::limits_of_layers(around, unsettled, {dossier.path, 0, 0, {}})) result.messages.push_back(std::move(limit));

  std::size_t done = 0;
  for (std::size_t s = 0; s < dossier.sites.size(); ++s) {
    for (const WeatherPart& part : parts[s]) {
      for (std::size_t k = 0; k < gezocht.draaiingen.size(); ++k) {
        study::report_stage("ruimte", 0.4 + 0.3 * static_cast<double>(done++) / static_cast<double>(layouts.size() * dossier.sites.size()), stop, progress);
        const Layout& layout = layout_for(part.station, gezocht.draaiingen[k]);
        Ruimte ruimte = region_of(dossier.sites[s], part, layout, conditions[k], objects, around, *rules, gezocht.doel, edges, stop);
        if (!result.bekend || !layout.bekend) {
          // Somebody may be there whom nobody knows: no place is known to be free.
          MultiPolygon all = ruimte.mogelijk;
          all.insert(all.end(), ruimte.onbekend.begin(), ruimte.onbekend.end());
          ruimte.onbekend = gis::united(all);
          ruimte.mogelijk.clear();
        }
        result.ruimten.push_back(std::move(ruimte));
      }
    }
    const auto say = [&](Code code, Severity severity) {
      result.messages.push_back({code, severity, {dossier.path, 0, 0, {}}, {dossier.sites[s].id}});
    };
    const auto of_plot = [&](const auto& holds) {
      return std::any_of(result.ruimten.begin(), result.ruimten.end(), [&](const Ruimte& r) { return r.locatie == dossier.sites[s].id && holds(r); });
    };
    if (of_plot([](const Ruimte& r) { return !r.onbekend.empty(); })) say(codes::siting_unknown, Severity::Waarschuwing);
    if (!of_plot([](const Ruimte& r) { return !r.passend.empty(); })) say(codes::siting_no_fit, Severity::Waarschuwing);
  }
  return result;
}

SitingResult find_places(const Dossier& dossier, const RuleCatalog& catalog, const Gezocht& gezocht, const std::stop_token& stop,
                         const study::Progress& progress) {
  SitingResult result = find_regions(dossier, catalog, gezocht, Edges::WithinAccuracy, stop, progress);
  for (std::size_t r = 0; r < result.ruimten.size(); ++r) {
    study::report_stage("bevestigen", 0.7 + 0.3 * static_cast<double>(r) / static_cast<double>(result.ruimten.size()), stop, progress);
    propose(result.ruimten[r], result, catalog, stop, result.messages);
  }
  return result;
}

}  // namespace batterisk::siting
