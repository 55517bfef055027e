#include "batterisk/render/report_file.hpp"

#include "batterisk/render/report_pdf.hpp"

#include "batterisk/study/archive/archive.hpp"
#include "batterisk/study/output/output.hpp"

namespace batterisk::render {

std::vector<std::filesystem::path> write_report(const study::Report& report, const study::Bundle& attachments,
                                                const std::filesystem::path& pdf, const std::string& created,
                                                const std::stop_token& stop) {
  study::PdfMetadata metadata{report.title, report.language == study::Language::Nl ? "nl" : "en",
                              created.empty() ? report.date + "T00:00:00" : created, {}};
  const PdfPages pages = report_pdf(report, stop);
  for (const PdfBookmark& bookmark : pages.bookmarks) metadata.bookmarks.emplace_back(bookmark.title, bookmark.page);
  std::filesystem::path html = pdf;
  html.replace_extension(".html");
  study::write_files({{pdf, study::pdf_with_files(pages.bytes, attachments, metadata)}, {html, study::report_html(report)}}, stop);
  return {pdf, html};
}

std::vector<std::filesystem::path> write_report(const study::StudyResult& result, const RuleCatalog& catalog,
                                                const std::filesystem::path& pdf, const study::ReportOptions& options,
                                                const std::string& created, const std::stop_token& stop) {
  return write_report(study::make_report(result, options, stop), study::make_bundle(result, catalog, stop), pdf, created, stop);
}

}  // namespace batterisk::render
