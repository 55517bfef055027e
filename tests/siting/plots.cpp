#include "plots.hpp"

#include "village/delivery.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

namespace batterisk::test {
namespace {

std::string ring_text(const Ring& ring) {
  std::string text;
  for (const RdPoint p : ring) text += fmt::format("{}[{:.3f}, {:.3f}]", text.empty() ? "" : ", ", p.x, p.y);
  return "[" + text + "]";
}

double metres(village::Random& random, int low_m, int high_m) { return static_cast<double>(random.between(low_m * 1000, high_m * 1000)) / 1000.0; }

}  // namespace

std::string text_of(const SitingDossier& dossier) {
  std::string text = "schema_versie = 1\n[project]\nnaam = \"proef\"\npeildatum = 2026-11-01\n[[locatie]]\nid = \"veld\"\ngrens = " +
                     ring_text(dossier.plot.outer) + "\n";
  text += dossier.systeem + dossier.more + "[omgeving]\nfunctionele_binding = \"nee\"\n";
  for (const village::LayerName& layer : village::all_layers()) {
    text += fmt::format(
        "[[omgeving.laag]]\nsoort = \"{}\"\npad = \"omgeving.gpkg\"\nlaag = \"{}\"\nbron = \"proef\"\ndatum = 2026-11-01\n", layer.soort,
        layer.table);
  }
  return text;
}

std::string container_at(RdPoint p) {
  return fmt::format(
      "[[systeem]]\nid = \"E\"\nsituatie = \"eos_container\"\nchemie = \"lfp\"\nenergie = {{ eenheid = \"4,2 MWh\" }}\n"
      "afmetingen = {{ lengte = \"6,06 m\", breedte = \"2,44 m\", hoogte = \"2,59 m\" }}\npositie = [{:.3f}, {:.3f}]\n",
      p.x, p.y);
}

Polygon rectangle(RdPoint centre, double width_m, double height_m) {
  return outline(Box{{centre.x - width_m / 2.0, centre.y - height_m / 2.0}, {centre.x + width_m / 2.0, centre.y + height_m / 2.0}});
}

SitingDossier random_dossier(village::Random& random) {
  const RdPoint centre{120'200.0 + metres(random, -180, 180), 479'880.0 + metres(random, -180, 180)};
  const double w = metres(random, 15, 45);
  const double h = metres(random, 15, 45);
  Ring ring{{-w, -h}, {w, -h}, {w, h}, {-w, h}};
  if (random.chance(40)) ring = {{-w, -h}, {w, -h}, {w, h / 3.0}, {w / 4.0, h / 3.0}, {w / 4.0, h}, {-w, h}};
  SitingDossier dossier;
  const double turn = metres(random, 0, 90) * std::numbers::pi / 180.0;
  const auto placed = [&](Ring around) {
    for (RdPoint& p : around) {
      p = {centre.x + std::cos(turn) * p.x - std::sin(turn) * p.y, centre.y + std::sin(turn) * p.x + std::cos(turn) * p.y};
      p = {std::round(p.x * 1000.0) / 1000.0, std::round(p.y * 1000.0) / 1000.0};
    }
    return around;
  };
  dossier.plot.outer = placed(ring);
  if (random.chance(30)) dossier.plot.holes = {placed({{-w / 2.0, -h / 2.0}, {-w / 2.0, -h / 4.0}, {-w / 4.0, -h / 4.0}, {-w / 4.0, -h / 2.0}})};
  const auto units = random.between(1, 3);
  std::string list;
  for (std::int64_t k = 0; k < units; ++k) {
    list += fmt::format("{}{{ id = \"E{}\", positie = [{:.3f}, {:.3f}] }}", k == 0 ? "" : ", ", k, centre.x, centre.y + 8.0 * static_cast<double>(k));
  }
  dossier.systeem = fmt::format(
      "[[systeem]]\nid = \"E\"\nsituatie = \"eos_park\"\nchemie = \"{}\"\nenergie = {{ eenheid = \"4,2 MWh\" }}\n"
      "afmetingen = {{ lengte = \"6,06 m\", breedte = \"2,44 m\", hoogte = \"2,59 m\" }}\norientatie = \"{} graden\"\neenheden = [{}]\n",
      random.chance(50) ? "lfp" : "nmc", random.between(0, 179), list);
  if (random.chance(30)) dossier.systeem += "openingen = [ { wand = \"lang_a\", dorpel = \"0 m\", breedte = \"5 m\", hoogte = \"2,4 m\" } ]\n";
  return dossier;
}

bool in(const MultiPolygon& area, RdPoint p) {
  return std::any_of(area.begin(), area.end(), [&](const Polygon& polygon) { return contains(polygon, p); });
}

}  // namespace batterisk::test
