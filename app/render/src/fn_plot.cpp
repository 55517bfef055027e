#include "batterisk/render/fn_plot.hpp"

#include "batterisk/render/drawing_painter.hpp"
#include "batterisk/study/run/summary.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk::render {

void draw_fn_curve(QPainter& painter, const QRectF& room, const study::GroupRiskResult& risk, study::Language language,
                   const PlotColours& colours) {
  const std::vector<FnPoint>& curve = risk.curve;
  if (room.width() < 120.0 || room.height() < 80.0) return;
  double most_deaths = 1.0;
  double lowest = 0.0;   // powers of ten
  double highest = -4.0;
  for (const FnPoint& p : curve) {
    if (!(p.per_year > 0.0)) continue;
    most_deaths = std::max(most_deaths, p.deaths);
    lowest = std::min(lowest, std::floor(std::log10(p.per_year)));
    highest = std::max(highest, std::ceil(std::log10(p.per_year)));
  }
  if (lowest == 0.0) lowest = -9.0;
  lowest = std::max(lowest, highest - 9.0);  // below that nothing is to be seen
  const double decades = std::max(2.0, std::ceil(std::log10(most_deaths) + 0.01));
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(map_font(10.0));
  const QRectF plot = room.adjusted(44.0, 8.0, -14.0, -44.0);
  const auto x = [&](double deaths) { return plot.left() + plot.width() * std::log10(deaths) / decades; };
  const auto y = [&](double per_year) {
    return plot.bottom() - plot.height() * (std::max(lowest, std::log10(per_year)) - lowest) / (highest - lowest);
  };
  for (double decade = lowest; decade <= highest; decade += 1.0) {
    const double at = y(std::pow(10.0, decade));
    painter.setPen(QPen(colours.grid, 0.8));
    painter.drawLine(QPointF{plot.left(), at}, QPointF{plot.right(), at});
    painter.setPen(colours.text);
    painter.drawText(QRectF{room.left(), at - 8.0, 40.0, 16.0}, Qt::AlignVCenter | Qt::AlignRight,
                     qt(study::level_name(PlaatsgebondenRisico::per_year(std::pow(10.0, decade)), language)));
  }
  for (double decade = 0.0; decade <= decades; decade += 1.0) {
    const double at = x(std::pow(10.0, decade));
    painter.setPen(QPen(colours.grid, 0.8));
    painter.drawLine(QPointF{at, plot.top()}, QPointF{at, plot.bottom()});
    painter.setPen(colours.text);
    painter.drawText(QRectF{at - 40.0, plot.bottom() + 3.0, 80.0, 14.0}, Qt::AlignCenter,
                     qt(study::decimal(std::pow(10.0, decade), 0, language)));
  }
  painter.drawText(QRectF{plot.left(), plot.bottom() + 20.0, plot.width(), 16.0}, Qt::AlignCenter,
                   language == study::Language::Nl ? QStringLiteral("aantal doden of meer; frequentie per jaar")
                                                   : QStringLiteral("number of deaths or more; frequency per year"));
  const bool none = std::none_of(curve.begin(), curve.end(), [](const FnPoint& p) { return p.per_year > 0.0; });
  if (none) {
    const bool dutch = language == study::Language::Nl;
    const QString reason = risk.onbepaald
                               ? (dutch ? QStringLiteral("onbepaald: van niemand is het aantal bekend")
                                        : QStringLiteral("onbepaald (undetermined): the number of people is known nowhere"))
                               : (dutch ? QStringLiteral("bij elk ongeval minder dan één dode verwacht")
                                        : QStringLiteral("of every accident less than one death expected"));
    painter.drawText(plot, Qt::AlignCenter, reason);
    painter.restore();
    return;
  }
  painter.setPen(QPen(colours.bar, 2.2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
  QPolygonF line;
  for (const FnPoint& p : curve) {
    if (!line.isEmpty()) line << QPointF{x(p.deaths), line.back().y()};
    line << QPointF{x(p.deaths), p.per_year > 0.0 ? y(p.per_year) : plot.bottom()};
    if (!(p.per_year > 0.0)) break;
  }
  painter.setClipRect(plot.adjusted(-2.0, -2.0, 2.0, 2.0));
  painter.drawPolyline(line);
  painter.restore();
}

}  // namespace batterisk::render
