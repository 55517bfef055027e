#pragma once

#include <string_view>

namespace batterisk {

/// Cell chemistry as the method distinguishes it.
enum class CellChemistry { Lfp, Nmc };
[[nodiscard]] std::string_view to_string(CellChemistry chemistry);  // "lfp", "nmc"

/// Measured vent-gas mixture.
enum class VentGas { Lfp, Nmc, LcoNmc };
/// Release of a module over time.
enum class ReleaseProfile { Box, Cellen };
/// Part of the bath-tub curve that an installation is in.
enum class SystemAge { Levensduur, Vroeg, Later };
/// Kind of fire in the words of IMEV.
enum class TypeBrand { Fakkelbrand, Plasbrand, Overig };
/// Treatment of hot smoke.
enum class SmokePlume { Geen, Hanna, Briggs };
/// Wind on a flame.
enum class FlameTilt { None, Shift };
/// Width of the wake of a box.
enum class WakeWidth { Kort, Geprojecteerd };
/// End point of the gifwolkaandachtsgebied (Bkl art. 5.12 lid 3): until 2025 and from 2026.
enum class GifwolkCriterium { VolgensBkl, Concentratie, Dosis };
/// Several substances in one attention area.
enum class GifwolkSom { Unie, Som };
/// Weather as one table, or day and night with weights.
enum class WeatherPeriodChoice { Etmaal, DagNacht };

}  // namespace batterisk
