#include "commands.hpp"
#include "stored_input.hpp"

#include "batterisk/portfolio/batch.hpp"
#include "batterisk/portfolio/compare_output.hpp"
#include "batterisk/portfolio/consequence_report.hpp"
#include "batterisk/portfolio/result_compare.hpp"
#include "batterisk/render/report_file.hpp"
#include "batterisk/siting/screening.hpp"
#include "batterisk/study/map/map_drawing.hpp"
#include "batterisk/study/tables/result_json.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/file_bytes.hpp"
#include "batterisk/core/rules/chosen_rules.hpp"
#include "batterisk/core/rules/rule_diff.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace batterisk::cli {
namespace {

bool is_batch(const std::string& path) { return std::filesystem::exists(std::filesystem::path{path} / "batch.json"); }

std::string text_of(const std::filesystem::path& path) {
  FileBytes read = read_file(path);
  if (!read.bytes) {
    throw DossierError({{{'D', codes::file_unreadable}, Severity::Fout, {path.string(), 0, 0, {}}, {path.string(), read.reason}}});
  }
  return std::move(*read.bytes);
}

// A result as written, or that of a dossier, computed here.
std::string result_of(const Context& context, const std::filesystem::path& path) {
  const auto kind = path.extension();
  if (kind == ".toml" || kind == ".zip" || kind == ".pdf") {
    return study::result_json(compute(context, open_input(context, path.string())));
  }
  return text_of(std::filesystem::is_directory(path) ? path / "resultaat.json" : path);
}

// Puts the rules and dates of a batch into a dossier.
void choose(const portfolio::ComparedBatch& batch, Dossier& dossier) {
  dossier.rule_set = batch.regelset;
  if (const auto date = parse_date(batch.peildatum)) dossier.peildatum = *date;
  dossier.aanvraagdatum = parse_date(batch.aanvraagdatum);
}

ChosenRules rules_of(const RuleCatalog& catalog, const portfolio::ComparedBatch& batch) {
  Dossier dossier;
  choose(batch, dossier);
  return choose_rules(catalog, rule_selection(dossier));
}

// What differs in all rules of both sides, and why the drafts of the second were made.
portfolio::Consequence consequence_of(const Context& context, const portfolio::BatchComparison& c) {
  portfolio::Consequence consequence;
  const RuleCatalog catalog = load_rules(context);
  const ChosenRules a = rules_of(catalog, c.a);
  const ChosenRules b = rules_of(catalog, c.b);
  consequence.changes = diff_rules(a, b);
  for (const RuleFile& file : b.files) {
    const RuleDocument* document = catalog.find(file.id);
    if (file.status != DocumentStatus::Ontwerp || document == nullptr || document->motivation.empty()) continue;
    auto& reasons = consequence.motivations;
    if (std::find(reasons.begin(), reasons.end(), document->motivation) == reasons.end()) reasons.push_back(document->motivation);
  }
  return consequence;
}

// What needs the portfolio itself: attribution, and maps of the sites most affected. Not when a batch was given values
// (-p) that neither rules nor template hold.
void add_from_portfolio(const Context& context, const portfolio::BatchComparison& c, const CompareOptions& options,
                        portfolio::Consequence& consequence) {
  constexpr std::size_t mapped = 3;
  const RuleCatalog catalog = load_rules(context);
  const portfolio::LoadedPortfolio loaded = portfolio::load(options.portfolio);
  const auto selection = [&](const portfolio::ComparedBatch& batch) {
    Dossier pattern = loaded.pattern.dossier();
    choose(batch, pattern);
    return rule_selection(pattern);
  };
  for (const portfolio::ComparedBatch* batch : {&c.a, &c.b}) {
    const RuleSet rules = load_rule_set(catalog, selection(*batch));
    consequence.unknown_values = consequence.unknown_values || portfolio::deviations_of(rules) != batch->afwijkingen;
  }
  if (consequence.unknown_values) return;
  consequence.attribution =
      portfolio::attribute(loaded, catalog, selection(c.a), selection(c.b), {0, context.stop, {}});
  for (const portfolio::SiteChange* change : portfolio::most_affected(c, mapped)) {
    const auto site = std::find_if(loaded.sites.begin(), loaded.sites.end(),
                                   [&](const portfolio::PortfolioSite& s) { return s.id == change->site; });
    if (site == loaded.sites.end()) continue;
    Dossier dossier = parse_dossier(loaded.pattern.text(site->cells, site->position, site->grens), loaded.definition.pattern, "");
    dossier.name += " " + site->id;
    const auto map_under = [&](const portfolio::ComparedBatch& batch) {
      choose(batch, dossier);
      study::MapOptions map{context.language()};
      map.width_mm = study::sheet_width_mm;
      map.height_mm = study::sheet_height_mm;
      return study::map_drawing(study::run_study(dossier, catalog, context.stop), map);
    };
    study::Drawing under_a = map_under(c.a);
    consequence.maps.push_back({site->id, std::move(under_a), map_under(c.b)});
  }
}

int compare_two_batches(const Context& context, const CompareOptions& options) {
  std::optional<gis::OutputFolder> output;
  if (!options.output.empty()) output.emplace(options.output, context.stop);
  const portfolio::BatchComparison c = portfolio::compare_batches(options.a, options.b);
  portfolio::Consequence consequence;
  if (!options.output.empty()) consequence = consequence_of(context, c);
  if (!options.output.empty() && !options.portfolio.empty()) add_from_portfolio(context, c, options, consequence);
  if (options.output.empty()) {
    fmt::print("{}", portfolio::totals_csv(c));
  } else {
    portfolio::write_tables(c, *output);
    if (consequence.attribution) portfolio::write_shares(c, *consequence.attribution, *output);
    const study::Report report = portfolio::consequence_report(c, consequence, context.language());
    const render::ReportFiles files = render::report_files(report, {}, creation_time(), context.stop);
    output->write("gevolgen.pdf", files.pdf);
    output->write("gevolgen.html", files.html);
    for (const auto& file : output->put_in_place()) fmt::print("{}\n", file.generic_string());
  }
  return options.expect_equal && !c.sites.empty() ? mismatch : ok;
}

}  // namespace

int compare(const Context& context, const CompareOptions& options) {
  if (batterisk::siting::is_screening(options.a) && batterisk::siting::is_screening(options.b)) return compare_screenings(context, options);
  if (is_batch(options.a) && is_batch(options.b)) return compare_two_batches(context, options);
  const double tolerance = number_of("--tolerantie", options.tolerance);
  const portfolio::ResultComparison c = portfolio::compare_results(
      result_of(context, options.a), result_of(context, options.b), tolerance);
  if (context.json) {
    fmt::print("{}", portfolio::comparison_json(c));
  } else {
    print(portfolio::comparison_text(c, context.language()));
  }
  return options.expect_equal && !c.equal() ? mismatch : ok;
}

}  // namespace batterisk::cli
