#include "village.hpp"

#include "builder.hpp"
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
namespace {

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
