#include "batterisk/study/effects/effect_catalog.hpp"

#include "effects/effect_catalog_call.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_effect.hpp"
#include "batterisk/core/base/typed_number.hpp"
#include "batterisk/core/base/units.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

Diagnostic error(Code code, std::vector<std::string> args) {
  return {code, Severity::Fout, {}, std::move(args)};
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = std::min({above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row.back();
}

/// Nearest name within a third of its length in edits; "" when none is near.
template <class Range>
std::string nearest(std::string_view word, const Range& candidates,
                    std::string_view (*name)(const typename Range::value_type&)) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const auto& candidate : candidates) {
    const std::size_t d = edit_distance(word, name(candidate));
    if (d >= best_distance) continue;
    best_distance = d;
    best = name(candidate);
  }
  return best;
}

std::string nearest_input(const EffectModel& model, std::string_view name) {
  return nearest(
      name, model.inputs, +[](const EffectInput& i) { return i.name; });
}

const EffectInput* find_input(const EffectModel& model, std::string_view name) {
  const auto it = std::find_if(model.inputs.begin(), model.inputs.end(),
                               [name](const EffectInput& i) { return i.name == name; });
  return it == model.inputs.end() ? nullptr : &*it;
}

std::string units_of(const EffectInput& input) {
  return input.kind.empty() ? std::string{input.unit} : batterisk::detail::accepted_units(input.kind);
}

bool is_dimensionless(const EffectInput& input) {
  return input.unit == "-";
}

std::optional<double> to_si(const EffectInput& input, double number, std::string_view unit) {
  if (!input.kind.empty()) return batterisk::detail::to_si(input.kind, number, unit);
  return unit == input.unit ? std::optional{number} : std::nullopt;
}

double from_si(std::string_view kind, double si, std::string_view unit) {
  return kind.empty() ? si : batterisk::detail::from_si(kind, si, unit);
}

struct Reading {
  double number;
  std::string unit;
  double si;
};

/// Number with a unit that fits the input: the one place where text becomes a value. `unit` stands in for a
/// unit that the text leaves out.
std::optional<Reading> read_quantity(const EffectInput& input, std::string_view text, std::string unit,
                                     std::vector<Diagnostic>& findings) {
  const TypedNumber read = read_number(text);
  const auto& value = read.value;
  const std::string name{input.name};
  if (read.ambiguous()) {
    findings.push_back(ambiguous_number('D', {}, name, text, read));
    return std::nullopt;
  }
  if (!value) {
    findings.push_back(error({'D', codes::wrong_type}, {name, "getal met eenheid"}));
    return std::nullopt;
  }
  if (!value->unit.empty()) unit = value->unit;
  if (unit.empty() && is_dimensionless(input)) unit = "-";
  if (unit.empty()) {
    findings.push_back(error({'D', codes::unit_missing}, {name, units_of(input)}));
    return std::nullopt;
  }
  const auto si = to_si(input, value->number, unit);
  if (!si) {
    findings.push_back(error({'D', codes::unit_wrong}, {name, unit, units_of(input)}));
    return std::nullopt;
  }
  return Reading{value->number, unit, *si};
}

}  // namespace

// ---- One evaluation

EffectCall::EffectCall(const EffectModel& model, const std::vector<EffectArgument>& arguments,
                       const EffectRules& rules)
    : model_{&model}, rules_{&rules}, slots_(model.inputs.size()) {
  std::vector<Diagnostic> findings;
  for (const EffectArgument& argument : arguments) read(argument, findings);
  std::string missing;
  for (const EffectInput& input : model.inputs) {
    const bool named = std::any_of(arguments.begin(), arguments.end(),
                                   [&](const EffectArgument& a) { return a.name == input.name; });
    if (named || input.optional || input.fallback != nullptr) continue;
    missing.append(missing.empty() ? "" : ", ").append(input.name);
  }
  if (!missing.empty())
    findings.push_back(error(codes::effect_input_missing, {std::string{model.id}, missing}));
  if (!findings.empty()) throw EffectInputError(std::move(findings));
  for (const EffectOutput& output : model.outputs) {
    outputs_.push_back({std::string{output.name}, std::nullopt, std::string{output.unit}, "", false});
  }
}

void EffectCall::read(const EffectArgument& argument, std::vector<Diagnostic>& findings) {
  const EffectInput* input = find_input(*model_, argument.name);
  if (input == nullptr) {
    findings.push_back(error(codes::effect_unknown_input, {std::string{model_->id}, argument.name,
                                                           nearest_input(*model_, argument.name)}));
    return;
  }
  Slot& slot = slots_[index(argument.name)];
  if (slot.filled) {
    findings.push_back(error(codes::effect_input_twice, {std::string{model_->id}, argument.name}));
    return;
  }
  if (!input->is_word()) {
    if (const auto reading = read_quantity(*input, argument.value, "", findings)) {
      slot = {true, false, reading->si, reading->number, reading->unit, ""};
    }
    return;
  }
  slot = {true, false, 0.0, 0.0, "", argument.value};
  if (input->choices.empty()) return;
  const auto choice = std::find(input->choices.begin(), input->choices.end(), argument.value);
  if (choice == input->choices.end()) {
    findings.push_back(
        error({'D', codes::unknown_choice},
              {argument.name, argument.value, fmt::format("{}", fmt::join(input->choices, ", "))}));
  }
  slot.si = static_cast<double>(choice - input->choices.begin());
}

std::size_t EffectCall::index(std::string_view name) const {
  const EffectInput* input = find_input(*model_, name);
  if (input == nullptr) throw std::logic_error(fmt::format("{} has no input {}", model_->id, name));
  return static_cast<std::size_t>(input - model_->inputs.data());
}

void EffectCall::check_bound(const EffectInput& input, double si) const {
  const char* broken = nullptr;
  switch (input.bound) {
    case EffectBound::Positive:
      if (!(si > 0.0)) broken = "not above 0";
      break;
    case EffectBound::NotNegative:
      if (!(si >= 0.0)) broken = "negative";
      break;
    case EffectBound::Fraction:
      if (!(si >= 0.0 && si <= 1.0)) broken = "outside [0, 1]";
      break;
    case EffectBound::Any:
      break;
  }
  if (!std::isfinite(si)) broken = "not finite";
  if (broken != nullptr) throw std::domain_error(fmt::format("{}: {}", input.name, broken));
}

double EffectCall::si(std::string_view name, std::string_view kind) {
  const std::size_t i = index(name);
  const EffectInput& input = model_->inputs[i];
  if (input.kind != kind) throw std::logic_error(fmt::format("{} {} is not a {}", model_->id, name, kind));
  if (!slots_[i].filled) {
    if (input.fallback == nullptr) {
      throw EffectInputError(
          {error(codes::effect_input_missing, {std::string{model_->id}, std::string{name}})});
    }
    const double value = input.fallback(*this);
    Slot& slot = slots_[i];
    slot = {true, true, value, 0.0, std::string{input.unit}, ""};
    if (input.is_word()) {
      slot.word = input.choices.at(static_cast<std::size_t>(value));
    } else {
      slot.number = from_si(input.kind, value, input.unit);
    }
  }
  check_bound(input, slots_[i].si);
  return slots_[i].si;
}

std::string EffectCall::word(std::string_view name) {
  return slots_[index(name)].word;
}

bool EffectCall::has(std::string_view name) const {
  const Slot& slot = slots_[index(name)];
  return slot.filled && !slot.is_default;
}

std::string_view EffectCall::one_of(std::initializer_list<std::string_view> names) const {
  const auto given = [this](std::string_view name) { return has(name); };
  if (std::count_if(names.begin(), names.end(), given) != 1) {
    throw EffectInputError({error(codes::effect_input_missing,
                                  {std::string{model_->id}, fmt::format("{}", fmt::join(names, " / "))})});
  }
  return *std::find_if(names.begin(), names.end(), given);
}

void EffectCall::require_together(std::string_view a, std::string_view b) const {
  if (has(a) == has(b)) return;
  throw EffectInputError(
      {error(codes::effect_input_missing, {std::string{model_->id}, std::string{has(a) ? b : a}})});
}

void EffectCall::unknown_word(std::string_view name, const std::vector<std::string>& known) {
  throw EffectInputError({error({'D', codes::unknown_choice},
                                {std::string{name}, word(name), fmt::format("{}", fmt::join(known, ", "))})});
}

EffectModels EffectCall::models(std::initializer_list<std::string_view> prefixes) {
  UsedKeys all;
  EffectModels models = effect_models(rules_->rules, all);
  const auto keys = all.sorted();
  for (const std::string_view prefix : prefixes) {
    bool found = false;
    for (const auto& provenance : keys) {
      if (!provenance->key.starts_with(prefix)) continue;
      trace(provenance);
      found = true;
    }
    if (!found) throw std::logic_error(fmt::format("no key starts with {}", prefix));
  }
  return models;
}

void EffectCall::warn_outside(std::string value, std::string range) {
  messages_.push_back({codes::effect_outside_validity,
                       Severity::Waarschuwing,
                       {},
                       {std::string{model_->id}, std::move(value), std::move(range)}});
}

void EffectCall::put(std::string_view name, std::string_view kind, std::optional<double> si) {
  const auto output = std::find_if(model_->outputs.begin(), model_->outputs.end(),
                                   [name](const EffectOutput& o) { return o.name == name; });
  if (output == model_->outputs.end() || output->kind != kind) {
    throw std::logic_error(fmt::format("{} has no output {} of kind {}", model_->id, name, kind));
  }
  if (!si) return;
  if (std::isnan(*si)) throw std::domain_error(fmt::format("{}: not a number", name));
  // An infinite value (a probit of no exposure, a neutral Obukhov length) has no number: it stays empty.
  const double number = from_si(kind, *si, output->unit);
  if (std::isfinite(number))
    outputs_[static_cast<std::size_t>(output - model_->outputs.begin())].number = number;
}

EffectValue EffectCall::value(const EffectInput& input) {
  const Slot& slot = slots_[index(input.name)];
  if (!slot.filled) (void)si(input.name, input.kind);
  return {std::string{input.name}, input.is_word() ? std::nullopt : std::optional{slot.number}, slot.unit,
          slot.word, slot.is_default};
}

EffectResult EffectCall::result() && {
  EffectResult result{model_, {}, std::move(outputs_), used_.sorted(), std::move(messages_)};
  for (const EffectInput& input : model_->inputs) {
    if (slots_[index(input.name)].filled) result.inputs.push_back(value(input));
  }
  return result;
}

EffectResult evaluate_effect(const EffectModel& model, const std::vector<EffectArgument>& arguments,
                             const EffectRules& rules) {
  EffectCall call(model, arguments, rules);
  try {
    model.evaluate(call);
  } catch (const std::domain_error& impossible) {
    throw EffectDomainError({error(codes::effect_out_of_domain, {std::string{model.id}, impossible.what()})});
  }
  return std::move(call).result();
}

EffectArgument effect_argument(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    throw EffectInputError({error(codes::effect_no_pair, {std::string{text}})});
  }
  return {std::string{text.substr(0, equals)}, std::string{text.substr(equals + 1)}};
}

// ---- Scan

EffectScan effect_scan(const EffectModel& model, std::string_view text) {
  const EffectArgument argument = effect_argument(text);
  const EffectInput* input = find_input(model, argument.name);
  if (input == nullptr) {
    throw EffectInputError({error(codes::effect_unknown_input, {std::string{model.id}, argument.name,
                                                                nearest_input(model, argument.name)})});
  }
  const auto malformed = [&] {
    return EffectInputError({error(codes::effect_scan_malformed, {std::string{text}})});
  };
  std::vector<std::string> parts;
  for (std::string_view rest = argument.value;;) {
    const auto colon = rest.find(':');
    parts.emplace_back(rest.substr(0, colon));
    if (colon == std::string_view::npos) break;
    rest.remove_prefix(colon + 1);
  }
  EffectScan scan{argument.name, "", {}, parts.size() == 4};
  std::size_t count{};
  constexpr std::size_t most = 10000;
  if (input->is_word() || parts.size() < 3 || parts.size() > 4 || (scan.logarithmic && parts[3] != "log")) {
    throw malformed();
  }
  const auto [end, failed] = std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), count);
  if (failed != std::errc{} || end != parts[2].data() + parts[2].size() || count < 2 || count > most)
    throw malformed();

  const auto unit_of = [](const std::string& part) {
    const TypedNumber read = read_number(part);
    return read.value ? read.value->unit : std::string{};
  };
  std::vector<Diagnostic> findings;
  const auto last = read_quantity(*input, parts[1], unit_of(parts[0]), findings);
  const auto first = read_quantity(*input, parts[0], unit_of(parts[1]), findings);
  if (!first || !last) throw EffectInputError(std::move(findings));
  // Steps in the unit of the last value.
  scan.unit = last->unit;
  const double a = input->kind.empty() ? first->number : from_si(input->kind, first->si, scan.unit);
  const double b = last->number;
  if (scan.logarithmic && !(a > 0.0 && b > 0.0)) throw malformed();
  for (std::size_t i = 0; i < count; ++i) {
    const double part = static_cast<double>(i) / static_cast<double>(count - 1);
    const double between = scan.logarithmic ? a * std::pow(b / a, part) : a + (b - a) * part;
    scan.values.push_back(i == 0 ? a : i + 1 == count ? b : between);
  }
  return scan;
}

EffectTable scan_effect(const EffectModel& model, const std::vector<EffectArgument>& arguments,
                        const EffectScan& scan, const EffectRules& rules) {
  EffectTable table{&model, scan, {}, {}, {}, {}};
  UsedKeys used;
  std::vector<Diagnostic> refused;
  const auto add_first_of_code = [&table](Diagnostic message) {
    const bool known = std::any_of(table.messages.begin(), table.messages.end(),
                                   [&](const Diagnostic& d) { return d.code == message.code; });
    if (!known) table.messages.push_back(std::move(message));
  };
  bool any = false;
  for (const double value : scan.values) {
    std::vector<EffectArgument> row_arguments = arguments;
    row_arguments.push_back({scan.name, number_text(value) + " " + scan.unit});
    std::vector<std::optional<double>> row(model.outputs.size());
    try {
      EffectResult result = evaluate_effect(model, row_arguments, rules);
      for (std::size_t k = 0; k < row.size(); ++k) row[k] = result.outputs[k].number;
      for (const auto& provenance : result.parameters) (void)used(Sourced<bool>{true, provenance});
      for (Diagnostic& message : result.messages) add_first_of_code(std::move(message));
      if (!any) {
        std::erase_if(result.inputs, [&](const EffectValue& v) { return v.name == scan.name; });
        table.inputs = std::move(result.inputs);
      }
      any = true;
    } catch (const EffectDomainError& outside) {
      if (refused.empty()) refused = outside.diagnostics();
    }
    table.rows.push_back(std::move(row));
  }
  if (!any) throw EffectDomainError(std::move(refused));
  for (Diagnostic& d : refused) {
    d.severity = Severity::Waarschuwing;
    add_first_of_code(std::move(d));
  }
  table.parameters = used.sorted();
  return table;
}

// ---- Catalog and rules

const std::vector<EffectModel>& effect_catalog() {
  static const std::vector<EffectModel> catalog = [] {
    std::vector<EffectModel> all;
    for (auto&& models : {detail::dispersion_models(), detail::toxic_models(), detail::radiation_models(),
                          detail::explosion_models()}) {
      all.insert(all.end(), models.begin(), models.end());
    }
    return all;
  }();
  return catalog;
}

const EffectModel& find_effect_model(std::string_view id) {
  const auto& catalog = effect_catalog();
  const auto it =
      std::find_if(catalog.begin(), catalog.end(), [id](const EffectModel& m) { return m.id == id; });
  if (it != catalog.end()) return *it;
  throw EffectInputError(
      {error(codes::effect_unknown_model,
             {std::string{id}, nearest(
                                   id, catalog, +[](const EffectModel& m) { return m.id; })})});
}

EffectRules load_effect_rules(std::shared_ptr<const RuleCatalog> catalog, RuleSelection selection) {
  if (selection.method.empty()) selection.method = "referentie";
  if (selection.peildatum == std::chrono::year_month_day{}) {
    for (const RuleDocument& d : catalog->documents)
      selection.peildatum = std::max(selection.peildatum, d.valid_from);
  }
  RuleSet rules = load_rule_set(*catalog, selection);
  return {std::move(catalog), std::move(selection), std::move(rules)};
}

// ---- Parts of descriptions

namespace detail {

EffectInput plain(std::string_view name, std::string_view unit, EffectBound bound, std::string_view nl,
                  std::string_view en) {
  return {name, "", unit, bound, {}, nl, en, false, nullptr};
}

EffectInput word(std::string_view name, std::string_view nl, std::string_view en) {
  return choice(name, {}, nl, en);
}

EffectInput choice(std::string_view name, std::vector<std::string_view> words, std::string_view nl,
                   std::string_view en, double (*fallback)(EffectCall&)) {
  return {name, "", "", EffectBound::Any, std::move(words), nl, en, false, fallback};
}

EffectInput as_optional(EffectInput input) {
  input.optional = true;
  return input;
}

EffectInput stability_input() {
  return choice("stability", {"A", "B", "C", "D", "E", "F"}, "stabiliteitsklasse van Pasquill",
                "Pasquill stability class");
}

EffectInput wind_input() {
  return required<Speed>("wind", "m/s", EffectBound::Positive, "windsnelheid op 10 m hoogte",
                         "wind speed at 10 m height");
}

EffectInput receiver_height_input() {
  return from_rule<&MethodRules::recv, &RecvRules::z>("receiver_height", "m", EffectBound::NotNegative,
                                                      "hoogte van de ontvanger", "height of the receiver");
}

}  // namespace detail
}  // namespace batterisk::study
