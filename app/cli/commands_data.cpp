#include "commands.hpp"

#include "batterisk/core/base/text_encoding.hpp"
#include "batterisk/gis/prepare/fetch.hpp"
#include "batterisk/gis/prepare/prepare.hpp"
#include "batterisk/gis/read/shapes.hpp"
#include "batterisk/study/dossier/dossier_edit.hpp"

#include <fmt/format.h>

namespace batterisk::cli {
namespace {

// "[SOORT=]PAD[|LAAG]"; without kind every kind that the delivery holds.
std::vector<gis::LayerRequest> requests_of(const std::string& source, const PrepareOptions& options) {
  gis::LayerRequest request;
  std::string path = source;
  std::vector<LayerKind> kinds;
  if (const auto equals = source.find('='); equals != std::string::npos) {
    if (const auto kind = layer_kind_from(source.substr(0, equals))) {
      kinds.push_back(*kind);
      path = source.substr(equals + 1);
    }
  }
  if (const auto bar = path.rfind('|'); bar != std::string::npos) {
    request.layer = path.substr(bar + 1);
    path.erase(bar);
  }
  if (kinds.empty()) kinds = gis::kinds_in(path);
  if (kinds.empty()) throw wrong_argument(source, "SOORT=PAD[|LAAG]");
  std::vector<gis::LayerRequest> requests;
  for (const LayerKind kind : kinds) {
    request.kind = kind;
    request.path = path;
    request.shown_path = to_utf8(path);
    request.bron = options.bron.empty() ? (kind == LayerKind::Percelen ? "BRK" : "BAG") : to_utf8(options.bron);
    request.datum = options.datum;
    request.crs = options.crs;
    requests.push_back(request);
  }
  return requests;
}

int finish(const Context& context, const gis::PreparedFolder& folder, const std::string& target) {
  if (context.stop.stop_requested()) throw Cancelled{};
  if (report(context, folder.diagnostics)) return data_missing;
  for (const gis::PreparedLayer& layer : folder.layers) {
    fmt::print("{}/{}: {} {}, {} {:.1f} MB\n", target, layer.file, layer.features_written,
               context.language() == study::Language::Nl ? "objecten" : "objects", layer.datum,
               static_cast<double>(layer.bytes) / 1e6);
  }
  fmt::print("{}/manifest.toml\n", target);
  return ok;
}

}  // namespace

int prepare(const Context& context, const PrepareOptions& options) {
  if (!parse_date(options.datum)) throw wrong_argument("--datum", "datum jjjj-mm-dd");
  std::vector<gis::LayerRequest> sources;
  for (const std::string& source : options.sources) {
    for (gis::LayerRequest& request : requests_of(source, options)) sources.push_back(std::move(request));
  }
  const auto area = options.area.empty() ? std::nullopt : std::optional{box_of("--gebied", options.area)};
  return finish(context, gis::prepare_folder(sources, area, options.target, context.stop, progress(context)), options.target);
}

int data_fetch(const Context& context, const FetchOptions& options) {
  gis::FetchRequest request;
  request.at = point_at(options.at);
  request.radius_m = distance_of("--radius", options.radius).m();
  if (!(request.radius_m > 0.0)) throw wrong_argument("--radius", "afstand tot 50 km");
  if (!options.base_url.empty()) request.base_url = options.base_url;
  if (!options.datum.empty() && !parse_date(options.datum)) throw wrong_argument("--datum", "datum jjjj-mm-dd");
  request.datum = options.datum;
  return finish(context, gis::fetch_folder(request, options.target, context.stop, progress(context)), options.target);
}

// A piece of dossier, to be pasted in: the geometry is then part of it, and of its hash.
int shapes(const Context& context, const ShapesOptions& options) {
  const gis::Drawing drawing = gis::read_drawing(options.file, options.layer, options.crs);
  if (report(context, drawing.diagnostics)) return data_missing;
  if (options.as == "grens") {
    for (const gis::DrawnShape& shape : drawing.shapes) {
      fmt::print("[[locatie]]\nid = {}\ngrens = [", study::toml_string("terrein-" + shape.id));
      const Ring& ring = shape.polygon.outer;
      for (std::size_t i = 0; i < ring.size(); ++i) {
        fmt::print("{}[{:.3f}, {:.3f}]", i > 0 ? ", " : "", ring[i].x, ring[i].y);
      }
      fmt::print("]\n");
    }
    return ok;
  }
  fmt::print("eenheden = [\n");
  for (const gis::DrawnShape& shape : drawing.shapes) {
    fmt::print("  {{ id = {}, positie = [{:.3f}, {:.3f}], orientatie = \"{:.2f} graden\" }},  # {:.2f} x {:.2f} m\n", study::toml_string(shape.id),
               shape.centre.x, shape.centre.y, Angle::rad(shape.azimuth_rad).deg(), shape.length_m, shape.width_m);
  }
  fmt::print("]\n");
  return ok;
}

}  // namespace batterisk::cli
