#pragma once

#include <chrono>
#include <string>

namespace batterisk {

/// "2026-01-31".
[[nodiscard]] std::string iso_date(std::chrono::year_month_day date);

}  // namespace batterisk
