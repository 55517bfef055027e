#pragma once

#include "batterisk/core/base/agreement.hpp"
#include "batterisk/study/effects/effect_catalog.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk::study {

/// A model against measurements of one of its outputs.
struct EffectComparison {
  struct Row {
    int line;                     ///< in the table
    double measured;              ///< in the unit of the output
    std::optional<double> model;  ///< nothing outside the domain
  };
  const EffectModel* model;
  const EffectOutput* output;
  std::vector<Row> rows;
  std::optional<Agreement> agreement;  ///< of the rows where both are above 0; nothing without any
  std::vector<std::shared_ptr<const Provenance>> parameters;
  std::vector<Diagnostic> messages;  ///< the first of each code
};

/// Evaluates the model for every row of a table (CSV) whose columns are inputs, as "distance (m)" or with the unit in the
/// cell, and one output that was measured; `arguments` hold for all rows. Throws EffectInputError: a column that is
/// neither, no measured output or more than one, a value that cannot be read; EffectDomainError when no row lies in the
/// domain.
[[nodiscard]] EffectComparison compare_effect(const EffectModel& model, const std::vector<EffectArgument>& arguments,
                                              std::string_view bytes, const std::string& shown, const EffectRules& rules);

/// Line, measured value, model and ratio of each row; then the figures of Agreement as remarks.
[[nodiscard]] std::string effect_csv(const EffectComparison& comparison);
/// `{model, uitkomst, eenheid, rijen, overeenkomst, parameters, meldingen}`.
[[nodiscard]] std::string effect_json(const EffectComparison& comparison);
/// Model against measured in braille dots, both logarithmic, with the lines of equality and of a factor of two. Empty
/// without values above 0.
[[nodiscard]] std::string effect_plot(const EffectComparison& comparison, Language language);

}  // namespace batterisk::study
