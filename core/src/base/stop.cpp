#include "batterisk/core/base/stop.hpp"

#include "batterisk/core/base/cancelled.hpp"

#include <utility>

namespace batterisk {
namespace {

std::stop_token& own() {
  thread_local std::stop_token stop;
  return stop;
}

}  // namespace

StopScope::StopScope(std::stop_token stop) : before_{std::exchange(own(), std::move(stop))} {}

StopScope::~StopScope() { own() = std::move(before_); }

const std::stop_token& current_stop() { return own(); }

void stop_point() {
  if (own().stop_requested()) throw Cancelled{};
}

}  // namespace batterisk
