#pragma once

#include "batterisk/core/dossier/surroundings.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk::gis {

/// What a column of a layer means to a study.
enum class Meaning {
  Identificatie,
  AkrGemeente,  ///< AKR code of the cadastral municipality, "OTL02"
  Gemeente,     ///< its name, "Otterlo"
  Sectie,
  Perceelnummer,
  Status,
  Gebruiksdoel,
  Oppervlakte,
  PandIdentificatie,
  AantalVerblijfsobjecten,  ///< that a pand has
  Klasse,  ///< class of vulnerability
  PersonenDag,    ///< people present by day
  PersonenNacht,
  Straat,  ///< of an address: name of the openbare ruimte
  Huisnummer,
  Huisletter,
  Toevoeging,
  Postcode,
  Woonplaats,
  Nummeraanduiding,  ///< id of the main address, where addresses are objects of their own
  Voorkomen,    ///< number of the record of an object
  Begin,        ///< of validity
  Registratie,  ///< when the record was made
  Einde         ///< of validity or registration: a date up to the peildatum makes the record history
};

/// Names under which one meaning occurs in the deliveries of PDOK, Kadaster, NLExtract and users, best first.
struct ColumnAliases {
  LayerKind kind;
  Meaning meaning;
  bool required;
  std::vector<std::string_view> names;
};

/// Every meaning that a layer of this kind may have.
[[nodiscard]] std::span<const ColumnAliases> profile(LayerKind kind);

/// Word for a meaning in messages, column maps and prepared layers, e.g. "pand_identificatie".
[[nodiscard]] std::string_view to_string(Meaning meaning);

/// Parts of an address.
inline constexpr std::array<Meaning, 6> address_parts{Meaning::Straat,     Meaning::Huisnummer, Meaning::Huisletter,
                                                      Meaning::Toevoeging, Meaning::Postcode,   Meaning::Woonplaats};

[[nodiscard]] constexpr bool is_address_part(Meaning meaning) {
  return std::find(address_parts.begin(), address_parts.end(), meaning) != address_parts.end();
}

/// Name of a column without case and separators: "identificatieLokaalID" and "identificatie_lokaal_id" are
/// one name.
[[nodiscard]] std::string column_key(std::string_view name);

/// The kind that the name of a layer or file tells: "bag_pand", "pandactueelbestaand", "9999PND08112026". Nothing when it
/// tells none.
[[nodiscard]] std::optional<LayerKind> kind_in_name(std::string_view name);

}  // namespace batterisk::gis
