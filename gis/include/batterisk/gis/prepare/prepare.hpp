#pragma once

#include "batterisk/gis/read/layer.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk::gis {

/// One layer of a prepared folder.
struct PreparedLayer {
  LayerKind kind{};
  std::string file;    ///< name in the folder, "panden.fgb"
  std::string origin;  ///< "file|layer" that it was made of
  std::string bron;
  std::string datum;
  std::string crs;     ///< of the source; the layer itself is in RD
  std::int64_t features_total = 0;  ///< in the source
  std::size_t features_read = 0;    ///< within the area
  std::size_t features_written = 0;
  std::vector<LayerRemark> remarks;  ///< what was left out or changed
  Box extent;                        ///< of its objects, or the area that it holds whole
  bool whole = false;                ///< it holds every object within `extent`
  std::string incomplete;            ///< as in LayerFlaws
  std::uintmax_t bytes = 0;
  std::string sha256;
};

struct PreparedFolder {
  std::vector<PreparedLayer> layers;
  std::vector<Diagnostic> diagnostics;
};

/// Name of the layer at hand and share of its features done (0..1).
using LayerProgress = std::function<void(std::string_view layer, double share)>;

/// Makes `target` anew out of the sources: for each kind a FlatGeobuf in RD with a packed Hilbert R-tree that holds only
/// the columns that a study uses, under the names of their meaning, ids as text, geometry linear, 2D and valid, without
/// what had ended on the date of the data; and manifest.toml, by which a dossier finds the layers. Sources of one kind are
/// joined; what several say alike is in it once. `area`: only what meets this box. A source with
/// an empty path and an `origin` without features is a layer known to be empty. The folder appears under its name
/// when it is complete; with an error in `diagnostics`, and when stopped, `target` stays as it was. Throws FileError when
/// it cannot be written, or when `target` holds something that is no prepared folder.
[[nodiscard]] PreparedFolder prepare_folder(const std::vector<LayerRequest>& sources, const std::optional<Box>& area,
                                            const std::filesystem::path& target, std::stop_token stop = {},
                                            const LayerProgress& progress = {});

/// The kinds that a delivery holds layers of, told by the names of its layers and their columns.
[[nodiscard]] std::vector<LayerKind> kinds_in(const std::filesystem::path& path);

}  // namespace batterisk::gis
