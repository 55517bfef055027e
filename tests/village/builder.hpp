#pragma once

#include "plan.hpp"
#include "random.hpp"
#include "village.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace batterisk::village {

/// Side of a lot that faces its street.
enum class Side { North, East, South, West };

/// Rectangle with a front. Places on it are given as (u, v) in mm: u along the street, v away from it.
struct Lot {
  Rect area;
  Side front;

  [[nodiscard]] std::int64_t width() const;
  [[nodiscard]] std::int64_t depth() const;
  [[nodiscard]] MmPoint at(std::int64_t u, std::int64_t v) const;
  [[nodiscard]] Rect box(std::int64_t u0, std::int64_t v0, std::int64_t u1, std::int64_t v1) const;
};

/// How a building comes from the plan into RD.
enum class Placement {
  Rigid,  ///< turned as a whole, keeps its shape: free-standing buildings
  Bent    ///< node by node: rows, whose party walls follow the parcel lines
};

/// Words of the BAG for the ordinary case.
inline constexpr std::string_view kPandInGebruik = "Pand in gebruik";
inline constexpr std::string_view kVboInGebruik = "Verblijfsobject in gebruik";

/// Which side of the street a number is on.
enum class Parity { Odd, Even };

/// Collects parcels, buildings and terrain on the plan; `finish` gives them ids and brings them into RD.
class Builder {
 public:
  explicit Builder(const VillageOptions& options)
      : random(options.seed), seed_(options.seed), houses_left_(options.houses) {}

  Random random;  ///< the one source of choices, in building order

  std::size_t parcel(const Rect& area, std::string_view sectie = "A");
  std::size_t parcel(MmRing outline, std::string_view sectie);

  std::size_t street(std::string naam, std::string naam_kort, std::string postcode);
  [[nodiscard]] Adres next_address(std::size_t street, Parity parity);
  /// Id of one more nummeraanduiding, for a letter or addition to a house number.
  [[nodiscard]] std::string further_number();

  /// Building with a plan outline (counter-clockwise); `core` is a rectangle within it, for the address
  /// points.
  std::size_t building(const Lot& lot, const Rect& core, MmRing outline, Placement placement, int bouwjaar,
                       std::string_view status = kPandInGebruik);
  std::size_t building(const Lot& lot, const Rect& box, Placement placement, int bouwjaar,
                       std::string_view status = kPandInGebruik);
  void unit(std::size_t pand, Adres adres, std::string_view gebruiksdoel, std::int64_t oppervlakte_m2,
            std::string_view status = kVboInGebruik);
  void landmark(std::string_view rol, std::size_t pand);

  /// Counts one ground-bound dwelling; false when the asked number stands.
  [[nodiscard]] bool take_house();
  [[nodiscard]] int houses_left() const { return houses_left_; }

  void road(const Rect& area, std::string_view soort, std::string_view naam);
  void water(const Rect& area, std::string_view soort, std::string_view naam);
  void water(MmRing outline, std::string_view soort, std::string_view naam);
  void pitch(const Rect& area, Adres adres);
  void berth(const Rect& area, Adres adres);

  void site(std::size_t parcel) { site_parcel_ = parcel; }
  /// Container on the site; containers with the same anchor stay parallel.
  void site_unit(std::string id, const Rect& area, MmPoint anchor) {
    units_.push_back({std::move(id), area, anchor});
  }

  /// Everything in RD. The builder is used up.
  [[nodiscard]] Village finish();

 private:
  struct ParcelDraft {
    MmRing outline;
    std::string sectie;
  };
  struct PandDraft {
    MmRing outline;
    Rect core;
    std::optional<MmPoint> anchor;  ///< of rigid buildings
    int bouwjaar;
    std::string status;
  };
  struct UnitDraft {
    std::size_t pand;
    Adres adres;
    std::string gebruiksdoel;
    int oppervlakte_m2;
    std::string status;
  };
  struct TerrainDraft {
    MmRing outline;
    std::string soort;
    std::string naam;
  };
  struct PlaceDraft {
    Rect area;
    Adres adres;
  };
  struct Street {
    std::string naam;
    std::string naam_kort;
    std::string postcode;
    std::string identificatie;
    int next_odd = 1;
    int next_even = 2;
  };
  struct SiteUnitDraft {
    std::string id;
    Rect area;
    MmPoint anchor;
  };

  void finish_parcels(Village& village) const;
  void finish_buildings(Village& village) const;
  void finish_terrain(Village& village) const;
  void finish_site(Village& village) const;

  std::uint64_t seed_;
  int houses_left_;
  std::int64_t addresses_ = 0;
  std::vector<Street> streets_;
  std::vector<ParcelDraft> parcels_;
  std::vector<PandDraft> panden_;
  std::vector<UnitDraft> units_of_use_;
  std::vector<TerrainDraft> roads_;
  std::vector<TerrainDraft> waters_;
  std::vector<PlaceDraft> pitches_;
  std::vector<PlaceDraft> berths_;
  std::vector<SiteUnitDraft> units_;
  std::vector<Landmark> landmarks_;
  std::size_t site_parcel_ = 0;
};

}  // namespace batterisk::village
