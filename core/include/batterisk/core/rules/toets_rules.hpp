#pragma once

#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/rules/provenance.hpp"

#include <map>
#include <optional>
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
  std::optional<std::string> advies;  ///< only in table D
  std::optional<std::string> rand;    ///< only in table E
  Oordeel oordeel = Oordeel::Onbepaald;
  std::string artikel;
  std::string norm;                                     ///< key of the Bkl set, or ""
  std::map<Kwetsbaarheid, std::string> norm_per_klasse;  ///< instead of `norm`
  std::vector<std::string> vlaggen;
  std::string reden_nl;
  std::string reden_en;
};

/// Decision tables (rules/oordeel), hit policy FIRST.
struct VerdictRules {
  std::map<std::string, std::vector<VerdictRow>> tabellen;  ///< by name: "A", "B", ...
  std::vector<Oordeel> rangorde;                            ///< worst first
  bool afstand_advies = false;  ///< table D names the advised distance of an EOS to buildings
};

/// Advised distance between an EOS and the buildings around it (rules/circulaire-lithium).
struct AfstandAdvies {
  std::string key;  ///< "circulaire-lithium:eos.afstand_bebouwing"
  Sourced<std::optional<Length>> afstand;  ///< met when the distance is at least this
  Sourced<std::optional<Energy>> vanaf;  ///< smallest EOS that the advice is about
};

}  // namespace batterisk
