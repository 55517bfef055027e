#include "batterisk/viewmodel/tile_scheduler.hpp"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include <algorithm>
#include <thread>

namespace batterisk::viewmodel {
namespace {

constexpr std::size_t tile_bytes = std::size_t{4} * render::tile_pixels * render::tile_pixels;

}  // namespace

void return_pictures_to_the_system() {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, tile_bytes / 4);  // glibc would raise it to the largest block freed so far
#endif
}

TileScheduler::TileScheduler(QObject* parent) : QObject(parent) {
  pool_.setMaxThreadCount(static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 2U, 8U)));
}

TileScheduler::~TileScheduler() {
  for (auto& [key, stop] : pending_) stop.request_stop();
  pool_.clear();
  pool_.waitForDone();
}

void TileScheduler::set_ground(render::MapGround ground, render::LayerStack layers) {
  ground_ = std::move(ground);
  layers_ = std::move(layers);
  ++generation_;
  for (auto& [key, stop] : pending_) stop.request_stop();
  counts_.cancelled += pending_.size();
  pending_.clear();
}

void TileScheduler::want(const std::vector<render::TileKey>& keys) {
  wanted_ = keys.size();
  for (auto it = pending_.begin(); it != pending_.end();) {
    if (std::find(keys.begin(), keys.end(), it->first) != keys.end()) {
      ++it;
      continue;
    }
    it->second.request_stop();
    ++counts_.cancelled;
    it = pending_.erase(it);
  }
  for (const render::TileKey& key : keys) {
    const auto known = tiles_.find(key);
    const bool current = known != tiles_.end() && known->second.generation == generation_;
    if (!current && !pending_.contains(key)) start(key);
  }
}

void TileScheduler::start(const render::TileKey& key) {
  std::stop_source stop;
  pending_.emplace(key, stop);
  pool_.start([this, key, ground = ground_, layers = layers_, generation = generation_, token = stop.get_token()] {
    if (token.stop_requested()) return;
    render::DrawCounts drawn;
    QImage image = render::draw_tile(ground, key, layers, &drawn, token);
    if (token.stop_requested()) return;
    QMetaObject::invokeMethod(this, [this, key, generation, token, drawn, image = std::move(image)] {
      // Stopped while this message was under way: the entry in pending_ is its successor's.
      if (token.stop_requested()) return;
      pending_.erase(key);
      ++counts_.drawn;
      counts_.polygons += drawn.polygons;
      tiles_.insert_or_assign(key, Tile{image, generation, ++clock_});
      trim();
      Q_EMIT tile_ready();
      if (pending_.empty()) Q_EMIT became_idle();
    }, Qt::QueuedConnection);
  });
}

const QImage* TileScheduler::tile(const render::TileKey& key) {
  const auto known = tiles_.find(key);
  if (known == tiles_.end()) return nullptr;
  known->second.used = ++clock_;
  return &known->second.image;
}

std::size_t TileScheduler::bytes() const {
  return tiles_.size() * tile_bytes;
}

void TileScheduler::trim() {
  const std::size_t limit = std::max(limit_, wanted_ * tile_bytes);  // what the view shows stays, on a large screen too
  while (bytes() > limit) {
    tiles_.erase(std::min_element(tiles_.begin(), tiles_.end(),
                                  [](const auto& a, const auto& b) { return a.second.used < b.second.used; }));
  }
}

}  // namespace batterisk::viewmodel
