#include "batterisk/portfolio/evaluate.hpp"

#include "site_verdicts.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/stop.hpp"
#include "batterisk/core/risk/facade.hpp"
#include "batterisk/gis/shape/overlay.hpp"
#include "batterisk/study/run/limits.hpp"
#include "batterisk/study/run/objects.hpp"
#include "batterisk/study/run/study.hpp"
#include "batterisk/study/run/subjects.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <exception>
#include <initializer_list>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <tuple>

namespace batterisk::portfolio {
namespace {

// Where every kind of site is computed, in the middle of the country; results are moved from here.
constexpr RdPoint origin{155000.0, 463000.0};

// Buildings outside the lowest contour need no façade when that contour lies this far below every norm.
constexpr double clearly_below = 0.2;

// A kind of site under one rule set: everything that does not depend on the place.
struct Kind {
  study::RiskStudy risk;
  study::StudyZones zones;
  std::shared_ptr<const ZoneShapes> shapes;
  std::vector<Zone> plain;
  OverlapThresholds thresholds{};
  Box reach;
  std::optional<std::size_t> lowest;  // zone outside which no façade needs a value
  bool pr_known = true;
  std::map<std::string, EigenKeuze> keuzes;  // that the dossier makes
  std::vector<std::string> weak{};            // what makes every verdict indicative
};

struct Failed {
  std::vector<Diagnostic> messages;
};

// A site that can be computed.
struct Prepared {
  std::size_t site = 0;
  std::vector<Site> grounds;
  Antwoord binding = Antwoord::Onbekend;
  std::vector<Diagnostic> warnings;  // of its dossier
  std::vector<std::size_t> kinds;    // one a rule set
};

// Sites that read the layers together.
using Group = std::vector<const Prepared*>;
constexpr std::size_t most_together = 256;

// New kinds that a wave makes, each of less than a megabyte.
constexpr std::size_t most_fresh = 128;

// Which kind: rule set, station, and the cells that change the physics.
using KindKey = std::tuple<std::size_t, int, std::string>;

class Clock {
 public:
  [[nodiscard]] double lap() {
    const auto now = std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(now - last_).count();
    last_ = now;
    return seconds;
  }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

// `prepare` makes what each thread keeps while it works.
template <class Prepare, class Work>
void in_parallel(std::size_t n, unsigned jobs, const std::stop_token& stop, const Prepare& prepare, const Work& work) {
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t threads = std::min<std::size_t>(n, jobs == 0 ? cores : jobs);
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  const auto run = [&] {
    const StopScope scope{stop};
    try {
      const auto own = prepare();
      for (std::size_t i = next++; i < n && !stop.stop_requested(); i = next++) work(own, i);
    } catch (...) {
      next = n;
      const std::lock_guard lock{mutex};
      if (!failure) failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> workers;
    for (std::size_t t = 1; t < threads; ++t) workers.emplace_back(run);
    run();
  }
  if (failure) std::rethrow_exception(failure);
}

template <class Work>
void in_parallel(std::size_t n, unsigned jobs, const std::stop_token& stop, const Work& work) {
  in_parallel(n, jobs, stop, [] { return 0; }, [&](int, std::size_t i) { work(i); });
}

void add(Box& box, const Box& part) {
  if (part.empty()) return;
  box.add(part.min);
  box.add(part.max);
}

Box moved(const Box& box, RdPoint by) {
  return {{box.min.x + by.x, box.min.y + by.y}, {box.max.x + by.x, box.max.y + by.y}};
}

std::vector<Site> moved(std::vector<Site> sites, RdPoint by) {
  for (Site& site : sites) site.boundary = moved({std::move(site.boundary)}, by).front();
  return sites;
}

Kind compute_kind(const LoadedPortfolio& portfolio, const std::vector<std::string>& cells, int station,
                  const std::shared_ptr<const RuleSet>& rules, const std::stop_token& stop) {
  const Portfolio& definition = portfolio.definition;
  Dossier dossier = parse_dossier(portfolio.pattern.text(cells, origin), definition.pattern, "");
  if (dossier.weather_table.empty()) dossier.weather_station = station;
  study::RiskStudy risk = study::compute_risk(dossier, rules);
  study::StudyZones zones = study::compute_zones(risk, stop);
  const MethodRules& m = rules->method;
  auto shapes = std::make_shared<const ZoneShapes>(zone_shapes(zones.zones, origin));
  Kind kind{std::move(risk), std::move(zones), std::move(shapes), {}, {m.overlay.min_area.value.m2(), m.overlay.min_depth.value.m()},
            {},              std::nullopt,     true,              std::move(dossier.keuzes)};
  double lowest_level = 1.0;
  for (std::size_t z = 0; z < kind.zones.zones.size(); ++z) {
    const Zone& zone = kind.zones.zones[z].zone;
    kind.plain.push_back(zone);
    kind.pr_known = kind.pr_known && !zone.truncated;
    for (const Shape& part : zone.parts) add(kind.reach, bounds(part));
    if (zone.level && zone.level->per_year() < lowest_level) {
      lowest_level = zone.level->per_year();
      kind.lowest = z;
    }
  }
  for (const auto& [key, norm] : rules->legal.normen) {
    if (lowest_level > clearly_below * norm.value.value.per_year()) kind.lowest.reset();
  }
  const auto keys = kind.risk.used.sorted();
  kind.weak = study::weak_basis(keys, study::label_of(*rules, keys));
  return kind;
}

// Judges buildings of one site; those that are alike are judged once.
class Judge {
 public:
  Judge(const Kind& kind, Antwoord binding) : kind_{kind}, rules_{*kind.risk.rules}, binding_{binding} {}

  [[nodiscard]] Verdicts operator()(const Pand& pand, Klassering klassering, const std::vector<std::size_t>& zones,
                                    const std::optional<FacadeMaximum>& pr) {
    Feiten facts;
    facts.klassering = std::move(klassering);
    facts.gebieden_bekend = kind_.zones.undetermined.empty();
    facts.functionele_binding = binding_;
    for (const std::size_t z : zones) {
      if (const auto& area = kind_.plain[z].aandachtsgebied) facts.gebieden.push_back(*area);
    }
    // Below the lowest contour: it is below every norm, whatever the value.
    if (kind_.pr_known) facts.pr = pr.value_or(FacadeMaximum{});
    facts.overige = study::object_facts(pand, facts, kind_.risk.units, kind_.risk.algemeen, rules_);
    if (pr || !facts.overige.empty()) return verdicts_of(facts, rules_);
    const auto key = std::pair{facts.klassering.klasse, std::pair{facts.klassering.kan_ook, facts.gebieden}};
    const auto known = known_.find(key);
    if (known != known_.end()) return known->second;
    return known_[key] = verdicts_of(facts, rules_);
  }

 private:
  const Kind& kind_;
  const RuleSet& rules_;
  Antwoord binding_;
  std::map<std::pair<Kwetsbaarheid, std::pair<std::vector<Kwetsbaarheid>, std::vector<Aandachtsgebied>>>, Verdicts> known_;
};

// True when what was read for many sites says nothing that may be about one of them alone, and lacks nothing around this one.
bool complete_around(const Surroundings& all, const Coverage& coverage) {
  const auto holds = [&](const LayerReport& report) {
    return std::find(coverage.kinds.begin(), coverage.kinds.end(), report.kind) != coverage.kinds.end();
  };
  return !all.lacks_places() &&
         std::none_of(all.diagnostics.begin(), all.diagnostics.end(), [](const Diagnostic& d) { return d.severity != Severity::Info; }) &&
         std::all_of(all.reports.begin(), all.reports.end(), holds);
}

// Objects near one site, moved to where its kind was computed.
Surroundings nearby(const Surroundings& all, const Coverage& coverage, RdPoint by) {
  const Box& box = coverage.box;
  Surroundings local;
  local.coverage = {coverage};
  local.reports = all.reports;
  local.study_box = box;
  if (all.panden) {
    local.panden.emplace();
    for (const Pand& pand : *all.panden) {
      if (!box.intersects(bounds(pand.footprint))) continue;
      local.panden->push_back(pand);
      local.panden->back().footprint = moved(pand.footprint, by);
    }
  }
  if (all.percelen) {
    local.percelen.emplace();
    for (const Perceel& perceel : *all.percelen) {
      if (!box.intersects(bounds(perceel.vlak))) continue;
      local.percelen->push_back(perceel);
      local.percelen->back().vlak = moved(perceel.vlak, by);
    }
  }
  return local;
}

// What a reader of one site must know, whatever was said of others.
std::vector<Code> codes_of(std::set<Code> codes, std::initializer_list<const std::vector<Diagnostic>*> lists) {
  for (const std::vector<Diagnostic>* list : lists) {
    for (const Diagnostic& d : *list) {
      if (d.severity != Severity::Info) codes.insert(d.code);
    }
  }
  return {codes.begin(), codes.end()};
}

// `codes` gets what a study says of the classes of single buildings; `unsettled` becomes true where the use of one is open.
SiteResult judge_site(const Kind& kind, const Surroundings& local, const std::vector<Site>& grounds, RdPoint by,
                      Antwoord binding, std::set<Code>& codes, bool& unsettled) {
  const RuleSet& rules = *kind.risk.rules;
  SiteResult result;
  result.shapes = kind.shapes;
  for (const study::ZoneResult& zone : kind.zones.zones) {
    result.zones.push_back({zone.naam, zone.oppervlakte_m2, zone.grootste_afstand_m});
  }
  std::map<std::string, Oordeel> per_table;  // the worst that each found
  const auto add_found = [&](const std::string& table, Oordeel oordeel) {
    const auto [worst, is_new] = per_table.emplace(table, oordeel);
    if (!is_new) worst->second = worst_of({worst->second, oordeel}, rules.verdicts);
  };
  std::vector<Verdicts> of_affected;
  Parts parts{rules.verdicts};
  bool by_uses = false;
  const auto add_unknown = [&] {
    for (const Bevinding& b : toets_zonder_panden(rules)) add_found(b.tabel, b.oordeel);
    parts.add_unknown();
  };
  const std::vector<Overlap> overlaps = gis::overlay(kind.plain, local, kind.thresholds, gis::Depth::Omitted);
  if (local.percelen) {
    std::map<std::size_t, std::vector<std::size_t>> zones;
    for (const Overlap& o : overlaps) {
      if (o.layer == LayerKind::Percelen && o.relatie != Relatie::Raakt) zones[o.object].push_back(o.zone);
    }
    for (auto& [index, inside] : zones) result.percelen.push_back({(*local.percelen)[index].identificatie, inside});
  }
  if (local.panden) {
    std::vector<std::vector<std::size_t>> zones(local.panden->size());
    for (const Overlap& o : overlaps) {
      if (o.layer == LayerKind::Panden) zones[o.object].push_back(o.zone);
    }
    Judge judge{kind, binding};
    for (std::size_t i = 0; i < local.panden->size(); ++i) {
      const Pand& pand = (*local.panden)[i];
      if (study::on_own_ground(pand.footprint, grounds)) {
        if (study::PandOpTerrein{i, klasseer(pand, rules.classes)}.vraagt_aandacht()) codes.insert(codes::building_on_own_ground);
        continue;
      }
      AffectedPand affected;
      affected.zones = zones[i];
      const bool near = !kind.lowest || std::find(zones[i].begin(), zones[i].end(), *kind.lowest) != zones[i].end();
      std::optional<FacadeMaximum> pr;
      if (near) pr = facade_maximum(*kind.risk.field, pand.footprint, grounds);
      Klassering klassering = klasseer(pand, rules.classes);
      affected.klasse = klassering.klasse;
      by_uses = by_uses || klassering.herkomst == KlasseHerkomst::Indicatief;
      const bool doubted = !klassering.twijfels.empty();
      unsettled = unsettled || doubted;
      const bool large = study::asks_about_size(klassering, rules.classes);
      Verdicts verdicts = judge(pand, std::move(klassering), zones[i], pr);
      for (const TableVerdict& table : verdicts.tables) add_found(table.tabel, table.found.oordeel);
      parts.add(verdicts);
      const bool fine = verdicts.worst == Oordeel::Voldoet || verdicts.worst == Oordeel::NietVanToepassing;
      if (zones[i].empty() && fine) continue;
      if (doubted) codes.insert(codes::use_unknown);
      if (large && affected.klasse == Kwetsbaarheid::Onbekend) codes.insert(codes::large_without_unit);
      affected.identificatie = pand.identificatie;
      const RdPoint corner = pand.footprint.front().outer.front();
      affected.punt = {corner.x - by.x, corner.y - by.y};
      affected.adressen = pand.verblijfsobjecten.size();
      affected.afstand_m = 1e300;
      for (const RdPoint source : kind.risk.field->sources()) {
        affected.afstand_m = std::min(affected.afstand_m, study::distance_to_m(source, pand.footprint));
      }
      // Where it decides nothing it was not needed before.
      if (!pr) pr = facade_maximum(*kind.risk.field, pand.footprint, grounds);
      affected.pr = pr->pr.per_year();
      of_affected.push_back(std::move(verdicts));
      result.panden.push_back(std::move(affected));
    }
  }
  // No building to judge is an answer only where the layer covers zones that are known; then nobody is affected.
  const bool judged = !per_table.empty();
  const bool zones_known =
      kind.zones.undetermined.empty() &&
      std::none_of(kind.zones.zones.begin(), kind.zones.zones.end(), [](const auto& z) { return z.zone.truncated; });
  const bool known = local.knows_objects(local.coverage.front()) && !local.lacks_places();
  if (!known || (!judged && !zones_known)) add_unknown();
  const study::Around around{&local.panden, &local.percelen, &grounds, local.covers(LayerKind::Panden)};
  for (const Onderzocht& subject : study::subjects_of(kind.risk.units, kind.risk.algemeen, around, rules)) {
    for (const Bevinding& finding : toets(subject, rules)) {
      add_found(finding.tabel, finding.oordeel);
      parts.add(finding);
      result.bevindingen.push_back({finding.tabel, finding.onderwerp, finding.rij, finding.oordeel, finding.norm,
                                    finding.norm_afstand_m, finding.afstand_m,
                                    finding.pand_bekend ? (*local.panden)[finding.pand].identificatie : std::string{}});
    }
  }
  std::set<std::string> dropped;
  for (const KeuzeUitkomst& choice : kies(rules.verdicts, kind.keuzes, per_table)) {
    dropped.insert(choice.tabellen_vervallen.begin(), choice.tabellen_vervallen.end());
    result.keuzes.push_back(choice.keuze->id + "=" + choice.gekozen->id);
  }
  for (const std::string& table : dropped) {
    per_table.erase(table);
    parts.drop(rules.verdicts.tabellen.at(table).onderdeel);
  }
  for (OtherFinding& finding : result.bevindingen) {
    if (dropped.contains(finding.tabel)) finding.oordeel = Oordeel::NietVanToepassing;
  }
  for (std::size_t i = 0; i < of_affected.size(); ++i) {
    if (!dropped.empty()) sum_up(of_affected[i], dropped, rules.verdicts);
    result.panden[i].oordeel = of_affected[i].worst;
    result.panden[i].oordeel_pr = of_affected[i].pr.oordeel;
    result.panden[i].oordeel_gebied = of_affected[i].area;
  }
  if (!rules.verdicts.regimes.empty()) {
    const RegimeUitkomst regime = regime_van(kind.risk.algemeen, rules.verdicts);
    result.regime = regime.regime != nullptr ? regime.regime->id : "onbepaald";
  }
  std::vector<Oordeel> found;
  for (const auto& [table, oordeel] : per_table) found.push_back(oordeel);
  result.buiten_reikwijdte = kind.risk.scenarios.out_of_scope;
  result.oordeel = study::within_scope(found.empty() ? Oordeel::Voldoet : worst_of(found, rules.verdicts), result.buiten_reikwijdte);
  result.onderdelen = parts.verdicts(result.buiten_reikwijdte);
  result.normstatus = norm_status(rules);
  if (by_uses) result.indicatief_door.emplace_back("klasse");
  result.indicatief_door.insert(result.indicatief_door.end(), kind.weak.begin(), kind.weak.end());
  return result;
}

}  // namespace

std::pair<int, int> tile_of(RdPoint at) {
  // About the reach of the largest area, so that neighbours share what they read.
  constexpr double tile_m = 3000.0;
  return {static_cast<int>(std::floor(at.x / tile_m)), static_cast<int>(std::floor(at.y / tile_m))};
}

BatchTimes evaluate(const LoadedPortfolio& portfolio, const std::vector<std::shared_ptr<const RuleSet>>& rules,
                    const std::vector<std::size_t>& sites, const EvaluateOptions& options,
                    const std::function<void(SiteOutcome)>& sink) {
  BatchTimes times;
  std::mutex mutex;
  std::size_t done = 0;
  const auto finish = [&](SiteOutcome outcome) {
    const std::lock_guard lock{mutex};
    sink(std::move(outcome));
    ++done;
    if (options.progress) options.progress(done);
  };

  // Fill in and check every site, and find out of which kind it is.
  Clock clock;
  std::vector<std::optional<Prepared>> prepared(sites.size());
  std::vector<std::vector<KindKey>> keys(sites.size());
  in_parallel(sites.size(), options.jobs, options.stop, [&](std::size_t i) {
    const PortfolioSite& site = portfolio.sites[sites[i]];
    try {
      const Dossier dossier = parse_dossier(portfolio.pattern.text(site.cells, site.position, site.grens),
                                            portfolio.definition.pattern,
                                            portfolio.definition.pattern.filename().generic_string() + " [" + site.id + "]");
      Prepared p{sites[i], dossier.sites, dossier.functional_binding, dossier.warnings, {}};
      const std::string cells = portfolio.pattern.physics_key(site.cells);
      for (std::size_t r = 0; r < rules.size(); ++r) {
        UsedKeys used;
        keys[i].emplace_back(r, study_weather(dossier, *rules[r], site.position, used).station, cells);
      }
      prepared[i] = std::move(p);
    } catch (const InputError& error) {
      finish({sites[i], {}, error.diagnostics()});
    }
  });
  if (options.stop.stop_requested()) throw Cancelled{};

  std::map<KindKey, std::size_t> index;
  std::vector<std::pair<KindKey, std::size_t>> wanted;  // with a site that is of the kind
  for (std::size_t i = 0; i < sites.size(); ++i) {
    if (!prepared[i]) continue;
    for (const KindKey& key : keys[i]) {
      const auto [it, is_new] = index.emplace(key, wanted.size());
      if (is_new) wanted.emplace_back(key, sites[i]);
      prepared[i]->kinds.push_back(it->second);
    }
  }
  times.shapes = wanted.size();
  std::vector<std::optional<Kind>> kinds(wanted.size());
  std::vector<Failed> failures(wanted.size());
  std::vector<std::size_t> uses(wanted.size(), 0);  // sites that still need a kind
  std::map<std::pair<int, int>, std::vector<const Prepared*>> tiles;
  for (const std::optional<Prepared>& p : prepared) {
    if (!p) continue;
    for (const std::size_t k : p->kinds) ++uses[k];
    tiles[tile_of(portfolio.sites[p->site].position)].push_back(&*p);
  }
  std::vector<Group> groups;
  for (const auto& [place, members] : tiles) {
    for (std::size_t from = 0; from < members.size(); from += most_together) {
      groups.emplace_back(members.begin() + static_cast<std::ptrdiff_t>(from),
                          members.begin() + static_cast<std::ptrdiff_t>(std::min(from + most_together, members.size())));
    }
  }

  const auto compute = [&](std::size_t k) {
    const auto& [key, site] = wanted[k];
    try {
      kinds[k] = compute_kind(portfolio, portfolio.sites[site].cells, std::get<1>(key), rules[std::get<0>(key)], options.stop);
    } catch (const InputError& error) {
      failures[k].messages = error.diagnostics();
    }
  };
  const auto box_of = [&](const Prepared& p) {
    const RdPoint at = portfolio.sites[p.site].position;
    Box box;
    for (const Site& ground : p.grounds) add(box, bounds(ground.boundary.outer));
    for (const std::size_t k : p.kinds) add(box, moved(kinds[k]->reach, {at.x - origin.x, at.y - origin.y}));
    return box;
  };
  const auto requests = study::layer_requests(portfolio.pattern.dossier());
  const gis::BagStatusTable words = study::bag_words(rules.front()->classes);
  const auto judge_group = [&](const Group& members) {
    Clock own;
    Box whole;
    std::vector<Box> boxes;
    Group good;
    for (const Prepared* p : members) {
      const auto broken = std::find_if(p->kinds.begin(), p->kinds.end(), [&](std::size_t k) { return !kinds[k]; });
      if (broken != p->kinds.end()) {
        finish({p->site, {}, failures[*broken].messages});
        continue;
      }
      good.push_back(p);
      boxes.push_back(box_of(*p));
      add(whole, boxes.back());
    }
    const Surroundings together =
        boxes.size() > 1 ? gis::read_surroundings(requests, whole, words, options.stop, boxes) : Surroundings{};
    double reading = own.lap();
    double judging = 0.0;
    for (std::size_t i = 0; i < good.size(); ++i) {
      if (options.stop.stop_requested()) return;
      const Prepared* p = good[i];
      const RdPoint at = portfolio.sites[p->site].position;
      const RdPoint by{origin.x - at.x, origin.y - at.y};
      const bool shared = boxes.size() > 1 && complete_around(together, together.coverage[i]);
      const Surroundings alone = shared ? Surroundings{} : gis::read_surroundings(requests, boxes[i], words, options.stop);
      const Surroundings& all = shared ? together : alone;
      reading += own.lap();
      const Surroundings local = nearby(all, shared ? all.coverage[i] : all.coverage.front(), by);
      const std::vector<Site> grounds = moved(p->grounds, by);
      SiteOutcome outcome{p->site, {}, {}};
      for (const std::size_t k : p->kinds) {
        const Kind& kind = *kinds[k];
        const RuleSet& of_kind = *kind.risk.rules;
        std::set<Code> codes;
        bool unsettled = false;
        outcome.results.push_back(judge_site(kind, local, grounds, by, p->binding, codes, unsettled));
        const auto of_zones = study::limits_of_zones(kind.zones, of_kind.method.gifwolk.cap.value.m(), {});
        const auto of_layers = study::limits_of_layers(local, unsettled, {});
        outcome.results.back().codes =
            codes_of(std::move(codes), {&p->warnings, &of_kind.warnings, &kind.risk.scenarios.messages, &all.diagnostics,
                                        &of_zones, &of_layers});
      }
      judging += own.lap();
      if (options.layers != nullptr) options.layers->check();
      finish(std::move(outcome));
    }
    const std::lock_guard lock{mutex};
    times.layers += reading;
    times.overlay += judging;
  };

  // In waves, so that no more kinds are held than a wave makes and later sites need: unlike sites come and go.
  const auto open_files = [&] { return std::make_unique<gis::OpenLayers>(requests); };
  double physics = 0.0;
  for (std::size_t from = 0; from < groups.size() && !options.stop.stop_requested();) {
    std::set<std::size_t> fresh;
    std::size_t to = from;
    for (; to < groups.size() && (to == from || fresh.size() < most_fresh); ++to) {
      for (const Prepared* p : groups[to]) {
        for (const std::size_t k : p->kinds) {
          if (!kinds[k] && failures[k].messages.empty()) fresh.insert(k);
        }
      }
    }
    const std::vector<std::size_t> making{fresh.begin(), fresh.end()};
    (void)clock.lap();
    in_parallel(making.size(), options.jobs, options.stop, [&](std::size_t i) { compute(making[i]); });
    physics += clock.lap();
    if (options.stop.stop_requested()) break;
    in_parallel(to - from, options.jobs, options.stop, open_files,
                [&](const auto&, std::size_t g) { judge_group(groups[from + g]); });
    for (; from < to; ++from) {
      for (const Prepared* p : groups[from]) {
        for (const std::size_t k : p->kinds) {
          if (--uses[k] == 0) kinds[k].reset();
        }
      }
    }
  }
  times.physics = physics;
  if (options.stop.stop_requested()) throw Cancelled{};
  return times;
}

}  // namespace batterisk::portfolio
