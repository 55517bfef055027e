#pragma once

#include "batterisk/core/base/geometry.hpp"
#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/core/dossier/surroundings.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace batterisk::gis {

/// A layer that the dossier names.
struct LayerRequest {
  LayerKind kind;
  std::filesystem::path path;  ///< absolute, or relative to the working directory; or a connection string
  std::string shown_path;      ///< as written in the dossier; used in reports and messages
  std::string layer;           ///< name inside the file; empty = the only layer, or the first that fits the kind
  std::string bron;
  std::string datum;
  Place place{};               ///< of the request in the dossier, for messages
  std::optional<LayerOrigin> origin{};  ///< of an extract: the layer reports what the whole one was
  std::string crs{};           ///< stated by the user for a layer that does not say it, e.g. "EPSG:28992"
  std::vector<std::pair<std::string, std::string>> columns{};  ///< own column map: meaning, name in the layer
  bool prepared = false;       ///< of a prepared folder: current, valid, linear and 2D; not checked again
  std::vector<LayerRemark> remarks{};  ///< of its manifest; they head those of the report
  std::optional<Polygon> omtrek{};     ///< the delivery is said to hold every object within this outline
  std::optional<LayerFlaws> flaws{};   ///< of the layer of which `path` holds a part; nothing: to be found
  std::chrono::year_month_day peildatum{};  ///< what had ended on this day is history; none given: nothing has ended
  LayerAccess access = LayerAccess::Plain;  ///< what may be opened
  std::vector<Diagnostic> absent{};         ///< said in place of opening anything; empty: the layer is looked for
};

/// The file on disk that a path begins with: an archive, where the path goes on into it, else the path itself; empty when
/// there is none.
[[nodiscard]] std::filesystem::path file_on_disk(const std::filesystem::path& path);

[[nodiscard]] LayerRequest request_of(const batterisk::LayerSource& layer, std::chrono::year_month_day peildatum = {});

/// Status words of BAG objects and what they mean for a study (rule data): existing, planned, or dropped.
struct BagStatusTable {
  std::vector<std::string> bestaand;
  std::vector<std::string> geprojecteerd;
  std::vector<std::string> vervallen;
  std::vector<std::string> gebruiksdoelen{};  ///< words that the rules know; empty = not checked
  std::optional<Area> groot_vanaf{};  ///< footprint from which a building is no shed; nothing: lacking units are not counted
};

/// Keeps the files of layers open in the thread that made it, so that reading many boxes opens each file once. It must
/// end in that thread.
class OpenLayers {
 public:
  explicit OpenLayers(const std::vector<LayerRequest>& layers);

 private:
  std::vector<std::shared_ptr<void>> files_;
};

/// Reads what lies within `box` from the layers. Everything comes out in RD, 2D, linear, valid and with ids as text;
/// what had to be repaired, transformed, joined without partner or dropped is counted with ids in the reports.
/// An empty, missing or unreadable layer, one without CRS, or layers of a kind that do not show that they cover `box`
/// give a diagnostic, and the object list of that kind is absent (missing, unreadable, empty) or marked not covering; it
/// never throws for one bad layer. `sha256` in a report is that of the request (else the study fills it). `parts`: boxes
/// within `box` whose coverage is judged each on its own, in place of that of `box`.
[[nodiscard]] Surroundings read_surroundings(const std::vector<LayerRequest>& layers, const Box& box,
                                             const BagStatusTable& statuses, std::stop_token stop = {},
                                             const std::vector<Box>& parts = {});

/// Shape of an object with this id in the layers of buildings and other places where people stay, looked for within `box`;
/// nothing when none has it. Never throws for a bad layer.
[[nodiscard]] std::optional<MultiPolygon> find_object(const std::vector<LayerRequest>& layers, const std::string& id, const Box& box);

/// Writes what `read_surroundings` reads of a layer within `box` to a GeoPackage of one layer: the columns that it
/// uses under their usual names, in the CRS of the layer, with the same row numbers, not repaired. Read again with
/// `LayerOrigin` it gives the same objects and the same report. Gives what keeps the layer from being used; then, and only
/// then, nothing is written. The bytes depend on the layer, the box and `iso_date` only. Throws FileError when it cannot be
/// written.
[[nodiscard]] std::vector<Diagnostic> write_extract(const LayerRequest& layer, const Box& box, const std::filesystem::path& path,
                                                    const std::string& iso_date);

/// Why a file cannot be one that this program stored in a prepared folder or an archive (GeoPackage or FlatGeobuf of tables,
/// nothing that leads elsewhere): a word of the program; empty when it can be.
[[nodiscard]] std::string not_stored_here(const std::filesystem::path& path);

}  // namespace batterisk::gis
