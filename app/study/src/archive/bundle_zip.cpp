#include "archive/bundle_limits.hpp"
#include "batterisk/core/base/codes_archive.hpp"
#include "batterisk/core/base/stop.hpp"

#include <zip.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

struct Discard {
  void operator()(zip_t* zip) const { zip_discard(zip); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Zip = std::unique_ptr<zip_t, Discard>;
using ZipFile = std::unique_ptr<zip_file_t, Discard>;
using ZipSource = std::unique_ptr<zip_source_t, Discard>;

// Within the archive: no way up, no absolute path, no drive, no other separator.
bool stays_inside(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos ||
      name.find(':') != std::string_view::npos || name.find('\0') != std::string_view::npos) {
    return false;
  }
  for (const auto& part : std::filesystem::path{name}) {
    if (part == "..") return false;
  }
  return true;
}

void must(bool ok, const char* what) {
  if (!ok) throw std::runtime_error(what);
}

// Date of MS-DOS, as zip entries have it.
std::uint16_t dos_date(std::string_view iso_date) {
  const auto number = [&](std::size_t from, std::size_t length) {
    return static_cast<unsigned>(std::atoi(std::string{iso_date.substr(from, length)}.c_str()));
  };
  return static_cast<std::uint16_t>(((number(0, 4) - 1980U) << 9U) | (number(5, 2) << 5U) | number(8, 2));
}

constexpr const char* damaged_part = ": dit deel is beschadigd";

std::string why_not_opened(int zip_error) {
  switch (zip_error) {
    case ZIP_ER_NOENT:
      return "bestaat niet";
    case ZIP_ER_OPEN:
      return "geen leesrechten";
    case ZIP_ER_NOZIP:
      return "is geen zip";
    default:
      return "het bestand is beschadigd of niet volledig";
  }
}

std::string read_entry(zip_t* zip, zip_uint64_t index, std::size_t size, const std::filesystem::path& path,
                       const std::string& name) {
  const ZipFile file{zip_fopen_index(zip, index, 0)};
  if (file == nullptr) refuse(codes::container_unreadable, path, {name + damaged_part});
  std::string bytes(size, '\0');
  std::size_t read = 0;
  while (read < size) {
    const zip_int64_t n = zip_fread(file.get(), bytes.data() + read, size - read);
    if (n <= 0) refuse(codes::container_unreadable, path, {name + damaged_part});
    read += static_cast<std::size_t>(n);
  }
  char more = 0;
  // Reading to the end also checks the CRC.
  const zip_int64_t rest = zip_fread(file.get(), &more, 1);
  if (rest > 0) refuse(codes::container_too_large, path, {name});
  if (rest < 0) refuse(codes::container_unreadable, path, {name + damaged_part});
  return bytes;
}

}  // namespace

std::string zip_of(const Bundle& files, std::string_view iso_date) {
  zip_error_t error;
  zip_error_init(&error);
  ZipSource target{zip_source_buffer_create(nullptr, 0, 0, &error)};
  must(target != nullptr, "zip: no memory");
  zip_source_keep(target.get());  // to read from after the archive is closed
  Zip zip{zip_open_from_source(target.get(), ZIP_TRUNCATE, &error)};
  must(zip != nullptr, "zip: cannot be made");
  for (const BundleFile& file : files) {
    zip_source_t* source = zip_source_buffer(zip.get(), file.bytes.data(), file.bytes.size(), 0);
    const zip_int64_t index = zip_file_add(zip.get(), file.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    must(index >= 0, "zip: file refused");
    const auto at = static_cast<zip_uint64_t>(index);
    must(zip_set_file_compression(zip.get(), at, ZIP_CM_DEFLATE, 9) == 0, "zip: compression");
    must(zip_file_set_dostime(zip.get(), at, 0, dos_date(iso_date), 0) == 0, "zip: date");
    must(zip_file_set_external_attributes(zip.get(), at, 0, ZIP_OPSYS_UNIX, 0100644U << 16U) == 0, "zip: attributes");
  }
  zip_register_cancel_callback_with_state(
      zip.get(), [](zip_t*, void*) { return current_stop().stop_requested() ? 1 : 0; }, nullptr, nullptr);
  const bool closed = zip_close(zip.get()) == 0;
  stop_point();
  must(closed, "zip: cannot be closed");
  (void)zip.release();
  must(zip_source_open(target.get()) == 0, "zip: cannot be read back");
  zip_source_seek(target.get(), 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target.get())), '\0');
  zip_source_seek(target.get(), 0, SEEK_SET);
  must(zip_source_read(target.get(), bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()), "zip: short");
  zip_source_close(target.get());
  return bytes;
}

Bundle read_zip(const std::filesystem::path& path) {
  int code = 0;
  const Zip zip{zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code)};
  if (zip == nullptr) refuse(codes::container_unreadable, path, {why_not_opened(code)});
  const auto count = static_cast<std::size_t>(zip_get_num_entries(zip.get(), 0));
  if (count > most_files) refuse(codes::container_too_large, path, {fmt::format("{}", most_files)});
  std::size_t total = 0;
  Bundle files;
  for (zip_uint64_t i = 0; i < count; ++i) {
    zip_stat_t entry;
    zip_stat_init(&entry);
    const bool known = zip_stat_index(zip.get(), i, 0, &entry) == 0;
    constexpr zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE;
    if (!known || (entry.valid & needed) != needed) refuse(codes::container_unreadable, path, {why_not_opened(ZIP_ER_INCONS)});
    const std::string name = entry.name;
    if (!stays_inside(name)) refuse(codes::container_path, path, {name});
    if (entry.size > most_bytes - total) refuse(codes::container_too_large, path, {fmt::format("{} MiB", most_bytes >> 20U)});
    total += entry.size;
    if (name.back() == '/') continue;  // a folder
    files.push_back({name, read_entry(zip.get(), i, entry.size, path, name)});
  }
  return files;
}

}  // namespace batterisk::study
