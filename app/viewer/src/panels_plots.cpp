#include "panels.hpp"

#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace batterisk::viewer {
namespace {

render::PlotColours plot_colours(const QPalette& palette) {
  return {palette.color(QPalette::Text), palette.color(QPalette::Mid), palette.color(QPalette::Highlight)};
}

}  // namespace

class ExplainPanel::BarsWidget : public QWidget {
 public:
  using QWidget::QWidget;

  void set_bars(std::vector<render::Bar> bars) {
    bars_ = std::move(bars);
    QStringList words;
    for (const render::Bar& bar : bars_) words << bar.name + QLatin1Char(' ') + bar.value;
    setAccessibleName(words.join(QStringLiteral(", ")));
    setFixedHeight(bars_.empty() ? 0 : static_cast<int>(render::bars_height(bars_.size())) + 12);
    update();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    render::draw_bars(painter, QRectF{rect()}.adjusted(8.0, 6.0, -8.0, -6.0), bars_, plot_colours(palette()));
  }

 private:
  std::vector<render::Bar> bars_;
};

ExplainPanel::ExplainPanel(QWidget* parent) : QWidget(parent) {
  bars_ = new BarsWidget(this);
  text_ = new QTextBrowser(this);
  text_->setOpenLinks(false);
  text_->setAccessibleName(tr("Explanation"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 6, 6, 6);
  layout->addWidget(bars_);
  layout->addWidget(text_, 1);
  bars_->set_bars({});
  connect(text_, &QTextBrowser::anchorClicked, this, &ExplainPanel::link_clicked);
}

void ExplainPanel::show_html(const QString& html) {
  text_->setHtml(html);
}

void ExplainPanel::show_bars(std::vector<render::Bar> bars) {
  bars_->set_bars(std::move(bars));
}

FnPanel::FnPanel(QWidget* parent) : QWidget(parent) {
  setMinimumHeight(100);
}

void FnPanel::set_risk(std::optional<study::GroupRiskResult> risk) {
  risk_ = std::move(risk);
  update();
}

void FnPanel::set_language(study::Language language) {
  language_ = language;
  update();
}

void FnPanel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), palette().base());
  if (!risk_) {
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("Study, Group risk computes the FN curve"));
    return;
  }
  render::draw_fn_curve(painter, rect(), *risk_, language_, plot_colours(palette()));
}

TransectPanel::TransectPanel(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setMinimumHeight(100);
}

void TransectPanel::set_points(std::vector<render::ProfilePoint> points) {
  points_ = std::move(points);
  update();
}

void TransectPanel::set_language(study::Language language) {
  language_ = language;
  update();
}

void TransectPanel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), palette().base());
  if (points_.empty()) {
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(rect(), Qt::AlignCenter, tr("Draw a line on the map with the transect tool"));
    return;
  }
  render::draw_profile(painter, rect(), points_, at_, language_, plot_colours(palette()));
}

void TransectPanel::mouseMoveEvent(QMouseEvent* event) {
  if (points_.empty()) return;
  const double share = (event->position().x() - 44.0) / std::max(1.0, width() - 58.0);  // as in draw_profile
  const bool inside = share >= 0.0 && share <= 1.0;
  at_ = inside ? share * points_.back().distance_m : -1.0;
  Q_EMIT pointed(inside ? share : -1.0);
  update();
}

void TransectPanel::leaveEvent(QEvent*) {
  at_ = -1.0;
  Q_EMIT pointed(-1.0);
  update();
}

}  // namespace batterisk::viewer
