#pragma once

#include "batterisk/core/base/diagnostic.hpp"

/// Messages about what people type: tables as text, and the command line.
namespace batterisk::codes {

inline constexpr Code csv_quote_open{'D', 80};    ///< none
inline constexpr Code csv_text_behind{'D', 81};   ///< text behind the closing quote
inline constexpr Code csv_row_long{'D', 82};      ///< cells of the row, cells of the heading
inline constexpr Code csv_column_twice{'D', 83};  ///< column
inline constexpr Code csv_converted{'D', 84};     ///< what the bytes were converted from

inline constexpr Code arguments_unreadable{'D', 90};   ///< none
inline constexpr Code argument_unexpected{'D', 91};    ///< arguments that no option or command takes
inline constexpr Code argument_missing{'D', 92};       ///< option or argument
inline constexpr Code command_missing{'D', 93};        ///< none
inline constexpr Code argument_value_missing{'D', 94}; ///< option
inline constexpr Code argument_count{'D', 95};         ///< option, number of values wanted, number given
inline constexpr Code argument_takes_none{'D', 96};    ///< option that takes no value
inline constexpr Code argument_no_number{'D', 97};     ///< option, value that is no whole number

}  // namespace batterisk::codes
