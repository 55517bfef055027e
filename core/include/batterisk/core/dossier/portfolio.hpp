#pragma once

#include "batterisk/core/base/diagnostic.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace batterisk {

/// A column of the layer of sites that replaces one value of the template.
struct PortfolioColumn {
  std::string column;
  std::string field;  ///< place in the template, e.g. "systeem[0].energie.eenheid"
  std::string unit;   ///< written behind the number of the cell; empty = the cell as it is
  Place place;
};

/// Many sites that are alike: a template dossier, and a layer with what differs.
struct Portfolio {
  std::string path;  ///< as given
  std::string name;
  std::string text;  ///< of the file
  std::filesystem::path pattern;  ///< template dossier; its first unit or scenario comes to stand at the site's point
  std::filesystem::path sites;
  std::string sites_shown;
  std::string layer;      ///< in the file of sites; empty = the only one
  std::string id_column;
  std::string x_column;   ///< RD; empty = points of the layer
  std::string y_column;
  bool boundary_of_geometry = false;  ///< the layer has areas; each is the boundary of its site (`grens = "geometrie"`)
  std::vector<PortfolioColumn> columns;
};

/// Reads and checks the file of a portfolio, not what it names. All errors are in one DossierError.
[[nodiscard]] Portfolio load_portfolio(const std::filesystem::path& path);

}  // namespace batterisk
