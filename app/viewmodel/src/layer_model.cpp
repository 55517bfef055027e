#include "batterisk/viewmodel/layer_model.hpp"

#include "batterisk/viewmodel/words.hpp"

#include <algorithm>
#include <utility>

namespace batterisk::viewmodel {
namespace {

using render::MapLayer;

bool on_ground(MapLayer layer) {
  return layer == MapLayer::Achtergrond || layer == MapLayer::Percelen || layer == MapLayer::Gebouwen;
}

QString name(MapLayer layer, study::Language language) {
  switch (layer) {
    case MapLayer::Achtergrond:
      return pick(language, "Achtergrond", "Background");
    case MapLayer::Percelen:
      return pick(language, "Percelen", "Parcels");
    case MapLayer::Gebouwen:
      return pick(language, "Gebouwen naar klasse", "Buildings by class");
    case MapLayer::Gebieden:
      return QStringLiteral("Aandachtsgebieden");
    case MapLayer::Oordelen:
      return pick(language, "Oordelen", "Verdicts");
    case MapLayer::Locatie:
      return pick(language, "Grens van de locatie", "Boundary of the site");
    case MapLayer::Contouren:
      return pick(language, "PR-contouren", "PR contours");
    case MapLayer::Eenheden:
      return pick(language, "Eenheden", "Units");
    case MapLayer::Opschriften:
      return pick(language, "Opschriften", "Labels");
  }
  return {};
}

}  // namespace

void LayerModel::set_layers(render::LayerStack layers) {
  beginResetModel();
  layers_ = std::move(layers);
  endResetModel();
  Q_EMIT layers_changed();
}

void LayerModel::set_language(study::Language language) {
  language_ = language;
  Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::DisplayRole});
}

bool LayerModel::move(int row, int by) {
  const int to = row + by;
  if (row < 0 || to < 0 || row >= rowCount() || to >= rowCount()) return false;
  const MapLayer a = layers_[layer_of(row)].layer;
  const MapLayer b = layers_[layer_of(to)].layer;
  if (on_ground(a) != on_ground(b) || a == MapLayer::Achtergrond || b == MapLayer::Achtergrond) return false;
  beginMoveRows({}, row, row, {}, by > 0 ? to + 1 : to);
  std::swap(layers_[layer_of(row)], layers_[layer_of(to)]);
  endMoveRows();
  Q_EMIT layers_changed();
  return true;
}

int LayerModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(layers_.size());
}

QVariant LayerModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
  const render::LayerState& state = layers_[layer_of(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      return name(state.layer, language_);
    case Qt::CheckStateRole:
      return state.visible ? Qt::Checked : Qt::Unchecked;
    case OpacityRole:
      return state.opacity;
    default:
      return {};
  }
}

bool LayerModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return false;
  render::LayerState& state = layers_[layer_of(index.row())];
  if (role == Qt::CheckStateRole) {
    state.visible = value.toInt() == Qt::Checked;
  } else if (role == OpacityRole) {
    state.opacity = std::clamp(value.toDouble(), 0.0, 1.0);
  } else {
    return false;
  }
  Q_EMIT dataChanged(index, index, {role});
  Q_EMIT layers_changed();
  return true;
}

Qt::ItemFlags LayerModel::flags(const QModelIndex& index) const {
  const Qt::ItemFlags flags = QAbstractListModel::flags(index);
  return index.isValid() ? flags | Qt::ItemIsUserCheckable : flags;
}

}  // namespace batterisk::viewmodel
