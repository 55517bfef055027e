#include "batterisk/portfolio/batch.hpp"
#include "batterisk/portfolio/work_folder.hpp"

#include "batch_output.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_portfolio.hpp"
#include "batterisk/core/base/date.hpp"
#include "batterisk/core/base/file_bytes.hpp"
#include "batterisk/core/base/sha256.hpp"
#include "batterisk/study/dossier/version.hpp"
#include "batterisk/gis/write/new_file.hpp"
#include "batterisk/study/run/objects.hpp"
#include "batterisk/study/text/json_text.hpp"

#include <charconv>
#include <chrono>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace batterisk::portfolio {
namespace {

using Json = Manifest;

constexpr const char* manifest_name = "batch.json";

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Everything that the outcomes depend on. A prepared layer brings its hash along; another is read for it.
Json manifest_of(const LoadedPortfolio& portfolio, const RuleSet& rules, const study::LayerWatch& watch) {
  Json files = Json::array();
  for (const RuleFile& file : rules.files) {
    files.push_back({{"id", file.id}, {"sha256", file.sha256}, {"status", to_string(file.status)}});
  }
  const Dossier& pattern = portfolio.pattern.dossier();
  const std::map<std::string, std::string> hashes = watch.hashes();
  Json layers = Json::array();
  for (const LayerSource& layer : pattern.layers) {
    layers.push_back({{"pad", layer.shown_path}, {"laag", layer.layer}, {"datum", layer.datum},
                      {"sha256", hashes.at(layer.shown_path)}});
  }
  return {{"schema_versie", batch_schema},
          {"portefeuille", portfolio.definition.name},
          {"portefeuille_sha256", portfolio.sha256},
          {"sites", portfolio.sites.size()},
          {"regelset", rules.id},
          {"ontwerp", rules.is_draft},
          {"regels", std::move(files)},
          {"afwijkingen", deviations_of(rules)},
          {"peildatum", iso_date(pattern.peildatum)},
          {"aanvraagdatum", pattern.aanvraagdatum ? iso_date(*pattern.aanvraagdatum) : ""},
          {"lagen", std::move(layers)},
          {"weer", pattern.weather_table.empty() ? "" : sha256_of_file(pattern.weather_table)},
          {"batterisk", study::version() + " " + study::commit()}};
}

std::string text_of(const std::filesystem::path& path) {
  FileBytes read = read_file(path);
  if (!read.bytes) throw FileError({{codes::batch_missing, Severity::Fout, {path.string(), 0, 0, {}}, {path.string()}}});
  return std::move(*read.bytes);
}

Json manifest_in(const std::filesystem::path& folder) {
  Json manifest = read_manifest(folder, manifest_name);
  const auto has = [&](const char* key, auto is) { return manifest.contains(key) && is(manifest.at(key)); };
  const auto is_text = [](const Json& value) { return value.is_string(); };
  const bool good = manifest.is_object() && has("batterisk", is_text) && has("regelset", is_text) && has("peildatum", is_text) &&
                    has("portefeuille_sha256", is_text) && has("ontwerp", [](const Json& value) { return value.is_boolean(); }) &&
                    has("sites", [](const Json& value) { return value.is_number_unsigned(); });
  if (!good) {
    throw FileError({{codes::batch_missing, Severity::Fout, {folder.string(), 0, 0, {}}, {folder.string()}}});
  }
  return manifest;
}

void write_all(const Json& manifest, const std::vector<JournalBlock>& blocks, gis::OutputFolder& folder,
               BatchSummary& summary) {
  const auto start = std::chrono::steady_clock::now();
  const bool draft = manifest.at("ontwerp").get<bool>();
  const std::string head = fmt::format("# batterisk {} regelset={} peildatum={} portefeuille={}{}",
                                       manifest.at("batterisk").get<std::string>(),
                                       manifest.at("regelset").get<std::string>(),
                                       manifest.at("peildatum").get<std::string>(),
                                       manifest.at("portefeuille_sha256").get<std::string>().substr(0, 12),
                                       draft ? " ONTWERP" : "");
  std::vector<std::pair<std::string, std::string>> info;
  for (const auto& [key, value] : manifest.items()) {
    info.emplace_back(key, value.is_string() ? value.get<std::string>() : study::json_text(value, -1));
  }
  WrittenOutputs written =
      write_outputs(blocks, folder, head, info, manifest.at("peildatum").get<std::string>());
  summary.files = std::move(written.files);
  summary.failed = written.failed;
  summary.complete = true;
  summary.output = seconds_since(start);
}

}  // namespace

std::vector<std::string> deviations_of(const RuleSet& rules) {
  std::vector<std::string> deviations;
  for (const Diagnostic& d : rules.warnings) {
    if (d.code == codes::deviation_applied) deviations.push_back(fmt::format("{}: {} -> {}", d.args[0], d.args[1], d.args[2]));
  }
  return deviations;
}

Shard shard_of(std::string_view text) {
  Shard shard;
  const char* end = text.data() + text.size();
  const auto [slash, error] = std::from_chars(text.data(), end, shard.index);
  bool good = error == std::errc{} && slash != end && *slash == '/';
  if (good) {
    const auto [stop, wrong] = std::from_chars(slash + 1, end, shard.count);
    good = wrong == std::errc{} && stop == end && shard.index >= 1 && shard.index <= shard.count;
  }
  if (good) return shard;
  throw DossierError({{codes::portfolio_shard_malformed, Severity::Fout, {"--shard", 0, 0, {}}, {std::string{text}}}});
}

BatchSummary run_batch(const LoadedPortfolio& portfolio, const std::shared_ptr<const RuleSet>& rules,
                       const std::filesystem::path& folder, const Shard& shard, const EvaluateOptions& options) {
  gis::OutputFolder output{folder, options.stop};
  const study::LayerWatch layers{portfolio.pattern.dossier()};
  const Json manifest = manifest_of(portfolio, *rules, layers);
  claim(folder, manifest_name, manifest);
  const auto journals = folder / progress_folder;
  BatchSummary summary;
  summary.sites = portfolio.sites.size();
  std::set<std::size_t> finished;
  for (const JournalBlock& block : read_journals(journals, portfolio.sites.size())) finished.insert(block.site);
  std::vector<std::size_t> remaining;
  std::map<std::pair<int, int>, std::size_t> tiles;  // in their order on the map
  for (const PortfolioSite& site : portfolio.sites) tiles.emplace(tile_of(site.position), 0);
  std::size_t number = 0;
  for (auto& [tile, n] : tiles) n = number++;
  for (std::size_t i = 0; i < portfolio.sites.size(); ++i) {
    const bool mine = tiles.at(tile_of(portfolio.sites[i].position)) % shard.count == shard.index - 1;
    if (mine && !finished.contains(i)) remaining.push_back(i);
  }
  summary.before = finished.size();
  if (!remaining.empty()) {
    Journal journal{journals / fmt::format("{}-van-{}.log", shard.index, shard.count)};
    std::set<std::string> shapes;
    EvaluateOptions watched = options;
    watched.layers = &layers;
    summary.times = evaluate(portfolio, {rules}, remaining, watched, [&](const SiteOutcome& outcome) {
      // First what the rows name, so that a journal never names shapes that are not there.
      if (!outcome.results.empty()) {
        const ZoneShapes& of_site = *outcome.results.front().shapes;
        const auto path = shapes_path(folder, of_site.id);
        if (shapes.insert(of_site.id).second && !std::filesystem::exists(path)) gis::write_file(path, of_site.text);
      }
      journal.add(outcome.site, rows_of(outcome, portfolio.sites[outcome.site]));
      ++summary.now;
    });
  }
  const std::vector<JournalBlock> blocks = read_journals(journals, portfolio.sites.size());
  if (blocks.size() == portfolio.sites.size()) write_all(manifest, blocks, output, summary);
  return summary;
}

BatchSummary merge(const std::vector<std::filesystem::path>& parts, const std::filesystem::path& folder,
                   const std::stop_token& stop) {
  const Json manifest = manifest_in(parts.front());
  for (const auto& part : parts) check_same(manifest, manifest_in(part), part);
  gis::OutputFolder output{folder, stop};
  claim(folder, manifest_name, manifest);
  copy_journals(parts, folder, stop);
  std::error_code error;
  for (const auto& part : parts) {
    for (const auto& entry : std::filesystem::directory_iterator{part / shapes_folder, error}) {
      const auto copy = folder / shapes_folder / entry.path().filename();
      if (!std::filesystem::exists(copy)) gis::write_file(copy, text_of(entry.path()), stop);
    }
  }
  BatchSummary summary;
  summary.sites = manifest.at("sites").get<std::size_t>();
  const std::vector<JournalBlock> blocks = read_journals(folder / progress_folder, summary.sites);
  summary.before = blocks.size();
  if (blocks.size() != summary.sites) {
    throw FileError({{codes::batch_incomplete, Severity::Fout, {folder.string(), 0, 0, {}},
                      {folder.string(), fmt::format("{}", blocks.size()), fmt::format("{}", summary.sites)}}});
  }
  write_all(manifest, blocks, output, summary);
  return summary;
}

}  // namespace batterisk::portfolio
