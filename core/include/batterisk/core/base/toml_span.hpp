#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk {

/// Where one value of a TOML text stands, so that it can be replaced and the rest of the text left as it is.
struct TomlSpan {
  std::string path;       ///< "systeem[0].eenheden[2].positie"; empty for the whole text
  std::size_t begin = 0;  ///< first byte of the value; of a table with a header: of that header
  std::size_t end = 0;    ///< behind its last byte; of a table with a header: behind that header
  int line = 0;           ///< of `begin`, from 1
  int column = 0;         ///< of `begin`, in characters from 1, as in messages
};

/// Every value and table of the text, tables before what they hold. Throws DossierError for what is no TOML.
[[nodiscard]] std::vector<TomlSpan> toml_spans(std::string_view text);

}  // namespace batterisk
