#include "batterisk/portfolio/attribute.hpp"

#include "batterisk/core/rules/rule_diff.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

namespace batterisk::portfolio {
namespace {

// Values of the method of `b` that can be put into `a` one by one.
std::vector<Deviation> changes_of(const RuleDocument& a, const RuleDocument& b) {
  std::vector<Deviation> changes;
  for (const RuleChange& c : diff_rules(a, b)) {
    if (c.kind != RuleChangeKind::Value) continue;
    const RuleEntry& entry = b.entries.at(c.key);
    Deviation change;
    change.parameter = c.key;
    change.unit = entry.provenance->eenheid;
    change.motivation = b.id;
    change.place = entry.provenance->place;
    if (const auto* number = std::get_if<double>(&entry.value)) {
      change.value = *number;
    } else if (const auto* flag = std::get_if<bool>(&entry.value)) {
      change.value = *flag;
    } else if (const auto* word = std::get_if<std::string>(&entry.value)) {
      change.value = *word;
    } else {
      continue;  // a list or a table: part of the rest
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

const RuleDocument& method_of(const RuleCatalog& catalog, const RuleSet& rules) {
  const RuleDocument* found = catalog.find(rules.files.front().id);
  return *found;
}

bool counts(Oordeel oordeel) {
  return oordeel == Oordeel::VoldoetNiet || oordeel == Oordeel::Onbepaald || oordeel == Oordeel::AfwegingNodig;
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

}  // namespace

Attribution attribute(const LoadedPortfolio& portfolio, const RuleCatalog& catalog, const RuleSelection& a,
                      const RuleSelection& b, const EvaluateOptions& options) {
  const auto set_of = [&](const RuleSelection& selection) {
    return std::make_shared<const RuleSet>(load_rule_set(catalog, selection));
  };
  std::vector<std::shared_ptr<const RuleSet>> rules{set_of(a), set_of(b)};
  const RuleDocument& before = method_of(catalog, *rules[0]);
  const RuleDocument& after = method_of(catalog, *rules[1]);
  const std::vector<Deviation> changes = changes_of(before, after);
  const std::size_t n = changes.size();
  const bool shapley = n <= most_shares;
  // Subsets by their bits; without Shapley only the single ones.
  std::vector<std::size_t> subsets;
  for (std::size_t bits = 1; shapley && bits < (std::size_t{1} << n); ++bits) subsets.push_back(bits);
  for (std::size_t i = 0; !shapley && i < n; ++i) subsets.push_back(i);
  for (const std::size_t subset : subsets) {
    RuleSelection selection = a;
    for (std::size_t i = 0; i < n; ++i) {
      const bool taken = shapley ? (subset >> i & 1U) != 0 : i == subset;
      if (taken) selection.deviations.push_back(changes[i]);
    }
    rules.push_back(set_of(selection));
  }

  std::vector<std::size_t> sites(portfolio.sites.size());
  std::iota(sites.begin(), sites.end(), std::size_t{0});
  std::vector<std::size_t> affected(rules.size(), 0);
  evaluate(portfolio, rules, sites, options, [&](const SiteOutcome& outcome) {
    for (std::size_t r = 0; r < outcome.results.size(); ++r) {
      const auto& panden = outcome.results[r].panden;
      affected[r] += static_cast<std::size_t>(
          std::count_if(panden.begin(), panden.end(), [](const AffectedPand& p) { return counts(p.oordeel); }));
    }
  });

  Attribution result{affected[0], affected[1], {}, 0.0};
  const auto value = [&](std::size_t bits) {
    return static_cast<double>(bits == 0 ? affected[0] : affected[1 + bits]);
  };
  double explained = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    const RuleEntry& old = before.entries.at(changes[i].parameter);
    const RuleEntry& renewed = after.entries.at(changes[i].parameter);
    Share share{changes[i].parameter,
                fmt::format("{} {}", old.provenance->waarde, old.provenance->eenheid),
                fmt::format("{} {}", renewed.provenance->waarde, renewed.provenance->eenheid), 0.0, 0.0};
    if (shapley) {
      share.alone = value(std::size_t{1} << i) - value(0);
      for (std::size_t bits = 0; bits < (std::size_t{1} << n); ++bits) {
        if ((bits >> i & 1U) != 0) continue;
        const auto size = static_cast<std::size_t>(__builtin_popcountll(bits));
        share.shapley += weight(size, n) * (value(bits | std::size_t{1} << i) - value(bits));
      }
      explained += share.shapley;
    } else {
      share.alone = static_cast<double>(affected[2 + i]) - value(0);
    }
    result.shares.push_back(std::move(share));
  }
  const double whole = static_cast<double>(result.to) - static_cast<double>(result.from);
  result.rest = shapley ? whole - explained : 0.0;
  return result;
}

}  // namespace batterisk::portfolio
