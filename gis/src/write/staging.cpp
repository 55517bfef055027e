#include "write/staging.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/core/base/system_reason.hpp"

#include <atomic>
#include <string>
#include <system_error>

#include <unistd.h>

namespace batterisk::gis {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::string& reason) {
  throw FileError({{codes::not_writable, Severity::Fout, {path.string(), 0, 0, {}}, {path.string(), reason}}});
}

/// A name of its own for each, also within one process.
fs::path beside(const fs::path& target) {
  static std::atomic<int> number{0};
  const fs::path absolute = fs::absolute(target).lexically_normal();
  const fs::path plain = absolute.has_filename() ? absolute : absolute.parent_path();
  return plain.parent_path() / ("." + plain.filename().string() + "." + std::to_string(::getpid()) + "-" +
                               std::to_string(number++));
}

}  // namespace

StagingFolder::StagingFolder(const fs::path& target) : target_{target}, path_{beside(target)} {
  std::error_code error;
  if (fs::exists(target_, error) && !fs::exists(target_ / "manifest.toml", error) && !fs::is_empty(target_, error)) {
    fail(target_, "bestaat al en is geen voorbereide map");
  }
  fs::remove_all(path_, error);
  fs::create_directories(path_, error);
  if (error) fail(target_, system_reason(error));
}

StagingFolder::~StagingFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void StagingFolder::move_into_place() {
  std::error_code error;
  const fs::path old = beside(target_);
  const bool replaces = fs::exists(target_, error);
  if (replaces) fs::rename(target_, old, error);
  if (!error) fs::rename(path_, target_, error);
  if (error) {
    std::error_code ignored;
    if (replaces && !fs::exists(target_, ignored)) fs::rename(old, target_, ignored);
    fail(target_, system_reason(error));
  }
  if (replaces) fs::remove_all(old, error);
}

}  // namespace batterisk::gis
