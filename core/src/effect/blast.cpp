#include "batterisk/core/effect/blast.hpp"

#include "base/require.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace batterisk {
namespace {

void require_blast(const MultiEnergyBlast& blast) {
  detail::require(detail::not_negative(blast.energy.j()), "explosion energy negative");
  detail::require(detail::above_zero(blast.ambient.pa()), "ambient pressure not above 0");
}

void require_class(double blast_class) {
  detail::require(blast_class >= 1.0 && blast_class <= 10.0, "multi-energy class outside [1, 10]");
}

constexpr double pa_per_psi = 6894.757293168;

void require_wave(Overpressure p, double impulse_pa_s) {
  detail::require(detail::above_zero(p.pa()), "overpressure not above 0");
  detail::require(detail::above_zero(impulse_pa_s), "impulse not above 0");
}

}  // namespace

MultiEnergyTable::MultiEnergyTable(std::vector<double> scaled_distance,
                                   std::array<std::vector<double>, 10> scaled_pressure)
    : ln_distance_{std::move(scaled_distance)}, ln_pressure_{std::move(scaled_pressure)} {
  detail::require(ln_distance_.size() >= 2, "blast table with fewer than two rows");
  double previous = 0.0;
  for (double& r : ln_distance_) {
    detail::require(r > previous && std::isfinite(r), "scaled distances of the blast table not rising");
    previous = r;
    r = std::log(r);
  }
  for (auto& column : ln_pressure_) {
    detail::require(column.size() == ln_distance_.size(), "blast table column of another length");
    for (double& p : column) {
      detail::require(detail::above_zero(p), "scaled pressure of the blast table not above 0");
      p = std::log(p);
    }
  }
}

double MultiEnergyTable::ln_pressure(std::size_t row, double blast_class) const {
  const auto lower = std::min<std::size_t>(8, static_cast<std::size_t>(blast_class) - 1);
  const double part = blast_class - 1.0 - static_cast<double>(lower);
  return (1.0 - part) * ln_pressure_[lower][row] + part * ln_pressure_[lower + 1][row];
}

double MultiEnergyTable::scaled_pressure(double scaled_distance, double blast_class) const {
  require_class(blast_class);
  detail::require(scaled_distance >= 0.0 && std::isfinite(scaled_distance), "scaled distance negative");
  const double at = std::log(scaled_distance);
  if (at <= ln_distance_.front()) return std::exp(ln_pressure(0, blast_class));
  const std::size_t last = ln_distance_.size() - 1;
  if (at >= ln_distance_.back()) return std::exp(ln_pressure(last, blast_class) + ln_distance_.back() - at);
  const auto next = std::upper_bound(ln_distance_.begin(), ln_distance_.end(), at);
  const auto i = static_cast<std::size_t>(next - ln_distance_.begin());
  const double part = (at - ln_distance_[i - 1]) / (ln_distance_[i] - ln_distance_[i - 1]);
  return std::exp((1.0 - part) * ln_pressure(i - 1, blast_class) + part * ln_pressure(i, blast_class));
}

std::optional<double> MultiEnergyTable::scaled_distance(double pressure, double blast_class) const {
  require_class(blast_class);
  detail::require(detail::above_zero(pressure), "scaled pressure not above 0");
  const double wanted = std::log(pressure);
  // From the far end inwards, since the curves are not strictly falling near the source.
  double outer = ln_pressure(ln_distance_.size() - 1, blast_class);
  if (outer >= wanted) return std::exp(ln_distance_.back() + outer - wanted);
  for (std::size_t i = ln_distance_.size() - 1; i-- > 0;) {
    const double inner = ln_pressure(i, blast_class);
    if (inner >= wanted) {
      const double part = (inner - wanted) / (inner - outer);
      return std::exp((1.0 - part) * ln_distance_[i] + part * ln_distance_[i + 1]);
    }
    outer = inner;
  }
  return std::nullopt;
}

namespace {

constexpr double least_pressure = 1e-4;  // scaled; what is lower counts as none

// Piece of a class at a distance.
const MultiEnergyPowerLaws::Piece& piece_at(const std::vector<MultiEnergyPowerLaws::Piece>& pieces, double distance) {
  return *std::find_if(pieces.begin(), pieces.end(),
                       [distance](const MultiEnergyPowerLaws::Piece& p) { return distance <= p.to; });
}

}  // namespace

MultiEnergyPowerLaws::MultiEnergyPowerLaws(std::array<std::vector<Piece>, 10> classes) : classes_{std::move(classes)} {
  for (const auto& pieces : classes_) {
    detail::require(!pieces.empty() && std::isinf(pieces.back().to), "blast curve without end");
    double previous = 0.0;
    for (const Piece& p : pieces) {
      detail::require(detail::above_zero(p.a) && p.b <= 0.0 && std::isfinite(p.b), "blast curve not falling");
      detail::require(p.to > previous, "pieces of a blast curve not rising");
      previous = p.to;
    }
  }
}

double MultiEnergyPowerLaws::ln_pressure(double ln_distance, double blast_class) const {
  const auto lower = std::min<std::size_t>(8, static_cast<std::size_t>(blast_class) - 1);
  const double part = blast_class - 1.0 - static_cast<double>(lower);
  const double distance = std::exp(ln_distance);
  double sum = 0.0;
  for (const auto& [k, share] : {std::pair{lower, 1.0 - part}, std::pair{lower + 1, part}}) {
    if (share == 0.0) continue;
    const Piece& piece = piece_at(classes_[k], distance);
    sum += share * (std::log(piece.a) + (piece.b == 0.0 ? 0.0 : piece.b * ln_distance));
  }
  return sum;
}

double MultiEnergyPowerLaws::scaled_pressure(double scaled_distance, double blast_class) const {
  require_class(blast_class);
  detail::require(scaled_distance >= 0.0 && std::isfinite(scaled_distance), "scaled distance negative");
  // The curve of class 10 has no top; nearer than this no curve is read.
  constexpr double nearest = 0.01;
  const double pressure = std::exp(ln_pressure(std::log(std::max(nearest, scaled_distance)), blast_class));
  return pressure < least_pressure ? 0.0 : pressure;
}

std::optional<double> MultiEnergyPowerLaws::scaled_distance(double pressure, double blast_class) const {
  require_class(blast_class);
  detail::require(detail::above_zero(pressure), "scaled pressure not above 0");
  const double wanted = std::log(std::max(pressure, least_pressure));
  // Ends of the pieces of both classes; between two of them the curve is one straight line in the logarithms.
  const auto lower = std::min<std::size_t>(8, static_cast<std::size_t>(blast_class) - 1);
  std::vector<double> ends;
  for (const std::size_t k : {lower, lower + 1}) {
    for (const Piece& p : classes_[k]) {
      if (std::isfinite(p.to)) ends.push_back(p.to);
    }
  }
  std::sort(ends.begin(), ends.end());
  // From the far end inwards: at a joint the outer law may begin a little higher.
  double outside = std::numeric_limits<double>::infinity();
  for (std::size_t i = ends.size() + 1; i-- > 0;) {
    const double inside = i == 0 ? 0.0 : ends[i - 1];
    // Two places of the line: any, for they only give its slope.
    const double near = std::log(std::isinf(outside) ? 2.0 * inside : inside + 0.5 * (outside - inside));
    const double far = std::log(std::isinf(outside) ? 4.0 * inside : outside);
    const double at_near = ln_pressure(near, blast_class);
    const double at_far = ln_pressure(far, blast_class);
    if (std::isfinite(outside) && at_far >= wanted) return outside;
    if (at_near != at_far) {
      const double root = std::exp(near + (at_near - wanted) / (at_near - at_far) * (far - near));
      if (root > inside && root <= outside) return root;
    }
    outside = inside;
  }
  return std::nullopt;
}

Length multi_energy_scale(const MultiEnergyBlast& blast) {
  require_blast(blast);
  return Length::m(std::cbrt(blast.energy.j() / blast.ambient.pa()));
}

Overpressure multi_energy_overpressure(const MultiEnergyCurves& curves, const MultiEnergyBlast& blast,
                                       Length distance) {
  const Length scale = multi_energy_scale(blast);
  require_class(blast.blast_class);
  detail::require(detail::not_negative(distance.m()), "distance negative");
  if (scale.m() == 0.0) return Overpressure::pa(0.0);
  const auto scaled = [&](const auto& form) { return form.scaled_pressure(distance / scale, blast.blast_class); };
  return Overpressure::pa(blast.ambient.pa() * std::visit(scaled, curves));
}

std::optional<Length> multi_energy_distance(const MultiEnergyCurves& curves, const MultiEnergyBlast& blast,
                                            Overpressure limit) {
  const Length scale = multi_energy_scale(blast);
  const auto scaled = std::visit(
      [&](const auto& form) { return form.scaled_distance(limit.pa() / blast.ambient.pa(), blast.blast_class); }, curves);
  if (!scaled || scale.m() == 0.0) return std::nullopt;
  return *scaled * scale;
}

double multi_energy_weak_class(double scaled_distance, int blast_class) {
  detail::require(blast_class >= 1 && blast_class <= 4, "multi-energy class outside 1-4");
  detail::require(detail::not_negative(scaled_distance), "scaled distance negative");
  static constexpr std::array<double, 4> strength{0.01, 0.02, 0.05, 0.1};
  return strength[static_cast<std::size_t>(blast_class - 1)] *
         (scaled_distance > 0.51 ? 0.51 / scaled_distance : 1.0);
}

double bst_scaled_pressure(double scaled_distance, BstFlame flame) {
  static constexpr std::array<double, 6> distances{0.2, 0.5, 1.0, 2.0, 5.0, 9.0};
  static constexpr std::array<std::array<double, 6>, 6> pressures{{
      {0.0690, 0.0525, 0.0280, 0.0146, 0.0057, 0.0030},
      {0.2244, 0.1715, 0.0912, 0.0463, 0.0187, 0.0104},
      {0.6663, 0.467, 0.3085, 0.1362, 0.0496, 0.0255},
      {1.292, 0.849, 0.328, 0.149, 0.0543, 0.0275},
      {2.013, 0.972, 0.389, 0.176, 0.0596, 0.0274},
      {8.49, 1.04, 0.395, 0.171, 0.0588, 0.0303},
  }};
  detail::require(scaled_distance >= distances.front() && scaled_distance <= distances.back(),
                  "scaled distance outside [0.2, 9]");
  const auto& p = pressures[static_cast<std::size_t>(flame)];
  std::size_t i = 1;
  while (i + 1 < distances.size() && distances[i] < scaled_distance) ++i;
  const double part =
      std::log(scaled_distance / distances[i - 1]) / std::log(distances[i] / distances[i - 1]);
  return p[i - 1] * std::pow(p[i] / p[i - 1], part);
}

double bst_scaled_distance(Length distance, Energy energy, Pressure ambient) {
  detail::require(detail::not_negative(distance.m()), "distance negative");
  detail::require(detail::above_zero(energy.j()), "explosion energy not above 0");
  detail::require(detail::above_zero(ambient.pa()), "ambient pressure not above 0");
  return distance.m() * std::cbrt(ambient.pa() / (2.0 * energy.j()));
}

Mass tnt_equivalent(Mass fuel, SpecificEnergy heat_of_combustion, const TntParameters& parameters) {
  detail::require(detail::not_negative(fuel.kg()), "fuel mass negative");
  detail::require(detail::not_negative(heat_of_combustion.j_per_kg()), "heat of combustion negative");
  detail::require(detail::not_negative(parameters.yield) && detail::above_zero(parameters.tnt.j_per_kg()),
                  "TNT parameters out of range");
  return (parameters.yield * (heat_of_combustion / parameters.tnt)) * fuel;
}

Overpressure kinney_graham_overpressure(Mass tnt, Length distance, Pressure ambient) {
  detail::require(detail::above_zero(tnt.kg()), "TNT mass not above 0");
  detail::require(detail::above_zero(ambient.pa()), "ambient pressure not above 0");
  const double z = distance.m() / std::cbrt(tnt.kg());
  detail::require(z >= 0.05 && z <= 40.0, "scaled distance outside 0.05-40 m/kg^(1/3)");
  const auto term = [z](double scale) { return 1.0 + (z / scale) * (z / scale); };
  return Overpressure::pa(ambient.pa() * 808.0 * term(4.5) /
                          std::sqrt(term(0.048) * term(0.32) * term(1.35)));
}

Overpressure swisdak_overpressure(Mass tnt, Length distance) {
  detail::require(detail::above_zero(tnt.kg()), "TNT mass not above 0");
  const double z = distance.m() / std::cbrt(tnt.kg());
  detail::require(z >= 0.2 && z <= 198.0, "scaled distance outside 0.2-198 m/kg^(1/3)");
  static constexpr std::array<double, 5> near{7.2106, -2.1069, -0.3229, 0.1117, 0.0685};
  static constexpr std::array<double, 5> middle{7.5938, -3.0523, 0.40977, 0.0261, -0.01267};
  static constexpr std::array<double, 5> far{6.0536, -1.4066, 0.0, 0.0, 0.0};
  const auto& c = z <= 2.9 ? near : z <= 23.8 ? middle : far;
  const double l = std::log(z);
  return Overpressure::kpa(std::exp(c[0] + l * (c[1] + l * (c[2] + l * (c[3] + l * c[4])))));
}

double bauwens_scaled_pressure(double r) {
  detail::require(r >= 0.01 && std::isfinite(r), "scaled distance below 0.01");
  return 0.34 * std::pow(r, -4.0 / 3.0) + 0.062 / (r * r) + 0.0033 / (r * r * r);
}

InAndOutdoors overpressure_lethality(Overpressure p, const OverpressureLethality& bands) {
  detail::require(p.pa() >= 0.0, "overpressure negative");
  if (p > bands.certain) return {Probability::of(1.0), Probability::of(1.0)};
  if (p > bands.partial) return {bands.partial_indoors, bands.partial_outdoors};
  return {Probability::of(0.0), Probability::of(0.0)};
}

double structure_probit(Overpressure p) {
  require_wave(p, 1.0);
  return 1.47 + 1.37 * std::log(p.pa() / pa_per_psi);
}

double lung_probit(Overpressure p) {
  require_wave(p, 1.0);
  return -77.1 + 6.91 * std::log(p.pa());
}

double head_impact_probit(Overpressure p, double impulse_pa_s) {
  require_wave(p, impulse_pa_s);
  return 5.0 - 8.49 * std::log(2430.0 / p.pa() + 4e8 / (p.pa() * impulse_pa_s));
}

double collapse_probit(Overpressure p, double impulse_pa_s) {
  require_wave(p, impulse_pa_s);
  return 5.0 - 0.22 * std::log(std::pow(40000.0 / p.pa(), 7.4) + std::pow(460.0 / impulse_pa_s, 11.3));
}

DoorThrowResult door_throw(const DoorThrow& door) {
  detail::require(detail::above_zero(door.area.m2()) && detail::above_zero(door.mass.kg()) &&
                      detail::above_zero(door.drag_coefficient) &&
                      detail::above_zero(door.air_density.kg_per_m3()) &&
                      detail::above_zero(door.gravity_m_per_s2),
                  "door value not above 0");
  detail::require(detail::not_negative(door.impulse_pa_s), "impulse negative");
  const double speed = door.area.m2() / door.mass.kg() * door.impulse_pa_s;
  const double drag =
      door.mass.kg() / (0.5 * door.air_density.kg_per_m3() * door.drag_coefficient * door.area.m2());
  return {Speed::m_per_s(speed), Length::m(speed * speed / door.gravity_m_per_s2), Length::m(drag)};
}

}  // namespace batterisk
