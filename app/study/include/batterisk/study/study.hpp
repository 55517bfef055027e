#pragma once

#include "batterisk/study/group_risk.hpp"

#include "batterisk/core/aandachtsgebied.hpp"
#include "batterisk/core/dossier.hpp"
#include "batterisk/core/risk_field.hpp"
#include "batterisk/core/rule_set.hpp"
#include "batterisk/core/scenario.hpp"
#include "batterisk/core/surroundings.hpp"
#include "batterisk/core/toets.hpp"
#include "batterisk/core/zone.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk::study {

/// What a study may call itself, from exactly the keys that it used.
enum class Label {
  ConformRegelset,        ///< official text, every used key confirmed
  EigenReferentiemethode, ///< the project's own method, without deviations
  Indicatief
};
[[nodiscard]] std::string_view to_string(Label label);

/// A zone with what people ask of it.
struct ZoneResult {
  std::string naam;      ///< "PR10-6", "brand", "gifwolk"
  Zone zone;
  MultiPolygon polygons;  ///< union of the parts on the millimetre, as drawn, exported and used for areas
  double oppervlakte_m2 = 0.0;
  double grootste_afstand_m = 0.0;       ///< from the centre of the nearest source to the farthest point
  std::string maatgevend_scenario;       ///< scenario that reaches furthest; empty for PR
};

/// A building that was judged.
struct PandResult {
  std::size_t pand = 0;
  Klassering klassering;
  std::optional<FacadeMaximum> pr;
  double afstand_m = 0.0;              ///< from the nearest source to the footprint
  std::vector<Aandachtsgebied> gebieden;
  std::vector<Bevinding> bevindingen;  ///< by tables A, B and C
  bool getroffen = false;              ///< in a zone, or with a verdict other than voldoet and niet_van_toepassing
};

/// A parcel that a zone meets.
struct PerceelResult {
  std::size_t perceel = 0;
  std::optional<FacadeMaximum> pr;  ///< highest PR along the outline of what lies outside the sites; nothing: nothing does
};

/// A file that went into the result.
struct ReceiptFile {
  std::string soort;  ///< "dossier", "regels", "laag", "weer"
  std::string naam;
  std::string sha256;
};

/// Everything needed to check that another run computed the same.
struct Receipt {
  std::string program_version;
  std::string commit;
  std::string compiler;
  std::string flags;
  int schema_version = 1;
  std::vector<ReceiptFile> files;
  std::string run_hash;  ///< sha256 over all of the above
};

/// How far a zone reaches with a credited measure and without it, all else equal.
struct MeasureZone {
  std::size_t measure = 0;  ///< index in the measures of the dossier
  std::string zone;         ///< name of the ZoneResult: the norm of the PR, and the areas
  double met_m = 0.0;
  double zonder_m = 0.0;
  double met_m2 = 0.0;
  double zonder_m2 = 0.0;
};

/// The one result object that screen, files and report print.
struct StudyResult {
  Dossier dossier;
  std::shared_ptr<const RuleSet> rules;
  ScenarioSet scenarios;
  StudyWeather weather;
  std::vector<EffectDistance> effectafstanden;
  RdPoint midden{};                       ///< of the sources
  std::vector<AreaDirection> richtingen;  ///< how far each area reaches from `midden`, all round
  std::optional<GroupRiskResult> groepsrisico;
  std::vector<ZoneResult> zones;  ///< PR contours from high to low, then the areas
  Surroundings surroundings;
  std::vector<Overlap> overlaps;  ///< zone = index in `zones`
  std::vector<PandResult> panden;
  std::vector<PerceelResult> percelen;
  std::size_t panden_op_eigen_terrein = 0;
  std::vector<MeasureZone> maatregelen;  ///< by measure of the dossier, then zone
  std::vector<Bevinding> bevindingen;  ///< all findings, for the overall verdict
  Oordeel eindoordeel = Oordeel::Onbepaald;
  Label label = Label::Indicatief;
  bool ontwerp = false;
  std::vector<std::shared_ptr<const Provenance>> used_keys;
  std::vector<Diagnostic> messages;
  Receipt receipt;
  std::shared_ptr<const RiskField> field;
};

/// Progress of a run: stage and share done (0..1).
using Progress = std::function<void(std::string_view stage, double share)>;

/// Thrown when a run was cancelled.
struct Cancelled {};

/// Risk of a study before any map: rules, scenarios, weather and the PR field.
struct RiskStudy {
  std::shared_ptr<const RuleSet> rules;
  ScenarioSet scenarios;
  EffectModels models;
  StudyWeather weather;
  std::shared_ptr<const RiskField> field;
  UsedKeys used;
};
[[nodiscard]] RiskStudy compute_risk(const Dossier& dossier, const RuleCatalog& catalog);
/// Under rules that are loaded already: the method, dates and deviations of the dossier play no part.
[[nodiscard]] RiskStudy compute_risk(const Dossier& dossier, std::shared_ptr<const RuleSet> rules);

/// Zones of a study and what they follow from.
struct StudyZones {
  std::vector<ZoneResult> zones;  ///< PR contours from high to low, then the areas
  std::vector<EffectDistance> effectafstanden;
  RdPoint midden{};                       ///< of the sources
  std::vector<AreaDirection> richtingen;  ///< how far each area reaches from `midden`, all round
  std::vector<std::string> undetermined;  ///< as in Aandachtsgebieden
  double gifwolk_uncapped_m = 0.0;
};
/// Contours and areas of a risk, without any map layer; adds the keys that it used.
[[nodiscard]] StudyZones compute_zones(RiskStudy& risk, const std::stop_token& stop = {}, const Progress& progress = {});

/// Computes the study again without each of its measures, and compares the contour of the PR norm and the areas.
[[nodiscard]] std::vector<MeasureZone> compare_measures(const Dossier& dossier, const RuleCatalog& catalog,
                                                        const std::vector<ZoneResult>& with,
                                                        const std::stop_token& stop = {});

/// The label that a set of used keys allows; a dossier that replaces a value by another makes it `Indicatief`.
[[nodiscard]] Label label_of(const RuleSet& rules, const std::vector<std::shared_ptr<const Provenance>>& used_keys);

/// Computes, overlays and judges. Throws RuleFileError, DossierError, LayerError or Cancelled.
[[nodiscard]] StudyResult run_study(const Dossier& dossier, const RuleCatalog& catalog, std::stop_token stop = {},
                                    const Progress& progress = {}, GroupRisk group_risk = GroupRisk::Omitted);

/// Selects and types the rules, derives scenarios and weather, without computing: what `check` needs. False when
/// something lies outside the scope of the method.
bool check_study(const Dossier& dossier, const RuleCatalog& catalog, std::vector<Diagnostic>& messages);

}  // namespace batterisk::study
