#include "batterisk/viewmodel/what_if_model.hpp"

#include "batterisk/viewmodel/words.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/typed_number.hpp"

#include <algorithm>
#include <cmath>

namespace batterisk::viewmodel {
namespace {

QString shown(double value, study::Language language) {
  QString text = QString::number(value, 'g', 6);
  if (language == study::Language::Nl) text.replace(QLatin1Char('.'), QLatin1Char(','));
  return text;
}

}  // namespace

WhatIfModel::WhatIfModel(Document& document, QObject* parent) : QAbstractTableModel(parent), document_{document} {
  connect(&document_, &Document::changed, this, [this] {
    if (!rows_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
  });
}

void WhatIfModel::set_result(const study::StudyResult& result, const RuleCatalog& rules) {
  std::vector<Row> rows;
  for (const auto& key : result.used_keys) {
    const RuleDocument* document = rules.find(result.rules->id);
    if (document == nullptr) continue;
    const auto entry = document->entries.find(key->key);
    if (entry == document->entries.end() || !entry->second.range) continue;
    const double* value = std::get_if<double>(&entry->second.value);
    const auto [low, high] = *entry->second.range;
    if (value == nullptr || !(high > low)) continue;
    rows.push_back({entry->second.provenance, *value, low, high, low > 0.0 && high / low > 100.0});
  }
  const bool same = rows.size() == rows_.size() &&
                    std::equal(rows.begin(), rows.end(), rows_.begin(),
                               [](const Row& a, const Row& b) { return a.provenance->key == b.provenance->key; });
  if (same) {  // the sliders that a hand may be on stay as they are
    rows_ = std::move(rows);
    return;
  }
  beginResetModel();
  rows_ = std::move(rows);
  endResetModel();
}

void WhatIfModel::set_language(study::Language language) {
  beginResetModel();
  language_ = language;
  endResetModel();
}

const Deviation* WhatIfModel::what_if(int r) const {
  const auto& list = document_.what_if();
  const auto it = std::find_if(list.begin(), list.end(),
                               [&](const Deviation& d) { return d.parameter == row(r).provenance->key; });
  return it == list.end() ? nullptr : &*it;
}

bool WhatIfModel::is_changed(int r) const {
  return what_if(r) != nullptr;
}

double WhatIfModel::value(int r) const {
  const Deviation* changed = what_if(r);
  return changed == nullptr ? row(r).rule_value : std::get<double>(changed->value);
}

double WhatIfModel::at(int r, double position) const {
  const Row& each = row(r);
  const double t = std::clamp(position, 0.0, 1.0);
  const double exact = each.logarithmic ? each.low * std::pow(each.high / each.low, t) : each.low + t * (each.high - each.low);
  // Three digits: a slider gives no more than a hand can see.
  return exact == 0.0 ? 0.0 : std::clamp(QString::number(exact, 'g', 3).toDouble(), each.low, each.high);
}

double WhatIfModel::position(int r) const {
  const Row& each = row(r);
  const double v = std::clamp(value(r), each.low, each.high);
  return each.logarithmic ? std::log(v / each.low) / std::log(each.high / each.low) : (v - each.low) / (each.high - each.low);
}

bool WhatIfModel::set_value(int r, double value) {
  const Row& each = row(r);
  if (!(value >= each.low && value <= each.high)) return false;
  if (value == each.rule_value) {
    reset(r);
    return true;
  }
  Deviation deviation;
  deviation.parameter = each.provenance->key;
  deviation.value = value;
  deviation.unit = each.provenance->eenheid == "-" ? "" : each.provenance->eenheid;
  deviation.motivation = "wat als, in de viewer";
  deviation.place.file = "opdrachtregel";  // given beside the dossier: receipts and archives keep it
  document_.set_what_if(deviation);
  return true;
}

void WhatIfModel::reset(int r) {
  document_.clear_what_if(row(r).provenance->key);
}

int WhatIfModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int WhatIfModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QVariant WhatIfModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
  const Row& each = row(index.row());
  if (role == Qt::ToolTipRole) {
    return qt(language_ == study::Language::Nl ? each.provenance->omschrijving_nl : each.provenance->omschrijving_en) +
           QStringLiteral("\n") + shown(each.low, language_) + QStringLiteral(" .. ") + shown(each.high, language_) +
           QLatin1Char(' ') + qt(each.provenance->eenheid);
  }
  if (role == Qt::TextAlignmentRole && (index.column() == Value || index.column() == RuleValue)) {
    return QVariant(Qt::AlignRight | Qt::AlignVCenter);
  }
  if (role != Qt::DisplayRole && role != Qt::EditRole) return {};
  switch (index.column()) {
    case Key:
      return (is_changed(index.row()) && role == Qt::DisplayRole ? QStringLiteral("\u25CF ") : QString{}) + qt(each.provenance->key);
    case Value:
      return shown(value(index.row()), language_);
    case RuleValue:
      return shown(each.rule_value, language_);
    case Unit:
      return qt(each.provenance->eenheid);
    case Evidence:
      return qt(study::bewijs_word(each.provenance->bewijs, language_));
    case Source:
      return qt(each.provenance->bron + (each.provenance->vindplaats.empty() ? "" : ", " + each.provenance->vindplaats));
    default:
      return {};
  }
}

bool WhatIfModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::EditRole || index.column() != Value) return false;
  const QString typed = value.toString();
  if (typed == data(index, role)) return true;
  const Row& each = row(index.row());
  const std::string& key = each.provenance->key;
  std::vector<Diagnostic> findings;
  const auto number = plain_number(typed.toStdString(), key, {}, findings);
  if (number && set_value(index.row(), *number)) return true;
  if (number) {
    const QString range = shown(each.low, language_) + QStringLiteral(" .. ") + shown(each.high, language_);
    findings.push_back({{'D', codes::out_of_range}, Severity::Fout, {}, {key, typed.toStdString(), range.toStdString()}});
  }
  Q_EMIT refused(qt(study::format_diagnostic(findings.front(), language_)));
  return false;
}

Qt::ItemFlags WhatIfModel::flags(const QModelIndex& index) const {
  const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  return index.column() == Value ? flags | Qt::ItemIsEditable : flags;
}

QVariant WhatIfModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case Key:
      return QStringLiteral("Parameter");
    case Value:
      return pick(language_, "Waarde", "Value");
    case RuleValue:
      return pick(language_, "Regel", "Rule");
    case Unit:
      return pick(language_, "Eenheid", "Unit");
    case Evidence:
      return pick(language_, "Bewijs", "Evidence");
    case Source:
      return pick(language_, "Bron", "Source");
    default:
      return {};
  }
}

}  // namespace batterisk::viewmodel
