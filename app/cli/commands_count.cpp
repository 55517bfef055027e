#include "commands.hpp"

#include "batterisk/core/base/csv.hpp"
#include "batterisk/core/verdict/toets.hpp"
#include "batterisk/gis/points/building_store.hpp"
#include "batterisk/gis/points/points.hpp"
#include "batterisk/study/run/objects.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace batterisk::cli {
namespace {

std::vector<gis::PointRow> read_sites(const Context& context, const std::string& file) {
  gis::PointRequest request;
  request.path = request.shown_path = file;
  request.place = {file, 0, 0, {}};
  request.x_column = "x";
  request.y_column = "y";
  gis::PointRows read = gis::read_points(request);
  if (has_error(read.findings)) throw DossierError(std::move(read.findings));
  report(context, read.findings);
  return std::move(read.rows);
}

}  // namespace

int count(const Context& context, const CountOptions& options) {
  std::vector<double> radii;
  for (const std::string& text : options.radii) radii.push_back(distance_of("--radius", text).m());
  const std::vector<gis::PointRow> sites = read_sites(context, options.sites);
  const RuleCatalog catalog = load_rules(context);
  Dossier empty;  // only its choice of rules matters; without --peildatum the newest
  empty.rule_set = "referentie";
  for (const RuleDocument& document : catalog.documents) {
    empty.peildatum = std::max(empty.peildatum, document.valid_from);
  }
  apply_options(context, empty);
  const ClassRules classes = load_rule_set(catalog, rule_selection(empty)).classes;
  gis::LayerRequest layer{LayerKind::Panden, options.layer, options.layer, {}, {}, {}};
  layer.peildatum = empty.peildatum;
  const gis::BuildingStore store{layer, study::bag_words(classes),
                                 [&](const Pand& pand) { return klasseer(pand, classes).klasse; }, context.stop, progress(context)};
  if (context.stop.stop_requested()) throw study::Cancelled{};
  fmt::print("id,x,y,afstand_m,zeer_kwetsbaar,kwetsbaar,beperkt_kwetsbaar,onbekend,geen,gedekt\n");
  for (const gis::PointRow& site : sites) {
    const RdPoint at = *site.point;
    const std::string id = csv_cell(site.id);
    for (const double r : radii) {
      const gis::ClassCounts n = store.count(at, r);
      const auto of = [&](Kwetsbaarheid k) { return n[static_cast<std::size_t>(k)]; };
      const bool covered = store.extent().contains({{at.x - r, at.y - r}, {at.x + r, at.y + r}});
      fmt::print("{},{:.3f},{:.3f},{:g},{},{},{},{},{},{}\n", id, at.x, at.y, r, of(Kwetsbaarheid::ZeerKwetsbaar),
                 of(Kwetsbaarheid::Kwetsbaar), of(Kwetsbaarheid::BeperktKwetsbaar), of(Kwetsbaarheid::Onbekend),
                 of(Kwetsbaarheid::Geen), covered ? "ja" : "nee");
    }
  }
  return ok;
}

}  // namespace batterisk::cli
