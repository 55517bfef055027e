#pragma once

#include "read/profile.hpp"

#include <ogrsf_frmts.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace batterisk::gis {

/// Encoding that a shapefile states for its table (.cpg, else its head), in the words of GDAL; empty for none and for other
/// formats, which are UTF-8 by rule. Texts of a shapefile come as they are kept: it is opened without an encoding.
[[nodiscard]] std::string stated_encoding(OGRLayer& layer);

/// A column of texts, or of lists of texts.
struct TextColumn {
  int field;
  bool is_list;
};

/// Those of these columns that hold texts.
[[nodiscard]] std::vector<TextColumn> text_columns(OGRLayer& layer, const std::vector<std::pair<Meaning, int>>& columns);

/// Makes the texts in these columns UTF-8: what is UTF-8 stays, whatever was stated; else the encoding stated, else
/// Windows-1252. Gives the number of texts for which nothing was stated, or something else.
[[nodiscard]] std::size_t convert_texts(OGRFeature& feature, const std::vector<TextColumn>& texts, const std::string& stated);

/// Names in UTF-8.
[[nodiscard]] std::string name_of(OGRLayer& layer);
[[nodiscard]] std::vector<std::string> column_names(OGRLayer& layer);

}  // namespace batterisk::gis
