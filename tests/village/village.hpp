#pragma once

#include "batterisk/core/base/geometry.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// A synthetic Dutch village in RD New, for tests and for the demo: no address, parcel or building in it
/// exists. All coordinates are whole millimetres. The columns are those of PDOK's `bag-light.gpkg` and of the
/// Kadastrale kaart v5.
namespace batterisk::village {

/// Largest number of ground-bound dwellings that fits.
inline constexpr int kMaxHouses = 480;

struct VillageOptions {
  std::uint64_t seed = 1;
  int houses =
      255;  ///< dwellings with a plot of their own, 0..kMaxHouses; farms and company dwellings come on top
};

/// BRK perceel. Together the parcels are a partition: neighbours share their edges node by node, without gap.
struct PerceelRow {
  std::string identificatie_lokaal_id;  ///< 14 digits, leading zeros
  std::string sectie;                   ///< A: built-up area, B: surroundings
  int perceelnummer = 0;
  int kadastrale_grootte_m2 =
      0;  ///< registered area: differs by up to 3 m2 from the polygon's, as in reality
  RdPoint plaatscoordinaat{};
  Polygon vlak;
  friend bool operator==(const PerceelRow&, const PerceelRow&) = default;
};

/// BAG pand.
struct PandRow {
  std::string identificatie;  ///< 16 digits, leading zeros
  int bouwjaar = 0;
  std::string status;
  std::string gebruiksdoel;            ///< comma list of the uses of its verblijfsobjecten; empty without
  std::optional<int> oppervlakte_min;  ///< m2, smallest verblijfsobject
  std::optional<int> oppervlakte_max;  ///< m2, largest verblijfsobject
  int aantal_verblijfsobjecten = 0;
  Polygon vlak;
  friend bool operator==(const PandRow&, const PandRow&) = default;
};

/// Address as in bag-light.
struct Adres {
  std::string openbare_ruimte_naam;
  std::string openbare_ruimte_naam_kort;
  int huisnummer = 0;
  std::string huisletter;
  std::string toevoeging;
  std::string postcode;
  std::string nummeraanduiding_identificatie;  ///< 16 digits
  std::string openbare_ruimte_identificatie;   ///< 16 digits
  friend bool operator==(const Adres&, const Adres&) = default;
};

/// BAG verblijfsobject.
struct VerblijfsobjectRow {
  std::string identificatie;  ///< 16 digits, leading zeros
  int oppervlakte_m2 = 0;
  std::string status;
  std::string gebruiksdoel;  ///< comma list
  Adres adres;
  std::size_t pand = 0;  ///< index in Village::panden
  RdPoint punt{};
  friend bool operator==(const VerblijfsobjectRow&, const VerblijfsobjectRow&) = default;
};

/// BAG standplaats (pitch) or ligplaats (berth): people live there, without pand or verblijfsobject.
struct PlaatsRow {
  std::string identificatie;
  std::string status;
  Adres adres;
  Polygon vlak;
  friend bool operator==(const PlaatsRow&, const PlaatsRow&) = default;
};

/// BGT wegdeel or waterdeel, for the background of maps.
struct TerreinRow {
  std::string lokaal_id;
  std::string soort;  ///< wegdeel: functie; waterdeel: type
  std::string naam;   ///< street or water, may be empty
  Polygon vlak;
  friend bool operator==(const TerreinRow&, const TerreinRow&) = default;
};

/// Container as it may stand on the battery plot.
struct SuggestedUnit {
  std::string id;
  RdPoint centre{};
  Ring footprint;
  friend bool operator==(const SuggestedUnit&, const SuggestedUnit&) = default;
};

/// Building that tests ask for by its role: "buurhal", "bedrijfswoning", "rijwoning", "basisschool", ...
struct Landmark {
  std::string rol;
  std::size_t pand = 0;  ///< index in Village::panden
  friend bool operator==(const Landmark&, const Landmark&) = default;
};

struct Village {
  std::vector<PerceelRow> percelen;
  std::vector<PandRow> panden;
  std::vector<VerblijfsobjectRow> verblijfsobjecten;
  std::vector<PlaatsRow> standplaatsen;
  std::vector<PlaatsRow> ligplaatsen;
  std::vector<TerreinRow> wegdelen;
  std::vector<TerreinRow> waterdelen;

  Box extent;                                  ///< outer border of the parcel partition: a rectangle
  std::size_t site_parcel = 0;                 ///< index in percelen
  Ring site_boundary;                          ///< vacant plot at the edge of the industrial estate
  std::vector<SuggestedUnit> suggested_units;  ///< containers on it
  std::vector<Landmark> landmarks;
};

/// Cadastral key, e.g. "SYN00-A-123".
[[nodiscard]] std::string kadastrale_aanduiding(const PerceelRow& perceel);

/// Same options, same village, bit by bit. Throws std::invalid_argument when `houses` is out of range.
[[nodiscard]] Village make_village(const VillageOptions& options);

}  // namespace batterisk::village
