#include "batterisk/study/output.hpp"

#include "batterisk/study/result_json.hpp"
#include "batterisk/study/tables.hpp"

#include "batterisk/core/codes.hpp"
#include "batterisk/core/rule_document.hpp"
#include "batterisk/gis/export.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>

namespace batterisk::study {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& reason) {
  const std::string shown = path.generic_string();
  throw FileError({{codes::not_writable, Severity::Fout, {shown, 0, 0, {}}, {shown, reason}}});
}

std::filesystem::path temporary_name(const std::filesystem::path& path) {
  return path.parent_path() / ("." + path.filename().string() + ".tmp");
}

void write_temporary(const std::filesystem::path& path, const std::filesystem::path& temporary, std::string_view content) {
  errno = 0;
  std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  out.close();
  if (!out) {
    const std::string reason = errno != 0 ? std::strerror(errno) : "schrijffout";
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    fail(path, reason);
  }
}

void rename_into_place(const std::filesystem::path& path, const std::filesystem::path& temporary) {
  std::error_code error;
  std::filesystem::rename(temporary, path, error);
  if (error) {
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    fail(path, error.message());
  }
}

}  // namespace

void write_file(const std::filesystem::path& path, std::string_view content) {
  const auto temporary = temporary_name(path);
  write_temporary(path, temporary, content);
  rename_into_place(path, temporary);
}

std::vector<std::filesystem::path> write_result(const StudyResult& result, const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) fail(folder, error.message());
  const auto json = folder / "resultaat.json";
  const auto gpkg = folder / "resultaat.gpkg";
  const auto temporary = temporary_name(json);
  write_temporary(json, temporary, result_json(result));
  try {
    gis::write_geopackage(gpkg, result_tables(result), iso_date(result.dossier.peildatum));
  } catch (...) {
    std::filesystem::remove(temporary, error);
    throw;
  }
  rename_into_place(json, temporary);
  return {json, gpkg};
}

}  // namespace batterisk::study
