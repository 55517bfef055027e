#include "batterisk/study/output.hpp"

#include "batterisk/study/map_svg.hpp"
#include "batterisk/study/result_json.hpp"
#include "batterisk/study/tables.hpp"

#include "batterisk/core/codes.hpp"
#include "batterisk/core/rule_document.hpp"
#include "batterisk/gis/export.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

namespace batterisk::study {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& reason) {
  const std::string shown = path.generic_string();
  throw FileError({{codes::not_writable, Severity::Fout, {shown, 0, 0, {}}, {shown, reason}}});
}

// A file under a temporary name beside its place; gone again unless it was put in place.
class StagedFile {
 public:
  explicit StagedFile(std::filesystem::path path)
      : path_{std::move(path)},
        temporary_{path_.parent_path() / ("." + path_.filename().string() + ".tmp")} {}
  StagedFile(const StagedFile&) = delete;
  StagedFile& operator=(const StagedFile&) = delete;
  ~StagedFile() {
    std::error_code ignored;
    std::filesystem::remove(temporary_, ignored);
  }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  void write(std::string_view content) const {
    errno = 0;
    std::ofstream out(temporary_, std::ios::binary | std::ios::trunc);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.close();
    if (!out) fail(path_, errno != 0 ? std::strerror(errno) : "schrijffout");
  }

  void put_in_place() const {
    std::error_code error;
    std::filesystem::rename(temporary_, path_, error);
    if (error) fail(path_, error.message());
  }

 private:
  std::filesystem::path path_;
  std::filesystem::path temporary_;
};

}  // namespace

void write_file(const std::filesystem::path& path, std::string_view content) {
  const StagedFile file{path};
  file.write(content);
  file.put_in_place();
}

std::vector<std::filesystem::path> write_result(const StudyResult& result,
                                                const std::filesystem::path& folder, Language language) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) fail(folder, error.message());
  const auto gpkg = folder / "resultaat.gpkg";
  const StagedFile json{folder / "resultaat.json"};
  const StagedFile svg{folder / "kaart.svg"};
  json.write(result_json(result));
  svg.write(map_svg(result, {.language = language}));
  // Comes in place by itself as soon as it is complete, and then all three are.
  gis::write_geopackage(gpkg, result_tables(result), iso_date(result.dossier.peildatum));
  json.put_in_place();
  svg.put_in_place();
  return {json.path(), gpkg, svg.path()};
}

}  // namespace batterisk::study
