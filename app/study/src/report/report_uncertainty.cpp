#include "report/report_writer.hpp"

#include "batterisk/study/run/summary.hpp"
#include "batterisk/study/run/uncertainty.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

constexpr std::size_t most_rows = 12;

std::string reach(double m, Language language) { return decimal(m, 0, language); }

std::string reach(double low, double high, Language language) {
  return low == high ? reach(low, language) : reach(low, language) + "\u00A0–\u00A0" + reach(high, language);
}

std::string name_of(const ReportWriter& w, const std::string& zone) {
  const auto own = std::find_if(w.result.zones.begin(), w.result.zones.end(), [&](const ZoneResult& z) { return z.naam == zone; });
  return own == w.result.zones.end() ? zone : w.zone_name(*own);
}

void write_zones(ReportWriter& w, const Uncertainty& u) {
  const Language language = w.options.language;
  std::vector<std::vector<std::string>> rows;
  for (const ZoneUncertainty& zone : u.zones) {
    const auto own = std::find_if(w.result.zones.begin(), w.result.zones.end(), [&](const ZoneResult& z) { return z.naam == zone.naam; });
    rows.push_back({name_of(w, zone.naam), reach(own == w.result.zones.end() ? 0.0 : own->grootste_afstand_m, language), reach(zone.onder_m[0], language),
                    reach(zone.onder_m[1], zone.boven_m[1], language), reach(zone.boven_m[2], language)});
  }
  w.add_table("onzekerheid_zones", w.text("Hoe ver de zones reiken, naar hoe zeker dat is", "How far the zones reach, by how sure that is"),
              {{"Zone", 2.6, false},
               {w.text("Berekend (m)", "Computed (m)"), 1.0, true},
               {w.text("Bijna zeker tot (m)", "Nearly surely to (m)"), 1.2, true},
               {w.text("Half om half tot (m)", "Half and half to (m)"), 1.3, true},
               {w.text("Bijna nooit voorbij (m)", "Hardly ever beyond (m)"), 1.4, true}},
              std::move(rows), "");
  w.note(w.text("Bijna zeker: een kans van ten minste 95 % bij de ondergrens. Bijna nooit voorbij: een kans van ten hoogste 5 % bij de "
                "bovengrens. Half om half: een kans van 50 % bij de onder- en bij de bovengrens.",
                "Nearly surely: a chance of at least 95 % by the lower bound. Hardly ever beyond: a chance of at most 5 % by the upper bound. "
                "Half and half: a chance of 50 % by the lower and by the upper bound."));
}

// Buildings that may be on the other side of a zone than the result says.
void write_flips(ReportWriter& w, const Uncertainty& u) {
  const Language language = w.options.language;
  struct Flip {
    double chance;
    std::vector<std::string> row;
  };
  std::vector<Flip> flips;
  for (const PandUncertainty& pand : u.panden) {
    for (std::size_t z = 0; z < u.zones.size(); ++z) {
      const ChanceBox& chance = pand.kans[z];
      if (!may_flip(chance, pand.berekend[z])) continue;
      flips.push_back({pand.berekend[z] ? 1.0 - chance.low : chance.high,
                       {pand.identificatie, name_of(w, u.zones[z].naam), pand.berekend[z] ? w.text("ja", "yes") : w.text("nee", "no"),
                        chance_text(chance, u.request.draws, language)}});
    }
  }
  std::stable_sort(flips.begin(), flips.end(), [](const Flip& a, const Flip& b) { return a.chance > b.chance; });
  const std::size_t all = flips.size();
  flips.resize(std::min(all, most_rows));
  std::vector<std::vector<std::string>> rows;
  for (Flip& flip : flips) rows.push_back(std::move(flip.row));
  w.add_table("onzekerheid_omslag", w.text("Gebouwen die aan de andere kant van een zone kunnen liggen", "Buildings that may be on the other side of a zone"),
              {{w.text("Gebouw", "Building"), 1.6, false},
               {"Zone", 2.4, false},
               {w.text("In de zone berekend", "Computed inside"), 1.1, false},
               {w.text("Kans om erin te liggen", "Chance to lie inside"), 1.8, false}},
              std::move(rows), w.text("Geen enkel gebouw heeft een kans boven 5 % om aan de andere kant te liggen.",
                                      "No building has a chance above 5 % to be on the other side."));
  if (all > most_rows) {
    w.note(fmt::format(fmt::runtime(w.text("Dit zijn er {} van {}; de tabel onzekerheid_pand van de uitvoer heeft ze alle.",
                                           "These are {} of {}; the table onzekerheid_pand of the output has them all.")),
                       most_rows, all));
  }
}

void write_worth(ReportWriter& w, const Uncertainty& u) {
  const Language language = w.options.language;
  std::vector<const ValueUncertainty*> values;
  for (const ValueUncertainty& value : u.waarden) {
    if (value.zekerder.value_or(0) > 0) values.push_back(&value);
  }
  std::stable_sort(values.begin(), values.end(), [](const auto* a, const auto* b) { return *a->zekerder > *b->zekerder; });
  if (values.size() > most_rows) values.resize(most_rows);
  std::vector<std::vector<std::string>> rows;
  for (const ValueUncertainty* value : values) {
    const Provenance& key = *value->waarde.keys.front();
    rows.push_back({key.key, language == Language::Nl ? key.omschrijving_nl : key.omschrijving_en, bewijs_word(key.bewijs, language),
                    value->waarde.interval ? w.text("interval", "interval") : w.text("verdeling", "distribution"),
                    fmt::format("{}", *value->zekerder)});
  }
  w.add_table("onzekerheid_meten", w.text("Wat meten loont", "What is worth measuring"),
              {{"Parameter", 1.6, false},
               {w.text("Omschrijving", "Description"), 3.2, false},
               {w.text("Bewijs", "Evidence"), 1.1, false},
               {w.text("Vorm", "Form"), 0.9, false},
               {w.text("Wordt zeker (aantal)", "Becomes sure (number)"), 1.0, true}},
              std::move(rows), w.text("Geen enkele waarde alleen maakt een gebouw zeker.", "No value alone makes a building sure."));
  w.note(fmt::format(fmt::runtime(w.text("Geteld zijn paren van een gebouw en een zone die onzeker zijn ({}) en zeker worden als alleen deze waarde "
                                         "bekend is.",
                                         "Counted are pairs of a building and a zone that are unsure ({}) and become sure when this value alone is "
                                         "known.")),
                     u.onzeker));
}

}  // namespace

void write_how_sure(ReportWriter& w) {
  const Uncertainty& u = *w.result.onzekerheid;
  std::string said;
  for (const std::string& line : uncertainty_lines(w.result, w.options.language)) {
    if (!line.starts_with(" ")) said += (said.empty() ? "" : " ") + line;  // zones have a table here
  }
  w.say(said);
  w.say(w.text("Dit is de onzekerheid van de waarden alleen. De fout van de modellen zelf staat in bijlage bij de modellen en de keuzes die regels "
               "en aanvrager maken staan elders in dit rapport; zij zijn hier niet bij opgeteld.",
               "This is the uncertainty of the values alone. The error of the models themselves stands with the models in the annexes, and the choices "
               "of rules and applicant stand elsewhere in this report; neither is added here."));
  write_zones(w, u);
  write_flips(w, u);
  write_worth(w, u);
}

}  // namespace batterisk::study
