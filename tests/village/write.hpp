#pragma once

#include "village.hpp"

#include <filesystem>

namespace batterisk::village {

/// Writes `out_dir`/omgeving.gpkg with the layers perceel_SYNTHETISCH, pand_SYNTHETISCH,
/// verblijfsobject_SYNTHETISCH, standplaats_SYNTHETISCH, ligplaats_SYNTHETISCH, wegdeel_SYNTHETISCH and
/// waterdeel_SYNTHETISCH in EPSG:28992. Makes the folder; replaces the file. The same village gives the same
/// bytes with the same GDAL. Throws std::runtime_error with GDAL's message.
void write_village(const Village& village, const std::filesystem::path& out_dir);

/// Writes `out_dir`/vuil.gpkg: what users' files hold in reality, one kind of dirt per layer, beside the
/// objects around the battery plot.
///
/// | layer (each name ends in _SYNTHETISCH) | what is wrong with it |
/// |---|---|
/// | perceel_gat, perceel_meerdelig | a parcel with a hole (and the parcel in it); a parcel of two parts |
/// | perceel_sliver | a parcel of 0.3 m2 along the edge of the plot |
/// | perceel_pdok, perceel_wfs, perceel_nlextract | nothing: one per alias set, same parcels |
/// | perceel_deel | covers only the part west of the plot's centre |
/// | pand_over_grens | a building that stands across the plot's border |
/// | pand_boog, pand_3d, pand_leeg, pand_strik | CurvePolygon; Z; no geometry; bow-tie |
/// | pand_dubbel, pand_getal | ids twice; ids as Integer64, leading zeros lost |
/// | pand_zonder_crs, pand_wgs84, pand_leeglaag | no CRS; EPSG:4326; no features |
void write_dirty_layers(const Village& village, const std::filesystem::path& out_dir);

}  // namespace batterisk::village
