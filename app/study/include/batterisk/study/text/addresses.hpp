#pragma once

#include "batterisk/study/text/texts.hpp"

#include "batterisk/core/dossier/surroundings.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace batterisk::study {

/// "Koepoortstraat 12a-2"; empty where the number is not known.
[[nodiscard]] std::string address_text(const Adres& adres);

/// Addresses of a building for people: "Koepoortstraat 12 en 14, Markt 3a"; more than six of one street as
/// "Koepoortstraat 1 t/m 61 (40 adressen)". By street and number, each once. Empty where none is known.
[[nodiscard]] std::string addresses_text(const Pand& pand, Language language);

/// Addresses in one street.
struct StreetAddresses {
  std::string street;   ///< with its town where another town has a street of that name; empty where it is not known
  std::string numbers;  ///< "1 t/m 15 (oneven), 18 en 20a": a range is named only where every number in it is there
  std::size_t count = 0;
};

/// Addresses of several buildings by street, each once: streets by name, numbers in their order.
[[nodiscard]] std::vector<StreetAddresses> addresses_by_street(const std::vector<const Pand*>& buildings, Language language);

/// "Koepoortstraat 12 en 14 (0221100000312187)"; the id alone where no address is known.
[[nodiscard]] std::string building_name(const Pand& pand, Language language);

}  // namespace batterisk::study
