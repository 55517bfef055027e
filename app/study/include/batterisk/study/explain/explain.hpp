#pragma once

#include "batterisk/study/explain/model_quality.hpp"
#include "batterisk/study/run/study.hpp"
#include "batterisk/study/text/texts.hpp"

#include "batterisk/core/risk/explain.hpp"

#include <string>
#include <vector>

namespace batterisk::study {

/// How a point lies to an attention area.
struct AreaAtPoint {
  Aandachtsgebied soort{};
  bool inside = false;
  double margin_m = 0.0;           ///< distance to the edge of the area; 0 when there is no area
  std::string scenario;            ///< that reaches furthest
};

/// Everything behind the result at one point (core/README.md, 5.8).
struct PointExplanation {
  Explanation pr;
  std::vector<AreaAtPoint> areas;
  RiskStudy risk;
  Label label = Label::Indicatief;
  std::vector<std::shared_ptr<const Provenance>> used_keys;
  std::vector<Diagnostic> messages;
  std::vector<ModelQuality> quality;  ///< of the models that set the areas
};

/// Computes the risk and explains it at `point`, without any map layer.
[[nodiscard]] PointExplanation explain_point(const Dossier& dossier, const RuleCatalog& catalog, RdPoint point);
/// The same with a risk that `compute_risk` gave for this dossier, for more points of one study.
[[nodiscard]] PointExplanation explain_point(const Dossier& dossier, RiskStudy risk, RdPoint point);

/// PR at `count` points (at least 2) from `from` to `to`, both included, evenly spaced.
[[nodiscard]] std::vector<PlaatsgebondenRisico> pr_along(const RiskField& field, RdPoint from, RdPoint to,
                                                         std::size_t count);

/// A number behind an effect: what it is, value and unit.
struct ScenarioFigure {
  std::string naam;
  double waarde;
  std::string eenheid;
};
/// Source term of a scenario and what it does at `point` when flame or wind points that way.
[[nodiscard]] std::vector<ScenarioFigure> effect_values(const Scenario& scenario, RdPoint point, const RiskStudy& risk);
/// "lambda_P 0.2 1/(GW jaar) x ... = 2,10·10⁻⁴ /jaar": the frequency of a scenario as a product.
[[nodiscard]] std::string frequency_text(const Scenario& scenario, Language language);

/// For people: total, contributions with their frequency chain and effect, areas, keys behind them.
[[nodiscard]] std::string explain_text(const PointExplanation& explanation, Language language);
/// The same as one JSON document.
[[nodiscard]] std::string explain_json(const PointExplanation& explanation);

}  // namespace batterisk::study
