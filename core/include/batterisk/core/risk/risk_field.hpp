#pragma once

#include "batterisk/core/base/clustered.hpp"
#include "batterisk/core/risk/domino_risk.hpp"
#include "batterisk/core/risk/effect_models.hpp"
#include "batterisk/core/risk/fire_radiation.hpp"
#include "batterisk/core/risk/polar_table.hpp"
#include "batterisk/core/risk/torch_risk.hpp"
#include "batterisk/core/risk/toxic_risk.hpp"
#include "batterisk/core/risk/wall_torch_risk.hpp"
#include "batterisk/core/scenario/scenario.hpp"

#include <memory>
#include <vector>

namespace batterisk {

namespace detail {
class DominoTable;
}

/// The plaatsgebonden risico of all scenarios anywhere in the plane: PR is additive over scenarios and units. What goes
/// out from one place in all directions (clouds, smoke, explosions, fires) is one polar table; units that are equal share
/// it, so that a park of equal units costs one.
class RiskField {
 public:
  RiskField(const std::vector<Scenario>& scenarios, const EffectModels& models, const StudyWeather& weather,
            const RuleSet& rules, UsedKeys& used);

  /// From the tables (torch within 2 %, toxic within 1 % of `direct_at` where PR counts: centimetres on a contour).
  [[nodiscard]] PlaatsgebondenRisico at(RdPoint p) const;
  /// By direct integration of every scenario; the reference.
  [[nodiscard]] PlaatsgebondenRisico direct_at(RdPoint p) const;
  /// Part of each scenario in `direct_at`, in the order of the scenarios.
  [[nodiscard]] std::vector<PlaatsgebondenRisico> direct_parts_at(RdPoint p) const;

  /// Part of each weather class in one scenario's part of `direct_at`; empty where weather plays no part.
  [[nodiscard]] std::vector<PlaatsgebondenRisico> direct_class_parts_at(std::size_t scenario, RdPoint p) const;

  /// Box outside which the PR is 0.
  [[nodiscard]] const Box& reach() const { return reach_; }
  /// Places of the sources.
  [[nodiscard]] const std::vector<RdPoint>& sources() const { return positions_; }

 private:
  struct Fire {
    FireRadiation radiation;
    ToxicRisk smoke;
  };
  struct Domino {
    std::shared_ptr<const DominoRisk> risk;  // the table holds on to it
    std::shared_ptr<const detail::DominoTable> table;
  };
  struct Part {
    RdPoint position{};
    double frequency = 0.0;
    double orientation = 0.0;
    double reach_m = 0.0;
    double lethal_m = 0.0;               // explosion that kills within a circle
    const ExplosionSource* vented = nullptr;  // or one whose vent kills too, further ahead of it than beside it
    const TorchRisk* torch = nullptr;    // at most one of these
    const WallTorchRisk* wall_torch = nullptr;
    const ToxicRisk* toxic = nullptr;
    const Fire* fire = nullptr;
    const Domino* domino = nullptr;
  };
  // What goes out from one place in all directions, times its frequency.
  struct Round {
    RdPoint position{};
    double reach_m = 0.0;
    const PolarTable* table = nullptr;
  };
  // A fire whose flames radiate to one side; its smoke goes in all directions.
  struct SidedFire {
    RdPoint position{};
    double reach_m = 0.0;
    Part part;
    const PolarTable* smoke = nullptr;  // times its frequency
  };
  // A pair of fires, about their middle.
  struct DominoPart {
    RdPoint position{};
    double reach_m = 0.0;
    double frequency = 0.0;
    const detail::DominoTable* table = nullptr;
  };
  void add_rounds();
  void add_ring(const Part& part, double distance_m, PolarTable::Ring ring) const;
  [[nodiscard]] double part_at(const Part& part, RdPoint p) const;
  [[nodiscard]] static double fire_class_lethality(const Fire& fire, std::size_t c, double distance_m, double bearing);
  [[nodiscard]] static double torch_lethality(const Part& part, double distance_m, double bearing, bool direct);

  std::vector<std::shared_ptr<const TorchRisk>> torches_;
  std::vector<std::shared_ptr<const WallTorchRisk>> wall_torches_;
  std::vector<std::shared_ptr<const ToxicRisk>> toxics_;
  std::vector<std::shared_ptr<const Fire>> fires_;
  std::vector<std::shared_ptr<const Domino>> dominos_;
  std::vector<std::shared_ptr<const ExplosionSource>> vented_;
  std::vector<Part> vented_parts_;
  std::vector<Part> parts_;                                  // by scenario
  std::vector<std::shared_ptr<const PolarTable>> tables_;        // of rounds
  std::vector<std::shared_ptr<const PolarTable>> smoke_tables_;  // of sided fires
  Clustered<Round> rounds_;
  Clustered<Part> torch_parts_;
  Clustered<SidedFire> sided_fires_;
  Clustered<DominoPart> domino_parts_;
  std::vector<RdPoint> positions_;
  Box reach_;
};

}  // namespace batterisk
