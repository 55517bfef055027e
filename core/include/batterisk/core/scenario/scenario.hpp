#pragma once

#include "batterisk/core/base/geometry.hpp"
#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/core/rules/provenance.hpp"
#include "batterisk/core/rules/rule_set.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

namespace batterisk {

/// Kinds of scenario (core/README.md, chapter 2).
enum class ScenarioKind {
  S1Torch,      ///< module runaway, ignited: torch
  S2Explosion,  ///< late ignition of gas in the enclosure
  S3VentGas,    ///< module runaway, not ignited: cold vent gas
  S4Fire,       ///< whole enclosure on fire
  S5RackTorch,  ///< torch of a whole rack
  Domino,       ///< fire of one enclosure and then of its neighbour
  StoreFire,    ///< fire of a part or the whole of a store
  User          ///< release that the dossier defines
};
[[nodiscard]] std::string_view to_string(ScenarioKind kind);  // "S1", ..., "D", "O", "eigen"

/// One substance of a release.
struct SubstanceRelease {
  std::string stof;
  MassRate rate;
  friend bool operator==(const SubstanceRelease&, const SubstanceRelease&) = default;
};

/// Continuous toxic release, mixed into a wake where `wake_width` and `wake_height` are above 0. With `wake_length`
/// above 0 the width of the wake is that of the box across the wind, else `wake_width` in any wind.
struct ToxicSource {
  std::vector<SubstanceRelease> substances;
  Time duration = Time::s(0.0);
  Length height = Length::m(0.0);
  Length wake_width = Length::m(0.0);
  Length wake_height = Length::m(0.0);
  Length wake_length = Length::m(0.0);       ///< along the bearing `wake_axis`
  Angle wake_axis = Angle::rad(0.0);
  double flash_dilution = 0.0;  ///< C/Q (s/m3) at the lower flammability limit; 0: does not burn
  bool flash_counts = false;    ///< a flash fire kills everybody within that limit
  SmokePlume smoke = SmokePlume::Geen;       ///< how heat lifts the plume
  Power convective_heat = Power::w(0.0);     ///< only for `Hanna` and `Briggs`
  friend bool operator==(const ToxicSource&, const ToxicSource&) = default;
};

/// Where torches leave a building: the middle of an opening, flames within `spread` of its normal.
struct TorchOpening {
  Wall wall = Wall::KopA;
  Length offset = Length::m(0.0);  ///< as in WallOpening
  double share = 1.0;              ///< of the torches; together 1
  Angle spread = Angle::rad(0.0);
  friend bool operator==(const TorchOpening&, const TorchOpening&) = default;
};

/// Torch from the wall of a rectangular enclosure: from its openings, or without any in a direction that is uniform
/// over the azimuth.
struct TorchSource {
  Power power;
  Time exposure;
  Length length;  ///< of the enclosure
  Length width;
  Angle orientation;  ///< bearing of the long axis
  Length height;      ///< of the flame axis
  std::vector<TorchOpening> openings = {};
  bool shielded = false;  ///< nobody is hit behind the wall that the torch leaves; always so with openings
  friend bool operator==(const TorchSource&, const TorchSource&) = default;
};

/// Vent of an enclosure that holds, in the middle of a short side (`kop_a`).
struct BlastVent {
  Length from_centre = Length::m(0.0);
  Angle normal = Angle::rad(0.0);  ///< bearing
  Area area = Area::m2(0.0);
  friend bool operator==(const BlastVent&, const BlastVent&) = default;
};

/// Pressure that the blast of a cloud exceeds within a distance of the middle of that cloud (strictly).
struct BlastCircle {
  Overpressure above = Overpressure::pa(0.0);
  Length radius = Length::m(0.0);
  friend bool operator==(const BlastCircle&, const BlastCircle&) = default;
};

/// Explosion in an enclosure. The cloud lies at the centre of one that bursts, or at the vent of one that vents, which
/// adds a blast of its own, strongest straight ahead (core/README.md, 3.2.3).
struct ExplosionSource {
  bool burst = true;              ///< the enclosure fails; else it vents
  Overpressure reduced = Overpressure::pa(0.0);  ///< p_red
  Energy energy = Energy::j(0.0);  ///< of the blast
  double blast_class = 0.0;
  BlastCircle lethal;  ///< everybody outdoors dies
  BlastCircle partial; ///< a share of those indoors dies
  std::optional<BlastVent> vent = {};
  Length area = Length::m(0.0);    ///< radius of the explosieaandachtsgebied about the centre
  friend bool operator==(const ExplosionSource&, const ExplosionSource&) = default;
};

/// Fire of a whole enclosure: smoke in its wake, a flame on its roof and flames in its openings.
struct FireSource {
  ToxicSource smoke;
  Power peak = Power::w(0.0);   ///< heat release
  Power burning = Power::w(0.0);  ///< stored energy that burns at the peak
  Time duration = Time::s(0.0);   ///< mean, T_E
  Area roof = Area::m2(0.0);  ///< 0: no flame on the roof
  Length roof_height = Length::m(0.0);
  Time exposure = Time::s(0.0);
  std::vector<WallOpening> openings = {};
  HeatFlux opening_sep = HeatFlux::w_per_m2(0.0);  ///< surface emissive power of a flame in an opening
  Length length = Length::m(0.0);   ///< of the box; only with openings, as the next two
  Length width = Length::m(0.0);
  Angle orientation = Angle::rad(0.0);
  /// Equal in what they do to others: `duration` is told, nothing is computed with it, and fires that differ in it alone share
  /// their tables.
  friend bool operator==(const FireSource& a, const FireSource& b) {
    const auto effect = [](const FireSource& f) {
      return std::tie(f.smoke, f.peak, f.burning, f.roof, f.roof_height, f.exposure, f.openings, f.opening_sep, f.length, f.width,
                      f.orientation);
    };
    return effect(a) == effect(b);
  }
};

/// Two fires at once, at different places: effects add up before lethality.
struct DominoSource {
  FireSource first;
  FireSource second;
  RdPoint second_position{};  ///< the first burns at the scenario's position
};

/// One factor of a frequency: what it is, its value with unit, and the rule key it came from ("" = dossier).
struct FrequencyFactor {
  std::string name;
  double value;
  std::string unit;
  std::string key;
};

using ScenarioSource = std::variant<TorchSource, ToxicSource, ExplosionSource, FireSource, DominoSource>;

/// Something that can happen: where, how often per year, and what is released.
struct Scenario {
  std::string id;  ///< "<unit>/S3", "<unit>+<unit>/D", or the id in the dossier
  ScenarioKind kind{};
  std::string unit;  ///< id of the unit; empty for a user-defined scenario
  RdPoint position{};
  Frequency frequency = Frequency::per_year(0.0);
  std::vector<FrequencyFactor> chain;  ///< factors of `frequency`, in the order of the event tree
  ScenarioSource source;
};

/// Branch of the event tree that gave a scenario; nullptr for one that the dossier defines. A kind can have more than one
/// branch: the id of a scenario of a unit ends with the name of its own.
[[nodiscard]] const EventBranch* branch_of(const Scenario& scenario, const RuleSet& rules);

/// Scenarios of a study with what had to be said while deriving them.
struct ScenarioSet {
  std::vector<Scenario> scenarios;  ///< units in order, each S1 to S5; then domino pairs; user-defined ones last
  std::vector<Diagnostic> messages;
  bool out_of_scope = false;        ///< a system lies outside the scope of the method
};

/// Frequency of an event in a unit: f_unit.
[[nodiscard]] Frequency event_frequency(const BatteryUnit& unit, const RuleSet& rules, UsedKeys& used);

/// Derives the scenarios by the event tree of the rules: `f_unit = lambda_P P_rated a m` times the factors of each
/// branch. Where the gas in an enclosure cannot ignite, the frequency of S2 goes to S3 (message). Missing energies come
/// from the rules; every key that was read is added to `used`. Throws DossierError for a substance that has no probit.
[[nodiscard]] ScenarioSet derive_scenarios(const Dossier& dossier, const RuleSet& rules, UsedKeys& used);

}  // namespace batterisk
