#include "application.hpp"

#include "support/paths.hpp"

#include "batterisk/core/rules/rule_document.hpp"
#include "batterisk/render/map_furniture.hpp"
#include "batterisk/render/map_overlay.hpp"
#include "batterisk/render/map_tile.hpp"

#include <catch2/catch.hpp>

#include <QImage>

#include <cstdlib>

using namespace batterisk;
using namespace batterisk::test;

namespace {

const std::shared_ptr<const render::MapScene>& small_scene() {
  static const VillageFolder folder;
  static const auto scene = render::map_scene(std::make_shared<const study::StudyResult>(
      study::run_study(load_dossier(folder.file("klein.toml").toStdString()), load_rule_catalog(rules_folder()))));
  return scene;
}

render::ViewTransform small_view() {
  render::ViewTransform view;
  view.size = {1100.0, 560.0};
  return view.fitted(small_scene()->all);
}

QImage picture(const render::ViewTransform& view, double ratio) {
  QImage image((view.size * ratio).toSize(), QImage::Format_RGB32);
  image.setDevicePixelRatio(ratio);
  image.fill(Qt::white);
  QPainter painter(&image);
  const auto& layers = render::usual_layers();
  render::draw_ground(painter, small_scene()->ground, view, layers, ratio);
  render::draw_overlay(painter, *small_scene(), view, {QPointF{0.0, 0.0}, view.size}, layers, study::Language::Nl);
  const auto content = render::visible_content(*small_scene(), view, layers);
  render::draw_card(painter, render::legend_card(*small_scene()->result, content, study::Language::Nl), {10.0, 10.0});
  const render::MapCard scale = render::scale_card(view, study::Language::Nl);
  render::draw_card(painter, scale, {10.0, view.size.height() - 10.0 - scale.size.height()});
  return image;
}

// Share of pixels that differ by more than `most` in a channel; 1 for another size.
double difference(const QImage& a, const QImage& b, int most) {
  if (a.size() != b.size()) return 1.0;
  int count = 0;
  for (int y = 0; y < a.height(); ++y) {
    for (int x = 0; x < a.width(); ++x) {
      const QColor p = a.pixelColor(x, y);
      const QColor q = b.pixelColor(x, y);
      const int worst = std::max({std::abs(p.red() - q.red()), std::abs(p.green() - q.green()), std::abs(p.blue() - q.blue())});
      count += worst > most ? 1 : 0;
    }
  }
  return static_cast<double>(count) / (a.width() * a.height());
}

}  // namespace

TEST_CASE("The map looks as it was reviewed") {
  // BATTERISK_UPDATE_GOLDEN=1 writes the picture anew, for somebody to look at.
  start_application();
  const QString golden = QString::fromStdString((source_folder() / "tests/viewer/kaart_klein.png").string());
  const QImage now = picture(small_view(), 1.0);
  if (std::getenv("BATTERISK_UPDATE_GOLDEN") != nullptr) REQUIRE(now.save(golden));
  const QImage reviewed(golden);
  REQUIRE_FALSE(reviewed.isNull());
  CHECK(difference(now, reviewed, 8) <= 0.003);
  CHECK(now == picture(small_view(), 1.0));
}

TEST_CASE("A contour is drawn where its points lie, at one and at two device pixels a pixel") {
  start_application();
  const render::ViewTransform view = small_view();
  for (const double ratio : {1.0, 2.0}) {
    const QImage image = picture(view, ratio);
    for (const study::ZoneResult& zone : small_scene()->result->zones) {
      if (!zone.zone.aandachtsgebied || zone.polygons.empty()) continue;
      // The outline of the area, somewhere along each of many points: labels and contours may hide some.
      int hit = 0;
      int seen = 0;
      const Ring& ring = zone.polygons.front().outer;
      const QColor ink(0x37, 0xA2, 0xAA);
      for (std::size_t i = 0; i < ring.size(); i += 5) {
        const QPointF at = view.to_pixel(ring[i]) * ratio;
        // Right of legend and scale bar.
        if (!QRectF{image.rect()}.adjusted(400.0 * ratio, 2, -2, -2).contains(at)) continue;
        ++seen;
        bool found = false;
        for (int dx = -1; dx <= 1; ++dx) {
          for (int dy = -1; dy <= 1; ++dy) {
            const QColor c = image.pixelColor(static_cast<int>(at.x()) + dx, static_cast<int>(at.y()) + dy);
            found = found || (std::abs(c.red() - ink.red()) < 60 && std::abs(c.green() - ink.green()) < 60 && std::abs(c.blue() - ink.blue()) < 60);
          }
        }
        hit += found ? 1 : 0;
      }
      REQUIRE(seen > 10);
      CHECK(hit > 0.6 * seen);
    }
  }
}

TEST_CASE("Addresses stand on the map where buildings are large enough, with the other texts") {
  start_application();
  study::StudyResult with = *small_scene()->result;
  REQUIRE(with.surroundings.panden);
  for (Pand& pand : *with.surroundings.panden) {
    for (Verblijfsobject& unit : pand.verblijfsobjecten) unit.adres = {"Lindelaan", "7", "", "", "", ""};
  }
  const auto addressed = render::map_scene(std::make_shared<const study::StudyResult>(std::move(with)));
  const auto overlay = [](const render::MapScene& scene, double metres_per_pixel, const render::LayerStack& layers) {
    render::ViewTransform view = small_view();
    view.metres_per_pixel = metres_per_pixel;
    QImage image(view.size.toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    render::draw_overlay(painter, scene, view, {QPointF{0.0, 0.0}, view.size}, layers, study::Language::Nl);
    return image;
  };
  const double near = small_view().metres_per_pixel;
  CHECK(overlay(*addressed, near, render::usual_layers()) != overlay(*small_scene(), near, render::usual_layers()));
  constexpr double far = 2.0;
  CHECK(overlay(*addressed, far, render::usual_layers()) == overlay(*small_scene(), far, render::usual_layers()));
  for (const render::MapLayer layer : {render::MapLayer::Gebouwen, render::MapLayer::Opschriften}) {
    render::LayerStack hidden = render::usual_layers();
    for (render::LayerState& state : hidden) state.visible = state.layer != layer;
    CHECK(overlay(*addressed, near, hidden) == overlay(*small_scene(), near, hidden));
  }
}

TEST_CASE("The legend says what can be seen and nothing else") {
  const auto& scene = *small_scene();
  const render::ViewTransform far{{130050.0, 490050.0}, 0.1, {1000.0, 1000.0}};
  const auto nothing = render::visible_content(scene, far, render::usual_layers());
  CHECK(nothing.zones.empty());
  CHECK(nothing.classes.empty());
  CHECK_FALSE(nothing.parcels);
  CHECK(nothing.veil);
  auto hidden = render::usual_layers();
  for (render::LayerState& state : hidden) state.visible = state.layer == render::MapLayer::Percelen;
  const auto parcels = render::visible_content(scene, small_view(), hidden);
  CHECK(parcels.parcels);
  CHECK(parcels.zones.empty());
  CHECK(parcels.verdicts.empty());
}
