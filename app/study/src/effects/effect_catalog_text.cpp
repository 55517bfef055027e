#include "effects/effect_catalog_call.hpp"

#include "batterisk/study/effects/effect_comparison.hpp"
#include "batterisk/study/tables/tables.hpp"
#include "batterisk/study/text/json_text.hpp"

#include "batterisk/core/base/units.hpp"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace batterisk::study {
namespace {

using Json = nlohmann::ordered_json;

/// Number for people: six significant digits and the decimal sign of the language.
std::string shown(double value, Language language) {
  std::string text = fmt::format("{:.6g}", value);
  if (language == Language::Nl) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string shown(const EffectValue& value, Language language) {
  if (!value.word.empty()) return value.word;
  if (!value.number) return "-";
  const std::string number = shown(*value.number, language);
  return value.unit == "-" ? number : number + " " + value.unit;
}

Json rounded(const std::optional<double>& value) { return value ? Json(study::rounded(*value)) : Json(nullptr); }

std::string evidence(const Provenance& p, Language language) {
  std::string text = bewijs_word(p.bewijs, language);
  if (p.bewijs == Bewijs::UitGeheugen) text += fmt::format(" {} %", p.zekerheid_pct);
  return text;
}

std::string with_unit(const Provenance& p) {
  return p.eenheid.empty() || p.eenheid == "-" ? p.waarde : p.waarde + " " + p.eenheid;
}

std::string keys_of(const std::vector<std::shared_ptr<const Provenance>>& parameters) {
  std::string text;
  for (const auto& p : parameters) text += (text.empty() ? "" : ", ") + p->key;
  return text;
}

struct Default {
  EffectValue value;
  std::vector<std::shared_ptr<const Provenance>> parameters;
};

/// Default of an input with the other inputs of the example.
std::optional<Default> default_of(const EffectModel& model, const EffectInput& input,
                                  const EffectRules& rules) {
  if (input.fallback == nullptr) return std::nullopt;
  std::vector<EffectArgument> arguments;
  for (const std::string_view text : model.example) {
    EffectArgument argument = effect_argument(text);
    if (argument.name != input.name) arguments.push_back(std::move(argument));
  }
  EffectCall call(model, arguments, rules);
  EffectValue value = call.value(input);
  return Default{std::move(value), std::move(call).result().parameters};
}

std::string_view bound_text(EffectBound bound) {
  switch (bound) {
    case EffectBound::Positive:
      return "> 0";
    case EffectBound::NotNegative:
      return ">= 0";
    case EffectBound::Fraction:
      return "0 .. 1";
    case EffectBound::Any:
      break;
  }
  return "";
}

std::string accepted(const EffectInput& input) {
  if (!input.choices.empty()) return fmt::format("{}", fmt::join(input.choices, " | "));
  return input.kind.empty() ? std::string{input.unit} : batterisk::detail::accepted_units(input.kind);
}

/// The example as a command for a shell.
std::string command_line(const EffectModel& model) {
  std::string text = fmt::format("batterisk effect {}", model.id);
  for (const std::string_view argument : model.example) {
    const bool quoted = argument.find_first_of(" ()|") != std::string_view::npos;
    text += quoted ? fmt::format(" \"{}\"", argument) : fmt::format(" {}", argument);
  }
  return text;
}

Json value_json(const EffectValue& value) {
  return {{"waarde", value.word.empty() ? rounded(value.number) : Json(value.word)}, {"eenheid", value.unit}};
}

Json values_json(const std::vector<EffectValue>& values) {
  Json json = Json::object();
  for (const EffectValue& value : values) json[value.name] = value_json(value);
  return json;
}

Json parameters_json(const std::vector<std::shared_ptr<const Provenance>>& parameters) {
  Json list = Json::array();
  for (const auto& p : parameters) {
    Json json = {{"sleutel", p->key},
                 {"waarde", p->waarde},
                 {"eenheid", p->eenheid},
                 {"bewijs", to_string(p->bewijs)}};
    if (p->bewijs == Bewijs::UitGeheugen) json["zekerheid_pct"] = p->zekerheid_pct;
    json["status"] = to_string(p->status);
    json["regelset"] = p->rule_set;
    list.push_back(std::move(json));
  }
  return list;
}

Json messages_json(const std::vector<Diagnostic>& messages) {
  Json list = Json::array();
  for (const Diagnostic& d : messages) {
    list.push_back({{"code", to_string(d.code)},
                    {"ernst", severity_word(d.severity, Language::Nl)},
                    {"tekst_nl", message_text(d, Language::Nl)},
                    {"tekst_en", message_text(d, Language::En)}});
  }
  return list;
}

std::string column(std::string_view name, std::string_view unit) {
  return unit.empty() ? std::string{name} : fmt::format("{} ({})", name, unit);
}

/// Outputs that have a value in some row.
std::vector<std::size_t> filled_columns(const EffectTable& table) {
  std::vector<std::size_t> columns;
  for (std::size_t k = 0; k < table.model->outputs.size(); ++k) {
    if (std::any_of(table.rows.begin(), table.rows.end(),
                    [k](const auto& row) { return row[k].has_value(); })) {
      columns.push_back(k);
    }
  }
  return columns;
}

}  // namespace

std::string effect_list_text(const std::vector<const EffectModel*>& models, const EffectRules& rules,
                             Language language) {
  const bool dutch = language == Language::Nl;
  std::string text;
  for (const EffectModel* model : models) {
    if (!text.empty()) text += "\n";
    text += fmt::format("{}: {}\n  {}\n", model->id, dutch ? model->nl : model->en, model->source);
    for (const EffectInput& input : model->inputs) {
      std::string remark{dutch ? input.nl : input.en};
      if (input.bound != EffectBound::Any) remark += fmt::format(" [{}]", bound_text(input.bound));
      if (input.optional) remark += dutch ? " (mag ontbreken)" : " (optional)";
      if (const auto standard = default_of(*model, input, rules)) {
        remark +=
            fmt::format("{}{}", dutch ? "; standaard " : "; default ", shown(standard->value, language));
        const std::string keys = keys_of(standard->parameters);
        if (!keys.empty()) remark += " (" + keys + ")";
      }
      const std::string units = accepted(input);
      text += fmt::format("    {:<20} {}{}{}\n", input.name, remark, units.empty() ? "" : ": ", units);
    }
    for (const EffectOutput& output : model->outputs) {
      text += fmt::format("    -> {:<17} {}: {}\n", output.name, dutch ? output.nl : output.en, output.unit);
    }
    text += fmt::format("  {}\n", command_line(*model));
  }
  return text;
}

std::string effect_list_json(const std::vector<const EffectModel*>& models, const EffectRules& rules) {
  Json list = Json::array();
  for (const EffectModel* model : models) {
    Json inputs = Json::array();
    for (const EffectInput& input : model->inputs) {
      Json json = {{"naam", input.name},
                   {"grootheid", input.kind},
                   {"eenheden", input.is_word() ? "" : accepted(input)},
                   {"keuzes", input.choices},
                   {"verplicht", !input.optional && input.fallback == nullptr},
                   {"grens", bound_text(input.bound)},
                   {"omschrijving_nl", input.nl},
                   {"omschrijving_en", input.en}};
      if (const auto standard = default_of(*model, input, rules)) {
        json["standaard"] = value_json(standard->value);
        json["standaard"]["parameters"] = parameters_json(standard->parameters);
      }
      inputs.push_back(std::move(json));
    }
    Json outputs = Json::array();
    for (const EffectOutput& output : model->outputs) {
      outputs.push_back({{"naam", output.name},
                         {"grootheid", output.kind},
                         {"eenheid", output.unit},
                         {"omschrijving_nl", output.nl},
                         {"omschrijving_en", output.en}});
    }
    list.push_back({{"model", model->id},
                    {"omschrijving_nl", model->nl},
                    {"omschrijving_en", model->en},
                    {"bron", model->source},
                    {"invoer", std::move(inputs)},
                    {"uitkomst", std::move(outputs)},
                    {"voorbeeld", model->example}});
  }
  return json_text(list) + "\n";
}

std::string effect_text(const EffectResult& result, Language language) {
  const bool dutch = language == Language::Nl;
  const EffectModel& model = *result.model;
  std::string text = fmt::format("{}: {}\n", model.id, dutch ? model.nl : model.en);
  for (std::size_t k = 0; k < result.outputs.size(); ++k) {
    const EffectValue& value = result.outputs[k];
    if (!value.number) continue;
    text += fmt::format("  {:<32} {:<20} {}\n", value.name, shown(value, language),
                        dutch ? model.outputs[k].nl : model.outputs[k].en);
  }
  text += dutch ? "invoer\n" : "inputs\n";
  for (const EffectValue& value : result.inputs) {
    text += fmt::format("  {:<32} {}{}\n", value.name, shown(value, language),
                        !value.is_default ? ""
                        : dutch           ? " (standaard)"
                                          : " (default)");
  }
  if (result.parameters.empty()) return text;
  text += dutch ? "waarden uit de regels\n" : "values from the rules\n";
  for (const auto& p : result.parameters) {
    text += fmt::format("  {:<32} {:<20} {}, {}\n", p->key, with_unit(*p), evidence(*p, language),
                        to_string(p->status));
  }
  return text;
}

std::string effect_json(const EffectResult& result) {
  const Json json = {{"model", result.model->id},
                     {"invoer", values_json(result.inputs)},
                     {"uitkomst", values_json(result.outputs)},
                     {"parameters", parameters_json(result.parameters)},
                     {"meldingen", messages_json(result.messages)}};
  return json_text(json) + "\n";
}

std::string effect_csv(const EffectTable& table) {
  const std::vector<std::size_t> columns = filled_columns(table);
  std::string text = column(table.scan.name, table.scan.unit);
  for (const std::size_t k : columns)
    text += "," + column(table.model->outputs[k].name, table.model->outputs[k].unit);
  text += "\n";
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    text += fmt::format("{:.9g}", table.scan.values[i]);
    for (const std::size_t k : columns) {
      const auto& value = table.rows[i][k];
      text += value ? fmt::format(",{:.9g}", *value) : ",";
    }
    text += "\n";
  }
  return text;
}

std::string effect_json(const EffectTable& table) {
  const std::vector<std::size_t> columns = filled_columns(table);
  Json heads = Json::array({{{"naam", table.scan.name}, {"eenheid", table.scan.unit}}});
  for (const std::size_t k : columns) {
    heads.push_back({{"naam", table.model->outputs[k].name}, {"eenheid", table.model->outputs[k].unit}});
  }
  Json rows = Json::array();
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    Json row = Json::array({rounded(table.scan.values[i])});
    for (const std::size_t k : columns) row.push_back(rounded(table.rows[i][k]));
    rows.push_back(std::move(row));
  }
  const Json json = {{"model", table.model->id},
                     {"invoer", values_json(table.inputs)},
                     {"scan", {{"naam", table.scan.name}, {"logaritmisch", table.scan.logarithmic}}},
                     {"kolommen", std::move(heads)},
                     {"rijen", std::move(rows)},
                     {"parameters", parameters_json(table.parameters)},
                     {"meldingen", messages_json(table.messages)}};
  return json_text(json) + "\n";
}

std::string effect_csv(const EffectComparison& comparison) {
  const std::string unit{comparison.output->unit};
  std::string text = fmt::format("regel,{},{},verhouding\n", column("gemeten", unit), column("model", unit));
  for (const EffectComparison::Row& row : comparison.rows) {
    text += fmt::format("{},{:.9g}", row.line, row.measured);
    text += row.model ? fmt::format(",{:.9g}", *row.model) : ",";
    text += row.model && row.measured > 0.0 ? fmt::format(",{:.6g}\n", *row.model / row.measured) : ",\n";
  }
  if (const auto& a = comparison.agreement) {
    text += fmt::format("# n {}; MG (model/gemeten) {:.4g}; VG {:.4g}; spreiding ln {:.4g}; FAC2 {:.3g}; FB {:.4g}; NMSE {:.4g}\n",
                        a->n, a->mg, a->vg, a->scatter, a->fac2, a->fb, a->nmse);
  }
  return text;
}

std::string effect_json(const EffectComparison& comparison) {
  Json rows = Json::array();
  for (const EffectComparison::Row& row : comparison.rows) {
    rows.push_back({{"regel", row.line}, {"gemeten", study::rounded(row.measured)}, {"model", rounded(row.model)}});
  }
  Json agreement = nullptr;
  if (const auto& a = comparison.agreement) {
    agreement = {{"n", a->n},
                 {"mg", study::rounded(a->mg)},
                 {"vg", study::rounded(a->vg)},
                 {"spreiding_ln", study::rounded(a->scatter)},
                 {"fac2", study::rounded(a->fac2)},
                 {"fb", study::rounded(a->fb)},
                 {"nmse", study::rounded(a->nmse)}};
  }
  const Json json = {{"model", comparison.model->id},
                     {"uitkomst", comparison.output->name},
                     {"eenheid", comparison.output->unit},
                     {"rijen", std::move(rows)},
                     {"overeenkomst", std::move(agreement)},
                     {"parameters", parameters_json(comparison.parameters)},
                     {"meldingen", messages_json(comparison.messages)}};
  return json_text(json) + "\n";
}

}  // namespace batterisk::study
