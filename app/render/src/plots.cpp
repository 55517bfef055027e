#include "batterisk/render/plots.hpp"

#include "batterisk/render/drawing_painter.hpp"
#include "batterisk/study/map/map_view.hpp"
#include "batterisk/study/run/summary.hpp"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace batterisk::render {
namespace {

constexpr double bar_pitch = 20.0;

}  // namespace

double bars_height(std::size_t count) {
  return bar_pitch * static_cast<double>(count);
}

void draw_bars(QPainter& painter, const QRectF& room, const std::vector<Bar>& bars, const PlotColours& colours) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(map_font(11.0));
  const QFontMetricsF metrics(painter.font());
  double names = 0.0;
  double values = 0.0;
  for (const Bar& bar : bars) {
    names = std::max(names, metrics.horizontalAdvance(bar.name));
    values = std::max(values, metrics.horizontalAdvance(bar.value));
  }
  names = std::min(names, room.width() * 0.4);
  const double length = std::max(10.0, room.width() - names - values - 20.0);
  double y = room.top();
  for (const Bar& bar : bars) {
    if (y + bar_pitch > room.bottom() + 0.5) break;
    painter.setPen(colours.text);
    painter.drawText(QRectF{room.left(), y, names, bar_pitch}, Qt::AlignVCenter | Qt::AlignLeft,
                     metrics.elidedText(bar.name, Qt::ElideMiddle, names));
    const QRectF track{room.left() + names + 8.0, y + 4.0, length, bar_pitch - 8.0};
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.grid);
    painter.drawRoundedRect(track, 2.0, 2.0);
    painter.setBrush(colours.bar);
    painter.drawRoundedRect(QRectF{track.left(), track.top(), std::max(1.0, track.width() * bar.share), track.height()}, 2.0, 2.0);
    painter.setPen(colours.text);
    painter.drawText(QRectF{track.right() + 6.0, y, values + 6.0, bar_pitch}, Qt::AlignVCenter | Qt::AlignLeft, bar.value);
    y += bar_pitch;
  }
  painter.restore();
}

void draw_profile(QPainter& painter, const QRectF& room, const std::vector<ProfilePoint>& points, double at_m,
                  study::Language language, const PlotColours& colours) {
  if (points.size() < 2 || room.width() < 120.0 || room.height() < 80.0) return;
  constexpr double lowest = -9.0;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(map_font(10.0));
  double highest = -4.0;
  for (const ProfilePoint& p : points) {
    if (p.pr_per_year > 0.0) highest = std::max(highest, std::ceil(std::log10(p.pr_per_year)));
  }
  const QRectF plot = room.adjusted(44.0, 8.0, -14.0, -30.0);
  const double length = points.back().distance_m;
  const auto x = [&](double metres) { return plot.left() + plot.width() * metres / length; };
  const auto y = [&](double pr) {
    const double lg = pr > 0.0 ? std::max(lowest, std::log10(pr)) : lowest;
    return plot.bottom() - plot.height() * (lg - lowest) / (highest - lowest);
  };
  for (int decade = static_cast<int>(lowest); decade <= static_cast<int>(highest); ++decade) {
    const auto level = PlaatsgebondenRisico::per_year(std::pow(10.0, decade));
    const double at = y(level.per_year());
    const bool contour = decade >= -8 && decade <= -5;
    painter.setPen(QPen(contour ? colour(study::map_style::contour(level).line.colour) : colours.grid, contour ? 1.5 : 0.8));
    painter.drawLine(QPointF{plot.left(), at}, QPointF{plot.right(), at});
    painter.setPen(colours.text);
    painter.drawText(QRectF{room.left(), at - 8.0, 40.0, 16.0}, Qt::AlignVCenter | Qt::AlignRight,
                     qt(study::level_name(level, language)));
  }
  const double step = study::round_step(length / 4.0);
  for (double metres = 0.0; metres <= length; metres += step) {
    painter.setPen(QPen(colours.grid, 0.8));
    painter.drawLine(QPointF{x(metres), plot.top()}, QPointF{x(metres), plot.bottom()});
    painter.setPen(colours.text);
    painter.drawText(QRectF{x(metres) - 40.0, plot.bottom() + 3.0, 80.0, 14.0}, Qt::AlignCenter,
                     qt(study::decimal(metres, metres < 10.0 && step < 1.0 ? 1 : 0, language)) + QStringLiteral(" m"));
  }
  QPolygonF line;
  for (const ProfilePoint& p : points) line << QPointF{x(p.distance_m), y(p.pr_per_year)};
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colours.bar, 2.2));
  painter.drawPolyline(line);
  if (at_m >= 0.0 && at_m <= length) {
    painter.setPen(QPen(colours.text, 1.0, Qt::DashLine));
    painter.drawLine(QPointF{x(at_m), plot.top()}, QPointF{x(at_m), plot.bottom()});
  }
  painter.restore();
}

}  // namespace batterisk::render
