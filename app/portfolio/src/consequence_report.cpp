#include "batterisk/portfolio/consequence_report.hpp"

#include "batterisk/portfolio/compare_output.hpp"
#include "batterisk/study/dossier/version.hpp"
#include "batterisk/study/run/summary.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

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
    if (word == "geen_bevinding") return text("geen bevinding", "no finding");
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

// Where a verdict stands between fine and not: only to say which way a site went.
int severity_of(const std::string& word) {
  const auto oordeel = oordeel_from(word);
  if (!oordeel) return -1;
  switch (*oordeel) {
    case Oordeel::VoldoetNiet:
      return 4;
    case Oordeel::Onbepaald:
      return 3;
    case Oordeel::AfwegingNodig:
      return 2;
    case Oordeel::Voldoet:
      return 1;
    case Oordeel::NietVanToepassing:
      break;
  }
  return 0;
}

// The first page, for who reads no other.
void write_summary(Writer& w, const BatchComparison& c) {
  w.chapter("In het kort", "In short", true);
  std::size_t stricter = 0;
  std::size_t milder = 0;
  std::size_t same = 0;
  std::size_t unclear = 0;
  for (const auto& [verdict, n] : c.verdicts) {
    const int from = severity_of(verdict.first);
    const int to = severity_of(verdict.second);
    (from < 0 || to < 0 ? unclear : from < to ? stricter : from > to ? milder : same) += n;
  }
  w.say(fmt::format(fmt::runtime(w.text("Dit stuk zet twee stellen regels naast elkaar voor {} locaties: A is {}, B is {}. Wat hier staat is berekend; het "
                                        "zegt niets over locaties die niet in de portefeuille zitten.",
                                        "This document puts two sets of rules side by side for {} sites: A is {}, B is {}. What it says is computed; it "
                                        "tells nothing of sites that are not in the portfolio.")),
                    std::max(c.sites_a, c.sites_b), named(c.a), named(c.b)));
  std::string sentence = fmt::format(fmt::runtime(w.text("Onder B krijgen {} locaties een strenger oordeel dan onder A, {} een milder oordeel en {} hetzelfde oordeel.",
                                                         "Under B {} sites get a stricter verdict than under A, {} a milder one and {} the same.")),
                                     stricter, milder, same);
  if (unclear > 0) {
    sentence += fmt::format(fmt::runtime(w.text(" Van {} is dat niet te zeggen: ze zijn mislukt, of staan maar aan een kant.",
                                                " Of {} that cannot be said: they failed, or are on one side only.")),
                            unclear);
  }
  w.say(std::move(sentence));
  PairCount failing;
  for (const auto& [key, n] : c.per_klasse) {
    if (key.first != "oordeel:voldoet_niet") continue;
    failing.a += n.a;
    failing.b += n.b;
    failing.both += n.both;
  }
  w.say(fmt::format(fmt::runtime(w.text("Gebouwen die niet aan een grenswaarde voldoen: {} onder A, {} onder B; {} komen erbij en {} vallen eraf.",
                                        "Buildings that do not meet a limit value: {} under A, {} under B; {} come in and {} drop out.")),
                    failing.a, failing.b, failing.only_b(), failing.only_a()));
  std::string grown;
  std::string shrunk;
  for (const auto& [zone, area] : c.areas) {
    if (!(area.a > 0.0) && !(area.b > 0.0)) continue;
    const double change = area.a > 0.0 ? 100.0 * (area.b / area.a - 1.0) : 0.0;
    if (area.a > 0.0 && std::abs(change) < 0.5) continue;
    std::string& list = area.b > area.a ? grown : shrunk;
    list += (list.empty() ? "" : ", ") + w.zone(zone);
    if (area.a > 0.0) list += fmt::format(" ({}{} %)", change > 0.0 ? "+" : "", study::decimal(change, 0, w.language));
  }
  if (!grown.empty()) w.say(w.text("Groter worden: ", "Larger become: ") + grown + ".");
  if (!shrunk.empty()) w.say(w.text("Kleiner worden: ", "Smaller become: ") + shrunk + ".");
  if (grown.empty() && shrunk.empty()) {
    w.say(w.text("Geen contour of aandachtsgebied verandert merkbaar van grootte.", "No contour or aandachtsgebied changes noticeably in size."));
  }
  w.note(w.text("Een aandachtsgebied verbiedt niets: er moet worden afgewogen. Onbepaald betekent dat een gegeven ontbreekt, niet dat het "
                "veilig of onveilig is.",
                "An aandachtsgebied forbids nothing: it asks for weighing. Onbepaald means that a datum is missing, not that it is safe or "
                "unsafe."));
}

void write_changes(Writer& w, const Consequence& consequence) {
  w.chapter("Wat verandert", "What changes");
  for (const std::string& motivation : consequence.motivations) w.say(motivation);
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
  const auto other = std::count_if(c.sites.begin(), c.sites.end(), [](const SiteChange& s) { return s.findings > 0; });
  const auto whole = std::count_if(c.sites.begin(), c.sites.end(), [](const SiteChange& s) { return s.van != s.naar; });
  w.say(fmt::format(fmt::runtime(w.text("{0} van de {1} locaties krijgen een ander oordeel. {2} gebouwen krijgen een ander oordeel, op {3} "
                                        "locaties: verschil_objecten.csv noemt ze alle, met de oorzaak. Van {4} systemen, paren en "
                                        "randen is het oordeel anders, op {5} locaties: verschil_bevindingen.csv noemt ze alle.",
                                        "{0} of the {1} sites get another verdict. {2} buildings get another verdict, at {3} sites: "
                                        "verschil_objecten.csv lists all of them, with the cause. Of {4} systems, pairs and edges the "
                                        "verdict differs, at {5} sites: verschil_bevindingen.csv lists all of them.")),
                    whole, std::max(c.sites_a, c.sites_b), c.objects.size(), changed, c.findings.size(), other));
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
  std::map<std::vector<std::string>, std::size_t> found;
  for (const FindingChange& f : c.findings) ++found[{f.tabel, f.norm_a, f.norm_b, f.van, f.naar}];
  Rows findings;
  for (const auto& [key, n] : found) {
    findings.push_back({key[0], key[1].empty() ? "–" : key[1], key[2].empty() ? "–" : key[2], w.verdict(key[3]), w.verdict(key[4]), count(n)});
  }
  w.table("bevindingen", w.text("Systemen, paren en randen met een ander oordeel", "Systems, pairs and edges with another verdict"),
          {{w.text("Tabel", "Table"), 0.6, false},
           {w.text("Norm in A", "Norm in A"), 1.8, false},
           {w.text("Norm in B", "Norm in B"), 1.8, false},
           {w.text("Oordeel in A", "Verdict in A"), 1.2, false},
           {w.text("Oordeel in B", "Verdict in B"), 1.2, false},
           {w.text("Bevindingen (aantal)", "Findings (number)"), 0.9, true}},
          std::move(findings), w.text("Van geen systeem, paar of rand is het oordeel anders.", "Of no system, pair or edge the verdict differs."));
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
  Rows by_class;
  for (const auto& [key, n] : c.per_klasse) {
    const auto colon = key.first.find(':');
    const std::string name = key.first.substr(colon + 1);
    by_class.push_back({key.first.starts_with("zone:") ? w.zone(name) : w.verdict(name), w.klasse(key.second), count(n.a), count(n.b),
                        count(n.both), count(n.only_a()), count(n.only_b())});
  }
  auto class_columns = columns(w.text("Oordeel of zone", "Verdict or zone"), w.text(" (gebouwen)", " (buildings)"));
  class_columns.insert(class_columns.begin() + 1, {w.text("Klasse (indicatief)", "Class (indicative)"), 1.6, false});
  w.table("per-klasse", w.text("Gebouwen per klasse, naar hun oordeel en de zones waarin zij liggen", "Buildings by class, by their verdict and the zones they lie in"),
          std::move(class_columns), std::move(by_class), w.text("Er is geen gebouw getroffen.", "No building is affected."));
  Rows regimes;
  for (const auto& [regime, n] : c.regimes) {
    regimes.push_back({regime.first.empty() ? "–" : regime.first, regime.second.empty() ? "–" : regime.second, count(n)});
  }
  if (!regimes.empty()) {
    w.table("regimes", w.text("Locaties naar het regime waaronder zij vallen", "Sites by the regime they fall under"),
            {{w.text("Regime in A", "Regime in A"), 2.0, false},
             {w.text("Regime in B", "Regime in B"), 2.0, false},
             {w.text("Locaties (aantal)", "Sites (number)"), 1.0, true}},
            std::move(regimes), "");
  }
  w.table("oordelen", w.text("Locaties naar hun oordeel", "Sites by their verdict"),
          {{w.text("Oordeel in A", "Verdict in A"), 2.0, false},
           {w.text("Oordeel in B", "Verdict in B"), 2.0, false},
           {w.text("Locaties (aantal)", "Sites (number)"), 1.0, true}},
          std::move(verdicts), w.text("Er zijn geen locaties.", "There are no sites."));
}

void write_attribution(Writer& w, const Attribution& a) {
  w.chapter("Door welke verandering", "Because of which change");
  w.say(w.text("Geteld zijn gebouwen: hoeveel er een oordeel bij krijgen of in een zone komen (erbij), en hoeveel dat oordeel of die "
               "zone verliezen (eraf); en zo ook systemen, paren en randen met hun oordeel. Erbij en eraf worden nooit tegen elkaar weggestreept.",
               "Counted are buildings: how many get a verdict or come into a zone (gained), and how many lose that verdict or zone "
               "(lost); and so systems, pairs and edges with their verdict. Gained and lost are never set off against each other."));
  const auto what = [&](const Measured& m) {
    if (m.soort == "zone") return w.zone(m.naam);
    return (m.soort == "bevinding" ? w.text("systeem, paar of rand: ", "system, pair or edge: ") : "") + w.verdict(m.naam);
  };
  const auto share_of = [&](const MovedBy& by, const Measured& m, double Moved::* side, int decimals) {
    const auto found = by.find(m);
    return study::decimal(found == by.end() ? 0.0 : found->second.*side, decimals, w.language);
  };
  Rows whole;
  for (const auto& [measured, moved] : a.whole) {
    whole.push_back({what(measured), study::decimal(moved.erbij, 0, w.language), study::decimal(moved.eraf, 0, w.language)});
  }
  const ReportColumn gained{w.text("Erbij (aantal)", "Gained (number)"), 1.0, true};
  const ReportColumn lost{w.text("Eraf (aantal)", "Lost (number)"), 1.0, true};
  w.table("erbij-en-eraf", w.text("Wat alle veranderingen samen doen, van A naar B", "What all changes together do, from A to B"),
          {{w.text("Oordeel of zone", "Verdict or zone"), 2.0, false}, gained, lost}, std::move(whole),
          w.text("Geen gebouw krijgt een ander oordeel of een andere zone.", "No building gets another verdict or zone."));
  Rows rows;
  for (const Share& s : a.shares) {
    const bool other = s.key == other_changes;
    const std::string name = other ? w.text("overig: tabellen, nieuwe sleutels, bronnen, data", "other: tables, new keys, sources, dates")
                                   : fmt::format("{}: {} → {}", s.key, s.before, s.after);
    bool any = false;
    for (const auto& [measured, moved] : a.whole) {
      const auto single = s.alone.find(measured);
      const auto mean = s.shapley.find(measured);
      const auto moves = [](const auto& found, const MovedBy& by) {
        return found != by.end() && (std::abs(found->second.erbij) > 1e-9 || std::abs(found->second.eraf) > 1e-9);
      };
      if (!moves(single, s.alone) && !moves(mean, s.shapley)) continue;
      any = true;
      rows.push_back({name, what(measured), share_of(s.alone, measured, &Moved::erbij, 0), share_of(s.alone, measured, &Moved::eraf, 0),
                      a.shapley ? share_of(s.shapley, measured, &Moved::erbij, 1) : "–",
                      a.shapley ? share_of(s.shapley, measured, &Moved::eraf, 1) : "–"});
    }
    if (!any) rows.push_back({name, w.text("niets", "nothing"), "0", "0", a.shapley ? "0" : "–", a.shapley ? "0" : "–"});
  }
  w.table("toerekening", w.text("Aandeel van elke verandering", "Share of each change"),
          {{w.text("Verandering", "Change"), 2.4, false},
           {w.text("Oordeel of zone", "Verdict or zone"), 1.4, false},
           {w.text("Alleen deze: erbij", "This alone: gained"), 0.9, true},
           {w.text("Alleen deze: eraf", "This alone: lost"), 0.9, true},
           {w.text("Shapley: erbij", "Shapley: gained"), 0.9, true},
           {w.text("Shapley: eraf", "Shapley: lost"), 0.9, true}},
          std::move(rows), w.text("De regels zijn gelijk.", "The rules are equal."));
  w.note(a.shapley ? w.text("Alleen deze: uitgaande van A verandert alleen dit. Shapley: gemiddelde over alle volgordes van "
                            "veranderen; die aandelen tellen op tot het hele verschil. Ook in toerekening.csv.",
                            "This alone: from A only this changes. Shapley: mean over all orders of change; these shares add "
                            "up to the whole difference. Also in toerekening.csv.")
                   : fmt::format(fmt::runtime(w.text("Alleen deze: uitgaande van A verandert alleen dit. Met meer dan {} "
                                                     "veranderingen wordt Shapley niet berekend. Ook in toerekening.csv.",
                                                     "This alone: from A only this changes. With more than {} changes Shapley "
                                                     "is not computed. Also in toerekening.csv.")),
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
    rows.push_back({site->site, w.verdict(site->van), w.verdict(site->naar), count(site->objects), count(site->findings), zones.empty() ? "–" : zones});
  }
  w.table("locaties", w.text("Locaties waar het meeste een ander oordeel krijgt", "Sites where most gets another verdict"),
          {{w.text("Locatie", "Site"), 1.0, false},
           {w.text("Oordeel in A", "Verdict in A"), 1.2, false},
           {w.text("Oordeel in B", "Verdict in B"), 1.2, false},
           {w.text("Gebouwen (aantal)", "Buildings (number)"), 1.0, true},
           {w.text("Systemen, paren, randen (aantal)", "Systems, pairs, edges (number)"), 1.0, true},
           {w.text("Zones die anders reiken", "Zones that reach otherwise"), 3.0, false}},
          std::move(rows), w.text("Niets krijgt een ander oordeel.", "Nothing gets another verdict."));
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
       w.text("De toerekening verklaart elke waarde van methode en wet die beide hebben; tabellen, nieuwe sleutels, bronnen en data "
              "gaan samen onder overig.",
              "The attribution explains each value of method and law that both have; tables, new keys, sources and dates go "
              "together under other."),
       w.text("De grenzen van de methode zelf staan in bijlage F van het rapport van een locatie: batterisk portfolio dossier maakt "
              "het dossier, batterisk report het rapport.",
              "The limits of the method itself are in annex F of the report of a site: batterisk portfolio dossier makes the "
              "dossier, batterisk report the report.")}});
}

}  // namespace

study::Report consequence_report(const BatchComparison& comparison, const Consequence& consequence, Language language) {
  Writer writer{language, {}, 0, 0};
  write_title(writer, comparison);
  write_summary(writer, comparison);
  write_changes(writer, consequence);
  write_totals(writer, comparison);
  if (consequence.attribution) write_attribution(writer, *consequence.attribution);
  write_sites(writer, comparison, consequence.maps, consequence.unknown_values);
  write_curve(writer, comparison);
  write_limits(writer);
  return std::move(writer.report);
}

}  // namespace batterisk::portfolio
