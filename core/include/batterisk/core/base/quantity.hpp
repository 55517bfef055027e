#pragma once

#include <compare>
#include <stdexcept>
#include <string_view>

namespace batterisk {

/// Base of every physical quantity: an SI value whose unit stands in the name of the factory and of the reader
/// (`HeatFlux::kw_per_m2(10).w_per_m2()`). Quantities of one kind add, scale and compare; their ratio is a number.
/// There is no dimensional algebra: the formulas of this field are empirical, so a model unwraps to the unit of its
/// source in its first lines and wraps again in its last.
template <class Self>
class Quantity {
 public:
  /// Value in the SI (base) unit of the quantity; for generic code such as unit conversion only.
  [[nodiscard]] constexpr double si() const { return value_; }
  [[nodiscard]] static constexpr Self from_si(double value) { return Self{value}; }

  friend constexpr auto operator<=>(const Self& a, const Self& b) { return a.value_ <=> b.value_; }
  friend constexpr bool operator==(const Self& a, const Self& b) { return a.value_ == b.value_; }
  friend constexpr Self operator+(const Self& a, const Self& b) { return Self{a.value_ + b.value_}; }
  friend constexpr Self operator-(const Self& a, const Self& b) { return Self{a.value_ - b.value_}; }
  friend constexpr Self operator*(double k, const Self& a) { return Self{k * a.value_}; }
  friend constexpr double operator/(const Self& a, const Self& b) { return a.value_ / b.value_; }

 protected:
  explicit constexpr Quantity(double value) : value_{value} {}

 private:
  double value_;
};

/// Length or distance (m).
class Length : public Quantity<Length> {
 public:
  static constexpr std::string_view kind = "lengte";
  static constexpr Length m(double v) { return Length{v}; }
  [[nodiscard]] constexpr double m() const { return si(); }

 private:
  friend class Quantity<Length>;
  using Quantity::Quantity;
};

/// Area (m2).
class Area : public Quantity<Area> {
 public:
  static constexpr std::string_view kind = "oppervlakte";
  static constexpr Area m2(double v) { return Area{v}; }
  [[nodiscard]] constexpr double m2() const { return si(); }

 private:
  friend class Quantity<Area>;
  using Quantity::Quantity;
};

/// Volume (m3).
class Volume : public Quantity<Volume> {
 public:
  static constexpr std::string_view kind = "volume";
  static constexpr Volume m3(double v) { return Volume{v}; }
  [[nodiscard]] constexpr double m3() const { return si(); }

 private:
  friend class Quantity<Volume>;
  using Quantity::Quantity;
};

/// Mass (kg).
class Mass : public Quantity<Mass> {
 public:
  static constexpr std::string_view kind = "massa";
  static constexpr Mass kg(double v) { return Mass{v}; }
  [[nodiscard]] constexpr double kg() const { return si(); }

 private:
  friend class Quantity<Mass>;
  using Quantity::Quantity;
};

/// Energy, electrical or thermal (J).
class Energy : public Quantity<Energy> {
 public:
  static constexpr std::string_view kind = "energie";
  static constexpr Energy j(double v) { return Energy{v}; }
  static constexpr Energy kwh(double v) { return Energy{v * 3.6e6}; }
  [[nodiscard]] constexpr double j() const { return si(); }
  [[nodiscard]] constexpr double kwh() const { return si() / 3.6e6; }

 private:
  friend class Quantity<Energy>;
  using Quantity::Quantity;
};

/// Power or heat release rate (W).
class Power : public Quantity<Power> {
 public:
  static constexpr std::string_view kind = "vermogen";
  static constexpr Power w(double v) { return Power{v}; }
  static constexpr Power mw(double v) { return Power{v * 1e6}; }
  [[nodiscard]] constexpr double w() const { return si(); }
  [[nodiscard]] constexpr double mw() const { return si() / 1e6; }

 private:
  friend class Quantity<Power>;
  using Quantity::Quantity;
};

/// Mass release rate (kg/s).
class MassRate : public Quantity<MassRate> {
 public:
  static constexpr std::string_view kind = "massastroom";
  static constexpr MassRate kg_per_s(double v) { return MassRate{v}; }
  static constexpr MassRate g_per_s(double v) { return MassRate{v * 1e-3}; }
  [[nodiscard]] constexpr double kg_per_s() const { return si(); }
  [[nodiscard]] constexpr double g_per_s() const { return si() * 1e3; }

 private:
  friend class Quantity<MassRate>;
  using Quantity::Quantity;
};

/// Duration (s).
class Time : public Quantity<Time> {
 public:
  static constexpr std::string_view kind = "tijd";
  static constexpr Time s(double v) { return Time{v}; }
  static constexpr Time min(double v) { return Time{v * 60.0}; }
  static constexpr Time h(double v) { return Time{v * 3600.0}; }
  [[nodiscard]] constexpr double s() const { return si(); }
  [[nodiscard]] constexpr double min() const { return si() / 60.0; }
  [[nodiscard]] constexpr double h() const { return si() / 3600.0; }

 private:
  friend class Quantity<Time>;
  using Quantity::Quantity;
};

/// Absolute temperature (K).
class Temperature : public Quantity<Temperature> {
 public:
  static constexpr std::string_view kind = "temperatuur";
  static constexpr Temperature k(double v) { return Temperature{v}; }
  [[nodiscard]] constexpr double k() const { return si(); }

 private:
  friend class Quantity<Temperature>;
  using Quantity::Quantity;
};

/// Mass concentration in air (kg/m3).
class Concentration : public Quantity<Concentration> {
 public:
  static constexpr std::string_view kind = "concentratie";
  static constexpr Concentration kg_per_m3(double v) { return Concentration{v}; }
  static constexpr Concentration mg_per_m3(double v) { return Concentration{v * 1e-6}; }
  [[nodiscard]] constexpr double kg_per_m3() const { return si(); }
  [[nodiscard]] constexpr double mg_per_m3() const { return si() * 1e6; }

 private:
  friend class Quantity<Concentration>;
  using Quantity::Quantity;
};

/// Heat radiation received or emitted (W/m2).
class HeatFlux : public Quantity<HeatFlux> {
 public:
  static constexpr std::string_view kind = "warmtestraling";
  static constexpr HeatFlux w_per_m2(double v) { return HeatFlux{v}; }
  static constexpr HeatFlux kw_per_m2(double v) { return HeatFlux{v * 1e3}; }
  [[nodiscard]] constexpr double w_per_m2() const { return si(); }
  [[nodiscard]] constexpr double kw_per_m2() const { return si() / 1e3; }

 private:
  friend class Quantity<HeatFlux>;
  using Quantity::Quantity;
};

/// Pressure above ambient (Pa). Absolute pressure is the other type, `Pressure`.
class Overpressure : public Quantity<Overpressure> {
 public:
  static constexpr std::string_view kind = "overdruk";
  static constexpr Overpressure pa(double v) { return Overpressure{v}; }
  static constexpr Overpressure kpa(double v) { return Overpressure{v * 1e3}; }
  static constexpr Overpressure bar(double v) { return Overpressure{v * 1e5}; }
  [[nodiscard]] constexpr double pa() const { return si(); }
  [[nodiscard]] constexpr double kpa() const { return si() / 1e3; }
  [[nodiscard]] constexpr double bar() const { return si() / 1e5; }

 private:
  friend class Quantity<Overpressure>;
  using Quantity::Quantity;
};

/// Absolute pressure (Pa).
class Pressure : public Quantity<Pressure> {
 public:
  static constexpr std::string_view kind = "absolute druk";
  static constexpr Pressure pa(double v) { return Pressure{v}; }
  [[nodiscard]] constexpr double pa() const { return si(); }

 private:
  friend class Quantity<Pressure>;
  using Quantity::Quantity;
};

/// Frequency of an event (1/year).
class Frequency : public Quantity<Frequency> {
 public:
  static constexpr std::string_view kind = "frequentie";
  static constexpr Frequency per_year(double v) { return Frequency{v}; }
  [[nodiscard]] constexpr double per_year() const { return si(); }

 private:
  friend class Quantity<Frequency>;
  using Quantity::Quantity;
};

/// Plaatsgebonden risico (Bkl art. 5.6): chance per year of death of an unprotected person who is always there.
class PlaatsgebondenRisico : public Quantity<PlaatsgebondenRisico> {
 public:
  static constexpr std::string_view kind = "plaatsgebonden risico";
  static constexpr PlaatsgebondenRisico per_year(double v) { return PlaatsgebondenRisico{v}; }
  [[nodiscard]] constexpr double per_year() const { return si(); }

 private:
  friend class Quantity<PlaatsgebondenRisico>;
  using Quantity::Quantity;
};

/// Angle (rad). Bearings and wind directions run clockwise from RD grid north.
class Angle : public Quantity<Angle> {
 public:
  static constexpr std::string_view kind = "hoek";
  static constexpr Angle rad(double v) { return Angle{v}; }
  static constexpr Angle deg(double v) { return Angle{v * (3.14159265358979323846 / 180.0)}; }
  [[nodiscard]] constexpr double rad() const { return si(); }
  [[nodiscard]] constexpr double deg() const { return si() * (180.0 / 3.14159265358979323846); }

 private:
  friend class Quantity<Angle>;
  using Quantity::Quantity;
};

/// Speed (m/s).
class Speed : public Quantity<Speed> {
 public:
  static constexpr std::string_view kind = "snelheid";
  static constexpr Speed m_per_s(double v) { return Speed{v}; }
  [[nodiscard]] constexpr double m_per_s() const { return si(); }

 private:
  friend class Quantity<Speed>;
  using Quantity::Quantity;
};

/// Probability; construction refuses a value outside [0, 1] (std::domain_error).
class Probability : public Quantity<Probability> {
 public:
  static constexpr std::string_view kind = "kans";
  static constexpr Probability of(double v) {
    if (!(v >= 0.0 && v <= 1.0)) throw std::domain_error("probability outside [0, 1]");
    return Probability{v};
  }
  [[nodiscard]] constexpr double value() const { return si(); }

 private:
  friend class Quantity<Probability>;
  using Quantity::Quantity;
};

/// Dimensionless number ("-", "%", "vol%"); 1 = 100 %.
class Ratio : public Quantity<Ratio> {
 public:
  static constexpr std::string_view kind = "verhouding";
  static constexpr Ratio of(double v) { return Ratio{v}; }
  [[nodiscard]] constexpr double value() const { return si(); }

 private:
  friend class Quantity<Ratio>;
  using Quantity::Quantity;
};

/// Air changes or ventilation (1/s).
class AirChange : public Quantity<AirChange> {
 public:
  static constexpr std::string_view kind = "luchtwisseling";
  static constexpr AirChange per_h(double v) { return AirChange{v / 3600.0}; }
  [[nodiscard]] constexpr double per_h() const { return si() * 3600.0; }
  [[nodiscard]] constexpr double per_s() const { return si(); }

 private:
  friend class Quantity<AirChange>;
  using Quantity::Quantity;
};

/// Mass per stored electrical energy (kg/J): yields (g/kWh) and cell or system mass (kg/kWh).
class MassPerEnergy : public Quantity<MassPerEnergy> {
 public:
  static constexpr std::string_view kind = "massa per energie";
  static constexpr MassPerEnergy kg_per_kwh(double v) { return MassPerEnergy{v / 3.6e6}; }
  static constexpr MassPerEnergy g_per_kwh(double v) { return MassPerEnergy{v / 3.6e9}; }
  [[nodiscard]] constexpr double kg_per_kwh() const { return si() * 3.6e6; }
  [[nodiscard]] constexpr double g_per_kwh() const { return si() * 3.6e9; }

 private:
  friend class Quantity<MassPerEnergy>;
  using Quantity::Quantity;
};

/// Gas volume (25 C, 1 atm) per stored electrical energy (m3/J).
class VolumePerEnergy : public Quantity<VolumePerEnergy> {
 public:
  static constexpr std::string_view kind = "volume per energie";
  static constexpr VolumePerEnergy m3_per_kwh(double v) { return VolumePerEnergy{v / 3.6e6}; }
  [[nodiscard]] constexpr double m3_per_kwh() const { return si() * 3.6e6; }

 private:
  friend class Quantity<VolumePerEnergy>;
  using Quantity::Quantity;
};

/// Energy per mass (J/kg): specific energy of cells, heat of combustion.
class SpecificEnergy : public Quantity<SpecificEnergy> {
 public:
  static constexpr std::string_view kind = "soortelijke energie";
  static constexpr SpecificEnergy j_per_kg(double v) { return SpecificEnergy{v}; }
  static constexpr SpecificEnergy mj_per_kg(double v) { return SpecificEnergy{v * 1e6}; }
  static constexpr SpecificEnergy wh_per_kg(double v) { return SpecificEnergy{v * 3600.0}; }
  [[nodiscard]] constexpr double j_per_kg() const { return si(); }
  [[nodiscard]] constexpr double mj_per_kg() const { return si() / 1e6; }
  [[nodiscard]] constexpr double wh_per_kg() const { return si() / 3600.0; }

 private:
  friend class Quantity<SpecificEnergy>;
  using Quantity::Quantity;
};

/// Energy per volume (J/m3): combustion energy of a stoichiometric mixture.
class EnergyDensity : public Quantity<EnergyDensity> {
 public:
  static constexpr std::string_view kind = "energiedichtheid";
  static constexpr EnergyDensity mj_per_m3(double v) { return EnergyDensity{v * 1e6}; }
  [[nodiscard]] constexpr double j_per_m3() const { return si(); }
  [[nodiscard]] constexpr double mj_per_m3() const { return si() / 1e6; }

 private:
  friend class Quantity<EnergyDensity>;
  using Quantity::Quantity;
};

/// Mass per volume (kg/m3).
class Density : public Quantity<Density> {
 public:
  static constexpr std::string_view kind = "dichtheid";
  static constexpr Density kg_per_m3(double v) { return Density{v}; }
  [[nodiscard]] constexpr double kg_per_m3() const { return si(); }

 private:
  friend class Quantity<Density>;
  using Quantity::Quantity;
};

/// Burning rate per floor area (kg/(m2 s)).
class MassFlux : public Quantity<MassFlux> {
 public:
  static constexpr std::string_view kind = "massaflux";
  static constexpr MassFlux kg_per_m2_s(double v) { return MassFlux{v}; }
  [[nodiscard]] constexpr double kg_per_m2_s() const { return si(); }

 private:
  friend class Quantity<MassFlux>;
  using Quantity::Quantity;
};

/// Fire growth coefficient of Q = alpha t^2 (W/s2).
class FireGrowth : public Quantity<FireGrowth> {
 public:
  static constexpr std::string_view kind = "brandgroei";
  static constexpr FireGrowth w_per_s2(double v) { return FireGrowth{v}; }
  [[nodiscard]] constexpr double w_per_s2() const { return si(); }

 private:
  friend class Quantity<FireGrowth>;
  using Quantity::Quantity;
};

/// Event frequency per installed power (1/(W year)).
class FrequencyPerPower : public Quantity<FrequencyPerPower> {
 public:
  static constexpr std::string_view kind = "frequentie per vermogen";
  static constexpr FrequencyPerPower per_gw_year(double v) { return FrequencyPerPower{v / 1e9}; }
  [[nodiscard]] constexpr double per_gw_year() const { return si() * 1e9; }

 private:
  friend class Quantity<FrequencyPerPower>;
  using Quantity::Quantity;
};

/// Amount of salt per mass of electrolyte (mol/kg).
class Molality : public Quantity<Molality> {
 public:
  static constexpr std::string_view kind = "molaliteit";
  static constexpr Molality mol_per_kg(double v) { return Molality{v}; }
  [[nodiscard]] constexpr double mol_per_kg() const { return si(); }

 private:
  friend class Quantity<Molality>;
  using Quantity::Quantity;
};

/// Molar mass (kg/mol).
class MolarMass : public Quantity<MolarMass> {
 public:
  static constexpr std::string_view kind = "molaire massa";
  static constexpr MolarMass g_per_mol(double v) { return MolarMass{v * 1e-3}; }
  [[nodiscard]] constexpr double g_per_mol() const { return si() * 1e3; }

 private:
  friend class Quantity<MolarMass>;
  using Quantity::Quantity;
};

/// Vertical gradient of potential temperature (K/m).
class TemperatureGradient : public Quantity<TemperatureGradient> {
 public:
  static constexpr std::string_view kind = "temperatuurgradient";
  static constexpr TemperatureGradient k_per_m(double v) { return TemperatureGradient{v}; }
  [[nodiscard]] constexpr double k_per_m() const { return si(); }

 private:
  friend class Quantity<TemperatureGradient>;
  using Quantity::Quantity;
};

/// Buoyancy flux of a hot release (m4/s3).
class BuoyancyFlux : public Quantity<BuoyancyFlux> {
 public:
  static constexpr std::string_view kind = "opwaartse flux";
  static constexpr BuoyancyFlux m4_per_s3(double v) { return BuoyancyFlux{v}; }
  [[nodiscard]] constexpr double m4_per_s3() const { return si(); }

 private:
  friend class Quantity<BuoyancyFlux>;
  using Quantity::Quantity;
};

/// Specific heat (J/(kg K)).
class SpecificHeat : public Quantity<SpecificHeat> {
 public:
  static constexpr std::string_view kind = "soortelijke warmte";
  static constexpr SpecificHeat j_per_kg_k(double v) { return SpecificHeat{v}; }
  [[nodiscard]] constexpr double j_per_kg_k() const { return si(); }

 private:
  friend class Quantity<SpecificHeat>;
  using Quantity::Quantity;
};

/// Acceleration (m/s2).
class Acceleration : public Quantity<Acceleration> {
 public:
  static constexpr std::string_view kind = "versnelling";
  static constexpr Acceleration m_per_s2(double v) { return Acceleration{v}; }
  [[nodiscard]] constexpr double m_per_s2() const { return si(); }

 private:
  friend class Quantity<Acceleration>;
  using Quantity::Quantity;
};

/// Kinematic viscosity (m2/s).
class KinematicViscosity : public Quantity<KinematicViscosity> {
 public:
  static constexpr std::string_view kind = "kinematische viscositeit";
  static constexpr KinematicViscosity m2_per_s(double v) { return KinematicViscosity{v}; }
  [[nodiscard]] constexpr double m2_per_s() const { return si(); }

 private:
  friend class Quantity<KinematicViscosity>;
  using Quantity::Quantity;
};

/// Molar volume of a gas (m3/mol).
class MolarVolume : public Quantity<MolarVolume> {
 public:
  static constexpr std::string_view kind = "molair volume";
  static constexpr MolarVolume l_per_mol(double v) { return MolarVolume{v * 1e-3}; }
  [[nodiscard]] constexpr double l_per_mol() const { return si() * 1e3; }

 private:
  friend class Quantity<MolarVolume>;
  using Quantity::Quantity;
};

/// Rate of a process (1/s), such as the Coriolis parameter.
class Rate : public Quantity<Rate> {
 public:
  static constexpr std::string_view kind = "snelheid van een proces";
  static constexpr Rate per_s(double v) { return Rate{v}; }
  [[nodiscard]] constexpr double per_s() const { return si(); }

 private:
  friend class Quantity<Rate>;
  using Quantity::Quantity;
};

/// Volume flow (m3/s).
class VolumeFlow : public Quantity<VolumeFlow> {
 public:
  static constexpr std::string_view kind = "volumestroom";
  static constexpr VolumeFlow l_per_min(double v) { return VolumeFlow{v / 60e3}; }
  [[nodiscard]] constexpr double l_per_min() const { return si() * 60e3; }

 private:
  friend class Quantity<VolumeFlow>;
  using Quantity::Quantity;
};

}  // namespace batterisk
