#include "village.hpp"

#include "builder.hpp"

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
namespace {

constexpr std::int64_t kMetre = 1000;
/// Parcel lines lie on this grid (mm), so that two nodes coincide or keep more distance than the scatter can
/// take.
constexpr std::int64_t kGrid = 100;

/// Rectangle in whole metres on the plan.
constexpr Rect area(std::int64_t x0, std::int64_t y0, std::int64_t x1, std::int64_t y1) {
  return {x0 * kMetre, y0 * kMetre, x1 * kMetre, y1 * kMetre};
}

struct Streets {
  std::size_t main_road;
  std::size_t row_a;
  std::size_t row_b;
  std::size_t row_c;
  std::size_t village_lane;
  std::size_t mill_street;
  std::size_t industry;
  std::size_t square;
  std::size_t dike;
  std::size_t north_road;
  std::size_t south_road;
  std::array<std::size_t, 3> extension;
};

// Postcodes begin with 1 to 9: those with 0000 cannot exist.
Streets name_streets(Builder& b) {
  Streets s{};
  s.main_road = b.street("Verzonnenweg", "Verzonnenwg", "0000AA");
  s.row_a = b.street("Fictiestraat", "Fictiestr", "0000AB");
  s.row_b = b.street("Voorbeeldstraat", "Voorbeeldstr", "0000AC");
  s.row_c = b.street("Denkbeeldstraat", "Denkbeeldstr", "0000AD");
  s.village_lane = b.street("Nergenslaan", "Nergensln", "0000AE");
  s.mill_street = b.street("Droommolenstraat", "Droommolenstr", "0000AG");
  s.industry = b.street("Schijnambachtsweg", "Schijnambachtswg", "0000AH");
  s.square = b.street("Proefplein", "Proefpln", "0000AJ");
  s.dike = b.street("Luchtkasteeldijk", "Luchtkasteeldk", "0000AK");
  s.north_road = b.street("Noorder Spookweg", "Nrdr Spookwg", "0000AL");
  s.south_road = b.street("Zuider Spookweg", "Zdr Spookwg", "0000AM");
  s.extension = {b.street("Hypothesestraat", "Hypothesestr", "0000AN"),
                 b.street("Axiomastraat", "Axiomastr", "0000AP"),
                 b.street("Lemmastraat", "Lemmastr", "0000AR")};
  return s;
}

constexpr std::string_view kMainRoad = "Verzonnenweg";

// --- roads
// -----------------------------------------------------------------------------------------------------

/// Carriageway with a footpath (or bare verge) of `side` mm on both sides.
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

// --- dwellings
// -------------------------------------------------------------------------------------------------

struct StatusPair {
  std::string_view pand;
  std::string_view verblijfsobject;
};

constexpr StatusPair kInUse{kPandInGebruik, kVboInGebruik};

// The further words of the BAG, each pand status once.
constexpr std::array<StatusPair, 9> kOtherStatuses{{
    {"Bouwvergunning verleend", "Verblijfsobject gevormd"},
    {"Bouw gestart", "Verblijfsobject gevormd"},
    {"Pand in gebruik (niet ingemeten)", "Verblijfsobject in gebruik (niet ingemeten)"},
    {"Verbouwing pand", "Verbouwing verblijfsobject"},
    {"Sloopvergunning verleend", kVboInGebruik},
    {"Pand buiten gebruik", "Verblijfsobject buiten gebruik"},
    {"Pand gesloopt", "Verblijfsobject ingetrokken"},
    {"Niet gerealiseerd pand", "Niet gerealiseerd verblijfsobject"},
    {"Pand ten onrechte opgevoerd", "Verblijfsobject ten onrechte opgevoerd"},
}};

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

/// Detached houses on lots along a street. `statuses` are handed out to every second house.
void detached_lots(Builder& b, const Rect& band, Side front, std::size_t street, Parity parity,
                   const std::vector<StatusPair>& statuses = {}) {
  std::size_t nth = 0;
  for (const Lot& lot : lots_along(b, band, front, 27 * kMetre)) {
    b.parcel(lot.area);
    if (!b.take_house()) continue;
    const bool special = nth % 2 == 1 && nth / 2 < statuses.size();
    detached_house(b, lot, b.next_address(street, parity), special ? statuses[nth / 2] : kInUse);
    ++nth;
  }
}

/// Pairs of houses under one roof.
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

/// Terraced row of `n` dwellings over [x0, x1] of the band, with party walls on the parcel lines, gardens,
/// and sheds that stand back to back in pairs. Returns the last pand built (the eastern end), if any.
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

/// Rows of 8 to 10 dwellings that fill the band.
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

// --- other buildings
// -------------------------------------------------------------------------------------------

/// Free-standing rectangular building of w x d mm, with its corner at (u, v) of the lot.
std::size_t block(Builder& b, const Lot& lot, std::int64_t u, std::int64_t v, std::int64_t w, std::int64_t d,
                  int bouwjaar, std::string_view status = kPandInGebruik) {
  return b.building(lot, lot.box(u, v, u + w, v + d), Placement::Rigid, bouwjaar, status);
}

/// Octagon with the given width: tank, tower, kiosk.
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

/// Shops under one long row of roofs, with dwellings above.
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

/// Building with `n` equal units under one house number.
void flat(Builder& b, std::size_t pand, Adres adres, int n, std::string_view gebruiksdoel,
          std::int64_t m2_each, std::string_view status = kVboInGebruik) {
  for (int i = 1; i <= n; ++i) {
    adres.toevoeging = fmt::format("{}", i);
    if (i > 1) adres.nummeraanduiding_identificatie = b.further_number();
    b.unit(pand, adres, gebruiksdoel, m2_each, status);
  }
}

// --- surroundings
// ----------------------------------------------------------------------------------------------

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

/// On which strips of a piece of land a farm stands, and at which street.
struct FarmPlan {
  Side front;
  std::size_t street;
  Parity parity;
  std::vector<std::size_t> strips;
};

/// Fields in strips of about `width`, with ditches between.
void fields(Builder& b, const Rect& land, std::int64_t width, const FarmPlan& farms = {}) {
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

void polder(Builder& b, const Streets& s) {
  constexpr std::int64_t kStrip = 270 * kMetre;
  // North of the village.
  fields(b, area(-960, 640, 1500, 1040), kStrip, {Side::North, s.north_road, Parity::Even, {0, 3, 8}});
  road(b, area(-960, 632, 1500, 640), "Noorder Spookweg", 2000, false);
  fields(b, area(-960, 330, 60, 632), kStrip, {Side::North, s.north_road, Parity::Odd, {1, 2}});
  road(b, area(60, 330, 70, 632), "Droommolenstraat", 2500, false);
  fields(b, area(70, 330, 1500, 632), kStrip, {Side::North, s.north_road, Parity::Odd, {1, 4}});
  // Beside it.
  fields(b, area(-960, 7, -440, 330), kStrip, {Side::South, s.main_road, Parity::Even, {0}});
  fields(b, area(600, 7, 1500, 330), kStrip, {Side::South, s.main_road, Parity::Even, {0, 2}});
  fields(b, area(110, 57, 600, 330), 120 * kMetre);
  fields(b, area(-960, -280, -440, -7), kStrip, {Side::North, s.main_road, Parity::Odd, {1}});
  fields(b, area(-440, -280, -300, -57), 110 * kMetre);
  fields(b, area(600, -280, 1500, -7), kStrip, {Side::North, s.main_road, Parity::Odd, {1}});
  // South of the canal.
  road(b, area(-960, -308, 1500, -300), "Luchtkasteeldijk", 2000, false);
  fields(b, area(-960, -800, -20, -308), kStrip, {Side::North, s.dike, Parity::Odd, {0, 2}});
  road(b, area(-20, -800, -10, -308), "Nergenslaan", 2500, false);
  fields(b, area(130, -800, 1500, -308), kStrip, {Side::North, s.dike, Parity::Odd, {1, 4}});
  road(b, area(-960, -808, 1500, -800), "Zuider Spookweg", 2000, false);
  fields(b, area(-960, -1400, 1500, -808), kStrip, {Side::South, s.south_road, Parity::Odd, {1, 3, 5, 8}});
}

/// Canal with a houseboat, and a pitch for caravans on the far bank.
void canal(Builder& b, const Streets& s) {
  for (const Rect& part : {area(-960, -300, -20, -280), area(-10, -300, 1500, -280)}) {
    b.parcel(part);
    b.water(part, "waterloop", "Droomvaart");
  }
  road(b, area(-20, -300, -10, -280), "Nergenslaan", 2000, true);
  b.berth({-112'000, -299'000, -94'000, -293'500}, b.next_address(s.dike, Parity::Even));
  b.berth({160'000, -299'000, 176'000, -294'000}, b.next_address(s.dike, Parity::Even));

  b.parcel(area(-10, -350, 130, -308), "B");
  b.parcel(area(-10, -800, 130, -350), "B");
  for (std::int64_t i = 0; i < 3; ++i) {
    const std::int64_t x = 30'000 + i * 18'000;
    b.pitch({x, -330'000, x + 12'000, -320'000}, b.next_address(s.dike, Parity::Odd));
  }
}

// --- the village
// -----------------------------------------------------------------------------------------------

void main_street(Builder& b, const Streets& s) {
  for (const Rect& part : {area(-960, -7, -440, 7), area(-440, -7, 600, 7), area(600, -7, 1500, 7)}) {
    b.parcel(part);
    b.road({part.x0, -3000, part.x1, 3000}, "rijbaan lokale weg", kMainRoad);
    b.road({part.x0, -5000, part.x1, -3000}, "fietspad", kMainRoad);
    b.road({part.x0, 3000, part.x1, 5000}, "fietspad", kMainRoad);
  }
  // The odd statuses begin with the houses nearest to the estate.
  detached_lots(b, area(219, -57, 388, -7), Side::North, s.main_road, Parity::Odd,
                {kOtherStatuses.begin(), kOtherStatuses.begin() + 3});
  detached_lots(b, area(400, -57, 600, -7), Side::North, s.main_road, Parity::Odd,
                {kOtherStatuses.begin() + 3, kOtherStatuses.begin() + 6});
  detached_lots(b, area(-10, -57, 209, -7), Side::North, s.main_road, Parity::Odd,
                {kOtherStatuses.begin() + 6, kOtherStatuses.end()});
  detached_lots(b, area(-440, -57, -20, -7), Side::North, s.main_road, Parity::Odd);
  detached_lots(b, area(70, 7, 600, 57), Side::South, s.main_road, Parity::Even);
  detached_lots(b, area(-440, 7, -140, 57), Side::South, s.main_road, Parity::Even);
}

/// Streets with terraced rows, the school and the health centre, between the village lane and the estate.
void east_quarter(Builder& b, const Streets& s) {
  road(b, area(-20, -280, -10, -7), "Nergenslaan", 2000, true);
  road(b, area(209, -262, 219, -7), "Oosterwaanlaan", 2000, true);
  road(b, area(-10, -97, 209, -87), "Fictiestraat", 2000, true);
  road(b, area(-10, -167, 209, -157), "Voorbeeldstraat", 2000, true);
  road(b, area(-10, -237, 209, -227), "Denkbeeldstraat", 2000, true);

  const auto end = terraced_rows(b, area(-10, -197, 209, -167), Side::North, s.row_b, Parity::Odd);
  if (end) b.landmark("rijwoning", *end);
  terraced_rows(b, area(-10, -227, 209, -197), Side::South, s.row_c, Parity::Even);
  terraced_rows(b, area(92, -157, 209, -127), Side::South, s.row_b, Parity::Even);
  terraced_rows(b, area(92, -127, 209, -97), Side::North, s.row_a, Parity::Odd);
  terraced_rows(b, area(-10, -87, 209, -57), Side::South, s.row_a, Parity::Even);
  semi_detached_lots(b, area(-10, -262, 209, -237), Side::North, s.row_c, Parity::Odd);

  // School: main building in L-shape, day nursery beside it, bicycle shed.
  const Lot school{area(20, -157, 92, -97), Side::South};
  b.parcel(school.area);
  const std::size_t main =
      b.building(school, school.box(12'000, 12'000, 64'000, 26'000),
                 {school.at(12'000, 12'000), school.at(64'000, 12'000), school.at(64'000, 26'000),
                  school.at(28'000, 26'000), school.at(28'000, 46'000), school.at(12'000, 46'000)},
                 Placement::Rigid, 1996);
  b.unit(main, b.next_address(s.row_b, Parity::Even), "onderwijsfunctie", 1480);
  b.landmark("basisschool", main);
  const std::size_t nursery = block(b, school, 44'000, 34'000, 20'000, 12'000, 2012);
  b.unit(nursery, b.next_address(s.row_b, Parity::Even), "bijeenkomstfunctie", 230);
  b.landmark("kinderopvang", nursery);
  block(b, school, 3000, 50'000, 12'000, 4000, 1996);

  const Lot practice{area(-10, -127, 20, -97), Side::North};
  b.parcel(practice.area);
  const std::size_t health = block(b, practice, 5000, 6000, 20'000, 16'000, 2009);
  b.unit(health, b.next_address(s.row_a, Parity::Odd), "gezondheidszorgfunctie", 560);
  b.landmark("gezondheidscentrum", health);

  const Lot office{area(-10, -157, 20, -127), Side::South};
  b.parcel(office.area);
  const std::size_t small_office = block(b, office, 6000, 6000, 18'000, 13'000, 1987);
  b.unit(small_office, b.next_address(s.row_b, Parity::Even), "kantoorfunctie", 420);
  b.landmark("klein_kantoor", small_office);

  // Green bank, and a belt with a ditch between the houses and the estate.
  b.parcel(area(-10, -280, 219, -262));
  b.parcel(area(219, -280, 230, -57));
  b.parcel(area(230, -280, 234, -57));
  b.water(area(230, -280, 234, -57), "waterloop", "");
  b.parcel(area(234, -280, 250, -57));
}

/// Sports, care, apartments and the park, west of the village lane.
void west_quarter(Builder& b, const Streets& s) {
  road(b, area(-300, -167, -20, -157), "Voorbeeldstraat", 2000, true);

  const Lot sports{area(-300, -157, -170, -57), Side::South};
  b.parcel(sports.area);
  const std::size_t hall = block(b, sports, 12'000, 14'000, 46'000, 28'000, 1983);
  b.unit(hall, b.next_address(s.row_b, Parity::Even), "sportfunctie", 1350);
  b.landmark("sporthal", hall);
  b.road(Rect{-225'000, -150'000, -180'000, -115'000}, "parkeervlak", "Voorbeeldstraat");

  const Lot care{area(-170, -157, -85, -57), Side::South};
  b.parcel(care.area);
  const std::size_t home = b.building(
      care, care.box(14'000, 16'000, 72'000, 30'000),
      {care.at(14'000, 16'000), care.at(72'000, 16'000), care.at(72'000, 66'000), care.at(58'000, 66'000),
       care.at(58'000, 30'000), care.at(28'000, 30'000), care.at(28'000, 58'000), care.at(14'000, 58'000)},
      Placement::Rigid, 1991, "Verbouwing pand");
  flat(b, home, b.next_address(s.row_b, Parity::Even), 30, "gezondheidszorgfunctie,woonfunctie", 48,
       "Verbouwing verblijfsobject");
  b.landmark("verpleeghuis", home);

  const Lot police{area(-85, -157, -20, -107), Side::South};
  b.parcel(police.area);
  const std::size_t post = block(b, police, 20'000, 12'000, 24'000, 15'000, 1979);
  b.unit(post, b.next_address(s.row_b, Parity::Even), "celfunctie,kantoorfunctie", 610);
  b.landmark("politiepost", post);

  const Lot allotments{area(-85, -107, -20, -57), Side::East};
  b.parcel(allotments.area);
  for (std::int64_t i = 0; i < 8; ++i) {
    block(b, allotments, 4000 + (i % 4) * 12'000, 8000 + (i / 4) * 28'000, 2600, 3400, 1999);
  }

  const Lot field{area(-300, -280, -150, -167), Side::North};
  b.parcel(field.area);
  const std::size_t canteen = block(b, field, 6000, 8000, 22'000, 9000, 1974);
  b.unit(canteen, b.next_address(s.row_b, Parity::Odd), "bijeenkomstfunctie,sportfunctie", 180);

  b.parcel(area(-150, -280, -90, -167));
  b.water(MmRing{{-130'000, -250'000},
                 {-112'000, -256'000},
                 {-102'000, -240'000},
                 {-106'000, -218'000},
                 {-118'000, -204'000},
                 {-132'000, -212'000},
                 {-138'000, -232'000}},
          "watervlakte", "");

  const Lot apartments{area(-90, -280, -20, -167), Side::North};
  b.parcel(apartments.area);
  const std::size_t block_of_flats = block(b, apartments, 8000, 16'000, 54'000, 12'500, 1972);
  flat(b, block_of_flats, b.next_address(s.row_b, Parity::Odd), 48, "woonfunctie", 74);
  b.landmark("flat", block_of_flats);
  for (std::int64_t i = 0; i < 12; ++i) block(b, apartments, 10'000 + i * 3400, 50'000, 3000, 5500, 1972);
}

/// Square with shops, village hall, hotel, church and supermarket; the mill street behind.
void centre(Builder& b, const Streets& s) {
  road(b, area(-140, 7, -130, 330), "Bedachtpad", 2000, true);
  road(b, area(60, 7, 70, 330), "Droommolenstraat", 2000, true);

  b.parcel(area(-90, 7, 10, 52));
  b.road(area(-90, 7, 10, 52), "voetgangersgebied", "Proefplein");

  const Lot hall{area(-130, 7, -90, 52), Side::East};
  b.parcel(hall.area);
  const std::size_t village_hall = block(b, hall, 8000, 6000, 28'000, 22'000, 1934);
  b.unit(village_hall, b.next_address(s.square, Parity::Even), "bijeenkomstfunctie", 780);
  b.landmark("dorpshuis", village_hall);

  const Lot inn{area(10, 7, 60, 52), Side::West};
  b.parcel(inn.area);
  const std::size_t hotel = b.building(inn, inn.box(6000, 5000, 39'000, 19'000),
                                       {inn.at(6000, 5000), inn.at(39'000, 5000), inn.at(39'000, 38'000),
                                        inn.at(26'000, 38'000), inn.at(26'000, 19'000), inn.at(6000, 19'000)},
                                       Placement::Rigid, 1911);
  b.unit(hotel, b.next_address(s.square, Parity::Even), "bijeenkomstfunctie,logiesfunctie", 1640);
  b.landmark("hotel", hotel);

  shop_row(b, area(-130, 52, 60, 84), s.square);
  road(b, area(-130, 84, 60, 92), "Achterproefplein", 1500, true);

  const Lot market{area(-130, 92, -65, 150), Side::South};
  b.parcel(market.area);
  const std::size_t supermarket = block(b, market, 4000, 4000, 34'000, 38'000, 2004);
  b.unit(supermarket, b.next_address(s.square, Parity::Odd), "winkelfunctie", 1180);
  b.landmark("supermarkt", supermarket);
  b.road(Rect{-88'000, 96'000, -68'000, 146'000}, "parkeervlak", "Achterproefplein");

  const Lot churchyard{area(-65, 92, 0, 150), Side::South};
  b.parcel(churchyard.area);
  const std::size_t church =
      b.building(churchyard, churchyard.box(26'000, 14'000, 38'000, 42'000),
                 {churchyard.at(29'000, 8000), churchyard.at(35'000, 8000), churchyard.at(35'000, 14'000),
                  churchyard.at(38'000, 14'000), churchyard.at(38'000, 28'000), churchyard.at(44'000, 28'000),
                  churchyard.at(44'000, 36'000), churchyard.at(38'000, 36'000), churchyard.at(38'000, 42'000),
                  churchyard.at(26'000, 42'000), churchyard.at(26'000, 36'000), churchyard.at(20'000, 36'000),
                  churchyard.at(20'000, 28'000), churchyard.at(26'000, 28'000), churchyard.at(26'000, 14'000),
                  churchyard.at(29'000, 14'000)},
                 Placement::Rigid, 1887);
  b.unit(church, b.next_address(s.square, Parity::Odd), "bijeenkomstfunctie", 410);
  detached_lots(b, area(0, 92, 60, 150), Side::South, s.square, Parity::Odd);

  detached_lots(b, area(20, 150, 60, 245), Side::East, s.mill_street, Parity::Odd);
  detached_lots(b, area(70, 57, 110, 165), Side::West, s.mill_street, Parity::Even);
  b.parcel(area(-130, 150, 20, 330), "B");
  b.parcel(area(20, 245, 60, 330), "B");
  b.parcel(area(70, 165, 110, 330), "B");
}

/// Rows built until the asked number of houses stands; the rest of the land stays field.
void extension(Builder& b, const Streets& s) {
  constexpr std::int64_t kWest = -440'000;
  constexpr std::int64_t kEast = -140'000;
  constexpr std::array<std::string_view, 3> kNames{"Hypothesestraat", "Axiomastraat", "Lemmastraat"};
  std::int64_t y = 57 * kMetre;
  for (std::size_t band = 0; band < kNames.size() && b.houses_left() > 0; ++band) {
    const Rect south_side{kWest, y, kEast, y + 30 * kMetre};
    std::int64_t x = kEast;
    // Both sides of the street grow together, so that the street ends where the houses end.
    while (b.houses_left() > 0 && x - 64 * kMetre > kWest) {
      const std::int64_t n = b.random.between(8, 10);
      const std::int64_t x0 = x - n * b.random.between(52, 58) * 100 - 5000;
      terraced_row(b, {x0, south_side.y0, x, south_side.y1}, n, Side::North, s.extension[band], Parity::Odd);
      terraced_row(b, {x0, y + 40 * kMetre, x, y + 70 * kMetre}, n, Side::South, s.extension[band],
                   Parity::Even);
      x = x0;
    }
    road(b, {x, y + 30 * kMetre, kEast, y + 40 * kMetre}, kNames[band], 2000, true);
    b.parcel(Rect{kWest, y, x, y + 70 * kMetre}, "B");
    y += 70 * kMetre;
  }
  fields(b, {kWest, y, kEast, 330 * kMetre}, 130 * kMetre);
}

/// Industrial estate with the vacant plot for the batteries at its edge.
void industrial_estate(Builder& b, const Streets& s) {
  road(b, area(388, -148, 400, -57), "Schijnambachtsweg", 2500, true);
  road(b, area(388, -57, 400, -7), "Schijnambachtsweg", 2500, true);
  road(b, area(250, -160, 600, -148), "Schijnambachtsweg", 2500, true);

  const Rect site = area(250, -205, 310, -160);
  b.site(b.parcel(site));
  for (std::int64_t i = 0; i < 4; ++i) {
    const std::int64_t x = 266'000 + i * 5500;
    b.site_unit(fmt::format("BESS-{}", i + 1), {x, -190'000, x + 2440, -183'940}, {280'000, -182'500});
  }

  // Neighbouring company: one parcel in L-shape around the plot, with its hall and the manager's house.
  b.parcel(MmRing{{250'000, -280'000},
                  {390'000, -280'000},
                  {390'000, -160'000},
                  {310'000, -160'000},
                  {310'000, -205'000},
                  {250'000, -205'000}},
           "A");
  const Lot company{area(310, -280, 390, -160), Side::North};
  const std::size_t hall = block(b, company, 9000, 12'000, 63'000, 70'000, 1994);
  const Adres address = b.next_address(s.industry, Parity::Odd);
  b.unit(hall, address, "industriefunctie", 4100);
  b.landmark("buurhal", hall);
  const Lot behind{area(250, -280, 310, -205), Side::South};
  const std::size_t dwelling = block(b, behind, 16'000, 54'000, 12'000, 10'500, 1994);
  b.unit(dwelling, b.next_address(s.industry, Parity::Odd), "woonfunctie", 165);
  b.landmark("bedrijfswoning", dwelling);
  block(b, behind, 36'000, 50'000, 6000, 7000, 1994);

  const Lot works{area(390, -280, 465, -160), Side::North};
  b.parcel(works.area);
  const std::size_t planned = block(b, works, 8000, 16'000, 58'000, 80'000, 2026, "Bouwvergunning verleend");
  b.unit(planned, b.next_address(s.industry, Parity::Odd), "industriefunctie,kantoorfunctie", 5200,
         "Verblijfsobject gevormd");
  b.landmark("geprojecteerde_hal", planned);

  const Lot offices{area(465, -280, 535, -160), Side::North};
  b.parcel(offices.area);
  const std::size_t office = block(b, offices, 12'000, 18'000, 44'000, 20'000, 2001);
  flat(b, office, b.next_address(s.industry, Parity::Odd), 2, "kantoorfunctie", 1080);
  b.landmark("groot_kantoor", office);
  b.road(Rect{475'000, -260'000, 525'000, -215'000}, "parkeervlak", "Schijnambachtsweg");

  const Lot utility{area(535, -280, 600, -160), Side::North};
  b.parcel(utility.area);
  const std::size_t tower = octagon(b, utility, 20'000, 60'000, 14'000, 1928);
  b.unit(tower, b.next_address(s.industry, Parity::Odd), "overige gebruiksfunctie", 120);
  b.landmark("watertoren", tower);
  const std::size_t transformer = block(b, utility, 40'000, 10'000, 7000, 5000, 1994);
  b.unit(transformer, b.next_address(s.industry, Parity::Odd), "overige gebruiksfunctie", 24);

  const Lot garage{area(250, -148, 325, -57), Side::South};
  b.parcel(garage.area);
  const std::size_t workshop = block(b, garage, 10'000, 14'000, 44'000, 32'000, 1986);
  b.unit(workshop, b.next_address(s.industry, Parity::Even), "industriefunctie,winkelfunctie", 1290);
  b.landmark("garagebedrijf", workshop);
  block(b, garage, 60'000, 60'000, 8000, 18'000, 1990);

  const Lot depot{area(325, -148, 388, -57), Side::South};
  b.parcel(depot.area);
  const std::size_t store = block(b, depot, 8000, 12'000, 46'000, 60'000, 1998);
  b.unit(store, b.next_address(s.industry, Parity::Even), "industriefunctie", 2600);

  const Lot units{area(400, -148, 490, -57), Side::South};
  b.parcel(units.area);
  const std::size_t shared = block(b, units, 8000, 16'000, 72'000, 22'000, 2007);
  flat(b, shared, b.next_address(s.industry, Parity::Even), 6, "industriefunctie", 245);
  const std::size_t shared_rear = block(b, units, 8000, 54'000, 72'000, 22'000, 2007);
  flat(b, shared_rear, b.next_address(s.industry, Parity::Even), 6, "industriefunctie", 245);

  const Lot logistics{area(490, -148, 600, -57), Side::South};
  b.parcel(logistics.area);
  const std::size_t warehouse = block(b, logistics, 12'000, 14'000, 84'000, 62'000, 2018);
  b.unit(warehouse, b.next_address(s.industry, Parity::Even), "industriefunctie", 5050);
  b.landmark("distributiehal", warehouse);
}

}  // namespace

std::string kadastrale_aanduiding(const PerceelRow& perceel) {
  return fmt::format("SYN00-{}-{}", perceel.sectie, perceel.perceelnummer);
}

Village make_village(const VillageOptions& options) {
  if (options.houses < 0 || options.houses > kMaxHouses) {
    throw std::invalid_argument(fmt::format("houses must lie in 0..{}, got {}", kMaxHouses, options.houses));
  }
  Builder b(options);
  const Streets s = name_streets(b);
  main_street(b, s);
  east_quarter(b, s);
  west_quarter(b, s);
  centre(b, s);
  industrial_estate(b, s);
  extension(b, s);
  canal(b, s);
  polder(b, s);
  if (b.houses_left() > 0) throw std::logic_error("village: the plan holds fewer houses than kMaxHouses");
  return b.finish();
}

}  // namespace batterisk::village
