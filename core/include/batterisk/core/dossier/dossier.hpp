#pragma once

#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/core/base/geometry.hpp"
#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/dossier/connection.hpp"
#include "batterisk/core/dossier/dossier_objects.hpp"
#include "batterisk/core/dossier/surroundings.hpp"
#include "batterisk/core/rules/deviation.hpp"
#include "batterisk/core/rules/rule_choices.hpp"
#include "batterisk/core/rules/rule_set.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace batterisk {

/// What kind of installation a system is (`situatie`).
enum class SystemKind { EosContainer, EosPark, EosGebouw, Opslag };
[[nodiscard]] std::string_view to_string(SystemKind kind);  // "eos_container", ...

/// The ground of the activity; PR counts outside it (Bkl art. 5.6).
struct Site {
  std::string id;
  Polygon boundary;
};

/// Wall of a box, by its own axes: `kop` are the short sides, `a` the one where the long axis points to; `lang` the
/// long sides, `a` the one to the right of that axis.
enum class Wall { KopA, KopB, LangA, LangB };

/// Opening in a wall, for flames and torches (core/README.md, decision 27).
struct WallOpening {
  Wall wall = Wall::KopA;
  Length offset = Length::m(0.0);  ///< from the middle of the wall: to the right (kop) or along the long axis (lang)
  Length sill = Length::m(0.0);    ///< height of its lower edge
  Length width = Length::m(0.0);
  Length height = Length::m(0.0);
  std::optional<Ratio> share;      ///< of the torches; nothing: equal shares
  friend bool operator==(const WallOpening&, const WallOpening&) = default;
};

/// How a store puts out a fire (`blussing`).
enum class Suppression { Geen, Sprinkler, Deluge, LichtSchuim, Blusgas };
/// How the doors of a store close (`deuren`).
enum class StoreDoors { Automatisch, Handmatig };
/// What burns in a store beside the cells (`stof`).
enum class StoredGoods { Vast, BrandbareVloeistof };

/// Store of batteries (PGS 37-2). The unit that holds it is the building.
struct BatteryStore {
  Area floor = Area::m2(0.0);
  Volume volume = Volume::m3(0.0);  ///< of the compartment
  int protection_level = 1;         ///< 1 to 3
  Suppression suppression = Suppression::Geen;
  StoreDoors doors = StoreDoors::Handmatig;
  StoredGoods goods = StoredGoods::Vast;
  std::optional<Mass> mass;         ///< of the cells, where the dossier gives no energy
};

/// One enclosure with batteries at one place: a container, a building with a battery room, or a store. Energies that
/// the dossier does not give come from the rule set.
struct BatteryUnit {
  std::string id;
  std::string system;  ///< id of the [[systeem]] that it belongs to
  SystemKind kind = SystemKind::EosContainer;
  CellChemistry chemistry = CellChemistry::Lfp;
  RdPoint position{};                          ///< centre of the footprint
  Angle orientation = Angle::rad(0.0);         ///< bearing of the long axis, clockwise from north
  Length length = Length::m(0.0);
  Length width = Length::m(0.0);
  Length height = Length::m(0.0);
  std::optional<Volume> internal_volume;
  std::optional<Energy> cell_energy;
  std::optional<Energy> module_energy;
  std::optional<Energy> rack_energy;
  std::optional<Energy> total_energy;
  std::optional<Power> rated_power;
  std::optional<Ratio> state_of_charge;
  std::optional<Length> fire_test_gap;  ///< gap at which a large-scale fire test showed no spread
  std::vector<WallOpening> openings;
  std::optional<RdPoint> room_centre;   ///< of a battery room in a building; nothing: the centre of the building
  std::optional<BatteryStore> store;    ///< only for `opslag`
  std::string cluster;                  ///< units of one cluster have one name; "": of none
  std::string placement;                ///< typical of PGS 37-1, "1" to "6"; "": not given
  std::optional<std::chrono::year_month_day> in_use_since;
  Place place;
};

/// A release that the user defines: continuous, of one substance, during `duration`.
struct UserScenario {
  std::string id;
  std::string name;
  RdPoint position{};
  std::string substance;  ///< name in the substance table, e.g. "HF"
  MassRate rate = MassRate::kg_per_s(0.0);
  Time duration = Time::s(0.0);
  Length source_height = Length::m(0.0);
  Length wake_width = Length::m(0.0);   ///< 0 = no wake
  Length wake_height = Length::m(0.0);  ///< 0 = no wake
  Frequency frequency = Frequency::per_year(0.0);
  Place place;
};

/// What a layer was before the part that a study used was cut out of it for an archive.
struct LayerOrigin {
  std::string sha256;
  std::int64_t features_total = 0;
  Box extent;         ///< RD
  CoverageGap gap{};  ///< of the whole layer, within the study box; none: see LayerSource::omtrek
};

/// What may be opened when a layer is read.
enum class LayerAccess {
  Plain,       ///< a file of a known format that holds its own data, or a database; nothing else that it names
  References,  ///< also what points elsewhere: other files and addresses on the network (`volg_verwijzingen`)
  Stored       ///< one file as this program writes it: of a prepared folder, a report or an archive
};

/// A map layer that the dossier names (`[[omgeving.laag]]`).
struct LayerSource {
  LayerKind kind{};
  std::filesystem::path path;  ///< made absolute against the folder of the dossier; a connection string or address as it is
  std::string shown_path;      ///< as written, without a home folder
  LayerAccess access = LayerAccess::Plain;
  std::vector<Diagnostic> absent{};  ///< of a layer that a report or archive does not hold: what to say of it; nothing is opened
  std::string layer;
  std::string bron;
  std::string datum;
  std::string crs;  ///< what the user says of a layer that does not say it, e.g. "EPSG:28992"; else empty
  std::optional<Polygon> omtrek{};  ///< the delivery is said to hold every object within this outline
  std::vector<std::pair<std::string, std::string>> columns;  ///< own column map: meaning, name in the layer
  Place place;
  std::optional<LayerOrigin> origin{};  ///< only where `path` holds an extract, or a prepared layer
  std::optional<LayerFlaws> flaws{};    ///< of the layer of which `path` holds a part; nothing: still to be found
  bool prepared = false;                ///< out of a folder that `batterisk prepare` or `data fetch` made
  std::vector<LayerRemark> remarks{};   ///< of its manifest
};

/// Of which files the hash of a layer is, that a receipt has.
enum class LayerHash {
  NamedFile,  ///< the one that the dossier names; receipts of form 1
  Parts       ///< all that the layer is made of
};

/// A study as somebody wrote it down: everything needed to compute it again, except rules and layers.
struct Dossier {
  std::string path;  ///< as given
  std::string text;  ///< the file, byte for byte
  std::string sha256;
  std::string name;
  std::string description;
  std::string applicant;
  std::string author;
  std::string status;  ///< "concept" or "definitief"
  std::optional<std::chrono::year_month_day> aanvraagdatum;
  std::chrono::year_month_day peildatum{};
  std::optional<std::chrono::year_month_day> onherroepelijk_op;
  std::optional<std::chrono::year_month_day> vergund_op;
  std::map<std::string, EigenKeuze> keuzes;  ///< `[toets.keuze]`: alternative by choice of the rules
  std::vector<Site> sites;
  std::vector<BatteryUnit> units;
  std::vector<UserScenario> scenarios;
  std::optional<int> weather_station;
  std::filesystem::path weather_table;  ///< own table; empty = the table of the rules
  std::string weather_table_shown;
  std::vector<Deviation> site_values;  ///< data of the site (`[weer] ruwheid`), with their source as motivation: no deviations
  std::string rule_set;  ///< "referentie", "rivm-2025" or a full id
  std::vector<LayerSource> layers;  ///< those of a prepared folder (`omgeving.map`) first
  Antwoord functional_binding = Antwoord::Onbekend;  ///< answer for all objects (Bkl art. 5.5) that give none
  std::vector<ObjectOpgave> objects;
  std::vector<Risicogebied> risicogebieden;
  std::optional<ImevGegevens> imev;
  std::vector<Deviation> deviations;
  std::vector<Measure> measures;
  std::vector<Diagnostic> warnings;
  LayerHash layer_hash = LayerHash::Parts;
};

/// The rules that a study asks for.
[[nodiscard]] RuleSelection rule_selection(const Dossier& dossier);

/// The layers of a folder that `batterisk prepare` or `batterisk data fetch` completed. Throws DossierError when it is none,
/// or when a file is not the one that its manifest describes.
[[nodiscard]] std::vector<LayerSource> prepared_layers(const std::filesystem::path& folder);

/// Reads and checks a dossier. All errors are in one DossierError; warnings stay in the result. `shown`: name of the
/// file in messages and result, where that is not `path`. `manifest`: stands for that of the prepared folder, whose files are
/// then not looked for (an archive holds extracts of them).
[[nodiscard]] Dossier load_dossier(const std::filesystem::path& path, const std::string& shown = "",
                                   const std::filesystem::path& manifest = {});

/// The same for the text of a dossier that need not be on disk yet; `path` is where it belongs; without it, layers
/// of a prepared folder are left out.
[[nodiscard]] Dossier parse_dossier(std::string text, const std::filesystem::path& path, const std::string& shown = "",
                                    const std::filesystem::path& manifest = {});

}  // namespace batterisk
