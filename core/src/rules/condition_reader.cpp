#include "rules/condition_reader.hpp"

#include "batterisk/core/base/date.hpp"
#include "batterisk/core/base/typed_number.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace batterisk::detail {
namespace {

std::set<std::string> names_of_facts(std::optional<Onderwerp> onderwerp) {
  std::set<std::string> names;
  for (const Fact& fact : all_facts()) {
    if (!onderwerp || has(fact, *onderwerp)) names.emplace(fact.naam);
  }
  return names;
}

bool is_key(std::string_view text) {
  const auto colon = text.find(':');
  return colon != std::string_view::npos && text.find(' ') == std::string_view::npos;
}

std::optional<Bound> read_bound(TableReader& range, std::string_view key, const Fact& fact, bool included) {
  Findings& findings = range.findings();
  if (fact.soort == FactKind::Datum) {
    const auto day = range.date(key);
    if (!day) return std::nullopt;
    return Bound{std::get<double>(fact_of(*day)), included, iso_date(*day), false};
  }
  const TomlNode* node = range.raw(key);
  if (node == nullptr) return std::nullopt;
  std::string text = text_of(*node);
  if (node->as<std::string>() != nullptr && is_key(text)) return Bound{0.0, included, std::move(text), true};
  const TypedNumber read = read_number(text);
  if (read.ambiguous()) {
    findings.list.push_back(ambiguous_number(findings.letter, node->place, range.full(key), text, read));
    return std::nullopt;
  }
  if (!read.value) {
    findings.add(codes::wrong_type, node->place, {range.full(key), "getal met eenheid"});
    return std::nullopt;
  }
  const std::string unit = read.value->unit.empty() ? "-" : read.value->unit;
  const auto value = converted(read.value->number, unit, fact.eenheid);
  if (!value) {
    findings.add(codes::unit_wrong, node->place, {range.full(key), unit, std::string{fact.eenheid}});
    return std::nullopt;
  }
  return Bound{*value, included, std::move(text), false};
}

void read_range(TableReader& when, const std::string& key, const Fact& fact, Condition& condition) {
  auto range = when.table(key);
  if (!range) return;
  Findings& findings = when.findings();
  if (range->has("vanaf") && range->has("boven")) findings.add(codes::cases_overlap, Severity::Fout, range->place(), {range->path(), "vanaf", "boven"});
  if (range->has("tot") && range->has("tot_en_met")) findings.add(codes::cases_overlap, Severity::Fout, range->place(), {range->path(), "tot", "tot_en_met"});
  for (const auto& [name, included] : {std::pair{"vanaf", true}, std::pair{"boven", false}}) {
    if (range->has(name)) condition.onder = read_bound(*range, name, fact, included);
  }
  for (const auto& [name, included] : {std::pair{"tot", false}, std::pair{"tot_en_met", true}}) {
    if (range->has(name)) condition.boven = read_bound(*range, name, fact, included);
  }
  range->finish();
  const bool empty = condition.onder && condition.boven && !condition.onder->of_key && !condition.boven->of_key &&
                     condition.onder->value > condition.boven->value;
  if (empty) {
    findings.add(codes::out_of_range, range->place(), {range->path(), condition.boven->text, condition.onder->text + " .."});
  } else if (!condition.onder && !condition.boven && !has_error(findings.list)) {
    findings.add(codes::missing_key, range->place(), {range->path() + ".vanaf"});
  }
}

}  // namespace

std::optional<Condition> read_condition(TableReader& when, const std::string& key, std::optional<Onderwerp> onderwerp) {
  Findings& findings = when.findings();
  const Fact* fact = find_fact(key);
  if (fact == nullptr) {
    (void)when.raw(key);
    findings.add(codes::unknown_key, when.place_of(key), {when.full(key), nearest(key, names_of_facts(onderwerp))});
    return std::nullopt;
  }
  Condition condition{key, {}, {}, {}, {}};
  if (fact->soort == FactKind::Vlag) {
    condition.vlag = when.boolean(key);
  } else if (fact->soort == FactKind::Woord) {
    const TomlNode* node = when.raw(key);
    if (node->as<std::string>() != nullptr) {
      condition.woorden = {*node->as<std::string>()};
    } else {
      condition.woorden = when.texts(key).value_or(std::vector<std::string>{});
    }
    const std::vector<std::string> known{fact->woorden.begin(), fact->woorden.end()};
    for (const std::string& word : condition.woorden) {
      if (std::find(known.begin(), known.end(), word) != known.end()) continue;
      findings.add(codes::unknown_choice, when.place_of(key), {when.full(key), word, joined(known)});
    }
  } else {
    read_range(when, key, *fact, condition);
  }
  if (onderwerp) check_subject({condition}, *onderwerp, when.place_of(key), when.path(), findings);
  return condition;
}

std::vector<Condition> read_conditions(TableReader& reader, std::optional<Onderwerp> onderwerp) {
  std::vector<Condition> conditions;
  auto when = reader.table("als");
  if (!when) return conditions;
  for (const std::string& key : when->keys()) {
    if (auto condition = read_condition(*when, key, onderwerp)) conditions.push_back(std::move(*condition));
  }
  return conditions;
}

void check_subject(const std::vector<Condition>& conditions, Onderwerp onderwerp, const Place& place, const std::string& where,
                   Findings& findings) {
  for (const Condition& c : conditions) {
    const Fact* fact = find_fact(c.feit);
    if (fact == nullptr || has(*fact, onderwerp)) continue;
    const std::set<std::string> own = names_of_facts(onderwerp);
    findings.add(codes::foreign_condition, Severity::Fout, place,
                 {where, c.feit, std::string{choice_word(onderwerp)}, joined({own.begin(), own.end()})});
  }
}

void check_cases(const std::string& key, const std::vector<std::string>& ids, const std::vector<std::vector<Condition>>& cases,
                 const Place& place, Findings& findings) {
  const CaseFlaws flaws = flaws_of(cases);
  for (const std::string& hole : flaws.holes) findings.add(codes::cases_hole, Severity::Fout, place, {key, hole});
  for (const auto& [a, b] : flaws.overlaps) {
    findings.add(codes::cases_overlap, Severity::Fout, place, {key, ids[a], ids[b]});
  }
}

}  // namespace batterisk::detail
