#pragma once

#include "batterisk/study/run/risk.hpp"

#include <stop_token>
#include <string>
#include <vector>

namespace batterisk::study {

/// How far the zones reach when one choice between models is made otherwise and all else stays.
struct ModelChoice {
  std::string key;     ///< "disp.u_ref"
  std::string choice;  ///< "u10"
  bool chosen = false;                ///< the one of the study
  std::vector<double> distance_m;     ///< largest distance of each zone, in their order
};

/// From how much on a choice moves a zone (m): twice the accuracy with which zones under other choices are drawn.
inline constexpr double moved_m = 0.2;

/// The choices that the method leaves between models, of those whose key the study read (core/README.md, 3.6): plume rise,
/// wind of the plume, wake, addition of domino, criterion of the gifwolkaandachtsgebied. By key, the chosen one first.
/// Distances under other choices are within 0.1 m. Throws Cancelled.
[[nodiscard]] std::vector<ModelChoice> model_choices(const Dossier& dossier, const RiskStudy& risk,
                                                     const std::vector<ZoneResult>& zones, const std::stop_token& stop = {});

/// Choices that are not computed beside a study, as they take many times the time of all else: those with a wake that turns
/// with the wind (`wake.width = geprojecteerd`).
[[nodiscard]] std::vector<std::string> choices_left_out(const RuleSet& rules);

/// True when some choice of `key` moves zone `zone`.
[[nodiscard]] bool moves_zone(const std::vector<ModelChoice>& choices, const std::string& key, std::size_t zone);

/// Keys of the choices in their order, each once; those that move some zone, or those that move none.
[[nodiscard]] std::vector<std::string> choice_keys(const std::vector<ModelChoice>& choices, bool moving);

}  // namespace batterisk::study
