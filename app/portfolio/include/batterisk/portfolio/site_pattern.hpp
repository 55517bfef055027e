#pragma once

#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/core/dossier/portfolio.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace batterisk::portfolio {

/// Template dossier of a portfolio, ready to be filled in.
class SitePattern {
 public:
  /// Reads the template. Throws DossierError for a template that is no dossier or lacks a field that a column
  /// replaces (D060).
  explicit SitePattern(const Portfolio& portfolio);

  /// Text of the dossier of one site: the template with the cells in it and every place moved so that its first unit
  /// (without units: its first scenario) stands at `at`. The same text as a file gives the same study.
  /// `boundary` takes the place of the boundary of the first `[[locatie]]`.
  [[nodiscard]] std::string text(const std::vector<std::string>& cells, RdPoint at, const std::optional<Polygon>& boundary = {}) const;

  /// Cells of a row that may mean two numbers where the template has a number, or where the column has a unit.
  [[nodiscard]] std::vector<Diagnostic> ambiguous_cells(const std::vector<std::string>& cells, const Place& place) const;

  /// Cells that change the physics of a site, as text: sites with the same text differ in place only.
  [[nodiscard]] std::string physics_key(const std::vector<std::string>& cells) const;

  [[nodiscard]] const Dossier& dossier() const { return dossier_; }
  /// To put in what is chosen for all sites: rule set, dates and deviations.
  [[nodiscard]] Dossier& dossier() { return dossier_; }

 private:
  static constexpr std::size_t is_place = static_cast<std::size_t>(-1);
  static constexpr std::size_t is_boundary = static_cast<std::size_t>(-2);  // of the first location
  struct Slot {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t column = is_place;
  };

  Dossier dossier_;
  RdPoint reference_{};
  std::vector<PortfolioColumn> columns_;
  std::vector<Slot> slots_;  // in the order of the text
};

/// One row of the layer of sites.
struct PortfolioSite {
  std::string id;
  RdPoint position{};
  std::vector<std::string> cells;  ///< one a column of the portfolio
  std::optional<Polygon> grens{};  ///< of the plot, where the layer has areas
};

/// A portfolio with everything that it names, read and checked.
struct LoadedPortfolio {
  Portfolio definition;
  SitePattern pattern;
  std::vector<PortfolioSite> sites;
  std::string sha256;  ///< over portfolio, template and rows of sites
  std::vector<Diagnostic> remarks;  ///< what was converted to read the sites
};

/// Throws DossierError (D060..D067, and what the reader of tables finds in the sites) and LayerError.
[[nodiscard]] LoadedPortfolio load(const std::filesystem::path& path);

}  // namespace batterisk::portfolio
