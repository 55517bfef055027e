#include "batterisk/study/archive/archive.hpp"

#include "archive/archive_format.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_archive.hpp"
#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/json_reading.hpp"
#include "batterisk/core/base/sha256.hpp"
#include "batterisk/gis/read/layer.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <initializer_list>
#include <string_view>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace batterisk::study {
namespace {

using Json = nlohmann::json;

// A file of the container: by its name, or as an attachment is called.
const BundleFile* find(const Bundle& files, const std::string& name) {
  const std::string attached = attachment_name(name);
  const auto it = std::find_if(files.begin(), files.end(),
                               [&](const BundleFile& f) { return f.name == name || f.name == attached; });
  return it == files.end() ? nullptr : &*it;
}

Json parse_receipt(const std::string& text, const std::filesystem::path& path) {
  Json receipt = parsed_json<Json>(text);
  if (!receipt.is_object() || receipt.value("soort", "") != receipt_kind) refuse(codes::container_changed, path, {receipt_name});
  const int schema = receipt.value("schema_versie", 0);
  if (schema > receipt_schema) {
    refuse(codes::container_newer, path, {fmt::format("{}", schema), fmt::format("{}", receipt_schema)});
  }
  return receipt;
}

std::chrono::year_month_day date_of(const std::string& iso) {
  return std::chrono::year{std::stoi(iso.substr(0, 4))} / std::stoi(iso.substr(5, 2)) / std::stoi(iso.substr(8, 2));
}

void apply_choices(const Json& choices, Dossier& dossier) {
  dossier.rule_set = choices.at("regelset");
  dossier.peildatum = date_of(choices.at("peildatum"));
  dossier.aanvraagdatum.reset();
  if (choices.at("aanvraagdatum").is_string()) dossier.aanvraagdatum = date_of(choices.at("aanvraagdatum"));
  for (const Json& each : choices.at("parameters")) {
    Deviation deviation;
    deviation.place = {command_line, 0, 0, {}};
    deviation.parameter = each.at("parameter");
    deviation.motivation = command_line;
    deviation.unit = each.at("eenheid");
    const Json& value = each.at("waarde");
    if (value.is_boolean()) {
      deviation.value = value.get<bool>();
    } else if (value.is_number()) {
      deviation.value = value.get<double>();
    } else {
      deviation.value = value.get<std::string>();
    }
    dossier.deviations.push_back(std::move(deviation));
  }
}

std::vector<RuleFile> rule_files(const Json& receipt) {
  std::vector<RuleFile> files;
  for (const Json& rule : receipt.at("regels")) files.push_back({rule.at("id"), rule.at("sha256"), DocumentStatus::Vigerend});
  return files;
}

Language language_of(const Json& how) { return how.at("taal") == "en" ? Language::En : Language::Nl; }

std::optional<ReportPages> pages_of(const Json& receipt) {
  const auto how = receipt.find("bladzijden");
  if (how == receipt.end()) return std::nullopt;
  const Json& scale = how->at("schaal");
  return ReportPages{language_of(*how), scale.is_number() ? std::optional{scale.get<double>()} : std::nullopt, how->at("gevoeligheid"),
                     how->value("alle_objecten", false)};
}

// Files in the folder, whatever the receipt says.
std::optional<RunOutputs> outputs_of(const Json& receipt, const std::filesystem::path& path) {
  const auto how = receipt.find("uitvoer_vorm");
  if (how == receipt.end()) return std::nullopt;
  RunOutputs outputs{{}, language_of(*how), how->at("formaten"), how->at("excel_nl"), how->at("csv_kop")};
  for (const Json& file : receipt.at("uitvoer")) {
    const std::string name = file.at("naam");
    const std::filesystem::path relative{name};
    if (name.empty() || relative.is_absolute() || std::find(relative.begin(), relative.end(), "..") != relative.end()) {
      refuse(codes::container_path, path, {name});
    }
    outputs.files.push_back({name, file.at("bytes"), file.at("sha256")});
  }
  return outputs;
}

bool has_group_risk(const std::string& result) {
  const Json stored = parsed_json<Json>(result);
  const auto table = stored.is_object() ? stored.find("groepsrisico") : stored.end();
  return table != stored.end() && table->is_array() && !table->empty();
}

// What a result says of how its uncertainty was computed.
std::optional<UncertaintyRequest> uncertainty_of(const std::string& result) {
  const Json stored = parsed_json<Json>(result);
  const auto info = stored.is_object() ? stored.find("run_info") : stored.end();
  if (info == stored.end() || !info->is_array()) return std::nullopt;
  const auto value = [&](const char* key) -> std::string {
    for (const Json& row : *info) {
      if (row.is_object() && row.value("sleutel", "") == key && row.contains("waarde") && row["waarde"].is_string()) return row["waarde"];
    }
    return {};
  };
  const auto number = [&](const char* key) {
    std::uint64_t n = 0;
    const std::string text = value(key);
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
  };
  UncertaintyRequest request;
  request.draws = static_cast<std::uint32_t>(std::min<std::uint64_t>(number("onzekerheid_trekkingen"), 1U << 31U));
  request.seed = number("onzekerheid_zaad");
  request.evidence = value("onzekerheid_vorm") == "verdelingen" ? Evidence::Ignored : Evidence::Decides;
  request.contours = number("onzekerheid_contouren");
  if (!is_possible(request)) return std::nullopt;
  return request;
}

// One step below the folder, with this beginning and one of these ends.
bool lies_in(const std::string& name, std::string_view folder, std::initializer_list<std::string_view> extensions) {
  if (!name.starts_with(folder) || name.find('/', folder.size()) != std::string::npos) return false;
  return std::any_of(extensions.begin(), extensions.end(), [&](std::string_view e) { return name.ends_with(e); });
}

// What an archive is made of. Anything else that a receipt lists is of no use to anybody who opens it.
bool belongs_in_archive(const std::string& name) {
  if (name == dossier_name || name == result_name || name == weather_name || name == prepared_manifest_name) return true;
  const bool rules = name.starts_with(std::string{rules_folder_name} + "/") && (name.ends_with(".toml") || name.ends_with(".csv"));
  return rules || lies_in(name, layers_folder, {".gpkg", ".fgb"});
}

// Every file of the receipt that belongs in an archive, unchanged, in a folder of its own.
std::shared_ptr<TemporaryFolder> unpack(const Bundle& files, const Json& receipt, const std::filesystem::path& path) {
  auto folder = std::make_shared<TemporaryFolder>();
  require_made(*folder);
  for (const Json& listed : receipt.at("bestanden")) {
    const std::string name = listed.at("naam");
    const BundleFile* file = find(files, name);
    if (file == nullptr || sha256(file->bytes) != listed.at("sha256")) refuse(codes::container_changed, path, {name});
    // The list itself may have been made by hand.
    const std::filesystem::path relative{name};
    if (relative.is_absolute() || std::find(relative.begin(), relative.end(), "..") != relative.end()) {
      refuse(codes::container_path, path, {name});
    }
    if (!belongs_in_archive(name)) continue;
    const std::filesystem::path target = folder->path() / relative;
    std::error_code error;
    std::filesystem::create_directories(target.parent_path(), error);
    std::ofstream out(target, std::ios::binary);
    out << file->bytes;
    out.close();
    if (!out) {
      throw FileError({{codes::not_writable, Severity::Fout, {target.generic_string(), 0, 0, {}}, {target.generic_string(), "schrijffout"}}});
    }
  }
  return folder;
}

// What to say of a layer that does not travel: what was said when it was packed, as far as that may be said of a layer.
std::vector<Diagnostic> said_of(const Json& layer, const LayerSource& source) {
  std::vector<Diagnostic> said;
  const Json stored = layer.is_object() ? layer.value("meldingen", Json::array()) : Json::array();
  for (const Json& each : stored) {
    const std::string code = each.at("code");
    if (code.size() != 4 || code.front() != 'L' || code.find_first_not_of("0123456789", 1) != std::string::npos) continue;
    said.push_back({{'L', std::stoi(code.substr(1))}, each.at("fout") == true ? Severity::Fout : Severity::Waarschuwing,
                    {{}, 0, 0, each.at("voorwerp").get<std::string>()}, each.at("woorden").get<std::vector<std::string>>()});
  }
  if (has_error(said)) return said;
  return {{codes::layer_unreadable, Severity::Fout, {{}, 0, 0, source.shown_path},
           {source.shown_path, "zit niet in dit archief of rapport", "Vraag de afzender om een archief met deze laag"}}};
}

// The file that an archive holds of a layer, as this program writes it.
std::filesystem::path stored_layer(const std::string& name, const std::filesystem::path& folder, const std::filesystem::path& path) {
  const std::filesystem::path relative{name};
  if (relative.is_absolute() || std::find(relative.begin(), relative.end(), "..") != relative.end()) refuse(codes::container_path, path, {name});
  std::error_code error;
  if (!lies_in(name, layers_folder, {".gpkg", ".fgb"}) || !std::filesystem::is_regular_file(folder / relative, error)) {
    refuse(codes::container_changed, path, {name});
  }
  const std::string reason = gis::not_stored_here(folder / relative);
  if (!reason.empty()) refuse(codes::container_layer, path, {name, reason});
  return folder / relative;
}

// Each layer of the dossier becomes the file that travelled, or is absent: where it lay with whoever made the archive is
// nothing to whoever reads it. `area`: that was cut out of the layers; empty in archives of before it was kept.
void use_extracts(const Json& layers, const Box& area, const std::filesystem::path& folder, const std::filesystem::path& path,
                  Dossier& dossier) {
  for (std::size_t i = 0; i < dossier.layers.size(); ++i) {
    const Json layer = i < layers.size() ? layers.at(i) : Json();
    LayerSource& source = dossier.layers[i];
    source.access = LayerAccess::Stored;
    source.path.clear();
    if (layer.is_null() || layer.at("bestand").is_null()) {
      source.absent = said_of(layer, source);
      if (layer.is_object()) source.origin = LayerOrigin{layer.at("sha256_geheel"), 0, {}};
      continue;
    }
    const Json& extent = layer.at("omvang");
    source.path = stored_layer(layer.at("bestand"), folder, path);
    const Box whole{{extent.at(0), extent.at(1)}, {extent.at(2), extent.at(3)}};
    source.origin = LayerOrigin{layer.at("sha256_geheel"), layer.at("objecten_totaal"), whole};
    source.flaws = LayerFlaws{layer.value("onvolledig", ""), layer.value("ids_afgerond", false),
                              layer.value("verwijzingen_afgerond", false),
                              layer.value("buiten_nederland", std::vector<std::string>{})};
    // What an extract covers was judged on the whole layer; in earlier versions by its extent.
    source.omtrek.reset();
    const auto gap = layer.find("gat");
    if (gap != layer.end()) source.origin->gap = {gap->at(0), gap->at(1), gap->at(2)};
    const bool covers = gap != layer.end() && source.origin->gap.side.empty();
    if (covers) source.omtrek = outline(area);
    if (gap == layer.end() && !whole.empty()) source.omtrek = outline(whole);
  }
}

// `choices`: those of a later run of the same input; nothing: those that it was packed with.
StoredStudy from_container(const std::filesystem::path& path, const Json* choices = nullptr) {
  const Bundle files = stored_kind(path) == StoredKind::Zip ? read_zip(path) : read_attachments(path);
  const BundleFile* found = find(files, receipt_name);
  if (found == nullptr) refuse(codes::container_empty, path);
  const Json receipt = parse_receipt(found->bytes, path);
  StoredStudy study;
  study.source = path;
  study.unpacked = unpack(files, receipt, path);
  const std::filesystem::path& folder = study.unpacked->path();
  study.dossier = load_dossier(folder / dossier_name, receipt.at("dossier").at("naam"),
                               find(files, prepared_manifest_name) != nullptr ? folder / prepared_manifest_name : "");
  if (const auto area = receipt.find("gebied"); area != receipt.end()) {
    study.extract = {{area->at(0), area->at(1)}, {area->at(2), area->at(3)}};
  }
  use_extracts(receipt.at("lagen"), study.extract, folder, path, study.dossier);
  if (!study.dossier.weather_table.empty()) study.dossier.weather_table = folder / weather_name;  // there or not
  const Json& packed = receipt.at("keuzes");
  apply_choices(choices != nullptr ? *choices : packed, study.dossier);
  // Under other values a zone may reach farther than what was cut out of the layers.
  if (choices != nullptr && *choices != packed) study.dossier = with_extracts_as_such(std::move(study.dossier));
  study.rules = folder / rules_folder_name;
  study.result = read_bytes(folder / result_name);
  study.group_risk = has_group_risk(study.result);
  study.uncertainty = uncertainty_of(study.result);
  study.rule_files = rule_files(receipt);
  study.pages = pages_of(receipt);
  return study;
}

// "~/map/dossier.toml" of whoever reads.
std::string at_home(std::string path) {
  const char* home = std::getenv("HOME");
  return home != nullptr && path.starts_with("~/") ? home + path.substr(1) : path;
}

StoredStudy from_folder(const std::filesystem::path& path) {
  const std::filesystem::path file = path / receipt_name;
  std::error_code error;
  if (!std::filesystem::exists(file, error)) refuse(codes::container_empty, path);
  const Json receipt = parse_receipt(read_bytes(file), path);
  const Json& dossier = receipt.at("dossier");
  const std::filesystem::path source = (path / at_home(dossier.at("pad"))).lexically_normal();
  StoredStudy study;
  const auto changed = [&] { refuse(codes::input_changed, path, {source.generic_string()}); };
  if (stored_kind(source) == StoredKind::Dossier) {
    study.source = source;
    // What is not there is named by where it was looked for. Another file than the one that was computed is not read.
    const bool there = std::filesystem::is_regular_file(source, error);
    if (there && sha256_of_file(source) != dossier.at("sha256")) changed();
    study.dossier = load_dossier(source, there ? dossier.at("naam").get<std::string>() : source.generic_string());
    apply_choices(receipt.at("keuzes"), study.dossier);
    study.dossier.layer_hash = receipt.value("hash_lagen", 1) == 1 ? LayerHash::NamedFile : LayerHash::Parts;
  } else {
    study = from_container(source, &receipt.at("keuzes"));
  }
  if (study.dossier.sha256 != dossier.at("sha256")) changed();
  study.result = read_bytes(path / result_name);
  study.group_risk = has_group_risk(study.result);
  study.uncertainty = uncertainty_of(study.result);
  study.rule_files = rule_files(receipt);
  study.outputs = outputs_of(receipt, path);
  return study;
}

}  // namespace

Dossier edited(const StoredStudy& study, std::string text) {
  const std::filesystem::path& folder = study.unpacked->path();
  std::filesystem::path manifest = folder / prepared_manifest_name;
  if (!std::filesystem::exists(manifest)) manifest.clear();
  const auto read = [&](std::string of) {
    return parse_dossier(std::move(of), folder / dossier_name, study.dossier.path, manifest);
  };
  const Dossier before = read(study.dossier.text);
  Dossier dossier = read(std::move(text));
  for (LayerSource& layer : dossier.layers) {
    const auto& all = study.dossier.layers;
    const bool of_sender = std::any_of(all.begin(), all.end(), [&](const LayerSource& s) { return s.shown_path == layer.shown_path; });
    if (!of_sender) continue;  // added here
    const auto stored = std::find_if(all.begin(), all.end(), [&](const LayerSource& s) {
      return s.kind == layer.kind && s.shown_path == layer.shown_path && s.layer == layer.layer;
    });
    layer.access = LayerAccess::Stored;
    if (stored == all.end()) {
      layer.path.clear();
      layer.absent = said_of({}, layer);
      continue;
    }
    layer.path = stored->path;
    layer.absent = stored->absent;
    layer.origin = stored->origin;
    layer.flaws = stored->flaws;
    layer.omtrek = stored->omtrek;
  }
  if (dossier.weather_table_shown == before.weather_table_shown) dossier.weather_table = study.dossier.weather_table;
  if (dossier.rule_set == before.rule_set) dossier.rule_set = study.dossier.rule_set;
  if (dossier.peildatum == before.peildatum) dossier.peildatum = study.dossier.peildatum;
  if (dossier.aanvraagdatum == before.aanvraagdatum) dossier.aanvraagdatum = study.dossier.aanvraagdatum;
  return dossier;
}

Dossier with_extracts_as_such(Dossier dossier) {
  for (LayerSource& layer : dossier.layers) {
    if (!layer.origin) continue;
    // What was said of the whole layer is not said of what was cut out of it.
    if (layer.omtrek == outline(layer.origin->extent)) layer.omtrek.reset();
    layer.origin.reset();
  }
  return dossier;
}

StoredKind stored_kind(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::exists(path / receipt_name, error)) return StoredKind::Folder;
  if (!std::filesystem::is_regular_file(path, error)) return StoredKind::Dossier;
  std::ifstream in(path, std::ios::binary);
  std::string head(5, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  if (head == "%PDF-") return StoredKind::Pdf;
  return head.rfind("PK", 0) == 0 ? StoredKind::Zip : StoredKind::Dossier;
}

StoredStudy open_stored(const std::filesystem::path& path) {
  try {
    switch (stored_kind(path)) {
      case StoredKind::Folder:
        return from_folder(path);
      case StoredKind::Zip:
      case StoredKind::Pdf:
        return from_container(path);
      case StoredKind::Dossier:
        break;
    }
  } catch (const Json::exception&) {  // a receipt that lacks something
  } catch (const std::logic_error&) {  // or has no date where one belongs
  } catch (const std::filesystem::filesystem_error&) {  // or names of files that exclude each other
  }
  if (stored_kind(path) != StoredKind::Dossier) refuse(codes::container_changed, path, {receipt_name});
  refuse(codes::container_empty, path);
}

}  // namespace batterisk::study
