#include "study_folder.hpp"
#include "support/paths.hpp"

#include "batterisk/core/base/sha256.hpp"
#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/core/rules/rule_document.hpp"
#include "batterisk/study/archive/bundle.hpp"
#include "batterisk/study/output/output.hpp"
#include "batterisk/study/run/study.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

// A study that travels: what comes out at the other end must be what went in, or be refused.

using namespace batterisk::test;
using batterisk::study::Bundle;
using batterisk::study::BundleFile;
using nlohmann::json;

namespace {

constexpr int ok = 0;
constexpr int invalid = 3;
constexpr int no_data = 5;
constexpr int mismatch = 6;
constexpr const char* date = "2026-11-01";

bool says(const Outcome& outcome, const std::string& text) { return outcome.out.find(text) != std::string::npos; }

BundleFile& file(Bundle& files, const std::string& name) {
  const auto it = std::find_if(files.begin(), files.end(), [&](const BundleFile& f) { return f.name == name; });
  REQUIRE(it != files.end());
  return *it;
}

void replace(std::string& text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
}

// A PDF with these objects, the first of which is the catalogue.
std::string pdf_of(const std::vector<std::string>& objects) {
  std::string pdf = "%PDF-1.4\n";
  std::string table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::string offset = std::to_string(pdf.size());
    table += offset.insert(0, 10 - offset.size(), '0') + " 00000 n \n";
    pdf += std::to_string(i + 1) + " 0 obj" + objects[i] + "endobj\n";
  }
  const std::string count = std::to_string(objects.size() + 1);
  return pdf + "xref\n0 " + count + "\n" + table + "trailer<</Root 1 0 R/Info 4 0 R/Size " + count + ">>\nstartxref\n" +
         std::to_string(pdf.size()) + "\n%%EOF\n";
}

const std::string pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
const std::string page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>";

// One empty page without attachments.
std::string empty_pdf() { return pdf_of({"<</Type/Catalog/Pages 2 0 R>>", pages, page, "<</Producer(proef)>>"}); }

std::string empty_pdf_with(const Bundle& files) {
  return batterisk::study::pdf_with_files(empty_pdf(), files, {"", "nl", "2026-11-01T00:00:00", {}});
}

}  // namespace

TEST_CASE("an archive, a report and a folder verify bit-identical, far from where they were made") {
  const StudyFolder here;
  REQUIRE(here.run({"run", "klein.toml", "-o", "uit"}).exit == ok);
  REQUIRE(here.run({"archive", "uit", "-o", "studie.zip"}).exit == ok);
  REQUIRE(here.run({"report", "uit", "-o", "rapport.pdf"}).exit == ok);
  CHECK(says(here.run({"verify", "uit"}), "bit-identiek"));
  const TempFolder there;
  for (const char* name : {"studie.zip", "rapport.pdf"}) {
    std::filesystem::copy_file(here / name, there / name);
    const Outcome verified = batterisk::test::batterisk({"verify", name}, {.folder = there.path()});
    CAPTURE(name, verified.out, verified.err);
    CHECK(verified.exit == ok);
    CHECK(says(verified, "bit-identiek"));
    CHECK(batterisk::test::batterisk({"check", name}, {.folder = there.path()}).exit == ok);
    REQUIRE(batterisk::test::batterisk({"run", name, "-o", "weer"}, {.folder = there.path()}).exit == ok);
    CHECK(read_bytes(there / "weer/resultaat.json") == read_bytes(here / "uit/resultaat.json"));
  }
}

TEST_CASE("what was computed from a report or an archive verifies, also far from where it stood") {
  const StudyFolder here;
  REQUIRE(here.run({"run", "klein.toml", "-o", "uit", "-p", "indoor.n_v=2 1/h"}).exit == ok);
  REQUIRE(here.run({"archive", "uit", "-o", "studie.zip"}).exit == ok);
  REQUIRE(here.run({"report", "uit", "-o", "rapport.pdf"}).exit == ok);
  const TempFolder there;
  const auto run = [&](const std::vector<std::string>& arguments) {
    return batterisk::test::batterisk(arguments, {.folder = there.path()});
  };
  for (const std::string name : {"rapport.pdf", "studie.zip"}) {
    CAPTURE(name);
    std::filesystem::copy_file(here / name, there / name);
    REQUIRE(run({"run", name, "-o", "sub/u"}).exit == ok);
    const Outcome verified = run({"verify", "sub/u"});
    CAPTURE(verified.out, verified.err);
    CHECK(verified.exit == ok);
    CHECK(says(verified, "bit-identiek"));
    // A folder that was made from a folder names the same input.
    REQUIRE(run({"run", "sub/u", "-o", "v"}).exit == ok);
    CHECK(says(run({"verify", "v"}), "bit-identiek"));
    // With other values they are those of the later run alone.
    REQUIRE(run({"run", name, "-o", "w", "-p", "indoor.n_v=3 1/h"}).exit == ok);
    const Outcome other = run({"verify", "w"});
    CAPTURE(other.out, other.err);
    CHECK(says(other, "bit-identiek"));
    CHECK(read_bytes(there / "w/resultaat.json") != read_bytes(there / "v/resultaat.json"));
    std::filesystem::remove(there / name);
    const Outcome gone = run({"verify", "v"});
    CHECK(gone.exit == invalid);
    CHECK(gone.reports("D001"));
    CHECK(gone.err.find(name) != std::string::npos);
  }
  // The same from a folder elsewhere that names a dossier.
  REQUIRE(run({"run", (here / "uit").string(), "-o", "x"}).exit == ok);
  CHECK(says(run({"verify", "x"}), "bit-identiek"));
}

TEST_CASE("what the command line changed travels too") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "klein.toml", "-o", "uit", "-p", "tox.y_hf.lfp=120 g/kWh", "--peildatum", "2025-06-01"}).exit == ok);
  REQUIRE(folder.run({"archive", "uit", "-o", "studie.zip"}).exit == ok);
  CHECK(says(folder.run({"verify", "studie.zip"}), "bit-identiek"));
  CHECK(folder.result("uit").at("oordeel").at("label") == "indicatief");
}

TEST_CASE("the same study gives the same archive") {
  const StudyFolder folder;
  REQUIRE(folder.run({"archive", "klein.toml", "-o", "een.zip"}).exit == ok);
  REQUIRE(folder.run({"archive", "klein.toml", "-o", "twee.zip"}).exit == ok);
  CHECK(read_bytes(folder / "een.zip") == read_bytes(folder / "twee.zip"));
  // From an archive the same one is made again: an extract of an extract is that extract.
  REQUIRE(folder.run({"archive", "een.zip", "-o", "drie.zip"}).exit == ok);
  CHECK(read_bytes(folder / "een.zip") == read_bytes(folder / "drie.zip"));
}

TEST_CASE("a dirty layer is archived as it is, and repaired again when computed again") {
  const StudyFolder folder;
  for (const char* layer : {"pand_wgs84_SYNTHETISCH", "pand_strik_SYNTHETISCH", "pand_leeg_SYNTHETISCH",
                            "pand_dubbel_SYNTHETISCH", "pand_getal_SYNTHETISCH", "pand_boog_SYNTHETISCH",
                            "pand_3d_SYNTHETISCH"}) {
    folder.with_buildings("vuil.toml", "vuil.gpkg", layer);
    const Outcome run = folder.run({"run", "vuil.toml", "-o", "uit"});
    CAPTURE(layer, run.err);
    REQUIRE(run.exit == ok);
    REQUIRE(folder.run({"archive", "uit", "-o", "vuil.zip"}).exit == ok);
    const Outcome verified = folder.run({"verify", "vuil.zip"});
    CAPTURE(verified.out);
    CHECK(says(verified, "bit-identiek"));
  }
}

TEST_CASE("a study without a usable layer is no archive, but does have a report") {
  const StudyFolder folder;
  folder.with_buildings("zonder.toml", "niet-hier.gpkg", "pand");
  const Outcome archived = folder.run({"archive", "zonder.toml", "-o", "zonder.zip"});
  CHECK(archived.exit == no_data);
  CHECK(archived.reports("F019"));
  CHECK_FALSE(std::filesystem::exists(folder / "zonder.zip"));
  CHECK(folder.run({"report", "zonder.toml", "-o", "zonder.pdf"}).exit == no_data);
  CHECK(std::filesystem::exists(folder / "zonder.pdf"));
  CHECK(read_bytes(folder / "zonder.html").find("geen bruikbare gebouwenlaag") != std::string::npos);
}

TEST_CASE("what was changed on the way is refused") {
  const StudyFolder folder;
  REQUIRE(folder.run({"archive", "klein.toml", "-o", "studie.zip"}).exit == ok);
  REQUIRE(folder.run({"report", "klein.toml", "-o", "rapport.pdf"}).exit == ok);
  const Bundle whole = batterisk::study::read_zip(folder / "studie.zip");
  const auto store = [&](const Bundle& files) {
    write_bytes(folder / "anders.zip", batterisk::study::zip_of(files, date));
    return folder.run({"verify", "anders.zip"});
  };

  SECTION("one byte of the result") {
    Bundle files = whole;
    replace(file(files, "resultaat.json").bytes, "\"schema_versie\": 1", "\"schema_versie\": 2");
    CHECK(store(files).exit == invalid);
    CHECK(store(files).reports("F014"));
  }
  SECTION("a file is missing") {
    Bundle files = whole;
    std::erase_if(files, [](const BundleFile& f) { return f.name == "lagen/1-panden.gpkg"; });
    CHECK(store(files).reports("F014"));
  }
  SECTION("the receipt is no receipt") {
    Bundle files = whole;
    file(files, "ontvangstbewijs.json").bytes = "{}";
    CHECK(store(files).reports("F014"));
    file(files, "ontvangstbewijs.json").bytes = R"({"soort": "ontvangstbewijs van batterisk", "schema_versie": 1})";
    CHECK(store(files).reports("F014"));
  }
  SECTION("a newer schema") {
    Bundle files = whole;
    replace(file(files, "ontvangstbewijs.json").bytes, "\"schema_versie\": 1", "\"schema_versie\": 99");
    const Outcome newer = store(files);
    CHECK(newer.exit == invalid);
    CHECK(newer.reports("F015"));
  }
  SECTION("no receipt") {
    Bundle files = whole;
    std::erase_if(files, [](const BundleFile& f) { return f.name == "ontvangstbewijs.json"; });
    CHECK(store(files).reports("F013"));
  }
  SECTION("a path that climbs out") {
    for (const char* name : {"../buiten.toml", "/tmp/buiten.toml", "regels/../../buiten.toml", "c:\\buiten.toml"}) {
      Bundle files = whole;
      files.push_back({name, "x"});
      const Outcome outcome = store(files);
      CAPTURE(name);
      CHECK(outcome.exit == invalid);
      CHECK(outcome.reports("F011"));
    }
    CHECK_FALSE(std::filesystem::exists(folder.path().parent_path() / "buiten.toml"));
  }
  SECTION("too many files") {
    Bundle files;
    for (int i = 0; i < 2001; ++i) files.push_back({std::to_string(i), ""});
    CHECK(store(files).reports("F012"));
  }
  SECTION("a small file that says it unpacks to gigabytes") {
    std::string zip = batterisk::study::zip_of({{"bom", std::string(100, '0')}}, date);
    // Uncompressed size in the local and in the central header (APPNOTE 4.3.7, 4.3.12).
    const auto local = zip.find("PK\x03\x04");
    const auto central = zip.find("PK\x01\x02");
    REQUIRE(central != std::string::npos);
    const std::string huge = "\xFF\xFF\xFF\x7F";
    zip.replace(local + 22, 4, huge);
    zip.replace(central + 24, 4, huge);
    write_bytes(folder / "bom.zip", zip);
    const Outcome outcome = folder.run({"verify", "bom.zip"});
    CAPTURE(outcome.err);
    CHECK(outcome.exit == invalid);
    CHECK(outcome.reports("F012"));
  }
  SECTION("half an archive, half a report, a report without attachments") {
    const std::string zip = read_bytes(folder / "studie.zip");
    write_bytes(folder / "half.zip", zip.substr(0, zip.size() / 2));
    CHECK(folder.run({"verify", "half.zip"}).reports("F010"));
    write_bytes(folder / "half.pdf", "%PDF-1.6\nniets\n");
    CHECK(folder.run({"verify", "half.pdf"}).reports("F010"));
    write_bytes(folder / "leeg.pdf", empty_pdf());
    CHECK(folder.run({"run", "leeg.pdf", "-o", "uit"}).reports("F013"));
  }
  SECTION("a report with too many attachments, or one that unpacks to gigabytes") {
    Bundle many;
    for (int i = 0; i < 2001; ++i) many.push_back({std::to_string(i), ""});
    write_bytes(folder / "veel.pdf", empty_pdf_with(many));
    CHECK(folder.run({"verify", "veel.pdf"}).exit == invalid);
    CHECK(folder.run({"verify", "veel.pdf"}).reports("F012"));
    // Two bytes of RunLength stand for 128, twice over: a quarter of a megabyte for more than a gigabyte.
    constexpr std::size_t pairs = (std::size_t{1} << 30U) / 64 / 128 + 1;
    const std::string once = std::string(2 * pairs, '\x81') + '\x80';
    write_bytes(folder / "bom.pdf",
                pdf_of({"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(bom) 5 0 R]>>>>>>", pages, page, "<<>>",
                        "<</Type/Filespec/F(bom)/UF(bom)/EF<</F 6 0 R>>>>",
                        "<</Type/EmbeddedFile/Filter[/RunLengthDecode/RunLengthDecode]/Length " + std::to_string(once.size()) +
                            ">>stream\n" + once + "\nendstream "}));
    const Outcome outcome = folder.run({"verify", "bom.pdf"});
    CAPTURE(outcome.err);
    CHECK(outcome.exit == invalid);
    CHECK(outcome.reports("F012"));
  }
  SECTION("an attachment whose receipt wants it outside the folder") {
    Bundle attached = batterisk::study::read_attachments(folder / "rapport.pdf");
    replace(file(attached, "ontvangstbewijs.json").bytes, "\"naam\": \"resultaat.json\"", "\"naam\": \"../../resultaat.json\"");
    file(attached, "resultaat.json").name = ".._.._resultaat.json";
    write_bytes(folder / "anders.pdf", empty_pdf_with(attached));
    const Outcome outcome = folder.run({"verify", "anders.pdf"});
    CAPTURE(outcome.err);
    CHECK(outcome.exit == invalid);
    CHECK(outcome.reports("F011"));
  }
  SECTION("a report of a newer schema, and one that lacks an attachment") {
    Bundle attached = batterisk::study::read_attachments(folder / "rapport.pdf");
    const auto store_pdf = [&](const Bundle& files) {
      write_bytes(folder / "anders.pdf", empty_pdf_with(files));
      return folder.run({"verify", "anders.pdf"});
    };
    Bundle lacking = attached;
    std::erase_if(lacking, [](const BundleFile& f) { return f.name == "dossier.toml"; });
    CHECK(store_pdf(lacking).reports("F014"));
    replace(file(attached, "ontvangstbewijs.json").bytes, "\"schema_versie\": 1", "\"schema_versie\": 99");
    CHECK(store_pdf(attached).exit == invalid);
    CHECK(store_pdf(attached).reports("F015"));
  }
  SECTION("an attachment of the report") {
    Bundle attached = batterisk::study::read_attachments(folder / "rapport.pdf");
    replace(file(attached, "dossier.toml").bytes, "13,3 g/s", "12,3 g/s");
    write_bytes(folder / "anders.pdf",
                batterisk::study::pdf_with_files(read_bytes(folder / "rapport.pdf"), attached, {"", "nl", "2026-11-01T00:00:00", {}}));
    for (const char* command : {"verify", "check", "run"}) {
      const Outcome outcome = folder.run({command, "anders.pdf"});
      CHECK(outcome.exit == invalid);
      CHECK(outcome.reports("F014"));
    }
  }
}

TEST_CASE("a result that does not follow from its input is named with the size of the difference") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "klein.toml", "-o", "uit"}).exit == ok);
  json result = folder.result("uit");
  const double distance = result.at("pr_contour")[0].at("grootste_afstand_m");
  result["pr_contour"][0]["grootste_afstand_m"] = 2.0 * distance + 1.0;
  write_bytes(folder / "uit/resultaat.json", result.dump(1));
  const Outcome outcome = folder.run({"verify", "uit", "--json"});
  CHECK(outcome.exit == mismatch);
  const json report = json::parse(outcome.out);
  CHECK(report.at("gelijk") == false);
  REQUIRE(report.at("verschillen").size() == 1);
  const json& only = report.at("verschillen")[0];
  CHECK(only.at("waarde") == "pr_contour.grootste_afstand_m");
  CHECK(only.at("object") == "PR10-5");
  CHECK(only.at("grootste_relatief_verschil").get<double>() == Approx((distance + 1.0) / (2.0 * distance + 1.0)));
  // It is not archived and not reported either.
  CHECK(folder.run({"archive", "uit", "-o", "fout.zip"}).exit == mismatch);
  CHECK(folder.run({"report", "uit", "-o", "fout.pdf"}).reports("F017"));
  CHECK_FALSE(std::filesystem::exists(folder / "fout.pdf"));
}

TEST_CASE("a dossier that was changed after the run is not verified against the old result") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "klein.toml", "-o", "uit"}).exit == ok);
  folder.edited("klein.toml", "klein.toml", "13,3 g/s", "12,3 g/s");
  const Outcome outcome = folder.run({"verify", "uit"});
  CHECK(outcome.exit == invalid);
  CHECK(outcome.reports("F016"));
}

TEST_CASE("archives of earlier versions still verify") {
  std::size_t archives = 0;
  for (const auto& entry : std::filesystem::directory_iterator{source_folder() / "tests/data/archives"}) {
    if (entry.path().extension() != ".zip") continue;
    ++archives;
    const Outcome outcome = batterisk::test::batterisk({"verify", entry.path().string()});
    CAPTURE(entry.path(), outcome.out, outcome.err);
    CHECK(outcome.exit == ok);
  }
  CHECK(archives >= 1);
}

TEST_CASE("Zones that reach beyond the layers in an archive leave the verdict unknown") {
  const StudyFolder folder;
  REQUIRE(folder.run({"archive", "klein.toml", "-o", "studie.zip"}).exit == ok);
  CHECK_FALSE(folder.run({"run", "studie.zip", "-o", "zelfde"}).reports("L007"));
  // More air exchange lets the cloud in sooner: the area is more than twice as large.
  const Outcome larger = folder.run({"run", "studie.zip", "-o", "groter", "-p", "indoor.n_v=8 1/h"});
  CHECK(larger.reports("L007"));
  CHECK_FALSE(folder.run({"run", "klein.toml", "-o", "heel", "-p", "indoor.n_v=8 1/h"}).reports("L007"));
}

TEST_CASE("the hash of a layer is of all its files, and a receipt of before verifies with the hash of before") {
  const StudyFolder folder;
  write_bytes(folder / "omgeving.gpkg-wal", "wat naast het bestand staat, hoort bij de laag");
  const auto hash_of = [&](const std::string& output) { return folder.result(output).at("lagen").at(0).at("sha256").get<std::string>(); };
  REQUIRE(folder.run({"run", "dossier.toml", "-o", "nu"}).exit == 0);
  // As a version before this one wrote it.
  const auto here = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  batterisk::Dossier dossier = batterisk::load_dossier("dossier.toml");
  dossier.layer_hash = batterisk::LayerHash::NamedFile;
  (void)batterisk::study::write_result(batterisk::study::run_study(dossier, batterisk::load_rule_catalog(rules_folder())), folder / "toen");
  std::filesystem::current_path(here);
  std::string receipt = read_bytes(folder / "toen/ontvangstbewijs.json");
  const auto at = receipt.find("\"hash_lagen\": 1,");
  REQUIRE(at != std::string::npos);
  write_bytes(folder / "toen/ontvangstbewijs.json", receipt.erase(at, std::string{"\"hash_lagen\": 1,"}.size()));
  CHECK(hash_of("toen") == batterisk::sha256_of_file(folder / "omgeving.gpkg"));
  CHECK(hash_of("nu") != hash_of("toen"));
  for (const char* output : {"nu", "toen"}) CHECK(says(folder.run({"verify", output}), "bit-identiek"));
  write_bytes(folder / "omgeving.gpkg-wal", "iets anders");
  CHECK(folder.run({"verify", "nu"}).exit == mismatch);
  CHECK(says(folder.run({"verify", "toen"}), "bit-identiek"));
}
