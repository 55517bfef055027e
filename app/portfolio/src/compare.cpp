#include "batterisk/portfolio/compare.hpp"

#include "batch_output.hpp"
#include "batterisk/core/base/codes_portfolio.hpp"
#include "batterisk/core/base/csv.hpp"
#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/core/base/file_bytes.hpp"
#include "batterisk/core/base/json_reading.hpp"
#include "batterisk/gis/shape/overlay.hpp"
#include "batterisk/portfolio/zone_shapes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace batterisk::portfolio {
namespace {

constexpr const char* not_affected = "niet_getroffen";
constexpr const char* no_finding = "geen_bevinding";

struct PandFacts {
  ObjectFacts facts;
  std::string oordeel;
  std::size_t adressen = 0;
};

struct FindingFacts {
  std::string oordeel;
  std::string norm;
  std::string afstand;
};

struct SiteFacts {
  std::string oordeel;
  std::string vorm;  // id of the shapes of its zones
  std::string regime;
  std::map<std::string, std::pair<double, double>> zones;  // m2, distance
  std::map<std::string, PandFacts> panden;
  std::set<std::string> percelen;
  std::map<std::pair<std::string, std::string>, FindingFacts> bevindingen;  // by table and subject
};

struct Batch {
  ComparedBatch head;
  std::map<std::string, SiteFacts> sites;
};

[[noreturn]] void refuse(Code code, const std::filesystem::path& folder, std::vector<std::string> args) {
  throw FileError({{code, Severity::Fout, {folder.string(), 0, 0, {}}, std::move(args)}});
}

// Hands every row of a table to `use`; gives the comment line.
template <class Use>
std::string read_table(const std::filesystem::path& folder, const char* name, const Use& use) {
  const FileBytes read = read_file(folder / (std::string{name} + ".csv"));
  if (!read.bytes) refuse(codes::batch_incomplete, folder, {folder.string(), "0", "?"});
  std::istringstream in{*read.bytes};
  std::string comment;
  std::string line;
  std::getline(in, comment);
  std::getline(in, line);  // columns
  while (std::getline(in, line)) use(csv_cells(line));
  return comment;
}

std::vector<std::string> words(const std::string& text) {
  std::vector<std::string> list;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t space = std::min(text.find(' ', from), text.size());
    if (space > from) list.push_back(text.substr(from, space - from));
    from = space + 1;
  }
  return list;
}

// Throws what JSON and the standard library throw for a table or a manifest that lacks something.
Batch read_checked(const std::filesystem::path& folder) {
  Batch batch;
  const auto manifest = parsed_json<nlohmann::json>(read_file(folder / "batch.json").bytes.value_or(""));
  if (!manifest.is_object() || manifest.value("schema_versie", 0) != batch_schema) {
    refuse(codes::batch_missing, folder, {folder.string()});
  }
  batch.head.folder = folder.generic_string();
  batch.head.regelset = manifest.at("regelset");
  batch.head.peildatum = manifest.at("peildatum");
  batch.head.aanvraagdatum = manifest.at("aanvraagdatum");
  batch.head.portefeuille = manifest.at("portefeuille");
  batch.head.ontwerp = manifest.at("ontwerp");
  batch.head.afwijkingen = manifest.at("afwijkingen").get<std::vector<std::string>>();
  batch.head.run = read_table(folder, site_table, [&](const std::vector<std::string>& row) {
    SiteFacts& site = batch.sites[row.at(0)];
    site.oordeel = row.at(3) == "mislukt" ? row.at(3) : row.at(6);
    site.vorm = row.at(17);
    site.regime = row.at(26);
  });
  if (const auto sites = manifest.at("sites").get<std::size_t>(); batch.sites.size() != sites) {
    refuse(codes::batch_incomplete, folder,
           {folder.string(), fmt::format("{}", batch.sites.size()), fmt::format("{}", sites)});
  }
  read_table(folder, zone_table, [&](const std::vector<std::string>& row) {
    batch.sites[row.at(0)].zones[row.at(1)] = {std::stod(row.at(2)), std::stod(row.at(3))};
  });
  read_table(folder, pand_table, [&](const std::vector<std::string>& row) {
    const std::string& pr = row.at(7);
    if (!pr.empty()) (void)std::stod(pr);
    batch.sites[row.at(0)].panden[row.at(1)] = {{row.at(4), words(row.at(8)), pr}, row.at(9),
                                                static_cast<std::size_t>(std::stoul(row.at(5)))};
  });
  read_table(folder, perceel_table,
             [&](const std::vector<std::string>& row) { batch.sites[row.at(0)].percelen.insert(row.at(1)); });
  read_table(folder, finding_table, [&](const std::vector<std::string>& row) {
    const std::string& distance = row.at(6);
    batch.sites[row.at(0)].bevindingen[{row.at(1), row.at(2)}] = {
        row.at(4), distance.empty() ? row.at(5) : fmt::format("{} {} m", row.at(5), distance), row.at(7)};
  });
  return batch;
}

Batch read_batch(const std::filesystem::path& folder) {
  try {
    return read_checked(folder);
  } catch (const nlohmann::json::exception&) {
  } catch (const std::logic_error&) {  // a cell that is missing, or no number
  }
  refuse(codes::batch_missing, folder, {folder.string()});
}

void count(std::map<CountKey, PairCount>& counts, const std::string& measure, const std::string& klasse, std::size_t n,
           bool in_a, bool in_b) {
  for (const std::string& name : {std::string{}, klasse}) {
    PairCount& c = counts[{measure, name}];
    c.a += in_a ? n : 0;
    c.b += in_b ? n : 0;
    c.both += in_a && in_b ? n : 0;
    if (klasse.empty()) break;
  }
}

const SiteFacts* find(const Batch& batch, const std::string& site) {
  const auto it = batch.sites.find(site);
  return it == batch.sites.end() ? nullptr : &it->second;
}

// Every key of both maps once.
template <class Map>
std::set<typename Map::key_type> keys_of(const Map& a, const Map& b) {
  std::set<typename Map::key_type> keys;
  for (const auto& [key, value] : a) keys.insert(key);
  for (const auto& [key, value] : b) keys.insert(key);
  return keys;
}

// What the zones of two sites have in common. Sites have few shapes, so that pairs of them are kept.
class CommonAreas {
 public:
  CommonAreas(std::filesystem::path a, std::filesystem::path b) : a_{std::move(a)}, b_{std::move(b)} {}

  /// Area by zone that both shapes have (m2); infinite where they are equal.
  [[nodiscard]] const std::map<std::string, double>& of(const std::string& a, const std::string& b) {
    const auto [found, is_new] = areas_.try_emplace({a, b});
    if (!is_new || a.empty() || b.empty()) return found->second;
    const auto other = read_zone_shapes(shapes_path(b_, b));
    for (const auto& [zone, polygons] : read_zone_shapes(shapes_path(a_, a))) {
      const auto same = other.find(zone);
      if (same == other.end()) continue;
      const bool equal = polygons == same->second;  // then all of it, to the last digit of its area
      // In one order, whichever side is a: swapping the sides gives the same to the last digit.
      const bool first = a < b;
      found->second[zone] = equal   ? std::numeric_limits<double>::infinity()
                            : first ? gis::common_area_m2(polygons, same->second)
                                    : gis::common_area_m2(same->second, polygons);
    }
    return found->second;
  }

 private:
  std::filesystem::path a_;
  std::filesystem::path b_;
  std::map<std::pair<std::string, std::string>, std::map<std::string, double>> areas_;
};

// What is said of a building, by which it is counted within its class.
std::set<std::string> said_of(const PandFacts& pand) {
  std::set<std::string> said{"oordeel:" + pand.oordeel};
  for (const std::string& zone : pand.facts.zones) said.insert("zone:" + zone);
  return said;
}

void count_by_class(const SiteFacts& a, const SiteFacts& b, std::map<CountKey, PairCount>& counts) {
  for (const std::string& id : keys_of(a.panden, b.panden)) {
    const auto of = [&](const SiteFacts& side) {
      const auto it = side.panden.find(id);
      std::set<CountKey> keys;
      if (it == side.panden.end()) return keys;
      for (const std::string& said : said_of(it->second)) keys.emplace(said, it->second.facts.klasse);
      return keys;
    };
    const std::set<CountKey> left = of(a);
    const std::set<CountKey> right = of(b);
    for (const CountKey& key : left) ++counts[key].a;
    for (const CountKey& key : right) {
      ++counts[key].b;
      if (left.contains(key)) ++counts[key].both;
    }
  }
}

void compare_findings(const SiteFacts& a, const SiteFacts& b, SiteChange& change, std::vector<FindingChange>& findings) {
  for (const auto& key : keys_of(a.bevindingen, b.bevindingen)) {
    const auto of = [&](const SiteFacts& side) {
      const auto it = side.bevindingen.find(key);
      return it == side.bevindingen.end() ? FindingFacts{no_finding, "", ""} : it->second;
    };
    const FindingFacts left = of(a);
    const FindingFacts right = of(b);
    if (left.oordeel == right.oordeel) continue;
    ++change.findings;
    findings.push_back({change.site, key.first, key.second, left.oordeel, right.oordeel, left.norm, right.norm, left.afstand,
                        right.afstand});
  }
}

SiteChange compare_site(const std::string& id, const SiteFacts& a, const SiteFacts& b, CommonAreas& common,
                        std::vector<ObjectChange>& objects) {
  SiteChange change{id, a.oordeel, b.oordeel, {}, {}, 0, 0};
  for (const std::string& zone : keys_of(a.zones, b.zones)) {
    const auto of = [&](const SiteFacts& side) {
      const auto it = side.zones.find(zone);
      return it == side.zones.end() ? std::pair{0.0, 0.0} : it->second;
    };
    const auto [m2_a, distance_a] = of(a);
    const auto [m2_b, distance_b] = of(b);
    PairArea m2{m2_a, m2_b, std::min(m2_a, m2_b)};
    if (a.vorm != b.vorm) {
      const auto& both = common.of(a.vorm, b.vorm);
      const auto found = both.find(zone);
      m2.both = found == both.end() ? 0.0 : std::min(m2.both, found->second);
    }
    change.zones.push_back({zone, m2, distance_a, distance_b});
  }
  for (const std::string& pand : keys_of(a.panden, b.panden)) {
    const auto in_a = a.panden.find(pand);
    const auto in_b = b.panden.find(pand);
    const bool has_a = in_a != a.panden.end();
    const bool has_b = in_b != b.panden.end();
    const PandFacts& left = has_a ? in_a->second : in_b->second;
    const PandFacts& right = has_b ? in_b->second : in_a->second;
    // A building that changes class is counted under each class on its own side.
    if (left.facts.klasse == right.facts.klasse) {
      count(change.counts, "panden", left.facts.klasse, 1, has_a, has_b);
      count(change.counts, "adressen", left.facts.klasse, left.adressen, has_a, has_b);
    } else {
      for (const char* measure : {"panden", "adressen"}) {
        const bool houses = measure == std::string_view{"panden"};
        PairCount& all = change.counts[{measure, ""}];
        const std::size_t n_a = houses ? 1 : left.adressen;
        const std::size_t n_b = houses ? 1 : right.adressen;
        all.a += n_a;
        all.b += n_b;
        all.both += std::min(n_a, n_b);
        change.counts[{measure, left.facts.klasse}].a += n_a;
        change.counts[{measure, right.facts.klasse}].b += n_b;
      }
    }
    const std::string from = has_a ? left.oordeel : not_affected;
    const std::string to = has_b ? right.oordeel : not_affected;
    if (from == to) continue;
    ++change.objects;
    const ObjectFacts nothing_a{right.facts.klasse, {}, ""};
    const ObjectFacts nothing_b{left.facts.klasse, {}, ""};
    objects.push_back({id, pand, has_a ? left.facts.klasse : "", has_b ? right.facts.klasse : "", from, to,
                       cause_of(has_a ? left.facts : nothing_a, has_b ? right.facts : nothing_b),
                       has_a ? left.facts.pr : "", has_b ? right.facts.pr : ""});
  }
  std::set<std::string> parcels = a.percelen;
  parcels.insert(b.percelen.begin(), b.percelen.end());
  for (const std::string& parcel : parcels) {
    count(change.counts, "percelen", "", 1, a.percelen.contains(parcel), b.percelen.contains(parcel));
  }
  return change;
}

bool differs(const SiteChange& site) {
  const bool zone = std::any_of(site.zones.begin(), site.zones.end(), [](const ZoneChange& z) {
    return z.m2.only_a() != 0.0 || z.m2.only_b() != 0.0 || z.afstand_a != z.afstand_b;
  });
  const bool counts = std::any_of(site.counts.begin(), site.counts.end(),
                                  [](const auto& c) { return c.second.only_a() != 0 || c.second.only_b() != 0; });
  return site.van != site.naar || site.objects != 0 || site.findings != 0 || zone || counts;
}

std::vector<CurvePoint> curve_of(const Batch& a, const Batch& b) {
  std::vector<CurvePoint> curve;
  // From the lowest contour up, for below it only buildings in an area are listed; four steps a decade.
  constexpr int steps = 4;
  for (int i = 0; i <= 4 * steps; ++i) curve.push_back({1e-8 * std::pow(10.0, static_cast<double>(i) / steps), {}});
  const auto add = [&](const Batch& batch, std::size_t PairCount::*side) {
    for (const auto& [site, facts] : batch.sites) {
      for (const auto& [id, pand] : facts.panden) {
        if (pand.facts.pr.empty()) continue;
        const double pr = std::stod(pand.facts.pr);
        for (CurvePoint& point : curve) {
          if (pr > point.pr) ++(point.panden[pand.facts.klasse].*side);
        }
      }
    }
  };
  add(a, &PairCount::a);
  add(b, &PairCount::b);
  return curve;
}

}  // namespace

std::string cause_of(const ObjectFacts& a, const ObjectFacts& b) {
  std::vector<std::string> causes;
  if (a.klasse != b.klasse) causes.push_back(fmt::format("klasse {} -> {}", a.klasse, b.klasse));
  const auto has = [](const ObjectFacts& facts, const std::string& zone) {
    return std::find(facts.zones.begin(), facts.zones.end(), zone) != facts.zones.end();
  };
  for (const std::string& zone : b.zones) {
    if (!has(a, zone)) causes.push_back("+" + zone);
  }
  for (const std::string& zone : a.zones) {
    if (!has(b, zone)) causes.push_back("-" + zone);
  }
  if (a.pr != b.pr && !a.pr.empty() && !b.pr.empty()) causes.push_back(fmt::format("PR {} -> {}", a.pr, b.pr));
  return causes.empty() ? "norm of beslistabel" : fmt::format("{}", fmt::join(causes, "; "));
}

BatchComparison compare_batches(const std::filesystem::path& folder_a, const std::filesystem::path& folder_b) {
  const Batch a = read_batch(folder_a);
  const Batch b = read_batch(folder_b);
  BatchComparison result{a.head, b.head, {}, {}, {}, {}, {}, {}, {}, {}, curve_of(a, b), a.sites.size(), b.sites.size()};
  const SiteFacts nothing;
  CommonAreas common{folder_a, folder_b};
  for (const std::string& id : keys_of(a.sites, b.sites)) {
    const SiteFacts* in_a = find(a, id);
    const SiteFacts* in_b = find(b, id);
    const SiteFacts& left = in_a == nullptr ? nothing : *in_a;
    const SiteFacts& right = in_b == nullptr ? nothing : *in_b;
    SiteChange site = compare_site(id, left, right, common, result.objects);
    compare_findings(left, right, site, result.findings);
    count_by_class(left, right, result.per_klasse);
    if (!left.regime.empty() || !right.regime.empty()) ++result.regimes[{left.regime, right.regime}];
    for (const auto& [key, c] : site.counts) {
      PairCount& total = result.totals[key];
      total.a += c.a;
      total.b += c.b;
      total.both += c.both;
    }
    for (const ZoneChange& zone : site.zones) {
      PairArea& total = result.areas[zone.zone];
      total.a += zone.m2.a;
      total.b += zone.m2.b;
      total.both += zone.m2.both;
    }
    ++result.verdicts[{site.van, site.naar}];
    if (differs(site)) result.sites.push_back(std::move(site));
  }
  return result;
}

}  // namespace batterisk::portfolio
