#pragma once

#include "batterisk/core/base/diagnostic.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Tables as text (CSV): the one reader, and the one writer of a cell.
namespace batterisk {

/// How a table is written, and who wrote it.
struct CsvForm {
  /// By people and office programs: the heading tells whether commas, semicolons or tabs stand between cells, blanks
  /// around a cell are no part of it, rows without any text are none, and bytes that are no UTF-8 are converted. Else
  /// as this program writes: UTF-8, commas, cells as they stand.
  bool typed = true;
  /// Lines that begin with '#' are remarks; otherwise those before the heading only.
  bool remarks = false;
};

struct CsvCell {
  std::string text;
  int column = 1;  ///< of its first character in the line, from 1
};

struct CsvRow {
  int line = 0;  ///< of its first character, from 1
  std::vector<CsvCell> cells;

  /// Text of a cell; "" where the row ends before it.
  [[nodiscard]] const std::string& text(std::size_t i) const;
  /// Place of a cell in the file, for messages.
  [[nodiscard]] Place place(const std::string& shown, std::size_t i) const;
};

struct CsvTable {
  CsvRow heading;  ///< without cells when the text holds none
  std::vector<CsvRow> rows;
  /// Of a typed table: quotes that are not closed (D080) or have text behind them (D081), rows longer than the heading
  /// (D082), and what the bytes were converted from (D084, info).
  std::vector<Diagnostic> findings;
};

/// Reads a table: cells as RFC 4180 has them (quotes around separators and line ends), lines that end with LF, CRLF or
/// CR, a byte order mark. What else is accepted, `form` says; a typed table may also open with the line "sep=;" of
/// Excel and have typographic quotes around a cell. `shown` is the file in places.
[[nodiscard]] CsvTable read_csv(std::string_view bytes, const std::string& shown, CsvForm form);

/// Cells of one line of a table that this program wrote.
[[nodiscard]] std::vector<std::string> csv_cells(std::string_view line);

/// Column of the heading with this name, in the same letters or else in any case. Nothing when there is none.
[[nodiscard]] std::optional<std::size_t> csv_column(const CsvTable& table, std::string_view name);

/// Names of the heading: "a, b, c".
[[nodiscard]] std::string csv_columns(const CsvTable& table);

/// A text as a cell, quoted where comma, semicolon, quote, line end or '#' ask for it. A text that a spreadsheet would
/// run as a formula (it begins with = + - @ tab or CR, and is no number) gets an apostrophe in front, which the
/// reader takes off again.
[[nodiscard]] std::string csv_cell(std::string_view text);

}  // namespace batterisk
