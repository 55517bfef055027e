#pragma once

#include <QPainterPath>
#include <QString>

namespace batterisk::render {

/// Path of the `d` attribute of an SVG path. Throws SvgError for a command that it does not know.
[[nodiscard]] QPainterPath svg_path(const QString& data);

}  // namespace batterisk::render
