#pragma once

#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/rules/rule.hpp"
#include "batterisk/core/rules/rule_choices.hpp"
#include "batterisk/core/rules/wind_rose.hpp"

#include <string>
#include <vector>

/// Keys of the method: from effects to risk and aandachtsgebieden, group risk, weather, grids, model error.
namespace batterisk {

/// Group risk, only when asked for.
struct GrRules {
  RuleOrGap<"gr.binnen_dag", Probability> indoor_day;  ///< share of the people present who are indoors by day
  RuleOrGap<"gr.binnen_nacht", Probability> indoor_night;  ///< share of the people present who are indoors at night
  /// lethality indoors in a toxic cloud as a share of that outdoors
  RuleOrGap<"gr.giftig_binnen", Probability> toxic_indoors;
  /// lethality outdoors by heat with clothing as a share of that without, below heat.certain_death
  RuleOrGap<"gr.warmte_buiten", Probability> heat_outdoors;
  RuleOrGap<"gr.personen_woning", double> per_dwelling;  ///< people per verblijfsobject with woonfunctie
  RuleOrGap<"gr.woning_dag", Probability> dwelling_day;  ///< share of the residents present by day
  RuleOrGap<"gr.woning_nacht", Probability> dwelling_night;  ///< share of the residents present at night
  RuleOrGap<"gr.kantoor_oppervlakte", Area> office_area;  ///< usable area per person in an office; present by day
  RuleOrGap<"gr.orientatie", Frequency> orientation;  ///< orientation value F N^2
};

/// Gifwolkaandachtsgebied.
struct GifwolkRules {
  PerSubstance<"gifwolk.n", double> n;  ///< dose exponent per substance
  Rule<"gifwolk.t_ref", Time> t_ref;  ///< duration at the life-threatening value with which the indoor dose is compared
  /// criterion of the toxic-cloud attention area; A applies to applications filed before 1-1-2026
  Rule<"gifwolk.criterion", GifwolkCriterium> criterion;
  Rule<"gifwolk.sum", GifwolkSom> sum;  ///< several species: union of the areas or sum of the relative doses
  Rule<"gifwolk.cap", Length> cap;  ///< largest distance of the toxic-cloud attention area
};

/// Brandaandachtsgebied.
struct BrandRules {
  Rule<"brand.area.flux", HeatFlux> area_flux;  ///< heat flux at the limit of the fire attention area
  /// types of fire that count in the fire attention area
  Rule<"brand.area.types", std::vector<std::string>> area_types;
};

/// Explosieaandachtsgebied.
struct ExplosieRules {
  Rule<"explosie.area.dp", Overpressure> area_dp;  ///< overpressure at the limit of the explosion attention area
};

/// Attention areas.
struct AreaRules {
  Rule<"area.f_min", Frequency> f_min;  ///< smallest frequency of a scenario that counts in an attention area
};

/// Weather classes and data.
struct WeatherRules {
  Rule<"weather.classes", std::vector<std::string>> classes;  ///< weather classes
  Rule<"weather.speed", std::vector<Speed>> speed;  ///< wind speed at 10 m per weather class
  Rule<"weather.stability", std::vector<std::string>> stability;  ///< Pasquill stability per weather class
  Rule<"weather.period", WeatherPeriodChoice> period;  ///< weather over 24 h or split by day and night
  Rule<"weather.day_share", double> day_share;  ///< share of 24 h that is day (08:00-18:30 MET)
  Rule<"weather.scheme", std::string> scheme;  ///< scheme by which the weather table is derived from observations
  /// share of F1.5 at De Bilt per scheme (pasquill-q, pasquill, srdt); the ratio is the uncertainty factor
  Rule<"weather.scheme_f15", std::vector<Ratio>> scheme_f15;
  /// share of D1.5 at De Bilt per scheme (pasquill-q, pasquill, srdt); the ratio is the uncertainty factor
  Rule<"weather.scheme_d15", std::vector<Ratio>> scheme_d15;
};

/// Wind rose.
struct RoseRules {
  Rule<"rose.shape", RoseShape> shape;  ///< density of the wind direction within a sector
};

/// Plaatsgebonden risico.
struct PrRules {
  Rule<"pr.limit", PlaatsgebondenRisico> limit;  ///< limit of the location-specific risk
  Rule<"pr.levels", std::vector<PlaatsgebondenRisico>> levels;  ///< levels of the PR contours
  Rule<"pr.floor", PlaatsgebondenRisico> floor;  ///< smallest location-specific risk
};

/// Scenarios.
struct ScenRules {
  Rule<"scen.f_min", Frequency> f_min;  ///< smallest frequency of a scenario that counts in the location-specific risk
};

/// Direction integral.
struct DirectionRules {
  Rule<"direction.step", double> step;  ///< largest step of the direction integral as fraction of sigma_y/R
  Rule<"direction.floor", double> floor;  ///< probability of death below which the direction integral stops
  Rule<"direction.tolerance", double> tolerance;  ///< largest relative error of the direction integral
};

/// Polar tables.
struct PolarRules {
  Rule<"polar.ratio", double> ratio;  ///< ratio of successive radii in the polar table
  Rule<"polar.r_min", Length> r_min;  ///< smallest radius in the polar table
  Rule<"polar.step", Angle> step;  ///< angular step in the polar table
  Rule<"polar.floor", PlaatsgebondenRisico> floor;  ///< smallest value in the polar table
};

/// Grid of the contours.
struct GridRules {
  Rule<"grid.cell_near", Length> cell_near;  ///< grid cell near a source
  Rule<"grid.near", Length> near;  ///< distance from a source within which the small cell applies
  Rule<"grid.cell_far", Length> cell_far;  ///< grid cell further away
  /// change of the area inside pr.limit below which refinement stops
  Rule<"grid.area_tolerance", Ratio> area_tolerance;
  /// change of the largest distance to pr.limit below which refinement stops
  Rule<"grid.distance_tolerance", Length> distance_tolerance;
};

/// Contours.
struct ContourRules {
  Rule<"contour.floor", PlaatsgebondenRisico> floor;  ///< smallest value in the logarithmic interpolation of contours
  Rule<"contour.sagitta", Length> sagitta;  ///< largest distance between contour and chord
};

/// Circles in exports.
struct CirkelRules {
  Rule<"cirkel.sagitta", Length> sagitta;  ///< largest distance between circle and chord when written as a polygon
};

/// Thresholds of the overlay.
struct OverlayRules {
  Rule<"overlay.min_area", Area> min_area;  ///< overlap from which a parcel lies in a zone; smaller counts as touching
  /// depth of overlap from which a parcel lies in a zone; smaller counts as touching
  Rule<"overlay.min_depth", Length> min_depth;
};

/// Sampling of uncertain values.
struct UncRules {
  Rule<"unc.samples", double> samples;  ///< number of samples for an uncertainty band
  Rule<"unc.samples_tail", double> samples_tail;  ///< number of samples for statements on the tail
};

/// Model error, kept apart from parameter uncertainty.
struct ModelRules {
  Rule<"model.jet_length.delta", double> jet_length_delta;  ///< bias of the model: length of the torch
  Rule<"model.jet_length.sigma_ln", double> jet_length_sigma_ln;  ///< spread of the model (ln): length of the torch
  Rule<"model.jet_flux.delta", double> jet_flux_delta;  ///< bias of the model: heat flux of the torch
  Rule<"model.jet_flux.sigma_ln", double> jet_flux_sigma_ln;  ///< spread of the model (ln): heat flux of the torch
  Rule<"model.flames.delta", double> flames_delta;  ///< bias of the model: heat flux of cylinder and rectangle
  /// spread of the model (ln): heat flux of cylinder and rectangle
  Rule<"model.flames.sigma_ln", double> flames_sigma_ln;
  Rule<"model.blast.delta", double> blast_delta;  ///< bias of the model: distance to 10 kPa
  Rule<"model.blast.sigma_ln", double> blast_sigma_ln;  ///< spread of the model (ln): distance to 10 kPa
  Rule<"model.plume.delta", double> plume_delta;  ///< bias of the model: concentration in the open plume
  Rule<"model.plume.sigma_ln", double> plume_sigma_ln;  ///< spread of the model (ln): concentration in the open plume
  Rule<"model.wake.delta", double> wake_delta;  ///< bias of the model: concentration in the wake
  Rule<"model.wake.sigma_ln", double> wake_sigma_ln;  ///< spread of the model (ln): concentration in the wake
  Rule<"model.liftoff.delta", double> liftoff_delta;  ///< bias of the model: lift-off factor
  Rule<"model.liftoff.sigma_ln", double> liftoff_sigma_ln;  ///< spread of the model (ln): lift-off factor
};

}  // namespace batterisk
