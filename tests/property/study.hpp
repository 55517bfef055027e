#pragma once

#include "support/paths.hpp"
#include "support/temp_folder.hpp"

#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/core/risk/effect_models.hpp"
#include "batterisk/core/rules/rule_set.hpp"
#include "batterisk/core/scenario/scenario.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk::test {

/// A container of the reference size on a bearing (degrees).
struct UnitText {
  std::string id;
  double x;
  double y;
  double orientation_deg = 0.0;
};

/// A release of HF in the wake of the container of the NIPV scenario card.
struct ReleaseText {
  std::string id;
  double x;
  double y;
  std::string rate = "16.6667 g/s";
  std::string frequency = "1e-4 1/jaar";
  std::string extra = "zog = { breedte = \"2.34 m\", hoogte = \"2.29 m\" }";
};

/// What a test says of a study; the rest is the same everywhere.
struct StudyText {
  std::vector<UnitText> units;
  std::vector<ReleaseText> releases;
  std::string peildatum = "2026-06-01";
  std::string other_dates;             ///< lines of [project]
  std::string more;                    ///< tables at the end
  std::optional<SectorTable> weather;  ///< own table; nothing: De Bilt
};

inline std::string number(double v) {
  char text[40];
  std::snprintf(text, sizeof text, "%.12g", v);
  return text;
}

/// Weather file of a dossier with one table for day and night.
inline std::string weather_csv(const SectorTable& table) {
  std::string text = "stn,name,period,class,0,30,60,90,120,150,180,210,240,270,300,330,sum\n";
  for (const char* period : {"all", "day", "night"}) {
    for (std::size_t c = 0; c < weather_class_count; ++c) {
      text += std::string{"1,Proef,"} + period + "," + std::string{weather_class_names[c]};
      double sum = 0.0;
      for (const double p : table[c]) {
        text += "," + number(p);
        sum += p;
      }
      text += "," + number(sum) + "\n";
    }
  }
  return text;
}

/// The field side of a study: everything up to the scenarios.
struct Study {
  Dossier dossier;
  RuleSet rules;
  UsedKeys used;
  std::vector<Scenario> scenarios;
  EffectModels models;
  StudyWeather weather;
};

/// Loads a dossier through the same functions as the program and keeps the scenarios of these kinds.
inline Study study_at(const std::filesystem::path& path, const std::vector<std::string_view>& kinds) {
  const Dossier dossier = load_dossier(path);
  const RuleSet rules = load_rule_set(load_rule_catalog(test::rules_folder()), rule_selection(dossier));
  UsedKeys used;
  std::vector<Scenario> scenarios;
  for (const Scenario& scenario : derive_scenarios(dossier, rules, used).scenarios) {
    if (std::find(kinds.begin(), kinds.end(), to_string(scenario.kind)) != kinds.end()) scenarios.push_back(scenario);
  }
  const EffectModels models = effect_models(rules, used);
  const StudyWeather weather = study_weather(dossier, rules, {155'000.0, 463'000.0}, used);
  return {dossier, rules, used, scenarios, models, weather};
}

/// The same for a text.
inline Study study_of(const StudyText& text, const std::vector<std::string_view>& kinds = {"S1", "S3", "eigen"}) {
  TempFolder folder;
  std::string toml = "schema_versie = 1\n[project]\nnaam = \"Proef\"\npeildatum = " + text.peildatum + "\n" +
                     text.other_dates + "\n[[locatie]]\n";
  // Wide enough for every place that the tests use.
  toml += "grens = [[150000, 458000], [160000, 458000], [160000, 468000], [150000, 468000]]\n";
  if (!text.units.empty()) {
    toml +=
        "[[systeem]]\nid = \"park\"\nsituatie = \"eos_park\"\nchemie = \"lfp\"\n"
        "afmetingen = { lengte = \"6.06 m\", breedte = \"2.44 m\", hoogte = \"2.59 m\" }\n"
        "energie = { eenheid = \"5 MWh\" }\n";
    for (const UnitText& unit : text.units) {
      toml += "[[systeem.eenheden]]\nid = \"" + unit.id + "\"\npositie = [" + number(unit.x) + ", " +
              number(unit.y) + "]\norientatie = \"" + number(unit.orientation_deg) + " graden\"\n";
    }
  }
  for (const ReleaseText& r : text.releases) {
    toml += "[[scenario]]\nid = \"" + r.id + "\"\npositie = [" + number(r.x) + ", " + number(r.y) +
            "]\nstof = \"HF\"\nbronsterkte = \"" + r.rate + "\"\nduur = \"30 min\"\nfrequentie = \"" +
            r.frequency + "\"\n" + r.extra + "\n";
  }
  if (text.weather) {
    write_bytes(folder / "weer.csv", weather_csv(*text.weather));
    toml += "[weer]\ntabel = \"weer.csv\"\nstation = 1\n";
  } else {
    toml += "[weer]\nstation = 260\n";
  }
  write_bytes(folder / "dossier.toml", toml + text.more);
  return study_at(folder / "dossier.toml", kinds);
}

}  // namespace batterisk::test
