#pragma once

#include "batterisk/core/risk/domino_risk.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace batterisk::detail {

/// The mean lethality of two fires at once, tabulated about their middle for evaluation at many points. Along a bearing
/// the table ends, class by class, where the joint footprint closes, and between those edges it is smooth. Bearings count
/// from the line through both fires, about which the smoke is symmetric, so that one profile over the wind serves two
/// bearings, and four when the fires are equal. The profile changes slowly with the bearing; the wind rose has corners:
/// each profile is laid over the rose at finer bearings and interpolated there. Near the fires, where some die by heat,
/// each class is kept apart.
class DominoTable {
 public:
  explicit DominoTable(const DominoRisk& risk);

  /// At a distance (m) from the middle and a bearing there, in turns clockwise from north.
  [[nodiscard]] double mean_lethality(double from_middle_m, double turns) const;
  /// Distance from the middle beyond which it is 0 (m).
  [[nodiscard]] double reach_m() const { return reach_m_; }

 private:
  static constexpr std::size_t bearings = 36;    // of profiles
  static constexpr std::size_t finer = 8;
  static constexpr std::size_t fine_bearings = finer * bearings;  // every 1.25 degrees
  static constexpr std::size_t reach = 4 * finer - 1;  // finer bearings that a profile takes part in
  // One bearing before the first and two after the last, for interpolation.
  using EdgeRow = std::array<double, bearings + 3>;
  using Ends = std::array<double, weather_class_count>;  // of the spans of the far part along one bearing, ascending
  using Row = std::array<float, fine_bearings + 3>;  // single precision is plenty, and fits in the cache
  struct Span {
    std::size_t nodes = 0;
    std::size_t first = 0;  // row
  };
  // Columns and weights of one bearing.
  struct Columns {
    std::size_t first;
    std::array<double, 4> weight;
  };

  static Columns columns(double turns, std::size_t of);
  [[nodiscard]] double bearing_of(std::size_t bearing) const;
  [[nodiscard]] RdPoint place(std::size_t bearing, double radius) const;
  [[nodiscard]] double read(std::size_t first, std::size_t nodes, double from_m, double to_m, double radius,
                            const Columns& at) const;

  [[nodiscard]] double near_lethality(RdPoint from_first, double radius, const Columns& at) const;

  const DominoRisk* risk_;
  double axis_;                                  // bearing from the first fire to the second
  double near_m_;                                // heat kills no further
  std::vector<std::array<double, bearings>> class_edge_;  // [class]
  std::vector<EdgeRow> edge_;                    // [span]: where it ends, ascending along a bearing
  std::array<Ends, fine_bearings + 3> fine_edge_{};  // the same at the finer bearings
  std::vector<Span> near_;                       // rows for each class in turn
  std::vector<Span> far_;                        // all classes together
  std::vector<double> near_border_;
  std::vector<Row> value_;
  double reach_m_ = 0.0;
};

}  // namespace batterisk::detail
