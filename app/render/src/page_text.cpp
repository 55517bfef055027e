#include "page_text.hpp"

#include "batterisk/render/drawing_painter.hpp"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace batterisk::render {
namespace {

constexpr double line_spacing = 1.32;  // of the font size

QString shown(const std::string& text) {
  QString out = QString::fromStdString(text);
  for (QChar& c : out) {
    if (c.category() == QChar::Other_Control) c = ' ';
  }
  return out;
}

}  // namespace

QFont page_font(const TextLook& look) {
  QFont font = map_font(look.size_pt * 25.4 / 72.0 * per_mm, look.face == Face::Bold);
  if (look.face == Face::Mono) font.setFamily(QStringLiteral("DejaVu Sans Mono"));
  return font;
}

TextBox::TextBox(const std::string& text, const TextLook& look, double width)
    : layout_{std::make_unique<QTextLayout>(shown(text), page_font(look))}, colour_{look.colour} {
  QTextOption option{look.align};
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  option.setTextDirection(Qt::LayoutDirectionAuto);
  layout_->setTextOption(option);
  const double step = line_spacing * layout_->font().pixelSize();
  layout_->beginLayout();
  for (QTextLine line = layout_->createLine(); line.isValid(); line = layout_->createLine()) {
    line.setLineWidth(width);
    line.setPosition({0.0, height_ + (step - line.height()) / 2.0});
    height_ += step;
  }
  layout_->endLayout();
}

TextBox::TextBox(TextBox&&) noexcept = default;
TextBox::~TextBox() = default;

void TextBox::draw(QPainter& painter, double x, double y) const {
  painter.setPen(colour_);
  layout_->draw(&painter, {x, y});
}

double line_width(const std::string& text, const TextLook& look) {
  return QFontMetricsF{page_font(look)}.horizontalAdvance(shown(text));
}

void draw_line(QPainter& painter, const std::string& text, const TextLook& look, double x, double baseline, double width) {
  const QFont font = page_font(look);
  const QFontMetricsF metrics{font};
  const QString line = metrics.elidedText(shown(text), Qt::ElideRight, width);
  const double free = width - metrics.horizontalAdvance(line);
  const double at = look.align == Qt::AlignRight ? x + free : look.align == Qt::AlignHCenter ? x + free / 2.0 : x;
  painter.setFont(font);
  painter.setPen(look.colour);
  painter.drawText(QPointF{at, baseline}, line);
}

}  // namespace batterisk::render
