#include "batterisk/portfolio/work_folder.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_portfolio.hpp"
#include "batterisk/core/base/file_bytes.hpp"
#include "batterisk/core/base/json_reading.hpp"
#include "batterisk/gis/write/new_file.hpp"
#include "batterisk/study/text/json_text.hpp"

#include <utility>

#include <fmt/format.h>

namespace batterisk::portfolio {
namespace {

std::string text_of(const std::filesystem::path& path) {
  FileBytes read = read_file(path);
  if (!read.bytes) throw FileError({{codes::batch_missing, Severity::Fout, {path.string(), 0, 0, {}}, {path.string()}}});
  return std::move(*read.bytes);
}

}  // namespace

Manifest read_manifest(const std::filesystem::path& folder, const std::string& name) {
  return parsed_json<Manifest>(read_file(folder / name).bytes.value_or(""));
}

void check_same(const Manifest& expected, const Manifest& found, const std::filesystem::path& folder) {
  std::string different;
  for (const auto& [key, value] : expected.items()) {
    if (found.contains(key) && found.at(key) == value) continue;
    different += (different.empty() ? "" : ", ") + key;
  }
  if (different.empty()) return;
  throw FileError({{codes::batch_of_other, Severity::Fout, {folder.string(), 0, 0, {}}, {folder.string(), different}}});
}

void claim(const std::filesystem::path& folder, const std::string& name, const Manifest& manifest) {
  if (std::filesystem::exists(folder / name)) {
    check_same(manifest, read_manifest(folder, name), folder);
  } else {
    gis::write_file(folder / name, study::json_text(manifest) + "\n");
  }
}

void copy_journals(const std::vector<std::filesystem::path>& parts, const std::filesystem::path& folder, const std::stop_token& stop) {
  std::error_code error;
  std::filesystem::create_directories(folder / progress_folder, error);
  std::size_t number = 0;
  for (const auto& part : parts) {
    for (const auto& entry : std::filesystem::directory_iterator{part / progress_folder, error}) {
      if (entry.path().extension() != ".log" || std::filesystem::equivalent(part, folder, error)) continue;
      const auto copy = folder / progress_folder / fmt::format("deel-{}-{}", ++number, entry.path().filename().string());
      gis::write_file(copy, text_of(entry.path()), stop);
    }
  }
}

}  // namespace batterisk::portfolio
