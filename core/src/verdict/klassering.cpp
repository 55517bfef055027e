#include "batterisk/core/verdict/toets.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace batterisk {
namespace {

constexpr std::array any{Kwetsbaarheid::Geen, Kwetsbaarheid::BeperktKwetsbaar, Kwetsbaarheid::Onbekend,
                         Kwetsbaarheid::Kwetsbaar, Kwetsbaarheid::ZeerKwetsbaar};

int strictness(Kwetsbaarheid klasse) {
  switch (klasse) {
    case Kwetsbaarheid::Geen:
      return 0;
    case Kwetsbaarheid::BeperktKwetsbaar:
      return 1;
    case Kwetsbaarheid::Onbekend:
      return 2;
    case Kwetsbaarheid::Kwetsbaar:
      return 3;
    case Kwetsbaarheid::ZeerKwetsbaar:
      return 4;
  }
  return 0;
}

template <class T>
void add_once(std::vector<T>& list, const T& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

std::vector<Kwetsbaarheid> all_but(Kwetsbaarheid klasse) {
  std::vector<Kwetsbaarheid> others{any.begin(), any.end()};
  std::erase(others, klasse);
  return others;
}

Klassering zonder_verblijfsobject(const Pand& pand, const ClassRules& rules) {
  Klassering result;
  const auto open = [&](Kwetsbaarheid klasse, std::vector<Kwetsbaarheid> kan_ook, const GebruiksdoelRule* regel) {
    result.klasse = klasse;
    result.kan_ook = std::move(kan_ook);
    if (regel != nullptr) result.regels = {regel};
    result.gebruiken = {{std::nullopt, "", klasse, regel}};
  };
  if (pand.situatie == Situatie::Geprojecteerd) {  // what will be in it is not known yet
    result.klasse = Kwetsbaarheid::Onbekend;
    result.kan_ook = all_but(Kwetsbaarheid::Onbekend);
    return result;
  }
  if (!pand.twijfels.empty()) {
    open(Kwetsbaarheid::Onbekend, all_but(Kwetsbaarheid::Onbekend), nullptr);
    result.twijfels = pand.twijfels;
    return result;
  }
  result.klasse = rules.pand_zonder_verblijfsobject;
  const auto& large = rules.groot_pand_zonder_verblijfsobject;
  if (large && area_m2(pand.footprint) >= large->vanaf.m2()) {
    const bool stated = pand.aantal_verblijfsobjecten == 0;
    const Kwetsbaarheid klasse = stated ? result.klasse : large->regel.klasse;
    std::vector<Kwetsbaarheid> others = large->regel.kan_ook;
    std::erase(others, klasse);
    open(klasse, std::move(others), &large->regel);
  }
  return result;
}

// Class for a use with a limit to its area, summed over the building: `Onbekend` where it may lie on either side.
Kwetsbaarheid class_by_area(const Pand& pand, const std::string& use, const GebruiksdoelRule& rule) {
  if (!rule.grens_oppervlakte) return rule.klasse;
  double least = 0.0;
  double most = 0.0;
  for (const Verblijfsobject& unit : pand.verblijfsobjecten) {
    const auto& uses = unit.gebruiksdoelen;
    if (std::find(uses.begin(), uses.end(), use) == uses.end()) continue;
    least += unit.oppervlakte_m2.value_or(0.0);
    const auto& bound = unit.oppervlakte_hoogst_m2 ? unit.oppervlakte_hoogst_m2 : unit.oppervlakte_m2;
    most += bound.value_or(std::numeric_limits<double>::infinity());
  }
  if (least > rule.grens_oppervlakte->m2()) return rule.klasse_boven;
  return most > rule.grens_oppervlakte->m2() ? Kwetsbaarheid::Onbekend : rule.klasse;
}

}  // namespace

Klassering vastgesteld(Klassering uit_gebruik, Kwetsbaarheid klasse, KlasseHerkomst herkomst, std::string toelichting) {
  uit_gebruik.klasse = klasse;
  uit_gebruik.kan_ook.clear();
  uit_gebruik.twijfels.clear();
  uit_gebruik.herkomst = herkomst;
  uit_gebruik.toelichting = std::move(toelichting);
  return uit_gebruik;
}

Klassering klasseer(const Pand& pand, const ClassRules& rules) {
  if (!pand.klasse.empty()) {  // of the register, or stated by the user: it goes before the BAG
    Klassering given;
    given.klasse = kwetsbaarheid_from(pand.klasse).value_or(Kwetsbaarheid::Onbekend);
    given.herkomst = KlasseHerkomst::Register;
    return given;
  }
  if (pand.verblijfsobjecten.empty()) return zonder_verblijfsobject(pand, rules);
  // For each use its class and every class that it could also have; of a use that nobody knows, any.
  Klassering result;
  std::vector<std::vector<Kwetsbaarheid>> readings;
  const auto read = [&](Kwetsbaarheid klasse, std::vector<Kwetsbaarheid> could_be) {
    add_once(could_be, klasse);
    readings.push_back(std::move(could_be));
    if (strictness(klasse) > strictness(result.klasse)) result.klasse = klasse;
  };
  const auto read_unknown = [&](std::optional<std::size_t> unit, const std::string& use) {
    read(Kwetsbaarheid::Onbekend, {any.begin(), any.end()});
    result.gebruiken.push_back({unit, use, Kwetsbaarheid::Onbekend, nullptr});
  };
  for (std::size_t i = 0; i < pand.verblijfsobjecten.size(); ++i) {
    const Verblijfsobject& vbo = pand.verblijfsobjecten[i];
    if (vbo.gebruiksdoelen.empty()) read_unknown(i, "");
    for (const std::string& use : vbo.gebruiksdoelen) {
      add_once(result.gebruiksdoelen, use);
      const auto it = rules.gebruiksdoelen.find(use);
      if (it == rules.gebruiksdoelen.end()) {
        read_unknown(i, use);
        continue;
      }
      const GebruiksdoelRule& rule = it->second;
      const Kwetsbaarheid klasse = class_by_area(pand, use, rule);
      add_once(result.regels, &rule);
      read(klasse, rule.kan_ook);
      result.gebruiken.push_back({i, use, klasse, &rule});
    }
  }
  if (!pand.twijfels.empty()) {
    read_unknown(std::nullopt, "");
    result.twijfels = pand.twijfels;
  }
  // The building could have a class when some use could have it and every use could be no stricter.
  for (const Kwetsbaarheid other : any) {
    if (other == result.klasse) continue;
    const bool some = std::any_of(readings.begin(), readings.end(), [other](const auto& could_be) {
      return std::find(could_be.begin(), could_be.end(), other) != could_be.end();
    });
    const bool all = std::all_of(readings.begin(), readings.end(), [other](const auto& could_be) {
      return std::any_of(could_be.begin(), could_be.end(),
                         [other](Kwetsbaarheid k) { return strictness(k) <= strictness(other); });
    });
    if (some && all) result.kan_ook.push_back(other);
  }
  return result;
}

}  // namespace batterisk
