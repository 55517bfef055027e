#pragma once

#include "batterisk/core/dossier/surroundings.hpp"

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
  Einde  ///< end of validity or registration: a value makes the record history
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

/// Name of a column without case and separators: "identificatieLokaalID" and "identificatie_lokaal_id" are
/// one name.
[[nodiscard]] std::string column_key(std::string_view name);

/// Words that make a layer name likely for a kind, as column keys.
[[nodiscard]] std::span<const std::string_view> layer_name_words(LayerKind kind);

}  // namespace batterisk::gis
