#pragma once

#include "ogr.hpp"

#include <ogrsf_frmts.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace batterisk::gis {

/// Reads the features of a layer in a thread of its own, some thousands ahead of who uses them: reading and using a whole
/// country take about the same time. Nobody else may touch the layer meanwhile.
class ReadAhead {
 public:
  explicit ReadAhead(OGRLayer& layer);
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  /// The next feature in the order of the layer; nullptr at its end.
  [[nodiscard]] OGRFeatureUniquePtr next();
  /// Error of GDAL while reading, after the end; empty when there was none.
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  using Batch = std::vector<OGRFeatureUniquePtr>;
  void read(OGRLayer& layer);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> batches_;
  bool ended_ = false;
  bool stopped_ = false;
  std::string error_;
  Batch current_;  // of the user
  std::size_t at_ = 0;
  std::thread thread_;
};

}  // namespace batterisk::gis
