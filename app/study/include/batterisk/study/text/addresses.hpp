#pragma once

#include "batterisk/study/text/texts.hpp"

#include "batterisk/core/dossier/surroundings.hpp"

#include <string>

namespace batterisk::study {

/// "Koepoortstraat 12a-2"; empty where the number is not known.
[[nodiscard]] std::string address_text(const Adres& adres);

/// Addresses of a building for people: "Koepoortstraat 12 en 14, Markt 3a"; more than six of one street as
/// "Koepoortstraat 1 t/m 61 (40 adressen)". By street and number, each once. Empty where none is known.
[[nodiscard]] std::string addresses_text(const Pand& pand, Language language);

/// "Koepoortstraat 12 en 14 (0221100000312187)"; the id alone where no address is known.
[[nodiscard]] std::string building_name(const Pand& pand, Language language);

}  // namespace batterisk::study
