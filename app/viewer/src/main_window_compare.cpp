#include "main_window.hpp"

#include "batterisk/study/archive/archive.hpp"
#include "batterisk/study/dossier/rules_folder.hpp"
#include "batterisk/viewmodel/words.hpp"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

#include <optional>

namespace batterisk::viewer {

void MainWindow::compare_with(const QString& path) {
  try {
    const std::filesystem::path file = QFileInfo(path).absoluteFilePath().toStdString();
    const study::StoredKind kind = study::stored_kind(file);
    std::optional<study::StoredStudy> stored;
    if (kind == study::StoredKind::Zip || kind == study::StoredKind::Pdf) stored = study::open_stored(file);
    const auto dossier = std::make_shared<const Dossier>(stored ? stored->dossier : load_dossier(file));
    const bool own_rules = stored && !stored->rules.empty();
    set_compare_rules(own_rules ? std::make_shared<viewmodel::RuleStore>(stored->rules) : rules_);
    // The unpacked files live as long as the comparison.
    compare_source_ = [dossier, stored] { return dossier; };
    compare_live_ = false;
    compare_runner_.run(dossier);
  } catch (const InputError& error) {
    show_messages(error.diagnostics());
  }
}

void MainWindow::set_compare_rules(std::shared_ptr<viewmodel::RuleStore> rules) {
  compare_rules_ = std::move(rules);
  compare_runner_.set_rules(compare_rules_);
}

void MainWindow::compare_with_rules(const QString& rule_set) {
  set_compare_rules(rules_);
  compare_under(rule_set.toStdString());
}

void MainWindow::compare_with_rules_in(const QString& path) {
  const std::filesystem::path folder = path.toStdString();
  if (study::is_rules_folder(folder)) {
    set_compare_rules(std::make_shared<viewmodel::RuleStore>(folder));
    compare_under({});
    return;
  }
  const auto drafted = std::make_shared<viewmodel::RuleStore>(rules_->folder());
  drafted->use(rules_->folder(), folder);
  set_compare_rules(drafted);
  compare_under("ontwerp/" + folder.filename().string());
}

// The open dossier under other rules, whatever becomes of the dossier.
void MainWindow::compare_under(const std::string& rule_set) {
  compare_source_ = [this, rule_set]() -> std::shared_ptr<const Dossier> {
    const auto now = document_.computed_dossier();
    if (!now) return nullptr;
    auto dossier = std::make_shared<Dossier>(document_.stored() != nullptr ? study::with_extracts_as_such(*now) : *now);
    if (!rule_set.empty()) dossier->rule_set = rule_set;
    return dossier;
  };
  compare_live_ = true;
  if (const auto dossier = compare_source_()) compare_runner_.run(dossier);
}

void MainWindow::compare_with_present() {
  if (!scene_) return;
  compare_source_ = nullptr;
  compare_live_ = false;
  set_compare_rules(rules_);
  show_compared(scene_);
}

void MainWindow::end_comparison() {
  compare_runner_.cancel();
  compare_source_ = nullptr;
  compare_live_ = false;
  show_compared(nullptr);
}

void MainWindow::show_compared(std::shared_ptr<const render::MapScene> scene) {
  const bool begins = !compared_ && scene;
  compared_ = std::move(scene);
  comparison_.reset();
  comparer_.compare(scene_, compared_);
  if (compared_) {
    const study::StudyResult& result = *compared_->result;
    explainer_b_.set_dossier({compared_->result, &result.dossier}, result.rules);
  }
  stop_compare_->setEnabled(compared_ != nullptr);
  compare_views_->setEnabled(compared_ != nullptr);
  if (!compared_) compare_->clear();
  apply_compare_view();
  if (explained_) explain(explained_->point, compared_ ? explained_->side : Side::A);
  if (!begins) return;
  auto* shown = findChild<QDockWidget*>(QStringLiteral("vergelijking"));
  shown->show();
  shown->raise();
}

void MainWindow::set_compare_view(CompareView view) {
  compare_view_ = view;
  compare_views_->actions()[static_cast<int>(view)]->setChecked(true);
  apply_compare_view();
  if (explained_) explain(explained_->point, explained_->side);  // on the map where it now lies
}

void MainWindow::apply_compare_view() {
  const auto in = [this](CompareView view) { return compared_ != nullptr && compare_view_ == view; };
  canvas_->set_compared(in(CompareView::Swipe) ? compared_ : nullptr);
  using Differences = std::vector<study::ZoneDifference>;
  canvas_->set_differences(in(CompareView::Difference) && comparison_
                               ? std::shared_ptr<const Differences>(comparison_, &comparison_->zones)
                               : nullptr);
  const bool sides = in(CompareView::Sides);
  canvas_->set_letter(sides ? QStringLiteral("A") : QString{});
  {
    const QSignalBlocker quiet(canvas_b_);  // the first map leads
    canvas_b_->set_scene(sides ? compared_ : nullptr);
    canvas_b_->set_view(canvas_->view());
  }
  canvas_b_->setVisible(sides);
}

void MainWindow::show_comparison() {
  if (comparison_) compare_->setHtml(viewmodel::comparison_html(*comparison_, language_));
}

void MainWindow::fill_rule_sets() {
  rule_sets_->clear();
  try {
    for (const RuleDocument& d : rules_->catalog()->documents) {
      const bool method = d.layer == "methode" && d.root_stelsel != "stoffen";
      if (!method && d.status != DocumentStatus::Ontwerp) continue;
      const QString id = viewmodel::qt(d.id);
      rule_sets_->addAction(id, this, [this, id] { compare_with_rules(id); });
    }
  } catch (const InputError& error) {
    show_messages(error.diagnostics());
  }
  rule_sets_->addSeparator();
  rule_sets_->addAction(tr("Rules in a &folder..."), this, [this] {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder with rules or a draft"));
    if (!folder.isEmpty()) compare_with_rules_in(folder);
  });
}

}  // namespace batterisk::viewer
