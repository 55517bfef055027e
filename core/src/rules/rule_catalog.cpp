#include "rules/rule_document_reader.hpp"

#include "batterisk/core/base/date.hpp"
#include "batterisk/core/base/sha256.hpp"
#include "batterisk/core/base/system_reason.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

namespace batterisk {
namespace {

using detail::Findings;
using detail::TableReader;
using detail::TomlMember;
using detail::TomlNode;

constexpr std::int64_t schema_version = 1;
constexpr std::string_view draft_folder = "ontwerp/";

std::set<std::string> keys_of(const std::map<std::string, RuleSource>& sources) {
  std::set<std::string> keys;
  for (const auto& [key, source] : sources) keys.insert(key);
  return keys;
}

std::map<std::string, RuleSource> read_sources(const std::filesystem::path& folder, Findings& findings) {
  std::map<std::string, RuleSource> sources;
  const TomlNode root = detail::parse_toml_file(folder / "bronnen.toml", "bronnen.toml", 'R');
  for (const TomlMember& member : *root.as<TomlNode::Table>()) {
    if (member.node.as<TomlNode::Table>() == nullptr) {
      if (member.key != "schema_versie") findings.add(codes::unknown_key, member.key_place, {member.key, ""});
      continue;
    }
    TableReader reader(member.node, member.key, findings);
    RuleSource source;
    source.key = member.key;
    source.title = reader.required("titel", &TableReader::text).value_or("");
    source.publisher = reader.text("uitgever").value_or("");
    source.date = reader.text("datum").value_or("");
    for (const char* key : {"jci", "url", "doi"}) {
      if (const auto reference = reader.text(key); reference && source.reference.empty())
        source.reference = *reference;
    }
    for (const char* note : {"bwb_id", "taal", "geraadpleegd", "sha256", "licentie", "opmerking"})
      (void)reader.text(note);
    reader.finish();
    sources.emplace(member.key, std::move(source));
  }
  return sources;
}

// True for a table that can only be meant as a value, because it groups no other tables.
bool has_only_properties(const TomlNode& table) {
  const auto& members = *table.as<TomlNode::Table>();
  return std::all_of(members.begin(), members.end(), [](const TomlMember& member) {
    return member.node.as<TomlNode::Table>() == nullptr || member.key == "verdeling";
  });
}

// A table with `bewijs` or `waarde` is a value; any other table groups keys. Arrays of tables belong to a
// typed loader.
void read_entries(const TomlNode& table, const std::string& prefix, const std::set<std::string>& skip,
                  const std::set<std::string>& sources, RuleDocument& document, Findings& findings) {
  for (const TomlMember& member : *table.as<TomlNode::Table>()) {
    if (prefix.empty() && skip.contains(member.key)) continue;
    if (member.node.as<TomlNode::Array>() != nullptr && prefix.empty()) continue;
    const std::string key = prefix.empty() ? member.key : prefix + "." + member.key;
    if (member.node.as<TomlNode::Table>() == nullptr) {
      findings.add(codes::unknown_key, member.key_place,
                   {key, prefix.empty() ? detail::nearest(key, skip) : ""});
      continue;
    }
    if (member.node.find("bewijs") == nullptr && member.node.find("waarde") == nullptr) {
      if (has_only_properties(member.node)) {
        findings.add(codes::missing_key, member.node.place, {key + ".bewijs"});
        continue;
      }
      read_entries(member.node, key, skip, sources, document, findings);
      continue;
    }
    TableReader reader(member.node, key, findings);
    RuleEntry entry = detail::read_entry(reader, key, document.id, sources);
    const std::string& unit = entry.provenance->eenheid;
    if (!unit.empty() && !detail::is_unit(unit)) {
      findings.add(codes::unit_wrong, reader.place_of("eenheid"), {key, unit, "zie rules/README.md"});
    }
    document.entries.emplace(key, std::move(entry));
  }
}

// Place of a value in the head of a document.
Place head_place(const RuleDocument& document, std::string_view key) {
  const TomlNode* node = document.root->find(key);
  return node == nullptr ? document.root->place : node->place;
}

// The id, known from the path, ends in the first day of validity.
void read_validity(TableReader& head, RuleDocument& document, Findings& findings) {
  const auto from = head.required("geldig_van", &TableReader::date);
  document.valid_from = from.value_or(std::chrono::year_month_day{});
  document.valid_to = head.date("geldig_tot");
  if (!from) return;
  const std::string expected_id = document.stelsel + "/" + iso_date(*from);
  if (document.id != expected_id) {
    findings.add(codes::id_not_path, Severity::Fout, head.place_of("geldig_van"), {document.id, expected_id});
  }
  if (document.valid_to && *document.valid_to < *from) {
    findings.add(codes::out_of_range, head.place_of("geldig_tot"),
                 {"geldig_tot", iso_date(*document.valid_to), iso_date(*from) + " .."});
  }
}

RuleDocument read_document(const std::filesystem::path& file, const std::string& shown,
                           const std::set<std::string>& sources, Findings& findings) {
  RuleDocument document;
  document.path = shown;
  const std::string text = detail::read_text_file(file, document.path, 'R');
  document.sha256 = sha256(text);
  auto root = std::make_shared<TomlNode>(detail::parse_toml(text, document.path, 'R'));
  document.root = root;
  TableReader head(*root, "", findings);
  detail::check_schema_version(head, schema_version);
  document.id = head.required("id", &TableReader::text).value_or("");
  const std::string expected_id = document.path.substr(0, document.path.rfind('.'));
  if (!document.id.empty() && document.id != expected_id) {
    findings.add(codes::id_not_path, Severity::Fout, head.place_of("id"), {document.id, expected_id});
  }
  document.id = expected_id;
  document.stelsel = expected_id.substr(0, expected_id.rfind('/'));
  document.title_nl = head.required("titel_nl", &TableReader::text).value_or("");
  document.title_en = head.text("titel_en").value_or(document.title_nl);
  document.layer =
      head.required(
              "regelgevingslaag",
              [](TableReader& r, std::string_view key) {
                return r.choice(key, {"methode", "amvb", "regeling", "circulaire", "richtlijn", "project"});
              })
          .value_or("");
  const auto status = head.required("documentstatus", [](TableReader& r, std::string_view key) {
    return r.choice(key, {"vigerend", "ontwerp", "advies", "ingetrokken"});
  });
  document.status = status == "ontwerp"       ? DocumentStatus::Ontwerp
                    : status == "advies"      ? DocumentStatus::Advies
                    : status == "ingetrokken" ? DocumentStatus::Ingetrokken
                                              : DocumentStatus::Vigerend;
  read_validity(head, document, findings);
  document.represents_official_text = head.boolean("vertegenwoordigt_officiele_tekst").value_or(false);
  if (head.has("aangewezen_activiteiten")) {
    document.designated_activities =
        head.texts("aangewezen_activiteiten").value_or(std::vector<std::string>{});
  }
  document.base = head.text("gebaseerd_op").value_or("");
  document.base_sha256 = head.text("gebaseerd_op_sha256").value_or("");
  document.motivation = head.text("motivering").value_or("");
  if (!document.base.empty() && document.base_sha256.empty()) head.missing("gebaseerd_op_sha256");
  if (!document.base.empty() && document.motivation.empty()) head.missing("motivering");
  const TomlNode* table_node = head.raw("tabel");  // an array of tables of this name is a decision table
  if (const auto* table = table_node == nullptr ? nullptr : table_node->as<std::string>()) {
    // Beside its rule file: rules that travel name nothing on the computer where they are read.
    if (std::filesystem::path(*table).filename() != *table || table->starts_with('.')) {
      detail::throw_input_error('R', {{codes::table_elsewhere, Severity::Fout, table_node->place, {*table}}});
    }
    const std::string shown_table =
        (std::filesystem::path(document.path).parent_path() / *table).generic_string();
    const std::string expected = head.required("tabel_sha256", &TableReader::text).value_or("");
    const std::string actual = sha256(detail::read_text_file(file.parent_path() / *table, shown_table, 'R'));
    if (actual != expected) {
      findings.add(codes::table_changed, Severity::Fout, head.place_of("tabel_sha256"),
                   {shown_table, expected, actual});
    }
  }
  const std::set<std::string> head_keys{"schema_versie",
                                        "id",
                                        "titel_nl",
                                        "titel_en",
                                        "regelgevingslaag",
                                        "documentstatus",
                                        "geldig_van",
                                        "geldig_tot",
                                        "vertegenwoordigt_officiele_tekst",
                                        "aangewezen_activiteiten",
                                        "gebaseerd_op",
                                        "gebaseerd_op_sha256",
                                        "motivering",
                                        "omschrijving_nl",
                                        "omschrijving_en",
                                        "tabel",
                                        "tabel_sha256",
                                        "herkomst",
                                        "herkomst_ligging",
                                        "rangorde"};
  read_entries(*root, "", head_keys, sources, document, findings);
  document.root_stelsel = document.stelsel;
  for (const auto& [key, entry] : document.entries) {
    if (entry.provenance->bewijs != Bewijs::Voorstel || document.status == DocumentStatus::Ontwerp) continue;
    findings.add(codes::proposal_outside_draft, Severity::Fout, entry.provenance->place, {key});
  }
  const bool draft = document.path.starts_with(draft_folder);
  if (draft && (document.base.empty() || document.status != DocumentStatus::Ontwerp)) {
    findings.add(codes::draft_not_marked, Severity::Fout, root->place, {document.id});
  }
  return document;
}

TomlMember* member_of(TomlNode& table, std::string_view key) {
  for (TomlMember& member : std::get<TomlNode::Table>(table.value)) {
    if (member.key == key) return &member;
  }
  return nullptr;
}

std::string text_in(const TomlNode& table, std::string_view key) {
  const TomlNode* node = table.find(key);
  const auto* text = node == nullptr ? nullptr : node->as<std::string>();
  return text == nullptr ? std::string{} : *text;
}

// The rows of `changes` (`[[tabel.wijzig]]`) put into a table of the base, by their id: only what a change gives is other.
void change_rows(TomlNode& table, const TomlNode& changes, Findings& findings) {
  TomlMember* rows = member_of(table, "rij");
  for (const TomlNode& change : *changes.as<TomlNode::Array>()) {
    if (change.as<TomlNode::Table>() == nullptr) continue;
    const std::string id = text_in(change, "id");
    TomlNode* found = nullptr;
    std::set<std::string> known;
    if (rows != nullptr && rows->node.as<TomlNode::Array>() != nullptr) {
      for (TomlNode& row : std::get<TomlNode::Array>(rows->node.value)) {
        known.insert(text_in(row, "id"));
        if (text_in(row, "id") == id) found = &row;
      }
    }
    if (found == nullptr) {
      findings.add(codes::overlay_unknown_key, Severity::Fout, change.place, {"wijzig " + id, detail::nearest(id, known)});
      continue;
    }
    found->place = change.place;
    for (const TomlMember& member : *change.as<TomlNode::Table>()) {
      if (TomlMember* own = member_of(*found, member.key)) {
        *own = member;
      } else {
        std::get<TomlNode::Table>(found->value).push_back(member);
      }
    }
  }
}

// Decision tables of an overlay that changes some: those of the base, with the changed rows, whole tables of the same name
// replaced, and new ones behind.
TomlNode merged_tables(const TomlNode& own, const TomlNode& base, Findings& findings) {
  TomlNode merged = base;
  auto& tables = std::get<TomlNode::Array>(merged.value);
  for (const TomlNode& table : *own.as<TomlNode::Array>()) {
    const std::string name = text_in(table, "naam");
    const auto same = std::find_if(tables.begin(), tables.end(), [&](const TomlNode& t) { return text_in(t, "naam") == name; });
    const TomlNode* changes = table.find("wijzig");
    if (changes != nullptr && changes->as<TomlNode::Array>() != nullptr) {
      if (same == tables.end()) {
        findings.add(codes::overlay_unknown_key, Severity::Fout, table.place, {"tabel " + name, ""});
      } else {
        change_rows(*same, *changes, findings);
        for (const TomlMember& member : *table.as<TomlNode::Table>()) {
          if (member.key == "wijzig" || member.key == "naam") continue;
          if (TomlMember* old = member_of(*same, member.key)) {
            *old = member;
          } else {
            std::get<TomlNode::Table>(same->value).push_back(member);
          }
        }
      }
    } else if (same != tables.end()) {
      *same = table;
    } else {
      tables.push_back(table);
    }
  }
  return merged;
}

bool is_list_of_tables(const TomlNode* node) {
  const auto* array = node == nullptr ? nullptr : node->as<TomlNode::Array>();
  return array != nullptr && !array->empty() &&
         std::all_of(array->begin(), array->end(), [](const TomlNode& n) { return n.as<TomlNode::Table>() != nullptr; });
}

// Arrays of tables and the ranking belong to no entry: an overlay that does not give them has those of its base.
void inherit_tables(RuleDocument& overlay, const RuleDocument& base, Findings& findings) {
  auto root = std::make_shared<TomlNode>(*overlay.root);
  auto& own = std::get<TomlNode::Table>(root->value);
  // An overlay names the tables that it changes or adds; those that it does not name stay.
  if (TomlMember* tables = member_of(*root, "tabel"); tables != nullptr && is_list_of_tables(&tables->node)) {
    const TomlNode* of_base = base.root->find("tabel");
    if (is_list_of_tables(of_base)) tables->node = merged_tables(tables->node, *of_base, findings);
  }
  for (const TomlMember& member : *base.root->as<TomlNode::Table>()) {
    const auto* array = member.node.as<TomlNode::Array>();
    const bool tables = array != nullptr && !array->empty() && array->front().as<TomlNode::Table>() != nullptr;
    const bool inherited = tables || member.key == "rangorde" || member.key == "aangewezen_activiteiten";
    if (!inherited || root->find(member.key) != nullptr) continue;
    own.push_back(member);
    if (member.key == "aangewezen_activiteiten") overlay.designated_activities = base.designated_activities;
  }
  overlay.root = std::move(root);
}

void merge_base(RuleDocument& overlay, const RuleDocument& base, Findings& findings) {
  std::set<std::string> known;
  for (const auto& [key, entry] : base.entries) known.insert(key);
  for (const auto& [key, entry] : overlay.entries) {
    // A norm that a table names may be new; a value without fact is one of the base, or a slip.
    if (known.contains(key) || !entry.fact.empty()) continue;
    findings.add(codes::overlay_unknown_key, Severity::Fout, entry.provenance->place,
                 {key, detail::nearest(key, known)});
  }
  for (const auto& [key, entry] : base.entries) {
    if (overlay.entries.contains(key)) continue;
    // What an overlay inherits is not checked against the text that the overlay claims to represent.
    RuleEntry inherited = entry;
    if (overlay.represents_official_text && entry.provenance->status == KeyStatus::Bevestigd) {
      Provenance provenance = *entry.provenance;
      provenance.status = KeyStatus::Onbevestigd;
      inherited.provenance = std::make_shared<const Provenance>(std::move(provenance));
    }
    overlay.entries.emplace(key, std::move(inherited));
  }
}

// `unreadable`: ids of files whose errors have been reported already.
void merge_bases(RuleCatalog& catalog, const std::set<std::string>& unreadable, Findings& findings) {
  std::map<std::string, RuleDocument*> by_id;
  for (RuleDocument& d : catalog.documents) by_id[d.id] = &d;
  std::map<std::string, bool> complete;  // by id: whether the values of all its bases have been merged
  // Merges the bases of `d` first; `chain` are the documents that led to it.
  const std::function<bool(RuleDocument&, std::vector<std::string>)> merge =
      [&](RuleDocument& d, std::vector<std::string> chain) {
        if (d.base.empty()) return true;
        if (const auto known = complete.find(d.id); known != complete.end()) return known->second;
        if (const auto again = std::find(chain.begin(), chain.end(), d.id); again != chain.end()) {
          chain.erase(chain.begin(), again);
          for (const std::string& member : chain) complete[member] = false;
          chain.push_back(d.id);
          findings.add(codes::circular_base, Severity::Fout, head_place(d, "gebaseerd_op"),
                       {fmt::format("{}", fmt::join(chain, " -> "))});
          return false;
        }
        chain.push_back(d.id);
        const auto found = by_id.find(d.base);
        if (found == by_id.end()) {
          if (!unreadable.contains(d.base)) {
            findings.add(codes::base_missing, Severity::Fout, head_place(d, "gebaseerd_op"), {d.base});
          }
          return complete[d.id] = false;
        }
        const RuleDocument& base = *found->second;
        const bool base_complete = merge(*found->second, chain);
        if (complete.contains(d.id)) return false;  // part of a circle
        if (!d.base_sha256.empty() && d.base_sha256 != base.sha256) {
          catalog.stale_overlays.emplace(d.id, Diagnostic{codes::base_changed, Severity::Fout,
                                                          head_place(d, "gebaseerd_op_sha256"),
                                                          {d.base, d.base_sha256, base.sha256}});
        }
        d.root_stelsel = base.root_stelsel;
        if (base_complete) {
          merge_base(d, base, findings);
          inherit_tables(d, base, findings);
        }
        return complete[d.id] = base_complete;
      };
  for (RuleDocument& d : catalog.documents) (void)merge(d, {});
}

bool overlap(const RuleDocument& a, const RuleDocument& b) {
  const auto ends_before = [](const RuleDocument& x, const RuleDocument& y) {
    return x.valid_to && *x.valid_to < y.valid_from;
  };
  return !ends_before(a, b) && !ends_before(b, a);
}

void check_validity(const RuleCatalog& catalog, Findings& findings) {
  for (std::size_t i = 0; i < catalog.documents.size(); ++i) {
    for (std::size_t j = i + 1; j < catalog.documents.size(); ++j) {
      const RuleDocument& a = catalog.documents[i];
      const RuleDocument& b = catalog.documents[j];
      if (a.stelsel != b.stelsel || !a.valid_from.ok() || !b.valid_from.ok() || !overlap(a, b)) continue;
      findings.add(codes::overlapping_validity, Severity::Fout, head_place(b, "geldig_van"), {a.id, b.id});
    }
  }
}

// Values that an overlay inherits are checked in its base.
bool is_inherited(const RuleDocument& document, const RuleEntry& entry) {
  return entry.provenance->rule_set != document.id;
}

void check_delegation(RuleCatalog& catalog, Findings& findings) {
  std::set<std::pair<std::string, std::string>> filled;  // id of the higher document, key
  for (const RuleDocument& lower : catalog.documents) {
    for (const auto& [key, entry] : lower.entries) {
      if (entry.fills.empty() || is_inherited(lower, entry)) continue;
      const auto colon = entry.fills.find(':');
      const std::string stelsel = entry.fills.substr(0, colon);
      const std::string target = colon == std::string::npos ? "" : entry.fills.substr(colon + 1);
      bool found = false;
      for (const RuleDocument& higher : catalog.documents) {
        if (higher.stelsel != stelsel || !overlap(higher, lower)) continue;
        const auto open = higher.entries.find(target);
        if (open == higher.entries.end() || !open->second.open_term) continue;
        found = true;
        filled.emplace(higher.id, target);
      }
      if (!found)
        findings.add(codes::broken_delegation, Severity::Fout, entry.provenance->place, {key, entry.fills});
    }
  }
  for (const RuleDocument& higher : catalog.documents) {
    for (const auto& [key, entry] : higher.entries) {
      if (!entry.open_term || is_inherited(higher, entry) || filled.contains({higher.id, key})) continue;
      catalog.warnings.push_back(
          {codes::open_term_unfilled, Severity::Waarschuwing, entry.provenance->place, {key}});
    }
  }
}

}  // namespace

const RuleDocument* RuleCatalog::find(std::string_view id) const {
  const auto it =
      std::find_if(documents.begin(), documents.end(), [id](const RuleDocument& d) { return d.id == id; });
  return it == documents.end() ? nullptr : &*it;
}

const RuleDocument* RuleCatalog::valid_at(std::string_view stelsel, std::chrono::year_month_day date) const {
  const auto it = std::find_if(documents.begin(), documents.end(), [&](const RuleDocument& d) {
    return d.stelsel == stelsel && d.valid_from <= date && (!d.valid_to || date <= *d.valid_to);
  });
  return it == documents.end() ? nullptr : &*it;
}

namespace {

// Name of a draft: that of its folder.
std::string draft_name(const std::filesystem::path& folder) {
  const auto whole = std::filesystem::weakly_canonical(folder);
  return whole.filename().generic_string();
}

struct FoundFile {
  std::string shown;  // path below the rules folder, as in messages
  std::filesystem::path path;
};

// Rule files below `folder`; examples beside them are no rules.
void find_files(const std::filesystem::path& folder, const std::string& prefix, std::vector<FoundFile>& files) {
  std::error_code error;
  for (auto it = std::filesystem::recursive_directory_iterator(folder, error);
       !error && it != std::filesystem::recursive_directory_iterator{}; it.increment(error)) {
    const auto& path = it->path();
    const bool example = path.parent_path().filename() == "voorbeelden";
    if (path.extension() != ".toml" || path.filename() == "bronnen.toml" || example) continue;
    files.push_back({prefix + path.lexically_relative(folder).generic_string(), path});
  }
  if (error) {
    throw RuleFileError({{{'R', codes::file_unreadable},
                          Severity::Fout,
                          {folder.generic_string(), 0, 0, {}},
                          {folder.generic_string(), system_reason(error)}}});
  }
}

}  // namespace

RuleCatalog load_rule_catalog(const std::filesystem::path& folder, const std::filesystem::path& draft) {
  RuleCatalog catalog;
  catalog.folder = folder;
  catalog.draft = draft;
  Findings findings{'R', {}};
  std::vector<FoundFile> files;
  find_files(folder, "", files);
  if (!draft.empty()) find_files(draft, std::string{draft_folder} + draft_name(draft) + "/", files);
  std::sort(files.begin(), files.end(), [](const FoundFile& a, const FoundFile& b) { return a.path < b.path; });
  const auto collect = [&](const RuleFileError& broken) {
    findings.list.insert(findings.list.end(), broken.diagnostics().begin(), broken.diagnostics().end());
  };
  bool sources_known = true;
  try {
    catalog.sources = read_sources(folder, findings);
  } catch (const RuleFileError& broken) {
    collect(broken);
    sources_known = false;
  }
  const std::set<std::string> source_keys = keys_of(catalog.sources);
  std::set<std::string> unreadable;
  for (const FoundFile& file : files) {
    try {
      catalog.documents.push_back(read_document(file.path, file.shown, source_keys, findings));
    } catch (const RuleFileError& broken) {
      collect(broken);
      unreadable.insert(file.shown.substr(0, file.shown.rfind('.')));
    }
  }
  std::sort(catalog.documents.begin(), catalog.documents.end(),
            [](const RuleDocument& a, const RuleDocument& b) { return a.id < b.id; });
  // Without the list every source would be unknown: one error is told, not its consequences.
  if (!sources_known) {
    std::erase_if(findings.list, [](const Diagnostic& d) { return d.code == codes::unknown_source; });
  }
  merge_bases(catalog, unreadable, findings);
  check_validity(catalog, findings);
  check_delegation(catalog, findings);
  if (has_error(findings.list)) {
    for (const auto& [id, stale] : catalog.stale_overlays) findings.list.push_back(stale);
    throw RuleFileError(std::move(findings.list));
  }
  return catalog;
}

}  // namespace batterisk
