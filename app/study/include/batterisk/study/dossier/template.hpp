#pragma once

#include <string>

namespace batterisk::study {

/// A commented example dossier that loads as it is, with what must be filled in marked [VERPLICHT].
[[nodiscard]] std::string dossier_template();

}  // namespace batterisk::study
