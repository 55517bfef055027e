#pragma once

#include "read/by_id.hpp"
#include "read/layer_reading.hpp"

#include "batterisk/core/dossier/surroundings.hpp"

#include <stop_token>
#include <string>
#include <vector>

namespace batterisk::gis {

// Each reads the objects of one layer within `box` and is false when reading broke off or was stopped: then
// nothing of the layer may be used.

bool read_percelen(Reading& reading, const Box& box, const std::stop_token& stop, ById<Perceel>& out);

/// Uses that a building states itself become a unit without identificatie.
bool read_panden(Reading& reading, const Box& box, const BagStatusTable& statuses, const std::stop_token& stop,
                 ById<Pand>& out);

/// Pitches and berths: each is an object with one unit whose use is "standplaats" or "ligplaats".
bool read_places(Reading& reading, const Box& box, const BagStatusTable& statuses, const std::stop_token& stop,
                 ById<Pand>& out);

/// What plans and permits allow, with one unit each.
bool read_planned(Reading& reading, const Box& box, const BagStatusTable& statuses, const std::stop_token& stop,
                  ById<Pand>& out);

/// Reads objects with a class and gives it to the building that they name, else to the building that holds their
/// point or centre; an area without building becomes an object of its own. The strictest class of a building stays. What
/// is no more than a point, without building there, is added to `loose`. `panden` is sorted by id and gets the new
/// objects at its end.
bool read_vulnerable(Reading& reading, const Box& box, const std::stop_token& stop, std::vector<Pand>& panden,
                     std::vector<Verblijfsobject>& loose);

}  // namespace batterisk::gis
