#include "batterisk/portfolio/compare_output.hpp"

#include "batterisk/core/base/csv.hpp"
#include "batterisk/study/tables/tables.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace batterisk::portfolio {
namespace {

std::string number(double value) { return fmt::format("{}", study::rounded(value)); }

std::string head_of(const BatchComparison& c) {
  const bool draft = c.a.ontwerp || c.b.ontwerp;
  return fmt::format("# batterisk vergelijking a={} b={}{}\n", c.a.regelset, c.b.regelset, draft ? " ONTWERP" : "");
}

std::string columns_of(const PairCount& c) {
  return fmt::format("{},{},{},{},{}", c.a, c.b, c.both, c.only_a(), c.only_b());
}

std::string columns_of(const PairArea& m2) {
  return fmt::format("{},{},{},{},{}", number(m2.a), number(m2.b), number(m2.both), number(m2.only_a()), number(m2.only_b()));
}

std::string site_csv(const BatchComparison& c) {
  std::string text = head_of(c) + "site,wat,klasse,a,b,beide,alleen_a,alleen_b\n";
  for (const SiteChange& site : c.sites) {
    const std::string id = csv_cell(site.site);
    text += fmt::format("{},oordeel,,{},{},,,\n", id, site.van, site.naar);
    for (const ZoneChange& z : site.zones) {
      text += fmt::format("{},oppervlak_m2 {},,{}\n", id, z.zone, columns_of(z.m2));
      text += fmt::format("{},afstand_m {},,{},{},,,\n", id, z.zone, number(z.afstand_a), number(z.afstand_b));
    }
    for (const auto& [key, count] : site.counts) {
      text += fmt::format("{},{},{},{}\n", id, key.first, key.second, columns_of(count));
    }
    text += fmt::format("{},ander_oordeel,,{},,,,\n", id, site.objects);
    text += fmt::format("{},andere_bevinding,,{},,,,\n", id, site.findings);
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

std::string finding_csv(const BatchComparison& c) {
  std::string text = head_of(c) + "site,tabel,onderwerp,van,naar,norm_a,norm_b,afstand_a_m,afstand_b_m\n";
  for (const FindingChange& f : c.findings) {
    text += fmt::format("{},{},{},{},{},{},{},{},{}\n", csv_cell(f.site), csv_cell(f.tabel), csv_cell(f.onderwerp), f.van, f.naar,
                        csv_cell(f.norm_a), csv_cell(f.norm_b), f.afstand_a, f.afstand_b);
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

}  // namespace

std::vector<const SiteChange*> most_affected(const BatchComparison& comparison, std::size_t number) {
  std::vector<const SiteChange*> order;
  for (const SiteChange& site : comparison.sites) {
    if (site.objects + site.findings > 0) order.push_back(&site);
  }
  std::stable_sort(order.begin(), order.end(), [](const SiteChange* a, const SiteChange* b) {
    return a->objects + a->findings > b->objects + b->findings;
  });
  order.resize(std::min(number, order.size()));
  return order;
}

std::string totals_csv(const BatchComparison& c) {
  std::string text = head_of(c) + "wat,klasse,a,b,beide,alleen_a,alleen_b\n";
  for (const auto& [key, count] : c.totals) text += fmt::format("{},{},{}\n", key.first, key.second, columns_of(count));
  for (const auto& [zone, area] : c.areas) text += fmt::format("oppervlak_m2 {},,{}\n", zone, columns_of(area));
  for (const auto& [key, count] : c.per_klasse) text += fmt::format("{},{},{}\n", key.first, key.second, columns_of(count));
  for (const auto& [regime, n] : c.regimes) {
    text += fmt::format("{},,{},,,,\n", csv_cell(fmt::format("regime van {} naar {}", regime.first, regime.second)), n);
  }
  std::map<std::vector<std::string>, std::size_t> findings;
  for (const FindingChange& f : c.findings) ++findings[{f.tabel, f.van, f.naar}];
  for (const auto& [key, n] : findings) {
    text += fmt::format("{},,{},,,,\n", csv_cell(fmt::format("bevindingen tabel {} van {} naar {}", key[0], key[1], key[2])), n);
  }
  for (const auto& [verdict, n] : c.verdicts) {
    text += fmt::format("sites van {} naar {},,{},,,,\n", verdict.first, verdict.second, n);
  }
  return text;
}

void write_tables(const BatchComparison& comparison, gis::OutputFolder& folder) {
  folder.write("verschil_sites.csv", site_csv(comparison));
  folder.write("verschil_objecten.csv", object_csv(comparison));
  folder.write("verschil_bevindingen.csv", finding_csv(comparison));
  folder.write("verschil_totaal.csv", totals_csv(comparison));
  folder.write("drempelkromme.csv", curve_csv(comparison));
}

void write_shares(const BatchComparison& comparison, const Attribution& attribution, gis::OutputFolder& folder) {
  std::string text = head_of(comparison) +
                     "verandering,van,naar,soort,naam,alleen_erbij,alleen_eraf,shapley_erbij,shapley_eraf\n";
  const auto add = [&](const std::string& start, const MovedBy& alone, const MovedBy& shapley, bool with_shapley) {
    MovedBy all = alone;
    all.insert(shapley.begin(), shapley.end());
    for (const auto& [measured, any] : all) {
      const auto of = [&](const MovedBy& by) {
        const auto found = by.find(measured);
        return found == by.end() ? Moved{} : found->second;
      };
      const Moved single = of(alone);
      const Moved mean = of(shapley);
      text += fmt::format("{},{},{},{},{},{},{}\n", start, measured.soort, measured.naam, number(single.erbij),
                          number(single.eraf), with_shapley ? number(mean.erbij) : "", with_shapley ? number(mean.eraf) : "");
    }
  };
  add("alles samen,,", attribution.whole, attribution.whole, attribution.shapley);
  for (const Share& s : attribution.shares) {
    add(fmt::format("{},{},{}", csv_cell(s.key), csv_cell(s.before), csv_cell(s.after)), s.alone, s.shapley, attribution.shapley);
  }
  folder.write("toerekening.csv", text);
}

}  // namespace batterisk::portfolio
