#pragma once

#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/core/base/geometry.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk {

/// Whether an object stands or is only allowed by plan or permit (Bkl art. 5.3).
enum class Situatie { Bestaand, Geprojecteerd };
[[nodiscard]] std::string_view to_string(Situatie situatie);  // "bestaand", "geprojecteerd"

/// Address in the BAG (nummeraanduiding with its openbare ruimte and woonplaats). An empty part is not known.
struct Adres {
  std::string straat;
  std::string huisnummer;  ///< digits
  std::string huisletter;
  std::string toevoeging;
  std::string postcode;
  std::string woonplaats;
  friend auto operator<=>(const Adres&, const Adres&) = default;
};

/// BAG verblijfsobject: a unit of use in a building.
struct Verblijfsobject {
  std::string identificatie;  ///< 16 digits, leading zeros kept
  std::vector<std::string> gebruiksdoelen;
  std::optional<double> oppervlakte_m2;  ///< usable area
  std::string status;                    ///< empty when the layer has none
  RdPoint punt{};
  /// Of uses that a building states for several units: together at most this, and at least `oppervlakte_m2`.
  std::optional<double> oppervlakte_hoogst_m2{};
  Adres adres{};
};

/// What a layer is used for.
enum class LayerKind {
  Percelen,           ///< BRK
  Panden,             ///< BAG
  Verblijfsobjecten,  ///< BAG; hung on the panden
  Standplaatsen,      ///< BAG pitches: people live there, without pand
  Ligplaatsen,        ///< BAG berths: likewise
  Geprojecteerd,      ///< what plans and permits allow but does not stand yet (Bkl art. 5.3)
  KwetsbareObjecten,  ///< register (REV, kgl) or own layer with a class for each building or location
  Personen            ///< how many people are where by day and by night, for the group risk
};
[[nodiscard]] std::string_view to_string(LayerKind kind);  // "percelen", "kwetsbare_objecten", ...
[[nodiscard]] std::optional<LayerKind> layer_kind_from(std::string_view word);

/// Every kind, in the order above.
[[nodiscard]] const std::vector<LayerKind>& layer_kinds();

/// How many people somebody counted at one object; nothing: not known for that part of the day.
struct PeopleCount {
  std::optional<double> day;
  std::optional<double> night;
  friend bool operator==(const PeopleCount&, const PeopleCount&) = default;
};

/// People that a layer counts at a place without building.
struct PeopleAt {
  std::string id;
  RdPoint at{};
  PeopleCount count;
};

/// Why it is not known what a building is used for. Each leaves its class open (gis/README.md).
enum class Twijfel {
  GeenVerblijfsobjecten,  ///< there is no layer of units that can be used, and the building brings no use itself
  NietGedekt,             ///< the layer of units does not show that it reaches as far as the building
  NietGekoppeld,          ///< no unit of that layer found a building here
  Onvolledig,             ///< the layer of buildings says that it has more units than were found
  LaagAfgebroken,         ///< the layer of units says itself that it is not whole
  AndereVerwijzing,       ///< a unit lies in it that names no building, or one that is not there
  GeenIdentificatie,      ///< no unit can name it: its id is missing or damaged
  VerUiteen,              ///< buildings far from each other carry its id
  StatusOnbekend          ///< nothing says that it stands: what is still to be built may get any use
};
[[nodiscard]] std::string_view to_string(Twijfel twijfel);  // "geen_verblijfsobjecten", "niet_gedekt", ...

/// BAG pand with the verblijfsobjecten that name it, or another place where people stay (`laag`).
struct Pand {
  std::string identificatie;  ///< 16 digits, leading zeros kept
  std::string status;
  Situatie situatie = Situatie::Bestaand;
  MultiPolygon footprint;
  std::vector<Verblijfsobject> verblijfsobjecten;  ///< one without identificatie: uses that the building itself states
  std::optional<int> aantal_verblijfsobjecten;     ///< that the layer of buildings states
  std::vector<Twijfel> twijfels;                   ///< only of buildings of the layer Panden
  LayerKind laag = LayerKind::Panden;  ///< Panden, Standplaatsen, Ligplaatsen, Geprojecteerd or KwetsbareObjecten
  std::string klasse;       ///< word of Kwetsbaarheid out of a layer of KwetsbareObjecten; empty = none
  std::string klasse_bron;  ///< `bron` of that layer, e.g. "REV"
  bool locatie = false;     ///< a place where people stay, such as a campsite, and no building
  std::optional<PeopleCount> personen;  ///< that layers of Personen count in it
};

/// BRK perceel.
struct Perceel {
  std::string identificatie;
  std::string kadastrale_aanduiding;  ///< e.g. "OTL02-B-2298"; empty when the layer has no such columns
  MultiPolygon vlak;
};

/// A group of features that were not used as delivered, with the reason and some ids.
struct LayerRemark {
  std::string reason;  ///< stable word: "gerepareerd", "leeg", "geen_vlak", "3d", "boog", "gat", "dubbel", ...
  std::size_t count = 0;
  std::vector<std::string> ids;  ///< at most 20, in reading order; of a missing column its name
  bool at_preparation = false;   ///< said by the manifest of a prepared folder, about the whole delivery
};

/// Where a delivery does not show that it holds everything, as message L007 says it.
struct CoverageGap {
  std::string side;   ///< "rondom", "noordoosten", "noordwesten", "zuidwesten" or "zuidoosten"; empty: there is no gap
  std::string place;  ///< "x, y" in RD
  std::string reach;  ///< how far there is nothing, e.g. "250 m"
};

/// What is wrong with a layer as a whole, which a part of it need not show.
struct LayerFlaws {
  std::string incomplete;  ///< what says that it is a part of what it should be, e.g. "numberMatched 1010"; else empty
  bool ids_rounded = false;         ///< its ids of 16 digits lost digits
  bool references_rounded = false;  ///< those of the buildings that its features name did
  std::vector<std::string> outside;  ///< ids of some objects that lie outside the Netherlands
};

/// Quality report of one layer as read for this study: part of the result and of the receipt.
struct LayerReport {
  LayerKind kind{};
  std::string path;   ///< as in the dossier
  std::string layer;  ///< name inside the file
  std::string bron;   ///< e.g. "BAG", from the dossier
  std::string datum;  ///< ISO date of the data, from the dossier
  std::string crs;    ///< e.g. "EPSG:28992"; what the layer says
  bool transformed = false;
  std::string accuracy;  ///< of the transformation, e.g. "0.25 m"; empty when the layer is in RD
  bool usable = false;   ///< it was read to its end
  bool covers = false;   ///< the layers of its kind together show that they hold everything in the study box
  CoverageGap gap;       ///< where they do not
  LayerFlaws flaws;
  std::int64_t features_total = 0;  ///< in the whole layer
  std::size_t features_read = 0;    ///< within the study box
  std::size_t features_used = 0;
  Box extent;                       ///< of the whole layer (RD)
  std::vector<LayerRemark> remarks;
  std::string sha256;
};

/// Kinds of which the layers together show that they hold everything within a box (gis/README.md).
struct Coverage {
  Box box;
  std::vector<LayerKind> kinds;
};

/// What lies around the site: read within one box, in RD. A missing layer is nothing, never an empty vector.
struct Surroundings {
  std::optional<std::vector<Perceel>> percelen;
  std::optional<std::vector<Pand>> panden;
  /// Units in use, and vulnerable objects, at a place without building: one is missing there.
  std::vector<Verblijfsobject> zonder_pand;
  std::vector<PeopleAt> personen;    ///< of layers of Personen, where no building is
  Box study_box;                     ///< box that was asked for
  std::vector<Coverage> coverage;    ///< of each box that was asked about, in that order
  std::vector<LayerReport> reports;
  std::vector<Diagnostic> diagnostics;

  [[nodiscard]] const LayerReport* report(LayerKind kind) const;
  /// True when the layers of this kind hold everything within the first box that was asked about: the study box.
  [[nodiscard]] bool covers(LayerKind kind) const;
  /// True when all objects that are judged are known in one of the boxes: the buildings, and every kind of place of which
  /// a layer was asked for. A layer of objects or units that could not be read leaves something unknown.
  [[nodiscard]] bool knows_objects(const Coverage& in) const;
  /// True when objects that are judged were left out because nobody can say where they lie.
  [[nodiscard]] bool lacks_places() const;
};

/// Adds the doubt that layers of units which do not cover these buildings leave about those for which they have none.
void doubt_uncovered_units(std::vector<Pand>& panden);

/// How an object lies to a zone.
enum class Relatie {
  Raakt,     ///< touches, or the overlap of a parcel lacks the area or depth of the thresholds (uncertain)
  Overlapt,  ///< partly inside
  Bevat      ///< the zone contains the whole object
};
[[nodiscard]] std::string_view to_string(Relatie relatie);  // "raakt", "overlapt", "bevat"

/// One object in (or on the edge of) one zone.
struct Overlap {
  std::size_t zone = 0;      ///< index in the zones given to the overlay
  LayerKind layer{};         ///< Percelen or Panden
  std::size_t object = 0;    ///< index in Surroundings::percelen or ::panden
  Relatie relatie{};
  double overlap_m2 = 0.0;
  double aandeel = 0.0;          ///< share of the object's area inside the zone, 0..1
  double afstand_tot_rand_m = 0.0;  ///< minimum distance to the zone's edge; negative when the object lies inside
  double diepte_m = 0.0;  ///< how deep the object reaches into the zone: the edge must move so far inwards to free it
};

/// A parcel overlaps a zone when the overlap has both; else it is listed as `Raakt`. Buildings have no thresholds.
struct OverlapThresholds {
  double area_m2;
  double depth_m;
};

}  // namespace batterisk
