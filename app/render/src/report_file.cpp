#include "batterisk/render/report_file.hpp"

#include "batterisk/render/report_pdf.hpp"

#include "batterisk/study/archive.hpp"
#include "batterisk/study/output.hpp"

namespace batterisk::render {

std::vector<std::filesystem::path> write_report(const study::StudyResult& result, const RuleCatalog& catalog,
                                                const std::filesystem::path& pdf, const study::ReportOptions& options,
                                                const std::string& created) {
  const study::Report content = study::make_report(result, options);
  study::PdfMetadata metadata{content.title, options.language == study::Language::Nl ? "nl" : "en",
                              created.empty() ? content.date + "T00:00:00" : created, {}};
  const PdfPages pages = report_pdf(content);
  for (const PdfBookmark& bookmark : pages.bookmarks) metadata.bookmarks.emplace_back(bookmark.title, bookmark.page);
  std::filesystem::path html = pdf;
  html.replace_extension(".html");
  study::write_file(pdf, study::pdf_with_files(pages.bytes, study::make_bundle(result, catalog), metadata));
  study::write_file(html, study::report_html(content));
  return {pdf, html};
}

}  // namespace batterisk::render
