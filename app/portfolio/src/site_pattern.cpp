#include "batterisk/portfolio/site_pattern.hpp"

#include "batterisk/core/base/codes_portfolio.hpp"
#include "batterisk/core/base/sha256.hpp"
#include "batterisk/core/base/toml_span.hpp"
#include "batterisk/core/base/typed_number.hpp"
#include "batterisk/gis/points/points.hpp"
#include "batterisk/study/dossier/dossier_edit.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <set>

#include <fmt/format.h>

namespace batterisk::portfolio {
namespace {

bool is_place_path(const std::string& path) {
  return path.ends_with(".positie") || path.ends_with(".oorsprong") || path.ends_with(".grens");
}

// Coordinates in a TOML value, x and y by turns, moved; everything between them stays.
std::string moved(std::string_view text, double dx, double dy) {
  std::string out;
  bool is_x = true;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (std::isdigit(static_cast<unsigned char>(c)) == 0 && c != '-') {
      out += c;
      ++i;
      continue;
    }
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data() + i, text.data() + text.size(), value);
    if (error != std::errc{}) {
      out += c;
      ++i;
      continue;
    }
    out += fmt::format("{:.3f}", value + (is_x ? dx : dy));
    is_x = !is_x;
    i = static_cast<std::size_t>(end - text.data());
  }
  return out;
}

bool is_number(std::string_view in_template) {
  return !in_template.empty() && (std::isdigit(static_cast<unsigned char>(in_template.front())) != 0 ||
                                  in_template.front() == '-' || in_template.front() == '+');
}

// A cell as TOML, in the form that the template has there.
std::string literal(const std::string& cell, const PortfolioColumn& column, std::string_view in_template) {
  if (!column.unit.empty()) return study::toml_string(cell + " " + column.unit);
  if (in_template.front() == '"') return study::toml_string(cell);
  const TypedNumber number = read_number(cell);
  if (is_number(in_template) && number.value && number.value->unit.empty()) {
    const bool whole = std::all_of(cell.begin(), cell.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    return whole ? fmt::format("{:.0f}", number.value->number) : study::toml_number(number.value->number);
  }
  const bool word = std::all_of(cell.begin(), cell.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c == '-'; });
  return word ? cell : study::toml_string(cell);
}

bool changes_physics(const PortfolioColumn& column) {
  return !column.field.starts_with("project.") && !column.field.starts_with("locatie");
}

}  // namespace

SitePattern::SitePattern(const Portfolio& portfolio)
    : dossier_{load_dossier(portfolio.pattern)}, columns_{portfolio.columns} {
  reference_ = dossier_.units.empty() ? dossier_.scenarios.front().position : dossier_.units.front().position;
  const std::vector<TomlSpan> spans = toml_spans(dossier_.text);
  std::vector<Diagnostic> findings;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto span = std::find_if(spans.begin(), spans.end(),
                                   [&](const TomlSpan& s) { return s.path == columns_[i].field; });
    if (span == spans.end()) {
      findings.push_back({codes::portfolio_field_unknown, Severity::Fout, columns_[i].place, {columns_[i].field}});
    } else {
      slots_.push_back({span->begin, span->end, i});
    }
  }
  if (!findings.empty()) throw DossierError(std::move(findings));
  for (const TomlSpan& span : spans) {
    if (is_place_path(span.path)) {
      slots_.push_back({span.begin, span.end, span.path == "locatie[0].grens" ? is_boundary : is_place});
    }
  }
  std::sort(slots_.begin(), slots_.end(), [](const Slot& a, const Slot& b) { return a.begin < b.begin; });
}

std::string SitePattern::text(const std::vector<std::string>& cells, RdPoint at, const std::optional<Polygon>& boundary) const {
  const std::string_view whole = dossier_.text;
  std::string out;
  std::size_t done = 0;
  for (const Slot& slot : slots_) {
    out += whole.substr(done, slot.begin - done);
    const std::string_view old = whole.substr(slot.begin, slot.end - slot.begin);
    if (slot.column == is_boundary && boundary) {
      std::vector<std::string> points;
      for (const RdPoint p : boundary->outer) points.push_back(fmt::format("[{:.3f}, {:.3f}]", p.x, p.y));
      out += fmt::format("[{}]", fmt::join(points, ", "));
    } else if (slot.column == is_place || slot.column == is_boundary) {
      out += moved(old, at.x - reference_.x, at.y - reference_.y);
    } else {
      out += literal(cells[slot.column], columns_[slot.column], old);
    }
    done = slot.end;
  }
  out += whole.substr(done);
  return out;
}

std::vector<Diagnostic> SitePattern::ambiguous_cells(const std::vector<std::string>& cells, const Place& place) const {
  std::vector<Diagnostic> findings;
  for (const Slot& slot : slots_) {
    if (slot.column == is_place || slot.column == is_boundary) continue;
    const PortfolioColumn& column = columns_[slot.column];
    const std::string_view old = std::string_view{dossier_.text}.substr(slot.begin, slot.end - slot.begin);
    const bool quantity = old.size() > 1 && old.front() == '"' && read_number(old.substr(1, old.size() - 2)).value;
    if (column.unit.empty() && !is_number(old) && !quantity) continue;
    const TypedNumber number = read_number(cells[slot.column]);
    if (number.ambiguous()) findings.push_back(ambiguous_number('D', place, column.column, cells[slot.column], number));
  }
  return findings;
}

std::string SitePattern::physics_key(const std::vector<std::string>& cells) const {
  std::string key;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (changes_physics(columns_[i])) key += cells[i] + '\n';
  }
  return key;
}

LoadedPortfolio load(const std::filesystem::path& path) {
  Portfolio definition = load_portfolio(path);
  gis::PointRequest request{definition.sites, definition.sites_shown, definition.layer, definition.id_column, {},
                            definition.x_column, definition.y_column, definition.boundary_of_geometry,
                            {definition.path, 0, 0, {}}};
  for (const PortfolioColumn& column : definition.columns) request.columns.push_back(column.column);
  SitePattern pattern{definition};
  std::vector<PortfolioSite> sites;
  gis::PointRows read = gis::read_points(request);
  std::vector<Diagnostic>& findings = read.findings;
  std::set<std::string> ids;
  std::string all = definition.text + pattern.dossier().text;
  for (gis::PointRow& row : read.rows) {
    PortfolioSite site{std::move(row.id), row.point.value_or(RdPoint{}), std::move(row.cells), std::move(row.area)};
    if (!site.id.empty() && !ids.insert(site.id).second) {
      findings.push_back({codes::portfolio_site_twice, Severity::Fout, row.place, {site.id}});
    }
    for (Diagnostic& finding : pattern.ambiguous_cells(site.cells, row.place)) findings.push_back(std::move(finding));
    all += fmt::format("\n{}|{:.3f}|{:.3f}|{}", site.id, site.position.x, site.position.y, fmt::join(site.cells, "|"));
    if (site.grens) {
      for (const RdPoint p : site.grens->outer) all += fmt::format("|{:.3f} {:.3f}", p.x, p.y);
    }
    sites.push_back(std::move(site));
  }
  if (has_error(findings)) throw DossierError(std::move(findings));
  return {std::move(definition), std::move(pattern), std::move(sites), sha256(all), std::move(findings)};
}

}  // namespace batterisk::portfolio
