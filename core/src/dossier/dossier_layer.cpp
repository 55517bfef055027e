#include "dossier/dossier_parts.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/date.hpp"
#include "batterisk/core/base/passed_on.hpp"
#include "batterisk/core/dossier/connection.hpp"

namespace batterisk::detail {

std::optional<std::string> read_path(TableReader& reader, std::string_view key) {
  auto path = reader.text(key);
  if (!path || !holds_password(*path)) return path;
  reader.findings().add(codes::password_in_path, Severity::Fout, reader.place_of(key), {reader.full(key)});
  return std::nullopt;
}

LayerSource read_layer(TableReader& own, const std::filesystem::path& folder) {
  LayerSource layer;
  layer.place = own.place();
  const auto kind = own.required("soort", [](TableReader& r, std::string_view key) {
    std::vector<std::string> words;
    for (const LayerKind k : layer_kinds()) words.emplace_back(to_string(k));
    return r.choice(key, words);
  });
  layer.kind = layer_kind_from(kind.value_or("")).value_or(LayerKind::Percelen);
  const std::string path = own.required("pad", &read_path).value_or("");
  layer.shown_path = without_home(path);
  if (own.boolean("volg_verwijzingen").value_or(false)) layer.access = LayerAccess::References;
  const bool database = is_connection_string(path);
  if (database && !connection_of(path)) {
    own.findings().add(codes::connection_unreadable, Severity::Fout, own.place_of("pad"), {own.full("pad")});
  }
  const bool elsewhere = database || (layer.access == LayerAccess::References && is_address(path));
  layer.path = elsewhere ? std::filesystem::path{path} : folder / path;
  layer.layer = own.text("laag").value_or("");
  layer.bron = own.required("bron", &TableReader::text).value_or("");
  if (const auto date = own.required("datum", &TableReader::date)) layer.datum = iso_date(*date);
  layer.crs = own.text("crs").value_or("");
  layer.omtrek = read_polygon(own, "omtrek", layer.shown_path);
  if (auto columns = own.table("kolommen")) {
    for (const std::string& key : columns->keys()) {
      if (const auto name = columns->text(key)) layer.columns.emplace_back(key, *name);
    }
    columns->finish();
  }
  own.finish();
  return layer;
}

}  // namespace batterisk::detail
