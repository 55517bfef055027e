#include "report/merged_rows.hpp"
#include "report/report_writer.hpp"

#include "batterisk/study/run/summary.hpp"
#include "batterisk/study/tables/tables.hpp"
#include "batterisk/study/text/addresses.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

/// The page for who decides: what stands where, what the norms say, which addresses, how sure, and what is left to decide.
namespace batterisk::study {
namespace {

bool is_to_decide(Oordeel oordeel) { return oordeel != Oordeel::Voldoet && oordeel != Oordeel::NietVanToepassing; }

/// What stands there, and how much energy it holds as far as the dossier says.
std::string activity_text(const ReportWriter& w) {
  const std::vector<BatteryUnit>& units = w.result.dossier.units;
  if (units.empty()) return w.text("Het dossier beschrijft alleen eigen scenario's, geen eenheden.", "The dossier describes scenarios of its own only, no units.");
  double energy_j = 0.0;
  std::size_t stated = 0;
  std::vector<std::string> names;
  for (const BatteryUnit& unit : units) {
    names.push_back(unit.id);
    if (!unit.total_energy) continue;
    energy_j += unit.total_energy->j();
    ++stated;
  }
  const std::string which = names_text(names, w.options.language);
  const std::string count = units.size() == 1 ? w.text("één eenheid", "one unit") : fmt::format(fmt::runtime(w.text("{} eenheden", "{} units")), units.size());
  const std::string mwh = decimal(energy_j / 3.6e9, 1, w.options.language);
  if (stated == units.size()) {
    return fmt::format(fmt::runtime(w.text("De activiteit bestaat uit {}: {}, samen {} MWh.", "The activity consists of {}: {}, together {} MWh.")), count, which, mwh);
  }
  if (stated == 0) return fmt::format(fmt::runtime(w.text("De activiteit bestaat uit {}: {}.", "The activity consists of {}: {}.")), count, which);
  return fmt::format(fmt::runtime(w.text("De activiteit bestaat uit {}: {}. Van {} noemt het dossier de energie: samen {} MWh.",
                                         "The activity consists of {}: {}. Of {} the dossier states the energy: together {} MWh.")), count, which, stated, mwh);
}

std::string reach_text(const ReportWriter& w) {
  std::vector<std::string> reaches;
  for (const ZoneResult& zone : w.result.zones) {
    const bool norm = zone.zone.level && *zone.zone.level == w.result.rules->method.pr.limit.value;
    if (!zone.zone.aandachtsgebied && !norm) continue;
    reaches.push_back(zone.polygons.empty()
                          ? fmt::format(fmt::runtime(w.text("{} nergens", "{} nowhere")), w.zone_name(zone))
                          : fmt::format("{} {} m", w.zone_name(zone), decimal(zone.grootste_afstand_m, 1, w.options.language)));
  }
  if (reaches.empty()) return {};
  return fmt::format(fmt::runtime(w.text("Hoe ver de zones reiken, van het midden van de dichtstbijzijnde bron: {}.",
                                         "How far the zones reach, from the centre of the nearest source: {}.")), fmt::join(reaches, ", "));
}

/// Addresses and buildings of which something must be decided.
std::string addresses_sentence(const ReportWriter& w) {
  const StudyResult& r = w.result;
  if (!r.surroundings.panden) {
    return w.text("Om welke gebouwen het gaat is niet bekend: er is geen bruikbare gebouwenlaag.",
                  "Which buildings are concerned is not known: there is no usable layer of buildings.");
  }
  std::vector<const Pand*> buildings;
  std::size_t without = 0;
  for (const PandResult& pand : r.panden) {
    if (!is_to_decide(oordeel_of(pand, *r.rules))) continue;
    const Pand& object = (*r.surroundings.panden)[pand.pand];
    buildings.push_back(&object);
    if (addresses_text(object, w.options.language).empty()) ++without;
  }
  if (buildings.empty()) return w.text("Bij geen enkel gebouw is iets te beslissen.", "For no building anything is left to decide.");
  std::size_t addresses = 0;
  const auto streets = addresses_by_street(buildings, w.options.language);
  for (const StreetAddresses& street : streets) addresses += street.count;
  std::string text = fmt::format(fmt::runtime(w.text("Het gaat om {} gebouwen en locaties", "It concerns {} buildings and locations")), buildings.size());
  if (addresses > 0) text += fmt::format(fmt::runtime(w.text(", met {} adressen in {} straten", ", with {} addresses in {} streets")), addresses, streets.size());
  if (without > 0) text += fmt::format(fmt::runtime(w.text("; van {} is geen adres bekend", "; of {} no address is known")), without);
  return text + ".";
}

std::vector<std::string> decisions(const ReportWriter& w) {
  std::vector<std::string> out;
  for (const Deeloordeel& part : w.result.deeloordelen) {
    const std::string name = part_name(part.onderdeel, w.options.language);
    const auto number = [&](Oordeel oordeel) {
      const auto found = part.aantallen.find(oordeel);
      return found == part.aantallen.end() ? std::size_t{0} : found->second;
    };
    const auto add = [&](Oordeel oordeel, std::string_view nl, std::string_view en) {
      if (const std::size_t n = number(oordeel); n > 0) out.push_back(fmt::format(fmt::runtime(w.text(nl, en)), name, n, part.artikel));
    };
    add(Oordeel::VoldoetNiet, "of de activiteit zo kan, nu het {0} bij {1} niet voldoet ({2})", "whether the activity can be so, now that the {0} does not comply for {1} ({2})");
    add(Oordeel::AfwegingNodig, "welke afweging het maakt over het {0} bij {1} ({2})", "how it weighs the {0} for {1} ({2})");
    add(Oordeel::Onbepaald, "wat er bekend moet worden om over het {0} bij {1} te oordelen ({2})", "what must become known to judge the {0} for {1} ({2})");
  }
  return out;
}

}  // namespace

void add_for_the_council(ReportWriter& w) {
  const StudyResult& r = w.result;
  std::vector<std::string> sentences{activity_text(w)};
  if (norm_status(*r.rules) == NormStatus::BijAnalogie) {
    sentences.push_back(w.text("De normen van het Bkl gelden hier niet rechtstreeks maar bij analogie. Aanknopingspunten die er wel zijn: evenwichtige "
                               "toedeling van functies (Omgevingswet art. 4.2), rekening houden met branden, rampen en crises (Bkl art. 5.2) en de "
                               "zorgplicht (Bal art. 2.11; niet in de bron gelezen).",
                               "The norms of the Bkl do not hold here directly but by analogy. What there is to hold on to: balanced "
                               "allocation of functions (Omgevingswet art. 4.2), taking account of fires, disasters and crises (Bkl art. 5.2) and "
                               "the duty of care (Bal art. 2.11; not read in the source)."));
  }
  if (std::string reach = reach_text(w); !reach.empty()) sentences.push_back(std::move(reach));
  sentences.push_back(addresses_sentence(w));
  sentences.push_back(fmt::format(fmt::runtime(w.text("Hoe zeker: van de {} gebruikte waarden zijn er {} zwakker onderbouwd dan gelezen in de bron zelf, en {} niet bevestigd (bijlage B); hoofdstuk 10 zegt wat dat betekent.",
                                                      "How sure: of the {} values used {} have weaker evidence than read in the source itself, and {} are not confirmed (annex B); chapter 10 says what that means.")),
                                  r.used_keys.size(), weak_keys(r).size(), unconfirmed_keys(r).size()));
  if (std::string flip = nearest_flip_text(r, w.options.language); !flip.empty()) sentences.push_back(std::move(flip));
  if (r.eindoordeel != Oordeel::Voldoet) {
    sentences.push_back(w.text("Wat zou helpen is in dit rapport niet berekend; batterisk siting zoekt waar de eenheden wel kunnen staan.",
                               "What would help is not computed in this report; batterisk siting looks where the units can stand."));
  }
  if (const std::vector<std::string> left = decisions(w); !left.empty()) {
    sentences.push_back(fmt::format(fmt::runtime(w.text("Het bevoegd gezag beslist: {}.", "The competent authority decides: {}.")), fmt::join(left, "; ")));
  }
  w.add(ReportList{std::move(sentences)});
}

void add_houses(ReportWriter& w) {
  const StudyResult& r = w.result;
  if (!r.surroundings.panden) return;
  const Language language = w.options.language;
  struct Group {
    std::vector<const Pand*> buildings;
    std::vector<std::string> without_address;
  };
  std::map<Oordeel, Group> groups;
  for (const PandResult& pand : r.panden) {
    const Pand& object = (*r.surroundings.panden)[pand.pand];
    Group& group = groups[oordeel_of(pand, *r.rules)];
    group.buildings.push_back(&object);
    if (addresses_text(object, language).empty()) group.without_address.push_back(object.identificatie);
  }
  std::vector<std::vector<std::string>> rows;
  for (const Oordeel oordeel : r.rules->verdicts.rangorde) {
    const auto found = groups.find(oordeel);
    if (!is_to_decide(oordeel) || found == groups.end()) continue;
    const std::string word = oordeel_word(oordeel, language);
    for (const StreetAddresses& street : addresses_by_street(found->second.buildings, language)) {
      rows.push_back({word, street.street.empty() ? w.text("(straat onbekend)", "(street unknown)") : street.street, street.numbers, fmt::format("{}", street.count)});
    }
    const std::vector<std::string>& without = found->second.without_address;
    if (without.empty()) continue;
    constexpr std::size_t named = 10;
    std::string ids = fmt::format("{}", fmt::join(without.begin(), without.begin() + static_cast<std::ptrdiff_t>(std::min(without.size(), named)), ", "));
    if (without.size() > named) ids += fmt::format(fmt::runtime(w.text(" en {} andere", " and {} others")), without.size() - named);
    rows.push_back({word, w.text("zonder adres", "without address"), ids, fmt::format(fmt::runtime(w.text("{} gebouwen", "{} buildings")), without.size())});
  }
  w.add_table("adressen", w.text("Adressen waarover iets te beslissen is, per oordeel en straat", "Addresses about which something must be decided, by verdict and street"),
              {{w.text("Oordeel", "Verdict"), 1.3, false},
               {w.text("Straat", "Street"), 1.8, false},
               {w.text("Huisnummers (zonder adres: pand)", "Numbers (without address: building)"), 4.4, false},
               {w.text("Adressen (aantal)", "Addresses (number)"), 1.1, true}},
              std::move(rows), w.text("Geen adres heeft een oordeel waarover iets te beslissen is.", "No address has a verdict about which something must be decided."));
}

}  // namespace batterisk::study
