#pragma once

#include <QApplication>
#include <QString>

namespace batterisk::viewer {

enum class Theme { Light, Dark, HighContrast };

[[nodiscard]] Theme theme_from(const QString& name);
[[nodiscard]] QString to_string(Theme theme);  // "light", "dark", "contrast"
/// Fusion with our own palette, the same on every desktop. The map itself stays light: it is what the paper shows.
void apply_theme(QApplication& application, Theme theme);

}  // namespace batterisk::viewer
