#include "map_canvas.hpp"

#include "batterisk/render/map_overlay.hpp"
#include "batterisk/viewmodel/snap.hpp"

#include <QKeyEvent>
#include <QLineF>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace batterisk::viewer {
namespace {

bool dragged(QPointF a, QPointF b) {
  return (a - b).manhattanLength() > 4.0;
}

}  // namespace

void MapCanvas::mousePressEvent(QMouseEvent* event) {
  pressed_ = last_ = event->position();
  moved_ = false;
  if (event->button() == Qt::MiddleButton || event->button() == Qt::RightButton) {
    gesture_ = Gesture::Pan;
    return;
  }
  if (compared_.scene && std::abs(event->position().x() - width() * swipe_) < 12.0) {
    gesture_ = Gesture::Swipe;
    return;
  }
  if (event->modifiers().testFlag(Qt::ShiftModifier) || tool_ == Tool::BoxZoom) {
    gesture_ = Gesture::Box;
    return;
  }
  switch (tool_) {
    case Tool::Move:
      begin_unit_gesture(event->position());
      break;
    case Tool::Transect:
      gesture_ = Gesture::Line;
      transect_ = {view_.to_rd(pressed_), view_.to_rd(pressed_)};
      break;
    case Tool::Explain:
    case Tool::Measure:
    case Tool::BoxZoom:
      gesture_ = Gesture::Pan;
      break;
  }
}

void MapCanvas::pick(RdPoint point) {
  if (compared_.scene && view_.to_pixel(point).x() > width() * swipe_) {
    Q_EMIT picked_compared(point);
  } else {
    Q_EMIT picked(point);
  }
}

void MapCanvas::begin_unit_gesture(QPointF at) {
  gesture_ = Gesture::Pan;
  const auto& all = units();
  if (selected_unit_ && *selected_unit_ < all.size() &&
      QLineF(render::turn_handle(all[*selected_unit_], view_), at).length() < 12.0) {
    dragged_ = all;
    gesture_ = Gesture::Turn;
    return;
  }
  selected_unit_ = render::unit_at(all, view_.to_rd(at), 6.0 * view_.metres_per_pixel);
  if (selected_unit_) {
    grip_ = at - view_.to_pixel(all[*selected_unit_].position);
    dragged_ = all;
    gesture_ = Gesture::Unit;
  }
  update();
}

void MapCanvas::move_unit(QPointF at, bool snap, bool done) {
  constexpr double reach_px = 14.0;
  BatteryUnit& unit = dragged_[*selected_unit_];
  const std::vector<Site>& sites = overlay_.scene->result->dossier.sites;
  if (gesture_ == Gesture::Unit) {
    unit.position = view_.to_rd(at - grip_);
    if (snap) unit.position = viewmodel::snapped_place(unit, unit.position, sites, reach_px * view_.metres_per_pixel);
  } else {
    unit.orientation = Angle::rad(bearing_rad(unit.position, view_.to_rd(at)));
    if (snap) unit.orientation = viewmodel::snapped_bearing(unit.orientation, sites);
  }
  Q_EMIT unit_changed(*selected_unit_, unit.position, unit.orientation.rad(), done);
}

void MapCanvas::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  Q_EMIT hovered(view_.to_rd(at));
  if (gesture_ == Gesture::None) return;
  moved_ = moved_ || dragged(at, pressed_);
  switch (gesture_) {
    case Gesture::Pan:
      if (moved_) set_view(view_.panned(at - last_));
      break;
    case Gesture::Unit:
    case Gesture::Turn:
      if (moved_) move_unit(at, event->modifiers().testFlag(Qt::ControlModifier), false);
      break;
    case Gesture::Line:
      transect_->second = view_.to_rd(at);
      break;
    case Gesture::Swipe:
      swipe_ = std::clamp(at.x() / std::max(1, width()), 0.02, 0.98);
      break;
    case Gesture::Box:
    case Gesture::None:
      break;
  }
  last_ = at;
  update();
}

void MapCanvas::mouseReleaseEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  const Gesture ended = std::exchange(gesture_, Gesture::None);
  const bool left = event->button() == Qt::LeftButton;
  switch (ended) {
    case Gesture::Pan:
      if (!moved_ && left && tool_ == Tool::Explain) pick(view_.to_rd(at));
      if (!moved_ && left && tool_ == Tool::Measure) measured_.push_back(view_.to_rd(at));
      if (!moved_ && !left && tool_ == Tool::Measure) measured_.clear();
      break;
    case Gesture::Unit:
    case Gesture::Turn:
      if (moved_) {
        gesture_ = ended;
        move_unit(at, event->modifiers().testFlag(Qt::ControlModifier), true);
        gesture_ = Gesture::None;
      } else {
        dragged_.clear();
      }
      break;
    case Gesture::Line:
      if (moved_) {
        Q_EMIT transect_drawn(transect_->first, transect_->second);
      } else {
        transect_.reset();
      }
      break;
    case Gesture::Box:
      if (moved_) {
        const QRectF box = QRectF{pressed_, at}.normalized();
        Box area;
        area.add(view_.to_rd(box.topLeft()));
        area.add(view_.to_rd(box.bottomRight()));
        set_view(view_.fitted(area));
      }
      break;
    case Gesture::Swipe:
    case Gesture::None:
      break;
  }
  idle_.start();
  update();
}

void MapCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (tool_ == Tool::Measure) {
    mousePressEvent(event);
    return;
  }
  set_view(view_.zoomed(2.0, event->position()));
}

void MapCanvas::wheelEvent(QWheelEvent* event) {
  set_view(view_.zoomed(std::pow(2.0, event->angleDelta().y() / 240.0), event->position()));
  event->accept();
}

void MapCanvas::keyPressEvent(QKeyEvent* event) {
  const QPointF middle{view_.size.width() / 2.0, view_.size.height() / 2.0};
  QPointF way;
  switch (event->key()) {
    case Qt::Key_Left:
      way = {-1.0, 0.0};
      break;
    case Qt::Key_Right:
      way = {1.0, 0.0};
      break;
    case Qt::Key_Up:
      way = {0.0, -1.0};
      break;
    case Qt::Key_Down:
      way = {0.0, 1.0};
      break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      return set_view(view_.zoomed(std::sqrt(2.0), middle));
    case Qt::Key_Minus:
      return set_view(view_.zoomed(1.0 / std::sqrt(2.0), middle));
    case Qt::Key_Home:
      return fit();
    case Qt::Key_Return:
    case Qt::Key_Enter:
      return pick(marker_.value_or(view_.centre));
    case Qt::Key_Escape:
      measured_.clear();
      transect_.reset();
      marker_.reset();
      selected_zone_.reset();
      return update();
    default:
      return QWidget::keyPressEvent(event);
  }
  if (event->modifiers().testFlag(Qt::AltModifier) && compared_.scene && way.x() != 0.0) {
    swipe_ = std::clamp(swipe_ + 0.05 * way.x(), 0.02, 0.98);
    return update();
  }
  const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
  const auto& all = units();
  if (shift && selected_unit_ && *selected_unit_ < all.size()) {
    const double step = event->modifiers().testFlag(Qt::ControlModifier) ? 0.1 : 1.0;
    const BatteryUnit& unit = all[*selected_unit_];
    Q_EMIT unit_changed(*selected_unit_, {unit.position.x + step * way.x(), unit.position.y - step * way.y()},
                        unit.orientation.rad(), true);
    return;
  }
  set_view(view_.panned({-way.x() * view_.size.width() / 4.0, -way.y() * view_.size.height() / 4.0}));
}

}  // namespace batterisk::viewer
