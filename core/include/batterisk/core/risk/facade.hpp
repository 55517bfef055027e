#pragma once

#include "batterisk/core/base/geometry.hpp"
#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/core/risk/risk_field.hpp"

#include <optional>
#include <vector>

namespace batterisk {

/// Highest PR on the façade of a building, and where.
struct FacadeMaximum {
  PlaatsgebondenRisico pr = PlaatsgebondenRisico::per_year(0.0);
  RdPoint where{};
};

/// Maximum of the PR over the outlines of `footprint` outside the sites (Bkl art. 5.6, 5.9), to about a centimetre along
/// the façade; the value is by direct integration. Nothing when no part of the outline lies outside the sites.
[[nodiscard]] std::optional<FacadeMaximum> facade_maximum(const RiskField& field, const MultiPolygon& footprint,
                                                          const std::vector<Site>& sites);

}  // namespace batterisk
