#include "batterisk/render/map_picture.hpp"

#include "batterisk/render/drawing_painter.hpp"
#include "batterisk/render/map_furniture.hpp"
#include "batterisk/render/map_overlay.hpp"
#include "batterisk/render/map_tile.hpp"
#include "batterisk/study/map/map_furniture.hpp"

namespace batterisk::render {

QImage map_picture(const MapScene& scene, const ViewTransform& view, const LayerStack& layers, study::Language language,
                   double pixel_ratio, const std::shared_ptr<const Background>& background) {
  constexpr double margin = 10.0;
  QImage image((view.size * pixel_ratio).toSize(), QImage::Format_RGB32);
  image.setDevicePixelRatio(pixel_ratio);
  image.fill(Qt::white);
  QPainter painter(&image);
  QStringList parts;
  for (const std::string& label : study::standing_labels(*scene.result)) parts << qt(label).toUpper();
  parts << QStringLiteral("EPSG:28992 (RD New)");
  for (const std::string& line : study::origin_lines(*scene.result, language)) parts << qt(line);
  if (background) parts << background->credit;
  const QString origin = parts.join(QStringLiteral(" \u00B7 "));
  painter.setFont(map_font(10.0));
  const QRectF room{margin, 0.0, view.size.width() - 2.0 * margin, view.size.height()};
  const double origin_height = painter.boundingRect(room, Qt::TextWordWrap, origin).height() + 8.0;

  MapGround ground = scene.ground;
  ground.background = background;
  draw_ground(painter, ground, view, layers, pixel_ratio);
  const QRectF all{QPointF{0.0, 0.0}, view.size};
  draw_overlay(painter, scene, view, all.adjusted(0.0, 0.0, 0.0, -origin_height), layers, language);
  const MapCard legend = legend_card(*scene.result, visible_content(scene, view, layers), language);
  draw_card(painter, legend, {view.size.width() - margin - legend.size.width(), margin});
  const MapCard scale = scale_card(view, language);
  draw_card(painter, scale, {margin, view.size.height() - margin - origin_height - scale.size.height()});
  const QRectF foot{0.0, view.size.height() - origin_height, view.size.width(), origin_height};
  painter.fillRect(foot, Qt::white);
  painter.setFont(map_font(10.0));
  painter.setPen(QColor(0x44, 0x44, 0x44));
  painter.drawText(foot.adjusted(margin, 0.0, -margin, 0.0), Qt::AlignVCenter | Qt::TextWordWrap, origin);
  return image;
}

}  // namespace batterisk::render
