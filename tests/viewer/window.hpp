#pragma once

#include "application.hpp"
#include "main_window.hpp"
#include "support/paths.hpp"

#include "batterisk/study/run/study.hpp"
#include "batterisk/study/tables/result_json.hpp"

#include <catch2/catch.hpp>

#include <QAction>
#include <QSettings>
#include <QSignalSpy>

#include <functional>
#include <string>

namespace batterisk::test {

using viewer::MainWindow;

/// A window on the village with settings of its own.
class Window {
 public:
  explicit Window(const VillageFolder& folder)
      : settings_(folder.file("instellingen.ini"), QSettings::IniFormat), window_(settings_, rules_folder()) {
    window_.resize(1200, 800);
    window_.show();
  }

  MainWindow* operator->() { return &window_; }
  MainWindow& operator*() { return window_; }

  // Opens a dossier and waits for its result.
  void open(const QString& path) {
    QSignalSpy shown(&window_, &MainWindow::result_shown);
    REQUIRE(window_.open_file(path));
    REQUIRE(wait_for([&] { return shown.count() > 0; }));
  }
  // Does something and waits for the result that follows.
  void change(const std::function<void()>& what) {
    QSignalSpy shown(&window_, &MainWindow::result_shown);
    what();
    REQUIRE(wait_for([&] { return shown.count() > 0; }));
  }
  QPoint pixel(RdPoint p) { return window_.canvas().view().to_pixel(p).toPoint(); }

 private:
  QSettings settings_;
  MainWindow window_;
};

inline std::string result_of(const QString& path) {
  return study::result_json(study::run_study(load_dossier(path.toStdString()), load_rule_catalog(rules_folder())));
}

inline QAction* action_with(MainWindow& window, const QKeySequence& key) {
  for (QAction* action : window.findChildren<QAction*>()) {
    if (action->shortcut() == key) return action;
  }
  return nullptr;
}

}  // namespace batterisk::test
