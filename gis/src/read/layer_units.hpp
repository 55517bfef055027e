#pragma once

#include "read/building_use.hpp"
#include "read/layer_reading.hpp"

#include "batterisk/core/dossier/surroundings.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace batterisk::gis {

/// What is known of one unit out of all its records.
struct UnitRecord {
  Verblijfsobject unit;
  std::vector<std::string> buildings;  ///< that it names
  Occurrence occurrence;
  bool ended = false;          ///< according to its status
  std::optional<RdPoint> at;   ///< nothing in a table without places
  std::size_t layer = 0;       ///< of its first record, an index of reports
};

/// Units by id, out of rows and layers in whatever order: a row for each use and a row for each building are one unit; of
/// several records the newest counts.
class Units {
 public:
  /// `repeat`: reason of the remark on a record that says nothing new.
  void add(UnitRecord record, std::string_view repeat, LayerReport& report);
  /// Those of another layer too.
  void add_all(Units&& other, LayerReport& report);

  [[nodiscard]] std::size_t size() const;  ///< that are there
  [[nodiscard]] const std::vector<UnitRecord>& records() const { return records_; }

 private:
  std::vector<UnitRecord> records_;
  std::unordered_map<std::string, std::size_t> index_;  // looked up only, never iterated
};

/// Reads the units within the box, and those that name a building of `panden`, which is sorted by id. `layer`: index of
/// the report. False when reading broke off or was stopped: then nothing of the layer may be used.
bool read_verblijfsobjecten(Reading& reading, const Box& box, const BagStatusTable& statuses, const std::stop_token& stop,
                            const std::vector<Pand>& panden, std::size_t layer, Units& units);

/// What became of units that found no building.
struct Orphans {
  std::set<std::string> in_doubt;      ///< ids of buildings in which one lies although it does not name them
  std::vector<Verblijfsobject> loose;  ///< in no building at all
};

/// Hangs the units on the buildings that they name; all of an id when there are several. Those within the box without a
/// building become a remark of their layer.
[[nodiscard]] Orphans hang_units(const Units& units, const Box& box, std::vector<Pand>& panden,
                                 std::vector<LayerReport>& reports, UnitsFound& found);

}  // namespace batterisk::gis
