#include "batterisk/study/run/summary.hpp"

#include "batterisk/study/run/uncertainty.hpp"

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

std::string own_ground_line(const StudyResult& r, Language language) {
  std::string list;
  for (const PandOpTerrein& pand : r.panden_op_eigen_terrein) {
    if (!pand.vraagt_aandacht()) continue;
    list += fmt::format("{}{} ({}{}{})", list.empty() ? "" : "; ", building_name((*r.surroundings.panden)[pand.pand], language),
                        kwetsbaarheid_word(pand.klassering.klasse, language), pand.klassering.gebruiksdoelen.empty() ? "" : ", ",
                        fmt::join(pand.klassering.gebruiksdoelen, ", "));
  }
  if (list.empty()) return "";
  return (nl(language) ? "Op eigen terrein, niet beoordeeld, waar mensen kunnen verblijven: " : "On own ground, not judged, where people may stay: ") +
         list + ".";
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

// One line per choice and zone that it moves.
std::vector<std::string> choice_lines(const StudyResult& r, Language language) {
  const bool dutch = nl(language);
  std::vector<std::string> lines;
  for (const std::string& key : choice_keys(r.modelkeuzes, true)) {
    for (std::size_t z = 0; z < r.zones.size(); ++z) {
      if (!moves_zone(r.modelkeuzes, key, z)) continue;
      std::string of_zone;
      for (const ModelChoice& choice : r.modelkeuzes) {
        if (choice.key != key) continue;
        of_zone += fmt::format("{}{} {} m", of_zone.empty() ? "" : "; ", choice.choice, decimal(choice.distance_m[z], 1, language));
      }
      lines.push_back("  " + padded(key, 20) + padded(shown_name(r.zones[z], language), 26) + of_zone);
    }
  }
  if (lines.empty()) return lines;
  lines.insert(lines.begin(), dutch ? "Keuzes tussen modellen die een zone verplaatsen (de eerste is die van de studie):"
                                    : "Choices between models that move a zone (the first is that of the study):");
  lines.insert(lines.begin(), "");
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
  } else if (risk.lower_bound) {
    text += dutch ? " Ondergrens: niet alle gebouwen en personen rond het terrein zijn bekend."
                  : " Lower bound: not all buildings and people around the site are known.";
  }
  return text;
}

// Why not all objects around are known.
std::string what_is_lacking(const StudyResult& r, Language language) {
  const Surroundings& around = r.surroundings;
  if (!around.panden || !around.covers(LayerKind::Panden)) {
    return nl(language) ? "er is geen gebouwenlaag die de grootste zone dekt."
                        : "no layer of buildings covers the largest zone.";
  }
  const bool unread = std::any_of(around.reports.begin(), around.reports.end(), [](const LayerReport& report) {
    return report.kind != LayerKind::Percelen && !report.usable;
  });
  if (unread) return nl(language) ? "een laag van het dossier is niet gelezen." : "a layer of the dossier was not read.";
  if (around.coverage.empty() || !around.knows_objects(around.coverage.front())) {
    return nl(language) ? "een laag met objecten is niet volledig." : "a layer of objects is not complete.";
  }
  if (around.lacks_places()) {
    return nl(language) ? "van een deel van de objecten is niet bekend waar ze liggen." : "of some objects it is not known where they lie.";
  }
  return nl(language) ? "een zone kon niet worden bepaald." : "a zone could not be determined.";
}

// Findings that the overall verdict does not speak of.
std::string other_verdicts(const StudyResult& r, Language language) {
  std::string text;
  for (const Oordeel oordeel : {Oordeel::VoldoetNiet, Oordeel::Onbepaald, Oordeel::AfwegingNodig}) {
    if (oordeel == r.eindoordeel) continue;
    std::string where;
    for (const Deeloordeel& part : r.deeloordelen) {
      const auto found = part.aantallen.find(oordeel);
      if (found == part.aantallen.end() && part.oordeel != oordeel) continue;
      where += fmt::format("{}{}", where.empty() ? "" : ", ", part_name(part.onderdeel, language));
      if (found != part.aantallen.end()) where += fmt::format(" {}", found->second);
    }
    if (where.empty()) continue;
    text += fmt::format(fmt::runtime(nl(language) ? " Daarnaast {} ({})." : " Besides: {} ({})."), oordeel_word(oordeel, language), where);
  }
  return text;
}

std::string main_sentence(const StudyResult& r, Language language) {
  const std::string word = oordeel_word(r.eindoordeel, language);
  const bool layer_unknown = std::any_of(r.bevindingen.begin(), r.bevindingen.end(),
                                         [](const Bevinding& b) { return !b.pand_bekend && b.onderwerp.empty(); });
  if (r.eindoordeel == Oordeel::Onbepaald && layer_unknown) {
    return fmt::format("{}: {}", word, what_is_lacking(r, language));
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
                         ? "{}: van de {} beoordeelde gebouwen ligt er geen met een klasse van kwetsbaarheid boven de norm of in een aandachtsgebied."
                         : "{}: of the {} buildings judged, none that has a class of vulnerability lies above the norm or in an aandachtsgebied."),
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

}  // namespace

std::string nearest_flip_text(const StudyResult& r, Language language) {
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

std::string part_name(std::string_view onderdeel, Language language) {
  for (const Aandachtsgebied soort : {Aandachtsgebied::Brand, Aandachtsgebied::Explosie, Aandachtsgebied::Gifwolk}) {
    if (to_string(soort) == onderdeel) return aandachtsgebied_word(soort, language);
  }
  if (onderdeel == "risicogebied") return nl(language) ? "in een risicogebied" : "in a risicogebied";
  if (onderdeel == "risicogebied_rand") return nl(language) ? "rand van een risicogebied" : "edge of a risicogebied";
  if (onderdeel == "advies") return nl(language) ? "advies: afstand tot gebouwen" : "advice: distance to buildings";
  if (onderdeel == deel_pr) return "plaatsgebonden risico";
  std::string name{onderdeel};  // of a table of its own
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string indicative_words(const std::vector<std::string>& causes, Language language) {
  if (causes.empty()) return nl(language) ? "niet indicatief" : "not indicatief";
  std::string text = nl(language) ? "indicatief door " : "indicatief (indicative) because of ";
  for (std::size_t i = 0; i < causes.size(); ++i) {
    if (i > 0) text += nl(language) ? " en " : " and ";
    text += causes[i] == "klasse"       ? (nl(language) ? "klassen van gebouwen uit de BAG" : "classes of buildings from the BAG")
            : causes[i] == "parameters" ? (nl(language) ? "waarden van de methode" : "values of the method")
                                        : (nl(language) ? "de regelset" : "the rule set");
  }
  return text;
}

std::vector<std::string> part_lines(const StudyResult& r, Language language) {
  std::vector<std::string> lines;
  for (const Deeloordeel& part : r.deeloordelen) {
    std::string numbers;
    for (const Oordeel oordeel : {Oordeel::VoldoetNiet, Oordeel::Onbepaald, Oordeel::AfwegingNodig}) {
      const auto found = part.aantallen.find(oordeel);
      if (found == part.aantallen.end()) continue;
      numbers += fmt::format("{}{} {}", numbers.empty() ? "" : ", ", oordeel_word(oordeel, language), found->second);
    }
    lines.push_back(padded(part_name(part.onderdeel, language), 30) +
                    padded(oordeel_word(part.oordeel, language) + (numbers.empty() ? "" : " (" + numbers + ")"), 40) + " " +
                    fmt::format("{}; {}; {}", part.artikel, normstatus_word(part.normstatus, language),
                                indicative_words(part.indicatief_door, language)));
  }
  for (const auto& [name, text] : regime_and_choices(r, language)) lines.push_back(padded(name, 30) + text);
  return lines;
}

std::vector<std::pair<std::string, std::string>> regime_and_choices(const StudyResult& r, Language language) {
  std::vector<std::pair<std::string, std::string>> lines;
  const auto titled = [&](const auto& thing) { return nl(language) ? thing.titel_nl : thing.titel_en; };
  if (r.regime && r.regime->regime != nullptr) {
    lines.emplace_back("regime", titled(*r.regime->regime) + (r.regime->regime->artikel.empty() ? "" : "; " + r.regime->regime->artikel));
  } else if (r.regime) {
    lines.emplace_back("regime", fmt::format(fmt::runtime(nl(language) ? "onbepaald: niet bekend is {}" : "onbepaald (undetermined): not known is {}"),
                                             fmt::join(r.regime->onbekend, ", ")));
  }
  for (const KeuzeUitkomst& choice : r.keuzes) {
    std::string all;
    for (std::size_t i = 0; i < choice.oordelen.size(); ++i) {
      all += fmt::format("{}{}: {}", i == 0 ? "" : "; ", titled(choice.keuze->alternatieven[i]), oordeel_word(choice.oordelen[i], language));
    }
    lines.emplace_back(titled(*choice.keuze),
                       fmt::format("{} ({}; {})", titled(*choice.gekozen),
                                   choice.opgegeven ? (nl(language) ? "gekozen in het dossier" : "chosen in the dossier")
                                   : r.dossier.keuzes.contains(choice.keuze->id)
                                       ? (nl(language) ? "wat het dossier koos, is hier niet van toepassing" : "what the dossier chose does not apply here")
                                       : (nl(language) ? "het gunstigste voor de aanvrager" : "the best for the applicant"),
                                   all));
  }
  return lines;
}

std::string verdict_basis(const StudyResult& r, Language language) {
  std::vector<std::string> articles;
  std::vector<std::string> causes;
  NormStatus status = norm_status(*r.rules);
  const auto add_once = [](std::vector<std::string>& list, const std::string& text) {
    if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
  };
  for (const Deeloordeel& part : r.deeloordelen) {
    if (part.oordeel != r.eindoordeel) continue;
    add_once(articles, part.artikel);
    for (const std::string& cause : part.indicatief_door) add_once(causes, cause);
  }
  return fmt::format("{}{}; {}; {}", articles.empty() ? (nl(language) ? "geen artikel" : "no article") : "", fmt::join(articles, "; "),
                     normstatus_word(status, language), indicative_words(causes, language));
}

std::string verdict_sentence(const StudyResult& r, Language language) {
  return main_sentence(r, language) + other_verdicts(r, language);
}

std::string summary(const StudyResult& r, Language language) {
  const bool dutch = nl(language);
  std::string out;
  const auto line = [&](const std::string& text) { out += text + "\n"; };
  line(r.dossier.name);
  line(verdict_sentence(r, language));
  line(fmt::format(fmt::runtime(dutch ? "Grondslag: {}. Resultaat: {}." : "Basis: {}. Result: {}."), verdict_basis(r, language),
                   label_text(r, language)));
  line("");
  for (const std::string& text : part_lines(r, language)) line(text);
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
  for (const std::string& text : choice_lines(r, language)) line(text);
  line("");
  line(fmt::format(fmt::runtime(dutch ? "Gebouwen beoordeeld: {} (op eigen terrein: {}); voldoet niet {}, afweging nodig {}, onbepaald {}, "
                                        "voldoet {}, niet van toepassing {}."
                                      : "Buildings judged: {} (on own ground: {}); voldoet niet {}, afweging nodig {}, onbepaald {}, "
                                        "voldoet {}, niet van toepassing {}."),
                   r.panden.size(), r.panden_op_eigen_terrein.size(), count_with(r, Oordeel::VoldoetNiet),
                   count_with(r, Oordeel::AfwegingNodig), count_with(r, Oordeel::Onbepaald),
                   count_with(r, Oordeel::Voldoet), count_with(r, Oordeel::NietVanToepassing)));
  if (const std::string own = own_ground_line(r, language); !own.empty()) line(own);
  if (r.groepsrisico) line(group_risk_line(r, language));
  if (const std::string flip = nearest_flip_text(r, language); !flip.empty()) line(flip);
  if (r.onzekerheid) {
    for (const std::string& text : uncertainty_lines(r, language)) line(text);
  }
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
