#include "batterisk/study/run/objects.hpp"

#include "batterisk/core/base/sha256.hpp"

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

std::map<std::string, std::string> layer_hashes(const Dossier& dossier) {
  std::map<std::string, std::string> hashes;
  for (const LayerSource& layer : dossier.layers) {
    const auto [hash, is_new] = hashes.try_emplace(layer.shown_path);
    if (is_new) hash->second = layer.origin ? layer.origin->sha256 : sha256_of_file(gis::file_on_disk(layer.path));
  }
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
