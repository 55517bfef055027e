#pragma once

#include "base/table_reader.hpp"

#include "batterisk/core/dossier/dossier.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

/// Parts of a dossier that have a file of their own.
namespace batterisk::detail {

/// A polygon as a list of points; reports what is wrong with it under the name `id`. Nothing when it is not usable.
[[nodiscard]] std::optional<Polygon> read_polygon(TableReader& reader, std::string_view key, const std::string& id);

/// A path; one with a password in it is reported without showing it, and gives nothing.
[[nodiscard]] std::optional<std::string> read_path(TableReader& reader, std::string_view key);
/// A layer that the user names. `folder`: that its path counts from.
[[nodiscard]] LayerSource read_layer(TableReader& reader, const std::filesystem::path& folder);
[[nodiscard]] ObjectOpgave read_object(TableReader& reader);
[[nodiscard]] Risicogebied read_risicogebied(TableReader& reader);
[[nodiscard]] ImevGegevens read_imev(TableReader& reader);

}  // namespace batterisk::detail
