#include "context.hpp"

#include "streams.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/printable.hpp"
#include "batterisk/core/base/text_encoding.hpp"
#include "batterisk/study/dossier/rules_folder.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

namespace batterisk::cli {
namespace {

Diagnostic wrong(const std::string& option, const std::string& expected) {
  return {{'D', codes::wrong_type}, Severity::Fout, command_line, {option, expected}};
}

bool is_folder(const std::string& path) {
  std::error_code error;
  return !path.empty() && std::filesystem::is_directory(path, error);
}

using study::is_rules_folder;

}  // namespace

std::filesystem::path rules_folder(const Context& context) {
  // A folder without a list of sources holds a draft, not the rules.
  return study::rules_folder(is_folder(context.rules) && !is_rules_folder(context.rules) ? "" : context.rules);
}

RuleCatalog load_rules(const Context& context) {
  const std::filesystem::path folder = rules_folder(context);
  if (!is_folder(context.rules) || is_rules_folder(context.rules)) return load_rule_catalog(folder);
  // A draft that stands among the rules is read with them.
  const auto draft = std::filesystem::weakly_canonical(context.rules);
  const bool inside = draft.parent_path() == std::filesystem::weakly_canonical(folder / "ontwerp");
  return load_rule_catalog(folder, inside ? std::filesystem::path{} : draft);
}

void apply_options(const Context& context, Dossier& dossier) {
  if (is_folder(context.rules) && !is_rules_folder(context.rules)) {
    dossier.rule_set = "ontwerp/" + std::filesystem::weakly_canonical(context.rules).filename().generic_string();
  } else if (!context.rules.empty() && !is_folder(context.rules)) {
    dossier.rule_set = context.rules;
  }
  std::vector<Diagnostic> findings;
  if (!context.peildatum.empty()) {
    const auto date = parse_date(context.peildatum);
    if (date) dossier.peildatum = *date;
    if (!date) findings.push_back(wrong("--peildatum", "datum jjjj-mm-dd"));
  }
  if (!context.aanvraagdatum.empty()) {
    dossier.aanvraagdatum = parse_date(context.aanvraagdatum);
    if (!dossier.aanvraagdatum) findings.push_back(wrong("--aanvraagdatum", "datum jjjj-mm-dd"));
  }
  if (!findings.empty()) throw DossierError(std::move(findings));
  std::vector<Deviation> given = parameters(context.parameters);
  // A stored study brings the command line of its own run along; that of this one comes instead.
  std::erase_if(dossier.deviations, [&](const Deviation& stored) {
    return stored.place == command_line && std::any_of(given.begin(), given.end(), [&](const Deviation& d) {
             return d.parameter == stored.parameter;
           });
  });
  for (Deviation& deviation : given) dossier.deviations.push_back(std::move(deviation));
}

std::string creation_time(const std::string& asked) {
  if (!asked.empty()) return asked + "T00:00:00";
  // Seconds since 1970, as reproducible-builds.org has it.
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); epoch != nullptr && *epoch != '\0') {
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}", fmt::gmtime(static_cast<std::time_t>(std::atoll(epoch))));
  }
  return "";
}

bool report(const Context& context, const std::vector<Diagnostic>& messages) {
  // A slip in the position of a park gives the same message for every unit: after these, their number says it.
  constexpr std::size_t most_of_a_code = 20;
  std::map<std::string, std::size_t> count;
  bool failed = false;
  for (Diagnostic d : messages) {
    if (context.strict && d.severity == Severity::Waarschuwing) d.severity = Severity::Fout;
    const bool error = d.severity == Severity::Fout;
    failed = failed || error;
    if (context.quiet && !error) continue;
    if (++count[to_string(d.code)] > most_of_a_code) continue;
    say(fmt::format("{}\n", study::format_diagnostic(d, context.language())));
  }
  for (const auto& [code, number] : count) {
    if (number <= most_of_a_code) continue;
    const bool dutch = context.language() == study::Language::Nl;
    say(fmt::format(fmt::runtime(dutch ? "{}: nog {} keer dezelfde soort melding\n" : "{}: {} more messages of this kind\n"),
               code, number - most_of_a_code));
  }
  return failed;
}

int exit_code(const Context& context, const std::vector<Diagnostic>& messages) {
  if (!report(context, messages)) return ok;
  bool dossier = false;
  bool data = false;
  for (const Diagnostic& d : messages) {
    if (d.severity == Severity::Info) continue;
    if (d.severity == Severity::Waarschuwing && !context.strict) continue;
    const bool about_layer = d.code == codes::layer_missing_for_verdict || d.code == codes::study_not_covered;
    dossier = dossier || d.code.letter == 'D' || d.code.letter == 'R' || d.code == codes::key_without_effect;
    data = data || d.code.letter == 'L' || d.code.letter == 'F' || about_layer;
  }
  return dossier ? invalid_input : data ? data_missing : out_of_scope;
}

int exit_code(const InputError& error) {
  const auto& findings = error.diagnostics();
  const bool on_command_line = std::all_of(findings.begin(), findings.end(),
                                           [](const Diagnostic& d) { return d.place == command_line; });
  if (on_command_line && !findings.empty()) return usage;
  const bool about_data = dynamic_cast<const LayerError*>(&error) != nullptr ||
                          dynamic_cast<const FileError*>(&error) != nullptr;
  return about_data ? data_missing : invalid_input;
}

void print(std::string_view text) {
  fmt::print("{}", printable(text, true));
}

namespace {

// A letter may come in two pieces: its begin waits for the rest.
ssize_t write_guarded(void* of, const char* data, std::size_t size) {
  auto& waiting = *static_cast<std::string*>(of);
  waiting.append(data, size);
  constexpr std::size_t longest = 4;
  std::size_t whole = utf8_length(waiting);
  if (waiting.size() - whole >= longest) whole = waiting.size();  // no letter, whatever follows
  const std::string out = printable(std::string_view{waiting}.substr(0, whole), true);
  waiting.erase(0, whole);
  for (std::size_t done = 0; done < out.size();) {
    const ssize_t n = ::write(STDOUT_FILENO, out.data() + done, out.size() - done);
    if (n < 0 && errno != EINTR) return 0;
    if (n > 0) done += static_cast<std::size_t>(n);
  }
  return static_cast<ssize_t>(size);
}

}  // namespace

void guard_terminal() {
  static auto* const waiting = new std::string;  // what is left is written after objects of the program have ended
  if (::isatty(STDOUT_FILENO) == 0) return;
  cookie_io_functions_t functions{};
  functions.write = write_guarded;
  if (FILE* guarded = ::fopencookie(waiting, "w", functions); guarded != nullptr) {
    std::setvbuf(guarded, nullptr, _IOLBF, BUFSIZ);
    stdout = guarded;
  }
}

study::Progress progress(const Context& context) {
  if (context.progress == "json") {
    return [](std::string_view stage, double share) {
      say(fmt::format("{{\"stap\":\"{}\",\"deel\":{:.2f}}}\n", stage, share));
    };
  }
  if (context.progress == "none" || context.quiet || isatty(STDERR_FILENO) == 0) return {};
  return [](std::string_view stage, double share) {
    say(fmt::format("\r\033[K{:3.0f} % {}", 100.0 * share, stage));
    if (share >= 1.0) say("\r\033[K");
  };
}

}  // namespace batterisk::cli
