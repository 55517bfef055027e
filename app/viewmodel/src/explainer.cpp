#include "batterisk/viewmodel/explainer.hpp"

#include "vector_state.hpp"

namespace batterisk::viewmodel {

Explainer::Explainer(std::shared_ptr<RuleStore> rules, QObject* parent) : QObject(parent), store_{std::move(rules)} {
  pool_.setMaxThreadCount(1);
}

Explainer::~Explainer() {
  pool_.clear();
  pool_.waitForDone();
}

void Explainer::set_dossier(std::shared_ptr<const Dossier> dossier, std::shared_ptr<const RuleSet> rules) {
  dossier_ = std::move(dossier);
  rules_ = std::move(rules);
  risk_.reset();
}

void Explainer::ask(RdPoint point) {
  if (!dossier_) return;
  const std::uint64_t question = ++question_;
  pool_.clear();
  pool_.start([this, question, point, dossier = dossier_, known = risk_, rules = rules_, store = store_] {
    clean_vector_state();
    std::shared_ptr<const study::RiskStudy> risk = known;
    std::shared_ptr<const study::PointExplanation> answer;
    std::vector<Diagnostic> messages;
    try {
      if (!risk) {
        risk = std::make_shared<const study::RiskStudy>(rules ? study::compute_risk(*dossier, rules)
                                                              : study::compute_risk(*dossier, *store->catalog()));
      }
      answer = std::make_shared<const study::PointExplanation>(study::explain_point(*dossier, *risk, point));
    } catch (const InputError& error) {
      messages = error.diagnostics();
    }
    QMetaObject::invokeMethod(this, [this, question, dossier, risk, answer, messages] {
      if (dossier == dossier_) risk_ = risk;
      if (question != question_) return;
      answered_ = question;
      if (answer) {
        Q_EMIT answered(answer);
      } else {
        Q_EMIT failed(messages);
      }
    }, Qt::QueuedConnection);
  });
}

}  // namespace batterisk::viewmodel
