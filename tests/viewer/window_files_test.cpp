#include "window.hpp"

#include "batterisk/gis/prepare/prepare.hpp"
#include "batterisk/study/archive/archive.hpp"
#include "batterisk/study/dossier/dossier_edit.hpp"
#include "batterisk/study/run/summary.hpp"
#include "batterisk/study/tables/result_json.hpp"
#include "batterisk/study/tables/tables.hpp"
#include "batterisk/viewmodel/words.hpp"

#include <catch2/catch.hpp>

#include <QAction>
#include <QDir>
#include <QDockWidget>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMimeData>
#include <QMouseEvent>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QXmlStreamReader>

#include <cmath>

using namespace batterisk;
using namespace batterisk::test;
using namespace batterisk::viewer;

TEST_CASE("From dossier to report and back: every number is that of the command line") {
  start_application();
  const VillageFolder folder;
  const QString path = folder.file("een.toml");
  Window window(folder);
  window.open(path);
  window->compare_with_present();
  window->set_compare_view(CompareView::Difference);
  // One metre east by keyboard; B stays where it was.
  MapCanvas& canvas = window->canvas();
  canvas.select_unit(0);
  window.change([&] { QTest::keyClick(&canvas, Qt::Key_Right, Qt::ShiftModifier); });
  REQUIRE(wait_for([&] { return window->settled() && window->comparison() != nullptr; }));
  CHECK_FALSE(window->comparison()->values.equal());
  const auto moved = std::find_if(window->comparison()->zones.begin(), window->comparison()->zones.end(),
                                  [](const study::ZoneDifference& d) { return !d.alleen_a.empty(); });
  REQUIRE(moved != window->comparison()->zones.end());
  CHECK(moved->oppervlakte_a_m2 == Approx(moved->oppervlakte_b_m2).epsilon(0.02));  // moved, not grown
  action_with(*window, QKeySequence::Save)->trigger();

  // The program of the command line, on the saved dossier.
  QProcess program;
  program.start(QStringLiteral(BATTERISK_PROGRAM),
                {QStringLiteral("run"), path, QStringLiteral("-o"), folder.file("uit"), QStringLiteral("--rules"),
                 QString::fromStdString(rules_folder().string())});
  REQUIRE(program.waitForFinished(120000));
  REQUIRE(program.exitCode() == 0);
  const std::string of_program = read_bytes(folder.file("uit/resultaat.json").toStdString());
  CHECK(study::compare_results(of_program, study::result_json(*window->scene()->result)).differences.empty());

  QSignalSpy written(&*window, &MainWindow::written);
  window->write_report(folder.file("rapport.pdf"));
  REQUIRE(wait_for([&] { return written.count() > 0; }));
  REQUIRE(written.front().front().toBool());

  // Somebody else opens the report alone.
  QFile::copy(folder.file("rapport.pdf"), folder.file("elders.pdf"));
  QFile::remove(folder.file("omgeving.gpkg"));
  Window reader(folder);
  reader.open(folder.file("elders.pdf"));
  CHECK(reader->document().as_stored());
  const study::Verification v = study::compare_results(of_program, study::result_json(*reader->scene()->result));
  for (const study::ResultDifference& d : v.differences) UNSCOPED_INFO(d.where << ": " << d.stored << " -> " << d.now);
  CHECK(v.differences.empty());
  REQUIRE(wait_for([&] { return reader->message_texts().join(QLatin1Char(' ')).contains(QLatin1String("Nagerekend: elke waarde")); }));

  // Moved far, the zones reach ground that the report holds no buildings of: no layer may claim to cover it.
  reader.change([&] {
    const BatteryUnit& unit = reader->document().dossier()->units[0];
    reader->document().edit(QStringLiteral("ver weg"), study::with_unit_at(reader->document().text(), unit,
                                                                          {unit.position.x + 900.0, unit.position.y}));
  });
  CHECK_FALSE(reader->document().as_stored());
  CHECK(reader->scene()->result->eindoordeel == Oordeel::Onbepaald);

  // Saved as a dossier, the layers go along.
  QString error;
  reader->document().undo_stack().undo();
  CHECK_FALSE(reader->document().save_as(QStringLiteral("/dev/full/kopie.toml"), error));
  CHECK_FALSE(error.isEmpty());
  REQUIRE(reader->document().save_as(folder.file("kopie.toml"), error));
  Window again(folder);
  again.open(folder.file("kopie.toml"));
  CHECK(again->scene()->result->surroundings.panden->size() == window->scene()->result->surroundings.panden->size());
}

TEST_CASE("An archive opens, a damaged one is refused and the open dossier stays") {
  start_application();
  const VillageFolder folder;
  const Dossier dossier = load_dossier(folder.file("klein.toml").toStdString());
  const RuleCatalog rules = load_rule_catalog(rules_folder());
  const study::StudyResult result = study::run_study(dossier, rules, {}, {}, study::GroupRisk::Computed);
  const std::string zip = study::zip_of(study::make_bundle(result, rules), "2026-11-01");
  write_bytes(folder.file("studie.zip").toStdString(), zip);
  Window window(folder);
  window.open(folder.file("studie.zip"));
  CHECK(study::compare_results(study::result_json(result), study::result_json(*window->scene()->result)).differences.empty());
  CHECK(window->scene()->result->groepsrisico);  // the archive has it, so it is asked for again
  const std::string text = window->document().text();
  write_bytes(folder.file("stuk.zip").toStdString(), zip.substr(0, zip.size() / 2));
  CHECK_FALSE(window->open_file(folder.file("stuk.zip")));
  CHECK_FALSE(window->message_texts().isEmpty());
  CHECK(window->document().text() == text);
  write_bytes(folder.file("leeg.pdf").toStdString(), "%PDF-1.4\nniets");
  CHECK_FALSE(window->open_file(folder.file("leeg.pdf")));
}

TEST_CASE("Dropped layers come into the dossier, once, and can be undone", "[screen]") {
  start_application();
  const VillageFolder folder;
  std::string text = read_bytes(folder.file("klein.toml").toStdString());
  text.erase(text.find("[[omgeving.laag]]"));
  write_bytes(folder.file("kaal.toml").toStdString(), text);
  Window window(folder);
  window.open(folder.file("kaal.toml"));
  CHECK_FALSE(window->scene()->result->surroundings.panden);
  const auto drop = [&](const QString& path) {
    QSignalSpy added(&*window, &MainWindow::layers_added);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&*window, &enter);
    CHECK(enter.isAccepted());
    QDropEvent event(QPointF{100.0, 100.0}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&*window, &event);
    REQUIRE(wait_for([&] { return added.count() > 0; }));
  };
  window.change([&] { drop(folder.file("omgeving.gpkg")); });
  REQUIRE(window->scene()->result->surroundings.panden);
  CHECK(window->scene()->result->surroundings.panden->size() > 0);
  const std::string with = window->document().text();
  CHECK(with.find("pad = \"omgeving.gpkg\"") != std::string::npos);
  drop(folder.file("omgeving.gpkg"));
  CHECK(window->document().text() == with);
  write_bytes(folder.file("geen.gpkg").toStdString(), "geen kaart");
  drop(folder.file("geen.gpkg"));
  CHECK(window->document().text() == with);
  window.change([&] { window->document().undo_stack().undo(); });
  CHECK(window->document().text() == text);
}

TEST_CASE("Rule sets are compared on the open dossier and follow its changes, two maps keep one view", "[screen]") {
  start_application();
  const VillageFolder folder;
  Window window(folder);
  window.open(folder.file("een.toml"));
  window->set_compare_view(CompareView::Sides);
  window->compare_with_rules(QStringLiteral("rivm-2025"));
  REQUIRE(wait_for([&] { return window->comparison() != nullptr && window->settled(); }));
  CHECK(window->comparison()->b->result->rules->id.find("rivm-2025") != std::string::npos);
  CHECK(window->comparison()->a->result->rules->id.find("rivm-2025") == std::string::npos);
  CHECK(window->second_canvas().isVisible());
  QTest::keyClick(&window->canvas(), Qt::Key_Plus);
  CHECK(window->second_canvas().view().metres_per_pixel == window->canvas().view().metres_per_pixel);
  CHECK(window->second_canvas().view().centre == window->canvas().view().centre);
  QTest::keyClick(&window->second_canvas(), Qt::Key_Left);
  CHECK(window->second_canvas().view().centre == window->canvas().view().centre);
  // Moving A moves B.
  window->canvas().select_unit(0);
  window.change([&] { QTest::keyClick(&window->canvas(), Qt::Key_Right, Qt::ShiftModifier); });
  REQUIRE(wait_for([&] { return window->settled(); }));
  CHECK(window->comparison()->b->result->dossier.units[0].position == window->comparison()->a->result->dossier.units[0].position);
  window->end_comparison();
  CHECK_FALSE(window->second_canvas().isVisible());
  CHECK(window->compare_text().isEmpty());
  // A folder with a draft, and one with nothing.
  QDir().mkpath(folder.file("niets"));
  window->compare_with_rules_in(folder.file("niets"));
  REQUIRE(wait_for([&] { return window->settled(); }));
  CHECK(window->comparison() == nullptr);
  CHECK_FALSE(window->message_texts().isEmpty());
}

TEST_CASE("A click on either side of a comparison explains the study of that side", "[screen]") {
  start_application();
  const VillageFolder folder;
  std::string other = read_bytes(folder.file("klein.toml").toStdString());
  other.replace(other.find("\"13,3 g/s\""), 10, "\"30 g/s\"");
  write_bytes(folder.file("ander.toml").toStdString(), other);
  Window window(folder);
  window.open(folder.file("klein.toml"));
  window->set_compare_view(CompareView::Sides);
  window->compare_with(folder.file("ander.toml"));
  REQUIRE(wait_for([&] { return window->comparison() != nullptr && window->settled(); }));
  // PR as the command line explains it there.
  const auto said = [&](const char* dossier, RdPoint p) {
    const auto e = study::explain_point(load_dossier(folder.file(dossier).toStdString()), load_rule_catalog(rules_folder()), p);
    return QStringLiteral("PR ") + viewmodel::qt(study::scientific(e.pr.pr.per_year(), 3, study::Language::Nl)) + QStringLiteral(" per jaar");
  };
  const auto click = [&](MapCanvas& map, QPoint at) {
    QTest::mouseClick(&map, Qt::LeftButton, {}, at);
    REQUIRE(wait_for([&] { return window->settled(); }));
    return map.view().to_rd(QPointF{at});
  };
  MapCanvas& b = window->second_canvas();
  const RdPoint lek = window->scene()->result->dossier.scenarios[0].position;
  const QPoint near = b.view().to_pixel(RdPoint{lek.x + 30.0, lek.y}).toPoint();
  RdPoint p = click(b, near);
  REQUIRE(said("klein.toml", p) != said("ander.toml", p));
  CHECK(window->explain_panel().plain_text().contains(said("ander.toml", p)));
  CHECK(window->explain_panel().plain_text().startsWith(QLatin1Char('B')));
  CHECK_FALSE(window->explain_panel().visibleRegion().isEmpty());  // in front of the table of the comparison
  p = click(window->canvas(), near);
  CHECK(window->explain_panel().plain_text().contains(said("klein.toml", p)));
  CHECK(window->explain_panel().plain_text().startsWith(QLatin1Char('A')));
  // On one map the line parts them; without comparison there is one study left.
  window->set_compare_view(CompareView::Swipe);
  REQUIRE(wait_for([&] { return window->settled(); }));
  MapCanvas& a = window->canvas();
  render::ViewTransform view = a.view();
  view.centre = {lek.x + 30.0, lek.y};
  a.set_view(view);
  p = click(a, {a.width() / 2 + 20, a.height() / 2});
  CHECK(window->explain_panel().plain_text().contains(said("ander.toml", p)));
  const RdPoint left = click(a, {a.width() / 2 - 20, a.height() / 2});
  CHECK(window->explain_panel().plain_text().contains(said("klein.toml", left)));
  window->explain(p, Side::B);
  window->end_comparison();
  REQUIRE(wait_for([&] { return window->settled(); }));
  CHECK(window->explain_panel().plain_text().contains(said("klein.toml", p)));
}

TEST_CASE("What is being written can be cancelled by key, and then every file is as it was") {
  start_application();
  const VillageFolder folder;
  Window window(folder);
  window.open(folder.file("klein.toml"));
  write_bytes(folder.file("rapport.pdf").toStdString(), "van de vorige keer");
  QAction* cancel = action_with(*window, QKeySequence(Qt::SHIFT | Qt::Key_F5));
  REQUIRE(cancel != nullptr);
  const auto buttons = window->findChildren<QToolButton*>();
  const auto button = std::find_if(buttons.begin(), buttons.end(), [&](const QToolButton* b) { return b->defaultAction() == cancel; });
  REQUIRE(button != buttons.end());
  const auto ends = [&](const std::function<void()>& writing, bool cancelled) {
    QSignalSpy written(&*window, &MainWindow::written);
    writing();
    CHECK((*button)->isVisible());
    if (cancelled) cancel->trigger();
    REQUIRE(wait_for([&] { return written.count() > 0; }));
    CHECK_FALSE((*button)->isVisible());
    return written.front().front().toBool();
  };
  const auto report = [&] { window->write_report(folder.file("rapport.pdf")); };
  const auto result = [&] { window->write_result(folder.file("uit")); };
  CHECK_FALSE(ends(report, true));
  CHECK(window->status_text() == QLatin1String("Afgebroken"));
  CHECK(read_bytes(folder.file("rapport.pdf").toStdString()) == "van de vorige keer");
  CHECK_FALSE(QFile::exists(folder.file("rapport.html")));
  CHECK_FALSE(ends(result, true));
  CHECK(window->status_text() == QLatin1String("Afgebroken"));
  CHECK_FALSE(QFile::exists(folder.file("uit")));
  CHECK(QDir(QString::fromStdString(folder.folder().path().string())).entryList({QStringLiteral("*.nieuw"), QStringLiteral("*.slot"), QStringLiteral("*.plan")}, QDir::AllEntries | QDir::Hidden).isEmpty());
  // A cancel is of what was under way; what is asked for after it is done.
  CHECK(ends(result, false));
  CHECK(read_bytes(folder.file("uit/resultaat.json").toStdString()) == study::result_json(*window->scene()->result));
}

TEST_CASE("A key goes through the zones and units, on the map and in its words", "[screen]") {
  start_application();
  const VillageFolder folder;
  Window window(folder);
  window.open(folder.file("een.toml"));
  MapCanvas& canvas = window->canvas();
  const auto& zones = window->scene()->result->zones;
  REQUIRE(zones.size() > 2);
  render::ViewTransform near = canvas.view();
  near.metres_per_pixel = 0.05;
  canvas.set_view(near);
  QAction* next = action_with(*window, QKeySequence(Qt::CTRL | Qt::Key_F8));
  QAction* previous = action_with(*window, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F8));
  for (std::size_t i = 0; i < zones.size(); ++i) {
    next->trigger();
    CHECK(canvas.selected_zone() == i);
    CHECK(window->map_line().startsWith(viewmodel::qt(study::zone_name(zones[i].zone, study::Language::Nl))));
    CHECK(window->status_text() == window->map_line());
    if (!zones[i].polygons.empty()) CHECK(canvas.view().box().contains(bounds(zones[i].polygons)));
  }
  next->trigger();
  CHECK_FALSE(canvas.selected_zone());
  CHECK(canvas.selected_unit() == 0U);
  CHECK(window->map_line().contains(QLatin1String("BESS-4")));
  // A unit that was reached is moved from there, also where something else is explained.
  window->explain({120350.0, 479900.0});
  canvas.select_unit(std::nullopt);
  previous->trigger();
  CHECK(canvas.selected_unit() == 0U);
  const double before = window->document().dossier()->units[0].position.x;
  for (int step = 1; step <= 2; ++step) {
    window.change([&] { QTest::keyClick(&canvas, Qt::Key_Left, Qt::ShiftModifier); });
    CHECK(window->document().dossier()->units[0].position.x == Approx(before - step).margin(0.002));
  }
  next->trigger();
  CHECK(canvas.selected_zone() == 0U);
  previous->trigger();
  CHECK(canvas.selected_unit() == 0U);
}

TEST_CASE("Saved as a dossier, an archive brings its prepared layers and weather along") {
  start_application();
  const VillageFolder folder;
  const std::filesystem::path gpkg = folder.file("omgeving.gpkg").toStdString();
  std::vector<gis::LayerRequest> sources;
  for (const LayerKind kind : gis::kinds_in(gpkg)) sources.push_back({kind, gpkg, "omgeving.gpkg", {}, "BAG", "2026-11-01"});
  REQUIRE_FALSE(gis::prepare_folder(sources, std::nullopt, folder.folder() / "klaar").layers.empty());
  std::filesystem::copy_file(source_folder() / "tests/data/dossier/weer/gelijkmatig.csv", folder.folder() / "eigen.csv");
  std::string text = read_bytes(folder.file("klein.toml").toStdString());
  text.erase(text.find("[[omgeving.laag]]"));
  text = study::with_value(text, "omgeving", "map", "\"klaar\"");
  text = study::with_value(text, "weer", "tabel", "\"eigen.csv\"");
  write_bytes(folder.folder() / "voorbereid.toml", text);
  const RuleCatalog rules = load_rule_catalog(rules_folder());
  const study::StudyResult before = study::run_study(load_dossier(folder.folder() / "voorbereid.toml"), rules);
  REQUIRE(before.surroundings.panden);
  write_bytes(folder.folder() / "studie.zip", study::zip_of(study::make_bundle(before, rules), "2026-11-01"));

  Window window(folder);
  window.open(folder.file("studie.zip"));
  QDir().mkpath(folder.file("elders"));
  QString error;
  REQUIRE(window->document().save_as(folder.file("elders/kopie.toml"), error));
  // Nothing of where it came from is left.
  std::filesystem::remove_all(folder.folder() / "klaar");
  std::filesystem::remove(folder.folder() / "eigen.csv");
  std::filesystem::remove(folder.folder() / "studie.zip");
  std::filesystem::rename(folder.folder() / "elders", folder.folder() / "verhuisd");
  const study::StudyResult after = study::run_study(load_dossier(folder.folder() / "verhuisd/kopie.toml"), rules);
  for (const Diagnostic& d : after.messages) UNSCOPED_INFO(study::format_diagnostic(d, study::Language::Nl));
  CHECK(after.eindoordeel == before.eindoordeel);
  REQUIRE(after.surroundings.panden);
  CHECK(after.surroundings.panden->size() == before.surroundings.panden->size());
  CHECK(after.weather.source == "kopie-lagen/weer.csv");
  REQUIRE(after.panden.size() == before.panden.size());
  for (std::size_t i = 0; i < after.panden.size(); ++i) {
    CHECK(after.panden[i].afstand_m == before.panden[i].afstand_m);
    CHECK(study::oordeel_of(after.panden[i], *after.rules) == study::oordeel_of(before.panden[i], *before.rules));
  }
  REQUIRE(after.surroundings.reports.size() == before.surroundings.reports.size());
  for (std::size_t i = 0; i < after.surroundings.reports.size(); ++i) {
    CHECK(after.surroundings.reports[i].bron == before.surroundings.reports[i].bron);
    CHECK(after.surroundings.reports[i].datum == before.surroundings.reports[i].datum);
  }
}

TEST_CASE("A finding that is set aside keeps its verdict and leaves the list, undo brings it back") {
  start_application();
  const VillageFolder folder;
  Window window(folder);
  window.open(folder.file("klein.toml"));
  viewmodel::FindingsModel& findings = window->findings();
  const int before = findings.rowCount();
  REQUIRE(before > 1);
  const Oordeel verdict = window->scene()->result->eindoordeel;
  FindingsPanel& panel = window->findings_panel();
  panel.table().selectRow(0);
  const std::size_t pand = findings.pand_at(0);
  auto* reason = panel.findChildren<QLineEdit*>().last();
  window.change([&] {
    QTest::keyClicks(reason, QStringLiteral("gesloopt \"in\" 2026"));
    QTest::keyClick(reason, Qt::Key_Return);
  });
  CHECK(findings.rowCount() == before - 1);
  CHECK_FALSE(findings.row_of(pand));
  CHECK(window->scene()->result->eindoordeel == verdict);
  REQUIRE(study::ignored_objects(window->document().text()).size() == 1);
  CHECK(study::ignored_objects(window->document().text())[0].reason == "gesloopt \"in\" 2026");
  viewmodel::FindingsModel::Filter aside;
  aside.affected_only = false;
  aside.set_aside = true;
  findings.set_filter(aside);
  CHECK(findings.rowCount() == 1);
  CHECK(findings.reason_at(0) == QLatin1String("gesloopt \"in\" 2026"));
  window.change([&] { window->document().undo_stack().undo(); });
  CHECK(findings.rowCount() == 0);
}

