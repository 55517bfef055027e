#pragma once

#include "batterisk/core/base/diagnostic.hpp"

/// Messages about models that are computed by hand.
namespace batterisk::codes {

inline constexpr Code effect_out_of_domain{'M', 16};     ///< model, message
inline constexpr Code effect_unknown_model{'M', 40};     ///< name, nearest model or ""
inline constexpr Code effect_unknown_input{'M', 41};     ///< model, name, nearest input or ""
inline constexpr Code effect_input_missing{'M', 42};     ///< model, inputs; "a / b": exactly one of them
inline constexpr Code effect_outside_validity{'M', 43};  ///< model, value, range of the formula
inline constexpr Code effect_no_pair{'M', 44};           ///< text that is no "name=value"
inline constexpr Code effect_scan_malformed{'M', 45};    ///< text that is no "name=from:to:n"
inline constexpr Code effect_input_twice{'M', 46};       ///< model, input
inline constexpr Code effect_no_measured{'M', 52};       ///< model, outputs

}  // namespace batterisk::codes
