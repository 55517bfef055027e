#include "batterisk/render/report_file.hpp"

#include "batterisk/render/report_pdf.hpp"

#include "batterisk/study/archive/archive.hpp"
#include "batterisk/study/output/output.hpp"

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

std::vector<std::filesystem::path> write_report(const study::Report& report, const study::Bundle& attachments,
                                                const std::filesystem::path& pdf, const std::string& created,
                                                const std::stop_token& stop) {
  const Pdf made = pdf_of(report, created, stop);
  std::filesystem::path html = pdf;
  html.replace_extension(".html");
  study::write_files({{pdf, study::pdf_with_files(made.bytes, attachments, made.metadata)}, {html, study::report_html(report)}}, stop);
  return {pdf, html};
}

std::vector<std::filesystem::path> write_report(const study::StudyResult& result, const RuleCatalog& catalog,
                                                const std::filesystem::path& pdf, const study::ReportOptions& options,
                                                const std::string& created, const std::stop_token& stop) {
  const study::ReportPages pages{options.language, options.scale, options.sensitivity.has_value()};
  return write_report(study::make_report(result, options, stop), study::make_bundle(result, catalog, stop, pages), pdf, created, stop);
}

std::optional<study::PageDifference> compare_pages(const study::StudyResult& result, const study::ReportOptions& options,
                                                   const std::filesystem::path& pdf, const std::stop_token& stop) {
  const Pdf made = pdf_of(study::make_report(result, options, stop), "", stop);
  return study::compare_pages(pdf, study::pdf_with_files(made.bytes, {}, made.metadata));
}

}  // namespace batterisk::render
