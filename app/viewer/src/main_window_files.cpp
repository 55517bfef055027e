#include "main_window.hpp"

#include "batterisk/render/map_picture.hpp"
#include "batterisk/render/report_file.hpp"
#include "batterisk/render/report_pdf.hpp"
#include "batterisk/study/map_svg.hpp"
#include "batterisk/study/output.hpp"
#include "batterisk/viewmodel/words.hpp"

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
#include <QStatusBar>

namespace batterisk::viewer {

namespace {

constexpr int recent_files = 8;

// First file of a drop that is a dossier.
QString dropped_dossier(const QMimeData& data) {
  for (const QUrl& url : data.urls()) {
    if (url.isLocalFile() && url.toLocalFile().endsWith(QLatin1String(".toml"), Qt::CaseInsensitive)) return url.toLocalFile();
  }
  return {};
}

}  // namespace

bool MainWindow::open_file(const QString& path) {
  const QString absolute = QFileInfo(path).absoluteFilePath();
  runner_.cancel();
  if (QFile::exists(absolute)) {
    scene_.reset();
    explained_.reset();
    show_compared(nullptr);
    canvas_->set_scene(nullptr);
    findings_.set_scene(nullptr);
    verdict_->clear();
    verdict_sign_->clear();
  }
  if (!document_.open(absolute)) {
    show_messages(document_.messages());
    return false;
  }
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

void MainWindow::compare_with(const QString& path) {
  try {
    compare_runner_.run(std::make_shared<const Dossier>(load_dossier(QFileInfo(path).absoluteFilePath().toStdString())));
  } catch (const InputError& error) {
    show_messages(error.diagnostics());
  }
}

void MainWindow::ask_open() {
  if (!may_discard()) return;
  const QString path = QFileDialog::getOpenFileName(this, tr("Open a dossier"), QFileInfo(document_.path()).path(), tr("Dossiers (*.toml)"));
  if (!path.isEmpty()) open_file(path);
}

void MainWindow::ask_compare() {
  const QString path = QFileDialog::getOpenFileName(this, tr("Compare with"), QFileInfo(document_.path()).path(), tr("Dossiers (*.toml)"));
  if (!path.isEmpty()) compare_with(path);
}

void MainWindow::ask_save_as() {
  const QString path = QFileDialog::getSaveFileName(this, tr("Save the dossier"), document_.path(), tr("Dossiers (*.toml)"));
  if (!path.isEmpty()) save_to(path);
}

void MainWindow::save() {
  if (document_.path().isEmpty()) return ask_save_as();
  save_to(document_.path());
}

void MainWindow::save_to(const QString& path) {
  QString error;
  if (document_.save_as(path, error)) {
    remember(path);
    statusBar()->showMessage(tr("Saved: %1").arg(path), 5000);
    return;
  }
  // The one thing that may stop a user: without it work would be lost in silence.
  QMessageBox::warning(this, tr("Not saved"), tr("%1 could not be written: %2. The file is as it was.").arg(path, error));
}

void MainWindow::export_result() {
  if (!scene_) return;
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Export to a folder"), QFileInfo(document_.path()).path());
  if (folder.isEmpty()) return;
  try {
    study::OutputOptions options;
    options.language = language_;
    study::write_result(*scene_->result, folder.toStdString(), options);
    statusBar()->showMessage(tr("Written to %1").arg(folder), 5000);
  } catch (const FileError& error) {
    show_messages(error.diagnostics());
  }
}

void MainWindow::export_picture(bool svg) {
  if (!scene_) return;
  const QString path = QFileDialog::getSaveFileName(this, tr("Save the map"), QString{},
                                                    svg ? QStringLiteral("SVG (*.svg)") : QStringLiteral("PNG (*.png)"));
  if (path.isEmpty()) return;
  if (!svg) {
    const QImage image = render::map_picture(*scene_, canvas_->view(), layers_.layers(), language_, 2.0);
    statusBar()->showMessage(image.save(path) ? tr("Written to %1").arg(path) : tr("%1 could not be written").arg(path), 5000);
    return;
  }
  try {
    study::write_file(path.toStdString(), study::map_svg(*scene_->result, {.language = language_}));
    statusBar()->showMessage(tr("Written to %1").arg(path), 5000);
  } catch (const FileError& error) {
    show_messages(error.diagnostics());
  }
}

void MainWindow::export_report() {
  if (!scene_) return;
  const QString path = QFileDialog::getSaveFileName(this, tr("Save the report"), QString{}, QStringLiteral("PDF (*.pdf)"));
  if (path.isEmpty()) return;
  statusBar()->showMessage(tr("Computing the report"));
  reports_.start([this, path, result = scene_->result, rules = rules_->catalog(), language = language_] {
    std::vector<Diagnostic> messages;
    QString said = tr("Written to %1").arg(path);
    try {
      render::write_report(*result, *rules, path.toStdString(), {language, {}});
    } catch (const InputError& error) {
      messages = error.diagnostics();
      said = tr("The report could not be made");
    }
    QMetaObject::invokeMethod(this, [this, said, messages] {
      statusBar()->showMessage(said, 10000);
      if (!messages.empty()) show_messages(messages);
    }, Qt::QueuedConnection);
  });
}

void MainWindow::remember(const QString& path) {
  QStringList recent = settings_.value(QStringLiteral("recent")).toStringList();
  recent.removeAll(path);
  recent.prepend(path);
  while (recent.size() > recent_files) recent.removeLast();
  settings_.setValue(QStringLiteral("recent"), recent);
  refresh_recent();
}

bool MainWindow::may_discard() {
  if (!document_.modified()) return true;
  QMessageBox box(QMessageBox::Question, tr("Unsaved changes"), tr("Save the changes of the dossier?"),
                  QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
  const int answer = box.exec();
  if (answer == QMessageBox::Save) save();
  return answer == QMessageBox::Discard || (answer == QMessageBox::Save && !document_.modified());
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!may_discard()) return event->ignore();
  settings_.setValue(QStringLiteral("venster"), saveGeometry());
  settings_.setValue(QStringLiteral("panelen"), saveState());
  event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (!dropped_dossier(*event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  const QString path = dropped_dossier(*event->mimeData());
  if (!path.isEmpty() && may_discard()) open_file(path);
}

}  // namespace batterisk::viewer
