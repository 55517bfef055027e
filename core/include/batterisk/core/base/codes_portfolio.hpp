#pragma once

#include "batterisk/core/base/diagnostic.hpp"

/// Messages about portfolios and what was computed for them.
namespace batterisk::codes {

inline constexpr Code portfolio_field_unknown{'D', 60};   ///< field that the template does not give
inline constexpr Code portfolio_column_missing{'D', 61};  ///< column, columns of the layer
inline constexpr Code portfolio_site_twice{'D', 62};      ///< id of the site
inline constexpr Code portfolio_site_without_point{'D', 63};  ///< id of the site, why
inline constexpr Code portfolio_site_without_id{'D', 64}; ///< column of ids
inline constexpr Code portfolio_shard_malformed{'D', 66}; ///< text that is no i/n
inline constexpr Code portfolio_field_fixed{'D', 67};     ///< field that no column may change

inline constexpr Code batch_of_other{'F', 20};            ///< folder, what differs
inline constexpr Code batch_incomplete{'F', 21};          ///< folder, sites done, sites of the portfolio
inline constexpr Code batch_missing{'F', 22};             ///< folder that holds no results

}  // namespace batterisk::codes
