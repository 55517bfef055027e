#include "run/given_objects.hpp"

#include <algorithm>

namespace batterisk::study {

void add_own_objects(StudyResult& result) {
  for (const ObjectOpgave& object : result.dossier.objects) {
    if (!object.vlak) continue;
    Pand pand;
    pand.identificatie = object.identificatie;
    pand.situatie = object.geprojecteerd ? Situatie::Geprojecteerd : Situatie::Bestaand;
    pand.footprint = {*object.vlak};
    pand.locatie = object.locatie;
    if (!result.surroundings.panden) result.surroundings.panden.emplace();
    result.surroundings.panden->push_back(std::move(pand));
  }
}

const ObjectOpgave* given(const Dossier& dossier, const Pand& pand) {
  const auto it = std::find_if(dossier.objects.begin(), dossier.objects.end(), [&](const ObjectOpgave& object) {
    return object.identificatie == pand.identificatie;
  });
  return it == dossier.objects.end() ? nullptr : &*it;
}

Klassering class_of(const Pand& pand, const ObjectOpgave* object, const ClassRules& rules) {
  Klassering klassering = klasseer(pand, rules);
  if (object != nullptr && object->klasse) {
    std::string reason = object->motivering;
    if (!object->bron.empty()) reason += " (" + object->bron + ")";
    return vastgesteld(std::move(klassering), *object->klasse, KlasseHerkomst::Opgegeven, std::move(reason));
  }
  if (pand.verblijfsobjecten.empty() && object != nullptr && object->vlak) {
    // An object of the dossier without a class: nobody knows what happens there.
    return vastgesteld(std::move(klassering), Kwetsbaarheid::Onbekend, KlasseHerkomst::Opgegeven, "");
  }
  return klassering;
}

}  // namespace batterisk::study
