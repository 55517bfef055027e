#pragma once

#include "batterisk/core/base/diagnostic.hpp"

/// Messages about uncertain values.
namespace batterisk::codes {

inline constexpr Code distribution_unusable{'R', 70};  ///< key, what is wrong with its distribution
inline constexpr Code two_correlations{'R', 71};       ///< key, the two groups that it is in
inline constexpr Code samples_failed{'M', 70};         ///< samples that could not be computed, samples, first reason
inline constexpr Code samples_beyond_layers{'M', 71};  ///< samples whose zones reach beyond the layers that were read, samples
inline constexpr Code values_without_range{'M', 72};   ///< number of keys, keys
inline constexpr Code sample_size{'D', 75};            ///< number asked for, least and most: a power of two

}  // namespace batterisk::codes
