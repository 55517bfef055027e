#include "commands.hpp"
#include "stored_input.hpp"

#include "batterisk/core/base/date.hpp"
#include "batterisk/core/base/typed_number.hpp"
#include "batterisk/gis/write/output_folder.hpp"
#include "batterisk/siting/siting_output.hpp"
#include "batterisk/study/map/svg.hpp"

#include <filesystem>

#include <fmt/format.h>

namespace batterisk::cli {
namespace {

Angle turn_of(const std::string& text) {
  std::vector<Diagnostic> findings;
  const auto angle = typed_quantity<Angle>(text, "graden", "--draaiing " + text, command_line, findings);
  if (!angle) throw DossierError(std::move(findings));
  return *angle;
}

}  // namespace

int siting(const Context& context, const SitingOptions& options) {
  gis::OutputFolder folder{options.output, context.stop};
  batterisk::siting::Gezocht wanted{*batterisk::siting::doel_of(options.goal), {}};
  for (const std::string& text : options.turns) wanted.draaiingen.push_back(turn_of(text));
  const Input input = open_input(context, options.dossier);
  const auto result = batterisk::siting::find_places(input.dossier, input.catalog, wanted, context.stop, progress(context));
  const int failed = exit_code(context, result.messages);
  folder.make("plaats.gpkg", [&](const std::filesystem::path& path) {
    gis::write_geopackage(path, batterisk::siting::siting_tables(result), iso_date(input.dossier.peildatum));
  });
  for (std::size_t i = 0; i < result.ruimten.size(); ++i) {
    folder.write(fmt::format("ruimte-{}.svg", i + 1),
                 study::svg::file(batterisk::siting::siting_map(result, i, context.language())));
  }
  const auto files = folder.put_in_place();
  print(batterisk::siting::siting_summary(result, context.language()) + "\n");
  for (const auto& file : files) fmt::print("{}\n", file.generic_string());
  return failed;
}

}  // namespace batterisk::cli
