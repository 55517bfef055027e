#pragma once

#include "batterisk/study/run/label.hpp"
#include "batterisk/study/run/model_choices.hpp"
#include "batterisk/study/run/risk.hpp"

#include "batterisk/core/dossier/surroundings.hpp"
#include "batterisk/core/risk/group_risk.hpp"
#include "batterisk/core/verdict/toets.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace batterisk::study {

/// A building that was judged.
struct PandResult {
  std::size_t pand = 0;
  Klassering klassering;
  std::optional<FacadeMaximum> pr;
  double afstand_m = 0.0;              ///< from the nearest source to the footprint
  std::vector<Aandachtsgebied> gebieden;
  std::vector<Bevinding> bevindingen;  ///< by tables A, B and C
  std::map<Aandachtsgebied, Oordeel> per_gebied;  ///< by table B for each area alone
  bool getroffen = false;              ///< in a zone, or with a verdict other than voldoet and niet_van_toepassing
};

/// A building on the ground of the activity. Nothing judges it: PR counts outside that ground (Bkl art. 5.6).
struct PandOpTerrein {
  std::size_t pand = 0;
  Klassering klassering;

  /// People may live, be cared for or taught there, who do not belong to the activity: it has a class, or nobody knows.
  [[nodiscard]] bool vraagt_aandacht() const {
    return klassering.klasse != Kwetsbaarheid::Geen && klassering.klasse != Kwetsbaarheid::BeperktKwetsbaar;
  }
};

/// Verdict of one part of the law, which no other part hides.
struct Deeloordeel {
  /// "plaatsgebonden_risico", "brand", "explosie", "gifwolk", "risicogebied", "risicogebied_rand", "advies", or
  /// what another decision table names.
  std::string onderdeel;
  Oordeel oordeel = Oordeel::Onbepaald;         ///< worst of the findings by the ranking of the rules
  std::map<Oordeel, std::size_t> aantallen;     ///< objects, or systems and edges, with each verdict
  std::string artikel;
  NormStatus normstatus = NormStatus::BijAnalogie;
  std::vector<std::string> indicatief_door;     ///< "klasse", "parameters", "regelset"; empty: not indicative
  std::string reden_nl;                         ///< of the finding that decides
  std::string reden_en;
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

/// Whether a study computes the group risk.
enum class GroupRisk { Omitted, Computed };

/// Group risk of the people that the rules put in the buildings of the layer (core/README.md, 5.6).
struct GroupRiskResult {
  bool onbepaald = true;  ///< of nobody around the site the number is known: the rest says nothing
  double people_day = 0.0;
  double people_night = 0.0;
  std::size_t unknown_places = 0;  ///< buildings and locations with people of unknown number
  bool lower_bound = false;        ///< there are some, or buildings or layers of people are not all known
  std::size_t counted_by_layer = 0;  ///< buildings and other places of which a layer of people gives a number
  double expected_deaths_per_year = 0.0;
  std::vector<FnPoint> curve;  ///< F at 1, 2, .. 9, 10, 20, .. deaths, up to the first at which it is 0
};

struct Uncertainty;

/// The one result object that screen, files and report print.
struct StudyResult {
  Dossier dossier;
  std::shared_ptr<const RuleSet> rules;
  ScenarioSet scenarios;
  StudyWeather weather;
  Facts algemeen;  ///< facts of the activity as a whole
  std::vector<EffectDistance> effectafstanden;
  RdPoint midden{};                       ///< of the sources
  std::vector<AreaDirection> richtingen;  ///< how far each area reaches from `midden`, all round
  std::optional<GroupRiskResult> groepsrisico;
  std::vector<ZoneResult> zones;  ///< PR contours from high to low, then the areas
  Surroundings surroundings;
  std::vector<Overlap> overlaps;  ///< zone = index in `zones`
  std::vector<PandResult> panden;
  std::vector<PerceelResult> percelen;
  std::vector<PandOpTerrein> panden_op_eigen_terrein;
  std::vector<MeasureZone> maatregelen;  ///< by measure of the dossier, then zone
  std::vector<ModelChoice> modelkeuzes;  ///< how far the zones reach under each choice between models
  std::vector<Bevinding> bevindingen;  ///< all findings, for the overall verdict
  std::vector<KeuzeUitkomst> keuzes;   ///< that the rules leave
  std::optional<RegimeUitkomst> regime;  ///< nothing where the rules have no regimes
  Oordeel eindoordeel = Oordeel::Onbepaald;
  std::vector<Deeloordeel> deeloordelen;  ///< PR, each area, and what else was judged
  Label label = Label::Indicatief;
  bool ontwerp = false;
  std::vector<std::shared_ptr<const Provenance>> used_keys;
  std::vector<Diagnostic> messages;
  Receipt receipt;
  std::shared_ptr<const RiskField> field;
  std::shared_ptr<const Uncertainty> onzekerheid;  ///< on request (run/uncertainty.hpp); nothing: not computed
};

/// Verdict of a building over both tables, by the ranking of the rules.
[[nodiscard]] Oordeel oordeel_of(const PandResult& pand, const RuleSet& rules);

/// Overall verdict when something on the site lies outside the scope of the method: its outcome is an indication then, from
/// which no `voldoet` follows.
[[nodiscard]] Oordeel within_scope(Oordeel oordeel, bool out_of_scope);

/// What a measure changes, as "key: without -> with; ...".
[[nodiscard]] std::string measure_changes(const RuleSet& rules, std::size_t measure);

/// What weakens every verdict of a study whatever the class of a building: "parameters", "regelset".
[[nodiscard]] std::vector<std::string> weak_basis(const std::vector<std::shared_ptr<const Provenance>>& used_keys, Label label);

/// True when the rules ask what a building is used for because it is large and has no verblijfsobject.
[[nodiscard]] bool asks_about_size(const Klassering& klassering, const ClassRules& rules);

/// Keys that the study used and whose evidence is weaker than `gelezen`, alphabetically.
[[nodiscard]] std::vector<std::string> weak_keys(const StudyResult& result);
/// Keys that the study used and that are not confirmed.
[[nodiscard]] std::vector<std::string> unconfirmed_keys(const StudyResult& result);

}  // namespace batterisk::study
