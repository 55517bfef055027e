#include "commands.hpp"
#include "streams.hpp"

#include "batterisk/portfolio/batch.hpp"
#include "batterisk/portfolio/generate.hpp"
#include "batterisk/siting/screening.hpp"
#include "batterisk/gis/write/new_file.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace batterisk::cli {
namespace {

std::shared_ptr<const RuleSet> rules_of(const Context& context, portfolio::LoadedPortfolio& portfolio) {
  apply_options(context, portfolio.pattern.dossier());
  return std::make_shared<const RuleSet>(load_rule_set(load_rules(context), rule_selection(portfolio.pattern.dossier())));
}

int finished(const Context& context, const portfolio::BatchSummary& summary) {
  const bool dutch = context.language() == study::Language::Nl;
  const auto line = [](const char* text, auto... values) { fmt::print("{}\n", fmt::format(fmt::runtime(text), values...)); };
  const std::size_t done = summary.before + summary.now;
  if (!summary.complete) {
    line(dutch ? "{} van {} locaties klaar; de uitvoer volgt als alle delen klaar zijn (batterisk merge)."
               : "{} of {} sites finished; the outputs follow when all parts are (batterisk merge).",
         done, summary.sites);
    return ok;
  }
  line(dutch ? "{} locaties, waarvan {} al klaar waren en {} mislukt." : "{} sites, {} finished before, {} failed.",
       summary.sites, summary.before, summary.failed);
  for (const auto& file : summary.files) fmt::print("{}\n", file.generic_string());
  return summary.failed > 0 ? partly_failed : ok;
}

}  // namespace

int make_portfolio(const Context& context, std::size_t sites, std::size_t panden, std::uint64_t seed,
                   const std::string& output) {
  for (const auto& file : portfolio::write_synthetic({sites, panden, seed}, output, context.stop)) {
    fmt::print("{}\n", file.generic_string());
  }
  return ok;
}

int batch(const Context& context, const std::string& path, const std::string& output, const std::string& shard,
          unsigned jobs) {
  portfolio::LoadedPortfolio loaded = portfolio::load(path);
  const auto rules = rules_of(context, loaded);
  report(context, loaded.remarks);
  report(context, rules->warnings);
  const study::Progress show = progress(context);
  const auto n = static_cast<double>(loaded.sites.size());
  portfolio::EvaluateOptions options{jobs, context.stop, {}};
  if (show) options.progress = [&](std::size_t done) { show("locaties", static_cast<double>(done) / n); };
  const auto part = shard.empty() ? portfolio::Shard{} : portfolio::shard_of(shard);
  try {
    const portfolio::BatchSummary summary = portfolio::run_batch(loaded, rules, output, part, options);
    if (!context.quiet && summary.now > 0) {
      say(fmt::format("{} {}: {:.1f} s, {} {:.1f} s, {} {:.1f} s, {} {:.1f} s\n", summary.times.shapes,
                 context.lang == "en" ? "kinds of site" : "soorten locatie", summary.times.physics,
                 context.lang == "en" ? "layers" : "lagen", summary.times.layers, "overlay", summary.times.overlay,
                 context.lang == "en" ? "output" : "uitvoer", summary.output));
    }
    return finished(context, summary);
  } catch (const Cancelled&) {
    say(fmt::format("\n{}\n", context.lang == "en" ? "interrupted; the same command goes on from here"
                                                      : "afgebroken; hetzelfde commando gaat hier verder"));
    return interrupted;
  }
}

int merge(const Context& context, const std::vector<std::string>& parts, const std::string& output) {
  if (batterisk::siting::is_screening(parts.front())) return merge_screenings(context, parts, output);
  return finished(context, portfolio::merge({parts.begin(), parts.end()}, output, context.stop));
}

int site_dossier(const Context& context, const std::string& path, const std::string& id, const std::string& output) {
  const portfolio::LoadedPortfolio loaded = portfolio::load(path);
  const auto site = std::find_if(loaded.sites.begin(), loaded.sites.end(),
                                 [&](const portfolio::PortfolioSite& s) { return s.id == id; });
  if (site == loaded.sites.end()) {
    say(fmt::format("{}: {} {}\n", path, context.lang == "en" ? "no site" : "geen locatie", id));
    return usage;
  }
  const std::string text = loaded.pattern.text(site->cells, site->position, site->grens);
  if (output.empty()) {
    fmt::print("{}", text);
  } else {
    gis::write_file(output, text, context.stop);
  }
  return ok;
}

}  // namespace batterisk::cli
