#pragma once

#include "batterisk/render/map_scene.hpp"
#include "batterisk/study/text/texts.hpp"

#include <QAbstractListModel>

namespace batterisk::viewmodel {

/// Layers of the map, the topmost first: visibility (check box), order and opacity.
class LayerModel : public QAbstractListModel {
  Q_OBJECT

 public:
  static constexpr int OpacityRole = Qt::UserRole + 1;  ///< 0..1

  using QAbstractListModel::QAbstractListModel;

  /// In drawing order, from the ground up.
  [[nodiscard]] const render::LayerStack& layers() const { return layers_; }
  void set_layers(render::LayerStack layers);
  void set_language(study::Language language);
  /// Moves a row one place up (-1) or down (1); parcels and buildings stay below everything else.
  bool move(int row, int by);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

 Q_SIGNALS:
  void layers_changed();

 private:
  [[nodiscard]] std::size_t layer_of(int row) const { return layers_.size() - 1 - static_cast<std::size_t>(row); }

  render::LayerStack layers_ = render::usual_layers();
  study::Language language_ = study::Language::Nl;
};

}  // namespace batterisk::viewmodel
