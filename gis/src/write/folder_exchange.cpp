// What a folder holds beside our own files, when another folder takes its place.
#include "write/staging.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace batterisk::gis {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_others = 20000;  // beyond, moving our own files one by one is less work

// The rights of a folder; its owner where that may be given.
bool like(const fs::path& folder, const fs::path& pattern) {
  struct stat status {};
  if (::stat(pattern.c_str(), &status) != 0) return false;
  struct stat mine {};
  if (::stat(folder.c_str(), &mine) != 0) return false;
  const bool same_owner = mine.st_uid == status.st_uid && mine.st_gid == status.st_gid;
  if (!same_owner && ::chown(folder.c_str(), status.st_uid, status.st_gid) != 0) return false;
  return ::chmod(folder.c_str(), status.st_mode & 07777U) == 0;
}

bool make_folder_like(const fs::path& folder, const fs::path& pattern) {
  return is_real_folder(folder) || (::mkdir(folder.c_str(), 0777) == 0 && like(folder, pattern));
}

// The folders in which `name` lies below `from`, below `to` too.
bool make_folders_like(const fs::path& from, const fs::path& to, const fs::path& name) {
  fs::path folder;
  for (const fs::path& part : name) {
    folder /= part;
    if (!make_folder_like(to / folder, from / folder)) return false;
  }
  return true;
}

bool same_file(const fs::path& a, const fs::path& b) {
  struct stat one {};
  struct stat other {};
  return ::lstat(a.c_str(), &one) == 0 && ::lstat(b.c_str(), &other) == 0 && one.st_ino == other.st_ino &&
         one.st_dev == other.st_dev;
}

// To a name that nothing has yet.
void move_beside(const fs::path& from, const fs::path& to) {
  constexpr int most = 1000;
  for (int i = 0; i < most; ++i) {
    const fs::path place = i == 0 ? to : fs::path{to.string() + ".bewaard" + (i == 1 ? "" : std::to_string(i))};
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, place.c_str(), RENAME_NOREPLACE) == 0 || errno != EEXIST) return;
  }
}

}  // namespace

bool mirror_others(const fs::path& from, const fs::path& to, const IsOwn& own) {
  std::error_code error;
  std::size_t count = 0;
  // Does not go into a folder by a link.
  for (fs::recursive_directory_iterator it{from, error}; !error && it != fs::recursive_directory_iterator{}; it.increment(error)) {
    const fs::path& path = it->path();
    const fs::path name = path.lexically_relative(from);
    const bool folder = is_real_folder(path);
    if (own(name.generic_string())) {
      if (folder) it.disable_recursion_pending();
      continue;
    }
    if (++count > most_others) return false;
    if (folder) {
      // One of which all is ours does not come along.
      if (fs::is_empty(path, error) && !make_folders_like(from, to, name)) return false;
    } else if (!make_folders_like(from, to, name.parent_path()) ||
               ::linkat(AT_FDCWD, path.c_str(), AT_FDCWD, (to / name).c_str(), 0) != 0) {
      return false;
    }
  }
  return !error && like(to, from);
}

void absorb(const fs::path& old, const fs::path& now, const IsOwn& own) {
  std::error_code error;
  std::vector<fs::path> folders{old};
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator{old, error}) {
    (is_real_folder(entry.path()) ? folders : files).push_back(entry.path());
  }
  for (const fs::path& file : files) {
    const std::string name = file.lexically_relative(old).generic_string();
    if (own(name) || same_file(file, now / name)) {
      ::unlink(file.c_str());
    } else if (make_folders_of(now, name)) {
      move_beside(file, now / name);  // came while the folders changed places
    }
  }
  // Outer folders were found before inner ones; one in which something had to stay stays.
  std::reverse(folders.begin(), folders.end());
  for (const fs::path& folder : folders) ::rmdir(folder.c_str());
}

}  // namespace batterisk::gis
