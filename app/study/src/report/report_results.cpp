#include "report/merged_rows.hpp"
#include "report/report_writer.hpp"

#include "map/plots.hpp"

#include "batterisk/study/map/map_drawing.hpp"
#include "batterisk/study/run/summary.hpp"
#include "batterisk/study/tables/tables.hpp"
#include "batterisk/study/text/addresses.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <tuple>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

// The building where the PR is highest, if any PR is known.
const PandResult* most_exposed(const StudyResult& r) {
  const PandResult* most = nullptr;
  for (const PandResult& pand : r.panden) {
    if (!pand.pr || pand.pr->pr.per_year() <= 0.0) continue;
    if (most == nullptr || pand.pr->pr.per_year() > most->pr->pr.per_year()) most = &pand;
  }
  return most;
}

RdPoint nearest_source(const StudyResult& r, RdPoint p) {
  const auto& sources = r.field->sources();
  return *std::min_element(sources.begin(), sources.end(),
                           [p](RdPoint a, RdPoint b) { return distance_m(a, p) < distance_m(b, p); });
}

void add_map(ReportWriter& w, MapSubject subject, std::string id, std::string caption) {
  const MapOptions map{w.options.language, subject, sheet_width_mm, sheet_height_mm, false, w.options.scale};
  const std::string alternative = fmt::format(
      fmt::runtime(w.text("Kaart: {}. De tabellen van dit hoofdstuk en van hoofdstuk 9 geven dezelfde gegevens in woorden en getallen.",
                          "Map: {}. The tables of this chapter and of chapter 9 give the same in words and numbers.")),
      caption);
  w.add_figure({std::move(id), std::move(caption), alternative, map_drawing(w.result, map), true});
}

std::string inside_words(const ReportWriter& w, const PandResult& pand) {
  std::string out;
  for (const Aandachtsgebied soort : pand.gebieden) {
    out += (out.empty() ? "" : ", ") + std::string{to_string(soort)};
  }
  return out.empty() ? w.text("geen", "none") : out;
}

void write_group_risk(ReportWriter& w) {
  const StudyResult& r = w.result;
  if (!r.groepsrisico) return;
  const Language language = w.options.language;
  w.paragraph("9.1", "Groepsrisico");
  if (r.groepsrisico->onbepaald) {
    w.say(fmt::format(
        fmt::runtime(w.text("Onbepaald: van geen enkel gebouw of locatie rond het terrein is het aantal mensen bekend (zonder aantal: {}).",
                            "Onbepaald (undetermined): of no building or location around the site the number of people is known "
                            "(without a number: {}).")),
        r.groepsrisico->unknown_places));
    return;
  }
  w.say(fmt::format(
      fmt::runtime(w.text("Het groepsrisico is de kans per jaar dat een aantal mensen tegelijk overlijdt. Het rekent met {} personen "
                          "overdag en {} 's nachts in gebouwen en op locaties buiten het terrein; de verwachting is {} slachtoffers per jaar.",
                          "Group risk is the probability per year that a number of people die at once. It counts {} people by day and "
                          "{} at night in buildings and at locations outside the site; {} deaths a year are expected.")),
      decimal(r.groepsrisico->people_day, 0, language), decimal(r.groepsrisico->people_night, 0, language),
      scientific(r.groepsrisico->expected_deaths_per_year, 3, language)));
  if (r.groepsrisico->unknown_places > 0) {
    w.say(fmt::format(fmt::runtime(w.text("Van {} gebouwen en locaties is het aantal personen onbekend: het groepsrisico is een ondergrens.",
                                          "Of {} buildings and locations the number of people is unknown: the group risk is a lower bound.")),
                      r.groepsrisico->unknown_places));
  } else if (r.groepsrisico->lower_bound) {
    w.say(w.text("Niet alle gebouwen en personen rond het terrein zijn bekend: het groepsrisico is een ondergrens.",
                 "Not all buildings and people around the site are known: the group risk is a lower bound."));
  }
  if (r.groepsrisico->counted_by_layer > 0) {
    w.say(fmt::format(fmt::runtime(w.text("Van {} gebouwen en andere plaatsen komt het aantal personen uit een laag (zie de bijlage met lagen), van de "
                                          "overige uit het dossier of de kengetallen.",
                                          "Of {} buildings and other places the number of people comes from a layer (see the annex of layers), of the "
                                          "others from the dossier or the figures of the rules.")),
                      r.groepsrisico->counted_by_layer));
  }
  w.add_table("groepsrisico", w.text("Kans op een aantal slachtoffers of meer", "Frequency of a number of deaths or more"),
              {{"slachtoffers", w.text("Slachtoffers (aantal)", "Deaths (number)"), 1.0, Shown::Whole},
               {"frequentie_per_jaar", w.text("Frequentie (/jaar)", "Frequency (/year)"), 1.2, Shown::PerYear},
               {"orientatie_per_jaar", w.text("Oriëntatiewaarde (/jaar)", "Orientation value (/year)"), 1.4, Shown::PerYear}},
              w.text("Bij geen enkel ongeval wordt een slachtoffer of meer verwacht.", "Of no accident one death or more is expected."));
  w.note(w.text("De oriëntatiewaarde komt uit het Bevi, dat vervallen is; zij is geen norm.",
                "The orientation value is from the Bevi, which has lapsed; it is no norm."));
  if (std::none_of(r.groepsrisico->curve.begin(), r.groepsrisico->curve.end(), [](const FnPoint& p) { return p.per_year > 0.0; })) {
    w.say(w.text("Bij elk ongeval wordt minder dan één slachtoffer verwacht; er is geen FN-curve om te tekenen.",
                 "Of every accident less than one death is expected; there is no FN curve to draw."));
    return;
  }
  const Drawing plot = fn_plot(r, language);
  w.add_figure({"fn", w.text("FN-curve van het groepsrisico", "FN curve of the group risk"),
                w.text("Grafiek van de frequentie tegen het aantal slachtoffers, beide logaritmisch. De tabel erboven geeft dezelfde getallen.",
                       "Graph of the frequency over the number of deaths, both logarithmic. The table above gives the same numbers."),
                plot, false});
}

// The frequency of the method beside that of another route: a check, no mean is taken.
void write_frequency_check(ReportWriter& w) {
  const StudyResult& r = w.result;
  const Language language = w.options.language;
  const FreqRules& freq = r.rules->method.freq;
  const Provenance& source = *freq.project.provenance;
  if (source.bewijs == Bewijs::Ontbreekt) return;
  std::vector<std::vector<std::string>> rows;
  for (const BatteryUnit& unit : r.dossier.units) {
    if (unit.kind != SystemKind::EosContainer && unit.kind != SystemKind::EosPark) continue;
    UsedKeys any;
    const double per_year = event_frequency(unit, *r.rules, any).per_year();
    const bool usual = per_year >= freq.warn.value.front().per_year() && per_year <= freq.warn.value.back().per_year();
    const std::string shown = scientific(per_year, 2, language);
    const auto same = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row[1] == shown; });
    if (same != rows.end()) {
      same->front() += ", " + unit.id;
      continue;
    }
    rows.push_back({unit.id, shown, scientific(freq.project.value.per_year(), 2, language),
                    decimal(per_year / freq.project.value.per_year(), 1, language), usual ? w.text("ja", "yes") : w.text("nee", "no")});
  }
  if (rows.empty()) return;
  w.add_table("frequentie_toets", w.text("Frequentie van een voorval per container, naast een tweede route", "Frequency of an event per container, beside a second route"),
              {{w.text("Eenheden", "Units"), 2.4, false},
               {w.text("Deze methode (/jaar)", "This method (/year)"), 1.2, true},
               {w.text("Tweede route (/jaar)", "Second route (/year)"), 1.2, true},
               {w.text("Verhouding", "Ratio"), 0.9, true},
               {w.text("Binnen de band", "Within the band"), 1.0, false}},
              std::move(rows), "");
  w.note(fmt::format(fmt::runtime(w.text("Tweede route: {} ({}: {}). Gebruikelijke band: {} tot {} per jaar en container.",
                                         "Second route: {} ({}: {}). Usual band: {} to {} per year and container.")),
                     language == Language::Nl ? source.omschrijving_nl : source.omschrijving_en, bewijs_word(source.bewijs, language),
                     source.vindplaats, scientific(freq.warn.value.front().per_year(), 0, language),
                     scientific(freq.warn.value.back().per_year(), 0, language)));
}

}  // namespace

void write_scenarios(ReportWriter& w) {
  const StudyResult& r = w.result;
  w.chapter("5", w.text("Scenario's en kansen", "Scenarios and frequencies"));
  w.say(w.text("Elke eenheid heeft dezelfde kansboom; een scenario heeft de frequentie van een voorval in de eenheid, maal de "
               "factoren van zijn tak. Bijlage D geeft de factoren van elk scenario, bijlage B hun bron.",
               "Every unit has the same event tree; a scenario has the frequency of an event in the unit times the factors of "
               "its branch. Annex D gives the factors of every scenario, annex B their sources."));
  std::vector<std::vector<std::string>> rows;
  for (const Scenario& s : r.scenarios.scenarios) {
    const auto* fire = std::get_if<FireSource>(&s.source);
    const auto of_fire = [&](double value, int digits) {
      return fire == nullptr ? std::string{"–"} : decimal(value, digits, w.options.language);
    };
    rows.push_back({s.id, std::string{to_string(s.kind)}, w.description(s),
                    scientific(s.frequency.per_year(), 3, w.options.language), of_fire(fire ? fire->peak.mw() : 0.0, 1),
                    of_fire(fire ? fire->burning.w() / 1e3 : 0.0, 0), of_fire(fire ? fire->duration.s() / 3600.0 : 0.0, 1)});
  }
  w.add_table("scenario", w.text("Scenario's", "Scenarios"),
              {{"Scenario", 2.2, false},
               {w.text("Soort", "Kind"), 0.7, false},
               {w.text("Omschrijving", "Description"), 2.8, false},
               {w.text("Frequentie (/jaar)", "Frequency (/year)"), 1.1, true},
               {w.text("Piek (MW)", "Peak (MW)"), 0.8, true},
               {w.text("Verbranding (kWh/uur)", "Burning (kWh/h)"), 1.0, true},
               {w.text("Duur (uur)", "Duration (h)"), 0.8, true}},
              merged_rows(std::move(rows), w.options.language), w.text("Er zijn geen scenario's.", "There are no scenarios."));
  w.note(w.text("Piek, verbranding (opgeslagen energie per uur op het hoogtepunt) en gemiddelde duur zijn van de brand van de hele eenheid; bij "
                "domino branden twee eenheden zo.",
                "Peak, burning (stored energy per hour at the peak) and mean duration are of the fire of the whole unit; in a domino two "
                "units burn so."));
  write_frequency_check(w);
  if (r.dossier.units.empty()) return;
  const std::string& unit = r.dossier.units.front().id;
  const Drawing tree = event_tree_plot(r, unit, w.options.language);
  w.add_figure({"kansboom",
                fmt::format(fmt::runtime(w.text("Kansboom van eenheid {}", "Event tree of unit {}")), unit),
                w.text("Kansboom: de frequentie van een voorval in de eenheid en per tak de factoren en de frequentie van het "
                       "scenario. De tabel Scenario's geeft dezelfde frequenties.",
                       "Event tree: the frequency of an event in the unit, and for each branch the factors and the frequency "
                       "of the scenario. The table Scenarios gives the same frequencies."),
                tree, false});
}

void write_effects(ReportWriter& w) {
  const StudyResult& r = w.result;
  const Language language = w.options.language;
  w.chapter("6", w.text("Effecten", "Effects"));
  w.say(w.text("De grootste afstand waarop een soort scenario de grens van een aandachtsgebied haalt, met de weerklasse waarin dat "
               "gebeurt. Bijlage D geeft alle scenario's en weerklassen.",
               "The largest distance at which a kind of scenario reaches the end point of an aandachtsgebied, with the weather "
               "class in which it does. Annex D gives all scenarios and weather classes."));
  std::map<std::string, std::string> kinds;
  for (const Scenario& s : r.scenarios.scenarios) kinds[s.id] = std::string{to_string(s.kind)};
  std::map<std::tuple<std::string, Aandachtsgebied>, const EffectDistance*> largest;
  for (const EffectDistance& d : r.effectafstanden) {
    const EffectDistance*& best = largest[{kinds[d.scenario], d.soort}];
    if (best == nullptr || d.from_centre_m > best->from_centre_m) best = &d;
  }
  std::vector<std::vector<std::string>> rows;
  for (const auto& [key, d] : largest) {
    rows.push_back({std::get<0>(key), std::string{to_string(d->soort)}, localized(d->threshold, language), d->scenario,
                    d->weather.empty() ? "–" : d->weather, decimal(d->from_centre_m, 1, language),
                    decimal(d->from_wall_m, 1, language)});
  }
  w.add_table("grootste_effectafstand", w.text("Grootste effectafstanden per soort scenario", "Largest effect distances per kind of scenario"),
              {{w.text("Soort", "Kind"), 0.7, false},
               {w.text("Effect", "Effect"), 1.0, false},
               {w.text("Drempel", "Threshold"), 2.4, false},
               {"Scenario", 1.8, false},
               {w.text("Weer", "Weather"), 0.7, false},
               {w.text("Vanaf het midden (m)", "From the centre (m)"), 1.1, true},
               {w.text("Vanaf de wand (m)", "From the wall (m)"), 1.1, true}},
              std::move(rows), w.text("Geen scenario haalt de grens van een aandachtsgebied.", "No scenario reaches the end point of an aandachtsgebied."));
  w.note(w.text("0,0 m: dit effect haalt de drempel nergens.", "0.0 m: this effect reaches the threshold nowhere."));
}

void write_risk(ReportWriter& w) {
  const StudyResult& r = w.result;
  const Language language = w.options.language;
  w.chapter("7", "Plaatsgebonden risico");
  w.say(w.text("Het plaatsgebonden risico (PR) is de kans per jaar dat iemand die altijd op die plaats is, overlijdt door een "
               "ongeval met de activiteit. De contour van een niveau omsluit alle plaatsen met dat risico of een groter.",
               "The plaatsgebonden risico (PR) is the probability per year that somebody who is always at that place dies from an "
               "accident with the activity. The contour of a level encloses all places with that risk or a greater one."));
  w.add_table("pr_contour", w.text("PR-contouren, van hoog naar laag", "PR contours, from high to low"),
              {{"pr_per_jaar", w.text("PR (/jaar)", "PR (/year)"), 1.0, Shown::PerYear},
               {"grootste_afstand_m", w.text("Reikt tot (m)", "Reaches (m)"), 1.0, Shown::Distance},
               {"oppervlak_m2", w.text("Oppervlakte (m²)", "Area (m²)"), 1.0, Shown::Area},
               {"afgekapt", w.text("Loopt buiten het rekengebied", "Leaves the computed field"), 1.2, Shown::YesNo}},
              w.text("De regels vragen geen contouren.", "The rules ask for no contours."));
  w.note(w.text("Reikt tot: van het midden van de dichtstbijzijnde bron tot het verste punt. 0,0 m: het niveau wordt nergens bereikt.",
                "Reaches: from the centre of the nearest source to the farthest point. 0.0 m: the level is reached nowhere."));
  if (const PandResult* most = most_exposed(r)) {
    const RdPoint facade = most->pr->where;
    const RdPoint source = nearest_source(r, facade);
    const std::string id = building_name((*r.surroundings.panden)[most->pand], language);
    w.say(fmt::format(fmt::runtime(w.text("Het hoogste PR op een gevel buiten het terrein is {} per jaar, bij gebouw {} ({}), op {} m "
                                          "van de bron.",
                                          "The highest PR on a façade outside the site is {} per year, at building {} ({}), {} m from "
                                          "the source.")),
                      scientific(most->pr->pr.per_year(), 3, language), id,
                      kwetsbaarheid_word(most->klassering.klasse, language), decimal(distance_m(source, facade), 1, language)));
    const Drawing transect = transect_plot(r, source, facade, language);
    w.add_figure({"transect",
                  fmt::format(fmt::runtime(w.text("PR langs de lijn van de bron door de gevel van gebouw {}",
                                                  "PR along the line from the source through the façade of building {}")), id),
                  w.text("Grafiek van het plaatsgebonden risico tegen de afstand, logaritmisch, met de niveaus van de contouren. De "
                         "tabel PR-contouren geeft de afstanden.",
                         "Graph of the plaatsgebonden risico over distance, logarithmic, with the levels of the contours. The table "
                         "PR contours gives the distances."),
                  transect, false});
    const Drawing shares = contribution_plot(r, explain_at(facade, *r.field, r.scenarios.scenarios), language);
    w.add_figure({"bijdragen",
                  fmt::format(fmt::runtime(w.text("Bijdrage van elk scenario aan het PR op de gevel van gebouw {}",
                                                  "Contribution of each scenario to the PR at the façade of building {}")), id),
                  w.text("Staafdiagram met het aandeel van elk scenario, het grootste eerst; de percentages staan bij de staven.",
                         "Bar chart with the share of each scenario, largest first; the percentages stand beside the bars."),
                  shares, false});
  }
  add_map(w, MapSubject::PlaatsgebondenRisico, "kaart-pr", w.text("Contouren van het plaatsgebonden risico", "Contours of the plaatsgebonden risico"));
}

void write_areas(ReportWriter& w) {
  const StudyResult& r = w.result;
  w.chapter("8", "Aandachtsgebieden");
  w.say(w.text("Een aandachtsgebied is het gebied waar mensen binnenshuis zonder aanvullende maatregelen onvoldoende beschermd kunnen "
               "zijn (Bkl art. 5.12). Het is geen verbod. De kans op een scenario speelt er geen rol in.",
               "An aandachtsgebied is the area where people indoors may not be protected enough without extra measures (Bkl art. "
               "5.12). It is not a prohibition. The probability of a scenario plays no part in it."));
  w.add_table("aandachtsgebied", w.text("Aandachtsgebieden", "Aandachtsgebieden"),
              {{"soort", w.text("Soort", "Kind"), 0.9},
               {"criterium", w.text("Criterium", "Criterion"), 1.6, Shown::Word},
               {"drempel", w.text("Drempel", "Threshold"), 0.8, Shown::Area},
               {"eenheid", w.text("Eenheid van de drempel", "Unit of the threshold"), 1.2},
               {"grootste_afstand_m", w.text("Reikt tot (m)", "Reaches (m)"), 0.9, Shown::Distance},
               {"oppervlak_m2", w.text("Oppervlakte (m²)", "Area (m²)"), 1.1, Shown::Area},
               {"maatgevend_scenario", w.text("Maatgevend scenario", "Deciding scenario"), 1.7},
               {"begrensd_door", w.text("Begrensd door", "Capped by"), 1.1}},
              w.text("Er zijn geen aandachtsgebieden.", "There are no aandachtsgebieden."));
  for (const ZoneResult& zone : r.zones) {
    if (!zone.zone.aandachtsgebied) continue;
    const Aandachtsgebied soort = *zone.zone.aandachtsgebied;
    const std::string name = aandachtsgebied_word(soort, w.options.language);
    if (zone.polygons.empty()) {
      w.say(fmt::format(fmt::runtime(w.text("Het {} wordt nergens bereikt; er is geen kaart van.",
                                            "The {} is reached nowhere; there is no map of it.")), name));
      continue;
    }
    const MapSubject subject = soort == Aandachtsgebied::Brand      ? MapSubject::Brand
                               : soort == Aandachtsgebied::Explosie ? MapSubject::Explosie
                                                                    : MapSubject::Gifwolk;
    std::string caption = name;
    caption[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(caption[0])));
    add_map(w, subject, "kaart-" + std::string{to_string(soort)}, caption);
  }
}

void write_objects(ReportWriter& w) {
  const StudyResult& r = w.result;
  const Language language = w.options.language;
  w.chapter("9", w.text("Getroffen gebouwen en percelen", "Affected buildings and parcels"));
  if (!r.surroundings.panden) {
    w.say(w.text("Er is geen bruikbare gebouwenlaag. Welke gebouwen in de zones liggen is niet bekend.",
                 "There is no usable layer of buildings. Which buildings lie in the zones is not known."));
  } else {
    const auto rank = [&](Oordeel o) {
      const auto& order = r.rules->verdicts.rangorde;
      return std::find(order.begin(), order.end(), o) - order.begin();
    };
    std::vector<const PandResult*> affected;
    std::size_t without_consequence = 0;
    for (const PandResult& pand : r.panden) {
      if (!pand.getroffen) continue;
      const Oordeel oordeel = oordeel_of(pand, *r.rules);
      if (oordeel == Oordeel::NietVanToepassing || oordeel == Oordeel::Voldoet) {
        ++without_consequence;
      } else {
        affected.push_back(&pand);
      }
    }
    std::stable_sort(affected.begin(), affected.end(), [&](const PandResult* a, const PandResult* b) {
      const auto ra = rank(oordeel_of(*a, *r.rules));
      const auto rb = rank(oordeel_of(*b, *r.rules));
      return ra != rb ? ra < rb : a->afstand_m < b->afstand_m;
    });
    const std::size_t printed = w.options.all_objects ? affected.size() : std::min(affected.size(), most_rows);
    std::vector<std::vector<std::string>> rows;
    for (const PandResult* pand : std::span{affected}.first(printed)) {
      const Pand& object = (*r.surroundings.panden)[pand->pand];
      const std::string address = addresses_text(object, language);
      rows.push_back({object.identificatie, address.empty() ? "–" : address, kwetsbaarheid_word(pand->klassering.klasse, language),
                      decimal(pand->afstand_m, 1, language),
                      pand->pr ? scientific(pand->pr->pr.per_year(), 3, language) : "–", inside_words(w, *pand),
                      oordeel_word(oordeel_of(*pand, *r.rules), language)});
    }
    w.add_table("getroffen_oordeel", w.text("Gebouwen waarover iets te beslissen is, zwaarste oordeel en kleinste afstand eerst",
                                            "Buildings about which something must be decided, worst verdict and smallest distance first"),
                {{w.text("Pand (BAG) of locatie", "Building (BAG) or location"), 2.3, false},
                 {w.text("Adres", "Address"), 1.6, false},
                 {w.text("Klasse (indicatief)", "Class (indicative)"), 1.5, false},
                 {w.text("Afstand (m)", "Distance (m)"), 0.9, true},
                 {w.text("Hoogste PR (/jaar)", "Highest PR (/year)"), 1.2, true},
                 {w.text("Binnen aandachtsgebied", "Inside aandachtsgebied"), 1.7, false},
                 {w.text("Oordeel", "Verdict"), 1.6, false}},
                std::move(rows), w.text("Geen gebouw heeft een oordeel waarover iets te beslissen is.", "No building has a verdict about which something must be decided."));
    if (printed < affected.size()) {
      w.note(fmt::format(fmt::runtime(w.text("Dit zijn de eerste {} van {}. Hoofdstuk 1 noemt alle adressen; alle gebouwen staan in resultaat.json (tabel "
                                             "getroffen_pand), en batterisk report --bijlage-objecten drukt ze af.",
                                             "These are the first {} of {}. Chapter 1 names all addresses; all buildings stand in resultaat.json (table "
                                             "getroffen_pand), and batterisk report --bijlage-objecten prints them.")),
                         printed, affected.size()));
    }
    w.note(fmt::format(fmt::runtime(w.text("In een zone maar zonder gevolg (voldoet of niet van toepassing): {} gebouwen, in bijlage E.",
                                           "In a zone but without consequence (voldoet or niet van toepassing): {} buildings, in annex E.")),
                       without_consequence));
  }
  if (!r.surroundings.percelen) {
    w.say(w.text("Er is geen bruikbare percelenlaag. Welke percelen in de zones liggen is niet bekend.",
                 "There is no usable layer of parcels. Which parcels lie in the zones is not known."));
  } else {
    w.say(fmt::format(fmt::runtime(w.text("In een of meer zones liggen {} percelen; bijlage E noemt ze.", "In one or more zones lie {} parcels; annex E lists them.")),
                      w.table("getroffen_perceel").rows.size()));
  }
  write_group_risk(w);
}

namespace {

// The contour of the PR norm, and the areas: those of the table of measures.
std::vector<std::size_t> compared_zones(const StudyResult& r) {
  std::vector<std::size_t> zones;
  for (std::size_t z = 0; z < r.zones.size(); ++z) {
    const auto& level = r.zones[z].zone.level;
    if (!level || *level == r.rules->method.pr.limit.value) zones.push_back(z);
  }
  return zones;
}

std::string short_name(const ReportWriter& w, const ZoneResult& zone) {
  return zone.zone.aandachtsgebied ? std::string{to_string(*zone.zone.aandachtsgebied)} : w.zone_name(zone);
}

std::string range_end(double value, Language language) {
  const double size = std::abs(value);
  if (size != 0.0 && (size < 1e-3 || size >= 1e5)) return scientific(value, 2, language);
  return localized(fmt::format("{:g}", value), language);
}

// On one line: the spaces do not break.
std::string from_to(const std::string& low, const std::string& high) { return low + "\u00A0–\u00A0" + high; }

void write_sensitivity(ReportWriter& w, const Sensitivity& s) {
  const StudyResult& r = w.result;
  const Language language = w.options.language;
  const std::vector<std::size_t> zones = compared_zones(r);
  w.say(fmt::format(
      fmt::runtime(w.text("Van {} waarden is berekend hoe ver de zones reiken als alleen die waarde naar de laagste of de hoogste "
                          "waarde van haar bereik gaat, en al het andere blijft. Het bereik komt uit de regels. Veranderen meer "
                          "waarden tegelijk, dan tellen de gevolgen niet eenvoudig op.",
                          "For {} values it was computed how far the zones reach when only that value goes to the lowest or the highest "
                          "value of its range, and all else stays. The range is that of the rules. When several values change at once, "
                          "their effects do not simply add up.")),
      s.keys.size()));
  std::vector<ReportColumn> columns{{"Parameter", 1.9, false},
                                    {w.text("Van – tot", "From – to"), 1.2, true},
                                    {w.text("Eenheid", "Unit"), 0.9, false},
                                    {w.text("Bewijs", "Evidence"), 1.1, false}};
  for (const std::size_t z : zones) columns.push_back({short_name(w, r.zones[z]) + " (m)", 1.5, true});
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> as_computed{w.text("zoals berekend", "as computed"), "–", "–", "–"};
  for (const std::size_t z : zones) as_computed.push_back(decimal(s.as_computed_m[z], 1, language));
  rows.push_back(std::move(as_computed));
  std::size_t without_effect = 0;
  for (const KeySensitivity& key : s.keys) {
    const bool matters = std::any_of(zones.begin(), zones.end(), [&](std::size_t z) {
      const std::string base = decimal(s.as_computed_m[z], 1, language);
      return decimal(key.low_m[z], 1, language) != base || decimal(key.high_m[z], 1, language) != base;
    });
    if (!matters) {
      ++without_effect;
      continue;
    }
    std::vector<std::string> row{key.key->key,
                                 from_to(range_end(key.low, language), range_end(key.high, language)),
                                 key.key->eenheid.empty() ? "–" : key.key->eenheid, bewijs_word(key.key->bewijs, language)};
    for (const std::size_t z : zones) {
      const std::string low = decimal(key.low_m[z], 1, language);
      const std::string high = decimal(key.high_m[z], 1, language);
      const bool moves = low != high || low != decimal(s.as_computed_m[z], 1, language);
      row.push_back(moves ? from_to(low, high) : w.text("gelijk", "same"));
    }
    rows.push_back(std::move(row));
  }
  w.add_table("gevoeligheid", w.text("Hoe ver de zones reiken bij de laagste en de hoogste waarde", "How far the zones reach at the lowest and the highest value"),
              std::move(columns), std::move(rows), "");
  w.note(fmt::format(
      fmt::runtime(w.text("{} andere waarden veranderen geen van deze afstanden. Niet gevarieerd: {} waarden zonder bereik in de "
                          "regels, en waarden die niet alleen kunnen veranderen ({}).",
                          "{} other values change none of these distances. Not varied: {} values without a range in the rules, and "
                          "values that cannot change alone ({}).")),
      without_effect, s.without_range.size(), s.tied.empty() ? w.text("geen", "none") : fmt::format("{}", fmt::join(s.tied, ", "))));
  for (const std::size_t z : zones) {
    const Drawing plot = tornado_plot(s, z, language);
    if (plot.body.elements.empty()) continue;
    w.add_figure({"gevoeligheid-" + s.zones[z],
                  fmt::format(fmt::runtime(w.text("Waarden die het verst doen verschuiven: {}", "Values that move it most: {}")),
                              w.zone_name(r.zones[z])),
                  w.text("Staafdiagram van hoe ver de zone reikt aan beide einden van het bereik van elke waarde; de tabel erboven geeft de getallen.",
                         "Bar chart of how far the zone reaches at both ends of the range of each value; the table above gives the numbers."),
                  plot, false});
  }
}

// How far the zones reach under the choices between models.
void write_choices(ReportWriter& w) {
  const StudyResult& r = w.result;
  const Language language = w.options.language;
  if (r.modelkeuzes.empty()) return;
  w.say(w.text("De methode kiest tussen modellen die in het vak naast elkaar bestaan. Hieronder staat per zone hoe ver zij reikt bij "
               "elke andere keuze, als al het andere blijft; een gemiddelde wordt niet genomen.",
               "The method chooses between models that stand side by side in the field. Below stands for each zone how far it reaches "
               "under every other choice, all else equal; no mean is taken."));
  std::vector<std::size_t> zones;
  const std::vector<std::string> moving = choice_keys(r.modelkeuzes, true);
  for (std::size_t z = 0; z < r.zones.size(); ++z) {
    if (std::any_of(moving.begin(), moving.end(), [&](const std::string& key) { return moves_zone(r.modelkeuzes, key, z); })) {
      zones.push_back(z);
    }
  }
  std::vector<ReportColumn> columns{{"Parameter", 1.9, false}, {w.text("Keuze", "Choice"), 1.9, false}};
  for (const std::size_t z : zones) columns.push_back({short_name(w, r.zones[z]) + " (m)", 1.1, true});
  std::vector<std::vector<std::string>> rows;
  for (const ModelChoice& choice : r.modelkeuzes) {
    if (std::find(moving.begin(), moving.end(), choice.key) == moving.end()) continue;
    std::vector<std::string> row{choice.key, choice.choice + (choice.chosen ? w.text(" (gekozen)", " (chosen)") : "")};
    for (const std::size_t z : zones) {
      row.push_back(moves_zone(r.modelkeuzes, choice.key, z) ? decimal(choice.distance_m[z], 1, language) : w.text("gelijk", "same"));
    }
    rows.push_back(std::move(row));
  }
  w.add_table("modelkeuzes", w.text("Hoe ver de zones reiken bij andere keuzes", "How far the zones reach under other choices"), std::move(columns),
              std::move(rows), w.text("Geen van de keuzes verplaatst een zone.", "None of the choices moves a zone."));
  w.note(fmt::format(fmt::runtime(w.text("Niet berekend, want dat vergt vele malen de rekentijd van al het andere: {}.",
                                         "Not computed, as it takes many times the time of all else: {}.")),
                     fmt::join(choices_left_out(*r.rules), ", ")));
  const std::vector<std::string> still = choice_keys(r.modelkeuzes, false);
  if (still.empty()) return;
  w.note(fmt::format(fmt::runtime(w.text("Deze keuzes verplaatsen geen zone meer dan {} m: {}.", "These choices move no zone by more than {} m: {}.")),
                     decimal(moved_m, 1, language), fmt::join(still, ", ")));
}

}  // namespace

void write_uncertainty(ReportWriter& w) {
  const StudyResult& r = w.result;
  w.chapter("10", w.text("Gevoeligheid en onzekerheid", "Sensitivity and uncertainty"), w.options.sensitivity.has_value() || r.onzekerheid);
  w.say(w.text("De zones zijn één uitkomst van één stel waarden; een rand is niet op de meter bekend. Dat de waarden vooral aannamen en "
               "schattingen zijn (paragraaf 4.5) weegt zwaarder dan de afronding.",
               "The zones are one outcome of one set of values; an edge is not known to a metre. That the values are mostly assumptions "
               "and estimates (section 4.5) matters more than rounding."));
  if (r.onzekerheid) {
    write_how_sure(w);
  } else {
    w.say(w.text("De onzekerheid van de waarden is hier niet doorgerekend (batterisk report --onzekerheid 1024).",
                 "The uncertainty of the values was not computed here (batterisk report --onzekerheid 1024)."));
  }
  if (w.options.sensitivity) {
    write_sensitivity(w, *w.options.sensitivity);
  } else {
    w.say(w.text("Ook een gevoeligheidsanalyse is niet berekend (batterisk report --gevoeligheid).",
                 "No sensitivity analysis was computed either (batterisk report --gevoeligheid)."));
  }
  write_choices(w);
  std::size_t to_confirm = 0;
  for (const PandResult& pand : r.panden) {
    if (std::any_of(pand.bevindingen.begin(), pand.bevindingen.end(), [](const Bevinding& b) {
          return std::find(b.vlaggen.begin(), b.vlaggen.end(), "te_bevestigen") != b.vlaggen.end();
        })) {
      ++to_confirm;
    }
  }
  if (!r.surroundings.panden) return;
  w.say(to_confirm == 0
            ? w.text("Bij geen enkel gebouw laat de BAG een andere klasse met een ander oordeel open.",
                     "For no building does the BAG leave open another class with another verdict.")
            : fmt::format(fmt::runtime(w.text("Bij {} gebouwen sluit de BAG een andere klasse met een ander oordeel niet uit; bevestig daar de klasse.",
                                              "For {} buildings the BAG does not exclude another class with another verdict; confirm the class there.")),
                          to_confirm));
}

void write_conclusion(ReportWriter& w) {
  const StudyResult& r = w.result;
  const Language language = w.options.language;
  w.chapter("11", w.text("Toetsing per artikel en conclusie", "Test per article and conclusion"));
  struct Group {
    std::string reason;
    std::string norm;
    std::size_t count = 0;
  };
  std::map<std::tuple<std::string, std::string, std::string, Oordeel>, Group> groups;
  for (const Bevinding& b : r.bevindingen) {
    Group& group = groups[{b.tabel, b.artikel, b.rij, b.oordeel}];
    ++group.count;
    group.reason = language == Language::Nl ? b.reden_nl : b.reden_en;
    if (b.normwaarde) group.norm = scientific(b.normwaarde->per_year(), 1, language) + w.text(" /jaar", " /year");
    if (b.norm_afstand_m) group.norm = decimal(*b.norm_afstand_m, 0, language) + " m";
  }
  const std::map<std::string, std::string> what{{"A", "PR"}, {"B", "aandachtsgebied"}, {"C", "risicogebied"}, {"D", "afstand"}, {"E", "rand risicogebied"}};
  std::vector<std::vector<std::string>> rows;
  for (const auto& [key, group] : groups) {
    const auto known = what.find(std::get<0>(key));
    const auto table = r.rules->verdicts.tabellen.find(std::get<0>(key));
    const std::string own = table == r.rules->verdicts.tabellen.end() ? std::get<0>(key)
                            : language == Language::Nl               ? table->second.titel_nl
                                                                      : table->second.titel_en;
    rows.push_back({known == what.end() ? own : known->second, std::get<1>(key), group.norm.empty() ? "–" : group.norm,
                    oordeel_word(std::get<3>(key), language), fmt::format("{}", group.count), group.reason});
  }
  w.add_table("toetsing", w.text("Oordelen per artikel", "Verdicts per article"),
              {{w.text("Getoetst", "Tested"), 1.4, false},
               {w.text("Artikel", "Article"), 1.2, false},
               {w.text("Norm", "Norm"), 0.9, true},
               {w.text("Oordeel", "Verdict"), 1.3, false},
               {w.text("Bevindingen (aantal)", "Findings (number)"), 1.0, true},
               {w.text("Reden", "Reason"), 4.0, false}},
              std::move(rows), w.text("Er is niets getoetst.", "Nothing was tested."));
  w.add_verdict();
}

}  // namespace batterisk::study
