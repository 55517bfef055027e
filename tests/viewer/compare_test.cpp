#include "application.hpp"

#include "support/paths.hpp"

#include "batterisk/render/fn_plot.hpp"
#include "batterisk/render/map_difference.hpp"
#include "batterisk/study/run/zone_difference.hpp"
#include "batterisk/study/tables/result_json.hpp"
#include "batterisk/viewmodel/comparer.hpp"
#include "batterisk/viewmodel/snap.hpp"

#include "batterisk/core/dossier/footprint.hpp"

#include <catch2/catch.hpp>

#include <QImage>
#include <QPainter>

#include <numbers>

using namespace batterisk;
using namespace batterisk::test;
using viewmodel::Comparer;
using viewmodel::Comparison;

namespace {

study::ZoneResult zone(const std::string& name, double x, double side) {
  study::ZoneResult z;
  z.naam = name;
  z.zone.aandachtsgebied = Aandachtsgebied::Brand;
  z.polygons = {{{{x, 450000.0}, {x + side, 450000.0}, {x + side, 450000.0 + side}, {x, 450000.0 + side}}, {}}};
  z.oppervlakte_m2 = side * side;
  z.grootste_afstand_m = side;
  return z;
}

std::shared_ptr<const render::MapScene> scene_of(const QString& path) {
  return render::map_scene(std::make_shared<const study::StudyResult>(
      study::run_study(load_dossier(path.toStdString()), load_rule_catalog(rules_folder()))));
}

}  // namespace

TEST_CASE("The difference of two zones is the ground that one of them covers alone") {
  // Squares of 10 m and 20 m with a common corner, shifted by 5 m: 10 x 5 m are common.
  const auto differences = study::compare_zones({zone("brand", 150000.0, 10.0)}, {zone("brand", 150005.0, 20.0), zone("explosie", 150000.0, 3.0)});
  REQUIRE(differences.size() == 2);
  CHECK(area_m2(differences[0].alleen_a) == Approx(50.0));
  CHECK(area_m2(differences[0].alleen_b) == Approx(350.0));
  CHECK_FALSE(differences[0].equal());
  CHECK(differences[1].naam == "explosie");
  CHECK(differences[1].afstand_a_m == 0.0);
  CHECK(area_m2(differences[1].alleen_b) == Approx(9.0));
  const auto same = study::compare_zones({zone("brand", 150000.0, 10.0)}, {zone("brand", 150000.0, 10.0)});
  REQUIRE(same.size() == 1);
  CHECK(same[0].equal());
}

TEST_CASE("A difference is drawn where it lies, in the colour of its side") {
  const auto differences = study::compare_zones({zone("brand", 150000.0, 10.0)}, {zone("brand", 150005.0, 20.0)});
  QImage image(400, 400, QImage::Format_RGB32);
  image.fill(Qt::white);
  const render::ViewTransform view{{150010.0, 450010.0}, 0.1, {400.0, 400.0}};
  start_application();
  QPainter painter(&image);
  render::draw_difference(painter, differences, view, {0.0, 0.0, 400.0, 400.0}, study::Language::Nl);
  painter.end();
  const auto at = [&](RdPoint p) { return image.pixelColor(view.to_pixel(p).toPoint()); };
  CHECK(at({150002.0, 450008.5}).blue() > at({150002.0, 450008.5}).red());   // A alone: blue
  CHECK(at({150020.0, 450012.0}).red() > at({150020.0, 450012.0}).blue());   // B alone: orange
  CHECK(at({150007.0, 450005.0}) == QColor(Qt::white));                      // both
}

TEST_CASE("The comparison of the viewer is that of the command line, and of a result with itself there is none") {
  start_application();
  const VillageFolder folder;
  std::string other = read_bytes(folder.file("klein.toml").toStdString());
  other.replace(other.find("\"13,3 g/s\""), 10, "\"40 g/s\"");
  write_bytes(folder.file("ander.toml").toStdString(), other);
  const auto a = scene_of(folder.file("klein.toml"));
  const auto b = scene_of(folder.file("ander.toml"));
  Comparer comparer;
  std::shared_ptr<const Comparison> answer;
  int answers = 0;
  QObject::connect(&comparer, &Comparer::compared, [&](const auto& given) {
    answer = given;
    ++answers;
  });
  comparer.compare(a, a);
  comparer.compare(a, b);  // the latest question alone is answered
  REQUIRE(wait_for([&] { return !comparer.busy(); }));
  CHECK(answers == 1);
  REQUIRE(answer != nullptr);
  const auto expected = portfolio::compare_results(study::result_json(*a->result), study::result_json(*b->result));
  CHECK(portfolio::comparison_json(answer->values) == portfolio::comparison_json(expected));
  CHECK_FALSE(answer->values.objecten.empty());
  const QString html = viewmodel::comparison_html(*answer, study::Language::Nl);
  CHECK(html.contains(QString::fromStdString(answer->values.objecten.front().identificatie)));
  CHECK(html.contains(QLatin1String("gifwolk")));
  // The common ground counts for both: A alone and the common part make up A.
  for (const study::ZoneDifference& d : answer->zones) {
    INFO(d.naam);
    CHECK(area_m2(d.alleen_b) - area_m2(d.alleen_a) == Approx(d.oppervlakte_b_m2 - d.oppervlakte_a_m2).margin(0.5));
  }
  comparer.compare(a, a);
  REQUIRE(wait_for([&] { return !comparer.busy(); }));
  CHECK(answer->values.equal());
  for (const study::ZoneDifference& d : answer->zones) CHECK(d.equal());
  comparer.compare(a, nullptr);
  CHECK_FALSE(comparer.busy());
}

TEST_CASE("An FN curve stands as steps on its axes, and says when there is none") {
  start_application();
  const auto plot = [](const std::vector<FnPoint>& curve, bool onbepaald = false) {
    study::GroupRiskResult risk;
    risk.onbepaald = onbepaald;
    risk.curve = curve;
    QImage image(900, 260, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    render::draw_fn_curve(painter, {0.0, 0.0, 900.0, 260.0}, risk, study::Language::Nl, {Qt::black, Qt::lightGray, Qt::blue});
    painter.end();
    return image;
  };
  // Axes: 1 .. 100 deaths from x = 44 to 886, 1e-6 .. 1e-4 per year from y = 216 to 8.
  const QImage image = plot({{1.0, 1e-5}, {3.0, 1e-6}, {10.0, 0.0}});
  const auto blue = [&](int x, int y) { return image.pixelColor(x, y).blue() > 200 && image.pixelColor(x, y).red() < 80; };
  CHECK(blue(171, 112));        // F(2 or more) is that of one or more, until three
  CHECK_FALSE(blue(338, 112));  // five
  CHECK(blue(245, 160));        // the step at three
  const QImage none = plot({{1.0, 0.0}});
  int dark = 0;
  for (int x = 300; x < 600; ++x) {
    for (int y = 100; y < 125; ++y) dark += none.pixelColor(x, y).lightness() < 100 ? 1 : 0;
  }
  CHECK(dark > 100);
  CHECK(plot({}, true) != none);  // what is not known looks unlike what is small
}

TEST_CASE("A unit snaps to corner, boundary and grid, and turns along an edge or by five degrees") {
  const std::vector<Site> sites{{"t", {{{1000.0, 2000.0}, {1100.0, 2000.0}, {1100.0, 2080.0}, {1000.0, 2080.0}}, {}}}};
  BatteryUnit unit;
  unit.length = Length::m(6.0);
  unit.width = Length::m(2.0);
  unit.orientation = Angle::deg(90.0);  // long axis east
  const auto corner = viewmodel::snapped_place(unit, {1003.3, 2001.2}, sites, 1.0);
  CHECK(corner.x == Approx(1003.0));
  CHECK(corner.y == Approx(2001.0));
  const auto edge = viewmodel::snapped_place(unit, {1050.0, 2001.4}, sites, 1.0);
  CHECK(edge.x == Approx(1050.0));
  CHECK(edge.y == Approx(2001.0));
  const auto grid = viewmodel::snapped_place(unit, {1050.3, 2040.2}, sites, 1.0);
  CHECK(grid.x == 1050.5);
  CHECK(grid.y == 2040.0);
  CHECK(viewmodel::snapped_bearing(Angle::deg(88.0), sites).deg() == Approx(90.0));
  CHECK(viewmodel::snapped_bearing(Angle::deg(33.0), sites).deg() == Approx(35.0));
  std::vector<Site> turned = sites;
  turned[0].boundary.outer = {{1000.0, 2000.0}, point_at({1000.0, 2000.0}, 33.7 * std::numbers::pi / 180.0, 50.0), {1100.0, 2000.0}};
  CHECK(viewmodel::snapped_bearing(Angle::deg(35.0), turned).deg() == Approx(33.7));
}
