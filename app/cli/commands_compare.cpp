#include "commands.hpp"
#include "stored_input.hpp"

#include "batterisk/portfolio/compare_output.hpp"
#include "batterisk/portfolio/result_compare.hpp"
#include "batterisk/study/result_json.hpp"

#include "batterisk/core/codes.hpp"

#include <fstream>
#include <iterator>

#include <fmt/format.h>

namespace batterisk::cli {
namespace {

bool is_batch(const std::string& path) { return std::filesystem::exists(std::filesystem::path{path} / "batch.json"); }

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) {
    throw DossierError({{{'D', codes::file_unreadable}, Severity::Fout, {path.string(), 0, 0, {}},
                         {path.string(), "bestaat niet"}}});
  }
  return {std::istreambuf_iterator<char>{in}, {}};
}

// A result as written, or that of a dossier, computed here.
std::string result_of(const Context& context, const std::filesystem::path& path) {
  const auto kind = path.extension();
  if (kind == ".toml" || kind == ".zip" || kind == ".pdf") {
    return study::result_json(compute(context, open_input(context, path.string())));
  }
  return text_of(std::filesystem::is_directory(path) ? path / "resultaat.json" : path);
}

// Rule file that decides a set with this id: a method, with drafts behind it.
std::string last_id(const std::string& set) {
  const auto plus = set.rfind(" + ");
  return plus == std::string::npos ? set : set.substr(plus + 3);
}

portfolio::Consequence consequence_of(const Context& context, const portfolio::BatchComparison& c,
                                      const CompareOptions& options) {
  portfolio::Consequence consequence;
  const RuleCatalog catalog = load_rules(context);
  const RuleDocument* a = catalog.find(last_id(c.a.regelset));
  const RuleDocument* b = catalog.find(last_id(c.b.regelset));
  if (a != nullptr && b != nullptr) {
    // A draft of the law beside a method: it is compared with the law that it changes.
    const RuleDocument* base = b->base.empty() ? nullptr : catalog.find(b->base);
    const bool other_kind = a->root_stelsel != b->root_stelsel && base != nullptr;
    consequence.changes = diff_rules(other_kind ? *base : *a, *b);
    consequence.motivation = b->motivation;
  }
  if (options.portfolio.empty()) return consequence;
  const portfolio::LoadedPortfolio loaded = portfolio::load(options.portfolio);
  const auto selection = [&](const portfolio::ComparedBatch& batch) {
    RuleSelection s = rule_selection(loaded.pattern.dossier());
    s.method = batch.regelset;
    if (const auto plus = s.method.find(" + "); plus != std::string::npos) {
      s.method = s.method.substr(plus + 3);
    }
    return s;
  };
  consequence.attribution =
      portfolio::attribute(loaded, catalog, selection(c.a), selection(c.b), {0, context.stop, {}});
  return consequence;
}

int compare_two_batches(const Context& context, const CompareOptions& options) {
  const portfolio::BatchComparison c = portfolio::compare_batches(options.a, options.b);
  const portfolio::Consequence consequence = consequence_of(context, c, options);
  if (options.output.empty()) {
    fmt::print("{}", portfolio::consequence_report(c, consequence, context.language()));
  } else {
    for (const auto& file : portfolio::write_comparison(c, consequence, options.output, context.language())) {
      fmt::print("{}\n", file.generic_string());
    }
  }
  return options.expect_equal && !c.sites.empty() ? mismatch : ok;
}

}  // namespace

int compare(const Context& context, const CompareOptions& options) {
  if (is_batch(options.a) && is_batch(options.b)) return compare_two_batches(context, options);
  const portfolio::ResultComparison c = portfolio::compare_results(
      result_of(context, options.a), result_of(context, options.b), options.tolerance);
  fmt::print("{}", context.json ? portfolio::comparison_json(c) : portfolio::comparison_text(c, context.language()));
  return options.expect_equal && !c.equal() ? mismatch : ok;
}

}  // namespace batterisk::cli
