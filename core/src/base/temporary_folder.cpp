#include "batterisk/core/base/temporary_folder.hpp"

#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace batterisk {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "batterisk-";

int open_folder(const fs::path& path) { return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW); }

// One of this user that nobody holds; one that was just made may not be held yet.
void remove_left(const fs::path& path) {
  constexpr std::time_t young = 60;
  const int fd = open_folder(path);
  if (fd < 0) return;
  struct stat status {};
  const bool ours = ::fstat(fd, &status) == 0 && status.st_uid == ::geteuid() && status.st_mtim.tv_sec + young < std::time(nullptr);
  std::error_code ignored;
  if (ours && ::flock(fd, LOCK_EX | LOCK_NB) == 0) fs::remove_all(path, ignored);
  ::close(fd);
}

void remove_all_left(const fs::path& parent) {
  const std::size_t length = prefix.size() + 6;
  std::error_code error;
  for (fs::directory_iterator it{parent, error}; !error && it != fs::directory_iterator{}; it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (name.size() == length && name.starts_with(prefix)) remove_left(it->path());
  }
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::error_code error;
  const fs::path parent = fs::temp_directory_path(error);
  if (error) return;
  remove_all_left(parent);
  std::string name = (parent / prefix).string() + "XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) return;
  path_ = name;
  lock_ = open_folder(path_);
  if (lock_ >= 0) (void)::flock(lock_, LOCK_SH | LOCK_NB);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
  if (lock_ >= 0) ::close(lock_);
}

}  // namespace batterisk
