#include "area/cloud_extent.hpp"

#include "batterisk/core/base/parallel.hpp"
#include "batterisk/core/base/root.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace batterisk::detail {

using std::numbers::pi;

double largest_distance_over_winds(const ToxicSource& source, const WeatherClass& weather_class, double ln_dilution,
                                   const EffectModels& models) {
  const auto distance = [&](const PlumeKernel& kernel) { return largest_distance_m(kernel, ln_dilution, farthest_cloud_m); };
  if (source.wake_length.m() <= 0.0) return distance(plume_kernel(source, weather_class, models));
  double largest = 0.0;
  for (const PlumeKernel& kernel : plume_kernels_by_wind(source, weather_class, models)) {
    largest = std::max(largest, distance(kernel));
  }
  return largest;
}

// Where the wake depends on the wind the area is no circle. A plume that blows a little past a bearing can reach
// further along it than the one that blows there, when its wake is narrower.
std::vector<double> cloud_extent_by_bearing(const ToxicSource& source, double ln_dilution,
                                            const std::vector<WeatherClass>& classes, const EffectModels& models) {
  constexpr std::size_t bearings = 360;
  constexpr int widest = 40;  // degrees
  std::vector<double> extents(bearings, 0.0);
  for (const WeatherClass& weather_class : classes) {
    const std::vector<PlumeKernel> kernels = plume_kernels_by_wind(source, weather_class, models);
    std::vector<double> on_axis;
    for (const PlumeKernel& kernel : kernels) on_axis.push_back(largest_distance_m(kernel, ln_dilution, farthest_cloud_m));
    const double farthest = *std::max_element(on_axis.begin(), on_axis.end());
    parallel_for(bearings, [&](std::size_t b) {
      for (int off = -widest; off <= widest; ++off) {
        const double v = pi * off / 180.0;
        const PlumeKernel& kernel = kernel_in_wind(kernels, pi * (static_cast<double>(b) + off) / 180.0);
        const auto excess = [&](double r) {
          const PlumeKernel::Axis axis = kernel.axis(r * std::cos(v));
          if (axis.sigma_y_m <= 0.0) return -1e300;
          const double t = r * std::sin(v) / axis.sigma_y_m;
          return axis.ln_dilution - 0.5 * t * t - ln_dilution;
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
