#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <vector>

namespace batterisk::portfolio {

/// A portfolio that does not exist: sites on a lattice, each with buildings around it.
struct SyntheticPortfolio {
  std::size_t sites = 100;
  std::size_t panden = 100;  ///< a site
  std::uint64_t seed = 1;
};

/// Writes portefeuille.toml, sjabloon.toml, sites.csv and omgeving.gpkg into `folder`; the first names the
/// distributions. Equal arguments give equal bytes. Throws FileError, or Cancelled.
std::vector<std::filesystem::path> write_synthetic(const SyntheticPortfolio& wanted, const std::filesystem::path& folder,
                                                   const std::stop_token& stop = {});

}  // namespace batterisk::portfolio
