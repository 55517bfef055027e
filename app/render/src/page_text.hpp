#pragma once

#include <QColor>
#include <QFont>
#include <QString>

#include <memory>
#include <string>

class QPainter;
class QTextLayout;

namespace batterisk::render {

/// Units of the page: hundredths of a millimetre, fine enough for whole font sizes.
inline constexpr double per_mm = 100.0;
constexpr double mm(double value) { return value * per_mm; }

enum class Face { Sans, Bold, Mono };

struct TextLook {
  double size_pt;
  Face face = Face::Sans;
  QColor colour{0x20, 0x20, 0x20};
  Qt::Alignment align = Qt::AlignLeft;
};

[[nodiscard]] QFont page_font(const TextLook& look);

/// A text broken into lines of one width.
class TextBox {
 public:
  TextBox(const std::string& text, const TextLook& look, double width);
  TextBox(TextBox&&) noexcept;
  ~TextBox();

  [[nodiscard]] double height() const { return height_; }
  void draw(QPainter& painter, double x, double y) const;

 private:
  std::unique_ptr<QTextLayout> layout_;
  QColor colour_;
  double height_ = 0.0;
};

/// One line, or what fits of it in `width` with an ellipsis.
void draw_line(QPainter& painter, const std::string& text, const TextLook& look, double x, double baseline, double width);
[[nodiscard]] double line_width(const std::string& text, const TextLook& look);

}  // namespace batterisk::render
