#pragma once

#include "base/table_reader.hpp"

#include "batterisk/core/dossier/dossier.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Parts of a dossier that have a file of their own.
namespace batterisk::detail {

/// A polygon as a list of points; reports what is wrong with it under the name `id`. Nothing when it is not usable.
[[nodiscard]] std::optional<Polygon> read_polygon(TableReader& reader, std::string_view key, const std::string& id);

[[nodiscard]] ObjectOpgave read_object(TableReader& reader);
[[nodiscard]] Risicogebied read_risicogebied(TableReader& reader);
[[nodiscard]] ImevGegevens read_imev(TableReader& reader);

}  // namespace batterisk::detail
