#include "buildings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace batterisk::village {
void road(Builder& b, const Rect& r, std::string_view naam, std::int64_t side, bool footpaths) {
  b.parcel(r);
  const bool along_x = r.x1 - r.x0 > r.y1 - r.y0;
  const Rect middle =
      along_x ? Rect{r.x0, r.y0 + side, r.x1, r.y1 - side} : Rect{r.x0 + side, r.y0, r.x1 - side, r.y1};
  b.road(middle, "rijbaan lokale weg", naam);
  if (!footpaths) return;
  if (along_x) {
    b.road({r.x0, r.y0, r.x1, r.y0 + side}, "voetpad", naam);
    b.road({r.x0, r.y1 - side, r.x1, r.y1}, "voetpad", naam);
  } else {
    b.road({r.x0, r.y0, r.x0 + side, r.y1}, "voetpad", naam);
    b.road({r.x1 - side, r.y0, r.x1, r.y1}, "voetpad", naam);
  }
}

namespace {

/// Shed or garage without verblijfsobject, behind a house that ends `house_end` mm from the street.
void back_shed(Builder& b, const Lot& lot, std::int64_t house_end, int bouwjaar) {
  const std::int64_t w = b.random.between(24, 42) * 100;
  const std::int64_t d = b.random.between(35, 70) * 100;
  const std::int64_t margin = 1500;
  const std::int64_t u = b.random.chance(50) ? margin : lot.width() - margin - w;
  const std::int64_t v = std::max(house_end + 1000, lot.depth() - d - b.random.between(15, 60) * 100);
  b.building(lot, lot.box(u, v, u + w, v + d), Placement::Rigid, bouwjaar);
}

/// Free-standing house: a box, an L with a side wing, or a T with a rear extension.
std::size_t detached_house(Builder& b, const Lot& lot, Adres adres, const StatusPair& status) {
  const std::int64_t w = b.random.between(80, 105) * 100;
  const std::int64_t d = b.random.between(85, 125) * 100;
  const std::int64_t slack = lot.width() - w - 6000;
  const std::int64_t u = 3000 + (slack > 0 ? b.random.between(0, slack / 100) * 100 : 0);
  const std::int64_t v = b.random.between(55, 95) * 100;
  const int bouwjaar = static_cast<int>(b.random.between(1885, 2016));
  std::vector<MmPoint> outline{lot.at(u, v), lot.at(u + w, v)};
  std::int64_t extra_m2 = 0;
  const std::int64_t shape = b.random.between(0, 2);
  if (shape == 1 && lot.width() - (u + w) >= 5500) {
    const std::int64_t wing = 3500;
    outline.insert(outline.end(), {lot.at(u + w, v + 3000), lot.at(u + w + wing, v + 3000),
                                   lot.at(u + w + wing, v + d), lot.at(u, v + d)});
    extra_m2 = wing * (d - 3000) / (kMetre * kMetre);
  } else if (shape == 2) {
    const std::int64_t rear = b.random.between(25, 40) * 100;
    outline.insert(outline.end(),
                   {lot.at(u + w, v + d), lot.at(u + w - 2000, v + d), lot.at(u + w - 2000, v + d + rear),
                    lot.at(u + 1500, v + d + rear), lot.at(u + 1500, v + d), lot.at(u, v + d)});
    extra_m2 = (w - 3500) * rear / (kMetre * kMetre);
  } else {
    outline.insert(outline.end(), {lot.at(u + w, v + d), lot.at(u, v + d)});
  }
  const std::size_t pand =
      b.building(lot, lot.box(u, v, u + w, v + d), outline, Placement::Rigid, bouwjaar, status.pand);
  b.unit(pand, std::move(adres), "woonfunctie", w * d * 17 / (10 * kMetre * kMetre) + extra_m2,
         status.verblijfsobject);
  if (b.random.chance(70)) back_shed(b, lot, v + d + 4000, bouwjaar + 5);
  return pand;
}

/// Positions that cut [from, to] into pieces of about `width`, each moved by up to 15 % of a piece.
std::vector<std::int64_t> cuts(Builder& b, std::int64_t from, std::int64_t to, std::int64_t width) {
  const std::int64_t n = std::max<std::int64_t>(1, (to - from + width / 2) / width);
  const std::int64_t piece = (to - from) / n;
  std::vector<std::int64_t> result{from};
  for (std::int64_t i = 1; i < n; ++i) {
    const std::int64_t shift = b.random.between(-15, 15) * piece / 100;
    result.push_back((from + (to - from) * i / n + shift) / kGrid * kGrid);
  }
  result.push_back(to);
  return result;
}

/// Lots along one side of a street, over the whole of `band`.
std::vector<Lot> lots_along(Builder& b, const Rect& band, Side front, std::int64_t width) {
  const bool along_x = front == Side::North || front == Side::South;
  const std::vector<std::int64_t> at =
      along_x ? cuts(b, band.x0, band.x1, width) : cuts(b, band.y0, band.y1, width);
  std::vector<Lot> lots;
  for (std::size_t i = 0; i + 1 < at.size(); ++i) {
    lots.push_back(
        {along_x ? Rect{at[i], band.y0, at[i + 1], band.y1} : Rect{band.x0, at[i], band.x1, at[i + 1]},
         front});
  }
  return lots;
}

}  // namespace

void detached_lots(Builder& b, const Rect& band, Side front, std::size_t street, Parity parity,
                   const std::vector<StatusPair>& statuses) {
  std::size_t nth = 0;
  for (const Lot& lot : lots_along(b, band, front, 27 * kMetre)) {
    b.parcel(lot.area);
    if (!b.take_house()) continue;
    const bool special = nth % 2 == 1 && nth / 2 < statuses.size();
    detached_house(b, lot, b.next_address(street, parity), special ? statuses[nth / 2] : kInUse);
    ++nth;
  }
}

void semi_detached_lots(Builder& b, const Rect& band, Side front, std::size_t street, Parity parity) {
  for (const Lot& pair : lots_along(b, band, front, 22 * kMetre)) {
    const std::int64_t middle = (pair.area.x0 + pair.area.x1) / (2 * kGrid) * kGrid;
    const std::int64_t w = b.random.between(58, 70) * 100;
    const std::int64_t d = b.random.between(90, 105) * 100;
    const int bouwjaar = static_cast<int>(b.random.between(1955, 1998));
    for (const bool east : {false, true}) {
      const Rect half{east ? middle : pair.area.x0, pair.area.y0, east ? pair.area.x1 : middle, pair.area.y1};
      const Lot lot{half, front};
      b.parcel(half);
      if (!b.take_house()) continue;
      const Rect rows = lot.box(0, 5000, lot.width(), 5000 + d);
      const Rect house{east ? middle : middle - w, rows.y0, east ? middle + w : middle, rows.y1};
      const std::size_t pand = b.building(pair, house, Placement::Bent, bouwjaar);
      b.unit(pand, b.next_address(street, parity), "woonfunctie", w * d * 17 / (10 * kMetre * kMetre));
      if (b.random.chance(70)) back_shed(b, lot, 5000 + d, bouwjaar + 10);
    }
  }
}

std::optional<std::size_t> terraced_row(Builder& b, const Rect& band, std::int64_t n, Side front,
                                        std::size_t street, Parity parity) {
  constexpr std::int64_t kCorner = 2500;
  const std::int64_t front_garden = b.random.between(35, 55) * 100;
  const std::int64_t depth = b.random.between(85, 100) * 100;
  const std::int64_t shed_width = b.random.between(21, 26) * 100;
  const std::int64_t shed_depth = b.random.between(25, 38) * 100;
  const int bouwjaar = static_cast<int>(b.random.between(1962, 2008));
  const std::int64_t built = band.x1 - band.x0 - 2 * kCorner;
  const auto party_wall = [&](std::int64_t i) { return (band.x0 + kCorner + built * i / n) / kGrid * kGrid; };
  std::optional<std::size_t> last;
  for (std::int64_t i = 0; i < n; ++i) {
    const Lot lot{{party_wall(i), band.y0, party_wall(i + 1), band.y1}, front};
    b.parcel(Rect{i == 0 ? band.x0 : lot.area.x0, band.y0, i + 1 == n ? band.x1 : lot.area.x1, band.y1});
    if (!b.take_house()) continue;
    const std::int64_t extension = b.random.chance(25) ? 2500 : 0;
    const Rect house = lot.box(0, front_garden, lot.width(), front_garden + depth + extension);
    last = b.building(lot, house, Placement::Bent, bouwjaar);
    b.unit(*last, b.next_address(street, parity), "woonfunctie",
           lot.width() * (depth * 2 + extension) * 9 / (10 * kMetre * kMetre));
    if (!b.random.chance(70)) continue;
    Rect shed = lot.box(0, lot.depth() - shed_depth - 400, lot.width(), lot.depth() - 400);
    if (i % 2 == 0) {
      shed.x0 = shed.x1 - shed_width;
    } else {
      shed.x1 = shed.x0 + shed_width;
    }
    b.building(lot, shed, Placement::Bent, bouwjaar);
  }
  return last;
}

std::optional<std::size_t> terraced_rows(Builder& b, const Rect& band, Side front, std::size_t street,
                                         Parity parity) {
  const std::int64_t length = band.x1 - band.x0;
  const std::int64_t rows = length / (54 * kMetre);
  std::optional<std::size_t> last;
  for (std::int64_t i = 0; i < rows; ++i) {
    const Rect part{(band.x0 + length * i / rows) / kGrid * kGrid, band.y0,
                    (band.x0 + length * (i + 1) / rows) / kGrid * kGrid, band.y1};
    const std::int64_t n = part.x1 - part.x0 > 56 * kMetre ? 10 : b.random.between(8, 9);
    if (const auto pand = terraced_row(b, part, n, front, street, parity)) last = pand;
  }
  return last;
}

std::size_t block(Builder& b, const Lot& lot, std::int64_t u, std::int64_t v, std::int64_t w, std::int64_t d,
                  int bouwjaar, std::string_view status) {
  return b.building(lot, lot.box(u, v, u + w, v + d), Placement::Rigid, bouwjaar, status);
}

std::size_t octagon(Builder& b, const Lot& lot, std::int64_t u, std::int64_t v, std::int64_t w,
                    int bouwjaar) {
  const std::int64_t c = w * 29 / 100;
  std::vector<MmPoint> ring;
  const std::array<std::array<std::int64_t, 2>, 8> corners{
      {{c, 0}, {w - c, 0}, {w, c}, {w, w - c}, {w - c, w}, {c, w}, {0, w - c}, {0, c}}};
  for (const auto& corner : corners) ring.push_back(lot.at(u + corner[0], v + corner[1]));
  return b.building(lot, lot.box(u + c, v + c, u + w - c, v + w - c), std::move(ring), Placement::Rigid,
                    bouwjaar);
}

void shop_row(Builder& b, const Rect& band, std::size_t street) {
  std::int64_t nth = 0;
  for (const Lot& lot : lots_along(b, band, Side::South, 16 * kMetre)) {
    b.parcel(lot.area);
    const std::int64_t d = b.random.between(13, 19) * kMetre;
    const int bouwjaar = static_cast<int>(b.random.between(1898, 1992));
    const std::size_t pand =
        b.building(lot, lot.box(0, 2000, lot.width(), 2000 + d), Placement::Bent, bouwjaar);
    const std::int64_t floor_m2 = lot.width() * d / (kMetre * kMetre) * 85 / 100;
    Adres adres = b.next_address(street, Parity::Odd);
    if (nth % 4 == 0) {
      // Shop and dwelling in one unit.
      b.unit(pand, adres, "winkelfunctie,woonfunctie", floor_m2 * 2);
    } else if (nth == 5) {
      b.unit(pand, adres, "bijeenkomstfunctie", floor_m2);
      adres.huisletter = std::string(1, 'A');
      adres.nummeraanduiding_identificatie = b.further_number();
      b.unit(pand, adres, "woonfunctie", floor_m2 * 8 / 10);
    } else {
      b.unit(pand, adres, nth == 7 ? "kantoorfunctie,winkelfunctie" : "winkelfunctie", floor_m2);
      for (const char letter : {'A', 'B'}) {
        adres.huisletter = std::string(1, letter);
        adres.nummeraanduiding_identificatie = b.further_number();
        b.unit(pand, adres, "woonfunctie", floor_m2 * 4 / 10);
      }
    }
    if (nth % 2 == 1) back_shed(b, lot, 2000 + d, bouwjaar);
    ++nth;
  }
}

void flat(Builder& b, std::size_t pand, Adres adres, int n, std::string_view gebruiksdoel,
          std::int64_t m2_each, std::string_view status) {
  for (int i = 1; i <= n; ++i) {
    adres.toevoeging = fmt::format("{}", i);
    if (i > 1) adres.nummeraanduiding_identificatie = b.further_number();
    b.unit(pand, adres, gebruiksdoel, m2_each, status);
  }
}

namespace {

/// Yard of 80 x 85 m at the street side of a strip: house, barns, tank. The rest of the strip is an L-shaped
/// field. The yard lies in the western corner; on the easternmost strip in the eastern one, so that buildings
/// stand near every border of the plan.
void farm(Builder& b, const Rect& strip, Side front, std::size_t street, Parity parity) {
  const bool east = strip.x1 == kPlanBorder.x1;
  const bool south = front == Side::South;
  const std::int64_t x = east ? strip.x1 - 80 * kMetre : strip.x0 + 80 * kMetre;
  const std::int64_t y = south ? strip.y0 + 85 * kMetre : strip.y1 - 85 * kMetre;
  const Lot yard{{east ? x : strip.x0, south ? strip.y0 : y, east ? strip.x1 : x, south ? y : strip.y1},
                 front};
  b.parcel(yard.area, "B");

  // The field: the strip with the yard's corner (`cut`) pushed in to (x, y).
  const MmPoint cut{east ? strip.x1 : strip.x0, south ? strip.y0 : strip.y1};
  const MmPoint along_x{x, cut.y};
  const MmPoint along_y{cut.x, y};
  MmRing field;
  for (const MmPoint corner : ring_of(strip)) {
    if (corner != cut) {
      field.push_back(corner);
    } else if (east == south) {
      field.insert(field.end(), {along_x, {x, y}, along_y});
    } else {
      field.insert(field.end(), {along_y, {x, y}, along_x});
    }
  }
  b.parcel(std::move(field), "B");

  const int bouwjaar = static_cast<int>(b.random.between(1870, 1975));
  const std::size_t house =
      block(b, yard, 13'000, 12'000, b.random.between(110, 140) * 100, 11'000, bouwjaar);
  b.unit(house, b.next_address(street, parity), "woonfunctie", b.random.between(170, 260));
  block(b, yard, 15'000, 30'000, 18'000, b.random.between(28, 40) * kMetre, bouwjaar + 8);
  block(b, yard, 41'000, 26'000, 24'000, b.random.between(30, 44) * kMetre, 2003);
  if (b.random.chance(60)) block(b, yard, 35'000, 10'000, 9000, 7000, bouwjaar + 20);
  if (b.random.chance(60)) octagon(b, yard, 55'000, 10'000, 9000, 1988);
}

}  // namespace

void fields(Builder& b, const Rect& land, std::int64_t width, const FarmPlan& farms) {
  const std::vector<std::int64_t> at = cuts(b, land.x0, land.x1, width);
  for (std::size_t i = 0; i + 1 < at.size(); ++i) {
    const Rect strip{at[i], land.y0, at[i + 1], land.y1};
    const bool farmed = std::find(farms.strips.begin(), farms.strips.end(), i) != farms.strips.end();
    if (farmed) {
      farm(b, strip, farms.front, farms.street, farms.parity);
    } else {
      b.parcel(strip, "B");
    }
    if (i > 0) b.water(Rect{at[i] - 1200, land.y0 + 3000, at[i] + 1200, land.y1 - 3000}, "waterloop", "");
  }
}

}  // namespace batterisk::village
