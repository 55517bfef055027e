#include "commands.hpp"
#include "arguments.hpp"
#include "stored_input.hpp"

#include "batterisk/core/base/date.hpp"
#include "batterisk/gis/write/output_folder.hpp"
#include "batterisk/siting/screening.hpp"
#include "batterisk/siting/siting_output.hpp"
#include "batterisk/study/map/svg.hpp"
#include "batterisk/study/tables/table_files.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

namespace batterisk::cli {
namespace {

double metres_of(const std::string& option, const std::string& text) { return text.empty() ? 0.0 : distance_of(option, text).m(); }

// Everything that is asked, and what is to be said of layers that were read for it.
std::pair<batterisk::siting::Gezocht, std::vector<Diagnostic>> wanted_of(const Context& context, const Input& input, const SitingOptions& options) {
  batterisk::siting::Gezocht wanted{*batterisk::siting::doel_of(options.goal), {}};
  std::vector<Diagnostic> messages;
  for (const std::string& text : options.turns) wanted.draaiingen.push_back(angle_of("--draaiing", text));
  auto& own = wanted.voorwaarden;
  own.grens_m = metres_of("--afstand-grens", options.edge);
  own.gebouw_m = metres_of("--afstand-gebouw", options.buildings);
  for (const std::string& text : options.keep) {
    const auto equals = text.rfind('=');
    const std::string layer = text.substr(0, equals);
    const double distance_m = distance_of("--vrijhouden", equals == std::string::npos ? "" : text.substr(equals + 1)).m();
    const RuleSet rules = load_rule_set(input.catalog, rule_selection(input.dossier));
    auto areas = batterisk::siting::read_plots(layer, input.dossier, rules, context.stop);
    messages.insert(messages.end(), areas.messages.begin(), areas.messages.end());
    batterisk::siting::Vrijhouden keep{std::filesystem::path{layer}.filename().string(), {}, distance_m};
    for (auto& area : areas.terreinen) keep.vlakken.emplace_back(std::move(area.id), std::move(area.vlak));
    own.vrijhouden.push_back(std::move(keep));
  }
  return {std::move(wanted), std::move(messages)};
}

batterisk::siting::Inrichting layout_of(const SitingOptions& options) {
  batterisk::siting::Inrichting layout;
  layout.tussen_m = metres_of("--tussen", options.gap);
  layout.rijstrook_m = metres_of("--rijstrook", options.lane);
  if (!options.entrance.empty()) layout.ingang = point_at(options.entrance, "--ingang");
  return layout;
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
  std::optional<batterisk::siting::Inrichting> count;
  if (options.count) count = layout_of(options);
  const int done = screening_finished(context, batterisk::siting::screen_all(input.dossier, input.catalog, wanted, count, plots, options.output,
                                                                             shard, context.stop, progress(context)));
  return failed != ok ? failed : done;
}

std::string file_name(const std::string& id) {
  std::string name;
  for (const char c : id) name += std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' ? c : '_';
  return name;
}

int count_units(const Context& context, const Input& input, const batterisk::siting::Gezocht& wanted, const SitingOptions& options) {
  const auto layout = layout_of(options);
  gis::OutputFolder folder{options.output, context.stop};
  const auto result = batterisk::siting::find_capacity(input.dossier, input.catalog, wanted, layout, context.stop, progress(context));
  const int failed = exit_code(context, result.messages);
  folder.make("plaats.gpkg", [&](const std::filesystem::path& path) {
    gis::write_geopackage(path, batterisk::siting::capacity_tables(result), iso_date(input.dossier.peildatum));
  });
  for (std::size_t i = 0; i < result.opstellingen.size(); ++i) {
    const auto& found = result.opstellingen[i];
    if (found.eenheden.empty()) continue;
    folder.write(fmt::format("opstelling-{}-{}.toml", i + 1, file_name(found.locatie)), found.dossier);
    folder.write(fmt::format("opstelling-{}-{}.svg", i + 1, file_name(found.locatie)),
                 study::svg::file(batterisk::siting::capacity_map(result, i, context.language())));
  }
  const auto files = folder.put_in_place();
  print(batterisk::siting::capacity_summary(result, context.language()) + "\n");
  for (const auto& file : files) fmt::print("{}\n", file.generic_string());
  return failed;
}

}  // namespace

int compare_screenings(const Context& context, const CompareOptions& options) {
  const std::string date = batterisk::siting::screening_date(options.b);
  std::vector<batterisk::siting::Terrein> areas;
  if (!options.areas.empty()) {
    // Areas are read as plots are; of rules only the words of the BAG play a part.
    Dossier any;
    any.rule_set = "referentie";
    any.peildatum = parse_date(date).value_or(std::chrono::year_month_day{});
    auto read = batterisk::siting::read_plots(options.areas, any, load_rule_set(load_rules(context), rule_selection(any)), context.stop);
    if (const int failed = exit_code(context, read.messages); failed != ok) return failed;
    areas = std::move(read.terreinen);
  }
  const auto difference = batterisk::siting::compare_screenings(options.a, options.b, areas);
  fmt::print("{}", batterisk::siting::area_sums_csv(difference));
  const bool differs = std::any_of(difference.terreinen.rows.begin(), difference.terreinen.rows.end(), [](const gis::Row& row) { return row.values.at(5) != gis::Value{std::string{"gelijk"}}; });
  if (!options.output.empty()) {
    gis::OutputFolder folder{options.output, context.stop};
    folder.write("verschil_gebieden.csv", batterisk::siting::area_sums_csv(difference));
    folder.write("verschil_terreinen.csv", study::table_csv(difference.terreinen, study::CsvDialect::Plain, {}));
    folder.make("verschil_terreinen.gpkg", [&](const std::filesystem::path& path) { gis::write_geopackage(path, {difference.terreinen}, date); });
    for (const auto& file : folder.put_in_place()) fmt::print("{}\n", file.generic_string());
  }
  return options.expect_equal && differs ? mismatch : ok;
}

int merge_screenings(const Context& context, const std::vector<std::string>& parts, const std::string& output) {
  return screening_finished(context, batterisk::siting::merge_screenings({parts.begin(), parts.end()}, output, context.stop));
}

int siting(const Context& context, const SitingOptions& options) {
  const Input input = open_input(context, options.dossier);
  const auto [wanted, of_layers] = wanted_of(context, input, options);
  if (const int failed = exit_code(context, of_layers); failed != ok) return failed;
  if (!options.plots.empty()) return screen_plots(context, input, wanted, options);
  if (options.count) return count_units(context, input, wanted, options);
  gis::OutputFolder folder{options.output, context.stop};
  namespace places = batterisk::siting;
  places::ChangesResult changes;
  if (options.changes) {
    changes = places::find_changes(input.dossier, input.catalog, wanted, context.stop, progress(context));
  } else {
    changes.ruimten = places::find_places(input.dossier, input.catalog, wanted, context.stop, progress(context));
  }
  const auto& result = changes.ruimten;
  const int failed = exit_code(context, result.messages);
  folder.make("plaats.gpkg", [&](const std::filesystem::path& path) {
    gis::write_geopackage(path, options.changes ? places::changes_tables(changes) : places::siting_tables(result), iso_date(input.dossier.peildatum));
  });
  for (std::size_t i = 0; i < result.ruimten.size(); ++i) {
    folder.write(fmt::format("ruimte-{}.svg", i + 1), study::svg::file(places::siting_map(result, i, context.language())));
  }
  const auto files = folder.put_in_place();
  print(places::siting_summary(result, context.language()) + (options.changes ? places::changes_summary(changes, context.language()) : "") + "\n");
  for (const auto& file : files) fmt::print("{}\n", file.generic_string());
  return failed;
}

}  // namespace batterisk::cli
