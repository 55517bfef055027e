#include "report_writer.hpp"

#include "plot_svg.hpp"

#include "batterisk/study/map_svg.hpp"
#include "batterisk/study/summary.hpp"
#include "batterisk/study/tables.hpp"

#include <algorithm>
#include <map>
#include <set>
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
  constexpr double width = 277.0;
  constexpr double height = 168.0;
  const MapOptions map{w.options.language, subject, width, height, w.options.scale};
  const std::string alternative = fmt::format(
      fmt::runtime(w.text("Kaart: {}. De tabellen van dit hoofdstuk en van hoofdstuk 9 geven dezelfde gegevens in woorden en getallen.",
                          "Map: {}. The tables of this chapter and of chapter 9 give the same in words and numbers.")),
      caption);
  w.add_figure({std::move(id), std::move(caption), alternative, map_svg(w.result, map), width, height, true});
}

std::string inside_words(const ReportWriter& w, const PandResult& pand) {
  std::string out;
  for (const Aandachtsgebied soort : pand.gebieden) {
    out += (out.empty() ? "" : ", ") + std::string{to_string(soort)};
  }
  return out.empty() ? w.text("geen", "none") : out;
}

}  // namespace

void write_scenarios(ReportWriter& w) {
  const StudyResult& r = w.result;
  w.chapter("5", w.text("Scenario's en kansen", "Scenarios and frequencies"), true);
  w.say(w.text("Elke eenheid heeft dezelfde kansboom; een scenario heeft de frequentie van een voorval in de eenheid, maal de "
               "factoren van zijn tak. Bijlage D geeft de factoren van elk scenario, bijlage B hun bron.",
               "Every unit has the same event tree; a scenario has the frequency of an event in the unit times the factors of "
               "its branch. Annex D gives the factors of every scenario, annex B their sources."));
  std::vector<std::vector<std::string>> rows;
  for (const Scenario& s : r.scenarios.scenarios) {
    rows.push_back({s.id, std::string{to_string(s.kind)}, w.description(s),
                    scientific(s.frequency.per_year(), 3, w.options.language)});
  }
  w.add_table("scenario", w.text("Scenario's", "Scenarios"),
              {{"Scenario", 2.2, false},
               {w.text("Soort", "Kind"), 0.7, false},
               {w.text("Omschrijving", "Description"), 3.6, false},
               {w.text("Frequentie (/jaar)", "Frequency (/year)"), 1.3, true}},
              std::move(rows), w.text("Er zijn geen scenario's.", "There are no scenarios."));
  if (r.dossier.units.empty()) return;
  const std::string& unit = r.dossier.units.front().id;
  const Plot tree = event_tree_plot(r, unit, w.options.language);
  w.add_figure({"kansboom",
                fmt::format(fmt::runtime(w.text("Kansboom van eenheid {}", "Event tree of unit {}")), unit),
                w.text("Kansboom: de frequentie van een voorval in de eenheid en per tak de factoren en de frequentie van het "
                       "scenario. De tabel Scenario's geeft dezelfde frequenties.",
                       "Event tree: the frequency of an event in the unit, and for each branch the factors and the frequency "
                       "of the scenario. The table Scenarios gives the same frequencies."),
                tree.svg, plot_width_mm, tree.height_mm, false});
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
  w.chapter("7", "Plaatsgebonden risico", true);
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
    const std::string& id = (*r.surroundings.panden)[most->pand].identificatie;
    w.say(fmt::format(fmt::runtime(w.text("Het hoogste PR op een gevel buiten het terrein is {} per jaar, bij gebouw {} ({}), op {} m "
                                          "van de bron.",
                                          "The highest PR on a façade outside the site is {} per year, at building {} ({}), {} m from "
                                          "the source.")),
                      scientific(most->pr->pr.per_year(), 3, language), id,
                      kwetsbaarheid_word(most->klassering.klasse, language), decimal(distance_m(source, facade), 1, language)));
    const Plot transect = transect_plot(r, source, facade, language);
    w.add_figure({"transect",
                  fmt::format(fmt::runtime(w.text("PR langs de lijn van de bron door de gevel van gebouw {}",
                                                  "PR along the line from the source through the façade of building {}")), id),
                  w.text("Grafiek van het plaatsgebonden risico tegen de afstand, logaritmisch, met de niveaus van de contouren. De "
                         "tabel PR-contouren geeft de afstanden.",
                         "Graph of the plaatsgebonden risico over distance, logarithmic, with the levels of the contours. The table "
                         "PR contours gives the distances."),
                  transect.svg, plot_width_mm, transect.height_mm, false});
    const Plot shares = contribution_plot(r, explain_at(facade, *r.field, r.scenarios.scenarios), language);
    w.add_figure({"bijdragen",
                  fmt::format(fmt::runtime(w.text("Bijdrage van elk scenario aan het PR op de gevel van gebouw {}",
                                                  "Contribution of each scenario to the PR at the façade of building {}")), id),
                  w.text("Staafdiagram met het aandeel van elk scenario, het grootste eerst; de percentages staan bij de staven.",
                         "Bar chart with the share of each scenario, largest first; the percentages stand beside the bars."),
                  shares.svg, plot_width_mm, shares.height_mm, false});
  }
  add_map(w, MapSubject::PlaatsgebondenRisico, "kaart-pr", w.text("Contouren van het plaatsgebonden risico", "Contours of the plaatsgebonden risico"));
}

void write_areas(ReportWriter& w) {
  const StudyResult& r = w.result;
  w.chapter("8", "Aandachtsgebieden", true);
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
  w.chapter("9", w.text("Getroffen gebouwen en percelen", "Affected buildings and parcels"), true);
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
    std::vector<std::vector<std::string>> rows;
    for (const PandResult* pand : affected) {
      rows.push_back({(*r.surroundings.panden)[pand->pand].identificatie, kwetsbaarheid_word(pand->klassering.klasse, language),
                      decimal(pand->afstand_m, 1, language),
                      pand->pr ? scientific(pand->pr->pr.per_year(), 3, language) : "–", inside_words(w, *pand),
                      oordeel_word(oordeel_of(*pand, *r.rules), language)});
    }
    w.add_table("getroffen_oordeel", w.text("Gebouwen waarover iets te beslissen is, zwaarste oordeel en kleinste afstand eerst",
                                            "Buildings about which something must be decided, worst verdict and smallest distance first"),
                {{w.text("Pand (BAG) of locatie", "Building (BAG) or location"), 1.9, false},
                 {w.text("Klasse (indicatief)", "Class (indicative)"), 1.5, false},
                 {w.text("Afstand (m)", "Distance (m)"), 0.9, true},
                 {w.text("Hoogste PR (/jaar)", "Highest PR (/year)"), 1.2, true},
                 {w.text("Binnen aandachtsgebied", "Inside aandachtsgebied"), 1.7, false},
                 {w.text("Oordeel", "Verdict"), 1.6, false}},
                std::move(rows), w.text("Geen gebouw heeft een oordeel waarover iets te beslissen is.", "No building has a verdict about which something must be decided."));
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
}

void write_uncertainty(ReportWriter& w) {
  const StudyResult& r = w.result;
  w.chapter("10", w.text("Gevoeligheid en onzekerheid", "Sensitivity and uncertainty"));
  w.say(w.text("Bij dit resultaat is geen onzekerheidsband of gevoeligheidsanalyse berekend. De zones zijn één uitkomst van één stel "
               "waarden; een rand is niet op de meter bekend. Dat de waarden vooral aannamen en schattingen zijn (paragraaf 4.5) weegt "
               "zwaarder dan de afronding.",
               "No uncertainty band or sensitivity analysis was computed with this result. The zones are one outcome of one set of "
               "values; an edge is not known to a metre. That the values are mostly assumptions and estimates (section 4.5) matters "
               "more than rounding."));
  std::size_t to_confirm = 0;
  for (const PandResult& pand : r.panden) {
    if (std::any_of(pand.bevindingen.begin(), pand.bevindingen.end(), [](const Bevinding& b) {
          return std::find(b.vlaggen.begin(), b.vlaggen.end(), "te_bevestigen") != b.vlaggen.end();
        })) {
      ++to_confirm;
    }
  }
  w.say(fmt::format(fmt::runtime(w.text("Bij {} gebouwen sluit de BAG een andere klasse met een ander oordeel niet uit; bevestig daar de klasse.",
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
  std::map<std::tuple<std::string, std::string, Oordeel>, Group> groups;
  for (const Bevinding& b : r.bevindingen) {
    Group& group = groups[{b.artikel, b.rij, b.oordeel}];
    ++group.count;
    group.reason = language == Language::Nl ? b.reden_nl : b.reden_en;
    if (b.normwaarde) group.norm = scientific(b.normwaarde->per_year(), 1, language) + w.text(" /jaar", " /year");
    if (b.norm_afstand_m) group.norm = decimal(*b.norm_afstand_m, 0, language) + " m";
  }
  std::vector<std::vector<std::string>> rows;
  for (const auto& [key, group] : groups) {
    rows.push_back({std::get<0>(key), group.norm.empty() ? "–" : group.norm, oordeel_word(std::get<2>(key), language),
                    fmt::format("{}", group.count), group.reason});
  }
  w.add_table("toetsing", w.text("Oordelen per artikel", "Verdicts per article"),
              {{w.text("Artikel", "Article"), 1.2, false},
               {w.text("Norm", "Norm"), 0.9, true},
               {w.text("Oordeel", "Verdict"), 1.3, false},
               {w.text("Bevindingen (aantal)", "Findings (number)"), 1.0, true},
               {w.text("Reden", "Reason"), 4.0, false}},
              std::move(rows), w.text("Er is niets getoetst.", "Nothing was tested."));
  w.add_verdict();
}

}  // namespace batterisk::study
