#include "text/texts_tables.hpp"

#include <algorithm>
#include <array>

namespace batterisk::study {
namespace {

/// A word of the program or of a file, and what people read for it.
struct Word {
  std::string_view word;
  std::string_view nl;
  std::string_view en;
};

std::string_view pick(Language language, std::string_view nl, std::string_view en) {
  return language == Language::Nl ? nl : en;
}

std::string chosen(Language language, std::string_view nl, std::string_view en) {
  return std::string{pick(language, nl, en)};
}

template <std::size_t n>
const Word* find(const std::array<Word, n>& words, std::string_view word) {
  const auto it = std::find_if(words.begin(), words.end(), [word](const Word& w) { return w.word == word; });
  return it == words.end() ? nullptr : &*it;
}

constexpr auto program_words = std::to_array<Word>({
    // Kinds of value that a reader expects.
    {"true of false", "true of false", "true or false"},
    {"tekst", "tekst", "text"},
    {"getal", "getal", "number"},
    {"geheel getal", "geheel getal", "whole number"},
    {"getal met eenheid", "getal met eenheid", "number with unit"},
    {"lijst van getallen", "lijst van getallen", "list of numbers"},
    {"lijst van teksten", "lijst van teksten", "list of texts"},
    {"lijst van tabellen", "lijst van tabellen", "list of tables"},
    {"lijst van punten [[x, y], ...]", "lijst van punten [[x, y], ...]", "list of points [[x, y], ...]"},
    {"tabel", "tabel", "table"},
    {"datum (jjjj-mm-dd zonder aanhalingstekens)", "datum (jjjj-mm-dd zonder aanhalingstekens)",
     "date (yyyy-mm-dd without quotation marks)"},
    {"datum zonder tijd of tijdzone (jjjj-mm-dd)", "datum zonder tijd of tijdzone (jjjj-mm-dd)",
     "date without time or time zone (yyyy-mm-dd)"},
    {"[x, y] in RD-meters", "[x, y] in RD-meters", "[x, y] in RD metres"},
    {"[laag, hoog]", "[laag, hoog]", "[low, high]"},
    {"evenveel waarden als 'bij'", "evenveel waarden als in 'bij'", "as many values as in 'bij'"},
    {"zie rules/README.md", "zie rules/README.md", "see rules/README.md"},
    // Why a text is no TOML.
    {"typografische aanhalingstekens", "typografische aanhalingstekens (“ ”); gebruik rechte (\")",
     "typographic quotation marks (“ ”); use straight ones (\")"},
    {"een decimale komma zonder aanhalingstekens",
     "een decimale komma zonder aanhalingstekens; schrijf 4.2, of \"4,2\" met een eenheid",
     "a decimal comma without quotation marks; write 4.2, or \"4,2\" with a unit"},
    {"een vaste spatie buiten aanhalingstekens", "een vaste spatie buiten aanhalingstekens; maak er een gewone van",
     "a no-break space outside quotation marks; make it an ordinary one"},
    {"staat er twee keer", "een sleutel of tabel staat er twee keer", "a key or table stands there twice"},
    {"geen UTF-8", "de tekst is geen UTF-8", "the text is no UTF-8"},
    {"een backslash in een tekst", "een \\ in een tekst; schrijf / of \\\\", "a \\ in a text; write / or \\\\"},
    {"aanhalingsteken niet gesloten", "een aanhalingsteken wordt niet gesloten", "a quotation mark is not closed"},
    {"geen geldige datum", "dit is geen geldige datum (jjjj-mm-dd)", "this is no valid date (yyyy-mm-dd)"},
    {"geen geldig getal", "dit is geen geldig getal", "this is no valid number"},
    {"een woord zonder aanhalingstekens", "een woord staat zonder aanhalingstekens", "a word stands without quotation marks"},
    {"een waarde zonder aanhalingstekens", "een waarde staat zonder aanhalingstekens",
     "a value stands without quotation marks"},
    {"een waarde ontbreekt", "een waarde ontbreekt", "a value is missing"},
    {"'=' ontbreekt", "achter de sleutel ontbreekt '='", "'=' is missing behind the key"},
    {"']' of een komma ontbreekt in een lijst", "in een lijst ontbreekt een komma of ']'",
     "a comma or ']' is missing in a list"},
    {"'}' of een komma ontbreekt in een tabel", "in een tabel tussen accolades ontbreekt een komma of '}'",
     "a comma or '}' is missing in a table between braces"},
    {"']' ontbreekt achter de naam van een tabel", "achter de naam van een tabel ontbreekt ']' of ']]'",
     "']' or ']]' is missing behind the name of a table"},
    {"een tabel tussen accolades is niet aan te vullen", "een tabel tussen accolades is verderop niet aan te vullen",
     "a table between braces cannot be added to further on"},
    {"geen sleutel aan het begin van de regel", "deze regel begint niet met een sleutel of [tabel]",
     "this line does not begin with a key or [table]"},
    {"tekst achter een waarde", "achter een waarde staat nog iets (misschien ontbreken er aanhalingstekens)",
     "something stands behind a value (quotation marks may be missing)"},
    {"een onzichtbaar stuurteken", "een onzichtbaar stuurteken", "an invisible control character"},
    {"de regel is niet te lezen", "deze regel is niet te lezen", "this line cannot be read"},
    // Why a file cannot be read.
    {"bestaat niet", "bestaat niet", "does not exist"},
    {"is geen bestand", "is geen bestand", "is not a file"},
    {"niet leesbaar", "is niet leesbaar", "is not readable"},
    // What is wrong in a table of numbers.
    {"kopregel", "kopregel", "header line"},
    {"regel", "regel", "line"},
    {"zes klassen", "niet alle zes klassen", "not all six classes"},
    {"geen station", "geen station", "no station"},
    // Where an example is missing.
    {"op", "precies op", "exactly at"},
    {"onder", "net onder", "just below"},
    {"boven", "net boven", "just above"},
    // What is zero.
    {"alle zones", "alle zones", "all zones"},
    // Why an effect model refuses its input.
    {"not above 0", "niet groter dan 0", "not above 0"},
    {"negative", "negatief", "negative"},
    {"outside [0, 1]", "buiten [0, 1]", "outside [0, 1]"},
    {"not finite", "niet eindig", "not finite"},
    {"not a number", "geen getal", "not a number"},
    {"alpha above 1", "alpha groter dan 1", "alpha above 1"},
    {"KG outside (0, 550] bar m/s", "KG buiten (0, 550] bar m/s", "KG outside (0, 550] bar m/s"},
    {"L/D outside [1, 5]", "L/D buiten [1, 5]", "L/D outside [1, 5]"},
    {"exponent outside (0, 20]", "exponent buiten (0, 20]", "exponent outside (0, 20]"},
    {"cylinder height not above 0", "bovenkant niet boven de onderkant", "top not above the base"},
    {"rectangle edges out of order", "randen van de rechthoek verwisseld", "edges of the rectangle swapped"},
    {"stoichiometric volume outside [0, V]", "meer mengsel dan volume", "more mixture than volume"},
    {"flame overhangs the receiver", "de vlam hangt boven de ontvanger", "flame overhangs the receiver"},
    {"height not above the roughness length", "hoogte niet boven de ruwheidslengte",
     "height not above the roughness length"},
    {"maximum pressure below ambient", "maximale druk lager dan de luchtdruk", "maximum pressure below ambient"},
    {"multi-energy class outside [1, 10]", "klasse buiten [1, 10]", "class outside [1, 10]"},
    {"no indoor dose", "geen dosis binnen", "no indoor dose"},
    {"opening pressure outside [0, 0.5] bar", "openingsdruk buiten [0, 0,5] bar",
     "opening pressure outside [0, 0.5] bar"},
    {"p_w x outside 1e4-1e5 N/m", "p_w x buiten 1e4-1e5 N/m", "p_w x outside 1e4-1e5 N/m"},
    {"path length negative", "weglengte negatief", "path length negative"},
    {"receiver inside the cylinder", "ontvanger in de cilinder", "receiver inside the cylinder"},
    {"reduced pressure not above the opening pressure", "toelaatbare druk niet boven de openingsdruk",
     "pressure allowed not above the opening pressure"},
    {"reduced pressure outside (0, 0.5] bar", "toelaatbare druk buiten (0, 0,5] bar",
     "pressure allowed outside (0, 0.5] bar"},
    {"reduced pressure outside [0.05, 2] bar", "toelaatbare druk buiten [0,05, 2] bar",
     "pressure allowed outside [0.05, 2] bar"},
    {"roughness length not below 10 m", "ruwheidslengte niet kleiner dan 10 m", "roughness length not below 10 m"},
    {"scaled distance outside 0.05-40 m/kg^(1/3)", "geschaalde afstand buiten 0,05-198 m/kg^(1/3)",
     "scaled distance outside 0.05-198 m/kg^(1/3)"},
    {"scaled distance outside [0.2, 9]", "geschaalde afstand buiten [0,2, 9]", "scaled distance outside [0.2, 9]"},
    {"tilt outside [0, 90) deg", "helling buiten [0, 90) graden", "tilt outside [0, 90) degrees"},
    {"vent too large for the room", "ontlasting te groot voor de ruimte", "vent too large for the room"},
    {"volume outside (0, 1000] m3", "volume buiten (0, 1000] m3", "volume outside (0, 1000] m3"},
    // Layers.
    {"het bestand breekt af", "het bestand breekt af", "the file breaks off"},
    // Why a site has no point.
    {"geen waarde", "geen waarde", "no value"},
    {"geen getal", "geen getal", "no number"},
    {"geometrie: leeg", "zonder geometrie", "without geometry"},
    {"geometrie: vlak", "de geometrie is een vlak", "the geometry is an area"},
    {"geometrie: geen punt", "de geometrie is geen punt", "the geometry is no point"},
    {"geometrie: meer dan één punt", "de geometrie is meer dan één punt", "the geometry is more than one point"},
    {"geometrie: niet om te rekenen naar RD", "de geometrie is niet om te rekenen naar RD",
     "the geometry cannot be converted to RD"},
    {"geometrie: geen getal", "een coördinaat is geen getal", "a coordinate is no number"},
    {"rondom", "rondom", "around"},
    {"noordoosten", "ten noordoosten van", "north-east of"},
    {"noordwesten", "ten noordwesten van", "north-west of"},
    {"zuidwesten", "ten zuidwesten van", "south-west of"},
    {"zuidoosten", "ten zuidoosten van", "south-east of"},
    // Why the use of a building is not known (Twijfel).
    {"geen_verblijfsobjecten", "er is geen bruikbare laag met verblijfsobjecten",
     "there is no usable layer of verblijfsobjecten"},
    {"niet_gedekt", "de verblijfsobjecten reiken niet aantoonbaar tot daar",
     "the verblijfsobjecten do not show that they reach there"},
    {"niet_gekoppeld", "geen verblijfsobject vond hier zijn pand", "no verblijfsobject found its pand here"},
    {"laag_afgebroken", "de laag met verblijfsobjecten is niet volledig", "the layer of verblijfsobjecten is not complete"},
    {"andere_verwijzing", "een verblijfsobject op deze plek noemt geen pand, of een dat er niet is",
     "a verblijfsobject at this place names no pand, or one that is not there"},
    {"geen_identificatie", "het heeft geen bruikbare identificatie, zodat geen verblijfsobject het kan noemen",
     "it has no usable identificatie, so that no verblijfsobject can name it"},
    {"ver_uiteen", "panden ver van elkaar dragen dezelfde identificatie", "panden far from each other carry one identificatie"},
    {"onvolledig", "volgens de laag met panden zijn er meer verblijfsobjecten dan gevonden",
     "the layer of panden states more verblijfsobjecten than were found"},
    // Columns of a layer.
    {"geometrie", "geometrie", "geometry"},
    // Prepared folders and services.
    {"bestaat al en is geen voorbereide map", "bestaat al en is geen voorbereide map",
     "exists already and is no prepared folder"},
    {"id,x,y in RD-meters", "id,x,y in RD-meters", "id,x,y in RD metres"},
    {"vlak of gesloten lijn", "vlak of gesloten lijn", "polygon or closed line"},
    {"schrijffout", "schrijffout", "write error"},
    {"SOORT=PAD[|LAAG]", "SOORT=PAD[|LAAG], omdat de soort niet uit het bestand blijkt",
     "SOORT=PAD[|LAAG], because the file does not tell the kind"},
    {"x0,y0,x1,y1 in RD-meters", "x0,y0,x1,y1 in RD-meters", "x0,y0,x1,y1 in RD metres"},
    {"schaal van 1:100 tot 1:500000", "een schaal van 1:100 tot 1:500000", "a scale from 1:100 to 1:500000"},
    {"datum jjjj-mm-dd", "datum jjjj-mm-dd", "date yyyy-mm-dd"},
    {"sleutel=waarde", "sleutel=waarde", "key=value"},
    {"X,Y in RD-meters", "X,Y in RD-meters", "X,Y in RD metres"},
    {"afstand tot 50 km", "een afstand tot 50 km, zoals \"2 km\"", "a distance up to 50 km, such as \"2 km\""},
    {"antwoord is geen JSON", "antwoord is geen JSON", "answer is no JSON"},
    {"antwoord heeft geen objecten", "antwoord heeft geen objecten", "answer has no features"},
    {"antwoord zegt geen datum; geef --datum", "antwoord zegt geen datum; geef --datum",
     "answer states no date; give --datum"},
    {"de pagina's lopen rond", "de pagina's lopen rond", "the pages go round"},
    {"manifest.toml ontbreekt", "manifest.toml ontbreekt", "manifest.toml is missing"},
    {"manifest.toml is niet leesbaar", "manifest.toml is niet leesbaar", "manifest.toml cannot be read"},
    // What happened to features of a layer (LayerRemark::reason).
    {"leeg", "lege geometrie", "empty geometry"},
    {"geen_vlak", "geen vlak", "no polygon"},
    {"coordinaat", "ongeldige coördinaat", "invalid coordinate"},
    {"historisch", "niet meer geldig", "no longer valid"},
    {"vervallen", "vervallen volgens de status", "ended according to the status"},
    {"ouder_voorkomen", "er is een nieuwer voorkomen", "there is a newer record of it"},
    {"zonder_pand", "zonder pand in het studiegebied", "without a pand in the study area"},
    {"gerepareerd", "hersteld", "repaired"},
    {"dubbel", "dubbel", "duplicate"},
    {"samengevoegd", "samengevoegd", "merged"},
    {"gemengd", "gemengde geometrie", "mixed geometry"},
    {"3d", "hoogte weggelaten", "height left out"},
    {"boog", "boog benaderd met lijnstukken", "arc approximated by line segments"},
    {"aangevuld", "aangevuld uit een tweede rij", "completed by a second row"},
    {"in_andere_laag", "staat ook in een andere laag", "stands in another layer too"},
    {"tegenspraak", "rijen die elkaar tegenspreken (het bestaande telt, want niet blijkt welke nieuwer is)",
     "rows that contradict each other (what stands counts, for nothing says which is newer)"},
    {"geen_datum", "een tekst die geen datum is", "a text that is no date"},
    {"einde_later", "een einddatum na de peildatum", "an end date after the peildatum"},
    {"einde_open", "een einddatum die nooit komt", "an end date that never comes"},
    {"begint_later", "een begindatum na de peildatum (dan telt het als geprojecteerd)",
     "a begin date after the peildatum (it then counts as geprojecteerd)"},
    {"voorloopnul", "voorloopnul aangevuld", "leading zero restored"},
    {"id_getal", "een getal met decimalen of exponent, zonder verlies teruggezet",
     "a number with decimals or an exponent, restored without loss"},
    {"id_afgerond", "een afgerond getal, dat objecten niet meer onderscheidt",
     "a rounded number, which no longer tells objects apart"},
    {"id_andere_soort", "de identificatie van een andere soort object", "the identification of another kind of object"},
    {"geen_bag_id", "geen BAG-identificatie", "no BAG identification"},
    {"next", "next (een verwijzing naar een volgende bladzijde)", "next (a link to a page that follows)"},
    {"niet_geheel", "volgens het bestand niet volledig", "not complete according to the file"},
    {"in_beide", "staat in meer dan een bron", "stands in more than one source"},
    {"aantal", "het aantal objecten", "the number of features"},
    {"omvang", "de omvang", "the extent"},
    {"zonder_id", "zonder identificatie", "without identificatie"},
    {"zonder_status", "zonder status", "without status"},
    {"status_onbekend", "onbekende status", "unknown status"},
    {"zonder_gebruiksdoel", "zonder gebruiksdoel", "without gebruiksdoel"},
    {"gebruik_uit_pand", "gebruiksdoel van het pand genomen", "gebruiksdoel taken from the pand"},
    {"gat", "vlak met gat", "polygon with a hole"},
    {"kolom_ontbreekt", "kolom ontbreekt", "column missing"},
    {"crs_opgegeven", "stelsel door gebruiker opgegeven", "CRS stated by the user"},
    {"gebruiksdoel_onbekend", "onbekend gebruiksdoel", "unknown gebruiksdoel"},
    {"oppervlakte_onleesbaar", "een oppervlakte die geen getal is, of er twee kan zijn (1.600)",
     "an area that is no number, or may be two (1.600)"},
    {"klasse_onbekend", "onbekende klasse", "unknown class"},
    {"buiten_dekking", "studiegebied niet geheel gedekt", "study area not wholly covered"},
});

constexpr auto vlaggen = std::to_array<Word>({
    {"te_bevestigen", "De BAG sluit een andere klasse met een ander oordeel niet uit; bevestig de klasse.",
     "The BAG does not exclude another class with another verdict; confirm the class."},
    {"begrensd_door_bewijs",
     "Niet strenger dan 'afweging nodig', want de normwaarde is niet in de bron zelf gelezen.",
     "No stricter than 'afweging nodig', because the norm value was not read in the source itself."},
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

std::string detail::program_word(std::string_view word, Language language) {
  if (const Word* known = find(program_words, word)) return chosen(language, known->nl, known->en);
  if (const auto remark = word.find(" ("); remark != std::string_view::npos) {
    if (const Word* known = find(program_words, word.substr(0, remark))) {
      return chosen(language, known->nl, known->en).append(word.substr(remark));
    }
  }
  if (const auto colon = word.find(": "); colon != std::string_view::npos) {
    if (const Word* known = find(program_words, word.substr(colon + 2))) {
      return std::string{word.substr(0, colon + 2)}.append(pick(language, known->nl, known->en));
    }
  }
  return std::string{word};
}

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
