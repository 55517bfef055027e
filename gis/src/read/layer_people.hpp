#pragma once

#include "read/layer_reading.hpp"

#include "batterisk/core/dossier/surroundings.hpp"

#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <tuple>
#include <vector>

namespace batterisk::gis {

/// Records that were counted, of all layers of people: id, place, day and night.
using CountedRecords = std::set<std::tuple<std::string, double, double, std::optional<double>, std::optional<double>>>;

/// Reads how many people are where. They are added to the building that a record names, else to the one that holds its
/// middle; elsewhere they are added to `loose`. A sum with an unknown number is unknown. The same record twice counts once.
/// `panden` is sorted by id. False when reading broke off or was stopped: then nothing of the layer may be used.
bool read_people(Reading& reading, const Box& box, const std::stop_token& stop, std::vector<Pand>& panden,
                 std::vector<PeopleAt>& loose, CountedRecords& counted);

}  // namespace batterisk::gis
