#include "commands.hpp"

#include "batterisk/core/codes.hpp"
#include "batterisk/core/rule_set.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace batterisk::cli {
namespace {

using Json = nlohmann::ordered_json;

const RuleDocument& find_document(const RuleCatalog& catalog, const std::string& id) {
  const RuleDocument* found = catalog.find(id);
  std::vector<std::string> known;
  for (const RuleDocument& d : catalog.documents) {
    known.push_back(d.id);
    if (d.stelsel == id && (found == nullptr || d.valid_from > found->valid_from)) found = &d;
  }
  if (found == nullptr) {
    throw RuleFileError({{codes::unknown_rule_set,
                          Severity::Fout,
                          {catalog.folder.generic_string(), 0, 0, {}},
                          {id, fmt::format("{}", fmt::join(known, ", "))}}});
  }
  return *found;
}

std::string evidence(const Provenance& p, study::Language language) {
  std::string text = study::bewijs_word(p.bewijs, language);
  if (p.bewijs == Bewijs::UitGeheugen) text += fmt::format(" {} %", p.zekerheid_pct);
  return text;
}

Json entry_json(const RuleEntry& entry) {
  const Provenance& p = *entry.provenance;
  Json json = {{"sleutel", p.key},           {"waarde", p.waarde},
               {"eenheid", p.eenheid},       {"bron", p.bron},
               {"vindplaats", p.vindplaats}, {"bewijs", to_string(p.bewijs)}};
  if (p.bewijs == Bewijs::UitGeheugen) json["zekerheid_pct"] = p.zekerheid_pct;
  json["status"] = to_string(p.status);
  if (entry.range) json["bereik"] = {entry.range->first, entry.range->second};
  json["regelset"] = p.rule_set;
  json["plaats"] = fmt::format("{}:{}:{}", p.place.file, p.place.line, p.place.column);
  return json;
}

void print_entry(const RuleCatalog& catalog, const RuleEntry& entry, study::Language language) {
  const bool dutch = language == study::Language::Nl;
  const Provenance& p = *entry.provenance;
  fmt::print("{}\n  {}\n", p.key, dutch ? p.omschrijving_nl : p.omschrijving_en);
  const auto line = [](std::string_view name, const std::string& value) {
    if (!value.empty()) fmt::print("  {:<11} {}\n", name, value);
  };
  line(dutch ? "waarde" : "value",
       p.bewijs == Bewijs::Ontbreekt ? (dutch ? "(ontbreekt)" : "(missing)") : p.waarde + " " + p.eenheid);
  if (entry.range) line(dutch ? "bereik" : "range", fmt::format("{} .. {}", entry.range->first, entry.range->second));
  if (entry.distribution) {
    std::string text = entry.distribution->soort;
    for (const auto& [name, numbers] : entry.distribution->parameters) {
      text += fmt::format(" {}={}", name, fmt::join(numbers, ","));
    }
    line(dutch ? "verdeling" : "distribution", text);
  }
  const auto source = catalog.sources.find(p.bron);
  line(dutch ? "bron" : "source", source == catalog.sources.end() ? p.bron : source->second.title + " (" + p.bron + ")");
  line(dutch ? "vindplaats" : "where", p.vindplaats);
  line(dutch ? "bewijs" : "evidence", evidence(p, language));
  line("status", std::string{to_string(p.status)});
  line(dutch ? "bestand" : "file", fmt::format("{}:{}:{}", p.place.file, p.place.line, p.place.column));
}

}  // namespace

int rules_list(const Context& context) {
  const RuleCatalog catalog = load_rule_catalog(rules_folder(context));
  if (context.json) {
    Json list = Json::array();
    for (const RuleDocument& d : catalog.documents) {
      list.push_back({{"id", d.id},
                      {"titel_nl", d.title_nl},
                      {"titel_en", d.title_en},
                      {"status", to_string(d.status)},
                      {"geldig_van", iso_date(d.valid_from)},
                      {"geldig_tot", d.valid_to ? Json(iso_date(*d.valid_to)) : Json(nullptr)},
                      {"gebaseerd_op", d.base},
                      {"waarden", d.entries.size()},
                      {"sha256", d.sha256}});
    }
    fmt::print("{}\n", list.dump(1));
    return ok;
  }
  const bool dutch = context.language() == study::Language::Nl;
  for (const RuleDocument& d : catalog.documents) {
    fmt::print("{:<30} {:<11} {} .. {:<10}  {:>3}  {}\n", d.id, to_string(d.status), iso_date(d.valid_from),
               d.valid_to ? iso_date(*d.valid_to) : "", d.entries.size(), dutch ? d.title_nl : d.title_en);
  }
  return ok;
}

int rules_show(const Context& context, const std::string& id, const std::string& key) {
  const RuleCatalog catalog = load_rule_catalog(rules_folder(context));
  const RuleDocument& document = find_document(catalog, id);
  Json list = Json::array();
  for (const auto& [name, entry] : document.entries) {
    if (!key.empty() && name != key && !name.starts_with(key + ".")) continue;
    if (context.json) {
      list.push_back(entry_json(entry));
    } else {
      print_entry(catalog, entry, context.language());
    }
  }
  if (context.json) fmt::print("{}\n", list.dump(1));
  return ok;
}

int rules_check(const Context& context) {
  const RuleCatalog catalog = load_rule_catalog(rules_folder(context));
  check_rule_catalog(catalog);
  const bool failed = report(context, catalog.warnings);
  std::size_t values = 0;
  for (const RuleDocument& d : catalog.documents) values += d.entries.size();
  fmt::print("{}\n", fmt::format(fmt::runtime(context.language() == study::Language::Nl
                                                  ? "{} bestanden, {} waarden, {} bronnen: in orde."
                                                  : "{} files, {} values, {} sources: in order."),
                                 catalog.documents.size(), values, catalog.sources.size()));
  return failed ? invalid_input : ok;
}

int rules_todo(const Context& context, const std::string& id) {
  const RuleCatalog catalog = load_rule_catalog(rules_folder(context));
  Json list = Json::array();
  for (const RuleDocument& d : catalog.documents) {
    if (!id.empty() && d.id != id && d.stelsel != id) continue;
    for (const auto& [key, entry] : d.entries) {
      const Provenance& p = *entry.provenance;
      const bool open = p.bewijs == Bewijs::Ontbreekt || p.status == KeyStatus::Onbevestigd;
      if (!open) continue;
      if (context.json) {
        Json json = entry_json(entry);
        json["document"] = d.id;
        list.push_back(std::move(json));
      } else {
        fmt::print("{:<28} {:<32} {:<18} {}\n", d.id, key, evidence(p, context.language()),
                   p.waarde.empty() ? "-" : p.waarde + " " + p.eenheid);
      }
    }
  }
  if (context.json) fmt::print("{}\n", list.dump(1));
  return ok;
}

}  // namespace batterisk::cli
