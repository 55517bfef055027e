#include "commands.hpp"
#include "stored_input.hpp"

#include "batterisk/study/dossier/template.hpp"
#include "batterisk/gis/write/new_file.hpp"
#include "batterisk/study/output/output.hpp"
#include "batterisk/study/run/summary.hpp"
#include "batterisk/study/tables/imev.hpp"
#include "batterisk/study/tables/result_json.hpp"
#include "batterisk/study/tables/tables.hpp"
#include "batterisk/study/text/json_text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace batterisk::cli {
namespace {

// The files by name; those of a format with a folder of its own as that folder.
void print_files(const std::vector<std::filesystem::path>& files, const std::filesystem::path& output) {
  std::vector<std::string> shown;
  for (const auto& file : files) {
    const bool apart = file.parent_path() != output;
    std::string line = apart ? file.parent_path().generic_string() + "/" : file.generic_string();
    if (std::find(shown.begin(), shown.end(), line) == shown.end()) shown.push_back(std::move(line));
  }
  for (const std::string& line : shown) print(line + "\n");
}

}  // namespace

int run(const Context& context, const std::string& dossier_path, const RunOptions& options) {
  gis::OutputFolder folder{options.output, context.stop};
  const Input input = open_input(context, dossier_path);
  study::OutputOptions output;
  output.language = context.language();
  output.csv = options.excel_nl ? study::CsvDialect::ExcelNl : study::CsvDialect::Plain;
  output.csv_comment = !options.no_header_comment;
  for (const std::string& word : options.formats) output.formats.push_back(*study::output_format_from(word));
  if (input.stored) output.source = input.stored->source;
  const auto& formats = output.formats;
  if (std::find(formats.begin(), formats.end(), study::OutputFormat::Imev) != formats.end()) study::require_imev(input.dossier);
  if (options.uncertainty.draws != 0) study::require_possible(options.uncertainty, command_line);
  study::StudyResult result =
      compute(context, input, options.group_risk ? study::GroupRisk::Computed : study::GroupRisk::Omitted);
  if (options.uncertainty.draws != 0) add_uncertainty(context, input, options.uncertainty, result);
  const int failed = exit_code(context, result.messages);
  const auto files = study::write_result(result, folder, output);
  if (context.json) {
    fmt::print("{}", study::result_json(result));
  } else {
    print(study::summary(result, context.language()) + "\n");
    print_files(files, options.output);
  }
  if (failed != ok) return failed;
  if (result.scenarios.out_of_scope) return out_of_scope;
  if (!options.fail_on.empty()) {
    // The ranking is worst first: fail on the named verdict and everything worse.
    const auto& order = result.rules->verdicts.rangorde;
    const auto rank = [&](Oordeel o) { return std::find(order.begin(), order.end(), o) - order.begin(); };
    if (rank(result.eindoordeel) <= rank(*oordeel_from(options.fail_on))) return norm_exceeded;
  }
  return ok;
}

int check(const Context& context, const std::string& dossier_path) {
  const Input input = open_input(context, dossier_path);
  const Dossier& dossier = input.dossier;
  std::vector<Diagnostic> messages = dossier.warnings;
  const bool in_scope = study::check_study(dossier, input.catalog, messages);
  if (context.json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Diagnostic& d : messages) {
      list.push_back({{"code", to_string(d.code)},
                      {"ernst", study::severity_word(d.severity, study::Language::Nl)},
                      {"bestand", d.place.file},
                      {"regel", d.place.line},
                      {"kolom", d.place.column},
                      {"tekst_nl", study::message_text(d, study::Language::Nl)},
                      {"tekst_en", study::message_text(d, study::Language::En)}});
    }
    fmt::print("{}\n", study::json_text(list));
  }
  const int failed = exit_code(context, messages);
  if (!context.json && failed == ok) {
    print(fmt::format("{}\n", context.language() == study::Language::Nl
                           ? fmt::format("{}: in orde ({} eenheden, {} eigen scenario's, {} lagen).", dossier_path,
                                         dossier.units.size(), dossier.scenarios.size(), dossier.layers.size())
                           : fmt::format("{}: in order ({} units, {} own scenarios, {} layers).", dossier_path,
                                         dossier.units.size(), dossier.scenarios.size(), dossier.layers.size())));
  }
  if (failed != ok) return failed;
  return in_scope ? ok : out_of_scope;
}

int write_template(const Context&, const std::string& output) {
  const std::string text = study::dossier_template();
  if (output.empty()) {
    fmt::print("{}", text);
  } else {
    gis::write_file(output, text);
  }
  return ok;
}

int schema(const Context&, bool codebook) {
  if (!codebook) {
    fmt::print("{}", study::result_schema());
    return ok;
  }
  fmt::print("naam,eenheid,omschrijving_nl,omschrijving_en\n");
  for (const study::CodebookEntry& e : study::codebook()) {
    fmt::print("{},{},\"{}\",\"{}\"\n", e.naam, e.eenheid, e.omschrijving_nl, e.omschrijving_en);
  }
  return ok;
}

}  // namespace batterisk::cli
