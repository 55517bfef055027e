#include "dossier/dossier_reader.hpp"

#include <cmath>

#include <fmt/format.h>

namespace batterisk::detail {
namespace {

// Box of the Netherlands in RD; x is always smaller than y there, which shows swapped axes.
constexpr double rd_x_max = 300'000.0;
constexpr double rd_y_min = 300'000.0;
constexpr double rd_y_max = 625'000.0;

bool check_position(RdPoint p, const std::string& key, const Place& place, Findings& findings) {
  const std::vector<std::string> args{key, metres(p.x), metres(p.y)};
  const auto inside = [](double x, double y) {
    return x > 0 && x < rd_x_max && y > rd_y_min && y < rd_y_max;
  };
  if (inside(p.x, p.y)) return true;
  const bool degrees = std::abs(p.x) <= 180.0 && std::abs(p.y) <= 180.0;
  findings.add(degrees            ? codes::position_in_degrees
               : inside(p.y, p.x) ? codes::position_swapped
                                  : codes::position_outside,
               Severity::Fout, place, args);
  return false;
}

}  // namespace

std::string metres(double v) {
  return fmt::format("{:.10g}", v);
}

std::optional<RdPoint> position_of(const TomlNode& node, const std::string& key, Findings& findings) {
  const auto values = numbers_of(node);
  if (!values || values->size() != 2) {
    findings.add(codes::wrong_type, node.place, {key, values ? "[x, y] in RD-meters" : "lijst van getallen"});
    return std::nullopt;
  }
  const RdPoint p{(*values)[0], (*values)[1]};
  if (!check_position(p, key, node.place, findings)) return std::nullopt;
  return p;
}

std::optional<RdPoint> read_position(TableReader& reader, std::string_view key) {
  const TomlNode* node = reader.raw(key);
  if (node == nullptr) return std::nullopt;
  return position_of(*node, reader.full(key), reader.findings());
}

std::string as_written(TableReader& reader, std::string_view key) {
  const TomlNode* node = reader.raw(key);
  return node == nullptr ? "" : text_of(*node);
}

std::string required_id(TableReader& reader) {
  const auto id = reader.text("id");
  if (!reader.has("id") || (id && id->empty())) reader.missing("id");
  // An id stands in lists and messages, a line for each.
  if (id && id->find_first_of("\n\r\t\v\f") != std::string::npos) {
    reader.findings().add(codes::wrong_type, reader.place_of("id"), {reader.full("id"), "tekst op een regel"});
  }
  return id.value_or("");
}

void report_not_positive(TableReader& reader, std::string_view key) {
  reader.findings().add(codes::not_positive, Severity::Fout, reader.place_of(key),
                        {reader.full(key), as_written(reader, key)});
}

void report_too_large(TableReader& reader, std::string_view key, const char* most) {
  reader.findings().add(codes::out_of_range, reader.place_of(key),
                        {reader.full(key), as_written(reader, key), fmt::format("0 .. {}", most)});
}

void read_rule_value(TableReader& reader, std::string_view key, Deviation& deviation) {
  const TomlNode* node = reader.raw(key);
  if (node == nullptr) return;
  if (node->as<bool>() != nullptr) {
    deviation.value = *node->as<bool>();
  } else if (node->as<std::string>() != nullptr) {
    set_typed_value(deviation, *node->as<std::string>(), reader.full(key), node->place, reader.findings().list);
  } else {
    deviation.value = reader.number(key).value_or(0.0);
  }
}

}  // namespace batterisk::detail
