#include "batterisk/core/rules/condition.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include <fmt/format.h>

namespace batterisk {
namespace {

bool in_range(double value, const Condition& c) {
  if (c.onder && (value < c.onder->value || (value == c.onder->value && !c.onder->included))) return false;
  return !c.boven || !(value > c.boven->value || (value == c.boven->value && !c.boven->included));
}

// Values that stand for all that the conditions on one fact tell apart.
std::vector<FactValue> samples(const Fact& fact, const std::set<double>& edges) {
  std::vector<FactValue> values;
  if (fact.soort == FactKind::Vlag) return {true, false};
  if (fact.soort == FactKind::Woord) {
    for (const std::string_view word : fact.woorden) values.emplace_back(std::string{word});
    return values;
  }
  const std::vector<double> sorted{edges.begin(), edges.end()};
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const double before = i == 0 ? sorted[i] - 1.0 : 0.5 * (sorted[i - 1] + sorted[i]);
    if (i > 0 || fact.soort == FactKind::Datum || sorted[i] > 0.0) values.emplace_back(i == 0 && fact.soort == FactKind::Getal ? 0.5 * sorted[i] : before);
    values.emplace_back(sorted[i]);
  }
  if (!sorted.empty()) values.emplace_back(sorted.back() + 1.0 + std::abs(sorted.back()));
  return values;
}

std::string shown(const FactValue& value, const Fact& fact) {
  if (const auto* word = std::get_if<std::string>(&value)) return *word;
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  const double number = std::get<double>(value);
  if (fact.soort != FactKind::Datum) return fmt::format("{:g} {}", number, fact.eenheid);
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{static_cast<int>(std::floor(number))}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

}  // namespace

std::optional<bool> holds(const Condition& c, const Facts& facts) {
  const auto found = facts.find(c.feit);
  if (found == facts.end() || std::holds_alternative<std::monostate>(found->second)) return std::nullopt;
  if (const auto* word = std::get_if<std::string>(&found->second)) {
    return std::find(c.woorden.begin(), c.woorden.end(), *word) != c.woorden.end();
  }
  if (const auto* flag = std::get_if<bool>(&found->second)) return c.vlag == *flag;
  if ((c.onder && c.onder->of_key) || (c.boven && c.boven->of_key)) return std::nullopt;  // a gap in the rules
  return in_range(std::get<double>(found->second), c);
}

std::optional<bool> all_hold(const std::vector<Condition>& conditions, const Facts& facts) {
  bool known = true;
  for (const Condition& c : conditions) {
    const auto one = holds(c, facts);
    if (one && !*one) return false;
    known = known && one.has_value();
  }
  return known ? std::optional{true} : std::nullopt;
}

std::string text_of(const std::vector<Condition>& conditions) {
  std::vector<std::string> parts;
  for (const Condition& c : conditions) {
    if (!c.woorden.empty()) parts.push_back(fmt::format("{} {}", c.feit, fmt::join(c.woorden, ", ")));
    if (c.vlag) parts.push_back(fmt::format("{} {}", c.feit, *c.vlag ? "true" : "false"));
    if (c.onder) parts.push_back(fmt::format("{} {} {}", c.feit, c.onder->included ? ">=" : ">", c.onder->text));
    if (c.boven) parts.push_back(fmt::format("{} {} {}", c.feit, c.boven->included ? "<=" : "<", c.boven->text));
  }
  return fmt::format("{}", fmt::join(parts, " en "));
}

CaseFlaws flaws_of(const std::vector<std::vector<Condition>>& cases) {
  constexpr std::size_t most = 20'000;
  constexpr std::size_t most_holes = 3;  // the first show what is the matter
  std::map<std::string, std::set<double>> edges;
  for (const auto& conditions : cases) {
    for (const Condition& c : conditions) {
      if ((c.onder && c.onder->of_key) || (c.boven && c.boven->of_key)) return {};  // not known where it lies
      std::set<double>& of_fact = edges[c.feit];
      if (c.onder) of_fact.insert(c.onder->value);
      if (c.boven) of_fact.insert(c.boven->value);
    }
  }
  std::vector<std::pair<const Fact*, std::vector<FactValue>>> axes;
  std::size_t combinations = 1;
  for (const auto& [name, of_fact] : edges) {
    const Fact* fact = find_fact(name);
    if (fact == nullptr) return {};
    axes.emplace_back(fact, samples(*fact, of_fact));
    combinations *= std::max<std::size_t>(axes.back().second.size(), 1);
    if (combinations > most) return {};
  }
  CaseFlaws flaws;
  std::set<std::pair<std::size_t, std::size_t>> overlaps;
  for (std::size_t n = 0; n < combinations; ++n) {
    Facts facts;
    std::string name;
    std::size_t rest = n;
    for (const auto& [fact, values] : axes) {
      const FactValue& value = values[rest % values.size()];
      rest /= values.size();
      name += fmt::format("{}{} = {}", name.empty() ? "" : ", ", fact->naam, shown(value, *fact));
      facts.emplace(fact->naam, value);
    }
    std::vector<std::size_t> holding;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      if (all_hold(cases[i], facts) == true) holding.push_back(i);
    }
    if (holding.empty() && flaws.holes.size() < most_holes) flaws.holes.push_back(name);
    for (std::size_t i = 0; i < holding.size(); ++i) {
      for (std::size_t j = i + 1; j < holding.size(); ++j) {
        if (!cases[holding[i]].empty() && !cases[holding[j]].empty()) overlaps.emplace(holding[i], holding[j]);
      }
    }
  }
  flaws.overlaps.assign(overlaps.begin(), overlaps.end());
  return flaws;
}

}  // namespace batterisk
