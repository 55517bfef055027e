#pragma once

#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/core/dossier/surroundings.hpp"
#include "batterisk/core/risk/facade.hpp"
#include "batterisk/core/risk/zone.hpp"
#include "batterisk/core/rules/rule_set.hpp"
#include "batterisk/core/rules/toets_rules.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace batterisk {

/// Where a class comes from, strongest first.
enum class KlasseHerkomst {
  Register,   ///< register of kwetsbare gebouwen (REV)
  Opgegeven,  ///< the dossier, with its reason
  Indicatief  ///< uses in the BAG
};
[[nodiscard]] std::string_view to_string(KlasseHerkomst herkomst);  // "register", "opgegeven", "indicatief"

/// Class that one use of one verblijfsobject gives, or that a building has for lack of one.
struct GebruikKlasse {
  std::optional<std::size_t> verblijfsobject;  ///< index in Pand::verblijfsobjecten; nothing: there is none
  std::string gebruiksdoel;                    ///< "" where there is none
  Kwetsbaarheid klasse = Kwetsbaarheid::Onbekend;
  const GebruiksdoelRule* regel = nullptr;  ///< nullptr for a use that the rules do not know, and for a doubt
};

/// Class of a building.
struct Klassering {
  Kwetsbaarheid klasse = Kwetsbaarheid::Geen;  ///< strictest class of the uses
  std::vector<Kwetsbaarheid> kan_ook;          ///< other classes that the data cannot exclude
  std::vector<std::string> gebruiksdoelen;     ///< that gave the class, without repeats
  std::vector<const GebruiksdoelRule*> regels; ///< rules behind them
  std::vector<GebruikKlasse> gebruiken;        ///< per use and address
  std::vector<Twijfel> twijfels;               ///< why the class is open
  KlasseHerkomst herkomst = KlasseHerkomst::Indicatief;
  std::string toelichting;                     ///< reason and source of a class that was given
};

/// The class of the register or of an own layer where the building has one; else the strictest class over its
/// verblijfsobjecten, which is always indicatief. Office area is summed over the building. A building that stands and is
/// known to have no verblijfsobject has the class that the rules give it; one that is not yet built, an unknown use, an
/// area that could lie on either side of a limit and every Twijfel give `Onbekend`.
[[nodiscard]] Klassering klasseer(const Pand& pand, const ClassRules& rules);

/// The class that somebody gives, in place of the one from the uses, which stay in the result as evidence.
[[nodiscard]] Klassering vastgesteld(Klassering uit_gebruik, Kwetsbaarheid klasse, KlasseHerkomst herkomst,
                                     std::string toelichting);

/// True when a temporary deviation is allowed by its length and has not ended (Bkl art. 5.10).
[[nodiscard]] bool tijdelijk_toegestaan(const ObjectOpgave& object, std::chrono::year_month_day peildatum,
                                        const LegalRules& legal);

/// Edge of a zone as one object sees it.
struct Rand {
  std::string zone;                            ///< "PR10-6", "brand"
  std::optional<Aandachtsgebied> gebied;       ///< either this
  std::optional<PlaatsgebondenRisico> niveau;  ///< or this
  double afstand_m = 0.0;  ///< from the façade to the edge; negative: how deep the object reaches into the zone
};

/// What is known of one object when it is judged.
struct Feiten {
  Klassering klassering;
  std::optional<FacadeMaximum> pr;  ///< nothing: not known
  bool gebieden_bekend = true;      ///< false: an attention area or the layer is missing
  std::vector<Aandachtsgebied> gebieden;  ///< areas that the object lies in
  Antwoord functionele_binding = Antwoord::Onbekend;
  bool in_risicogebied = false;
  bool tijdelijk = false;          ///< temporary deviation that the rules allow
  bool locatie = false;            ///< a place where people stay, and no building
  std::vector<Rand> randen;        ///< of the zones that are reached; without them there is no `omslag`
  Facts overige;                   ///< what else the rules ask about
};

/// How far the edge that decides must move for the verdict to change: positive outwards, until it reaches the object;
/// negative inwards, until the object is free of the zone.
struct Omslag {
  double afstand_m;
  std::string zone;
};

/// Verdict on one subject by one decision table.
struct Bevinding {
  std::size_t pand = 0;  ///< index in Surroundings::panden; meaningless when `pand_bekend` is false
  bool pand_bekend = true;
  std::string onderwerp;  ///< id of what it is about where that is no object: system, pair ("a - b"), risicogebied
  std::string tabel;      ///< "A"
  std::string onderdeel;  ///< part of the law that the table judges: deel_pr, deel_gebied, "advies", ...
  std::string rij;       ///< "A9"
  Oordeel oordeel = Oordeel::Onbepaald;
  NormStatus normstatus = NormStatus::BijAnalogie;
  std::string artikel;
  std::string norm;                                ///< key in the Bkl set, or of another norm; "" where no value decides
  std::optional<PlaatsgebondenRisico> normwaarde;
  std::optional<PlaatsgebondenRisico> pr;          ///< that it is compared with
  std::optional<double> norm_afstand_m;            ///< of a norm on a distance
  std::optional<double> afstand_m;                 ///< compared with it
  std::string normsoort;
  std::string reden_nl;
  std::string reden_en;
  std::optional<Omslag> omslag;                    ///< nothing when no distance changes the verdict
  std::vector<std::string> vlaggen;  ///< of the row, and "te_bevestigen", "begrensd_door_bewijs", "feit_onbekend"
};

/// Judges one object by every table about objects, hit policy FIRST. A class that the data
/// cannot exclude and that would change the verdict adds the flag "te_bevestigen". `voldoet_niet` needs a norm value that
/// was read in its source, or that a draft proposes; else it is capped at `afweging_nodig` with the flag "begrensd_door_bewijs".
[[nodiscard]] std::vector<Bevinding> toets(std::size_t pand, const Feiten& feiten, const RuleSet& rules);

/// Judges one object by the table of the areas for one area alone, whatever is known of the others; without flip distance. `bekend`: this
/// area could be determined. Nothing where the rules have no such table.
[[nodiscard]] std::optional<Bevinding> toets_gebied(std::size_t pand, const Feiten& feiten, Aandachtsgebied gebied,
                                                    bool bekend, const RuleSet& rules);

/// Article by which the table of a part of the law finds that an object complies: what the part is about. Empty where there
/// is none.
[[nodiscard]] std::string artikel_van(std::string_view onderdeel, const VerdictRules& rules);

/// What is known of a subject that is no object.
struct Onderzocht {
  Onderwerp onderwerp = Onderwerp::Systeem;
  std::string id;
  Facts feiten;
  std::optional<std::size_t> pand{};           ///< nearest building, where the distance to one is known
  std::optional<PlaatsgebondenRisico> pr{};    ///< of an edge
};

/// Judges a subject by every table about its kind. A fact that is not known and on which the verdict hangs gives `onbepaald`
/// with the flag "feit_onbekend".
[[nodiscard]] std::vector<Bevinding> toets(const Onderzocht& onderzocht, const RuleSet& rules);

/// The case of a norm that holds for these facts; nullptr where none does, or where that is not known.
[[nodiscard]] const NormCase* geval_van(const FeitNorm& norm, const Facts& feiten);

/// The edge of a risicogebied: `pr` is the highest PR on it (Bkl art. 5.16), nothing where it is not known.
[[nodiscard]] Onderzocht rand_van(const std::string& risicogebied, const std::optional<PlaatsgebondenRisico>& pr,
                                  const RuleSet& rules);

/// The regime that an activity falls under: the first whose conditions hold. Without `regime` none does, or it hangs on the
/// facts in `onbekend`.
struct RegimeUitkomst {
  const Regime* regime = nullptr;
  std::vector<std::string> onbekend;
};
[[nodiscard]] RegimeUitkomst regime_van(const Facts& activiteit, const VerdictRules& rules);

/// What became of a choice that the rules leave.
struct KeuzeUitkomst {
  const Keuze* keuze = nullptr;
  const Alternatief* gekozen = nullptr;
  bool opgegeven = false;                 ///< the dossier chose; else the alternative that suits the applicant best
  std::vector<Oordeel> oordelen;          ///< of the alternatives, in their order
  std::set<std::string> tabellen_vervallen;  ///< tables of the alternatives that were not chosen
};

/// Makes the choices of the rules. `given`: alternative by choice, as the dossier says; `per_table`: worst verdict of each
/// table, none where it found nothing. An alternative that does not apply is not chosen while another does.
[[nodiscard]] std::vector<KeuzeUitkomst> kies(const VerdictRules& rules, const std::map<std::string, EigenKeuze>& given,
                                              const std::map<std::string, Oordeel>& per_table);

/// Findings for a study whose building layer is missing, empty or does not cover the largest zone: `onbepaald`.
[[nodiscard]] std::vector<Bevinding> toets_zonder_panden(const RuleSet& rules);

/// Worst verdict of the findings by the ranking of the rules; `NietVanToepassing` only when there is nothing else,
/// `Onbepaald` for no findings at all.
[[nodiscard]] Oordeel eindoordeel(const std::vector<Bevinding>& bevindingen, const VerdictRules& rules);

/// Standing of the norms of this study: draft, binding for this activity, or applied by analogy.
[[nodiscard]] NormStatus norm_status(const RuleSet& rules);

}  // namespace batterisk
