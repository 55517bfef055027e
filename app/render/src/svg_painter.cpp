#include "batterisk/render/svg_painter.hpp"

#include "page_text.hpp"
#include "svg_document.hpp"
#include "svg_path.hpp"

#include <QColor>
#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace batterisk::render {
namespace {

constexpr int text_pixels = 100;  // text is drawn at this size and scaled: fonts know whole pixels only

/// What an element inherits.
struct Style {
  QString fill = "#000";
  QString stroke = "none";
  double fill_opacity = 1.0;
  double stroke_opacity = 1.0;
  double stroke_width = 1.0;
  QList<qreal> dashes;  // lengths
  Qt::PenJoinStyle join = Qt::MiterJoin;
  Qt::PenCapStyle cap = Qt::FlatCap;
  Qt::FillRule rule = Qt::WindingFill;
  double font_size = 3.0;
  bool bold = false;
  QString anchor = "start";
};

/// Restores the painter, also when something is refused.
class Saved {
 public:
  explicit Saved(QPainter& painter) : painter_{painter} { painter_.save(); }
  ~Saved() { painter_.restore(); }
  Saved(const Saved&) = delete;
  Saved& operator=(const Saved&) = delete;

 private:
  QPainter& painter_;
};

QString reference(const QString& text) {  // "url(#id)" -> "id"
  return text.startsWith("url(#") && text.endsWith(')') ? text.mid(5, text.size() - 6) : QString{};
}

QColor colour(const QString& text) {
  const QColor found{text};
  if (!text.startsWith('#') || !found.isValid()) throw SvgError("colour " + text.toStdString());
  return found;
}

QTransform transform_of(const QString& text) {
  static const QRegularExpression step{R"((translate|scale|rotate)\(([^)]*)\))"};
  QTransform result;
  qsizetype read = 0;
  for (auto it = step.globalMatch(text); it.hasNext();) {
    const QRegularExpressionMatch match = it.next();
    const QStringList numbers = match.captured(2).split(QRegularExpression{"[ ,]+"}, Qt::SkipEmptyParts);
    const auto number = [&](qsizetype i) { return numbers.value(i).toDouble(); };
    if (match.captured(1) == QLatin1String("translate")) {
      result.translate(number(0), numbers.size() > 1 ? number(1) : 0.0);
    } else if (match.captured(1) == QLatin1String("scale")) {
      result.scale(number(0), numbers.size() > 1 ? number(1) : number(0));
    } else {
      result.rotate(number(0));
    }
    read += match.capturedLength();
  }
  if (read == 0 && !text.isEmpty()) throw SvgError("transform " + text.toStdString());
  return result;
}

/// Presentation attributes of an element over what it inherits. Throws for one that is not known.
Style styled(const SvgElement& element, Style style) {
  for (auto it = element.attributes.begin(); it != element.attributes.end(); ++it) {
    const QString& name = it.key();
    const QString& value = it.value();
    if (name == "fill") {
      style.fill = value;
    } else if (name == "stroke") {
      style.stroke = value;
    } else if (name == "fill-opacity") {
      style.fill_opacity = value.toDouble();
    } else if (name == "stroke-opacity") {
      style.stroke_opacity = value.toDouble();
    } else if (name == "stroke-width") {
      style.stroke_width = value.toDouble();
    } else if (name == "stroke-dasharray") {
      style.dashes.clear();
      for (const QString& part : value.split(' ', Qt::SkipEmptyParts)) style.dashes.append(part.toDouble());
    } else if (name == "stroke-linejoin" && value == "round") {
      style.join = Qt::RoundJoin;
    } else if (name == "stroke-linecap" && value == "round") {
      style.cap = Qt::RoundCap;
    } else if ((name == "fill-rule" || name == "clip-rule") && value == "evenodd") {
      style.rule = Qt::OddEvenFill;
    } else if (name == "font-size") {
      style.font_size = value.toDouble();
    } else if (name == "font-weight" && value == "bold") {
      style.bold = true;
    } else if (name == "text-anchor") {
      style.anchor = value;
    } else {
      static const QStringList elsewhere{"id",     "x",      "y",         "width",      "height",     "rx",
                                         "cx",     "cy",     "r",         "d",          "points",     "transform",
                                         "viewBox", "clip-path", "xlink:href", "xml:lang", "role", "font-family"};
      const bool silent = name.startsWith("data-") || name.startsWith("aria-") || name.startsWith("xmlns");
      if (!silent && !elsewhere.contains(name)) {
        throw SvgError((element.name + ": " + name + "=" + value).toStdString());
      }
    }
  }
  return style;
}

class Drawing {
 public:
  Drawing(QPainter& painter, const SvgDocument& document) : painter_{painter}, document_{document} {}

  void draw(const SvgElement& element, const Style& inherited) {
    static const QStringList silent{"title", "desc", "defs"};
    if (silent.contains(element.name)) return;
    const Style style = styled(element, inherited);
    const Saved saved{painter_};
    painter_.setTransform(transform_of(element.attributes.value("transform")), true);
    if (const QString clip = reference(element.attributes.value("clip-path")); !clip.isEmpty()) {
      QPainterPath path;
      for (const SvgElement& part : document_.find(clip).children) path.addPath(shape(part, styled(part, {})));
      painter_.setClipPath(path, Qt::IntersectClip);
    }
    if (element.name == "g" || element.name == "svg") {
      for (const SvgElement& child : element.children) draw(child, style);
    } else if (element.name == "use") {
      draw(document_.find(element.attributes.value("xlink:href").mid(1)), style);
    } else if (element.name == "text") {
      draw_text(element, style);
    } else {
      paint(shape(element, style), style);
    }
  }

 private:
  static QPainterPath shape(const SvgElement& element, const Style& style) {
    QPainterPath path;
    if (element.name == "path") {
      path = svg_path(element.attributes.value("d"));
    } else if (element.name == "rect") {
      const QRectF box{element.number("x"), element.number("y"), element.number("width"), element.number("height")};
      const double radius = element.number("rx");
      radius > 0.0 ? path.addRoundedRect(box, radius, radius) : path.addRect(box);
    } else if (element.name == "circle") {
      const double r = element.number("r");
      path.addEllipse(QPointF{element.number("cx"), element.number("cy")}, r, r);
    } else if (element.name == "polygon") {
      QPolygonF polygon;
      for (const QString& pair : element.attributes.value("points").split(' ', Qt::SkipEmptyParts)) {
        polygon << QPointF{pair.section(',', 0, 0).toDouble(), pair.section(',', 1, 1).toDouble()};
      }
      path.addPolygon(polygon);
      path.closeSubpath();
    } else {
      throw SvgError("element " + element.name.toStdString());
    }
    path.setFillRule(style.rule);
    return path;
  }

  static QPen pen(const Style& style) {
    if (style.stroke == "none") return Qt::NoPen;
    QColor ink = colour(style.stroke);
    ink.setAlphaF(static_cast<float>(style.stroke_opacity));
    QPen pen{ink, style.stroke_width, Qt::SolidLine, style.cap, style.join};
    if (!style.dashes.isEmpty()) {
      QList<qreal> in_widths;
      for (const qreal dash : style.dashes) in_widths.append(dash / style.stroke_width);
      pen.setDashPattern(in_widths);
    }
    return pen;
  }

  void paint(const QPainterPath& path, const Style& style) {
    if (const QString pattern = reference(style.fill); !pattern.isEmpty()) {
      tile(path, document_.find(pattern));
    } else if (style.fill != "none") {
      QColor ink = colour(style.fill);
      ink.setAlphaF(static_cast<float>(style.fill_opacity));
      painter_.fillPath(path, ink);
    }
    if (const QPen line = pen(style); line.style() != Qt::NoPen) painter_.strokePath(path, line);
  }

  /// Fills a shape with copies of a pattern, each element of it as one path over all tiles.
  void tile(const QPainterPath& path, const SvgElement& pattern) {
    const QTransform turn = transform_of(pattern.attributes.value("patternTransform"));
    const double width = pattern.number("width");
    const double height = pattern.number("height");
    const Saved saved{painter_};
    painter_.setClipPath(path, Qt::IntersectClip);
    const QRectF seen = path.boundingRect().intersected(painter_.clipBoundingRect());
    painter_.setTransform(turn, true);
    const QRectF box = turn.inverted().mapRect(seen);
    const QPainterPath turned = turn.inverted().map(path);
    const auto first = [](double from, double step) { return std::floor(from / step); };
    for (const SvgElement& element : pattern.children) {
      const Style style = styled(element, {});
      const QPainterPath one = shape(element, style);
      const QRectF size = one.boundingRect();
      const bool line = style.stroke != "none" && size.height() == 0.0 && size.width() >= width;
      QPainterPath all;
      for (double row = first(box.top(), height); row * height < box.bottom(); ++row) {
        if (line) {  // tiles side by side make one line
          all.moveTo(box.left(), row * height + size.top());
          all.lineTo(box.right(), row * height + size.top());
          continue;
        }
        for (double column = first(box.left(), width); column * width < box.right(); ++column) {
          if (!turned.intersects(QRectF{column * width, row * height, width, height})) continue;
          all.addPath(one.translated(column * width, row * height));
        }
      }
      Style plain = style;
      if (line) plain.fill = "none";
      paint(all, plain);
    }
  }

  void draw_text(const SvgElement& element, const Style& style) {
    QFont font{"DejaVu Sans"};
    font.setPixelSize(text_pixels);
    font.setBold(style.bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setLetterSpacing(QFont::AbsoluteSpacing, no_ligatures);
    const double scale = style.font_size / text_pixels;
    const double width = QFontMetricsF{font}.horizontalAdvance(element.text);
    const double back = style.anchor == "middle" ? width / 2.0 : style.anchor == "end" ? width : 0.0;
    painter_.translate(element.number("x"), element.number("y"));
    painter_.scale(scale, scale);
    if (style.stroke != "none") {
      QPainterPath letters;
      letters.addText(QPointF{-back, 0.0}, font, element.text);
      Style halo = style;
      halo.stroke_width /= scale;
      paint(letters, halo);
      return;
    }
    painter_.setFont(font);
    painter_.setPen(colour(style.fill));
    painter_.drawText(QPointF{-back, 0.0}, element.text);
  }

  QPainter& painter_;
  const SvgDocument& document_;
};

}  // namespace

void draw_svg(QPainter& painter, std::string_view svg, const QRectF& target) {
  const SvgDocument document = read_svg(svg);
  const Saved saved{painter};
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(target.topLeft());
  painter.scale(target.width() / document.view_box.width(), target.height() / document.view_box.height());
  painter.translate(-document.view_box.topLeft());
  Drawing{painter, document}.draw(document.root, {});
}

}  // namespace batterisk::render
