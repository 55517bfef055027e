#pragma once

#include "read/feature_values.hpp"
#include "read/occurrence.hpp"
#include "shape/geos.hpp"

#include "batterisk/core/dossier/surroundings.hpp"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace batterisk::gis {

/// One record of an object that lies somewhere.
template <class Object>
struct Record {
  Object object;
  Occurrence occurrence;
  bool ended = false;  ///< says of itself that it is not there any more; its polygons do not matter
};

/// How two records of one id belong together.
enum class Kinship {
  Repeat,  ///< the same polygons
  Newer,   ///< the second took the place of the first
  Older,   ///< the first took the place of the second
  Parts,   ///< an object that was cut up (seen in real deliveries): near each other
  Apart    ///< too far from each other for one object
};
[[nodiscard]] Kinship kinship(const MultiPolygon& first, const Occurrence& of_first, const MultiPolygon& second,
                              const Occurrence& of_second, const Geos& geos);

/// Both together; true when the second adds to the first.
bool unite(MultiPolygon& first, const MultiPolygon& second, const Geos& geos);

inline MultiPolygon& polygons_of(Pand& pand) { return pand.footprint; }
inline MultiPolygon& polygons_of(Perceel& perceel) { return perceel.vlak; }

/// What the record of a part, or a second one of the same, adds to the first. True when it adds anything.
bool add_attributes(Pand& first, Pand&& second);
bool add_attributes(Perceel& first, Perceel&& second);

/// Adds the uses of a second record of a unit, and the larger area, which is the stricter one. True when there are more.
bool add_uses(Verblijfsobject& first, const Verblijfsobject& second);

/// Rank of a class word of a register: "" < "geen" < "beperkt_kwetsbaar" < "onbekend" < ...
[[nodiscard]] std::size_t strictness(std::string_view klasse);

/// An id, and the place of the object that has it.
using IdAndPlace = std::pair<std::string_view, std::size_t>;

/// Puts them in the order of the ids, and those of one id in that of their places.
void order_by_id(std::vector<IdAndPlace>& order);

/// The objects of one kind by id, out of rows and layers in whatever order: of several records the newest counts,
/// parts are put together, and of records that contradict each other without a word which is newer the one counts that is
/// there.
template <class Object>
class ById {
 public:
  /// `repeat`: reason of the remark on a record that says nothing new.
  void add(Record<Object>&& record, std::string_view repeat, LayerReport& report, const Geos& geos) {
    const std::size_t first = first_with(record.object.identificatie);
    if (first == none) {
      keep(std::move(record));
      return;
    }
    for (std::size_t at = first;; at = next_[at]) {
      if (settle(records_[at], record, repeat, report, geos)) return;
      if (next_[at] != none) continue;
      remark(report, "ver_uiteen", record.object.identificatie);
      next_[at] = records_.size();
      keep(std::move(record));
      return;
    }
  }

  /// Those of another layer too.
  void add_all(ById&& other, LayerReport& report, const Geos& geos) {
    if (records_.empty()) {
      std::swap(*this, other);
      return;
    }
    for (Record<Object>& record : other.records_) add(std::move(record), "in_andere_laag", report, geos);
  }

  /// Number of objects that are there.
  [[nodiscard]] std::size_t size() const {
    return static_cast<std::size_t>(
        std::count_if(records_.begin(), records_.end(), [](const Record<Object>& r) { return !r.ended; }));
  }

  /// Those that are there, by id; those of one id in the order in which they came.
  [[nodiscard]] std::vector<Object> take() {
    std::vector<IdAndPlace> order;
    order.reserve(records_.size());
    for (std::size_t i = 0; i < records_.size(); ++i) {
      if (!records_[i].ended) order.emplace_back(records_[i].object.identificatie, i);
    }
    order_by_id(order);
    std::vector<Object> objects;
    objects.reserve(order.size());
    for (const auto& [id, i] : order) objects.push_back(std::move(records_[i].object));
    *this = {};
    return objects;
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  /// First record with this id; without one the place is kept for the record that is to come, and the answer is none.
  std::size_t first_with(const std::string& id) {
    if (2 * records_.size() >= places_.size()) make_room();
    std::size_t& at = place_of(id);
    if (at == none) {
      at = records_.size();
      return none;
    }
    return at;
  }

  /// Where the id stands or may stand.
  std::size_t& place_of(const std::string& id) {
    const std::size_t last = places_.size() - 1;
    std::size_t i = std::hash<std::string>{}(id) & last;
    while (places_[i] != none && records_[places_[i]].object.identificatie != id) i = (i + 1) & last;
    return places_[i];
  }

  void make_room() {
    constexpr std::size_t least = 64;
    places_.assign(std::max(least, 4 * places_.size()), none);
    for (std::size_t i = 0; i < records_.size(); ++i) {
      std::size_t& at = place_of(records_[i].object.identificatie);
      if (at == none) at = i;
    }
  }

  void keep(Record<Object>&& record) {
    records_.push_back(std::move(record));
    next_.push_back(none);
  }

  /// True when the two are one object.
  bool settle(Record<Object>& first, Record<Object>& second, std::string_view repeat, LayerReport& report, const Geos& geos) {
    const std::string& id = first.object.identificatie;
    const bool one_ended = first.ended || second.ended;
    Kinship how = Kinship::Repeat;
    if (!one_ended) {
      how = kinship(polygons_of(first.object), first.occurrence, polygons_of(second.object), second.occurrence, geos);
    } else if (first.occurrence != second.occurrence) {
      how = first.occurrence < second.occurrence ? Kinship::Newer : Kinship::Older;
    }
    switch (how) {
      case Kinship::Newer:
      case Kinship::Older:
        remark(report, "ouder_voorkomen", id);
        if (how == Kinship::Newer) first = std::move(second);
        return true;
      case Kinship::Repeat:
        if (first.ended != second.ended) {
          remark(report, "tegenspraak", id);
          if (first.ended) first = std::move(second);
        } else if (!first.ended) {
          remark(report, add_attributes(first.object, std::move(second.object)) ? "aangevuld" : repeat, id);
        }
        return true;
      case Kinship::Parts:
        remark(report, repeat, id);
        if (unite(polygons_of(first.object), polygons_of(second.object), geos)) remark(report, "samengevoegd", id);
        add_attributes(first.object, std::move(second.object));
        return true;
      case Kinship::Apart:
        return false;
    }
    return false;
  }

  std::deque<Record<Object>> records_;                  // does not move them when it grows
  std::vector<std::size_t> next_;                       // further object of the same id
  // First record of each id, by its hash: a power of two of places, no more than half of them taken. An id is not kept twice.
  std::vector<std::size_t> places_;
};

}  // namespace batterisk::gis
