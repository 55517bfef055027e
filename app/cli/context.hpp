#pragma once

#include "arguments.hpp"

#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/core/rules/rule_document.hpp"
#include "batterisk/study/run/study.hpp"
#include "batterisk/study/text/texts.hpp"

#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk::cli {

/// Exit codes of every command.
enum Exit : int {
  ok = 0,
  internal_error = 1,
  usage = 2,
  invalid_input = 3,
  out_of_scope = 4,
  data_missing = 5,
  mismatch = 6,
  partly_failed = 7,
  norm_exceeded = 8,
  interrupted = 130
};

/// Options that every command knows.
struct Context {
  std::string lang = "nl";
  std::string rules;          ///< folder with rule files or with a draft, or id of a method set or draft
  std::string peildatum;      ///< ISO; replaces that of the dossier
  std::string aanvraagdatum;
  std::vector<std::string> parameters;  ///< key=value
  std::string progress = "auto";
  bool json = false;
  bool quiet = false;
  bool strict = false;
  std::stop_token stop;

  [[nodiscard]] study::Language language() const {
    return lang == "en" ? study::Language::En : study::Language::Nl;
  }
};

/// Folder of the rules, with --rules first when it is one (it holds bronnen.toml).
[[nodiscard]] std::filesystem::path rules_folder(const Context& context);

/// The rules, with the draft when --rules is a folder of overlays.
[[nodiscard]] RuleCatalog load_rules(const Context& context);

/// Puts rule set, dates and parameters of the command line into a dossier. Throws DossierError.
void apply_options(const Context& context, Dossier& dossier);

/// Moment that a PDF names as its creation: midnight of the date asked for, else that of SOURCE_DATE_EPOCH; empty when
/// neither is there. Never a clock.
[[nodiscard]] std::string creation_time(const std::string& asked = "");

/// Prints messages on stderr (nothing when quiet, except errors). True when one is an error, or with --strict a
/// warning.
bool report(const Context& context, const std::vector<Diagnostic>& messages);

/// Prints them too. Exit code of a command that ran to its end: 0, or, where a message is an error, 3 for one about the
/// dossier or the rules, else 5 for one about a layer or a file, else 4 (method and scope).
[[nodiscard]] int exit_code(const Context& context, const std::vector<Diagnostic>& messages);

/// Exit code of broken input: 2 when all of it stands on the command line, 5 for a layer or an output, else 3.
[[nodiscard]] int exit_code(const InputError& error);

/// Text for people on stdout: what names and messages of files bring along cannot act on a terminal.
void print(std::string_view text);

/// From now on nothing that goes to a terminal by stdout can act on it, data neither. Files and pipes get every byte as it is.
void guard_terminal();

/// Progress on stderr as the options ask; nothing when stderr is no terminal.
[[nodiscard]] study::Progress progress(const Context& context);

}  // namespace batterisk::cli
