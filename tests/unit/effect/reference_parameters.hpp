#pragma once

// Parameter values of the reference method, for the tests of the effect models only. The program reads them
// from the rule files.

#include "batterisk/core/effect/accumulation.hpp"
#include "batterisk/core/effect/air.hpp"
#include "batterisk/core/effect/blast.hpp"
#include "batterisk/core/effect/deflagration.hpp"
#include "batterisk/core/effect/heat_radiation.hpp"
#include "batterisk/core/effect/plume.hpp"
#include "batterisk/core/effect/plume_rise.hpp"
#include "batterisk/core/effect/source_term.hpp"
#include "batterisk/core/effect/toxic.hpp"

#include <array>
#include <vector>

namespace batterisk::reference {

inline const Air air{Pressure::pa(101325), Temperature::k(288.15), Density::kg_per_m3(1.2), 1005.0, 9.81};

inline constexpr std::array<Stability, 6> stabilities{Stability::A, Stability::B, Stability::C,
                                                      Stability::D, Stability::E, Stability::F};

/// TNO sigmas (Yellow Book), 600 s.
inline SigmaParameters sigma(double z0_m = 0.1, double averaging_s = 600.0) {
  return {{{{0.527, 0.865, 0.28, 0.90},
            {0.371, 0.866, 0.23, 0.85},
            {0.209, 0.897, 0.22, 0.80},
            {0.128, 0.905, 0.20, 0.76},
            {0.098, 0.902, 0.15, 0.73},
            {0.065, 0.902, 0.12, 0.67}}},
          Length::m(z0_m),
          Length::m(0.1),
          0.53,
          -0.22,
          Length::m(10),
          Time::s(averaging_s),
          Time::s(600),
          0.2,
          Time::s(18.75)};
}

inline constexpr WakeParameters wake{4.3, 2.15};
inline constexpr MixingHeightParameters mixing{0.3, 1.149e-4};
inline const BriggsParameters briggs{1.6,
                                     BuoyancyFlux::m4_per_s3(55),
                                     21.425,
                                     38.71,
                                     49,
                                     119,
                                     2.6,
                                     4,
                                     2.0715,
                                     TemperatureGradient::k_per_m(0.020),
                                     TemperatureGradient::k_per_m(0.035)};
inline constexpr LiftOffParameters lift_off{6, 0.4};

// Purple Book, Table 5.2 (SO2: same form, from memory).
inline constexpr ToxicProbit hf{-8.4, 1, 1.5};
inline constexpr ToxicProbit co{-7.4, 1, 1};
inline constexpr ToxicProbit hcn{-9.8, 1, 2.4};
inline constexpr ToxicProbit hcl{-37.3, 3.69, 1};
inline constexpr ToxicProbit no2{-18.6, 1, 3.7};
inline constexpr ToxicProbit so2{-19.2, 1, 2.4};

inline const TorchParameters torch{0.275, {0.00326, 0.478}, 0.17, 50, 0.75, {}};
inline const TorchPowerLaw torch_power_law{Power::w(19.02e6), Energy::kwh(50), 2.0 / 3.0};
inline const HeatLethality heat{{-36.38, 2.56, 4.0 / 3.0}, HeatFlux::kw_per_m2(35), Time::s(20)};
inline const MudanParameters mudan{HeatFlux::kw_per_m2(140), HeatFlux::kw_per_m2(20), 0.12};
inline constexpr double flame_diameter_divisor = 7;

inline const OverpressureLethality blast_bands{Overpressure::bar(0.3), Overpressure::bar(0.1),
                                               Probability::of(0.025), Probability::of(0)};
inline const TntParameters tnt{0.03, SpecificEnergy::mj_per_kg(4.68)};

/// Derived surrogate for the multi-energy curves (columns: R', classes 1-10).
inline constexpr double multi_energy_rows[18][11]{
    {0.25, 0.01, 0.02, 0.05, 0.1, 0.2003, 0.5002, 1, 2.003, 5.618, 9.678},
    {0.3, 0.01, 0.02, 0.05, 0.1, 0.1996, 0.5001, 1.001, 2.004, 5.222, 5.667},
    {0.4, 0.009878, 0.01976, 0.04939, 0.09878, 0.1989, 0.4816, 0.9053, 1.732, 3.339, 2.921},
    {0.5, 0.008997, 0.01799, 0.04498, 0.08997, 0.1598, 0.4054, 0.804, 1.51, 1.87, 1.837},
    {0.6, 0.007869, 0.01574, 0.03935, 0.07869, 0.1425, 0.3611, 0.7115, 1.285, 1.187, 1.291},
    {0.7, 0.00699, 0.01398, 0.03495, 0.0699, 0.1271, 0.3227, 0.6344, 0.9575, 0.8332, 0.977},
    {0.8, 0.006225, 0.01245, 0.03113, 0.06225, 0.1141, 0.2905, 0.571, 0.7355, 0.6881, 0.7948},
    {1, 0.005113, 0.01023, 0.02557, 0.05113, 0.09415, 0.2411, 0.4736, 0.49, 0.5201, 0.5698},
    {1.25, 0.004117, 0.008234, 0.02058, 0.04117, 0.07689, 0.1982, 0.3477, 0.331, 0.3802, 0.4079},
    {1.5, 0.003433, 0.006866, 0.01716, 0.03433, 0.06486, 0.168, 0.2619, 0.2449, 0.2934, 0.3075},
    {2, 0.002531, 0.005063, 0.01266, 0.02531, 0.04929, 0.1286, 0.1701, 0.1665, 0.1939, 0.2001},
    {2.5, 0.002126, 0.004252, 0.01063, 0.02126, 0.03972, 0.1041, 0.1238, 0.1251, 0.142, 0.145},
    {3, 0.001722, 0.003444, 0.00861, 0.01722, 0.03325, 0.08735, 0.09642, 0.09916, 0.1108, 0.1124},
    {4, 0.001307, 0.002614, 0.006534, 0.01307, 0.02507, 0.06401, 0.06596, 0.06896, 0.07565, 0.07629},
    {5, 0.001037, 0.002074, 0.005185, 0.01037, 0.02012, 0.04874, 0.04947, 0.05212, 0.05658, 0.057},
    {6, 0.000867, 0.001734, 0.004335, 0.00867, 0.0168, 0.03889, 0.03927, 0.04161, 0.04487, 0.04509},
    {8, 0.0006319, 0.001264, 0.003159, 0.006319, 0.01263, 0.02726, 0.02744, 0.0293, 0.03133, 0.03134},
    {10, 0.00051, 0.00102, 0.00255, 0.0051, 0.01012, 0.02077, 0.0209, 0.02235, 0.02379, 0.0238}};

inline MultiEnergyTable multi_energy() {
  std::vector<double> distance;
  std::array<std::vector<double>, 10> pressure;
  for (const auto& row : multi_energy_rows) {
    distance.push_back(row[0]);
    for (std::size_t k = 0; k < 10; ++k) pressure[k].push_back(row[k + 1]);
  }
  return {distance, pressure};
}

inline const VentedDeflagration vented{Volume::m3(33),
                                       Speed::m_per_s(0.45),
                                       0.25,
                                       1.0,
                                       Pressure::pa(101325),
                                       Pressure::pa(8.0e5),
                                       Density::kg_per_m3(1.2),
                                       1.38,
                                       Area::m2(0),
                                       Overpressure::pa(0),
                                       0.6};

inline const FireParameters fire{10, FireGrowth::w_per_s2(47), 4, 0.8};
inline const FireDurationLaw fire_duration_law{Time::h(2), Time::h(25), Energy::kwh(5000), 1.0};

// Golubkov 2014 compositions; limits, heats and oxygen demand per gas.
inline GasComponent h2(double x) {
  return {x, MolarMass::g_per_mol(2.016), 0.040, 241.8, 0.5};
}
inline GasComponent co2(double x) {
  return {x, MolarMass::g_per_mol(44.01), 0.0, 0.0, 0.0};
}
inline GasComponent carbon_monoxide(double x) {
  return {x, MolarMass::g_per_mol(28.01), 0.125, 283.0, 0.5};
}
inline GasComponent ch4(double x) {
  return {x, MolarMass::g_per_mol(16.04), 0.050, 802.3, 2.0};
}
inline GasComponent c2h4(double x) {
  return {x, MolarMass::g_per_mol(28.05), 0.027, 1323.0, 3.0};
}
inline GasComponent c2h6(double x) {
  return {x, MolarMass::g_per_mol(30.07), 0.030, 1428.6, 3.5};
}
inline std::array<GasComponent, 6> vent_gas(double a, double b, double c, double d, double e, double f) {
  return {h2(a / 100), co2(b / 100), carbon_monoxide(c / 100), ch4(d / 100), c2h4(e / 100), c2h6(f / 100)};
}

/// PGS 15 default combustible, C3.90 H8.50 O1.06 Cl0.46 N1.17 S0.51 P1.35.
inline const Combustible pgs15_fuel{3.90, 8.50, 1.06, 0.46, 1.17, 0.51, 1.35, MolarMass::g_per_mol(163.2)};

}  // namespace batterisk::reference
