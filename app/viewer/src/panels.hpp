#pragma once

#include "batterisk/render/fn_plot.hpp"
#include "batterisk/render/map_furniture.hpp"
#include "batterisk/render/plots.hpp"
#include "batterisk/study/explain/explain.hpp"
#include "batterisk/study/text/texts.hpp"
#include "batterisk/viewmodel/findings_model.hpp"
#include "batterisk/viewmodel/form_model.hpp"
#include "batterisk/viewmodel/layer_model.hpp"
#include "batterisk/viewmodel/what_if_model.hpp"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSlider>
#include <QTableView>
#include <QTextBrowser>
#include <QToolButton>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace batterisk::viewer {

/// Table of buildings with a filter line.
class FindingsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit FindingsPanel(viewmodel::FindingsModel& model, QWidget* parent = nullptr);
  void set_language(study::Language language);
  /// Selects the row of a building without telling anybody.
  void show_pand(std::optional<std::size_t> pand);
  /// Goes to the next row (1) or the one before (-1).
  void step(int by);
  [[nodiscard]] QTableView& table() { return *table_; }

 Q_SIGNALS:
  void pand_chosen(std::size_t pand);
  void pand_activated(std::size_t pand);
  /// The reviewer sets the finding on a building aside; without a reason it comes back.
  void pand_set_aside(std::size_t pand, const QString& reason);

 private:
  void filter();
  void show_reason();
  void set_aside();
  void count();

  viewmodel::FindingsModel& model_;
  study::Language language_ = study::Language::Nl;
  QComboBox* which_;
  QLineEdit* text_;
  QLabel* count_;
  QTableView* table_;
  QLineEdit* reason_;
  QPushButton* aside_;
  bool silent_ = false;
};

/// Layers with check boxes, order and opacity, and the legend of what can be seen.
class LayerPanel : public QWidget {
  Q_OBJECT

 public:
  explicit LayerPanel(viewmodel::LayerModel& model, QWidget* parent = nullptr);
  void set_legend(const render::MapCard& legend);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  viewmodel::LayerModel& model_;
  QListView* list_;
  QToolButton* up_;
  QToolButton* down_;
  QLabel* opacity_label_;
  QSlider* opacity_;
  QLabel* legend_;
};

/// Rule values with a slider for the one that is selected.
class WhatIfPanel : public QWidget {
  Q_OBJECT

 public:
  WhatIfPanel(viewmodel::WhatIfModel& model, viewmodel::Document& document, QWidget* parent = nullptr);
  [[nodiscard]] QSlider& slider() { return *slider_; }
  [[nodiscard]] QTableView& table() { return *table_; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void show_row();
  void keep();

  viewmodel::WhatIfModel& model_;
  viewmodel::Document& document_;
  QTableView* table_;
  QLabel* about_;
  QSlider* slider_;
  QPushButton* reset_;
  QPushButton* reset_all_;
  QPushButton* keep_;
};

/// Fields of the dossier.
class FormPanel : public QWidget {
  Q_OBJECT

 public:
  explicit FormPanel(viewmodel::FormModel& model, QWidget* parent = nullptr);
  void show_line(int line);
  [[nodiscard]] QTableView& table() { return *table_; }

 private:
  viewmodel::FormModel& model_;
  QTableView* table_;
};

/// Contributions at a point as bars above their explanation.
class ExplainPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ExplainPanel(QWidget* parent = nullptr);
  void show_html(const QString& html);
  void show_bars(std::vector<render::Bar> bars);
  [[nodiscard]] QString plain_text() const { return text_->toPlainText(); }

 Q_SIGNALS:
  void link_clicked(const QUrl& link);

 private:
  class BarsWidget;
  BarsWidget* bars_;
  QTextBrowser* text_;
};

/// FN curve of the group risk.
class FnPanel : public QWidget {
  Q_OBJECT

 public:
  explicit FnPanel(QWidget* parent = nullptr);
  /// Nothing when the study did not compute it.
  void set_risk(std::optional<study::GroupRiskResult> risk);
  void set_language(study::Language language);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::optional<study::GroupRiskResult> risk_;
  study::Language language_ = study::Language::Nl;
};

/// PR along a line that was drawn on the map.
class TransectPanel : public QWidget {
  Q_OBJECT

 public:
  explicit TransectPanel(QWidget* parent = nullptr);
  void set_points(std::vector<render::ProfilePoint> points);
  void set_language(study::Language language);

 Q_SIGNALS:
  /// Place under the pointer as a share of the line; -1 outside.
  void pointed(double share);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  std::vector<render::ProfilePoint> points_;
  study::Language language_ = study::Language::Nl;
  double at_ = -1.0;
};

}  // namespace batterisk::viewer
