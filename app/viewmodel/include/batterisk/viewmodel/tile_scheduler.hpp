#pragma once

#include "batterisk/render/map_tile.hpp"

#include <QImage>
#include <QObject>
#include <QThreadPool>

#include <cstdint>
#include <map>
#include <stop_token>
#include <vector>

namespace batterisk::viewmodel {

/// To be called at the start of a program that draws maps: tiles come and go, and their memory goes back to the system
/// instead of lying in pieces in that of the program.
void return_pictures_to_the_system();

/// Draws the tiles of the ground on its own threads and keeps them: those of the view, and the ones used last within a
/// limit of bytes. Tiles that are no longer wanted are told to stop; a ground that changed leaves old tiles to look at
/// until new ones come.
class TileScheduler : public QObject {
  Q_OBJECT

 public:
  /// What was done, for tests.
  struct Counts {
    std::size_t drawn = 0;
    std::size_t cancelled = 0;
    std::size_t polygons = 0;
  };

  explicit TileScheduler(QObject* parent = nullptr);
  ~TileScheduler() override;

  void set_ground(render::MapGround ground, render::LayerStack layers);
  /// Asks for the tiles of a view, in this order.
  void want(const std::vector<render::TileKey>& keys);
  /// A tile of this ground or, while that is not there yet, of the one before; nullptr when there is none.
  [[nodiscard]] const QImage* tile(const render::TileKey& key);
  [[nodiscard]] bool idle() const { return pending_.empty(); }
  [[nodiscard]] const Counts& counts() const { return counts_; }
  void set_limit(std::size_t bytes) { limit_ = bytes; }
  [[nodiscard]] std::size_t bytes() const;

 Q_SIGNALS:
  void tile_ready();
  void became_idle();

 private:
  struct Tile {
    QImage image;
    std::uint64_t generation;
    std::uint64_t used;
  };
  void start(const render::TileKey& key);
  void trim();

  render::MapGround ground_;
  render::LayerStack layers_;
  std::uint64_t generation_ = 0;
  std::uint64_t clock_ = 0;
  std::size_t limit_ = std::size_t{32} << 20U;
  std::size_t wanted_ = 0;  // tiles of the view
  std::map<render::TileKey, Tile> tiles_;
  std::map<render::TileKey, std::stop_source> pending_;
  Counts counts_;
  QThreadPool pool_;
};

}  // namespace batterisk::viewmodel
