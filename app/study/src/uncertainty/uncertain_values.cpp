#include "batterisk/study/uncertainty/uncertain_values.hpp"

#include "batterisk/core/base/codes_uncertainty.hpp"
#include "batterisk/core/base/normal.hpp"
#include "batterisk/core/rules/correlation.hpp"
#include "batterisk/study/uncertainty/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include <fmt/format.h>

namespace batterisk {
namespace {

bool is_drawn(Bewijs evidence) {
  return evidence == Bewijs::Gelezen || evidence == Bewijs::Voorstel || evidence == Bewijs::Tweedehands || evidence == Bewijs::Gekalibreerd;
}

// Values that share one Dirichlet distribution: as many keys as it has parameters, next to each other by name.
using Shares = std::map<std::vector<double>, std::vector<std::string>>;
Shares shares_of(const RuleDocument& method) {
  Shares shares;
  for (const auto& [key, entry] : method.entries) {
    if (entry.distribution && entry.distribution->soort == "dir" && std::holds_alternative<double>(entry.value)) {
      shares[entry.distribution->parameters.at("a")].push_back(key);
    }
  }
  return shares;
}

// A number that lies a share of the way between the ends.
double between(const std::pair<double, double>& range, double share) { return range.first + share * (range.second - range.first); }

std::vector<KeyValues> one(const UncertainValue& value, double number) { return {{value.keys.front()->key, {number}}}; }

}  // namespace

UncertainValues uncertain_values(const RuleDocument& method, const std::vector<std::shared_ptr<const Provenance>>& used,
                                 Evidence evidence) {
  std::vector<Diagnostic> findings;
  const Shares shares = shares_of(method);
  for (const auto& [a, keys] : shares) {
    if (a.size() == keys.size()) continue;
    findings.push_back({codes::distribution_unusable, Severity::Fout, method.entries.at(keys.front()).provenance->place,
                        {keys.front(), fmt::format("dir: {} parameters, {} sleutels", a.size(), keys.size())}});
  }
  const std::vector<Correlation> groups = read_correlations(method, findings);
  if (has_error(findings)) throw RuleFileError(std::move(findings));
  UncertainValues found;
  std::set<std::string> done;
  for (const auto& own : used) {
    const auto at = method.entries.find(own->key);
    if (at == method.entries.end() || done.contains(own->key) || own->rule_set == "dossier") continue;
    const RuleEntry& entry = at->second;
    if (!entry.distribution || entry.distribution->soort == "vast" || entry.provenance->rule_set == "dossier") continue;
    if (std::holds_alternative<std::string>(entry.value) || std::holds_alternative<bool>(entry.value)) continue;  // a choice
    UncertainValue value;
    value.distribution = *entry.distribution;
    value.list = std::holds_alternative<std::vector<double>>(entry.value);
    value.interval = evidence == Evidence::Decides && !is_drawn(entry.provenance->bewijs);
    std::vector<std::string> keys{own->key};
    if (!value.list && value.distribution.soort == "dir") keys = shares.at(value.distribution.parameters.at("a"));
    bool ranges = true;
    bool replaced = false;
    for (const std::string& key : keys) {
      const RuleEntry& part = method.entries.at(key);
      done.insert(key);
      value.keys.push_back(part.provenance);
      if (const double* number = std::get_if<double>(&part.value)) value.value.push_back(*number);
      replaced = replaced || part.provenance->rule_set == "dossier";
      ranges = ranges && part.range.has_value();
      if (part.range) value.range.push_back(*part.range);
    }
    if (replaced) continue;  // what adds up with a value of the dossier is fixed by it
    if (value.list) value.value = std::get<std::vector<double>>(entry.value);
    if (!value.interval) {
      value.dimension = found.dimensions;
      found.dimensions += value.value.size();
      found.drawn.push_back(std::move(value));
    } else if (!ranges || value.list) {
      found.without_range.insert(found.without_range.end(), value.keys.begin(), value.keys.end());
    } else if (settings_of(value).size() > 1) {
      found.intervals.push_back(std::move(value));
    }
  }
  for (const Correlation& group : groups) {
    for (UncertainValue& value : found.drawn) {
      if (value.value.size() != 1 || std::find(group.sleutels.begin(), group.sleutels.end(), value.keys.front()->key) == group.sleutels.end()) continue;
      value.common = found.dimensions;
      value.correlation = group.correlatie;
    }
    ++found.dimensions;
  }
  return found;
}

std::vector<KeyValues> drawn_at(const UncertainValue& value, std::span<const double> point) {
  const auto own = point.subspan(value.dimension, value.value.size());
  if (value.distribution.soort == "dir") {
    std::vector<double> share = dirichlet(value.distribution.parameters.at("a"), own);
    if (value.list) {
      const double sum = std::accumulate(value.value.begin(), value.value.end(), 0.0);
      for (double& s : share) s *= sum;
      return {{value.keys.front()->key, std::move(share)}};
    }
    std::vector<KeyValues> values;
    for (std::size_t i = 0; i < share.size(); ++i) values.push_back({value.keys[i]->key, {share[i]}});
    return values;
  }
  double p = own.front();
  if (value.common) {
    const double z = std::sqrt(value.correlation) * normal_quantile(point[*value.common]) +
                     std::sqrt(1.0 - value.correlation) * normal_quantile(p);
    p = std::clamp(normal_cdf(z), 1e-15, 1.0 - 1e-15);
  }
  return one(value, quantile(value.distribution, p));
}

std::vector<std::vector<KeyValues>> settings_of(const UncertainValue& value) {
  std::vector<std::vector<KeyValues>> settings;
  if (value.keys.size() > 1) {
    // Corners: all at an end of their range but one, which takes the rest when it can.
    const std::size_t n = value.keys.size();
    std::set<std::vector<double>> corners;
    for (std::size_t rest = 0; rest < n; ++rest) {
      for (std::size_t ends = 0; ends < (std::size_t{1} << (n - 1)); ++ends) {
        std::vector<double> at(n, 0.0);
        double sum = 0.0;
        for (std::size_t i = 0, bit = 0; i < n; ++i) {
          if (i == rest) continue;
          at[i] = ((ends >> bit++) & 1U) != 0 ? value.range[i].second : value.range[i].first;
          sum += at[i];
        }
        constexpr double slack = 1e-12;
        if (1.0 - sum < value.range[rest].first - slack || 1.0 - sum > value.range[rest].second + slack) continue;
        at[rest] = std::clamp(1.0 - sum, value.range[rest].first, value.range[rest].second);
        for (double& v : at) v = std::round(v * 1e12) / 1e12;
        corners.insert(at);
      }
    }
    for (const std::vector<double>& at : corners) {
      std::vector<KeyValues> setting;
      for (std::size_t i = 0; i < n; ++i) setting.push_back({value.keys[i]->key, {at[i]}});
      settings.push_back(std::move(setting));
    }
    return settings;
  }
  const auto& range = value.range.front();
  std::set<double> numbers;
  if (value.distribution.soort == "disc") {
    for (const double v : value.distribution.parameters.at("waarden")) {
      if (v >= range.first && v <= range.second) numbers.insert(v);
    }
  } else {
    const double middle = std::clamp(value.value.front(), range.first, range.second);
    const std::pair<double, double> below{range.first, middle};
    const std::pair<double, double> above{middle, range.second};
    numbers = {range.first, between(below, 0.5), middle, between(above, 0.5), range.second};
  }
  for (const double v : numbers) settings.push_back(one(value, v));
  return settings;
}

std::vector<KeyValues> within(const UncertainValue& value, std::span<const double> shares) {
  if (value.keys.size() > 1) {
    // A mean of the corners with these weights: what the values can be together has no dents.
    const auto corners = settings_of(value);
    std::vector<KeyValues> mean = corners.front();
    std::vector<double> weight(corners.size());
    double sum = 0.0;
    for (std::size_t c = 0; c < corners.size(); ++c) sum += weight[c] = -std::log(std::max(1e-12, shares[c % shares.size()]));
    for (std::size_t k = 0; k < mean.size(); ++k) {
      mean[k].values.front() = 0.0;
      for (std::size_t c = 0; c < corners.size(); ++c) mean[k].values.front() += weight[c] / sum * corners[c][k].values.front();
    }
    return mean;
  }
  if (value.distribution.soort == "disc") {
    const auto settings = settings_of(value);
    return settings[std::min(settings.size() - 1, static_cast<std::size_t>(shares[0] * static_cast<double>(settings.size())))];
  }
  return one(value, between(value.range.front(), shares[0]));
}

}  // namespace batterisk
