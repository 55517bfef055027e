#include "commands.hpp"
#include "stored_input.hpp"

#include "batterisk/portfolio/distance_table.hpp"
#include "batterisk/portfolio/sweep.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/typed_number.hpp"

#include <fmt/format.h>

namespace batterisk::cli {
namespace {

[[noreturn]] void wrong(const char* option, const std::string& text, const char* expected) {
  throw DossierError({{{'D', codes::wrong_type}, Severity::Fout, {option, 0, 0, {}},
                       {std::string{option} + " " + text, expected}}});
}

Energy energy_of(const std::string& text) {
  std::vector<Diagnostic> findings;
  const auto energy = typed_quantity<Energy>(text, "", "--energie " + text, command_line, findings);
  if (!energy) throw DossierError(std::move(findings));
  if (!(energy->j() > 0.0)) wrong("--energie", text, "getal met eenheid");
  return *energy;
}

CellChemistry chemistry_of(const std::string& text) {
  for (const CellChemistry chemistry : {CellChemistry::Lfp, CellChemistry::Nmc}) {
    if (text == to_string(chemistry)) return chemistry;
  }
  wrong("--chemie", text, "lfp, nmc");
}

// "name: key=value; key=value"
portfolio::Measure measure_of(const std::string& text) {
  const auto colon = text.find(':');
  if (colon == std::string::npos) wrong("--maatregel", text, "naam: sleutel=waarde; sleutel=waarde");
  std::vector<std::string> written;
  for (std::size_t from = colon + 1; from < text.size();) {
    const std::size_t end = std::min(text.find(';', from), text.size());
    const std::size_t first = text.find_first_not_of(' ', from);
    if (first < end) written.push_back(text.substr(first, end - first));
    from = end + 1;
  }
  return {text.substr(0, colon), parameters(written)};
}

}  // namespace

int table(const Context& context, const TableOptions& options) {
  portfolio::DistanceTableRequest request;
  for (const std::string& text : options.energies) request.energies.push_back(energy_of(text));
  for (const std::string& text : options.chemistries) request.chemistries.push_back(chemistry_of(text));
  request.measures.push_back({context.lang == "en" ? "none" : "geen", {}});
  for (const std::string& text : options.measures) request.measures.push_back(measure_of(text));
  request.rounding = portfolio::rounding_of(options.rounding);
  request.from = portfolio::measured_from(options.from);
  request.all_stations = options.all_stations;
  request.turns.clear();
  for (const std::string& text : options.turns) request.turns.push_back(angle_of("--draaiing", text));
  const Input input = open_input(context, options.dossier);
  const portfolio::DistanceTable computed =
      portfolio::distance_table(input.dossier, input.catalog, request, context.stop);
  const auto format = options.format == "csv"  ? portfolio::TableFormat::Csv
                      : options.format == "md" ? portfolio::TableFormat::Markdown
                                               : portfolio::TableFormat::Latex;
  fmt::print("{}", portfolio::distance_table_text(computed, format, context.language()));
  return ok;
}

int sweep(const Context& context, const std::string& dossier, const std::vector<std::string>& over) {
  std::vector<portfolio::SweepAxis> axes;
  for (const std::string& text : over) axes.push_back(portfolio::sweep_axis(text));
  const Input input = open_input(context, dossier);
  fmt::print("{}", portfolio::sweep_csv(input.dossier, input.catalog, axes, context.stop, progress(context)));
  return ok;
}

}  // namespace batterisk::cli
