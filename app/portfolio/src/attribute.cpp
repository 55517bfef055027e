#include "batterisk/portfolio/attribute.hpp"

#include "batterisk/core/rules/rule_diff.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace batterisk::portfolio {
namespace {

// Kinds of site times rule sets that are held at a time; one takes less than a megabyte.
constexpr std::size_t most_kinds = 400;

// One value that both sets have and that differs.
struct ValueChange {
  std::string stelsel;
  std::string key;
};

// What changes between two sets; all that is no value of a key of both goes together.
struct Changes {
  std::vector<ValueChange> values;
  bool other = false;
};

Changes changes_of(const ChosenRules& a, const ChosenRules& b, bool other_dates) {
  Changes changes{{}, other_dates || a.documents.size() != b.documents.size()};
  for (const auto& [stelsel, before] : a.documents) {
    const auto after = b.documents.find(stelsel);
    if (after == b.documents.end()) continue;
    for (const RuleChange& c : diff_rules(before, after->second)) {
      if (c.kind == RuleChangeKind::Value) {
        changes.values.push_back({stelsel, c.key});
      } else {
        changes.other = true;
      }
    }
  }
  return changes;
}

// The documents of `a` with the changes of `bits` in them; the bit behind the values is all other change.
ChosenRules mixed(const ChosenRules& a, const ChosenRules& b, const Changes& changes, std::size_t bits) {
  const auto taken = [bits](std::size_t i) { return (bits >> i & 1U) != 0; };
  ChosenRules set = changes.other && taken(changes.values.size()) ? b : a;
  for (std::size_t i = 0; i < changes.values.size(); ++i) {
    const auto& [stelsel, key] = changes.values[i];
    const RuleDocument& from = (taken(i) ? b : a).documents.at(stelsel);
    set.documents.at(stelsel).entries.insert_or_assign(key, from.entries.at(key));
  }
  return set;
}

std::string value_of(const ChosenRules& set, const ValueChange& change) {
  const Provenance& p = *set.documents.at(change.stelsel).entries.at(change.key).provenance;
  return p.eenheid.empty() || p.eenheid == "-" ? p.waarde : p.waarde + " " + p.eenheid;
}

std::set<Measured> measured_of(const SiteResult& result, const AffectedPand& pand) {
  std::set<Measured> found{{"oordeel", std::string{to_string(pand.oordeel)}}};
  for (const std::size_t z : pand.zones) found.insert({"zone", result.zones[z].naam});
  return found;
}

// Counts what one site gains and loses; both lists are in the order of the ids.
void add_moved(const SiteResult& a, const SiteResult& b, MovedBy& moved) {
  auto left = a.panden.begin();
  auto right = b.panden.begin();
  while (left != a.panden.end() || right != b.panden.end()) {
    const bool only_left = right == b.panden.end() || (left != a.panden.end() && left->identificatie < right->identificatie);
    const bool only_right = !only_left && (left == a.panden.end() || right->identificatie < left->identificatie);
    std::set<Measured> before;
    std::set<Measured> after;
    if (!only_right) before = measured_of(a, *left++);
    if (!only_left) after = measured_of(b, *right++);
    for (const Measured& m : after) {
      if (!before.contains(m)) ++moved[m].erbij;
    }
    for (const Measured& m : before) {
      if (!after.contains(m)) ++moved[m].eraf;
    }
  }
}

// The same for what is no object: each table and subject has at most one finding.
void add_moved_findings(const SiteResult& a, const SiteResult& b, MovedBy& moved) {
  std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>> words;
  for (const OtherFinding& f : a.bevindingen) words[{f.tabel, f.onderwerp}].first = to_string(f.oordeel);
  for (const OtherFinding& f : b.bevindingen) words[{f.tabel, f.onderwerp}].second = to_string(f.oordeel);
  for (const auto& [key, pair] : words) {
    if (pair.first == pair.second) continue;
    if (!pair.second.empty()) ++moved[{"bevinding", pair.second}].erbij;
    if (!pair.first.empty()) ++moved[{"bevinding", pair.first}].eraf;
  }
}

void add(MovedBy& sum, const MovedBy& part, double factor) {
  for (const auto& [measured, moved] : part) {
    sum[measured].erbij += factor * moved.erbij;
    sum[measured].eraf += factor * moved.eraf;
  }
}

// n! is small for the number of shares that are taken.
double weight(std::size_t with, std::size_t n) {
  const auto factorial = [](std::size_t k) {
    double f = 1.0;
    for (std::size_t i = 2; i <= k; ++i) f *= static_cast<double>(i);
    return f;
  };
  return factorial(with) * factorial(n - with - 1) / factorial(n);
}

// What each mixture moves from the first set, a few sets at a time.
std::vector<MovedBy> moved_by(const LoadedPortfolio& portfolio, const std::vector<std::size_t>& subsets,
                              const std::function<std::shared_ptr<const RuleSet>(std::size_t)>& set_of,
                              const EvaluateOptions& options) {
  std::vector<std::size_t> sites(portfolio.sites.size());
  std::iota(sites.begin(), sites.end(), std::size_t{0});
  const auto base = set_of(0);
  std::vector<MovedBy> moved(subsets.size());
  std::size_t at_a_time = 1;  // the first tells how many kinds of site there are
  for (std::size_t done = 0; done < subsets.size();) {
    std::vector<std::shared_ptr<const RuleSet>> rules{base};
    const std::size_t end = std::min(done + at_a_time, subsets.size());
    for (std::size_t i = done; i < end; ++i) rules.push_back(set_of(subsets[i]));
    const BatchTimes times = evaluate(portfolio, rules, sites, options, [&](const SiteOutcome& outcome) {
      for (std::size_t r = 1; r < outcome.results.size(); ++r) {
        add_moved(outcome.results.front(), outcome.results[r], moved[done + r - 1]);
        add_moved_findings(outcome.results.front(), outcome.results[r], moved[done + r - 1]);
      }
    });
    at_a_time = std::max(most_kinds * rules.size() / std::max(times.shapes, std::size_t{1}), std::size_t{2}) - 1;
    done = end;
  }
  return moved;
}

}  // namespace

Attribution attribute(const LoadedPortfolio& portfolio, const RuleCatalog& catalog, const RuleSelection& a,
                      const RuleSelection& b, const EvaluateOptions& options) {
  const ChosenRules before = choose_rules(catalog, a);
  const ChosenRules after = choose_rules(catalog, b);
  const bool other_dates = a.peildatum != b.peildatum || a.aanvraagdatum != b.aanvraagdatum ||
                           a.onherroepelijk_op != b.onherroepelijk_op;
  const Changes changes = changes_of(before, after, other_dates);
  const std::size_t n = changes.values.size() + (changes.other ? 1 : 0);
  Attribution result;
  if (n == 0) return result;
  result.shapley = n <= most_shares;
  const std::size_t all = (std::size_t{1} << n) - 1;
  // Subsets by their bits; without Shapley only the single ones, and all together.
  std::vector<std::size_t> subsets;
  for (std::size_t bits = 1; result.shapley && bits <= all; ++bits) subsets.push_back(bits);
  for (std::size_t i = 0; !result.shapley && i < n; ++i) subsets.push_back(std::size_t{1} << i);
  if (!result.shapley) subsets.push_back(all);
  const auto set_of = [&](std::size_t bits) {
    const bool with_other = changes.other && (bits >> changes.values.size() & 1U) != 0;
    return std::make_shared<const RuleSet>(
        load_rule_set(catalog, with_other ? b : a, mixed(before, after, changes, bits)));
  };
  const std::vector<MovedBy> moved = moved_by(portfolio, subsets, set_of, options);
  const MovedBy nothing;
  const auto value = [&](std::size_t bits) -> const MovedBy& { return bits == 0 ? nothing : moved[bits - 1]; };
  result.whole = moved.back();
  for (std::size_t i = 0; i < n; ++i) {
    Share share{other_changes, "", "", {}, {}};
    if (i < changes.values.size()) {
      const ValueChange& change = changes.values[i];
      share.key = change.stelsel == method_stelsel ? change.key : change.stelsel + ":" + change.key;
      share.before = value_of(before, change);
      share.after = value_of(after, change);
    }
    const std::size_t own = std::size_t{1} << i;
    share.alone = result.shapley ? value(own) : moved[i];
    for (std::size_t bits = 0; result.shapley && bits <= all; ++bits) {
      if ((bits & own) != 0) continue;
      const double w = weight(static_cast<std::size_t>(std::popcount(bits)), n);
      add(share.shapley, value(bits | own), w);
      add(share.shapley, value(bits), -w);
    }
    result.shares.push_back(std::move(share));
  }
  return result;
}

}  // namespace batterisk::portfolio
