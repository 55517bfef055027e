#include "commands.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/units.hpp"
#include "batterisk/gis/prepare/fetch.hpp"
#include "batterisk/gis/prepare/prepare.hpp"
#include "batterisk/gis/read/shapes.hpp"

#include <charconv>

#include <fmt/format.h>

namespace batterisk::cli {
namespace {

DossierError wrong(const std::string& option, const std::string& expected) {
  return DossierError(
      {{{'D', codes::wrong_type}, Severity::Fout, {"opdrachtregel", 0, 0, {}}, {option, expected}}});
}

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
  if (kinds.empty()) throw wrong(source, "SOORT=PAD[|LAAG]");
  std::vector<gis::LayerRequest> requests;
  for (const LayerKind kind : kinds) {
    request.kind = kind;
    request.path = path;
    request.shown_path = path;
    request.bron = options.bron.empty() ? (kind == LayerKind::Percelen ? "BRK" : "BAG") : options.bron;
    request.datum = options.datum;
    request.crs = options.crs;
    requests.push_back(request);
  }
  return requests;
}

std::optional<Box> parse_box(const std::string& text) {
  if (text.empty()) return std::nullopt;
  double v[4] = {};
  const char* p = text.data();
  const char* const end = p + text.size();
  for (double& number : v) {
    const auto [next, error] = std::from_chars(p, end, number);
    if (error != std::errc{}) throw wrong("--gebied", "x0,y0,x1,y1 in RD-meters");
    p = next != end ? next + 1 : end;
  }
  const Box box{{v[0], v[1]}, {v[2], v[3]}};
  if (box.empty()) throw wrong("--gebied", "x0,y0,x1,y1 in RD-meters");
  return box;
}

int finish(const Context& context, const gis::PreparedFolder& folder, const std::string& target) {
  if (context.stop.stop_requested()) throw study::Cancelled{};
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
  if (!parse_date(options.datum)) throw wrong("--datum", "datum jjjj-mm-dd");
  std::vector<gis::LayerRequest> sources;
  for (const std::string& source : options.sources) {
    for (gis::LayerRequest& request : requests_of(source, options)) sources.push_back(std::move(request));
  }
  return finish(context,
                gis::prepare_folder(sources, parse_box(options.area), options.target, context.stop, progress(context)),
                options.target);
}

int data_fetch(const Context& context, const FetchOptions& options) {
  gis::FetchRequest request;
  request.at = point_at(options.at);
  const auto radius = split_number_and_unit(options.radius);
  const auto length = radius ? from_unit<Length>(radius->number, radius->unit.empty() ? "m" : radius->unit) : std::nullopt;
  if (!length || !(length->m() > 0.0) || length->m() > 50'000.0) throw wrong("--radius", "afstand tot 50 km");
  request.radius_m = length->m();
  if (!options.base_url.empty()) request.base_url = options.base_url;
  if (!options.datum.empty() && !parse_date(options.datum)) throw wrong("--datum", "datum jjjj-mm-dd");
  request.datum = options.datum;
  return finish(context, gis::fetch_folder(request, options.target, context.stop, progress(context)), options.target);
}

// A piece of dossier, to be pasted in: the geometry is then part of it, and of its hash.
int shapes(const Context& context, const ShapesOptions& options) {
  const gis::Drawing drawing = gis::read_drawing(options.file, options.layer, options.crs);
  if (report(context, drawing.diagnostics)) return data_missing;
  if (options.as == "grens") {
    for (const gis::DrawnShape& shape : drawing.shapes) {
      fmt::print("[[locatie]]\nid = \"terrein-{}\"\ngrens = [", shape.id);
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
    fmt::print("  {{ id = \"{}\", positie = [{:.3f}, {:.3f}], orientatie = \"{:.2f} graden\" }},  # {:.2f} x {:.2f} m\n", shape.id,
               shape.centre.x, shape.centre.y, Angle::rad(shape.azimuth_rad).deg(), shape.length_m, shape.width_m);
  }
  fmt::print("]\n");
  return ok;
}

}  // namespace batterisk::cli
