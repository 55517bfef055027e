#include "batterisk/gis/read/layer.hpp"

#include "read/coverage.hpp"
#include "read/layer_objects.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace batterisk::gis {
namespace {

/// The order of objects must not depend on the row order of a file or on its index. Objects are large: their places are
/// sorted, and each moves once.
template <class Object>
void sort_by_id(std::vector<Object>& objects) {
  const auto before = [](const Object& a, const Object& b) { return a.identificatie < b.identificatie; };
  if (std::is_sorted(objects.begin(), objects.end(), before)) return;
  std::vector<std::pair<std::string_view, std::size_t>> order;  // equal ids stay in their order
  order.reserve(objects.size());
  for (std::size_t i = 0; i < objects.size(); ++i) order.emplace_back(objects[i].identificatie, i);
  std::sort(order.begin(), order.end());
  std::vector<Object> sorted;
  sorted.reserve(objects.size());
  for (const auto& [id, i] : order) sorted.push_back(std::move(objects[i]));
  objects = std::move(sorted);
}

/// Objects of one more layer of the same kind.
template <class Object>
void append(std::optional<std::vector<Object>>& to, std::vector<Object>&& from) {
  if (!to) {
    to = std::move(from);
  } else {
    std::move(from.begin(), from.end(), std::back_inserter(*to));
  }
}

/// Layers that can be read on their own, then those that hang on buildings: units, then classes.
int turn_of(LayerKind kind) {
  if (kind == LayerKind::Verblijfsobjecten) return 1;
  return kind == LayerKind::KwetsbareObjecten ? 2 : 0;
}

using Deliveries = std::map<LayerKind, Delivery>;

/// What the deliveries do not cover of a box.
CoverageGap gap_of(LayerKind kind, const Box& box, Delivery& delivery, const Surroundings& surroundings) {
  if (is_sparse(kind)) return {};
  if (kind == LayerKind::Verblijfsobjecten) return gap_around(box, delivery);
  const bool follow_from_parcels = kind == LayerKind::Panden && surroundings.percelen;
  return gap_within(box, delivery, follow_from_parcels ? &*surroundings.percelen : nullptr);
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
    CoverageGap gap = stored;
    for (Coverage& coverage : out.coverage) {
      if (stored.side.empty() && !table) gap = gap_of(kind, coverage.box, deliveries[kind], out);
      if (gap.side.empty() && !(table && units.joined == 0)) coverage.kinds.push_back(kind);
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

}  // namespace

LayerRequest request_of(const batterisk::LayerSource& layer) {
  return {layer.kind,  layer.path,   layer.shown_path, layer.layer,   layer.bron,     layer.datum, layer.place,
          layer.origin, layer.crs,   layer.columns,    layer.prepared, layer.remarks, layer.omtrek};
}

Surroundings read_surroundings(const std::vector<LayerRequest>& layers, const Box& box,
                               const BagStatusTable& statuses, std::stop_token stop, const std::vector<Box>& parts) {
  Surroundings out;
  out.study_box = box;
  out.reports.resize(layers.size());
  const Geos geos;
  // Places, plans and classed objects never stand in for a missing layer of buildings.
  std::vector<Pand> others;
  std::vector<Pand> none;
  Deliveries deliveries;
  UnitsFound units;

  const auto read_layer = [&](std::size_t i) {
    LayerReport& report = out.reports[i];
    std::optional<LayerSource> source = open_layer(layers[i], report, out.diagnostics);
    if (!source) return;
    std::vector<Box> seen;
    Reading reading{layers[i], std::move(*source), report, out.diagnostics, geos, &seen};
    std::vector<Perceel> percelen;
    std::vector<Pand> panden;
    switch (layers[i].kind) {
      case LayerKind::Percelen:
        report.usable = read_percelen(reading, box, stop, percelen);
        report.features_used = percelen.size();
        if (report.usable) append(out.percelen, std::move(percelen));
        break;
      case LayerKind::Panden:
        report.usable = read_panden(reading, box, statuses, stop, panden);
        report.features_used = panden.size();
        if (report.usable) append(out.panden, std::move(panden));
        break;
      case LayerKind::Standplaatsen:
      case LayerKind::Ligplaatsen:
        report.usable = read_places(reading, box, statuses, stop, panden);
        break;
      case LayerKind::Geprojecteerd:
        report.usable = read_planned(reading, box, statuses, stop, panden);
        break;
      case LayerKind::Verblijfsobjecten:
        report.usable = read_verblijfsobjecten(reading, box, statuses, stop, out.panden ? *out.panden : none, units);
        break;
      case LayerKind::KwetsbareObjecten:
        if (out.panden) sort_by_id(*out.panden);
        report.usable = read_vulnerable(reading, box, stop, out.panden ? *out.panden : none);
        break;
    }
    if (!report.usable) return;
    const bool stands_beside = report.kind == LayerKind::Standplaatsen || report.kind == LayerKind::Ligplaatsen ||
                               report.kind == LayerKind::Geprojecteerd;
    if (stands_beside) {
      report.features_used = panden.size();
      std::move(panden.begin(), panden.end(), std::back_inserter(others));
    }
    report_remarks(reading);
    Delivery& delivery = deliveries[report.kind];
    delivery.layers.emplace_back(std::move(reading.source), std::move(seen));
    if (layers[i].omtrek) delivery.outlines.push_back(*layers[i].omtrek);
  };
  const auto read = [&](std::size_t i) {
    try {
      read_layer(i);
    } catch (const std::runtime_error& e) {  // of GEOS or PROJ: one bad layer does not stop the others
      out.diagnostics.push_back(layer_diagnostic(layers[i], out.reports[i], codes::layer_unreadable,
                                                 Severity::Fout, {shown_name(out.reports[i]), e.what()}));
    }
  };

  for (int turn = 0; turn < 3; ++turn) {
    if (turn == 2 && out.panden) {  // classes may lie on pitches, berths and plans too
      append(out.panden, std::move(others));
      sort_by_id(*out.panden);
    }
    for (std::size_t i = 0; i < layers.size(); ++i) {
      if (turn_of(layers[i].kind) == turn) read(i);
    }
    if (out.percelen) sort_by_id(*out.percelen);
    if (out.panden) sort_by_id(*out.panden);
  }
  judge_coverage(layers, parts.empty() ? std::vector{box} : parts, parts.empty(), units, deliveries, out);
  if (out.panden) {
    settle_uses(units, parts.empty(), out);
    for (Pand& pand : *out.panden) {
      std::stable_sort(pand.verblijfsobjecten.begin(), pand.verblijfsobjecten.end(),
                       [](const Verblijfsobject& a, const Verblijfsobject& b) {
                         return a.identificatie < b.identificatie;
                       });
    }
  }
  return out;
}

}  // namespace batterisk::gis
