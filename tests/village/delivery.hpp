#pragma once

#include "random.hpp"

#include "support/temp_folder.hpp"

#include "batterisk/core/base/geometry.hpp"

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include <gdal_priv.h>

namespace batterisk::village {

/// A place for the battery in the village, with what lies around it there.
struct Place {
  const char* name;
  RdPoint centre;
};
/// The plot of the village; a back garden between terraced houses; the canal with its pitches and houseboats.
inline constexpr std::array<Place, 3> places{
    {{"plot", {120'290, 479'853}}, {"row", {120'180, 479'960}}, {"canal", {120'050, 479'700}}}};

struct LayerName {
  const char* soort;
  const char* table;
  std::vector<std::string> columns;  ///< on which a verdict may hang
};
/// What a complete delivery has: panden, verblijfsobjecten, standplaatsen, ligplaatsen.
[[nodiscard]] const std::vector<LayerName>& all_layers();

/// A dossier with one container on a plot of 10 x 6 m at `place`, on the layers `given` of omgeving.gpkg beside it.
[[nodiscard]] std::string dossier_text(const Place& place, const std::vector<LayerName>& given);

/// A copy of the map of the village in a folder of its own, that loses what the functions below take.
class Delivery {
 public:
  /// Throws std::runtime_error when the copy cannot be opened for writing.
  explicit Delivery(const std::filesystem::path& complete);

  /// Throws std::runtime_error with GDAL's message.
  void sql(const std::string& statement);
  /// Closes the map, for others to read. Nothing more can be taken.
  void close() { dataset_.reset(); }
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }

 private:
  test::TempFolder folder_;
  GDALDatasetUniquePtr dataset_;
};

/// What was taken away, and whether the rest can show it: that a whole object once was there, nobody can tell.
struct Deletion {
  std::string what;
  bool shows = true;
};

/// Takes rows, columns, values, tables, layers of the dossier (`given`), joins or a side of all away, at random.
Deletion take_away(Delivery& delivery, std::vector<LayerName>& given, const Place& place, Random& random);

/// Takes what buildings say of their units, as some deliveries leave it to the units.
void leave_uses_to_units(Delivery& delivery);

}  // namespace batterisk::village
