#include "batterisk/core/effect/blast.hpp"
#include "random.hpp"
#include "reference_parameters.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace batterisk;

namespace {

Approx near(double value, double relative) {
  return Approx(value).epsilon(relative).margin(0);
}

const MultiEnergyTable& table() {
  static const MultiEnergyTable t = reference::multi_energy();
  return t;
}

MultiEnergyBlast blast(double blast_class) {
  return {Energy::j(33 * EnergyDensity::mj_per_m3(3.5).j_per_m3()), blast_class, Pressure::pa(101325)};
}

std::optional<Length> distance(double blast_class, double bar) {
  return multi_energy_distance(table(), blast(blast_class), Overpressure::bar(bar));
}

}  // namespace

TEST_CASE("golden 34: multi-energy, 33 m3 at 3.5 MJ/m3", "[blast][golden]") {
  CHECK(blast(5).energy.j() == near(1.155e8, 1e-12));
  CHECK(multi_energy_scale(blast(5)).m() == near(10.446, 1e-3));
  CHECK_FALSE(distance(5, 0.3));
  CHECK(distance(5, 0.1)->m() == near(9.89, 1e-3));
  CHECK(distance(6, 0.3)->m() == near(8.16, 1e-3));
  CHECK(distance(6, 0.1)->m() == near(27.60, 1e-3));
  CHECK(distance(7, 0.3)->m() == near(14.48, 1e-3));
  CHECK(distance(7, 0.1)->m() == near(30.81, 1e-3));
  CHECK(distance(10, 0.3)->m() == near(16.07, 1e-3));
  CHECK(distance(10, 0.1)->m() == near(34.51, 1e-3));
}

TEST_CASE("LFP fill of 13.3 m3: 37.1 MJ, class 7", "[blast]") {
  const MultiEnergyBlast b{Energy::j(37.1e6), 7, Pressure::pa(101325)};
  CHECK(multi_energy_distance(table(), b, Overpressure::bar(0.3))->m() == near(9.9, 5e-3));
  CHECK(multi_energy_distance(table(), b, Overpressure::bar(0.1))->m() == near(21.1, 5e-3));
}

TEST_CASE("golden 35: shape of the multi-energy table", "[blast][golden]") {
  for (int k = 1; k <= 10; ++k) {
    double previous = 1e9;
    for (double r = 0.1; r < 20; r *= 1.01) {
      const double p = table().scaled_pressure(r, k);
      CHECK(p <= previous * 1.002);
      previous = p;
      if (k >= 2 && k <= 7) CHECK(p > table().scaled_pressure(r, k - 1));
      if (r >= 5 && k >= 6) CHECK(std::fabs(p / table().scaled_pressure(r, 6) - 1) < 0.17);
    }
  }
}

TEST_CASE("multi-energy: ends of the table, whole and fractional classes", "[blast]") {
  CHECK(table().scaled_pressure(0.0, 7) == near(1.0, 1e-12));
  CHECK(table().scaled_pressure(0.1, 7) == table().scaled_pressure(0.25, 7));
  CHECK(table().scaled_pressure(10, 7) == near(0.0209, 1e-12));
  CHECK(table().scaled_pressure(40, 7) == near(0.0209 / 4, 1e-12));
  CHECK(table().scaled_pressure(1, 10) == near(0.5698, 1e-12));
  CHECK(table().scaled_pressure(1, 6.5) == near(std::sqrt(0.2411 * 0.4736), 1e-12));
  CHECK(table().scaled_pressure(1, 7.0) == near(0.4736, 1e-12));
  CHECK_THROWS_AS(table().scaled_pressure(1, 0.9), std::domain_error);
  CHECK_THROWS_AS(table().scaled_pressure(1, 10.1), std::domain_error);
  CHECK_THROWS_AS(table().scaled_pressure(-1, 5), std::domain_error);
  CHECK(multi_energy_overpressure(table(), {Energy::j(0), 7, Pressure::pa(101325)}, Length::m(1)).pa() ==
        0.0);
  CHECK_FALSE(
      multi_energy_distance(table(), {Energy::j(0), 7, Pressure::pa(101325)}, Overpressure::bar(0.1)));
}

TEST_CASE("multi-energy: the distance inverts the pressure and is the largest one", "[blast]") {
  test::Random random{4};
  for (int i = 0; i < 3000; ++i) {
    const double k = random.uniform(1, 10);
    const double p = random.log_uniform(1e-5, 20);
    const auto r = table().scaled_distance(p, k);
    if (!r) {
      for (double x = 0.1; x < 20; x *= 1.1) CHECK(table().scaled_pressure(x, k) < p);
      continue;
    }
    CHECK(table().scaled_pressure(*r, k) == near(p, 1e-10));
    for (double x = *r * 1.0001; x < 50; x *= 1.1) CHECK(table().scaled_pressure(x, k) < p);
  }
}

TEST_CASE("multi-energy: closed form of classes 1-4 lies within -4 to +11 % of the table rows", "[blast]") {
  for (const auto& row : reference::multi_energy_rows) {
    for (int k = 1; k <= 4; ++k) {
      const double ratio = multi_energy_weak_class(row[0], k) / row[k];
      CHECK((ratio > 0.955 && ratio < 1.115));
    }
  }
}

TEST_CASE("a blast table out of order is refused", "[blast]") {
  std::array<std::vector<double>, 10> columns;
  columns.fill({1.0, 0.5});
  CHECK_NOTHROW(MultiEnergyTable({1.0, 2.0}, columns));
  CHECK_THROWS_AS(MultiEnergyTable({2.0, 1.0}, columns), std::domain_error);
  CHECK_THROWS_AS(MultiEnergyTable({1.0, 2.0, 3.0}, columns), std::domain_error);
  columns[3][1] = 0.0;
  CHECK_THROWS_AS(MultiEnergyTable({1.0, 2.0}, columns), std::domain_error);
}

TEST_CASE("Baker-Strehlow-Tang: digitised points and log-log between them (HyRAM+)", "[blast]") {
  CHECK(bst_scaled_pressure(0.2, BstFlame::Mach0_2) == near(0.0690, 1e-12));
  const double distances[]{0.2, 0.5, 1.0, 2.0, 5.0, 9.0};
  const double mach_0_7[]{0.6663, 0.467, 0.3085, 0.1362, 0.0496, 0.0255};
  const double mach_1_4[]{2.013, 0.972, 0.389, 0.176, 0.0596, 0.0274};
  for (int i = 0; i < 6; ++i) {
    CHECK(bst_scaled_pressure(distances[i], BstFlame::Mach0_7) == near(mach_0_7[i], 1e-12));
    CHECK(bst_scaled_pressure(distances[i], BstFlame::Mach1_4) == near(mach_1_4[i], 1e-12));
  }
  CHECK(bst_scaled_pressure(9, BstFlame::Mach5_2) == near(0.0303, 1e-12));
  CHECK(bst_scaled_pressure(1, BstFlame::Mach0_7) == near(0.3085, 1e-12));
  CHECK(bst_scaled_pressure(std::sqrt(2.0), BstFlame::Mach0_35) == near(std::sqrt(0.0912 * 0.0463), 1e-12));
  CHECK(bst_scaled_distance(Length::m(10), Energy::j(101325.0 * 500), Pressure::pa(101325)) ==
        near(1.0, 1e-12));
  CHECK_THROWS_AS(bst_scaled_pressure(0.1, BstFlame::Mach0_7), std::domain_error);
}

TEST_CASE("golden 36: Kinney-Graham", "[blast][golden]") {
  const auto p = [](double kg, double r) {
    return kinney_graham_overpressure(Mass::kg(kg), Length::m(r), Pressure::pa(101325)).kpa();
  };
  CHECK(p(1, 5) == near(29.24, 1e-4));
  CHECK(p(0.1, 1) == near(174.87, 1e-4));
  CHECK_THROWS_AS(p(1, 41), std::domain_error);
}

TEST_CASE("Swisdak: the pieces join, and the value at 1 m/kg^(1/3) is the first coefficient", "[blast]") {
  const auto p = [](double z) { return swisdak_overpressure(Mass::kg(1), Length::m(z)).kpa(); };
  CHECK(p(1) == near(std::exp(7.2106), 1e-12));
  CHECK(p(2.9) == near(p(2.9000001), 1e-2));
  CHECK(p(23.8) == near(p(23.8000001), 1e-2));
  CHECK(swisdak_overpressure(Mass::kg(8), Length::m(10)).kpa() == near(p(5), 1e-12));
  CHECK_THROWS_AS(p(0.1), std::domain_error);
  double previous = 1e9;
  for (double z = 0.2; z < 198; z *= 1.05) {
    CHECK(p(z) < previous);
    previous = p(z);
  }
}

TEST_CASE("TNT equivalence and Bauwens", "[blast]") {
  CHECK(tnt_equivalent(Mass::kg(10), SpecificEnergy::mj_per_kg(46.8), reference::tnt).kg() ==
        near(3.0, 1e-12));
  CHECK(bauwens_scaled_pressure(1) == near(0.4053, 1e-12));
  CHECK(bauwens_scaled_pressure(8) == near(0.34 / 16 + 0.062 / 64 + 0.0033 / 512, 1e-12));
  CHECK_THROWS_AS(bauwens_scaled_pressure(0.009), std::domain_error);
}

TEST_CASE("golden 37: head impact and collapse probits (HyRAM tests)", "[blast][golden]") {
  CHECK(head_impact_probit(Overpressure::pa(1e5), 1e4) == near(12.2786003, 1e-7));
  CHECK(collapse_probit(Overpressure::pa(1e5), 1e4) == near(6.4917213, 1e-7));
}

TEST_CASE("comparison probits", "[blast]") {
  CHECK(structure_probit(Overpressure::bar(1)) == near(5.13, 1e-3));
  CHECK(lung_probit(Overpressure::pa(1e5)) == near(-77.1 + 6.91 * std::log(1e5), 1e-12));
  CHECK_THROWS_AS(lung_probit(Overpressure::pa(0)), std::domain_error);
  CHECK_THROWS_AS(collapse_probit(Overpressure::pa(1e5), 0), std::domain_error);
}

TEST_CASE("golden 38: lethality bands of overpressure", "[blast][golden]") {
  const auto in = [](Overpressure p) {
    return overpressure_lethality(p, reference::blast_bands).indoors.value();
  };
  const auto out = [](Overpressure p) {
    return overpressure_lethality(p, reference::blast_bands).outdoors.value();
  };
  const auto over = [](double bar) {
    return Overpressure::pa(std::nextafter(Overpressure::bar(bar).pa(), 1e9));
  };
  CHECK(in(Overpressure::bar(0.1)) == 0.0);
  CHECK(out(Overpressure::bar(0.1)) == 0.0);
  CHECK(in(over(0.1)) == 0.025);
  CHECK(out(over(0.1)) == 0.0);
  CHECK(in(Overpressure::bar(0.3)) == 0.025);
  CHECK(out(Overpressure::bar(0.3)) == 0.0);
  CHECK(in(over(0.3)) == 1.0);
  CHECK(out(over(0.3)) == 1.0);
  CHECK(in(Overpressure::pa(0)) == 0.0);
}

TEST_CASE("door throw: 2.9 m2, 150 kg, 0.25 bar, triangular 30 ms", "[blast]") {
  const auto d =
      door_throw({Area::m2(2.9), Mass::kg(150), 0.5 * 0.25e5 * 0.030, 1.0, Density::kg_per_m3(1.2), 9.81});
  CHECK(d.speed.m_per_s() == near(7.25, 1e-12));
  CHECK(d.vacuum_range.m() == near(5.358, 1e-3));
  CHECK(d.drag_length.m() == near(150 / (0.5 * 1.2 * 2.9), 1e-12));
}
