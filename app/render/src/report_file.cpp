#include "batterisk/render/report_file.hpp"

#include "batterisk/render/report_pdf.hpp"

#include "batterisk/study/archive/archive.hpp"
#include "batterisk/gis/write/new_file.hpp"

namespace batterisk::render {

namespace {

struct Pdf {
  std::string bytes;
  study::PdfMetadata metadata;
};

Pdf pdf_of(const study::Report& report, const std::string& created, const std::stop_token& stop) {
  Pdf pdf{{}, {report.title, report.language == study::Language::Nl ? "nl" : "en", created.empty() ? report.date + "T00:00:00" : created, {}}};
  PdfPages pages = report_pdf(report, stop);
  for (const PdfBookmark& bookmark : pages.bookmarks) pdf.metadata.bookmarks.emplace_back(bookmark.title, bookmark.page);
  pdf.bytes = std::move(pages.bytes);
  return pdf;
}

}  // namespace

ReportFiles report_files(const study::Report& report, const study::Bundle& attachments, const std::string& created,
                         const std::stop_token& stop) {
  const Pdf made = pdf_of(report, created, stop);
  return {study::pdf_with_files(made.bytes, attachments, made.metadata), study::report_html(report)};
}

std::vector<std::filesystem::path> write_report(const study::StudyResult& result, const RuleCatalog& catalog,
                                                const std::filesystem::path& pdf, const study::ReportOptions& options,
                                                const std::string& created, const std::stop_token& stop) {
  const study::ReportPages pages{options.language, options.scale, options.sensitivity.has_value(), options.all_objects};
  ReportFiles files = report_files(study::make_report(result, options, stop), study::make_bundle(result, catalog, stop, pages), created, stop);
  if (gis::is_written_as_it_is(pdf)) {
    gis::write_file(pdf, files.pdf, stop);
    return {pdf};
  }
  std::filesystem::path html = pdf;
  html.replace_extension(".html");
  gis::write_files({{pdf, std::move(files.pdf)}, {html, std::move(files.html)}}, stop);
  return {pdf, html};
}

std::optional<study::PageDifference> compare_pages(const study::StudyResult& result, const study::ReportOptions& options,
                                                   const std::filesystem::path& pdf, const std::stop_token& stop) {
  const Pdf made = pdf_of(study::make_report(result, options, stop), "", stop);
  return study::compare_pages(pdf, study::pdf_with_files(made.bytes, {}, made.metadata));
}

}  // namespace batterisk::render
