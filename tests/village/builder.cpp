#include "builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace batterisk::village {
namespace {

// Code 0000 is no municipality: it marks every BAG id as synthetic.
constexpr std::string_view kBronhouder = "0000";

/// 16 digits: municipality (4), object type (2), number (10).
std::string bag_id(std::string_view object_type, std::int64_t number) {
  return fmt::format("{}{}{:010}", kBronhouder, object_type, number);
}

MmPoint centre_of(const Rect& r) {
  return {(r.x0 + r.x1) / 2, (r.y0 + r.y1) / 2};
}

/// Point number `i` of `n`, spread along the longer side of the box.
MmPoint spread(const Rect& box, std::int64_t i, std::int64_t n) {
  const MmPoint c = centre_of(box);
  const std::int64_t width = box.x1 - box.x0;
  const std::int64_t height = box.y1 - box.y0;
  if (width >= height) return {box.x0 + width * (2 * i + 1) / (2 * n), c.y};
  return {c.x, box.y0 + height * (2 * i + 1) / (2 * n)};
}

std::string join(const std::set<std::string>& words) {
  std::string result;
  for (const std::string& word : words) {
    if (!result.empty()) result += ',';
    result += word;
  }
  return result;
}

void split_into(const std::string& list, std::set<std::string>& words) {
  for (std::size_t from = 0; from <= list.size();) {
    const std::size_t to = std::min(list.find(',', from), list.size());
    words.insert(list.substr(from, to - from));
    from = to + 1;
  }
}

/// Point inside the ring: middle of the widest stretch of the ring at half its height.
RdPoint label_point(const MmRing& ring) {
  const auto by_y = [](MmPoint a, MmPoint b) { return a.y < b.y; };
  const auto [low, high] = std::minmax_element(ring.begin(), ring.end(), by_y);
  const std::int64_t y = (low->y + high->y) / 2;
  std::vector<std::int64_t> crossings;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const MmPoint a = ring[i];
    const MmPoint b = ring[(i + 1) % ring.size()];
    if ((a.y <= y) != (b.y <= y)) crossings.push_back(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
  }
  std::sort(crossings.begin(), crossings.end());
  MmPoint best{0, y};
  std::int64_t widest = -1;
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
    const std::int64_t width = crossings[i + 1] - crossings[i];
    if (width > widest) best.x = crossings[i] + width / 2;
    widest = std::max(widest, width);
  }
  return metres(best);
}

}  // namespace

std::int64_t Lot::width() const {
  return front == Side::North || front == Side::South ? area.x1 - area.x0 : area.y1 - area.y0;
}

std::int64_t Lot::depth() const {
  return front == Side::North || front == Side::South ? area.y1 - area.y0 : area.x1 - area.x0;
}

MmPoint Lot::at(std::int64_t u, std::int64_t v) const {
  switch (front) {
    case Side::South:
      return {area.x0 + u, area.y0 + v};
    case Side::North:
      return {area.x1 - u, area.y1 - v};
    case Side::West:
      return {area.x0 + v, area.y1 - u};
    case Side::East:
      return {area.x1 - v, area.y0 + u};
  }
  return {};
}

Rect Lot::box(std::int64_t u0, std::int64_t v0, std::int64_t u1, std::int64_t v1) const {
  const MmPoint a = at(u0, v0);
  const MmPoint b = at(u1, v1);
  return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

std::size_t Builder::parcel(const Rect& area, std::string_view sectie) {
  return parcel(ring_of(area), sectie);
}

std::size_t Builder::parcel(MmRing outline, std::string_view sectie) {
  parcels_.push_back({std::move(outline), std::string(sectie)});
  return parcels_.size() - 1;
}

std::size_t Builder::street(std::string naam, std::string naam_kort, std::string postcode) {
  const auto number = static_cast<std::int64_t>(streets_.size()) + 1;
  streets_.push_back({std::move(naam), std::move(naam_kort), std::move(postcode), bag_id("30", number)});
  return streets_.size() - 1;
}

Adres Builder::next_address(std::size_t street, Parity parity) {
  Street& s = streets_.at(street);
  int& next = parity == Parity::Odd ? s.next_odd : s.next_even;
  Adres adres{s.naam, s.naam_kort, next, "", "", s.postcode, further_number(), s.identificatie};
  next += 2;
  return adres;
}

std::string Builder::further_number() {
  return bag_id("20", ++addresses_);
}

std::size_t Builder::building(const Lot& lot, const Rect& core, MmRing outline, Placement placement,
                              int bouwjaar, std::string_view status) {
  std::optional<MmPoint> anchor;
  if (placement == Placement::Rigid) anchor = centre_of(lot.area);
  panden_.push_back({std::move(outline), core, anchor, bouwjaar, std::string(status)});
  return panden_.size() - 1;
}

std::size_t Builder::building(const Lot& lot, const Rect& box, Placement placement, int bouwjaar,
                              std::string_view status) {
  return building(lot, box, ring_of(box), placement, bouwjaar, status);
}

void Builder::unit(std::size_t pand, Adres adres, std::string_view gebruiksdoel, std::int64_t oppervlakte_m2,
                   std::string_view status) {
  units_of_use_.push_back({pand, std::move(adres), std::string(gebruiksdoel),
                           static_cast<int>(oppervlakte_m2), std::string(status)});
}

void Builder::landmark(std::string_view rol, std::size_t pand) {
  landmarks_.push_back({std::string(rol), pand});
}

bool Builder::take_house() {
  if (houses_left_ == 0) return false;
  --houses_left_;
  return true;
}

void Builder::road(const Rect& area, std::string_view soort, std::string_view naam) {
  roads_.push_back({ring_of(area), std::string(soort), std::string(naam)});
}

void Builder::water(const Rect& area, std::string_view soort, std::string_view naam) {
  water(ring_of(area), soort, naam);
}

void Builder::water(MmRing outline, std::string_view soort, std::string_view naam) {
  waters_.push_back({std::move(outline), std::string(soort), std::string(naam)});
}

void Builder::pitch(const Rect& area, Adres adres) {
  pitches_.push_back({area, std::move(adres)});
}

void Builder::berth(const Rect& area, Adres adres) {
  berths_.push_back({area, std::move(adres)});
}

void Builder::finish_parcels(Village& village) const {
  std::vector<MmRing> outlines;
  for (const ParcelDraft& draft : parcels_) outlines.push_back(draft.outline);
  const std::vector<MmRing> rings = bend_all(std::move(outlines), 0.20, 30, seed_ ^ 0x9e3779b97f4a7c15ULL);
  Random deviation(seed_ ^ 0xd1b54a32d192ed03ULL);
  int number_a = 100;
  int number_b = 1000;
  for (std::size_t i = 0; i < rings.size(); ++i) {
    PerceelRow row;
    row.identificatie_lokaal_id = fmt::format("{:014}", i + 1);
    row.sectie = parcels_[i].sectie;
    row.perceelnummer = row.sectie == "A" ? ++number_a : ++number_b;
    const std::int64_t area_m2 = (doubled_area(rings[i]) + 1'000'000) / 2'000'000;
    row.kadastrale_grootte_m2 =
        static_cast<int>(std::max<std::int64_t>(1, area_m2 + deviation.between(-3, 3)));
    row.plaatscoordinaat = label_point(rings[i]);
    row.vlak = metres(rings[i]);
    village.percelen.push_back(std::move(row));
  }
  village.extent.add(metres(MmPoint{kPlanOrigin.x + kPlanBorder.x0, kPlanOrigin.y + kPlanBorder.y0}));
  village.extent.add(metres(MmPoint{kPlanOrigin.x + kPlanBorder.x1, kPlanOrigin.y + kPlanBorder.y1}));
}

void Builder::finish_buildings(Village& village) const {
  std::vector<MmRing> outlines;
  for (const PandDraft& draft : panden_) outlines.push_back(draft.outline);
  insert_shared_nodes(outlines);
  std::vector<std::vector<std::size_t>> units_of(panden_.size());
  for (std::size_t i = 0; i < units_of_use_.size(); ++i) units_of[units_of_use_[i].pand].push_back(i);

  for (std::size_t i = 0; i < panden_.size(); ++i) {
    const PandDraft& draft = panden_[i];
    const auto to_rd = [&draft](MmPoint p) {
      return draft.anchor ? place_rigidly(p, *draft.anchor) : bend(p);
    };
    MmRing ring;
    for (const MmPoint p : outlines[i]) ring.push_back(to_rd(p));
    PandRow row;
    row.identificatie = bag_id("10", static_cast<std::int64_t>(i) + 1);
    row.bouwjaar = draft.bouwjaar;
    row.status = draft.status;
    row.vlak = metres(ring);
    row.aantal_verblijfsobjecten = static_cast<int>(units_of[i].size());
    std::set<std::string> uses;
    std::int64_t nth = 0;
    for (const std::size_t u : units_of[i]) {
      const UnitDraft& unit = units_of_use_[u];
      split_into(unit.gebruiksdoel, uses);
      row.oppervlakte_min = std::min(row.oppervlakte_min.value_or(unit.oppervlakte_m2), unit.oppervlakte_m2);
      row.oppervlakte_max = std::max(row.oppervlakte_max.value_or(unit.oppervlakte_m2), unit.oppervlakte_m2);
      VerblijfsobjectRow vbo;
      vbo.identificatie = bag_id("01", static_cast<std::int64_t>(village.verblijfsobjecten.size()) + 1);
      vbo.oppervlakte_m2 = unit.oppervlakte_m2;
      vbo.status = unit.status;
      vbo.gebruiksdoel = unit.gebruiksdoel;
      vbo.adres = unit.adres;
      vbo.pand = i;
      vbo.punt = metres(to_rd(spread(draft.core, nth++, row.aantal_verblijfsobjecten)));
      village.verblijfsobjecten.push_back(std::move(vbo));
    }
    row.gebruiksdoel = join(uses);
    village.panden.push_back(std::move(row));
  }
  village.landmarks = landmarks_;
}

void Builder::finish_terrain(Village& village) const {
  const auto rows = [](const std::vector<TerrainDraft>& drafts, std::string_view prefix) {
    std::vector<MmRing> outlines;
    for (const TerrainDraft& draft : drafts) outlines.push_back(draft.outline);
    const std::vector<MmRing> rings = bend_all(std::move(outlines), 0.05, 0, 0);
    std::vector<TerreinRow> result;
    for (std::size_t i = 0; i < rings.size(); ++i) {
      result.push_back({fmt::format("{}.SYNTHETISCH.{:06}", prefix, i + 1), drafts[i].soort, drafts[i].naam,
                        metres(rings[i])});
    }
    return result;
  };
  village.wegdelen = rows(roads_, "G0000.W");
  village.waterdelen = rows(waters_, "G0000.V");

  const auto places = [](const std::vector<PlaceDraft>& drafts, std::string_view object_type) {
    std::vector<PlaatsRow> result;
    for (const PlaceDraft& draft : drafts) {
      MmRing ring;
      for (const MmPoint p : ring_of(draft.area)) ring.push_back(place_rigidly(p, centre_of(draft.area)));
      result.push_back({bag_id(object_type, static_cast<std::int64_t>(result.size()) + 1),
                        "Plaats aangewezen", draft.adres, metres(ring)});
    }
    return result;
  };
  village.standplaatsen = places(pitches_, "03");
  village.ligplaatsen = places(berths_, "02");
}

void Builder::finish_site(Village& village) const {
  village.site_parcel = site_parcel_;
  village.site_boundary = village.percelen.at(site_parcel_).vlak.outer;
  for (const SiteUnitDraft& draft : units_) {
    MmRing ring;
    for (const MmPoint p : ring_of(draft.area)) ring.push_back(place_rigidly(p, draft.anchor));
    const MmPoint centre = place_rigidly(centre_of(draft.area), draft.anchor);
    village.suggested_units.push_back({draft.id, metres(centre), metres(ring).outer});
  }
}

Village Builder::finish() {
  Village village;
  finish_parcels(village);
  finish_buildings(village);
  finish_terrain(village);
  finish_site(village);
  return village;
}

}  // namespace batterisk::village
