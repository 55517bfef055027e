#pragma once

#include "batterisk/core/base/diagnostic.hpp"

/// Messages about reports and archives.
namespace batterisk::codes {

inline constexpr Code container_unreadable{'F', 10};  ///< path, reason
inline constexpr Code container_path{'F', 11};        ///< path, name of an entry that leads out of the archive
inline constexpr Code container_too_large{'F', 12};   ///< path, limit
inline constexpr Code container_empty{'F', 13};       ///< path: nothing of Batterisk is in it
inline constexpr Code container_changed{'F', 14};     ///< path, entry that is not what the receipt says
inline constexpr Code container_newer{'F', 15};       ///< path, its schema, newest schema known
inline constexpr Code input_changed{'F', 16};         ///< path, input that is not what the receipt says
inline constexpr Code result_differs{'F', 17};        ///< path, number of values that differ
inline constexpr Code font_missing{'F', 18};          ///< font
inline constexpr Code layer_not_archived{'F', 19};    ///< layer that could not be used
inline constexpr Code container_layer{'F', 30};       ///< path, layer in it that this program did not write, reason
inline constexpr Code output_changed{'F', 31};        ///< folder, file of the run that is gone or other than the receipt says
inline constexpr Code output_differs{'F', 32};        ///< folder, file of the run that is not what comes out now
inline constexpr Code outputs_unlisted{'F', 33};      ///< folder whose receipt holds no hashes of its files
inline constexpr Code pages_differ{'F', 34};          ///< report, page, first line that is not what would be written
inline constexpr Code pages_unlisted{'F', 35};        ///< report that does not say how its pages were made

}  // namespace batterisk::codes
