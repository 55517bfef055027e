#include "read/layer_file.hpp"

#include "read/archive_member.hpp"
#include "read/layer_path.hpp"
#include "read/open_dataset.hpp"
#include "read/ogr.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/text_encoding.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include <unistd.h>

namespace batterisk::gis {
namespace {

namespace fs = std::filesystem;

using Found = std::variant<LayerFile, FileProblem>;

constexpr const char* no_room_reason = "er is geen plaats voor een tijdelijke kopie";
constexpr const char* no_room_step = "Maak ruimte vrij, of wijs met TMPDIR een andere map aan";

FileProblem not_copied(const std::string& shown, const GdalMessages& messages) {
  if (messages.failed()) return unreadable(shown, trouble_of("corrupt"));
  return unreadable(shown, {no_room_reason, no_room_step});
}

bool there(const std::string& path) {
  VSIStatBufL status;
  return VSIStatL(path.c_str(), &status) == 0;
}

std::int64_t size_of(const std::string& path) {
  VSIStatBufL status;
  return VSIStatL(path.c_str(), &status) == 0 ? static_cast<std::int64_t>(status.st_size) : -1;
}

/// The part of a shapefile with this extension, in small letters or capitals; empty when it is not there.
std::string part_of_shapefile(const std::string& shp, const std::string& extension) {
  const std::string stem = shp.substr(0, shp.size() - extension_of(shp).size());
  std::string capitals = extension;
  std::transform(capitals.begin(), capitals.end(), capitals.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
  for (const std::string& one : {extension, capitals}) {
    if (there(stem + one)) return stem + one;
  }
  return {};
}

/// Rows of the table of a shapefile, which its head states; -1 when it cannot be read.
std::int64_t rows_of_table(const std::string& dbf) {
  const std::string head = head_of_file(dbf);
  if (head.size() < 8) return -1;
  std::int64_t rows = 0;
  for (std::size_t i = 8; i-- > 4;) rows = rows * 256 + static_cast<unsigned char>(head[i]);
  return rows;
}

/// Makes the index of a shapefile in a copy. The shapes are taken to lie one behind another, as all programs write them;
/// when their number is not that of the rows, no row is sure to belong to its shape.
Found with_index(LayerFile file, const std::string& shown) {
  const std::string shp = file.path;
  const std::string dbf = part_of_shapefile(shp, "dbf");
  GdalMessages messages;
  auto copy = copied_file(shp, "shx", [&](const std::string& folder, CopiedFile& made) {
    made.path = folder + "/laag.shp";
    for (const char* extension : {"shp", "dbf", "prj", "cpg"}) {
      const std::string part = part_of_shapefile(shp, extension);
      if (!part.empty() && !copy_bytes(part, folder + "/laag." + extension)) return false;
    }
    const ThreadOption restore{"SHAPE_RESTORE_SHX", "YES"};
    return open_vector(made.path, LayerAccess::Plain).dataset != nullptr;
  });
  if (copy == nullptr) return not_copied(shown, messages);
  constexpr std::int64_t shx_head = 100;
  constexpr std::int64_t shx_row = 8;
  const std::int64_t shapes = (size_of(copy->path.substr(0, copy->path.size() - 3) + "shx") - shx_head) / shx_row;
  if (shapes != rows_of_table(dbf)) {
    return unreadable(shown, {"de .shx ontbreekt, en .shp en .dbf hebben niet evenveel objecten", "Vraag de levering met alle delen: .shp, .shx, .dbf en .prj"});
  }
  return LayerFile{copy->path, copy, true};
}

Found whole_shapefile(LayerFile file, const std::string& shown) {
  static constexpr std::array<std::string_view, 7> side_files{"prj", "cpg", "qpj", "qix", "sbn", "sbx", "qmd"};
  const std::string extension = extension_of(file.path);
  const bool side = std::find(side_files.begin(), side_files.end(), extension) != side_files.end();
  if (!side && extension != "shp" && extension != "shx" && extension != "dbf") return file;
  const std::string shp = extension == "shp" ? file.path : part_of_shapefile(file.path, "shp");
  if (shp.empty() && extension == "dbf") return file;  // a table of its own
  if (side || shp.empty()) return unreadable(shown, {"is maar een deel van een shapefile", "Noem bij 'pad' het bestand dat op .shp eindigt"});
  if (part_of_shapefile(shp, "dbf").empty()) {
    return unreadable(shown, {"het deel met de kolommen (.dbf) ontbreekt", "Vraag de levering met alle delen: .shp, .shx, .dbf en .prj"});
  }
  file.path = shp;
  return part_of_shapefile(shp, "shx").empty() ? with_index(std::move(file), shown) : Found{std::move(file)};
}

/// SQLite leaves out a write-ahead log, and says nothing, where it cannot make the shared memory (-shm) that goes with it:
/// on a disk that it may not write, and in an archive. Elsewhere it writes the log into the file, which is not ours to
/// change. A copy has both.
Found with_journal(LayerFile file, const std::string& shown) {
  const std::string log = file.path + "-wal";
  if (size_of(log) <= 0) return file;
  if (head_of_file(file.path).rfind("SQLite format 3", 0) != 0) return file;
  GdalMessages messages;
  auto copy = copied_file(file.path, "wal", [&](const std::string& folder, CopiedFile& made) {
    made.path = folder + "/" + fs::path{file.path}.filename().string();
    return copy_bytes(file.path, made.path) && copy_bytes(log, made.path + "-wal");
  });
  if (copy == nullptr) return not_copied(shown, messages);
  return LayerFile{copy->path, copy, false};
}

/// Encoding that the head of an XML file names, in lower case; empty for none.
std::string named_encoding(const std::string& head) {
  const auto end = head.find("?>");
  const auto at = head.find("encoding=");
  if (at == std::string::npos || end == std::string::npos || at > end) return {};
  const auto quote = at + std::string_view{"encoding="}.size();
  std::string name = head.substr(quote + 1, head.find(head[quote], quote + 1) - quote - 1);
  std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return name;
}

bool all_utf8(const std::string& path) {
  VSILFILE* file = VSIFOpenL(path.c_str(), "rb");
  if (file == nullptr) return true;  // told by whoever opens it
  constexpr std::size_t chunk = 1 << 20;
  constexpr std::size_t longest = 4;  // bytes of a character
  std::string bytes;
  bool valid = true;
  for (bool more = true; more && valid;) {
    const std::size_t kept = bytes.size();
    bytes.resize(kept + chunk);
    const std::size_t n = VSIFReadL(bytes.data() + kept, 1, chunk, file);
    bytes.resize(kept + n);
    more = n > 0;
    const std::size_t good = utf8_length(bytes);
    valid = more ? bytes.size() - good < longest : good == bytes.size();
    bytes.erase(0, good);
  }
  VSIFCloseL(file);
  return valid;
}

bool is_utf16(const std::string& path) {
  const TextEncoding encoding = text_encoding(head_of_file(path).substr(0, 2));
  return encoding == TextEncoding::Utf16Le || encoding == TextEncoding::Utf16Be;
}

/// The parser of XML stops at the first letter that is not in the encoding that the file names or that XML has by rule;
/// no reader takes UTF-16 for text.
bool needs_conversion(const std::string& path) {
  static constexpr std::array<std::string_view, 8> texts{"gml", "xml", "json", "geojson", "csv", "kml", "dxf", "txt"};
  const std::string extension = extension_of(path);
  if (std::find(texts.begin(), texts.end(), extension) == texts.end()) return false;
  if (is_utf16(path)) return true;
  const std::string head = head_of_file(path);
  const auto first = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  if (first == std::string::npos || head[first] != '<') return false;
  const std::string named = named_encoding(head);
  return (named.empty() || named == "utf-8" || named == "utf8") && !all_utf8(path);
}

/// The parts of a BAG extract, which are read as one file: a folder or archive of XML and nothing else. Else empty.
std::vector<std::string> parts_in_xml(const std::string& folder) {
  const CPLStringList members{VSIReadDir(folder.c_str())};
  std::vector<std::string> names;
  for (int i = 0; i < members.size(); ++i) {
    std::string name = members[i];
    if (name.starts_with('.') || name.starts_with("__MACOSX")) continue;
    if (extension_of(name) != "xml") return {};
    names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

fs::path file_on_disk(const fs::path& path) {
  std::error_code error;
  fs::path at;
  for (const fs::path& part : path) {
    at /= part;
    const fs::file_status status = fs::status(at, error);
    if (!fs::exists(status)) return {};
    if (!fs::is_directory(status)) return at;
  }
  return at;
}

FileProblem unreadable(const std::string& shown, Trouble trouble) {
  return {codes::layer_unreadable, {shown, std::move(trouble.reason), std::move(trouble.step)}};
}

Found find_stored_file(const FileRequest& request) {
  std::error_code error;
  if (!fs::is_regular_file(request.path, error)) return unreadable(request.shown, trouble_of("no such file"));
  return LayerFile{request.path.string()};
}

Found find_layer_file(const FileRequest& request) {
  const std::string& shown = request.shown;
  const fs::path disk = file_on_disk(request.path);
  if (disk.empty()) return why_missing(request);
  std::error_code error;
  const fs::file_status status = fs::status(disk, error);
  if (::access(disk.c_str(), R_OK) != 0) return unreadable(shown, trouble_of("permission denied"));
  if (fs::is_directory(status)) {
    if (!fs::exists(disk / "manifest.toml", error)) {
      Found folder = readable_text(LayerFile{disk.string()}, shown);
      if (auto* file = std::get_if<LayerFile>(&folder)) file->place = disk.string();
      return folder;
    }
    return unreadable(shown, {"is een voorbereide map", "Noem haar onder [omgeving] met map = \"...\", zonder [[omgeving.laag]]"});
  }
  if (!fs::is_regular_file(status)) {
    return unreadable(shown, {"is een pijp of een apparaat, geen bestand", "Bewaar de gegevens eerst in een gewoon bestand"});
  }
  if (fs::file_size(disk, error) == 0) return unreadable(shown, {"het bestand is leeg (0 bytes)", "Haal het opnieuw op"});

  const fs::path inner = request.path.lexically_normal() == disk.lexically_normal() ? fs::path{} : request.path.lexically_relative(disk);
  Found found = unpacked(disk.string(), inner.string(), request);
  std::string place;
  if (const auto* file = std::get_if<LayerFile>(&found)) place = file->path;
  for (const auto& next : {with_journal, whole_shapefile, readable_text}) {
    if (auto* file = std::get_if<LayerFile>(&found)) found = next(std::move(*file), shown);
  }
  if (auto* file = std::get_if<LayerFile>(&found)) file->place = std::move(place);
  return found;
}

Found readable_text(LayerFile file, const std::string& shown) {
  const std::vector<std::string> parts = parts_in_xml(file.path);
  const bool folder_needs = std::any_of(parts.begin(), parts.end(), [&](const std::string& name) { return is_utf16(file.path + "/" + name); });
  if (!folder_needs && !needs_conversion(file.path)) return file;
  GdalMessages messages;
  auto copy = copied_file(file.path, "utf-8", [&](const std::string& folder, CopiedFile& made) {
    made.path = folder + "/" + (folder_needs ? "delen" : fs::path{file.path}.filename().string());
    if (!folder_needs) return copy_as_utf8(file.path, made.path, made);
    std::error_code error;
    fs::create_directory(made.path, error);
    return !error && std::all_of(parts.begin(), parts.end(), [&](const std::string& name) {
      return copy_as_utf8(file.path + "/" + name, made.path + "/" + name, made);
    });
  });
  if (copy == nullptr) return not_copied(shown, messages);
  return LayerFile{copy->path, copy, false};
}

FileProblem why_not_opened(const std::string& shown, const LayerFile& file, const std::string& message) {
  std::error_code error;
  if (fs::is_directory(file.path, error)) {
    const std::vector<std::string> files = layer_files_in(file.path);
    if (files.empty()) return unreadable(shown, {"is een map zonder kaartbestand", "Noem bij 'pad' het kaartbestand zelf"});
    return {codes::file_unclear, {shown, joined_names(files), shown + (shown.ends_with('/') ? "" : "/") + files.front()}};
  }
  std::string head = head_of_file(file.path);
  const auto begins = [&](std::string_view mark) { return std::string_view{head}.starts_with(mark); };
  if (begins("version https://git-lfs")) return unreadable(shown, {"is een verwijzing van Git LFS, niet het bestand zelf", "Haal het bestand op met 'git lfs pull'"});
  if (begins("7z\xBC\xAF") || begins("Rar!")) return unreadable(shown, {"is een archief dat Batterisk niet leest", "Pak het uit, of maak er een zip van"});
  if (begins("%PDF")) return unreadable(shown, {"is een PDF, geen kaartbestand", "Vraag de gegevens als GeoPackage of GML"});
  if (begins("AC10")) return unreadable(shown, {"is een DWG-tekening van een versie die niet te lezen is", "Bewaar de tekening als DXF"});
  std::transform(head.begin(), head.end(), head.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (head.find("<!doctype html") != std::string::npos || head.find("<html") != std::string::npos) {
    return unreadable(shown, {"is een webpagina, geen kaartbestand", "Download het bestand opnieuw; er is een inlog- of foutpagina bewaard"});
  }
  return unreadable(shown, trouble_of(message));
}

}  // namespace batterisk::gis
