#include "base/table_reader.hpp"

#include "batterisk/core/base/typed_number.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace batterisk::detail {
namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

std::optional<double> as_number(const TomlNode& node) {
  if (const auto* d = node.as<double>()) return std::isfinite(*d) ? std::optional{*d} : std::nullopt;
  if (const auto* i = node.as<std::int64_t>()) return static_cast<double>(*i);
  return std::nullopt;
}

}  // namespace

std::string nearest(std::string_view word, const std::set<std::string>& known) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const std::string& candidate : known) {
    const std::size_t d = edit_distance(word, candidate);
    if (d < best_distance) {
      best_distance = d;
      best = candidate;
    }
  }
  return best;
}

const std::vector<std::string>& bewijs_words() {
  static const std::vector<std::string> words{"gelezen",      "tweedehands", "uit_geheugen", "afgeleid",
                                              "gekalibreerd", "aanname",     "ontbreekt"};
  return words;
}

std::optional<std::vector<double>> numbers_of(const TomlNode& node) {
  const auto* array = node.as<TomlNode::Array>();
  if (array == nullptr) return std::nullopt;
  std::vector<double> values;
  for (const TomlNode& item : *array) {
    const auto value = as_number(item);
    if (!value) return std::nullopt;
    values.push_back(*value);
  }
  return values;
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

TableReader::TableReader(const TomlNode& table, std::string path, Findings& findings)
    : node_{&table}, path_{std::move(path)}, findings_{&findings} {}

const Place& TableReader::place_of(std::string_view key) const {
  const TomlNode* member = node_->find(key);
  return member == nullptr ? node_->place : member->place;
}

std::string TableReader::full(std::string_view key) const {
  return path_.empty() ? std::string{key} : fmt::format("{}.{}", path_, key);
}

bool TableReader::has(std::string_view key) {
  asked_.emplace(key);
  return node_->find(key) != nullptr;
}

const TomlNode* TableReader::raw(std::string_view key) {
  asked_.emplace(key);
  return node_->find(key);
}

void TableReader::missing(std::string_view key) const {
  findings_->add(codes::missing_key, node_->place, {full(key)});
}

void TableReader::wrong_type(std::string_view key, const char* expected) {
  findings_->add(codes::wrong_type, place_of(key), {full(key), expected});
}

std::optional<std::string> TableReader::text(std::string_view key) {
  const TomlNode* node = raw(key);
  if (node == nullptr) return std::nullopt;
  if (const auto* s = node->as<std::string>()) return *s;
  wrong_type(key, "tekst");
  return std::nullopt;
}

std::optional<double> TableReader::number(std::string_view key) {
  const TomlNode* node = raw(key);
  if (node == nullptr) return std::nullopt;
  if (const auto value = as_number(*node)) return value;
  wrong_type(key, "getal");
  return std::nullopt;
}

std::optional<std::int64_t> TableReader::integer(std::string_view key) {
  const TomlNode* node = raw(key);
  if (node == nullptr) return std::nullopt;
  if (const auto* i = node->as<std::int64_t>()) return *i;
  wrong_type(key, "geheel getal");
  return std::nullopt;
}

std::optional<bool> TableReader::boolean(std::string_view key) {
  const TomlNode* node = raw(key);
  if (node == nullptr) return std::nullopt;
  if (const auto* b = node->as<bool>()) return *b;
  wrong_type(key, "true of false");
  return std::nullopt;
}

std::optional<std::chrono::year_month_day> TableReader::date(std::string_view key) {
  const TomlNode* node = raw(key);
  if (node == nullptr) return std::nullopt;
  if (const auto* d = node->as<std::chrono::year_month_day>(); d != nullptr && d->ok()) return *d;
  const bool moment = node->as<TomlMoment>() != nullptr;
  wrong_type(key, moment ? "datum zonder tijd of tijdzone (jjjj-mm-dd)" : "datum (jjjj-mm-dd zonder aanhalingstekens)");
  return std::nullopt;
}

std::optional<std::vector<double>> TableReader::numbers(std::string_view key) {
  const TomlNode* node = raw(key);
  if (node == nullptr) return std::nullopt;
  if (auto values = numbers_of(*node)) return values;
  wrong_type(key, "lijst van getallen");
  return std::nullopt;
}

std::optional<std::vector<std::string>> TableReader::texts(std::string_view key) {
  const TomlNode* node = raw(key);
  if (node == nullptr) return std::nullopt;
  if (const auto* array = node->as<TomlNode::Array>()) {
    std::vector<std::string> values;
    for (const TomlNode& item : *array) {
      const auto* value = item.as<std::string>();
      if (value == nullptr) break;
      values.push_back(*value);
    }
    if (values.size() == array->size()) return values;
  }
  wrong_type(key, "lijst van teksten");
  return std::nullopt;
}

std::optional<std::string> TableReader::choice(std::string_view key,
                                               const std::vector<std::string>& choices) {
  const auto word = text(key);
  if (!word) return std::nullopt;
  if (std::find(choices.begin(), choices.end(), *word) != choices.end()) return word;
  findings_->add(codes::unknown_choice, place_of(key), {full(key), *word, joined(choices)});
  return std::nullopt;
}

std::optional<double> TableReader::quantity_si(std::string_view key, std::string_view kind) {
  const TomlNode* node = raw(key);
  if (node == nullptr) return std::nullopt;
  if (const auto* s = node->as<std::string>()) {
    return batterisk::quantity_si(kind, *s, "", findings_->letter, full(key), node->place, findings_->list);
  }
  std::optional<NumberWithUnit> value;
  if (as_number(*node)) {
    value = NumberWithUnit{*as_number(*node), ""};
  } else if (node->as<TomlNode::Table>() != nullptr) {
    TableReader sub(*node, full(key), *findings_);
    const auto number_value = sub.required("waarde", &TableReader::number);
    const auto unit = sub.text("eenheid");
    (void)sub.choice("bewijs", bewijs_words());
    for (const char* note : {"bron", "vindplaats", "omschrijving"}) (void)sub.text(note);
    sub.finish();
    if (!number_value) return std::nullopt;
    value = NumberWithUnit{*number_value, unit.value_or("")};
  }
  if (!value) {
    wrong_type(key, "getal met eenheid");
    return std::nullopt;
  }
  if (value->unit.empty() && accepted_units(kind).front() != '-') {
    findings_->add(codes::unit_missing, node->place, {full(key), accepted_units(kind)});
    return std::nullopt;
  }
  const auto si = to_si(kind, value->number, value->unit.empty() ? "-" : value->unit);
  if (!si) findings_->add(codes::unit_wrong, node->place, {full(key), value->unit, accepted_units(kind)});
  return si;
}

std::optional<TableReader> TableReader::table(std::string_view key) {
  const TomlNode* node = raw(key);
  if (node == nullptr) return std::nullopt;
  if (node->as<TomlNode::Table>() != nullptr) return TableReader(*node, full(key), *findings_);
  wrong_type(key, "tabel");
  return std::nullopt;
}

std::vector<TableReader> TableReader::tables(std::string_view key) {
  const TomlNode* node = raw(key);
  if (node == nullptr) return {};
  std::vector<TableReader> readers;
  if (const auto* array = node->as<TomlNode::Array>()) {
    for (std::size_t i = 0; i < array->size(); ++i) {
      if ((*array)[i].as<TomlNode::Table>() == nullptr) break;
      readers.emplace_back((*array)[i], fmt::format("{}[{}]", full(key), i), *findings_);
    }
    if (readers.size() == array->size()) return readers;
  }
  findings_->add(codes::wrong_type, node->place,
                 {full(key), fmt::format("lijst van tabellen ([[{}]])", full(key))});
  return {};
}

std::vector<std::string> TableReader::keys() const {
  std::vector<std::string> keys;
  for (const TomlMember& member : *node_->as<TomlNode::Table>()) keys.push_back(member.key);
  return keys;
}

void TableReader::finish() {
  for (const TomlMember& member : *node_->as<TomlNode::Table>()) {
    if (asked_.contains(member.key)) continue;
    findings_->add(codes::unknown_key, member.key_place, {full(member.key), nearest(member.key, asked_)});
  }
}

void check_schema_version(TableReader& document, std::int64_t newest) {
  const auto version = document.required("schema_versie", &TableReader::integer);
  if (!version) return;
  const Place& place = document.place_of("schema_versie");
  if (*version > newest) {
    document.findings().add(codes::newer_schema, place,
                            {fmt::format("{}", *version), fmt::format("{}", newest)});
  } else if (*version < 1) {
    document.findings().add(codes::out_of_range, place,
                            {"schema_versie", fmt::format("{}", *version), fmt::format("1 .. {}", newest)});
  }
}

}  // namespace batterisk::detail
