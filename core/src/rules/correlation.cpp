#include "batterisk/core/rules/correlation.hpp"

#include "base/table_reader.hpp"

#include "batterisk/core/base/codes_uncertainty.hpp"

#include <map>
#include <set>

#include <fmt/format.h>

namespace batterisk {

std::vector<Correlation> read_correlations(const RuleDocument& method, std::vector<Diagnostic>& found) {
  std::set<std::string> known;
  for (const auto& [key, entry] : method.entries) known.insert(key);
  std::vector<Correlation> groups;
  std::map<std::string, std::string> group_of;
  detail::Findings findings{'R', {}};
  detail::TableReader root(*method.root, "", findings);
  for (detail::TableReader& own : root.tables("correlatie")) {
    Correlation group;
    group.naam = own.required("naam", &detail::TableReader::text).value_or("");
    group.sleutels = own.required("sleutels", &detail::TableReader::texts).value_or(std::vector<std::string>{});
    group.correlatie = own.required("correlatie", &detail::TableReader::number).value_or(0.0);
    if (!(group.correlatie >= 0.0 && group.correlatie <= 1.0)) {
      findings.add(codes::out_of_range, own.place_of("correlatie"),
                   {own.full("correlatie"), fmt::format("{}", group.correlatie), "0 .. 1"});
    }
    for (const std::string& key : group.sleutels) {
      if (!known.contains(key)) {
        findings.add(codes::unknown_key, own.place_of("sleutels"), {key, detail::nearest(key, known)});
        continue;
      }
      const auto [first, is_new] = group_of.emplace(key, group.naam);
      if (!is_new) findings.add(codes::two_correlations, Severity::Fout, own.place_of("sleutels"), {key, first->second, group.naam});
    }
    own.finish();
    groups.push_back(std::move(group));
  }
  found.insert(found.end(), findings.list.begin(), findings.list.end());
  return groups;
}

}  // namespace batterisk
