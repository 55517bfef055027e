#include "main_window.hpp"

#include <QApplication>
#include <QFileDialog>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>

namespace batterisk::viewer {

QMenu* MainWindow::menu(const char* title) {
  QMenu* each = menuBar()->addMenu(QString{});
  texts_.emplace_back([each](const QString& text) { each->setTitle(text); }, title);
  return each;
}

QAction* MainWindow::action(QMenu* menu, const char* text, const QKeySequence& key, std::function<void()> what) {
  auto* each = new QAction(this);
  each->setShortcut(key);
  menu->addAction(each);
  if (what) connect(each, &QAction::triggered, this, [what = std::move(what)] { what(); });
  texts_.emplace_back([each](const QString& words) {
    each->setText(words);
    const QString key_text = each->shortcut().toString(QKeySequence::NativeText);
    QString plain = words;
    plain.remove(QLatin1Char('&'));
    each->setToolTip(key_text.isEmpty() ? plain : plain + QStringLiteral(" (") + key_text + QLatin1Char(')'));
  }, text);
  return each;
}

void MainWindow::make_actions() {
  auto* bar = addToolBar(QStringLiteral("Batterisk"));
  bar->setObjectName(QStringLiteral("werkbalk"));
  bar->setMovable(false);

  QMenu* file = menu(QT_TR_NOOP("&File"));
  QAction* open = action(file, QT_TR_NOOP("&Open..."), QKeySequence::Open, [this] { ask_open(); });
  recent_ = file->addMenu(QString{});
  texts_.emplace_back([this](const QString& text) { recent_->setTitle(text); }, QT_TR_NOOP("Open &recent"));
  action(file, QT_TR_NOOP("&New from the example"), QKeySequence::New, [this] {
    if (may_leave()) open_sample();
  });
  QAction* save_action = action(file, QT_TR_NOOP("&Save"), QKeySequence::Save, [this] { save(); });
  action(file, QT_TR_NOOP("Save &as..."), QKeySequence::SaveAs, [this] { ask_save_as(); });
  file->addSeparator();
  action(file, QT_TR_NOOP("&Export result (JSON, GeoPackage, map)..."), QKeySequence(Qt::CTRL | Qt::Key_E), [this] { export_result(); });
  action(file, QT_TR_NOOP("Report as P&DF..."), QKeySequence::Print, [this] { export_report(); });
  action(file, QT_TR_NOOP("Map as &PNG..."), {}, [this] { export_picture(false); });
  action(file, QT_TR_NOOP("Map to scale as S&VG..."), {}, [this] { export_picture(true); });
  file->addSeparator();
  action(file, QT_TR_NOOP("&Quit"), QKeySequence::Quit, [this] { close(); });

  QMenu* edit = menu(QT_TR_NOOP("&Edit"));
  QUndoStack& stack = document_.undo_stack();
  QAction* undo = action(edit, QT_TR_NOOP("&Undo"), QKeySequence::Undo, [&stack] { stack.undo(); });
  QAction* redo = action(edit, QT_TR_NOOP("&Redo"), QKeySequence::Redo, [&stack] { stack.redo(); });
  undo->setEnabled(false);
  redo->setEnabled(false);
  connect(&stack, &QUndoStack::canUndoChanged, undo, &QAction::setEnabled);
  connect(&stack, &QUndoStack::canRedoChanged, redo, &QAction::setEnabled);

  QMenu* map = menu(QT_TR_NOOP("&Map"));
  tools_ = new QActionGroup(this);
  const auto tool = [&](const char* text, const QKeySequence& key, Tool which) {
    QAction* each = action(map, text, key, [this, which] { canvas_->set_tool(which); });
    each->setCheckable(true);
    each->setChecked(which == Tool::Explain);
    tools_->addAction(each);
  };
  tool(QT_TR_NOOP("E&xplain"), QKeySequence(Qt::Key_F2), Tool::Explain);
  tool(QT_TR_NOOP("&Move units"), QKeySequence(Qt::Key_F3), Tool::Move);
  tool(QT_TR_NOOP("Mea&sure"), QKeySequence(Qt::Key_F4), Tool::Measure);
  tool(QT_TR_NOOP("&Transect"), QKeySequence(Qt::Key_F6), Tool::Transect);
  tool(QT_TR_NOOP("&Zoom to a box"), QKeySequence(Qt::Key_F7), Tool::BoxZoom);
  map->addSeparator();
  QAction* fit = action(map, QT_TR_NOOP("Show &all"), QKeySequence(Qt::Key_F9), [this] { canvas_->fit(); });
  action(map, QT_TR_NOOP("&Next finding"), QKeySequence(Qt::Key_F8), [this] { findings_panel_->step(1); });
  action(map, QT_TR_NOOP("&Previous finding"), QKeySequence(Qt::SHIFT | Qt::Key_F8), [this] { findings_panel_->step(-1); });
  action(map, QT_TR_NOOP("Next &zone or unit"), QKeySequence(Qt::CTRL | Qt::Key_F8), [this] { step_map(1); });
  action(map, QT_TR_NOOP("Previous zone &or unit"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F8), [this] { step_map(-1); });
  QAction* legend = action(map, QT_TR_NOOP("&Legend"), QKeySequence(Qt::CTRL | Qt::Key_L), {});
  legend->setCheckable(true);
  legend->setChecked(true);
  connect(legend, &QAction::toggled, canvas_, &MapCanvas::set_legend_visible);

  map->addSeparator();
  backgrounds_ = new QActionGroup(this);
  const auto background = [&](const char* text, std::function<void()> what) {
    QAction* each = action(map, text, {}, std::move(what));
    each->setCheckable(true);
    backgrounds_->addAction(each);
  };
  background(QT_TR_NOOP("No &background"), [this] { set_background({}); });
  background(QT_TR_NOOP("Background from a &file..."), [this] {
    const QString path = QFileDialog::getOpenFileName(this, tr("Background: GeoTIFF, MBTiles or GeoPackage"));
    set_background(path.isEmpty() ? settings_.value(QStringLiteral("achtergrond")).toString() : path);
  });
  background(QT_TR_NOOP("Background of &PDOK (BRT-A, over the network)"), [this] { set_background(QStringLiteral("pdok")); });

  QMenu* study_menu = menu(QT_TR_NOOP("&Study"));
  QAction* run = action(study_menu, QT_TR_NOOP("&Compute"), QKeySequence(Qt::Key_F5), [this] {
    rules_->reload();
    recompute();
  });
  cancel_->setDefaultAction(action(study_menu, QT_TR_NOOP("Ca&ncel"), QKeySequence(Qt::SHIFT | Qt::Key_F5), [this] { cancel(); }));
  QAction* live = action(study_menu, QT_TR_NOOP("&Live: compute after every change"), {}, {});
  live->setCheckable(true);
  live->setChecked(true);
  connect(live, &QAction::toggled, this, [this](bool on) { live_ = on; });
  group_risk_ = action(study_menu, QT_TR_NOOP("&Group risk (FN curve)"), QKeySequence(Qt::CTRL | Qt::Key_G), {});
  group_risk_->setCheckable(true);
  connect(group_risk_, &QAction::toggled, this, [this](bool on) {
    set_group_risk(on);
    recompute_timer_.start();
  });
  connect(group_risk_, &QAction::triggered, this, [this](bool on) {
    if (on) findChild<QDockWidget*>(QStringLiteral("groepsrisico"))->raise();
  });
  study_menu->addSeparator();
  action(study_menu, QT_TR_NOOP("Com&pare with another dossier..."), {}, [this] { ask_compare(); });
  rule_sets_ = study_menu->addMenu(QString{});
  texts_.emplace_back([this](const QString& text) { rule_sets_->setTitle(text); }, QT_TR_NOOP("Compare with other &rules"));
  connect(rule_sets_, &QMenu::aboutToShow, this, &MainWindow::fill_rule_sets);
  action(study_menu, QT_TR_NOOP("Compare with the dossier as it is &now"), QKeySequence(Qt::CTRL | Qt::Key_B), [this] { compare_with_present(); });
  compare_views_ = new QActionGroup(this);
  const auto compare_view = [&](const char* text, CompareView which) {
    QAction* each = action(study_menu, text, {}, [this, which] { set_compare_view(which); });
    each->setCheckable(true);
    each->setChecked(which == compare_view_);
    compare_views_->addAction(each);
  };
  study_menu->addSeparator();
  compare_view(QT_TR_NOOP("Comparison: &line to drag"), CompareView::Swipe);
  compare_view(QT_TR_NOOP("Comparison: two maps &side by side"), CompareView::Sides);
  compare_view(QT_TR_NOOP("Comparison: &differences of zones"), CompareView::Difference);
  compare_views_->setEnabled(false);
  stop_compare_ = action(study_menu, QT_TR_NOOP("&End comparison"), {}, [this] { end_comparison(); });
  stop_compare_->setEnabled(false);

  QMenu* view = menu(QT_TR_NOOP("&View"));
  docks_menu_ = view->addMenu(QString{});
  texts_.emplace_back([this](const QString& text) { docks_menu_->setTitle(text); }, QT_TR_NOOP("&Panels"));
  for (std::size_t i = 0; i < docks_.size(); ++i) {
    QDockWidget* each = docks_[i];
    QAction* show = docks_menu_->addAction(QString{}, this, [this, each] { show_panel(*each); });
    // Ctrl with a digit, then Alt with a digit.
    const int digit = Qt::Key_1 + static_cast<int>(i % 9);
    show->setShortcut(QKeySequence((i < 9 ? Qt::CTRL : Qt::ALT) | static_cast<Qt::Key>(digit)));
    connect(each, &QDockWidget::windowTitleChanged, show, &QAction::setText);
  }
  const auto choice = [&](QActionGroup* group, const char* text, bool checked, std::function<void()> what) {
    QAction* each = action(view, text, {}, std::move(what));
    each->setCheckable(true);
    each->setChecked(checked);
    group->addAction(each);
  };
  view->addSeparator();
  auto* languages = new QActionGroup(this);
  const bool english = settings_.value(QStringLiteral("taal")).toString() == QLatin1String("en");
  choice(languages, "Nederlands", !english, [this] { set_language(study::Language::Nl); });
  choice(languages, "English", english, [this] { set_language(study::Language::En); });
  view->addSeparator();
  auto* themes = new QActionGroup(this);
  const Theme theme = theme_from(settings_.value(QStringLiteral("thema")).toString());
  choice(themes, QT_TR_NOOP("Light"), theme == Theme::Light, [this] { set_theme(Theme::Light); });
  choice(themes, QT_TR_NOOP("Dark"), theme == Theme::Dark, [this] { set_theme(Theme::Dark); });
  choice(themes, QT_TR_NOOP("High contrast"), theme == Theme::HighContrast, [this] { set_theme(Theme::HighContrast); });

  bar->addActions({open, save_action});
  bar->addSeparator();
  bar->addActions({undo, redo});
  bar->addSeparator();
  bar->addActions(tools_->actions());
  bar->addSeparator();
  bar->addActions({fit, run});
  refresh_recent();
}

// Brings a panel to the front with the keyboard in it; from there the same key puts it away.
void MainWindow::show_panel(QDockWidget& panel) {
  QWidget* focus = QApplication::focusWidget();
  if (panel.isVisible() && focus != nullptr && panel.isAncestorOf(focus)) {
    panel.hide();
    canvas_->setFocus();
    return;
  }
  panel.show();
  panel.raise();
  QWidget* first = panel.widget();
  for (QWidget* each : panel.widget()->findChildren<QWidget*>()) {
    if (each->isVisibleTo(&panel) && each->isEnabled() && each->focusPolicy() != Qt::NoFocus) {
      first = each;
      break;
    }
  }
  first->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::refresh_recent() {
  recent_->clear();
  for (const QString& path : settings_.value(QStringLiteral("recent")).toStringList()) {
    recent_->addAction(path, this, [this, path] {
      if (may_leave()) open_file(path);
    });
  }
  recent_->setEnabled(!recent_->isEmpty());
}

void MainWindow::retranslate() {
  for (const auto& [set, source] : texts_) set(tr(source));
  update_title();
}

}  // namespace batterisk::viewer
