// Where units may stand, as a user asks it.
#include "study_folder.hpp"

#include "batterisk/core/base/geometry.hpp"
#include "batterisk/gis/write/export.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

using namespace batterisk;

TEST_CASE("siting writes regions, a place and a map of each orientation, and says so in both languages") {
  const test::StudyFolder folder;
  // Of the rules of this date, under which the plot has room.
  const test::Outcome dutch = folder.run({"--peildatum", "2026-11-01", "siting", "dossier.toml", "-o", "plaats", "--draaiing", "0,90"});
  REQUIRE(dutch.exit == 0);
  CHECK(dutch.out.find("bevestigd door een berekening") != std::string::npos);
  for (const char* name : {"plaats.gpkg", "ruimte-1.svg", "ruimte-2.svg"}) CHECK(std::filesystem::exists(folder / "plaats" / name));
  const test::Outcome english = folder.run({"--lang", "en", "siting", "dossier.toml", "-o", "place", "--doel", "voldoet"});
  REQUIRE(english.exit == 0);
  CHECK(english.out.find("no place:") != std::string::npos);
  CHECK(english.out.find("Doel") == std::string::npos);
  // The same again, byte for byte.
  REQUIRE(folder.run({"--peildatum", "2026-11-01", "siting", "dossier.toml", "-o", "nogmaals", "--draaiing", "0,90"}).exit == 0);
  CHECK(folder.files("plaats") == folder.files("nogmaals"));
}

TEST_CASE("siting counts units, writes the layout as a dossier, and says what would have to change") {
  const test::StudyFolder folder;
  const test::Outcome counted = folder.run({"--peildatum", "2026-11-01", "siting", "dossier.toml", "-o", "tel", "--hoeveel", "--tussen", "18 m"});
  CHECK(counted.exit == 0);
  CHECK((counted.out.find("bovengrens") != std::string::npos || counted.out.find("bewezen optimaal") != std::string::npos));
  CHECK(std::filesystem::exists(folder / "tel/plaats.gpkg"));
  const test::Outcome changes = folder.run({"--lang", "en", "--peildatum", "2026-11-01", "siting", "dossier.toml", "-o", "anders", "--wijzigingen"});
  CHECK(changes.exit == 0);
  CHECK((changes.out.find("Price in points") != std::string::npos || changes.out.find("The goal holds where the layout stands") != std::string::npos));
  CHECK(folder.run({"siting", "dossier.toml", "-o", "uit", "--hoeveel", "--wijzigingen"}).exit == 2);
  CHECK(folder.run({"siting", "dossier.toml", "-o", "uit", "--tussen", "3 m"}).exit == 2);
  CHECK(folder.run({"siting", "dossier.toml", "-o", "uit", "--hoeveel", "--tussen", "3 kg"}).exit == 2);
  CHECK(folder.run({"siting", "dossier.toml", "-o", "uit", "--hoeveel", "--ingang", "1,2"}).exit == 2);
}

TEST_CASE("siting refuses what cannot be moved or read, and then writes nothing") {
  const test::StudyFolder folder;
  const test::Outcome release = folder.run({"siting", "klein.toml", "-o", "uit"});
  CHECK(release.exit == 3);
  CHECK(release.reports("D070"));
  CHECK(folder.run({"siting", "dossier.toml", "-o", "uit", "--doel", "alles"}).exit == 2);
  CHECK(folder.run({"siting", "dossier.toml", "-o", "uit", "--draaiing", "om"}).exit == 2);
  CHECK(folder.run({"siting", "dossier.toml", "-o", "uit", "--afstand-grens", "3 kg"}).exit == 2);
  CHECK(folder.run({"siting", "dossier.toml", "-o", "uit", "--vrijhouden", "geen.gpkg=5 m"}).exit == 5);
  CHECK(folder.run({"siting", "dossier.toml", "-o", "uit", "--vrijhouden", "omgeving.gpkg"}).exit == 2);
  CHECK(folder.run({"siting", "dossier.toml", "-o", "uit", "--terreinen", "geen.gpkg"}).exit == 5);
  CHECK(folder.run({"siting", "dossier.toml", "-o", "uit", "--shard", "1/2"}).exit == 2);
  CHECK_FALSE(std::filesystem::exists(folder / "uit"));
}

TEST_CASE("a layer of plots is screened, in parts that merge to the same") {
  const test::StudyFolder folder;
  gis::FeatureTable table{"kavel", gis::GeometryType::MultiPolygon, {{"identificatie", gis::FieldType::Text}}, {}, "", {}};
  const std::string plots = "kavels.gpkg|kavel";
  for (const double side : {2.0, 30.0, 60.0, 90.0}) {
    gis::Row row;
    row.values.emplace_back(std::string{"kavel "} + std::to_string(static_cast<int>(side)));
    row.geometry = MultiPolygon{outline(Box{{120'290.0 - side / 2.0, 479'853.0 - side / 2.0}, {120'290.0 + side / 2.0, 479'853.0 + side / 2.0}})};
    table.rows.push_back(std::move(row));
  }
  gis::write_geopackage(folder / "kavels.gpkg", {table}, "2026-11-01");
  const auto screened = [&](const std::string& output, const std::string& shard) {
    std::vector<std::string> arguments{"siting", "dossier.toml", "--terreinen", plots, "-o", output, "--doel", "geen_brand_explosie"};
    if (!shard.empty()) arguments.insert(arguments.end(), {"--shard", shard});
    return folder.run(arguments);
  };
  REQUIRE(screened("a", "1/2").exit == 0);
  CHECK_FALSE(std::filesystem::exists(folder / "a" / "terreinen.csv"));
  REQUIRE(screened("b", "2/2").exit == 0);
  const test::Outcome merged = folder.run({"merge", "a", "b", "-o", "samen"});
  REQUIRE(merged.exit == 0);
  CHECK(merged.out.find("past_niet") != std::string::npos);
  CHECK(std::filesystem::exists(folder / "samen" / "terreinen.gpkg"));
  CHECK(folder.run({"merge", "a", "-o", "half"}).exit == 5);
  // Held against itself nothing differs; a part is no screening to compare with.
  const test::Outcome same = folder.run({"compare", "samen", "samen", "--gebieden", plots, "-o", "verschil", "--expect-equal"});
  CHECK(same.exit == 0);
  CHECK(same.out.find("kavel 90,") != std::string::npos);
  CHECK(std::filesystem::exists(folder / "verschil" / "verschil_terreinen.gpkg"));
  CHECK(folder.run({"compare", "samen", "a"}).exit == 5);
  CHECK(folder.run({"compare", "samen", "samen", "--gebieden", "geen.gpkg"}).exit == 5);
}
