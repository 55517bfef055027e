#pragma once

#include "batterisk/core/base/stop.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace batterisk {

namespace detail {
/// This thread works for a parallel_for with more than one thread.
inline thread_local bool in_parallel = false;
}  // namespace detail

/// Calls `work(i)` for i in [0, n) on all cores, the caller's thread included. The calls must not depend on each other;
/// results belong in slots by index, so that they do not depend on the number of threads. The first exception is
/// rethrown after all threads have stopped. Ends with Cancelled between two calls when the stop of the caller's thread is
/// asked for. Within such a call another one takes the thread that it is on, and no more: the cores have work already.
template <class Work>
void parallel_for(std::size_t n, const Work& work, std::size_t grain = 1) {
  const std::size_t chunks = (n + grain - 1) / grain;
  const std::size_t cores = detail::in_parallel ? 1 : std::max(1u, std::thread::hardware_concurrency());
  const std::size_t threads = std::min(chunks, cores);
  std::atomic<std::size_t> next{0};
  std::vector<std::exception_ptr> failures(threads == 0 ? 1 : threads);
  const auto run = [&, stop = current_stop()](std::size_t thread) {
    const StopScope scope{stop};
    const bool outer = detail::in_parallel;
    detail::in_parallel = outer || threads > 1;
    try {
      for (std::size_t c = next++; c < chunks; c = next++) {
        const std::size_t end = std::min(n, (c + 1) * grain);
        for (std::size_t i = c * grain; i < end; ++i) {
          stop_point();
          work(i);
        }
      }
    } catch (...) {
      failures[thread] = std::current_exception();
      next = chunks;
    }
    detail::in_parallel = outer;
  };
  {
    std::vector<std::jthread> workers;
    for (std::size_t t = 1; t < threads; ++t) workers.emplace_back(run, t);
    run(0);
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace batterisk
