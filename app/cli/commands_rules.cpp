#include "commands.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/date.hpp"
#include "batterisk/core/rulecheck/rule_examples.hpp"
#include "batterisk/core/rulecheck/rule_lint.hpp"
#include "batterisk/core/rules/facts.hpp"
#include "batterisk/core/rules/rule_diff.hpp"
#include "batterisk/core/rules/rule_draft.hpp"
#include "batterisk/core/rules/rule_set.hpp"
#include "batterisk/gis/write/new_file.hpp"
#include "batterisk/study/text/json_text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace batterisk::cli {
namespace {

using Json = nlohmann::ordered_json;

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
  if (!entry.fact.empty()) json["feit"] = entry.fact;
  for (const NormCase& one : entry.cases) {
    json["gevallen"].push_back({{"id", one.id}, {"als", text_of(one.als)}, {"waarde", one.waarde ? Json(*one.waarde) : Json(nullptr)}});
  }
  if (entry.range) json["bereik"] = {entry.range->first, entry.range->second};
  json["regelset"] = p.rule_set;
  json["plaats"] = fmt::format("{}:{}:{}", p.place.file, p.place.line, p.place.column);
  return json;
}

void print_entry(const RuleCatalog& catalog, const RuleEntry& entry, study::Language language) {
  const bool dutch = language == study::Language::Nl;
  const Provenance& p = *entry.provenance;
  print(fmt::format("{}\n  {}\n", p.key, dutch ? p.omschrijving_nl : p.omschrijving_en));
  const auto line = [](std::string_view name, const std::string& value) {
    if (!value.empty()) print(fmt::format("  {:<11} {}\n", name, value));
  };
  line(dutch ? "waarde" : "value",
       p.bewijs == Bewijs::Ontbreekt ? (dutch ? "(ontbreekt)" : "(missing)") : p.waarde + " " + p.eenheid);
  line(dutch ? "feit" : "fact", entry.fact);
  for (const NormCase& one : entry.cases) {
    const std::string value = one.waarde ? fmt::format("{} {}", one.provenance->waarde, p.eenheid) : std::string{dutch ? "(ontbreekt)" : "(missing)"};
    line(dutch ? "geval" : "case", fmt::format("{}: {}{}{}", one.id, value, one.als.empty() ? "" : (dutch ? ", als " : ", if "), text_of(one.als)));
  }
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

// Up to the largest container on the market, well above the 5 MWh that is usual.
constexpr Energy largest_probed = Energy::kwh(8000.0);

// A day on which the newest version of every rule file holds.
std::chrono::year_month_day newest_day(const RuleCatalog& catalog) {
  std::chrono::year_month_day day{};
  for (const RuleDocument& d : catalog.documents) {
    if (d.status != DocumentStatus::Ontwerp) day = std::max(day, d.valid_from);
  }
  return day;
}

}  // namespace

int rules_list(const Context& context) {
  const RuleCatalog catalog = load_rules(context);
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
    fmt::print("{}\n", study::json_text(list));
    return ok;
  }
  const bool dutch = context.language() == study::Language::Nl;
  for (const RuleDocument& d : catalog.documents) {
    print(fmt::format("{:<30} {:<11} {} .. {:<10}  {:>3}  {}\n", d.id, to_string(d.status), iso_date(d.valid_from),
                      d.valid_to ? iso_date(*d.valid_to) : "", d.entries.size(), dutch ? d.title_nl : d.title_en));
  }
  return ok;
}

int rules_show(const Context& context, const std::string& id, const std::string& key) {
  const RuleCatalog catalog = load_rules(context);
  const RuleDocument& document = find_rule_document(catalog, id);
  const auto asked = [&key](const std::string& name) {
    return key.empty() || name == key || name.starts_with(key + ".");
  };
  if (std::none_of(document.entries.begin(), document.entries.end(),
                   [&](const auto& entry) { return asked(entry.first); })) {
    throw DossierError({{codes::deviation_unknown_key, Severity::Fout, command_line, {key, nearest_key(document, key)}}});
  }
  Json list = Json::array();
  for (const auto& [name, entry] : document.entries) {
    if (!asked(name)) continue;
    if (context.json) {
      list.push_back(entry_json(entry));
    } else {
      print_entry(catalog, entry, context.language());
    }
  }
  if (context.json) fmt::print("{}\n", study::json_text(list));
  return ok;
}

int rules_check(const Context& context) {
  const RuleCatalog catalog = load_rules(context);
  check_rule_catalog(catalog);
  std::vector<Diagnostic> messages = catalog.warnings;
  const auto add = [&](const std::vector<Diagnostic>& found) {
    messages.insert(messages.end(), found.begin(), found.end());
  };
  add(lint_overlays(catalog));
  for (const RuleDocument& d : catalog.documents) {
    const bool method = d.layer == "methode" && d.root_stelsel != "stoffen";
    if (!method) continue;
    const RuleSet rules = load_rule_set(catalog, {d.id, newest_day(catalog), {}, {}, {}});
    add(lint_zones(rules, rules.method.scope.min_kwh.value, largest_probed));
  }
  const bool failed = report(context, messages);
  std::size_t values = 0;
  for (const RuleDocument& d : catalog.documents) values += d.entries.size();
  fmt::print("{}\n", fmt::format(fmt::runtime(context.language() == study::Language::Nl
                                                  ? "{} bestanden, {} waarden, {} bronnen: in orde."
                                                  : "{} files, {} values, {} sources: in order."),
                                 catalog.documents.size(), values, catalog.sources.size()));
  return failed ? invalid_input : ok;
}

int rules_todo(const Context& context, const std::string& id) {
  const RuleCatalog catalog = load_rules(context);
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
        print(fmt::format("{:<28} {:<32} {:<18} {}\n", d.id, key, evidence(p, context.language()),
                          p.waarde.empty() ? "-" : p.waarde + " " + p.eenheid));
      }
    }
  }
  if (context.json) fmt::print("{}\n", study::json_text(list));
  return ok;
}

int rules_diff(const Context& context, const std::string& a, const std::string& b) {
  const RuleCatalog catalog = load_rules(context);
  const RuleDocument& before = find_rule_document(catalog, a);
  const RuleDocument& after = find_rule_document(catalog, b);
  const std::vector<RuleChange> changes = diff_rules(before, after);
  if (context.json) {
    Json list = Json::array();
    for (const RuleChange& c : changes) {
      list.push_back({{"sleutel", c.key},
                      {"soort", to_string(c.kind)},
                      {"a", c.before},
                      {"b", c.after},
                      {"verwijzing_a", c.before_reference},
                      {"verwijzing_b", c.after_reference}});
    }
    fmt::print("{}\n", study::json_text(list));
    return ok;
  }
  const auto head = [](const RuleDocument& d) { return fmt::format("{} ({})", d.id, to_string(d.status)); };
  print(fmt::format("A  {}\nB  {}\n", head(before), head(after)));
  if (!after.motivation.empty()) print("   " + after.motivation + "\n");
  for (const RuleChange& c : changes) {
    print("\n" + c.key + "\n");
    if (c.kind != RuleChangeKind::Reference) {
      print(fmt::format("  A  {}\n  B  {}\n", c.before.empty() ? "-" : c.before, c.after.empty() ? "-" : c.after));
    } else {
      print("  =  " + c.before + "\n");
    }
    if (c.before_reference == c.after_reference) continue;
    if (!c.before_reference.empty()) print("  A  " + c.before_reference + "\n");
    if (!c.after_reference.empty()) print("  B  " + c.after_reference + "\n");
  }
  const bool dutch = context.language() == study::Language::Nl;
  fmt::print("\n{}\n", fmt::format(fmt::runtime(dutch ? "{} verschillen." : "{} differences."), changes.size()));
  return ok;
}

int rules_draft(const Context& context, const std::string& base, const std::string& output,
                const std::string& motivation) {
  const RuleCatalog catalog = load_rules(context);
  const RuleDocument& document = find_rule_document(catalog, base);
  // A draft holds from the day after all rules that it may be compared with.
  const auto next = std::chrono::year_month_day{std::chrono::sys_days{newest_day(catalog)} + std::chrono::days{1}};
  const std::filesystem::path folder{output};
  const DraftHead head{std::filesystem::weakly_canonical(folder).filename().generic_string(), next, motivation};
  const std::string text = draft_text(document, head, parameters(context.parameters));
  const auto path = folder / (iso_date(next) + ".toml");
  gis::write_file(path, text, context.stop);
  fmt::print("{}\n", path.generic_string());
  return ok;
}

int rules_facts(const Context& context) {
  const bool dutch = context.language() == study::Language::Nl;
  Json list = Json::array();
  for (const Fact& fact : all_facts()) {
    std::vector<std::string> subjects;
    for (const Onderwerp onderwerp : fact.onderwerpen) subjects.emplace_back(choice_word(onderwerp));
    const std::vector<std::string> words{fact.woorden.begin(), fact.woorden.end()};
    if (context.json) {
      list.push_back({{"feit", fact.naam}, {"soort", choice_word(fact.soort)}, {"eenheid", fact.eenheid}, {"woorden", words},
                      {"onderwerpen", subjects}, {"omschrijving_nl", fact.nl}, {"omschrijving_en", fact.en}});
      continue;
    }
    const std::string kind = !fact.eenheid.empty() ? fmt::format("{} ({})", choice_word(fact.soort), fact.eenheid)
                                                   : std::string{choice_word(fact.soort)};
    fmt::print("{:<20} {:<18} {}\n", fact.naam, kind, dutch ? fact.nl : fact.en);
    if (!words.empty()) fmt::print("{:<20} {}\n", "", fmt::join(words, ", "));
    fmt::print("{:<20} {}: {}\n", "", dutch ? "van" : "of", fmt::join(subjects, ", "));
  }
  if (context.json) fmt::print("{}\n", study::json_text(list));
  return ok;
}

int rules_test(const Context& context) {
  const ExampleReport done = run_rule_examples(load_rules(context));
  const bool failed = report(context, done.findings);
  const bool dutch = context.language() == study::Language::Nl;
  const auto wrong = std::count_if(done.findings.begin(), done.findings.end(),
                                   [](const Diagnostic& d) { return d.severity == Severity::Fout; });
  fmt::print("{}\n", fmt::format(fmt::runtime(dutch ? "{} voorbeelden, {} uitkomsten anders dan verwacht."
                                                    : "{} examples, {} outcomes other than expected."),
                                 done.examples, wrong));
  return failed ? invalid_input : ok;
}

}  // namespace batterisk::cli
