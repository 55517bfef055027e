#include "commands.hpp"
#include "stored_input.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_archive.hpp"
#include "batterisk/render/report_file.hpp"
#include "batterisk/study/tables/result_json.hpp"

#include <fmt/format.h>

namespace batterisk::cli {

int report(const Context& context, const ReportCommand& options) {
  if (!options.date.empty() && !parse_date(options.date)) throw wrong_argument("--datum", "datum jjjj-mm-dd");
  const auto scale = options.scale.empty() ? std::nullopt : std::optional{scale_of(options.scale)};
  if (options.uncertainty.draws != 0) study::require_possible(options.uncertainty, command_line);
  const Input input = open_input(context, options.input);
  const study::GroupRisk asked = options.group_risk ? study::GroupRisk::Computed : study::GroupRisk::Omitted;
  study::StudyResult result = compute(context, input, input.stored ? study::GroupRisk::Omitted : asked);
  if (input.stored) {
    const study::Verification v = study::compare_results(input.stored->result, study::result_json(result));
    if (!v.differences.empty()) {
      (void)report(context, {{codes::result_differs, Severity::Fout, {options.input, 0, 0, {}},
                              {options.input, fmt::format("{}", v.differences.size())}}});
      return mismatch;
    }
    // What was stored is the same; the group risk comes on top of it.
    if (options.group_risk && !result.groepsrisico) result = compute(context, input, asked);
  }
  if (options.uncertainty.draws != 0) add_uncertainty(context, input, options.uncertainty, result);
  const bool failed = report(context, result.messages);
  study::ReportOptions content{context.language(), scale, {}, options.all_objects};
  if (options.sensitivity) {
    content.sensitivity = study::sensitivity(result, input.catalog, context.stop, progress(context));
  }
  const auto files =
      render::write_report(result, input.catalog, options.output, content, creation_time(options.date), context.stop);
  for (const auto& file : files) fmt::print("{}\n", file.generic_string());
  return failed ? data_missing : ok;
}

}  // namespace batterisk::cli
