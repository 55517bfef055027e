#pragma once

#include "batterisk/viewmodel/document.hpp"

#include "batterisk/core/rules/rule_document.hpp"
#include "batterisk/study/run/study.hpp"
#include "batterisk/study/text/texts.hpp"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace batterisk::viewmodel {

/// Numbers of the rules that the study used and that may be varied within their declared range: value now, value of
/// the rules, unit, range, evidence and source. A changed value is a what-if of the document.
class WhatIfModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Key, Value, RuleValue, Unit, Evidence, Source, ColumnCount };

  struct Row {
    std::shared_ptr<const Provenance> provenance;
    double rule_value;
    double low;
    double high;
    bool logarithmic;  ///< the range spans more than two decades and is positive
  };

  explicit WhatIfModel(Document& document, QObject* parent = nullptr);

  /// Takes the keys that the result used from the rules it was computed with.
  void set_result(const study::StudyResult& result, const RuleCatalog& rules);
  void set_language(study::Language language);
  [[nodiscard]] const Row& row(int index) const { return rows_[static_cast<std::size_t>(index)]; }
  [[nodiscard]] double value(int row) const;
  [[nodiscard]] bool is_changed(int row) const;
  /// Value at a position 0..1 of a slider over the range, and back.
  [[nodiscard]] double at(int row, double position) const;
  [[nodiscard]] double position(int row) const;
  /// False for a number outside the declared range.
  bool set_value(int row, double value);
  void reset(int row);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 Q_SIGNALS:
  /// A value that was typed is no number, may mean two, or lies outside the range: what is wrong.
  void refused(const QString& message);

 private:
  [[nodiscard]] const Deviation* what_if(int row) const;

  Document& document_;
  study::Language language_ = study::Language::Nl;
  std::vector<Row> rows_;
};

}  // namespace batterisk::viewmodel
