#include "batterisk/viewmodel/findings_model.hpp"

#include "batterisk/viewmodel/words.hpp"

#include "batterisk/render/drawing_painter.hpp"
#include "batterisk/study/text/addresses.hpp"
#include "batterisk/study/tables/tables.hpp"

#include <QImage>
#include <QPainter>

#include <algorithm>
#include <array>

namespace batterisk::viewmodel {
namespace {

QImage sign(Oordeel oordeel) {
  constexpr int side = 32;  // shown at half of it
  QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  render::paint(painter, study::map_style::verdict_sign(oordeel, {0.0, 0.0}, 1.0), {side / 2.0, side / 2.0}, 12.0);
  painter.end();
  image.setDevicePixelRatio(2.0);
  return image;
}

double pr_of(const study::PandResult& found) {
  return found.pr ? found.pr->pr.per_year() : -1.0;
}

}  // namespace

void FindingsModel::set_scene(std::shared_ptr<const render::MapScene> scene) {
  beginResetModel();
  scene_ = std::move(scene);
  verdicts_.clear();
  if (scene_) {
    const study::StudyResult& result = *scene_->result;
    verdicts_.reserve(result.panden.size());
    for (const study::PandResult& pand : result.panden) verdicts_.push_back(study::oordeel_of(pand, *result.rules));
  }
  rebuild();
  endResetModel();
}

void FindingsModel::set_ignored(const std::vector<study::IgnoredObject>& ignored) {
  std::map<std::string, QString, std::less<>> reasons;
  for (const study::IgnoredObject& each : ignored) reasons.insert_or_assign(each.identificatie, qt(each.reason));
  if (reasons == ignored_) return;
  beginResetModel();
  ignored_ = std::move(reasons);
  rebuild();
  endResetModel();
}

const QString* FindingsModel::reason(std::size_t i) const {
  const auto it = ignored_.find((*scene_->result->surroundings.panden)[found(i).pand].identificatie);
  return it == ignored_.end() ? nullptr : &it->second;
}

QString FindingsModel::reason_at(int row) const {
  const QString* why = reason(rows_[static_cast<std::size_t>(row)]);
  return why == nullptr ? QString{} : *why;
}

void FindingsModel::set_language(study::Language language) {
  beginResetModel();
  language_ = language;
  rebuild();
  endResetModel();
}

void FindingsModel::set_filter(Filter filter) {
  if (filter == filter_) return;
  beginResetModel();
  filter_ = std::move(filter);
  rebuild();
  endResetModel();
}

std::ptrdiff_t FindingsModel::rank(Oordeel oordeel) const {
  const auto& worst_first = scene_->result->rules->verdicts.rangorde;
  return std::find(worst_first.begin(), worst_first.end(), oordeel) - worst_first.begin();
}

const Bevinding* FindingsModel::deciding(std::size_t i) const {
  const auto& findings = found(i).bevindingen;
  const auto it = std::find_if(findings.begin(), findings.end(),
                               [&](const Bevinding& b) { return b.oordeel == verdicts_[i]; });
  return it == findings.end() ? nullptr : &*it;
}

bool FindingsModel::accepts(std::size_t i) const {
  if (filter_.set_aside && reason(i) == nullptr) return false;
  if (filter_.affected_only && (!found(i).getroffen || reason(i) != nullptr)) return false;
  if (filter_.oordeel && verdicts_[i] != *filter_.oordeel) return false;
  if (filter_.text.isEmpty()) return true;
  const std::array columns{Id, Class, Zones, Article, Verdict};
  return std::any_of(columns.begin(), columns.end(),
                     [&](Column c) { return text(i, c).contains(filter_.text, Qt::CaseInsensitive); });
}

void FindingsModel::rebuild() {
  rows_.clear();
  for (std::size_t i = 0; i < verdicts_.size(); ++i) {
    if (accepts(i)) rows_.push_back(static_cast<std::uint32_t>(i));
  }
  sort_rows();
}

void FindingsModel::sort_rows() {
  const auto by = [this](auto key) {
    std::stable_sort(rows_.begin(), rows_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return sort_order_ == Qt::AscendingOrder ? key(a) < key(b) : key(b) < key(a);
    });
  };
  switch (sort_column_) {
    case Verdict:
      // Worst first, and among equals the highest PR.
      std::stable_sort(rows_.begin(), rows_.end(),
                       [&](std::uint32_t a, std::uint32_t b) { return pr_of(found(a)) > pr_of(found(b)); });
      return by([this](std::uint32_t i) { return rank(verdicts_[i]); });
    case Class:
      return by([this](std::uint32_t i) { return -static_cast<int>(found(i).klassering.klasse); });
    case Pr:
      return by([this](std::uint32_t i) { return pr_of(found(i)); });
    case Distance:
      return by([this](std::uint32_t i) { return found(i).afstand_m; });
    case Zones:
      return by([this](std::uint32_t i) { return found(i).gebieden; });
    case Article:
      return by([this](std::uint32_t i) { return text(i, Article); });
    case Address:
      return by([this](std::uint32_t i) { return text(i, Address); });
    default:
      return by([this](std::uint32_t i) -> const std::string& {
        return (*scene_->result->surroundings.panden)[found(i).pand].identificatie;
      });
  }
}

void FindingsModel::sort(int column, Qt::SortOrder order) {
  Q_EMIT layoutAboutToBeChanged();
  std::vector<std::size_t> persistent;
  for (const QModelIndex& index : persistentIndexList()) persistent.push_back(pand_at(index.row()));
  sort_column_ = column;
  sort_order_ = order;
  sort_rows();
  const QModelIndexList old = persistentIndexList();
  QModelIndexList moved;
  for (qsizetype i = 0; i < old.size(); ++i) {
    const auto row = row_of(persistent[static_cast<std::size_t>(i)]);
    moved << (row ? index(*row, old[i].column()) : QModelIndex{});
  }
  changePersistentIndexList(old, moved);
  Q_EMIT layoutChanged();
}

int FindingsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int FindingsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QString FindingsModel::text(std::size_t i, int column) const {
  const study::PandResult& pand = found(i);
  switch (column) {
    case Verdict:
      return qt(study::oordeel_word(verdicts_[i], language_));
    case Class:
      return qt(study::kwetsbaarheid_word(pand.klassering.klasse, language_));
    case Pr:
      return pand.pr ? qt(study::scientific(pand.pr->pr.per_year(), 2, language_)) : QStringLiteral("?");
    case Distance:
      return qt(study::decimal(pand.afstand_m, 1, language_));
    case Zones: {
      QStringList names;
      for (const Aandachtsgebied soort : pand.gebieden) names << qt(study::aandachtsgebied_word(soort, language_));
      return names.join(QStringLiteral(", "));
    }
    case Article: {
      const Bevinding* b = deciding(i);
      return b == nullptr ? QString{} : qt(b->artikel);
    }
    case Address:
      return qt(study::addresses_text((*scene_->result->surroundings.panden)[pand.pand], language_));
    default:
      return qt((*scene_->result->surroundings.panden)[pand.pand].identificatie);
  }
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
  const std::size_t i = rows_[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      if (index.column() == Verdict && reason(i) != nullptr) {
        return text(i, Verdict) + pick(language_, " (terzijde)", " (set aside)");
      }
      return text(i, index.column());
    case Qt::DecorationRole:
      return index.column() == Verdict ? QVariant(sign(verdicts_[i])) : QVariant{};
    case Qt::TextAlignmentRole:
      return index.column() == Pr || index.column() == Distance ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant{};
    case Qt::ToolTipRole: {
      if (const QString* why = reason(i)) return pick(language_, "Terzijde gelegd: ", "Set aside: ") + *why;
      const Bevinding* b = deciding(i);
      return b == nullptr ? QString{} : qt(language_ == study::Language::Nl ? b->reden_nl : b->reden_en);
    }
    case PandRole:
      return QVariant::fromValue(static_cast<qulonglong>(found(i).pand));
    default:
      return {};
  }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case Verdict:
      return pick(language_, "Oordeel", "Verdict");
    case Class:
      return pick(language_, "Klasse", "Class");
    case Pr:
      return pick(language_, "PR (per jaar)", "PR (per year)");
    case Distance:
      return pick(language_, "Afstand (m)", "Distance (m)");
    case Zones:
      return pick(language_, "Aandachtsgebieden", "Aandachtsgebieden");
    case Article:
      return pick(language_, "Artikel", "Article");
    case Id:
      return pick(language_, "Gebouw (BAG)", "Building (BAG)");
    case Address:
      return pick(language_, "Adres", "Address");
    default:
      return {};
  }
}

std::optional<int> FindingsModel::row_of(std::size_t pand) const {
  const auto it = std::find_if(rows_.begin(), rows_.end(), [&](std::uint32_t i) { return found(i).pand == pand; });
  return it == rows_.end() ? std::nullopt : std::optional{static_cast<int>(it - rows_.begin())};
}

std::size_t FindingsModel::pand_at(int row) const {
  return found(rows_[static_cast<std::size_t>(row)]).pand;
}

}  // namespace batterisk::viewmodel
