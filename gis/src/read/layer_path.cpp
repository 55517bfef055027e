#include "read/layer_path.hpp"

#include "batterisk/core/base/codes_layers.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>

namespace batterisk::gis {
namespace {

namespace fs = std::filesystem;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

std::string with_slashes(std::string path) {
  std::replace(path.begin(), path.end(), '\\', '/');
  return path;
}

/// "%20" as a blank.
std::string percent_decoded(const std::string& path) {
  const auto value = [](char c) {
    const char l = lower(c);
    return c >= '0' && c <= '9' ? c - '0' : l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const int high = path[i] == '%' && i + 2 < path.size() ? value(path[i + 1]) : -1;
    const int low = high >= 0 ? value(path[i + 2]) : -1;
    out += low >= 0 ? static_cast<char>(high * 16 + low) : path[i];
    if (low >= 0) i += 2;
  }
  return out;
}

/// What a path of Windows is called under WSL; empty where it has no name there. Nothing for other paths.
std::optional<std::string> windows_path(const std::string& written) {
  const std::string path = with_slashes(written);
  if (path.size() > 2 && is_letter(path[0]) && path[1] == ':' && path[2] == '/') {
    return std::string{"/mnt/"} + lower(path[0]) + path.substr(2);
  }
  if (!path.starts_with("//")) return std::nullopt;
  // "//wsl$/Debian/home/..." is a folder of WSL itself; any other is a server.
  for (const std::string_view host : {"//wsl$/", "//wsl.localhost/"}) {
    if (!path.starts_with(host)) continue;
    const auto distribution_end = path.find('/', host.size());
    return distribution_end == std::string::npos ? std::string{"/"} : path.substr(distribution_end);
  }
  return std::string{};
}

/// A name without case, accents and the two ways to write those in Unicode.
std::string plain(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto byte = static_cast<unsigned char>(name[i]);
    const bool combining = (byte == 0xCC || byte == 0xCD) && !out.empty();  // U+0300 to U+036F, behind its letter
    if (combining) out.pop_back();
    if (byte < 0x80) out += lower(name[i]);
  }
  return out;
}

/// The only file of the folder whose name differs in nothing but case and accents.
std::optional<fs::path> same_name(const fs::path& path) {
  std::error_code error;
  std::vector<fs::path> found;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path{"."};
  for (fs::directory_iterator it(folder, error); !error && it != fs::directory_iterator{}; it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (plain(name) == plain(path.filename().string())) found.push_back(path.parent_path() / name);
  }
  return found.size() == 1 ? std::optional{found.front()} : std::nullopt;
}

std::string trimmed_path(std::string path) {
  constexpr std::string_view blank = " \t\"'";
  const auto first = path.find_first_not_of(blank);
  return first == std::string::npos ? std::string{} : path.substr(first, path.find_last_not_of(blank) - first + 1);
}

}  // namespace

std::string extension_of(const std::string& path) {
  std::string extension = fs::path{path}.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(), lower);
  return extension.empty() ? extension : extension.substr(1);
}

FileProblem why_missing(const FileRequest& request) {
  const std::string& written = request.shown;
  const auto refuse = [&](const char* reason, const char* step) { return unreadable(written, {reason, step}); };
  for (const std::string_view scheme : {"http://", "https://", "ftp://"}) {
    if (written.starts_with(scheme)) return refuse("is een webadres", "Download het bestand, haal de laag met 'batterisk data fetch', of zet volg_verwijzingen = true bij deze laag");
  }
  if (const auto wsl = windows_path(written)) {
    if (wsl->empty()) return refuse("is een netwerkpad van Windows", "Koppel die netwerkmap aan dit systeem en noem haar pad hier");
    return {codes::windows_path, {written, *wsl}};
  }
  if (written.find("|layername=") != std::string::npos || written.find("|layerid=") != std::string::npos) {
    return refuse("heeft een toevoeging van QGIS ('|layername=')", "Schrijf het pad zonder die toevoeging, en de laagnaam bij 'laag'");
  }
  // The folder that a relative path counts from.
  const std::string whole = request.path.string();
  const fs::path folder = whole.ends_with(written) ? fs::path{whole.substr(0, whole.size() - written.size())} : fs::path{};
  std::string bare = trimmed_path(written);
  if (bare.starts_with("file://")) bare = bare.substr(std::string_view{"file://"}.size());
  for (const std::string& other : {bare, with_slashes(bare), percent_decoded(bare), percent_decoded(with_slashes(bare))}) {
    if (other != written && !other.empty() && !file_on_disk(folder / other).empty()) return {codes::path_misspelt, {written, other}};
  }
  if (const auto near = same_name(request.path)) {
    return {codes::path_misspelt, {written, (fs::path{written}.parent_path() / near->filename()).generic_string()}};
  }
  if (bare.starts_with('~') && whole.find('~') != std::string::npos) return refuse("bestaat niet", "Schrijf de persoonlijke map voluit in plaats van '~'");
  std::error_code error;
  const fs::path parent = request.path.parent_path();
  if (!parent.empty() && !fs::exists(parent, error)) {
    return refuse(error ? "geen leesrechten" : "de map waarin het zou staan, bestaat niet",
                  "Controleer het pad; het geldt vanaf de map van het dossier");
  }
  return refuse("bestaat niet", "Controleer het pad; het geldt vanaf de map van het dossier");
}

}  // namespace batterisk::gis
