#include "batterisk/viewmodel/study_runner.hpp"

#include "vector_state.hpp"

#include "batterisk/core/base/codes.hpp"

#include <functional>

namespace batterisk::viewmodel {

std::shared_ptr<const RuleCatalog> RuleStore::catalog() {
  const std::scoped_lock lock(mutex_);
  if (!catalog_) catalog_ = std::make_shared<const RuleCatalog>(load_rule_catalog(folder_, draft_));
  return catalog_;
}

void RuleStore::reload() {
  const std::scoped_lock lock(mutex_);
  catalog_.reset();
}

void RuleStore::use(std::filesystem::path folder, std::filesystem::path draft) {
  const std::scoped_lock lock(mutex_);
  if (folder == folder_ && draft == draft_) return;
  folder_ = std::move(folder);
  draft_ = std::move(draft);
  catalog_.reset();
}

std::filesystem::path RuleStore::folder() {
  const std::scoped_lock lock(mutex_);
  return folder_;
}

StudyRunner::StudyRunner(std::shared_ptr<RuleStore> rules, QObject* parent) : QObject(parent), rules_{std::move(rules)} {
  pool_.setMaxThreadCount(2);  // a run that was told to stop ends at its next stage; the new one need not wait for it
}

StudyRunner::~StudyRunner() {
  stop_.request_stop();
  pool_.waitForDone();
}

void StudyRunner::run(std::shared_ptr<const Dossier> dossier) {
  stop_.request_stop();
  stop_ = std::stop_source{};
  const std::uint64_t generation = ++generation_;
  running_ = true;
  Q_EMIT started();
  pool_.start([this, generation, dossier = std::move(dossier), rules = rules_, stop = stop_.get_token(),
               group_risk = group_risk_] {
    clean_vector_state();
    // Hands something to the thread of this object, for as long as the run is wanted.
    const auto deliver = [this, generation](std::function<void()> what) {
      QMetaObject::invokeMethod(this, [this, generation, what = std::move(what)] {
        if (generation == generation_) what();
      }, Qt::QueuedConnection);
    };
    const auto end = [this, deliver, generation](std::function<void()> tell) {
      deliver([this, generation, tell = std::move(tell)] {
        running_ = false;
        ended_ = generation;
        tell();
      });
    };
    try {
      const study::Progress progress = [&](std::string_view stage, double share) {
        const QString name = QString::fromUtf8(stage.data(), static_cast<qsizetype>(stage.size()));
        deliver([this, name, share] { Q_EMIT progressed(name, share); });
      };
      auto result = std::make_shared<const study::StudyResult>(study::run_study(*dossier, *rules->catalog(), stop, progress, group_risk));
      if (stop.stop_requested()) return;
      end([this, scene = render::map_scene(std::move(result))] { Q_EMIT finished(scene); });
    } catch (const Cancelled&) {
    } catch (const InputError& error) {
      end([this, messages = error.diagnostics()] { Q_EMIT failed(messages); });
    } catch (const std::exception& error) {
      const Diagnostic message{codes::internal, Severity::Fout, {}, {error.what()}};
      end([this, message] { Q_EMIT failed({message}); });
    }
  });
}

void StudyRunner::cancel() {
  if (!running_) return;
  stop_.request_stop();
  ++generation_;
  running_ = false;
  Q_EMIT cancelled();
}

void StudyRunner::preview(std::shared_ptr<const Dossier> dossier) {
  Draft draft{std::move(dossier), generation_};
  if (previewing_) {
    waiting_preview_ = std::move(draft);
    return;
  }
  start_preview(std::move(draft));
}

void StudyRunner::start_preview(Draft draft) {
  previewing_ = true;
  pool_.start([this, generation = draft.generation, dossier = std::move(draft.dossier), rules = rules_] {
    clean_vector_state();
    auto preview = std::make_shared<Preview>();
    preview->units = dossier->units;
    bool computed = false;
    try {
      study::RiskStudy risk = study::compute_risk(*dossier, *rules->catalog());
      preview->zones = study::compute_zones(risk).zones;
      computed = true;
    } catch (const InputError&) {  // the whole run that follows tells what is wrong
    }
    QMetaObject::invokeMethod(this, [this, generation, preview, computed] {
      previewing_ = false;
      if (computed && ended_ <= generation) Q_EMIT previewed(preview);
      if (auto next = std::exchange(waiting_preview_, std::nullopt); next && ended_ <= next->generation) {
        start_preview(std::move(*next));
      }
    }, Qt::QueuedConnection);
  });
}

}  // namespace batterisk::viewmodel
