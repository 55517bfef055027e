#include "application.hpp"

#include "batterisk/core/base/toml_span.hpp"
#include "batterisk/study/dossier/dossier_edit.hpp"
#include "batterisk/viewmodel/document.hpp"

#include <catch2/catch.hpp>

#include <QProcess>
#include <QSignalSpy>

#include <algorithm>

using namespace batterisk;
using namespace batterisk::test;
using viewmodel::Document;

namespace {

constexpr const char* small = R"(# Wie dit leest: de komma's staan er expres zo.
schema_versie = 1
[project]
naam   =  "Proef é"   # naam met accent
peildatum = 2026-11-01
[[locatie]]
id = "t"
grens = [[120200, 479800], [120400, 479800], [120400, 480000], [120200, 480000]]
[[systeem]]
id = "B"
situatie = "eos_park"
chemie = "lfp"
energie = { eenheid = "4,2 MWh" }
afmetingen = { lengte = "6,06 m", breedte = "2,44 m", hoogte = "2,59 m" }
eenheden = [
  { id = "B-1", positie = [120278.237, 479846.272] },  # de eerste
  { id = "B-2", positie = [120290, 479847.184], orientatie = "10 graden" },
]
)";

// The lines in which two texts differ.
std::vector<std::string> changed_lines(const std::string& a, const std::string& b) {
  std::vector<std::string> lines;
  std::istringstream first{a};
  std::istringstream second{b};
  for (std::string x, y; std::getline(first, x) && std::getline(second, y);) {
    if (x != y) lines.push_back(y);
  }
  return lines;
}

}  // namespace

TEST_CASE("Every value of a TOML text is found where it stands") {
  const std::string text = small;
  std::size_t seen = 0;
  for (const TomlSpan& span : toml_spans(text)) {
    const std::string value = text.substr(span.begin, span.end - span.begin);
    if (span.path == "project.naam") CHECK(value == "\"Proef é\"");
    if (span.path == "systeem[0].eenheden[0].positie") CHECK(value == "[120278.237, 479846.272]");
    if (span.path == "systeem[0].eenheden[1]") CHECK(value == "{ id = \"B-2\", positie = [120290, 479847.184], orientatie = \"10 graden\" }");
    if (span.path == "project.naam" || span.path.starts_with("systeem[0].eenheden[")) ++seen;
  }
  CHECK(seen >= 8);
}

TEST_CASE("A changed value leaves the rest of the text as it was") {
  const std::string text = small;
  const std::string renamed = study::with_value(text, "project", "naam", study::toml_string("Ander \"huis\""));
  CHECK(changed_lines(text, renamed) == std::vector<std::string>{"naam   =  \"Ander \\\"huis\\\"\"   # naam met accent"});
  CHECK(parse_dossier(renamed, "x.toml").name == "Ander \"huis\"");
  const Dossier dossier = parse_dossier(text, "x.toml");
  const std::string moved = study::with_unit_at(text, dossier.units[0], {120280.5, 479850.0004});
  CHECK(changed_lines(text, moved) == std::vector<std::string>{"  { id = \"B-1\", positie = [120280.5, 479850.0] },  # de eerste"});
  CHECK(parse_dossier(moved, "x.toml").units[0].position == RdPoint{120280.5, 479850.0});
  const std::string turned = study::with_unit_turned(text, dossier.units[1], Angle::deg(33.333));
  CHECK(parse_dossier(turned, "x.toml").units[1].orientation.deg() == Approx(33.33));
  const std::string added = study::with_unit_turned(text, dossier.units[0], Angle::deg(5.0));
  CHECK(parse_dossier(added, "x.toml").units[0].orientation.deg() == Approx(5.0));
  CHECK(changed_lines(text, added).size() == 1);
}

TEST_CASE("A unit of a grid takes the grid along") {
  std::string text = small;
  const auto from = text.find("eenheden = [");
  text = text.substr(0, from) +
         "raster = { oorsprong = [120270.0, 479850.0], rijen = 1, kolommen = 2, tussenruimte_lengte = \"3 m\" }\n";
  const Dossier dossier = parse_dossier(text, "x.toml");
  REQUIRE(dossier.units.size() == 2);
  const RdPoint second = dossier.units[1].position;
  const Dossier moved = parse_dossier(study::with_unit_at(text, dossier.units[1], {second.x + 4.0, second.y - 1.0}), "x.toml");
  CHECK(moved.units[0].position.x == Approx(dossier.units[0].position.x + 4.0));
  CHECK(moved.units[1].position.y == Approx(second.y - 1.0));
}

TEST_CASE("A deviation is written as a number that cannot be read as another") {
  Deviation deviation;
  deviation.parameter = "fire.k";
  deviation.value = 2.345;
  deviation.unit = "kW";
  deviation.motivation = "proef";
  const Dossier dossier = parse_dossier(study::with_deviation(small, deviation), "x.toml");
  REQUIRE(dossier.deviations.size() == 1);
  CHECK(std::get<double>(dossier.deviations[0].value) == 2.345);
}

TEST_CASE("A deviation is added once and then changed") {
  Deviation deviation;
  deviation.parameter = "fire.k";
  deviation.value = 2.5;
  deviation.unit = "kW";
  deviation.motivation = "proef";
  const std::string once = study::with_deviation(small, deviation);
  deviation.value = 3.0;
  const std::string twice = study::with_deviation(once, deviation);
  const Dossier dossier = parse_dossier(twice, "x.toml");
  REQUIRE(dossier.deviations.size() == 1);
  CHECK(std::get<double>(dossier.deviations[0].value) == 3.0);
  CHECK(dossier.deviations[0].unit == "kW");
}

TEST_CASE("Edits are undone to the byte and saved as text") {
  start_application();
  TempFolder folder;
  const auto path = folder / "dossier.toml";
  write_bytes(path, small);
  Document document(QString::fromStdString((folder / "herstel").string()));
  REQUIRE(document.open(QString::fromStdString(path.string())));
  REQUIRE(document.valid());
  QSignalSpy changes(&document, &Document::changed);
  document.edit("naam", study::with_value(document.text(), "project", "naam", "\"Twee\""));
  CHECK(document.modified());
  CHECK(document.dossier()->name == "Twee");
  document.edit("schuif", study::with_unit_at(document.text(), document.dossier()->units[0], {120281.0, 479850.0}), 1);
  document.edit("schuif", study::with_unit_at(document.text(), document.dossier()->units[0], {120282.0, 479850.0}), 1);
  CHECK(document.undo_stack().count() == 2);
  CHECK(changes.count() == 3);
  QString error;
  REQUIRE(document.save(error));
  CHECK(read_bytes(path) == document.text());
  CHECK_FALSE(document.modified());
  document.undo_stack().undo();
  document.undo_stack().undo();
  CHECK(document.text() == small);
  CHECK(document.modified());
}

TEST_CASE("A save that fails leaves the old file and says why") {
  start_application();
  TempFolder folder;
  const auto path = folder / "dossier.toml";
  write_bytes(path, small);
  Document document(QString::fromStdString((folder / "herstel").string()));
  REQUIRE(document.open(QString::fromStdString(path.string())));
  document.edit("naam", study::with_value(document.text(), "project", "naam", "\"Twee\""));
  QString error;
  // A full device takes no bytes and no rename.
  CHECK_FALSE(document.save_as(QStringLiteral("/dev/full/dossier.toml"), error));
  CHECK_FALSE(error.isEmpty());
  CHECK(document.modified());
  CHECK(document.path() == QString::fromStdString(path.string()));
  CHECK(read_bytes(path) == small);
}

TEST_CASE("Unsaved text survives a session that ends badly") {
  start_application();
  TempFolder folder;
  const auto path = QString::fromStdString((folder / "dossier.toml").string());
  const auto recovery = QString::fromStdString((folder / "herstel").string());
  write_bytes(folder / "dossier.toml", small);
  std::string edited;
  {
    Document document(recovery);
    REQUIRE(document.open(path));
    CHECK_FALSE(document.recovered(path));
    document.edit("naam", study::with_value(document.text(), "project", "naam", "\"Twee\""));
    edited = document.text();
    REQUIRE(wait_for([&] { return document.recovered(path).has_value(); }, 20.0));
  }
  Document next(recovery);
  REQUIRE(next.open(path));
  CHECK(next.recovered(path) == edited);
  next.edit("herstel", *next.recovered(path));
  QString error;
  REQUIRE(next.save(error));
  CHECK_FALSE(next.recovered(path));
}

TEST_CASE("A dossier with errors opens and says what is wrong") {
  start_application();
  TempFolder folder;
  std::string text = small;
  text.replace(text.find("\"4,2 MWh\""), 9, "\"4,2 kW\"");
  write_bytes(folder / "fout.toml", text);
  Document document(QString::fromStdString((folder / "herstel").string()));
  REQUIRE(document.open(QString::fromStdString((folder / "fout.toml").string())));
  CHECK_FALSE(document.valid());
  REQUIRE_FALSE(document.messages().empty());
  CHECK(document.messages().front().place.line == 13);
  document.edit("mend", study::with_value(document.text(), "systeem[0].energie", "eenheid", "\"4,2 MWh\""));
  CHECK(document.valid());
  CHECK_FALSE(document.open(QStringLiteral("/bestaat/niet.toml")));
  CHECK_FALSE(document.messages().empty());
}

// Saves one text after the other until somebody ends it: the other half of the next test.
TEST_CASE("Saves for ever", "[.forever]") {
  start_application();
  const QString path = qEnvironmentVariable("BATTERISK_SAVE");
  Document document(path + QStringLiteral("-herstel"));
  REQUIRE(document.open(path));
  QString error;
  for (int i = 0;; ++i) {
    document.edit(QStringLiteral("naam"), study::with_value(document.text(), "project", "naam", i % 2 == 0 ? "\"Twee\"" : "\"Drie\""));
    REQUIRE(document.save(error));
  }
}

TEST_CASE("Whoever is killed while saving leaves a whole dossier") {
  start_application();
  TempFolder folder;
  const auto path = folder / "dossier.toml";
  write_bytes(path, small);
  for (int round = 0; round < 5; ++round) {
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("BATTERISK_SAVE"), QString::fromStdString(path.string()));
    child.setProcessEnvironment(environment);
    child.start(QStringLiteral("/proc/%1/exe").arg(QCoreApplication::applicationPid()), {QStringLiteral("Saves for ever")});
    REQUIRE(child.waitForStarted());
    const std::string before = read_bytes(path);
    REQUIRE(wait_for([&] { return round == 0 ? read_bytes(path) != small : read_bytes(path) != before; }, 30.0));
    child.kill();
    REQUIRE(child.waitForFinished());
    const Dossier dossier = parse_dossier(read_bytes(path), path);
    CHECK((dossier.name == "Twee" || dossier.name == "Drie"));
  }
}

TEST_CASE("Layers, and findings that are set aside, are written once and read back") {
  const std::string once = study::with_ignored_object(small, "0363100012345678", "staat \"leeg\"");
  REQUIRE(study::ignored_objects(once).size() == 1);
  CHECK(study::ignored_objects(once)[0].reason == "staat \"leeg\"");
  const std::string twice = study::with_ignored_object(once, "0363100012345678", "gesloopt");
  REQUIRE(study::ignored_objects(twice).size() == 1);
  CHECK(study::ignored_objects(twice)[0].reason == "gesloopt");
  CHECK(study::ignored_objects(study::with_ignored_object(twice, "0363100012345678", "")).empty());
  CHECK(parse_dossier(twice, "x.toml").name == "Proef é");

  const VillageFolder folder;
  const std::filesystem::path file = folder.folder() / "omgeving.gpkg";
  std::vector<LayerKind> kinds;
  const std::string with = study::with_layers_of(small, file, folder.folder().path(), &kinds);
  CHECK(std::find(kinds.begin(), kinds.end(), LayerKind::Panden) != kinds.end());
  const Dossier dossier = parse_dossier(with, folder.folder() / "x.toml");
  REQUIRE(dossier.layers.size() == kinds.size());
  CHECK(dossier.layers[0].shown_path == "omgeving.gpkg");
  CHECK(dossier.layers[0].path == file);
  CHECK(study::with_layers_of(with, file, folder.folder().path()) == with);
}
