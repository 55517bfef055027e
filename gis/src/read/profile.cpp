#include "read/profile.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <utility>

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
                                         "tijdstip_niet_bag_lv",
                                         "einde"};
const std::vector<std::string_view> begins{"begin_geldigheid", "begindatum_tijdvak_geldigheid", "begin"};
const std::vector<std::string_view> registrations{"tijdstip_registratie", "tijdstip_registratie_lv", "registratie"};
const std::vector<std::string_view> records{"voorkomen_identificatie", "voorkomen"};

const std::vector<std::string_view> streets{"openbare_ruimte_naam", "openbare_ruimte", "straatnaam", "straat",
                                            "openbare_ruimte_naam_kort"};
const std::vector<std::string_view> numbers{"huisnummer"};
const std::vector<std::string_view> letters{"huisletter"};
const std::vector<std::string_view> additions{"toevoeging", "huisnummertoevoeging"};
const std::vector<std::string_view> postcodes{"postcode"};
const std::vector<std::string_view> towns{"woonplaats_naam", "woonplaats", "plaats"};
const std::vector<std::string_view> main_addresses{"hoofdadres_nummeraanduiding_ref"};

const std::array<ColumnAliases, 8> perceel_columns{{
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
    {Percelen, Meaning::Begin, false, begins},
    {Percelen, Meaning::Registratie, false, registrations},
    {Percelen, Meaning::Einde, false, {"eind_geldigheid", "eindregistratie", "tijdstip_eind_registratie", "einde"}},
}};

const std::array<ColumnAliases, 9> pand_columns{{
    {Panden,
     Meaning::Identificatie,
     true,
     {"identificatie_bag_pnd", "identificatie", "pand_identificatie", "bag_pand_id"}},
    {Panden, Meaning::Status, false, {"status", "pandstatus"}},
    {Panden, Meaning::Gebruiksdoel, false, {"gebruiksdoel", "gebruiksdoelen"}},
    {Panden, Meaning::Oppervlakte, false, {"oppervlakte_max", "oppervlakte"}},
    {Panden, Meaning::AantalVerblijfsobjecten, false, {"aantal_verblijfsobjecten"}},
    {Panden, Meaning::Voorkomen, false, records},
    {Panden, Meaning::Begin, false, begins},
    {Panden, Meaning::Registratie, false, registrations},
    {Panden, Meaning::Einde, false, ends},
}};

const std::array<ColumnAliases, 16> verblijfsobject_columns{{
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
    {Verblijfsobjecten, Meaning::Straat, false, streets},
    {Verblijfsobjecten, Meaning::Huisnummer, false, numbers},
    {Verblijfsobjecten, Meaning::Huisletter, false, letters},
    {Verblijfsobjecten, Meaning::Toevoeging, false, additions},
    {Verblijfsobjecten, Meaning::Postcode, false, postcodes},
    {Verblijfsobjecten, Meaning::Woonplaats, false, towns},
    {Verblijfsobjecten, Meaning::Nummeraanduiding, false, main_addresses},
    {Verblijfsobjecten, Meaning::Voorkomen, false, records},
    {Verblijfsobjecten, Meaning::Begin, false, begins},
    {Verblijfsobjecten, Meaning::Registratie, false, registrations},
    {Verblijfsobjecten, Meaning::Einde, false, ends},
}};

const std::array<ColumnAliases, 13> standplaats_columns{{
    {Standplaatsen, Meaning::Identificatie, true, {"identificatie", "standplaats_identificatie"}},
    {Standplaatsen, Meaning::Status, false, {"status", "standplaats_status"}},
    {Standplaatsen, Meaning::Straat, false, streets},
    {Standplaatsen, Meaning::Huisnummer, false, numbers},
    {Standplaatsen, Meaning::Huisletter, false, letters},
    {Standplaatsen, Meaning::Toevoeging, false, additions},
    {Standplaatsen, Meaning::Postcode, false, postcodes},
    {Standplaatsen, Meaning::Woonplaats, false, towns},
    {Standplaatsen, Meaning::Nummeraanduiding, false, main_addresses},
    {Standplaatsen, Meaning::Voorkomen, false, records},
    {Standplaatsen, Meaning::Begin, false, begins},
    {Standplaatsen, Meaning::Registratie, false, registrations},
    {Standplaatsen, Meaning::Einde, false, ends},
}};

const std::array<ColumnAliases, 13> ligplaats_columns{{
    {Ligplaatsen, Meaning::Identificatie, true, {"identificatie", "ligplaats_identificatie"}},
    {Ligplaatsen, Meaning::Status, false, {"status", "ligplaats_status"}},
    {Ligplaatsen, Meaning::Straat, false, streets},
    {Ligplaatsen, Meaning::Huisnummer, false, numbers},
    {Ligplaatsen, Meaning::Huisletter, false, letters},
    {Ligplaatsen, Meaning::Toevoeging, false, additions},
    {Ligplaatsen, Meaning::Postcode, false, postcodes},
    {Ligplaatsen, Meaning::Woonplaats, false, towns},
    {Ligplaatsen, Meaning::Nummeraanduiding, false, main_addresses},
    {Ligplaatsen, Meaning::Voorkomen, false, records},
    {Ligplaatsen, Meaning::Begin, false, begins},
    {Ligplaatsen, Meaning::Registratie, false, registrations},
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

const std::array<ColumnAliases, 4> people_columns{{
    {Personen, Meaning::Identificatie, false, {"identificatie", "id", "naam"}},
    {Personen, Meaning::PersonenDag, true, {"personen_dag", "aantal_personen_dag", "personen_overdag"}},
    {Personen, Meaning::PersonenNacht, true, {"personen_nacht", "aantal_personen_nacht", "personen_s_nachts"}},
    {Personen,
     Meaning::PandIdentificatie,
     false,
     {"id_pand_bag", "pand_identificatie", "bag_pand_id", "pand_id"}},
}};

/// A word that tells a kind. One that is long occurs in no other word; a short one must begin or end a word, or be all of
/// it: "pandactueelbestaand" tells of no standplaats, although it holds "sta".
enum class Where { Anywhere, AtAnEnd, Alone };
struct NameWord {
  LayerKind kind;
  std::string_view word;
  Where where;
};
constexpr std::array<NameWord, 18> name_words{{
    {Percelen, "perceel", Where::Anywhere},
    {Percelen, "percelen", Where::Anywhere},
    {Panden, "pand", Where::AtAnEnd},
    {Panden, "panden", Where::AtAnEnd},
    {Panden, "pnd", Where::AtAnEnd},
    {Panden, "buildingpart", Where::Anywhere},
    {Verblijfsobjecten, "verblijfsobject", Where::Anywhere},
    {Verblijfsobjecten, "vbo", Where::AtAnEnd},
    {Standplaatsen, "standplaats", Where::Anywhere},
    {Standplaatsen, "sta", Where::Alone},
    {Ligplaatsen, "ligplaats", Where::Anywhere},
    {Ligplaatsen, "lig", Where::Alone},
    {Geprojecteerd, "geprojecteerd", Where::Anywhere},
    {Geprojecteerd, "plan", Where::Alone},
    {KwetsbareObjecten, "kgl", Where::AtAnEnd},
    {KwetsbareObjecten, "kwetsba", Where::Anywhere},
    {Personen, "personen", Where::Anywhere},
    {Personen, "populatie", Where::Anywhere},
}};

bool occurs(std::string_view word, const NameWord& sought) {
  switch (sought.where) {
    case Where::Anywhere:
      return word.find(sought.word) != std::string_view::npos;
    case Where::AtAnEnd:
      return word.starts_with(sought.word) || word.ends_with(sought.word);
    case Where::Alone:
      return word == sought.word;
  }
  return false;
}

/// The runs of letters of a name, in small ones.
std::vector<std::string> words_in(std::string_view name) {
  std::vector<std::string> words(1);
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      words.back().push_back(static_cast<char>(c - 'A' + 'a'));
    } else if (c >= 'a' && c <= 'z') {
      words.back().push_back(c);
    } else {
      words.emplace_back();
    }
  }
  return words;
}

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
    case Personen:
      return people_columns;
  }
  return {};
}

std::optional<LayerKind> kind_in_name(std::string_view name) {
  // What comes first tells: "verblijfsobjectpand" is about units.
  std::optional<LayerKind> kind;
  for (const std::string& word : words_in(name)) {
    std::pair<std::size_t, std::size_t> best{word.size(), 0};  // place; letters that are lacking
    for (const NameWord& sought : name_words) {
      if (!occurs(word, sought)) continue;
      const std::pair<std::size_t, std::size_t> found{word.find(sought.word), word.size() - sought.word.size()};
      if (kind && !(found < best)) continue;
      best = found;
      kind = sought.kind;
    }
    if (kind) return kind;
  }
  return std::nullopt;
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
    case Meaning::PersonenDag:
      return "personen_dag";
    case Meaning::PersonenNacht:
      return "personen_nacht";
    case Meaning::Straat:
      return "straat";
    case Meaning::Huisnummer:
      return "huisnummer";
    case Meaning::Huisletter:
      return "huisletter";
    case Meaning::Toevoeging:
      return "toevoeging";
    case Meaning::Postcode:
      return "postcode";
    case Meaning::Woonplaats:
      return "woonplaats";
    case Meaning::Nummeraanduiding:
      return "nummeraanduiding";
    case Meaning::Voorkomen:
      return "voorkomen";
    case Meaning::Begin:
      return "begin";
    case Meaning::Registratie:
      return "registratie";
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
