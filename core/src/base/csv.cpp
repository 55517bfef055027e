#include "batterisk/core/base/csv.hpp"

#include "base/typed_text.hpp"

#include "batterisk/core/base/codes_typed.hpp"
#include "batterisk/core/base/text_encoding.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace batterisk {
namespace {

constexpr std::string_view formula_signs = "=+-@\t\r";
// Quotes that office programs make of '"'.
constexpr auto opening_quotes = std::to_array<std::string_view>({"\u201C", "\u201D", "\u201E", "\u201F"});
constexpr auto closing_quotes = std::to_array<std::string_view>({"\u201C", "\u201D"});

// A place in the text, with the line and column that messages name.
struct Cursor {
  std::string_view text;
  char separator = ',';
  std::size_t at = 0;
  int line = 1;
  int column = 1;

  [[nodiscard]] std::string_view rest() const { return text.substr(at); }
  [[nodiscard]] bool at_end() const { return at >= text.size(); }
  [[nodiscard]] bool at_line_end() const { return at_end() || text[at] == '\n' || text[at] == '\r'; }
  [[nodiscard]] bool at_cell_end() const { return at_line_end() || text[at] == separator; }

  // Over `n` bytes without a line end.
  void skip(std::size_t n) {
    for (const char c : text.substr(at, n)) column += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    at += n;
  }
  void skip_line_end() {
    at += rest().starts_with("\r\n") ? 2 : 1;
    ++line;
    column = 1;
  }
  void skip_blanks() {
    while (!at_cell_end()) {
      const std::size_t n = detail::blank_length(rest());
      if (n == 0) return;
      skip(n);
    }
  }
  std::string_view to_cell_end() {
    const std::size_t begin = at;
    while (!at_cell_end()) skip(1);
    return text.substr(begin, at - begin);
  }
};

struct Reader {
  Cursor cursor;
  bool typed = false;
  const std::string* shown = nullptr;
  std::vector<Diagnostic> findings{};

  void report(Code code, int line, int column, std::vector<std::string> args) {
    findings.push_back({code, Severity::Fout, {*shown, line, column, {}}, std::move(args)});
  }
};

// Between straight quotes; the cursor stands on the first.
std::string quoted(Reader& reader) {
  Cursor& cursor = reader.cursor;
  const int line = cursor.line;
  const int column = cursor.column;
  std::string text;
  cursor.skip(1);
  for (;;) {
    if (cursor.at_end()) {
      reader.report(codes::csv_quote_open, line, column, {});
      return text;
    }
    if (cursor.at_line_end()) {
      text += '\n';
      cursor.skip_line_end();
      continue;
    }
    const bool quote = cursor.text[cursor.at] == '"';
    const bool doubled = quote && cursor.rest().starts_with("\"\"");
    if (!quote || doubled) text += cursor.text[cursor.at];
    cursor.skip(doubled ? 2 : 1);
    if (quote && !doubled) break;
  }
  if (reader.typed) cursor.skip_blanks();
  if (!cursor.at_cell_end()) {
    const int behind = cursor.column;
    reader.report(codes::csv_text_behind, cursor.line, behind, {std::string{cursor.to_cell_end()}});
  }
  return text;
}

template <std::size_t n>
std::size_t quote_length(std::string_view text, const std::array<std::string_view, n>& quotes) {
  const auto it = std::find_if(quotes.begin(), quotes.end(), [text](std::string_view q) { return text.starts_with(q); });
  return it == quotes.end() ? 0 : it->size();
}

// Between typographic quotes with nothing but blanks behind the last; nothing for a text that only begins with one.
std::optional<std::string> in_typographic_quotes(Cursor& cursor) {
  const std::size_t first = quote_length(cursor.rest(), opening_quotes);
  if (first == 0) return std::nullopt;
  Cursor ahead = cursor;
  ahead.skip(first);
  const std::size_t begin = ahead.at;
  while (!ahead.at_line_end()) {
    const std::size_t end = ahead.at;
    const std::size_t last = quote_length(ahead.rest(), closing_quotes);
    ahead.skip(std::max<std::size_t>(last, 1));
    if (last == 0) continue;
    ahead.skip_blanks();
    if (!ahead.at_cell_end()) break;
    cursor = ahead;
    return std::string{cursor.text.substr(begin, end - begin)};
  }
  return std::nullopt;
}

// ="0012", with which people keep Excel from making a number of it.
std::string without_formula(std::string text) {
  if (text.size() < 3 || !text.starts_with("=\"") || text.back() != '"') return text;
  return text.substr(2, text.size() - 3);
}

bool begins_as_formula(std::string_view text) {
  const auto first = text.find_first_not_of('\'');
  return first != std::string_view::npos && formula_signs.find(text[first]) != std::string_view::npos;
}

std::string without_apostrophe(std::string text) {
  if (text.starts_with('\'') && begins_as_formula(text)) text.erase(0, 1);
  return text;
}

CsvCell read_cell(Reader& reader) {
  if (reader.typed) reader.cursor.skip_blanks();
  CsvCell cell{{}, reader.cursor.column};
  if (!reader.cursor.at_end() && reader.cursor.text[reader.cursor.at] == '"') {
    cell.text = quoted(reader);
  } else if (auto text = reader.typed ? in_typographic_quotes(reader.cursor) : std::nullopt) {
    cell.text = std::move(*text);
  } else {
    cell.text = reader.cursor.to_cell_end();
  }
  if (reader.typed) cell.text = without_formula(std::string{detail::trimmed(cell.text)});
  cell.text = without_apostrophe(std::move(cell.text));
  return cell;
}

CsvRow read_row(Reader& reader) {
  CsvRow row{reader.cursor.line, {}};
  for (;;) {
    row.cells.push_back(read_cell(reader));
    if (reader.cursor.at_line_end()) break;
    reader.cursor.skip(1);  // the separator
    if (reader.cursor.at_line_end()) {
      row.cells.push_back({{}, reader.cursor.column});
      break;
    }
  }
  if (!reader.cursor.at_end()) reader.cursor.skip_line_end();
  return row;
}

bool is_blank(const CsvRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(), [](const CsvCell& cell) { return cell.text.empty(); });
}

std::string_view line_at(const Cursor& cursor) {
  const auto rest = cursor.rest();
  return rest.substr(0, rest.find_first_of("\r\n"));
}

// What stands most often between the cells of the heading; tab before semicolon before comma where they tie.
char separator_of(std::string_view heading) {
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char candidate : {'\t', ';', ','}) {
    std::ptrdiff_t n = 0;
    bool inside = false;
    for (const char c : heading) {
      if (c == '"') inside = !inside;
      n += !inside && c == candidate ? 1 : 0;
    }
    if (n > most) best = candidate;
    most = std::max(most, n);
  }
  return best;
}

// "sep=;", which tells Excel what stands between cells.
bool names_separator(std::string_view line) {
  return line.size() == 5 && (line.starts_with("sep=") || line.starts_with("SEP="));
}

void skip_line(Cursor& cursor) {
  cursor.skip(line_at(cursor).size());
  if (!cursor.at_end()) cursor.skip_line_end();
}

std::string lower(std::string_view text) {
  std::string out{text};
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

// As spreadsheets read one: sign, digits, one decimal sign, exponent.
bool is_number(std::string text) {
  std::replace(text.begin(), text.end(), ',', '.');
  if (text.starts_with('+')) text.erase(0, 1);
  double value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
}

}  // namespace

const std::string& CsvRow::text(std::size_t i) const {
  static const std::string none;
  return i < cells.size() ? cells[i].text : none;
}

Place CsvRow::place(const std::string& shown, std::size_t i) const {
  return {shown, line, cells.empty() ? 1 : cells[std::min(i, cells.size() - 1)].column, {}};
}

CsvTable read_csv(std::string_view bytes, const std::string& shown, CsvForm form) {
  CsvTable table;
  std::string converted;
  if (form.typed) {
    const TextEncoding encoding = text_encoding(bytes);
    converted = to_utf8(bytes);
    if (encoding != TextEncoding::Utf8) {
      table.findings.push_back(
          {codes::csv_converted, Severity::Info, {shown, 0, 0, {}}, {std::string{to_string(encoding)}}});
    }
    bytes = converted;
  }
  Reader reader{{bytes}, form.typed, &shown};
  Cursor& cursor = reader.cursor;
  bool separator_known = !form.typed;
  while (!cursor.at_end()) {
    const std::string_view line = line_at(cursor);
    const bool before_heading = table.heading.cells.empty();
    if (line.empty() || (line.front() == '#' && (form.remarks || before_heading))) {
      skip_line(cursor);
      continue;
    }
    if (before_heading && !separator_known) {
      separator_known = true;
      if (names_separator(line)) {
        cursor.separator = line.back();
        skip_line(cursor);
        continue;
      }
      cursor.separator = separator_of(line);
    }
    CsvRow row = read_row(reader);
    if (form.typed && is_blank(row)) {
      separator_known = separator_known && !before_heading;
      continue;
    }
    if (before_heading) {
      table.heading = std::move(row);
      continue;
    }
    const std::size_t columns = table.heading.cells.size();
    while (form.typed && row.cells.size() > columns && row.cells.back().text.empty()) row.cells.pop_back();
    if (form.typed && row.cells.size() > columns) {
      reader.report(codes::csv_row_long, row.line, row.cells[columns].column,
                    {fmt::format("{}", row.cells.size()), fmt::format("{}", columns)});
    }
    table.rows.push_back(std::move(row));
  }
  for (Diagnostic& finding : reader.findings) table.findings.push_back(std::move(finding));
  return table;
}

std::vector<std::string> csv_cells(std::string_view line) {
  static const std::string nowhere;
  Reader reader{{line}, false, &nowhere};
  std::vector<std::string> cells;
  for (CsvCell& cell : read_row(reader).cells) cells.push_back(std::move(cell.text));
  return cells;
}

std::optional<std::size_t> csv_column(const CsvTable& table, std::string_view name) {
  const auto& cells = table.heading.cells;
  const auto index = [&](auto it) { return static_cast<std::size_t>(it - cells.begin()); };
  const auto same = std::find_if(cells.begin(), cells.end(), [name](const CsvCell& cell) { return cell.text == name; });
  if (same != cells.end()) return index(same);
  const auto alike = std::find_if(cells.begin(), cells.end(),
                                  [&](const CsvCell& cell) { return lower(cell.text) == lower(name); });
  return alike == cells.end() ? std::nullopt : std::optional{index(alike)};
}

std::string csv_columns(const CsvTable& table) {
  std::string names;
  for (const CsvCell& cell : table.heading.cells) names += (names.empty() ? "" : ", ") + cell.text;
  return names;
}

std::string csv_cell(std::string_view text) {
  // A sign alone is no formula.
  const bool formula = text.size() > 1 && begins_as_formula(text) && !is_number(std::string{text});
  const std::string shown = (formula ? "'" : "") + std::string{text};
  const bool plain = !shown.empty() && shown.find_first_of(",;\"\t\r\n#") == std::string::npos &&
                     shown.front() != ' ' && shown.back() != ' ';
  if (plain) return shown;
  std::string out{'"'};
  for (const char c : shown) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace batterisk
