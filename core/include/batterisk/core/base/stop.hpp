#pragma once

#include <stop_token>

namespace batterisk {

/// While it lives, the work of this thread, and of the threads of its `parallel_for`, ends soon after a stop is asked for.
class StopScope {
 public:
  explicit StopScope(std::stop_token stop);
  ~StopScope();
  StopScope(const StopScope&) = delete;
  StopScope& operator=(const StopScope&) = delete;

 private:
  std::stop_token before_;
};

/// The stop that this thread listens to; one that is never asked for where there is none.
[[nodiscard]] const std::stop_token& current_stop();

/// Throws Cancelled when the stop that this thread listens to was asked for. Stands in every loop that may take long.
void stop_point();

}  // namespace batterisk
