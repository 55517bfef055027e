#pragma once

#include "batterisk/study/text/texts.hpp"

#include "batterisk/core/rulecheck/calibration.hpp"
#include "batterisk/core/rules/provenance.hpp"

#include <string>

namespace batterisk::study {

/// The entry `[s1.q_ref]` as TOML for a rule overlay, with the fitted value (four significant digits), evidence
/// `gekalibreerd` and the hash of the inputs; the independent check stands above it as a comment. `q_ref` is what the
/// rules say of the value now. No file is changed.
[[nodiscard]] std::string calibration_toml(const TorchCalibration& fit, const Provenance& q_ref, Language language);
/// The same as one JSON document, with the inputs.
[[nodiscard]] std::string calibration_json(const TorchCalibration& fit);

}  // namespace batterisk::study
