#include "read/archive_member.hpp"

#include "read/layer_path.hpp"
#include "read/ogr.hpp"
#include "read/profile.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/text_encoding.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

namespace batterisk::gis {
namespace {

namespace fs = std::filesystem;

using Found = std::variant<LayerFile, FileProblem>;

enum class Packing { None, Zip, Gzip, Tar };

Packing packing_of(const std::string& path) {
  static constexpr std::array<std::string_view, 3> own_drivers{"xlsx", "ods", "kmz"};
  const std::string extension = extension_of(path);
  if (std::find(own_drivers.begin(), own_drivers.end(), extension) != own_drivers.end()) return Packing::None;
  const std::string head = head_of_file(path);
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) return Packing::Zip;
  const bool tar_name = extension == "tgz" || extension_of(path.substr(0, path.size() - extension.size() - 1)) == "tar";
  if (head.starts_with("\x1F\x8B")) return tar_name ? Packing::Tar : Packing::Gzip;
  constexpr std::size_t tar_mark = 257;
  return head.size() > tar_mark && head.compare(tar_mark, 5, "ustar") == 0 ? Packing::Tar : Packing::None;
}

/// The first member of a zip states that it is encrypted (APPNOTE 4.4.4, bit 0).
bool encrypted(const std::string& path) {
  constexpr std::size_t flags = 6;
  const std::string head = head_of_file(path);
  return head.size() > flags && (static_cast<unsigned char>(head[flags]) & 1U) != 0;
}

bool may_hold_layer(const std::string& extension) {
  static constexpr std::array<std::string_view, 18> known{"gpkg", "gml", "xml", "json", "geojson", "shp", "fgb", "gdb", "sqlite",
                                                          "db",   "csv", "tab", "mif",  "kml",     "dxf", "zip", "gz",  "geojsonl"};
  return std::find(known.begin(), known.end(), extension) != known.end();
}

/// A path in an archive as GDAL takes it. GDAL counts the braces around the archive, so its own name has none.
std::string in_archive(const std::string& archive, Packing packing) {
  return std::string{packing == Packing::Tar ? "/vsitar/{" : "/vsizip/{"} + archive + "}";
}

/// The archive, under another name where its own holds a brace; empty when no copy could be made.
std::string without_braces(const std::string& archive, Packing packing, std::shared_ptr<const CopiedFile>& copy) {
  if (archive.find_first_of("{}") == std::string::npos || archive.starts_with("/vsi")) return archive;
  copy = copied_file(archive, "naam", [&](const std::string& folder, CopiedFile& made) {
    made.path = folder + (packing == Packing::Tar ? "/archief.tar" : "/archief.zip");
    std::error_code error;
    fs::create_symlink(fs::absolute(archive, error), made.path, error);
    return !error;
  });
  return copy == nullptr ? std::string{} : copy->path;
}

bool is_file(const std::string& path) {
  VSIStatBufL status;
  return VSIStatL(path.c_str(), &status) == 0 && VSI_ISREG(status.st_mode) != 0;
}

bool is_there(const std::string& path) {
  VSIStatBufL status;
  return VSIStatL(path.c_str(), &status) == 0;
}

/// The one name whose file fits kind or layer of a request; nothing when none or several do.
std::optional<std::string> fitting(const std::vector<std::string>& names, const FileRequest& request) {
  std::vector<std::string> found;
  for (const std::string& name : names) {
    const std::string stem = fs::path{name}.stem().string();
    const bool of_kind = request.kind && kind_in_name(stem) == request.kind;
    if (request.layer.empty() ? of_kind : stem == request.layer) found.push_back(name);
  }
  return found.size() == 1 ? std::optional{found.front()} : std::nullopt;
}

/// Folder that holds all of them, when each has this extension: GDAL reads them as the layers of one file.
std::optional<std::string> common_folder(const std::vector<std::string>& names, std::string_view extension) {
  const fs::path folder = fs::path{names.front()}.parent_path();
  const bool all = std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    return extension_of(name) == extension && fs::path{name}.parent_path() == folder;
  });
  return all ? std::optional{folder.string()} : std::nullopt;
}

/// Member of an archive that holds the layer: relative path, empty for the archive as a whole.
std::variant<std::string, FileProblem> member_of(const std::string& root, const std::string& shown, const FileRequest& request) {
  const std::vector<std::string> names = layer_files_in(root);
  if (names.empty()) {
    return unreadable(shown, {"is een archief zonder kaartbestand", "Pak het uit en noem bij 'pad' het kaartbestand zelf"});
  }
  if (names.size() == 1) return names.front();
  if (auto one = fitting(names, request)) return std::move(*one);
  for (const std::string_view extension : {"shp", "xml"}) {  // shapefiles side by side; the parts of a BAG extract
    if (auto folder = common_folder(names, extension)) return std::move(*folder);
  }
  return FileProblem{codes::file_unclear, {shown, joined_names(names), shown + "/" + names.front()}};
}

Found ungzipped(const std::string& path, const std::string& shown) {
  GdalMessages messages;
  const ThreadOption no_notes_beside{"CPL_VSIL_GZIP_WRITE_PROPERTIES", "NO"};
  auto copy = copied_file(path, "gz", [&](const std::string& folder, CopiedFile& made) {
    std::string name = fs::path{path}.filename().string();
    if (extension_of(name) == "gz") name.resize(name.size() - 3);
    made.path = folder + "/" + name;
    return copy_bytes("/vsigzip/" + path, made.path) && !messages.failed();
  });
  if (copy != nullptr) return LayerFile{copy->path, copy};
  if (messages.failed()) return unreadable(shown, trouble_of("corrupt"));
  return unreadable(shown, trouble_of("no space left"));
}

}  // namespace

std::string head_of_file(const std::string& path) {
  std::string head(4096, '\0');
  VSILFILE* file = VSIFOpenL(path.c_str(), "rb");
  if (file == nullptr) return {};
  head.resize(VSIFReadL(head.data(), 1, head.size(), file));
  VSIFCloseL(file);
  return head;
}

std::vector<std::string> layer_files_in(const std::string& folder) {
  const CPLStringList members{VSIReadDirRecursive(folder.c_str())};
  std::vector<std::string> names;
  for (int i = 0; i < members.size(); ++i) {
    std::string name = members[i];
    const bool directory = name.ends_with('/');
    if (directory) name.pop_back();
    const bool hidden = fs::path{name}.filename().string().starts_with('.') || name.starts_with("__MACOSX");
    const bool inside_geodatabase = name.find(".gdb/") != std::string::npos;
    const std::string extension = extension_of(name);
    if (hidden || inside_geodatabase || directory != (extension == "gdb") || !may_hold_layer(extension)) continue;
    names.push_back(std::move(name));
  }
  // XML beside other formats describes them.
  const auto is_xml = [](const std::string& name) { return extension_of(name) == "xml"; };
  if (!std::all_of(names.begin(), names.end(), is_xml)) std::erase_if(names, is_xml);
  std::sort(names.begin(), names.end());
  return names;
}

std::string joined_names(const std::vector<std::string>& names) {
  constexpr std::size_t most = 10;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) text += (i > 0 ? ", " : "") + to_utf8(names[i]);
  return names.size() > most ? text + ", ..." : text;
}

Found unpacked(const std::string& disk, const std::string& inner, const FileRequest& request) {
  constexpr int deepest = 4;
  std::string path = disk;
  std::string rest = inner;
  std::string shown = request.shown;
  if (!inner.empty() && shown.ends_with(inner) && shown.size() > inner.size()) shown.resize(shown.size() - inner.size() - 1);
  std::shared_ptr<const CopiedFile> copy;
  for (int depth = 0; depth < deepest; ++depth) {
    const Packing packing = packing_of(path);
    if (packing == Packing::None) break;
    if (packing == Packing::Gzip) {
      Found plain = ungzipped(path, shown);
      const auto* file = std::get_if<LayerFile>(&plain);
      if (file == nullptr) return plain;
      path = file->path;
      copy = file->copy;
      continue;
    }
    const ThreadOption no_notes_beside{"CPL_VSIL_GZIP_WRITE_PROPERTIES", "NO"};
    const std::string archive = without_braces(path, packing, copy);
    if (archive.empty()) return unreadable(shown, trouble_of("no space left"));
    const std::string root = in_archive(archive, packing);
    if (CPLStringList{VSIReadDir(root.c_str())}.Count() == 0) return unreadable(shown, trouble_of("corrupt"));
    if (packing == Packing::Zip && encrypted(path)) {
      return unreadable(shown, {"is een archief met een wachtwoord", "Pak het uit en noem bij 'pad' het kaartbestand zelf"});
    }
    if (rest.empty()) {
      auto member = member_of(root, shown, request);
      if (auto* problem = std::get_if<FileProblem>(&member)) return std::move(*problem);
      rest = std::move(std::get<std::string>(member));
    }
    if (rest.empty()) return LayerFile{root, copy};
    // As far as a file: what is left lies in an archive of its own.
    std::string next = root;
    fs::path left;
    bool at_file = false;
    for (const fs::path& part : fs::path{rest}) {
      if (at_file) {
        left /= part;
      } else {
        next += "/" + part.string();
        at_file = is_file(next);
      }
    }
    if (!is_there(next)) {
      const std::vector<std::string> names = layer_files_in(root);
      return FileProblem{codes::file_unclear, {shown, joined_names(names), shown + "/" + (names.empty() ? "..." : names.front())}};
    }
    path = next;
    rest = left.string();
    if (!at_file) return LayerFile{path, copy};  // a folder of shapefiles or a geodatabase
  }
  if (!rest.empty()) return unreadable(request.shown, {"bestaat niet", "Controleer het pad; het geldt vanaf de map van het dossier"});
  return LayerFile{path, copy};
}

}  // namespace batterisk::gis
