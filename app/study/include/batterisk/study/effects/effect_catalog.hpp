#pragma once

#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/core/rules/provenance.hpp"
#include "batterisk/core/rules/rule_set.hpp"
#include "batterisk/study/text/texts.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The effect models one by one, for evaluation by hand: what `batterisk effect` and the viewer offer.
namespace batterisk::study {

class EffectCall;

/// Limits of an input, in its SI unit.
enum class EffectBound { Any, Positive, NotNegative, Fraction };

/// One input of a model. It is required when it is neither optional nor has a default.
struct EffectInput {
  std::string_view name;
  std::string_view
      kind;  ///< kind of quantity (quantity.hpp); empty for a word, or where `unit` is the only unit
  std::string_view unit;  ///< unit in which a default is shown; empty for a word
  EffectBound bound = EffectBound::Any;
  std::vector<std::string_view>
      choices;  ///< words to choose from; empty with an empty unit: words of the rules
  std::string_view nl;
  std::string_view en;
  bool optional = false;
  double (*fallback)(EffectCall&) = nullptr;  ///< default in SI, or index of a choice; reads the rules

  [[nodiscard]] bool is_word() const { return unit.empty(); }
};

/// One result of a model.
struct EffectOutput {
  std::string_view name;
  std::string_view kind;  ///< as for an input
  std::string_view unit;
  std::string_view nl;
  std::string_view en;
};

/// Description of one effect model and the function that evaluates it.
struct EffectModel {
  std::string_view id;
  std::string_view nl;
  std::string_view en;
  std::string_view source;  ///< of the formula: author, year, equation
  std::vector<EffectInput> inputs;
  std::vector<EffectOutput> outputs;      ///< the most telling one first: that one is plotted
  std::vector<std::string_view> example;  ///< "name=value" texts that evaluate
  void (*evaluate)(EffectCall&);
};

/// All models: dispersion, toxicity, radiation, explosion.
[[nodiscard]] const std::vector<EffectModel>& effect_catalog();

/// Model by its id. Throws EffectInputError with the nearest id.
[[nodiscard]] const EffectModel& find_effect_model(std::string_view id);

/// Wrong use of a model: unknown name, missing input, wrong unit.
class EffectInputError : public InputError {
  using InputError::InputError;
};
/// Input that is physically impossible or outside the domain of a formula.
class EffectDomainError : public InputError {
  using InputError::InputError;
};

/// Rules from which the defaults come.
struct EffectRules {
  std::shared_ptr<const RuleCatalog> catalog;
  RuleSelection selection;
  RuleSet rules;
};
/// Rules for `selection`; without a method the reference method, without a peildatum the first day on which
/// the newest version of every rule file is valid. Throws as load_rule_set.
[[nodiscard]] EffectRules load_effect_rules(std::shared_ptr<const RuleCatalog> catalog,
                                            RuleSelection selection);

/// An input as text: "rate", "16,7 g/s".
struct EffectArgument {
  std::string name;
  std::string value;
};
/// Splits "rate=16,7 g/s". Throws EffectInputError.
[[nodiscard]] EffectArgument effect_argument(std::string_view text);

/// Value of an input or output in `unit`, or a word. An output without value does not exist for these inputs.
struct EffectValue {
  std::string name;
  std::optional<double> number;
  std::string unit;
  std::string word;
  bool is_default = false;
};

struct EffectResult {
  const EffectModel* model;
  std::vector<EffectValue> inputs;   ///< those that count, defaults included, in the order of the description
  std::vector<EffectValue> outputs;  ///< all of the description
  std::vector<std::shared_ptr<const Provenance>> parameters;  ///< rule values that were used
  std::vector<Diagnostic> messages;
};

/// Evaluates one model. Every number of the result is finite. Throws EffectInputError, EffectDomainError, or
/// RuleFileError for a table of the rules that cannot be used.
[[nodiscard]] EffectResult evaluate_effect(const EffectModel& model,
                                           const std::vector<EffectArgument>& arguments,
                                           const EffectRules& rules);

/// Values of one input between two ends.
struct EffectScan {
  std::string name;
  std::string unit;
  std::vector<double> values;  ///< in `unit`
  bool logarithmic = false;
};
/// Reads "distance=10 m:200 m:20", with ":log" behind it for equal ratios instead of equal steps. One of the
/// ends may leave its unit to the other; 2 to 10000 values. Throws EffectInputError.
[[nodiscard]] EffectScan effect_scan(const EffectModel& model, std::string_view text);

struct EffectTable {
  const EffectModel* model;
  EffectScan scan;
  std::vector<EffectValue> inputs;  ///< of the first row that has values, without the scanned one
  std::vector<std::vector<std::optional<double>>> rows;  ///< outputs of each value; empty outside the domain
  std::vector<std::shared_ptr<const Provenance>> parameters;
  std::vector<Diagnostic> messages;  ///< the first of each code
};
/// Evaluates the model for every value of the scan. Throws as evaluate_effect; EffectDomainError only when no
/// value lies in the domain.
[[nodiscard]] EffectTable scan_effect(const EffectModel& model, const std::vector<EffectArgument>& arguments,
                                      const EffectScan& scan, const EffectRules& rules);

/// Models with inputs, outputs and source; the defaults are those that the rules give with the inputs of the
/// example.
[[nodiscard]] std::string effect_list_text(const std::vector<const EffectModel*>& models,
                                           const EffectRules& rules, Language language);
[[nodiscard]] std::string effect_list_json(const std::vector<const EffectModel*>& models,
                                           const EffectRules& rules);

/// Outputs, inputs and rule values, for people.
[[nodiscard]] std::string effect_text(const EffectResult& result, Language language);
/// `{model, invoer, uitkomst, parameters, meldingen}`, numbers with nine significant digits.
[[nodiscard]] std::string effect_json(const EffectResult& result);

/// Header and one line a value, with a decimal point; outputs that never exist have no column.
[[nodiscard]] std::string effect_csv(const EffectTable& table);
/// `{model, invoer, scan, kolommen, rijen, parameters, meldingen}`.
[[nodiscard]] std::string effect_json(const EffectTable& table);
/// First output with values against the scanned input, 60 x 15 characters of braille dots with labelled axes;
/// a logarithmic vertical axis where the values are positive and span more than two decades. Empty without
/// values.
[[nodiscard]] std::string effect_plot(const EffectTable& table, Language language);

}  // namespace batterisk::study
