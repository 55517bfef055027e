#pragma once

#include "batterisk/core/base/choice_words.hpp"

#include <array>
#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What rules may ask about: facts with a type, of subjects.
namespace batterisk {

/// What a decision table judges, one finding each.
enum class Onderwerp {
  Object,      ///< building or place where people stay
  Systeem,     ///< a [[systeem]] of the dossier
  Paar,        ///< two units
  Clusterpaar, ///< two clusters of units
  Locatie,     ///< the activity as a whole
  Risicogebied ///< a risicogebied of the dossier
};
template <>
inline constexpr auto choice_words<Onderwerp> =
    std::to_array<std::string_view>({"object", "systeem", "paar", "clusterpaar", "locatie", "risicogebied"});

/// What the value of a fact is.
enum class FactKind { Getal, Woord, Vlag, Datum };
template <>
inline constexpr auto choice_words<FactKind> = std::to_array<std::string_view>({"getal", "woord", "vlag", "datum"});

/// A fact that rules may ask about.
struct Fact {
  std::string_view naam;
  FactKind soort;
  std::string_view eenheid;                ///< of a number
  std::vector<std::string_view> woorden;   ///< of a word: all that it can be
  std::vector<Onderwerp> onderwerpen;      ///< subjects that have it
  std::string_view nl;
  std::string_view en;
};

/// All facts, by name.
[[nodiscard]] const std::vector<Fact>& all_facts();
/// nullptr for a name that is none.
[[nodiscard]] const Fact* find_fact(std::string_view naam);
[[nodiscard]] bool has(const Fact& fact, Onderwerp onderwerp);

/// Value of a fact: a number in the unit of the fact, a day as its number since 1970; nothing where it is not known.
using FactValue = std::variant<std::monostate, double, bool, std::string>;
[[nodiscard]] FactValue fact_of(std::chrono::year_month_day date);

/// Facts of one subject, by name. A distance that can be measured in more ways also stands under its name with the two ends
/// behind it: "afstand_object:midden:gevel".
using Facts = std::map<std::string, FactValue, std::less<>>;

}  // namespace batterisk
