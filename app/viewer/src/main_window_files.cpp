#include "main_window.hpp"

#include "batterisk/render/map_picture.hpp"
#include "batterisk/render/report_file.hpp"
#include "batterisk/render/report_pdf.hpp"
#include "batterisk/study/archive/archive.hpp"
#include "batterisk/study/dossier/dossier_edit.hpp"
#include "batterisk/study/dossier/template.hpp"
#include "batterisk/study/map/map_drawing.hpp"
#include "batterisk/study/map/svg.hpp"
#include "batterisk/core/base/stop.hpp"
#include "batterisk/study/output/output.hpp"
#include "batterisk/study/tables/result_json.hpp"
#include "batterisk/viewmodel/words.hpp"

#include <QBuffer>
#include <QCloseEvent>
#include <QDir>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QStandardPaths>

#include <algorithm>
#include <utility>

namespace batterisk::viewer {

namespace {

constexpr int recent_files = 8;

// What a drop of files asks for: a study to open, layers to add to it.
struct Dropped {
  QString study;
  QStringList layers;
};

Dropped dropped(const QMimeData& data) {
  Dropped files;
  for (const QUrl& url : data.urls()) {
    if (!url.isLocalFile()) continue;
    const QString path = url.toLocalFile();
    const QString ending = QFileInfo(path).suffix().toLower();
    const bool study = ending == QLatin1String("toml") || study::stored_kind(path.toStdString()) != study::StoredKind::Dossier;
    if (study && files.study.isEmpty()) files.study = path;
    if (!study) files.layers << path;
  }
  return files;
}

QString study_filter() {
  return MainWindow::tr("Dossiers, reports and archives (*.toml *.pdf *.zip)");
}

}  // namespace

bool MainWindow::open_file(const QString& path) {
  const QString absolute = QFileInfo(path).absoluteFilePath();
  runner_.cancel();
  keep_camera();
  if (QFile::exists(absolute)) {
    scene_.reset();
    explained_.reset();
    end_comparison();
    canvas_->set_scene(nullptr);
    findings_.set_scene(nullptr);
    verdict_->clear();
    verdict_sign_->clear();
  }
  if (!document_.open(absolute)) {
    show_messages(document_.messages());
    return false;
  }
  camera_of_ = absolute;
  const study::StoredStudy* stored = document_.stored();
  rules_->use(stored != nullptr && !stored->rules.empty() ? stored->rules : rules_folder_);
  // What a stored study asked for is asked for again.
  set_group_risk(stored != nullptr && stored->group_risk);
  remember(absolute);
  recover(absolute);
  return true;
}

void MainWindow::recover(const QString& path) {
  if (const auto text = document_.recovered(path)) {
    // One step to undo, so that the file as it is stays one key away.
    document_.edit(tr("Recovered changes"), *text);
    statusBar()->showMessage(tr("Unsaved changes of an earlier session are back; undo returns to the file."), 15000);
  }
}

void MainWindow::open_sample() {
  const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
  QDir().mkpath(folder);
  const QString path = folder + QStringLiteral("/voorbeeld.toml");
  try {
    study::write_file(path.toStdString(), study::dossier_template());
  } catch (const FileError& error) {
    return show_messages(error.diagnostics());
  }
  open_file(path);
}

void MainWindow::ask_open() {
  if (!may_leave()) return;
  const QString path = QFileDialog::getOpenFileName(this, tr("Open a dossier"), QFileInfo(document_.path()).path(), study_filter());
  if (!path.isEmpty()) open_file(path);
}

void MainWindow::ask_compare() {
  const QString path = QFileDialog::getOpenFileName(this, tr("Compare with"), QFileInfo(document_.path()).path(), study_filter());
  if (!path.isEmpty()) compare_with(path);
}

void MainWindow::ask_save_as() {
  const QFileInfo now(document_.path());
  const QString proposal = now.path() + QLatin1Char('/') + now.completeBaseName() + QStringLiteral(".toml");
  const QString path = QFileDialog::getSaveFileName(this, tr("Save the dossier"), proposal, tr("Dossiers (*.toml)"));
  if (!path.isEmpty()) save_to(path);
}

void MainWindow::save() {
  if (document_.path().isEmpty() || document_.stored() != nullptr) return ask_save_as();
  save_to(document_.path());
}

void MainWindow::save_to(const QString& path) {
  QString error;
  if (document_.save_as(path, error)) {
    remember(path);
    rules_->use(rules_folder_);  // those of a report do not go along with its dossier
    statusBar()->showMessage(tr("Saved: %1").arg(path), 5000);
    return;
  }
  // The one thing that may stop a user: without it work would be lost in silence.
  QMessageBox::warning(this, tr("Not saved"), tr("%1 could not be written: %2. The file is as it was.").arg(path, error));
}

void MainWindow::export_result() {
  if (!scene_) return;
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Export to a folder"), QFileInfo(document_.path()).path());
  if (!folder.isEmpty()) write_result(folder);
}

void MainWindow::write_result(const QString& folder) {
  work(tr("Writing the result"), tr("Written to %1").arg(folder),
       [result = scene_->result, folder, language = language_](const std::stop_token& stop) {
         study::OutputOptions options;
         options.language = language;
         study::write_result(*result, folder.toStdString(), options, stop);
       },
       [this](bool done) { Q_EMIT written(done); });
}

void MainWindow::export_picture(bool svg) {
  if (!scene_) return;
  const QString path = QFileDialog::getSaveFileName(this, tr("Save the map"), QString{},
                                                    svg ? QStringLiteral("SVG (*.svg)") : QStringLiteral("PNG (*.png)"));
  if (path.isEmpty()) return;
  work(tr("Drawing the map"), tr("Written to %1").arg(path),
       [svg, path, scene = scene_, view = canvas_->view(), layers = layers_.layers(), language = language_,
        background = canvas_->background()](const std::stop_token& stop) {
         QByteArray bytes;
         if (svg) {
           bytes = QByteArray::fromStdString(study::svg::file(study::map_drawing(*scene->result, {.language = language})));
         } else {
           QBuffer buffer{&bytes};
           render::map_picture(*scene, view, layers, language, 2.0, background).save(&buffer, "PNG");
         }
         study::write_file(path.toStdString(), bytes.toStdString(), stop);
       },
       [this](bool done) { Q_EMIT written(done); });
}

void MainWindow::export_report() {
  if (!scene_) return;
  const QString path = QFileDialog::getSaveFileName(this, tr("Save the report"), QString{}, QStringLiteral("PDF (*.pdf)"));
  if (!path.isEmpty()) write_report(path);
}

void MainWindow::write_report(const QString& path) {
  work(tr("Computing the report"), tr("Written to %1").arg(path), [path, result = scene_->result, rules = rules_->catalog(), language = language_](const std::stop_token& stop) {
    render::write_report(*result, *rules, path.toStdString(), {language, {}}, {}, stop);
  }, [this](bool done) { Q_EMIT written(done); });
}

void MainWindow::work(const QString& begins, const QString& done, std::function<void(const std::stop_token&)> what,
                      std::function<void(bool)> after) {
  statusBar()->showMessage(begins);
  ++works_;
  show_progress();
  work_.start([this, done, what = std::move(what), after = std::move(after), stop = stop_works_.get_token(),
               failed = tr("That did not succeed: see the messages"), stopped = tr("Cancelled")] {
    std::vector<Diagnostic> messages;
    QString said;
    bool fine = false;
    const StopScope scope{stop};
    try {
      what(stop);
      said = done;
      fine = true;
    } catch (const Cancelled&) {
      said = stopped;
    } catch (const InputError& error) {
      messages = error.diagnostics();
      said = failed;
    } catch (const std::exception& error) {
      said = QString::fromUtf8(error.what());
    }
    QMetaObject::invokeMethod(this, [this, said, messages, after, fine] {
      --works_;
      show_progress();
      statusBar()->showMessage(said, 10000);
      if (!messages.empty()) show_messages(messages);
      if (after) after(fine);
    }, Qt::QueuedConnection);
  });
}

void MainWindow::add_layers(const QStringList& paths) {
  struct Found {
    std::string before;
    std::string text;
    std::vector<LayerKind> kinds;
  };
  const auto found = std::make_shared<Found>(Found{document_.text(), document_.text(), {}});
  const std::filesystem::path folder = QFileInfo(document_.path()).absolutePath().toStdString();
  work(tr("Reading layers"), QString{}, [paths, folder, found](const std::stop_token& stop) {
    for (const QString& path : paths) {
      if (stop.stop_requested()) throw Cancelled{};
      found->text = study::with_layers_of(found->text, path.toStdString(), folder, &found->kinds);
    }
  }, [this, found](bool read) {
    if (read && found->before != document_.text()) {
      statusBar()->showMessage(tr("The dossier changed meanwhile; add the layers again"), 10000);
    } else if (read && found->kinds.empty()) {
      statusBar()->showMessage(tr("No layer in these files that a study can use, or they are in the dossier already"), 10000);
    } else if (read) {
      QStringList words;
      for (const LayerKind kind : found->kinds) words << viewmodel::qt(std::string{to_string(kind)});
      document_.edit(tr("Add layers"), found->text);
      statusBar()->showMessage(tr("Added to the dossier: %1; check their source and date there").arg(words.join(QStringLiteral(", "))), 10000);
    }
    Q_EMIT layers_added();
  });
}

// A report or archive promises a result: what is computed now is held against it.
void MainWindow::check_stored() {
  if (!document_.as_stored()) return;
  work_.start([this, result = scene_->result, stored = document_.stored()->result] {
    const study::Verification v = study::compare_results(stored, study::result_json(*result));
    QMetaObject::invokeMethod(this, [this, differences = v.differences.size()] {
      auto* item = new QListWidgetItem(differences == 0 ? tr("Computed again: every value is as stored in the file.")
                                                        : tr("Computed again: %1 values differ from those stored in the file.").arg(differences));
      messages_->insertItem(0, item);
      statusBar()->showMessage(item->text(), 15000);
    }, Qt::QueuedConnection);
  });
}

// Views are kept for the dossiers that the menu remembers.
void MainWindow::keep_camera() {
  if (!scene_ || document_.path().isEmpty()) return;
  const render::ViewTransform& view = canvas_->view();
  const QStringList recent = settings_.value(QStringLiteral("recent")).toStringList();
  QVariantMap cameras = settings_.value(QStringLiteral("beeld")).toMap();
  for (const QString& path : cameras.keys()) {
    if (!recent.contains(path)) cameras.remove(path);
  }
  cameras.insert(document_.path(), QVariantList{view.centre.x, view.centre.y, view.metres_per_pixel});
  settings_.setValue(QStringLiteral("beeld"), cameras);
}

void MainWindow::restore_camera() {
  const QVariantList camera = settings_.value(QStringLiteral("beeld")).toMap().value(std::exchange(camera_of_, {})).toList();
  if (camera.size() != 3 || !(camera[2].toDouble() > 0.0)) return;
  render::ViewTransform view = canvas_->view();
  view.centre = {camera[0].toDouble(), camera[1].toDouble()};
  view.metres_per_pixel = std::clamp(camera[2].toDouble(), render::finest_metres_per_pixel, render::coarsest_metres_per_pixel);
  canvas_->set_view(view);
}

void MainWindow::remember(const QString& path) {
  QStringList recent = settings_.value(QStringLiteral("recent")).toStringList();
  recent.removeAll(path);
  recent.prepend(path);
  while (recent.size() > recent_files) recent.removeLast();
  settings_.setValue(QStringLiteral("recent"), recent);
  refresh_recent();
}

// Nobody is asked: what is not saved comes back when the dossier is opened again.
bool MainWindow::may_leave() {
  QString error;
  if (document_.keep(error)) return true;
  QMessageBox box(QMessageBox::Warning, tr("Not saved"), tr("The unsaved changes could not be kept: %1.").arg(error),
                  QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
  const int answer = box.exec();
  if (answer == QMessageBox::Save) save();
  return answer == QMessageBox::Discard || (answer == QMessageBox::Save && !document_.modified());
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!may_leave()) return event->ignore();
  keep_camera();
  settings_.setValue(QStringLiteral("venster"), saveGeometry());
  settings_.setValue(QStringLiteral("panelen"), saveState());
  event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  if (std::any_of(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); })) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  const Dropped files = dropped(*event->mimeData());
  if (!files.study.isEmpty() && (!may_leave() || !open_file(files.study))) return;
  if (!files.layers.isEmpty()) add_layers(files.layers);
}

}  // namespace batterisk::viewer
