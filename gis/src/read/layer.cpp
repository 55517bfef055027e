#include "batterisk/gis/read/layer.hpp"

#include "read/layer_objects.hpp"

#include <algorithm>
#include <iterator>
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

}  // namespace

LayerRequest request_of(const batterisk::LayerSource& layer) {
  return {layer.kind,   layer.path, layer.shown_path, layer.layer,    layer.bron,    layer.datum,
          layer.place,  layer.origin, layer.crs,      layer.columns,  layer.prepared, layer.remarks};
}

Surroundings read_surroundings(const std::vector<LayerRequest>& layers, const Box& box,
                               const BagStatusTable& statuses, std::stop_token stop) {
  Surroundings out;
  out.study_box = box;
  out.reports.resize(layers.size());
  const Geos geos;
  const bool has_units = std::any_of(layers.begin(), layers.end(), [](const LayerRequest& r) {
    return r.kind == LayerKind::Verblijfsobjecten;
  });
  // Places, plans and classed objects never stand in for a missing layer of buildings.
  std::vector<Pand> others;
  std::vector<Pand> none;

  const auto read_layer = [&](std::size_t i) {
    std::optional<LayerSource> source = open_layer(layers[i], box, out.reports[i], out.diagnostics);
    if (!source) return;
    Reading reading{layers[i], std::move(*source), out.reports[i], out.diagnostics, geos};
    bool complete = false;
    std::vector<Perceel> percelen;
    std::vector<Pand> panden;
    switch (layers[i].kind) {
      case LayerKind::Percelen:
        complete = read_percelen(reading, box, stop, percelen);
        reading.report.features_used = percelen.size();
        if (complete) append(out.percelen, std::move(percelen));
        break;
      case LayerKind::Panden:
        complete = read_panden(reading, box, statuses, !has_units, stop, panden);
        reading.report.features_used = panden.size();
        if (complete) append(out.panden, std::move(panden));
        break;
      case LayerKind::Standplaatsen:
      case LayerKind::Ligplaatsen:
        complete = read_places(reading, box, statuses, stop, panden);
        break;
      case LayerKind::Geprojecteerd:
        complete = read_planned(reading, box, statuses, stop, panden);
        break;
      case LayerKind::Verblijfsobjecten:
        complete = read_verblijfsobjecten(reading, box, statuses, stop, out.panden ? *out.panden : none);
        break;
      case LayerKind::KwetsbareObjecten:
        if (out.panden) sort_by_id(*out.panden);
        complete = read_vulnerable(reading, box, stop, out.panden ? *out.panden : none);
        break;
    }
    const bool stands_beside = layers[i].kind == LayerKind::Standplaatsen ||
                               layers[i].kind == LayerKind::Ligplaatsen ||
                               layers[i].kind == LayerKind::Geprojecteerd;
    if (complete && stands_beside) {
      reading.report.features_used = panden.size();
      std::move(panden.begin(), panden.end(), std::back_inserter(others));
    }
    if (complete) report_remarks(reading);
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
  if (out.panden) {
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
