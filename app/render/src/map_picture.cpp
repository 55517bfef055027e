#include "batterisk/render/map_picture.hpp"

#include "batterisk/render/map_furniture.hpp"
#include "batterisk/render/map_overlay.hpp"
#include "batterisk/render/map_pens.hpp"
#include "batterisk/render/map_tile.hpp"

namespace batterisk::render {

QImage map_picture(const MapScene& scene, const ViewTransform& view, const LayerStack& layers,
                   study::Language language, double pixel_ratio, const std::shared_ptr<const Background>& background) {
  constexpr double margin = 10.0;
  constexpr double origin_height = 34.0;
  QImage image((view.size * pixel_ratio).toSize(), QImage::Format_RGB32);
  image.setDevicePixelRatio(pixel_ratio);
  image.fill(Qt::white);
  QPainter painter(&image);
  MapGround ground = scene.ground;
  ground.background = background;
  draw_ground(painter, ground, view, layers, pixel_ratio);
  const QRectF all{QPointF{0.0, 0.0}, view.size};
  draw_overlay(painter, scene, view, all.adjusted(0.0, 0.0, 0.0, -origin_height), layers, language);
  const VisibleContent content = visible_content(scene, view.box(), layers);
  const QSizeF legend = draw_legend(nullptr, {}, scene, content, language);
  draw_legend(&painter, {view.size.width() - margin - legend.width(), margin}, scene, content, language);
  draw_scale(painter, {margin, view.size.height() - margin - origin_height}, view, language);
  const QRectF foot{0.0, view.size.height() - origin_height, view.size.width(), origin_height};
  painter.fillRect(foot, Qt::white);
  painter.setFont(map_font(10.0));
  painter.setPen(QColor(0x44, 0x44, 0x44));
  QString text = origin_text(*scene.result, language);
  if (background) text += QStringLiteral(" \u00B7 ") + background->credit;
  for (const QString& label : standing_labels(*scene.result)) text.prepend(label.toUpper() + QStringLiteral(" \u00B7 "));
  painter.drawText(foot.adjusted(margin, 2.0, -margin, -2.0), Qt::AlignVCenter | Qt::TextWordWrap, text);
  return image;
}

}  // namespace batterisk::render
