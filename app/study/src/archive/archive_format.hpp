#pragma once

#include "archive/bundle_limits.hpp"
#include "batterisk/core/base/codes_archive.hpp"
#include "batterisk/study/text/texts.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

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

/// Throws ContainerError.
inline std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) refuse(codes::container_unreadable, path, {"niet leesbaar"});
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace batterisk::study
