// The two painters of a drawing against hand values, against each other and against a reader of SVG that knows neither:
// rsvg-convert. `pdftoppm` looks at the PDF.
#include "support/temp_folder.hpp"

#include "batterisk/render/drawing_painter.hpp"
#include "batterisk/study/map/svg.hpp"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>

using namespace batterisk::study::drawing;
using batterisk::Aandachtsgebied;
using batterisk::Kwetsbaarheid;
using batterisk::Oordeel;
using batterisk::PlaatsgebondenRisico;
namespace render = batterisk::render;
namespace study = batterisk::study;
namespace test = batterisk::test;

namespace {

namespace style = batterisk::study::map_style;

constexpr double width = 100.0;
constexpr double height = 40.0;
constexpr double pixels = 10.0;  // to a millimetre: 254 dots an inch

Group of(Shape shape) {
  return {{}, {std::move(shape)}};
}

Path square(double x, double y, double side, bool turned = false) {
  Path path = rect_path({x, y, side, side});
  if (turned) std::reverse(path.front().points.begin(), path.front().points.end());
  return path;
}

QImage painted(const Group& group) {
  static int count = 1;
  static char name[] = "test";
  static char* arguments[] = {name, nullptr};
  qputenv("QT_QPA_PLATFORM", "offscreen");
  static const QGuiApplication application(count, arguments);
  QImage image{1000, 400, QImage::Format_RGB32};
  image.fill(Qt::white);
  QPainter painter{&image};
  render::paint(painter, group, {}, pixels);
  return image;
}

QImage from_command(const test::TempFolder& folder, const std::string& command) {
  REQUIRE(std::system(("cd '" + folder.path().string() + "' && " + command).c_str()) == 0);
  QImage image(QString::fromStdString((folder.path() / "picture.png").string()));
  REQUIRE(image.size() == QSize(1000, 400));
  return image.convertToFormat(QImage::Format_RGB32);
}

QImage through_svg(const Group& group) {
  const test::TempFolder folder;
  std::ofstream(folder.path() / "drawing.svg", std::ios::binary) << study::svg::file({width, height, group});
  return from_command(folder, "rsvg-convert --background-color white -d 254 -p 254 drawing.svg -o picture.png");
}

QImage through_pdf(const Group& group) {
  (void)painted({});
  const test::TempFolder folder;
  {
    QPdfWriter writer(QString::fromStdString((folder.path() / "drawing.pdf").string()));
    writer.setResolution(1200);
    writer.setPageSize(QPageSize{QPageSize::A4});
    writer.setPageMargins({0.0, 0.0, 0.0, 0.0});
    QPainter painter(&writer);
    render::paint(painter, group, {}, 1200.0 / 25.4);
  }
  return from_command(folder, "pdftoppm -r 254 -png -singlefile -x 0 -y 0 -W 1000 -H 400 drawing.pdf picture");
}

// Share of the squares of a millimetre whose mean colour differs by more than 24 of 255.
double difference(const QImage& a, const QImage& b) {
  const auto means = [](const QImage& image) {
    return image.scaled(100, 40, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
  };
  const QImage p = means(a);
  const QImage q = means(b);
  int count = 0;
  for (int y = 0; y < p.height(); ++y) {
    for (int x = 0; x < p.width(); ++x) {
      const QColor u = p.pixelColor(x, y);
      const QColor v = q.pixelColor(x, y);
      count +=
          std::max({std::abs(u.red() - v.red()), std::abs(u.green() - v.green()), std::abs(u.blue() - v.blue())}) > 24
              ? 1
              : 0;
    }
  }
  return static_cast<double>(count) / (p.width() * p.height());
}

int dark_in_row(const QImage& image, int y) {
  int count = 0;
  for (int x = 0; x < image.width(); ++x) count += qGray(image.pixel(x, y)) < 128;
  return count;
}

double dark_share(const QImage& image, const QRect& box) {
  int count = 0;
  for (int y = box.top(); y <= box.bottom(); ++y) {
    for (int x = box.left(); x <= box.right(); ++x) count += qGray(image.pixel(x, y)) < 128;
  }
  return static_cast<double>(count) / (box.width() * box.height());
}

// Something of everything that a drawing can hold.
Group everything() {
  Group all;
  Group clipped{"binnen"};
  const auto border = std::make_shared<const Outline>(Outline{"zone-1", square(4.0, 4.0, 24.0), "<brand>"});
  clipped.clip = std::make_shared<const Outline>(Outline{"kader", square(2.0, 2.0, 22.0)});
  clipped.add(Shape{border, {style::area(Aandachtsgebied::Brand).fill()}});
  clipped.add(Shape{border, {{.pattern = &style::area(Aandachtsgebied::Brand).hatch}}});
  clipped.add(Shape{border, {{}, style::area(Aandachtsgebied::Brand).outline()}});
  all.add(clipped);
  all.add(
      Shape{square(30.0, 3.0, 14.0), {{.pattern = &style::area(Aandachtsgebied::Gifwolk).hatch}, {"#390576", 0.4}}});
  all.add(Shape{square(30.0, 20.0, 14.0), {{.pattern = &style::area(Aandachtsgebied::Explosie).hatch}}});
  all.add(Shape{
      square(46.0, 3.0, 8.0), style::building(Kwetsbaarheid::Onbekend, true), {"dit", {{"klasse", "a&b"}}, "<titel>"}});
  for (const auto& [level, y] :
       {std::pair{1e-5, 14.0}, std::pair{1e-6, 17.0}, std::pair{1e-7, 20.0}, std::pair{1e-8, 23.0}}) {
    const style::ContourStyle& contour = style::contour(PlaatsgebondenRisico::per_year(level));
    all.add(line({46.0, y}, {60.0, y}, contour.casing));
    all.add(line({46.0, y}, {60.0, y}, contour.line));
  }
  Group moved;
  moved.offset = {62.0, 2.0};
  double x = 2.0;
  for (const Oordeel oordeel : {Oordeel::VoldoetNiet, Oordeel::AfwegingNodig, Oordeel::Voldoet,
                                Oordeel::NietVanToepassing, Oordeel::Onbepaald}) {
    moved.add(style::verdict_sign(oordeel, {x, 3.0}, 2.0));
    x += 6.0;
  }
  moved.add(style::tag({0.0, 8.0, 12.0, 4.0}, "10\u207B\u2076", "#01155B", 2.5));
  moved.add(style::source_sign({20.0, 10.0}));
  moved.add(style::locator({28.0, 10.0}, 3.0));
  all.add(moved);
  all.add(rect({63.0, 16.0, 30.0, 8.0}, {{style::ink}}, 2.0));
  all.add(Text{{78.0, 21.0}, "ontwerp & <b>", {.size = 3.0, .colour = "#fff", .anchor = Anchor::Middle, .bold = true}});
  all.add(Text{{95.0, 34.0}, "0000100000000450", {.size = 2.4, .anchor = Anchor::End, .halo = true}});
  all.add(Text{{98.0, 34.0}, "479900", {.size = 2.4, .turn_deg = -90.0}});
  all.add(Text{{46.0, 34.0}, "efficiënt", {.size = 4.0}});
  return all;
}

}  // namespace

TEST_CASE("a millimetre of the drawing is a millimetre on the target") {
  const Look black{{"#000"}};
  CHECK(dark_in_row(painted(of(rect({10.0, 10.0, 50.0, 20.0}, black))), 200) == 500);
  CHECK(dark_in_row(painted(of({rect_path({10.0, 10.0, 50.0, 20.0}), black})), 200) == 500);
  CHECK(dark_in_row(painted(of({Circle{{30.0, 20.0}, 15.0}, black})), 200) == Approx(300).margin(2));
  Group moved = of({square(0.0, 5.0, 20.0), black});
  moved.offset = {10.0, 0.0};
  CHECK(dark_in_row(painted(moved), 200) == 200);
  CHECK(qGray(painted(moved).pixel(95, 200)) > 250);
}

TEST_CASE("a hatch covers its share of the shape, and nothing outside it") {
  const Pattern lines{"p", Pattern::Mark::Line, 2.0, 45.0, 0.5, "#000"};
  const Group group = of({rect_path({10.0, 5.0, 60.0, 30.0}), {{.pattern = &lines}}});
  for (const QImage& image : {painted(group), through_pdf(group), through_svg(group)}) {
    CHECK(dark_share(image, {100, 50, 600, 300}) == Approx(0.25).margin(0.02));  // 0.5 mm in every 2 mm
    CHECK(dark_share(image, {710, 0, 290, 400}) == 0.0);
  }
}

TEST_CASE("a clip with a hole lets nothing through the hole") {
  Path ring = rect_path({0.0, 0.0, width, height});
  ring.push_back(square(20.0, 10.0, 20.0, true).front());
  Group group{"g", {rect({0.0, 0.0, width, height}, {{"#000"}})}, std::make_shared<const Outline>(Outline{"c", ring})};
  for (const QImage& image : {painted(group), through_pdf(group), through_svg(group)}) {
    CHECK(dark_in_row(image, 200) == Approx(800).margin(2));
    CHECK(dark_in_row(image, 50) == 1000);
  }
}

TEST_CASE("screen, PDF and SVG show the same drawing") {
  const Group all = everything();
  const QImage screen = painted(all);
  const QImage pdf = through_pdf(all);
  const QImage svg = through_svg(all);
  CHECK(difference(pdf, svg) <= 0.001);
  CHECK(difference(screen, svg) <= 0.001);
  // The measure sees what is missing: a sign, a label, a hatch.
  Group less = all;
  less.elements.pop_back();
  CHECK(difference(through_svg(less), svg) > 0.0005);
  CHECK(difference(painted(of(rect({0.0, 0.0, width, height}, {{"#fff"}}))), svg) > 0.2);
}
