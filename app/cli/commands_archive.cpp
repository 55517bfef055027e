#include "commands.hpp"
#include "stored_input.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_archive.hpp"
#include "batterisk/core/base/date.hpp"
#include "batterisk/render/report_file.hpp"
#include "batterisk/study/archive/archive.hpp"
#include "batterisk/study/dossier/version.hpp"
#include "batterisk/study/output/output.hpp"
#include "batterisk/study/run/sensitivity.hpp"
#include "batterisk/gis/write/new_file.hpp"
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

void print_json(const study::Verification& v, Likeness like, const std::vector<std::string>& files, int page) {
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
                                       {"bit_identiek", v.same_bytes && like == Likeness::Same},
                                       {"programma_bewaard", v.stored_program},
                                       {"programma_nu", this_program()},
                                       {"anders_verwoord", v.wording},
                                       {"bestanden_anders", files},
                                       {"bladzijde_anders", page < 0 ? nlohmann::ordered_json() : nlohmann::ordered_json(page)},
                                       {"verschillen", std::move(list)}};
  fmt::print("{}\n", study::json_text(json));
}

void print_text(const study::Verification& v, Likeness like, bool dutch) {
  if (v.same_bytes && like == Likeness::Other) {
    fmt::print("{}\n", dutch ? "verschilt: het resultaat is hetzelfde, wat ernaast staat niet" : "differs: the result is the same, what stands beside it is not");
    return;
  }
  if (v.same_bytes) {
    fmt::print("{}\n", dutch ? "bit-identiek: dezelfde uitkomst, byte voor byte" : "bit-identical: the same outcome, byte for byte");
    return;
  }
  if (v.stored_program != this_program()) {
    print(fmt::format(fmt::runtime(dutch ? "bewaard resultaat van {}, nagerekend met {}\n" : "stored result of {}, computed again with {}\n"),
               v.stored_program, this_program()));
  }
  if (v.wording > 0) fmt::print(fmt::runtime(dutch ? "anders verwoord: {} zinnen\n" : "worded differently: {} sentences\n"), v.wording);
  if (like == Likeness::Same) {
    fmt::print("{}\n", dutch ? "gelijk: elke waarde is dezelfde" : "equal: every value is the same");
    return;
  }
  if (like == Likeness::Accurate) {
    fmt::print(fmt::runtime(dutch ? "gelijk binnen de rekennauwkeurigheid van het bewaarde resultaat (grenzen en afstanden {} m, kansen 0,1 %); anders zijn:\n"
                                  : "equal within the accuracy of the stored result (borders and distances {} m, chances 0.1 %); other are:\n"),
               study::decimal(v.border_accuracy_m, 2, dutch ? study::Language::Nl : study::Language::En));
  } else {
    fmt::print("{}\n", dutch ? "verschilt:" : "differs:");
  }
  for (std::size_t i = 0; i < std::min(v.differences.size(), shown_differences); ++i) {
    const study::ResultDifference& d = v.differences[i];
    const char* const measure = d.where.ends_with(".geometrie") ? "m" : dutch ? "relatief" : "relative";
    print(fmt::format(fmt::runtime(dutch ? "  {}: {} waarden, grootste verschil {:.3g} {}{}: {} -> {}\n"
                                  : "  {}: {} values, largest difference {:.3g} {}{}: {} -> {}\n"),
               d.where, d.count, d.largest, measure, d.object.empty() ? "" : " (" + d.object + ")", d.stored.substr(0, 80),
               d.now.substr(0, 80)));
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
  gis::write_file(output, study::zip_of(study::make_bundle(result, input.catalog, context.stop), iso_date(input.dossier.peildatum)), context.stop);
  print(output + "\n");
  return ok;
}

namespace {

// What is not as it should be beside the result, each said; the files of a run or the pages of a report.
struct Beside {
  std::vector<std::string> files;
  std::optional<study::PageDifference> pages;
  bool unlisted = false;  ///< this very program would have listed them

  [[nodiscard]] bool differs() const { return !files.empty() || pages || unlisted; }
};

Beside look_beside(const Context& context, const Input& input, const study::StudyResult& result, const study::Verification& v,
                   const std::string& path) {
  Beside beside;
  const study::StoredStudy& stored = *input.stored;
  const study::StoredKind kind = study::stored_kind(path);
  if (kind == study::StoredKind::Zip) return beside;
  const bool folder = kind == study::StoredKind::Folder;
  if (folder ? !stored.outputs : !stored.pages) {
    beside.unlisted = v.same_bytes;
    Diagnostic unlisted = about(folder ? codes::outputs_unlisted : codes::pages_unlisted, path, {});
    if (!beside.unlisted) unlisted.severity = Severity::Waarschuwing;
    (void)report(context, {unlisted});
    return beside;
  }
  // Another version draws and words in its own way.
  if (!v.same_bytes) return beside;
  if (folder) {
    beside.files = study::differing_outputs(path, *stored.outputs, result, context.stop);
    for (const std::string& name : beside.files) (void)report(context, {about(codes::output_differs, path, {name})});
    return beside;
  }
  study::ReportOptions options{stored.pages->language, stored.pages->scale, {}, stored.pages->all_objects};
  if (stored.pages->sensitivity) options.sensitivity = study::sensitivity(result, input.catalog, context.stop, progress(context));
  beside.pages = render::compare_pages(result, options, path, context.stop);
  if (beside.pages) {
    const bool text = !beside.pages->stored.empty() || !beside.pages->now.empty();
    (void)report(context, {about(codes::pages_differ, path,
                                 {fmt::format("{}", beside.pages->page),
                                  text ? fmt::format("'{}' / '{}'", beside.pages->stored, beside.pages->now) : "de tekening is anders"})});
  }
  return beside;
}

}  // namespace

int verify(const Context& context, const std::string& path) {
  const Input input = open_input(context, path);
  if (!input.stored) {
    (void)report(context, {about(codes::container_empty, path, {})});
    return invalid_input;
  }
  if (input.stored->outputs) {
    const std::vector<std::string> changed = study::changed_outputs(path, *input.stored->outputs);
    for (const std::string& name : changed) (void)report(context, {about(codes::output_changed, path, {name})});
    if (!changed.empty()) return invalid_input;
  }
  const study::StudyResult result = compute(context, input);
  for (const RuleFile& then : input.stored->rule_files) {
    const auto now = std::find_if(result.rules->files.begin(), result.rules->files.end(),
                                  [&](const RuleFile& file) { return file.id == then.id; });
    if (now != result.rules->files.end() && now->sha256 == then.sha256) continue;
    (void)report(context, {about(codes::input_changed, path, {then.id})});
  }
  const study::Verification v = study::compare_results(input.stored->result, study::result_json(result));
  const Beside beside = look_beside(context, input, result, v, path);
  const Likeness like = beside.differs() ? Likeness::Other : likeness(v);
  context.json ? print_json(v, like, beside.files, beside.pages ? beside.pages->page : -1)
               : print_text(v, like, context.language() == study::Language::Nl);
  return like == Likeness::Other ? mismatch : ok;
}

}  // namespace batterisk::cli
