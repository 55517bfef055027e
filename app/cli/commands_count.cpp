#include "commands.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/units.hpp"
#include "batterisk/core/verdict/toets.hpp"
#include "batterisk/gis/points/building_store.hpp"
#include "batterisk/study/run/objects.hpp"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

namespace batterisk::cli {
namespace {

struct CountSite {
  std::string id;
  RdPoint at;
};

DossierError wrong(const std::string& file, int line, const std::string& what, const std::string& expected) {
  return DossierError({{{'D', codes::wrong_type}, Severity::Fout, {file, line, 1, {}}, {what, expected}}});
}

// "id,x,y" or "id;x;y" a line, the first a heading; between semicolons the decimal comma is allowed.
std::vector<CountSite> read_sites(const std::string& file) {
  std::ifstream in(file);
  if (!in) throw DossierError({{{'D', codes::file_unreadable}, Severity::Fout, {file, 0, 0, {}}, {file, "No such file or directory"}}});
  std::vector<CountSite> sites;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || number == 1) continue;
    const char separator = line.find(';') != std::string::npos ? ';' : ',';
    const auto first = line.find(separator);
    const auto second = line.find(separator, first + 1);
    const auto x = second == std::string::npos ? std::nullopt : split_number_and_unit(line.substr(first + 1, second - first - 1));
    const auto y = second == std::string::npos ? std::nullopt : split_number_and_unit(line.substr(second + 1));
    if (!x || !y || !x->unit.empty() || !y->unit.empty()) throw wrong(file, number, line, "id,x,y in RD-meters");
    sites.push_back({line.substr(0, first), {x->number, y->number}});
  }
  return sites;
}

std::vector<double> read_radii(const std::vector<std::string>& texts) {
  std::vector<double> radii;
  for (const std::string& text : texts) {
    const auto number = split_number_and_unit(text);
    const auto length = number ? from_unit<Length>(number->number, number->unit.empty() ? "m" : number->unit) : std::nullopt;
    if (!length || length->m() < 0.0 || length->m() > 50'000.0) throw wrong("opdrachtregel", 0, "--radius", "afstand tot 50 km");
    radii.push_back(length->m());
  }
  return radii;
}

}  // namespace

int count(const Context& context, const CountOptions& options) {
  const std::vector<CountSite> sites = read_sites(options.sites);
  const std::vector<double> radii = read_radii(options.radii);
  const RuleCatalog catalog = load_rules(context);
  Dossier empty;  // only its choice of rules matters; without --peildatum the newest
  empty.rule_set = "referentie";
  for (const RuleDocument& document : catalog.documents) {
    empty.peildatum = std::max(empty.peildatum, document.valid_from);
  }
  apply_options(context, empty);
  const ClassRules classes = load_rule_set(catalog, rule_selection(empty)).classes;
  gis::LayerRequest layer{LayerKind::Panden, options.layer, options.layer, {}, {}, {}};
  const gis::BuildingStore store{layer, study::bag_words(classes),
                                 [&](const Pand& pand) { return klasseer(pand, classes).klasse; }, context.stop, progress(context)};
  if (context.stop.stop_requested()) throw study::Cancelled{};
  fmt::print("id,x,y,afstand_m,zeer_kwetsbaar,kwetsbaar,beperkt_kwetsbaar,onbekend,geen,gedekt\n");
  for (const CountSite& site : sites) {
    for (const double r : radii) {
      const gis::ClassCounts n = store.count(site.at, r);
      const auto of = [&](Kwetsbaarheid k) { return n[static_cast<std::size_t>(k)]; };
      const bool covered = store.extent().contains({{site.at.x - r, site.at.y - r}, {site.at.x + r, site.at.y + r}});
      fmt::print("{},{:.3f},{:.3f},{:g},{},{},{},{},{},{}\n", site.id, site.at.x, site.at.y, r, of(Kwetsbaarheid::ZeerKwetsbaar),
                 of(Kwetsbaarheid::Kwetsbaar), of(Kwetsbaarheid::BeperktKwetsbaar), of(Kwetsbaarheid::Onbekend),
                 of(Kwetsbaarheid::Geen), covered ? "ja" : "nee");
    }
  }
  return ok;
}

}  // namespace batterisk::cli
