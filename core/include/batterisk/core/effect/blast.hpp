#pragma once

#include "batterisk/core/base/quantity.hpp"

#include <array>
#include <optional>
#include <variant>
#include <vector>

namespace batterisk {

/// Peak overpressure of the multi-energy method: `R' = r (p0/E)^(1/3)`, `dP = p0 Ps'(R', class)`, classes
/// 1-10. Log-log interpolation in R', log-linear between classes; constant below the first R', ~1/R' beyond
/// the last.
class MultiEnergyTable {
 public:
  /// `scaled_distance` rising and above 0, `scaled_pressure[k]` the column of class k + 1, above 0 and as
  /// long. Throws std::domain_error otherwise.
  MultiEnergyTable(std::vector<double> scaled_distance, std::array<std::vector<double>, 10> scaled_pressure);

  /// Ps' at R' (>= 0) for a class in [1, 10], whole or between two classes. Throws std::domain_error outside.
  [[nodiscard]] double scaled_pressure(double scaled_distance, double blast_class) const;

  /// Largest R' at which Ps' is at least `pressure` (> 0); nothing when it is so nowhere.
  [[nodiscard]] std::optional<double> scaled_distance(double pressure, double blast_class) const;

 private:
  [[nodiscard]] double ln_pressure(std::size_t row, double blast_class) const;

  std::vector<double> ln_distance_;
  std::array<std::vector<double>, 10> ln_pressure_;
};

/// Peak overpressure of the multi-energy method as power laws, `Ps' = a R'^b` up to the R' where the next begins; below
/// 1e-4 it is 0. Log-linear between classes. At the joints the laws of a class differ by up to 1.5 %.
class MultiEnergyPowerLaws {
 public:
  struct Piece {
    double a;
    double b;
    double to;  ///< R' up to which it holds; infinite for the last of a class
  };
  /// `classes[k]`: pieces of class k + 1, from the source outwards. Throws std::domain_error unless every class has one,
  /// a > 0, b <= 0, `to` rises, and only the last is endless.
  explicit MultiEnergyPowerLaws(std::array<std::vector<Piece>, 10> classes);

  /// As those of MultiEnergyTable.
  [[nodiscard]] double scaled_pressure(double scaled_distance, double blast_class) const;
  [[nodiscard]] std::optional<double> scaled_distance(double pressure, double blast_class) const;

 private:
  [[nodiscard]] double ln_pressure(double ln_distance, double blast_class) const;

  std::array<std::vector<Piece>, 10> classes_;
};

/// Curves of the multi-energy method in one form or the other.
using MultiEnergyCurves = std::variant<MultiEnergyTable, MultiEnergyPowerLaws>;

/// Explosion of a cloud on the ground: energy of the stoichiometric part, no ground factor.
struct MultiEnergyBlast {
  Energy energy;
  double blast_class;
  Pressure ambient;
};

/// Length unit of the blast, `(E/p0)^(1/3)`.
[[nodiscard]] Length multi_energy_scale(const MultiEnergyBlast& blast);
/// Overpressure at distance r (>= 0) from the centre. 0 for an energy of 0.
[[nodiscard]] Overpressure multi_energy_overpressure(const MultiEnergyCurves& curves,
                                                     const MultiEnergyBlast& blast, Length distance);
/// Largest distance at which the overpressure is at least `limit`; nothing when it is so nowhere.
[[nodiscard]] std::optional<Length> multi_energy_distance(const MultiEnergyCurves& curves,
                                                          const MultiEnergyBlast& blast, Overpressure limit);

/// Closed form for classes 1-4: `Ps' = Ps0 min(1, 0.51/R')`, Ps0 0.01, 0.02, 0.05, 0.1.
[[nodiscard]] double multi_energy_weak_class(double scaled_distance, int blast_class);

/// Flame Mach numbers of the digitised Baker-Strehlow-Tang curves (HyRAM+ 6.0).
enum class BstFlame { Mach0_2, Mach0_35, Mach0_7, Mach1_0, Mach1_4, Mach5_2 };
/// dP/p0 at `R = r (p0/(2E))^(1/3)` (hemisphere on the ground), log-log between the points at 0.2, 0.5, 1, 2,
/// 5, 9. Throws std::domain_error for R outside [0.2, 9].
[[nodiscard]] double bst_scaled_pressure(double scaled_distance, BstFlame flame);
[[nodiscard]] double bst_scaled_distance(Length distance, Energy energy, Pressure ambient);

/// TNT mass of equal energy, `W = eta m dHc/dH_TNT` (HyRAM+: eta 0.03, 4.68 MJ/kg).
struct TntParameters {
  double yield;
  SpecificEnergy tnt;
};
[[nodiscard]] Mass tnt_equivalent(Mass fuel, SpecificEnergy heat_of_combustion,
                                  const TntParameters& parameters);

/// Kinney and Graham (1985), free-air burst:
/// `dP/p0 = 808 [1 + (Z/4.5)^2]/(sqrt(1+(Z/0.048)^2) sqrt(1+(Z/0.32)^2) sqrt(1+(Z/1.35)^2))`, `Z = r/W^(1/3)`
/// in m/kg^(1/3), 0.05-40. Throws std::domain_error outside.
[[nodiscard]] Overpressure kinney_graham_overpressure(Mass tnt, Length distance, Pressure ambient);

/// Swisdak (1994), simplified Kingery-Bulmash for a hemisphere on the ground: `p = exp(sum c_k ln^k Z)` kPa,
/// Z 0.2-198. Throws std::domain_error outside.
[[nodiscard]] Overpressure swisdak_overpressure(Mass tnt, Length distance);

/// Bauwens (HyRAM+): `Ps = 0.34 R^(-4/3) + 0.062 R^-2 + 0.0033 R^-3`, R >= 0.01. Throws std::domain_error
/// below.
[[nodiscard]] double bauwens_scaled_pressure(double scaled_distance);

/// Lethality bands of overpressure (Purple Book Fig. 5.5). Strictly above `certain` (0.3 bar): 1 indoors and
/// outdoors; above `partial` (0.1 bar) up to and including `certain`: the two given; else 0.
struct OverpressureLethality {
  Overpressure certain;
  Overpressure partial;
  Probability partial_indoors;   ///< 0.025
  Probability partial_outdoors;  ///< 0
};
struct InAndOutdoors {
  Probability indoors;
  Probability outdoors;
};
[[nodiscard]] InAndOutdoors overpressure_lethality(Overpressure p, const OverpressureLethality& bands);

/// Comparison probits; pressures and impulses (Pa s) above 0, else std::domain_error.
[[nodiscard]] double structure_probit(Overpressure p);  ///< `1.47 + 1.37 ln(p psi)` (HSE OSD/30)
[[nodiscard]] double lung_probit(Overpressure p);       ///< `-77.1 + 6.91 ln p`
[[nodiscard]] double head_impact_probit(Overpressure p,
                                        double impulse_pa_s);  ///< `5 - 8.49 ln(2430/p + 4e8/(p i))`
/// `5 - 0.22 ln((40000/p)^7.4 + (460/i)^11.3)`
[[nodiscard]] double collapse_probit(Overpressure p, double impulse_pa_s);

/// Door or panel thrown by an explosion; a screening, not part of the risk.
struct DoorThrow {
  Area area;
  Mass mass;
  double impulse_pa_s;  ///< integral of the overpressure
  double drag_coefficient;
  Density air_density;
  double gravity_m_per_s2;
};
struct DoorThrowResult {
  Speed speed;          ///< `(A/m) integral p dt`
  Length vacuum_range;  ///< `v0^2/g`
  Length drag_length;   ///< `m/(0.5 rho Cd A)`; a longer vacuum range is an overestimate
};
[[nodiscard]] DoorThrowResult door_throw(const DoorThrow& door);

}  // namespace batterisk
