#include "rules/toets_rules_reader.hpp"

#include "rules/condition_reader.hpp"

#include <algorithm>
#include <array>
#include <functional>
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

// Conditions of a row that have a place of their own; gives the names of those that it read.
void read_object_conditions(TableReader& when, VerdictRow& row) {
  const auto word = [&](const char* key) {
    const Fact* fact = find_fact(key);
    return when.has(key) ? when.choice(key, {fact->woorden.begin(), fact->woorden.end()}) : std::nullopt;
  };
  row.pr = word("pr");
  row.ligging = word("ligging");
  row.klassen = read_classes(when, "klasse");
  row.functionele_binding = read_binding(when, "functionele_binding");
  row.risicogebied = when.boolean("risicogebied");
  row.tijdelijk = when.boolean("tijdelijk");
  row.locatie = when.boolean("locatie");
}

constexpr std::array<std::string_view, 7> of_objects{"pr",        "klasse",  "functionele_binding", "risicogebied",
                                                     "tijdelijk", "ligging", "locatie"};

VerdictRow read_row(TableReader& reader, const VerdictTable& table) {
  VerdictRow row;
  row.id = reader.required("id", &TableReader::text).value_or("");
  if (auto when = reader.table("als")) {
    const bool object = table.onderwerp == Onderwerp::Object;
    if (object) read_object_conditions(*when, row);
    for (const std::string& key : when->keys()) {
      const bool read = object && std::find(of_objects.begin(), of_objects.end(), key) != of_objects.end();
      if (read) continue;
      if (key == "norm" || key == "advies") {
        row.norm_gehaald = when->choice(key, {"voldaan", "niet_voldaan", "leeg"});
        if (table.norm.empty() && key == "norm") {  // `advies` of files from before norms judges nothing without one
          reader.findings().add(codes::norm_unusable, Severity::Fout, when->place_of(key), {table.naam, "", "de tabel noemt geen norm"});
        }
      } else if (auto condition = detail::read_condition(*when, key, table.onderwerp)) {
        row.feiten.push_back(std::move(*condition));
      }
    }
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

// What the tables of the Bkl are about; files from before tables said so themselves have these names.
struct KnownTable {
  std::string_view naam;
  Onderwerp onderwerp;
  std::string_view onderdeel;
};
constexpr std::array<KnownTable, 5> known_tables{{{"A", Onderwerp::Object, deel_pr},
                                                  {"B", Onderwerp::Object, deel_gebied},
                                                  {"C", Onderwerp::Object, deel_risicogebied},
                                                  {"D", Onderwerp::Systeem, "advies"},
                                                  {"E", Onderwerp::Risicogebied, "risicogebied_rand"}}};

VerdictTable read_table(TableReader& reader, const std::set<std::string>& sources) {
  VerdictTable table;
  table.place = reader.place();
  table.naam = reader.required("naam", &TableReader::text).value_or("");
  const auto known =
      std::find_if(known_tables.begin(), known_tables.end(), [&](const KnownTable& k) { return k.naam == table.naam; });
  if (known != known_tables.end()) {
    table.onderwerp = known->onderwerp;
    table.onderdeel = known->onderdeel;
  }
  if (known == known_tables.end() || reader.has("onderwerp")) {
    const auto word = reader.required("onderwerp", [](TableReader& r, std::string_view key) {
      return r.choice(key, {choice_words<Onderwerp>.begin(), choice_words<Onderwerp>.end()});
    });
    table.onderwerp = choice_from<Onderwerp>(word.value_or("object")).value_or(Onderwerp::Object);
  }
  if (known == known_tables.end() || reader.has("onderdeel")) {
    table.onderdeel = reader.required("onderdeel", &TableReader::text).value_or("");
  }
  (void)reader.choice("hit", {"FIRST"});
  table.norm = reader.text("norm").value_or("");
  table.als = detail::read_conditions(reader, table.onderwerp);
  if (const auto advice = reader.text("advies")) {
    // Before tables said what they are about, this one was about every EOS that the circular covers.
    table.norm = *advice;
    table.als = {{"situatie", {"eos_container", "eos_park"}, {}, {}, {}},
                 {"energie_systeem", {}, {}, Bound{0.0, true, "circulaire-lithium:eos.ondergrens", true}, {}}};
  }
  table.titel_nl = reader.text("titel_nl").value_or(table.naam);
  table.titel_en = reader.text("titel_en").value_or(table.titel_nl);
  read_origin(reader, sources);
  std::set<std::string> ids;
  for (TableReader& own : reader.tables("rij")) {
    table.rijen.push_back(read_row(own, table));
    detail::check_unique(table.rijen.back().id, own.place(), ids, reader.findings());
  }
  reader.finish();
  return table;
}

std::vector<Regime> read_regimes(TableReader& root, const std::string& rule_set, const std::set<std::string>& sources) {
  std::vector<Regime> regimes;
  std::set<std::string> seen;
  for (TableReader& own : root.tables("regime")) {
    Regime regime;
    regime.id = own.required("id", &TableReader::text).value_or("");
    detail::check_unique(regime.id, own.place(), seen, root.findings());
    regime.titel_nl = own.required("titel_nl", &TableReader::text).value_or("");
    regime.titel_en = own.text("titel_en").value_or(regime.titel_nl);
    regime.als = detail::read_conditions(own, Onderwerp::Locatie);
    regime.artikel = own.text("artikel").value_or("");
    regime.provenance.key = "regime." + regime.id;
    regime.provenance.rule_set = rule_set;
    regime.provenance.place = own.place();
    regime.provenance.waarde = text_of(regime.als);
    detail::read_provenance(own, regime.provenance, sources);
    own.finish();
    regimes.push_back(std::move(regime));
  }
  return regimes;
}

std::vector<Keuze> read_choices(TableReader& root, const std::map<std::string, VerdictTable>& tables) {
  std::vector<Keuze> choices;
  std::set<std::string> seen;
  std::map<std::string, Place> places;
  for (TableReader& own : root.tables("keuze")) {
    Keuze choice;
    choice.id = own.required("id", &TableReader::text).value_or("");
    places[choice.id] = own.place();
    detail::check_unique(choice.id, own.place(), seen, root.findings());
    choice.titel_nl = own.required("titel_nl", &TableReader::text).value_or("");
    choice.titel_en = own.text("titel_en").value_or(choice.titel_nl);
    std::set<std::string> alternatives;
    for (TableReader& part : own.tables("alternatief")) {
      Alternatief one;
      one.id = part.required("id", &TableReader::text).value_or("");
      detail::check_unique(one.id, part.place(), alternatives, root.findings());
      one.titel_nl = part.required("titel_nl", &TableReader::text).value_or("");
      one.titel_en = part.text("titel_en").value_or(one.titel_nl);
      one.keuze = part.text("keuze").value_or("");
      if (part.has("tabellen")) one.tabellen = part.texts("tabellen").value_or(std::vector<std::string>{});
      if (one.tabellen.empty() && one.keuze.empty()) part.missing("tabellen");
      for (const std::string& name : one.tabellen) {
        if (tables.contains(name)) continue;
        std::vector<std::string> known;
        for (const auto& [table, any] : tables) known.push_back(table);
        root.findings().add(codes::unknown_choice, part.place_of("tabellen"), {part.full("tabellen"), name, detail::joined(known)});
      }
      part.finish();
      choice.alternatieven.push_back(std::move(one));
    }
    if (choice.alternatieven.size() < 2) own.missing("alternatief");
    own.finish();
    choices.push_back(std::move(choice));
  }
  // Each reference leads to a choice, and not back.
  for (const Keuze& start : choices) {
    std::vector<std::string> chain{start.id};
    const std::function<void(const Keuze&)> follow = [&](const Keuze& choice) {
      for (const Alternatief& one : choice.alternatieven) {
        if (one.keuze.empty()) continue;
        const auto next = std::find_if(choices.begin(), choices.end(), [&](const Keuze& k) { return k.id == one.keuze; });
        if (next == choices.end()) {
          root.findings().add(codes::unknown_choice, places[choice.id], {"keuze." + choice.id, one.keuze, detail::joined({seen.begin(), seen.end()})});
        } else if (one.keuze == start.id) {
          chain.push_back(one.keuze);
          std::string text;
          for (const std::string& id : chain) text += (text.empty() ? "" : " -> ") + id;
          root.findings().add(codes::choice_circular, Severity::Fout, places[start.id], {text});
          chain.pop_back();
        } else if (std::find(chain.begin(), chain.end(), one.keuze) == chain.end()) {
          chain.push_back(one.keuze);
          follow(*next);
          chain.pop_back();
        }
      }
    };
    follow(start);
  }
  return choices;
}

std::vector<Afstandsgebied> read_distance_areas(TableReader& root) {
  std::vector<Afstandsgebied> areas;
  std::set<std::string> seen;
  for (TableReader& own : root.tables("afstandsgebied")) {
    Afstandsgebied area;
    area.place = own.place();
    area.soort = own.required("soort", [](TableReader& r, std::string_view key) {
                      return r.choice(key, {"brand", "explosie", "gifwolk"});
                    }).value_or("");
    detail::check_unique(area.soort, own.place(), seen, root.findings());
    area.norm = own.required("norm", &TableReader::text).value_or("");
    for (const char* note : {"titel_nl", "titel_en"}) (void)own.text(note);
    own.finish();
    areas.push_back(std::move(area));
  }
  return areas;
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

VerdictRules read_verdict_rules(const RuleDocument& document, const std::set<std::string>& sources,
                                Findings& findings) {
  VerdictRules rules;
  std::set<std::string> seen;
  RuleReader(document, findings).finish();
  TableReader reader(*document.root, "", findings);
  for (TableReader& own : reader.tables("tabel")) {
    VerdictTable table = read_table(own, sources);
    check_unique(table.naam, own.place(), seen, findings);
    rules.tabellen.emplace(table.naam, std::move(table));
  }
  rules.regimes = read_regimes(reader, document.id, sources);
  rules.keuzes = read_choices(reader, rules.tabellen);
  rules.afstandsgebieden = read_distance_areas(reader);
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

bool VerdictRules::judges(Onderwerp onderwerp) const {
  return std::any_of(tabellen.begin(), tabellen.end(), [&](const auto& t) { return t.second.onderwerp == onderwerp; });
}

}  // namespace batterisk
