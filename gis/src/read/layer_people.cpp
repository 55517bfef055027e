#include "read/layer_people.hpp"

#include "read/building_places.hpp"
#include "read/rounded_references.hpp"

#include <cstddef>
#include <iterator>
#include <utility>

namespace batterisk::gis {
namespace {

std::optional<double> sum(const std::optional<double>& a, const std::optional<double>& b) {
  return a && b ? std::optional{*a + *b} : std::nullopt;
}

void add(std::optional<PeopleCount>& to, const PeopleCount& count) {
  to = to ? PeopleCount{sum(to->day, count.day), sum(to->night, count.night)} : count;
}

}  // namespace

bool read_people(Reading& reading, const Box& box, const std::stop_token& stop, std::vector<Pand>& panden,
                 std::vector<PeopleAt>& loose, CountedRecords& counted) {
  const LayerSource& source = reading.source;
  BuildingPlaces places{panden};
  std::vector<std::pair<std::size_t, PeopleCount>> indoors;
  std::vector<PeopleAt> elsewhere;
  CountedRecords own;
  look_at_references(reading, box, panden);
  const auto use = [&](const OGRFeature& feature, RecordHead&& head) {
    const PeopleCount count{people(feature, source.column(Meaning::PersonenDag), head.id, reading.report),
                            people(feature, source.column(Meaning::PersonenNacht), head.id, reading.report)};
    if (!count.day || !count.night) remark(reading.report, "personen_onbekend", head.id);
    const OGRGeometry* geometry = feature.GetGeometryRef();
    const bool placed = geometry != nullptr && geometry->IsEmpty() == 0;
    RdPoint middle{};
    if (placed) {
      OGREnvelope e;
      geometry->getEnvelope(&e);
      middle = {(e.MinX + e.MaxX) / 2, (e.MinY + e.MaxY) / 2};
    }
    if (!head.id.starts_with("fid=")) {
      const std::tuple record{head.id, middle.x, middle.y, count.day, count.night};
      if (counted.contains(record) || !own.insert(record).second) return remark(reading.report, "dubbel", head.id);
    }
    const std::vector<std::string> named = named_buildings(feature, reading);
    for (const std::string& name : named) {
      const auto [from, to] = with_id(panden, name);
      if (from < to) return void(indoors.emplace_back(from, count));
    }
    remark_references(feature, head.id, reading);
    if (!placed) {
      if (named.empty()) remark(reading.report, "leeg", head.id);
      return;  // a table of the whole country names buildings elsewhere
    }
    if (const std::vector<std::size_t> at = places.at(middle); !at.empty()) return void(indoors.emplace_back(at.front(), count));
    elsewhere.push_back({std::move(head.id), middle, count});
  };
  if (!for_each_feature(reading, box, stop, always, use)) return false;
  reading.report.features_used = indoors.size() + elsewhere.size();
  for (const auto& [i, count] : indoors) add(panden[i].personen, count);
  std::move(elsewhere.begin(), elsewhere.end(), std::back_inserter(loose));
  counted.merge(own);
  return true;
}

}  // namespace batterisk::gis
