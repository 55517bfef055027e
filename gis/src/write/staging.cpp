#include "write/staging.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/core/base/system_reason.hpp"
#include "batterisk/core/base/text_encoding.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace batterisk::gis {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view plan_head = "batterisk plan 1";
constexpr mode_t file_mode = 0666;  // less what the umask takes away

bool same_file(int fd, const fs::path& path) {
  struct stat held {};
  struct stat there {};
  return ::fstat(fd, &held) == 0 && ::lstat(path.c_str(), &there) == 0 && held.st_ino == there.st_ino &&
         held.st_dev == there.st_dev;
}

Descriptor open_lock(const fs::path& file, const fs::path& shown) {
  Descriptor fd{::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, file_mode)};
  if (!fd) not_writable(shown);
  return fd;
}

// A name that stays within the folder.
bool is_inner(const std::string& name) {
  const fs::path path{name};
  if (path.empty() || path.is_absolute() || !path.has_filename()) return false;
  return std::none_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".." || part == "."; });
}

}  // namespace

void not_writable(const fs::path& path, const std::string& reason) {
  const std::string shown = path.generic_string();
  throw FileError({{codes::not_writable, Severity::Fout, {shown, 0, 0, {}}, {shown, reason}}});
}

void not_writable(const fs::path& path, const std::error_code& error) { not_writable(path, system_reason(error)); }

void not_writable(const fs::path& path) { not_writable(path, std::error_code{errno, std::generic_category()}); }

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

WriteLock::WriteLock(fs::path file, const fs::path& shown, Wait wait) : file_{std::move(file)} {
  for (;;) {
    Descriptor fd = open_lock(file_, shown);
    int locked = ::flock(fd.get(), LOCK_EX | (wait == Wait::No ? LOCK_NB : 0));
    while (locked != 0 && errno == EINTR) locked = ::flock(fd.get(), LOCK_EX);
    if (locked != 0 && errno == EWOULDBLOCK) {
      const std::string name = shown.generic_string();
      throw FileError({{codes::output_in_use, Severity::Fout, {name, 0, 0, {}}, {name}}});
    }
    held_ = std::move(fd);
    // Who held it before may have removed the file.
    if (same_file(held_.get(), file_)) return;
  }
}

WriteLock::~WriteLock() {
  if (held_ && same_file(held_.get(), file_)) ::unlink(file_.c_str());
}

void WriteLock::take_along(const fs::path& folder) {
  next_ = open_lock(folder / file_.filename(), folder);
  (void)::flock(next_.get(), LOCK_EX | LOCK_NB);  // nobody else knows the file
}

std::string staged_name(std::string_view name) {
  constexpr std::size_t longest = 200;  // a name of a file has at most 255 bytes
  static std::atomic<int> number{0};
  return "." + std::string{name.substr(0, longest)} + "." + std::to_string(::getpid()) + "-" + std::to_string(number++) + ".nieuw";
}

bool is_staged_name(std::string_view entry, std::string_view name) {
  constexpr std::size_t longest = 200;
  constexpr std::string_view tail = ".nieuw";
  const std::string head = "." + std::string{name.substr(0, longest)} + ".";
  if (entry.size() <= head.size() + tail.size() || !entry.starts_with(head) || !entry.ends_with(tail)) return false;
  const std::string_view numbers = entry.substr(head.size(), entry.size() - head.size() - tail.size());
  return std::count(numbers.begin(), numbers.end(), '-') == 1 &&
         std::all_of(numbers.begin(), numbers.end(), [](char c) { return c == '-' || (c >= '0' && c <= '9'); });
}

bool is_real_folder(const fs::path& path) {
  std::error_code error;
  return fs::symlink_status(path, error).type() == fs::file_type::directory;
}

bool make_folders_of(const fs::path& base, const std::string& name) {
  fs::path folder = base;
  for (const fs::path& part : fs::path{name}.parent_path()) {
    folder /= part;
    if (!is_real_folder(folder) && ::mkdir(folder.c_str(), 0777) != 0) return false;
  }
  return true;
}

bool has_folders_of(const fs::path& base, const std::string& name) {
  fs::path folder = base;
  for (const fs::path& part : fs::path{name}.parent_path()) {
    folder /= part;
    if (!is_real_folder(folder)) return false;
  }
  return true;
}

void write_all(int fd, std::string_view content, const fs::path& shown) {
  while (!content.empty()) {
    const ssize_t n = ::write(fd, content.data(), content.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) not_writable(shown);
    content.remove_prefix(static_cast<std::size_t>(n));
  }
}

void sync(const fs::path& path, const fs::path& shown) {
  const Descriptor fd{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
  if (!fd) not_writable(shown);
  // A file system that cannot do it says EINVAL.
  if (::fsync(fd.get()) != 0 && errno != EINVAL && errno != ENOTSUP) not_writable(shown);
}

std::string_view as_written(const fs::path& path, std::string_view content, std::string& converted) {
  static constexpr std::array<std::string_view, 9> extensions{".json", ".geojson", ".csv", ".svg", ".html",
                                                              ".toml", ".txt",     ".md",  ".tex"};
  const bool text = std::find(extensions.begin(), extensions.end(), path.extension().string()) != extensions.end();
  if (!text || is_utf8(content)) return content;
  converted = to_utf8(content);
  return converted;
}

std::string plan_text(const WritePlan& plan) {
  std::string text{plan_head};
  text += std::string{"\n"} + (plan.exchange ? "wissel " : "lijst ") + (plan.beside ? "naast " : "in ") + plan.staging + "\n";
  for (const std::string& name : plan.names) text += "+" + name + "\n";
  for (const std::string& name : plan.gone) text += "-" + name + "\n";
  return text;
}

std::optional<WritePlan> read_plan(const fs::path& path) {
  std::error_code error;
  if (fs::symlink_status(path, error).type() != fs::file_type::regular) return std::nullopt;
  std::ifstream in{path, std::ios::binary};
  std::string line;
  if (!std::getline(in, line) || line != plan_head || !std::getline(in, line)) return std::nullopt;
  WritePlan plan;
  const auto take = [&line](std::string_view word) {
    const bool there = line.starts_with(word);
    if (there) line.erase(0, word.size());
    return there;
  };
  plan.exchange = take("wissel ");
  if (!plan.exchange && !take("lijst ")) return std::nullopt;
  plan.beside = take("naast ");
  if (!plan.beside && !take("in ")) return std::nullopt;
  plan.staging = line;
  if (plan.staging.find('/') != std::string::npos) return std::nullopt;
  while (std::getline(in, line)) {
    if (line.empty() || !is_inner(line.substr(1))) return std::nullopt;
    (line.front() == '+' ? plan.names : plan.gone).push_back(line.substr(1));
  }
  return plan;
}

}  // namespace batterisk::gis
