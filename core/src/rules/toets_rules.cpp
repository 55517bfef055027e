#include "rules/toets_rules_reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace batterisk {
namespace {

using detail::Findings;
using detail::RuleReader;
using detail::TableReader;
using detail::TomlNode;

constexpr std::array<std::pair<Kwetsbaarheid, std::string_view>, 5> class_words{{
    {Kwetsbaarheid::Geen, "geen"},
    {Kwetsbaarheid::BeperktKwetsbaar, "beperkt_kwetsbaar"},
    {Kwetsbaarheid::Kwetsbaar, "kwetsbaar"},
    {Kwetsbaarheid::ZeerKwetsbaar, "zeer_kwetsbaar"},
    {Kwetsbaarheid::Onbekend, "onbekend"},
}};
constexpr std::array<std::pair<Oordeel, std::string_view>, 5> oordeel_words{{
    {Oordeel::Voldoet, "voldoet"},
    {Oordeel::VoldoetNiet, "voldoet_niet"},
    {Oordeel::AfwegingNodig, "afweging_nodig"},
    {Oordeel::NietVanToepassing, "niet_van_toepassing"},
    {Oordeel::Onbepaald, "onbepaald"},
}};

template <class Pairs>
std::vector<std::string> names(const Pairs& pairs) {
  std::vector<std::string> list;
  for (const auto& [value, word] : pairs) list.emplace_back(word);
  return list;
}

// Where a table of rules, as distinct from one value, comes from.
void read_origin(TableReader& reader, const std::set<std::string>& sources) {
  if (!reader.has("bron")) reader.missing("bron");
  (void)detail::read_source(reader, sources);
  (void)reader.text("vindplaats");
  (void)reader.choice("bewijs", detail::rule_bewijs_words());
  (void)reader.text("status");
}

Kwetsbaarheid read_class(TableReader& reader, std::string_view key) {
  const auto word = reader.required(
      key, [](TableReader& r, std::string_view k) { return r.choice(k, names(class_words)); });
  return kwetsbaarheid_from(word.value_or("onbekend")).value_or(Kwetsbaarheid::Onbekend);
}

std::vector<Kwetsbaarheid> read_classes(TableReader& reader, std::string_view key) {
  std::vector<Kwetsbaarheid> classes;
  if (!reader.has(key)) return classes;
  for (const std::string& word : reader.texts(key).value_or(std::vector<std::string>{})) {
    if (const auto klasse = kwetsbaarheid_from(word)) {
      classes.push_back(*klasse);
    } else {
      reader.findings().add(codes::unknown_choice, reader.place_of(key),
                            {reader.full(key), word, detail::joined(names(class_words))});
    }
  }
  return classes;
}

// `key`: of a rule that is not about one use, and has no name; else empty.
GebruiksdoelRule read_gebruiksdoel(TableReader& reader, const std::string& rule_set,
                                   const std::set<std::string>& sources, const std::string& key = "") {
  GebruiksdoelRule rule;
  if (key.empty()) rule.naam = reader.required("naam", &TableReader::text).value_or("");
  rule.klasse = read_class(reader, "klasse");
  rule.kan_ook = read_classes(reader, "kan_ook");
  rule.vraag_nl = reader.text("vraag_nl").value_or("");
  rule.vraag_en = reader.text("vraag_en").value_or("");
  if (reader.has("grens_oppervlakte")) {
    rule.grens_oppervlakte = reader.quantity<Area>("grens_oppervlakte");
    rule.klasse_boven = read_class(reader, "klasse_boven");
  }
  rule.provenance.key = key.empty() ? "gebruiksdoel." + rule.naam : key;
  rule.provenance.rule_set = rule_set;
  rule.provenance.waarde = std::string{to_string(rule.klasse)};
  rule.provenance.place = reader.place();
  detail::read_provenance(reader, rule.provenance, sources);
  reader.finish();
  return rule;
}

std::vector<std::string> read_binding(TableReader& reader, std::string_view key) {
  const std::vector<std::string> known{"ja", "nee", "onbekend"};
  if (!reader.has(key)) return {};
  auto words = reader.texts(key).value_or(std::vector<std::string>{});
  for (const std::string& word : words) {
    if (std::find(known.begin(), known.end(), word) != known.end()) continue;
    reader.findings().add(codes::unknown_choice, reader.place_of(key),
                          {reader.full(key), word, detail::joined(known)});
  }
  return words;
}

// Key of a norm; "" where no value decides.
std::string read_norm(TableReader& reader, std::string_view key) {
  const auto norm = reader.text(key);
  if (!norm || norm->empty()) return "";
  return reader.choice(key, {detail::norm_keys.begin(), detail::norm_keys.end()}).value_or("");
}

VerdictRow read_row(TableReader& reader) {
  VerdictRow row;
  row.id = reader.required("id", &TableReader::text).value_or("");
  if (auto when = reader.table("als")) {
    row.pr = when->has("pr")
                 ? when->choice("pr", {"onbekend", "tot_norm", "boven_norm", "tussen_norm_en_tijdelijk"})
                 : std::nullopt;
    row.klassen = read_classes(*when, "klasse");
    row.functionele_binding = read_binding(*when, "functionele_binding");
    row.risicogebied = when->boolean("risicogebied");
    row.tijdelijk = when->boolean("tijdelijk");
    if (when->has("ligging")) {
      row.ligging = when->choice("ligging", {"onbekend", "buiten_alle", "in_brand_of_explosie",
                                             "in_enig_gebied", "in_risicogebied"});
    }
    row.locatie = when->boolean("locatie");
    if (when->has("rand")) row.rand = when->choice("rand", {"onbekend", "tot_norm", "boven_norm"});
    if (when->has("advies")) row.advies = when->choice("advies", {"voldaan", "niet_voldaan", "leeg"});
    when->finish();
  }
  const auto verdict = reader.required(
      "oordeel", [](TableReader& r, std::string_view k) { return r.choice(k, names(oordeel_words)); });
  row.oordeel = oordeel_from(verdict.value_or("onbepaald")).value_or(Oordeel::Onbepaald);
  row.artikel = reader.text("artikel").value_or("");
  row.norm = read_norm(reader, "norm");
  if (auto per_class = reader.table("norm_per_klasse")) {
    for (const auto& [klasse, word] : class_words) {
      if (per_class->has(word)) row.norm_per_klasse[klasse] = read_norm(*per_class, word);
    }
    per_class->finish();
  }
  if (reader.has("vlaggen")) row.vlaggen = reader.texts("vlaggen").value_or(std::vector<std::string>{});
  row.reden_nl = reader.required("reden_nl", &TableReader::text).value_or("");
  row.reden_en = reader.required("reden_en", &TableReader::text).value_or("");
  reader.finish();
  return row;
}

}  // namespace

std::string_view to_string(Kwetsbaarheid klasse) {
  for (const auto& [value, word] : class_words) {
    if (value == klasse) return word;
  }
  return "";
}

std::optional<Kwetsbaarheid> kwetsbaarheid_from(std::string_view text) {
  for (const auto& [value, word] : class_words) {
    if (word == text) return value;
  }
  return std::nullopt;
}

std::string_view to_string(Oordeel oordeel) {
  for (const auto& [value, word] : oordeel_words) {
    if (value == oordeel) return word;
  }
  return "";
}

std::optional<Oordeel> oordeel_from(std::string_view text) {
  for (const auto& [value, word] : oordeel_words) {
    if (word == text) return value;
  }
  return std::nullopt;
}

std::string_view to_string(NormStatus status) {
  switch (status) {
    case NormStatus::Bindend:
      return "bindend";
    case NormStatus::BijAnalogie:
      return "bij_analogie";
    case NormStatus::Ontwerp:
      return "ontwerp";
    case NormStatus::Advies:
      return "advies";
  }
  return "";
}

namespace detail {

ClassRules read_class_rules(const RuleDocument& document, const std::set<std::string>& sources,
                            Findings& findings) {
  ClassRules rules;
  RuleReader entries(document, findings);
  const auto words = [&entries](const char* key) { return entries.value<std::vector<std::string>>(key).value; };
  rules.pand_bestaand = words("status.pand.bestaand");
  rules.pand_geprojecteerd = words("status.pand.geprojecteerd");
  rules.pand_vervallen = words("status.pand.vervallen");
  rules.verblijfsobject_bestaand = words("status.verblijfsobject.bestaand");
  rules.verblijfsobject_geprojecteerd = words("status.verblijfsobject.geprojecteerd");
  rules.verblijfsobject_vervallen = words("status.verblijfsobject.vervallen");
  rules.pand_zonder_verblijfsobject =
      kwetsbaarheid_from(entries.value<std::string>("pand_zonder_verblijfsobject").value).value_or(Kwetsbaarheid::Onbekend);
  entries.finish();
  TableReader reader(*document.root, "", findings);
  for (TableReader& own : reader.tables("groot_pand_zonder_verblijfsobject")) {
    const auto area = own.required("vanaf_grondvlak", &TableReader::quantity<Area>);
    GebruiksdoelRule rule = read_gebruiksdoel(own, document.id, sources, "groot_pand_zonder_verblijfsobject");
    rules.groot_pand_zonder_verblijfsobject = GrootPandRule{area.value_or(Area::m2(0.0)), std::move(rule)};
  }
  std::set<std::string> seen;
  for (TableReader& own : reader.tables("gebruiksdoel")) {
    GebruiksdoelRule rule = read_gebruiksdoel(own, document.id, sources);
    check_unique(rule.naam, own.place(), seen, findings);
    rules.gebruiksdoelen.emplace(rule.naam, std::move(rule));
  }
  return rules;
}

AfstandAdvies read_afstand_advies(const RuleDocument& document, Findings& findings) {
  RuleReader reader(document, findings);
  AfstandAdvies advies;
  advies.key = afstand_advies_key;
  advies.afstand = reader.value<std::optional<Length>>("eos.afstand_bebouwing");
  advies.vanaf = reader.value<std::optional<Energy>>("eos.ondergrens");
  if (const RuleEntry* entry = reader.find("eos.afstand_bebouwing"); entry != nullptr && entry->comparison != ">=") {
    findings.add(codes::unknown_choice, entry->provenance->place,
                 {"eos.afstand_bebouwing.vergelijking", entry->comparison, ">="});
  }
  return advies;
}

VerdictRules read_verdict_rules(const RuleDocument& document, const std::set<std::string>& sources,
                                Findings& findings) {
  VerdictRules rules;
  std::set<std::string> seen;
  RuleReader(document, findings).finish();
  TableReader reader(*document.root, "", findings);
  for (TableReader& table : reader.tables("tabel")) {
    const std::string name = table.required("naam", &TableReader::text).value_or("");
    check_unique(name, table.place(), seen, findings);
    (void)table.choice("hit", {"FIRST"});
    if (table.has("advies")) rules.afstand_advies = table.choice("advies", {afstand_advies_key}).has_value();
    for (const char* note : {"titel_nl", "titel_en"}) (void)table.text(note);
    read_origin(table, sources);
    for (TableReader& row : table.tables("rij")) rules.tabellen[name].push_back(read_row(row));
    table.finish();
  }
  if (auto order = reader.table("rangorde")) {
    for (const std::string& word : order->texts("oordelen").value_or(std::vector<std::string>{})) {
      if (const auto oordeel = oordeel_from(word)) {
        rules.rangorde.push_back(*oordeel);
      } else {
        findings.add(codes::unknown_choice, order->place_of("oordelen"),
                     {order->full("oordelen"), word, joined(names(oordeel_words))});
      }
    }
    for (const char* note : {"omschrijving_nl", "omschrijving_en"}) (void)order->text(note);
    read_origin(*order, sources);
    order->finish();
  }
  if (rules.rangorde.size() != oordeel_words.size()) {
    findings.add(codes::missing_key, reader.place(), {"rangorde.oordelen"});
  }
  return rules;
}

}  // namespace detail
}  // namespace batterisk
