#include "batterisk/core/rules/chosen_rules.hpp"

#include "base/table_reader.hpp"
#include "rules/values_before.hpp"

#include "batterisk/core/base/date.hpp"
#include "batterisk/core/rules/multi_energy_table.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <string_view>

namespace batterisk {
namespace {

using detail::Findings;
using detail::TomlMember;
using detail::TomlNode;

constexpr const char* default_method = "referentie";
constexpr std::string_view joint = " + ";  // between the ids of a set

const RuleDocument* newest(const RuleCatalog& catalog, std::string_view stelsel) {
  const RuleDocument* found = nullptr;
  for (const RuleDocument& d : catalog.documents) {
    if (d.stelsel == stelsel && (found == nullptr || d.valid_from > found->valid_from)) found = &d;
  }
  return found;
}

bool in_force(const RuleDocument& d, std::chrono::year_month_day date) {
  return d.valid_from <= date && (!d.valid_to || date <= *d.valid_to);
}

std::vector<std::string> parts_of(std::string_view name) {
  std::vector<std::string> parts;
  for (std::size_t from = 0;;) {
    const std::size_t end = name.find(joint, from);
    parts.emplace_back(name.substr(from, end - from));
    if (end == std::string_view::npos) return parts;
    from = end + joint.size();
  }
}

// Files that a study asks for by name: a method, or a draft, which may change the method and any other set.
struct Named {
  const RuleDocument* method = nullptr;
  std::map<std::string, const RuleDocument*> drafts;  // by the stelsel that each stands in for, without the method
};

[[noreturn]] void refuse(const RuleCatalog& catalog, const std::string& name) {
  std::vector<std::string> known;
  for (const RuleDocument& d : catalog.documents) {
    if (is_method(d) || d.status == DocumentStatus::Ontwerp) known.push_back(d.id);
  }
  throw DossierError({{codes::unknown_rule_set, Severity::Fout, {"", 0, 0, {}}, {name, detail::joined(known)}}});
}

// What the draft that `d` belongs to is based on, outside drafts.
const RuleDocument* law_below(const RuleCatalog& catalog, const RuleDocument* d) {
  while (d != nullptr && d->status == DocumentStatus::Ontwerp) d = d->base.empty() ? nullptr : catalog.find(d->base);
  return d;
}

// Whether a version of a method is rather meant at a date than another: the one that holds then; before the first of them
// that one, after the last of them that one.
bool rather(const RuleDocument& version, const RuleDocument& than, std::chrono::year_month_day date) {
  const bool begun = version.valid_from <= date;
  if (begun != (than.valid_from <= date)) return begun;
  return begun ? version.valid_from > than.valid_from : version.valid_from < than.valid_from;
}

const RuleDocument* method_at(const RuleCatalog& catalog, std::string_view stelsel, std::chrono::year_month_day date) {
  const RuleDocument* found = nullptr;
  for (const RuleDocument& d : catalog.documents) {
    if (d.stelsel == stelsel && (found == nullptr || rather(d, *found, date))) found = &d;
  }
  return found;
}

// Curves of the explosion that the method asks for, or a deviation from it.
std::string curves_stelsel(const RuleDocument& method, const std::vector<Deviation>& deviations) {
  constexpr const char* key = "blast.curves";
  std::string word;
  const auto entry = method.entries.find(key);
  const RuleEntry* value = entry == method.entries.end() ? detail::value_before(key, method) : &entry->second;
  if (const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(&value->value)) word = *text;
  for (const Deviation& deviation : deviations) {
    const auto* text = std::get_if<std::string>(&deviation.value);
    if (deviation.parameter == key && text != nullptr) word = *text;
  }
  return std::string{multi_energy_stelsel(choice_from<BlastCurves>(word).value_or(BlastCurves::Surrogaat))};
}

// Takes what one name means. A bare name means the version that holds at the date of the study.
bool take(const RuleCatalog& catalog, const std::string& name, std::chrono::year_month_day date, Named& named,
          std::vector<Diagnostic>& warnings) {
  bool found = false;
  std::map<std::string, std::vector<const RuleDocument*>> versions;  // of a draft, by what they stand in for
  for (const RuleDocument& d : catalog.documents) {
    const bool draft = d.status == DocumentStatus::Ontwerp;
    const bool meant = d.id == name || d.stelsel == name || (draft && d.stelsel.starts_with(name + "/"));
    if (!meant || !(draft || is_method(d))) continue;
    found = true;
    if (draft) {
      versions[is_method(d) ? method_stelsel : d.root_stelsel].push_back(&d);
    } else if (named.method == nullptr || rather(d, *named.method, date)) {
      named.method = &d;
    }
  }
  for (const auto& [stelsel, files] : versions) {
    const auto first = *std::min_element(files.begin(), files.end(), [](const RuleDocument* a, const RuleDocument* b) {
      return a->valid_from < b->valid_from;
    });
    const RuleDocument* chosen = nullptr;
    for (const RuleDocument* d : files) {
      if (in_force(*d, date) && (chosen == nullptr || d->valid_from > chosen->valid_from)) chosen = d;
    }
    if (chosen == nullptr) {
      warnings.push_back({codes::draft_not_in_force, Severity::Waarschuwing, {first->path, 1, 1, {}},
                          {first->id, iso_date(first->valid_from), iso_date(date)}});
      if (stelsel == method_stelsel && named.method == nullptr) named.method = law_below(catalog, first);
    } else if (stelsel == method_stelsel) {
      named.method = chosen;
    } else {
      named.drafts[stelsel] = chosen;
    }
  }
  return found;
}

// Keys that decision tables name as "stelsel:sleutel": as norm, or as the end of a range.
void collect_named(const TomlNode& node, std::set<std::string>& keys) {
  if (const auto* table = node.as<TomlNode::Table>()) {
    constexpr std::array<std::string_view, 6> naming{"norm", "advies", "vanaf", "boven", "tot", "tot_en_met"};
    for (const TomlMember& member : *table) {
      const auto* word = member.node.as<std::string>();
      const bool reference = std::find(naming.begin(), naming.end(), member.key) != naming.end();
      if (reference && word != nullptr && word->find(':') != std::string::npos) {
        keys.insert(*word);
      } else {
        collect_named(member.node, keys);
      }
    }
  } else if (const auto* array = node.as<TomlNode::Array>()) {
    for (const TomlNode& element : *array) collect_named(element, keys);
  }
}

}  // namespace

std::set<std::string> named_keys(const RuleDocument& tables) {
  std::set<std::string> keys;
  collect_named(*tables.root, keys);
  return keys;
}

bool is_method(const RuleDocument& document) { return document.layer == "methode" && document.root_stelsel != "stoffen"; }

ChosenRules choose_rules(const RuleCatalog& catalog, const RuleSelection& selection) {
  const auto date = selection.peildatum;
  ChosenRules chosen;
  Named named;
  for (const std::string& part : parts_of(selection.method)) {
    if (!take(catalog, part, date, named, chosen.warnings)) refuse(catalog, selection.method);
  }
  if (named.method == nullptr) named.method = method_at(catalog, default_method, date);
  if (named.method == nullptr) refuse(catalog, selection.method);

  Findings findings{'R', {}};
  const auto add = [&](const std::string& stelsel, const RuleDocument* document) {
    chosen.documents.emplace(stelsel, *document);
    for (const RuleDocument* d = document; d != nullptr; d = d->base.empty() ? nullptr : catalog.find(d->base)) {
      chosen.files.push_back({d->id, d->sha256, d->status});
      const auto stale = catalog.stale_overlays.find(d->id);
      if (stale != catalog.stale_overlays.end()) findings.list.push_back(stale->second);
    }
  };
  const auto use = [&](const std::string& stelsel, const RuleDocument* document) {
    if (const auto draft = named.drafts.find(stelsel); draft != named.drafts.end()) document = draft->second;
    if (document != nullptr) {
      add(stelsel, document);
    } else {
      findings.add(codes::no_version_at_date, Severity::Fout, {stelsel, 0, 0, {}}, {stelsel, iso_date(date)});
    }
    return document;
  };
  add(method_stelsel, named.method);
  chosen.id = named.method->id;
  for (const auto& [stelsel, draft] : named.drafts) chosen.id.append(joint).append(draft->id);
  const std::vector<std::string> dated{"bkl", "or", "klassen", "oordeel"};
  for (const std::string& stelsel : dated) use(stelsel, catalog.valid_at(stelsel, date));
  // Only decision tables that ask for them make other rules part of the study.
  std::set<std::string> asked;
  if (const auto tables = chosen.documents.find("oordeel"); tables != chosen.documents.end()) {
    for (const std::string& key : named_keys(tables->second)) asked.insert(key.substr(0, key.find(':')));
  }
  for (const std::string& stelsel : asked) {
    if (!chosen.documents.contains(stelsel)) use(stelsel, catalog.valid_at(stelsel, date));
  }
  // What knows no dates of the law.
  for (const std::string& stelsel : {std::string{"stoffen"}, std::string{"weer"}, curves_stelsel(*named.method, selection.deviations)}) {
    use(stelsel, newest(catalog, stelsel));
  }
  if (has_error(findings.list)) throw RuleFileError(std::move(findings.list));
  return chosen;
}

}  // namespace batterisk
