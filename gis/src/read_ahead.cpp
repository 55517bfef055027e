#include "read_ahead.hpp"

#include <utility>

namespace batterisk::gis {
namespace {

constexpr std::size_t batch_size = 1024;
constexpr std::size_t most_batches = 8;

}  // namespace

ReadAhead::ReadAhead(OGRLayer& layer) : thread_{[this, &layer] { read(layer); }} {}

ReadAhead::~ReadAhead() {
  {
    const std::lock_guard lock{mutex_};
    stopped_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void ReadAhead::read(OGRLayer& layer) {
  const GdalMessages messages;
  for (bool more = true; more;) {
    Batch batch;
    batch.reserve(batch_size);
    while (batch.size() < batch_size && more) {
      OGRFeatureUniquePtr feature{layer.GetNextFeature()};
      more = feature != nullptr;
      if (more) batch.push_back(std::move(feature));
    }
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return stopped_ || batches_.size() < most_batches; });
    if (stopped_) return;
    batches_.push_back(std::move(batch));
    if (!more) {
      if (messages.failed()) error_ = messages.text();
      ended_ = true;
    }
    changed_.notify_all();
  }
}

OGRFeatureUniquePtr ReadAhead::next() {
  while (at_ == current_.size()) {
    current_.clear();
    at_ = 0;
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return ended_ || !batches_.empty(); });
    if (batches_.empty()) return nullptr;
    current_ = std::move(batches_.front());
    batches_.pop_front();
    changed_.notify_all();
  }
  return std::move(current_[at_++]);
}

}  // namespace batterisk::gis
