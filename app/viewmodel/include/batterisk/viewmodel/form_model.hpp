#pragma once

#include "batterisk/viewmodel/document.hpp"

#include "batterisk/study/text/texts.hpp"

#include <QAbstractTableModel>

#include <string>
#include <vector>

namespace batterisk::viewmodel {

/// Fields of the open dossier: name, value, unit and range, and what is wrong with it. A change that would make the
/// dossier invalid is not made; its message stands at the field until a valid value comes.
class FormModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Name, Value, Hint, Message, ColumnCount };
  static constexpr int ChoicesRole = Qt::UserRole + 1;  ///< words to choose from; empty: free text
  static constexpr int LineRole = Qt::UserRole + 2;     ///< line in the file; 0 when the key is not there

  explicit FormModel(Document& document, QObject* parent = nullptr);

  void set_language(study::Language language);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  /// Row of the field at a place of the file, or -1.
  [[nodiscard]] int row_at(int line) const;

 private:
  enum class Kind { Text, Quantity, Date, Point, Choice };
  struct Field {
    std::string table;
    std::string key;
    QString name;
    QString hint;
    Kind kind;
    QStringList choices;
    QString value;
    int line = 0;
    QString message{};
  };
  void rebuild();
  [[nodiscard]] std::string literal(const Field& field, const QString& value) const;

  Document& document_;
  study::Language language_ = study::Language::Nl;
  std::vector<Field> fields_;
};

}  // namespace batterisk::viewmodel
