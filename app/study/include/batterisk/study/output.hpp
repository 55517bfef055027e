#pragma once

#include "batterisk/study/study.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk::study {

/// Writes `content` under a temporary name beside `path` and renames it. Throws FileError (F001) when that fails;
/// nothing half-written stays behind and an older file stays as it was.
void write_file(const std::filesystem::path& path, std::string_view content);

/// Writes resultaat.json and resultaat.gpkg into `folder` (made when it is not there). Returns the files. Throws
/// FileError; then neither file is new.
std::vector<std::filesystem::path> write_result(const StudyResult& result, const std::filesystem::path& folder);

/// A commented example dossier that loads as it is, with what must be filled in marked [VERPLICHT].
[[nodiscard]] std::string dossier_template();

}  // namespace batterisk::study
