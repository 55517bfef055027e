#pragma once

#include "batterisk/core/base/choice_words.hpp"

#include <array>
#include <string_view>

namespace batterisk {

/// Part of a model that takes part or not.
enum class Schakelaar { Uit, Aan };
template <>
inline constexpr auto choice_words<Schakelaar> = std::to_array<std::string_view>({"uit", "aan"});

/// Curves of the multi-energy method.
enum class BlastCurves { Surrogaat, Johansson };
template <>
inline constexpr auto choice_words<BlastCurves> = std::to_array<std::string_view>({"surrogaat", "johansson"});

/// Whose gas gathers before it ignites, or drifts away.
enum class GasBasis { Module, Rek };
template <>
inline constexpr auto choice_words<GasBasis> = std::to_array<std::string_view>({"module", "rek"});

/// Cell chemistry as the method distinguishes it.
enum class CellChemistry { Lfp, Nmc };
template <>
inline constexpr auto choice_words<CellChemistry> = std::to_array<std::string_view>({"lfp", "nmc"});
[[nodiscard]] constexpr std::string_view to_string(CellChemistry chemistry) {
  return choice_word(chemistry);
}

/// Measured vent-gas mixture.
enum class VentGas { Lfp, Nmc, LcoNmc };
template <>
inline constexpr auto choice_words<VentGas> = std::to_array<std::string_view>({"lfp", "nmc", "lco_nmc"});

/// Release of a module over time.
enum class ReleaseProfile { Box, Cellen };
template <>
inline constexpr auto choice_words<ReleaseProfile> = std::to_array<std::string_view>({"box", "cellen"});

/// Part of the bath-tub curve that an installation is in.
enum class SystemAge { Levensduur, Vroeg, Later };
template <>
inline constexpr auto choice_words<SystemAge> = std::to_array<std::string_view>({"levensduur", "vroeg", "later"});

/// Kind of fire in the words of IMEV.
enum class TypeBrand { Fakkelbrand, Plasbrand, Overig };
template <>
inline constexpr auto choice_words<TypeBrand> = std::to_array<std::string_view>({"fakkelbrand", "plasbrand", "overig"});

/// Treatment of hot smoke.
enum class SmokePlume { Geen, Hanna, Briggs };
template <>
inline constexpr auto choice_words<SmokePlume> = std::to_array<std::string_view>({"geen", "hanna", "briggs"});

/// Wind on a flame.
enum class FlameTilt { None, Shift };
template <>
inline constexpr auto choice_words<FlameTilt> = std::to_array<std::string_view>({"none", "shift"});

/// Width of the wake of a box.
enum class WakeWidth { Kort, Geprojecteerd };
template <>
inline constexpr auto choice_words<WakeWidth> = std::to_array<std::string_view>({"kort", "geprojecteerd"});

/// End point of the gifwolkaandachtsgebied: as the Bkl says, or one of its two (art. 5.12 lid 3): until 2025 and from
/// 2026.
enum class GifwolkCriterium { VolgensBkl, Concentratie, Dosis };
template <>
inline constexpr auto choice_words<GifwolkCriterium> =
    std::to_array<std::string_view>({"volgens_bkl", "A_concentratie_lbw30", "B_dosis_lbw30"});

/// Several substances in one attention area.
enum class GifwolkSom { Unie, Som };
template <>
inline constexpr auto choice_words<GifwolkSom> = std::to_array<std::string_view>({"unie", "som"});

/// Weather as one table, or day and night with weights.
enum class WeatherPeriodChoice { Etmaal, DagNacht };
template <>
inline constexpr auto choice_words<WeatherPeriodChoice> = std::to_array<std::string_view>({"etmaal", "dag_nacht"});

}  // namespace batterisk
