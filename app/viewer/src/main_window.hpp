#pragma once

#include "map_canvas.hpp"
#include "panels.hpp"
#include "theme.hpp"

#include "batterisk/viewmodel/document.hpp"
#include "batterisk/viewmodel/explainer.hpp"
#include "batterisk/viewmodel/study_runner.hpp"

#include <QActionGroup>
#include <QDockWidget>
#include <QLabel>
#include <QListWidget>
#include <QMainWindow>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QSettings>
#include <QTextBrowser>
#include <QThreadPool>
#include <QToolButton>
#include <QTranslator>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace batterisk::viewer {

/// The window: dossier -> StudyRunner -> result -> models and map. Holds no numbers of its own.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  /// `settings`: where language, theme, layout and recent files are kept. `rules`: folder with the rules.
  MainWindow(QSettings& settings, std::filesystem::path rules, QWidget* parent = nullptr);
  ~MainWindow() override;

  bool open_file(const QString& path);
  /// A new dossier with explanations, not yet saved: what a first start shows.
  void open_sample();
  void compare_with(const QString& path);
  void set_language(study::Language language);
  void set_theme(Theme theme);
  /// Explains a point as a click there does.
  void explain(RdPoint point);
  /// True when nothing is computed or drawn any more.
  [[nodiscard]] bool settled() const;

  [[nodiscard]] MapCanvas& canvas() { return *canvas_; }
  [[nodiscard]] viewmodel::Document& document() { return document_; }
  [[nodiscard]] viewmodel::FindingsModel& findings() { return findings_; }
  [[nodiscard]] FindingsPanel& findings_panel() { return *findings_panel_; }
  [[nodiscard]] ExplainPanel& explain_panel() { return *explain_panel_; }
  [[nodiscard]] viewmodel::WhatIfModel& what_if() { return what_if_; }
  [[nodiscard]] viewmodel::FormModel& form() { return form_; }
  [[nodiscard]] const std::shared_ptr<const render::MapScene>& scene() const { return scene_; }
  [[nodiscard]] QString map_text() const { return words_->toPlainText(); }
  [[nodiscard]] QString verdict_text() const { return verdict_->text(); }
  [[nodiscard]] QString compare_text() const { return compare_->toPlainText(); }

 Q_SIGNALS:
  /// A result is shown in every panel.
  void result_shown();
  void run_failed();

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  // main_window_actions.cpp
  void make_actions();
  void make_tool_bar();
  void retranslate();
  QAction* action(QMenu* menu, const char* text, const QKeySequence& key, std::function<void()> what);
  QMenu* menu(const char* title);
  void refresh_recent();

  // main_window_files.cpp
  void ask_open();
  void ask_compare();
  void ask_save_as();
  void save();
  void save_to(const QString& path);
  void export_result();
  void export_picture(bool svg);
  void export_report();
  void remember(const QString& path);
  [[nodiscard]] bool may_discard();
  void recover(const QString& path);

  // main_window.cpp
  void make_docks();
  QDockWidget* dock(const char* title, const char* name, QWidget* content, Qt::DockWidgetArea area);
  void connect_models();
  void document_changed();
  void recompute();
  void show_scene(std::shared_ptr<const render::MapScene> scene);
  void show_compared(std::shared_ptr<const render::MapScene> scene);
  void show_messages(const std::vector<Diagnostic>& messages);
  void show_answer(const study::PointExplanation& answer);
  void show_welcome();
  void fill_language();
  void change_unit(std::size_t unit, RdPoint position, double orientation_rad, bool done);
  void draw_transect(RdPoint from, RdPoint to);
  void select_pand(std::size_t pand, bool from_table);
  void jump_to_rule(const QString& file, int line);
  void update_title();

  QSettings& settings_;
  std::filesystem::path rules_folder_;
  std::shared_ptr<viewmodel::RuleStore> rules_;
  viewmodel::Document document_;
  viewmodel::StudyRunner runner_;
  viewmodel::StudyRunner compare_runner_;
  viewmodel::Explainer explainer_;
  viewmodel::FindingsModel findings_;
  viewmodel::LayerModel layers_;
  viewmodel::WhatIfModel what_if_;
  viewmodel::FormModel form_;
  std::shared_ptr<const render::MapScene> scene_;
  std::shared_ptr<const render::MapScene> compared_;
  QThreadPool reports_;
  study::Language language_ = study::Language::Nl;
  QTranslator translator_;
  QTranslator qt_translator_;
  QTimer recompute_timer_;
  std::optional<RdPoint> explained_;
  QString building_part_;  // of the explanation: the object at the point
  bool live_ = true;

  MapCanvas* canvas_;
  FindingsPanel* findings_panel_;
  LayerPanel* layer_panel_;
  WhatIfPanel* what_if_panel_;
  FormPanel* form_panel_;
  ExplainPanel* explain_panel_;
  TransectPanel* transect_panel_;
  QPlainTextEdit* words_;
  QPlainTextEdit* rule_file_;
  QTextBrowser* compare_;
  QListWidget* messages_;
  QLabel* verdict_sign_;
  QLabel* verdict_;
  QLabel* scale_;
  QLabel* place_;
  QLabel* stage_;
  QProgressBar* progress_;
  QToolButton* cancel_;
  QActionGroup* tools_;
  QMenu* recent_;
  QMenu* docks_menu_;
  QAction* stop_compare_;
  std::vector<std::pair<std::function<void(const QString&)>, const char*>> texts_;  // to say again in another language
  std::vector<QDockWidget*> docks_;
};

}  // namespace batterisk::viewer
