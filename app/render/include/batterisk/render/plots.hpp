#pragma once

#include "batterisk/study/text/texts.hpp"

#include <QColor>
#include <QPainter>
#include <QString>

#include <vector>

namespace batterisk::render {

/// Colours that a plot takes over from its surroundings.
struct PlotColours {
  QColor text;
  QColor grid;
  QColor bar;
};

struct Bar {
  QString name;
  double share;  ///< 0..1
  QString value;
};

/// Horizontal bars with name and value, largest first as given; those that do not fit are left out.
void draw_bars(QPainter& painter, const QRectF& room, const std::vector<Bar>& bars, const PlotColours& colours);
/// Height that all bars take.
[[nodiscard]] double bars_height(std::size_t count);

struct ProfilePoint {
  double distance_m;
  double pr_per_year;
};

/// PR along a line on a logarithmic scale from 1e-9, with the levels 1e-5 .. 1e-8 in the colours of their contours.
/// `at_m`: distance to mark, below 0 for none.
void draw_profile(QPainter& painter, const QRectF& room, const std::vector<ProfilePoint>& points, double at_m,
                  study::Language language, const PlotColours& colours);

}  // namespace batterisk::render
