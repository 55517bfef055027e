#pragma once

#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/study/archive/archive.hpp"

#include <QObject>
#include <QString>
#include <QTimer>
#include <QUndoStack>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace batterisk::viewmodel {

/// The open dossier. Its text is the one truth: every change replaces a value in it (undoable), and the dossier is what
/// that text says. What-if values come on top for computing alone and are saved only when asked.
class Document : public QObject {
  Q_OBJECT

 public:
  /// `recovery_folder`: where unsaved text is kept, so that it survives a crash.
  explicit Document(QString recovery_folder, QObject* parent = nullptr);

  /// Opens a dossier, also one with errors, or the study in a report or archive. False when it cannot be read; then
  /// nothing changes and `messages` say why.
  bool open(const QString& path);
  /// Text that was kept for this file by a session that did not end well, when it differs from the file.
  [[nodiscard]] std::optional<std::string> recovered(const QString& path) const;
  /// Saves under a temporary name and renames: the old file stays until the new one is complete. On failure the reason
  /// is in `error`. Of a study from a report or archive the layers are written beside the dossier.
  bool save(QString& error);
  bool save_as(const QString& path, QString& error);
  /// Keeps unsaved text for the next session now. True when it is kept, or there is none.
  bool keep(QString& error);

  [[nodiscard]] const QString& path() const { return path_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  /// The last valid dossier of this document; nothing when there was none yet.
  [[nodiscard]] const std::shared_ptr<const Dossier>& dossier() const { return dossier_; }
  /// That dossier with the what-if values: what is computed.
  [[nodiscard]] std::shared_ptr<const Dossier> computed_dossier() const;
  /// The study that was opened out of a report or archive; nullptr for a dossier.
  [[nodiscard]] const study::StoredStudy* stored() const { return stored_ ? &*stored_ : nullptr; }
  /// True while what is computed is what that report or archive holds the result of.
  [[nodiscard]] bool as_stored() const;
  /// What is wrong with the text or worth saying about it.
  [[nodiscard]] const std::vector<Diagnostic>& messages() const { return messages_; }
  [[nodiscard]] bool valid() const { return valid_; }
  [[nodiscard]] bool modified() const { return !undo_.isClean(); }
  [[nodiscard]] QUndoStack& undo_stack() { return undo_; }

  /// Replaces the text as one undoable step. Steps in a row with the same `merge` (above 0) become one.
  void edit(const QString& label, std::string text, int merge = 0);
  /// What the text would mean: its errors, or none. For validation before a change is made.
  [[nodiscard]] std::vector<Diagnostic> errors_of(const std::string& text) const;

  [[nodiscard]] const std::vector<Deviation>& what_if() const { return what_if_; }
  void set_what_if(const Deviation& deviation);
  void clear_what_if(const std::string& parameter);
  void clear_what_if();
  /// The dossier that a text of this document means, for a look ahead. Throws DossierError.
  [[nodiscard]] Dossier read(std::string text) const;

 Q_SIGNALS:
  /// The text or a what-if value changed.
  void changed();
  void path_changed();

 private:
  class TextCommand;
  void set_text(std::string text);
  void parse();
  bool save_stored_as(const QString& path, QString& error);
  [[nodiscard]] QString recovery_path(const QString& path) const;

  QString recovery_folder_;
  QString path_;
  std::string text_;
  std::shared_ptr<const Dossier> dossier_;
  std::vector<Diagnostic> messages_;
  bool valid_ = false;
  std::vector<Deviation> what_if_;
  std::optional<study::StoredStudy> stored_;
  std::vector<Deviation> stored_what_if_;
  QUndoStack undo_;
  QTimer autosave_timer_;
};

}  // namespace batterisk::viewmodel
