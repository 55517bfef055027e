#include "area/cloud_extent.hpp"

#include "batterisk/core/base/parallel.hpp"
#include "batterisk/core/base/root.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace batterisk::detail {

using std::numbers::pi;

std::vector<double> largest_distances_over_winds(const ToxicSource& source, const WeatherClass& weather_class,
                                                 std::span<const double> ln_dilutions, const EffectModels& models) {
  const auto distances = [&](const PlumeKernel& kernel) {
    return largest_distances_m(kernel, ln_dilutions, farthest_cloud_m);
  };
  if (source.wake_length.m() <= 0.0) return distances(plume_kernel(source, weather_class, models));
  std::vector<double> largest(ln_dilutions.size(), 0.0);
  for (const PlumeKernel& kernel : plume_kernels_by_wind(source, weather_class, models)) {
    const std::vector<double> of_wind = distances(kernel);
    for (std::size_t i = 0; i < largest.size(); ++i) largest[i] = std::max(largest[i], of_wind[i]);
  }
  return largest;
}

// Where the wake depends on the wind the area is no circle. A plume that blows a little past a bearing can reach
// further along it than the one that blows there, when its wake is narrower. Bearings count from the axis of the box,
// which the area is symmetric about.
std::vector<double> cloud_extent_by_bearing(const ToxicSource& source, double ln_dilution,
                                            const std::vector<WeatherClass>& classes, const EffectModels& models,
                                            double sagitta_m) {
  constexpr int widest = 40;  // degrees
  double reach = 1.0;
  for (const WeatherClass& c : classes) {
    reach = std::max(reach, largest_distances_over_winds(source, c, std::array{ln_dilution}, models).front());
  }
  // Whole degrees, and closer where the chords of a circle of this size would miss the sagitta by half of it.
  const double chord = 2.0 * std::acos(1.0 - std::min(0.5, 0.5 * sagitta_m / reach));
  const auto bearings = static_cast<std::size_t>(360.0 * std::ceil(2.0 * pi / chord / 360.0));
  std::vector<double> extents(bearings, 0.0);
  for (const WeatherClass& weather_class : classes) {
    const std::vector<PlumeKernel> kernels = plume_kernels_by_wind(source, weather_class, models);
    std::vector<double> on_axis;
    for (const PlumeKernel& kernel : kernels) on_axis.push_back(largest_distance_m(kernel, ln_dilution, farthest_cloud_m));
    const double farthest = *std::max_element(on_axis.begin(), on_axis.end());
    parallel_for(bearings, [&](std::size_t b) {
      for (int off = -widest; off <= widest; ++off) {
        const double v = pi * off / 180.0;
        const PlumeKernel& kernel = kernel_in_wind(kernels, 2.0 * pi * static_cast<double>(b) / static_cast<double>(bearings) + v);
        const auto excess = [&](double r) {
          return kernel.ln_dilution(r * std::cos(v), r * std::sin(v)) - ln_dilution;
        };
        double outside = farthest * 1.001;
        double inside = outside;
        while (inside > extents[b] && inside > 0.1 && excess(inside) < 0.0) {
          outside = inside;
          inside /= 1.03;
        }
        if (inside <= 0.1 || excess(inside) < 0.0) continue;
        const double r = inside == outside ? inside : find_root(excess, inside, outside, 1e-10);
        extents[b] = std::max(extents[b], r);
      }
    });
  }
  return extents;
}

}  // namespace batterisk::detail
