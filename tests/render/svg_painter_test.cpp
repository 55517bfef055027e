#include "batterisk/render/svg_painter.hpp"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>

#include <string>

#include <catch2/catch.hpp>

using namespace batterisk::render;

namespace {

// 100 x 40 mm at 10 pixels a millimetre.
QImage drawn(const std::string& body) {
  QImage image{1000, 400, QImage::Format_RGB32};
  image.fill(Qt::white);
  QPainter painter{&image};
  painter.scale(10.0, 10.0);
  draw_svg(painter, "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 100 40\">" + body + "</svg>",
           {0.0, 0.0, 100.0, 40.0});
  return image;
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

}  // namespace

TEST_CASE("a millimetre of the picture is a millimetre on the target") {
  CHECK(dark_in_row(drawn("<rect x=\"10\" y=\"10\" width=\"50\" height=\"20\" fill=\"#000\"/>"), 200) == 500);
  CHECK(dark_in_row(drawn("<path d=\"M10 10h50v20h-50z\" fill=\"#000\"/>"), 200) == 500);
  CHECK(dark_in_row(drawn("<g transform=\"translate(10 0) scale(2)\"><polygon points=\"0,5 25,5 25,15 0,15\" fill=\"#000\"/></g>"), 200) == 500);
  CHECK(dark_in_row(drawn("<circle cx=\"30\" cy=\"20\" r=\"15\" fill=\"#000\"/>"), 200) == Approx(300).margin(2));
  // Two half circles: the large-arc and sweep flags of SVG 1.1, 8.3.8.
  CHECK(dark_in_row(drawn("<path d=\"M15 20A15 15 0 0 1 45 20A15 15 0 0 1 15 20z\" fill=\"#000\"/>"), 205) == Approx(300).margin(2));
}

TEST_CASE("a hatch covers its share of the shape, and nothing outside it") {
  const QImage image = drawn(
      "<defs><pattern id=\"p\" width=\"2\" height=\"2\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
      "<path d=\"M0 1h2\" stroke=\"#000\" stroke-width=\"0.5\"/></pattern>"
      "<path id=\"z\" d=\"M10 5h60v30h-60z\"/></defs><use xlink:href=\"#z\" fill=\"url(#p)\"/>");
  CHECK(dark_share(image, {100, 50, 600, 300}) == Approx(0.25).margin(0.02));  // 0.5 mm in every 2 mm
  CHECK(dark_share(image, {710, 0, 290, 400}) == 0.0);
}

TEST_CASE("a clip path with a hole lets nothing through the hole") {
  const QImage image = drawn(
      "<defs><clipPath id=\"c\"><path clip-rule=\"evenodd\" d=\"M0 0h100v40h-100zM20 10h20v20h-20z\"/></clipPath></defs>"
      "<g clip-path=\"url(#c)\"><rect x=\"0\" y=\"0\" width=\"100\" height=\"40\" fill=\"#000\"/></g>");
  CHECK(dark_in_row(image, 200) == 800);
  CHECK(dark_in_row(image, 50) == 1000);
}

TEST_CASE("what the painter does not know is refused, not left out") {
  for (const char* body : {"<ellipse rx=\"1\" ry=\"2\"/>", "<rect filter=\"url(#f)\" width=\"1\" height=\"1\"/>", "<path d=\"M0 0C1 1 2 2 3 3\"/>",
                           "<path d=\"M0 0A1 2 0 0 1 3 3\"/>", "<rect fill=\"red\" width=\"1\" height=\"1\"/>",
                           "<g transform=\"skewX(3)\"/>", "<use xlink:href=\"#niet\"/>", "<path d=\"M0\"/>"}) {
    CAPTURE(body);
    CHECK_THROWS_AS(drawn(body), SvgError);
  }
  QImage image{10, 10, QImage::Format_RGB32};
  QPainter painter{&image};
  CHECK_THROWS_AS(draw_svg(painter, "geen svg", {0, 0, 1, 1}), SvgError);
}
