#include "support/paths.hpp"

#include "batterisk/study/run/sensitivity.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

namespace batterisk {
namespace {

Dossier one_release() {
  return parse_dossier(R"toml(schema_versie = 1
[project]
naam = "SYNTHETISCH"
peildatum = 2026-11-01
[[locatie]]
id = "terrein"
grens = [[154990.0, 462993.0], [155010.0, 462993.0], [155010.0, 463007.0], [154990.0, 463007.0]]
[[scenario]]
id = "eigen"
positie = [155000.0, 463000.0]
stof = "HF"
bronsterkte = "13,3 g/s"
duur = "30 min"
frequentie = "2e-4 1/jaar"
[rekenen]
regelset = "referentie"
)toml", "proef.toml", "");
}

const study::KeySensitivity& of(const study::Sensitivity& s, const std::string& key) {
  const auto found = std::find_if(s.keys.begin(), s.keys.end(), [&](const auto& k) { return k.key->key == key; });
  REQUIRE(found != s.keys.end());
  return *found;
}

}  // namespace

// The oracle is a study with that one value.
TEST_CASE("sensitivity is what a study with the end of a range gives") {
  const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  const study::StudyResult result = study::run_study(one_release(), catalog);
  const study::Sensitivity s = study::sensitivity(result, catalog);
  REQUIRE(s.zones.size() == result.zones.size());
  const study::KeySensitivity& exchange = of(s, "indoor.n_v");
  CHECK(exchange.low < 1.0);
  CHECK(exchange.high > 1.0);
  for (const bool high : {false, true}) {
    Dossier changed = one_release();
    Deviation deviation;
    deviation.parameter = "indoor.n_v";
    deviation.value = high ? exchange.high : exchange.low;
    deviation.unit = "1/h";
    changed.deviations.push_back(deviation);
    const study::StudyResult alone = study::run_study(changed, catalog);
    for (std::size_t z = 0; z < s.zones.size(); ++z) {
      CHECK((high ? exchange.high_m : exchange.low_m)[z] == alone.zones[z].grootste_afstand_m);
      CHECK(s.as_computed_m[z] == result.zones[z].grootste_afstand_m);
    }
  }
  // More air from outside: a larger gifwolk and the same PR, which is that of people outdoors.
  for (std::size_t z = 0; z < s.zones.size(); ++z) {
    if (s.zones[z] == "gifwolk") {
      CHECK(exchange.low_m[z] < s.as_computed_m[z]);
      CHECK(exchange.high_m[z] > s.as_computed_m[z]);
    } else {
      CHECK(exchange.low_m[z] == exchange.high_m[z]);
    }
  }
  // Every number of the method that was used is somewhere.
  const RuleDocument& method = *catalog.find(result.rules->files.front().id);
  std::size_t numbers = 0;
  for (const auto& key : result.used_keys) {
    const auto entry = method.entries.find(key->key);
    if (entry != method.entries.end() && std::holds_alternative<double>(entry->second.value)) ++numbers;
  }
  CHECK(s.keys.size() + s.tied.size() + s.without_range.size() == numbers);
}

TEST_CASE("a value that the dossier replaced is varied over the range of the rules too") {
  const RuleCatalog catalog = load_rule_catalog(test::rules_folder());
  Dossier dossier = one_release();
  Deviation deviation;
  deviation.parameter = "indoor.n_v";
  deviation.value = 2.0;
  deviation.unit = "1/h";
  dossier.deviations.push_back(deviation);
  const study::StudyResult plain = study::run_study(one_release(), catalog);
  const study::StudyResult replaced = study::run_study(dossier, catalog);
  CHECK(of(study::sensitivity(plain, catalog), "indoor.n_v").high_m == of(study::sensitivity(replaced, catalog), "indoor.n_v").high_m);
}

}  // namespace batterisk
