#pragma once

#include "batterisk/core/rules/rule_variation.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace batterisk {

/// Whether the evidence of a value decides how it is uncertain, or every value with a distribution is drawn from it.
enum class Evidence { Decides, Ignored };

/// A key of the method that is uncertain, or several whose values add up to 1.
struct UncertainValue {
  std::vector<std::shared_ptr<const Provenance>> keys;
  Distribution distribution;
  std::vector<std::pair<double, double>> range;  ///< of each key (`bereik`), for an interval
  std::vector<double> value;                     ///< of the rules, of each key or element of the list
  bool interval = false;      ///< anything in its range, with no chance to it; otherwise drawn from the distribution
  bool list = false;          ///< one key with a list whose elements add up (in its unit) as they do in the rules
  std::size_t dimension = 0;  ///< first of its coordinates in the sample; as many as `value`
  std::optional<std::size_t> common;  ///< coordinate that its group shares (`[[correlatie]]`)
  double correlation = 0.0;           ///< of the normal scores of any two of the group
};

/// What is uncertain in a study.
struct UncertainValues {
  std::vector<UncertainValue> drawn;
  std::vector<UncertainValue> intervals;
  std::size_t dimensions = 0;  ///< of the sample
  /// Keys that are uncertain by their evidence, and for which the rules give no range: they keep their value.
  std::vector<std::shared_ptr<const Provenance>> without_range;
};

/// The uncertain values among the keys that a study used. A key is uncertain when the rules give it a distribution other than
/// `vast`, and the dossier does not replace it. `gelezen`, `voorstel`, `tweedehands` and `gekalibreerd` are drawn; of
/// `afgeleid`, `aanname` and `uit_geheugen` nobody knows a distribution: they are intervals. Throws RuleFileError for
/// correlations, or a Dirichlet distribution, that cannot be drawn from.
[[nodiscard]] UncertainValues uncertain_values(const RuleDocument& method,
                                               const std::vector<std::shared_ptr<const Provenance>>& used, Evidence evidence);

/// The values at a point of the sample (unit cube).
[[nodiscard]] std::vector<KeyValues> drawn_at(const UncertainValue& value, std::span<const double> point);

/// Settings of an interval that stand for all of it, the lowest first and the highest last: its ends, the value of the rules, and
/// places between; of a choice between numbers each that lies in it; of values that add up to 1 the corners of what they
/// can be together.
[[nodiscard]] std::vector<std::vector<KeyValues>> settings_of(const UncertainValue& value);

/// Any value of the interval: shares 0 to 1 of the way, one for each key. For tests and searches.
[[nodiscard]] std::vector<KeyValues> within(const UncertainValue& value, std::span<const double> shares);

}  // namespace batterisk
