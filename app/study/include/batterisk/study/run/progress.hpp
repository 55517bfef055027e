#pragma once

#include "batterisk/core/base/cancelled.hpp"

#include <functional>
#include <stop_token>
#include <string_view>

namespace batterisk::study {

/// Progress of a run: stage and share done (0..1).
using Progress = std::function<void(std::string_view stage, double share)>;

/// Says how far a run is, unless it was asked to stop: then throws Cancelled.
void report_stage(std::string_view name, double share, const std::stop_token& stop, const Progress& progress);

}  // namespace batterisk::study
