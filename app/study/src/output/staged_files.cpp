#include "output/staged_files.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/system_reason.hpp"
#include "batterisk/core/base/text_encoding.hpp"
#include "batterisk/core/rules/rule_document.hpp"
#include "batterisk/study/run/study.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>

namespace batterisk::study {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& reason) {
  const std::string shown = path.generic_string();
  throw FileError({{codes::not_writable, Severity::Fout, {shown, 0, 0, {}}, {shown, reason}}});
}

bool holds_text(const std::filesystem::path& path) {
  static constexpr std::array<std::string_view, 9> extensions{".json", ".geojson", ".csv", ".svg", ".html",
                                                              ".toml", ".txt",     ".md",  ".tex"};
  return std::find(extensions.begin(), extensions.end(), path.extension().string()) != extensions.end();
}

std::filesystem::path beside(const std::filesystem::path& target, const char* prefix) {
  return target.parent_path() / (prefix + target.filename().string());
}

}  // namespace

StagedFiles::~StagedFiles() {
  std::error_code ignored;
  for (const File& file : files_) std::filesystem::remove(file.temporary, ignored);
  // Only folders that stayed empty go.
  for (auto folder = new_folders_.rbegin(); folder != new_folders_.rend(); ++folder) {
    std::filesystem::remove(*folder, ignored);
  }
}

void StagedFiles::make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> missing;
  for (auto f = folder; !f.empty() && !std::filesystem::exists(f, error); f = f.parent_path()) missing.push_back(f);
  std::filesystem::create_directories(folder, error);
  if (error) fail(folder, system_reason(error));
  new_folders_.insert(new_folders_.end(), missing.rbegin(), missing.rend());
}

std::filesystem::path StagedFiles::stage(const std::filesystem::path& path) {
  if (stop_.stop_requested()) throw Cancelled{};
  if (path.has_parent_path()) make_folder(path.parent_path());
  files_.push_back({path, beside(path, ".nieuw.")});
  return files_.back().temporary;
}

void StagedFiles::write(const std::filesystem::path& path, std::string_view content) {
  const std::filesystem::path temporary = stage(path);
  std::string converted;
  if (holds_text(path) && !is_utf8(content)) content = converted = to_utf8(content);
  errno = 0;
  std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  out.close();
  if (!out) fail(path, errno != 0 ? system_reason({errno, std::generic_category()}) : "schrijffout");
}

void StagedFiles::rethrow_for(const std::filesystem::path& path) {
  try {
    throw;
  } catch (const FileError& error) {
    fail(path, error.diagnostics().front().args.at(1));
  }
}

std::vector<std::filesystem::path> StagedFiles::targets() const {
  std::vector<std::filesystem::path> paths;
  for (const File& file : files_) paths.push_back(file.target);
  return paths;
}

std::vector<std::filesystem::path> StagedFiles::put_in_place() {
  if (stop_.stop_requested()) throw Cancelled{};
  // What stands there is kept under another name until all new files have their place.
  const auto former = [](const File& file) { return beside(file.target, ".vorig."); };
  const auto undo = [&](std::size_t count) {
    std::error_code ignored;
    for (std::size_t i = 0; i < count; ++i) {
      std::filesystem::remove(files_[i].target, ignored);
      if (std::filesystem::exists(former(files_[i]), ignored)) {
        std::filesystem::rename(former(files_[i]), files_[i].target, ignored);
      }
    }
  };
  std::error_code error;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    const File& file = files_[i];
    std::filesystem::remove(former(file), error);
    const bool there = std::filesystem::is_regular_file(file.target, error);
    error.clear();
    if (there) std::filesystem::rename(file.target, former(file), error);
    if (!error) {
      std::filesystem::rename(file.temporary, file.target, error);
      if (error && there) std::filesystem::rename(former(file), file.target);
    }
    if (error) {
      undo(i);
      fail(file.target, system_reason(error));
    }
  }
  std::vector<std::filesystem::path> paths = targets();
  for (const File& file : files_) std::filesystem::remove(former(file), error);
  for (const std::filesystem::path& path : gone_) {
    if (std::filesystem::remove(path, error); error) fail(path, system_reason(error));
    std::filesystem::remove(path.parent_path(), error);  // only a folder that is empty now
  }
  files_.clear();
  gone_.clear();
  new_folders_.clear();
  return paths;
}

}  // namespace batterisk::study
