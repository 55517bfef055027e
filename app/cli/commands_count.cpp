#include "commands.hpp"

#include "batterisk/core/base/csv.hpp"
#include "batterisk/core/verdict/toets.hpp"
#include "batterisk/gis/points/building_store.hpp"
#include "batterisk/gis/points/points.hpp"
#include "batterisk/study/run/objects.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

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

struct CountLayers {
  gis::LayerRequest panden;
  std::optional<gis::LayerRequest> verblijfsobjecten;
};

// The layer of buildings, with the units beside it where it is one of a prepared folder.
CountLayers layers_of(const std::string& given, std::chrono::year_month_day peildatum) {
  const std::filesystem::path path{given};
  std::error_code none;
  const bool is_folder = std::filesystem::is_directory(path, none);
  const std::filesystem::path folder = is_folder ? path : path.parent_path();
  const bool prepared = std::filesystem::is_regular_file(folder / "manifest.toml", none);
  CountLayers layers{{LayerKind::Panden, given, given, {}, {}, {}}, {}};
  layers.panden.peildatum = peildatum;
  if (!is_folder && !prepared) return layers;
  for (const LayerSource& source : prepared_layers(folder)) {
    if (source.kind == LayerKind::Verblijfsobjecten) layers.verblijfsobjecten = gis::request_of(source, peildatum);
    const bool asked = is_folder || source.path.filename() == path.filename();
    if (source.kind == LayerKind::Panden && asked) layers.panden = gis::request_of(source, peildatum);
  }
  return layers;
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
  const CountLayers layers = layers_of(options.layer, empty.peildatum);
  const gis::BuildingStore store{layers.panden, layers.verblijfsobjecten, study::bag_words(classes),
                                 [&](const Pand& pand) { return klasseer(pand, classes).klasse; }, context.stop, progress(context)};
  if (context.stop.stop_requested()) throw Cancelled{};
  fmt::print("id,x,y,afstand_m,zeer_kwetsbaar,kwetsbaar,beperkt_kwetsbaar,onbekend,geen,gedekt\n");
  for (const gis::PointRow& site : sites) {
    const RdPoint at = *site.point;
    const std::string id = csv_cell(site.id);
    for (const double r : radii) {
      const gis::ClassCounts n = store.count(at, r);
      const auto of = [&](Kwetsbaarheid k) { return n[static_cast<std::size_t>(k)]; };
      const bool covered = store.covers({{at.x - r, at.y - r}, {at.x + r, at.y + r}});
      fmt::print("{},{:.3f},{:.3f},{:g},{},{},{},{},{},{}\n", id, at.x, at.y, r, of(Kwetsbaarheid::ZeerKwetsbaar),
                 of(Kwetsbaarheid::Kwetsbaar), of(Kwetsbaarheid::BeperktKwetsbaar), of(Kwetsbaarheid::Onbekend),
                 of(Kwetsbaarheid::Geen), covered ? "ja" : "nee");
    }
  }
  return ok;
}

}  // namespace batterisk::cli
