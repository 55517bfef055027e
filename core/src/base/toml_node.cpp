#include "base/toml_node.hpp"

#include "base/toml_cause.hpp"

#include "batterisk/core/base/toml_span.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/file_bytes.hpp"
#include "batterisk/core/base/text_encoding.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace batterisk::detail {
namespace {

Place place_of(const toml::source_region& region, const std::string& shown) {
  return {shown, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column), {}};
}

std::string cause_of(const toml::parse_error& error, std::string_view text) {
  const toml::source_position& at = error.source().begin;
  return toml_cause(error.description(), text, static_cast<int>(at.line), static_cast<int>(at.column));
}

TomlNode convert(const toml::node& node, const std::string& shown);

TomlNode convert_table(const toml::table& table, const std::string& shown) {
  TomlNode::Table members;
  for (const auto& [key, child] : table) {
    members.push_back({std::string{key.str()}, place_of(key.source(), shown), convert(child, shown)});
  }
  // toml++ sorts by key; the order of the file is what people expect in messages and listings.
  std::stable_sort(members.begin(), members.end(), [](const TomlMember& a, const TomlMember& b) {
    return std::pair{a.key_place.line, a.key_place.column} < std::pair{b.key_place.line, b.key_place.column};
  });
  return {std::move(members), place_of(table.source(), shown)};
}

TomlNode convert(const toml::node& node, const std::string& shown) {
  const Place place = place_of(node.source(), shown);
  if (const auto* table = node.as_table()) return convert_table(*table, shown);
  if (const auto* array = node.as_array()) {
    TomlNode::Array items;
    for (const toml::node& item : *array) items.push_back(convert(item, shown));
    return {std::move(items), place};
  }
  if (const auto* b = node.as_boolean()) return {b->get(), place};
  if (const auto* i = node.as_integer()) return {i->get(), place};
  if (const auto* d = node.as_floating_point()) return {d->get(), place};
  if (const auto* s = node.as_string()) return {s->get(), place};
  if (const auto* d = node.as_date()) {
    using namespace std::chrono;
    return {year_month_day{year{d->get().year}, month{d->get().month}, day{d->get().day}}, place};
  }
  return {TomlMoment{}, place};
}

// TOML is UTF-8. The parser would stop at the first letter with an accent, and not say why.
void check_encoding(std::string_view text, const std::string& shown, char letter) {
  const TextEncoding encoding = text_encoding(text);
  const std::size_t valid = encoding == TextEncoding::Utf16Le || encoding == TextEncoding::Utf16Be ? 0 : utf8_length(text);
  if (encoding == TextEncoding::Utf8 && valid == text.size()) return;
  const std::string_view before = text.substr(0, valid);
  const auto line_start = before.rfind('\n') + 1;  // 0 in the first line
  Place place{shown, 0, 0, {}};
  if (valid > 0) {
    place.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    place.column = 1 + static_cast<int>(std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_start), before.end(),
                                                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
  }
  throw_input_error(letter, {{{letter, codes::not_utf8}, Severity::Fout, place, {std::string{to_string(encoding)}}}});
}

// Passes a text between quotes that begins at `at`; gives the byte behind it.
std::size_t behind_text(std::string_view toml, std::size_t at) {
  const char quote = toml[at];
  const bool block = toml.substr(at, 3) == std::string(3, quote);
  const std::size_t length = block ? 3 : 1;
  for (at += length; at < toml.size(); ++at) {
    if (quote == '"' && toml[at] == '\\') {
      ++at;
    } else if (toml[at] == '\n' && !block) {
      return at;
    } else if (toml.substr(at, length) == std::string(length, quote)) {
      return at + length;
    }
  }
  return at;
}

// A name such as "a.b.c" makes a table for each of its parts; whoever walks through very many runs out of stack. The
// parser itself watches what stands between brackets.
void check_depth(std::string_view toml, const std::string& shown, char letter) {
  constexpr int most_parts = 20;
  int parts = 1;
  int line = 1;
  for (std::size_t i = 0; i < toml.size();) {
    const char c = toml[i];
    if (c == '"' || c == '\'') {
      const std::size_t end = behind_text(toml, i);
      line += static_cast<int>(std::count(toml.begin() + static_cast<std::ptrdiff_t>(i), toml.begin() + static_cast<std::ptrdiff_t>(std::min(end, toml.size())), '\n'));
      i = end;
      continue;
    }
    if (c == '#') {
      i = std::min(toml.find('\n', i), toml.size());
      continue;
    }
    if (c == '\n') ++line;
    if (c == '.' && ++parts > most_parts) {
      throw_input_error(letter, {{{letter, codes::syntax}, Severity::Fout, {shown, line, 1, {}}, {"een naam heeft meer dan 20 delen"}}});
    }
    if (std::string_view{"\n=,[]{}"}.find(c) != std::string_view::npos) parts = 1;
    ++i;
  }
}

std::vector<std::size_t> line_starts(std::string_view text) {
  std::vector<std::size_t> starts{0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') starts.push_back(i + 1);
  }
  return starts;
}

// Byte at a line and column of toml++, which counts characters, not bytes.
std::size_t byte_at(std::string_view text, const std::vector<std::size_t>& lines, const toml::source_position& at) {
  if (at.line == 0 || at.line > lines.size()) return text.size();
  std::size_t byte = lines[at.line - 1];
  for (toml::source_index column = 1; column < at.column && byte < text.size(); ++column) {
    ++byte;
    while (byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0U) == 0x80U) ++byte;
  }
  return byte;
}

void add_spans(const toml::node& node, const std::string& path, std::string_view text,
               const std::vector<std::size_t>& lines, std::vector<TomlSpan>& spans) {
  const toml::source_region& region = node.source();
  spans.push_back({path, byte_at(text, lines, region.begin), byte_at(text, lines, region.end),
                   static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)});
  if (const auto* table = node.as_table()) {
    for (const auto& [key, child] : *table) {
      add_spans(child, path.empty() ? std::string{key.str()} : path + "." + std::string{key.str()}, text, lines, spans);
    }
  } else if (const auto* array = node.as_array()) {
    for (std::size_t i = 0; i < array->size(); ++i) {
      add_spans(*array->get(i), fmt::format("{}[{}]", path, i), text, lines, spans);
    }
  }
}

}  // namespace

const TomlNode* TomlNode::find(std::string_view key) const {
  const auto* table = as<Table>();
  if (table == nullptr) return nullptr;
  const auto it =
      std::find_if(table->begin(), table->end(), [key](const TomlMember& m) { return m.key == key; });
  return it == table->end() ? nullptr : &it->node;
}

std::string text_of(const TomlNode& node) {
  if (const auto* b = node.as<bool>()) return *b ? "true" : "false";
  if (const auto* i = node.as<std::int64_t>()) return fmt::format("{}", *i);
  if (const auto* d = node.as<double>()) return fmt::format("{}", *d);
  if (const auto* s = node.as<std::string>()) return *s;
  std::vector<std::string> parts;
  if (const auto* array = node.as<TomlNode::Array>()) {
    for (const TomlNode& item : *array) parts.push_back(text_of(item));
    return fmt::format("[{}]", fmt::join(parts, ", "));
  }
  for (const char* key : {"waarde", "eenheid"}) {
    if (const TomlNode* member = node.find(key)) parts.push_back(text_of(*member));
  }
  return fmt::format("{}", fmt::join(parts, " "));
}

void throw_input_error(char letter, std::vector<Diagnostic> diagnostics) {
  if (letter == 'R') throw RuleFileError(std::move(diagnostics));
  throw DossierError(std::move(diagnostics));
}

std::string read_text_file(const std::filesystem::path& path, const std::string& shown, char letter) {
  FileBytes read = read_file(path);
  if (!read.bytes) {
    throw_input_error(letter, {{{letter, codes::file_unreadable}, Severity::Fout, {shown, 0, 0, {}}, {shown, read.reason}}});
  }
  return std::move(*read.bytes);
}

TomlNode parse_toml(std::string_view text, const std::string& shown, char letter) {
  check_encoding(text, shown, letter);
  check_depth(text, shown, letter);
  try {
    return convert_table(toml::parse(text, std::string_view{shown}), shown);
  } catch (const toml::parse_error& error) {
    throw_input_error(letter, {{{letter, codes::syntax},
                                Severity::Fout,
                                place_of(error.source(), shown),
                                {cause_of(error, text)}}});
  }
}

TomlNode parse_toml_file(const std::filesystem::path& path, const std::string& shown, char letter) {
  return parse_toml(read_text_file(path, shown, letter), shown, letter);
}

}  // namespace batterisk::detail

namespace batterisk {

std::vector<TomlSpan> toml_spans(std::string_view text) {
  std::vector<TomlSpan> spans;
  detail::check_depth(text, "", 'D');
  try {
    detail::add_spans(toml::parse(text, std::string_view{}), "", text, detail::line_starts(text), spans);
  } catch (const toml::parse_error& error) {
    detail::throw_input_error('D', {{{'D', codes::syntax}, Severity::Fout, detail::place_of(error.source(), ""),
                                     {detail::cause_of(error, text)}}});
  }
  return spans;
}

}  // namespace batterisk
