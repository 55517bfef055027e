#pragma once

#include "batterisk/core/base/diagnostic.hpp"

/// Messages about base data layers. `layer` is the layer as the user knows it: "file|layer name", or the file
/// alone while no layer is chosen. All arguments are text; numbers use the decimal point. A reason or a next step is a
/// word of the program, which messages show in the language of the reader.
namespace batterisk::codes {

/// Layer file not found or unreadable. Args: path as in the dossier, reason, next step.
inline constexpr Code layer_unreadable{'L', 1};
/// The named layer is not in the file. Args: layer asked for, file, layers in the file (comma list).
inline constexpr Code layer_not_in_file{'L', 2};
/// The layer holds no feature at all. Args: layer.
inline constexpr Code layer_empty{'L', 3};
/// The layer does not say its coordinate reference system. Args: layer, next step.
inline constexpr Code layer_without_crs{'L', 4};
/// The layer was in another CRS and has been transformed to RD. Args: layer, CRS, accuracy (e.g. "0.25 m").
inline constexpr Code layer_transformed{'L', 5};
/// Invalid geometries were repaired. Args: layer, count, first ids (comma list).
inline constexpr Code geometries_repaired{'L', 6};
/// The layers of a kind do not show that they cover the area. Args: layers (comma list), side ("rondom" or
/// "noordoosten", ...), the place "x, y", distance within which there is nothing there ("250 m").
inline constexpr Code layer_not_covering{'L', 7};
/// Coordinates outside the Netherlands. Args: layer, x, y (centre of the extent, or the corner that lies outside), next
/// step (what their unit, order or system seems to be).
inline constexpr Code coordinates_outside{'L', 8};
/// A column or geometry that is needed is missing. Args: layer, meaning of the column, accepted names, columns of the
/// layer (comma lists).
inline constexpr Code column_missing{'L', 9};
/// Features were left out. Args: layer, count, reason (a word of LayerRemark::reason), first ids (comma list).
inline constexpr Code features_dropped{'L', 10};
/// Several features carry the same id. Args: layer, count, first ids (comma list).
inline constexpr Code duplicate_ids{'L', 11};
/// There is no way from the system of the layer to RD. Args: layer, CRS, next step.
inline constexpr Code transformation_failed{'L', 12};
/// Features were used, but something about them may matter. Args: layer, count, reason (a word of
/// LayerRemark::reason), first ids (comma list).
inline constexpr Code features_noted{'L', 13};
/// The column map of the dossier names what is not there. Args: layer, meaning, name given, accepted meanings or
/// columns of the layer (comma list).
inline constexpr Code column_map_wrong{'L', 14};
/// Another program holds the file. Args: layer.
inline constexpr Code layer_locked{'L', 15};
/// A database cannot be reached, or dropped the connection. Args: connection without password, or layer; reason.
inline constexpr Code database_failed{'L', 16};
/// The folder is not one that `batterisk prepare` or `data fetch` completed. Args: folder, reason.
inline constexpr Code folder_not_prepared{'L', 17};
/// A file of a prepared folder is not the one that its manifest describes. Args: file.
inline constexpr Code prepared_file_changed{'L', 18};
/// A service on the network gave no usable answer. Args: address, reason.
inline constexpr Code service_failed{'L', 19};
/// The drawing or layer holds no shape of the kind asked for. Args: layer, kind of shape.
inline constexpr Code no_shapes{'L', 20};
/// A CRS that the dossier states is not known. Args: layer, text given.
inline constexpr Code crs_unknown{'L', 21};
/// A large layer has no spatial index: the whole of it is read. Args: layer, number of features.
inline constexpr Code layer_without_index{'L', 22};
/// Ids are not what the BAG gave. Args: layer, count, what became of them (a word of LayerRemark::reason), first ids
/// (comma list).
inline constexpr Code ids_damaged{'L', 30};
/// Units in use, or objects with a class, in the study area find no building. Args: layer, count, first ids (comma list).
inline constexpr Code units_without_building{'L', 31};
/// Most buildings that are large enough to be used have no unit. Args: layer of buildings, their number, number of all
/// of that size, first ids (comma list).
inline constexpr Code buildings_without_units{'L', 32};
/// The file itself says that it is not whole. Args: layer, what says so (e.g. "numberMatched 1010"), number of features in
/// it.
inline constexpr Code layer_cut_off{'L', 33};
/// The layer holds exactly as many features as a service puts in one or more pages. Args: layer, number.
inline constexpr Code layer_of_page_size{'L', 34};
/// What a file states about itself is not so. Args: layer, what ("aantal", "omvang"), stated, found.
inline constexpr Code layer_statement_wrong{'L', 35};
/// The data are more than two years older than the peildatum. Args: layer, date of the data, peildatum.
inline constexpr Code layer_old{'L', 36};
/// The data are from after the peildatum. Args: layer, date of the data, peildatum.
inline constexpr Code layer_after_peildatum{'L', 37};
/// Several sources were joined to one layer. Args: kind, number of sources, objects in more than one.
inline constexpr Code sources_joined{'L', 38};
/// The spatial index of a layer does not belong to its rows; the whole of it is read. Args: layer.
inline constexpr Code layer_index_wrong{'L', 39};

// Texts and systems of coordinates.
/// Texts were not UTF-8, nor in the encoding that the file states; they were read as Windows-1252. Args: layer, count,
/// first ids or texts (comma list).
inline constexpr Code text_converted{'L', 40};
/// The dossier states a CRS for a layer that says another one itself. Args: layer, CRS of the dossier, CRS of the layer.
inline constexpr Code crs_not_used{'L', 41};
/// The numbers of a layer cannot be in the CRS that it says, and can be in that of the dossier. Args: layer, CRS of the
/// layer, CRS of the dossier.
inline constexpr Code crs_replaced{'L', 42};
/// A layer in degrees, by its own word or by the rule of its format, has numbers that are none. Args: layer, CRS, centre
/// of its extent "x, y", next step.
inline constexpr Code crs_of_degrees{'L', 43};
/// Which file of an archive or folder is meant is not clear. Args: archive, layer files in it (comma list), how to name
/// one.
inline constexpr Code file_unclear{'L', 44};
/// A path leads to no file, but would in another notation or with other letters. Args: path, the other one.
inline constexpr Code path_misspelt{'L', 45};
/// A path of Windows. Args: path, what it is called under WSL.
inline constexpr Code windows_path{'L', 46};
/// A shapefile came without its index (.shx), which was made again outside the delivery. Args: file.
inline constexpr Code index_restored{'L', 47};
/// No layer of a file has the columns of this kind. Args: file, kind, layers in the file (comma list).
inline constexpr Code no_fitting_layer{'L', 48};
/// A place cannot be converted to RD. Args: layer, object, CRS of the layer.
inline constexpr Code place_not_in_rd{'L', 49};
/// A file changed while a run read it: what was read is of no version of it. Args: file.
inline constexpr Code layer_changed{'L', 50};
/// Objects were left out because their place is no number or far outside the Netherlands; what they are of does not count
/// as complete. Args: layer, count, reason (a word of LayerRemark::reason), first ids (comma list).
inline constexpr Code objects_not_placed{'L', 51};

}  // namespace batterisk::codes
