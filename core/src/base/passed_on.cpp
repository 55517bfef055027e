#include "batterisk/core/base/passed_on.hpp"

#include <array>

namespace batterisk {

std::string without_home(std::string_view path) {
  static constexpr std::array<std::string_view, 4> homes{"/home/", "/Users/", "/mnt/c/Users/", "C:/Users/"};
  if (path == "/root" || path.starts_with("/root/")) return "~" + std::string{path.substr(5)};
  for (const std::string_view home : homes) {
    if (!path.starts_with(home) || path.size() == home.size()) continue;
    const auto end = path.find('/', home.size());
    return "~" + (end == std::string_view::npos ? std::string{} : std::string{path.substr(end)});
  }
  return std::string{path};
}

std::string file_name(std::string_view path) {
  return std::string{path.substr(path.rfind('/') + 1)};
}

}  // namespace batterisk
