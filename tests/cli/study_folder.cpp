#include "support/paths.hpp"

#include "study_folder.hpp"

#include "village/village.hpp"
#include "village/write.hpp"

#include <stdexcept>

namespace batterisk::test {
namespace {

constexpr const char* small_dossier = R"(schema_versie = 1

[project]
naam = "Klein SYNTHETISCH"
peildatum = 2026-11-01

[[locatie]]
id = "terrein"
grens = [[120263.982, 479825.708], [120323.637, 479835.654], [120315.718, 479880.028], [120256.991, 479870.105]]

[[scenario]]
id = "eigen"
naam = "HF uit een brandende container"
positie = [120278.237, 479846.272]
stof = "HF"
bronsterkte = "13,3 g/s"
duur = "30 min"
zog = { breedte = "2,44 m", hoogte = "2,59 m" }
frequentie = "2e-4 1/jaar"

[rekenen]
regelset = "referentie"

[omgeving]
functionele_binding = "nee"

[[omgeving.laag]]
soort = "panden"
pad = "omgeving.gpkg"
laag = "pand_SYNTHETISCH"
bron = "SYNTHETISCH"
datum = 2026-11-01

[[omgeving.laag]]
soort = "verblijfsobjecten"
pad = "omgeving.gpkg"
laag = "verblijfsobject_SYNTHETISCH"
bron = "SYNTHETISCH"
datum = 2026-11-01
)";

}  // namespace

StudyFolder::StudyFolder() {
  const village::Village village = village::make_village({});
  village::write_village(village, folder_.path());
  village::write_dirty_layers(village, folder_.path());
  std::filesystem::copy_file(source_folder() / "tests/village/dossier.toml", folder_ / "dossier.toml");
  write_bytes(folder_ / "klein.toml", small_dossier);
}

void StudyFolder::edited(const std::string& name, const std::string& original, const std::string& from,
                         const std::string& to, const std::string& after) const {
  std::string text = read_bytes(folder_ / original);
  const auto start = text.find(after);
  const auto at = start == std::string::npos ? start : text.find(from, start);
  if (at == std::string::npos)
    throw std::runtime_error(original + " has no '" + from + "' after '" + after + "'");
  text.replace(at, from.size(), to);
  write_bytes(folder_ / name, text);
}

void StudyFolder::with_buildings(const std::string& name, const std::string& file,
                                 const std::string& layer) const {
  edited(name, "klein.toml", "pad = \"omgeving.gpkg\"\nlaag = \"pand_SYNTHETISCH\"",
         "pad = \"" + file + "\"\nlaag = \"" + layer + "\"");
}

Outcome StudyFolder::run(const std::vector<std::string>& arguments) const {
  return batterisk(arguments, {.folder = folder_.path()});
}

nlohmann::json StudyFolder::result(const std::string& output) const {
  return nlohmann::json::parse(read_bytes(folder_ / output / "resultaat.json"));
}

std::map<std::string, std::string> StudyFolder::files(const std::string& output) const {
  std::map<std::string, std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator{folder_ / output}) {
    found[entry.path().filename().string()] = read_bytes(entry.path());
  }
  return found;
}

std::string run_info(const nlohmann::json& result, const std::string& key) {
  for (const auto& row : result.at("run_info")) {
    if (row.at("sleutel") == key) return row.at("waarde");
  }
  throw std::runtime_error("run_info has no " + key);
}

}  // namespace batterisk::test
