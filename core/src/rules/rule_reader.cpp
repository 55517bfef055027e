#include "rules/rule_reader.hpp"

namespace batterisk::detail {

Sourced<bool> RuleReader::flag(const std::string& key) {
  const RuleEntry* entry = find(key);
  if (entry == nullptr) return {false, provenance(entry)};
  if (const auto* value = std::get_if<bool>(&entry->value)) return {*value, provenance(entry)};
  wrong_type(*entry, "true of false");
  return {false, provenance(entry)};
}

Sourced<std::string> RuleReader::word(const std::string& key) {
  const RuleEntry* entry = find(key);
  if (entry == nullptr) return {"", provenance(entry)};
  if (const auto* value = std::get_if<std::string>(&entry->value)) return {*value, provenance(entry)};
  wrong_type(*entry, "tekst");
  return {"", provenance(entry)};
}

Sourced<std::vector<std::string>> RuleReader::words(const std::string& key) {
  const RuleEntry* entry = find(key);
  if (entry == nullptr) return {{}, provenance(entry)};
  if (const auto* value = std::get_if<std::vector<std::string>>(&entry->value))
    return {*value, provenance(entry)};
  wrong_type(*entry, "lijst van teksten");
  return {{}, provenance(entry)};
}

const RuleEntry* RuleReader::find(const std::string& key) {
  read_.insert(key);
  const auto it = document_->entries.find(key);
  if (it != document_->entries.end()) return &it->second;
  findings_->add(codes::missing_key, {document_->path, 1, 1, {}}, {key});
  return nullptr;
}

void RuleReader::finish() {
  for (const auto& [key, entry] : document_->entries) {
    if (read_.contains(key)) continue;
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
