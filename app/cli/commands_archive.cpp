#include "commands.hpp"
#include "stored_input.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_archive.hpp"
#include "batterisk/core/base/date.hpp"
#include "batterisk/study/archive/archive.hpp"
#include "batterisk/study/dossier/version.hpp"
#include "batterisk/study/output/output.hpp"
#include "batterisk/study/tables/result_json.hpp"
#include "batterisk/study/text/json_text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace batterisk::cli {
namespace {

constexpr std::size_t shown_differences = 20;

std::string this_program() { return "batterisk " + study::version() + " (" + study::commit() + ")"; }

// What a verification may say of two results.
enum class Likeness {
  Same,
  Accurate,  // another version, within the accuracy of the computation
  Other
};

Likeness likeness(const study::Verification& v) {
  const bool other_version = v.stored_program != this_program();
  if (v.differences.empty() && (v.wording == 0 || other_version)) return Likeness::Same;
  return other_version && v.within_accuracy() ? Likeness::Accurate : Likeness::Other;
}

void print_json(const study::Verification& v, Likeness like) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const study::ResultDifference& d : v.differences) {
    list.push_back({{"waarde", d.where},
                    {"aantal", d.count},
                    {"grootste_relatief_verschil", d.largest},
                    {"object", d.object},
                    {"bewaard", d.stored},
                    {"nu", d.now}});
  }
  const nlohmann::ordered_json json = {{"gelijk", like == Likeness::Same},
                                       {"binnen_nauwkeurigheid", like != Likeness::Other},
                                       {"bit_identiek", v.same_bytes},
                                       {"programma_bewaard", v.stored_program},
                                       {"programma_nu", this_program()},
                                       {"anders_verwoord", v.wording},
                                       {"verschillen", std::move(list)}};
  fmt::print("{}\n", study::json_text(json));
}

void print_text(const study::Verification& v, Likeness like, bool dutch) {
  if (v.same_bytes) {
    fmt::print("{}\n", dutch ? "bit-identiek: dezelfde uitkomst, byte voor byte" : "bit-identical: the same outcome, byte for byte");
    return;
  }
  if (v.stored_program != this_program()) {
    fmt::print(fmt::runtime(dutch ? "bewaard resultaat van {}, nagerekend met {}\n" : "stored result of {}, computed again with {}\n"),
               v.stored_program, this_program());
  }
  if (v.wording > 0) fmt::print(fmt::runtime(dutch ? "anders verwoord: {} zinnen\n" : "worded differently: {} sentences\n"), v.wording);
  if (like == Likeness::Same) {
    fmt::print("{}\n", dutch ? "gelijk: elke waarde is dezelfde" : "equal: every value is the same");
    return;
  }
  if (like == Likeness::Accurate) {
    fmt::print("{}\n", dutch ? "gelijk binnen de rekennauwkeurigheid (grenzen en afstanden 0,1 m, kansen 0,1 %); anders zijn:"
                             : "equal within the accuracy of the computation (borders and distances 0.1 m, chances 0.1 %); other are:");
  } else {
    fmt::print("{}\n", dutch ? "verschilt:" : "differs:");
  }
  for (std::size_t i = 0; i < std::min(v.differences.size(), shown_differences); ++i) {
    const study::ResultDifference& d = v.differences[i];
    fmt::print(fmt::runtime(dutch ? "  {}: {} waarden, grootste verschil {:.3g} relatief{}: {} -> {}\n"
                                  : "  {}: {} values, largest difference {:.3g} relative{}: {} -> {}\n"),
               d.where, d.count, d.largest, d.object.empty() ? "" : " (" + d.object + ")", d.stored.substr(0, 80),
               d.now.substr(0, 80));
  }
  if (v.differences.size() > shown_differences) {
    fmt::print(fmt::runtime(dutch ? "  en nog {} andere\n" : "  and {} others\n"), v.differences.size() - shown_differences);
  }
}

Diagnostic about(Code code, const std::string& path, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), path);
  return {code, Severity::Fout, {path, 0, 0, {}}, std::move(arguments)};
}

}  // namespace

int archive(const Context& context, const std::string& path, const std::string& output) {
  const Input input = open_input(context, path);
  const study::StudyResult result = compute(context, input);
  const bool failed = report(context, result.messages);
  // What is archived must be what the folder holds, not what it would hold today.
  if (input.stored) {
    const study::Verification v = study::compare_results(input.stored->result, study::result_json(result));
    if (!v.differences.empty()) {
      (void)report(context, {about(codes::result_differs, path, {fmt::format("{}", v.differences.size())})});
      return mismatch;
    }
  }
  if (failed) {
    (void)report(context, {about(codes::layer_not_archived, path, {})});
    return data_missing;
  }
  study::write_file(output, study::zip_of(study::make_bundle(result, input.catalog, context.stop), iso_date(input.dossier.peildatum)));
  fmt::print("{}\n", output);
  return ok;
}

int verify(const Context& context, const std::string& path) {
  const Input input = open_input(context, path);
  if (!input.stored) {
    (void)report(context, {about(codes::container_empty, path, {})});
    return invalid_input;
  }
  const study::StudyResult result = compute(context, input);
  for (const RuleFile& then : input.stored->rule_files) {
    const auto now = std::find_if(result.rules->files.begin(), result.rules->files.end(),
                                  [&](const RuleFile& file) { return file.id == then.id; });
    if (now != result.rules->files.end() && now->sha256 == then.sha256) continue;
    (void)report(context, {about(codes::input_changed, path, {then.id})});
  }
  const study::Verification v = study::compare_results(input.stored->result, study::result_json(result));
  const Likeness like = likeness(v);
  context.json ? print_json(v, like) : print_text(v, like, context.language() == study::Language::Nl);
  return like == Likeness::Other ? mismatch : ok;
}

}  // namespace batterisk::cli
