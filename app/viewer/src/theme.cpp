#include "theme.hpp"

#include <QPalette>
#include <QStyleFactory>

namespace batterisk::viewer {
namespace {

struct Colours {
  const char* window;
  const char* base;
  const char* alternate;
  const char* text;
  const char* button;
  const char* edge;
  const char* accent;
  const char* on_accent;
  const char* link;
  const char* faint;
};

constexpr Colours light{"#F3F4F6", "#FFFFFF", "#F7F8FA", "#1B1F24", "#FFFFFF", "#CBD0D6", "#0B63B0", "#FFFFFF", "#0B63B0", "#6A727B"};
constexpr Colours dark{"#22262B", "#1A1D21", "#23272C", "#E8EBEE", "#2D3238", "#454B52", "#4D9FE6", "#0D1116", "#7CBBF2", "#98A1AA"};
constexpr Colours contrast{"#000000", "#000000", "#101010", "#FFFFFF", "#000000", "#FFFFFF", "#FFFF00", "#000000", "#8AD8FF", "#D0D0D0"};

QPalette palette_of(const Colours& c) {
  QPalette palette;
  const auto set = [&palette](QPalette::ColorRole role, const char* colour) { palette.setColor(role, QColor(QLatin1String(colour))); };
  set(QPalette::Window, c.window);
  set(QPalette::WindowText, c.text);
  set(QPalette::Base, c.base);
  set(QPalette::AlternateBase, c.alternate);
  set(QPalette::Text, c.text);
  set(QPalette::Button, c.button);
  set(QPalette::ButtonText, c.text);
  set(QPalette::BrightText, c.text);
  set(QPalette::ToolTipBase, c.base);
  set(QPalette::ToolTipText, c.text);
  set(QPalette::Highlight, c.accent);
  set(QPalette::HighlightedText, c.on_accent);
  set(QPalette::Link, c.link);
  set(QPalette::LinkVisited, c.link);
  set(QPalette::PlaceholderText, c.faint);
  set(QPalette::Mid, c.edge);
  for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
    palette.setColor(QPalette::Disabled, role, QColor(QLatin1String(c.faint)));
  }
  return palette;
}

// Fusion draws edges a shade darker than the window. On a dark one nobody sees them: what can be pressed or filled in
// gets an edge of its own there.
QString drawn_edges(const Colours& c, bool strong) {
  if (c.window[1] > '7') return {};
  return QStringLiteral(
             "QLineEdit,QPushButton,QComboBox{border:1px solid %1;border-radius:3px;padding:3px 6px;}"
             "QPushButton:disabled{border-color:%3;}"
             "QListView::indicator{width:12px;height:12px;border:%4px solid %1;border-radius:2px;}"
             "QListView::indicator:checked{background:%2;}"
             "QSlider::groove:horizontal{height:4px;background:%1;border-radius:2px;}"
             "QSlider::handle:horizontal{width:12px;margin:-6px 0;background:%2;border:1px solid %1;border-radius:3px;}")
      .arg(QLatin1String(strong ? c.edge : c.faint), QLatin1String(c.accent), QLatin1String(c.edge),
           strong ? QStringLiteral("2") : QStringLiteral("1"));
}

QString style_sheet(const Colours& c, bool strong) {
  return QStringLiteral(
             "QToolBar{border:0;border-bottom:1px solid %1;spacing:2px;padding:3px;}"
             "QToolButton{border:1px solid transparent;border-radius:4px;padding:4px 8px;min-height:20px;}"
             "QToolButton:hover{border-color:%1;}"
             "QToolButton:checked{background:%2;color:%3;}"
             "QToolButton:focus,QPushButton:focus,QTableView:focus,QListView:focus,QTextBrowser:focus{border:%5px solid %2;}"
             "QDockWidget::title{padding:5px 8px;background:palette(window);border-bottom:1px solid %1;}"
             "QTableView,QListView,QTextBrowser,QPlainTextEdit{border:1px solid %1;gridline-color:%1;}"
             "QListView::item{min-height:24px;}"
             "QHeaderView::section{background:palette(window);border:0;border-right:1px solid %1;border-bottom:1px solid %1;padding:4px 6px;font-weight:600;}"
             "QTabBar{qproperty-elideMode:ElideNone;}"
             "QTabBar::tab{padding:6px 10px;border:0;border-bottom:3px solid transparent;}"
             "QTabBar::tab:selected{border-bottom-color:%2;font-weight:600;}"
             "QStatusBar{border-top:1px solid %1;}"
             "#verdict{border-bottom:1px solid %1;background:palette(base);}"
             "#badge{background:%4;color:palette(base);border-radius:3px;padding:2px 7px;font-weight:600;}"
             "QProgressBar{border:1px solid %1;border-radius:3px;text-align:center;max-height:16px;}"
             "QProgressBar::chunk{background:%2;}"
             "%6")
      .arg(QLatin1String(c.edge), QLatin1String(c.accent), QLatin1String(c.on_accent), QLatin1String(c.text),
           strong ? QStringLiteral("2") : QStringLiteral("1"), drawn_edges(c, strong));
}

}  // namespace

Theme theme_from(const QString& name) {
  if (name == QLatin1String("dark")) return Theme::Dark;
  return name == QLatin1String("contrast") ? Theme::HighContrast : Theme::Light;
}

QString to_string(Theme theme) {
  switch (theme) {
    case Theme::Light:
      return QStringLiteral("light");
    case Theme::Dark:
      return QStringLiteral("dark");
    case Theme::HighContrast:
      break;
  }
  return QStringLiteral("contrast");
}

void apply_theme(QApplication& application, Theme theme) {
  const Colours& colours = theme == Theme::Light ? light : theme == Theme::Dark ? dark : contrast;
  QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  QApplication::setPalette(palette_of(colours));
  application.setStyleSheet(style_sheet(colours, theme == Theme::HighContrast));
}

}  // namespace batterisk::viewer
