#include "panels.hpp"

#include "batterisk/study/dossier/dossier_edit.hpp"
#include "batterisk/viewmodel/words.hpp"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QScrollArea>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace batterisk::viewer {
namespace {

QTableView* make_table(QAbstractItemModel& model, QWidget* parent) {
  auto* table = new QTableView(parent);
  table->setModel(&model);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setSelectionMode(QAbstractItemView::SingleSelection);
  table->setAlternatingRowColors(true);
  table->setShowGrid(false);
  table->setWordWrap(false);
  table->setTabKeyNavigation(false);
  table->verticalHeader()->hide();
  table->verticalHeader()->setDefaultSectionSize(24);
  table->horizontalHeader()->setHighlightSections(false);
  table->horizontalHeader()->setStretchLastSection(true);
  return table;
}

// Editor with the words to choose from, where there are any.
class FormDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const QStringList choices = index.data(viewmodel::FormModel::ChoicesRole).toStringList();
    if (choices.isEmpty()) return QStyledItemDelegate::createEditor(parent, option, index);
    auto* box = new QComboBox(parent);
    box->addItems(choices);
    return box;
  }
  void setEditorData(QWidget* editor, const QModelIndex& index) const override {
    auto* box = qobject_cast<QComboBox*>(editor);
    if (box == nullptr) return QStyledItemDelegate::setEditorData(editor, index);
    box->setCurrentText(index.data(Qt::EditRole).toString());
  }
  void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override {
    auto* box = qobject_cast<QComboBox*>(editor);
    if (box == nullptr) return QStyledItemDelegate::setModelData(editor, model, index);
    model->setData(index, box->currentText(), Qt::EditRole);
  }
  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.column() == viewmodel::FormModel::Message) option->font.setBold(true);
  }
};

}  // namespace

FindingsPanel::FindingsPanel(viewmodel::FindingsModel& model, QWidget* parent) : QWidget(parent), model_{model} {
  which_ = new QComboBox(this);
  text_ = new QLineEdit(this);
  text_->setClearButtonEnabled(true);
  count_ = new QLabel(this);
  table_ = make_table(model, this);
  table_->setSortingEnabled(true);
  table_->sortByColumn(viewmodel::FindingsModel::Verdict, Qt::AscendingOrder);
  const std::array widths{160, 150, 110, 105, 190, 110, 150};
  for (std::size_t i = 0; i < widths.size(); ++i) table_->setColumnWidth(static_cast<int>(i), widths[i]);
  auto* line = new QHBoxLayout;
  line->addWidget(which_);
  line->addWidget(text_, 1);
  line->addWidget(count_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 6, 6, 6);
  layout->addLayout(line);
  layout->addWidget(table_, 1);
  reason_ = new QLineEdit(this);
  aside_ = new QPushButton(this);
  auto* below = new QHBoxLayout;
  below->addWidget(reason_, 1);
  below->addWidget(aside_);
  layout->addLayout(below);
  connect(reason_, &QLineEdit::textChanged, this, &FindingsPanel::show_reason);
  connect(reason_, &QLineEdit::returnPressed, this, &FindingsPanel::set_aside);
  connect(aside_, &QPushButton::clicked, this, &FindingsPanel::set_aside);
  connect(which_, &QComboBox::currentIndexChanged, this, &FindingsPanel::filter);
  connect(text_, &QLineEdit::textChanged, this, &FindingsPanel::filter);
  connect(&model_, &QAbstractItemModel::modelReset, this, &FindingsPanel::count);
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& row) {
    show_reason();
    if (!silent_ && row.isValid()) Q_EMIT pand_chosen(model_.pand_at(row.row()));
  });
  connect(table_, &QTableView::activated, this, [this](const QModelIndex& row) { Q_EMIT pand_activated(model_.pand_at(row.row())); });
  set_language(language_);
}

void FindingsPanel::set_language(study::Language language) {
  language_ = language;
  const int index = std::max(0, which_->currentIndex());
  const QSignalBlocker quiet(which_);
  which_->clear();
  which_->addItem(viewmodel::pick(language, "In een zone of met een bevinding", "In a zone or with a finding"));
  which_->addItem(viewmodel::pick(language, "Alle gebouwen", "All buildings"));
  for (const Oordeel o : {Oordeel::VoldoetNiet, Oordeel::AfwegingNodig, Oordeel::Onbepaald, Oordeel::Voldoet, Oordeel::NietVanToepassing}) {
    which_->addItem(viewmodel::qt(study::oordeel_word(o, language)), static_cast<int>(o));
  }
  which_->addItem(viewmodel::pick(language, "Terzijde gelegd", "Set aside"));
  which_->setCurrentIndex(index);
  which_->setAccessibleName(viewmodel::pick(language, "Welke gebouwen", "Which buildings"));
  text_->setPlaceholderText(viewmodel::pick(language, "Zoek op nummer, klasse, gebied of artikel", "Search number, class, area or article"));
  text_->setAccessibleName(text_->placeholderText());
  reason_->setPlaceholderText(viewmodel::pick(language, "Reden om deze bevinding terzijde te leggen; het oordeel blijft",
                                              "Reason to set this finding aside; the verdict stays"));
  reason_->setAccessibleName(reason_->placeholderText());
  show_reason();
  table_->setAccessibleName(viewmodel::pick(language, "Gebouwen en oordelen", "Buildings and verdicts"));
  count();
}

void FindingsPanel::filter() {
  viewmodel::FindingsModel::Filter filter;
  filter.affected_only = which_->currentIndex() == 0;
  filter.set_aside = which_->currentIndex() == which_->count() - 1;
  if (which_->currentIndex() > 1 && !filter.set_aside) filter.oordeel = static_cast<Oordeel>(which_->currentData().toInt());
  filter.text = text_->text();
  model_.set_filter(filter);
}

void FindingsPanel::show_reason() {
  const QModelIndex row = table_->currentIndex();
  const bool back = row.isValid() && !model_.reason_at(row.row()).isEmpty();
  reason_->setVisible(row.isValid());
  aside_->setVisible(row.isValid());
  reason_->setEnabled(!back);
  aside_->setEnabled(row.isValid() && (back || !reason_->text().trimmed().isEmpty()));
  aside_->setText(back ? viewmodel::pick(language_, "Terughalen", "Bring back") : viewmodel::pick(language_, "Terzijde leggen", "Set aside"));
}

void FindingsPanel::set_aside() {
  const QModelIndex row = table_->currentIndex();
  if (!row.isValid() || !aside_->isEnabled()) return;
  const bool back = !model_.reason_at(row.row()).isEmpty();
  const std::size_t pand = model_.pand_at(row.row());
  const QString reason = back ? QString{} : reason_->text().trimmed();
  reason_->clear();
  Q_EMIT pand_set_aside(pand, reason);
}

void FindingsPanel::count() {
  show_reason();
  count_->setText(QStringLiteral("%1 / %2").arg(model_.rowCount()).arg(model_.total()));
}

void FindingsPanel::show_pand(std::optional<std::size_t> pand) {
  silent_ = true;
  const auto row = pand ? model_.row_of(*pand) : std::nullopt;
  if (row) {
    table_->selectRow(*row);
    table_->scrollTo(model_.index(*row, 0));
  } else {
    table_->clearSelection();
  }
  silent_ = false;
}

void FindingsPanel::step(int by) {
  if (model_.rowCount() == 0) return;
  const QModelIndex current = table_->selectionModel()->currentIndex();
  const int row = current.isValid() ? current.row() + by : by > 0 ? 0 : model_.rowCount() - 1;
  table_->selectRow((row + model_.rowCount()) % model_.rowCount());
}

LayerPanel::LayerPanel(viewmodel::LayerModel& model, QWidget* parent) : QWidget(parent), model_{model} {
  list_ = new QListView(this);
  list_->setModel(&model);
  up_ = new QToolButton(this);
  down_ = new QToolButton(this);
  up_->setArrowType(Qt::UpArrow);
  down_->setArrowType(Qt::DownArrow);
  opacity_label_ = new QLabel(this);
  opacity_ = new QSlider(Qt::Horizontal, this);
  opacity_->setRange(0, 100);
  opacity_->setValue(100);
  auto* line = new QHBoxLayout;
  line->addWidget(up_);
  line->addWidget(down_);
  line->addWidget(opacity_label_);
  line->addWidget(opacity_, 1);
  legend_ = new QLabel;
  legend_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  auto* scroll = new QScrollArea(this);
  scroll->setWidget(legend_);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFocusPolicy(Qt::NoFocus);
  list_->setFixedHeight(model.rowCount() * 24 + 8);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 6, 6, 6);
  layout->addWidget(list_);
  layout->addLayout(line);
  layout->addWidget(scroll, 1);
  const auto move = [this](int by) {
    const int row = list_->currentIndex().row();
    if (model_.move(row, by)) list_->setCurrentIndex(model_.index(row + by));
  };
  connect(up_, &QToolButton::clicked, this, [move] { move(-1); });
  connect(down_, &QToolButton::clicked, this, [move] { move(1); });
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
    const QSignalBlocker quiet(opacity_);
    opacity_->setValue(static_cast<int>(std::lround(100.0 * index.data(viewmodel::LayerModel::OpacityRole).toDouble())));
  });
  connect(opacity_, &QSlider::valueChanged, this, [this](int percent) {
    if (list_->currentIndex().isValid()) model_.setData(list_->currentIndex(), percent / 100.0, viewmodel::LayerModel::OpacityRole);
  });
  retranslate();
}

void LayerPanel::set_legend(const render::MapCard& legend) {
  if (legend.size.isEmpty()) return legend_->clear();
  const double ratio = devicePixelRatioF();
  QPixmap picture((legend.size * ratio + QSizeF{2.0, 2.0}).toSize());
  picture.setDevicePixelRatio(ratio);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  render::draw_card(painter, legend, {0.5, 0.5});
  painter.end();
  legend_->setPixmap(picture);
}

void LayerPanel::retranslate() {
  list_->setAccessibleName(tr("Layers of the map"));
  up_->setToolTip(tr("Move layer up"));
  up_->setAccessibleName(up_->toolTip());
  down_->setToolTip(tr("Move layer down"));
  down_->setAccessibleName(down_->toolTip());
  opacity_label_->setText(tr("Opacity"));
  opacity_->setAccessibleName(tr("Opacity of the selected layer"));
}

void LayerPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

WhatIfPanel::WhatIfPanel(viewmodel::WhatIfModel& model, viewmodel::Document& document, QWidget* parent)
    : QWidget(parent), model_{model}, document_{document} {
  table_ = make_table(model, this);
  const std::array widths{190, 80, 80, 90, 110};
  for (std::size_t i = 0; i < widths.size(); ++i) table_->setColumnWidth(static_cast<int>(i), widths[i]);
  about_ = new QLabel(this);
  about_->setWordWrap(true);
  slider_ = new QSlider(Qt::Horizontal, this);
  slider_->setRange(0, 200);
  reset_ = new QPushButton(this);
  reset_all_ = new QPushButton(this);
  keep_ = new QPushButton(this);
  auto* line = new QGridLayout;  // narrow: a small window has room for the map
  line->addWidget(reset_, 0, 0);
  line->addWidget(reset_all_, 0, 1);
  line->addWidget(keep_, 1, 0, 1, 2);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 6, 6, 6);
  layout->addWidget(table_, 1);
  layout->addWidget(about_);
  layout->addWidget(slider_);
  layout->addLayout(line);
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &WhatIfPanel::show_row);
  connect(&model_, &QAbstractItemModel::dataChanged, this, &WhatIfPanel::show_row);
  connect(&model_, &QAbstractItemModel::modelReset, this, &WhatIfPanel::show_row);
  connect(slider_, &QSlider::valueChanged, this, [this](int at) {
    const int row = table_->currentIndex().row();
    if (row >= 0) model_.set_value(row, model_.at(row, at / 200.0));
  });
  connect(reset_, &QPushButton::clicked, this, [this] {
    if (table_->currentIndex().isValid()) model_.reset(table_->currentIndex().row());
  });
  connect(reset_all_, &QPushButton::clicked, this, [this] { document_.clear_what_if(); });
  connect(keep_, &QPushButton::clicked, this, &WhatIfPanel::keep);
  retranslate();
  show_row();
}

void WhatIfPanel::show_row() {
  const QModelIndex index = table_->currentIndex();
  slider_->setEnabled(index.isValid());
  reset_->setEnabled(index.isValid() && model_.is_changed(index.row()));
  reset_all_->setEnabled(!document_.what_if().empty());
  keep_->setEnabled(!document_.what_if().empty());
  about_->setText(index.isValid() ? index.data(Qt::ToolTipRole).toString() : tr("Choose a parameter and move the slider; the map follows."));
  if (!index.isValid() || slider_->isSliderDown()) return;
  const QSignalBlocker quiet(slider_);
  slider_->setValue(static_cast<int>(std::lround(200.0 * model_.position(index.row()))));
}

void WhatIfPanel::keep() {
  std::string text = document_.text();
  for (const Deviation& deviation : document_.what_if()) text = study::with_deviation(text, deviation);
  document_.clear_what_if();
  document_.edit(tr("Keep what-if values"), std::move(text));
}

void WhatIfPanel::retranslate() {
  table_->setAccessibleName(tr("Rule values to vary"));
  slider_->setAccessibleName(tr("Value within its range"));
  reset_->setText(tr("Back to the rule"));
  reset_all_->setText(tr("All back"));
  keep_->setText(tr("Keep in the dossier"));
  keep_->setToolTip(tr("Writes the values as [[afwijking]] into the dossier; give each its reason there"));
  show_row();
}

void WhatIfPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

FormPanel::FormPanel(viewmodel::FormModel& model, QWidget* parent) : QWidget(parent), model_{model} {
  table_ = make_table(model, this);
  table_->setItemDelegate(new FormDelegate(table_));
  table_->setEditTriggers(QAbstractItemView::AllEditTriggers);
  table_->setAccessibleName(QStringLiteral("Dossier"));
  const std::array widths{180, 190, 130};
  for (std::size_t i = 0; i < widths.size(); ++i) table_->setColumnWidth(static_cast<int>(i), widths[i]);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 6, 6, 6);
  layout->addWidget(table_);
}

void FormPanel::show_line(int line) {
  const int row = model_.row_at(line);
  if (row < 0) return;
  table_->setCurrentIndex(model_.index(row, viewmodel::FormModel::Value));
  table_->scrollTo(table_->currentIndex());
  table_->setFocus();
}

}  // namespace batterisk::viewer
