#pragma once

#include "batterisk/viewmodel/study_runner.hpp"

#include "batterisk/study/explain/explain.hpp"

#include <QObject>
#include <QThreadPool>

#include <cstdint>
#include <memory>

namespace batterisk::viewmodel {

/// Explains points of one study, by the same function as the command line. The risk is computed once a dossier; the
/// latest question wins.
class Explainer : public QObject {
  Q_OBJECT

 public:
  explicit Explainer(std::shared_ptr<RuleStore> rules, QObject* parent = nullptr);
  ~Explainer() override;

  /// `rules`: those that the study was computed with; nothing: what the store has for the dossier.
  void set_dossier(std::shared_ptr<const Dossier> dossier, std::shared_ptr<const RuleSet> rules = nullptr);
  void ask(RdPoint point);
  [[nodiscard]] bool busy() const { return question_ != answered_; }

 Q_SIGNALS:
  void answered(std::shared_ptr<const batterisk::study::PointExplanation> answer);
  void failed(const std::vector<batterisk::Diagnostic>& messages);

 private:
  std::shared_ptr<RuleStore> store_;
  std::shared_ptr<const Dossier> dossier_;
  std::shared_ptr<const RuleSet> rules_;
  std::shared_ptr<const study::RiskStudy> risk_;
  std::uint64_t question_ = 0;
  std::uint64_t answered_ = 0;
  QThreadPool pool_;
};

}  // namespace batterisk::viewmodel
