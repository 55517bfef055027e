#include "read/building_use.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

namespace batterisk::gis {
namespace {

/// The unit without identificatie, which holds what the building states itself.
std::optional<Verblijfsobject> take_own_use(std::vector<Verblijfsobject>& units) {
  const auto own = std::find_if(units.begin(), units.end(), [](const Verblijfsobject& u) { return u.identificatie.empty(); });
  if (own == units.end()) return std::nullopt;
  Verblijfsobject unit = std::move(*own);
  units.erase(own);
  return unit;
}

bool has_use(const std::vector<Verblijfsobject>& units, const std::string& use) {
  return std::any_of(units.begin(), units.end(), [&](const Verblijfsobject& unit) {
    return std::find(unit.gebruiksdoelen.begin(), unit.gebruiksdoelen.end(), use) != unit.gebruiksdoelen.end();
  });
}

/// Number of units that the building states and that were not found.
int lacking(const Pand& pand) {
  const auto found = static_cast<int>(pand.verblijfsobjecten.size());
  return std::max(0, pand.aantal_verblijfsobjecten.value_or(0) - found);
}

void settle_area(Verblijfsobject& own, int units) {
  if (units < 2) return;
  own.oppervlakte_hoogst_m2 = own.oppervlakte_m2;  // of one unit; of none when it is not stated
  if (own.oppervlakte_hoogst_m2) *own.oppervlakte_hoogst_m2 *= units;
}

std::optional<Twijfel> doubt_of(const Pand& pand, const UnitsFound& units) {
  if (pand.aantal_verblijfsobjecten == 0) return std::nullopt;
  if (units.usable_layers == 0) return Twijfel::GeenVerblijfsobjecten;
  if (pand.aantal_verblijfsobjecten) return Twijfel::Onvolledig;
  const bool could_have_joined = units.orphans > 0 || !units.have_places;
  if (units.joined == 0 && could_have_joined) return Twijfel::NietGekoppeld;
  return std::nullopt;
}

}  // namespace

bool settle_use(Pand& pand, const UnitsFound& units) {
  std::vector<Verblijfsobject>& found = pand.verblijfsobjecten;
  if (found.size() == 1 && found.front().identificatie.empty()) {
    settle_area(found.front(), pand.aantal_verblijfsobjecten.value_or(1));
    pand.twijfels.clear();
    return true;
  }
  std::optional<Verblijfsobject> own = take_own_use(found);
  if (found.empty()) {
    if (const auto doubt = doubt_of(pand, units)) pand.twijfels.push_back(*doubt);
    return false;
  }
  pand.twijfels.clear();  // its uses are known, whether it stands or not
  const int more = lacking(pand);
  if (!own) {
    if (more > 0) pand.twijfels.push_back(Twijfel::Onvolledig);
    return false;
  }
  // Units that are not there have uses among those that the building states.
  if (more == 0) std::erase_if(own->gebruiksdoelen, [&](const std::string& use) { return has_use(found, use); });
  if (own->gebruiksdoelen.empty()) return false;
  settle_area(*own, more);
  if (more > 0) {
    own->oppervlakte_hoogst_m2 = own->oppervlakte_hoogst_m2 ? own->oppervlakte_hoogst_m2 : own->oppervlakte_m2;
    own->oppervlakte_m2.reset();  // the largest unit of the building may be one that was found
  }
  found.insert(found.begin(), std::move(*own));
  return true;
}

}  // namespace batterisk::gis
