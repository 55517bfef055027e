#pragma once

#include "map_canvas.hpp"
#include "panels.hpp"
#include "theme.hpp"

#include "batterisk/viewmodel/comparer.hpp"
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
#include <QStatusBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QThreadPool>
#include <QToolButton>
#include <QTranslator>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace batterisk::viewer {

enum class CompareView { Swipe, Sides, Difference };
/// Of a comparison: the open study, and the one beside it.
enum class Side { A, B };

/// The window: dossier -> StudyRunner -> result -> models and map. Holds no numbers of its own.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  /// `settings`: where language, theme, layout and recent files are kept. `rules`: folder with the rules.
  MainWindow(QSettings& settings, std::filesystem::path rules, QWidget* parent = nullptr);
  ~MainWindow() override;

  /// Opens a dossier, or the study in a report or archive.
  bool open_file(const QString& path);
  /// Adds the layers that files hold to the dossier.
  void add_layers(const QStringList& paths);
  /// A new dossier with explanations, not yet saved: what a first start shows.
  void open_sample();
  /// A second study beside this one: a dossier, report or archive; the open dossier under another rule set, by name or
  /// in a folder; or the open dossier as it is now.
  void compare_with(const QString& path);
  void compare_with_rules(const QString& rule_set);
  void compare_with_rules_in(const QString& path);
  void compare_with_present();
  void end_comparison();
  void set_compare_view(CompareView view);
  void set_group_risk(bool on);
  /// Picture below the map: a path, "pdok", or nothing.
  void set_background(const QString& source);
  /// Writes the report, or the files of the result, and tells when they are there.
  void write_report(const QString& path);
  void write_result(const QString& folder);
  /// Ends whatever is computed or written; what was there before stays.
  void cancel();
  void set_language(study::Language language);
  void set_theme(Theme theme);
  /// Explains a point as a click there does: in the open study, or in the one that it is compared with.
  void explain(RdPoint point, Side side = Side::A);
  /// Goes to the next zone or unit (1), or the one before (-1): marks it on the map and in the map in words.
  void step_map(int direction);
  /// True when nothing is computed or drawn any more.
  [[nodiscard]] bool settled() const;

  [[nodiscard]] MapCanvas& canvas() { return *canvas_; }
  [[nodiscard]] MapCanvas& second_canvas() { return *canvas_b_; }
  [[nodiscard]] const std::shared_ptr<const viewmodel::Comparison>& comparison() const { return comparison_; }
  [[nodiscard]] viewmodel::Document& document() { return document_; }
  [[nodiscard]] viewmodel::FindingsModel& findings() { return findings_; }
  [[nodiscard]] FindingsPanel& findings_panel() { return *findings_panel_; }
  [[nodiscard]] ExplainPanel& explain_panel() { return *explain_panel_; }
  [[nodiscard]] viewmodel::WhatIfModel& what_if() { return what_if_; }
  [[nodiscard]] viewmodel::FormModel& form() { return form_; }
  [[nodiscard]] const std::shared_ptr<const render::MapScene>& scene() const { return scene_; }
  [[nodiscard]] QString map_text() const { return words_->toPlainText(); }
  /// Line of the map in words at the place that was gone to.
  [[nodiscard]] QString map_line() const { return words_->textCursor().block().text(); }
  [[nodiscard]] QString status_text() const { return statusBar()->currentMessage(); }
  [[nodiscard]] QStringList message_texts() const;
  [[nodiscard]] QString verdict_text() const { return verdict_->text(); }
  [[nodiscard]] QString compare_text() const { return compare_->toPlainText(); }

 Q_SIGNALS:
  /// A result is shown in every panel.
  void result_shown();
  void run_failed();
  void written(bool done);
  void layers_added();

 protected:
  void showEvent(QShowEvent* event) override;
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
  void show_panel(QDockWidget& panel);

  // main_window_files.cpp
  void ask_open();
  void ask_compare();
  void ask_save_as();
  void save();
  void save_to(const QString& path);
  void export_result();
  /// Does something that takes a while on another thread, then says that it is done, was cancelled or what went wrong.
  void work(const QString& begins, const QString& done, std::function<void(const std::stop_token&)> what,
            std::function<void(bool)> after = {});
  void export_picture(bool svg);
  void export_report();
  void remember(const QString& path);
  [[nodiscard]] bool may_leave();
  void recover(const QString& path);
  void keep_camera();
  void restore_camera();
  void check_stored();

  // main_window_compare.cpp
  void set_compare_rules(std::shared_ptr<viewmodel::RuleStore> rules);
  void compare_under(const std::string& rule_set);
  void show_compared(std::shared_ptr<const render::MapScene> scene);
  void apply_compare_view();
  void show_comparison();
  void fill_rule_sets();

  // main_window.cpp
  void make_docks();
  QDockWidget* dock(const char* title, const char* name, QWidget* content, Qt::DockWidgetArea area);
  void connect_models();
  void show_progress();
  void document_changed();
  void recompute();
  void show_scene(std::shared_ptr<const render::MapScene> scene);
  void show_messages(const std::vector<Diagnostic>& messages);
  void show_answer(const study::PointExplanation& answer);
  void show_welcome();
  void fill_language();
  void change_unit(std::size_t unit, RdPoint position, double orientation_rad, bool done);
  void draw_transect(RdPoint from, RdPoint to);
  void select_pand(std::size_t pand);
  void jump_to_rule(const QString& file, int line);
  void update_title();

  QSettings& settings_;
  std::filesystem::path rules_folder_;
  std::shared_ptr<viewmodel::RuleStore> rules_;
  viewmodel::Document document_;
  viewmodel::StudyRunner runner_;
  viewmodel::StudyRunner compare_runner_;
  viewmodel::Comparer comparer_;
  viewmodel::Explainer explainer_;
  viewmodel::Explainer explainer_b_;
  std::shared_ptr<viewmodel::RuleStore> compare_rules_;
  viewmodel::FindingsModel findings_;
  viewmodel::LayerModel layers_;
  viewmodel::WhatIfModel what_if_;
  viewmodel::FormModel form_;
  std::shared_ptr<const render::MapScene> scene_;
  std::shared_ptr<const render::MapScene> compared_;
  std::shared_ptr<const viewmodel::Comparison> comparison_;
  std::function<std::shared_ptr<const Dossier>()> compare_source_;
  bool compare_live_ = false;  // B follows the changes of A
  CompareView compare_view_ = CompareView::Swipe;
  QString camera_of_;  // dossier whose view waits for its first result
  QThreadPool work_;   // reports, layers, checks
  int works_ = 0;      // of those that a bar shows
  std::stop_source stop_works_;
  study::Language language_ = study::Language::Nl;
  QTranslator translator_;
  QTranslator qt_translator_;
  QTimer recompute_timer_;
  struct Explained {
    RdPoint point;
    Side side;
  };
  std::optional<Explained> explained_;
  QString building_part_;  // of the explanation: the object at the point
  bool live_ = true;
  bool shown_ = false;

  MapCanvas* canvas_;
  MapCanvas* canvas_b_;
  FindingsPanel* findings_panel_;
  LayerPanel* layer_panel_;
  WhatIfPanel* what_if_panel_;
  FormPanel* form_panel_;
  ExplainPanel* explain_panel_;
  TransectPanel* transect_panel_;
  FnPanel* fn_panel_;
  QTextBrowser* choices_;
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
  QProgressBar* working_;  // on something without stages, or beside the study
  QToolButton* cancel_;
  QActionGroup* tools_;
  QMenu* recent_;
  QMenu* docks_menu_;
  QMenu* rule_sets_;
  QAction* stop_compare_;
  QAction* group_risk_;
  QActionGroup* compare_views_;
  QActionGroup* backgrounds_;
  std::vector<std::pair<std::function<void(const QString&)>, const char*>> texts_;  // to say again in another language
  std::vector<QDockWidget*> docks_;
};

}  // namespace batterisk::viewer
