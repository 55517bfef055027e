#include "batterisk/core/area/aandachtsgebied.hpp"
#include "batterisk/core/effect/heat_radiation.hpp"
#include "batterisk/core/risk/pr_contours.hpp"
#include "batterisk/core/risk/risk_field.hpp"
#include "batterisk/core/risk/torch_risk.hpp"

#include "property/study.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

// Outlines keep the chord error that `contour.sagitta` promises, measured at many points of every chord.

using namespace batterisk;
using test::Study;
using test::StudyText;

namespace {

using std::numbers::pi;

constexpr RdPoint here{155'000.0, 463'000.0};
constexpr double sagitta_m = 0.05;

StudyText container(double length_m, double orientation_deg) {
  StudyText text;
  text.more = "[[systeem]]\nid = \"eos\"\nsituatie = \"eos_container\"\nchemie = \"lfp\"\nafmetingen = { lengte = \"" +
              test::number(length_m) +
              " m\", breedte = \"2.44 m\", hoogte = \"2.59 m\" }\nenergie = { eenheid = \"5 MWh\" }\n"
              "positie = [155000, 463000]\norientatie = \"" +
              test::number(orientation_deg) + " graden\"\n";
  return text;
}

// Calls `check(point, left)` at nine points of every chord; `left`: unit normal towards the region.
template <class Check>
void along_chords(const Ring& ring, const Check& check) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const RdPoint a = ring[i];
    const RdPoint b = ring[(i + 1) % ring.size()];
    const double chord = distance_m(a, b);
    if (chord < 0.02) continue;
    const RdPoint left{-(b.y - a.y) / chord, (b.x - a.x) / chord};
    for (int k = 1; k < 10; ++k) check(RdPoint{a.x + 0.1 * k * (b.x - a.x), a.y + 0.1 * k * (b.y - a.y)}, left);
  }
}

}  // namespace

TEST_CASE("outline of the fire area of a torch: nowhere further than the sagitta from the true one") {
  const double length_m = GENERATE(6.06, 12.19, 30.0);
  Study study = test::study_of(container(length_m, 17.3), {"S1"});
  const auto& torch = std::get<TorchSource>(study.scenarios.at(0).source);
  const TorchRisk risk(Torch(torch.power, study.models.torch), thermal_line(torch.exposure, study.models.heat),
                       torch.length, torch.width, (torch.height - study.models.receiver_height).m(),
                       study.rules.method.brand.area_flux.value);
  const HeatFlux limit = study.rules.method.brand.area_flux.value;
  const auto areas = aandachtsgebieden(study.scenarios, study.models, study.weather, study.rules, study.used);
  const auto& outline = std::get<Polygon>(areas.zones.at(0).parts.at(0)).outer;
  REQUIRE(signed_area_m2(outline) > 0.0);
  double worst = 0.0;
  along_chords(outline, [&](RdPoint p, RdPoint left) {
    const double bearing = bearing_rad(here, p);
    const double beyond = risk.envelope_m(limit, bearing - torch.orientation.rad()) - distance_m(here, p);
    const double along_normal = std::abs(std::sin(bearing) * left.x + std::cos(bearing) * left.y);
    worst = std::max(worst, std::abs(beyond) * along_normal);
  });
  CAPTURE(length_m, outline.size());
  CHECK(worst <= sagitta_m);
}

TEST_CASE("PR contours: at every chord the level lies within the sagitta") {
  Study study = test::study_of(container(12.19, 30.0), {"S1", "S2", "S3", "S4"});
  const RiskField field(study.scenarios, study.models, study.weather, study.rules, study.used);
  int chords = 0;
  int missed = 0;
  for (const Zone& zone : pr_contours(field, study.rules, study.used)) {
    const double level = zone.level->per_year();
    for (const Shape& part : zone.parts) {
      along_chords(std::get<Polygon>(part).outer, [&](RdPoint p, RdPoint left) {
        constexpr double within = sagitta_m + 2e-3;
        const auto inside = [&](double offset) {
          return field.at({p.x + offset * left.x, p.y + offset * left.y}).per_year() >= level;
        };
        ++chords;
        if (!inside(within) || inside(-within)) ++missed;
      });
    }
  }
  CHECK(chords > 1'000);
  CHECK(missed == 0);
}
