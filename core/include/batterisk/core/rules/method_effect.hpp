#pragma once

#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/effect/plume.hpp"
#include "batterisk/core/effect/transmissivity.hpp"
#include "batterisk/core/rules/rule.hpp"
#include "batterisk/core/rules/rule_choices.hpp"

#include <vector>

/// Keys of the method: radiation, blast and how they kill; dispersion, outdoors and indoors.
namespace batterisk {

/// Flame shapes and emissive power.
struct FlameRules {
  Rule<"flame.heskestad_d", double> heskestad_d;  ///< factor of flame height with diameter (Q in kW, lengths in m)
  Rule<"flame.heskestad_q", double> heskestad_q;  ///< factor of flame height with Q^0.4 (Q in kW, lengths in m)
  /// range of Q^0.4/D in which the flame height is valid (Q in kW, D in m)
  Rule<"flame.heskestad_valid", std::vector<double>> heskestad_valid;
  /// the surface emissive power of S4 is capped as that of a sooty pool fire above 10 m (Mudan)
  Rule<"flame.sep_cap", Schakelaar> sep_cap;
  Rule<"flame.sep_max", HeatFlux> sep_max;  ///< largest surface emissive power of S4 without that cap
  Rule<"flame.base", Schakelaar> base;  ///< the base of the flame of S4 radiates to who stands below it
  Rule<"flame.mudan_max", HeatFlux> mudan_max;  ///< surface emissive power of a bright flame (Mudan)
  Rule<"flame.mudan_min", HeatFlux> mudan_min;  ///< surface emissive power of a sooty flame (Mudan)
  Rule<"flame.mudan_decay", double> mudan_decay;  ///< decay of the surface emissive power with diameter, per m (Mudan)
  Rule<"flame.tilt_a", double> tilt_a;  ///< factor of the tilt k = a Fr^b Re^c
  Rule<"flame.tilt_fr", double> tilt_fr;  ///< exponent b of the Froude number in the tilt
  Rule<"flame.tilt_re", double> tilt_re;  ///< exponent c of the Reynolds number in the tilt
};

/// Transmissivity of air.
struct RadRules {
  Rule<"rad.tau", TransmissivityModel> tau;  ///< atmospheric transmissivity: een = 1 (conservative)
};

/// Lethality of heat radiation.
struct HeatRules {
  Rule<"heat.probit_a", double> probit_a;  ///< constant a of the probit Pr = a + b ln(q^n t), q in W/m2 and t in s
  Rule<"heat.probit_b", double> probit_b;  ///< constant b of the probit Pr = a + b ln(q^n t), q in W/m2 and t in s
  /// exponent n (4/3) of the probit Pr = a + b ln(q^n t), q in W/m2 and t in s
  Rule<"heat.probit_n", double> probit_n;
  Rule<"heat.certain_death", HeatFlux> certain_death;  ///< heat flux at which death is certain
  Rule<"heat.t_max", Time> t_max;  ///< longest exposure to heat radiation
};

/// Lethality of overpressure.
struct BlastRules {
  Rule<"blast.curves", BlastCurves> curves;  ///< curves of the multi-energy method: own surrogate or those of TNO
  Rule<"blast.p_certain", Overpressure> p_certain;  ///< overpressure above which death is certain, indoors and outdoors
  Rule<"blast.p_indoor", Overpressure> p_indoor;  ///< overpressure above which a share indoors dies
  Rule<"blast.f_indoor", Probability> f_indoor;  ///< share that dies indoors between blast.p_indoor and blast.p_certain
};

/// Wind profile and dispersion.
struct DispRules {
  Rule<"disp.z0", Length> z0;  ///< roughness length
  Rule<"disp.z0_cap", Length> z0_cap;  ///< largest roughness length in the Monin-Obukhov length
  Rule<"disp.kappa", double> kappa;  ///< von Karman constant
  /// factor a of the Monin-Obukhov length L = a/lg(z0/b) in m, classes A B C E F (D: infinite)
  Rule<"disp.mo_a", std::vector<double>> mo_a;
  Rule<"disp.mo_b", std::vector<Length>> mo_b;  ///< length b in L = a/lg(z0/b), classes A B C E F
  Rule<"disp.profile_stable", double> profile_stable;  ///< factor of the wind profile in stable air
  Rule<"disp.profile_unstable", double> profile_unstable;  ///< factor of the wind profile in unstable air
  /// wind speed in the plume formula: of the weather class (10 m), at release height or at the height of the plume
  Rule<"disp.u_ref", TransportWind> u_ref;
  Rule<"disp.u_min", Speed> u_min;  ///< lowest wind speed at the height of the plume
  Rule<"disp.u_ref_min_z", Length> u_ref_min_z;  ///< lowest height for the wind speed at release height
  Rule<"disp.lid", double> lid;  ///< factor of the mixing height 0.3 u*/f in classes A-D
  Rule<"disp.coriolis", Rate> coriolis;  ///< Coriolis parameter at 52 degrees north
  Rule<"disp.sigma_y_a", std::vector<double>> sigma_y_a;  ///< a in sigma_y = a x^b (m, 600 s), classes A B C D E F
  Rule<"disp.sigma_y_b", std::vector<double>> sigma_y_b;  ///< b in sigma_y = a x^b (m, 600 s), classes A B C D E F
  Rule<"disp.sigma_z_c", std::vector<double>> sigma_z_c;  ///< c in sigma_z = c x^d (m, z0 0.1 m), classes A B C D E F
  Rule<"disp.sigma_z_d", std::vector<double>> sigma_z_d;  ///< d in sigma_z = c x^d (m, z0 0.1 m), classes A B C D E F
  Rule<"disp.x_valid", std::vector<Length>> x_valid;  ///< fitted range of the sigmas; shorter: low confidence
  Rule<"disp.roughness_z0", Length> roughness_z0;  ///< roughness length for which the sigmas are valid
  Rule<"disp.roughness_a", double> roughness_a;  ///< factor a of the roughness exponent a x^b (x in m)
  Rule<"disp.roughness_b", double> roughness_b;  ///< exponent b of the roughness exponent a x^b (x in m)
  Rule<"disp.x_min", Length> x_min;  ///< smallest distance at which the roughness factor is evaluated
  Rule<"disp.avg_exponent", double> avg_exponent;  ///< exponent of sigma_y with the averaging time
  Rule<"disp.avg_ref", Time> avg_ref;  ///< averaging time for which the sigmas are valid
  Rule<"disp.avg_min", Time> avg_min;  ///< smallest averaging time
  Rule<"disp.t_avg", Time> t_avg;  ///< averaging time for toxic substances
  Rule<"disp.t_avg_flash", Time> t_avg_flash;  ///< averaging time for flammable gas
  Rule<"disp.finite_duration", bool> finite_duration;  ///< correction for the finite release duration
  Rule<"disp.sigma_x", double> sigma_x;  ///< factor of sigma_x with distance
  Rule<"disp.dense_limit", double> dense_limit;  ///< limit of the criterion above which a cloud is a dense gas
};

/// Wake of a building or enclosure.
struct WakeRules {
  Rule<"wake.sigma_y_divisor", double> sigma_y_divisor;  ///< initial sigma_y is the width over this number
  Rule<"wake.sigma_z_divisor", double> sigma_z_divisor;  ///< initial sigma_z is the height over this number
  Rule<"wake.combine", WakeCombination> combine;  ///< combination of initial and plume spread
  Rule<"wake.growth", WakeGrowth> growth;  ///< spread of the wake: there at once, or growing with the distance
  Rule<"wake.width", WakeWidth> width;  ///< width of the wake: shorter side or projected on the wind
  /// concentration in the cavity capped by the estimate C = Q/(K u A)
  Rule<"wake.cavity.enabled", bool> cavity_enabled;
  Rule<"wake.cavity.k", double> cavity_k;  ///< constant K of the cavity estimate (middle of the range)
  /// constants a, b, c of the length L_r = a W/[(L/H)^b (1 + c W/H)]
  Rule<"wake.cavity.length", std::vector<double>> cavity_length;
};

/// Plume rise.
struct BriggsRules {
  Rule<"briggs.transition", double> transition;  ///< factor of the transitional rise
  Rule<"briggs.fb_split", BuoyancyFlux> fb_split;  ///< buoyancy flux (Fb) where the formula of the final rise changes
  Rule<"briggs.x_f_small", double> x_f_small;  ///< factor of the distance to final rise, Fb^(5/8)
  Rule<"briggs.x_f_large", double> x_f_large;  ///< factor of the distance to final rise, Fb^(2/5)
  Rule<"briggs.final_small", double> final_small;  ///< factor of the final rise, Fb^(3/4)/u
  Rule<"briggs.final_large", double> final_large;  ///< factor of the final rise, Fb^(3/5)/u
  Rule<"briggs.stable", double> stable;  ///< factor of the final rise in stable air
  Rule<"briggs.calm", double> calm;  ///< factor of the final rise in stable calm air
  Rule<"briggs.x_f_stable", double> x_f_stable;  ///< factor of the distance to final rise in stable air
  Rule<"briggs.dtheta.e", TemperatureGradient> dtheta_e;  ///< potential temperature gradient, class E
  Rule<"briggs.dtheta.f", TemperatureGradient> dtheta_f;  ///< potential temperature gradient, class F
};

/// Lift-off of a hot ground source.
struct LiftoffRules {
  Rule<"liftoff.a", double> a;  ///< factor a of the lift-off factor exp(-a F**^b)
  Rule<"liftoff.b", double> b;  ///< exponent b of the lift-off factor exp(-a F**^b)
};

/// Air indoors.
struct IndoorRules {
  Rule<"indoor.n_v", AirChange> n_v;  ///< air change rate of a building
  Rule<"indoor.window", Time> window;  ///< time from the start of the release over which the dose counts
};

}  // namespace batterisk
