#include "batterisk/study/run/label.hpp"

#include "batterisk/core/base/codes.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace batterisk::study {

std::string_view to_string(Label label) {
  switch (label) {
    case Label::ConformRegelset:
      return "conform_regelset";
    case Label::EigenReferentiemethode:
      return "eigen_referentiemethode";
    case Label::Indicatief:
      return "indicatief";
  }
  return "";
}

Label label_of(const RuleSet& rules, const std::vector<std::shared_ptr<const Provenance>>& keys) {
  if (rules.represents_official_text) {
    const bool all = std::all_of(keys.begin(), keys.end(),
                                 [](const auto& key) { return key->status == KeyStatus::Bevestigd; });
    return all ? Label::ConformRegelset : Label::Indicatief;
  }
  const bool deviates = std::any_of(rules.warnings.begin(), rules.warnings.end(),
                                    [](const Diagnostic& d) { return d.code == codes::deviation_applied; });
  return !deviates && !rules.is_draft ? Label::EigenReferentiemethode : Label::Indicatief;
}

std::string label_word(Label label, std::string_view rule_set, Language language) {
  switch (label) {
    case Label::ConformRegelset:
      return fmt::format(fmt::runtime(language == Language::Nl ? "conform {}" : "conforms to {}"), rule_set);
    case Label::EigenReferentiemethode:
      return language == Language::Nl ? "eigen referentiemethode" : "own reference method";
    case Label::Indicatief:
      return language == Language::Nl ? "indicatief" : "indicatief: indicative";
  }
  return "";
}

}  // namespace batterisk::study
