#include "batterisk/core/rules/multi_energy_table.hpp"

#include "base/table_reader.hpp"
#include "rules/rule_document_reader.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/csv.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <limits>
#include <optional>
#include <set>
#include <stdexcept>

namespace batterisk {
namespace {

constexpr std::string_view table_header =
    "Rprime, class1, class2, class3, class4, class5, class6, class7, class8, class9, class10";
constexpr std::size_t table_columns = 11;
constexpr std::string_view laws_header = "class, a, b, r_max";

const RuleDocument& explosion_rules(const RuleCatalog& catalog, BlastCurves curves) {
  const std::string stelsel{multi_energy_stelsel(curves)};
  const RuleDocument* newest = nullptr;
  for (const RuleDocument& d : catalog.documents) {
    if (d.stelsel == stelsel && (newest == nullptr || d.valid_from > newest->valid_from)) newest = &d;
  }
  if (newest == nullptr) {
    throw RuleFileError(
        {{codes::unknown_rule_set, Severity::Fout, {stelsel, 0, 0, {}}, {stelsel, ""}}});
  }
  return *newest;
}

[[noreturn]] void malformed(const std::string& shown, int line, std::string what) {
  throw RuleFileError(
      {{codes::table_malformed, Severity::Fout, {shown, line, line > 0 ? 1 : 0, {}}, {std::move(what)}}});
}

std::optional<double> number_of(const CsvCell& cell) {
  double value{};
  const char* const end = cell.text.data() + cell.text.size();
  const auto [stop, error] = std::from_chars(cell.text.data(), end, value);
  if (error != std::errc{} || stop != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// The numbers of a row, or nothing when it does not hold exactly `table_columns` positive numbers.
std::vector<double> numbers_of(const CsvRow& row) {
  if (row.cells.size() != table_columns) return {};
  std::vector<double> numbers;
  for (const CsvCell& cell : row.cells) {
    const auto value = number_of(cell);
    if (!value || !(*value > 0.0)) return {};
    numbers.push_back(*value);
  }
  return numbers;
}

MultiEnergyCurves surrogate(const CsvTable& table, const std::string& shown) {
  std::vector<double> distance;
  std::array<std::vector<double>, 10> pressure;
  for (const CsvRow& cells : table.rows) {
    const std::vector<double> row = numbers_of(cells);
    if (row.empty() || (!distance.empty() && row.front() <= distance.back())) malformed(shown, cells.line, "regel");
    distance.push_back(row.front());
    for (std::size_t k = 0; k < pressure.size(); ++k) pressure[k].push_back(row[k + 1]);
  }
  return MultiEnergyTable{std::move(distance), std::move(pressure)};
}

MultiEnergyCurves power_laws(const CsvTable& table, const std::string& shown) {
  std::array<std::vector<MultiEnergyPowerLaws::Piece>, 10> classes;
  for (const CsvRow& row : table.rows) {
    if (row.cells.size() != 4) malformed(shown, row.line, "regel");
    const auto which = number_of(row.cells[0]);
    const auto a = number_of(row.cells[1]);
    const auto b = number_of(row.cells[2]);
    const auto to = row.cells[3].text.empty() ? std::optional{std::numeric_limits<double>::infinity()} : number_of(row.cells[3]);
    const bool is_class = which && *which >= 1.0 && *which <= 10.0 && *which == std::floor(*which);
    if (!is_class || !a || !b || !to) malformed(shown, row.line, "regel");
    classes[static_cast<std::size_t>(*which) - 1].push_back({*a, *b, *to});
  }
  return MultiEnergyPowerLaws{std::move(classes)};
}

}  // namespace

std::string_view multi_energy_stelsel(BlastCurves curves) {
  return curves == BlastCurves::Surrogaat ? "explosie" : "explosie-johansson";
}

MultiEnergyCurves load_multi_energy_curves(const RuleCatalog& catalog, BlastCurves curves) {
  const RuleDocument& document = explosion_rules(catalog, curves);
  detail::Findings findings{'R', {}};
  detail::TableReader root(*document.root, "", findings);
  const std::string file = root.required("tabel", &detail::TableReader::text).value_or("");
  if (has_error(findings.list)) throw RuleFileError(std::move(findings.list));
  const auto relative = std::filesystem::path(document.path).parent_path() / file;
  const std::string shown = relative.generic_string();
  const std::string text = detail::read_text_file(catalog.folder / relative, shown, 'R');

  const CsvTable table = read_csv(text, shown, {false, true});
  const bool is_table = curves == BlastCurves::Surrogaat;
  if (!table.heading.cells.empty() && csv_columns(table) != (is_table ? table_header : laws_header)) {
    malformed(shown, table.heading.line, "kopregel");
  }
  try {
    return is_table ? surrogate(table, shown) : power_laws(table, shown);
  } catch (const std::domain_error&) {  // too few rows, or a class without curve
    malformed(shown, 0, "regel");
  }
}

std::shared_ptr<const Provenance> multi_energy_provenance(const RuleCatalog& catalog, BlastCurves curves) {
  const RuleDocument& document = explosion_rules(catalog, curves);
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
