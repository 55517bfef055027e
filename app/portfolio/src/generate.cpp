#include "batterisk/portfolio/generate.hpp"

#include "batterisk/core/base/cancelled.hpp"
#include "batterisk/gis/write/export.hpp"
#include "batterisk/gis/write/output_folder.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace batterisk::portfolio {
namespace {

constexpr const char* date = "2026-11-01";

constexpr const char* portfolio_text = R"toml(# SYNTHETISCH: geen van deze locaties en gebouwen bestaat. Toevalsgetal {seed}.
# Energie per container: 0,5 / 1 / 2 / 3,35 / 4,2 / 5 MWh met kansen 0,10 / 0,15 / 0,20 / 0,25 / 0,20 / 0,10.
# Chemie: lfp 0,85, nmc 0,15. Afstand tot het dichtste gebouw: lognormaal, mediaan 120 m, sigma 0,8, 15 tot 800 m.
# Gebruik: wonen 0,85, kantoor 0,05, winkel 0,05, onderwijs 0,02, gezondheidszorg 0,03.
schema_versie = 1
naam = "SYNTHETISCHE portefeuille van {sites} locaties"
sjabloon = "sjabloon.toml"

[sites]
pad = "sites.csv"
id = "site"
x = "x"
y = "y"

[[kolom]]
kolom = "energie_mwh"
veld = "systeem[0].energie.eenheid"
eenheid = "MWh"

[[kolom]]
kolom = "chemie"
veld = "systeem[0].chemie"
)toml";

constexpr const char* pattern_text = R"toml(# SYNTHETISCH: sjabloon van een portefeuille; de container komt op het punt van elke locatie te staan.
schema_versie = 1

[project]
naam = "Locatie van de portefeuille SYNTHETISCH"
peildatum = 2026-12-15

[[locatie]]
id = "terrein"
grens = [[154990.0, 462993.0], [155010.0, 462993.0], [155010.0, 463007.0], [154990.0, 463007.0]]

[[systeem]]
id = "BESS"
situatie = "eos_container"
chemie = "lfp"
energie = { eenheid = "4,2 MWh" }
afmetingen = { lengte = "6,06 m", breedte = "2,44 m", hoogte = "2,59 m" }
orientatie = "90 graden"
positie = [155000.0, 463000.0]

[rekenen]
regelset = "referentie"

[omgeving]
functionele_binding = "nee"

[[omgeving.laag]]
soort = "panden"
pad = "omgeving.gpkg"
laag = "pand"
bron = "SYNTHETISCH (kolommen van de BAG)"
datum = 2026-11-01

[[omgeving.laag]]
soort = "verblijfsobjecten"
pad = "omgeving.gpkg"
laag = "verblijfsobject"
bron = "SYNTHETISCH (kolommen van de BAG)"
datum = 2026-11-01
)toml";

// The distributions of the library differ between implementations; these do not.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_{seed} {}

  [[nodiscard]] double uniform(double low, double high) {
    return low + (high - low) * static_cast<double>(engine_() >> 11U) * 0x1p-53;
  }
  [[nodiscard]] double lognormal(double median, double sigma) {
    const double u = uniform(0x1p-53, 1.0);
    const double normal = std::sqrt(-2.0 * std::log(u)) * std::cos(uniform(0.0, 2.0 * std::numbers::pi));
    return median * std::exp(sigma * normal);
  }
  /// Index by weights that add up to 1.
  template <std::size_t n>
  [[nodiscard]] std::size_t choice(const std::array<double, n>& weights) {
    double left = uniform(0.0, 1.0);
    for (std::size_t i = 0; i + 1 < n; ++i) {
      if (left < weights[i]) return i;
      left -= weights[i];
    }
    return n - 1;
  }

 private:
  std::mt19937_64 engine_;
};

constexpr std::array<std::string_view, 6> energies{"0.5", "1", "2", "3.35", "4.2", "5"};
constexpr std::array energy_weights{0.10, 0.15, 0.20, 0.25, 0.20, 0.10};
constexpr std::array<std::string_view, 5> uses{"woonfunctie", "kantoorfunctie", "winkelfunctie", "onderwijsfunctie",
                                               "gezondheidszorgfunctie"};
constexpr std::array use_weights{0.85, 0.05, 0.05, 0.02, 0.03};

double on_centimetre(double v) {
  return std::round(v * 100.0) / 100.0;
}

MultiPolygon house(RdPoint corner) {
  constexpr double width = 8.0;
  constexpr double depth = 10.0;
  return {{{corner, {corner.x + width, corner.y}, {corner.x + width, corner.y + depth}, {corner.x, corner.y + depth}}, {}}};
}

struct House {
  RdPoint corner;
  std::size_t number = 0;  // of all houses, from 1
  std::string_view use;
  double area_m2 = 0.0;
};

// Within the borders, coarsely, and kilometres away from them: everything that the generator makes is in the country.
const Ring country{{75000, 388000},  {120000, 392000}, {150000, 378000}, {175000, 368000}, {190000, 370000}, {203000, 385000},
                   {200000, 398000}, {193000, 415000}, {190000, 425000}, {203000, 442000}, {225000, 440000}, {245000, 447000},
                   {255000, 480000}, {245000, 500000}, {240000, 520000}, {258000, 535000}, {262000, 560000}, {265000, 575000},
                   {255000, 590000}, {230000, 595000}, {195000, 592000}, {160000, 575000}, {150000, 550000}, {118000, 545000},
                   {112000, 530000}, {106000, 500000}, {98000, 475000},  {82000, 450000},  {76000, 438000},  {65000, 415000},
                   {55000, 395000}};

// Goes through the whole portfolio in order; every time it is the same one, so that nothing has to be kept.
template <class OnSite, class OnHouse>
void for_each_part(const SyntheticPortfolio& wanted, const std::stop_token& stop, const OnSite& on_site, const OnHouse& on_house) {
  constexpr double widest_m = 2000.0;
  // The lattice has a little more places than sites, for what its rows lose at the borders.
  constexpr double used_share = 0.95;
  const Box box = bounds(country);
  const double n = static_cast<double>(std::max<std::size_t>(1, wanted.sites));
  const double spacing = std::min(widest_m, std::sqrt(used_share * std::abs(signed_area_m2(country)) / n));
  const auto across = static_cast<std::size_t>(std::floor((box.max.x - box.min.x) / spacing)) + 1;
  Random random{wanted.seed};
  std::size_t number = 0;
  std::size_t place = 0;
  for (std::size_t i = 0; i < wanted.sites; ++i) {
    if (stop.stop_requested()) throw Cancelled{};
    RdPoint corner{};
    do {
      corner = {box.min.x + spacing * static_cast<double>(place % across), box.min.y + spacing * static_cast<double>(place / across)};
      ++place;
    } while (!contains(country, corner));
    const RdPoint at{on_centimetre(corner.x + random.uniform(-50.0, 50.0)), on_centimetre(corner.y + random.uniform(-50.0, 50.0))};
    const std::string_view energy = energies[random.choice(energy_weights)];
    on_site(i, at, energy, random.uniform(0.0, 1.0) < 0.85 ? "lfp" : "nmc");
    const double nearest = std::clamp(random.lognormal(120.0, 0.8), 15.0, 800.0);
    const double farthest = std::max(nearest + 1.0, spacing / 2.0);
    for (std::size_t k = 0; k < wanted.panden; ++k) {
      // The first stands at the drawn distance, the others anywhere beyond it, evenly over the area.
      const double share = k == 0 ? 0.0 : random.uniform(0.0, 1.0);
      const double distance = std::sqrt(nearest * nearest + share * (farthest * farthest - nearest * nearest));
      const double bearing = random.uniform(0.0, 2.0 * std::numbers::pi);
      House house{{on_centimetre(at.x + distance * std::sin(bearing)), on_centimetre(at.y + distance * std::cos(bearing))},
                  ++number, {}, 0.0};
      house.use = uses[random.choice(use_weights)];
      house.area_m2 = std::round(random.uniform(60.0, 2500.0));
      on_house(house);
    }
  }
}

std::string pand_id(const House& house) { return fmt::format("9998100{:09}", house.number); }

}  // namespace

std::vector<std::filesystem::path> write_synthetic(const SyntheticPortfolio& wanted, const std::filesystem::path& folder,
                                                   const std::stop_token& stop) {
  gis::OutputFolder output{folder, stop};
  const auto no_site = [](std::size_t, RdPoint, std::string_view, std::string_view) {};
  std::string sites = "site,x,y,energie_mwh,chemie\n";
  for_each_part(
      wanted, stop,
      [&](std::size_t i, RdPoint at, std::string_view energy, std::string_view chemistry) {
        sites += fmt::format("S{:06},{:.2f},{:.2f},{},{}\n", i + 1, at.x, at.y, energy, chemistry);
      },
      [](const House&) {});
  gis::FeatureTable pand{"pand", gis::GeometryType::MultiPolygon,
                         {{"identificatie", gis::FieldType::Text}, {"status", gis::FieldType::Text}}, {}, "SYNTHETISCH", {}};
  pand.more = [&](const auto& write) {
    for_each_part(wanted, stop, no_site, [&](const House& h) {
      write({{pand_id(h), std::string{"Pand in gebruik"}}, house(h.corner)});
    });
  };
  gis::FeatureTable unit{"verblijfsobject", gis::GeometryType::Point,
                         {{"identificatie", gis::FieldType::Text},
                          {"pand_identificatie", gis::FieldType::Text},
                          {"gebruiksdoel", gis::FieldType::Text},
                          {"oppervlakte", gis::FieldType::Real},
                          {"status", gis::FieldType::Text}},
                         {}, "SYNTHETISCH", {}};
  unit.more = [&](const auto& write) {
    for_each_part(wanted, stop, no_site, [&](const House& h) {
      write({{fmt::format("9998010{:09}", h.number), pand_id(h), std::string{h.use}, h.area_m2,
              std::string{"Verblijfsobject in gebruik"}},
             RdPoint{h.corner.x + 4.0, h.corner.y + 5.0}});
    });
  };
  output.write("portefeuille.toml", fmt::format(fmt::runtime(portfolio_text), fmt::arg("seed", wanted.seed),
                                                fmt::arg("sites", wanted.sites)));
  output.write("sjabloon.toml", pattern_text);
  output.write("sites.csv", sites);
  output.make("omgeving.gpkg", [&](const auto& path) { gis::write_geopackage(path, {pand, unit}, date); });
  return output.put_in_place();
}

}  // namespace batterisk::portfolio
