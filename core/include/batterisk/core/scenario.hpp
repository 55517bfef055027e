#pragma once

#include "batterisk/core/dossier.hpp"
#include "batterisk/core/geometry.hpp"
#include "batterisk/core/provenance.hpp"
#include "batterisk/core/quantity.hpp"
#include "batterisk/core/rule_set.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace batterisk {

/// Kinds of scenario that this version computes (core/README.md, chapter 2).
enum class ScenarioKind {
  S1Torch,    ///< module runaway, ignited: torch
  S3VentGas,  ///< module runaway, not ignited: cold vent gas
  User        ///< release that the dossier defines
};
[[nodiscard]] std::string_view to_string(ScenarioKind kind);  // "S1", "S3", "eigen"

/// One substance of a release.
struct SubstanceRelease {
  std::string stof;
  MassRate rate;
  friend bool operator==(const SubstanceRelease&, const SubstanceRelease&) = default;
};

/// Continuous toxic release, mixed into a wake where `wake_width` and `wake_height` are above 0.
struct ToxicSource {
  std::vector<SubstanceRelease> substances;
  Time duration;
  Length height;
  Length wake_width;
  Length wake_height;
  friend bool operator==(const ToxicSource&, const ToxicSource&) = default;
};

/// Torch from the wall of a rectangular enclosure, direction uniform over the azimuth.
struct TorchSource {
  Power power;
  Time exposure;
  Length length;  ///< of the enclosure
  Length width;
  Angle orientation;  ///< bearing of the long axis
  Length height;      ///< of the flame axis
  friend bool operator==(const TorchSource&, const TorchSource&) = default;
};

/// One factor of a frequency: what it is, its value as text with unit, and the rule key it came from ("" = dossier).
struct FrequencyFactor {
  std::string name;
  double value;
  std::string unit;
  std::string key;
};

/// Something that can happen: where, how often per year, and what is released.
struct Scenario {
  std::string id;  ///< "<unit>/S3", or the id in the dossier
  ScenarioKind kind{};
  std::string unit;  ///< id of the unit; empty for a user-defined scenario
  RdPoint position{};
  Frequency frequency = Frequency::per_year(0.0);
  std::vector<FrequencyFactor> chain;  ///< factors of `frequency`, in the order of the event tree
  std::variant<TorchSource, ToxicSource> source;
};

/// Scenarios of a study with what had to be said while deriving them.
struct ScenarioSet {
  std::vector<Scenario> scenarios;  ///< in the order of the units, then S1, S3; user-defined ones last
  std::vector<Diagnostic> messages;
  bool out_of_scope = false;        ///< a system lies outside the scope of the method
};

/// Derives the scenarios by the event tree of the rules: `f_unit = lambda_P P_rated a m`, `f_S1 = f_unit p_s1`,
/// `f_S3 = f_unit p_s3`. Missing energies come from the rules; every key that was read is added to `used`.
/// Throws DossierError for a substance that has no probit.
[[nodiscard]] ScenarioSet derive_scenarios(const Dossier& dossier, const RuleSet& rules, UsedKeys& used);

}  // namespace batterisk
