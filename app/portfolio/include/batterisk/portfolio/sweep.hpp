#pragma once

#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/core/rules/rule_document.hpp"
#include "batterisk/study/run/study.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace batterisk::portfolio {

/// Values of one rule key or one field of the dossier.
struct SweepAxis {
  std::string name;  ///< "indoor.n_v", or a place in the dossier such as "systeem[0].energie.eenheid"
  std::string unit;
  std::vector<double> values;
};
/// Reads "indoor.n_v=0.5 1/h:4 1/h:8", with ":log" behind it for equal ratios; one of the ends may leave its unit to
/// the other; 2 to 1000 values. Throws DossierError (D007).
[[nodiscard]] SweepAxis sweep_axis(std::string_view text);

/// Runs the dossier for every value of one axis, or every pair of values of two, and gives CSV: the values, the
/// verdict, distance and area of each zone, and buildings by verdict. Layers are read for every run. Throws as
/// run_study.
[[nodiscard]] std::string sweep_csv(const Dossier& dossier, const RuleCatalog& catalog,
                                    const std::vector<SweepAxis>& axes, const std::stop_token& stop = {},
                                    const study::Progress& progress = {});

}  // namespace batterisk::portfolio
