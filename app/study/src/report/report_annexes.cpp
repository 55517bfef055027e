#include "report/merged_rows.hpp"
#include "report/report_writer.hpp"

#include "batterisk/study/explain/model_quality.hpp"
#include "batterisk/study/tables/tables.hpp"

#include "batterisk/core/base/passed_on.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

std::string factors_text(const ReportWriter& w, const Scenario& s) {
  std::string out;
  for (const FrequencyFactor& f : s.chain) {
    out += fmt::format("{}{} = {:.4g}{}", out.empty() ? "" : " × ", f.name, f.value,
                       f.unit == "-" || f.unit.empty() ? "" : " " + f.unit);
  }
  return out.empty() ? w.text("door het dossier gegeven", "given by the dossier") : out;
}

void write_parameters(ReportWriter& w) {
  w.chapter("B", w.text("Bijlage: parameters met bron en bewijs", "Annex: parameters with source and evidence"));
  w.add_table("parameters", w.text("Alle waarden uit de regels die de berekening gebruikte", "All values of the rules that the computation used"),
              {{"parameter", "Parameter", 2.2},
               {"waarde", w.text("Waarde", "Value"), 1.3},
               {"eenheid", w.text("Eenheid", "Unit"), 1.0},
               {"bron", w.text("Bron", "Source"), 1.3},
               {"vindplaats", w.text("Vindplaats", "Place"), 1.75},
               {"bewijs", w.text("Bewijs", "Evidence"), 1.25, Shown::Word},
               {"status", "Status", 1.1, Shown::Word}},
              w.text("Geen.", "None."));
  w.note(w.text("Waarden staan hier zoals in het regelbestand, met een decimale punt. De bronnen staan voluit in regels/bronnen.toml, "
                "dat bij dit rapport is gevoegd.",
                "Values are as in the rule file, with a decimal point. The sources stand in full in regels/bronnen.toml, which is "
                "attached to this report."));
}

void write_messages(ReportWriter& w) {
  w.chapter("C", w.text("Bijlage: meldingen", "Annex: messages"));
  w.add_table("meldingen", w.text("Meldingen bij de berekening", "Messages of the computation"),
              {{"code", "Code", 0.6},
               {"ernst", w.text("Ernst", "Severity"), 1.0},
               {"plaats", w.text("Plaats", "Place"), 2.0},
               {w.options.language == Language::Nl ? "tekst_nl" : "tekst_en", w.text("Melding", "Message"), 4.0}},
              w.text("De berekening gaf geen meldingen.", "The computation gave no messages."));
}

void write_scenario_details(ReportWriter& w) {
  w.chapter("D", w.text("Bijlage: scenario's in detail", "Annex: scenarios in detail"));
  std::vector<std::vector<std::string>> rows;
  for (const Scenario& s : w.result.scenarios.scenarios) {
    rows.push_back({s.id, factors_text(w, s), scientific(s.frequency.per_year(), 3, w.options.language)});
  }
  w.add_table("scenario_factoren", w.text("Frequenties met hun factoren", "Frequencies with their factors"),
              {{"Scenario", 1.6, false}, {w.text("Factoren", "Factors"), 5.0, false}, {w.text("Frequentie (/jaar)", "Frequency (/year)"), 1.1, true}},
              merged_rows(std::move(rows), w.options.language), w.text("Geen.", "None."));
  w.add_table("effectafstand", w.text("Effectafstanden per scenario en weerklasse", "Effect distances per scenario and weather class"),
              {{"scenario", "Scenario", 1.9},
               {"effect", "Effect", 0.9},
               {"drempel", w.text("Drempel", "Threshold"), 2.2, Shown::Numbers},
               {"weer", w.text("Weer", "Weather"), 0.7},
               {"afstand_midden_m", w.text("Vanaf het midden (m)", "From the centre (m)"), 1.1, Shown::Distance},
               {"afstand_wand_m", w.text("Vanaf de wand (m)", "From the wall (m)"), 1.1, Shown::Distance}},
              w.text("Geen scenario haalt de grens van een aandachtsgebied.", "No scenario reaches the end point of an aandachtsgebied."),
              Alike::Together);
  w.note(w.text("Scenario's van gelijke eenheden staan als één regel; resultaat.json heeft ze apart.",
                "Scenarios of units that are alike are one row; resultaat.json has them apart."));
  const auto& scenarios = w.result.scenarios.scenarios;
  if (std::any_of(scenarios.begin(), scenarios.end(), [](const Scenario& s) { return s.kind == ScenarioKind::Domino; })) {
    w.note(w.text("Een brand kan via meer dan één buur doorlopen. Het aandachtsgebied van D neemt per paar twee branden tegelijk en "
                  "daarvan het ergste paar, niet drie of meer branden tegelijk; het PR telt de paren op.",
                  "A fire can run on over more than one neighbour. The area of D takes two fires at once for each pair, and of these "
                  "the worst pair, not three or more fires at once; the PR sums the pairs."));
  }
  const auto closed = [](const BatteryUnit& u) { return u.kind == SystemKind::EosGebouw && u.openings.empty(); };
  const auto& units = w.result.dossier.units;
  if (std::any_of(units.begin(), units.end(), closed)) {
    w.note(w.text("Voor een gebouw zonder opgegeven openingen is buiten geen vlam gerekend: geen fakkel, en bij brand alleen rook.",
                  "For a building without given openings no flame was computed outside: no torch, and in a fire smoke alone."));
  }
}

/// True when the table is short enough to print, or was asked for; else says how many rows it has and where they stand.
bool is_printed(ReportWriter& w, std::string_view table, std::string_view what_nl, std::string_view what_en) {
  const std::size_t rows = w.table(table).rows.size();
  if (w.options.all_objects || rows <= most_rows) return true;
  w.say(fmt::format(fmt::runtime(w.text("De lijst van {0} heeft {1} regels en is niet afgedrukt. Zij staat in resultaat.json, dat bij dit rapport is "
                                        "gevoegd (tabel {2}), en in de CSV- en GeoPackage-uitvoer; batterisk report --bijlage-objecten drukt haar af.",
                                        "The list of {0} has {1} rows and is not printed. It stands in resultaat.json, which is attached to this report "
                                        "(table {2}), and in the CSV and GeoPackage output; batterisk report --bijlage-objecten prints it.")),
                    w.text(what_nl, what_en), rows, table));
  return false;
}

void write_buildings(ReportWriter& w) {
  if (!is_printed(w, "getroffen_pand", "gebouwen in een zone, of met een ander oordeel dan voldoet",
                  "buildings in a zone, or with another verdict than voldoet")) {
    return;
  }
  w.add_table("getroffen_pand", w.text("Gebouwen in een zone, of met een ander oordeel dan voldoet", "Buildings in a zone, or with another verdict than voldoet"),
              {{"identificatie", w.text("Pand (BAG)", "Building (BAG)"), 2.25},
               {"adres", w.text("Adres", "Address"), 1.6},
               {"categorie_kwetsbaarheid", w.text("Klasse", "Class"), 1.3, Shown::Word},
               {"gebruiksdoel", w.text("Gebruiksdoel", "Use"), 1.4},
               {"afstand_m", w.text("Afstand (m)", "Distance (m)"), 1.05, Shown::Distance},
               {"pr_max_per_jaar", w.text("Hoogste PR (/jaar)", "Highest PR (/year)"), 1.4, Shown::PerYear},
               {"in_brand", w.text("In brand", "In brand"), 0.75, Shown::YesNo},
               {"in_explosie", w.text("In explosie", "In explosie"), 0.95, Shown::YesNo},
               {"in_gifwolk", w.text("In gifwolk", "In gifwolk"), 0.9, Shown::YesNo},
               {"oordeel", w.text("Oordeel", "Verdict"), 1.7, Shown::Word}},
              w.result.surroundings.panden ? w.text("Er ligt geen gebouw in een zone.", "No building lies in a zone.")
                                           : w.text("Onbekend: er is geen bruikbare gebouwenlaag.", "Unknown: there is no usable layer of buildings."));
}

void write_object_lists(ReportWriter& w) {
  w.chapter("E", w.text("Bijlage: alle getroffen gebouwen en percelen", "Annex: all affected buildings and parcels"));
  write_buildings(w);
  if (!w.table("getroffen_locatie").rows.empty()) {
    w.add_table("getroffen_locatie", w.text("Locaties zonder gebouw, in een zone of met een ander oordeel dan voldoet", "Locations without a building, in a zone or with another verdict than voldoet"),
                {{"identificatie", w.text("Locatie", "Location"), 1.9},
                 {"adres", w.text("Adres", "Address"), 1.9},
                 {"categorie_kwetsbaarheid", w.text("Klasse", "Class"), 1.4, Shown::Word},
                 {"klasse_toelichting", w.text("Herkomst van de klasse", "Origin of the class"), 2.0},
                 {"afstand_m", w.text("Afstand (m)", "Distance (m)"), 0.9, Shown::Distance},
                 {"pr_max_per_jaar", w.text("Hoogste PR (/jaar)", "Highest PR (/year)"), 1.1, Shown::PerYear},
                 {"oordeel", w.text("Oordeel", "Verdict"), 2.0, Shown::Word}},
                "");
  }
  if (!is_printed(w, "getroffen_perceel", "percelen die een zone overlapt", "parcels that a zone overlaps")) return;
  w.add_table("getroffen_perceel", w.text("Percelen die een zone overlapt", "Parcels that a zone overlaps"),
              {{"identificatie", w.text("Perceel (BRK)", "Parcel (BRK)"), 1.7},
               {"kadastrale_aanduiding", w.text("Kadastrale aanduiding", "Cadastral name"), 1.7},
               {"zones", w.text("Zones", "Zones"), 2.7},
               {"zones_onzeker", w.text("Raakt alleen", "Touches only"), 1.2},
               {"pr_max_per_jaar", w.text("Hoogste PR (/jaar)", "Highest PR (/year)"), 1.0, Shown::PerYear},
               {"oppervlak_m2", w.text("Oppervlakte (m²)", "Area (m²)"), 1.0, Shown::Area}},
              w.result.surroundings.percelen ? w.text("Er ligt geen perceel in een zone.", "No parcel lies in a zone.")
                                             : w.text("Onbekend: er is geen bruikbare percelenlaag.", "Unknown: there is no usable layer of parcels."));
}

// What the method leaves out. Not an option: who reads the verdict must be able to read this.
void write_limits(ReportWriter& w) {
  w.chapter("F", w.text("Bijlage: beperkingen en uitsluitingen", "Annex: limits and exclusions"));
  w.add(ReportList{
      {w.text("De methode is de eigen referentiemethode van Batterisk. De rekenmethode van het RIVM voor lithiumhoudende "
              "energiedragers (2025) was niet beschikbaar; niets in dit rapport is van of door het RIVM.",
              "The method is Batterisk's own reference method. RIVM's calculation method for lithium energy carriers (2025) was not "
              "available; nothing in this report is from or by RIVM."),
       w.text("De validatie is beperkt: één gepubliceerde afstand is gebruikt om te kalibreren, één is nagerekend. Er bestaan weinig "
              "openbare proeven met hele containers.",
              "Validation is thin: one published distance was used to calibrate, one was reproduced. Few public tests with whole "
              "containers exist."),
       w.text("Berekend is wat hoofdstuk 3 en 5 noemen en niets anders: andere activiteiten op het terrein of in de buurt zijn niet "
              "meegerekend, en risico's van verschillende bronnen buiten het dossier niet opgeteld.",
              "What chapters 3 and 5 name was computed and nothing else: other activities on the site or nearby were left out, and "
              "risks of sources outside the dossier were not added."),
       w.result.groepsrisico
           ? w.text("Groepsrisico (paragraaf 9.1) rekent met kengetallen voor woningen en kantoren in de BAG; mensen in andere gebouwen "
                    "en buiten tellen niet mee. Waar het oordeel 'afweging nodig' is, weegt het bevoegd gezag zelf.",
                    "Group risk (section 9.1) counts people by key figures for dwellings and offices in the BAG; people in other buildings "
                    "and outdoors do not count. Where the verdict is 'afweging nodig', the competent authority weighs it itself.")
           : w.text("Groepsrisico is niet berekend. Waar het oordeel 'afweging nodig' is, moet het bevoegd gezag het zelf afwegen.",
                    "Group risk was not computed. Where the verdict is 'afweging nodig', the competent authority must weigh it itself."),
       w.text("De klasse van een gebouw volgt uit de gebruiksdoelen in de BAG en is indicatief; het Bkl kijkt naar het werkelijke en "
              "toegelaten gebruik. Locaties zonder gebouw, zoals een kampeerterrein, staan niet in de BAG en zijn alleen beoordeeld "
              "waar een laag of het dossier ze noemt.",
              "The class of a building follows from its uses in the BAG and is indicative; the Bkl looks at actual and permitted use. "
              "Locations without a building, such as a camp site, are not in the BAG and were judged only where a layer or the "
              "dossier names them."),
       w.text("Afscherming door bebouwing, muren en begroeiing en de vorm van het terrein zijn niet meegerekend.",
              "Shielding by buildings, walls and vegetation, and the shape of the ground, were not taken into account."),
       w.text("Maatregelen tellen alleen mee voor zover de methode er een waarde voor kent; andere maatregelen veranderen de uitkomst niet.",
              "Measures count only as far as the method has a value for them; other measures do not change the outcome."),
       w.text("Bluswater, bodem, oppervlaktewater en de gevolgen voor hulpverleners vallen buiten dit rapport.",
              "Fire water, soil, surface water and the consequences for emergency services lie outside this report.")}});
  const auto quality = model_quality(w.result.scenarios.scenarios, w.result.effectafstanden, *w.result.rules);
  if (!quality.empty()) {
    w.say(w.text("Hoe goed doen de modellen het die de gebieden bepalen? Per gebied het model van het scenario dat het verst reikt, "
                 "tegen gepubliceerde waarden; alle vergelijkingen staan in core/VALIDATION.md.",
                 "How well do the models do that set the areas? For each area the model of the scenario that reaches furthest, "
                 "against published values; all comparisons stand in core/VALIDATION.md."));
    ReportList lines;
    for (const ModelQuality& q : quality) lines.items.push_back(model_quality_text(q, w.options.language));
    w.add(std::move(lines));
  }
  if (w.result.scenarios.out_of_scope) {
    w.say(w.text("LET OP: een deel van de activiteit valt buiten het bereik van de methode en is niet berekend; zie de meldingen in bijlage C.",
                 "ATTENTION: part of the activity lies outside the scope of the method and was not computed; see the messages in annex C."));
  }
}

void write_reproduction(ReportWriter& w) {
  const StudyResult& r = w.result;
  w.chapter("G", w.text("Bijlage: reproductie", "Annex: reproduction"));
  w.say(w.text("Dit PDF-bestand draagt zelf het dossier, de gebruikte regelbestanden, het gebruikte deel van de kaartlagen, het resultaat en "
               "het ontvangstbewijs als bijlagen. Wie wil narekenen, heeft genoeg aan het bestand en het programma:",
               "This PDF file itself carries the dossier, the rule files used, the part used of the map layers, the result and the receipt as "
               "attachments. To compute it again, the file and the program are enough:"));
  w.add(ReportListing{"batterisk verify rapport.pdf\nbatterisk run rapport.pdf -o uit\n"});
  std::vector<std::vector<std::string>> rows;
  for (const ReceiptFile& file : r.receipt.files) rows.push_back({file.soort, file.naam, file.sha256});
  w.add_table("bestanden", w.text("Bestanden die in het resultaat zitten", "Files that went into the result"),
              {{w.text("Soort", "Kind"), 0.8, false}, {w.text("Naam", "Name"), 2.0, false}, {"sha256", 4.6, false}}, std::move(rows), "");
}

}  // namespace

void write_annexes(ReportWriter& w) {
  w.chapter("A", w.text("Bijlage: invoer, volledig", "Annex: input, complete"));
  w.say(fmt::format(fmt::runtime(w.text("Het dossier {}, zoals het is ingelezen (sha256 {}).", "The dossier {}, as it was read (sha256 {}).")),
                    file_name(w.result.dossier.path), w.result.dossier.sha256));
  w.add(ReportListing{w.result.dossier.text});
  write_parameters(w);
  write_messages(w);
  write_scenario_details(w);
  write_object_lists(w);
  write_limits(w);
  write_reproduction(w);
}

}  // namespace batterisk::study
