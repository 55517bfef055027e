#include "batterisk/siting/capacity.hpp"

#include "layout.hpp"

#include "batterisk/core/base/codes_siting.hpp"
#include "batterisk/core/base/toml_span.hpp"
#include "batterisk/study/dossier/dossier_edit.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace batterisk::siting {
namespace {

const TomlSpan* find(const std::vector<TomlSpan>& spans, const std::string& path) {
  const auto it = std::find_if(spans.begin(), spans.end(), [&](const TomlSpan& s) { return s.path == path; });
  return it == spans.end() ? nullptr : &*it;
}

std::size_t line_begin(const std::string& text, std::size_t at) {
  const auto newline = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
  return newline == std::string::npos ? 0 : newline + 1;
}

std::size_t line_end(const std::string& text, std::size_t at) {
  const auto newline = text.find('\n', at);
  return newline == std::string::npos ? text.size() : newline + 1;
}

// Takes a key with its value, or a table with its header, out of a text. False where it is not there.
bool take_out(std::string& text, const std::string& path) {
  const std::vector<TomlSpan> spans = toml_spans(text);
  const TomlSpan* span = find(spans, path);
  const TomlSpan* first = find(spans, path + "[0]");
  if (span == nullptr && first == nullptr) return false;
  const bool list_of_tables = first != nullptr && text[first->begin] == '[';
  const TomlSpan& out = list_of_tables ? *first : *span;
  const bool table = list_of_tables || (text[out.begin] == '[' && path.ends_with("raster"));
  std::size_t end = line_end(text, out.end);
  if (table) {
    // Up to the next header.
    for (const TomlSpan& next : spans) {
      const bool within = next.path.starts_with(out.path + ".") || next.path.starts_with(out.path + "[");
      if (next.begin >= out.end && within) end = std::max(end, line_end(text, next.end));
    }
  }
  text.erase(line_begin(text, out.begin), end - line_begin(text, out.begin));
  return true;
}

}  // namespace

std::string with_units(const Dossier& dossier, const std::vector<BatteryUnit>& units) {
  const std::string& system = dossier.units.front().system;
  const auto refuse = [&] { return DossierError({{codes::siting_no_variant, Severity::Fout, dossier.units.front().place, {system}}}); };
  std::string text = dossier.text;
  std::string table;
  for (std::size_t i = 0; table.empty(); ++i) {
    const auto id = study::written_value(text, fmt::format("systeem[{}].id", i));
    if (!id) throw refuse();
    if (*id == study::toml_string(system)) table = fmt::format("systeem[{}]", i);
  }
  const std::vector<TomlSpan> spans = toml_spans(text);
  if (text[find(spans, table)->begin] != '[') throw refuse();
  for (const char* key : {"positie", "raster", "eenheden"}) {
    while (take_out(text, fmt::format("{}.{}", table, key))) {
    }
  }
  std::string list = "[\n";
  for (const BatteryUnit& unit : units) {
    list += fmt::format("  {{ id = {}, positie = [{:.6f}, {:.6f}], orientatie = \"{:.10g} graden\" }},\n", study::toml_string(unit.id),
                        unit.position.x, unit.position.y, unit.orientation.deg());
  }
  text = study::with_value(text, table, "eenheden", list + "]");
  // Units of the text that have properties of their own lose them.
  const Dossier written = parse_dossier(text, dossier.path);
  const BatteryUnit& first = dossier.units.front();
  if (written.units.size() != units.size()) throw refuse();
  for (std::size_t i = 0; i < units.size(); ++i) {
    BatteryUnit same = first;
    same.id = written.units[i].id;
    same.position = written.units[i].position;
    same.orientation = written.units[i].orientation;
    if (!same_kind(same, written.units[i])) throw refuse();
  }
  return text;
}

}  // namespace batterisk::siting
