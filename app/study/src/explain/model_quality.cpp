#include "batterisk/study/explain/model_quality.hpp"

#include "validation_table.hpp"

#include "batterisk/core/base/csv.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <variant>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

// Row for a set, in a version; nothing when the table has none.
std::optional<ModelQuality> row_of(const std::string& set, const std::string& version) {
  static const CsvTable table = read_csv(validation_table, "table.csv", {false, true});
  const auto column = [&](const char* name) { return csv_column(table, name).value(); };
  for (const CsvRow& row : table.rows) {
    if (row.text(column("set")) != set || row.text(column("version")) != version || !row.text(column("part")).empty()) continue;
    ModelQuality quality;
    quality.set = set;
    quality.model = row.text(column("model"));
    quality.version = version;
    quality.quantity = row.text(column("quantity"));
    quality.n = std::atoi(row.text(column("n")).c_str());
    quality.mg = std::strtod(row.text(column("mg")).c_str(), nullptr);
    quality.fac2 = std::strtod(row.text(column("fac2")).c_str(), nullptr);
    return quality;
  }
  return std::nullopt;
}

// Words of the table for people; those that it has are English.
struct Words {
  std::string_view table;
  std::string_view nl;
  std::string_view en;
};
constexpr Words words[] = {
    {"plume", "pluim", "plume"},
    {"largest concentration of an arc", "grootste concentratie per boog", "largest concentration of an arc"},
    {"torch (S1)", "fakkel", "torch"},
    {"power", "vermogen van een module", "power of a module"},
    {"flame of S4", "vlam van S4", "flame of S4"},
    {"heat flux", "warmtestraling", "heat flux"},
    {"explosion (S2)", "explosie", "explosion"},
    {"free volume of the method", "vrije inhoud van de methode", "free volume of the method"},
    {"local concentration over the LFL", "plaatselijke concentratie over de LFL; alle ontploften, en boven 1 zegt het model dat ook",
     "local concentration over the LFL; all exploded, and above 1 the model says so too"},
};

std::string shown(const std::string& text, Language language) {
  for (const Words& w : words) {
    if (w.table == text) return std::string{language == Language::Nl ? w.nl : w.en};
  }
  return text;
}

std::optional<ModelQuality> quality_of(Aandachtsgebied zone, const Scenario& scenario, const RuleSet& rules) {
  const MethodRules& m = rules.method;
  if (zone == Aandachtsgebied::Explosie) return row_of("UL FSRI 2020, containers", "free volume of the method");
  if (zone == Aandachtsgebied::Gifwolk) {
    return row_of("Prairie Grass 1956", fmt::format("disp.u_ref = {}", choice_word(m.disp.u_ref.value)));
  }
  if (std::holds_alternative<TorchSource>(scenario.source)) return row_of("UL FSRI 2020, module", "");
  return row_of("Montoir, LNG pool fires", fmt::format("flame.sep_cap = {}", choice_word(m.flame.sep_cap.value)));
}

}  // namespace

std::vector<ModelQuality> model_quality(const std::vector<Scenario>& scenarios,
                                        const std::vector<EffectDistance>& distances, const RuleSet& rules) {
  std::vector<ModelQuality> list;
  for (const Aandachtsgebied zone : {Aandachtsgebied::Brand, Aandachtsgebied::Explosie, Aandachtsgebied::Gifwolk}) {
    const EffectDistance* furthest = nullptr;
    for (const EffectDistance& d : distances) {
      if (d.soort != zone || d.from_centre_m <= 0.0) continue;
      if (furthest == nullptr || d.from_centre_m > furthest->from_centre_m) furthest = &d;
    }
    if (furthest == nullptr) continue;
    const auto scenario = std::find_if(scenarios.begin(), scenarios.end(),
                                       [&](const Scenario& s) { return s.id == furthest->scenario; });
    if (scenario == scenarios.end()) continue;
    if (auto quality = quality_of(zone, *scenario, rules)) {
      quality->zone = zone;
      list.push_back(std::move(*quality));
    }
  }
  return list;
}

std::string model_quality_text(const ModelQuality& q, Language language) {
  const bool dutch = language == Language::Nl;
  return fmt::format("{}: {}{} {} {} ({}): n {}, {} {}, {:.0f} % {}", aandachtsgebied_word(q.zone, language),
                     shown(q.model, language), q.version.empty() ? "" : " (" + shown(q.version, language) + ")",
                     dutch ? "tegen" : "against", q.set, shown(q.quantity, language), q.n,
                     dutch ? "model/gemeten" : "model/measured", decimal(q.mg, 2, language), 100.0 * q.fac2,
                     dutch ? "binnen een factor 2" : "within a factor of 2");
}

}  // namespace batterisk::study
