#include "profile.hpp"

#include <array>

namespace batterisk::gis {
namespace {

using enum LayerKind;

// PDOK GeoPackage and OGC API, PDOK WFS v4/v5, NLExtract, LVBAG extract, BAG 1.0 and BGT names. The
// comparison ignores case and separators, so that snake case and camel case are one entry.
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

const std::array<ColumnAliases, 5> pand_columns{{
    {Panden,
     Meaning::Identificatie,
     true,
     {"identificatie_bag_pnd", "identificatie", "pand_identificatie", "bag_pand_id"}},
    {Panden, Meaning::Status, false, {"status", "pandstatus"}},
    {Panden, Meaning::Gebruiksdoel, false, {"gebruiksdoel", "gebruiksdoelen"}},
    {Panden, Meaning::Oppervlakte, false, {"oppervlakte_max"}},
    {Panden,
     Meaning::Einde,
     false,
     {"eind_geldigheid", "einddatum_tijdvak_geldigheid", "eindregistratie", "tijdstip_eind_registratie",
      "tijdstip_eind_registratie_lv", "tijdstip_inactief", "tijdstip_inactief_lv", "tijdstip_niet_bag_lv"}},
}};

const std::array<ColumnAliases, 6> verblijfsobject_columns{{
    {Verblijfsobjecten, Meaning::Identificatie, true, {"identificatie", "verblijfsobject_identificatie"}},
    {Verblijfsobjecten,
     Meaning::PandIdentificatie,
     true,
     {"pand_identificatie", "pandref", "pand_id", "gerelateerd_pand", "ligt_in_pand", "maakt_deel_uit_van"}},
    {Verblijfsobjecten,
     Meaning::Gebruiksdoel,
     true,
     {"gebruiksdoel", "gebruiksdoelen", "gebruiksdoel_verblijfsobject"}},
    {Verblijfsobjecten, Meaning::Oppervlakte, false, {"oppervlakte", "oppervlakte_verblijfsobject"}},
    {Verblijfsobjecten, Meaning::Status, false, {"status", "verblijfsobject_status"}},
    {Verblijfsobjecten,
     Meaning::Einde,
     false,
     {"eind_geldigheid", "einddatum_tijdvak_geldigheid", "eindregistratie", "tijdstip_eind_registratie",
      "tijdstip_eind_registratie_lv", "tijdstip_inactief", "tijdstip_inactief_lv", "tijdstip_niet_bag_lv"}},
}};

constexpr std::array<std::string_view, 1> perceel_words{"perceel"};
constexpr std::array<std::string_view, 3> pand_words{"pand", "pnd", "buildingpart"};
constexpr std::array<std::string_view, 2> verblijfsobject_words{"verblijfsobject", "vbo"};

}  // namespace

std::span<const ColumnAliases> profile(LayerKind kind) {
  switch (kind) {
    case Percelen:
      return perceel_columns;
    case Panden:
      return pand_columns;
    case Verblijfsobjecten:
      return verblijfsobject_columns;
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
