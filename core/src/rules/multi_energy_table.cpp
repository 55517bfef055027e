#include "batterisk/core/rules/multi_energy_table.hpp"

#include "base/table_reader.hpp"
#include "rules/rule_document_reader.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/csv.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <set>
#include <stdexcept>

namespace batterisk {
namespace {

constexpr std::string_view header =
    "Rprime, class1, class2, class3, class4, class5, class6, class7, class8, class9, class10";
constexpr std::size_t columns = 11;

const RuleDocument& explosion_rules(const RuleCatalog& catalog) {
  const RuleDocument* newest = nullptr;
  for (const RuleDocument& d : catalog.documents) {
    if (d.stelsel == "explosie" && (newest == nullptr || d.valid_from > newest->valid_from)) newest = &d;
  }
  if (newest == nullptr) {
    throw RuleFileError(
        {{codes::unknown_rule_set, Severity::Fout, {"explosie", 0, 0, {}}, {"explosie", ""}}});
  }
  return *newest;
}

[[noreturn]] void malformed(const std::string& shown, int line, std::string what) {
  throw RuleFileError(
      {{codes::table_malformed, Severity::Fout, {shown, line, line > 0 ? 1 : 0, {}}, {std::move(what)}}});
}

/// The numbers of a row, or nothing when it does not hold exactly `columns` positive numbers.
std::vector<double> numbers_of(const CsvRow& row) {
  if (row.cells.size() != columns) return {};
  std::vector<double> numbers;
  for (const CsvCell& cell : row.cells) {
    double value{};
    const char* const end = cell.text.data() + cell.text.size();
    const auto [stop, error] = std::from_chars(cell.text.data(), end, value);
    if (error != std::errc{} || stop != end || !(value > 0.0) || !std::isfinite(value)) return {};
    numbers.push_back(value);
  }
  return numbers;
}

}  // namespace

MultiEnergyTable load_multi_energy_table(const RuleCatalog& catalog) {
  const RuleDocument& document = explosion_rules(catalog);
  detail::Findings findings{'R', {}};
  detail::TableReader root(*document.root, "", findings);
  const std::string file = root.required("tabel", &detail::TableReader::text).value_or("");
  if (has_error(findings.list)) throw RuleFileError(std::move(findings.list));
  const auto relative = std::filesystem::path(document.path).parent_path() / file;
  const std::string shown = relative.generic_string();
  const std::string text = detail::read_text_file(catalog.folder / relative, shown, 'R');

  std::vector<double> distance;
  std::array<std::vector<double>, 10> pressure;
  const CsvTable table = read_csv(text, shown, {false, true});
  if (!table.heading.cells.empty() && csv_columns(table) != header) malformed(shown, table.heading.line, "kopregel");
  for (const CsvRow& cells : table.rows) {
    const std::vector<double> row = numbers_of(cells);
    if (row.empty() || (!distance.empty() && row.front() <= distance.back())) malformed(shown, cells.line, "regel");
    distance.push_back(row.front());
    for (std::size_t k = 0; k < pressure.size(); ++k) pressure[k].push_back(row[k + 1]);
  }
  try {
    return {std::move(distance), std::move(pressure)};
  } catch (const std::domain_error&) {  // too few rows
    malformed(shown, 0, "regel");
  }
}

std::shared_ptr<const Provenance> multi_energy_provenance(const RuleCatalog& catalog) {
  const RuleDocument& document = explosion_rules(catalog);
  std::set<std::string> sources;
  for (const auto& [key, source] : catalog.sources) sources.insert(key);
  detail::Findings findings{'R', {}};
  detail::TableReader root(*document.root, "", findings);
  Provenance provenance;
  provenance.key = "explosie";
  provenance.rule_set = document.id;
  provenance.waarde = root.required("tabel_sha256", &detail::TableReader::text).value_or("");
  if (auto origin = root.table("herkomst")) {
    provenance.place = origin->place();
    detail::read_provenance(*origin, provenance, sources);
  } else {
    root.missing("herkomst");
  }
  if (provenance.omschrijving_nl.empty()) provenance.omschrijving_nl = document.title_nl;
  if (provenance.omschrijving_en.empty()) provenance.omschrijving_en = document.title_en;
  if (has_error(findings.list)) throw RuleFileError(std::move(findings.list));
  return std::make_shared<const Provenance>(std::move(provenance));
}

}  // namespace batterisk
