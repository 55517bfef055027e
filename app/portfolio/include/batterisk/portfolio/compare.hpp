#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace batterisk::portfolio {

/// A count in both computations of a comparison.
struct PairCount {
  std::size_t a = 0;
  std::size_t b = 0;
  std::size_t both = 0;
  [[nodiscard]] std::size_t only_a() const { return a - both; }
  [[nodiscard]] std::size_t only_b() const { return b - both; }
};

/// An area in both (m2).
struct PairArea {
  double a = 0.0;
  double b = 0.0;
  double both = 0.0;
  [[nodiscard]] double only_a() const { return a - both; }
  [[nodiscard]] double only_b() const { return b - both; }
};

/// Measure ("panden", "adressen", "percelen") and class, "" for all.
using CountKey = std::pair<std::string, std::string>;

/// A building whose verdict differs. `van` or `naar` is "niet_getroffen" where it is in no list.
struct ObjectChange {
  std::string site;
  std::string identificatie;
  std::string klasse_a;
  std::string klasse_b;
  std::string van;
  std::string naar;
  std::string oorzaak;  ///< what made it so: class, zones entered or left, PR over the norm, or the rule itself
  std::string pr_a;
  std::string pr_b;
};

/// A finding about something else than an object whose verdict differs; `van` or `naar` is "geen_bevinding" where one side
/// has none.
struct FindingChange {
  std::string site;
  std::string tabel;
  std::string onderwerp;  ///< id of the system, pair or edge
  std::string van;
  std::string naar;
  std::string norm_a;     ///< norm with its distance: "circulaire-lithium:eos.afstand_bebouwing 5 m"
  std::string norm_b;
  std::string afstand_a;  ///< m; "" where not known
  std::string afstand_b;
};

struct ZoneChange {
  std::string zone;
  PairArea m2;
  double afstand_a = 0.0;
  double afstand_b = 0.0;
};

struct SiteChange {
  std::string site;
  std::string van;   ///< verdict of the site; "" where the site is not in the portfolio
  std::string naar;
  std::vector<ZoneChange> zones;
  std::map<CountKey, PairCount> counts;
  std::size_t objects = 0;   ///< buildings with another verdict
  std::size_t findings = 0;  ///< systems, pairs and edges with another verdict
};

/// Buildings whose highest PR exceeds a threshold, by class.
struct CurvePoint {
  double pr = 0.0;  ///< 1/year
  std::map<std::string, PairCount> panden;
};

/// One side of a comparison.
struct ComparedBatch {
  std::string folder;
  std::string regelset;
  std::string peildatum;
  std::string aanvraagdatum;  ///< "" for none
  std::string portefeuille;
  std::string run;  ///< "# batterisk ..." line of its tables
  bool ontwerp = false;
  std::vector<std::string> afwijkingen;
};

struct BatchComparison {
  ComparedBatch a;
  ComparedBatch b;
  std::vector<SiteChange> sites;      ///< with a difference, in the order of their ids
  std::vector<ObjectChange> objects;  ///< by site and id
  std::vector<FindingChange> findings;  ///< by site, table and subject
  std::map<CountKey, PairCount> totals;
  std::map<std::string, PairArea> areas;  ///< by zone, summed over the sites: where two sites overlap it counts twice
  std::map<std::pair<std::string, std::string>, std::size_t> verdicts;  ///< sites by verdict in a and b
  /// Buildings by what is said of them ("oordeel:voldoet_niet", "zone:gifwolk") and class.
  std::map<CountKey, PairCount> per_klasse;
  std::map<std::pair<std::string, std::string>, std::size_t> regimes;  ///< sites by regime in a and b; empty without regimes
  std::vector<CurvePoint> curve;
  std::size_t sites_a = 0;
  std::size_t sites_b = 0;
};

/// Compares two complete batches site by site. Of a batch with itself: no sites and no objects; the other way round:
/// the same with a and b exchanged. Throws FileError for a folder without finished batch (F021, F022).
[[nodiscard]] BatchComparison compare_batches(const std::filesystem::path& a, const std::filesystem::path& b);

/// What is known of one building in one computation.
struct ObjectFacts {
  std::string klasse;
  std::vector<std::string> zones;
  std::string pr;
};
/// Why two verdicts on one building differ: another class, zones entered (+) or left (-), another PR, or the rule.
[[nodiscard]] std::string cause_of(const ObjectFacts& a, const ObjectFacts& b);

}  // namespace batterisk::portfolio
