#include "layout.hpp"

#include "batterisk/core/base/codes_siting.hpp"
#include "batterisk/core/dossier/footprint.hpp"

#include <cmath>
#include <utility>

namespace batterisk::siting {

Dossier at_place(const Dossier& dossier, RdPoint punt, Angle draaiing) {
  Dossier moved = dossier;
  if (moved.units.empty()) return moved;
  const RdPoint first = dossier.units.front().position;
  const double s = std::sin(draaiing.rad());
  const double c = std::cos(draaiing.rad());
  for (BatteryUnit& unit : moved.units) {
    const double dx = unit.position.x - first.x;
    const double dy = unit.position.y - first.y;
    unit.position = {punt.x + c * dx + s * dy, punt.y - s * dx + c * dy};  // clockwise
    unit.orientation = Angle::rad(unit.orientation.rad() + draaiing.rad());
  }
  return moved;
}

MultiPolygon around_origin(MultiPolygon polygons, RdPoint at) {
  return moved(std::move(polygons), {-at.x, -at.y});
}

MultiPolygon footprints(const Dossier& dossier, const std::string& system, double within_m) {
  MultiPolygon polygons;
  for (BatteryUnit unit : dossier.units) {
    if (!system.empty() && unit.system != system) continue;
    unit.length = Length::m(unit.length.m() - 2.0 * within_m);
    unit.width = Length::m(unit.width.m() - 2.0 * within_m);
    polygons.push_back({footprint(unit), {}});
  }
  return around_origin(std::move(polygons), dossier.units.front().position);
}

void check_movable(const Dossier& dossier) {
  std::vector<Diagnostic> findings;
  const auto refuse = [&](const Place& place, const std::string& id) {
    findings.push_back({codes::siting_not_movable, Severity::Fout, place, {id}});
  };
  for (const BatteryUnit& unit : dossier.units) {
    if (unit.kind != SystemKind::EosContainer && unit.kind != SystemKind::EosPark) refuse(unit.place, unit.id);
  }
  for (const UserScenario& scenario : dossier.scenarios) refuse(scenario.place, scenario.id);
  if (dossier.units.empty() && findings.empty()) {
    findings.push_back({codes::siting_nothing_to_place, Severity::Fout, {dossier.path, 0, 0, {}}, {}});
  }
  if (!findings.empty()) throw DossierError(std::move(findings));
}

bool same_kind(const BatteryUnit& a, const BatteryUnit& b) {
  return a.system == b.system && a.kind == b.kind && a.chemistry == b.chemistry && a.length.m() == b.length.m() && a.width.m() == b.width.m() &&
         a.height.m() == b.height.m() && a.internal_volume == b.internal_volume && a.cell_energy == b.cell_energy &&
         a.module_energy == b.module_energy && a.rack_energy == b.rack_energy && a.total_energy == b.total_energy &&
         a.rated_power == b.rated_power && a.state_of_charge == b.state_of_charge && a.fire_test_gap == b.fire_test_gap &&
         a.openings == b.openings && a.placement == b.placement && a.in_use_since == b.in_use_since;
}

}  // namespace batterisk::siting
