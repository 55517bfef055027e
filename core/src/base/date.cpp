#include "batterisk/core/base/date.hpp"

#include <fmt/format.h>

namespace batterisk {

std::string iso_date(std::chrono::year_month_day date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace batterisk
