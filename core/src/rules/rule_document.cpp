#include "base/table_reader.hpp"
#include "rules/condition_reader.hpp"
#include "rules/rule_document_reader.hpp"

#include "batterisk/core/base/codes_uncertainty.hpp"
#include "batterisk/core/base/sha256.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace batterisk {
namespace {

using detail::Findings;
using detail::TableReader;
using detail::TomlMember;
using detail::TomlNode;

const std::vector<std::string> status_choices{"bevestigd", "onbevestigd"};

void read_value(TableReader& reader, RuleEntry& entry) {
  const TomlNode* node = reader.raw("waarde");
  if (node == nullptr) return;
  if (node->as<bool>() != nullptr) {
    entry.value = *node->as<bool>();
  } else if (node->as<std::string>() != nullptr) {
    entry.value = *node->as<std::string>();
  } else if (const auto* array = node->as<TomlNode::Array>()) {
    const bool words = !array->empty() && array->front().as<std::string>() != nullptr;
    if (words) {
      if (auto list = reader.texts("waarde")) entry.value = std::move(*list);
    } else if (auto list = reader.numbers("waarde")) {
      entry.value = std::move(*list);
    }
  } else if (const auto number = reader.number("waarde")) {
    entry.value = *number;
  }
}

struct DistributionKind {
  std::string soort;
  std::vector<std::string> numbers;  // keys that it needs, with a number
  std::vector<std::string> lists;    // and with a list of numbers
};
const std::vector<DistributionKind> distribution_kinds{
    {"tri", {"laag", "top", "hoog"}, {}},
    {"logn", {"mediaan", "p5", "p95"}, {}},
    {"unif", {"laag", "hoog"}, {}},
    {"beta", {"a", "b"}, {}},
    {"dir", {}, {"a"}},
    {"disc", {}, {"waarden", "kansen"}},
    {"vast", {}, {}},
};

// Why nothing can be drawn from a distribution; "" where it can. What is missing was told already.
std::string unusable(const Distribution& d) {
  const auto number = [&](const char* name) { return d.parameters.at(name).front(); };
  const auto has = [&](std::initializer_list<const char*> names) {
    return std::all_of(names.begin(), names.end(), [&](const char* name) { return d.parameters.contains(name) && !d.parameters.at(name).empty(); });
  };
  const auto positive = [](const std::vector<double>& list) {
    return std::all_of(list.begin(), list.end(), [](double v) { return v > 0.0; });
  };
  if (d.soort == "tri" && has({"laag", "top", "hoog"})) {
    const bool usable = number("laag") <= number("top") && number("top") <= number("hoog") && number("laag") < number("hoog");
    if (!usable) return fmt::format("laag {}, top {}, hoog {}", number("laag"), number("top"), number("hoog"));
  }
  if (d.soort == "unif" && has({"laag", "hoog"}) && !(number("laag") < number("hoog"))) {
    return fmt::format("laag {}, hoog {}", number("laag"), number("hoog"));
  }
  if (d.soort == "logn" && has({"mediaan", "p5", "p95"})) {
    const bool usable = number("p5") > 0.0 && number("p5") <= number("mediaan") && number("mediaan") <= number("p95") && number("p5") < number("p95");
    if (!usable) return fmt::format("p5 {}, mediaan {}, p95 {}", number("p5"), number("mediaan"), number("p95"));
  }
  if (d.soort == "beta" && has({"a", "b"}) && !(number("a") > 0.0 && number("b") > 0.0)) {
    return fmt::format("a {}, b {}", number("a"), number("b"));
  }
  if (d.soort == "dir" && has({"a"}) && !positive(d.parameters.at("a"))) return "a > 0";
  if (d.soort == "disc" && has({"kansen"})) {
    const std::vector<double>& weights = d.parameters.at("kansen");
    double sum = 0.0;
    for (const double w : weights) sum += w;
    constexpr double nearly = 1e-6;
    if (!(std::abs(sum - 1.0) < nearly)) return fmt::format("kansen: som {:g}", sum);
    if (std::any_of(weights.begin(), weights.end(), [](double w) { return w < 0.0; })) return "kansen >= 0";
    const auto values = d.parameters.find("waarden");  // none: words
    if (values != d.parameters.end() && values->second.size() != weights.size()) {
      return fmt::format("{} waarden, {} kansen", values->second.size(), weights.size());
    }
  }
  return "";
}

std::optional<Distribution> read_distribution(TableReader& reader) {
  auto table = reader.table("verdeling");
  if (!table) return std::nullopt;
  Distribution distribution;
  distribution.soort = table
                           ->required("soort",
                                      [](TableReader& r, std::string_view key) {
                                        std::vector<std::string> words;
                                        for (const DistributionKind& k : distribution_kinds)
                                          words.push_back(k.soort);
                                        return r.choice(key, words);
                                      })
                           .value_or("");
  const auto kind = std::find_if(distribution_kinds.begin(), distribution_kinds.end(),
                                 [&](const DistributionKind& k) { return k.soort == distribution.soort; });
  if (kind == distribution_kinds.end()) return distribution;
  for (const std::string& key : kind->numbers) {
    if (const auto number = table->required(key, &TableReader::number))
      distribution.parameters[key] = {*number};
  }
  for (const std::string& key : kind->lists) {
    const TomlNode* node = table->raw(key);
    const auto* array = node == nullptr ? nullptr : node->as<TomlNode::Array>();
    if (array != nullptr && !array->empty() && array->front().as<std::string>() != nullptr) {
      (void)table->texts(key);  // choices by name: shown from the file, never sampled by number
    } else if (auto list = table->required(key, &TableReader::numbers)) {
      distribution.parameters[key] = std::move(*list);
    }
  }
  table->finish();
  if (const std::string why = unusable(distribution); !why.empty()) {
    reader.findings().add(codes::distribution_unusable, Severity::Fout, table->place(), {reader.path(), why});
  }
  return distribution;
}

void check_range(TableReader& reader, const RuleEntry& entry) {
  if (!entry.range) return;
  const auto check = [&](double v) {
    if (v >= entry.range->first && v <= entry.range->second) return;
    reader.findings().add(codes::out_of_range, reader.place_of("waarde"),
                          {reader.full("waarde"), fmt::format("{}", v),
                           fmt::format("{} .. {}", entry.range->first, entry.range->second)});
  };
  if (const auto* number = std::get_if<double>(&entry.value)) check(*number);
  if (const auto* list = std::get_if<std::vector<double>>(&entry.value)) {
    for (const double v : *list) check(v);
  }
}

void check_choice(TableReader& reader, const RuleEntry& entry) {
  const auto* word = std::get_if<std::string>(&entry.value);
  if (word == nullptr || entry.choices.empty()) return;
  if (std::find(entry.choices.begin(), entry.choices.end(), *word) != entry.choices.end()) return;
  reader.findings().add(codes::unknown_choice, reader.place_of("waarde"),
                        {reader.full("waarde"), *word, detail::joined(entry.choices)});
}

// The fact that a norm bounds, with where its distance is measured.
std::string read_fact(TableReader& reader) {
  const std::string name = reader.text("feit").value_or("");
  const Fact* fact = find_fact(name);
  if (!name.empty() && (fact == nullptr || fact->soort != FactKind::Getal)) {
    std::vector<std::string> numbers;
    for (const Fact& f : all_facts()) {
      if (f.soort == FactKind::Getal) numbers.emplace_back(f.naam);
    }
    reader.findings().add(codes::unknown_choice, reader.place_of("feit"), {reader.full("feit"), name, detail::joined(numbers)});
  }
  const bool measured = reader.has("meten_van") || reader.has("meten_tot");
  const auto from = reader.has("meten_van") ? reader.choice("meten_van", {"wand", "midden", "grens"}) : "wand";
  const auto to = reader.has("meten_tot") ? reader.choice("meten_tot", {"gevel", "perceelgrens"}) : "gevel";
  if (measured && name != "afstand_object") {
    reader.findings().add(codes::unknown_choice, reader.place(), {reader.full("feit"), name, "afstand_object"});
  }
  return measured ? fmt::format("{}:{}:{}", name, from.value_or("wand"), to.value_or("gevel")) : name;
}

// Cases of a norm. What a case does not say of its source is that of the norm.
std::vector<NormCase> read_cases(TableReader& reader, const Provenance& of_norm, const std::set<std::string>& sources) {
  std::vector<NormCase> cases;
  std::set<std::string> seen;
  for (TableReader& own : reader.tables("geval")) {
    NormCase one;
    one.id = own.required("id", &TableReader::text).value_or("");
    detail::check_unique(one.id, own.place(), seen, reader.findings());
    one.als = detail::read_conditions(own, std::nullopt);
    Provenance provenance = of_norm;
    provenance.key += "[" + one.id + "]";
    provenance.place = own.place();
    if (own.has("bron") || own.has("bewijs")) {
      detail::read_provenance(own, provenance, sources);
    } else if (own.has("vindplaats")) {
      provenance.vindplaats = own.text("vindplaats").value_or("");
    }
    const bool gap = provenance.bewijs == Bewijs::Ontbreekt;
    if (own.has("waarde")) {
      one.waarde = own.number("waarde");
      provenance.waarde = detail::text_of(*own.raw("waarde"));
      if (gap) reader.findings().add(codes::value_with_gap, Severity::Fout, own.place_of("waarde"), {provenance.key});
    } else if (!gap) {
      reader.findings().add(codes::value_missing, Severity::Fout, own.place(), {provenance.key});
    }
    own.finish();
    one.provenance = std::make_shared<const Provenance>(std::move(provenance));
    cases.push_back(std::move(one));
  }
  std::vector<std::string> ids;
  std::vector<std::vector<Condition>> conditions;
  for (const NormCase& one : cases) {
    ids.push_back(one.id);
    conditions.push_back(one.als);
  }
  if (!cases.empty()) detail::check_cases(of_norm.key, ids, conditions, reader.place(), reader.findings());
  return cases;
}

}  // namespace

namespace detail {

std::string read_source(TableReader& reader, const std::set<std::string>& sources) {
  const std::string source = reader.text("bron").value_or("");
  if (!source.empty() && !sources.contains(source)) {
    reader.findings().add(codes::unknown_source, Severity::Fout, reader.place_of("bron"),
                          {reader.full("bron"), source, nearest(source, sources)});
  }
  return source;
}

const std::vector<std::string>& rule_bewijs_words() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> all = bewijs_words();
    all.insert(all.begin() + 1, "voorstel");
    return all;
  }();
  return words;
}

void check_unique(const std::string& name, const Place& place, std::set<std::string>& seen,
                  Findings& findings) {
  if (!name.empty() && !seen.insert(name).second)
    findings.add(codes::duplicate_name, Severity::Fout, place, {name});
}

void read_provenance(TableReader& reader, Provenance& provenance, const std::set<std::string>& sources) {
  Findings& findings = reader.findings();
  provenance.bewijs =
      bewijs_from(reader
                      .required("bewijs", [](TableReader& r,
                                             std::string_view key) { return r.choice(key, rule_bewijs_words()); })
                      .value_or("aanname"))
          .value_or(Bewijs::Aanname);
  const bool gap = provenance.bewijs == Bewijs::Ontbreekt;
  if (!gap && !reader.has("bron")) reader.missing("bron");
  provenance.bron = read_source(reader, sources);
  if (!gap && !reader.has("vindplaats")) reader.missing("vindplaats");
  provenance.vindplaats = reader.text("vindplaats").value_or("");
  if (reader.has("zekerheid") != (provenance.bewijs == Bewijs::UitGeheugen)) {
    findings.add(codes::certainty_misplaced, Severity::Fout, reader.place(), {reader.full("zekerheid")});
  }
  if (reader.has("zekerheid")) {
    const auto certainty = reader.integer("zekerheid").value_or(0);
    if (certainty < 0 || certainty > 100) {
      findings.add(codes::out_of_range, reader.place_of("zekerheid"),
                   {reader.full("zekerheid"), fmt::format("{}", certainty), "0 .. 100"});
    } else {
      provenance.zekerheid_pct = static_cast<int>(certainty);
    }
  }
  provenance.status = key_status_from((gap ? reader.choice("status", status_choices)
                                           : reader.required("status",
                                                             [](TableReader& r, std::string_view key) {
                                                               return r.choice(key, status_choices);
                                                             }))
                                          .value_or("onbevestigd"))
                          .value_or(KeyStatus::Onbevestigd);
  provenance.omschrijving_nl = reader.text("omschrijving_nl").value_or("");
  provenance.omschrijving_en = reader.text("omschrijving_en").value_or("");
  for (const char* note : {"citaat", "gecontroleerd_door"}) (void)reader.text(note);
  if (reader.has("gecontroleerd_op")) (void)reader.date("gecontroleerd_op");
}

RuleEntry read_entry(TableReader& reader, const std::string& key, const std::string& rule_set,
                     const std::set<std::string>& sources) {
  RuleEntry entry;
  Provenance provenance;
  provenance.key = key;
  provenance.rule_set = rule_set;
  provenance.place = reader.place();
  read_provenance(reader, provenance, sources);
  provenance.eenheid = reader.text("eenheid").value_or("");
  if (const TomlNode* value = reader.raw("waarde")) {
    provenance.waarde = text_of(*value);
    provenance.place = value->place;
  }
  read_value(reader, entry);
  if (reader.has("feit")) entry.fact = read_fact(reader);
  if (reader.has("geval")) entry.cases = read_cases(reader, provenance, sources);
  entry.informative = reader.boolean("informatief").value_or(false);
  const bool with_cases = !entry.cases.empty();
  const bool gap = provenance.bewijs == Bewijs::Ontbreekt;
  if (gap && reader.has("waarde")) {
    reader.findings().add(codes::value_with_gap, Severity::Fout, reader.place_of("waarde"), {key});
  }
  if (!gap && !with_cases && !reader.has("waarde")) {
    reader.findings().add(codes::value_missing, Severity::Fout, reader.place(), {key});
  }
  const bool numeric = with_cases ||
      std::holds_alternative<double>(entry.value) || std::holds_alternative<std::vector<double>>(entry.value);
  if (numeric && provenance.eenheid.empty()) {
    reader.findings().add(codes::unit_missing, reader.place(), {key, "zie rules/README.md"});
  }
  if (reader.has("bij")) {
    entry.at = reader.numbers("bij").value_or(std::vector<double>{});
    entry.at_unit = reader.required("bij_eenheid", &TableReader::text).value_or("");
  }
  if (reader.has("bereik")) {
    if (const auto list = reader.numbers("bereik"); list && list->size() == 2 && (*list)[0] <= (*list)[1]) {
      entry.range = {(*list)[0], (*list)[1]};
    } else if (list) {
      reader.findings().add(codes::wrong_type, reader.place_of("bereik"),
                            {reader.full("bereik"), "[laag, hoog]"});
    }
  }
  if (reader.has("keuzes")) entry.choices = reader.texts("keuzes").value_or(std::vector<std::string>{});
  entry.distribution = read_distribution(reader);
  if (reader.has("vergelijking")) {
    entry.comparison = reader.choice("vergelijking", {"<=", "<", ">=", ">"}).value_or("");
  }
  if (reader.has("normsoort")) {
    entry.normsoort =
        reader.choice("normsoort", {"grenswaarde", "standaardwaarde", "definitie", "advies"}).value_or("");
    if (numeric && !reader.has("vergelijking")) {
      reader.findings().add(codes::missing_key, provenance.place, {reader.full("vergelijking")});
    }
  }
  if (reader.has("geldt_voor"))
    entry.applies_to = reader.texts("geldt_voor").value_or(std::vector<std::string>{});
  entry.open_term = reader.boolean("open_term").value_or(false);
  entry.fills = reader.text("vult_in").value_or("");
  check_range(reader, entry);
  check_choice(reader, entry);
  reader.finish();
  entry.provenance = std::make_shared<const Provenance>(std::move(provenance));
  return entry;
}

}  // namespace detail

std::string_view to_string(DocumentStatus status) {
  switch (status) {
    case DocumentStatus::Vigerend:
      return "vigerend";
    case DocumentStatus::Ontwerp:
      return "ontwerp";
    case DocumentStatus::Advies:
      return "advies";
    case DocumentStatus::Ingetrokken:
      return "ingetrokken";
  }
  return "";
}

std::string nearest_key(const RuleDocument& document, std::string_view word) {
  std::set<std::string> known;
  for (const auto& [key, entry] : document.entries) known.insert(key);
  return detail::nearest(word, known);
}

}  // namespace batterisk
