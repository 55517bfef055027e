#pragma once

#include "batterisk/core/base/diagnostic.hpp"

/// Message codes of core and study. Arguments of each sentence stand behind the code, in order.
/// Layer codes (L) stand in codes_layers.hpp.
namespace batterisk::codes {

/// Codes that rule files (letter R) and dossiers (letter D) share; the letter is put in front by the reader.
enum Reading : int {
  file_unreadable = 1,   ///< path, reason
  syntax = 2,            ///< description
  unknown_key = 3,       ///< key, nearest known key or ""
  missing_key = 4,       ///< key
  unit_missing = 5,      ///< key, accepted units
  unit_wrong = 6,        ///< key, unit, accepted units
  wrong_type = 7,        ///< key, expected kind
  out_of_range = 8,      ///< key, value, range
  unknown_choice = 9,    ///< key, value, choices
  newer_schema = 10,     ///< version found, newest version known
  not_utf8 = 11,         ///< encoding that the file seems to have
  number_ambiguous = 12, ///< key, text, how to write the one number it may mean, and the other
};

// Rule files.
inline constexpr Code unknown_source{'R', 20};       ///< key, bron, nearest known source or ""
inline constexpr Code value_with_gap{'R', 21};       ///< key: "ontbreekt" together with a value
inline constexpr Code value_missing{'R', 22};        ///< key: no value although the evidence is not "ontbreekt"
inline constexpr Code certainty_misplaced{'R', 23};  ///< key: zekerheid only and always with uit_geheugen
inline constexpr Code overlapping_validity{'R', 24}; ///< id, other id
inline constexpr Code broken_delegation{'R', 25};    ///< key, target
inline constexpr Code circular_base{'R', 26};        ///< chain of ids
inline constexpr Code base_changed{'R', 27};         ///< base id, expected sha256, actual sha256
inline constexpr Code base_missing{'R', 28};         ///< base id
inline constexpr Code no_version_at_date{'R', 29};   ///< stelsel, date
inline constexpr Code overlay_unknown_key{'R', 30};  ///< key, nearest known key or ""
inline constexpr Code id_not_path{'R', 31};          ///< id, id that path or geldig_van ask for
inline constexpr Code table_changed{'R', 32};        ///< file, expected sha256, actual sha256
inline constexpr Code table_malformed{'R', 33};      ///< what is wrong
inline constexpr Code table_sum{'R', 34};            ///< station and period, sum
inline constexpr Code open_term_unfilled{'R', 35};   ///< key
inline constexpr Code unknown_rule_set{'R', 36};     ///< id, known ids
inline constexpr Code differs_from_law{'R', 37};     ///< key, value, key of the law, its value
inline constexpr Code duplicate_name{'R', 38};       ///< name that an earlier thing of the same kind has
inline constexpr Code draft_not_marked{'R', 40};     ///< id of a file in ontwerp/ without base or documentstatus ontwerp
inline constexpr Code overlay_same_value{'R', 41};   ///< key, value: the overlay repeats its base
inline constexpr Code overlay_other_unit{'R', 42};   ///< key, unit, unit of the base
inline constexpr Code overlay_outside_range{'R', 43};///< key, value, range of the base
inline constexpr Code overlay_gap{'R', 44};          ///< key that the overlay empties
inline constexpr Code overlay_other_class{'R', 45};  ///< key, kind of norm, kind of norm of the base
inline constexpr Code not_monotonic{'R', 46};        ///< set, area and chemistry, smaller and larger energy with their distances
inline constexpr Code cliff{'R', 47};                ///< set, area and chemistry, energy, distances below and above
inline constexpr Code example_failed{'R', 48};       ///< example, what was asked, expected, found
inline constexpr Code example_missing{'R', 49};      ///< norm, side without an example: op, onder, boven
inline constexpr Code proposal_outside_draft{'R', 50}; ///< key whose evidence is "voorstel" in a file that is no draft
inline constexpr Code probit_missing{'R', 51};       ///< set of probits, substance that counts and has none in it
inline constexpr Code draft_not_in_force{'R', 52};   ///< draft, first day, peildatum: the rules hold without it
inline constexpr Code foreign_condition{'R', 53};    ///< table, fact, subject of the table, facts that it has
inline constexpr Code key_not_read{'R', 54};         ///< key that nothing reads and that is not `informatief`
inline constexpr Code table_elsewhere{'R', 55};      ///< table that does not lie in the folder of the rules
inline constexpr Code key_informative{'R', 56};      ///< key of a draft or deviation that nothing reads
inline constexpr Code cases_hole{'R', 57};           ///< key, facts for which no case holds
inline constexpr Code cases_overlap{'R', 58};        ///< key, two cases that hold together
inline constexpr Code regimes_overlap{'R', 59};      ///< two regimes that hold together
inline constexpr Code choice_circular{'R', 60};      ///< chain of choices that ends in itself
inline constexpr Code transition_conflict{'R', 61};  ///< key that two transitional rules change at once
inline constexpr Code norm_unusable{'R', 62};        ///< table, key, what is wrong with it as a norm
inline constexpr Code species_without_yield{'R', 63};///< substance of tox.species, substances with a yield

// Dossier.
inline constexpr Code not_positive{'D', 20};          ///< key, value as written
inline constexpr Code position_in_degrees{'D', 21};   ///< key, x, y
inline constexpr Code position_swapped{'D', 22};      ///< key, x, y
inline constexpr Code position_outside{'D', 23};      ///< key, x, y
inline constexpr Code boundary_crosses{'D', 24};      ///< site id, x, y
inline constexpr Code duplicate_id{'D', 25};          ///< id
inline constexpr Code deviation_unknown_key{'D', 26}; ///< rule key, nearest or ""
inline constexpr Code deviation_without_reason{'D', 27}; ///< rule key
inline constexpr Code unit_outside_site{'D', 28};     ///< unit id
inline constexpr Code units_overlap{'D', 29};         ///< unit id, other unit id
inline constexpr Code nothing_to_compute{'D', 30};    ///< no system and no scenario
inline constexpr Code both_positions{'D', 31};        ///< system id: more than one of positie, eenheden, raster
inline constexpr Code unknown_station{'D', 32};       ///< station, known stations
inline constexpr Code unknown_substance{'D', 33};     ///< substance, known substances
inline constexpr Code boundary_too_small{'D', 34};    ///< site id: fewer than three points or less than 1 m2
inline constexpr Code soc_above_full{'D', 35};        ///< key, value
inline constexpr Code date_order{'D', 36};            ///< key, date, key and date that it precedes
inline constexpr Code weather_chosen{'D', 37};        ///< station, distance in km: nearest station taken
inline constexpr Code own_table_malformed{'D', 38};   ///< what is wrong in the weather table of the dossier
inline constexpr Code own_table_sum{'D', 39};         ///< station and period, sum: likewise
inline constexpr Code energy_order{'D', 40};          ///< key, value, key and smaller value of the whole
inline constexpr Code energy_implausible{'D', 41};    ///< key, value, usual range
inline constexpr Code duplicate_deviation{'D', 42};   ///< rule key
inline constexpr Code opening_outside_wall{'D', 43};  ///< unit id, number of the opening, what does not fit
inline constexpr Code opening_shares{'D', 44};        ///< key, sum of the shares
inline constexpr Code not_for_situation{'D', 45};     ///< key, situation
inline constexpr Code room_outside_building{'D', 46}; ///< unit id
inline constexpr Code measure_without_evidence{'D', 47}; ///< kind of measure
inline constexpr Code unknown_measure{'D', 48};       ///< kind of measure, known kinds
inline constexpr Code measure_key{'D', 49};           ///< kind of measure, key, keys that it may change
inline constexpr Code measures_conflict{'D', 50};     ///< key, kind of measure: changed twice
inline constexpr Code store_too_large{'D', 51};       ///< unit id, floor area m2, area of the building m2
inline constexpr Code cell_energy_unknown{'D', 53};   ///< unit id, rule key without value
inline constexpr Code object_unknown{'D', 54};        ///< id of an [[object]] that is not judged, why, next step
inline constexpr Code password_in_path{'D', 55};      ///< key or option: a password in a path; never the path itself
inline constexpr Code connection_unreadable{'D', 56}; ///< key or option: no connection string that libpq understands
inline constexpr Code choice_not_left{'D', 57};       ///< choice of `[toets.keuze]` that the rules do not leave

// Method and scope.
inline constexpr Code below_scope{'M', 1};            ///< system id, energy kWh, lower limit kWh
inline constexpr Code chemistry_out_of_scope{'M', 2}; ///< system id, chemistry
inline constexpr Code situation_not_computed{'M', 3}; ///< system id, situation
inline constexpr Code sigma_below_range{'M', 5};      ///< distance m: dispersion used below its fitted range
inline constexpr Code gifwolk_capped{'M', 6};         ///< uncapped distance m, cap m
inline constexpr Code contour_truncated{'M', 7};      ///< level
inline constexpr Code zero_result{'M', 8};            ///< what is zero
inline constexpr Code frequency_unusual{'M', 9};      ///< unit id, frequency, usual range
inline constexpr Code yield_bounding{'M', 10};        ///< key, value, bound
inline constexpr Code not_prescribed_rules{'M', 11};  ///< rule set, newest
inline constexpr Code layer_missing_for_verdict{'M', 12}; ///< layer kind
inline constexpr Code study_not_covered{'M', 13};     ///< layer kind, size of the study box
inline constexpr Code gifwolk_undetermined{'M', 15};  ///< substance without LBW30 or dose exponent
inline constexpr Code no_explosion{'M', 17};          ///< unit id: gas stays below the lower flammability limit
inline constexpr Code key_without_effect{'M', 18};    ///< rule key that the dossier replaces but this study does not use
inline constexpr Code use_unknown{'M', 19};           ///< number of buildings, Twijfel, first ids (comma list)
inline constexpr Code large_without_unit{'M', 20};    ///< number of buildings, first ids (comma list)
inline constexpr Code building_on_own_ground{'M', 21};///< number of buildings, first ids with their uses
inline constexpr Code deviation_applied{'M', 14};     ///< key, rule value, dossier value
inline constexpr Code site_value{'M', 22};            ///< key, rule value, value of the site, its source
inline constexpr Code no_torch_outside{'M', 30};      ///< unit id: a building without openings
inline constexpr Code doors_without_effect{'M', 31};  ///< unit id: oxygen does not limit the fire
inline constexpr Code substance_not_counted{'M', 32}; ///< unit id, substance without probit
inline constexpr Code flash_distance{'M', 33};        ///< unit id, distance m to the lower flammability limit
inline constexpr Code doors_left_out{'M', 34};        ///< number of units, size of a door, reach m with it and without
inline constexpr Code group_risk_population{'M', 50}; ///< people by day, at night, places with people of unknown number
inline constexpr Code group_risk_undetermined{'M', 51}; ///< places with people of unknown number: of nobody it is known

// Files.
inline constexpr Code not_writable{'F', 1};           ///< path, reason
inline constexpr Code output_in_use{'F', 2};          ///< folder that another run writes into
inline constexpr Code not_printed{'F', 3};            ///< reason: stdout did not take it

// Program.
inline constexpr Code internal{'X', 1};               ///< description
inline constexpr Code not_finite{'X', 2};             ///< none: a result is not a finite number

}  // namespace batterisk::codes
