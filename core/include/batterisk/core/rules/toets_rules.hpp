#pragma once

#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/rules/condition.hpp"
#include "batterisk/core/rules/provenance.hpp"
#include "batterisk/core/rules/rule_document.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk {

/// Class of Bkl annex VI; `Onbekend` where the data cannot tell.
enum class Kwetsbaarheid { Geen, BeperktKwetsbaar, Kwetsbaar, ZeerKwetsbaar, Onbekend };
[[nodiscard]] std::string_view to_string(Kwetsbaarheid klasse);  // "geen", "beperkt_kwetsbaar", ...
[[nodiscard]] std::optional<Kwetsbaarheid> kwetsbaarheid_from(std::string_view word);

enum class Oordeel { Voldoet, VoldoetNiet, AfwegingNodig, NietVanToepassing, Onbepaald };
[[nodiscard]] std::string_view to_string(Oordeel oordeel);  // "voldoet", "voldoet_niet", ...
[[nodiscard]] std::optional<Oordeel> oordeel_from(std::string_view word);

/// Legal standing of a verdict.
enum class NormStatus { Bindend, BijAnalogie, Ontwerp, Advies };
[[nodiscard]] std::string_view to_string(NormStatus status);  // "bindend", "bij_analogie", ...

/// A norm for the plaatsgebonden risico out of the Bkl set. Met when `PR <comparison> value`.
struct Norm {
  std::string key;
  Sourced<PlaatsgebondenRisico> value;
  std::string comparison;  ///< "<="
  std::string normsoort;   ///< grenswaarde or standaardwaarde
};

/// What one BAG gebruiksdoel says about the class (rules/klassen).
struct GebruiksdoelRule {
  std::string naam;
  Kwetsbaarheid klasse = Kwetsbaarheid::Onbekend;
  std::vector<Kwetsbaarheid> kan_ook;
  std::optional<Area> grens_oppervlakte;  ///< above this usable area the class is `klasse_boven`
  Kwetsbaarheid klasse_boven = Kwetsbaarheid::Onbekend;
  std::string vraag_nl;
  std::string vraag_en;
  Provenance provenance;
};

/// A building that is large enough to be used and has no verblijfsobject, as a GebruiksdoelRule without name.
struct GrootPandRule {
  Area vanaf;  ///< footprint
  GebruiksdoelRule regel;
};

/// From BAG words to classes: always indicatief.
struct ClassRules {
  std::map<std::string, GebruiksdoelRule> gebruiksdoelen;
  Kwetsbaarheid pand_zonder_verblijfsobject = Kwetsbaarheid::Geen;
  std::optional<GrootPandRule> groot_pand_zonder_verblijfsobject;  ///< nothing in sets of before
  std::vector<std::string> pand_bestaand;
  std::vector<std::string> pand_geprojecteerd;
  std::vector<std::string> pand_vervallen;
  std::vector<std::string> verblijfsobject_bestaand;
  std::vector<std::string> verblijfsobject_geprojecteerd;
  std::vector<std::string> verblijfsobject_vervallen;
};

/// One row of a decision table: every condition that is present must hold.
struct VerdictRow {
  std::string id;  ///< "A3"
  std::optional<std::string> pr;
  std::vector<Kwetsbaarheid> klassen;            ///< empty = any
  std::vector<std::string> functionele_binding;  ///< empty = any
  std::optional<bool> risicogebied;
  std::optional<bool> tijdelijk;
  std::optional<std::string> ligging;
  std::optional<bool> locatie;
  std::optional<std::string> norm_gehaald;  ///< of the norm of the table: "voldaan", "niet_voldaan" or "leeg" (not known)
  std::vector<Condition> feiten;            ///< on all other facts
  Oordeel oordeel = Oordeel::Onbepaald;
  std::string artikel;
  std::string norm;                                     ///< key of the Bkl set, or ""
  std::map<Kwetsbaarheid, std::string> norm_per_klasse;  ///< instead of `norm`
  std::vector<std::string> vlaggen;
  std::string reden_nl;
  std::string reden_en;
};

/// Parts of the law that the tables of the Bkl judge; other tables name a part of their own.
inline constexpr std::string_view deel_pr = "plaatsgebonden_risico";
inline constexpr std::string_view deel_gebied = "aandachtsgebied";
inline constexpr std::string_view deel_risicogebied = "risicogebied";

/// A decision table, hit policy FIRST.
struct VerdictTable {
  std::string naam;       ///< "A"
  Onderwerp onderwerp = Onderwerp::Object;
  std::string onderdeel;  ///< part of the law that it judges
  std::string norm;       ///< key of the norm that its rows ask about (`norm_gehaald`): "pgs-37-1:afstand.eos_eos"; or ""
  std::vector<Condition> als;  ///< subjects that it is about; none: all
  std::string titel_nl;
  std::string titel_en;
  std::vector<VerdictRow> rijen;
  Place place;
};

/// A norm on a fact, with its cases: met when `fact <vergelijking> value`.
struct FeitNorm {
  std::string key;           ///< "pgs-37-1:afstand.eos_eos"
  std::string feit;          ///< with where it is measured: "afstand_object:wand:gevel"
  std::string eenheid;       ///< of the values
  std::string vergelijking;
  std::string normsoort;
  NormStatus status = NormStatus::BijAnalogie;
  std::vector<NormCase> gevallen;
  std::shared_ptr<const Provenance> provenance;
};

/// How an activity is regulated: permit, notification, ... (`[[regime]]`). The first whose conditions hold counts.
struct Regime {
  std::string id;
  std::string titel_nl;
  std::string titel_en;
  std::vector<Condition> als;
  std::string artikel;
  Provenance provenance;
};

/// Alternatives of which one must hold (`[[keuze]]`).
struct Alternatief {
  std::string id;
  std::string titel_nl;
  std::string titel_en;
  std::vector<std::string> tabellen;  ///< decision tables that judge it
  std::string keuze;                  ///< id of another choice that it comes down to; or ""
};
struct Keuze {
  std::string id;
  std::string titel_nl;
  std::string titel_en;
  std::vector<Alternatief> alternatieven;
};

/// An aandachtsgebied that a fixed distance bounds (`[[afstandsgebied]]`), in place of the computed one.
struct Afstandsgebied {
  std::string soort;  ///< "brand", "explosie" or "gifwolk"
  std::string norm;   ///< key of the norm whose value is the distance; its fact is one of the system
  Place place;
};

/// From facts to verdicts (rules/oordeel).
struct VerdictRules {
  std::map<std::string, VerdictTable> tabellen;  ///< by name
  std::vector<Oordeel> rangorde;                 ///< worst first
  std::vector<Regime> regimes;
  std::vector<Keuze> keuzes;
  std::vector<Afstandsgebied> afstandsgebieden;
  std::map<std::string, FeitNorm> normen;        ///< that these name, by key
  std::set<std::string> gevraagd;                ///< facts that any of these asks about
  std::set<std::string> gevraagd_van_objecten;   ///< facts that tables about objects ask about beside the words of the Bkl

  [[nodiscard]] bool judges(Onderwerp onderwerp) const;
};

}  // namespace batterisk
