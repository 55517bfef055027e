#include "read/copied_file.hpp"

#include "read/layer_file.hpp"

#include "batterisk/core/base/temporary_folder.hpp"
#include "batterisk/core/base/text_encoding.hpp"

#include <cpl_conv.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <mutex>
#include <system_error>
#include <utility>

#include <sys/stat.h>

namespace batterisk::gis {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t chunk = 1 << 20;
constexpr std::size_t texts_kept = 20;
constexpr std::size_t text_length = 60;

/// What the system says of a file, of its write-ahead log and of the table of a shapefile: another stamp is another content.
std::string stamp_of(const std::string& source) {
  std::string stamp;
  // A member of an archive changes with the archive.
  fs::path disk;
  for (std::size_t at = 0; disk.empty() && at != std::string::npos; at = source.find('/', at + 1)) disk = file_on_disk(source.substr(at));
  const fs::path table = fs::path{source}.replace_extension("dbf");
  for (const fs::path& path : {disk, fs::path{source + "-wal"}, table}) {
    struct stat status {};
    if (path.empty() || ::stat(path.c_str(), &status) != 0) continue;
    for (const timespec& time : {status.st_mtim, status.st_ctim}) stamp += std::to_string(time.tv_sec) + "." + std::to_string(time.tv_nsec) + " ";
    stamp += std::to_string(status.st_size) + " " + std::to_string(status.st_ino) + " ";
  }
  return stamp;
}

struct FileCloser {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
using File = std::unique_ptr<VSILFILE, FileCloser>;

bool write_all(VSILFILE& to, std::string_view bytes) {
  return VSIFWriteL(bytes.data(), 1, bytes.size(), &to) == bytes.size();
}

/// Makes UTF-8 of a text that comes in pieces.
class Converter {
 public:
  Converter(VSILFILE& to, CopiedFile& copy) : to_{to}, copy_{copy} {}

  bool add(std::string_view bytes) {
    std::string out;
    for (const char c : bytes) {
      if ((static_cast<unsigned char>(c) & 0x80U) != 0) {
        run_ += c;
        continue;
      }
      end_run(out);
      out += c;
      if (std::string_view{"<>\"\n"}.find(c) != std::string_view::npos) {
        end_text();
      } else if (text_.size() < text_length) {
        text_ += c;
      }
    }
    return write_all(to_, out);
  }

  bool end() {
    std::string out;
    end_run(out);
    end_text();
    return write_all(to_, out);
  }

 private:
  void end_run(std::string& out) {
    if (run_.empty()) return;
    const bool converts = !is_utf8(run_);
    const std::string utf8 = converts ? to_utf8(run_) : run_;
    out += utf8;
    if (text_.size() < text_length) text_ += utf8;
    converted_ = converted_ || converts;
    run_.clear();
  }

  void end_text() {
    if (converted_) {
      ++copy_.converted;
      if (copy_.texts.size() < texts_kept) copy_.texts.push_back(text_);
    }
    converted_ = false;
    text_.clear();
  }

  VSILFILE& to_;
  CopiedFile& copy_;
  std::string run_;   // of bytes beyond ASCII
  std::string text_;  // between two marks
  bool converted_ = false;
};

std::string whole(VSILFILE& file) {
  std::string bytes;
  std::string piece(chunk, '\0');
  for (std::size_t n = 0; (n = VSIFReadL(piece.data(), 1, chunk, &file)) > 0;) bytes.append(piece, 0, n);
  return bytes;
}

/// "UTF-16" in the head of an XML file is no longer true.
void name_utf8(std::string& xml) {
  const auto end = xml.find("?>");
  const auto at = xml.find("encoding=");
  if (at == std::string::npos || end == std::string::npos || at > end) return;
  xml.replace(at, end - at, "encoding=\"UTF-8\"");
}

}  // namespace

std::shared_ptr<const CopiedFile> copied_file(const std::string& source, const std::string& purpose, const MakeCopy& make) {
  struct Made {
    std::string stamp;
    std::shared_ptr<const CopiedFile> copy;
  };
  static std::mutex mutex;
  static std::map<std::pair<std::string, std::string>, Made> made;
  const std::scoped_lock lock(mutex);
  Made& entry = made[{source, purpose}];
  std::string stamp = stamp_of(source);
  if (entry.copy != nullptr && entry.stamp == stamp) return entry.copy;
  entry = {};
  const auto folder = std::make_shared<const TemporaryFolder>();
  CopiedFile copy;
  copy.folder = folder;
  if (folder->path().empty() || !make(folder->path().string(), copy)) return nullptr;
  entry = {std::move(stamp), std::make_shared<const CopiedFile>(std::move(copy))};
  return entry.copy;
}

bool copy_bytes(const std::string& from, const std::string& to) {
  return CPLCopyFile(to.c_str(), from.c_str()) == 0;
}

bool copy_as_utf8(const std::string& from, const std::string& to, CopiedFile& copy) {
  const File in{VSIFOpenL(from.c_str(), "rb")};
  const File out{VSIFOpenL(to.c_str(), "wb")};
  if (in == nullptr || out == nullptr) return false;
  std::string piece(chunk, '\0');
  std::size_t n = VSIFReadL(piece.data(), 1, chunk, in.get());
  const TextEncoding encoding = text_encoding(std::string_view{piece}.substr(0, std::min<std::size_t>(n, 2)));
  if (encoding == TextEncoding::Utf16Le || encoding == TextEncoding::Utf16Be) {
    std::string text = to_utf8(piece.substr(0, n) + whole(*in));
    if (text.starts_with('<')) name_utf8(text);
    return write_all(*out, text) && VSIFFlushL(out.get()) == 0;
  }
  Converter converter{*out, copy};
  for (; n > 0; n = VSIFReadL(piece.data(), 1, chunk, in.get())) {
    if (!converter.add(std::string_view{piece}.substr(0, n))) return false;
  }
  return converter.end() && VSIFFlushL(out.get()) == 0;
}

}  // namespace batterisk::gis
