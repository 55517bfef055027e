#include "batterisk/gis/read/layer.hpp"

#include "read/coverage.hpp"
#include "read/layer_objects.hpp"
#include "read/layer_people.hpp"
#include "read/layer_units.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace batterisk::gis {
namespace {

/// The order of objects must not depend on the row order of a file or on its index. Objects are large: their places are
/// sorted, and each moves once.
void sort_by_id(std::vector<Pand>& objects) {
  const auto before = [](const Pand& a, const Pand& b) { return a.identificatie < b.identificatie; };
  if (std::is_sorted(objects.begin(), objects.end(), before)) return;
  std::vector<IdAndPlace> order;  // equal ids stay in their order
  order.reserve(objects.size());
  for (std::size_t i = 0; i < objects.size(); ++i) order.emplace_back(objects[i].identificatie, i);
  order_by_id(order);
  std::vector<Pand> sorted;
  sorted.reserve(objects.size());
  for (const auto& [id, i] : order) sorted.push_back(std::move(objects[i]));
  objects = std::move(sorted);
}

/// Layers that can be read on their own, then those that hang on buildings: units, then classes, then people.
int turn_of(LayerKind kind) {
  if (kind == LayerKind::Verblijfsobjecten) return 1;
  if (kind == LayerKind::KwetsbareObjecten) return 2;
  return kind == LayerKind::Personen ? 3 : 0;
}

using Deliveries = std::map<LayerKind, Delivery>;

/// What the deliveries do not cover of a box.
CoverageGap gap_of(LayerKind kind, const Box& box, Delivery& delivery, const Surroundings& surroundings) {
  if (is_sparse(kind)) return {};
  if (kind == LayerKind::Verblijfsobjecten) return gap_around(box, delivery.held());
  const bool follow_from_parcels = kind == LayerKind::Panden && surroundings.percelen;
  return gap_within(box, delivery.held(), follow_from_parcels ? &*surroundings.percelen : nullptr);
}

/// True when something lies in the box, in a building that the layer of buildings does not have.
bool lacks_a_building(const Box& box, const Surroundings& surroundings) {
  const auto& units = surroundings.zonder_pand;
  return std::any_of(units.begin(), units.end(), [&](const Verblijfsobject& u) { return box.contains(Box{u.punt, u.punt}); });
}

/// Judges which kinds cover the boxes. Of the study box alone it also marks the reports and says what is lacking.
void judge_coverage(const std::vector<LayerRequest>& layers, const std::vector<Box>& boxes, bool study_box,
                    const UnitsFound& units, Deliveries& deliveries, Surroundings& out) {
  for (const Box& box : boxes) out.coverage.push_back({box, {}});
  for (const LayerKind kind : layer_kinds()) {
    std::vector<std::size_t> usable;
    CoverageGap stored;  // of a whole layer out of which an archive has a part
    std::vector<std::string> names;
    for (std::size_t i = 0; i < layers.size(); ++i) {
      if (out.reports[i].kind != kind || !out.reports[i].usable) continue;
      usable.push_back(i);
      names.push_back(shown_name(out.reports[i]));
      if (layers[i].origin && stored.side.empty()) stored = layers[i].origin->gap;
    }
    if (usable.empty()) continue;
    // A table of units without places is known by the units that found a building.
    const bool table = kind == LayerKind::Verblijfsobjecten && !units.have_places;
    const bool part = std::any_of(usable.begin(), usable.end(), [&](std::size_t i) { return !out.reports[i].flaws.incomplete.empty(); });
    CoverageGap gap = stored;
    for (Coverage& coverage : out.coverage) {
      if (stored.side.empty() && !table) gap = gap_of(kind, coverage.box, deliveries[kind], out);
      const bool lacks = kind == LayerKind::Panden && lacks_a_building(coverage.box, out);
      if (gap.side.empty() && !part && !lacks && !(table && units.joined == 0)) coverage.kinds.push_back(kind);
    }
    if (!study_box) continue;
    for (const std::size_t i : usable) {
      LayerReport& report = out.reports[i];
      report.covers = out.covers(kind);
      report.gap = gap;
      if (!report.covers) report.remarks.push_back({"buiten_dekking", 1, {}});
    }
    if (gap.side.empty()) continue;
    out.diagnostics.push_back(layer_diagnostic(layers[usable.front()], out.reports[usable.front()],
                                               codes::layer_not_covering, Severity::Waarschuwing,
                                               {joined(names), gap.side, gap.place, gap.reach}));
  }
}

/// Buildings get what is known of their use, and what is not.
void settle_uses(const UnitsFound& units, bool study_box, Surroundings& out) {
  LayerReport* report = nullptr;
  for (LayerReport& r : out.reports) {
    if (report == nullptr && r.kind == LayerKind::Panden && r.usable) report = &r;
  }
  for (Pand& pand : *out.panden) {
    if (pand.laag != LayerKind::Panden) continue;
    if (settle_use(pand, units) && report != nullptr) remark(*report, "gebruik_uit_pand", pand.identificatie);
  }
  const bool covered = out.covers(LayerKind::Verblijfsobjecten);
  if (study_box && units.usable_layers > 0 && !covered) doubt_uncovered_units(*out.panden);
}

/// Buildings get the doubts that the units as a whole leave.
void add_doubts(const std::set<std::string>& in_doubt, const UnitsFound& units, Surroundings& out) {
  if (units.usable_layers == 0) return;
  const bool part = std::any_of(out.reports.begin(), out.reports.end(), [](const LayerReport& r) {
    return r.kind == LayerKind::Verblijfsobjecten && r.usable && !r.flaws.incomplete.empty();
  });
  std::vector<Pand>& panden = *out.panden;
  for (std::size_t i = 0; i < panden.size(); ++i) {
    Pand& pand = panden[i];
    if (pand.laag != LayerKind::Panden) continue;
    const auto same_id = [&](std::size_t other) {
      return panden[other].laag == LayerKind::Panden && panden[other].identificatie == pand.identificatie;
    };
    if (part) pand.twijfels.push_back(Twijfel::LaagAfgebroken);
    if (in_doubt.contains(pand.identificatie)) pand.twijfels.push_back(Twijfel::AndereVerwijzing);
    if ((i > 0 && same_id(i - 1)) || (i + 1 < panden.size() && same_id(i + 1))) pand.twijfels.push_back(Twijfel::VerUiteen);
    if (pand.verblijfsobjecten.empty() && !is_sound(pand.identificatie, LayerKind::Panden)) {
      pand.twijfels.push_back(Twijfel::GeenIdentificatie);
    }
  }
}

/// Says which units and classed objects found no building, and that many buildings found no unit.
void report_joins(const std::vector<LayerRequest>& layers, const UnitsFound& units, const std::optional<Area>& large_from, Surroundings& out) {
  constexpr std::size_t ids_in_message = 5;
  constexpr std::size_t few = 8;
  const LayerRequest* panden = nullptr;
  const LayerReport* panden_report = nullptr;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const LayerReport& report = out.reports[i];
    if (report.kind == LayerKind::Panden && report.usable && panden == nullptr) {
      panden = &layers[i];
      panden_report = &report;
    }
    for (const LayerRemark& remark : report.remarks) {
      if (remark.reason != "zonder_pand" || remark.at_preparation) continue;
      const auto shown = static_cast<std::ptrdiff_t>(std::min(remark.ids.size(), ids_in_message));
      out.diagnostics.push_back(layer_diagnostic(layers[i], report, codes::units_without_building, Severity::Waarschuwing,
                                                 {shown_name(report), std::to_string(remark.count),
                                                  joined({remark.ids.begin(), remark.ids.begin() + shown})}));
    }
  }
  if (panden == nullptr || units.usable_layers == 0 || !large_from) return;
  std::size_t large = 0;
  std::vector<std::string> without;
  for (const Pand& pand : *out.panden) {
    if (pand.laag != LayerKind::Panden || pand.situatie != Situatie::Bestaand || area_m2(pand.footprint) < large_from->m2()) continue;
    ++large;
    if (pand.verblijfsobjecten.empty() && pand.aantal_verblijfsobjecten != 0) without.push_back(pand.identificatie);
  }
  // On a farm most buildings are sheds, of whatever size; elsewhere few of this size are.
  if (large >= few && 4 * without.size() > 3 * large) {
    const auto shown = static_cast<std::ptrdiff_t>(std::min(without.size(), ids_in_message));
    out.diagnostics.push_back(layer_diagnostic(*panden, *panden_report, codes::buildings_without_units, Severity::Waarschuwing,
                                               {shown_name(*panden_report), std::to_string(without.size()), std::to_string(large),
                                                joined({without.begin(), without.begin() + shown})}));
  }
}

}  // namespace

LayerRequest request_of(const batterisk::LayerSource& layer, std::chrono::year_month_day peildatum) {
  return {layer.kind,  layer.path,   layer.shown_path, layer.layer,   layer.bron,     layer.datum, layer.place,
          layer.origin, layer.crs,   layer.columns,    layer.prepared, layer.remarks, layer.omtrek, layer.flaws, peildatum,
          layer.access, layer.absent};
}

Surroundings read_surroundings(const std::vector<LayerRequest>& layers, const Box& box,
                               const BagStatusTable& statuses, std::stop_token stop, const std::vector<Box>& parts) {
  Surroundings out;
  out.study_box = box;
  out.reports.resize(layers.size());
  const Geos geos;
  ById<Perceel> percelen;
  std::map<LayerKind, ById<Pand>> objects;  // places, plans and classed objects never stand in for buildings
  Units units;
  Deliveries deliveries;
  UnitsFound found;
  CountedRecords counted;
  std::vector<Pand> none;

  const auto read_layer = [&](std::size_t i) {
    LayerReport& report = out.reports[i];
    std::optional<LayerSource> source = open_layer(layers[i], report, out.diagnostics);
    if (!source) return;
    std::vector<Box> seen;
    Reading reading{layers[i], std::move(*source), report, out.diagnostics, geos, &seen};
    report_age(reading);
    ById<Perceel> own_percelen;
    ById<Pand> own;
    Units own_units;
    std::vector<Pand>& panden = out.panden ? *out.panden : none;
    switch (layers[i].kind) {
      case LayerKind::Percelen:
        report.usable = read_percelen(reading, box, stop, own_percelen);
        break;
      case LayerKind::Panden:
        report.usable = read_panden(reading, box, statuses, stop, own);
        break;
      case LayerKind::Standplaatsen:
      case LayerKind::Ligplaatsen:
        report.usable = read_places(reading, box, statuses, stop, own);
        break;
      case LayerKind::Geprojecteerd:
        report.usable = read_planned(reading, box, statuses, stop, own);
        break;
      case LayerKind::Verblijfsobjecten:
        report.usable = read_verblijfsobjecten(reading, box, statuses, stop, panden, i, own_units);
        break;
      case LayerKind::KwetsbareObjecten:
        sort_by_id(panden);
        report.usable = read_vulnerable(reading, box, stop, panden, out.zonder_pand);
        break;
      case LayerKind::Personen:
        report.usable = read_people(reading, box, stop, panden, out.personen, counted);
        break;
    }
    if (!report.usable) return;
    if (report.kind == LayerKind::Verblijfsobjecten) {
      ++found.usable_layers;
      found.have_places = found.have_places || reading.source.layer->GetGeomType() != wkbNone;
    } else if (report.kind != LayerKind::KwetsbareObjecten && report.kind != LayerKind::Personen) {
      report.features_used = own_percelen.size() + own.size();
    }
    percelen.add_all(std::move(own_percelen), report, geos);
    objects[report.kind].add_all(std::move(own), report, geos);
    units.add_all(std::move(own_units), report);
    judge_completeness(reading);
    report_remarks(reading);
    Delivery& delivery = deliveries[report.kind];
    delivery.layers.emplace_back(std::move(reading.source), std::move(seen));
    if (layers[i].omtrek) delivery.outlines.push_back(*layers[i].omtrek);
  };
  const auto read = [&](std::size_t i) {
    try {
      read_layer(i);
    } catch (const std::runtime_error& e) {  // of GEOS or PROJ: one bad layer does not stop the others
      FileProblem problem = unreadable(shown_name(out.reports[i]), trouble_of(e.what()));
      out.diagnostics.push_back(
          layer_diagnostic(layers[i], out.reports[i], problem.code, Severity::Fout, std::move(problem.args)));
    }
  };

  const auto read_all = [&](int turn) {
    for (std::size_t i = 0; i < layers.size(); ++i) {
      if (turn_of(layers[i].kind) == turn) read(i);
    }
  };
  const auto usable = [&](LayerKind kind) {
    return std::any_of(out.reports.begin(), out.reports.end(), [&](const LayerReport& r) { return r.kind == kind && r.usable; });
  };

  read_all(0);
  if (usable(LayerKind::Percelen)) {
    out.percelen = percelen.take();
  }
  if (usable(LayerKind::Panden)) {
    out.panden = objects[LayerKind::Panden].take();
  }
  read_all(1);
  Orphans orphans = hang_units(units, box, out.panden ? *out.panden : none, out.reports, found);
  out.zonder_pand = std::move(orphans.loose);
  if (out.panden) {  // classes may lie on pitches, berths and plans too
    for (auto& [kind, others] : objects) {
      std::vector<Pand> more = others.take();
      std::move(more.begin(), more.end(), std::back_inserter(*out.panden));
    }
    sort_by_id(*out.panden);
  }
  read_all(2);
  if (out.panden) sort_by_id(*out.panden);
  read_all(3);
  judge_coverage(layers, parts.empty() ? std::vector{box} : parts, parts.empty(), found, deliveries, out);
  if (out.panden) {
    settle_uses(found, parts.empty(), out);
    add_doubts(orphans.in_doubt, found, out);
    report_joins(layers, found, statuses.groot_vanaf, out);
    for (Pand& pand : *out.panden) {
      if (pand.verblijfsobjecten.size() < 2) continue;
      std::stable_sort(pand.verblijfsobjecten.begin(), pand.verblijfsobjecten.end(),
                       [](const Verblijfsobject& a, const Verblijfsobject& b) {
                         return a.identificatie < b.identificatie;
                       });
    }
  }
  return out;
}

}  // namespace batterisk::gis
