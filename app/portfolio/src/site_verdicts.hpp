#pragma once

#include "batterisk/portfolio/evaluate.hpp"

#include "batterisk/core/verdict/toets.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Verdicts of a site, from those on its buildings.
namespace batterisk::portfolio {

/// A verdict with its article.
struct Found {
  Oordeel oordeel = Oordeel::Onbepaald;
  std::string artikel;
};

/// Verdict of one table.
struct TableVerdict {
  std::string tabel;
  std::string onderdeel;
  Found found;
};

/// Verdicts on one building, without their other texts.
struct Verdicts {
  Oordeel worst = Oordeel::Onbepaald;
  Found pr;
  Oordeel area = Oordeel::Onbepaald;
  std::vector<TableVerdict> tables;
  std::array<std::optional<Found>, 3> per_area;  ///< brand, explosie, gifwolk: each alone
};

[[nodiscard]] Oordeel worst_of(const std::vector<Oordeel>& found, const VerdictRules& rules);
[[nodiscard]] Verdicts verdicts_of(const Feiten& facts, const RuleSet& rules);

/// Fills in the whole verdict, that on PR and the worst other one from the tables that still count.
void sum_up(Verdicts& verdicts, const std::set<std::string>& dropped, const VerdictRules& rules);

/// The parts of the law for one site, each with the worst that was found.
class Parts {
 public:
  explicit Parts(const VerdictRules& rules);

  void add(const Verdicts& verdicts);
  /// Somebody may be there whom nobody knows.
  void add_unknown();
  /// A finding of a part that not every site has.
  void add(const Bevinding& finding);
  /// Parts that nothing counts for, because another alternative was chosen.
  void drop(std::string_view onderdeel);
  /// Parts without a finding concern nobody and comply.
  [[nodiscard]] std::vector<PartVerdict> verdicts(bool out_of_scope) const;

 private:
  struct Part {
    std::string onderdeel;
    std::optional<Found> found;
  };

  void add(std::size_t i, const Found& found);

  const VerdictRules& rules_;
  std::vector<Part> parts_;
};

}  // namespace batterisk::portfolio
