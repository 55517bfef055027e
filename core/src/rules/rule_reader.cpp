#include "rules/rule_reader.hpp"

#include "rules/values_before.hpp"

#include <algorithm>

namespace batterisk::detail {

bool RuleReader::typed(const RuleEntry& entry, std::type_identity<bool> /*type*/) {
  if (const auto* value = std::get_if<bool>(&entry.value)) return *value;
  wrong_type(entry, "true of false");
  return false;
}

std::string RuleReader::typed(const RuleEntry& entry, std::type_identity<std::string> /*type*/) {
  if (const auto* value = std::get_if<std::string>(&entry.value)) return *value;
  wrong_type(entry, "tekst");
  return {};
}

std::vector<std::string> RuleReader::typed(const RuleEntry& entry,
                                           std::type_identity<std::vector<std::string>> /*type*/) {
  if (const auto* value = std::get_if<std::vector<std::string>>(&entry.value)) return *value;
  wrong_type(entry, "lijst van teksten");
  return {};
}

std::string_view RuleReader::one_of(std::span<const std::string_view> words, const RuleEntry& entry) {
  if (const auto* word = std::get_if<std::string>(&entry.value)) {
    if (const auto known = std::find(words.begin(), words.end(), *word); known != words.end()) return *known;
  }
  findings_->add(codes::unknown_choice, entry.provenance->place,
                 {entry.provenance->key, entry.provenance->waarde, joined({words.begin(), words.end()})});
  return words.front();
}

const RuleEntry* RuleReader::find(const std::string& key) {
  read_.insert(key);
  const auto it = document_->entries.find(key);
  if (it != document_->entries.end()) return &it->second;
  if (const RuleEntry* before = value_before(key, *document_)) return before;
  findings_->add(codes::missing_key, {document_->path, 1, 1, {}}, {key});
  return nullptr;
}

void RuleReader::finish() {
  for (const auto& [key, entry] : document_->entries) {
    if (read_.contains(key) || entry.informative || !entry.fact.empty()) continue;  // a norm is read by the table that names it
    findings_->add(codes::unknown_key, entry.provenance->place, {key, nearest(key, read_)});
  }
}

std::shared_ptr<const Provenance> RuleReader::provenance(const RuleEntry* entry) const {
  if (entry != nullptr) return entry->provenance;
  return std::make_shared<const Provenance>();
}

void RuleReader::wrong_type(const RuleEntry& entry, const char* expected) {
  if (std::holds_alternative<std::monostate>(entry.value) && entry.provenance->bewijs == Bewijs::Ontbreekt) {
    findings_->add(codes::value_missing, Severity::Fout, entry.provenance->place, {entry.provenance->key});
    return;
  }
  findings_->add(codes::wrong_type, entry.provenance->place, {entry.provenance->key, expected});
}

void RuleReader::unit_wrong(const RuleEntry& entry, const std::string& unit, const std::string& accepted) {
  findings_->add(codes::unit_wrong, entry.provenance->place, {entry.provenance->key, unit, accepted});
}

}  // namespace batterisk::detail
