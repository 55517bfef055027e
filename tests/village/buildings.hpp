#pragma once

#include "builder.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// What the quarters of the village are made of: roads, houses, rows of shops, farms, fields.
namespace batterisk::village {

inline constexpr std::int64_t kMetre = 1000;
/// Parcel lines lie on this grid (mm), so that two nodes coincide or keep more distance than the scatter can
/// take.
inline constexpr std::int64_t kGrid = 100;

/// Rectangle in whole metres on the plan.
constexpr Rect area(std::int64_t x0, std::int64_t y0, std::int64_t x1, std::int64_t y1) {
  return {x0 * kMetre, y0 * kMetre, x1 * kMetre, y1 * kMetre};
}

/// Words of the BAG for a building and the units in it.
struct StatusPair {
  std::string_view pand;
  std::string_view verblijfsobject;
};

inline constexpr StatusPair kInUse{kPandInGebruik, kVboInGebruik};

/// The further words of the BAG, each pand status once.
inline constexpr std::array<StatusPair, 9> kOtherStatuses{{
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

/// On which strips of a piece of land a farm stands, and at which street.
struct FarmPlan {
  Side front;
  std::size_t street;
  Parity parity;
  std::vector<std::size_t> strips;
};

/// Carriageway with a footpath (or bare verge) of `side` mm on both sides.
void road(Builder& b, const Rect& r, std::string_view naam, std::int64_t side, bool footpaths);

/// Detached houses on lots along a street. `statuses` are handed out to every second house.
void detached_lots(Builder& b, const Rect& band, Side front, std::size_t street, Parity parity,
                   const std::vector<StatusPair>& statuses = {});

/// Terraced row of `n` dwellings over [x0, x1] of the band, with party walls on the parcel lines, gardens,
/// and sheds that stand back to back in pairs. Returns the last pand built (the eastern end), if any.
std::optional<std::size_t> terraced_row(Builder& b, const Rect& band, std::int64_t n, Side front,
                                        std::size_t street, Parity parity);

/// Rows of 8 to 10 dwellings that fill the band.
std::optional<std::size_t> terraced_rows(Builder& b, const Rect& band, Side front, std::size_t street,
                                         Parity parity);

/// Pairs of houses under one roof.
void semi_detached_lots(Builder& b, const Rect& band, Side front, std::size_t street, Parity parity);

/// Free-standing rectangular building of w x d mm, with its corner at (u, v) of the lot.
std::size_t block(Builder& b, const Lot& lot, std::int64_t u, std::int64_t v, std::int64_t w, std::int64_t d,
                  int bouwjaar, std::string_view status = kPandInGebruik);

/// Octagon with the given width: tank, tower, kiosk.
std::size_t octagon(Builder& b, const Lot& lot, std::int64_t u, std::int64_t v, std::int64_t w,
                    int bouwjaar);

/// Shops under one long row of roofs, with dwellings above.
void shop_row(Builder& b, const Rect& band, std::size_t street);

/// Building with `n` equal units under one house number.
void flat(Builder& b, std::size_t pand, Adres adres, int n, std::string_view gebruiksdoel,
          std::int64_t m2_each, std::string_view status = kVboInGebruik);

/// Fields in strips of about `width`, with ditches between.
void fields(Builder& b, const Rect& land, std::int64_t width, const FarmPlan& farms = {});

}  // namespace batterisk::village
