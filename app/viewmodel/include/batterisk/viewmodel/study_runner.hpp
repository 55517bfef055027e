#pragma once

#include "batterisk/core/rules/rule_document.hpp"
#include "batterisk/render/map_scene.hpp"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace batterisk::viewmodel {

/// Rules, read once by whoever needs them first and again after `reload`. Safe from any thread.
class RuleStore {
 public:
  explicit RuleStore(std::filesystem::path folder) : folder_{std::move(folder)} {}
  /// Throws RuleFileError.
  [[nodiscard]] std::shared_ptr<const RuleCatalog> catalog();
  void reload();
  /// Another folder from now on; `draft`: overlays that lie elsewhere.
  void use(std::filesystem::path folder, std::filesystem::path draft = {});
  [[nodiscard]] std::filesystem::path folder();

 private:
  std::filesystem::path folder_;
  std::filesystem::path draft_;
  std::mutex mutex_;
  std::shared_ptr<const RuleCatalog> catalog_;
};

/// Zones of a dossier that is being changed, without its surroundings.
struct Preview {
  std::vector<BatteryUnit> units;
  std::vector<study::ZoneResult> zones;
};

/// Computes studies on worker threads. The latest request wins: an older one is told to stop and its result, should it
/// still come, is dropped. Inputs of a run are frozen.
class StudyRunner : public QObject {
  Q_OBJECT

 public:
  explicit StudyRunner(std::shared_ptr<RuleStore> rules, QObject* parent = nullptr);
  ~StudyRunner() override;

  /// Whole study with its map.
  void run(std::shared_ptr<const Dossier> dossier);
  /// Zones alone, for a change that has not ended yet. While one is computed, only the newest of the others waits; the
  /// result of a whole run that was asked for later makes it void.
  void preview(std::shared_ptr<const Dossier> dossier);
  void cancel();
  /// Rules of the runs to come.
  void set_rules(std::shared_ptr<RuleStore> rules) { rules_ = std::move(rules); }
  /// Whole studies from now on compute the group risk too, or not.
  void set_group_risk(study::GroupRisk group_risk) { group_risk_ = group_risk; }
  [[nodiscard]] study::GroupRisk group_risk() const { return group_risk_; }
  [[nodiscard]] bool running() const { return running_; }

 Q_SIGNALS:
  void started();
  void progressed(const QString& stage, double share);
  void finished(std::shared_ptr<const batterisk::render::MapScene> scene);
  void previewed(std::shared_ptr<const batterisk::viewmodel::Preview> preview);
  void failed(const std::vector<batterisk::Diagnostic>& messages);
  void cancelled();

 private:
  struct Draft {
    std::shared_ptr<const Dossier> dossier;
    std::uint64_t generation;  // of the runs that were asked for before it
  };
  void start_preview(Draft draft);

  std::shared_ptr<RuleStore> rules_;
  QThreadPool pool_;
  std::stop_source stop_;
  std::uint64_t generation_ = 0;
  std::uint64_t ended_ = 0;  // generation of the last run that was not overtaken
  study::GroupRisk group_risk_ = study::GroupRisk::Omitted;
  bool running_ = false;
  bool previewing_ = false;
  std::optional<Draft> waiting_preview_;
};

}  // namespace batterisk::viewmodel
