// On incomplete data too, a site of a batch is what a run of its dossier says: verdicts and warnings.
#include "support/paths.hpp"
#include "support/temp_folder.hpp"
#include "village/delivery.hpp"
#include "village/random.hpp"
#include "village/village.hpp"
#include "village/write.hpp"

#include "batterisk/portfolio/evaluate.hpp"
#include "batterisk/study/run/study.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace {

using namespace batterisk;

constexpr int deletions = 50;

std::vector<portfolio::SiteOutcome> in_batch(const village::Delivery& delivery) {
  using namespace std::chrono_literals;
  std::string sites = "site,x,y\n";
  for (const village::Place& place : village::places) {
    sites += fmt::format("{},{},{}\n", place.name, place.centre.x, place.centre.y);
  }
  test::write_bytes(delivery / "sites.csv", sites);
  test::write_bytes(delivery / "portefeuille.toml",
                    "schema_versie = 1\nnaam = \"proef\"\nsjabloon = \"dossier.toml\"\n"
                    "[sites]\npad = \"sites.csv\"\nid = \"site\"\nx = \"x\"\ny = \"y\"\n");
  const portfolio::LoadedPortfolio loaded = portfolio::load(delivery / "portefeuille.toml");
  const auto rules = std::make_shared<const RuleSet>(
      load_rule_set(load_rule_catalog(test::rules_folder()), {"referentie", 2026y / 11 / 1, {}, {}, {}}));
  std::vector<portfolio::SiteOutcome> outcomes(village::places.size());
  portfolio::evaluate(loaded, {rules}, {0, 1, 2}, {}, [&](portfolio::SiteOutcome o) { outcomes[o.site] = std::move(o); });
  return outcomes;
}

std::set<std::string> words(const std::vector<Diagnostic>& messages) {
  std::set<std::string> codes;
  for (const Diagnostic& d : messages) {
    if (d.severity != Severity::Info) codes.insert(to_string(d.code));
  }
  return codes;
}

std::set<std::string> words(const std::vector<Code>& said) {
  std::set<std::string> codes;
  for (const Code code : said) codes.insert(to_string(code));
  return codes;
}

}  // namespace

TEST_CASE("a site of a batch says what a run says, whatever its data lack") {
  const test::TempFolder folder;
  village::write_village(village::make_village({}), folder.path());
  village::Random random{5};
  for (int i = 0; i < deletions; ++i) {
    const village::Place& place = village::places.at(static_cast<std::size_t>(random.between(0, 2)));
    village::Delivery delivery{folder / "omgeving.gpkg"};
    std::vector<village::LayerName> given = village::all_layers();
    if (random.chance(50)) leave_uses_to_units(delivery);
    const village::Deletion deletion = take_away(delivery, given, place, random);
    INFO(i << ": " << deletion.what);
    delivery.close();
    test::write_bytes(delivery / "dossier.toml", dossier_text(place, given));
    const std::vector<portfolio::SiteOutcome> outcomes = in_batch(delivery);
    for (std::size_t site = 0; site < village::places.size(); ++site) {
      INFO(village::places.at(site).name);
      test::write_bytes(delivery / "dossier.toml", dossier_text(village::places.at(site), given));
      const study::StudyResult alone =
          study::run_study(load_dossier(delivery / "dossier.toml"), load_rule_catalog(test::rules_folder()));
      REQUIRE(outcomes[site].results.size() == 1);
      const portfolio::SiteResult& ours = outcomes[site].results.front();
      CHECK(to_string(ours.oordeel) == to_string(alone.eindoordeel));
      for (const study::Deeloordeel& part : alone.deeloordelen) {
        INFO(part.onderdeel);
        const auto same = std::find_if(ours.onderdelen.begin(), ours.onderdelen.end(),
                                       [&](const auto& p) { return p.onderdeel == part.onderdeel; });
        REQUIRE(same != ours.onderdelen.end());
        CHECK(to_string(same->oordeel) == to_string(part.oordeel));
      }
      CHECK(words(ours.codes) == words(alone.messages));
    }
  }
}
