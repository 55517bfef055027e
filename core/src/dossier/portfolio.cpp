#include "batterisk/core/dossier/portfolio.hpp"

#include "base/table_reader.hpp"
#include "dossier/dossier_parts.hpp"

#include "batterisk/core/base/codes_portfolio.hpp"

#include <algorithm>
#include <array>

namespace batterisk {
namespace {

using detail::Findings;
using detail::TableReader;
using detail::TomlNode;

// One for all sites: the date of the law, the rules, the layers. Places follow the point of the site.
constexpr std::array fixed_fields{"schema_versie", "rekenen", "omgeving", "afwijking", "project.peildatum",
                                  "project.aanvraagdatum", "project.onherroepelijk_op", "project.vergund_op", "toets"};

bool is_fixed(const std::string& field) {
  const bool place = field.ends_with(".positie") || field.ends_with(".oorsprong") || field.ends_with(".grens");
  return place || std::any_of(fixed_fields.begin(), fixed_fields.end(),
                              [&field](const char* fixed) { return field.starts_with(fixed); });
}

}  // namespace

Portfolio load_portfolio(const std::filesystem::path& path) {
  Portfolio portfolio;
  portfolio.path = path.generic_string();
  portfolio.text = detail::read_text_file(path, portfolio.path, 'D');
  const TomlNode root = detail::parse_toml(portfolio.text, portfolio.path, 'D');
  Findings findings{'D', {}};
  TableReader reader(root, "", findings);
  detail::check_schema_version(reader, 1);
  const std::filesystem::path folder = path.parent_path();
  portfolio.name = reader.required("naam", &TableReader::text).value_or("");
  portfolio.pattern = folder / reader.required("sjabloon", &detail::read_path).value_or("");
  if (!reader.has("sites")) reader.missing("sites");
  if (auto sites = reader.table("sites")) {
    portfolio.sites_shown = sites->required("pad", &detail::read_path).value_or("");
    portfolio.sites = folder / portfolio.sites_shown;
    portfolio.layer = sites->text("laag").value_or("");
    portfolio.id_column = sites->required("id", &TableReader::text).value_or("");
    portfolio.x_column = sites->text("x").value_or("");
    portfolio.y_column = sites->text("y").value_or("");
    if (portfolio.x_column.empty() != portfolio.y_column.empty()) {
      sites->missing(portfolio.x_column.empty() ? "x" : "y");
    }
    if (sites->has("grens")) portfolio.boundary_of_geometry = sites->choice("grens", {"geometrie"}).has_value();
    if (portfolio.boundary_of_geometry && !portfolio.x_column.empty()) {
      findings.add(codes::unknown_choice, sites->place_of("grens"), {sites->full("grens"), "geometrie", "zonder x en y"});
    }
    sites->finish();
  }
  for (TableReader& own : reader.tables("kolom")) {
    PortfolioColumn column;
    column.place = own.place();
    column.column = own.required("kolom", &TableReader::text).value_or("");
    column.field = own.required("veld", &TableReader::text).value_or("");
    column.unit = own.text("eenheid").value_or("");
    if (is_fixed(column.field)) {
      findings.add(codes::portfolio_field_fixed, Severity::Fout, own.place_of("veld"), {column.field});
    }
    own.finish();
    portfolio.columns.push_back(std::move(column));
  }
  reader.finish();
  if (has_error(findings.list)) throw DossierError(std::move(findings.list));
  return portfolio;
}

}  // namespace batterisk
