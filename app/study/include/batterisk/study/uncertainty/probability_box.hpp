#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace batterisk {

/// An input that can be anything in an interval, as a number of settings: from the low end to the high one where they have an
/// order (at most 16).
struct IntervalAxis {
  std::size_t settings = 2;
  bool ordered = true;
  std::size_t centre = 0;  ///< setting that the rules have, or nearest to it
};

/// A model of which some inputs are drawn and others lie anywhere in their interval.
struct BoxModel {
  std::size_t dimensions = 0;  ///< of the drawn inputs
  std::vector<IntervalAxis> intervals;
  std::size_t outcome_count = 0;  ///< each a number of at least 0
  /// At a point of the unit cube and a setting of each interval; false: it cannot be computed there. Called from several
  /// threads.
  std::function<bool(std::span<const double> point, std::span<const std::size_t> setting, std::span<float> outcome)> compute;
};

/// How the ends of the outcomes over an interval are found.
enum class IntervalSearch {
  NoEffect,          ///< no outcome moves
  Direction,         ///< every outcome goes one way, the same for all: an end of the interval
  DirectionByPlace,  ///< every outcome goes one way, but not all the same: both ends
  Searched           ///< some outcome goes both ways: ends, places between and combinations that reach further
};

/// Settings of all intervals between whose outcomes those of any other lie.
struct IntervalPlan {
  std::vector<std::vector<std::size_t>> settings;
  std::vector<IntervalSearch> search;  ///< by interval
  std::size_t searched_outcomes = 0;   ///< outcomes of which a direction is not verified
  std::size_t runs = 0;
  std::size_t failed = 0;  ///< runs that could not be computed
};

/// Differences below this share of an outcome are none: the tables of the risk are no finer.
inline constexpr double same_outcome = 1e-3;

/// Looks for the settings: the direction in which each interval moves each outcome, over all its settings, from the centre and from
/// `bases` other settings of all else. Without intervals: the one setting that there is. `progress` is told the share done.
[[nodiscard]] IntervalPlan plan_intervals(const BoxModel& model, std::uint64_t seed, std::size_t bases = 3,
                                          const std::function<void(double)>& progress = {});

/// Least and greatest of every outcome at a point over the settings of a plan. Where some setting cannot be computed the outcome
/// can be anything: 0 and infinity, and false.
[[nodiscard]] bool bounds_at(const BoxModel& model, const IntervalPlan& plan, std::span<const double> point,
                             std::span<float> low, std::span<float> high);

}  // namespace batterisk
