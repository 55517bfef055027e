#pragma once

#include "page_text.hpp"

#include "batterisk/study/report/report.hpp"

#include <map>
#include <stop_token>
#include <string>
#include <vector>

class QPainter;
class QPdfWriter;

namespace batterisk::render {

/// Lays a report out on pages. Without a painter it only counts: a first pass finds the page numbers of the contents.
class ReportLayout {
 public:
  /// `pages` and `page_count`: what the first pass found.
  ReportLayout(const study::Report& report, QPdfWriter* writer, QPainter* painter, std::map<std::string, int> pages,
               int page_count);

  /// Throws Cancelled between sections.
  void run(const std::stop_token& stop);
  [[nodiscard]] const std::map<std::string, int>& pages() const { return found_; }  ///< of the chapters, by number
  [[nodiscard]] int page_count() const { return page_; }

  void operator()(const study::ReportText& block);
  void operator()(const study::ReportList& block);
  void operator()(const study::ReportVerdict& block);
  void operator()(const study::ReportFacts& block);
  void operator()(const study::ReportTable& block);
  void operator()(const study::ReportFigure& block);
  void operator()(const study::ReportListing& block);

 private:
  void title_page();
  void contents();
  void heading(const study::ReportSection& section, double room_below);
  /// A map fills a page of its own: it follows the page on which it is announced, and the text runs on to fill that.
  void put_sheets();
  void new_page();
  void begin_page(bool landscape);
  void furniture(bool landscape);
  double draw_labels(double right, double top, double size_pt);
  /// Begins a new page when `height` does not fit on this one.
  void need(double height);
  void put(const TextBox& box, double x);
  void rule(double x, double width, double y, double thickness);
  [[nodiscard]] bool paints() const { return painter_ != nullptr; }
  [[nodiscard]] std::string text(const char* nl, const char* en) const;

  const study::Report& report_;
  QPdfWriter* writer_;
  QPainter* painter_;
  std::map<std::string, int> known_;
  int known_count_;
  std::map<std::string, int> found_;
  int page_ = 0;
  double y_ = 0.0;
  std::vector<const study::ReportFigure*> sheets_;  ///< announced, and not yet on a page
};

}  // namespace batterisk::render
