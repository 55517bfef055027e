#pragma once

#include "batterisk/study/report/report.hpp"

#include <stop_token>
#include <string>
#include <vector>

namespace batterisk::render {

struct PdfBookmark {
  std::string title;
  int page;  ///< from 1
};

struct PdfPages {
  std::string bytes;
  std::vector<PdfBookmark> bookmarks;  ///< the chapters
};

/// The report as a PDF of A4 pages; maps on landscape pages, vector, true to scale. Needs no display: when the program has
/// no QGuiApplication yet, it makes one on the platform `offscreen`. Throws FileError (F018) when
/// this computer lacks a font of the report, and Cancelled between its sections.
[[nodiscard]] PdfPages report_pdf(const study::Report& report, const std::stop_token& stop = {});

}  // namespace batterisk::render
