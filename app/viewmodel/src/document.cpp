#include "batterisk/viewmodel/document.hpp"

#include "batterisk/study/dossier/dossier_edit.hpp"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QUndoCommand>

#include <algorithm>

namespace batterisk::viewmodel {
namespace {

std::optional<std::string> read_file(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return std::nullopt;
  return file.readAll().toStdString();
}

bool write_file(const QString& path, const std::string& text, QString& error) {
  QSaveFile file(path);
  const auto size = static_cast<qint64>(text.size());
  if (file.open(QIODevice::WriteOnly) && file.write(text.data(), size) == size && file.commit()) return true;
  error = file.errorString();
  return false;
}

bool beside_dossier(const Deviation& deviation) {
  return deviation.place.file == "opdrachtregel";
}

}  // namespace

class Document::TextCommand : public QUndoCommand {
 public:
  TextCommand(Document& document, const QString& label, std::string text, int merge)
      : QUndoCommand(label), document_{document}, before_{document.text_}, after_{std::move(text)}, merge_{merge} {}

  void undo() override { document_.set_text(before_); }
  void redo() override { document_.set_text(after_); }
  [[nodiscard]] int id() const override { return merge_ > 0 ? merge_ : -1; }
  bool mergeWith(const QUndoCommand* other) override {
    after_ = static_cast<const TextCommand*>(other)->after_;
    return true;
  }

 private:
  Document& document_;
  std::string before_;
  std::string after_;
  int merge_;
};

Document::Document(QString recovery_folder, QObject* parent)
    : QObject(parent), recovery_folder_{std::move(recovery_folder)} {
  autosave_timer_.setSingleShot(true);
  autosave_timer_.setInterval(2000);
  connect(&autosave_timer_, &QTimer::timeout, this, [this] {
    QString ignored;  // a session that cannot keep its text can still save it
    keep(ignored);
  });
}

bool Document::open(const QString& path) {
  std::optional<study::StoredStudy> stored;
  std::optional<std::string> text;
  try {
    const std::filesystem::path file = path.toStdString();
    const study::StoredKind kind = study::stored_kind(file);
    if (kind == study::StoredKind::Zip || kind == study::StoredKind::Pdf) {
      stored = study::open_stored(file);
      text = stored->dossier.text;
    } else {
      text = read_file(path);
      if (!text) (void)load_dossier(file);  // says why
    }
  } catch (const InputError& error) {
    messages_ = error.diagnostics();
    return false;
  }
  if (!text) return false;
  path_ = path;
  stored_ = std::move(stored);
  stored_what_if_.clear();
  if (stored_) {
    // Values given beside the dossier are what a what-if is.
    std::copy_if(stored_->dossier.deviations.begin(), stored_->dossier.deviations.end(), std::back_inserter(stored_what_if_),
                 beside_dossier);
  }
  what_if_ = stored_what_if_;
  dossier_.reset();
  undo_.clear();
  set_text(*text);
  Q_EMIT path_changed();
  return true;
}

QString Document::recovery_path(const QString& path) const {
  const QByteArray hash = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
  return recovery_folder_ + QLatin1Char('/') + QString::fromLatin1(hash) + QStringLiteral(".toml");
}

std::optional<std::string> Document::recovered(const QString& path) const {
  const auto kept = read_file(recovery_path(path));
  return kept && kept != read_file(path) ? kept : std::nullopt;
}

bool Document::keep(QString& error) {
  if (path_.isEmpty()) return true;
  if (!modified()) {
    QFile::remove(recovery_path(path_));  // what was kept has been undone
    return true;
  }
  QDir().mkpath(recovery_folder_);
  return write_file(recovery_path(path_), text_, error);
}

bool Document::save(QString& error) {
  return save_as(path_, error);
}

bool Document::save_as(const QString& path, QString& error) {
  if (stored_) return save_stored_as(path, error);
  if (!write_file(path, text_, error)) return false;
  autosave_timer_.stop();
  QFile::remove(recovery_path(path_));
  const bool moved = path != path_;
  path_ = path;
  undo_.setClean();
  if (moved) {
    parse();  // layers lie relative to the dossier
    Q_EMIT path_changed();
    Q_EMIT changed();
  }
  return true;
}

bool Document::save_stored_as(const QString& path, QString& error) {
  std::string text;
  try {
    text = study::with_files_beside(*stored_, dossier_ ? *dossier_ : Dossier{}, text_, path.toStdString());
  } catch (const InputError& failed) {
    const Diagnostic& first = failed.diagnostics().front();
    error = QString::fromStdString(to_string(first.code) + (first.args.empty() ? "" : " " + first.args.back()));
    return false;
  }
  if (!write_file(path, text, error)) return false;
  stored_.reset();
  stored_what_if_.clear();
  QFile::remove(recovery_path(path_));
  path_ = path;
  undo_.clear();
  set_text(std::move(text));
  Q_EMIT path_changed();
  return true;
}

void Document::edit(const QString& label, std::string text, int merge) {
  if (text == text_) return;
  undo_.push(new TextCommand(*this, label, std::move(text), merge));
}

void Document::set_text(std::string text) {
  text_ = std::move(text);
  parse();
  autosave_timer_.start();
  Q_EMIT changed();
}

void Document::parse() {
  try {
    auto dossier = std::make_shared<const Dossier>(read(text_));
    messages_ = dossier->warnings;
    dossier_ = std::move(dossier);
    valid_ = true;
  } catch (const InputError& error) {
    messages_ = error.diagnostics();
    valid_ = false;
  }
}

Dossier Document::read(std::string text) const {
  return stored_ ? study::edited(*stored_, std::move(text)) : parse_dossier(std::move(text), path_.toStdString());
}

bool Document::as_stored() const {
  if (!stored_ || text_ != stored_->dossier.text || what_if_.size() != stored_what_if_.size()) return false;
  return std::equal(what_if_.begin(), what_if_.end(), stored_what_if_.begin(), [](const Deviation& a, const Deviation& b) {
    return a.parameter == b.parameter && a.value == b.value;
  });
}

std::vector<Diagnostic> Document::errors_of(const std::string& text) const {
  try {
    (void)read(text);
    return {};
  } catch (const InputError& error) {
    return error.diagnostics();
  }
}

std::shared_ptr<const Dossier> Document::computed_dossier() const {
  if (!dossier_ || (what_if_.empty() && !stored_)) return dossier_;
  auto dossier = std::make_shared<Dossier>(stored_ && !as_stored() ? study::with_extracts_as_such(*dossier_) : *dossier_);
  for (const Deviation& value : what_if_) {
    std::erase_if(dossier->deviations, [&](const Deviation& d) { return d.parameter == value.parameter; });
    dossier->deviations.push_back(value);
  }
  return dossier;
}

void Document::set_what_if(const Deviation& deviation) {
  const auto known = std::find_if(what_if_.begin(), what_if_.end(),
                                  [&](const Deviation& d) { return d.parameter == deviation.parameter; });
  if (known == what_if_.end()) {
    what_if_.push_back(deviation);
  } else {
    *known = deviation;
  }
  Q_EMIT changed();
}

void Document::clear_what_if(const std::string& parameter) {
  if (std::erase_if(what_if_, [&](const Deviation& d) { return d.parameter == parameter; }) > 0) Q_EMIT changed();
}

void Document::clear_what_if() {
  if (what_if_.empty()) return;
  what_if_.clear();
  Q_EMIT changed();
}

}  // namespace batterisk::viewmodel
