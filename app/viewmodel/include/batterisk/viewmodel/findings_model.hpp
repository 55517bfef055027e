#pragma once

#include "batterisk/render/map_scene.hpp"
#include "batterisk/study/dossier/dossier_edit.hpp"
#include "batterisk/study/text/texts.hpp"

#include <QAbstractTableModel>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace batterisk::viewmodel {

/// Buildings of a result with their verdicts: a table with its own order, quick at half a million rows.
class FindingsModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Verdict, Class, Pr, Distance, Zones, Article, Id, Address, ColumnCount };
  static constexpr int PandRole = Qt::UserRole + 1;  ///< index in Surroundings::panden

  /// What to show.
  struct Filter {
    bool affected_only = true;         ///< in a zone, or with a finding
    std::optional<Oordeel> oordeel{};  ///< this verdict alone
    QString text;                      ///< part of the id, class, zone or article
    bool set_aside = false;            ///< those that the reviewer set aside, and no others
    friend bool operator==(const Filter&, const Filter&) = default;
  };

  using QAbstractTableModel::QAbstractTableModel;

  void set_scene(std::shared_ptr<const render::MapScene> scene);
  /// Findings that the reviewer set aside, with the reason: they leave the list of what is affected, and nothing else.
  void set_ignored(const std::vector<study::IgnoredObject>& ignored);
  /// Reason why the finding in a row was set aside; empty when it was not.
  [[nodiscard]] QString reason_at(int row) const;
  void set_language(study::Language language);
  void set_filter(Filter filter);
  [[nodiscard]] const Filter& filter() const { return filter_; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  void sort(int column, Qt::SortOrder order) override;

  /// Row of a building, or nothing when it is not shown.
  [[nodiscard]] std::optional<int> row_of(std::size_t pand) const;
  [[nodiscard]] std::size_t pand_at(int row) const;
  [[nodiscard]] std::size_t total() const { return verdicts_.size(); }

 private:
  void rebuild();
  void sort_rows();
  [[nodiscard]] const study::PandResult& found(std::size_t i) const { return scene_->result->panden[i]; }
  [[nodiscard]] QString text(std::size_t i, int column) const;
  [[nodiscard]] bool accepts(std::size_t i) const;
  [[nodiscard]] std::ptrdiff_t rank(Oordeel oordeel) const;
  /// The finding that decides the verdict of a building.
  [[nodiscard]] const Bevinding* deciding(std::size_t i) const;

  std::shared_ptr<const render::MapScene> scene_;
  study::Language language_ = study::Language::Nl;
  Filter filter_;
  [[nodiscard]] const QString* reason(std::size_t i) const;
  std::map<std::string, QString, std::less<>> ignored_;
  std::vector<Oordeel> verdicts_;    // per StudyResult::panden
  std::vector<std::uint32_t> rows_;  // indices in StudyResult::panden, as shown
  int sort_column_ = Verdict;
  Qt::SortOrder sort_order_ = Qt::AscendingOrder;
};

}  // namespace batterisk::viewmodel
