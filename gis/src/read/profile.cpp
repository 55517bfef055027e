#include "read/profile.hpp"

#include <array>

namespace batterisk::gis {
namespace {

using enum LayerKind;

// PDOK GeoPackage and OGC API, PDOK WFS v4/v5, NLExtract, LVBAG extract, BAG 1.0, BGT and IMEV names, and the
// word of the meaning itself, which prepared layers use. The comparison ignores case and separators, so that
// snake case and camel case are one entry.
const std::vector<std::string_view> ends{"eind_geldigheid",
                                         "einddatum_tijdvak_geldigheid",
                                         "eindregistratie",
                                         "tijdstip_eind_registratie",
                                         "tijdstip_eind_registratie_lv",
                                         "tijdstip_inactief",
                                         "tijdstip_inactief_lv",
                                         "tijdstip_niet_bag_lv"};

const std::array<ColumnAliases, 6> perceel_columns{{
    {Percelen, Meaning::Identificatie, true, {"identificatie_lokaal_id", "lokaalid", "identificatie"}},
    {Percelen,
     Meaning::AkrGemeente,
     false,
     {"akr_kadastrale_gemeente_code_waarde", "akrgemeente", "akrgemeentecode",
      "akr_kadastrale_gemeente_code"}},
    {Percelen,
     Meaning::Gemeente,
     false,
     {"kadastrale_gemeente_waarde", "kadgemeente", "kadastrale_gemeente"}},
    {Percelen, Meaning::Sectie, false, {"sectie"}},
    {Percelen, Meaning::Perceelnummer, false, {"perceelnummer"}},
    {Percelen, Meaning::Einde, false, {"eind_geldigheid", "eindregistratie", "tijdstip_eind_registratie"}},
}};

const std::array<ColumnAliases, 6> pand_columns{{
    {Panden,
     Meaning::Identificatie,
     true,
     {"identificatie_bag_pnd", "identificatie", "pand_identificatie", "bag_pand_id"}},
    {Panden, Meaning::Status, false, {"status", "pandstatus"}},
    {Panden, Meaning::Gebruiksdoel, false, {"gebruiksdoel", "gebruiksdoelen"}},
    {Panden, Meaning::Oppervlakte, false, {"oppervlakte_max", "oppervlakte"}},
    {Panden, Meaning::AantalVerblijfsobjecten, false, {"aantal_verblijfsobjecten"}},
    {Panden, Meaning::Einde, false, ends},
}};

const std::array<ColumnAliases, 6> verblijfsobject_columns{{
    {Verblijfsobjecten, Meaning::Identificatie, true, {"identificatie", "verblijfsobject_identificatie"}},
    {Verblijfsobjecten,
     Meaning::PandIdentificatie,
     true,
     {"pand_identificatie", "pandref", "pand_id", "pand", "gerelateerd_pand", "ligt_in_pand",
      "maakt_deel_uit_van"}},
    {Verblijfsobjecten,
     Meaning::Gebruiksdoel,
     true,
     {"gebruiksdoel", "gebruiksdoelen", "gebruiksdoel_verblijfsobject"}},
    {Verblijfsobjecten, Meaning::Oppervlakte, false, {"oppervlakte", "oppervlakte_verblijfsobject"}},
    {Verblijfsobjecten, Meaning::Status, false, {"status", "verblijfsobject_status"}},
    {Verblijfsobjecten, Meaning::Einde, false, ends},
}};

const std::array<ColumnAliases, 3> standplaats_columns{{
    {Standplaatsen, Meaning::Identificatie, true, {"identificatie", "standplaats_identificatie"}},
    {Standplaatsen, Meaning::Status, false, {"status", "standplaats_status"}},
    {Standplaatsen, Meaning::Einde, false, ends},
}};

const std::array<ColumnAliases, 3> ligplaats_columns{{
    {Ligplaatsen, Meaning::Identificatie, true, {"identificatie", "ligplaats_identificatie"}},
    {Ligplaatsen, Meaning::Status, false, {"status", "ligplaats_status"}},
    {Ligplaatsen, Meaning::Einde, false, ends},
}};

const std::array<ColumnAliases, 3> planned_columns{{
    {Geprojecteerd, Meaning::Identificatie, false, {"identificatie", "id", "naam", "plan"}},
    {Geprojecteerd,
     Meaning::Gebruiksdoel,
     true,
     {"gebruiksdoel", "gebruiksdoelen", "gebruiksfunctie", "functie", "bestemming"}},
    {Geprojecteerd, Meaning::Oppervlakte, false, {"oppervlakte", "gebruiksoppervlakte", "bvo"}},
}};

const std::array<ColumnAliases, 3> vulnerable_columns{{
    {KwetsbareObjecten,
     Meaning::Identificatie,
     false,
     {"identificatie", "identificatie_lokaal_id", "lokaalid", "kgl_id", "id", "naam"}},
    {KwetsbareObjecten,
     Meaning::Klasse,
     true,
     {"categorie_kwetsbaarheid", "klasse", "kwetsbaarheid", "categorie"}},
    {KwetsbareObjecten,
     Meaning::PandIdentificatie,
     false,
     {"id_pand_bag", "pand_identificatie", "bag_pand_id", "pand_id"}},
}};

constexpr std::array<std::string_view, 1> perceel_words{"perceel"};
constexpr std::array<std::string_view, 3> pand_words{"pand", "pnd", "buildingpart"};
constexpr std::array<std::string_view, 2> verblijfsobject_words{"verblijfsobject", "vbo"};
constexpr std::array<std::string_view, 2> standplaats_words{"standplaats", "sta"};
constexpr std::array<std::string_view, 2> ligplaats_words{"ligplaats", "lig"};
constexpr std::array<std::string_view, 2> planned_words{"geprojecteerd", "plan"};
constexpr std::array<std::string_view, 2> vulnerable_words{"kgl", "kwetsba"};

}  // namespace

std::span<const ColumnAliases> profile(LayerKind kind) {
  switch (kind) {
    case Percelen:
      return perceel_columns;
    case Panden:
      return pand_columns;
    case Verblijfsobjecten:
      return verblijfsobject_columns;
    case Standplaatsen:
      return standplaats_columns;
    case Ligplaatsen:
      return ligplaats_columns;
    case Geprojecteerd:
      return planned_columns;
    case KwetsbareObjecten:
      return vulnerable_columns;
  }
  return {};
}

std::span<const std::string_view> layer_name_words(LayerKind kind) {
  switch (kind) {
    case Percelen:
      return perceel_words;
    case Panden:
      return pand_words;
    case Verblijfsobjecten:
      return verblijfsobject_words;
    case Standplaatsen:
      return standplaats_words;
    case Ligplaatsen:
      return ligplaats_words;
    case Geprojecteerd:
      return planned_words;
    case KwetsbareObjecten:
      return vulnerable_words;
  }
  return {};
}

std::string_view to_string(Meaning meaning) {
  switch (meaning) {
    case Meaning::Identificatie:
      return "identificatie";
    case Meaning::AkrGemeente:
      return "akr_gemeente";
    case Meaning::Gemeente:
      return "kadastrale_gemeente";
    case Meaning::Sectie:
      return "sectie";
    case Meaning::Perceelnummer:
      return "perceelnummer";
    case Meaning::Status:
      return "status";
    case Meaning::Gebruiksdoel:
      return "gebruiksdoel";
    case Meaning::Oppervlakte:
      return "oppervlakte";
    case Meaning::PandIdentificatie:
      return "pand_identificatie";
    case Meaning::AantalVerblijfsobjecten:
      return "aantal_verblijfsobjecten";
    case Meaning::Klasse:
      return "klasse";
    case Meaning::Einde:
      return "einde";
  }
  return {};
}

std::string column_key(std::string_view name) {
  std::string key;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') key.push_back(static_cast<char>(c - 'A' + 'a'));
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) key.push_back(c);
  }
  return key;
}

}  // namespace batterisk::gis
