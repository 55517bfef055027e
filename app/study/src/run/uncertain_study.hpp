#pragma once

#include "run/nested_grid.hpp"

#include "batterisk/study/run/uncertainty.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace batterisk::study::detail {

/// A building as the samples look at it.
struct SampledPand {
  std::string identificatie;
  MultiPolygon footprint;
  Box box;
  std::vector<RdPoint> facade;  ///< places along the parts of its outline where PR counts
  std::vector<bool> berekend;   ///< whether it meets each zone in the result itself
};

/// A zone of which the chances are counted: those of the result, and areas that only other values give.
struct SampledZone {
  std::string naam;
  std::optional<double> level;  ///< of the PR (1/year)
  std::optional<Aandachtsgebied> area;
};

/// What one computation of a study with other values gives, as numbers in a fixed order: PR at the nodes of a grid and at a
/// place on the contour of each PR zone, reach of each area, and of each building the highest PR and whether it meets each area.
class UncertainStudy {
 public:
  UncertainStudy(const StudyResult& result, const RuleCatalog& catalog, const UncertaintyRequest& request);

  [[nodiscard]] const UncertainValues& values() const { return values_; }
  [[nodiscard]] const NestedGrid& grid() const { return grid_; }
  [[nodiscard]] const std::vector<SampledPand>& panden() const { return panden_; }
  /// Buildings of which the chances are counted from now on.
  void set_panden(std::vector<SampledPand> panden) { panden_ = std::move(panden); }

  /// PR zones first.
  [[nodiscard]] const std::vector<SampledZone>& zones() const { return zones_; }
  /// Its outcomes, in this order.
  [[nodiscard]] BoxModel model() const;
  [[nodiscard]] std::size_t node_outcome(std::size_t node) const { return node; }
  /// Of a PR zone the PR at its place; of an area how far it reaches (m).
  [[nodiscard]] std::size_t zone_outcome(std::size_t zone) const { return grid_.size() + zone; }
  [[nodiscard]] std::size_t pand_outcome(std::size_t pand, std::size_t zone) const;
  /// Whether a building with this outcome meets the zone.
  [[nodiscard]] bool meets(std::size_t zone, float outcome) const;
  /// The study with these values: its rules, risk and areas. Throws what the models throw.
  struct Computed {
    RiskStudy risk;
    std::vector<Zone> areas;  ///< those of `zones`, in their order
  };
  [[nodiscard]] Computed compute(std::span<const double> point, std::span<const std::size_t> setting) const;
  /// Why a computation failed first, by the order of what it computed; "" where none did.
  [[nodiscard]] std::string first_failure() const;

 private:
  [[nodiscard]] bool fill(std::span<const double> point, std::span<const std::size_t> setting, std::span<float> outcome) const;
  [[nodiscard]] std::shared_ptr<const RuleSet> rules_at(std::span<const double> point, std::span<const std::size_t> setting) const;

  const StudyResult& result_;
  RuleVariation rules_;
  UncertainValues values_;
  std::vector<std::vector<std::vector<KeyValues>>> settings_;  // of each interval
  std::vector<std::size_t> centre_;
  std::optional<double> fitted_torch_;  // power that the fit gives with the values of the rules; nothing: it does not move
  NestedGrid grid_;
  std::vector<std::optional<RdPoint>> place_;  // on each PR zone
  std::vector<SampledZone> zones_;
  std::size_t levels_ = 0;  // PR zones
  std::vector<SampledPand> panden_;
  mutable std::mutex failure_mutex_;
  mutable std::set<std::string> failures_;
};

}  // namespace batterisk::study::detail
