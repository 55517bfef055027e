#include "verdict/toets_table.hpp"

#include "batterisk/core/base/units.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace batterisk {
namespace {

// A distance of exactly the norm is computed a hair less or more in coordinates of the size of RD.
constexpr double representation_m = 1e-9;

std::string_view base_name(std::string_view fact) { return fact.substr(0, fact.find(':')); }

bool meets(double fact, double norm, std::string_view comparison, double slack) {
  if (comparison == ">=") return fact >= norm - slack;
  if (comparison == ">") return fact > norm + slack;
  return comparison == "<" ? fact < norm - slack : fact <= norm + slack;
}

}  // namespace

const NormCase* geval_van(const FeitNorm& norm, const Facts& feiten) {
  for (const NormCase& one : norm.gevallen) {
    const auto holds = all_hold(one.als, feiten);
    if (!holds) return nullptr;
    if (*holds) return &one;
  }
  return nullptr;
}

detail::Normstand detail::normstand(const VerdictTable& table, const Facts& feiten, const VerdictRules& rules) {
  Normstand stand{"leeg"};
  const auto found = rules.normen.find(table.norm);
  if (found == rules.normen.end()) return stand;
  const FeitNorm& norm = found->second;
  const Fact* fact = find_fact(base_name(norm.feit));
  stand.geval = geval_van(norm, feiten);
  if (stand.geval != nullptr && stand.geval->waarde) stand.waarde = converted(*stand.geval->waarde, norm.eenheid, fact->eenheid);
  const auto value = feiten.find(norm.feit);
  const double* number = value == feiten.end() ? nullptr : std::get_if<double>(&value->second);
  if (number == nullptr) return stand;
  if (std::isfinite(*number)) stand.vergeleken = *number;
  if (!stand.waarde) return stand;
  stand.woord = meets(*number, *stand.waarde, norm.vergelijking, fact->eenheid == "m" ? representation_m : 0.0) ? "voldaan" : "niet_voldaan";
  return stand;
}

void detail::add_norm(Bevinding& b, const VerdictTable& table, const Normstand& stand, const RuleSet& rules) {
  const auto found = rules.verdicts.normen.find(table.norm);
  if (found == rules.verdicts.normen.end()) return;
  const FeitNorm& norm = found->second;
  b.normstatus = norm.status;
  b.norm = norm.key;
  b.normsoort = norm.normsoort;
  const Provenance& source = stand.geval == nullptr ? *norm.provenance : *stand.geval->provenance;
  if (b.artikel.empty()) b.artikel = source.bron + " " + source.vindplaats;
  cap_by_evidence(b, source.bewijs);
  if (find_fact(base_name(norm.feit))->eenheid != "m") return;
  b.norm_afstand_m = stand.waarde;
  if (!stand.waarde) return;
  b.afstand_m = stand.vergeleken;
  if (stand.vergeleken) b.omslag = Omslag{*stand.vergeleken - *stand.waarde, norm.key};
}

void detail::mark_unknown(Bevinding& b, const std::vector<Condition>& conditions, const Facts& feiten) {
  std::vector<std::string> unknown;
  for (const Condition& c : conditions) {
    if (!holds(c, feiten)) unknown.push_back(c.feit);
  }
  b.oordeel = Oordeel::Onbepaald;
  b.reden_nl = fmt::format("Een feit waar deze regel naar vraagt is niet bekend: {}.", fmt::join(unknown, ", "));
  b.reden_en = fmt::format("A fact that this rule asks for is not known: {}.", fmt::join(unknown, ", "));
  if (std::find(b.vlaggen.begin(), b.vlaggen.end(), "feit_onbekend") == b.vlaggen.end()) b.vlaggen.emplace_back("feit_onbekend");
}

std::vector<Bevinding> toets(const Onderzocht& onderzocht, const RuleSet& rules) {
  std::vector<Bevinding> findings;
  const Facts& feiten = onderzocht.feiten;
  for (const auto& [name, table] : rules.verdicts.tabellen) {
    if (table.onderwerp != onderzocht.onderwerp) continue;
    const auto about = all_hold(table.als, feiten);
    if (about && !*about) continue;
    const detail::Normstand stand = table.norm.empty() ? detail::Normstand{""} : detail::normstand(table, feiten, rules.verdicts);
    const VerdictRow* decides = nullptr;
    bool known = true;
    for (const VerdictRow& row : table.rijen) {
      if (row.norm_gehaald && *row.norm_gehaald != stand.woord) continue;
      const auto match = all_hold(row.feiten, feiten);
      if (match && !*match) continue;
      decides = &row;
      known = match.has_value();
      break;
    }
    if (decides == nullptr) continue;
    Bevinding b = detail::finding_of(table, *decides, Kwetsbaarheid::Geen, rules);
    b.onderwerp = onderzocht.id;
    b.pand_bekend = false;
    b.pr = onderzocht.pr;
    if (!table.norm.empty()) detail::add_norm(b, table, stand, rules);
    if (onderzocht.pand && b.afstand_m) {
      b.pand = *onderzocht.pand;
      b.pand_bekend = true;
    }
    if (const auto norm = rules.verdicts.normen.find(table.norm); norm != rules.verdicts.normen.end() && !b.pand_bekend && stand.vergeleken && stand.waarde) {
      // Only a distance to a building has a place of its own in the result.
      const std::string values = fmt::format(" ({} {:.6g} {}; norm {} {:.6g})", base_name(norm->second.feit), *stand.vergeleken,
                                             find_fact(base_name(norm->second.feit))->eenheid, norm->second.vergelijking, *stand.waarde);
      b.reden_nl += values;
      b.reden_en += values;
    }
    if (!known) detail::mark_unknown(b, decides->feiten, feiten);
    if (!about) detail::mark_unknown(b, table.als, feiten);
    findings.push_back(std::move(b));
  }
  return findings;
}

Onderzocht rand_van(const std::string& risicogebied, const std::optional<PlaatsgebondenRisico>& pr, const RuleSet& rules) {
  const Norm& norm = rules.legal.normen.at("pr.risicogebied.grens");
  const bool ok = pr && (norm.comparison == "<" ? *pr < norm.value.value : *pr <= norm.value.value);
  Onderzocht edge{Onderwerp::Risicogebied, risicogebied, {}, {}, pr};
  edge.feiten["rand"] = std::string{!pr ? "onbekend" : ok ? "tot_norm" : "boven_norm"};
  return edge;
}

}  // namespace batterisk
