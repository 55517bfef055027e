#pragma once

#include "batterisk/core/effect/blast.hpp"
#include "batterisk/core/effect/toxic.hpp"
#include "batterisk/core/rules/deviation.hpp"
#include "batterisk/core/rules/event_tree.hpp"
#include "batterisk/core/rules/method_rules.hpp"
#include "batterisk/core/rules/rule.hpp"
#include "batterisk/core/rules/rule_document.hpp"
#include "batterisk/core/rules/toets_rules.hpp"
#include "batterisk/core/rules/weather.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace batterisk {

/// Toxic substance of rules/stoffen.
struct Substance {
  std::string naam;  ///< "HF"
  std::string cas;
  Sourced<std::optional<Concentration>> lbw30;  ///< life-threatening value for 30 minutes; a gap where not known
  std::optional<Sourced<ToxicProbit>> probit;   ///< of the probit set that the method chose; C in mg/m3, t in min
};

/// End points and norms of the Bkl at the dates of the study.
struct LegalRules {
  std::map<std::string, Norm> normen;  ///< by key, e.g. "pr.grenswaarde.kwetsbaar"
  Sourced<HeatFlux> brand_warmtestraling;
  Sourced<HeatFlux> bleve_warmtestraling;
  Sourced<Overpressure> explosie_overdruk;
  Sourced<GifwolkCriterium> gifwolk_criterium;  ///< transitional law applied
  Sourced<Length> gifwolk_afkapafstand;
  Sourced<Time> tijdelijk_duur;
  Sourced<double> groepsrisico_personen;
  std::vector<std::string> aangewezen_activiteiten;
  DocumentStatus status = DocumentStatus::Vigerend;
};

/// Identity of a rule file that a study used, for the receipt.
struct RuleFile {
  std::string id;
  std::string sha256;
  DocumentStatus status = DocumentStatus::Vigerend;
};

/// What the Omgevingsregeling says about method and application.
struct RegelingRules {
  Rule<"gifwolk.grenswaarde.basis", std::string> gifwolk_basis;
  Rule<"rekenmethode.pr", std::vector<std::string>> rekenmethode_pr;
  Rule<"rekenmethode.aandachtsgebieden", std::vector<std::string>> rekenmethode_aandachtsgebieden;
  Rule<"rekenmethode.groepsrisico", std::vector<std::string>> rekenmethode_groepsrisico;
  Rule<"aanvraag.pr_niveaus", std::vector<PlaatsgebondenRisico>> aanvraag_pr_niveaus;
  Rule<"aanvraag.onderdelen", std::vector<std::string>> aanvraag_onderdelen;
};

/// Kind of measure that the method can credit (`[[maatregel]]`), with the keys that it may change.
struct MeasureKind {
  std::string soort;  ///< "gasafvoer"
  std::string omschrijving_nl;
  std::string omschrijving_en;
  std::vector<std::string> sleutels;
};

/// What a credited measure changes in the values of the method.
struct MeasureEffect {
  std::size_t measure = 0;  ///< index in the measures of the dossier
  std::string soort;
  std::string naam;         ///< as the dossier calls it
  std::string key;
  std::string without;      ///< value with unit
  std::string with;
};

/// What a rule set holds.
struct RuleValues {
  std::string id;  ///< of the method set, e.g. "referentie/2026-01-01"
  bool represents_official_text = false;
  bool is_draft = false;  ///< one of the files is an `ontwerp`
  LegalRules legal;
  RegelingRules regeling;
  ClassRules classes;
  VerdictRules verdicts;
  std::map<std::string, Substance> substances;
  std::vector<WeatherStation> weather_stations;
  Provenance weather_provenance;
  MethodRules method;
  std::vector<EventBranch> event_tree;
  std::vector<MeasureKind> measure_kinds;
  std::vector<MeasureEffect> measure_effects;
  MultiEnergyCurves blast;  ///< those that `blast.curves` chose
  std::vector<RuleFile> files;
  std::vector<Diagnostic> warnings;
};

/// Everything that rules say for one study: typed, with provenance, immutable after loading. Copied, moved and destroyed
/// in one place: every file that did it would compile that for hundreds of values again.
struct RuleSet : RuleValues {
  explicit RuleSet(RuleValues values);
  RuleSet(const RuleSet&);
  RuleSet(RuleSet&&) noexcept;
  ~RuleSet();
};

/// What a study needs to select its rules.
struct RuleSelection {
  std::string method;  ///< stelsel or full id
  std::chrono::year_month_day peildatum{};
  std::optional<std::chrono::year_month_day> aanvraagdatum;
  std::optional<std::chrono::year_month_day> onherroepelijk_op;
  std::vector<Deviation> deviations;  ///< replace values of the method, marked as given by the dossier
  std::vector<Measure> measures = {};  ///< likewise, as far as the method lets their kind
  std::optional<std::chrono::year_month_day> vergund_op = {};
  std::optional<std::chrono::year_month_day> in_gebruik_sinds = {};  ///< first of the systems
  std::map<std::string, EigenKeuze> keuzes = {};  ///< by choice of the rules
  std::vector<Deviation> site_values = {};  ///< data of the site that the method leaves to it, with their source as motivation
};

/// Picks the versions valid at `peildatum`, applies transitional law and deviations, and types every value.
/// Throws RuleFileError (rules) or DossierError (deviations) with all findings.
[[nodiscard]] RuleSet load_rule_set(const RuleCatalog& catalog, const RuleSelection& selection);

/// Types every document of the catalog once, so that unknown keys, missing keys and wrong units in any file are found.
/// Throws RuleFileError with all findings.
void check_rule_catalog(const RuleCatalog& catalog);

}  // namespace batterisk
