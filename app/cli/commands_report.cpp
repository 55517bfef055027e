#include "commands.hpp"

#include "batterisk/render/report_pdf.hpp"
#include "batterisk/study/output.hpp"
#include "batterisk/study/report.hpp"

#include <fmt/format.h>

namespace batterisk::cli {

int report(const Context& context, const ReportCommand& options) {
  const Dossier dossier = read_dossier(context, options.input);
  const RuleCatalog catalog = load_rule_catalog(rules_folder(context));
  const study::StudyResult result = study::run_study(dossier, catalog, context.stop, progress(context));
  const bool failed = report(context, result.messages);
  const study::Report content = study::make_report(result, {context.language(), options.scale});
  const render::PdfPages pages = render::report_pdf(content);
  std::filesystem::path html = options.output;
  html.replace_extension(".html");
  study::write_file(options.output, pages.bytes);
  study::write_file(html, study::report_html(content));
  fmt::print("{}\n{}\n", options.output, html.generic_string());
  return failed ? data_missing : ok;
}

}  // namespace batterisk::cli
