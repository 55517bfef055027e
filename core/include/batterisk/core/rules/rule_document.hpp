#pragma once

#include "batterisk/core/base/date.hpp"
#include "batterisk/core/rules/condition.hpp"
#include "batterisk/core/rules/provenance.hpp"

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace batterisk {

namespace detail {
struct TomlNode;
}

/// Legal standing of a rule file (`documentstatus`).
enum class DocumentStatus { Vigerend, Ontwerp, Advies, Ingetrokken };
[[nodiscard]] std::string_view to_string(DocumentStatus status);

/// Uncertainty of a value as written in the file (`verdeling`): kind and its numbers, for display and sampling.
struct Distribution {
  std::string soort;  ///< tri, logn, unif, beta, dir, disc, vast
  std::map<std::string, std::vector<double>> parameters;
};

/// One case of a norm (`geval`).
struct NormCase {
  std::string id;
  std::vector<Condition> als;    ///< all must hold; none: always
  std::optional<double> waarde;  ///< in the unit of the norm; nothing: a known gap
  std::shared_ptr<const Provenance> provenance;
};

/// One value of a rule file as written, before it becomes a typed quantity.
struct RuleEntry {
  std::shared_ptr<const Provenance> provenance;
  /// nothing with bewijs "ontbreekt"; a list has one element or more.
  std::variant<std::monostate, double, bool, std::string, std::vector<double>, std::vector<std::string>> value;
  std::vector<double> at;       ///< arguments of a tabulated value (`bij`)
  std::string at_unit;          ///< `bij_eenheid`
  std::optional<std::pair<double, double>> range;  ///< `bereik`, in the unit of the value
  std::vector<std::string> choices;                ///< `keuzes`
  std::optional<Distribution> distribution;
  std::string comparison;   ///< `vergelijking`: "<=" or ">="; legal sets
  std::string normsoort;    ///< grenswaarde | standaardwaarde | definitie | advies
  std::vector<std::string> applies_to;  ///< `geldt_voor`
  bool open_term = false;   ///< another rule must fill this one in (`vult_in`)
  std::string fills;        ///< "bkl:gifwolk.aandachtsgebied.criterium"
  bool informative = false;  ///< for readers: nothing computes or judges with it (`informatief`)
  std::string fact;          ///< that a norm bounds (`feit`), with where it is measured: "afstand_object:wand:gevel"
  std::vector<NormCase> cases;  ///< of a norm: the first whose conditions hold; `value` is nothing then
};

/// One file in rules/: its head and its values. For an overlay the values of the base come first and the changed keys
/// replace them; `Provenance::rule_set` tells which file gave a value. Arrays of tables (event tree, decision
/// tables, substances) that an overlay does not give are those of its base.
struct RuleDocument {
  std::string id;       ///< "<stelsel>/<geldig_van>"
  std::string stelsel;  ///< "bkl"
  std::string root_stelsel;  ///< of the set at the end of the chain of bases: what an overlay stands in for
  std::string title_nl;
  std::string title_en;
  std::string layer;    ///< `regelgevingslaag`
  DocumentStatus status = DocumentStatus::Vigerend;
  std::chrono::year_month_day valid_from{};
  std::optional<std::chrono::year_month_day> valid_to;
  bool represents_official_text = false;
  std::vector<std::string> designated_activities;  ///< `aangewezen_activiteiten`
  std::string base;         ///< id of the base of an overlay; empty otherwise
  std::string base_sha256;
  std::string motivation;
  std::string path;         ///< relative to the rules folder, as shown in messages
  std::string sha256;       ///< of the bytes of the file
  std::map<std::string, RuleEntry> entries;
  std::shared_ptr<const detail::TomlNode> root;  ///< for the tables that are no entries (substances, stations, ...)
};

/// Key of the document that resembles `word` most; "" when none does.
[[nodiscard]] std::string nearest_key(const RuleDocument& document, std::string_view word);

/// Source of values: an entry of rules/bronnen.toml.
struct RuleSource {
  std::string key;
  std::string title;
  std::string publisher;
  std::string date;
  std::string reference;  ///< jci, url or doi
};

/// All rule files of a folder, each on its own and checked against each other.
struct RuleCatalog {
  std::filesystem::path folder;
  std::filesystem::path draft;  ///< folder with overlays that lies elsewhere; empty = none
  std::map<std::string, RuleSource> sources;
  std::vector<RuleDocument> documents;  ///< in the order of their ids
  std::vector<Diagnostic> warnings;
  /// Overlays whose base has changed since they were written, by id: refused where they are used and by
  /// `check_rule_catalog`, no obstacle to studies with other sets.
  std::map<std::string, Diagnostic> stale_overlays;

  [[nodiscard]] const RuleDocument* find(std::string_view id) const;
  /// Version of `stelsel` that is valid at `date`, or nullptr: an expired version never stands in for a later one.
  [[nodiscard]] const RuleDocument* valid_at(std::string_view stelsel, std::chrono::year_month_day date) const;
};

/// Reads every rule file below `folder` and checks syntax, provenance, units, ranges, sources, validity, bases and
/// delegation. The files of `draft`, a folder of overlays that lies elsewhere, are read as if it stood in
/// `folder`/ontwerp. All findings of all files are in one RuleFileError.
[[nodiscard]] RuleCatalog load_rule_catalog(const std::filesystem::path& folder,
                                            const std::filesystem::path& draft = {});

}  // namespace batterisk
