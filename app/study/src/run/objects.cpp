#include "batterisk/study/run/objects.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/diagnostic.hpp"

#include <algorithm>

namespace batterisk::study {
namespace {

double distance_to_edge(RdPoint p, RdPoint a, RdPoint b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0.0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
  return distance_m(p, {a.x + t * dx, a.y + t * dy});
}

}  // namespace

double distance_to_m(RdPoint p, const MultiPolygon& polygons) {
  double nearest = 1e300;
  for (const Polygon& polygon : polygons) {
    if (contains(polygon, p)) return 0.0;
    for (std::size_t i = 0; i < polygon.outer.size(); ++i) {
      nearest = std::min(nearest, distance_to_edge(p, polygon.outer[i], polygon.outer[(i + 1) % polygon.outer.size()]));
    }
  }
  return nearest;
}

std::vector<gis::LayerRequest> layer_requests(const Dossier& dossier) {
  std::vector<gis::LayerRequest> requests;
  for (const LayerSource& layer : dossier.layers) requests.push_back(gis::request_of(layer, dossier.peildatum));
  return requests;
}

LayerWatch::LayerWatch(const Dossier& dossier) : form_{dossier.layer_hash} {
  for (const LayerSource& layer : dossier.layers) {
    const bool known = std::any_of(layers_.begin(), layers_.end(), [&](const Layer& l) { return l.source.shown_path == layer.shown_path; });
    if (!known) layers_.push_back({layer, gis::LayerState{layer.path}});
  }
}

void LayerWatch::check() const {
  std::vector<Diagnostic> changed;
  for (const Layer& layer : layers_) {
    if (gis::LayerState{layer.source.path} == layer.state) continue;
    changed.push_back({codes::layer_changed, Severity::Fout, layer.source.place, {layer.source.shown_path}});
  }
  if (!changed.empty()) throw LayerError(std::move(changed));
}

std::map<std::string, std::string> LayerWatch::hashes() const {
  std::map<std::string, std::string> hashes;
  std::vector<Diagnostic> wrong;
  for (const auto& [source, state] : layers_) {
    const auto of_file = [&state = state, this] { return form_ == LayerHash::Parts ? state.sha256() : state.sha256_of_named_file(); };
    hashes[source.shown_path] = source.origin ? source.origin->sha256 : of_file();
    // The layer itself, not what an archive holds of it.
    const bool is_file = source.prepared && source.path.filename() == std::filesystem::path{source.shown_path}.filename();
    if (!is_file || of_file() == source.origin->sha256) continue;
    wrong.push_back({codes::prepared_file_changed, Severity::Fout, source.place, {source.shown_path}});
  }
  check();
  if (!wrong.empty()) throw LayerError(std::move(wrong));
  return hashes;
}

gis::BagStatusTable bag_words(const ClassRules& classes) {
  gis::BagStatusTable words{classes.pand_bestaand, classes.pand_geprojecteerd, classes.pand_vervallen};
  const auto add = [](std::vector<std::string>& to, const std::vector<std::string>& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  add(words.bestaand, classes.verblijfsobject_bestaand);
  add(words.geprojecteerd, classes.verblijfsobject_geprojecteerd);
  add(words.vervallen, classes.verblijfsobject_vervallen);
  for (const auto& [word, rule] : classes.gebruiksdoelen) words.gebruiksdoelen.push_back(word);
  if (classes.groot_pand_zonder_verblijfsobject) words.groot_vanaf = classes.groot_pand_zonder_verblijfsobject->vanaf;
  return words;
}

bool on_own_ground(const MultiPolygon& footprint, const std::vector<Site>& sites) {
  return std::any_of(sites.begin(), sites.end(), [&](const Site& site) {
    return std::all_of(footprint.begin(), footprint.end(), [&](const Polygon& polygon) {
      return std::all_of(polygon.outer.begin(), polygon.outer.end(),
                         [&](RdPoint p) { return contains(site.boundary, p); });
    });
  });
}

}  // namespace batterisk::study
