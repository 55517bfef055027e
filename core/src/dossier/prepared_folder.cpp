#include "dossier/prepared_folder.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/date.hpp"
#include "batterisk/core/rules/rule_document.hpp"

#include <cstdint>
#include <system_error>

namespace batterisk::detail {
namespace {

constexpr std::int64_t newest_schema = 1;

LayerSource read_layer(TableReader& reader, std::int64_t& bytes) {
  LayerSource layer;
  layer.prepared = true;
  layer.access = LayerAccess::Stored;
  const auto kind = reader.required("soort", &TableReader::text);
  layer.kind = layer_kind_from(kind.value_or("")).value_or(LayerKind::Percelen);
  layer.shown_path = reader.required("bestand", &TableReader::text).value_or("");
  layer.bron = reader.required("bron", &TableReader::text).value_or("");
  if (const auto date = reader.required("datum", &TableReader::date)) layer.datum = iso_date(*date);
  LayerOrigin origin;
  origin.sha256 = reader.required("sha256", &TableReader::text).value_or("");
  origin.features_total = reader.required("objecten", &TableReader::integer).value_or(0);
  const auto box = reader.required("gebied", &TableReader::numbers).value_or(std::vector<double>{});
  if (box.size() == 4) origin.extent = {{box[0], box[1]}, {box[2], box[3]}};
  // Folders of before this key say how far their objects reach, and not that they hold all within.
  const bool whole = reader.boolean("gebied_volledig").value_or(false);
  if (whole && !origin.extent.empty()) layer.omtrek = outline(origin.extent);
  layer.flaws.emplace().incomplete = reader.text("onvolledig").value_or("");
  layer.origin = std::move(origin);
  for (TableReader& table : reader.tables("opmerkingen")) {
    LayerRemark remark;
    remark.at_preparation = true;
    remark.reason = table.required("opmerking", &TableReader::text).value_or("");
    remark.count = static_cast<std::size_t>(table.required("aantal", &TableReader::integer).value_or(0));
    remark.ids = table.required("ids", &TableReader::texts).value_or(std::vector<std::string>{});
    layer.remarks.push_back(std::move(remark));
  }
  bytes = reader.required("bytes", &TableReader::integer).value_or(-1);
  return layer;
}

}  // namespace

std::vector<LayerSource> read_prepared_folder(const std::filesystem::path& folder,
                                              const std::filesystem::path& manifest, const std::string& shown,
                                              const Place& place, Findings& findings) {
  const auto not_prepared = [&](const std::string& reason) {
    findings.add(codes::folder_not_prepared, Severity::Fout, place, {shown, reason});
    return std::vector<LayerSource>{};
  };
  const std::filesystem::path file = manifest.empty() ? folder / "manifest.toml" : manifest;
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return not_prepared("manifest.toml ontbreekt");
  Findings own{'D', {}};  // a manifest is no text of the user: what is wrong with it is one finding
  std::vector<LayerSource> layers;
  try {
    const TomlNode root = parse_toml_file(file, shown + "/manifest.toml", 'D');
    TableReader reader(root, "", own);
    check_schema_version(reader, newest_schema);
    for (TableReader& table : reader.tables("laag")) {
      std::int64_t bytes = 0;
      LayerSource layer = read_layer(table, bytes);
      if (has_error(own.list)) break;
      // The files lie in the folder itself, whatever the manifest says.
      const std::filesystem::path name{layer.shown_path};
      if (name.empty() || name.filename() != name || layer.shown_path.starts_with('.')) {
        return not_prepared("manifest.toml noemt een bestand buiten de map");
      }
      layer.place = place;
      layer.path = folder / layer.shown_path;
      layer.shown_path = shown + "/" + layer.shown_path;
      if (!manifest.empty()) {
        layers.push_back(std::move(layer));
        continue;
      }
      const auto size = std::filesystem::file_size(layer.path, error);
      if (error || static_cast<std::int64_t>(size) != bytes) {
        findings.add(codes::prepared_file_changed, Severity::Fout, place, {layer.shown_path});
        continue;
      }
      layers.push_back(std::move(layer));
    }
  } catch (const InputError&) {
    return not_prepared("manifest.toml is niet leesbaar");
  }
  if (has_error(own.list)) return not_prepared("manifest.toml is niet leesbaar");
  return layers;
}

}  // namespace batterisk::detail

namespace batterisk {

std::vector<LayerSource> prepared_layers(const std::filesystem::path& folder) {
  const std::string shown = folder.generic_string();
  detail::Findings findings{'D', {}};
  std::vector<LayerSource> layers = detail::read_prepared_folder(folder, {}, shown, {shown, 0, 0, {}}, findings);
  if (has_error(findings.list)) throw DossierError(std::move(findings.list));
  return layers;
}

}  // namespace batterisk
