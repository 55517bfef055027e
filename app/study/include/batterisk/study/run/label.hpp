#pragma once

#include "batterisk/study/text/texts.hpp"

#include "batterisk/core/rules/rule_set.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk::study {

/// What a study may call itself, from exactly the keys that it used.
enum class Label {
  ConformRegelset,        ///< official text, every used key confirmed
  EigenReferentiemethode, ///< the project's own method, without deviations
  Indicatief
};
[[nodiscard]] std::string_view to_string(Label label);

/// The label that a set of used keys allows; a dossier that replaces a value by another makes it `Indicatief`.
[[nodiscard]] Label label_of(const RuleSet& rules, const std::vector<std::shared_ptr<const Provenance>>& used_keys);

/// "eigen referentiemethode"; "own reference method". `rule_set` is the set that a result can conform to.
[[nodiscard]] std::string label_word(Label label, std::string_view rule_set, Language language);

}  // namespace batterisk::study
