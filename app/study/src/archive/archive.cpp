#include "batterisk/study/archive/archive.hpp"

#include "archive/archive_format.hpp"

#include "batterisk/study/run/objects.hpp"
#include "batterisk/study/tables/result_json.hpp"
#include "batterisk/study/text/json_text.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/date.hpp"
#include "batterisk/core/base/passed_on.hpp"
#include "batterisk/core/base/file_bytes.hpp"
#include "batterisk/core/base/json_reading.hpp"
#include "batterisk/core/base/sha256.hpp"
#include "batterisk/gis/read/layer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace batterisk::study {
namespace {

using Json = nlohmann::ordered_json;

std::string layer_name(std::size_t index, LayerKind kind) {
  return fmt::format("lagen/{}-{}.gpkg", index + 1, to_string(kind));
}

// What the command line changed about the dossier, and what the run was.
Json receipt_head(const StudyResult& r) {
  const Dossier& dossier = r.dossier;
  Json values = Json::array();
  for (const Deviation& d : dossier.deviations) {
    if (d.place.file != command_line) continue;
    Json value;
    std::visit([&](const auto& v) { value = v; }, d.value);
    values.push_back({{"parameter", d.parameter}, {"waarde", value}, {"eenheid", d.unit}});
  }
  Json rules = Json::array();
  for (const RuleFile& file : r.rules->files) rules.push_back({{"id", file.id}, {"sha256", file.sha256}});
  return {{"soort", receipt_kind},
          {"schema_versie", receipt_schema},
          {"programma", "batterisk " + r.receipt.program_version + " (" + r.receipt.commit + ")"},
          {"compiler", r.receipt.compiler + " " + r.receipt.flags},
          {"run_id", r.receipt.run_hash},
          {"dossier", {{"naam", file_name(dossier.path)}, {"sha256", dossier.sha256}}},
          {"keuzes",
           {{"regelset", dossier.rule_set},
            {"peildatum", iso_date(dossier.peildatum)},
            {"aanvraagdatum", dossier.aanvraagdatum ? Json(iso_date(*dossier.aanvraagdatum)) : Json()},
            {"parameters", std::move(values)}}},
          {"regels", std::move(rules)},
          {"hash_lagen", dossier.layer_hash == LayerHash::Parts ? 2 : 1}};
}

// Units of use belong to buildings that may reach out of the study box. Whole metres, which any file can say exactly.
Box extract_box(const StudyResult& r) {
  Box box = r.surroundings.study_box;
  if (r.surroundings.panden) {
    for (const Pand& pand : *r.surroundings.panden) {
      const Box around = bounds(pand.footprint);
      box.add(around.min);
      box.add(around.max);
    }
  }
  if (r.onzekerheid && !r.onzekerheid->gebied.empty()) {
    box.add(r.onzekerheid->gebied.min);
    box.add(r.onzekerheid->gebied.max);
  }
  return {{std::floor(box.min.x), std::floor(box.min.y)}, {std::ceil(box.max.x), std::ceil(box.max.y)}};
}

// What is said of a layer that does not travel is said again wherever the study is read.
Json messages_of(const std::vector<Diagnostic>& said) {
  Json list = Json::array();
  for (const Diagnostic& d : said) {
    list.push_back({{"code", to_string(d.code)}, {"fout", d.severity == Severity::Fout}, {"voorwerp", d.place.object}, {"woorden", d.args}});
  }
  return list;
}

Json add_layers(const StudyResult& r, const Box& box, Bundle& files, const std::stop_token& stop) {
  const TemporaryFolder folder;
  require_made(folder);
  const LayerWatch watch{r.dossier};
  Json layers = Json::array();
  for (std::size_t i = 0; i < r.dossier.layers.size(); ++i) {
    if (stop.stop_requested()) throw Cancelled{};
    const LayerSource& source = r.dossier.layers[i];
    const LayerReport& report = r.surroundings.reports[i];
    const std::filesystem::path part = folder.path() / fmt::format("{}.gpkg", i);
    const std::vector<Diagnostic> unusable = gis::write_extract(gis::request_of(source), box, part, iso_date(r.dossier.peildatum));
    if (!unusable.empty()) {
      layers.push_back({{"bestand", nullptr}, {"pad", source.shown_path}, {"sha256_geheel", report.sha256}, {"meldingen", messages_of(unusable)}});
      continue;
    }
    const std::string name = layer_name(i, source.kind);
    files.push_back({name, read_bytes(part)});
    layers.push_back({{"bestand", name},
                      {"pad", source.shown_path},
                      {"sha256_geheel", report.sha256},
                      {"objecten_totaal", report.features_total},
                      {"gat", {report.gap.side, report.gap.place, report.gap.reach}},
                      {"onvolledig", report.flaws.incomplete},
                      {"ids_afgerond", report.flaws.ids_rounded},
                      {"verwijzingen_afgerond", report.flaws.references_rounded},
                      {"buiten_nederland", report.flaws.outside},
                      {"omvang", {report.extent.min.x, report.extent.min.y, report.extent.max.x, report.extent.max.y}}});
  }
  // What goes along is of the files that the result is of.
  const std::map<std::string, std::string> hashes = watch.hashes();
  for (std::size_t i = 0; i < r.dossier.layers.size(); ++i) {
    const LayerSource& source = r.dossier.layers[i];
    if (!r.surroundings.reports[i].usable || hashes.at(source.shown_path) == r.surroundings.reports[i].sha256) continue;
    throw LayerError({{codes::layer_changed, Severity::Fout, source.place, {source.shown_path}}});
  }
  const auto prepared = std::find_if(r.dossier.layers.begin(), r.dossier.layers.end(),
                                     [](const LayerSource& layer) { return layer.prepared; });
  if (prepared != r.dossier.layers.end()) {
    const std::filesystem::path manifest = prepared->path.parent_path() / "manifest.toml";
    files.push_back({prepared_manifest_name, read_bytes(manifest)});
  }
  return layers;
}

void add_rule_files(const std::filesystem::path& folder, const std::string& prefix, Bundle& files) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const auto extension = entry.path().extension();
    if (entry.is_regular_file() && (extension == ".toml" || extension == ".csv")) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    files.push_back({prefix + path.lexically_relative(folder).generic_string(), read_bytes(path)});
  }
}

// All rule files: what a file says about another one is checked when they are loaded. A draft goes where it is read
// as if it stood.
void add_rules(const RuleCatalog& catalog, Bundle& files) {
  const std::string rules = std::string{rules_folder_name} + "/";
  add_rule_files(catalog.folder, rules, files);
  if (catalog.draft.empty()) return;
  const std::string name = std::filesystem::weakly_canonical(catalog.draft).filename().generic_string();
  add_rule_files(catalog.draft, rules + "ontwerp/" + name + "/", files);
}

}  // namespace

Bundle make_bundle(const StudyResult& result, const RuleCatalog& catalog, const std::stop_token& stop,
                   const std::optional<ReportPages>& pages) {
  Bundle files{{dossier_name, result.dossier.text}};
  add_rules(catalog, files);
  if (!result.dossier.weather_table.empty()) files.push_back({weather_name, read_bytes(result.dossier.weather_table)});
  Json receipt = receipt_head(result);
  const Box box = extract_box(result);
  receipt["gebied"] = {box.min.x, box.min.y, box.max.x, box.max.y};
  receipt["lagen"] = add_layers(result, box, files, stop);
  if (pages) {
    receipt["bladzijden"] = {{"taal", language_word(pages->language)}, {"schaal", pages->scale ? Json(*pages->scale) : Json()},
                             {"gevoeligheid", pages->sensitivity}, {"alle_objecten", pages->all_objects}};
  }
  files.push_back({result_name, result_json(result)});
  Json list = Json::array();
  for (const BundleFile& file : files) {
    list.push_back({{"naam", file.name}, {"bytes", file.bytes.size()}, {"sha256", sha256(file.bytes)}});
  }
  receipt["bestanden"] = std::move(list);
  files.insert(files.begin(), {receipt_name, json_text(receipt) + "\n"});
  return files;
}

namespace {

// From a folder to a file; by the home folder of whoever reads it, where the way would name the one of who wrote it.
std::string way_to(const std::filesystem::path& file, const std::filesystem::path& from) {
  const char* home = std::getenv("HOME");
  std::error_code error;
  const std::string below = home == nullptr || *home != '/' ? std::string{} : std::filesystem::weakly_canonical(home, error).generic_string() + "/";
  const bool at_home = below.size() > 2 && file.generic_string().starts_with(below);
  if (at_home && !(from.generic_string() + "/").starts_with(below)) return "~/" + file.generic_string().substr(below.size());
  return file.lexically_relative(from).generic_string();
}

}  // namespace

std::string receipt_json(const StudyResult& result, const std::filesystem::path& folder,
                         const RunOutputs& outputs, const std::filesystem::path& source) {
  Json receipt = receipt_head(result);
  // Relative, so that folder and dossier can move together.
  std::error_code error;
  const auto from = std::filesystem::weakly_canonical(folder, error);
  const auto input = std::filesystem::weakly_canonical(source.empty() ? std::filesystem::path{result.dossier.path} : source, error);
  receipt["dossier"]["pad"] = way_to(input, from);
  Json list = Json::array();
  for (const OutputFile& file : outputs.files) list.push_back({{"naam", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}});
  receipt["uitvoer"] = std::move(list);
  receipt["uitvoer_vorm"] = {{"taal", language_word(outputs.language)}, {"formaten", outputs.formats},
                             {"excel_nl", outputs.excel_nl}, {"csv_kop", outputs.csv_comment}};
  return json_text(receipt) + "\n";
}

std::vector<std::string> changed_outputs(const std::filesystem::path& folder, const RunOutputs& outputs) {
  static constexpr std::array<const char*, 3> single{"resultaat.gpkg", "kaart.svg", "resultaat.xlsx"};
  static constexpr std::array<const char*, 3> folders{"csv", "geojson", "fgb"};
  std::error_code error;
  std::set<std::string> listed;
  std::set<std::string> changed;
  for (const OutputFile& file : outputs.files) {
    listed.insert(file.name);
    const std::filesystem::path path = folder / file.name;
    const bool same = std::filesystem::is_regular_file(path, error) && sha256_of_file(path) == file.sha256;
    if (!same && file.name != result_name) changed.insert(file.name);
  }
  const auto look = [&](const std::string& name) {
    if (!listed.contains(name) && std::filesystem::exists(folder / name, error)) changed.insert(name);
  };
  for (const char* name : single) look(name);
  look("imev.json");
  for (const char* below : folders) {
    for (std::filesystem::directory_iterator it{folder / below, error}, end; !error && it != end; it.increment(error)) {
      if (it->path().extension().string() == std::string{"."} + below) look(std::string{below} + "/" + it->path().filename().string());
    }
  }
  return {changed.begin(), changed.end()};
}

namespace {

// Whether a run writes a file of this name, relative to its folder: "csv/zone.csv".
bool is_output_name(const std::filesystem::path& name) {
  static constexpr std::array<std::string_view, 5> single{"resultaat.json", "resultaat.gpkg", "resultaat.xlsx", "kaart.svg", "imev.json"};
  const std::string folder = name.parent_path().generic_string();
  if (folder.empty()) return std::find(single.begin(), single.end(), name.string()) != single.end();
  return (folder == "csv" || folder == "geojson" || folder == "fgb") && name.extension() == "." + folder;
}

}  // namespace

std::vector<std::string> files_of_last_run(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  const Json receipt = parsed_json<Json>(read_file(folder / receipt_name).bytes.value_or(""));
  if (!receipt.is_object() || receipt.value("soort", Json()) != receipt_kind) return names;
  const auto listed = receipt.find("uitvoer");
  if (listed == receipt.end() || !listed->is_array()) return names;
  for (const Json& file : *listed) {
    const Json name = file.is_object() ? file.value("naam", Json()) : file;  // earlier versions list names alone
    if (!name.is_string()) continue;
    // Nobody else's file is taken for one of ours, whatever the receipt says.
    const std::filesystem::path path = std::filesystem::path{name.get<std::string>()}.lexically_normal();
    std::error_code error;
    if (!is_output_name(path)) continue;
    if (std::filesystem::is_regular_file(folder / path, error)) names.push_back(path.generic_string());
  }
  return names;
}

}  // namespace batterisk::study
