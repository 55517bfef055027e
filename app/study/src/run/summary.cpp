#include "batterisk/study/run/summary.hpp"

#include "run/zone_counts.hpp"

#include "batterisk/study/text/addresses.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

bool nl(Language language) { return language == Language::Nl; }

struct Worst {
  const PandResult* pand = nullptr;  // nullptr: the finding has another subject
  const Bevinding* bevinding = nullptr;
};

// Finding with the worst verdict: on a building, and among those the one with the highest PR, before another subject.
Worst worst_finding(const StudyResult& r) {
  Worst worst;
  for (const PandResult& pand : r.panden) {
    for (const Bevinding& b : pand.bevindingen) {
      if (b.oordeel != r.eindoordeel) continue;
      const auto pr = [](const PandResult* p) { return p->pr ? p->pr->pr.per_year() : -1.0; };
      if (worst.pand == nullptr || pr(&pand) > pr(worst.pand)) worst = {&pand, &b};
    }
  }
  for (const Bevinding& b : r.bevindingen) {
    if (worst.bevinding == nullptr && !b.onderwerp.empty() && b.oordeel == r.eindoordeel) worst.bevinding = &b;
  }
  return worst;
}

// The finding that is nearest to another verdict.
Worst nearest_flip(const StudyResult& r) {
  Worst nearest;
  for (const PandResult& pand : r.panden) {
    for (const Bevinding& b : pand.bevindingen) {
      if (!b.omslag) continue;
      if (nearest.pand == nullptr || std::abs(b.omslag->afstand_m) < std::abs(nearest.bevinding->omslag->afstand_m)) {
        nearest = {&pand, &b};
      }
    }
  }
  return nearest;
}

std::string flip_line(const StudyResult& r, Language language) {
  const Worst nearest = nearest_flip(r);
  if (nearest.pand == nullptr) return "";
  const Omslag& omslag = *nearest.bevinding->omslag;
  const bool out = omslag.afstand_m >= 0.0;
  const char* text = nl(language) ? (out ? "Dichtst bij een ander oordeel: pand {}, als de rand van {} {} m naar buiten schuift."
                                         : "Dichtst bij een ander oordeel: pand {}, als de rand van {} {} m naar binnen schuift.")
                                  : (out ? "Nearest to another verdict: building {}, if the edge of {} moves {} m outwards."
                                         : "Nearest to another verdict: building {}, if the edge of {} moves {} m inwards.");
  return fmt::format(fmt::runtime(text), building_name((*r.surroundings.panden)[nearest.pand->pand], language), omslag.zone,
                     decimal(std::abs(omslag.afstand_m), 2, language));
}

std::size_t count_with(const StudyResult& r, Oordeel oordeel) {
  return static_cast<std::size_t>(std::count_if(r.panden.begin(), r.panden.end(), [&](const PandResult& pand) {
    return oordeel_of(pand, *r.rules) == oordeel;
  }));
}

std::string label_text(const StudyResult& r, Language language) {
  std::string text = label_word(r.label, r.rules->id, language);
  if (r.label != Label::ConformRegelset) {
    text += nl(language) ? " (geen berekening als bedoeld in art. 8.5/8.7 Or)"
                         : " (not a calculation as meant in art. 8.5/8.7 Or)";
  }
  if (r.ontwerp) text += nl(language) ? "; ONTWERP" : "; ontwerp (draft)";
  return text;
}

std::string shown_name(const ZoneResult& zone, Language language) {
  if (zone.zone.level) return "PR " + scientific(zone.zone.level->per_year(), 1, language);
  return aandachtsgebied_word(*zone.zone.aandachtsgebied, language);
}

// Columns are aligned by what is seen, not by bytes: superscripts take three bytes each.
std::size_t shown_width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t shown = shown_width(text);
  if (shown < width) text.append(width - shown, ' ');
  return text;
}

// One block per credited measure: what it changes, and each zone without it.
std::vector<std::string> measure_lines(const StudyResult& r, Language language) {
  const bool dutch = nl(language);
  const auto reach = [&](double m) {
    return m > 0.0 ? decimal(m, 1, language) + " m" : std::string{dutch ? "nergens" : "nowhere"};
  };
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < r.dossier.measures.size(); ++i) {
    lines.emplace_back();
    lines.push_back(fmt::format(fmt::runtime(dutch ? "Maatregel {}: {}" : "Measure {}: {}"), r.dossier.measures[i].name,
                                measure_changes(*r.rules, i)));
    for (const MeasureZone& row : r.maatregelen) {
      if (row.measure != i) continue;
      const auto zone = std::find_if(r.zones.begin(), r.zones.end(), [&](const ZoneResult& z) { return z.naam == row.zone; });
      lines.push_back(padded("  " + shown_name(*zone, language), 28) +
                      (dutch ? "zonder " : "without ") + padded(reach(row.zonder_m), 11) +
                      (dutch ? "met " : "with ") + reach(row.met_m));
    }
  }
  return lines;
}

// "less than one death is expected of every accident" is not "nobody dies".
std::string group_risk_line(const StudyResult& r, Language language) {
  const GroupRiskResult& risk = *r.groepsrisico;
  const bool dutch = nl(language);
  const auto unknown = [&](const char* text_nl, const char* text_en) {
    return fmt::format(fmt::runtime(dutch ? text_nl : text_en), risk.unknown_places);
  };
  if (risk.onbepaald) {
    return unknown("Groepsrisico: onbepaald: van niemand rond het terrein is het aantal bekend (gebouwen en locaties zonder aantal: {}).",
                   "Group risk: onbepaald (undetermined): the number of people around the site is known nowhere (buildings and "
                   "locations without a number: {}).");
  }
  const std::string expected = scientific(risk.expected_deaths_per_year, 2, language);
  std::string text;
  if (frequency_of(risk.curve, 1.0) <= 0.0) {
    text = fmt::format(fmt::runtime(dutch ? "Groepsrisico: bij elk ongeval minder dan één slachtoffer verwacht; in alle ongevallen samen {} /jaar."
                                          : "Group risk: of every accident less than one death is expected; of all together {} /year."),
                       expected);
  } else {
    text = fmt::format(fmt::runtime(dutch ? "Groepsrisico: F(1) = {} /jaar, F(10) = {} /jaar (oriëntatiewaarde {}); verwacht {} slachtoffers /jaar."
                                          : "Group risk: F(1) = {} /year, F(10) = {} /year (orientation value {}); {} deaths /year expected."),
                       scientific(frequency_of(risk.curve, 1.0), 2, language),
                       scientific(frequency_of(risk.curve, 10.0), 2, language),
                       scientific(r.rules->method.gr.orientation.value.per_year() / 100.0, 1, language), expected);
  }
  if (risk.unknown_places > 0) {
    text += unknown(" Ondergrens: van {} gebouwen en locaties is het aantal mensen onbekend.",
                    " Lower bound: of {} buildings and locations the number of people is unknown.");
  }
  return text;
}

}  // namespace

std::string verdict_sentence(const StudyResult& r, Language language) {
  const std::string word = oordeel_word(r.eindoordeel, language);
  const bool layer_unknown = std::any_of(r.bevindingen.begin(), r.bevindingen.end(),
                                         [](const Bevinding& b) { return !b.pand_bekend && b.onderwerp.empty(); });
  if (r.eindoordeel == Oordeel::Onbepaald && layer_unknown) {
    return fmt::format(fmt::runtime(nl(language) ? "{}: er is geen gebouwenlaag die de grootste zone dekt."
                                                 : "{}: no layer of buildings covers the largest zone."),
                       word);
  }
  if (r.eindoordeel == Oordeel::Onbepaald && r.scenarios.out_of_scope && count_with(r, Oordeel::Onbepaald) == 0) {
    return fmt::format(fmt::runtime(nl(language) ? "{}: een systeem valt buiten het toepassingsgebied van de methode; de uitkomst is een indicatie."
                                                 : "{}: a system lies outside the scope of the method; the outcome is an indication."),
                       word);
  }
  const bool fine = r.eindoordeel == Oordeel::Voldoet || r.eindoordeel == Oordeel::NietVanToepassing;
  const Worst worst = worst_finding(r);
  if (worst.bevinding == nullptr || (fine && r.panden.empty())) {
    return fmt::format(fmt::runtime(nl(language) ? "{}: er staan geen gebouwen in de omgeving die beoordeeld moeten worden."
                                                 : "{}: there are no buildings around that have to be judged."),
                       word);
  }
  if (fine) {
    return fmt::format(
        fmt::runtime(nl(language)
                         ? "{}: geen van de {} beoordeelde gebouwen ligt boven de norm of in een aandachtsgebied."
                         : "{}: none of the {} buildings judged lies above the norm or in an aandachtsgebied."),
        word, r.panden.size());
  }
  const std::string& reason = nl(language) ? worst.bevinding->reden_nl : worst.bevinding->reden_en;
  if (worst.pand == nullptr) return fmt::format("{}: {}. {}", word, worst.bevinding->onderwerp, reason);
  const Pand& pand = (*r.surroundings.panden)[worst.pand->pand];
  return fmt::format(fmt::runtime(nl(language) ? "{}: {} gebouw(en) met dit oordeel; het zwaarste is {} ({}) op {} m. {}"
                                               : "{}: {} building(s) with this verdict; the heaviest is {} ({}) at {} m. {}"),
                     word, count_with(r, r.eindoordeel), building_name(pand, language),
                     kwetsbaarheid_word(worst.pand->klassering.klasse, language),
                     decimal(worst.pand->afstand_m, 0, language), reason);
}

std::string summary(const StudyResult& r, Language language) {
  const bool dutch = nl(language);
  std::string out;
  const auto line = [&](const std::string& text) { out += text + "\n"; };
  line(r.dossier.name);
  line(verdict_sentence(r, language));
  line(fmt::format(fmt::runtime(dutch ? "Status van de norm: {}. Resultaat: {}." : "Standing of the norm: {}. Result: {}."),
                   normstatus_word(norm_status(*r.rules), language), label_text(r, language)));
  line("");
  const std::string head =
      padded(dutch ? "Zone" : "Zone", 26) + padded(dutch ? "reikt tot" : "reaches", 11) +
      padded(dutch ? "oppervlak" : "area", 12) + padded(dutch ? "percelen" : "parcels", 10) +
      (dutch ? "gebouwen: zeer kwetsbaar / kwetsbaar / beperkt / onbekend"
             : "buildings: zeer kwetsbaar / kwetsbaar / beperkt / onbekend");
  line(head);
  const std::vector<ZoneCount> counts = counts_per_zone(r);
  for (std::size_t i = 0; i < r.zones.size(); ++i) {
    const ZoneResult& zone = r.zones[i];
    if (zone.polygons.empty()) {
      line(padded(shown_name(zone, language), 26) + (dutch ? "wordt nergens bereikt" : "is reached nowhere"));
      continue;
    }
    auto buildings = counts[i].buildings;
    const std::string parcels =
        r.surroundings.percelen ? fmt::format("{}", counts[i].parcels) : std::string{dutch ? "onbekend" : "unknown"};
    const std::string per_class =
        r.surroundings.panden
            ? fmt::format("{} / {} / {} / {}", buildings[Kwetsbaarheid::ZeerKwetsbaar], buildings[Kwetsbaarheid::Kwetsbaar],
                          buildings[Kwetsbaarheid::BeperktKwetsbaar], buildings[Kwetsbaarheid::Onbekend])
            : std::string{dutch ? "onbekend" : "unknown"};
    line(padded(shown_name(zone, language), 26) +
         padded(decimal(zone.grootste_afstand_m, 1, language) + " m", 11) +
         padded(decimal(zone.oppervlakte_m2, 0, language) + " m2", 12) + padded(parcels, 10) + per_class);
  }
  for (const std::string& text : measure_lines(r, language)) line(text);
  line("");
  line(fmt::format(fmt::runtime(dutch ? "Gebouwen beoordeeld: {} (op eigen terrein: {}); voldoet niet {}, afweging nodig {}, onbepaald {}, "
                                        "voldoet {}, niet van toepassing {}."
                                      : "Buildings judged: {} (on own ground: {}); voldoet niet {}, afweging nodig {}, onbepaald {}, "
                                        "voldoet {}, niet van toepassing {}."),
                   r.panden.size(), r.panden_op_eigen_terrein, count_with(r, Oordeel::VoldoetNiet),
                   count_with(r, Oordeel::AfwegingNodig), count_with(r, Oordeel::Onbepaald),
                   count_with(r, Oordeel::Voldoet), count_with(r, Oordeel::NietVanToepassing)));
  if (r.groepsrisico) line(group_risk_line(r, language));
  if (const std::string flip = flip_line(r, language); !flip.empty()) line(flip);
  const auto given = std::count_if(r.panden.begin(), r.panden.end(), [](const PandResult& pand) {
    return pand.klassering.herkomst != KlasseHerkomst::Indicatief;
  });
  line(fmt::format(fmt::runtime(dutch ? "Parameters gebruikt: {}; zwakker dan gelezen: {}; onbevestigd: {}. Klassen van gebouwen: indicatief (BAG), "
                                        "behalve {} uit register of dossier."
                                      : "Parameters used: {}; weaker than read: {}; unconfirmed: {}. Classes of buildings: indicative (BAG), "
                                        "except {} from register or dossier."),
                   r.used_keys.size(), weak_keys(r).size(), unconfirmed_keys(r).size(), given));
  std::array<std::size_t, 3> messages{};
  for (const Diagnostic& d : r.messages) ++messages[static_cast<std::size_t>(d.severity)];
  line(fmt::format(fmt::runtime(dutch ? "Meldingen: {} fout, {} waarschuwing, {} info." : "Messages: {} error, {} warning, {} info."),
                   messages[0], messages[1], messages[2]));
  return out;
}

}  // namespace batterisk::study
