#include "prepare/manifest.hpp"

#include <charconv>
#include <string>
#include <string_view>

namespace batterisk::gis {
namespace {

/// TOML basic string.
std::string toml_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out + "\"";
}

std::string metres(double v) {
  char text[40];
  const auto end = std::to_chars(text, text + sizeof text, v, std::chars_format::fixed, 3).ptr;
  return {text, end};
}

std::string remark_line(const LayerRemark& remark) {
  std::string line = "  { opmerking = " + toml_text(remark.reason) + ", aantal = " + std::to_string(remark.count) + ", ids = [";
  for (std::size_t i = 0; i < remark.ids.size(); ++i) line += (i > 0 ? ", " : "") + toml_text(remark.ids[i]);
  return line + "] },\n";
}

std::string layer_text(const PreparedLayer& layer) {
  std::string text = "\n[[laag]]\n";
  const auto add = [&](const char* key, const std::string& value) { text += std::string{key} + " = " + value + "\n"; };
  add("soort", toml_text(to_string(layer.kind)));
  add("bestand", toml_text(layer.file));
  add("bron", toml_text(layer.bron));
  add("datum", layer.datum);
  add("herkomst", toml_text(layer.origin));
  add("herkomst_crs", toml_text(layer.crs));
  add("herkomst_objecten", std::to_string(layer.features_total));
  add("objecten_gelezen", std::to_string(layer.features_read));
  add("objecten", std::to_string(layer.features_written));
  const Box& e = layer.extent;
  // Of a source without features nobody knows how far it reaches.
  add("gebied", e.empty() ? "[]" : "[" + metres(e.min.x) + ", " + metres(e.min.y) + ", " + metres(e.max.x) + ", " + metres(e.max.y) + "]");
  if (layer.whole) add("gebied_volledig", "true");
  if (!layer.incomplete.empty()) add("onvolledig", toml_text(layer.incomplete));
  add("bytes", std::to_string(layer.bytes));
  add("sha256", toml_text(layer.sha256));
  text += "opmerkingen = [\n";
  for (const LayerRemark& remark : layer.remarks) text += remark_line(remark);
  return text + "]\n";
}

}  // namespace

std::string manifest_text(const std::vector<PreparedLayer>& layers) {
  std::string text =
      "# Kaartlagen in RD (EPSG:28992), voorbereid door batterisk. Noem de map in een dossier als omgeving.map.\n"
      "schema_versie = 1\n";
  for (const PreparedLayer& layer : layers) text += layer_text(layer);
  return text;
}

}  // namespace batterisk::gis
