#include "batterisk/viewmodel/document.hpp"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
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
  connect(&autosave_timer_, &QTimer::timeout, this, &Document::autosave);
}

bool Document::open(const QString& path) {
  const auto text = read_file(path);
  if (!text) {
    messages_ = errors_of("");
    try {
      (void)load_dossier(path.toStdString());
    } catch (const InputError& error) {
      messages_ = error.diagnostics();
    }
    Q_EMIT changed();
    return false;
  }
  path_ = path;
  what_if_.clear();
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

void Document::autosave() {
  if (path_.isEmpty() || !modified()) return;
  QDir().mkpath(recovery_folder_);
  QString ignored;  // a session that cannot keep its text can still save it
  write_file(recovery_path(path_), text_, ignored);
}

bool Document::save(QString& error) {
  return save_as(path_, error);
}

bool Document::save_as(const QString& path, QString& error) {
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
    auto dossier = std::make_shared<const Dossier>(parse_dossier(text_, path_.toStdString()));
    messages_ = dossier->warnings;
    dossier_ = std::move(dossier);
    valid_ = true;
  } catch (const InputError& error) {
    messages_ = error.diagnostics();
    valid_ = false;
  }
}

std::vector<Diagnostic> Document::errors_of(const std::string& text) const {
  try {
    (void)parse_dossier(text, path_.toStdString());
    return {};
  } catch (const InputError& error) {
    return error.diagnostics();
  }
}

std::shared_ptr<const Dossier> Document::computed_dossier() const {
  if (!dossier_ || what_if_.empty()) return dossier_;
  auto dossier = std::make_shared<Dossier>(*dossier_);
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
