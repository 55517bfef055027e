#include "stored_input.hpp"

namespace batterisk::cli {

Input open_input(const Context& context, const std::string& path) {
  Input input;
  if (study::stored_kind(path) == study::StoredKind::Dossier) {
    input.dossier = load_dossier(path);
  } else {
    input.stored = study::open_stored(path);
    input.dossier = input.stored->dossier;
  }
  apply_options(context, input.dossier);
  // Under other values or rules a zone may reach farther than what the archive cut out of the layers.
  const bool another_study = !context.parameters.empty() || !context.rules.empty() || !context.peildatum.empty() ||
                             !context.aanvraagdatum.empty();
  if (input.stored && input.stored->unpacked && another_study) {
    input.dossier = study::with_extracts_as_such(std::move(input.dossier));
  }
  std::error_code error;
  const bool asked = !context.rules.empty() && std::filesystem::is_directory(context.rules, error);
  const bool travelled = input.stored && !input.stored->rules.empty() && !asked;
  input.catalog = travelled ? load_rule_catalog(input.stored->rules) : load_rules(context);
  return input;
}

void add_uncertainty(const Context& context, const Input& input, const study::UncertaintyRequest& request, study::StudyResult& result) {
  auto found = study::uncertainty(result, input.catalog, request, context.stop, progress(context));
  for (Diagnostic& d : study::uncertainty_messages(found, {input.dossier.path, 0, 0, {}})) result.messages.push_back(std::move(d));
  result.onzekerheid = std::make_shared<const study::Uncertainty>(std::move(found));
}

study::StudyResult compute(const Context& context, const Input& input, study::GroupRisk group_risk) {
  // What a stored study asked for is asked for again.
  if (input.stored && input.stored->group_risk) group_risk = study::GroupRisk::Computed;
  study::StudyResult result = study::run_study(input.dossier, input.catalog, context.stop, progress(context), group_risk);
  if (input.stored && input.stored->uncertainty) add_uncertainty(context, input, *input.stored->uncertainty, result);
  return result;
}

}  // namespace batterisk::cli
