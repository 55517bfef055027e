#include "run/judging.hpp"

#include "run/part_verdicts.hpp"

#include "batterisk/study/run/objects.hpp"
#include "batterisk/study/run/subjects.hpp"

#include "batterisk/gis/shape/overlay.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace batterisk::study {

namespace {

// Per judged building the edges of all zones that are reached; objects of no class keep none, for no edge changes
// their verdict.
void add_edges(const std::vector<ZoneResult>& zones, const std::vector<Pand>& panden,
               const std::vector<PandResult>& judged, std::vector<Feiten>& facts) {
  std::vector<std::size_t> wanted;
  std::vector<const MultiPolygon*> shapes;
  for (std::size_t i = 0; i < judged.size(); ++i) {
    if (judged[i].klassering.klasse == Kwetsbaarheid::Geen) continue;
    wanted.push_back(i);
    shapes.push_back(&panden[judged[i].pand].footprint);
  }
  for (const ZoneResult& zone : zones) {
    if (zone.polygons.empty() || zone.zone.truncated) continue;
    const std::vector<double> distances = gis::edge_distances_m(zone.polygons, shapes);
    for (std::size_t k = 0; k < wanted.size(); ++k) {
      facts[wanted[k]].randen.push_back({zone.naam, zone.zone.aandachtsgebied, zone.zone.level, distances[k]});
    }
  }
}

void add_flags(const PandResult& pand, const ObjectOpgave* object, const Feiten& facts, std::vector<Bevinding>& findings) {
  const bool no_outdoor_place = pand.klassering.klasse == Kwetsbaarheid::ZeerKwetsbaar &&
                                (object == nullptr || !object->buitenruimte);
  const bool too_long = object != nullptr && object->tijdelijk_van && !facts.tijdelijk;
  for (Bevinding& b : findings) {
    if (b.onderdeel != deel_pr) continue;
    if (no_outdoor_place) b.vlaggen.emplace_back("buitenruimte_onbekend");
    if (too_long && b.oordeel == Oordeel::VoldoetNiet) b.vlaggen.emplace_back("tijdelijk_niet_toegestaan");
  }
}

// The highest PR on what an object has outside the sites (Bkl art. 5.6): on the border of the site too.
std::optional<FacadeMaximum> maximum_outside(const RiskField& field, const MultiPolygon& area, const std::vector<Site>& sites) {
  std::vector<const Polygon*> grounds;
  for (const Site& site : sites) {
    if (bounds(site.boundary.outer).intersects(bounds(area))) grounds.push_back(&site.boundary);
  }
  if (grounds.empty()) return facade_maximum(field, area, {});
  return facade_maximum(field, gis::outside(area, grounds), {});
}

constexpr Aandachtsgebied areas_of_law[]{Aandachtsgebied::Brand, Aandachtsgebied::Explosie, Aandachtsgebied::Gifwolk};

// The findings on one object, each to the part that it is about. An area is judged whatever is known of the others.
void add_to_parts(PandResult& pand, const Feiten& facts, bool gifwolk_known, StudyResult& result) {
  for (const Bevinding& b : pand.bevindingen) {
    if (b.onderdeel != deel_gebied) count_finding(result, b.onderdeel, b);
  }
  for (const Aandachtsgebied soort : areas_of_law) {
    const bool known = soort != Aandachtsgebied::Gifwolk || gifwolk_known;
    const auto finding = toets_gebied(pand.pand, facts, soort, known, *result.rules);
    if (!finding) continue;
    pand.per_gebied[soort] = finding->oordeel;
    count_finding(result, to_string(soort), *finding);
  }
}

// Somebody may be there whom nobody knows.
void add_unknown(StudyResult& result) {
  for (const Bevinding& b : toets_zonder_panden(*result.rules)) {
    result.bevindingen.push_back(b);
    Bevinding of_part = b;
    of_part.reden_nl = "Niet alle gebouwen en locaties in de omgeving zijn bekend.";
    of_part.reden_en = "Not all buildings and locations around are known.";
    if (b.onderdeel != deel_gebied) {
      count_finding(result, b.onderdeel, of_part);
      continue;
    }
    for (const Aandachtsgebied soort : areas_of_law) count_finding(result, to_string(soort), of_part);
  }
}

}  // namespace

void add_parcels(StudyResult& result) {
  std::set<std::size_t> hit;
  for (const Overlap& overlap : result.overlaps) {
    if (overlap.layer == LayerKind::Percelen) hit.insert(overlap.object);
  }
  for (const std::size_t i : hit) {
    const MultiPolygon& vlak = (*result.surroundings.percelen)[i].vlak;
    result.percelen.push_back({i, maximum_outside(*result.field, vlak, result.dossier.sites)});
  }
}

void judge_surroundings(StudyResult& result, bool pr_known) {
  const RuleSet& rules = *result.rules;
  const Dossier& dossier = result.dossier;
  const bool covered = result.surroundings.covers(LayerKind::Panden);
  const auto add = [&](const Onderzocht& subject) {
    for (Bevinding& finding : toets(subject, rules)) {
      count_finding(result, finding.onderdeel, finding);
      result.bevindingen.push_back(std::move(finding));
    }
  };
  const Around around{&result.surroundings.panden, &result.surroundings.percelen, &dossier.sites, covered};
  for (const Onderzocht& subject : subjects_of(dossier.units, result.algemeen, around, rules)) add(subject);
  for (const Risicogebied& area : dossier.risicogebieden) {
    const auto pr = pr_known ? facade_maximum(*result.field, {area.vlak}, dossier.sites) : std::nullopt;
    add(rand_van(area.id, pr ? std::optional{pr->pr} : std::nullopt, rules));
  }
}

void choose_alternatives(StudyResult& result) {
  const VerdictRules& rules = result.rules->verdicts;
  if (rules.keuzes.empty()) return;
  std::map<std::string, Oordeel> per_table;
  const auto rank = [&](Oordeel oordeel) { return std::find(rules.rangorde.begin(), rules.rangorde.end(), oordeel); };
  for (const Bevinding& b : result.bevindingen) {
    const auto [worst, is_new] = per_table.emplace(b.tabel, b.oordeel);
    if (!is_new && rank(b.oordeel) < rank(worst->second)) worst->second = b.oordeel;
  }
  result.keuzes = kies(rules, result.dossier.keuzes, per_table);
  std::set<std::string> dropped;
  for (const KeuzeUitkomst& choice : result.keuzes) dropped.insert(choice.tabellen_vervallen.begin(), choice.tabellen_vervallen.end());
  const auto lapse = [&](Bevinding& b) {
    if (!dropped.contains(b.tabel)) return;
    b.oordeel = Oordeel::NietVanToepassing;
    b.vlaggen.emplace_back("niet_gekozen");
  };
  for (Bevinding& b : result.bevindingen) lapse(b);
  for (PandResult& pand : result.panden) {
    for (Bevinding& b : pand.bevindingen) lapse(b);
  }
  for (const std::string& table : dropped) {
    const std::string& onderdeel = rules.tabellen.at(table).onderdeel;
    const bool areas = onderdeel == deel_gebied;
    for (Deeloordeel& part : result.deeloordelen) {
      const bool area = std::any_of(std::begin(areas_of_law), std::end(areas_of_law),
                                    [&](Aandachtsgebied soort) { return part.onderdeel == to_string(soort); });
      if (part.onderdeel != onderdeel && !(areas && area)) continue;
      std::size_t all = 0;
      for (const auto& [oordeel, n] : part.aantallen) all += n;
      part.aantallen = {{Oordeel::NietVanToepassing, all}};
      part.oordeel = Oordeel::NietVanToepassing;
      part.reden_nl = "Voor deze activiteit geldt een ander alternatief.";
      part.reden_en = "Another alternative holds for this activity.";
    }
    for (PandResult& pand : result.panden) {
      if (areas) std::for_each(pand.per_gebied.begin(), pand.per_gebied.end(), [](auto& one) { one.second = Oordeel::NietVanToepassing; });
    }
  }
}

void judge(StudyResult& result, bool gifwolk_known, bool pr_known) {
  const RuleSet& rules = *result.rules;
  const Dossier& dossier = result.dossier;
  open_part_verdicts(result);
  if (!result.surroundings.panden) return add_unknown(result);
  const std::vector<Pand>& panden = *result.surroundings.panden;
  std::vector<std::vector<Aandachtsgebied>> areas(panden.size());
  std::vector<bool> in_zone(panden.size(), false);
  for (const Overlap& overlap : result.overlaps) {
    if (overlap.layer != LayerKind::Panden) continue;
    in_zone[overlap.object] = true;
    if (const auto& soort = result.zones[overlap.zone].zone.aandachtsgebied) areas[overlap.object].push_back(*soort);
  }
  std::vector<Feiten> facts;
  for (std::size_t i = 0; i < panden.size(); ++i) {
    if (on_own_ground(panden[i].footprint, dossier.sites)) {
      result.panden_op_eigen_terrein.push_back({i, standing_facts(dossier, panden[i], rules).klassering});
      continue;
    }
    Feiten known = standing_facts(dossier, panden[i], rules);
    PandResult pand;
    pand.pand = i;
    pand.klassering = known.klassering;
    pand.pr = facade_maximum(*result.field, measuring_geometry(dossier, panden[i], pand.klassering.klasse), dossier.sites);
    pand.gebieden = areas[i];
    pand.afstand_m = 1e300;
    for (const RdPoint source : result.field->sources()) {
      pand.afstand_m = std::min(pand.afstand_m, distance_to_m(source, panden[i].footprint));
    }
    if (pr_known) known.pr = pand.pr;
    known.gebieden_bekend = gifwolk_known;
    known.gebieden = areas[i];
    known.overige = object_facts(panden[i], known, dossier.units, result.algemeen, rules);
    facts.push_back(std::move(known));
    result.panden.push_back(std::move(pand));
  }
  add_edges(result.zones, panden, result.panden, facts);
  for (std::size_t k = 0; k < result.panden.size(); ++k) {
    PandResult& pand = result.panden[k];
    pand.bevindingen = toets(pand.pand, facts[k], rules);
    add_flags(pand, given(dossier, panden[pand.pand]), facts[k], pand.bevindingen);
    pand.getroffen =
        in_zone[pand.pand] || std::any_of(pand.bevindingen.begin(), pand.bevindingen.end(), [](const Bevinding& b) {
          return b.oordeel != Oordeel::Voldoet && b.oordeel != Oordeel::NietVanToepassing;
        });
    result.bevindingen.insert(result.bevindingen.end(), pand.bevindingen.begin(), pand.bevindingen.end());
    add_to_parts(pand, facts[k], gifwolk_known, result);
  }
  // No building to judge is an answer only where the layers cover a zone that is known, and what they have was placed.
  const bool zones_known = gifwolk_known && pr_known;
  const Surroundings& around = result.surroundings;
  const bool known =
      !around.coverage.empty() && around.knows_objects(around.coverage.front()) && !around.lacks_places();
  if (!known || (result.bevindingen.empty() && !zones_known)) add_unknown(result);
}

}  // namespace batterisk::study
