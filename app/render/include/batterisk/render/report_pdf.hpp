#pragma once

#include "batterisk/study/report.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace batterisk::render {

/// A font that the report needs is not on this computer.
class FontMissing : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct PdfBookmark {
  std::string title;
  int page;  ///< from 1
};

struct PdfPages {
  std::string bytes;
  std::vector<PdfBookmark> bookmarks;  ///< the chapters
};

/// The report as a PDF of A4 pages; maps on landscape pages, vector, true to scale. Needs no display: when the program has
/// no QGuiApplication yet, it makes one on the platform `offscreen`. Throws FontMissing.
[[nodiscard]] PdfPages report_pdf(const study::Report& report);

}  // namespace batterisk::render
