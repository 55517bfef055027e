#include "batterisk/gis/write/new_file.hpp"

#include "batterisk/gis/write/output_folder.hpp"
#include "write/staging.hpp"

#include "batterisk/core/base/cancelled.hpp"
#include "batterisk/core/base/diagnostic.hpp"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace batterisk::gis {
namespace {

namespace fs = std::filesystem;

constexpr int wait_ms = 50;  // between two looks at a stop

void wait_for(int fd, const std::stop_token& stop) {
  if (stop.stop_requested()) throw Cancelled{};
  pollfd waiting{fd, POLLOUT, 0};
  ::poll(fd < 0 ? nullptr : &waiting, fd < 0 ? 0 : 1, wait_ms);
}

void write_through(const fs::path& path, std::string_view content, const std::stop_token& stop) {
  Descriptor fd;
  for (;;) {
    fd = Descriptor{::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)};
    if (fd) break;
    if (errno != ENXIO && errno != EINTR) not_writable(path);
    wait_for(-1, stop);  // nobody reads the pipe yet
  }
  while (!content.empty()) {
    const ssize_t n = ::write(fd.get(), content.data(), content.size());
    if (n >= 0) {
      content.remove_prefix(static_cast<std::size_t>(n));
    } else if (errno == EAGAIN || errno == EINTR) {
      wait_for(fd.get(), stop);
    } else {
      not_writable(path);
    }
  }
}

// ".<name>.<process>-<number>.nieuw"
bool is_of_running_process(const std::string& staged) {
  const std::string numbers = staged.substr(staged.rfind('.', staged.rfind('.') - 1) + 1);
  pid_t pid = 0;
  (void)std::from_chars(numbers.data(), numbers.data() + numbers.size(), pid);
  return pid > 0 && (::kill(pid, 0) == 0 || errno == EPERM);
}

// Names of this file that a killed run left: it runs no longer, and nobody holds the lock on them.
void clear_left(const fs::path& target) {
  std::error_code error;
  std::vector<fs::path> left;
  for (const auto& entry : fs::directory_iterator{target.parent_path(), error}) {
    const std::string name = entry.path().filename().string();
    if (is_staged_name(name, target.filename().string()) && !is_of_running_process(name)) left.push_back(entry.path());
  }
  for (const fs::path& path : left) {
    const Descriptor fd{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
    struct stat status {};
    if (fd && ::fstat(fd.get(), &status) == 0 && S_ISREG(status.st_mode) && ::flock(fd.get(), LOCK_EX | LOCK_NB) == 0) ::unlink(path.c_str());
  }
}

}  // namespace

bool is_written_as_it_is(const fs::path& path) {
  std::error_code error;
  const fs::path place = fs::absolute(path, error).lexically_normal();
  const std::string text = place.generic_string();
  if (text.starts_with("/dev/") || text.starts_with("/proc/")) return !fs::is_regular_file(fs::symlink_status(place, error));
  const auto type = fs::status(place, error).type();
  return type == fs::file_type::character || type == fs::file_type::block || type == fs::file_type::fifo ||
         type == fs::file_type::socket;
}

void write_file(const fs::path& path, std::string_view content, const std::stop_token& stop) {
  if (stop.stop_requested()) throw Cancelled{};
  std::string converted;
  content = as_written(path, content, converted);
  if (is_written_as_it_is(path)) return write_through(path, content, stop);
  std::error_code error;
  const fs::path target = fs::absolute(path, error);
  if (is_real_folder(target) || !target.has_filename()) not_writable(path, std::make_error_code(std::errc::is_a_directory));
  fs::create_directories(target.parent_path(), error);
  if (error) not_writable(path, error);
  clear_left(target);
  const fs::path unready = target.parent_path() / staged_name(target.filename().string());
  const Descriptor fd{::open(unready.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666)};
  if (!fd) not_writable(path);
  (void)::flock(fd.get(), LOCK_EX | LOCK_NB);
  try {
    write_all(fd.get(), content, path);
    sync(unready, path);
    if (stop.stop_requested()) throw Cancelled{};
    if (std::rename(unready.c_str(), target.c_str()) != 0) not_writable(path);
  } catch (...) {
    ::unlink(unready.c_str());
    throw;
  }
  sync(target.parent_path(), path);
}

void write_files(const std::vector<std::pair<fs::path, std::string>>& files, const std::stop_token& stop) {
  const fs::path& first = files.front().first;
  OutputFolder folder{first.has_parent_path() ? first.parent_path() : fs::path{"."}, "." + first.filename().string(), stop};
  for (const auto& [path, content] : files) folder.write(path.filename().string(), content);
  (void)folder.put_in_place();
}

}  // namespace batterisk::gis
