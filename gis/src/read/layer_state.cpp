#include "batterisk/gis/read/layer_state.hpp"

#include "read/layer_file.hpp"
#include "read/layer_path.hpp"

#include "batterisk/core/base/sha256.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <system_error>
#include <thread>

#include <sys/stat.h>

namespace batterisk::gis {
namespace {

namespace fs = std::filesystem;

constexpr std::intmax_t ns_per_s = 1'000'000'000;
constexpr std::intmax_t clock_step_ns = 20'000'000;  // a file system keeps time in steps of up to 10 ms

std::intmax_t nanoseconds(const timespec& time) { return time.tv_sec * ns_per_s + time.tv_nsec; }

std::string with_extension(const fs::path& file, const std::string& extension) {
  fs::path other = file;
  other.replace_extension(extension);
  return other.string();
}

}  // namespace

void LayerState::add(const fs::path& path, const std::string& name) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return;
  parts_.push_back({name, path, status.st_dev, status.st_ino, status.st_size, nanoseconds(status.st_mtim), nanoseconds(status.st_ctim)});
}

LayerState::LayerState(const fs::path& layer) {
  const fs::path disk = file_on_disk(layer);
  std::error_code error;
  if (disk.empty()) return;
  folder_ = fs::is_directory(disk, error);
  if (folder_) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator{disk, error}) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
      if (file.extension() != ".lock") add(file, file.lexically_relative(disk).generic_string());
    }
  } else {
    add(disk, disk.filename().string());
    if (extension_of(disk.string()) == "shp") {
      for (const auto& extension : {std::array{".shx", ".SHX"}, {".dbf", ".DBF"}, {".prj", ".PRJ"}, {".cpg", ".CPG"}}) {
        for (const char* one : extension) {
          const fs::path part = with_extension(disk, one);
          add(part, part.filename().string());
        }
      }
    }
    const fs::path log = disk.string() + "-wal";
    if (fs::file_size(log, error) > 0 && !error) add(log, log.filename().string());
  }
  std::intmax_t newest = 0;
  for (const Part& part : parts_) newest = std::max(newest, part.changed_ns);
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  const std::intmax_t age = nanoseconds(now) - newest;
  if (age >= 0 && age < clock_step_ns) std::this_thread::sleep_for(std::chrono::nanoseconds{clock_step_ns - age});
}

std::string LayerState::sha256() const {
  if (parts_.empty()) return "";
  if (parts_.size() == 1 && !folder_) return sha256_of_named_file();
  std::string list = "batterisk delen 1\n";
  for (const Part& part : parts_) {
    const std::string hash = sha256_of_file(part.path);
    if (hash.empty()) return "";
    list += part.name + " " + hash + "\n";
  }
  return batterisk::sha256(list);
}

std::string LayerState::sha256_of_named_file() const { return parts_.empty() || folder_ ? "" : sha256_of_file(parts_.front().path); }

}  // namespace batterisk::gis
