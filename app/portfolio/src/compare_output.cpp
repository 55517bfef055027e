#include "batterisk/portfolio/compare_output.hpp"

#include "csv.hpp"

#include "batterisk/study/output.hpp"
#include "batterisk/study/tables.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace batterisk::portfolio {
namespace {

using study::Language;

std::string number(double value) { return fmt::format("{}", study::rounded(value)); }

std::string head_of(const BatchComparison& c) {
  const bool draft = c.a.ontwerp || c.b.ontwerp;
  return fmt::format("# batterisk vergelijking a={} b={}{}\n", c.a.regelset, c.b.regelset, draft ? " ONTWERP" : "");
}

std::string count_columns(const PairCount& c) {
  return fmt::format("{},{},{},{},{}", c.a, c.b, c.both, c.only_a(), c.only_b());
}

std::string site_csv(const BatchComparison& c) {
  std::string text = head_of(c) + "site,wat,klasse,a,b,beide,alleen_a,alleen_b\n";
  for (const SiteChange& site : c.sites) {
    const std::string id = csv_cell(site.site);
    text += fmt::format("{},oordeel,,{},{},,,\n", id, site.van, site.naar);
    for (const ZoneChange& z : site.zones) {
      text += fmt::format("{},oppervlak_m2 {},,{},{},,,\n", id, z.zone, number(z.m2_a), number(z.m2_b));
      text += fmt::format("{},afstand_m {},,{},{},,,\n", id, z.zone, number(z.afstand_a), number(z.afstand_b));
    }
    for (const auto& [key, count] : site.counts) {
      text += fmt::format("{},{},{},{}\n", id, key.first, key.second, count_columns(count));
    }
    text += fmt::format("{},ander_oordeel,,{},,,,\n", id, site.objects);
  }
  return text;
}

std::string object_csv(const BatchComparison& c) {
  std::string text = head_of(c) + "site,identificatie,klasse_a,klasse_b,van,naar,oorzaak,pr_a_per_jaar,pr_b_per_jaar\n";
  for (const ObjectChange& o : c.objects) {
    text += fmt::format("{},{},{},{},{},{},{},{},{}\n", csv_cell(o.site), csv_cell(o.identificatie), o.klasse_a,
                        o.klasse_b, o.van, o.naar, csv_cell(o.oorzaak), o.pr_a, o.pr_b);
  }
  return text;
}

std::string total_csv(const BatchComparison& c) {
  std::string text = head_of(c) + "wat,klasse,a,b,beide,alleen_a,alleen_b\n";
  for (const auto& [key, count] : c.totals) {
    text += fmt::format("{},{},{}\n", key.first, key.second, count_columns(count));
  }
  for (const auto& [verdict, n] : c.verdicts) {
    text += fmt::format("sites van {} naar {},,{},,,,\n", verdict.first, verdict.second, n);
  }
  return text;
}

std::string curve_csv(const BatchComparison& c) {
  std::string text = head_of(c) + "drempel_per_jaar,klasse,panden_a,panden_b\n";
  for (const CurvePoint& point : c.curve) {
    for (const auto& [klasse, count] : point.panden) {
      text += fmt::format("{},{},{},{}\n", number(point.pr), klasse, count.a, count.b);
    }
  }
  return text;
}

class Report {
 public:
  explicit Report(Language language) : dutch_{language == Language::Nl} {}

  void line(const std::string& text) { text_ += text + "\n"; }
  void head(const char* nl, const char* en) { text_ += fmt::format("\n## {}\n\n", dutch_ ? nl : en); }
  [[nodiscard]] const char* word(const char* nl, const char* en) const { return dutch_ ? nl : en; }
  void row(const std::vector<std::string>& cells) { text_ += fmt::format("| {} |\n", fmt::join(cells, " | ")); }
  void table(const std::vector<std::string>& columns) {
    row(columns);
    row(std::vector<std::string>(columns.size(), "---"));
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  bool dutch_;
  std::string text_;
};

std::string named(const ComparedBatch& batch) {
  std::string text = batch.regelset + (batch.ontwerp ? " (ONTWERP)" : "");
  for (const std::string& deviation : batch.afwijkingen) text += "; " + deviation;
  return text;
}

void add_changes(Report& r, const Consequence& consequence) {
  r.head("Wat verandert", "What changes");
  if (!consequence.motivation.empty()) r.line(consequence.motivation + "\n");
  if (consequence.changes.empty()) {
    r.line(r.word("De regelbestanden zijn gelijk.", "The rule files are equal."));
    return;
  }
  r.table({r.word("sleutel", "key"), "A", "B", r.word("bron in B", "source in B")});
  for (const RuleChange& c : consequence.changes) r.row({"`" + c.key + "`", c.before, c.after, c.after_reference});
}

void add_totals(Report& r, const BatchComparison& c) {
  r.head("Gevolgen in totaal", "Consequences in total");
  r.table({r.word("wat", "what"), r.word("klasse", "class"), "A", "B", r.word("beide", "both"),
           r.word("alleen A", "only A"), r.word("alleen B", "only B")});
  for (const auto& [key, n] : c.totals) {
    r.row({key.first, key.second.empty() ? r.word("alle", "all") : key.second, fmt::format("{}", n.a),
           fmt::format("{}", n.b), fmt::format("{}", n.both), fmt::format("{}", n.only_a()),
           fmt::format("{}", n.only_b())});
  }
  r.line("");
  r.line(fmt::format(fmt::runtime(r.word("{} gebouwen krijgen een ander oordeel (verschil_objecten.csv), op {} locaties.",
                                         "{} buildings get another verdict (verschil_objecten.csv), at {} sites.")),
                     c.objects.size(), std::count_if(c.sites.begin(), c.sites.end(), [](const SiteChange& s) {
                       return s.objects > 0;
                     })));
  r.line("");
  r.table({r.word("oordeel in A", "verdict in A"), r.word("oordeel in B", "verdict in B"), r.word("locaties", "sites")});
  for (const auto& [verdict, n] : c.verdicts) r.row({verdict.first, verdict.second, fmt::format("{}", n)});
}

void add_attribution(Report& r, const Attribution& a) {
  r.head("Door welke verandering", "Because of which change");
  r.line(fmt::format(fmt::runtime(r.word(
                         "Gebouwen met voldoet niet, onbepaald of afweging nodig: {} in A, {} in B. Aandeel per "
                         "waarde, alleen veranderd en gemiddeld over alle volgordes (Shapley):\n",
                         "Buildings with voldoet niet, onbepaald or afweging nodig: {} in A, {} in B. Share of each "
                         "value, changed alone and as the mean over all orders (Shapley):\n")),
                     a.from, a.to));
  r.table({r.word("sleutel", "key"), "A", "B", r.word("alleen", "alone"), "Shapley"});
  for (const Share& s : a.shares) {
    r.row({"`" + s.key + "`", s.before, s.after, fmt::format("{:+.0f}", s.alone), fmt::format("{:+.1f}", s.shapley)});
  }
  if (a.rest != 0.0) {
    r.row({r.word("overig: wet, klassen, tabellen", "other: law, classes, tables"), "", "", "",
           fmt::format("{:+.1f}", a.rest)});
  }
}

void add_sites(Report& r, const BatchComparison& c, const std::vector<SiteMap>& maps) {
  constexpr std::size_t shown = 10;
  r.head("Meest geraakte locaties", "Sites most affected");
  r.table({r.word("locatie", "site"), r.word("oordeel A", "verdict A"), r.word("oordeel B", "verdict B"),
           r.word("gebouwen met ander oordeel", "buildings with another verdict"), r.word("zones", "zones")});
  for (const SiteChange* site : most_affected(c, shown)) {
    std::string zones;
    for (const ZoneChange& z : site->zones) {
      if (z.afstand_a == z.afstand_b) continue;
      zones += fmt::format("{}{} {:.0f} -> {:.0f} m", zones.empty() ? "" : "; ", z.zone, z.afstand_a, z.afstand_b);
    }
    r.row({site->site, site->van, site->naar, fmt::format("{}", site->objects), zones});
  }
  for (const SiteMap& map : maps) {
    r.line(fmt::format("\n![{0}, A]({1})\n\n![{0}, B]({2})", map.site, map.file_a, map.file_b));
  }
  r.line(fmt::format("\n{}", r.word("Kaart van een locatie: `batterisk portfolio dossier <portefeuille> <locatie> -o "
                                    "locatie.toml`, dan `batterisk run locatie.toml` onder elk van beide regelsets.",
                                    "Map of a site: `batterisk portfolio dossier <portfolio> <site> -o locatie.toml`, "
                                    "then `batterisk run locatie.toml` under each of the rule sets.")));
}

void add_curve(Report& r, const BatchComparison& c) {
  r.head("Drempelkromme", "Threshold curve");
  r.line(r.word("Gebouwen waarvan het hoogste PR aan de gevel boven de drempel ligt, alle klassen:\n",
                "Buildings whose highest PR at the façade exceeds the threshold, all classes:\n"));
  r.table({r.word("drempel (1/jaar)", "threshold (1/year)"), "A", "B"});
  for (const CurvePoint& point : c.curve) {
    std::size_t a = 0;
    std::size_t b = 0;
    for (const auto& [klasse, n] : point.panden) {
      a += n.a;
      b += n.b;
    }
    r.row({fmt::format("{:.2e}", point.pr), fmt::format("{}", a), fmt::format("{}", b)});
  }
}

void add_limits(Report& r) {
  r.head("Methode en grenzen", "Method and limits");
  r.line(r.word(
      "Elke locatie is berekend als een dossier op zich: contouren, aandachtsgebieden, gevels en toets zijn die van "
      "`batterisk run`. Locaties die alleen in plaats verschillen delen hun contouren. Een PR onder de laagste contour "
      "staat er niet bij. Klassen komen uit de BAG en zijn indicatief. Niets hiervan is een berekening als bedoeld in "
      "art. 8.5 of 8.7 van de Omgevingsregeling.",
      "Each site is computed as a dossier of its own: contours, areas, façades and test are those of `batterisk run`. "
      "Sites that differ in place only share their contours. A PR below the lowest contour is not given. Classes come "
      "from the BAG and are indicatief. Nothing of this is a calculation as meant in art. 8.5 or 8.7 of the "
      "Omgevingsregeling."));
}

}  // namespace

std::vector<const SiteChange*> most_affected(const BatchComparison& comparison, std::size_t number) {
  std::vector<const SiteChange*> order;
  for (const SiteChange& site : comparison.sites) {
    if (site.objects > 0) order.push_back(&site);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const SiteChange* a, const SiteChange* b) { return a->objects > b->objects; });
  order.resize(std::min(number, order.size()));
  return order;
}

std::string consequence_report(const BatchComparison& c, const Consequence& consequence, Language language) {
  Report r{language};
  const bool draft = c.a.ontwerp || c.b.ontwerp;
  r.line(fmt::format("# {}{}\n", r.word("Gevolgen van andere regels voor een portefeuille",
                                        "Consequences of other rules for a portfolio"),
                     draft ? r.word(" (ONTWERP)", " (ontwerp: draft)") : ""));
  r.line(fmt::format("- {}: {}", r.word("portefeuille", "portfolio"), c.a.portefeuille));
  r.line(fmt::format("- A: {}, peildatum {}, {} {}", named(c.a), c.a.peildatum, c.sites_a, r.word("locaties", "sites")));
  r.line(fmt::format("- B: {}, peildatum {}, {} {}", named(c.b), c.b.peildatum, c.sites_b, r.word("locaties", "sites")));
  add_changes(r, consequence);
  add_totals(r, c);
  if (consequence.attribution) add_attribution(r, *consequence.attribution);
  add_sites(r, c, consequence.maps);
  add_curve(r, c);
  add_limits(r);
  return r.take();
}

std::vector<std::filesystem::path> write_comparison(const BatchComparison& comparison, const Consequence& consequence,
                                                    const std::filesystem::path& folder, Language language) {
  std::filesystem::create_directories(folder);
  std::vector<std::filesystem::path> files;
  const auto write = [&](const char* name, const std::string& text) {
    files.push_back(folder / name);
    study::write_file(files.back(), text);
  };
  write("verschil_sites.csv", site_csv(comparison));
  write("verschil_objecten.csv", object_csv(comparison));
  write("verschil_totaal.csv", total_csv(comparison));
  write("drempelkromme.csv", curve_csv(comparison));
  write("gevolgen.md", consequence_report(comparison, consequence, language));
  return files;
}

}  // namespace batterisk::portfolio
