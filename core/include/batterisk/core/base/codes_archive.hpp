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

}  // namespace batterisk::codes
