#include "report/report_writer.hpp"
#include "run/zone_counts.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/date.hpp"
#include "batterisk/study/run/summary.hpp"
#include "batterisk/study/tables/tables.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

void add_zone_table(ReportWriter& w) {
  const StudyResult& r = w.result;
  const Language language = w.options.language;
  const std::vector<ZoneCount> all = counts_per_zone(r);
  const std::string unknown = w.text("onbekend", "unknown");
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < r.zones.size(); ++i) {
    const ZoneResult& zone = r.zones[i];
    auto buildings = all[i].buildings;
    const auto of = [&](Kwetsbaarheid klasse) {
      return r.surroundings.panden ? fmt::format("{}", buildings[klasse]) : unknown;
    };
    const bool nowhere = zone.polygons.empty();
    rows.push_back({w.zone_name(zone),
                    nowhere ? w.text("nergens", "nowhere") : decimal(zone.grootste_afstand_m, 1, language),
                    decimal(zone.oppervlakte_m2, 0, language),
                    r.surroundings.percelen ? fmt::format("{}", all[i].parcels) : unknown,
                    of(Kwetsbaarheid::ZeerKwetsbaar), of(Kwetsbaarheid::Kwetsbaar), of(Kwetsbaarheid::BeperktKwetsbaar),
                    of(Kwetsbaarheid::Onbekend)});
  }
  w.add_table("zones",
              w.text("Zones met wat erin ligt, van hoog naar laag", "Zones with what lies in them, from high to low"),
              {{w.text("Zone", "Zone"), 2.6, false},
               {w.text("Reikt tot (m)", "Reaches (m)"), 1.1, true},
               {w.text("Oppervlakte (m²)", "Area (m²)"), 1.4, true},
               {w.text("Percelen (aantal)", "Parcels (number)"), 1.1, true},
               {w.text("Zeer kwetsbaar (aantal)", "Zeer kwetsbaar (number)"), 1.2, true},
               {w.text("Kwetsbaar (aantal)", "Kwetsbaar (number)"), 1.2, true},
               {w.text("Beperkt kwetsbaar (aantal)", "Beperkt kwetsbaar (number)"), 1.2, true},
               {w.text("Klasse onbekend (aantal)", "Class unknown (number)"), 1.2, true}},
              std::move(rows), w.text("Er zijn geen zones berekend.", "No zones were computed."));
  w.note(w.text("Een gebouw telt mee in elke zone waarin het geheel of voor een deel ligt. De klasse volgt uit de "
                "gebruiksdoelen in de BAG en is daarom altijd indicatief.",
                "A building counts in every zone in which it lies wholly or partly. Its class follows from its uses in "
                "the BAG and is therefore always indicative."));
}

std::string plain_words(const ReportWriter& w) {
  const StudyResult& r = w.result;
  switch (r.eindoordeel) {
    case Oordeel::VoldoetNiet:
      return w.text(
          "In gewone woorden: minstens één gebouw ligt op een plek waar het risico groter is dan de norm toestaat.",
          "In plain words: at least one building stands where the risk is greater than the norm allows.");
    case Oordeel::AfwegingNodig:
      return w.text(
          "In gewone woorden: er is geen norm overschreden waarvan niet mag worden afgeweken, maar het bevoegd gezag "
          "moet bij de genoemde gebouwen een afweging maken en die motiveren.",
          "In plain words: no norm is exceeded from which one may not deviate, but the competent authority must weigh "
          "interests for the buildings named and give reasons.");
    case Oordeel::Onbepaald:
      return w.text("In gewone woorden: er ontbreken gegevens, zodat niet te zeggen is of aan de regels wordt voldaan.",
                    "In plain words: data is missing, so that nobody can say whether the rules are met.");
    case Oordeel::Voldoet:
    case Oordeel::NietVanToepassing:
      break;
  }
  return w.text("In gewone woorden: geen van de beoordeelde gebouwen met een klasse van kwetsbaarheid ligt boven een norm of in een aandachtsgebied.",
                "In plain words: none of the buildings judged that has a class of vulnerability lies above a norm or in an aandachtsgebied.");
}

void add_part_table(ReportWriter& w) {
  const Language language = w.options.language;
  std::vector<std::vector<std::string>> rows;
  for (const Deeloordeel& part : w.result.deeloordelen) {
    const auto of = [&](Oordeel oordeel) {
      const auto found = part.aantallen.find(oordeel);
      return fmt::format("{}", found == part.aantallen.end() ? 0 : found->second);
    };
    rows.push_back({part_name(part.onderdeel, language), oordeel_word(part.oordeel, language), of(Oordeel::VoldoetNiet),
                    of(Oordeel::Onbepaald), of(Oordeel::AfwegingNodig), part.artikel,
                    normstatus_word(part.normstatus, language) + "; " + indicative_words(part.indicatief_door, language)});
  }
  w.add_table("deeloordelen", w.text("Oordeel per onderdeel, met wat het draagt", "Verdict per part, with what it rests on"),
              {{w.text("Onderdeel", "Part"), 2.2, false},
               {w.text("Oordeel", "Verdict"), 1.6, false},
               {w.text("Voldoet niet (aantal)", "Voldoet niet (number)"), 0.9, true},
               {w.text("Onbepaald (aantal)", "Onbepaald (number)"), 1.1, true},
               {w.text("Afweging (aantal)", "Afweging (number)"), 1.1, true},
               {w.text("Artikel", "Article"), 1.6, false},
               {w.text("Status van de norm; indicatief", "Standing of the norm; indicative"), 3.0, false}},
              std::move(rows), "");
  std::vector<std::vector<std::string>> others;
  for (const auto& [name, text] : regime_and_choices(w.result, language)) others.push_back({name, text});
  if (!others.empty()) {
    w.add_table("regime-en-keuze", w.text("Regime van de activiteit, en wat de regels laten kiezen", "Regime of the activity, and what the rules leave to choose"),
                {{w.text("Wat", "What"), 1.6, false}, {w.text("Uitkomst", "Outcome"), 4.0, false}}, std::move(others), "");
  }
  w.note(w.text("Een onderdeel is onbepaald zolang iets ervan niet bekend is; wat wel is gevonden, staat in de aantallen.",
                "A part is onbepaald (undetermined) as long as something about it is not known; what was found stands in the numbers."));
}

void add_own_ground(ReportWriter& w) {
  if (w.result.panden_op_eigen_terrein.empty()) return;
  w.add_table("pand_op_eigen_terrein",
              w.text("Gebouwen binnen de terreingrens, die niet zijn beoordeeld", "Buildings within the site boundary, which are not judged"),
              {{"identificatie", w.text("Identificatie", "Id"), 2.0},
               {"adres", w.text("Adres", "Address"), 2.4},
               {"categorie_kwetsbaarheid", w.text("Klasse", "Class"), 1.6, Shown::Word},
               {"gebruiksdoel", w.text("Gebruik (BAG)", "Use (BAG)"), 2.4},
               {"vraagt_aandacht", w.text("Vraagt aandacht", "Needs attention"), 1.1, Shown::YesNo}},
              "");
}

}  // namespace

void write_summary(ReportWriter& w) {
  const StudyResult& r = w.result;
  const Language language = w.options.language;
  w.chapter("1", w.text("Samenvatting en oordeel", "Summary and verdict"), true);
  w.add_verdict();
  w.say(plain_words(w));
  add_for_the_council(w);
  add_houses(w);
  add_part_table(w);
  add_zone_table(w);
  std::map<Oordeel, std::size_t> verdicts;
  for (const PandResult& pand : r.panden) ++verdicts[oordeel_of(pand, *r.rules)];
  std::vector<std::vector<std::string>> rows;
  for (const Oordeel oordeel : r.rules->verdicts.rangorde) {
    rows.push_back({oordeel_word(oordeel, language), fmt::format("{}", verdicts[oordeel])});
  }
  w.add_table("oordelen", w.text("Beoordeelde gebouwen, het zwaarste oordeel eerst", "Buildings judged, worst verdict first"),
              {{w.text("Oordeel", "Verdict"), 3.0, false}, {w.text("Gebouwen (aantal)", "Buildings (number)"), 1.0, true}},
              std::move(rows), "");
  w.note(fmt::format(fmt::runtime(w.text("Beoordeeld: {}; op eigen terrein en niet beoordeeld: {}.",
                                         "Judged: {}; on own ground and not judged: {}.")),
                     r.panden.size(), r.panden_op_eigen_terrein.size()));
  add_own_ground(w);
}

void write_question(ReportWriter& w) {
  const StudyResult& r = w.result;
  const Language language = w.options.language;
  w.chapter("2", w.text("Vraag en kader", "Question and legal frame"), true);
  w.say(w.text("De vraag is welk plaatsgebonden risico en welke aandachtsgebieden de activiteit rond zich legt, en wat "
               "de regels van het Besluit kwaliteit leefomgeving (Bkl) daarvan zeggen voor de gebouwen in de omgeving.",
               "The question is which plaatsgebonden risico and which aandachtsgebieden the activity lays around itself, "
               "and what the rules of the Besluit kwaliteit leefomgeving (Bkl) say about them for the buildings around."));
  if (norm_status(*r.rules) == NormStatus::BijAnalogie) {
    w.say(w.text("Energieopslag in lithiumbatterijen is in bijlage VII van het Bkl niet aangewezen. De normen worden daarom "
                 "bij analogie toegepast: zij binden hier niet.",
                 "Energy storage in lithium batteries is not designated in annex VII of the Bkl. Its norms are therefore "
                 "applied by analogy: they do not bind here."));
  }
  std::vector<std::vector<std::string>> norms;
  for (const auto& [key, norm] : r.rules->legal.normen) {
    const Provenance& source = *norm.value.provenance;
    const std::string& meaning = language == Language::Nl ? source.omschrijving_nl : source.omschrijving_en;
    norms.push_back({meaning.empty() ? key : meaning,
                     (norm.comparison == "<=" ? "≤ " : norm.comparison + " ") + scientific(norm.value.value.per_year(), 1, language),
                     norm.normsoort,
                     norm.value.provenance->vindplaats, bewijs_word(norm.value.provenance->bewijs, language)});
  }
  w.add_table("normen", w.text("Normen voor het plaatsgebonden risico", "Norms for the plaatsgebonden risico"),
              {{w.text("Norm", "Norm"), 4.0, false},
               {w.text("Waarde (/jaar)", "Value (/year)"), 1.3, true},
               {w.text("Soort", "Kind"), 1.5, false},
               {w.text("Vindplaats", "Place"), 1.8, false},
               {w.text("Bewijs", "Evidence"), 1.2, false}},
              std::move(norms), w.text("De regels kennen geen normen.", "The rules have no norms."));
  w.say(fmt::format(
      fmt::runtime(w.text("Peildatum is {0}: de regels zijn die van deze datum. Aanvraagdatum: {1}; die bepaalt het "
                          "overgangsrecht.",
                          "The peildatum is {0}: the rules are those of that date. Aanvraagdatum: {1}; it decides on "
                          "transitional law.")),
      iso_date(r.dossier.peildatum),
      r.dossier.aanvraagdatum ? iso_date(*r.dossier.aanvraagdatum) : w.text("niet opgegeven", "not given")));
}

namespace {

std::string word(const ReportWriter& w, Suppression suppression) {
  switch (suppression) {
    case Suppression::Geen:
      return w.text("geen", "none");
    case Suppression::Sprinkler:
      return "sprinkler";
    case Suppression::Deluge:
      return w.text("deluge", "deluge");
    case Suppression::LichtSchuim:
      return w.text("licht schuim", "light foam");
    case Suppression::Blusgas:
      return w.text("blusgas", "extinguishing gas");
  }
  return "";
}

void add_stores(ReportWriter& w) {
  const Language language = w.options.language;
  std::vector<std::vector<std::string>> rows;
  for (const BatteryUnit& unit : w.result.dossier.units) {
    if (!unit.store) continue;
    const BatteryStore& store = *unit.store;
    rows.push_back({unit.id, decimal(store.floor.m2(), 0, language), decimal(store.volume.m3(), 0, language),
                    fmt::format("{}", store.protection_level), word(w, store.suppression),
                    store.doors == StoreDoors::Automatisch ? w.text("automatisch", "automatic") : w.text("met de hand", "by hand"),
                    store.goods == StoredGoods::Vast ? w.text("vast", "solid") : w.text("brandbare vloeistof", "flammable liquid"),
                    store.mass ? decimal(store.mass->kg(), 0, language) : "–"});
  }
  if (rows.empty()) return;
  w.add_table("opslag", w.text("Opslag (PGS 37-2)", "Stores (PGS 37-2)"),
              {{w.text("Eenheid", "Unit"), 1.4, false},
               {w.text("Vloer (m²)", "Floor (m²)"), 0.9, true},
               {w.text("Inhoud (m³)", "Volume (m³)"), 0.9, true},
               {w.text("Bescherming (niveau)", "Protection (level)"), 1.1, true},
               {w.text("Blussing", "Suppression"), 1.2, false},
               {w.text("Deuren", "Doors"), 1.1, false},
               {w.text("Overige stof", "Other goods"), 1.3, false},
               {w.text("Cellen (kg)", "Cells (kg)"), 0.9, true}},
              std::move(rows), "");
}

void add_openings(ReportWriter& w) {
  const Language language = w.options.language;
  const auto wall = [&](Wall where) {
    switch (where) {
      case Wall::KopA:
        return "kop a";
      case Wall::KopB:
        return "kop b";
      case Wall::LangA:
        return "lang a";
      case Wall::LangB:
        break;
    }
    return "lang b";
  };
  std::vector<std::vector<std::string>> rows;
  for (const BatteryUnit& unit : w.result.dossier.units) {
    for (const WallOpening& opening : unit.openings) {
      rows.push_back({unit.id, wall(opening.wall), decimal(opening.offset.m(), 2, language), decimal(opening.sill.m(), 2, language),
                      decimal(opening.width.m(), 2, language), decimal(opening.height.m(), 2, language)});
    }
  }
  for (const Diagnostic& d : w.result.messages) {
    if (d.code == codes::doors_left_out) w.say(message_text(d, language));
  }
  if (rows.empty()) return;
  w.add_table("openingen", w.text("Openingen in wanden waaruit vlammen kunnen slaan", "Openings in walls that flames can come out of"),
              {{w.text("Eenheid", "Unit"), 1.4, false},
               {w.text("Wand", "Wall"), 1.0, false},
               {w.text("Uit het midden (m)", "From the middle (m)"), 1.1, true},
               {w.text("Onderkant (m)", "Sill (m)"), 1.1, true},
               {w.text("Breedte (m)", "Width (m)"), 1.0, true},
               {w.text("Hoogte (m)", "Height (m)"), 1.0, true}},
              std::move(rows), "");
}

// What the applicant claims, and what it does: a measure without an effect shows here.
void add_measures(ReportWriter& w) {
  if (w.result.dossier.measures.empty()) {
    w.say(w.text("Het dossier voert geen maatregelen op die de berekening meetelt.", "The dossier claims no measures that the computation credits."));
    return;
  }
  w.add_table("maatregel", w.text("Maatregelen die meetellen, met hoe ver zones reiken met en zonder elk", "Measures credited, with how far zones reach with and without each"),
              {{"soort", w.text("Soort", "Kind"), 1.1, Shown::Word},
               {"naam", w.text("Naam", "Name"), 1.4},
               {"wijzigt", w.text("Wijzigt", "Changes"), 2.0, Shown::Numbers},
               {"zone", "Zone", 0.9},
               {"afstand_met_m", w.text("Met (m)", "With (m)"), 0.8, Shown::Distance},
               {"afstand_zonder_m", w.text("Zonder (m)", "Without (m)"), 0.9, Shown::Distance},
               {"onderbouwing", w.text("Onderbouwing", "Evidence"), 1.6}},
              "");
}

std::string answer(const ReportWriter& w, Antwoord antwoord) {
  return antwoord == Antwoord::Ja ? w.text("ja", "yes") : antwoord == Antwoord::Nee ? w.text("nee", "no") : w.text("onbekend", "unknown");
}

// What the dossier says of buildings, beside or instead of the layers.
void add_stated_objects(ReportWriter& w) {
  const Dossier& dossier = w.result.dossier;
  const Language language = w.options.language;
  w.say(fmt::format(fmt::runtime(w.text("Functionele binding van de gebouwen met de activiteit (Bkl art. 5.5), tenzij hieronder anders: {}.",
                                        "Functional binding of the buildings with the activity (Bkl art. 5.5), unless stated below: {}.")),
                    answer(w, dossier.functional_binding)));
  std::vector<std::vector<std::string>> rows;
  for (const ObjectOpgave& o : dossier.objects) {
    const std::string period = o.tijdelijk_van && o.tijdelijk_tot ? iso_date(*o.tijdelijk_van) + " – " + iso_date(*o.tijdelijk_tot) : "–";
    std::string reason = o.motivering;
    if (!o.bron.empty()) reason += (reason.empty() ? "" : " ") + ("(" + o.bron + ")");
    rows.push_back({o.identificatie,
                    o.vlak ? (o.geprojecteerd ? w.text("geprojecteerd", "planned") : w.text("eigen vlak", "own outline"))
                           : w.text("uit de laag", "of the layer"),
                    o.klasse ? kwetsbaarheid_word(*o.klasse, language) : "–", o.functionele_binding ? answer(w, *o.functionele_binding) : "–",
                    period, reason.empty() ? "–" : reason});
  }
  w.add_table("opgaven", w.text("Wat het dossier zelf van gebouwen en locaties opgeeft", "What the dossier itself states of buildings and locations"),
              {{w.text("Object", "Object"), 1.7, false},
               {w.text("Herkomst", "Origin"), 1.1, false},
               {w.text("Klasse", "Class"), 1.3, false},
               {w.text("Binding", "Binding"), 0.9, false},
               {w.text("Tijdelijk", "Temporary"), 1.3, false},
               {w.text("Motivering (bron)", "Reason (source)"), 2.6, false}},
              std::move(rows), w.text("Niets: alles komt uit de kaartlagen.", "Nothing: all comes from the map layers."));
  if (dossier.risicogebieden.empty()) return;
  std::string names;
  for (const Risicogebied& area : dossier.risicogebieden) names += (names.empty() ? "" : ", ") + area.id;
  w.say(fmt::format(fmt::runtime(w.text("Risicogebied externe veiligheid in het omgevingsplan (Bkl art. 5.16): {}.",
                                        "Risicogebied externe veiligheid in the omgevingsplan (Bkl art. 5.16): {}.")),
                    names));
}

}  // namespace

void write_activity(ReportWriter& w) {
  const Dossier& dossier = w.result.dossier;
  const Language language = w.options.language;
  w.chapter("3", w.text("De activiteit", "The activity"));
  if (!dossier.description.empty()) w.say(dossier.description);
  w.add_table("locatie", w.text("Locatie van de activiteit", "Location of the activity"),
              {{"id", w.text("Locatie", "Site"), 3.0},
               {"oppervlak_m2", w.text("Oppervlakte (m²)", "Area (m²)"), 1.0, Shown::Area}},
              w.text("Geen locatie.", "No site."));
  const std::string from_rules = w.text("regels", "rules");
  const auto energy = [&](const std::optional<Energy>& e) {
    return e ? decimal(e->j() / 3.6e6, 0, language) : from_rules;
  };
  std::vector<std::vector<std::string>> rows;
  for (const BatteryUnit& unit : dossier.units) {
    std::string kind{to_string(unit.kind)};
    std::replace(kind.begin(), kind.end(), '_', ' ');
    rows.push_back({unit.id, kind, std::string{to_string(unit.chemistry)}, decimal(unit.position.x, 1, language),
                    decimal(unit.position.y, 1, language), decimal(unit.orientation.deg(), 1, language),
                    fmt::format("{0}\u00A0×\u00A0{1}\u00A0×\u00A0{2}", decimal(unit.length.m(), 2, language), decimal(unit.width.m(), 2, language),
                                decimal(unit.height.m(), 2, language)),
                    energy(unit.module_energy), energy(unit.rack_energy), energy(unit.total_energy)});
  }
  w.add_table("eenheden", w.text("Opgestelde eenheden", "Units"),
              {{w.text("Eenheid", "Unit"), 1.3, false},
               {w.text("Soort", "Kind"), 1.3, false},
               {w.text("Chemie", "Chemistry"), 0.9, false},
               {"x (m RD)", 1.2, true},
               {"y (m RD)", 1.2, true},
               {w.text("Richting (°)", "Bearing (°)"), 1.15, true},
               {w.text("Lengte × breedte × hoogte (m)", "Length × width × height (m)"), 1.9, true},
               {w.text("Module (kWh)", "Module (kWh)"), 0.9, true},
               {w.text("Rek (kWh)", "Rack (kWh)"), 0.8, true},
               {w.text("Eenheid (kWh)", "Unit (kWh)"), 1.15, true}},
              std::move(rows), w.text("Geen eenheden: het dossier beschrijft alleen eigen scenario's.",
                                      "No units: the dossier describes scenarios of its own only."));
  add_stores(w);
  add_openings(w);
  add_measures(w);
  if (dossier.scenarios.empty()) return;
  std::vector<std::vector<std::string>> own;
  for (const UserScenario& s : dossier.scenarios) {
    own.push_back({s.id, s.name, s.substance, decimal(s.position.x, 1, language), decimal(s.position.y, 1, language),
                   decimal(s.rate.g_per_s(), 2, language), decimal(s.duration.min(), 0, language),
                   scientific(s.frequency.per_year(), 3, language)});
  }
  w.add_table("eigen_scenarios", w.text("Scenario's van de aanvrager", "Scenarios of the applicant"),
              {{"Scenario", 1.2, false},
               {w.text("Naam", "Name"), 2.4, false},
               {w.text("Stof", "Substance"), 0.7, false},
               {"x (m RD)", 1.1, true},
               {"y (m RD)", 1.1, true},
               {w.text("Bronsterkte (g/s)", "Rate (g/s)"), 1.1, true},
               {w.text("Duur (min)", "Duration (min)"), 0.8, true},
               {w.text("Frequentie (/jaar)", "Frequency (/year)"), 1.1, true}},
              std::move(own), "");
}

void write_starting_points(ReportWriter& w) {
  const StudyResult& r = w.result;
  const Language language = w.options.language;
  w.chapter("4", w.text("Uitgangspunten", "Starting points"));
  w.paragraph("4.1", w.text("Regelset", "Rule set"));
  std::vector<std::vector<std::string>> files;
  for (const RuleFile& file : r.rules->files) {
    files.push_back({file.id, std::string{to_string(file.status)}, file.sha256.substr(0, 16)});
  }
  w.add_table("regels", w.text("Regelbestanden die de berekening gebruikte", "Rule files that the computation used"),
              {{w.text("Bestand", "File"), 2.0, false},
               {w.text("Status", "Status"), 1.0, false},
               {"sha256 (16)", 1.5, false}},
              std::move(files), "");
  w.paragraph("4.2", w.text("Afwijkingen van de regelset", "Deviations from the rule set"));
  std::vector<std::vector<std::string>> deviations;
  for (const Deviation& d : r.dossier.deviations) {
    const std::string value = std::visit(
        [&](const auto& v) -> std::string {
          using T = std::decay_t<decltype(v)>;
          if constexpr (std::is_same_v<T, bool>) {
            return v ? "true" : "false";
          } else if constexpr (std::is_same_v<T, double>) {
            return fmt::format("{}", v);
          } else {
            return v;
          }
        },
        d.value);
    deviations.push_back({d.parameter, value, d.unit, d.motivation, d.approved_by.empty() ? "–" : d.approved_by});
  }
  w.add_table("afwijkingen", w.text("Waarden die het dossier vervangt, met de reden", "Values that the dossier replaces, with the reason"),
              {{"Parameter", 1.8, false},
               {w.text("Waarde", "Value"), 0.8, true},
               {w.text("Eenheid", "Unit"), 0.8, false},
               {w.text("Motivering", "Reason"), 3.0, false},
               {w.text("Akkoord", "Approved by"), 1.2, false}},
              std::move(deviations),
              w.text("Er is niet van de regelset afgeweken.", "There are no deviations from the rule set."));
  w.paragraph("4.3", w.text("Weer", "Weather"));
  w.say(r.weather.station == 0
            ? fmt::format(fmt::runtime(w.text("Eigen weertabel: {}.", "Own weather table: {}.")), r.weather.source)
            : fmt::format(fmt::runtime(w.text("Weerstation {} {}, op {} km van de locatie{}. Bron: {}.",
                                              "Weather station {} {}, at {} km from the site{}. Source: {}.")),
                          r.weather.station, r.weather.name, decimal(r.weather.distance_km, 1, language),
                          r.weather.chosen ? w.text(" (het dichtstbijzijnde)", " (the nearest)") : "", r.weather.source));
  std::vector<std::vector<std::string>> classes;
  for (const WeatherClass& c : r.weather.classes) classes.push_back({c.name, decimal(c.wind.m_per_s(), 1, language)});
  w.add_table("weer", w.text("Weerklassen", "Weather classes"),
              {{w.text("Weerklasse", "Weather class"), 2.0, false}, {w.text("Wind op 10 m (m/s)", "Wind at 10 m (m/s)"), 1.0, true}},
              std::move(classes), "");
  w.paragraph("4.4", w.text("Omgeving", "Surroundings"));
  w.add_table("lagen", w.text("Kaartlagen zoals gelezen", "Map layers as read"),
              {{"soort", w.text("Soort", "Kind"), 1.9},
               {"bron", w.text("Bron", "Source"), 2.1},
               {"datum", w.text("Datum", "Date"), 1.25},
               {"crs", "CRS", 1.3},
               {"objecten_totaal", w.text("In de laag (aantal)", "In the layer (number)"), 1.0, Shown::Whole},
               {"objecten_gelezen", w.text("Gelezen (aantal)", "Read (number)"), 1.0, Shown::Whole},
               {"objecten_gebruikt", w.text("Gebruikt (aantal)", "Used (number)"), 1.0, Shown::Whole}},
              w.text("Het dossier noemt geen kaartlagen.", "The dossier names no map layers."));
  w.add_table("laagkwaliteit", w.text("Kwaliteit van de kaartlagen", "Quality of the map layers"),
              {{"soort", w.text("Soort", "Kind"), 1.9},
               {"laag", w.text("Laag", "Layer"), 2.6},
               {"opmerking", w.text("Opmerking", "Remark"), 2.4, Shown::Word},
               {"aantal", w.text("Aantal", "Number"), 1.0, Shown::Whole}},
              w.text("Aan de gelezen objecten viel niets op.", "Nothing was the matter with the features read."));
  if (!r.surroundings.panden) {
    w.say(w.text("Er is geen bruikbare gebouwenlaag: over gebouwen kan dit rapport niets zeggen. Dat is iets anders dan "
                 "dat er geen gebouwen zijn.",
                 "There is no usable layer of buildings: this report cannot say anything about buildings. That is not the "
                 "same as there being none."));
  }
  add_stated_objects(w);
  w.paragraph("4.5", w.text("Niet bevestigde en aangenomen waarden", "Unconfirmed and assumed values"));
  std::map<Bewijs, std::size_t> by_evidence;
  for (const auto& key : r.used_keys) ++by_evidence[key->bewijs];
  std::vector<std::vector<std::string>> evidence;
  for (const auto& [bewijs, count] : by_evidence) evidence.push_back({bewijs_word(bewijs, language), fmt::format("{}", count)});
  w.add_table("bewijs", w.text("Bewijs van de gebruikte waarden, het sterkste eerst", "Evidence of the values used, strongest first"),
              {{w.text("Bewijs", "Evidence"), 2.0, false}, {w.text("Waarden (aantal)", "Values (number)"), 1.0, true}},
              std::move(evidence), "");
  w.paragraph("4.6", w.text("Afronding", "Rounding"));
  w.say(w.text("Er is gerekend zonder tussentijds afronden; alleen wat hier gedrukt staat is afgerond, op de dichtstbijzijnde "
               "waarde: afstanden op 0,1 m, oppervlakten op 1 m², kansen en frequenties op drie cijfers. Getoetst is met de "
               "niet-afgeronde waarden. Een streepje betekent: geen waarde of niet van toepassing.",
               "Nothing was rounded while computing; only what is printed here is rounded, to the nearest value: distances to "
               "0.1 m, areas to 1 m², probabilities and frequencies to three digits. The rules were tested with the values "
               "before rounding. A dash means: no value, or not applicable."));
}

}  // namespace batterisk::study
