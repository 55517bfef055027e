#pragma once

#include "batterisk/study/archive/bundle.hpp"
#include "batterisk/study/report/report.hpp"
#include "batterisk/study/run/study.hpp"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace batterisk::render {

/// A report as bytes of a PDF and of its HTML twin.
struct ReportFiles {
  std::string pdf;
  std::string html;
};

/// A report with files attached to its PDF. `created`: ISO date and time in UTC that the PDF names; empty for midnight of
/// the date of the report. Throws FileError, or Cancelled.
[[nodiscard]] ReportFiles report_files(const study::Report& report, const study::Bundle& attachments,
                                       const std::string& created = "", const std::stop_token& stop = {});

/// Writes the report of a result to `pdf`, with everything attached that is needed to compute it again, and its HTML twin
/// beside it; returns both. A `pdf` that is a device or pipe has no twin. Throws FileError, or Cancelled; then both files are
/// as they were.
std::vector<std::filesystem::path> write_report(const study::StudyResult& result, const RuleCatalog& catalog,
                                                const std::filesystem::path& pdf, const study::ReportOptions& options,
                                                const std::string& created = "", const std::stop_token& stop = {});

/// Holds the pages of a report against those that this program makes of the result. Throws ContainerError, or Cancelled.
[[nodiscard]] std::optional<study::PageDifference> compare_pages(const study::StudyResult& result, const study::ReportOptions& options,
                                                                 const std::filesystem::path& pdf, const std::stop_token& stop = {});

}  // namespace batterisk::render
