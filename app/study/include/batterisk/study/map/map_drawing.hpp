#pragma once

#include "batterisk/study/map/drawing.hpp"

#include "batterisk/study/run/study.hpp"

#include <optional>

namespace batterisk::study {

/// Which zones a map shows: objects and site are always there.
enum class MapSubject { Alles, PlaatsgebondenRisico, Brand, Explosie, Gifwolk };

/// Around the zones of a subject, sites, units and places of scenarios.
[[nodiscard]] Box map_box(const StudyResult& result, MapSubject subject);

/// What a map looks like, and which zones it shows.
struct MapOptions {
  Language language = Language::Nl;
  MapSubject subject = MapSubject::Alles;
  double width_mm = 277.0;        ///< of the whole sheet, at least 180; the default is A4 landscape less 10 mm around
  double height_mm = 190.0;       ///< of the whole sheet, at least 150
  bool head = true;               ///< project, labels and verdict above the map; a report says them beside it
  std::optional<double> scale{};  ///< denominator, e.g. 1000; nothing: the largest usual scale that shows all
};

/// Map of a result, true to scale: parcels, buildings by class and verdict, site,
/// units, PR contours and aandachtsgebieden, with legend, scale bar, north arrow, grid, verdict and
/// provenance. Without a scale it is the largest of 1:100 .. 1:25,000 at which its zones, units and sites fit
/// (1:50,000 and up only for what would not fit otherwise). Objects are not generalised. Throws std::invalid_argument
/// for a sheet that is too small or a scale that is not a positive number.
[[nodiscard]] Drawing map_drawing(const StudyResult& result, const MapOptions& options);

}  // namespace batterisk::study
