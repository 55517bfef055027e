#pragma once

#include <QHash>
#include <QRectF>
#include <QString>

#include <string_view>
#include <vector>

namespace batterisk::render {

/// Element of an SVG file with what it holds.
struct SvgElement {
  QString name;
  QHash<QString, QString> attributes;
  QString text;
  std::vector<SvgElement> children;

  [[nodiscard]] double number(const char* attribute, double fallback = 0.0) const;
};

struct SvgDocument {
  SvgElement root;
  QRectF view_box;

  /// Element with this id. Throws SvgError when there is none.
  [[nodiscard]] const SvgElement& find(const QString& id) const;
};

/// Throws SvgError for what is no SVG with a view box.
[[nodiscard]] SvgDocument read_svg(std::string_view svg);

}  // namespace batterisk::render
