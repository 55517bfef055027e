#include "batterisk/core/base/file_bytes.hpp"

#include "batterisk/core/base/system_reason.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace batterisk {
namespace {

FileBytes refused(int error) { return {std::nullopt, system_reason({error, std::generic_category()})}; }

FileBytes read_open_file(int fd, std::uintmax_t most) {
  struct stat status {};
  if (::fstat(fd, &status) != 0) return refused(errno);
  if (S_ISDIR(status.st_mode)) return refused(EISDIR);
  if (!S_ISREG(status.st_mode)) return {std::nullopt, "is een pijp of een apparaat, geen bestand"};
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(std::min<std::uintmax_t>(static_cast<std::uintmax_t>(status.st_size), most)));
  constexpr std::size_t piece = 1U << 18U;
  for (;;) {
    const std::size_t size = bytes.size();
    bytes.resize(size + piece);
    const ssize_t n = ::read(fd, bytes.data() + size, piece);
    bytes.resize(size + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    if (n == 0) return {std::move(bytes), {}};
    if (n < 0 && errno != EINTR) return refused(errno);
    if (bytes.size() > most) return {std::nullopt, "is te groot om te lezen"};
  }
}

}  // namespace

FileBytes read_file(const std::filesystem::path& path, std::uintmax_t most) {
  // A pipe without a writer does not keep the opening waiting.
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) return refused(errno);
  FileBytes read = read_open_file(fd, most);
  ::close(fd);
  return read;
}

}  // namespace batterisk
