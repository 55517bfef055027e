#include "batterisk/study/run/progress.hpp"

namespace batterisk::study {

void report_stage(std::string_view name, double share, const std::stop_token& stop, const Progress& progress) {
  if (stop.stop_requested()) throw Cancelled{};
  if (progress) progress(name, share);
}

}  // namespace batterisk::study
