#pragma once

#include "batterisk/study/study.hpp"
#include "batterisk/study/texts.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk::study {

/// Writes `content` under a temporary name beside `path` and renames it. Throws FileError (F001) when that
/// fails; nothing half-written stays behind and an older file stays as it was.
void write_file(const std::filesystem::path& path, std::string_view content);

/// Writes resultaat.json, resultaat.gpkg and kaart.svg into `folder` (made when it is not there) and returns
/// them in this order. All are complete before the first takes its place. Throws FileError; then none is new,
/// unless the system refused to rename one of them. `language`: of the map; the other two hold both.
std::vector<std::filesystem::path> write_result(const StudyResult& result,
                                                const std::filesystem::path& folder,
                                                Language language = Language::Nl);

/// A commented example dossier that loads as it is, with what must be filled in marked [VERPLICHT].
[[nodiscard]] std::string dossier_template();

}  // namespace batterisk::study
