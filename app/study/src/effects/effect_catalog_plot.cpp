#include "batterisk/study/effects/effect_comparison.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

// Characters of the plot; a braille character holds 2 x 4 dots.
constexpr std::size_t columns = 60;
constexpr std::size_t lines = 15;
constexpr std::size_t dots_x = 2 * columns;
constexpr std::size_t dots_y = 4 * lines;

/// Scale of one axis from its values to [0, 1].
struct Axis {
  double low;
  double high;
  bool logarithmic;

  [[nodiscard]] double at(double value) const {
    const double span = logarithmic ? std::log(high / low) : high - low;
    if (!(span > 0.0)) return 0.5;
    return (logarithmic ? std::log(value / low) : value - low) / span;
  }
  [[nodiscard]] double middle() const { return logarithmic ? std::sqrt(low * high) : 0.5 * (low + high); }
};

class Canvas {
 public:
  /// Straight line between two points of the unit square.
  void line(double x0, double y0, double x1, double y1) {
    const double width = static_cast<double>(dots_x - 1) * std::fabs(x1 - x0);
    const double height = static_cast<double>(dots_y - 1) * std::fabs(y1 - y0);
    const int steps = 1 + static_cast<int>(2.0 * std::max(width, height));
    for (int i = 0; i <= steps; ++i) {
      const double part = static_cast<double>(i) / steps;
      dot(x0 + part * (x1 - x0), y0 + part * (y1 - y0));
    }
  }

  [[nodiscard]] std::string row(std::size_t line) const {
    std::string text;
    for (std::size_t c = 0; c < columns; ++c) {
      const unsigned bits = cells_[line][c];
      if (bits == 0) {
        text += ' ';
        continue;
      }
      // U+2800 plus the dots, in UTF-8.
      text += '\xE2';
      text += static_cast<char>(0xA0 + (bits >> 6U));
      text += static_cast<char>(0x80 + (bits & 0x3FU));
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  }

 private:
  void dot(double x, double y) {
    static constexpr std::array<std::array<unsigned, 2>, 4> bit{
        {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}};
    const auto column = static_cast<std::size_t>(std::lround(x * static_cast<double>(dots_x - 1)));
    const auto from_top = static_cast<std::size_t>(std::lround((1.0 - y) * static_cast<double>(dots_y - 1)));
    cells_[from_top / 4][column / 2] |= bit[from_top % 4][column % 2];
  }

  std::array<std::array<unsigned, columns>, lines> cells_{};
};

std::string label(double value, Language language) {
  std::string text = fmt::format("{:.4g}", value);
  if (language == Language::Nl) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

}  // namespace

std::string effect_plot(const EffectTable& table, Language language) {
  const auto& outputs = table.model->outputs;
  const auto has_values = [&](std::size_t k) {
    return std::any_of(table.rows.begin(), table.rows.end(),
                       [k](const auto& row) { return row[k].has_value(); });
  };
  std::size_t k = 0;
  while (k < outputs.size() && !has_values(k)) ++k;
  if (k == outputs.size()) return "";

  const auto& xs = table.scan.values;
  const auto [x_low, x_high] = std::minmax_element(xs.begin(), xs.end());
  const Axis x{*x_low, *x_high, table.scan.logarithmic};
  std::vector<double> values;
  for (const auto& row : table.rows) {
    if (row[k]) values.push_back(*row[k]);
  }
  const auto [y_low, y_high] = std::minmax_element(values.begin(), values.end());
  const Axis y{*y_low, *y_high, *y_low > 0.0 && *y_high > 100.0 * *y_low};

  Canvas canvas;
  std::optional<std::pair<double, double>> previous;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto& value = table.rows[i][k];
    if (!value) {
      previous.reset();
      continue;
    }
    const std::pair<double, double> point{x.at(xs[i]), y.at(*value)};
    const auto& from = previous ? *previous : point;
    canvas.line(from.first, from.second, point.first, point.second);
    previous = point;
  }

  const std::string top = label(y.high, language);
  const std::string middle = label(y.middle(), language);
  const std::string bottom = label(y.low, language);
  const std::size_t width = std::max({top.size(), middle.size(), bottom.size()});
  std::string text = fmt::format("{:>{}}  {} ({}){}\n", "", width, outputs[k].name, outputs[k].unit,
                                 y.logarithmic ? ", log" : "");
  for (std::size_t i = 0; i < lines; ++i) {
    const std::string& name = i == 0           ? top
                              : i == lines / 2 ? middle
                              : i + 1 == lines ? bottom
                                               : std::string{};
    text += fmt::format("{:>{}} │{}\n", name, width, canvas.row(i));
  }
  std::string rule;
  for (std::size_t i = 0; i < columns; ++i) rule += "─";
  text += fmt::format("{:>{}} └{}\n", "", width, rule);
  const std::string left = label(x.low, language);
  const std::string right = label(x.high, language);
  const std::string name =
      fmt::format("{} ({}){}", table.scan.name, table.scan.unit, x.logarithmic ? ", log" : "");
  const std::size_t used = left.size() + right.size();
  text +=
      fmt::format("{:>{}}  {}{:^{}}{}\n", "", width, left, name, columns > used ? columns - used : 1, right);
  return text;
}

std::string effect_plot(const EffectComparison& comparison, Language language) {
  double low = 1e300;
  double high = 0.0;
  for (const EffectComparison::Row& row : comparison.rows) {
    if (!row.model || !(*row.model > 0.0) || !(row.measured > 0.0)) continue;
    low = std::min({low, *row.model, row.measured});
    high = std::max({high, *row.model, row.measured});
  }
  if (!(high > 0.0)) return "";
  const Axis axis{low / 2.0, 2.0 * high, true};
  Canvas canvas;
  for (const double factor : {0.5, 1.0, 2.0}) {
    const double from = std::max(axis.low, axis.low / factor);
    const double to = std::min(axis.high, axis.high / factor);
    canvas.line(axis.at(from), axis.at(factor * from), axis.at(to), axis.at(factor * to));
  }
  for (const EffectComparison::Row& row : comparison.rows) {
    if (!row.model || !(*row.model > 0.0) || !(row.measured > 0.0)) continue;
    const double x = axis.at(row.measured);
    const double y = axis.at(*row.model);
    constexpr double half = 0.006;  // a mark of some dots
    canvas.line(std::max(0.0, x - half), y, std::min(1.0, x + half), y);
    canvas.line(x, std::max(0.0, y - half), x, std::min(1.0, y + half));
  }
  const std::string bottom = label(axis.low, language);
  const std::string top = label(axis.high, language);
  const std::size_t width = std::max(top.size(), bottom.size());
  std::string text = fmt::format("{:>{}}  model {} ({}), log\n", "", width, comparison.output->name, comparison.output->unit);
  for (std::size_t i = 0; i < lines; ++i) {
    const std::string& name = i == 0 ? top : i + 1 == lines ? bottom : std::string{};
    text += fmt::format("{:>{}} │{}\n", name, width, canvas.row(i));
  }
  std::string rule;
  for (std::size_t i = 0; i < columns; ++i) rule += "─";
  const std::string words = language == Language::Nl ? "gemeten, log" : "measured, log";
  const std::size_t used = bottom.size() + top.size();
  text += fmt::format("{:>{}} └{}\n{:>{}}  {}{:^{}}{}\n", "", width, rule, "", width, bottom, words,
                      columns > used ? columns - used : 1, top);
  return text;
}

}  // namespace batterisk::study
