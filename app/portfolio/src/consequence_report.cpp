#include "batterisk/portfolio/consequence_report.hpp"

#include "batterisk/portfolio/compare_output.hpp"
#include "batterisk/study/dossier/version.hpp"
#include "batterisk/study/run/summary.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

namespace batterisk::portfolio {
namespace {

using study::Language;
using study::ReportColumn;

using Rows = std::vector<std::vector<std::string>>;

std::string count(std::size_t n) { return fmt::format("{}", n); }

// A report in the making.
struct Writer {
  Language language;
  study::Report report;
  int tables = 0;
  int figures = 0;

  [[nodiscard]] std::string text(const char* nl, const char* en) const { return language == Language::Nl ? nl : en; }

  void chapter(const char* nl, const char* en, bool new_page = false) {
    report.sections.push_back({count(report.sections.size() + 1), text(nl, en), true, new_page, {}});
  }
  void add(study::ReportBlock block) { report.sections.back().blocks.push_back(std::move(block)); }
  void say(std::string sentence) { add(study::ReportText{std::move(sentence), false}); }
  void note(std::string sentence) { add(study::ReportText{std::move(sentence), true}); }
  void table(const char* id, const std::string& caption, std::vector<ReportColumn> columns, Rows rows,
             std::string empty) {
    add(study::ReportTable{id, fmt::format("{} {}. {}", text("Tabel", "Table"), ++tables, caption), std::move(columns),
                           std::move(rows), std::move(empty)});
  }
  void map(std::string id, const std::string& caption, study::Drawing drawing) {
    const std::string alternative = caption + text(". De tabellen geven hetzelfde in getallen.",
                                                   ". The tables give the same in numbers.");
    add(study::ReportFigure{std::move(id), fmt::format("{} {}. {}", text("Figuur", "Figure"), ++figures, caption),
                            alternative, std::move(drawing), true});
  }

  [[nodiscard]] std::string verdict(const std::string& word) const {
    if (const auto oordeel = oordeel_from(word)) return study::oordeel_word(*oordeel, language);
    if (word == "niet_getroffen") return text("niet getroffen", "not affected");
    if (word == "mislukt") return text("mislukt", "failed");
    return word.empty() ? text("niet in de portefeuille", "not in the portfolio") : word;
  }
  /// "PR 10⁻⁶" for "PR10-6"; an area keeps its name.
  [[nodiscard]] std::string zone(const std::string& name) const {
    constexpr std::string_view decade = "PR10-";
    if (!name.starts_with(decade)) return name;
    const int power = std::atoi(name.c_str() + decade.size());
    return "PR " + study::level_name(PlaatsgebondenRisico::per_year(std::pow(10.0, -power)), language);
  }
  [[nodiscard]] std::string measure(const std::string& word) const {
    if (word == "panden") return text("gebouwen", "buildings");
    if (word == "adressen") return text("adressen", "addresses");
    return word == "percelen" ? text("percelen", "parcels") : word;
  }
  [[nodiscard]] std::string klasse(const std::string& word) const {
    const auto known = kwetsbaarheid_from(word);
    return known ? study::kwetsbaarheid_word(*known, language) : text("alle", "all");
  }
};

std::string named(const ComparedBatch& batch) {
  std::string text = batch.regelset;
  for (const std::string& deviation : batch.afwijkingen) text += "; " + deviation;
  return text;
}

void write_title(Writer& w, const BatchComparison& c) {
  study::Report& r = w.report;
  r.language = w.language;
  r.title = c.a.portefeuille;
  r.subtitle = w.text("Gevolgen van andere regels voor een portefeuille", "Consequences of other rules for a portfolio");
  if (c.a.ontwerp || c.b.ontwerp) r.labels.emplace_back("ontwerp");
  r.identity.rows = {
      {w.text("Portefeuille", "Portfolio"), c.a.portefeuille},
      {w.text("Regels A", "Rules A"), named(c.a) + (c.a.ontwerp ? w.text(" (ontwerp)", " (ontwerp: draft)") : "")},
      {w.text("Regels B", "Rules B"), named(c.b) + (c.b.ontwerp ? w.text(" (ontwerp)", " (ontwerp: draft)") : "")},
      {"Peildatum", c.a.peildatum == c.b.peildatum ? c.a.peildatum : "A " + c.a.peildatum + ", B " + c.b.peildatum},
      {w.text("Locaties", "Sites"), c.sites_a == c.sites_b ? count(c.sites_a) : fmt::format("A {}, B {}", c.sites_a, c.sites_b)},
      {w.text("Programma", "Program"), fmt::format("Batterisk {} ({})", study::version(), study::commit())}};
  if (c.a.portefeuille != c.b.portefeuille) r.identity.rows[0].second = "A " + c.a.portefeuille + ", B " + c.b.portefeuille;
  r.statement = w.text(
      "Niets hiervan is een berekening als bedoeld in artikel 8.5 of 8.7 van de Omgevingsregeling. Klassen van gebouwen "
      "volgen uit de BAG en zijn indicatief.",
      "Nothing of this is a calculation as meant in article 8.5 or 8.7 of the Omgevingsregeling. Classes of buildings "
      "follow from the BAG and are indicative.");
  r.footer = fmt::format("batterisk {} ({}) · A {} · B {}", study::version(), study::commit(), c.a.regelset, c.b.regelset);
  r.date = c.b.peildatum;
}

void write_changes(Writer& w, const Consequence& consequence) {
  w.chapter("Wat verandert", "What changes", true);
  if (!consequence.motivation.empty()) w.say(consequence.motivation);
  Rows rows;
  for (const RuleChange& c : consequence.changes) {
    const bool same_source = c.before_reference == c.after_reference;
    rows.push_back({c.key, c.before.empty() ? "–" : c.before, c.after.empty() ? "–" : c.after,
                    same_source ? c.after_reference : c.before_reference + " → " + c.after_reference});
  }
  w.table("wijzigingen", w.text("Wat in de regels anders is, van A naar B", "What differs in the rules, from A to B"),
          {{w.text("Sleutel", "Key"), 1.6, false},
           {w.text("A (met eenheid)", "A (with unit)"), 1.2, false},
           {w.text("B (met eenheid)", "B (with unit)"), 1.2, false},
           {w.text("Bron, vindplaats (bewijs, status)", "Source, place (evidence, status)"), 3.0, false}},
          std::move(rows), w.text("De regelbestanden zijn gelijk.", "The rule files are equal."));
}

void write_totals(Writer& w, const BatchComparison& c) {
  w.chapter("Gevolgen in totaal", "Consequences in total");
  const auto changed = std::count_if(c.sites.begin(), c.sites.end(), [](const SiteChange& s) { return s.objects > 0; });
  w.say(fmt::format(fmt::runtime(w.text("{} gebouwen krijgen een ander oordeel, op {} van de {} locaties. "
                                        "verschil_objecten.csv noemt ze alle, met de oorzaak.",
                                        "{} buildings get another verdict, at {} of the {} sites. verschil_objecten.csv "
                                        "lists all of them, with the cause.")),
                    c.objects.size(), changed, std::max(c.sites_a, c.sites_b)));
  const auto columns = [&](const std::string& what, const std::string& unit) {
    return std::vector<ReportColumn>{{what, 1.6, false},
                                     {"A" + unit, 0.9, true},
                                     {"B" + unit, 0.9, true},
                                     {w.text("Beide", "Both") + unit, 0.9, true},
                                     {w.text("Alleen A", "Only A") + unit, 0.9, true},
                                     {w.text("Alleen B", "Only B") + unit, 0.9, true}};
  };
  Rows counts;
  for (const auto& [key, n] : c.totals) {
    counts.push_back({w.measure(key.first), w.klasse(key.second), count(n.a), count(n.b), count(n.both), count(n.only_a()),
                      count(n.only_b())});
  }
  auto with_class = columns(w.text("Wat", "What"), w.text(" (aantal)", " (number)"));
  with_class.insert(with_class.begin() + 1, {w.text("Klasse (indicatief)", "Class (indicative)"), 1.6, false});
  w.table("totaal", w.text("Wat in een zone ligt of een oordeel heeft", "What lies in a zone or has a verdict"), with_class,
          std::move(counts), w.text("Er ligt niets in een zone.", "Nothing lies in a zone."));
  const auto m2 = [&](double value) { return study::decimal(value, 0, w.language); };
  Rows areas;
  for (const auto& [zone, area] : c.areas) {
    areas.push_back({w.zone(zone), m2(area.a), m2(area.b), m2(area.both), m2(area.only_a()), m2(area.only_b())});
  }
  w.table("oppervlak", w.text("Oppervlakte van de zones, opgeteld over de locaties", "Area of the zones, summed over the sites"),
          columns("Zone", " (m²)"), std::move(areas), w.text("Er zijn geen zones.", "There are no zones."));
  Rows verdicts;
  for (const auto& [verdict, n] : c.verdicts) {
    verdicts.push_back({w.verdict(verdict.first), w.verdict(verdict.second), count(n)});
  }
  w.table("oordelen", w.text("Locaties naar hun oordeel", "Sites by their verdict"),
          {{w.text("Oordeel in A", "Verdict in A"), 2.0, false},
           {w.text("Oordeel in B", "Verdict in B"), 2.0, false},
           {w.text("Locaties (aantal)", "Sites (number)"), 1.0, true}},
          std::move(verdicts), w.text("Er zijn geen locaties.", "There are no sites."));
}

void write_attribution(Writer& w, const Attribution& a) {
  w.chapter("Door welke verandering", "Because of which change");
  w.say(fmt::format(fmt::runtime(w.text("Gebouwen met voldoet niet, onbepaald of afweging nodig: {} in A, {} in B.",
                                        "Buildings with voldoet niet, onbepaald or afweging nodig: {} in A, {} in B.")),
                    a.from, a.to));
  const bool all_orders = a.shares.size() <= most_shares;
  const auto signed_number = [&](double value, int decimals) {
    return (value > 0.0 ? "+" : "") + study::decimal(value, decimals, w.language);
  };
  Rows rows;
  for (const Share& s : a.shares) {
    rows.push_back({s.key, s.before, s.after, signed_number(s.alone, 0), all_orders ? signed_number(s.shapley, 1) : "–"});
  }
  if (a.rest != 0.0) {
    rows.push_back({w.text("overig: wet, klassen, tabellen", "other: law, classes, tables"), "–", "–", "–", signed_number(a.rest, 1)});
  }
  w.table("toerekening", w.text("Aandeel van elke waarde in het verschil", "Share of each value in the difference"),
          {{w.text("Sleutel", "Key"), 2.0, false},
           {"A", 1.2, false},
           {"B", 1.2, false},
           {w.text("Alleen deze (gebouwen)", "This alone (buildings)"), 1.2, true},
           {"Shapley (" + w.text("gebouwen", "buildings") + ")", 1.2, true}},
          std::move(rows), w.text("Geen waarde van de methode verandert.", "No value of the method changes."));
  w.note(all_orders ? w.text("Alleen deze: uitgaande van A verandert alleen die waarde. Shapley: gemiddelde over alle volgordes van "
                             "veranderen; die aandelen tellen op tot het hele verschil.",
                             "This alone: from A only that value changes. Shapley: mean over all orders of change; these shares add "
                             "up to the whole difference.")
                    : fmt::format(fmt::runtime(w.text("Alleen deze: uitgaande van A verandert alleen die waarde. Met meer dan {} "
                                                      "veranderingen wordt Shapley niet berekend.",
                                                      "This alone: from A only that value changes. With more than {} changes Shapley "
                                                      "is not computed.")),
                                  most_shares));
}

void write_sites(Writer& w, const BatchComparison& c, std::vector<SiteMap> maps, bool unknown_values) {
  constexpr std::size_t shown = 10;
  w.chapter("Meest geraakte locaties", "Sites most affected");
  Rows rows;
  for (const SiteChange* site : most_affected(c, shown)) {
    std::string zones;
    for (const ZoneChange& z : site->zones) {
      if (z.afstand_a == z.afstand_b) continue;
      zones += fmt::format("{}{} {} → {} m", zones.empty() ? "" : "; ", w.zone(z.zone), study::decimal(z.afstand_a, 1, w.language),
                           study::decimal(z.afstand_b, 1, w.language));
    }
    rows.push_back({site->site, w.verdict(site->van), w.verdict(site->naar), count(site->objects), zones.empty() ? "–" : zones});
  }
  w.table("locaties", w.text("Locaties met de meeste gebouwen die een ander oordeel krijgen", "Sites with most buildings that get another verdict"),
          {{w.text("Locatie", "Site"), 1.0, false},
           {w.text("Oordeel in A", "Verdict in A"), 1.2, false},
           {w.text("Oordeel in B", "Verdict in B"), 1.2, false},
           {w.text("Gebouwen (aantal)", "Buildings (number)"), 1.0, true},
           {w.text("Zones die anders reiken", "Zones that reach otherwise"), 3.0, false}},
          std::move(rows), w.text("Geen gebouw krijgt een ander oordeel.", "No building gets another verdict."));
  w.note(w.text("Alle locaties met een verschil staan in verschil_sites.csv.", "All sites with a difference are in verschil_sites.csv."));
  if (unknown_values) {
    w.note(w.text("Er zijn waarden van de opdrachtregel (-p) gebruikt: van zulke regels zijn er geen toerekening en geen kaarten. Zet "
                  "de waarden in een ontwerp (batterisk rules draft).",
                  "Values of the command line (-p) were used: of such rules there are no attribution and no maps. Put the values in a "
                  "draft (batterisk rules draft)."));
  }
  for (std::size_t i = 0; i < maps.size(); ++i) {
    w.map(fmt::format("kaart-{}-a", i + 1), fmt::format(fmt::runtime(w.text("Locatie {} onder A", "Site {} under A")), maps[i].site),
          std::move(maps[i].under_a));
    w.map(fmt::format("kaart-{}-b", i + 1), fmt::format(fmt::runtime(w.text("Locatie {} onder B", "Site {} under B")), maps[i].site),
          std::move(maps[i].under_b));
  }
}

void write_curve(Writer& w, const BatchComparison& c) {
  w.chapter("Drempelkromme", "Threshold curve");
  Rows rows;
  for (const CurvePoint& point : c.curve) {
    std::size_t a = 0;
    std::size_t b = 0;
    for (const auto& [klasse, n] : point.panden) {
      a += n.a;
      b += n.b;
    }
    rows.push_back({study::scientific(point.pr, 3, w.language), count(a), count(b)});
  }
  w.table("drempelkromme", w.text("Gebouwen waarvan het hoogste PR aan de gevel boven een drempel ligt, alle klassen",
                                  "Buildings whose highest PR at the façade exceeds a threshold, all classes"),
          {{w.text("Drempel (/jaar)", "Threshold (/year)"), 1.2, true},
           {"A " + w.text("(aantal)", "(number)"), 1.0, true},
           {"B " + w.text("(aantal)", "(number)"), 1.0, true}},
          std::move(rows), "");
  w.note(w.text("Per klasse in drempelkromme.csv.", "By class in drempelkromme.csv."));
}

void write_limits(Writer& w) {
  w.chapter("Methode en grenzen", "Method and limits");
  w.add(study::ReportList{
      {w.text("Elke locatie is berekend als een dossier op zich: contouren, aandachtsgebieden, gevels en toets zijn die van een run "
              "van dat dossier. Locaties die alleen in plaats verschillen delen hun contouren.",
              "Each site is computed as a dossier of its own: contours, areas, façades and test are those of a run of that dossier. "
              "Sites that differ in place only share their contours."),
       w.text("Een gebouw telt mee als het in een zone ligt of een ander oordeel heeft dan voldoet; een perceel als een zone het "
              "overlapt. Een gebouw bij twee locaties telt bij elk.",
              "A building counts when it lies in a zone or has another verdict than voldoet; a parcel when a zone overlaps it. A "
              "building at two sites counts at each."),
       w.text("Een gebouw dat van klasse verandert telt onder elke klasse aan zijn eigen kant, en daar niet onder beide.",
              "A building that changes class counts under each class on its own side, and there not under both."),
       w.text("Oppervlakten zijn opgeteld over de locaties: waar zones van twee locaties elkaar overlappen telt die grond dubbel.",
              "Areas are summed over the sites: where zones of two sites overlap, that ground counts twice."),
       w.text("De drempelkromme begint bij de laagste contour: daaronder staan alleen gebouwen in een aandachtsgebied in de lijst.",
              "The threshold curve begins at the lowest contour: below it only buildings in an aandachtsgebied are listed."),
       w.text("De toerekening verklaart waarden van de methode; wat wet, klassen en tabellen doen staat onder overig.",
              "The attribution explains values of the method; what law, classes and tables do stands under other."),
       w.text("De grenzen van de methode zelf staan in bijlage F van het rapport van een locatie: batterisk portfolio dossier maakt "
              "het dossier, batterisk report het rapport.",
              "The limits of the method itself are in annex F of the report of a site: batterisk portfolio dossier makes the "
              "dossier, batterisk report the report.")}});
}

}  // namespace

study::Report consequence_report(const BatchComparison& comparison, const Consequence& consequence, Language language) {
  Writer writer{language, {}, 0, 0};
  write_title(writer, comparison);
  write_changes(writer, consequence);
  write_totals(writer, comparison);
  if (consequence.attribution) write_attribution(writer, *consequence.attribution);
  write_sites(writer, comparison, consequence.maps, consequence.unknown_values);
  write_curve(writer, comparison);
  write_limits(writer);
  return std::move(writer.report);
}

}  // namespace batterisk::portfolio
