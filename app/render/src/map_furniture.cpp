#include "batterisk/render/map_furniture.hpp"

#include "batterisk/render/drawing_painter.hpp"

#include "batterisk/study/map/map_furniture.hpp"
#include "batterisk/study/map/map_legend.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk::render {
namespace {

// `letters`: height of letters of 2.4 mm in pixels.
MapCard card(study::drawing::Group body, double width, double height, double letters) {
  constexpr double padding = 2.2;
  const double unit = letters / 2.4;
  body.offset = {padding, padding};
  return {std::move(body), unit, QSizeF{width + 2.0 * padding, height + 2.0 * padding} * unit};
}

}  // namespace

MapCard legend_card(const study::StudyResult& result, const study::MapContent& content, study::Language language) {
  constexpr double line_height = 3.7;
  const auto entries = study::legend_entries(result, content, 58.0, language);
  if (entries.empty()) return {};
  const double width = std::max(40.0, study::legend_width(entries) + 2.0);
  return card(study::draw_legend(entries, {0.0, 0.0}, width, line_height), width,
              (study::legend_lines(entries) - 0.3) * line_height, 11.0);
}

MapCard scale_card(const ViewTransform& view, study::Language language) {
  constexpr double width = 48.0;
  constexpr double letters = 10.0;
  const double mm_per_m = 2.4 / letters / view.metres_per_pixel;
  return card(study::map_scale(mm_per_m, scale_words(view.scale(), language), {0.0, 0.0}, width, language), width,
              study::map_scale_height, letters);
}

void draw_card(QPainter& painter, const MapCard& card, QPointF at) {
  if (card.size.isEmpty()) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(QColor(0, 0, 0, 50), 1.0));
  painter.setBrush(QColor(255, 255, 255, 238));
  painter.drawRoundedRect(QRectF(at, card.size), 6.0, 6.0);
  painter.restore();
  paint(painter, card.body, at, card.unit);
}

std::string scale_words(double denominator, study::Language language) {
  const double step = std::pow(10.0, std::max(0.0, std::floor(std::log10(denominator)) - 2.0));
  return study::scale_text(std::round(denominator / step) * step, language);
}

}  // namespace batterisk::render
