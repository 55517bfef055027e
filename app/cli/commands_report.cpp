#include "commands.hpp"
#include "stored_input.hpp"

#include "batterisk/core/codes.hpp"
#include "batterisk/render/report_file.hpp"
#include "batterisk/render/report_pdf.hpp"
#include "batterisk/study/result_json.hpp"

#include <chrono>
#include <cstdlib>
#include <optional>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace batterisk::cli {
namespace {

// Seconds since 1970 of reproducible-builds.org; else nothing, for the date in the dossier: never a clock.
std::string creation_time(const std::string& asked) {
  if (!asked.empty()) return asked + "T00:00:00";
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); epoch != nullptr && *epoch != '\0') {
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}", fmt::gmtime(static_cast<std::time_t>(std::atoll(epoch))));
  }
  return "";
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
  try {
    const auto files = render::write_report(result, input.catalog, options.output, {context.language(), options.scale},
                                            creation_time(options.date));
    for (const auto& file : files) fmt::print("{}\n", file.generic_string());
  } catch (const render::FontMissing& missing) {
    (void)report(context, {{codes::font_missing, Severity::Fout, {}, {missing.what()}}});
    return data_missing;
  }
  return failed ? data_missing : ok;
}

}  // namespace batterisk::cli
