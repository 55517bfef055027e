#include "conditions.hpp"

#include "goal.hpp"
#include "layout.hpp"

#include "batterisk/study/run/subjects.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <string_view>
#include <utility>

namespace batterisk::siting {
namespace {

// The two names of the distance between walls and façades, the one that is followed.
constexpr std::array<std::string_view, 2> wall_to_facade{"afstand_object", "afstand_object:wand:gevel"};

std::vector<Bevinding> judged_at(Onderzocht subject, double distance_m, const RuleSet& rules) {
  for (const std::string_view name : wall_to_facade) {
    if (subject.feiten.contains(name)) subject.feiten.insert_or_assign(std::string{name}, FactValue{distance_m});
  }
  return toets(subject, rules);
}

bool good(const Bevinding& finding, Doel doel) { return gevolg(finding.oordeel, {}, doel) == Gevolg::Goed; }

}  // namespace

LayoutConditions conditions_of(const Dossier& dossier, Angle draaiing, const RuleSet& rules, const Gezocht& gezocht) {
  const Doel doel = gezocht.doel;
  LayoutConditions conditions;
  const Dossier turned = at_place(dossier, dossier.units.front().position, draaiing);
  const auto add_reach = [&](const MultiPolygon& near) {
    const Box box = bounds(near);
    conditions.reach.add(box.min);
    conditions.reach.add(box.max);
  };
  // Nothing around: distances are infinite.
  const std::optional<std::vector<Pand>> panden{std::in_place};
  const std::optional<std::vector<Perceel>> percelen;
  const study::Around nothing{&panden, &percelen, &turned.sites, true};
  for (const Onderzocht& subject : study::subjects_of(turned.units, study::common_facts(turned, rules), nothing, rules)) {
    std::set<std::string> tables;
    for (Bevinding& finding : judged_at(subject, std::numeric_limits<double>::infinity(), rules)) {
      if (good(finding, doel)) continue;
      tables.insert(finding.tabel);
      conditions.anywhere.push_back(std::move(finding));
    }
    for (Bevinding& finding : judged_at(subject, 0.0, rules)) {
      if (good(finding, doel) || tables.contains(finding.tabel) || !finding.norm_afstand_m) continue;
      const MultiPolygon near = gis::grown(footprints(turned, subject.id), *finding.norm_afstand_m);
      add_reach(near);
      conditions.distances.push_back({std::move(finding), gis::mirrored(gis::convex_parts(near))});
    }
  }
  const auto own = [&](std::string oorzaak, double distance_m) {
    return OwnDistance{std::move(oorzaak), gis::mirrored(gis::convex_parts(gis::grown(footprints(turned), distance_m)))};
  };
  const Voorwaarden& wanted = gezocht.voorwaarden;
  if (wanted.grens_m > 0.0) conditions.grens = own("afstand_grens", wanted.grens_m);
  if (wanted.gebouw_m > 0.0) {
    conditions.gebouw = own("afstand_gebouw", wanted.gebouw_m);
    add_reach(gis::grown(footprints(turned), wanted.gebouw_m));
  }
  for (const Vrijhouden& keep : wanted.vrijhouden) {
    conditions.vrijhouden.push_back(own(keep.naam, keep.afstand_m));
    for (const auto& [id, vlak] : keep.vlakken) conditions.vrijhouden.back().vlakken.emplace_back(id, gis::convex_parts(vlak));
  }
  return conditions;
}

std::vector<std::string> facts_that_hang_on_place(const VerdictRules& rules) {
  std::vector<std::string> facts;
  const auto is_distance = [](std::string_view fact) { return std::find(wall_to_facade.begin(), wall_to_facade.end(), fact) != wall_to_facade.end(); };
  // A distance that a row asks about beside the norm of its table has no one value from which on it is met.
  std::set<std::string> asked;
  const auto note = [&](const std::vector<Condition>& conditions) {
    for (const Condition& c : conditions) asked.insert(c.feit);
  };
  for (const auto& [name, table] : rules.tabellen) {
    note(table.als);
    for (const VerdictRow& row : table.rijen) note(row.feiten);
  }
  for (const auto& [key, norm] : rules.normen) {
    for (const NormCase& one : norm.gevallen) note(one.als);
  }
  for (const std::string& fact : rules.gevraagd) {
    const bool of_place = fact.starts_with("afstand_object") || fact == "klasse_object" || fact == "afstand_grens";
    if (of_place && (!is_distance(fact) || asked.contains(fact))) facts.push_back(fact);
  }
  for (const char* fact : {"afstand_systeem", "pr_object", "in_brand", "in_explosie", "in_gifwolk"}) {
    if (rules.gevraagd_van_objecten.contains(fact)) facts.emplace_back(fact);
  }
  if (!rules.keuzes.empty()) facts.emplace_back("keuze");
  return facts;
}

}  // namespace batterisk::siting
