#include "map_canvas.hpp"

#include "batterisk/render/drawing_painter.hpp"
#include "batterisk/render/map_difference.hpp"
#include "batterisk/render/map_overlay.hpp"
#include "batterisk/render/tile_grid.hpp"
#include "batterisk/study/map/map_furniture.hpp"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace batterisk::viewer {
namespace {

constexpr double overlay_margin = 0.125;  // of the window, on each side: a hand goes no farther until the next one
constexpr std::string_view accent_hex = "#006CC4";
const QColor accent = render::colour(accent_hex);

// Where the picture of one view belongs in another.
QRectF placed(const render::ViewTransform& picture, const render::ViewTransform& view) {
  return view.to_pixel(picture.box());
}

}  // namespace

MapCanvas::MapCanvas(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("map"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setMinimumSize(240, 160);
  setAttribute(Qt::WA_OpaquePaintEvent);
  pool_.setMaxThreadCount(1);  // one large picture under way at a time
  idle_.setSingleShot(true);
  idle_.setInterval(60);
  connect(&idle_, &QTimer::timeout, this, &MapCanvas::ask);
  for (viewmodel::TileScheduler* tiles : {&tiles_, &backdrop_}) {
    connect(tiles, &viewmodel::TileScheduler::tile_ready, this, [this] { update(); });
    connect(tiles, &viewmodel::TileScheduler::became_idle, this, [this] {
      if (sharp()) Q_EMIT became_sharp();
    });
  }
}

MapCanvas::~MapCanvas() {
  pool_.clear();
  pool_.waitForDone();
}

void MapCanvas::set_scene(std::shared_ptr<const render::MapScene> scene) {
  const bool first = overlay_.scene == nullptr && scene != nullptr;
  // Another result may have read other buildings: the selected one is known by its name, not by its number.
  const std::string selected = selected_pand_ ? (*overlay_.scene->result->surroundings.panden)[*selected_pand_].identificatie
                                              : std::string{};
  overlay_.scene = std::move(scene);
  preview_.reset();
  dragged_.clear();
  set_ground();
  if (overlay_.scene) {
    const auto& panden = overlay_.scene->result->surroundings.panden;
    selected_pand_.reset();
    for (std::size_t i = 0; !selected.empty() && panden && i < panden->size(); ++i) {
      if ((*panden)[i].identificatie == selected) selected_pand_ = i;
    }
    if (selected_unit_ && *selected_unit_ >= overlay_.scene->result->dossier.units.size()) selected_unit_.reset();
    if (selected_zone_ && *selected_zone_ >= overlay_.scene->result->zones.size()) selected_zone_.reset();
  } else {
    overlay_.image = {};
    overlay_.legend = {};
    Q_EMIT content_changed();
    selected_pand_.reset();
    selected_unit_.reset();
    selected_zone_.reset();
    marker_.reset();
    transect_.reset();
    measured_.clear();
  }
  if (first) {
    fit();
  } else {
    ask();
  }
}

void MapCanvas::set_compared(std::shared_ptr<const render::MapScene> scene) {
  compared_.scene = std::move(scene);
  compared_.image = {};
  ask();
}

void MapCanvas::set_differences(std::shared_ptr<const std::vector<study::ZoneDifference>> differences) {
  if (differences == differences_) return;
  differences_ = std::move(differences);
  ask();
}

void MapCanvas::set_letter(const QString& letter) {
  letter_ = letter;
  update();
}

void MapCanvas::set_preview(std::shared_ptr<const viewmodel::Preview> preview) {
  preview_ = std::move(preview);
  update();
}

void MapCanvas::set_layers(const render::LayerStack& layers) {
  layers_ = layers;
  set_ground();
  ask();
}

void MapCanvas::set_background(std::shared_ptr<const render::Background> background) {
  background_ = std::move(background);
  render::MapGround ground;
  ground.background = background_;
  backdrop_.set_ground(ground, {{render::MapLayer::Achtergrond}});
  set_ground();
  ask();
}

void MapCanvas::set_ground() {
  render::MapGround ground = overlay_.scene ? overlay_.scene->ground : render::MapGround{};
  ground.see_through = background_ != nullptr;
  tiles_.set_ground(ground, layers_);
}

void MapCanvas::set_language(study::Language language) {
  language_ = language;
  ask();
}

void MapCanvas::set_legend_visible(bool visible) {
  legend_visible_ = visible;
  ask();
}

void MapCanvas::set_tool(Tool tool) {
  tool_ = tool;
  gesture_ = Gesture::None;
  if (tool != Tool::Measure) measured_.clear();
  setCursor(tool == Tool::Explain ? Qt::ArrowCursor : tool == Tool::Move ? Qt::SizeAllCursor : Qt::CrossCursor);
  update();
}

void MapCanvas::set_view(const render::ViewTransform& view) {
  fitted_ = false;
  const QSizeF size = view_.size;
  view_ = view;
  view_.size = size;
  if (!idle_.isActive()) idle_.start();  // also while a hand goes on: the map fills under it
  update();
  Q_EMIT view_changed();
}

void MapCanvas::fit() {
  if (!overlay_.scene) return;
  // Beside the legend, where there is room for both.
  const double legend = legend_width();
  render::ViewTransform left = view_;
  left.size = {view_.size.width() - legend, view_.size.height()};
  left = left.fitted(overlay_.scene->all);
  left.centre.x += legend / 2.0 * left.metres_per_pixel;
  set_view(left);
  fitted_ = true;
  ask();
}

void MapCanvas::show_place(RdPoint p) {
  const QPointF at = view_.to_pixel(p);
  const QRectF middle{view_.size.width() * 0.15, view_.size.height() * 0.15, view_.size.width() * 0.7, view_.size.height() * 0.7};
  if (middle.contains(at)) return;
  render::ViewTransform view = view_;
  view.centre = p;
  set_view(view);
}

void MapCanvas::select_pand(std::optional<std::size_t> pand) {
  selected_pand_ = pand;
  update();
}

void MapCanvas::select_unit(std::optional<std::size_t> unit) {
  selected_unit_ = unit;
  update();
}

void MapCanvas::select_zone(std::optional<std::size_t> zone) {
  selected_zone_ = zone;
  update();
}

void MapCanvas::set_marker(std::optional<RdPoint> point) {
  marker_ = point;
  update();
}

void MapCanvas::set_transect_mark(double share) {
  transect_mark_ = share;
  update();
}

bool MapCanvas::sharp() const {
  const auto current = [](const OverlayPicture& p) {
    return !p.scene || (!p.image.isNull() && p.asked == 0);
  };
  return tiles_.idle() && backdrop_.idle() && !idle_.isActive() && current(overlay_) && current(compared_);
}

double MapCanvas::legend_width() const {
  constexpr double width = 300.0;
  return legend_visible_ && !compared_.scene && view_.size.width() > 2.2 * width ? width : 0.0;
}

int MapCanvas::tile_level() const {
  return render::level_for(view_.metres_per_pixel / pixel_ratio());
}

void MapCanvas::ask() {
  idle_.stop();
  if (overlay_.scene) tiles_.want(render::tiles_in(view_.box(), tile_level()));
  if (overlay_.scene && background_) backdrop_.want(render::tiles_in(view_.box(), tile_level()));
  pool_.clear();  // what has not begun is out of date
  ask_overlay(overlay_);
  ask_overlay(compared_);
  update();
}

void MapCanvas::ask_overlay(OverlayPicture& picture) {
  if (!picture.scene) {
    picture.asked = 0;
    return;
  }
  static std::uint64_t requests = 0;
  const std::uint64_t request = ++requests;
  picture.asked = request;
  render::ViewTransform view = view_;
  view.size = view_.size * (1.0 + 2.0 * overlay_margin);
  // Labels stay inside the window, left of the legend.
  const QRectF frame{view_.size.width() * overlay_margin, view_.size.height() * overlay_margin,
                     view_.size.width() - legend_width(), view_.size.height()};
  // Differences have fills and labels of their own, which those of the zones would only hide.
  const auto differences = &picture == &overlay_ ? differences_ : nullptr;
  render::LayerStack layers = layers_;
  if (differences) {
    for (render::LayerState& state : layers) {
      const bool in_the_way = state.layer == render::MapLayer::Gebieden || state.layer == render::MapLayer::Opschriften;
      state.visible = state.visible && !in_the_way;
    }
  }
  pool_.start([this, &picture, request, view, frame, window = view_, scene = picture.scene, layers, differences,
               language = language_, ratio = pixel_ratio()] {
    QImage image((view.size * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    render::draw_overlay(painter, *scene, view, frame, layers, language);
    if (differences) render::draw_difference(painter, *differences, view, frame, language);
    painter.end();
    const auto legend = render::legend_card(*scene->result, render::visible_content(*scene, window, layers), language);
    QMetaObject::invokeMethod(this, [this, &picture, request, view, image, legend] {
      if (picture.asked != request) return;
      picture.asked = 0;
      picture.image = image;
      picture.view = view;
      picture.legend = legend;
      update();
      Q_EMIT content_changed();
      if (sharp()) Q_EMIT became_sharp();
    }, Qt::QueuedConnection);
  });
}

const std::vector<BatteryUnit>& MapCanvas::units() const {
  static const std::vector<BatteryUnit> none;
  if (!dragged_.empty()) return dragged_;
  return overlay_.scene ? overlay_.scene->result->dossier.units : none;
}

void MapCanvas::resizeEvent(QResizeEvent*) {
  view_.size = QSizeF{size()};
  if (fitted_) return fit();  // nobody has chosen a view yet
  ask();
  Q_EMIT view_changed();
}

void MapCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), Qt::white);
  if (!overlay_.scene) return;
  if (background_) {
    const auto below = std::find_if(layers_.begin(), layers_.end(), [](const auto& s) { return s.layer == render::MapLayer::Achtergrond; });
    painter.setOpacity(below == layers_.end() ? 1.0 : below->visible ? below->opacity : 0.0);
    draw_tiles(painter, backdrop_);
    painter.setOpacity(1.0);
  }
  draw_tiles(painter, tiles_);
  if (preview_ || !dragged_.empty()) {
    // While something changes, lines and units follow the hand; hatches and labels wait for the result.
    const auto& zones = preview_ ? preview_->zones : overlay_.scene->result->zones;
    const auto& moving = dragged_.empty() ? preview_->units : dragged_;
    render::draw_moving(painter, *overlay_.scene, zones, moving, view_);
    if (selected_unit_ && *selected_unit_ < moving.size()) render::draw_handle(painter, moving[*selected_unit_], view_);
  } else {
    painter.setRenderHint(QPainter::SmoothPixmapTransform, overlay_.view.metres_per_pixel != view_.metres_per_pixel);
    const double split = width() * swipe_;
    if (compared_.scene) painter.setClipRect(QRectF{0.0, 0.0, split, static_cast<double>(height())});
    if (!overlay_.image.isNull()) painter.drawImage(placed(overlay_.view, view_), overlay_.image);
    if (compared_.scene) {
      painter.setClipRect(QRectF{split, 0.0, width() - split, static_cast<double>(height())});
      if (!compared_.image.isNull()) painter.drawImage(placed(compared_.view, view_), compared_.image);
      painter.setClipping(false);
    }
  }
  draw_live(painter);
  draw_letter(painter);
  draw_furniture(painter);
}

void MapCanvas::draw_tiles(QPainter& painter, viewmodel::TileScheduler& tiles) {
  const int level = tile_level();
  painter.setRenderHint(QPainter::SmoothPixmapTransform, gesture_ == Gesture::None && !idle_.isActive());
  for (const render::TileKey& key : render::tiles_in(view_.box(), level)) {
    // Whole device pixels, so that tiles meet without a seam.
    const double ratio = pixel_ratio();
    const QRectF exact = view_.to_pixel(render::tile_box(key));
    const auto snap = [ratio](double v) { return std::round(v * ratio) / ratio; };
    const QRectF room{QPointF{snap(exact.left()), snap(exact.top())}, QPointF{snap(exact.right()), snap(exact.bottom())}};
    if (const QImage* image = tiles.tile(key)) {
      painter.drawImage(room, *image);
      continue;
    }
    // Part of the nearest coarser tile that there is, or else finer ones.
    bool drawn = false;
    render::TileKey up = key;
    QRectF part{0.0, 0.0, render::tile_pixels, render::tile_pixels};
    for (int step = 0; step < 4 && up.level > 0 && !drawn; ++step) {
      part = {part.x() / 2.0 + (up.column % 2) * render::tile_pixels / 2.0,
              part.y() / 2.0 + (up.row % 2) * render::tile_pixels / 2.0, part.width() / 2.0, part.height() / 2.0};
      up = render::parent(up);
      if (const QImage* image = tiles.tile(up)) {
        painter.drawImage(room, *image, part);
        drawn = true;
      }
    }
    for (int i = 0; i < 4 && !drawn; ++i) {
      const render::TileKey child{key.level + 1, 2 * key.column + i % 2, 2 * key.row + i / 2};
      if (const QImage* image = tiles.tile(child)) painter.drawImage(view_.to_pixel(render::tile_box(child)), *image);
    }
  }
}

void MapCanvas::draw_live(QPainter& painter) {
  painter.setRenderHint(QPainter::Antialiasing);
  const auto& panden = overlay_.scene->result->surroundings.panden;
  if (selected_pand_ && panden) render::draw_selection(painter, (*panden)[*selected_pand_].footprint, view_);
  if (selected_zone_) render::draw_selection(painter, overlay_.scene->result->zones[*selected_zone_].polygons, view_);
  if (selected_unit_ && tool_ != Tool::Move) {
    render::draw_selection(painter, {{footprint(units()[*selected_unit_]), {}}}, view_);
  }
  if (selected_unit_ && tool_ == Tool::Move && dragged_.empty() && !preview_) {
    render::draw_handle(painter, units()[*selected_unit_], view_);
  }
  if (marker_) {
    const QPointF at = view_.to_pixel(*marker_);
    painter.setBrush(Qt::NoBrush);
    for (const auto& [ink, pen_width] : {std::pair{QColor(Qt::white), 5.0}, std::pair{accent, 2.5}}) {
      painter.setPen(QPen(ink, pen_width));
      painter.drawEllipse(at, 8.0, 8.0);
      painter.drawLine(at - QPointF{14.0, 0.0}, at - QPointF{4.0, 0.0});
      painter.drawLine(at + QPointF{4.0, 0.0}, at + QPointF{14.0, 0.0});
      painter.drawLine(at - QPointF{0.0, 14.0}, at - QPointF{0.0, 4.0});
      painter.drawLine(at + QPointF{0.0, 4.0}, at + QPointF{0.0, 14.0});
    }
  }
  if (transect_) {
    const QPointF a = view_.to_pixel(transect_->first);
    const QPointF b = view_.to_pixel(transect_->second);
    painter.setPen(QPen(Qt::white, 5.0));
    painter.drawLine(a, b);
    painter.setPen(QPen(accent, 2.5));
    painter.drawLine(a, b);
    painter.setBrush(accent);
    painter.drawEllipse(a, 4.0, 4.0);
    render::draw_halo_text(painter, a - QPointF{0.0, 14.0}, QStringLiteral("A"), 12.0, accent_hex);
    render::draw_halo_text(painter, b - QPointF{0.0, 14.0}, QStringLiteral("B"), 12.0, accent_hex);
    painter.setPen(QPen(Qt::white, 1.5));
    if (transect_mark_ >= 0.0) painter.drawEllipse(a + (b - a) * transect_mark_, 6.0, 6.0);
  }
  draw_measure(painter);
  if (gesture_ == Gesture::Box) {
    painter.setPen(QPen(accent, 1.5));
    painter.setBrush(QColor(accent.red(), accent.green(), accent.blue(), 40));
    painter.drawRect(QRectF{pressed_, last_}.normalized());
  }
  if (compared_.scene) {
    const double x = width() * swipe_;
    painter.setPen(QPen(Qt::white, 5.0));
    painter.drawLine(QPointF{x, 0.0}, QPointF{x, static_cast<double>(height())});
    painter.setPen(QPen(accent, 2.0));
    painter.drawLine(QPointF{x, 0.0}, QPointF{x, static_cast<double>(height())});
    painter.setBrush(accent);
    painter.drawEllipse(QPointF{x, height() / 2.0}, 10.0, 10.0);
    render::draw_halo_text(painter, {x - 18.0, 18.0}, QStringLiteral("A"), 14.0, accent_hex);
    render::draw_halo_text(painter, {x + 18.0, 18.0}, QStringLiteral("B"), 14.0, accent_hex);
  }
}

void MapCanvas::draw_letter(QPainter& painter) {
  if (letter_.isEmpty()) return;
  render::draw_halo_text(painter, {view_.size.width() / 2.0, 20.0}, letter_, 16.0, accent_hex);
}

void MapCanvas::draw_measure(QPainter& painter) {
  if (measured_.empty()) return;
  QPolygonF line;
  double length = 0.0;
  for (std::size_t i = 0; i < measured_.size(); ++i) {
    line << view_.to_pixel(measured_[i]);
    if (i > 0) length += distance_m(measured_[i - 1], measured_[i]);
  }
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(Qt::white, 5.0));
  painter.drawPolyline(line);
  painter.setPen(QPen(accent, 2.5));
  painter.drawPolyline(line);
  painter.setBrush(accent);
  for (const QPointF& p : line) painter.drawEllipse(p, 3.5, 3.5);
  QString text = render::qt(study::decimal(length, 1, language_)) + QStringLiteral(" m");
  if (measured_.size() == 2) {
    const double bearing = bearing_rad(measured_[0], measured_[1]) * 180.0 / std::numbers::pi;
    text += QStringLiteral(", ") + render::qt(study::decimal(bearing, 1, language_)) + QStringLiteral("°");
  } else if (measured_.size() > 2) {
    text += QStringLiteral(", ") + render::qt(study::decimal(std::abs(signed_area_m2(measured_)), 0, language_)) + QStringLiteral(" m²");
  }
  render::draw_halo_text(painter, line.back() + QPointF{0.0, -16.0}, text, 12.0, accent_hex);
}

void MapCanvas::draw_furniture(QPainter& painter) {
  constexpr double margin = 10.0;
  if (legend_width() > 0.0) {
    render::draw_card(painter, overlay_.legend, {view_.size.width() - margin - overlay_.legend.size.width(), margin});
  }
  const render::MapCard scale = render::scale_card(view_, language_);
  render::draw_card(painter, scale, {margin, view_.size.height() - margin - scale.size.height()});
  if (background_) {
    const double credit = QFontMetricsF(render::map_font(10.0)).horizontalAdvance(background_->credit);
    render::draw_halo_text(painter, {view_.size.width() - margin - credit / 2.0, view_.size.height() - margin}, background_->credit,
                           10.0, study::map_style::ink, false);
  }
  double x = margin;
  painter.setFont(render::map_font(12.0, true));
  for (const std::string& word : study::standing_labels(*overlay_.scene->result)) {
    const QString label = render::qt(word);
    const QRectF box{x, margin, QFontMetricsF(painter.font()).horizontalAdvance(label) + 14.0, 22.0};
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0x20, 0x20, 0x20));
    painter.drawRoundedRect(box, 4.0, 4.0);
    painter.setPen(Qt::white);
    painter.drawText(box, Qt::AlignCenter, label);
    x = box.right() + 6.0;
  }
  if (differences_) render::draw_difference_key(painter, {x, margin}, language_);
}

}  // namespace batterisk::viewer
