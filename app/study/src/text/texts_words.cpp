#include "text/texts_tables.hpp"
#include "text/words.hpp"

namespace batterisk::study {

using detail::chosen;
using detail::find;
using detail::pick;
using detail::Word;

namespace {

constexpr auto vlaggen = std::to_array<Word>({
    {"te_bevestigen", "De BAG sluit een andere klasse met een ander oordeel niet uit; bevestig de klasse.",
     "The BAG does not exclude another class with another verdict; confirm the class."},
    {"begrensd_door_bewijs",
     "Niet strenger dan 'afweging nodig', want de normwaarde is niet in de bron zelf gelezen.",
     "No stricter than 'afweging nodig', because the norm value was not read in the source itself."},
    {"feit_onbekend", "Een feit waar de regel naar vraagt is niet bekend; geef het in het dossier.",
     "A fact that the rule asks for is not known; give it in the dossier."},
    {"niet_gekozen", "Voor deze activiteit geldt een ander alternatief dat de regels toelaten.",
     "For this activity another alternative holds, which the rules allow."},
    {"voorschriftengebied_verplicht",
     "De aanwijzing als voorschriftengebied mag hier niet vervallen (Bkl art. 5.14 lid 3).",
     "The voorschriftengebied (extra building rules) may not be dropped here (Bkl art. 5.14(3))."},
    {"voorschriftengebied_kandidaat",
     "De gemeente kan het voorschriftengebied hier laten vervallen of verkleinen (Bkl art. 5.14).",
     "The municipality may drop or shrink the voorschriftengebied (extra building rules; Bkl art. 5.14)."},
    {"risicogebied_niet_voor_batterijen",
     "Een risicogebied kan vandaag niet voor batterijen worden aangewezen (Bkl art. 5.17); controleer dit.",
     "No risicogebied can be designated for batteries today (Bkl art. 5.17); check this."},
    {"tijdelijk_niet_toegestaan",
     "De opgegeven tijdelijke afwijking is te lang of voorbij, of geldt niet voor deze klasse (Bkl art. 5.10).",
     "The temporary deviation stated is too long or over, or does not hold for this class (Bkl art. 5.10)."},
    {"buitenruimte_onbekend",
     "De buitenruimte voor personen bij dit zeer kwetsbare gebouw is niet bekend; getoetst is aan de gevel.",
     "The outdoor place for persons at this zeer kwetsbaar building is not known; the façade was assessed."},
});

}  // namespace

std::string_view severity_word(Severity severity, Language language) {
  switch (severity) {
    case Severity::Fout:
      return pick(language, "fout", "error");
    case Severity::Waarschuwing:
      return pick(language, "waarschuwing", "warning");
    case Severity::Info:
      return "info";
  }
  return "";
}

std::string oordeel_word(Oordeel oordeel, Language language) {
  switch (oordeel) {
    case Oordeel::Voldoet:
      return chosen(language, "voldoet", "voldoet (complies)");
    case Oordeel::VoldoetNiet:
      return chosen(language, "voldoet niet", "voldoet niet (does not comply)");
    case Oordeel::AfwegingNodig:
      return chosen(language, "afweging nodig", "afweging nodig (must be weighed)");
    case Oordeel::NietVanToepassing:
      return chosen(language, "niet van toepassing", "niet van toepassing (not applicable)");
    case Oordeel::Onbepaald:
      return chosen(language, "onbepaald", "onbepaald (undetermined)");
  }
  return "";
}

std::string kwetsbaarheid_word(Kwetsbaarheid klasse, Language language) {
  switch (klasse) {
    case Kwetsbaarheid::Geen:
      return chosen(language, "geen klasse", "geen klasse (not in annex VI)");
    case Kwetsbaarheid::BeperktKwetsbaar:
      return chosen(language, "beperkt kwetsbaar", "beperkt kwetsbaar (limited vulnerable)");
    case Kwetsbaarheid::Kwetsbaar:
      return chosen(language, "kwetsbaar", "kwetsbaar (vulnerable)");
    case Kwetsbaarheid::ZeerKwetsbaar:
      return chosen(language, "zeer kwetsbaar", "zeer kwetsbaar (very vulnerable)");
    case Kwetsbaarheid::Onbekend:
      return chosen(language, "onbekend", "onbekend (unknown)");
  }
  return "";
}

std::string normstatus_word(NormStatus status, Language language) {
  switch (status) {
    case NormStatus::Bindend:
      return chosen(language, "bindend", "bindend (binding)");
    case NormStatus::BijAnalogie:
      return chosen(language, "bij analogie toegepast", "bij analogie toegepast (applied by analogy)");
    case NormStatus::Ontwerp:
      return chosen(language, "ontwerp", "ontwerp (draft)");
    case NormStatus::Advies:
      return chosen(language, "advies", "advies (advice)");
  }
  return "";
}

std::string aandachtsgebied_word(Aandachtsgebied soort, Language /*language*/) {
  return std::string{to_string(soort)} + "aandachtsgebied";
}

std::string bewijs_word(Bewijs bewijs, Language language) {
  switch (bewijs) {
    case Bewijs::Gelezen:
      return chosen(language, "gelezen", "read in the source");
    case Bewijs::Voorstel:
      return chosen(language, "voorstel", "proposal");
    case Bewijs::Tweedehands:
      return chosen(language, "tweedehands", "second-hand");
    case Bewijs::UitGeheugen:
      return chosen(language, "uit het geheugen", "from memory");
    case Bewijs::Afgeleid:
      return chosen(language, "afgeleid", "inferred");
    case Bewijs::Gekalibreerd:
      return chosen(language, "gekalibreerd", "calibrated");
    case Bewijs::Aanname:
      return chosen(language, "aanname", "assumption");
    case Bewijs::Ontbreekt:
      return chosen(language, "ontbreekt", "missing");
  }
  return "";
}

std::string vlag_text(std::string_view vlag, Language language) {
  const Word* known = find(vlaggen, vlag);
  return std::string{known == nullptr ? vlag : pick(language, known->nl, known->en)};
}

std::string twijfel_question(const std::vector<Twijfel>& twijfels, Language language) {
  std::string text = chosen(language, "Waarvoor wordt dit pand gebruikt?", "What is this building used for?");
  for (std::size_t i = 0; i < twijfels.size(); ++i) {
    const std::string reason = detail::program_word(to_string(twijfels[i]), language);
    text += (i > 0 ? "; " : chosen(language, " Dat is niet bekend: ", " It is not known: ")) + reason;
  }
  return text + (twijfels.empty() ? "" : ".");
}

}  // namespace batterisk::study
