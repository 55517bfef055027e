#pragma once

#include "batterisk/core/base/diagnostic.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Files that travel together: in a zip, or attached to a report.
namespace batterisk::study {

struct BundleFile {
  std::string name;  ///< relative, with '/' between folders
  std::string bytes;
};
using Bundle = std::vector<BundleFile>;

/// A container that cannot be trusted or read (exit code 3).
class ContainerError : public InputError {
  using InputError::InputError;
};

/// A zip archive. The bytes depend on the files and `iso_date` (of every entry) only.
[[nodiscard]] std::string zip_of(const Bundle& files, std::string_view iso_date);

/// Files of a zip archive. Refuses what leads out of it, what is too much to unpack and what is damaged: throws
/// ContainerError. Nothing is written.
[[nodiscard]] Bundle read_zip(const std::filesystem::path& path);

/// What a report says about itself, apart from its pages.
struct PdfMetadata {
  std::string title;
  std::string language;  ///< "nl", "en"
  std::string created;   ///< ISO date and time in UTC: "2026-11-01T00:00:00"
  std::vector<std::pair<std::string, int>> bookmarks;  ///< with their page, from 1
};

/// The PDF with files attached, bookmarks and metadata. An attachment has the name of its file with '_' for '/'. The
/// bytes depend on the arguments only.
[[nodiscard]] std::string pdf_with_files(const std::string& pdf, const Bundle& files, const PdfMetadata& metadata);

/// Where the pages of a report are not those that it should have.
struct PageDifference {
  int page = 0;  ///< from 1; 0: their number, or what the document shows beside them
  std::string stored;  ///< first text of the page that differs, in the report
  std::string now;     ///< and as it should be; both empty: not the text but the drawing differs
};

/// Compares what the pages of a PDF show - text, drawing, fonts, notes laid over them - with those of another. Nothing when
/// they are the same. Throws ContainerError.
[[nodiscard]] std::optional<PageDifference> compare_pages(const std::filesystem::path& report, const std::string& should_be);

/// Attachments of a PDF. Throws ContainerError.
[[nodiscard]] Bundle read_attachments(const std::filesystem::path& path);

}  // namespace batterisk::study
