#pragma once

#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/core/base/geometry.hpp"
#include "batterisk/core/dossier/surroundings.hpp"
#include "batterisk/core/rules/toets_rules.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace batterisk {

enum class Antwoord { Ja, Nee, Onbekend };

/// What the user knows of one building or location (`[[object]]`): of an object of a layer, named by its id, or of
/// one that is allowed but not yet there or that no layer has, with its own polygon.
struct ObjectOpgave {
  std::string identificatie;             ///< BAG id of the pand, or an own id for an object with `vlak`
  std::optional<Polygon> vlak;           ///< where a façade stands or may come (Bkl art. 5.9)
  std::optional<Polygon> buitenruimte;   ///< outdoor place for persons at a zeer kwetsbaar building
  bool geprojecteerd = false;            ///< allowed, not yet built; only with `vlak`
  bool locatie = false;                  ///< a place where people stay, and no building; only with `vlak`
  std::optional<Kwetsbaarheid> klasse;   ///< replaces the class from the layers; always with `motivering`
  std::string motivering;
  std::string bron;
  PeopleCount personen;                         ///< people present (`personen_dag`, `personen_nacht`), for the group risk
  std::optional<Antwoord> functionele_binding;  ///< of this object (Bkl art. 5.5)
  std::optional<std::chrono::year_month_day> tijdelijk_van;  ///< temporary deviation (Bkl art. 5.10): with `tijdelijk_tot`
  std::optional<std::chrono::year_month_day> tijdelijk_tot;
  Place place;
};

/// Risicogebied externe veiligheid of the omgevingsplan (Bkl art. 5.16).
struct Risicogebied {
  std::string id;
  Polygon vlak;
};

/// What the register asks and no calculation can know (`[imev]`). An absent answer is exported as `waardeOnbekend`,
/// where the schema can hold that word: beside a free text it cannot, so these are required.
struct ImevGegevens {
  std::string bronhoudercode;  ///< 3 to 6 capitals or digits
  std::string bedrijfsnaam;
  std::string naam_exploitant;
  std::string vergunningnummer;
  std::chrono::year_month_day begin_geldigheid{};
  bool vergunningplicht = false;
  std::optional<std::string> kvk_exploitant;          ///< 8 digits
  std::optional<std::string> kvk_aanvrager;           ///< 8 digits
  std::optional<std::string> adres_exploitant;        ///< id of a BAG nummeraanduiding, 16 digits
  std::optional<std::chrono::year_month_day> datum_vergunning;
  std::optional<std::chrono::year_month_day> datum_wijziging;
  std::optional<std::string> bevoegd_gezag;           ///< rijk, provincie or gemeente
};

}  // namespace batterisk
