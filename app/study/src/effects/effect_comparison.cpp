#include "batterisk/study/effects/effect_comparison.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_effect.hpp"
#include "batterisk/core/base/csv.hpp"
#include "batterisk/core/base/typed_number.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace batterisk::study {
namespace {

// "distance (m)" as name and unit.
struct Column {
  std::string name;
  std::string unit;
  const EffectInput* input = nullptr;    // one of both
  const EffectOutput* output = nullptr;
};

Column column_of(const EffectModel& model, const std::string& heading) {
  Column column{heading, "", nullptr, nullptr};
  if (const auto open = heading.rfind(" ("); open != std::string::npos && heading.back() == ')') {
    column.name = heading.substr(0, open);
    column.unit = heading.substr(open + 2, heading.size() - open - 3);
  }
  for (const EffectInput& input : model.inputs) {
    if (input.name == column.name) column.input = &input;
  }
  for (const EffectOutput& output : model.outputs) {
    if (column.input == nullptr && output.name == column.name) column.output = &output;
  }
  return column;
}

std::string names_of(const std::vector<EffectOutput>& outputs) {
  std::vector<std::string_view> names;
  for (const EffectOutput& output : outputs) names.push_back(output.name);
  return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

EffectComparison compare_effect(const EffectModel& model, const std::vector<EffectArgument>& arguments,
                                std::string_view bytes, const std::string& shown, const EffectRules& rules) {
  const CsvTable table = read_csv(bytes, shown, {});
  std::vector<Diagnostic> findings = table.findings;
  const auto refuse = [&](Code code, const Place& place, std::vector<std::string> args) {
    findings.push_back({code, Severity::Fout, place, std::move(args)});
  };
  std::vector<Column> columns;
  EffectComparison comparison{&model, nullptr, {}, {}, {}, {}};
  std::size_t measured_column = 0;
  for (std::size_t i = 0; i < table.heading.cells.size(); ++i) {
    columns.push_back(column_of(model, table.heading.text(i)));
    const Column& own = columns.back();
    const Place place = table.heading.place(shown, i);
    if (own.input == nullptr && own.output == nullptr) {
      refuse(codes::effect_unknown_input, place, {std::string{model.id}, own.name, names_of(model.outputs)});
    } else if (own.output != nullptr && comparison.output != nullptr) {
      refuse(codes::effect_no_measured, place, {std::string{model.id}, names_of(model.outputs)});
    } else if (own.output != nullptr) {
      comparison.output = own.output;
      measured_column = i;
      if (!own.unit.empty() && own.unit != own.output->unit) {
        refuse({'D', codes::unit_wrong}, place, {own.name, own.unit, std::string{own.output->unit}});
      }
    }
  }
  if (comparison.output == nullptr) {
    refuse(codes::effect_no_measured, {shown, std::max(1, table.heading.line), 1, {}},
           {std::string{model.id}, names_of(model.outputs)});
  }
  for (const CsvRow& row : table.rows) {
    if (has_error(findings)) break;
    const TypedNumber read = read_number(row.text(measured_column));
    const Place place = row.place(shown, measured_column);
    if (read.ambiguous()) {
      findings.push_back(ambiguous_number('D', place, std::string{comparison.output->name}, row.text(measured_column), read));
    } else if (!read.value || !(read.value->unit.empty() || read.value->unit == comparison.output->unit)) {
      refuse({'D', codes::wrong_type}, place, {std::string{comparison.output->name}, fmt::format("getal in {}", comparison.output->unit)});
    } else {
      comparison.rows.push_back({row.line, read.value->number, std::nullopt});
    }
  }
  if (has_error(findings)) throw EffectInputError(std::move(findings));

  UsedKeys used;
  const auto add_first_of_code = [&](Diagnostic message) {
    const bool known = std::any_of(comparison.messages.begin(), comparison.messages.end(),
                                   [&](const Diagnostic& d) { return d.code == message.code; });
    if (!known) comparison.messages.push_back(std::move(message));
  };
  std::vector<Diagnostic> outside;
  std::vector<Compared> pairs;
  const std::size_t output = static_cast<std::size_t>(comparison.output - model.outputs.data());
  for (std::size_t r = 0; r < comparison.rows.size(); ++r) {
    std::vector<EffectArgument> row_arguments = arguments;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string& cell = table.rows[r].text(i);
      if (columns[i].input == nullptr || cell.empty()) continue;
      const TypedNumber read = columns[i].unit.empty() ? TypedNumber{} : read_number(cell);
      const bool bare = read.value && read.value->unit.empty();
      row_arguments.push_back({columns[i].name, bare ? cell + " " + columns[i].unit : cell});
    }
    EffectComparison::Row& row = comparison.rows[r];
    try {
      EffectResult result = evaluate_effect(model, row_arguments, rules);
      row.model = result.outputs[output].number;
      for (const auto& provenance : result.parameters) (void)used(Sourced<bool>{true, provenance});
      for (Diagnostic& message : result.messages) add_first_of_code(std::move(message));
      if (row.model && *row.model > 0.0 && row.measured > 0.0) pairs.push_back({*row.model, row.measured});
    } catch (const EffectDomainError& impossible) {
      outside.insert(outside.end(), impossible.diagnostics().begin(), impossible.diagnostics().end());
    } catch (const EffectInputError& wrong) {
      for (Diagnostic d : wrong.diagnostics()) {
        d.place = table.rows[r].place(shown, 0);
        findings.push_back(std::move(d));
      }
    }
  }
  if (has_error(findings)) throw EffectInputError(std::move(findings));
  const bool any = std::any_of(comparison.rows.begin(), comparison.rows.end(), [](const auto& row) { return row.model.has_value(); });
  if (!any && !outside.empty()) throw EffectDomainError(std::move(outside));
  for (Diagnostic& d : outside) {
    d.severity = Severity::Waarschuwing;
    add_first_of_code(std::move(d));
  }
  for (Diagnostic& d : findings) add_first_of_code(std::move(d));
  comparison.parameters = used.sorted();
  if (!pairs.empty()) comparison.agreement = agreement_of(pairs);
  return comparison;
}

}  // namespace batterisk::study
