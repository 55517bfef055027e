#pragma once

#include "batterisk/core/risk/effect_models.hpp"

#include <span>
#include <vector>

namespace batterisk::detail {

/// How far a plume is looked for (m).
inline constexpr double farthest_cloud_m = 20'000.0;

/// Largest distance over the wind directions at which the plume of a source in one class has each of the values of ln(C/Q)
/// (m).
[[nodiscard]] std::vector<double> largest_distances_over_winds(const ToxicSource& source, const WeatherClass& weather_class,
                                                               std::span<const double> ln_dilutions,
                                                               const EffectModels& models);

/// The same over all classes at bearings spread evenly from the axis of the box, for a source whose wake depends on the
/// wind: so many that the chords between them stay within the sagitta.
[[nodiscard]] std::vector<double> cloud_extent_by_bearing(const ToxicSource& source, double ln_dilution,
                                                          const std::vector<WeatherClass>& classes,
                                                          const EffectModels& models, double sagitta_m);

}  // namespace batterisk::detail
