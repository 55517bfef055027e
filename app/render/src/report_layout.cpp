#include "report_layout.hpp"

#include "batterisk/render/drawing_painter.hpp"
#include "batterisk/study/run/study.hpp"

#include <QPageLayout>
#include <QPainter>
#include <QPainterPath>
#include <QPdfWriter>

#include <algorithm>
#include <cmath>
#include <vector>

namespace batterisk::render {
namespace {

constexpr double left = mm(19.0);
constexpr double width = mm(172.0);
constexpr double top = mm(25.0);
constexpr double bottom = mm(275.0);
constexpr double footer = mm(285.0);
constexpr double gap = mm(2.4);  // between blocks

const QColor accent{0x01, 0x15, 0x5B};
const QColor grey{0x55, 0x55, 0x55};
const QColor hairline{0xC8, 0xC8, 0xC8};

const TextLook body{9.0};
const TextLook small{7.5, Face::Sans, grey};
const TextLook caption{8.0, Face::Bold};
const TextLook cell{7.4};
const TextLook head{7.4, Face::Bold};
const TextLook listing{7.0, Face::Mono};

TextLook aligned(TextLook look, bool right) {
  look.align = right ? Qt::AlignRight : Qt::AlignLeft;
  return look;
}

// A line may break behind a slash: not in "(/jaar)".
std::string unit_in_one_piece(std::string text) {
  constexpr const char* word_joiner = "\xE2\x81\xA0";
  if (const auto at = text.find("(/"); at != std::string::npos) text.insert(at + 2, word_joiner);
  return text;
}

double widest_word(const std::string& text, const TextLook& look) {
  double widest = 0.0;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find(' ', from), text.size());
    widest = std::max(widest, line_width(text.substr(from, end - from), look));
    from = end + 1;
  }
  return widest;
}

// Columns that are too narrow for a word get room from those that have it to spare.
void widen(std::vector<double>& widths, const std::vector<double>& least) {
  double lacking = 0.0;
  double spare = 0.0;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    (widths[i] < least[i] ? lacking : spare) += std::abs(widths[i] - least[i]);
  }
  if (lacking == 0.0 || spare == 0.0) return;
  const double moved = std::min(lacking, spare);
  for (std::size_t i = 0; i < widths.size(); ++i) {
    widths[i] += (least[i] - widths[i]) * moved / (widths[i] < least[i] ? lacking : spare);
  }
}

}  // namespace

ReportLayout::ReportLayout(const study::Report& report, QPdfWriter* writer, QPainter* painter,
                           std::map<std::string, int> pages, int page_count)
    : report_{report}, writer_{writer}, painter_{painter}, known_{std::move(pages)}, known_count_{page_count} {}

std::string ReportLayout::text(const char* nl, const char* en) const {
  return report_.language == study::Language::Nl ? nl : en;
}

void ReportLayout::run(const std::stop_token& stop) {
  title_page();
  contents();
  for (std::size_t i = 0; i < report_.sections.size(); ++i) {
    if (stop.stop_requested()) throw Cancelled{};
    const study::ReportSection& section = report_.sections[i];
    if (section.new_page) new_page();
    heading(section, mm(section.chapter ? 45.0 : 24.0));
    for (const study::ReportBlock& block : section.blocks) std::visit(*this, block);
  }
  put_sheets();
}

void ReportLayout::title_page() {
  ++page_;
  y_ = mm(38.0);
  if (paints()) {
    painter_->fillRect(QRectF{0.0, 0.0, mm(210.0), mm(9.0)}, accent);
    draw_labels(left + width, mm(18.0), 11.0);
  }
  put(TextBox{report_.subtitle, {13.0, Face::Sans, grey}, width}, left);
  y_ += mm(2.0);
  put(TextBox{report_.title, {24.0, Face::Bold, accent}, width}, left);
  y_ += mm(8.0);
  (*this)(report_.identity);
  y_ += mm(8.0);
  const TextBox statement{report_.statement, {9.5}, width - mm(10.0)};
  if (paints()) {
    painter_->fillRect(QRectF{left, y_, width, statement.height() + mm(6.0)}, QColor{0xF1, 0xF2, 0xF7});
    painter_->fillRect(QRectF{left, y_, mm(1.2), statement.height() + mm(6.0)}, accent);
  }
  y_ += mm(3.0);
  put(statement, left + mm(6.0));
  if (paints()) draw_line(*painter_, report_.footer, {7.0, Face::Sans, grey}, left, footer, width);
}

void ReportLayout::contents() {
  new_page();
  put(TextBox{text("Inhoud", "Contents"), {15.0, Face::Bold, accent}, width}, left);
  y_ += mm(4.0);
  for (const study::ReportSection& section : report_.sections) {
    if (!section.chapter) continue;
    const auto page = known_.find(section.number);
    const std::string number = page == known_.end() ? "" : std::to_string(page->second);
    y_ += mm(7.0);
    if (!paints()) continue;
    draw_line(*painter_, section.number, {9.5, Face::Bold}, left, y_, mm(10.0));
    draw_line(*painter_, section.title, {9.5}, left + mm(10.0), y_, width - mm(25.0));
    draw_line(*painter_, number, aligned({9.5}, true), left + width - mm(14.0), y_, mm(14.0));
    rule(left, width, y_ + mm(1.9), mm(0.1));
  }
}

void ReportLayout::heading(const study::ReportSection& section, double room_below) {
  const TextBox box{section.number + "  " + section.title,
                    section.chapter ? TextLook{15.0, Face::Bold, accent} : TextLook{10.5, Face::Bold}, width};
  if (y_ > top) y_ += section.chapter ? mm(7.0) : mm(4.0);
  need(box.height() + room_below);
  if (section.chapter) found_[section.number] = page_;
  put(box, left);
  if (section.chapter) {
    if (paints()) painter_->fillRect(QRectF{left, y_ + mm(0.8), width, mm(0.35)}, accent);
    y_ += mm(4.0);
  } else {
    y_ += mm(1.0);
  }
}

void ReportLayout::new_page() {
  put_sheets();
  begin_page(false);
  y_ = top;
}

void ReportLayout::begin_page(bool landscape) {
  ++page_;
  if (!paints()) return;
  writer_->setPageOrientation(landscape ? QPageLayout::Landscape : QPageLayout::Portrait);
  writer_->newPage();
  furniture(landscape);
}

void ReportLayout::furniture(bool landscape) {
  const double page_width = mm(landscape ? 297.0 : 210.0);
  const double edge = landscape ? mm(10.0) : left;
  const double room = page_width - 2.0 * edge;
  const double foot = landscape ? mm(203.0) : footer;
  const double labels = draw_labels(edge + room, mm(9.6), 7.5);
  draw_line(*painter_, report_.title, {7.5, Face::Sans, grey}, edge, mm(13.0), labels - edge - mm(4.0));
  rule(edge, room, mm(15.6), mm(0.15));
  rule(edge, room, foot - mm(4.0), mm(0.15));
  draw_line(*painter_, report_.footer, {6.5, Face::Sans, grey}, edge, foot, room - mm(30.0));
  const std::string number = text("pagina ", "page ") + std::to_string(page_) + text(" van ", " of ") + std::to_string(known_count_);
  draw_line(*painter_, number, aligned({7.5, Face::Sans, grey}, true), edge + room - mm(30.0), foot, mm(30.0));
}

double ReportLayout::draw_labels(double right, double at, double size_pt) {
  const TextLook look{size_pt, Face::Bold, Qt::white, Qt::AlignHCenter};
  const double height = mm(size_pt * 0.58);
  for (auto label = report_.labels.rbegin(); label != report_.labels.rend(); ++label) {
    const double box = line_width(*label, look) + mm(4.0);
    right -= box;
    QPainterPath shape;
    shape.addRoundedRect(QRectF{right, at, box, height}, mm(0.8), mm(0.8));
    painter_->fillPath(shape, QColor{0x20, 0x20, 0x20});
    draw_line(*painter_, *label, look, right, at + 0.72 * height, box);
    right -= mm(1.5);
  }
  return right;
}

void ReportLayout::need(double height) {
  if (y_ + height > bottom && y_ > top) new_page();
}

void ReportLayout::put(const TextBox& box, double x) {
  if (paints()) box.draw(*painter_, x, y_);
  y_ += box.height();
}

void ReportLayout::rule(double x, double length, double y, double thickness) {
  if (paints()) painter_->fillRect(QRectF{x, y, length, thickness}, hairline);
}

void ReportLayout::operator()(const study::ReportText& block) {
  const TextBox box{block.text, block.note ? small : body, width};
  need(std::min(box.height(), bottom - top));
  put(box, left);
  y_ += gap;
}

void ReportLayout::operator()(const study::ReportList& block) {
  for (const std::string& item : block.items) {
    const TextBox box{item, body, width - mm(5.0)};
    need(box.height());
    if (paints()) painter_->fillRect(QRectF{left + mm(1.0), y_ + mm(1.6), mm(1.1), mm(1.1)}, accent);
    put(box, left + mm(5.0));
    y_ += mm(1.4);
  }
  y_ += gap;
}

void ReportLayout::operator()(const study::ReportVerdict& block) {
  constexpr double sign = mm(13.0);
  constexpr double pad = mm(4.0);
  const double inside = width - sign - 3.0 * pad;
  const TextBox word{block.word, {13.0, Face::Bold}, inside};
  const TextBox sentence{block.sentence, body, inside};
  const double height = std::max(sign, word.height() + sentence.height()) + 2.0 * pad;
  need(height);
  const double from = y_;
  if (paints()) {
    painter_->setPen(QPen{QColor{0x20, 0x20, 0x20}, mm(0.4)});
    painter_->setBrush(Qt::NoBrush);
    painter_->drawRoundedRect(QRectF{left, from, width, height}, mm(1.2), mm(1.2));
    paint(*painter_, block.sign.body, {left + pad, from + (height - sign) / 2.0}, sign / block.sign.width_mm);
  }
  y_ = from + (height - word.height() - sentence.height()) / 2.0;
  put(word, left + sign + 2.0 * pad);
  put(sentence, left + sign + 2.0 * pad);
  y_ = from + height + gap;
}

void ReportLayout::operator()(const study::ReportFacts& block) {
  constexpr double name_width = mm(52.0);
  for (const auto& [name, value] : block.rows) {
    const TextBox key{name, {9.0, Face::Bold}, name_width - mm(2.0)};
    const TextBox what{value, {9.0}, width - name_width};
    const double height = std::max(key.height(), what.height()) + mm(2.0);
    need(height);
    const double from = y_;
    rule(left, width, from + height, mm(0.12));
    y_ = from + mm(1.0);
    put(key, left);
    y_ = from + mm(1.0);
    put(what, left + name_width);
    y_ = from + height;
  }
  y_ += gap;
}

void ReportLayout::operator()(const study::ReportTable& block) {
  constexpr double pad = mm(1.1);
  const TextBox title{block.caption, caption, width};
  if (block.rows.empty()) {
    const TextBox sentence{block.empty, body, width};
    need(title.height() + sentence.height());
    put(title, left);
    put(sentence, left);
    y_ += 1.5 * gap;
    return;
  }
  double total = 0.0;
  for (const study::ReportColumn& column : block.columns) total += column.weight;
  const double table_width = width * std::min(1.0, total / 5.5);  // few columns far apart are hard to read
  std::vector<double> widths;
  std::vector<double> least;
  for (const study::ReportColumn& column : block.columns) {
    widths.push_back(table_width * column.weight / total);
    least.push_back(widest_word(column.head, head) + 2.2 * pad);
  }
  // Words of the cells too, so that no identification is cut in two; long ones, such as a hash, may be.
  for (const auto& cells : block.rows) {
    for (std::size_t i = 0; i < widths.size(); ++i) {
      least[i] = std::max(least[i], std::min(widest_word(cells[i], cell) + 2.2 * pad, table_width / 5.0));
    }
  }
  widen(widths, least);
  struct Row {
    std::vector<TextBox> cells;
    double height = 0.0;
  };
  const auto row_of = [&](const auto& text_of, const TextLook& look) {
    Row row;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      row.cells.emplace_back(text_of(i), aligned(look, block.columns[i].number), widths[i] - 2.0 * pad);
      row.height = std::max(row.height, row.cells.back().height());
    }
    row.height += mm(1.2);
    return row;
  };
  const auto put_row = [&](const Row& row) {
    const double from = y_;
    double x = left;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      y_ = from + mm(0.6);
      put(row.cells[i], x + pad);
      x += widths[i];
    }
    y_ = from + row.height;
  };
  const Row heads = row_of([&](std::size_t i) { return unit_in_one_piece(block.columns[i].head); }, head);
  const auto put_head = [&] {
    put_row(heads);
    if (paints()) painter_->fillRect(QRectF{left, y_, table_width, mm(0.3)}, QColor{0x20, 0x20, 0x20});
    y_ += mm(0.5);
  };
  bool first = true;
  for (const auto& cells : block.rows) {
    const Row row = row_of([&](std::size_t i) -> const std::string& { return cells[i]; }, cell);
    if (first) {
      need(title.height() + heads.height + row.height + mm(2.0));
      put(title, left);
      y_ += mm(0.8);
      put_head();
      first = false;
    } else if (y_ + row.height > bottom) {
      new_page();
      put_head();
    }
    put_row(row);
    rule(left, table_width, y_, mm(0.1));
  }
  y_ += 1.5 * gap;
}

void ReportLayout::operator()(const study::ReportFigure& block) {
  if (block.sheet) {
    sheets_.push_back(&block);
    return;
  }
  const TextBox title{block.caption, caption, width};
  const double height = mm(block.drawing.height_mm);
  need(height + title.height() + mm(2.0));
  if (paints()) paint(*painter_, block.drawing.body, {left, y_}, per_mm);
  y_ += height + mm(1.0);
  put(title, left);
  y_ += 1.5 * gap;
}

void ReportLayout::put_sheets() {
  for (const study::ReportFigure* figure : sheets_) {
    begin_page(true);
    if (!paints()) continue;
    draw_line(*painter_, figure->caption, {9.0, Face::Bold, accent}, mm(10.0), mm(21.5), mm(277.0));
    paint(*painter_, figure->drawing.body, {mm(10.0), mm(24.5)}, per_mm);
  }
  sheets_.clear();
}

void ReportLayout::operator()(const study::ReportListing& block) {
  const double inside = width - mm(6.0);
  for (std::size_t from = 0; from < block.text.size();) {
    const std::size_t end = std::min(block.text.find('\n', from), block.text.size());
    const TextBox line{block.text.substr(from, end - from), listing, inside};
    const double height = line.height() > 0.0 ? line.height() : mm(3.2);
    if (y_ + height > bottom) new_page();
    if (paints()) painter_->fillRect(QRectF{left, y_, width, height + mm(0.05)}, QColor{0xF5, 0xF5, 0xF5});
    put(line, left + mm(3.0));
    from = end + 1;
  }
  y_ += 2.0 * gap;
}

}  // namespace batterisk::render
