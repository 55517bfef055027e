#include "batterisk/core/effect/deflagration.hpp"

#include "base/require.hpp"
#include "batterisk/core/base/root.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace batterisk {
namespace {

constexpr double initial_burnt = 1e-6;   // of the mass
constexpr double final_unburnt = 1e-4;   // of the mass
constexpr double unburnt_outflow = 0.6;  // burnt volume fraction at which the vent turns to burnt gas

// Pressure over p0, then unburnt, burnt and vented unburnt mass over rho_0 V.
using State = std::array<double, 4>;

enum class Event { None, VentOpens, OutflowTurns, Spent };

struct Mode {
  bool open = false;
  bool burnt_outflow = false;
};

class Room {
 public:
  explicit Room(const VentedDeflagration& r)
      : gamma_{r.gamma},
        exponent_{r.pressure_exponent},
        rise_{r.maximum.pa() / r.ambient.pa() - 1.0},
        // A_f = (36 pi)^(1/3) V_b^(2/3)
        burning_per_s_{r.burning_velocity.m_per_s() * r.wrinkling * std::cbrt(36.0 * std::numbers::pi) /
                       std::cbrt(r.volume.m3())},
        vent_per_s_{r.discharge * r.vent.m2() / r.volume.m3() *
                    std::sqrt(r.ambient.pa() / r.density.kg_per_m3())},
        critical_{std::pow(0.5 * (r.gamma + 1.0), r.gamma / (r.gamma - 1.0))},
        choked_{std::sqrt(r.gamma * std::pow(2.0 / (r.gamma + 1.0), (r.gamma + 1.0) / (r.gamma - 1.0)))} {}

  // Burnt volume over V.
  [[nodiscard]] double burnt_volume(const State& y) const {
    return std::clamp(1.0 - y[1] / std::pow(y[0], 1.0 / gamma_), 0.0, 1.0);
  }

  [[nodiscard]] State rate(const State& y, const Mode& mode) const {
    const double ln_p = std::log(y[0]);
    const double density = std::exp(ln_p / gamma_);  // rho_u/rho_0
    const double volume = std::clamp(1.0 - y[1] / density, 0.0, 1.0);
    const double burning = burning_per_s_ * density * std::exp(exponent_ * ln_p) * std::cbrt(volume * volume);
    State d{rise_ * burning, -burning, burning, 0.0};
    if (!mode.open || y[0] <= 1.0) return d;
    const double vented_density =
        mode.burnt_outflow ? std::max(0.0, y[2]) / std::max(volume, initial_burnt) : density;
    // Isentropic orifice; expm1 keeps the small pressure differences exact.
    const double flow_function =
        y[0] >= critical_
            ? choked_
            : std::sqrt(2.0 * gamma_ / (gamma_ - 1.0) * -std::expm1(-ln_p * (gamma_ - 1.0) / gamma_)) /
                  density;
    const double flow = vent_per_s_ * flow_function * std::sqrt(y[0] * vented_density);
    if (vented_density > 0.0) d[0] -= gamma_ * y[0] * flow / vented_density;
    d[mode.burnt_outflow ? 2 : 1] -= flow;
    if (!mode.burnt_outflow) d[3] = flow;
    return d;
  }

 private:
  double gamma_;
  double exponent_;
  double rise_;
  double burning_per_s_;
  double vent_per_s_;
  double critical_;
  double choked_;
};

struct Step {
  State end;
  State rate_at_end;
  double error;  // at most 1 when accepted
};

// One step of the pair of Dormand and Prince (1980), fifth order.
Step dormand_prince(const Room& room, const Mode& mode, const State& y, const State& k1, double h) {
  const auto at = [&](std::initializer_list<std::pair<double, const State*>> terms) {
    State s = y;
    for (const auto& [weight, k] : terms) {
      for (std::size_t i = 0; i < s.size(); ++i) s[i] += h * weight * (*k)[i];
    }
    s[0] = std::max(s[0], 1.0);
    return s;
  };
  const State k2 = room.rate(at({{1.0 / 5, &k1}}), mode);
  const State k3 = room.rate(at({{3.0 / 40, &k1}, {9.0 / 40, &k2}}), mode);
  const State k4 = room.rate(at({{44.0 / 45, &k1}, {-56.0 / 15, &k2}, {32.0 / 9, &k3}}), mode);
  const State k5 = room.rate(
      at({{19372.0 / 6561, &k1}, {-25360.0 / 2187, &k2}, {64448.0 / 6561, &k3}, {-212.0 / 729, &k4}}), mode);
  const State k6 = room.rate(at({{9017.0 / 3168, &k1},
                                 {-355.0 / 33, &k2},
                                 {46732.0 / 5247, &k3},
                                 {49.0 / 176, &k4},
                                 {-5103.0 / 18656, &k5}}),
                             mode);
  Step step{at({{35.0 / 384, &k1},
                {500.0 / 1113, &k3},
                {125.0 / 192, &k4},
                {-2187.0 / 6784, &k5},
                {11.0 / 84, &k6}}),
            {},
            0.0};
  step.rate_at_end = room.rate(step.end, mode);
  const State& k7 = step.rate_at_end;
  constexpr double relative = 1e-7;
  constexpr double absolute = 1e-11;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double e = h * (71.0 / 57600 * k1[i] - 71.0 / 16695 * k3[i] + 71.0 / 1920 * k4[i] -
                          17253.0 / 339200 * k5[i] + 22.0 / 525 * k6[i] - 1.0 / 40 * k7[i]);
    const double size = i == 0 ? step.end[0] - 1.0 : step.end[i];
    step.error = std::max(step.error, std::fabs(e) / (absolute + relative * std::fabs(size)));
  }
  return step;
}

// Largest pressure within a step whose pressure first rises, then falls: maximum of the cubic through both
// ends.
double peak_within(double p0, double rate0, double p1, double rate1, double h) {
  if (!(rate0 > 0.0 && rate1 < 0.0)) return std::max(p0, p1);
  const double a = h * rate0;
  const double b = h * rate1;
  const double rise = p1 - p0;
  const double c2 = 3.0 * rise - 2.0 * a - b;
  const double c3 = a + b - 2.0 * rise;
  // a + 2 c2 s + 3 c3 s^2 = 0, in the form that does not cancel; the derivative changes sign once in (0, 1).
  const double root = std::sqrt(std::max(0.0, c2 * c2 - 3.0 * a * c3));
  const double s = std::clamp(a / (root - c2), 0.0, 1.0);
  return std::max({p0, p1, p0 + s * (a + s * (c2 + s * c3))});
}

void require_room(const VentedDeflagration& r) {
  detail::require(detail::above_zero(r.volume.m3()), "volume not above 0");
  detail::require(detail::above_zero(r.burning_velocity.m_per_s()), "burning velocity not above 0");
  detail::require(std::isfinite(r.pressure_exponent), "pressure exponent not finite");
  detail::require(detail::above_zero(r.wrinkling), "flame wrinkling not above 0");
  detail::require(detail::above_zero(r.ambient.pa()), "ambient pressure not above 0");
  detail::require(r.maximum >= r.ambient && std::isfinite(r.maximum.pa()), "maximum pressure below ambient");
  detail::require(detail::above_zero(r.density.kg_per_m3()), "density not above 0");
  detail::require(r.gamma > 1.0 && std::isfinite(r.gamma), "gamma not above 1");
  detail::require(detail::not_negative(r.vent.m2()), "vent area negative");
  detail::require(detail::not_negative(r.opening.pa()), "opening pressure negative");
  detail::require(detail::not_negative(r.discharge), "discharge coefficient negative");
}

}  // namespace

Pressure effective_maximum_pressure(Pressure maximum, Pressure ambient, Volume stoichiometric,
                                    Volume volume) {
  detail::require(detail::above_zero(volume.m3()), "volume not above 0");
  detail::require(stoichiometric.m3() >= 0.0 && stoichiometric <= volume,
                  "stoichiometric volume outside [0, V]");
  detail::require(maximum >= ambient && detail::above_zero(ambient.pa()), "maximum pressure below ambient");
  return ambient + (stoichiometric / volume) * (maximum - ambient);
}

DeflagrationResult vented_deflagration(const VentedDeflagration& r) {
  require_room(r);
  const Overpressure closed = Overpressure::pa(r.maximum.pa() - r.ambient.pa());
  if (r.vent.m2() * r.discharge == 0.0 || r.opening >= closed) return {closed, Mass::kg(0.0), std::nullopt};

  const Room room{r};
  const double opening = 1.0 + r.opening.pa() / r.ambient.pa();
  State y{1.0, 1.0 - initial_burnt, initial_burnt, 0.0};
  // The kernel has burnt at constant volume: its share of the pressure rise is present from the start.
  y[0] += initial_burnt * closed.pa() / r.ambient.pa();
  Mode mode{y[0] >= opening, false};
  double peak = y[0];
  double t = 0.0;
  double opened = 0.0;
  bool spent = false;
  double h = 1e-6 * std::cbrt(r.volume.m3()) / r.burning_velocity.m_per_s();
  State k = room.rate(y, mode);

  constexpr int max_steps = 1'000'000;
  for (int n = 0; n < max_steps && !spent; ++n) {
    Step step = dormand_prince(room, mode, y, k, h);
    const double growth = 0.9 * std::pow(std::max(step.error, 1e-10), -0.2);
    if (!(step.error <= 1.0)) {
      h *= std::clamp(growth, 0.1, 0.9);
      continue;
    }
    // A step ends at the earliest event within it: the vent opens, it turns to burnt gas, or the mixture is
    // spent.
    double taken = h;
    Event event = Event::None;
    const auto stop_at = [&](Event candidate, auto&& excess) {
      if (!(excess(step.end) >= 0.0)) return;
      const auto after = [&](double length) { return excess(dormand_prince(room, mode, y, k, length).end); };
      const double length = excess(y) >= 0.0 ? 0.0 : find_root(after, 0.0, h, 1e-10);
      if (length <= taken) {
        taken = length;
        event = candidate;
      }
    };
    if (!mode.open) stop_at(Event::VentOpens, [&](const State& s) { return s[0] - opening; });
    if (!mode.burnt_outflow) {
      stop_at(Event::OutflowTurns, [&](const State& s) { return room.burnt_volume(s) - unburnt_outflow; });
    }
    stop_at(Event::Spent, [&](const State& s) { return final_unburnt - s[1]; });
    if (event != Event::None) step = dormand_prince(room, mode, y, k, taken);
    peak = std::max(peak, peak_within(y[0], k[0], step.end[0], step.rate_at_end[0], taken));
    t += taken;
    y = step.end;
    k = step.rate_at_end;
    switch (event) {
      case Event::None:
        h *= std::clamp(growth, 0.2, 5.0);
        break;
      case Event::VentOpens:
        mode.open = true;
        opened = t;
        k = room.rate(y, mode);
        break;
      case Event::OutflowTurns:
        mode.burnt_outflow = true;
        k = room.rate(y, mode);
        break;
      case Event::Spent:
        spent = true;
        break;
    }
  }
  detail::require(spent, "vent too large for the room");
  DeflagrationResult result{Overpressure::pa((peak - 1.0) * r.ambient.pa()),
                            Mass::kg(y[3] * r.density.kg_per_m3() * r.volume.m3()), std::nullopt};
  if (mode.open) result.vent_opened = Time::s(opened);
  return result;
}

Overpressure vent_blast(Overpressure reduced, Area vent, Length distance, Angle from_normal) {
  detail::require(detail::not_negative(reduced.pa()), "reduced pressure negative");
  detail::require(detail::not_negative(vent.m2()), "vent area negative");
  detail::require(detail::above_zero(distance.m()), "distance not above 0");
  const double part = from_normal.deg() / 56.0;
  detail::require(std::isfinite(part), "angle not finite");
  return (1.24 * std::pow(std::sqrt(vent.m2()) / distance.m(), 1.35) / (1.0 + part * part)) * reduced;
}

Length vent_blast_reach(Overpressure reduced, Area vent, Overpressure limit) {
  detail::require(detail::not_negative(reduced.pa()), "reduced pressure negative");
  detail::require(detail::not_negative(vent.m2()), "vent area negative");
  detail::require(detail::above_zero(limit.pa()), "overpressure not above 0");
  return Length::m(std::sqrt(vent.m2()) * std::pow(1.24 * (reduced / limit), 1.0 / 1.35));
}

Area en14994_vent_area(double kg, Overpressure reduced, Overpressure opening, Volume volume,
                       double length_over_diameter) {
  const double pred = reduced.bar();
  const double pstat = std::max(0.1, opening.bar());
  detail::require(kg > 0.0 && kg <= 550.0, "KG outside (0, 550] bar m/s");
  detail::require(opening.pa() >= 0.0 && pstat <= 0.5, "opening pressure outside [0, 0.5] bar");
  detail::require(pred >= 0.05 && pred <= 2.0, "reduced pressure outside [0.05, 2] bar");
  detail::require(pred > opening.bar(), "reduced pressure not above the opening pressure");
  detail::require(volume.m3() > 0.0 && volume.m3() <= 1000.0, "volume outside (0, 1000] m3");
  detail::require(length_over_diameter >= 1.0 && length_over_diameter <= 5.0, "L/D outside [1, 5]");
  const double area = ((0.1265 * std::log10(kg) - 0.0567) * std::pow(pred, -0.5817) +
                       0.1754 * std::pow(pred, -0.5722) * (pstat - 0.1)) *
                      std::pow(volume.m3(), 2.0 / 3.0);
  const double excess = std::max(0.0, length_over_diameter - 2.0);
  return Area::m2(area + area * kg * excess * excess / 750.0);
}

Area nfpa68_vent_area(const Nfpa68Vent& room, Overpressure reduced) {
  const double pred = reduced.bar();
  detail::require(pred > 0.0 && pred <= 0.5, "reduced pressure outside (0, 0.5] bar");
  detail::require(
      detail::above_zero(room.inner_surface.m2()) && detail::above_zero(room.burning_velocity.m_per_s()) &&
          detail::above_zero(room.unburnt_density.kg_per_m3()) && detail::above_zero(room.enhancement),
      "room value not above 0");
  detail::require(room.initial.pa() > -1e5 && room.maximum >= room.initial,
                  "maximum pressure below the initial one");
  constexpr double sonic_flux_kg_per_m2_s = 230.1;
  constexpr double discharge = 0.70;
  constexpr double gamma_burnt = 1.1;
  const double p0 = room.initial.bar() + 1.0;
  const double c = room.burning_velocity.m_per_s() * room.unburnt_density.kg_per_m3() * room.enhancement /
                   (2.0 * sonic_flux_kg_per_m2_s * discharge) *
                   (std::pow((room.maximum.bar() + 1.0) / p0, 1.0 / gamma_burnt) - 1.0) * std::sqrt(p0);
  return Area::m2(room.inner_surface.m2() * c / std::sqrt(pred));
}

namespace {

constexpr double pa_per_mbar = 100.0;

void require_panel(const VentPanel& panel, Speed burning_velocity) {
  detail::require(panel.area_ratio >= 1.0 && panel.area_ratio <= 5.0, "vent area ratio outside 1-5");
  detail::require(panel.weight_kg_per_m2 >= 0.0 && panel.weight_kg_per_m2 < 24.0,
                  "panel weight outside [0, 24)");
  detail::require(detail::above_zero(burning_velocity.m_per_s()), "burning velocity not above 0");
}

}  // namespace

CubbageSimmonds cubbage_simmonds(Speed burning_velocity, const VentPanel& panel, Volume volume) {
  require_panel(panel, burning_velocity);
  detail::require(detail::above_zero(volume.m3()), "volume not above 0");
  const double su = burning_velocity.m_per_s();
  const double k = panel.area_ratio;
  const double first = su * (4.3 * k * panel.weight_kg_per_m2 + 28.0) / std::cbrt(volume.m3());
  return {Overpressure::pa(first * pa_per_mbar), Overpressure::pa(58.0 * su * k * pa_per_mbar)};
}

Overpressure rasbash(Overpressure opening, Speed burning_velocity, const VentPanel& panel) {
  require_panel(panel, burning_velocity);
  detail::require(detail::not_negative(opening.pa()), "opening pressure negative");
  return 1.5 * opening + Overpressure::pa(77.7 * panel.area_ratio * burning_velocity.m_per_s() * pa_per_mbar);
}

}  // namespace batterisk
