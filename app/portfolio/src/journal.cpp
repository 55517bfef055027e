#include "batterisk/portfolio/journal.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/file_bytes.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace batterisk::portfolio {
namespace {

constexpr std::string_view head = "#site ";
constexpr std::string_view tail = "#klaar\n";
constexpr std::chrono::seconds sync_interval{2};  // what a power failure may cost

[[noreturn]] void fail(const std::filesystem::path& path, int error) {
  throw FileError(
      {{codes::not_writable, Severity::Fout, {path.string(), 0, 0, {}}, {path.string(), std::strerror(error)}}});
}

// Reads "#site <index> <size>\n"; the text that follows must be complete.
bool read_block(std::string_view all, std::size_t at, JournalBlock& block, std::size_t& next) {
  const auto line_end = all.find('\n', at);
  if (line_end == std::string_view::npos || all.substr(at, head.size()) != head) return false;
  const char* end = all.data() + line_end;
  const auto [space, error] = std::from_chars(all.data() + at + head.size(), end, block.site);
  if (error != std::errc{} || space == end) return false;
  const auto [stop, wrong] = std::from_chars(space + 1, end, block.size);
  if (wrong != std::errc{} || stop != end) return false;
  block.offset = line_end + 1;
  if (block.size > all.size() - block.offset) return false;  // also a number that would run over
  next = block.offset + block.size + tail.size();
  return next <= all.size() && all.substr(next - tail.size(), tail.size()) == tail;
}

// Gives the length of what is complete.
std::size_t read_journal(const std::filesystem::path& path, std::vector<JournalBlock>& blocks) {
  const std::string all = read_file(path).bytes.value_or("");
  std::size_t at = 0;
  for (;;) {
    JournalBlock block;
    std::size_t next = 0;
    if (!read_block(all, at, block, next)) return at;
    block.file = path;
    blocks.push_back(std::move(block));
    at = next;
  }
}

}  // namespace

std::vector<JournalBlock> read_journals(const std::filesystem::path& folder, std::size_t sites) {
  std::vector<JournalBlock> blocks;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator{folder, none}) {
    if (entry.path().extension() == ".log") (void)read_journal(entry.path(), blocks);
  }
  std::sort(blocks.begin(), blocks.end(), [](const JournalBlock& a, const JournalBlock& b) { return a.site < b.site; });
  std::erase_if(blocks, [sites](const JournalBlock& block) { return block.site >= sites; });
  // Two shards may overlap; equal sites have equal text.
  blocks.erase(std::unique(blocks.begin(), blocks.end(),
                           [](const JournalBlock& a, const JournalBlock& b) { return a.site == b.site; }),
               blocks.end());
  return blocks;
}

std::string block_text(const JournalBlock& block) {
  std::ifstream in{block.file, std::ios::binary};
  std::string text(block.size, '\0');
  in.seekg(static_cast<std::streamoff>(block.offset));
  in.read(text.data(), static_cast<std::streamsize>(block.size));
  if (!in) fail(block.file, EIO);
  return text;
}

Journal::Journal(std::filesystem::path path) : path_{std::move(path)} {
  std::error_code error;
  std::filesystem::create_directories(path_.parent_path(), error);
  if (error) fail(path_.parent_path(), error.value());
  std::vector<JournalBlock> blocks;
  size_ = std::filesystem::exists(path_) ? read_journal(path_, blocks) : 0;
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644);
  if (file_ < 0) fail(path_, errno);
  if (::ftruncate(file_, static_cast<off_t>(size_)) != 0) fail(path_, errno);
  ::lseek(file_, static_cast<off_t>(size_), SEEK_SET);
}

Journal::~Journal() {
  if (file_ < 0) return;
  (void)::fdatasync(file_);
  ::close(file_);
}

void Journal::add(std::size_t site, std::string_view text) {
  const std::string block = fmt::format("{}{} {}\n{}{}", head, site, text.size(), text, tail);
  std::size_t done = 0;
  while (done < block.size()) {
    const auto n = ::write(file_, block.data() + done, block.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      const int error = errno;
      (void)!::ftruncate(file_, static_cast<off_t>(size_));
      fail(path_, error);
    }
    done += static_cast<std::size_t>(n);
  }
  size_ += block.size();
  const auto now = std::chrono::steady_clock::now();
  if (now - synced_ < sync_interval) return;
  synced_ = now;
  (void)::fdatasync(file_);
}

}  // namespace batterisk::portfolio
