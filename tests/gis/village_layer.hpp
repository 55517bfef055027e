#pragma once

#include "fixture.hpp"

#include "batterisk/gis/read/layer.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

/// Small layers of buildings in and around one box.
namespace fixture {

using namespace batterisk;
using batterisk::gis::read_surroundings;

inline const Box village{{205000.0, 450000.0}, {206000.0, 451000.0}};

/// Squares in two corners of the village.
inline std::vector<Feature> corners(std::size_t values) {
  std::vector<Feature> out{{square(204990, 449990, 20), {"0221100000000001"}},
                                    {square(205990, 450990, 20), {"0221100000000002"}}};
  for (Feature& f : out) f.values.resize(values);
  return out;
}

inline Layer panden(std::vector<Feature> features, std::vector<Column> columns) {
  Layer layer;
  layer.columns = std::move(columns);
  layer.features = corners(layer.columns.size());
  layer.features.insert(layer.features.end(), features.begin(), features.end());
  return layer;
}

inline Layer panden(std::vector<Feature> features) {
  return panden(std::move(features), {{"identificatie"}, {"status"}});
}

/// The layer is said to hold all of the village, so that a test about something else hears nothing of it.
inline Surroundings read_panden(const std::filesystem::path& path, const std::string& layer = {}) {
  gis::LayerRequest panden = request(LayerKind::Panden, path, layer);
  panden.omtrek = outline(village);
  return read_surroundings({panden}, village, statuses());
}

/// The same of a delivery that is said to hold everything within the village.
inline Surroundings read_whole(const std::filesystem::path& path, const std::string& layer = {}) {
  auto asked = request(LayerKind::Panden, path, layer);
  asked.omtrek = outline(village);
  return read_surroundings({asked}, village, statuses());
}

inline const Pand& pand(const Surroundings& s, const std::string& id) {
  for (const Pand& p : *s.panden) {
    if (p.identificatie == id) return p;
  }
  throw std::runtime_error("no pand " + id);
}

inline bool has_pand(const Surroundings& s, const std::string& id) {
  return std::any_of(s.panden->begin(), s.panden->end(),
                     [&](const Pand& p) { return p.identificatie == id; });
}

inline const std::string in_use = "Pand in gebruik";

}  // namespace fixture
