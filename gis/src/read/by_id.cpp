#include "read/by_id.hpp"

#include "batterisk/core/base/geometry.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace batterisk::gis {
namespace {

/// Between parts of one building in real deliveries there is at most 10 m.
constexpr double widest_gap_m = 15.0;

double gap_m(const Box& a, const Box& b) {
  const double dx = std::max({0.0, a.min.x - b.max.x, b.min.x - a.max.x});
  const double dy = std::max({0.0, a.min.y - b.max.y, b.min.y - a.max.y});
  return std::max(dx, dy);
}

constexpr std::size_t word = sizeof(std::uint64_t);

/// Letters of an id as a number that has their order; beyond its end zeros.
std::uint64_t letters_at(std::string_view id, std::size_t from) {
  std::uint64_t letters = 0;
  if (from < id.size()) std::memcpy(&letters, id.data() + from, std::min(word, id.size() - from));
  static_assert(std::endian::native == std::endian::little);
  return __builtin_bswap64(letters);
}

/// The sixteen digits of a BAG id are compared as two numbers; a longer id also as the text that it is.
struct KeyOfId {
  std::uint64_t first;
  std::uint64_t second;
  IdAndPlace of;
  auto operator<=>(const KeyOfId&) const = default;
};

/// True when the two share most of the smaller: one object at two times, and not two parts of it.
bool same_place(const MultiPolygon& a, const MultiPolygon& b, const Geos& geos) {
  if (!bounds(a).intersects(bounds(b))) return false;
  const Geom common = geos.intersection(geos.make(a).get(), geos.make(b).get());
  return geos.area_m2(common.get()) > 0.5 * std::min(area_m2(a), area_m2(b));
}

}  // namespace

Kinship kinship(const MultiPolygon& first, const Occurrence& of_first, const MultiPolygon& second,
                const Occurrence& of_second, const Geos& geos) {
  // Numbers count the records of one object. Dates do not: parts may have their own.
  const bool numbered = of_first.number != of_second.number;
  if (of_first != of_second && (numbered || first == second || same_place(first, second, geos))) {
    return of_first < of_second ? Kinship::Newer : Kinship::Older;
  }
  if (first == second) return Kinship::Repeat;
  return gap_m(bounds(first), bounds(second)) <= widest_gap_m ? Kinship::Parts : Kinship::Apart;
}

bool unite(MultiPolygon& first, const MultiPolygon& second, const Geos& geos) {
  MultiPolygon merged = geos.polygons(geos.united(geos.make(first).get(), geos.make(second).get()).get());
  const bool larger = area_m2(merged) > area_m2(first);
  first = std::move(merged);
  return larger;
}

bool add_uses(Verblijfsobject& first, const Verblijfsobject& second) {
  bool more = false;
  for (const std::string& use : second.gebruiksdoelen) {
    if (std::find(first.gebruiksdoelen.begin(), first.gebruiksdoelen.end(), use) != first.gebruiksdoelen.end()) continue;
    first.gebruiksdoelen.push_back(use);
    more = true;
  }
  if (more) std::sort(first.gebruiksdoelen.begin(), first.gebruiksdoelen.end());  // whatever the order of the rows
  first.oppervlakte_m2 = std::max(first.oppervlakte_m2, second.oppervlakte_m2);
  return more;
}

std::size_t strictness(std::string_view klasse) {
  constexpr std::array<std::string_view, 6> order{"",         "geen",      "beperkt_kwetsbaar",
                                                  "onbekend", "kwetsbaar", "zeer_kwetsbaar"};
  return static_cast<std::size_t>(std::find(order.begin(), order.end(), klasse) - order.begin());
}

bool add_attributes(Pand& first, Pand&& second) {
  // What stands goes before what is planned, and what is known to stand before what may.
  const auto stands = [](const Pand& p) { return p.situatie == Situatie::Bestaand ? 2 - static_cast<int>(!p.twijfels.empty()) : 0; };
  if (stands(second) > stands(first)) {
    first.situatie = second.situatie;
    first.status = std::move(second.status);
    first.twijfels = std::move(second.twijfels);
  }
  first.aantal_verblijfsobjecten = std::max(first.aantal_verblijfsobjecten, second.aantal_verblijfsobjecten);
  if (strictness(second.klasse) > strictness(first.klasse)) first.klasse = std::move(second.klasse);
  bool more = false;
  for (Verblijfsobject& unit : second.verblijfsobjecten) {
    if (first.verblijfsobjecten.empty()) {
      first.verblijfsobjecten.push_back(std::move(unit));
      more = true;
    } else {
      more = add_uses(first.verblijfsobjecten.front(), unit) || more;
    }
  }
  return more;
}

bool add_attributes(Perceel& first, Perceel&& second) {
  if (first.kadastrale_aanduiding.empty()) first.kadastrale_aanduiding = std::move(second.kadastrale_aanduiding);
  return false;
}

void order_by_id(std::vector<IdAndPlace>& order) {
  std::vector<KeyOfId> keys;
  keys.reserve(order.size());
  for (const IdAndPlace& one : order) keys.push_back({letters_at(one.first, 0), letters_at(one.first, word), one});
  std::sort(keys.begin(), keys.end());
  std::transform(keys.begin(), keys.end(), order.begin(), [](const KeyOfId& key) { return key.of; });
}

}  // namespace batterisk::gis
