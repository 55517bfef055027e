#include "commands.hpp"
#include "stored_input.hpp"

#include "batterisk/core/codes.hpp"
#include "batterisk/render/report_pdf.hpp"
#include "batterisk/study/output.hpp"
#include "batterisk/study/report.hpp"
#include "batterisk/study/result_json.hpp"

#include <chrono>
#include <cstdlib>
#include <optional>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace batterisk::cli {
namespace {

// Seconds since 1970 of reproducible-builds.org; else midnight of the date in the dossier: never a clock.
std::string creation_time(const std::string& asked, const std::string& date) {
  if (!asked.empty()) return asked + "T00:00:00";
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); epoch != nullptr && *epoch != '\0') {
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}", fmt::gmtime(static_cast<std::time_t>(std::atoll(epoch))));
  }
  return date + "T00:00:00";
}

}  // namespace

int report(const Context& context, const ReportCommand& options) {
  const Input input = open_input(context, options.input);
  const study::StudyResult result = compute(context, input);
  const bool failed = report(context, result.messages);
  if (input.stored) {
    const study::Verification v = study::compare_results(input.stored->result, study::result_json(result));
    if (!v.differences.empty()) {
      (void)report(context, {{codes::result_differs, Severity::Fout, {options.input, 0, 0, {}},
                              {options.input, fmt::format("{}", v.differences.size())}}});
      return mismatch;
    }
  }
  const study::Report content = study::make_report(result, {context.language(), options.scale});
  study::PdfMetadata metadata{content.title, context.lang, creation_time(options.date, content.date), {}};
  std::string pdf;
  try {
    render::PdfPages pages = render::report_pdf(content);
    for (const render::PdfBookmark& bookmark : pages.bookmarks) metadata.bookmarks.emplace_back(bookmark.title, bookmark.page);
    pdf = std::move(pages.bytes);
  } catch (const render::FontMissing& missing) {
    (void)report(context, {{codes::font_missing, Severity::Fout, {}, {missing.what()}}});
    return data_missing;
  }
  std::filesystem::path html = options.output;
  html.replace_extension(".html");
  study::write_file(options.output, study::pdf_with_files(pdf, study::make_bundle(result, input.catalog), metadata));
  study::write_file(html, study::report_html(content));
  fmt::print("{}\n{}\n", options.output, html.generic_string());
  return failed ? data_missing : ok;
}

}  // namespace batterisk::cli
