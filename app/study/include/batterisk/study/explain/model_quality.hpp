#pragma once

#include "batterisk/study/text/texts.hpp"

#include "batterisk/core/area/aandachtsgebied.hpp"
#include "batterisk/core/rules/rule_set.hpp"
#include "batterisk/core/scenario/scenario.hpp"

#include <string>
#include <vector>

namespace batterisk::study {

/// How a model that sets a zone does against published values: a row of tests/validation/table.csv.
struct ModelQuality {
  Aandachtsgebied zone{};
  std::string set;       ///< "Prairie Grass 1956"
  std::string model;     ///< "plume"
  std::string version;   ///< "disp.u_ref = pluim"; empty where there is one
  std::string quantity;  ///< what was compared
  int n = 0;
  double mg = 1.0;       ///< geometric mean of model over measured
  double fac2 = 1.0;     ///< share within a factor of two
};

/// For each area of a study the model of the scenario that reaches furthest, in the version that the rules chose.
[[nodiscard]] std::vector<ModelQuality> model_quality(const std::vector<Scenario>& scenarios,
                                                      const std::vector<EffectDistance>& distances, const RuleSet& rules);

/// "gifwolk: plume (disp.u_ref = pluim) tegen Prairie Grass 1956 (...): n 265, model/gemeten 1,10, 75 % binnen een factor 2"
[[nodiscard]] std::string model_quality_text(const ModelQuality& quality, Language language);

}  // namespace batterisk::study
