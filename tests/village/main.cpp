#include "village.hpp"
#include "write.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>

namespace {

using batterisk::RdPoint;
using batterisk::Ring;
using batterisk::village::Landmark;
using batterisk::village::SuggestedUnit;
using batterisk::village::Village;

std::string json(RdPoint p) {
  return fmt::format("[{:.3f}, {:.3f}]", p.x, p.y);
}

std::string json(const Ring& ring) {
  std::string text;
  for (const RdPoint p : ring) {
    text += text.empty() ? "[" : ", ";
    text += json(p);
  }
  return text + "]";
}

/// What a dossier for the plot needs, and what tests may ask for. All names are plain ASCII: nothing to
/// escape.
std::string json(const Village& village) {
  std::string units;
  for (const SuggestedUnit& unit : village.suggested_units) {
    units += fmt::format("{}\n    {{\"id\": \"{}\", \"centre\": {}, \"footprint\": {}}}",
                         units.empty() ? "" : ",", unit.id, json(unit.centre), json(unit.footprint));
  }
  std::string landmarks;
  for (const Landmark& landmark : village.landmarks) {
    landmarks += fmt::format("{}\n    \"{}\": \"{}\"", landmarks.empty() ? "" : ",", landmark.rol,
                             village.panden.at(landmark.pand).identificatie);
  }
  return fmt::format(
      "{{\n  \"crs\": \"EPSG:28992\",\n"
      "  \"counts\": {{\"perceel\": {}, \"pand\": {}, \"verblijfsobject\": {}, \"standplaats\": {}, "
      "\"ligplaats\": {}, \"wegdeel\": {}, \"waterdeel\": {}}},\n"
      "  \"extent\": [{}, {}],\n"
      "  \"site_parcel\": \"{}\",\n  \"site_boundary\": {},\n  \"suggested_units\": [{}\n  ],\n"
      "  \"landmarks\": {{{}\n  }}\n}}\n",
      village.percelen.size(), village.panden.size(), village.verblijfsobjecten.size(),
      village.standplaatsen.size(), village.ligplaatsen.size(), village.wegdelen.size(),
      village.waterdelen.size(), json(village.extent.min), json(village.extent.max),
      kadastrale_aanduiding(village.percelen.at(village.site_parcel)), json(village.site_boundary), units,
      landmarks);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Makes a synthetic Dutch village: omgeving.gpkg, and vuil.gpkg on request"};
  std::filesystem::path out_dir;
  std::string variant = "schoon";
  batterisk::village::VillageOptions options;
  app.add_option("OUT_DIR", out_dir, "Folder to write to")->required();
  app.add_option("--seed", options.seed, "Same seed, same village")->capture_default_str();
  app.add_option("--houses", options.houses, "Dwellings with a plot of their own")
      ->check(CLI::Range(0, batterisk::village::kMaxHouses))
      ->capture_default_str();
  app.add_option("--variant", variant, "schoon, or vuil: adds vuil.gpkg with dirty layers")
      ->check(CLI::IsMember({"schoon", "vuil"}))
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  try {
    const Village village = make_village(options);
    write_village(village, out_dir);
    if (variant == "vuil") write_dirty_layers(village, out_dir);
    std::fputs(json(village).c_str(), stdout);
  } catch (const std::exception& error) {
    std::fputs(fmt::format("batterisk-village: {}\n", error.what()).c_str(), stderr);
    return 1;
  }
  return 0;
}
