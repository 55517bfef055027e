#include "commands.hpp"
#include "streams.hpp"

#include "batterisk/study/effects/effect_catalog.hpp"
#include "batterisk/study/effects/effect_comparison.hpp"
#include "batterisk/study/explain/calibration.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/system_reason.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include <fmt/format.h>
#include <unistd.h>

namespace batterisk::cli {
namespace {

/// Rules with the options of the command line: set, dates and replaced values.
study::EffectRules effect_rules(const Context& context) {
  Dossier options;
  apply_options(context, options);
  return study::load_effect_rules(
      std::make_shared<const RuleCatalog>(load_rules(context)), rule_selection(options));
}

int list(const Context& context, const EffectOptions& options) {
  std::vector<const study::EffectModel*> models;
  if (!options.model.empty()) {
    models.push_back(&study::find_effect_model(options.model));
  } else {
    for (const study::EffectModel& model : study::effect_catalog()) models.push_back(&model);
  }
  const study::EffectRules rules = effect_rules(context);
  fmt::print("{}", context.json ? study::effect_list_json(models, rules)
                                : study::effect_list_text(models, rules, context.language()));
  return ok;
}

int scan(const Context& context, const EffectOptions& options, const study::EffectModel& model,
         const std::vector<study::EffectArgument>& arguments, const study::EffectRules& rules) {
  const study::EffectTable table =
      study::scan_effect(model, arguments, study::effect_scan(model, options.scan), rules);
  fmt::print("{}", context.json ? study::effect_json(table) : study::effect_csv(table));
  // The plot is for people: on stderr, so that stdout holds the table only.
  if (options.plot || isatty(STDOUT_FILENO) != 0)
    say(fmt::format("{}", study::effect_plot(table, context.language())));
  return exit_code(context, table.messages);
}

std::string bytes_of(const std::string& path) {
  std::error_code none;
  const bool folder = std::filesystem::is_directory(path, none);
  std::ifstream in(path, std::ios::binary);
  if (folder || !in) {
    const std::error_code reason = folder ? std::make_error_code(std::errc::is_a_directory) : std::error_code(errno, std::system_category());
    throw DossierError({{{'D', codes::file_unreadable}, Severity::Fout, {path, 0, 0, {}}, {path, system_reason(reason)}}});
  }
  return {std::istreambuf_iterator<char>(in), {}};
}

int compare(const Context& context, const EffectOptions& options, const study::EffectModel& model,
            const std::vector<study::EffectArgument>& arguments, const study::EffectRules& rules) {
  const study::EffectComparison comparison =
      study::compare_effect(model, arguments, bytes_of(options.csv), options.csv, rules);
  fmt::print("{}", context.json ? study::effect_json(comparison) : study::effect_csv(comparison));
  if (options.plot || isatty(STDOUT_FILENO) != 0)
    fmt::print(stderr, "{}", study::effect_plot(comparison, context.language()));
  return exit_code(context, comparison.messages);
}

int evaluate(const Context& context, const EffectOptions& options) {
  const study::EffectModel& model = study::find_effect_model(options.model);
  std::vector<study::EffectArgument> arguments;
  for (const std::string& text : options.inputs) arguments.push_back(study::effect_argument(text));
  const study::EffectRules rules = effect_rules(context);
  if (const int refused = exit_code(context, rules.rules.warnings); refused != ok) return refused;
  if (!options.csv.empty()) return compare(context, options, model, arguments, rules);
  if (!options.scan.empty()) return scan(context, options, model, arguments, rules);
  const study::EffectResult result = study::evaluate_effect(model, arguments, rules);
  fmt::print("{}",
             context.json ? study::effect_json(result) : study::effect_text(result, context.language()));
  return exit_code(context, result.messages);
}

}  // namespace

int effect(const Context& context, const EffectOptions& options) {
  try {
    return options.list || options.model.empty() ? list(context, options) : evaluate(context, options);
  } catch (const study::EffectInputError& wrong) {
    report(context, wrong.diagnostics());
    return usage;
  } catch (const study::EffectDomainError& impossible) {
    report(context, impossible.diagnostics());
    return usage;
  }
}

int calibrate(const Context& context) {
  const study::EffectRules rules = effect_rules(context);
  const TorchCalibration fit = calibrate_torch(rules.rules);
  const Provenance& q_ref = *rules.rules.method.s1.q_ref.provenance;
  fmt::print("{}", context.json ? study::calibration_json(fit)
                                : study::calibration_toml(fit, q_ref, context.language()));
  return exit_code(context, rules.rules.warnings);
}

}  // namespace batterisk::cli
