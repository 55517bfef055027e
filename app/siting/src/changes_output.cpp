#include "batterisk/siting/siting_output.hpp"

#include "names.hpp"

#include "batterisk/study/tables/tables.hpp"
#include "batterisk/study/text/texts.hpp"

#include <map>
#include <string_view>

#include <fmt/format.h>

namespace batterisk::siting {
namespace {

using study::Language;

// What a sort of change is, before what it becomes.
std::string words_of(const Wijziging& change, Language language) {
  static const std::map<std::string_view, std::pair<std::string_view, std::string_view>> words{
      {"verplaatsen", {"de opstelling verplaatsen", "move the layout"}},
      {"draaien", {"de opstelling draaien en verplaatsen", "turn and move the layout"}},
      {"energie", {"energie per eenheid", "energy of each unit"}},
      {"eenheden", {"aantal eenheden", "number of units"}},
      {"tussenruimte", {"ruimte tussen eenheden", "space between units"}},
      {"kansfactor", {"kansfactor van maatregelen (freq.measure)", "frequency factor of measures (freq.measure)"}},
      {"chemie", {"chemie", "chemistry"}},
      {"klasse", {"klasse van", "class of"}}};
  const auto& both = words.at(change.soort);
  return fmt::format("{}{}{}: {}", language == Language::Nl ? both.first : both.second, change.onderwerp.empty() ? "" : " ", change.onderwerp, change.naar);
}

}  // namespace

std::vector<gis::FeatureTable> changes_tables(const ChangesResult& result) {
  using gis::FieldType;
  std::vector<gis::FeatureTable> tables = siting_tables(result.ruimten);
  gis::FeatureTable table{"wijziging",
                          gis::GeometryType::Point,
                          {{"rang", FieldType::Integer},
                           {"soort", FieldType::Text},
                           {"ter_plaatse", FieldType::Boolean},
                           {"identificatie", FieldType::Text},
                           {"naar", FieldType::Text},
                           {"prijs", FieldType::Real},
                           {"locatie", FieldType::Text},
                           {"draaiing_graden", FieldType::Real},
                           {"oordeel", FieldType::Text}},
                          {},
                          "Kleinste wijziging van elke soort waarna het doel gehaald wordt, bevestigd door een berekening; het punt is de eerste eenheid",
                          {}};
  for (const Wijziging& change : result.wijzigingen) {
    table.rows.push_back({{static_cast<std::int64_t>(table.rows.size() + 1), change.soort, change.ter_plaatse,
                           change.onderwerp.empty() ? gis::Value{} : gis::Value{change.onderwerp}, change.naar, study::rounded(change.prijs),
                           change.locatie.empty() ? gis::Value{} : gis::Value{change.locatie}, study::rounded(degrees(change.draaiing)),
                           std::string{batterisk::to_string(change.oordeel)}},
                          change.punt});
  }
  tables.push_back(std::move(table));
  return tables;
}

std::string changes_summary(const ChangesResult& result, Language language) {
  const bool nl = language == Language::Nl;
  std::string out = "\n";
  if (result.staat_goed) return out + (nl ? "Waar de opstelling staat wordt het doel gehaald.\n" : "The goal holds where the layout stands.\n");
  out += nl ? "Waar de opstelling staat wordt het doel niet gehaald. Wel na één van deze wijzigingen, elk bevestigd door een berekening:\n"
            : "The goal does not hold where the layout stands. It does after one of these changes, each confirmed by a study:\n";
  for (const Wijziging& change : result.wijzigingen) {
    out += fmt::format("  {:>7}  {}", study::decimal(change.prijs, 1, language), words_of(change, language));
    if (change.ter_plaatse) {
      out += nl ? ", waar zij staat" : ", where it stands";
    } else {
      out += nl ? fmt::format(", op {} bij {:.2f}, {:.2f}", change.locatie, change.punt.x, change.punt.y)
                : fmt::format(", on {} at {:.2f}, {:.2f}", change.locatie, change.punt.x, change.punt.y);
    }
    out += fmt::format(" ({})\n", batterisk::to_string(change.oordeel));
  }
  if (result.wijzigingen.empty()) out += nl ? "  geen gevonden\n" : "  none found\n";
  const auto n = [&](double price) { return study::decimal(price, 1, language); };
  out += nl ? fmt::format("Prijs in punten: {} per m, {} per graad, {} per MWh minder, {} per halvering van de kans, {} voor andere chemie, {} per vraag over een klasse.\n",
                          n(prijzen.per_meter), n(prijzen.per_graad), n(prijzen.per_mwh), n(prijzen.per_halvering), n(prijzen.chemie), n(prijzen.klasse))
            : fmt::format("Price in points: {} per m, {} per degree, {} per MWh less, {} per halving of the frequency, {} for other chemistry, {} per question about a class.\n",
                          n(prijzen.per_meter), n(prijzen.per_graad), n(prijzen.per_mwh), n(prijzen.per_halvering), n(prijzen.chemie), n(prijzen.klasse));
  return out;
}

}  // namespace batterisk::siting
