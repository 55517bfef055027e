#include "batterisk/core/effect/plume_rise.hpp"
#include "reference_parameters.hpp"

#include <catch2/catch.hpp>

using namespace batterisk;

namespace {

Approx near(double value, double relative) {
  return Approx(value).epsilon(relative).margin(0);
}

PlumeRise rise(double fb, double u, Stability s, double gravity = 9.81) {
  Air air = reference::air;
  air.gravity_m_per_s2 = gravity;
  return briggs_plume_rise(BuoyancyFlux::m4_per_s3(fb), Speed::m_per_s(u), s, air, reference::briggs);
}

}  // namespace

TEST_CASE("golden 7: Briggs neutral rise (GasDispersion.jl)", "[plume_rise][golden]") {
  const auto weak = rise(50, 4, Stability::D);
  CHECK(weak.final_distance.m() == near(565.005, 1e-6));
  CHECK(weak.final_rise.m() == near(100.7137, 1e-6));
  const auto strong = rise(60, 4, Stability::B);
  CHECK(strong.final_distance.m() == near(612.079, 1e-6));
  CHECK(strong.final_rise.m() == near(112.8896, 1e-6));
}

TEST_CASE("golden 8: Briggs stable rise and the transitional rise (GasDispersion.jl)",
          "[plume_rise][golden]") {
  const auto e = rise(50, 4, Stability::E, 9.80616);
  CHECK(e.final_distance.m() == near(317.607, 1e-5));
  CHECK(e.final_rise.m() == near(68.5972, 1e-5));
  const auto f = rise(50, 4, Stability::F, 9.80616);
  CHECK(f.final_distance.m() == near(240.088, 1e-5));
  CHECK(f.final_rise.m() == near(56.9238, 1e-5));
  CHECK(plume_rise_at(rise(50, 4, Stability::D), Length::m(50)).m() == near(20.0, 1e-5));
}

TEST_CASE("rise: transitional law limited to the final rise, in every class", "[plume_rise]") {
  for (const auto s : reference::stabilities) {
    const auto r = rise(20, 5, s);
    CHECK(plume_rise_at(r, Length::m(0)).m() == 0.0);
    CHECK(plume_rise_at(r, Length::m(1e5)) == r.final_rise);
    CHECK(plume_rise_at(r, Length::m(10)).m() ==
          near(1.6 * std::cbrt(20) * std::pow(10, 2.0 / 3.0) / 5, 1e-12));
  }
  CHECK(rise(0, 5, Stability::D).final_rise.m() == 0.0);
  CHECK(rise(0, 5, Stability::F).final_rise.m() == 0.0);
}

TEST_CASE("calm stable air limits the rise", "[plume_rise]") {
  const double s = 9.81 / 288.15 * 0.020;
  CHECK(rise(50, 0.1, Stability::E).final_rise.m() ==
        near(4 * std::pow(50, 0.25) * std::pow(s, -0.375), 1e-12));
}

TEST_CASE("golden 9: stack-tip downwash", "[plume_rise][golden]") {
  const auto h = [](double w, double u) {
    return stack_tip_downwash(Length::m(10), Length::m(1), Speed::m_per_s(w), Speed::m_per_s(u)).m();
  };
  CHECK(h(1, 2) == near(8.0, 1e-12));
  CHECK(h(3, 2) == 10.0);
  CHECK(h(9, 2) == 10.0);
}

TEST_CASE("golden 10: buoyancy flux per MW, lift-off factor", "[plume_rise][golden]") {
  const auto fb = [](double mw) { return buoyancy_flux(Power::mw(mw), reference::air); };
  CHECK(fb(1).m4_per_s3() == near(8.986, 1e-4));
  const auto factor = [&](double mw) {
    return lift_off_factor(fb(mw), Speed::m_per_s(5), Length::m(12), reference::lift_off);
  };
  CHECK(factor(5) == near(0.228832, 1e-4));
  CHECK(factor(20) == near(0.07671, 1e-4));
  CHECK(factor(0) == 1.0);
}

TEST_CASE("plume rise: values outside the domain are refused", "[plume_rise]") {
  CHECK_THROWS_AS(rise(-1, 4, Stability::D), std::domain_error);
  CHECK_THROWS_AS(rise(50, 0, Stability::D), std::domain_error);
  CHECK_THROWS_AS(buoyancy_flux(Power::w(-1), reference::air), std::domain_error);
  CHECK_THROWS_AS(plume_rise_at(rise(50, 4, Stability::D), Length::m(-1)), std::domain_error);
}
