#include "batterisk/siting/changes.hpp"

#include "goal.hpp"
#include "names.hpp"
#include "regions.hpp"

#include "batterisk/core/scenario/source_terms.hpp"
#include "batterisk/study/run/objects.hpp"
#include "batterisk/study/run/study.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace batterisk::siting {
namespace {

// Changes of one sort, from none (0) to the most that is looked at (1).
struct Family {
  std::string soort;
  std::function<double(double)> value;                    // that stands in the answer, of a share
  std::function<Dossier(double)> changed;                 // by value
  std::function<std::string(double)> words;
  std::function<double(double)> price;
  double step;                                            // of the share: how near the least is looked for
  std::string onderwerp{};
};

double total_mwh(const BatteryUnit& unit, const RuleSet& rules) {
  UsedKeys used;
  return total_energy(unit, rules, used).j() / Energy::kwh(1000.0).j();
}

Dossier with_energy(const Dossier& dossier, const RuleSet& rules, double factor) {
  Dossier changed = dossier;
  for (BatteryUnit& unit : changed.units) {
    const Energy total = Energy::kwh(1000.0 * factor * total_mwh(unit, rules));
    unit.total_energy = total;
    for (auto* part : {&unit.rack_energy, &unit.module_energy, &unit.cell_energy}) {
      if (*part && total.j() < (*part)->j()) *part = total;
    }
  }
  return changed;
}

Dossier spread(const Dossier& dossier, double by_m) {
  double least = 1e300;
  const auto& units = dossier.units;
  for (std::size_t i = 0; i < units.size(); ++i) {
    for (std::size_t j = i + 1; j < units.size(); ++j) least = std::min(least, distance_m(units[i].position, units[j].position));
  }
  Dossier changed = dossier;
  const RdPoint first = units.front().position;
  const double scale = 1.0 + by_m / std::max(least, 0.1);
  for (BatteryUnit& unit : changed.units) {
    unit.position = {first.x + scale * (unit.position.x - first.x), first.y + scale * (unit.position.y - first.y)};
  }
  return changed;
}

Dossier with_frequency(const Dossier& dossier, double factor) {
  Dossier changed = dossier;
  std::erase_if(changed.deviations, [](const Deviation& d) { return d.parameter == "freq.measure"; });
  changed.deviations.push_back({"freq.measure", factor, "-", "wijziging die wordt onderzocht", "", {}});
  return changed;
}

Dossier with_chemistry(const Dossier& dossier, CellChemistry chemistry) {
  Dossier changed = dossier;
  for (BatteryUnit& unit : changed.units) unit.chemistry = chemistry;
  return changed;
}

Dossier with_class(const Dossier& dossier, const std::string& id, Kwetsbaarheid klasse) {
  Dossier changed = dossier;
  auto known = std::find_if(changed.objects.begin(), changed.objects.end(), [&](const ObjectOpgave& o) { return o.identificatie == id; });
  if (known == changed.objects.end()) {
    changed.objects.push_back({});
    known = std::prev(changed.objects.end());
    known->identificatie = id;
  }
  known->klasse = klasse;
  known->motivering = "wijziging die wordt onderzocht";
  return changed;
}

std::vector<Family> families_of(const Dossier& dossier, const RuleSet& rules) {
  std::vector<Family> list;
  double mwh = 0.0;
  for (const BatteryUnit& unit : dossier.units) mwh += total_mwh(unit, rules);
  const double per_unit = mwh / static_cast<double>(dossier.units.size());
  // Not less than a tenth.
  list.push_back({"energie", [](double share) { return 1.0 - 0.9 * share; },
                  [&dossier, &rules](double factor) { return with_energy(dossier, rules, factor); },
                  [per_unit](double factor) { return fmt::format("{:.2f} MWh", std::floor(100.0 * factor * per_unit) / 100.0); },
                  [mwh](double factor) { return prijzen.per_mwh * mwh * (1.0 - factor); }, 0.005});
  if (dossier.units.size() > 1) {
    const auto n = static_cast<double>(dossier.units.size());
    list.push_back({"eenheden", [n](double share) { return std::max(1.0, n - std::round(share * (n - 1.0))); },
                    [&dossier](double left) {
                      Dossier changed = dossier;
                      changed.units.resize(static_cast<std::size_t>(left));
                      return changed;
                    },
                    [](double left) { return fmt::format("{:.0f}", left); },
                    [n, per_unit](double left) { return prijzen.per_mwh * per_unit * (n - left); }, 0.5 / n});
    list.push_back({"tussenruimte", [](double share) { return std::ceil(100.0 * share) / 10.0; }, [&dossier](double by_m) { return spread(dossier, by_m); },
                    [](double by_m) { return fmt::format("{:.1f} m meer", by_m); }, [](double by_m) { return prijzen.per_meter * by_m; }, 0.01});
  }
  list.push_back({"kansfactor", [](double share) { return std::floor(1000.0 * std::pow(0.01, share)) / 1000.0; },
                  [&dossier](double factor) { return with_frequency(dossier, factor); }, [](double factor) { return fmt::format("{:.3f}", factor); },
                  [](double factor) { return prijzen.per_halvering * std::log2(1.0 / factor); }, 0.002});
  for (const CellChemistry chemistry : {CellChemistry::Lfp, CellChemistry::Nmc}) {
    if (std::all_of(dossier.units.begin(), dossier.units.end(), [&](const BatteryUnit& u) { return u.chemistry == chemistry; })) continue;
    list.push_back({"chemie", [](double share) { return share; },
                    [&dossier, chemistry](double share) { return share > 0.0 ? with_chemistry(dossier, chemistry) : dossier; },
                    [chemistry](double) { return std::string{chemistry == CellChemistry::Lfp ? "lfp" : "nmc"}; }, [](double) { return prijzen.chemie; }, 1.0});
  }
  return list;
}

// Questions about the class of buildings that some data leave open: the mildest answer of each.
void add_questions(const Dossier& dossier, const std::vector<std::pair<std::string, Klassering>>& open, std::vector<Family>& list) {
  constexpr std::size_t most = 5;
  std::size_t asked = 0;
  for (const auto& [id, klassering] : open) {
    if (asked++ == most) return;
    const Kwetsbaarheid mild = std::find(klassering.kan_ook.begin(), klassering.kan_ook.end(), Kwetsbaarheid::Geen) != klassering.kan_ook.end()
                                   ? Kwetsbaarheid::Geen
                                   : Kwetsbaarheid::BeperktKwetsbaar;
    list.push_back({"klasse", [](double share) { return share; },
                    [&dossier, id = id, mild](double share) { return share > 0.0 ? with_class(dossier, id, mild) : dossier; },
                    [mild](double) { return std::string{batterisk::to_string(mild)}; }, [](double) { return prijzen.klasse; }, 1.0, id});
  }
}

// The least share after which something holds; nothing when the most does not help.
std::optional<double> least(const Family& family, const std::function<bool(const Dossier&)>& good) {
  if (!good(family.changed(family.value(1.0)))) return {};
  double few = 0.0;
  double enough = 1.0;
  while (enough - few > family.step) {
    const double middle = (few + enough) / 2.0;
    (good(family.changed(family.value(middle))) ? enough : few) = middle;
  }
  return enough;
}

// The point of an area nearest to another point.
std::optional<RdPoint> nearest_in(const MultiPolygon& area, RdPoint p) {
  std::optional<RdPoint> best;
  double least_m = 1e300;
  const auto offer = [&](RdPoint q) {
    if (distance_m(p, q) >= least_m) return;
    least_m = distance_m(p, q);
    best = q;
  };
  const auto along = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const RdPoint a = ring[i];
      const RdPoint b = ring[(i + 1) % ring.size()];
      const double dx = b.x - a.x;
      const double dy = b.y - a.y;
      const double square = dx * dx + dy * dy;
      const double t = square > 0.0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0.0;
      offer({a.x + t * dx, a.y + t * dy});
    }
  };
  for (const Polygon& polygon : area) {
    if (contains(polygon, p)) return p;
    along(polygon.outer);
    for (const Ring& hole : polygon.holes) along(hole);
  }
  return best;
}

bool open_class(const Klassering& k) { return !k.twijfels.empty() || k.klasse == Kwetsbaarheid::Onbekend; }

bool any_place(const SitingResult& result) {
  return std::any_of(result.ruimten.begin(), result.ruimten.end(), [](const Ruimte& r) { return !r.mogelijk.empty(); });
}

// The place farthest from the edge of its region, of those that a study confirms.
const Ruimte* best_place(const SitingResult& result) {
  const Ruimte* best = nullptr;
  for (const Ruimte& r : result.ruimten) {
    if (!r.plaats || !r.plaats->bevestigd) continue;
    if (best == nullptr || r.plaats->rand_m > best->plaats->rand_m) best = &r;
  }
  return best;
}

}  // namespace

ChangesResult find_changes(const Dossier& dossier, const RuleCatalog& catalog, const Gezocht& gezocht, const std::stop_token& stop,
                           const study::Progress& progress) {
  ChangesResult result;
  result.ruimten = find_places(dossier, catalog, gezocht, stop, progress);
  const study::StudyResult stands = study::run_study(dossier, catalog, stop);
  result.staat_goed = holds(stands, gezocht.doel);
  const RuleSet& rules = *result.ruimten.rules;
  const auto good = [&](const Dossier& changed) { return holds(study::run_study(changed, catalog, stop), gezocht.doel); };
  const auto verdict = [&](const Dossier& changed) {
    const study::StudyResult there = study::run_study(changed, catalog, stop);
    return holds(there, gezocht.doel) ? std::optional{there.eindoordeel} : std::nullopt;
  };
  if (!result.staat_goed) {
    const RdPoint first = dossier.units.front().position;
    for (const Ruimte& r : result.ruimten.ruimten) {
      const auto there = nearest_in(r.mogelijk, first);
      if (!there) continue;
      const auto oordeel = verdict(at_place(dossier, *there, r.draaiing));
      if (!oordeel) continue;
      const double turn = std::abs(std::remainder(degrees(r.draaiing), 360.0));
      const double moved_m = distance_m(first, *there);
      result.wijzigingen.push_back({turn > 0.0 ? "draaien" : "verplaatsen", false, "", turn > 0.0 ? fmt::format("{:.0f} graden, {:.2f} m", turn, moved_m) : fmt::format("{:.2f} m", moved_m),
                                    prijzen.per_meter * moved_m + prijzen.per_graad * turn, r.locatie, r.draaiing, *there, *oordeel});
    }
    std::vector<Family> list = families_of(dossier, rules);
    std::vector<std::pair<std::string, Klassering>> open;
    for (const study::PandResult& pand : stands.panden) {
      if (pand.getroffen && open_class(pand.klassering)) open.emplace_back((*stands.surroundings.panden)[pand.pand].identificatie, pand.klassering);
    }
    add_questions(dossier, open, list);
    for (const Family& family : list) {
      study::report_stage(family.soort, 0.5, stop, progress);
      const auto share = least(family, good);
      if (!share) continue;
      const double value = family.value(*share);
      const auto oordeel = verdict(family.changed(value));
      if (!oordeel) continue;
      result.wijzigingen.push_back({family.soort, true, family.onderwerp, family.words(value), family.price(value), "", Angle::rad(0.0), first, *oordeel});
    }
  }
  if (!any_place(result.ruimten)) {
    std::vector<Family> list = families_of(dossier, rules);
    std::vector<std::pair<std::string, Klassering>> open;
    for (const Ruimte& r : result.ruimten.ruimten) {
      for (const Belemmering& b : r.belemmeringen) {
        if (!b.pand) continue;
        const Pand& pand = (*result.ruimten.surroundings.panden)[*b.pand];
        const Klassering klassering = study::standing_facts(dossier, pand, rules).klassering;
        const bool listed = std::any_of(open.begin(), open.end(), [&](const auto& one) { return one.first == pand.identificatie; });
        if (!listed && open_class(klassering)) open.emplace_back(pand.identificatie, klassering);
      }
    }
    add_questions(dossier, open, list);
    for (const Family& family : list) {
      study::report_stage(family.soort, 0.8, stop, progress);
      const auto share = least(family, [&](const Dossier& changed) {
        return any_place(find_regions(changed, catalog, gezocht, Edges::WithinAccuracy, stop, {}));
      });
      if (!share) continue;
      const double value = family.value(*share);
      const SitingResult there = find_places(family.changed(value), catalog, gezocht, stop);
      const Ruimte* place = best_place(there);
      if (place == nullptr) continue;
      result.wijzigingen.push_back({family.soort, false, family.onderwerp, family.words(value), family.price(value), place->locatie, place->draaiing, place->plaats->punt, place->plaats->oordeel});
    }
  }
  std::stable_sort(result.wijzigingen.begin(), result.wijzigingen.end(), [](const Wijziging& a, const Wijziging& b) { return a.prijs < b.prijs; });
  return result;
}

}  // namespace batterisk::siting
