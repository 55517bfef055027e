#include "commands.hpp"
#include "stored_input.hpp"

#include "batterisk/core/base/date.hpp"
#include "batterisk/core/base/typed_number.hpp"
#include "batterisk/gis/write/output_folder.hpp"
#include "batterisk/siting/screening.hpp"
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

double metres_of(const std::string& option, const std::string& text) {
  std::vector<Diagnostic> findings;
  const auto length = typed_quantity<Length>(text, "m", option + " " + text, command_line, findings);
  if (!length) throw DossierError(std::move(findings));
  return length->m();
}

// Everything that is asked, and what is to be said of layers that were read for it.
std::pair<batterisk::siting::Gezocht, std::vector<Diagnostic>> wanted_of(const Context& context, const Input& input, const SitingOptions& options) {
  batterisk::siting::Gezocht wanted{*batterisk::siting::doel_of(options.goal), {}};
  std::vector<Diagnostic> messages;
  for (const std::string& text : options.turns) wanted.draaiingen.push_back(turn_of(text));
  auto& own = wanted.voorwaarden;
  if (!options.edge.empty()) own.grens_m = metres_of("--afstand-grens", options.edge);
  if (!options.buildings.empty()) own.gebouw_m = metres_of("--afstand-gebouw", options.buildings);
  for (const std::string& text : options.keep) {
    const auto equals = text.rfind('=');
    const std::string layer = text.substr(0, equals);
    const double distance_m = metres_of("--vrijhouden", equals == std::string::npos ? "" : text.substr(equals + 1));
    const RuleSet rules = load_rule_set(input.catalog, rule_selection(input.dossier));
    auto areas = batterisk::siting::read_plots(layer, input.dossier, rules, context.stop);
    messages.insert(messages.end(), areas.messages.begin(), areas.messages.end());
    batterisk::siting::Vrijhouden keep{std::filesystem::path{layer}.filename().string(), {}, distance_m};
    for (auto& area : areas.terreinen) keep.vlakken.emplace_back(std::move(area.id), std::move(area.vlak));
    own.vrijhouden.push_back(std::move(keep));
  }
  return {std::move(wanted), std::move(messages)};
}

int screening_finished(const Context& context, const batterisk::siting::ScreeningSummary& summary) {
  const bool dutch = context.language() == study::Language::Nl;
  const std::size_t done = summary.before + summary.now;
  if (!summary.complete) {
    fmt::print("{}\n", dutch ? fmt::format("{} van {} terreinen klaar; de uitvoer volgt als alle delen klaar zijn (batterisk merge).", done, summary.plots)
                             : fmt::format("{} of {} plots finished; the outputs follow when all parts are (batterisk merge).", done, summary.plots));
    return ok;
  }
  fmt::print("{}\n", dutch ? fmt::format("{} terreinen, waarvan {} al klaar waren:", summary.plots, summary.before)
                           : fmt::format("{} plots, {} finished before:", summary.plots, summary.before));
  for (const auto& [uitkomst, n] : summary.per_uitkomst) fmt::print("  {:<22} {}\n", batterisk::siting::to_string(uitkomst), n);
  for (const auto& file : summary.files) fmt::print("{}\n", file.generic_string());
  return ok;
}

int screen_plots(const Context& context, const Input& input, const batterisk::siting::Gezocht& wanted, const SitingOptions& options) {
  const RuleSet rules = load_rule_set(input.catalog, rule_selection(input.dossier));
  const auto plots = batterisk::siting::read_plots(options.plots, input.dossier, rules, context.stop);
  const int failed = exit_code(context, plots.messages);
  const auto shard = options.shard.empty() ? portfolio::Shard{} : portfolio::shard_of(options.shard);
  const int done = screening_finished(context, batterisk::siting::screen_all(input.dossier, input.catalog, wanted, plots, options.output, shard,
                                                                             context.stop, progress(context)));
  return failed != ok ? failed : done;
}

}  // namespace

int merge_screenings(const Context& context, const std::vector<std::string>& parts, const std::string& output) {
  return screening_finished(context, batterisk::siting::merge_screenings({parts.begin(), parts.end()}, output, context.stop));
}

int siting(const Context& context, const SitingOptions& options) {
  const Input input = open_input(context, options.dossier);
  const auto [wanted, of_layers] = wanted_of(context, input, options);
  if (const int failed = exit_code(context, of_layers); failed != ok) return failed;
  if (!options.plots.empty()) return screen_plots(context, input, wanted, options);
  gis::OutputFolder folder{options.output, context.stop};
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
