#pragma once

#include "context.hpp"

#include "batterisk/study/archive/archive.hpp"

#include <optional>
#include <string>

namespace batterisk::cli {

/// What a command is given: a dossier, or a study that travelled (archive, report, folder with results).
struct Input {
  Dossier dossier;
  RuleCatalog catalog;
  std::optional<study::StoredStudy> stored;  ///< holds the unpacked files
};

/// Opens it with the options of the command line applied. Rules that travelled along are used unless --rules names a
/// folder. Throws DossierError, RuleFileError or ContainerError.
[[nodiscard]] Input open_input(const Context& context, const std::string& path);

/// Adds the uncertainty of a result to it, with its messages; verdicts stay as they are.
void add_uncertainty(const Context& context, const Input& input, const study::UncertaintyRequest& request, study::StudyResult& result);

/// Runs the study with progress on stderr; with group risk too when the stored result has it.
[[nodiscard]] study::StudyResult compute(const Context& context, const Input& input,
                                         study::GroupRisk group_risk = study::GroupRisk::Omitted);

}  // namespace batterisk::cli
