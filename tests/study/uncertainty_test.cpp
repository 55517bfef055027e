#include "support/paths.hpp"

#include "batterisk/study/run/objects.hpp"
#include "batterisk/study/run/uncertainty.hpp"
#include "batterisk/study/tables/tables.hpp"

#include "batterisk/study/uncertainty/sobol.hpp"

#include <algorithm>
#include <random>

#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace batterisk {
namespace {

const RuleCatalog& catalog() {
  static const RuleCatalog rules = load_rule_catalog(test::rules_folder());
  return rules;
}

// A release of HF with small buildings on a spiral around it.
Dossier release_among_buildings() {
  std::string text = R"toml(schema_versie = 1
[project]
naam = "SYNTHETISCH"
peildatum = 2026-12-15
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
)toml";
  for (int k = 0; k < 24; ++k) {
    const RdPoint p = point_at({155000.0, 463000.0}, 0.9 * k, 20.0 + 9.0 * k);
    text += fmt::format("[[object]]\nidentificatie = \"gebouw {0:02}\"\nklasse = \"kwetsbaar\"\nmotivering = \"proef\"\n"
                        "vlak = [[{1}, {2}], [{3}, {2}], [{3}, {4}], [{1}, {4}]]\n",
                        k, p.x - 2.0, p.y - 2.0, p.x + 2.0, p.y + 2.0);
  }
  return parse_dossier(text, "proef.toml", "");
}

// Whether a region covers part of the outline of a building, or comes within a distance of it.
bool covers(const MultiPolygon& region, const Polygon& building, double within_m = 0.0) {
  for (std::size_t i = 0; i < building.outer.size(); ++i) {
    const RdPoint a = building.outer[i];
    const RdPoint b = building.outer[(i + 1) % building.outer.size()];
    for (int k = 0; k < 16; ++k) {
      const RdPoint p{a.x + (b.x - a.x) * k / 16.0, a.y + (b.y - a.y) * k / 16.0};
      if (std::any_of(region.begin(), region.end(), [&](const Polygon& part) { return contains(part, p); })) return true;
      if (within_m > 0.0 && study::distance_to_m(p, region) <= within_m) return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("as many contours of samples cover a building as its chance says") {
  const study::StudyResult result = study::run_study(release_among_buildings(), catalog());
  const study::Uncertainty u = study::uncertainty(result, catalog(), {64, 1, Evidence::Ignored, 64});
  REQUIRE(u.panden.size() > 10);
  REQUIRE(u.contouren.size() == 64 * 4);
  std::size_t between = 0;
  std::size_t differ = 0;
  for (const study::PandUncertainty& pand : u.panden) {
    const auto own = std::find_if(result.dossier.objects.begin(), result.dossier.objects.end(),
                                  [&](const auto& o) { return o.identificatie == pand.identificatie; });
    for (std::size_t z = 0; z < u.zones.size(); ++z) {
      if (!u.zones[z].naam.starts_with("PR")) continue;
      const auto covering = [&](double within_m) {
        return static_cast<double>(std::count_if(u.contouren.begin(), u.contouren.end(), [&](const study::SampleContour& contour) {
          return contour.zone == u.zones[z].naam && covers(contour.polygons, *own->vlak, within_m);
        }));
      };
      INFO(pand.identificatie << " " << u.zones[z].naam);
      // A chord lies within 5 cm of its contour: what is nearer than that may be on either side of it.
      const double sure = covering(0.0);
      const double counted = 64.0 * pand.kans[z].low;
      CHECK(counted >= sure);
      if (counted != sure) CHECK(counted <= covering(0.06));
      differ += counted != sure ? 1 : 0;
      CHECK(pand.kans[z].low == pand.kans[z].high);
      between += sure > 0.0 && sure < 64.0 ? 1 : 0;
    }
  }
  CHECK(between >= 10);
  CHECK(differ <= between / 4);
}

TEST_CASE("a line on the map encloses the buildings that have at least its chance") {
  const study::StudyResult result = study::run_study(release_among_buildings(), catalog());
  const study::Uncertainty u = study::uncertainty(result, catalog(), {256, 1, Evidence::Ignored, 0});
  for (const study::PandUncertainty& pand : u.panden) {
    const auto own = std::find_if(result.dossier.objects.begin(), result.dossier.objects.end(),
                                  [&](const auto& o) { return o.identificatie == pand.identificatie; });
    for (std::size_t z = 0; z < u.zones.size(); ++z) {
      for (std::size_t q = 0; q < study::drawn_chances.size(); ++q) {
        // Lines are drawn from a grid: buildings with nearly the chance may lie on either side.
        const double chance = pand.kans[z].low;
        if (std::abs(chance - study::drawn_chances[q]) < 0.045) continue;
        INFO(pand.identificatie << " " << u.zones[z].naam << " " << chance << " " << study::drawn_chances[q]);
        CHECK(covers(u.zones[z].onder[q], *own->vlak) == (chance > study::drawn_chances[q]));
      }
    }
  }
  for (const study::ZoneUncertainty& zone : u.zones) {
    CHECK(zone.onder_m[0] <= zone.onder_m[1]);
    CHECK(zone.onder_m[1] <= zone.onder_m[2]);
  }
}

TEST_CASE("precise models lie inside the box of a study") {
  const study::StudyResult result = study::run_study(release_among_buildings(), catalog());
  constexpr std::uint32_t samples = 64;
  const study::Uncertainty u = study::uncertainty(result, catalog(), {samples, 1, Evidence::Decides, 0});
  const RuleVariation rules{catalog(), rule_selection(result.dossier)};
  const UncertainValues values = uncertain_values(rules.method(), result.used_keys, Evidence::Decides);
  REQUIRE(values.intervals.size() > 1);
  std::mt19937_64 random{4};
  std::uniform_real_distribution<double> share{0.0, 1.0};
  for (int k = 0; k < 40; ++k) {
    std::vector<KeyValues> fixed;
    for (const UncertainValue& value : values.intervals) {
      std::vector<double> shares(16);
      for (double& s : shares) s = share(random);
      for (KeyValues& own : within(value, shares)) fixed.push_back(std::move(own));
    }
    // Nothing is drawn in this study: one sample is all.
    REQUIRE(values.drawn.empty());
    study::RiskStudy risk = study::compute_risk(result.dossier, rules.with(fixed));
    const study::StudyZones zones = study::compute_zones(risk);
    for (const study::PandUncertainty& pand : u.panden) {
      const auto own = std::find_if(result.dossier.objects.begin(), result.dossier.objects.end(),
                                    [&](const auto& o) { return o.identificatie == pand.identificatie; });
      for (std::size_t z = 0; z < u.zones.size(); ++z) {
        const auto zone = std::find_if(zones.zones.begin(), zones.zones.end(), [&](const auto& q) { return q.naam == u.zones[z].naam; });
        if (zone == zones.zones.end()) continue;
        const bool met = covers(zone->polygons, *own->vlak);
        INFO(pand.identificatie << " " << u.zones[z].naam << " " << pand.kans[z].low << " " << pand.kans[z].high << " " << met);
        CHECK((met ? pand.kans[z].high == 1.0 : pand.kans[z].low == 0.0));
      }
    }
  }
}

TEST_CASE("chances are never said to be 0 or 100 %") {
  using study::chance_text;
  CHECK(chance_text({0.0, 0.0, 0.0, 0.0}, 1024, study::Language::Nl) == "< 0,3 %");
  CHECK(chance_text({1.0, 1.0, 0.0, 0.0}, 1024, study::Language::Nl) == "> 99,7 %");
  CHECK(chance_text({0.02, 0.61, 0.0, 0.0}, 1024, study::Language::En) == "between 2.0 % and 61 %");
  CHECK(chance_text({0.0, 1.0, 0.0, 0.0}, 64, study::Language::Nl) == "tussen < 4,7 % en > 95,3 %");
  CHECK(study::index_text({0.01, 0.02}, study::Language::Nl) == "niet van 0 te onderscheiden");
  CHECK(study::index_text({0.718, 0.055}, study::Language::Nl) == "0,72 ± 0,06");
}

}  // namespace batterisk
