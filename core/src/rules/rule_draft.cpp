#include "batterisk/core/base/date.hpp"
#include "batterisk/core/rules/rule_draft.hpp"

#include "base/table_reader.hpp"

#include <set>

#include <fmt/format.h>

namespace batterisk {
namespace {

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + '"';
}

std::string in_quotes(const std::vector<std::string>& words) {
  std::vector<std::string> list;
  for (const std::string& word : words) list.push_back(in_quotes(word));
  return fmt::format("[{}]", fmt::join(list, ", "));
}

// A number of TOML has a point or an exponent: an integer would be another type.
std::string number(double value) {
  std::string text = fmt::format("{}", value);
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

// Nothing for one whose numbers the reader left in the file (choices by name).
std::string distribution_text(const Distribution& distribution) {
  std::string text = fmt::format("{{ soort = {}", in_quotes(distribution.soort));
  for (const auto& [name, numbers] : distribution.parameters) {
    if (numbers.size() == 1) {
      text += fmt::format(", {} = {}", name, number(numbers.front()));
      continue;
    }
    std::vector<std::string> list;
    for (const double n : numbers) list.push_back(number(n));
    text += fmt::format(", {} = [{}]", name, fmt::join(list, ", "));
  }
  return distribution.parameters.empty() && distribution.soort != "vast" ? std::string{} : text + " }";
}

std::string value_text(const Deviation& change) {
  if (const auto* flag = std::get_if<bool>(&change.value)) return *flag ? "true" : "false";
  if (const auto* word = std::get_if<std::string>(&change.value)) return in_quotes(*word);
  return number(std::get<double>(change.value));
}

std::string entry_text(const RuleEntry& entry, const Deviation& change) {
  const Provenance& p = *entry.provenance;
  std::string text = fmt::format("\n# In {}: {}\n[{}]\n", p.rule_set, p.eenheid.empty() ? p.waarde : p.waarde + " " + p.eenheid,
                                 p.key);
  const auto line = [&](std::string_view key, const std::string& value) { text += fmt::format("{} = {}\n", key, value); };
  line("omschrijving_nl", in_quotes(p.omschrijving_nl));
  line("omschrijving_en", in_quotes(p.omschrijving_en));
  line("waarde", value_text(change));
  if (std::holds_alternative<double>(change.value)) line("eenheid", in_quotes(change.unit.empty() ? p.eenheid : change.unit));
  const auto* value = std::get_if<double>(&change.value);
  const bool same_unit = change.unit.empty() || change.unit == p.eenheid;
  if (value != nullptr && same_unit && entry.range && *value >= entry.range->first && *value <= entry.range->second) {
    line("bereik", fmt::format("[{}, {}]", number(entry.range->first), number(entry.range->second)));
  }
  if (value != nullptr && same_unit && entry.distribution) {
    if (const std::string spread = distribution_text(*entry.distribution); !spread.empty()) line("verdeling", spread);
  }
  if (!entry.choices.empty()) line("keuzes", in_quotes(entry.choices));
  if (!entry.fact.empty()) line("feit", in_quotes(entry.fact.substr(0, entry.fact.find(':'))));
  if (const auto ways = entry.fact.find(':'); ways != std::string::npos) {
    const auto last = entry.fact.rfind(':');
    line("meten_van", in_quotes(entry.fact.substr(ways + 1, last - ways - 1)));
    line("meten_tot", in_quotes(entry.fact.substr(last + 1)));
  }
  if (!entry.comparison.empty()) line("vergelijking", in_quotes(entry.comparison));
  if (!entry.normsoort.empty()) line("normsoort", in_quotes(entry.normsoort));
  if (!entry.applies_to.empty()) line("geldt_voor", in_quotes(entry.applies_to));
  line("bron", in_quotes("ontwerp"));
  line("vindplaats", in_quotes("voorstel; zie de motivering"));
  line("bewijs", in_quotes("voorstel"));
  line("status", in_quotes("onbevestigd"));
  return text;
}

}  // namespace

std::string draft_text(const RuleDocument& base, const DraftHead& head, const std::vector<Deviation>& changes) {
  detail::Findings findings{'D', {}};
  std::set<std::string> known;
  for (const auto& [key, entry] : base.entries) known.insert(key);
  const std::string date = iso_date(head.valid_from);
  std::string text = fmt::format(
      "# Ontwerp: alleen wat verandert; al het andere is dat van {0}.\n"
      "schema_versie = 1\n"
      "id = \"ontwerp/{1}/{2}\"\n"
      "titel_nl = {3}\ntitel_en = {3}\n"
      "regelgevingslaag = \"{4}\"\n"
      "documentstatus = \"ontwerp\"\n"
      "geldig_van = {2}\n"
      "vertegenwoordigt_officiele_tekst = false\n"
      "gebaseerd_op = \"{0}\"\n"
      "gebaseerd_op_sha256 = \"{5}\"\n"
      "motivering = {6}\n",
      base.id, head.name, date, in_quotes("Ontwerp " + head.name + " op " + base.id), base.layer, base.sha256,
      in_quotes(head.motivation));
  for (const Deviation& change : changes) {
    const auto it = base.entries.find(change.parameter);
    if (it == base.entries.end()) {
      findings.add(codes::deviation_unknown_key, Severity::Fout, change.place,
                   {change.parameter, detail::nearest(change.parameter, known)});
      continue;
    }
    text += entry_text(it->second, change);
  }
  if (has_error(findings.list)) throw DossierError(std::move(findings.list));
  return text;
}

}  // namespace batterisk
