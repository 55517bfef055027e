#pragma once

#include "archive/bundle_limits.hpp"
#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_archive.hpp"
#include "batterisk/study/text/texts.hpp"
#include "batterisk/core/base/file_bytes.hpp"
#include "batterisk/core/base/temporary_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

/// What writer and reader of a bundle agree on.
namespace batterisk::study {

inline constexpr int receipt_schema = 1;  ///< a reader takes all up to its own
inline constexpr const char* receipt_kind = "ontvangstbewijs van batterisk";
inline constexpr const char* dossier_name = "dossier.toml";
inline constexpr const char* layers_folder = "lagen/";
inline constexpr const char* prepared_manifest_name = "lagen/manifest.toml";  ///< of the prepared folder of the dossier
inline constexpr const char* weather_name = "weer.csv";
inline constexpr const char* rules_folder_name = "regels";
inline constexpr const char* command_line = "opdrachtregel";  ///< place of a value given there

inline constexpr const char* language_word(Language language) { return language == Language::Nl ? "nl" : "en"; }

/// Name of an attachment: viewers know no folders.
inline std::string attachment_name(std::string name) {
  std::replace(name.begin(), name.end(), '/', '_');
  return name;
}

/// Throws FileError.
inline void require_made(const TemporaryFolder& folder) {
  const std::string name = std::filesystem::temp_directory_path().generic_string();
  if (folder.path().empty()) throw FileError({{codes::not_writable, Severity::Fout, {name, 0, 0, {}}, {name, "schrijffout"}}});
}

/// Throws ContainerError.
inline std::string read_bytes(const std::filesystem::path& path) {
  FileBytes read = read_file(path);
  if (!read.bytes) refuse(codes::container_unreadable, path, {read.reason});
  return std::move(*read.bytes);
}

}  // namespace batterisk::study
