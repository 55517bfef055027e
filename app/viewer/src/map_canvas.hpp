#pragma once

#include "batterisk/render/map_furniture.hpp"
#include "batterisk/render/map_scene.hpp"
#include "batterisk/render/view_transform.hpp"
#include "batterisk/study/run/zone_difference.hpp"
#include "batterisk/study/text/texts.hpp"
#include "batterisk/viewmodel/study_runner.hpp"
#include "batterisk/viewmodel/tile_scheduler.hpp"

#include <QElapsedTimer>
#include <QThreadPool>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace batterisk::viewer {

enum class Tool { Explain, Move, Measure, Transect, BoxZoom };

/// A scene drawn over the ground, ahead of time and with a margin, so that moving the map only shifts a picture.
struct OverlayPicture {
  std::shared_ptr<const render::MapScene> scene;
  QImage image;
  render::ViewTransform view;  ///< of the picture, margin included
  render::MapCard legend;       ///< of what of the result can be seen
  std::uint64_t asked = 0;  ///< newest request; 0 when it was answered
};

/// The map. Draws tiles and a picture of the overlay that other threads make; shows what it has until better comes.
class MapCanvas : public QWidget {
  Q_OBJECT

 public:
  explicit MapCanvas(QWidget* parent = nullptr);
  ~MapCanvas() override;

  /// Shows a result; the first one is fitted into the window.
  void set_scene(std::shared_ptr<const render::MapScene> scene);
  /// A second result to the right of a line that can be dragged; nothing ends that.
  void set_compared(std::shared_ptr<const render::MapScene> scene);
  /// Ground that only one of two results covers, over the map; nothing ends that.
  void set_differences(std::shared_ptr<const std::vector<study::ZoneDifference>> differences);
  /// Letter in the corner of a map that stands beside another.
  void set_letter(const QString& letter);
  /// Zones of a change that has not ended; nothing goes back to the result.
  void set_preview(std::shared_ptr<const viewmodel::Preview> preview);
  void set_layers(const render::LayerStack& layers);
  /// A picture of the ground below everything; nothing: white. It comes in when it comes, and nothing waits for it.
  void set_background(std::shared_ptr<const render::Background> background);
  [[nodiscard]] const std::shared_ptr<const render::Background>& background() const { return background_; }
  void set_language(study::Language language);
  void set_legend_visible(bool visible);
  [[nodiscard]] bool legend_shown() const { return overlay_.scene && legend_width() > 0.0; }
  void set_tool(Tool tool);
  [[nodiscard]] Tool tool() const { return tool_; }

  [[nodiscard]] const render::ViewTransform& view() const { return view_; }
  void set_view(const render::ViewTransform& view);
  void fit();
  /// Pans to a place, keeping the scale; does nothing when it can be seen well.
  void show_place(RdPoint p);

  void select_pand(std::optional<std::size_t> pand);
  void select_unit(std::optional<std::size_t> unit);
  [[nodiscard]] std::optional<std::size_t> selected_pand() const { return selected_pand_; }
  [[nodiscard]] std::optional<std::size_t> selected_unit() const { return selected_unit_; }
  void select_zone(std::optional<std::size_t> zone);
  [[nodiscard]] std::optional<std::size_t> selected_zone() const { return selected_zone_; }
  void set_marker(std::optional<RdPoint> point);
  /// Place along the transect to mark; below 0 for none.
  void set_transect_mark(double share);

  /// True when tiles and overlay are what they should be.
  [[nodiscard]] bool sharp() const;
  [[nodiscard]] viewmodel::TileScheduler& tiles() { return tiles_; }
  /// Legend of what of the result could be seen when the map was last sharp.
  [[nodiscard]] const render::MapCard& legend() const { return overlay_.legend; }

 Q_SIGNALS:
  void picked(batterisk::RdPoint point);
  /// The same where the second result is shown.
  void picked_compared(batterisk::RdPoint point);
  void hovered(batterisk::RdPoint point);
  void view_changed();
  /// A unit is dragged or turned; `done` at the end.
  void unit_changed(std::size_t unit, batterisk::RdPoint position, double orientation_rad, bool done);
  void transect_drawn(batterisk::RdPoint from, batterisk::RdPoint to);
  void content_changed();
  void became_sharp();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  enum class Gesture { None, Pan, Box, Unit, Turn, Line, Swipe };

  [[nodiscard]] double pixel_ratio() const { return devicePixelRatioF(); }
  [[nodiscard]] int tile_level() const;
  /// Room for the legend on the right; 0 where the map is too narrow for one.
  [[nodiscard]] double legend_width() const;
  void ask();
  void ask_overlay(OverlayPicture& picture);
  void pick(RdPoint point);
  void begin_unit_gesture(QPointF at);
  void move_unit(QPointF at, bool snap, bool done);
  [[nodiscard]] const std::vector<BatteryUnit>& units() const;
  void set_ground();
  void draw_tiles(QPainter& painter, viewmodel::TileScheduler& tiles);
  void draw_live(QPainter& painter);
  void draw_letter(QPainter& painter);
  void draw_measure(QPainter& painter);
  void draw_furniture(QPainter& painter);

  render::ViewTransform view_;
  bool fitted_ = false;  // the view shows all, whatever the size of the window
  OverlayPicture overlay_;
  OverlayPicture compared_;
  std::shared_ptr<const std::vector<study::ZoneDifference>> differences_;
  QString letter_;
  std::shared_ptr<const viewmodel::Preview> preview_;
  render::LayerStack layers_ = render::usual_layers();
  study::Language language_ = study::Language::Nl;
  bool legend_visible_ = true;
  std::shared_ptr<const render::Background> background_;
  viewmodel::TileScheduler tiles_;
  viewmodel::TileScheduler backdrop_;  // of the background, on threads of its own: a slow service holds up nothing else
  QThreadPool pool_;
  QTimer idle_;  // from a change of view until new tiles and overlay are asked for

  Tool tool_ = Tool::Explain;
  Gesture gesture_ = Gesture::None;
  QPointF pressed_;
  QPointF last_;
  bool moved_ = false;
  std::vector<BatteryUnit> dragged_;  // units as the hand has them; empty outside a gesture
  QPointF grip_;                      // from the centre of the unit to where it was taken
  std::vector<RdPoint> measured_;
  std::optional<std::pair<RdPoint, RdPoint>> transect_;
  double transect_mark_ = -1.0;
  double swipe_ = 0.5;
  std::optional<std::size_t> selected_pand_;
  std::optional<std::size_t> selected_unit_;
  std::optional<std::size_t> selected_zone_;
  std::optional<RdPoint> marker_;
};

}  // namespace batterisk::viewer
