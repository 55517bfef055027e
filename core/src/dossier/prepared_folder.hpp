#pragma once

#include "base/table_reader.hpp"

#include "batterisk/core/dossier/dossier.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace batterisk::detail {

/// The layers of a folder that `batterisk prepare` or `batterisk data fetch` completed, from its manifest.toml. `shown`
/// is the folder as the dossier writes it. `manifest`: the one of an archive, in place of the folder's, whose files are then
/// not looked for; empty = none. A folder without manifest, or a file that is gone or has another size than
/// the manifest says, is reported and gives no layer.
[[nodiscard]] std::vector<LayerSource> read_prepared_folder(const std::filesystem::path& folder,
                                                            const std::filesystem::path& manifest,
                                                            const std::string& shown, const Place& place,
                                                            Findings& findings);

}  // namespace batterisk::detail
