#include "main_window.hpp"

#include "batterisk/render/drawing_painter.hpp"
#include "batterisk/study/dossier/dossier_edit.hpp"
#include "batterisk/study/run/summary.hpp"
#include "batterisk/viewmodel/words.hpp"

#include <QApplication>
#include <QFile>
#include <QHBoxLayout>
#include <QLibraryInfo>
#include <QPainter>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTextBlock>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace batterisk::viewer {

using study::Language;
using viewmodel::pick;
using viewmodel::qt;

MainWindow::MainWindow(QSettings& settings, std::filesystem::path rules, QWidget* parent)
    : QMainWindow(parent), settings_{settings}, rules_folder_{std::move(rules)},
      rules_{std::make_shared<viewmodel::RuleStore>(rules_folder_)},
      document_(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/herstel")),
      runner_(rules_), compare_runner_(rules_), explainer_(rules_), explainer_b_(rules_), compare_rules_{rules_},
      what_if_(document_), form_(document_) {
  setAcceptDrops(true);
  setDockOptions(AllowTabbedDocks | AnimatedDocks);
  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);

  canvas_ = new MapCanvas(this);
  auto* bar = new QFrame(this);
  bar->setObjectName(QStringLiteral("verdict"));
  verdict_sign_ = new QLabel(bar);
  verdict_ = new QLabel(bar);
  verdict_->setWordWrap(true);
  verdict_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  auto* bar_layout = new QHBoxLayout(bar);
  bar_layout->setContentsMargins(10, 6, 10, 6);
  bar_layout->addWidget(verdict_sign_);
  bar_layout->addWidget(verdict_, 1);
  auto* middle = new QWidget(this);
  auto* layout = new QVBoxLayout(middle);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(bar);
  canvas_b_ = new MapCanvas(this);
  canvas_b_->setObjectName(QStringLiteral("map_b"));
  canvas_b_->set_letter(QStringLiteral("B"));
  canvas_b_->set_legend_visible(false);
  canvas_b_->hide();
  auto* maps = new QHBoxLayout;
  maps->setSpacing(2);
  maps->addWidget(canvas_, 1);
  maps->addWidget(canvas_b_, 1);
  layout->addLayout(maps, 1);
  setCentralWidget(middle);

  place_ = new QLabel(this);
  stage_ = new QLabel(this);
  progress_ = new QProgressBar(this);
  progress_->setRange(0, 100);
  progress_->setFixedWidth(160);
  working_ = new QProgressBar(this);
  working_->setRange(0, 0);
  working_->setFixedWidth(80);
  cancel_ = new QToolButton(this);
  scale_ = new QLabel(this);
  scale_->setIndent(8);
  place_->setIndent(8);
  statusBar()->addWidget(scale_);
  statusBar()->addWidget(place_);
  for (QWidget* widget : std::initializer_list<QWidget*>{stage_, progress_, working_, cancel_}) {
    statusBar()->addPermanentWidget(widget);
    widget->hide();
  }

  make_docks();
  make_actions();
  connect_models();
  recompute_timer_.setSingleShot(true);
  recompute_timer_.setInterval(30);
  connect(&recompute_timer_, &QTimer::timeout, this, &MainWindow::recompute);
  set_language(settings_.value(QStringLiteral("taal"), QStringLiteral("nl")).toString() == QLatin1String("en") ? Language::En
                                                                                                               : Language::Nl);
  set_background(settings_.value(QStringLiteral("achtergrond")).toString());
  setMinimumSize(640, 480);
  resize(1500, 950);
  restoreGeometry(settings_.value(QStringLiteral("venster")).toByteArray());
  restoreState(settings_.value(QStringLiteral("panelen")).toByteArray());
}

MainWindow::~MainWindow() {
  work_.waitForDone();
}

QDockWidget* MainWindow::dock(const char* title, const char* name, QWidget* content, Qt::DockWidgetArea area) {
  auto* each = new QDockWidget(this);
  each->setObjectName(QLatin1String(name));
  each->setWidget(content);
  each->setFeatures(QDockWidget::NoDockWidgetFeatures);  // opened and closed in the menu
  each->setTitleBarWidget(new QWidget(each));            // the tab says it already
  addDockWidget(area, each);
  texts_.emplace_back(
      [each](const QString& text) {
        each->setWindowTitle(text);
        each->widget()->setAccessibleName(text);
      },
      title);
  docks_.push_back(each);
  return each;
}

void MainWindow::make_docks() {
  findings_panel_ = new FindingsPanel(findings_, this);
  layer_panel_ = new LayerPanel(layers_, this);
  what_if_panel_ = new WhatIfPanel(what_if_, document_, this);
  form_panel_ = new FormPanel(form_, this);
  explain_panel_ = new ExplainPanel(this);
  transect_panel_ = new TransectPanel(this);
  fn_panel_ = new FnPanel(this);
  words_ = new QPlainTextEdit(this);
  words_->setReadOnly(true);
  rule_file_ = new QPlainTextEdit(this);
  rule_file_->setReadOnly(true);
  rule_file_->setLineWrapMode(QPlainTextEdit::NoWrap);
  QFont fixed(QStringLiteral("DejaVu Sans Mono"));
  fixed.setStyleHint(QFont::Monospace);
  rule_file_->setFont(fixed);
  compare_ = new QTextBrowser(this);
  choices_ = new QTextBrowser(this);
  messages_ = new QListWidget(this);
  messages_->setWordWrap(true);

  QDockWidget* layers = dock(QT_TR_NOOP("Layers"), "lagen", layer_panel_, Qt::LeftDockWidgetArea);
  QDockWidget* form = dock(QT_TR_NOOP("Dossier"), "dossier", form_panel_, Qt::LeftDockWidgetArea);
  QDockWidget* what_if = dock(QT_TR_NOOP("What if"), "wat_als", what_if_panel_, Qt::LeftDockWidgetArea);
  QDockWidget* explain = dock(QT_TR_NOOP("Why?"), "waarom", explain_panel_, Qt::RightDockWidgetArea);
  QDockWidget* words = dock(QT_TR_NOOP("Map in words"), "woorden", words_, Qt::RightDockWidgetArea);
  QDockWidget* rule = dock(QT_TR_NOOP("Rule file"), "regelbestand", rule_file_, Qt::RightDockWidgetArea);
  QDockWidget* compare = dock(QT_TR_NOOP("Comparison"), "vergelijking", compare_, Qt::RightDockWidgetArea);
  QDockWidget* findings = dock(QT_TR_NOOP("Buildings"), "gebouwen", findings_panel_, Qt::BottomDockWidgetArea);
  QDockWidget* messages = dock(QT_TR_NOOP("Messages"), "meldingen", messages_, Qt::BottomDockWidgetArea);
  QDockWidget* transect = dock(QT_TR_NOOP("Transect"), "doorsnede", transect_panel_, Qt::BottomDockWidgetArea);
  QDockWidget* fn = dock(QT_TR_NOOP("Group risk"), "groepsrisico", fn_panel_, Qt::BottomDockWidgetArea);
  QDockWidget* choices = dock(QT_TR_NOOP("Model choices"), "keuzes", choices_, Qt::BottomDockWidgetArea);
  tabifyDockWidget(layers, form);
  tabifyDockWidget(layers, what_if);
  tabifyDockWidget(explain, words);
  tabifyDockWidget(explain, rule);
  tabifyDockWidget(explain, compare);
  tabifyDockWidget(findings, messages);
  tabifyDockWidget(findings, transect);
  tabifyDockWidget(findings, fn);
  tabifyDockWidget(findings, choices);
  layers->raise();
  explain->raise();
  findings->raise();
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
}

// Room for the map first: in a small window the panels are narrow.
void MainWindow::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  if (event->spontaneous() || std::exchange(shown_, true) || settings_.contains(QStringLiteral("panelen"))) return;
  const auto named = [this](const char* name) { return findChild<QDockWidget*>(QLatin1String(name)); };
  resizeDocks({named("lagen"), named("waarom")}, {std::min(310, width() / 4), std::min(400, width() / 4)}, Qt::Horizontal);
  resizeDocks({named("gebouwen")}, {std::min(230, height() / 4)}, Qt::Vertical);
}

void MainWindow::connect_models() {
  using viewmodel::StudyRunner;
  connect(&document_, &viewmodel::Document::changed, this, &MainWindow::document_changed);
  connect(&document_, &viewmodel::Document::path_changed, this, &MainWindow::update_title);
  connect(&document_.undo_stack(), &QUndoStack::cleanChanged, this, &MainWindow::update_title);
  connect(&what_if_, &viewmodel::WhatIfModel::refused, this, [this](const QString& said) { statusBar()->showMessage(said, 10000); });
  for (StudyRunner* runner : {&runner_, &compare_runner_}) {
    connect(runner, &StudyRunner::started, this, [this] { QTimer::singleShot(200, this, &MainWindow::show_progress); });
    connect(runner, &StudyRunner::finished, this, &MainWindow::show_progress);
    connect(runner, &StudyRunner::cancelled, this, &MainWindow::show_progress);
    connect(runner, &StudyRunner::failed, this, &MainWindow::show_progress);
  }
  connect(&runner_, &StudyRunner::started, progress_, &QProgressBar::reset);
  connect(&runner_, &StudyRunner::progressed, this, [this](const QString& stage, double share) {
    stage_->setText(stage);
    progress_->setValue(static_cast<int>(100.0 * share));
  });
  connect(&runner_, &StudyRunner::finished, this, [this](const auto& scene) { show_scene(scene); });
  connect(&runner_, &StudyRunner::failed, this, [this](const std::vector<Diagnostic>& messages) {
    show_messages(messages);
    verdict_->setText(tr("Not computed: see the messages"));
    Q_EMIT run_failed();
  });
  connect(&runner_, &StudyRunner::previewed, canvas_, &MapCanvas::set_preview);
  connect(&compare_runner_, &StudyRunner::finished, this, [this](const auto& scene) { show_compared(scene); });
  connect(&compare_runner_, &StudyRunner::failed, this, [this](const auto& messages) { show_messages(messages); });
  connect(&comparer_, &viewmodel::Comparer::compared, this, [this](const auto& comparison) {
    comparison_ = comparison;
    show_comparison();
    apply_compare_view();
  });
  for (const auto& [explainer, side] : {std::pair{&explainer_, Side::A}, std::pair{&explainer_b_, Side::B}}) {
    connect(explainer, &viewmodel::Explainer::answered, this, [this, asked = side](const auto& answer) {
      if (explained_ && explained_->side == asked) show_answer(*answer);
    });
    connect(explainer, &viewmodel::Explainer::failed, this, [this](const auto& messages) { show_messages(messages); });
  }
  connect(&layers_, &viewmodel::LayerModel::layers_changed, this, [this] {
    canvas_->set_layers(layers_.layers());
    canvas_b_->set_layers(layers_.layers());
  });

  connect(canvas_, &MapCanvas::view_changed, this, [this] {
    scale_->setText(qt(render::scale_words(canvas_->view().scale(), language_)) + QStringLiteral("   EPSG:28992"));
  });
  // Two maps side by side show the same ground at the same scale.
  const auto follow = [](MapCanvas* from, MapCanvas* to) {
    const render::ViewTransform& a = from->view();
    const render::ViewTransform& b = to->view();
    if (from->isVisible() && to->isVisible() && (a.centre != b.centre || a.metres_per_pixel != b.metres_per_pixel)) to->set_view(a);
  };
  connect(canvas_, &MapCanvas::view_changed, this, [this, follow] { follow(canvas_, canvas_b_); });
  connect(canvas_b_, &MapCanvas::view_changed, this, [this, follow] { follow(canvas_b_, canvas_); });
  connect(canvas_, &MapCanvas::content_changed, this, [this] {
    // Where the map has no room for it.
    layer_panel_->set_legend(canvas_->legend_shown() ? render::MapCard{} : canvas_->legend());
  });
  const auto asked = [this](Side side) {
    return [this, side](RdPoint p) {
      explain(p, side);
      findChild<QDockWidget*>(QStringLiteral("waarom"))->raise();
    };
  };
  connect(canvas_, &MapCanvas::picked, this, asked(Side::A));
  connect(canvas_, &MapCanvas::picked_compared, this, asked(Side::B));
  connect(canvas_b_, &MapCanvas::picked, this, asked(Side::B));
  connect(canvas_, &MapCanvas::unit_changed, this, &MainWindow::change_unit);
  connect(canvas_, &MapCanvas::transect_drawn, this, &MainWindow::draw_transect);
  connect(transect_panel_, &TransectPanel::pointed, canvas_, &MapCanvas::set_transect_mark);
  for (MapCanvas* canvas : {canvas_, canvas_b_}) {
    connect(canvas, &MapCanvas::hovered, this, [this](RdPoint p) {
      place_->setText(QStringLiteral("RD  ") + viewmodel::rd_text(p, language_));
    });
  }
  connect(findings_panel_, &FindingsPanel::pand_chosen, this, [this](std::size_t pand) { select_pand(pand); });
  connect(findings_panel_, &FindingsPanel::pand_activated, this, [this](std::size_t pand) {
    const auto& panden = *scene_->result->surroundings.panden;
    const Box box = bounds(panden[pand].footprint);
    explain({(box.min.x + box.max.x) / 2.0, (box.min.y + box.max.y) / 2.0});
  });
  connect(findings_panel_, &FindingsPanel::pand_set_aside, this, [this](std::size_t pand, const QString& reason) {
    const std::string& id = (*scene_->result->surroundings.panden)[pand].identificatie;
    document_.edit(tr("Set a finding aside"), study::with_ignored_object(document_.text(), id, reason.toStdString()));
  });
  connect(explain_panel_, &ExplainPanel::link_clicked, this, [this](const QUrl& link) {
    const QStringList parts = link.toString().split(QLatin1Char(':'));
    if (parts.size() == 3 && parts[0] == QLatin1String("regel")) jump_to_rule(parts[1], parts[2].toInt());
  });
  connect(messages_, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) {
    form_panel_->show_line(item->data(Qt::UserRole).toInt());
  });
}

// What is under way has a bar, and a way to end it.
void MainWindow::show_progress() {
  const bool study = runner_.running();
  const bool other = works_ > 0 || compare_runner_.running();
  stage_->setVisible(study);
  progress_->setVisible(study);
  working_->setVisible(other);
  cancel_->setVisible(study || other);
}

void MainWindow::cancel() {
  if (runner_.running() || compare_runner_.running()) statusBar()->showMessage(tr("Cancelled"), 10000);
  runner_.cancel();
  compare_runner_.cancel();
  std::exchange(stop_works_, std::stop_source{}).request_stop();  // each says so itself when it has ended
}

void MainWindow::document_changed() {
  show_messages(document_.messages());
  update_title();
  if (document_.valid()) findings_.set_ignored(study::ignored_objects(document_.text()));
  if (!document_.valid()) {
    verdict_->setText(tr("The dossier has errors: see the messages"));
    verdict_sign_->clear();
    return;
  }
  if (live_) recompute_timer_.start();
}

void MainWindow::recompute() {
  if (const auto dossier = document_.computed_dossier()) {
    explainer_.set_dossier(dossier);
    if (runner_.running()) runner_.preview(dossier);  // changes come faster than results, as from a slider: lines follow
    runner_.run(dossier);
  }
  if (compare_live_) {
    if (const auto other = compare_source_()) compare_runner_.run(other);
  }
}

void MainWindow::show_scene(std::shared_ptr<const render::MapScene> scene) {
  scene_ = std::move(scene);
  const study::StudyResult& result = *scene_->result;
  canvas_->set_scene(scene_);
  restore_camera();
  findings_.set_scene(scene_);
  fn_panel_->set_risk(result.groepsrisico);
  what_if_.set_result(result, *rules_->catalog());
  fill_language();
  show_messages(result.messages);
  findings_panel_->show_pand(canvas_->selected_pand());
  const auto unit = canvas_->selected_unit();
  if (explained_) explain(explained_->point, explained_->side);
  canvas_->select_unit(unit);  // somebody may be moving it, step by step
  if (compared_) comparer_.compare(scene_, compared_);
  check_stored();
  Q_EMIT result_shown();
}

// Everything that is made of sentences of the study.
void MainWindow::fill_language() {
  if (!scene_) return;
  const study::StudyResult& result = *scene_->result;
  QString text = qt(study::verdict_sentence(result, language_));
  if (!document_.what_if().empty()) text.prepend(tr("What if: "));
  text += QStringLiteral("\n") + pick(language_, "Grondslag: ", "Basis: ") + qt(study::verdict_basis(result, language_));
  verdict_->setText(text);
  QStringList parts;
  for (const std::string& part : study::part_lines(result, language_)) parts << qt(part).simplified();
  verdict_->setToolTip(parts.join(QLatin1Char('\n')));
  choices_->setHtml(viewmodel::choices_html(result, language_));
  QPixmap sign(48, 48);
  sign.fill(Qt::transparent);
  QPainter painter(&sign);
  render::paint(painter, study::map_style::verdict_sign(result.eindoordeel, {0.0, 0.0}, 1.0), {24.0, 24.0}, 19.0);
  painter.end();
  sign.setDevicePixelRatio(2.0);
  verdict_sign_->setPixmap(sign);
  verdict_sign_->setAccessibleName(qt(study::oordeel_word(result.eindoordeel, language_)));
  const QString words = viewmodel::map_in_words(*scene_, language_);
  words_->setPlainText(words);
  canvas_->setAccessibleName(tr("Map"));
  canvas_->setAccessibleDescription(words);
}

void MainWindow::show_messages(const std::vector<Diagnostic>& messages) {
  messages_->clear();
  for (const Diagnostic& d : messages) {
    auto* item = new QListWidgetItem(qt(study::format_diagnostic(d, language_)), messages_);
    item->setData(Qt::UserRole, d.place.line);
    if (d.severity == Severity::Fout) {
      QFont bold = item->font();
      bold.setBold(true);
      item->setFont(bold);
    }
  }
}

QStringList MainWindow::message_texts() const {
  QStringList texts;
  for (int i = 0; i < messages_->count(); ++i) texts << messages_->item(i)->text();
  return texts;
}

void MainWindow::explain(RdPoint point, Side side) {
  const auto& scene = side == Side::A ? scene_ : compared_;
  if (!scene) return;
  explained_ = Explained{point, side};
  const study::StudyResult& result = *scene->result;
  const render::MapHit hit = render::hit_test(*scene, point);
  const bool own_map = side == Side::B && compare_view_ == CompareView::Sides;
  canvas_->set_marker(own_map ? std::nullopt : std::optional{point});
  canvas_b_->set_marker(own_map ? std::optional{point} : std::nullopt);
  // Numbers of buildings and units are those of one result: they mean nothing on the map of another.
  const auto pand_on = [&](bool map) { return map ? hit.pand : std::nullopt; };
  const auto unit_on = [&](bool map) { return map ? hit.unit : std::nullopt; };
  canvas_->select_unit(unit_on(side == Side::A));
  canvas_->select_pand(pand_on(side == Side::A));
  findings_panel_->show_pand(pand_on(side == Side::A));
  canvas_b_->select_unit(unit_on(own_map));
  canvas_b_->select_pand(pand_on(own_map));
  building_part_.clear();
  if (compared_) {
    building_part_ = QStringLiteral("<p><b>%1</b> %2 (%3)</p>")
                         .arg(side == Side::A ? QStringLiteral("A") : QStringLiteral("B"), qt(result.dossier.name).toHtmlEscaped(),
                              qt(result.rules->id).toHtmlEscaped());
  }
  if (hit.pand) building_part_ += viewmodel::building_html(result, *hit.pand, language_);
  if (hit.perceel) {
    const Perceel& perceel = (*result.surroundings.percelen)[*hit.perceel];
    building_part_ += QStringLiteral("<p>") + pick(language_, "Perceel ", "Parcel ") +
                      qt(perceel.kadastrale_aanduiding.empty() ? perceel.identificatie : perceel.kadastrale_aanduiding).toHtmlEscaped() +
                      QStringLiteral("</p>");
  }
  (side == Side::A ? explainer_ : explainer_b_).ask(point);
}

void MainWindow::show_answer(const study::PointExplanation& answer) {
  explain_panel_->show_html(building_part_ + viewmodel::explanation_html(answer, *(explained_->side == Side::A ? rules_ : compare_rules_)->catalog(), language_));
  constexpr std::size_t most = 8;
  std::vector<render::Bar> bars;
  for (const Contribution& c : answer.pr.contributions) {
    if (!(c.pr.per_year() > 0.0) || bars.size() == most) break;
    bars.push_back({qt(answer.risk.scenarios.scenarios[c.scenario].id), c.share,
                    qt(study::decimal(100.0 * c.share, 1, language_)) + QStringLiteral(" %")});
  }
  explain_panel_->show_bars(std::move(bars));
}

void MainWindow::select_pand(std::size_t pand) {
  canvas_->select_pand(pand);
  const Box box = bounds((*scene_->result->surroundings.panden)[pand].footprint);
  canvas_->show_place({(box.min.x + box.max.x) / 2.0, (box.min.y + box.max.y) / 2.0});
  explain_panel_->show_bars({});
  explain_panel_->show_html(viewmodel::building_html(*scene_->result, pand, language_) + QStringLiteral("<p><i>") +
                            tr("Enter explains the risk here.") + QStringLiteral("</i></p>"));
}

void MainWindow::step_map(int direction) {
  if (!scene_) return;
  const auto& zones = scene_->result->zones;
  const auto& units = scene_->result->dossier.units;
  const int count = static_cast<int>(zones.size() + units.size());
  if (count == 0) return;
  // Zones, then units, and round; a zone that is nowhere is read, and nothing is marked.
  const auto before = canvas_->selected_zone() ? canvas_->selected_zone()
                      : canvas_->selected_unit() ? std::optional{zones.size() + *canvas_->selected_unit()}
                                                 : std::nullopt;
  const int now = before ? static_cast<int>(*before) : direction > 0 ? -1 : count;
  const auto next = static_cast<std::size_t>((now + direction + count) % count);
  const bool zone = next < zones.size();
  canvas_->select_zone(zone ? std::optional{next} : std::nullopt);
  canvas_->select_unit(zone ? std::nullopt : std::optional{next - zones.size()});
  if (zone) {
    const Box box = bounds(zones[next].polygons);
    if (!zones[next].polygons.empty() && !canvas_->view().box().contains(box)) canvas_->set_view(canvas_->view().fitted(box));
  } else {
    canvas_->show_place(units[next - zones.size()].position);
  }
  const QStringList lines = words_->toPlainText().split(QLatin1Char('\n'));
  const int line = static_cast<int>(lines.indexOf(viewmodel::places_in_words(*scene_, language_)[static_cast<qsizetype>(next)]));
  QTextCursor cursor(words_->document()->findBlockByNumber(line));
  cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
  words_->setTextCursor(cursor);
  statusBar()->showMessage(lines[line], 10000);
}

void MainWindow::change_unit(std::size_t unit, RdPoint position, double orientation_rad, bool done) {
  const auto& dossier = document_.dossier();
  if (!dossier || unit >= dossier->units.size()) return;
  const BatteryUnit& before = dossier->units[unit];
  std::string text = document_.text();
  if (position != before.position) text = study::with_unit_at(text, before, position);
  if (std::abs(orientation_rad - before.orientation.rad()) > 1e-9) {
    text = study::with_unit_turned(text, before, Angle::rad(orientation_rad));
  }
  if (!done) {
    try {
      runner_.preview(std::make_shared<const Dossier>(document_.read(std::move(text))));
    } catch (const InputError&) {  // a place that cannot be, on the way to one that can
    }
    return;
  }
  const std::vector<Diagnostic> errors = document_.errors_of(text);
  if (!errors.empty()) show_messages(errors);
  if (!errors.empty() || text == document_.text()) return canvas_->set_scene(scene_);  // back to where it was
  // Steps of the keyboard on one unit are one step to undo.
  document_.edit(tr("Move %1").arg(qt(before.id)), std::move(text), static_cast<int>(unit) + 1);
}

void MainWindow::draw_transect(RdPoint from, RdPoint to) {
  if (!scene_) return;
  constexpr std::size_t count = 241;
  const auto values = study::pr_along(*scene_->result->field, from, to, count);
  std::vector<render::ProfilePoint> points;
  for (std::size_t i = 0; i < values.size(); ++i) {
    points.push_back({distance_m(from, to) * static_cast<double>(i) / (count - 1), values[i].per_year()});
  }
  transect_panel_->set_points(std::move(points));
  findChild<QDockWidget*>(QStringLiteral("doorsnede"))->show();
  findChild<QDockWidget*>(QStringLiteral("doorsnede"))->raise();
}

void MainWindow::jump_to_rule(const QString& file, int line) {
  QString path = file;
  const std::filesystem::path folder = (explained_ && explained_->side == Side::B ? compare_rules_ : rules_)->folder();
  if (!QFile::exists(path)) path = qt((folder / file.toStdString()).string());
  if (!QFile::exists(path)) path = qt((folder.parent_path() / file.toStdString()).string());
  QFile rule(path);
  if (!rule.open(QIODevice::ReadOnly)) return;
  rule_file_->setPlainText(QString::fromUtf8(rule.readAll()));
  QTextCursor cursor(rule_file_->document()->findBlockByNumber(line - 1));
  cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
  rule_file_->setTextCursor(cursor);
  rule_file_->centerCursor();
  auto* shown = findChild<QDockWidget*>(QStringLiteral("regelbestand"));
  shown->show();
  shown->raise();
}

void MainWindow::show_welcome() {
  explain_panel_->show_bars({});
  explain_panel_->show_html(
      QStringLiteral("<h3>") + tr("Welcome") + QStringLiteral("</h3><ol><li>") +
      tr("Click on the map: why is the risk there what it is?") + QStringLiteral("</li><li>") +
      tr("Choose Move and drag a unit, or its handle to turn it: the zones follow.") + QStringLiteral("</li><li>") +
      tr("What if: vary a value of the rules within its range.") + QStringLiteral("</li><li>") +
      tr("F8 and Shift+F8 go through the buildings with a finding.") + QStringLiteral("</li><li>") +
      tr("Save the dossier: only what you changed changes in its text.") + QStringLiteral("</li></ol>"));
}

void MainWindow::set_language(Language language) {
  language_ = language;
  QCoreApplication::removeTranslator(&translator_);
  QCoreApplication::removeTranslator(&qt_translator_);
  if (language == Language::Nl) {
    if (translator_.load(QStringLiteral(":/i18n/batterisk_nl.qm"))) QCoreApplication::installTranslator(&translator_);
    if (qt_translator_.load(QStringLiteral("qtbase_nl"), QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
      QCoreApplication::installTranslator(&qt_translator_);
    }
  }
  settings_.setValue(QStringLiteral("taal"), language == Language::Nl ? QStringLiteral("nl") : QStringLiteral("en"));
  retranslate();
  findings_.set_language(language);
  layers_.set_language(language);
  what_if_.set_language(language);
  form_.set_language(language);
  findings_panel_->set_language(language);
  transect_panel_->set_language(language);
  fn_panel_->set_language(language);
  canvas_->set_language(language);
  canvas_b_->set_language(language);
  fill_language();
  show_messages(scene_ && document_.valid() ? scene_->result->messages : document_.messages());
  show_comparison();
  if (explained_) {
    explain(explained_->point, explained_->side);
  } else {
    show_welcome();
  }
}

void MainWindow::set_group_risk(bool on) {
  if (group_risk_->isChecked() != on) return group_risk_->setChecked(on);  // comes back here
  runner_.set_group_risk(on ? study::GroupRisk::Computed : study::GroupRisk::Omitted);
  compare_runner_.set_group_risk(runner_.group_risk());
}

void MainWindow::set_background(const QString& source) {
  std::shared_ptr<const render::Background> background;
  try {
    if (source == QLatin1String("pdok")) {
      const QString cache = QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + QStringLiteral("/pdok");
      background = render::background_pdok(cache.toStdString());
    } else if (!source.isEmpty()) {
      background = render::background_file(source.toStdString());
    }
  } catch (const InputError& error) {
    show_messages(error.diagnostics());
  }
  const qsizetype which = !background ? 0 : source == QLatin1String("pdok") ? 2 : 1;
  backgrounds_->actions()[which]->setChecked(true);
  settings_.setValue(QStringLiteral("achtergrond"), background ? source : QString{});
  canvas_->set_background(background);
  canvas_b_->set_background(background);
}

void MainWindow::set_theme(Theme theme) {
  apply_theme(*qApp, theme);
  settings_.setValue(QStringLiteral("thema"), to_string(theme));
}

bool MainWindow::settled() const {
  return scene_ && !runner_.running() && !recompute_timer_.isActive() && !compare_runner_.running() && !explainer_.busy() &&
         !explainer_b_.busy() && !comparer_.busy() && canvas_->sharp() && (!canvas_b_->isVisible() || canvas_b_->sharp());
}

void MainWindow::update_title() {
  const QString name = document_.path().isEmpty() ? QString{} : document_.path().section(QLatin1Char('/'), -1);
  setWindowTitle((document_.modified() ? QStringLiteral("*") : QString{}) + name + QStringLiteral(" \u2013 Batterisk"));
}

}  // namespace batterisk::viewer
