#include "batterisk/siting/screening.hpp"

#include "names.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/gis/read/layer.hpp"
#include "batterisk/gis/read/layer_state.hpp"
#include "batterisk/study/run/objects.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

namespace batterisk::siting {
namespace {

// What one search found, over parts and orientations.
TerreinUitkomst best_of(const SitingResult& result) {
  TerreinUitkomst best;
  const Ruimte* chosen = nullptr;
  bool unknown = false;
  for (const Ruimte& r : result.ruimten) {
    unknown = unknown || !r.onbekend.empty() || (r.plaats && !r.plaats->bevestigd);
    if (!r.plaats || !r.plaats->bevestigd) continue;
    if (best.plaats && best.plaats->rand_m >= r.plaats->rand_m) continue;
    best.plaats = r.plaats;
    chosen = &r;
  }
  best.uitkomst = best.plaats ? Uitkomst::Past : unknown ? Uitkomst::NietTeZeggen : Uitkomst::PastNiet;
  if (chosen == nullptr) {
    double least = std::numeric_limits<double>::infinity();
    for (const Ruimte& r : result.ruimten) {
      const double here = r.waarom && r.waarom->opening ? r.waarom->opening->verschuiving_m : std::numeric_limits<double>::max();
      if (here >= least || r.passend.empty()) continue;
      least = here;
      chosen = &r;
    }
  }
  if (chosen == nullptr) return best;
  best.draaiing = chosen->draaiing;
  for (const Ruimte& r : result.ruimten) {
    if (r.draaiing.rad() != chosen->draaiing.rad()) continue;
    best.passend_m2 += area_m2(r.passend);
    best.mogelijk_m2 += area_m2(r.mogelijk);
  }
  std::vector<std::size_t> binds;
  if (chosen->waarom && best.uitkomst == Uitkomst::PastNiet) {
    if (chosen->waarom->opening) best.verschuiving_m = chosen->waarom->opening->verschuiving_m;
    binds = chosen->waarom->opening ? chosen->waarom->opening->bindend : chosen->waarom->samen;
  } else {
    // Of a plot of which nobody can say it, what is not known there; layers that fall short have messages of their own.
    const auto& all = chosen->belemmeringen;
    const auto counts = [&](const Belemmering& b) { return best.uitkomst != Uitkomst::NietTeZeggen || b.oordeel == Oordeel::Onbepaald; };
    std::optional<std::size_t> most;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (counts(all[i]) && (!most || area_m2(all[i].vlak) > area_m2(all[*most].vlak))) most = i;
    }
    if (most) binds.push_back(*most);
  }
  for (const std::size_t i : binds) {
    const Belemmering& b = chosen->belemmeringen[i];
    best.bindend += (best.bindend.empty() ? "" : " ") + object_id(result, b);
    best.oorzaak += (best.oorzaak.empty() ? "" : " ") + b.oorzaak;
  }
  return best;
}

}  // namespace

std::string_view to_string(Uitkomst uitkomst) {
  switch (uitkomst) {
    case Uitkomst::Past: return "past";
    case Uitkomst::PastMetMaatregelen: return "past_met_maatregelen";
    case Uitkomst::PastNiet: return "past_niet";
    case Uitkomst::NietTeZeggen: return "niet_te_zeggen";
  }
  return "niet_te_zeggen";
}

TerreinUitkomst screen(const Dossier& dossier, const RuleCatalog& catalog, const Gezocht& gezocht, const Terrein& terrein,
                       const std::optional<Inrichting>& inrichting, const std::stop_token& stop) {
  Dossier here = dossier;
  here.sites.clear();
  for (const Polygon& part : terrein.vlak) {
    here.sites.push_back({here.sites.empty() ? terrein.id : fmt::format("{}-{}", terrein.id, here.sites.size() + 1), part});
  }
  here.measures.clear();
  TerreinUitkomst found = best_of(find_places(here, catalog, gezocht, stop));
  if (found.uitkomst != Uitkomst::Past && !dossier.measures.empty()) {
    here.measures = dossier.measures;
    found = best_of(find_places(here, catalog, gezocht, stop));
    if (found.uitkomst == Uitkomst::Past) found.uitkomst = Uitkomst::PastMetMaatregelen;
  }
  if (inrichting) found.telling = count_by_zones(here, catalog, gezocht, *inrichting, stop);
  return found;
}

Terreinen read_plots(const std::string& path, const Dossier& dossier, const RuleSet& rules, const std::stop_token& stop) {
  const auto bar = path.find('|');
  gis::LayerRequest request{LayerKind::Percelen, path.substr(0, bar), path.substr(0, bar), bar == std::string::npos ? "" : path.substr(bar + 1), {}, {}};
  request.place = {path, 0, 0, {}};
  request.peildatum = dossier.peildatum;
  const gis::LayerState state{request.path};
  // All of the Netherlands.
  const Box country{{-10'000.0, 290'000.0}, {310'000.0, 640'000.0}};
  Surroundings found = gis::read_surroundings({request}, country, study::bag_words(rules.classes), stop);
  Terreinen plots;
  // That plots do not cover the country is as it should be.
  for (Diagnostic& d : found.diagnostics) {
    if (d.code != codes::layer_not_covering) plots.messages.push_back(std::move(d));
  }
  if (!found.percelen) throw LayerError(std::move(plots.messages));
  for (Perceel& perceel : *found.percelen) plots.terreinen.push_back({std::move(perceel.identificatie), std::move(perceel.vlak)});
  std::stable_sort(plots.terreinen.begin(), plots.terreinen.end(), [](const Terrein& a, const Terrein& b) { return a.id < b.id; });
  plots.sha256 = state.sha256();
  return plots;
}

}  // namespace batterisk::siting
