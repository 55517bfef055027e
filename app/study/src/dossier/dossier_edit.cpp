#include "batterisk/study/dossier/dossier_edit.hpp"

#include "batterisk/core/base/date.hpp"
#include "batterisk/core/base/toml_span.hpp"
#include "batterisk/core/base/typed_number.hpp"
#include "batterisk/core/rules/rule_document.hpp"
#include "batterisk/gis/prepare/prepare.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

using Spans = std::vector<TomlSpan>;

const TomlSpan* find(const Spans& spans, std::string_view path) {
  const auto it = std::find_if(spans.begin(), spans.end(), [path](const TomlSpan& s) { return s.path == path; });
  return it == spans.end() ? nullptr : &*it;
}

std::string replaced(std::string_view text, std::size_t begin, std::size_t end, std::string_view by) {
  return std::string{text.substr(0, begin)}.append(by).append(text.substr(end));
}

// Behind the line on which `at` lies.
std::size_t next_line(std::string_view text, std::size_t at) {
  const auto newline = text.find('\n', at);
  return newline == std::string_view::npos ? text.size() : newline + 1;
}

std::string inserted(std::string_view text, const TomlSpan& table, std::string_view key, std::string_view literal) {
  const std::string assignment = fmt::format("{} = {}", key, literal);
  if (text[table.begin] == '{') {
    std::size_t last = table.end - 1;  // the closing brace
    while (last > table.begin + 1 && text[last - 1] == ' ') --last;
    const bool empty = last == table.begin + 1;
    return replaced(text, last, last, (empty ? " " : ", ") + assignment);
  }
  const std::size_t at = next_line(text, table.begin);
  const bool ends_line = at > 0 && text[at - 1] == '\n';
  return replaced(text, at, at, (ends_line ? "" : "\n") + assignment + "\n");
}

// Table in which a unit, or the system or grid that gives it its place, stands.
std::string table_of(const Spans& spans, const Place& place) {
  const auto it = std::find_if(spans.begin(), spans.end(), [&place](const TomlSpan& s) {
    return s.line == place.line && s.column == place.column && !s.path.empty() && s.path.back() == ']';
  });
  if (it == spans.end()) throw std::invalid_argument{"dossier_edit: the unit does not stand in this text"};
  return find(spans, it->path + ".raster") != nullptr ? it->path + ".raster" : it->path;
}

double rounded_to(double value, double step) {
  return std::round(value / step) * step;
}

std::string millimetres(double metres) {
  std::string text = fmt::format("{:.3f}", metres);
  while (text.back() == '0' && text[text.size() - 2] != '.') text.pop_back();
  return text;
}

std::string position(RdPoint p) {
  return fmt::format("[{}, {}]", millimetres(p.x), millimetres(p.y));
}

// Text of a TOML string in double quotes, or "" for anything else.
std::string unquoted(std::string_view literal) {
  std::string out;
  if (literal.size() < 2 || literal.front() != '"') return out;
  for (std::size_t i = 1; i + 1 < literal.size(); ++i) {
    if (literal[i] == '\\' && i + 2 < literal.size()) ++i;
    out += literal[i];
  }
  return out;
}

std::string appended(std::string_view text, std::string_view part) {
  return fmt::format("{}{}\n{}", text, text.empty() || text.back() == '\n' ? "" : "\n", part);
}

std::string written_on(const std::filesystem::path& file) {
  const auto written = std::chrono::file_clock::to_sys(std::filesystem::last_write_time(file));
  return iso_date(std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(written)});
}

std::string literal_of(const Deviation& d) {
  if (const auto* flag = std::get_if<bool>(&d.value)) return *flag ? "true" : "false";
  if (const auto* word = std::get_if<std::string>(&d.value)) return toml_string(*word);
  const double number = std::get<double>(d.value);
  return d.unit.empty() ? toml_number(number) : toml_string(number_text(number) + " " + d.unit);
}

}  // namespace

std::string toml_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20U || c == '\x7f') {
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string toml_number(double value) {
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".en") == std::string::npos) text += ".0";
  return text;
}

std::string with_value(std::string_view text, std::string_view table, std::string_view key,
                       std::string_view literal) {
  const Spans spans = toml_spans(text);
  const std::string path = table.empty() ? std::string{key} : fmt::format("{}.{}", table, key);
  if (const TomlSpan* span = find(spans, path)) return replaced(text, span->begin, span->end, literal);
  const TomlSpan* parent = find(spans, table);
  if (parent == nullptr || parent->path.empty()) {
    if (table.empty() || table.find_first_of(".[") != std::string_view::npos) {
      throw std::invalid_argument{"dossier_edit: no table " + std::string{table}};
    }
    const bool ends_line = text.empty() || text.back() == '\n';
    return fmt::format("{}{}\n[{}]\n{} = {}\n", text, ends_line ? "" : "\n", table, key, literal);
  }
  return inserted(text, *parent, key, literal);
}

std::optional<std::string> written_value(std::string_view text, std::string_view path) {
  const Spans spans = toml_spans(text);
  const TomlSpan* span = find(spans, path);
  if (span == nullptr) return std::nullopt;
  return std::string{text.substr(span->begin, span->end - span->begin)};
}

std::string with_unit_at(std::string_view text, const BatteryUnit& unit, RdPoint to) {
  const Spans spans = toml_spans(text);
  const std::string table = table_of(spans, unit.place);
  if (find(spans, table + ".oorsprong") == nullptr) return with_value(text, table, "positie", position(to));
  const Dossier dossier = parse_dossier(std::string{text}, {});
  const auto first = std::find_if(dossier.units.begin(), dossier.units.end(),
                                  [&unit](const BatteryUnit& u) { return u.system == unit.system; });
  const RdPoint origin = first->position;
  return with_value(text, table, "oorsprong",
                    position({origin.x + to.x - unit.position.x, origin.y + to.y - unit.position.y}));
}

std::string with_unit_turned(std::string_view text, const BatteryUnit& unit, Angle orientation) {
  const double degrees = rounded_to(orientation.deg(), 0.01);
  return with_value(text, table_of(toml_spans(text), unit.place), "orientatie",
                    toml_string(fmt::format("{:.6g} graden", degrees)));
}

std::string with_deviation(std::string_view text, const Deviation& deviation) {
  const Spans spans = toml_spans(text);
  for (std::size_t i = 0;; ++i) {
    const std::string table = fmt::format("afwijking[{}]", i);
    const TomlSpan* parameter = find(spans, table + ".parameter");
    if (parameter == nullptr) break;
    const std::string_view name = text.substr(parameter->begin + 1, parameter->end - parameter->begin - 2);
    if (name != deviation.parameter) continue;
    std::string changed = with_value(text, table, "waarde", literal_of(deviation));
    if (find(spans, table + ".eenheid") != nullptr) {
      changed = with_value(changed, table, "eenheid", toml_string(deviation.unit));
    }
    return with_value(changed, table, "motivering", toml_string(deviation.motivation));
  }
  return appended(text, fmt::format("[[afwijking]]\nparameter = {}\nwaarde = {}\nmotivering = {}\n",
                                    toml_string(deviation.parameter), literal_of(deviation),
                                    toml_string(deviation.motivation)));
}

std::string with_layers_of(std::string_view text, const std::filesystem::path& file, const std::filesystem::path& folder,
                           std::vector<LayerKind>* kinds) {
  const Spans spans = toml_spans(text);
  const std::filesystem::path relative = file.lexically_relative(folder);
  const bool below = !relative.empty() && *relative.begin() != "..";
  const std::string path = toml_string((below ? relative : file).generic_string());
  const auto known = [&](LayerKind kind) {
    for (std::size_t i = 0;; ++i) {
      const TomlSpan* pad = find(spans, fmt::format("omgeving.laag[{}].pad", i));
      const TomlSpan* soort = find(spans, fmt::format("omgeving.laag[{}].soort", i));
      if (pad == nullptr && soort == nullptr) return false;
      if (pad == nullptr || soort == nullptr) continue;
      if (text.substr(pad->begin, pad->end - pad->begin) == path &&
          text.substr(soort->begin, soort->end - soort->begin) == toml_string(to_string(kind))) {
        return true;
      }
    }
  };
  std::string out{text};
  for (const LayerKind kind : gis::kinds_in(file)) {
    if (known(kind)) continue;
    out = appended(out, fmt::format("[[omgeving.laag]]\nsoort = {}\npad = {}\nbron = {}\ndatum = {}\n", toml_string(to_string(kind)),
                                    path, toml_string(file.filename().generic_string()), written_on(file)));
    if (kinds != nullptr) kinds->push_back(kind);
  }
  return out;
}

std::string with_ignored_object(std::string_view text, std::string_view identificatie, std::string_view reason) {
  const Spans spans = toml_spans(text);
  for (std::size_t i = 0; find(spans, fmt::format("notitie[{}]", i)) != nullptr; ++i) {
    const std::string table = fmt::format("notitie[{}]", i);
    if (written_value(text, table + ".negeert") == toml_string(identificatie)) {
      return with_value(text, table, "reden", toml_string(reason));
    }
  }
  return appended(text, fmt::format("[[notitie]]\nnegeert = {}\nreden = {}\n", toml_string(identificatie), toml_string(reason)));
}

std::vector<IgnoredObject> ignored_objects(std::string_view text) {
  std::vector<IgnoredObject> list;
  const Spans spans = toml_spans(text);
  const auto value = [&](const std::string& path) {
    const TomlSpan* span = find(spans, path);
    return span == nullptr ? std::string{} : unquoted(text.substr(span->begin, span->end - span->begin));
  };
  for (std::size_t i = 0; find(spans, fmt::format("notitie[{}]", i)) != nullptr; ++i) {
    const std::string table = fmt::format("notitie[{}]", i);
    std::string object = value(table + ".negeert");
    std::string reason = value(table + ".reden");
    if (!object.empty() && !reason.empty()) list.push_back({std::move(object), std::move(reason)});
  }
  return list;
}

}  // namespace batterisk::study
