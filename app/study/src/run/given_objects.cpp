#include "batterisk/study/run/objects.hpp"

#include <algorithm>
#include <utility>

namespace batterisk::study {

const ObjectOpgave* given(const Dossier& dossier, const Pand& pand) {
  const auto it = std::find_if(dossier.objects.begin(), dossier.objects.end(), [&](const ObjectOpgave& object) {
    return object.identificatie == pand.identificatie;
  });
  return it == dossier.objects.end() ? nullptr : &*it;
}

namespace {

// The class that the dossier gives, else the one of the layers.
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

bool inside(const MultiPolygon& footprint, const Polygon& area) {
  return std::all_of(footprint.begin(), footprint.end(), [&](const Polygon& polygon) {
    return std::all_of(polygon.outer.begin(), polygon.outer.end(), [&](RdPoint p) { return contains(area, p); });
  });
}

}  // namespace

Surroundings surroundings_of(const Dossier& dossier, const RuleSet& rules, const Box& box, std::stop_token stop) {
  Surroundings surroundings =
      gis::read_surroundings(layer_requests(dossier), box, bag_words(rules.classes), std::move(stop));
  for (const ObjectOpgave& object : dossier.objects) {
    if (!object.vlak) continue;
    Pand pand;
    pand.identificatie = object.identificatie;
    pand.situatie = object.geprojecteerd ? Situatie::Geprojecteerd : Situatie::Bestaand;
    pand.footprint = {*object.vlak};
    pand.locatie = object.locatie;
    if (!surroundings.panden) surroundings.panden.emplace();
    surroundings.panden->push_back(std::move(pand));
  }
  return surroundings;
}

Feiten standing_facts(const Dossier& dossier, const Pand& pand, const RuleSet& rules) {
  const ObjectOpgave* object = given(dossier, pand);
  Feiten facts;
  facts.klassering = class_of(pand, object, rules.classes);
  facts.functionele_binding = dossier.functional_binding;
  if (object != nullptr && object->functionele_binding) facts.functionele_binding = *object->functionele_binding;
  facts.locatie = pand.locatie;
  facts.tijdelijk = object != nullptr && tijdelijk_toegestaan(*object, dossier.peildatum, rules.legal);
  facts.in_risicogebied = std::any_of(dossier.risicogebieden.begin(), dossier.risicogebieden.end(),
                                      [&](const Risicogebied& area) { return inside(pand.footprint, area.vlak); });
  return facts;
}

MultiPolygon measuring_geometry(const Dossier& dossier, const Pand& pand, Kwetsbaarheid klasse) {
  MultiPolygon geometry = pand.footprint;
  const ObjectOpgave* object = given(dossier, pand);
  if (klasse == Kwetsbaarheid::ZeerKwetsbaar && object != nullptr && object->buitenruimte) {
    geometry.push_back(*object->buitenruimte);
  }
  return geometry;
}

}  // namespace batterisk::study
