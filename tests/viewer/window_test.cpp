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

TEST_CASE("Open, compute, move a unit, undo, save: the numbers are those of the command line", "[screen]") {
  start_application();
  const VillageFolder folder;
  const QString path = folder.file("een.toml");
  const std::string original = read_bytes(path.toStdString());
  Window window(folder);
  window.open(path);
  CHECK(study::result_json(*window->scene()->result) == result_of(path));
  CHECK(window->verdict_text().startsWith(QLatin1String("afweging nodig")));

  // Drag BESS-4 four metres east, eight pixels at a time.
  MapCanvas& canvas = window->canvas();
  canvas.set_tool(Tool::Move);
  render::ViewTransform view = canvas.view();
  view.centre = {120290.0, 479848.0};
  view.metres_per_pixel = 0.1;
  canvas.set_view(view);
  const RdPoint from = window->document().dossier()->units[0].position;
  const QPoint start = window.pixel(from);
  window.change([&] {
    QTest::mousePress(&canvas, Qt::LeftButton, {}, start);
    for (int step = 1; step <= 5; ++step) QTest::mouseMove(&canvas, start + QPoint{8 * step, 0});
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, start + QPoint{40, 0});
  });
  const RdPoint to = window->document().dossier()->units[0].position;
  CHECK(to.x == Approx(from.x + 4.0).margin(0.002));
  CHECK(to.y == Approx(from.y).margin(0.002));
  CHECK(canvas.selected_unit() == 0U);
  CHECK(window->document().modified());

  // The same step by keyboard is one metre; both can be undone to the byte.
  window.change([&] { QTest::keyClick(&canvas, Qt::Key_Left, Qt::ShiftModifier); });
  CHECK(window->document().dossier()->units[0].position.x == Approx(from.x + 3.0).margin(0.002));

  action_with(*window, QKeySequence::Save)->trigger();
  CHECK_FALSE(window->document().modified());
  const std::string saved = read_bytes(path.toStdString());
  CHECK(saved != original);
  CHECK(study::result_json(*window->scene()->result) == result_of(path));
  // Only the line of that unit differs.
  std::istringstream before{original};
  std::istringstream after{saved};
  std::vector<std::string> lines;
  for (std::string a, b; std::getline(before, a) && std::getline(after, b);) {
    if (a != b) lines.push_back(b);
  }
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].find("BESS-4") != std::string::npos);

  window.change([&] { window->document().undo_stack().undo(); });
  CHECK(window->document().text() == original);
}

TEST_CASE("A click explains, F8 goes from finding to finding, table and map follow each other") {
  start_application();
  const VillageFolder folder;
  Window window(folder);
  window.open(folder.file("klein.toml"));
  MapCanvas& canvas = window->canvas();
  const study::JudgedBuilding worst = window->scene()->judged.front();
  canvas.show_place(worst.sign);
  QTest::mouseClick(&canvas, Qt::LeftButton, {}, window.pixel(worst.sign));
  CHECK(canvas.selected_pand() == worst.pand);
  REQUIRE(wait_for([&] { return window->explain_panel().plain_text().contains(QLatin1String("per jaar")); }));
  CHECK(window->findings_panel().table().currentIndex().isValid());
  action_with(*window, QKeySequence(Qt::Key_F8))->trigger();
  const auto next = canvas.selected_pand();
  REQUIRE(next);
  CHECK(window->findings().pand_at(window->findings_panel().table().currentIndex().row()) == *next);
  action_with(*window, QKeySequence(Qt::SHIFT | Qt::Key_F8))->trigger();
  CHECK(canvas.selected_pand() != next);

  // A larger zone reads more buildings; the same one stays selected.
  const auto id = [&] { return (*window->scene()->result->surroundings.panden)[*canvas.selected_pand()].identificatie; };
  const std::string before = id();
  const std::size_t count = window->scene()->result->surroundings.panden->size();
  window.change([&] {
    std::string text = window->document().text();
    text.replace(text.find("\"13,3 g/s\""), 10, "\"40 g/s\"");
    window->document().edit(QStringLiteral("bronsterkte"), text);
  });
  CHECK(window->scene()->result->surroundings.panden->size() > count);
  REQUIRE(canvas.selected_pand());
  CHECK(id() == before);
}

TEST_CASE("The map pans, zooms to a box and by wheel and key, and becomes sharp with a bounded number of tiles", "[screen]") {
  start_application();
  const VillageFolder folder;
  Window window(folder);
  window.open(folder.file("klein.toml"));
  MapCanvas& canvas = window->canvas();
  REQUIRE(wait_for([&] { return canvas.sharp(); }));
  const render::ViewTransform before = canvas.view();
  QTest::mousePress(&canvas, Qt::LeftButton, {}, {300, 200});
  QTest::mouseMove(&canvas, {340, 230});
  QTest::mouseRelease(&canvas, Qt::LeftButton, {}, {340, 230});
  CHECK(canvas.view().centre.x == Approx(before.centre.x - 40.0 * before.metres_per_pixel));
  CHECK(canvas.view().centre.y == Approx(before.centre.y + 30.0 * before.metres_per_pixel));
  QTest::keyClick(&canvas, Qt::Key_Plus);
  CHECK(canvas.view().metres_per_pixel == Approx(before.metres_per_pixel / std::sqrt(2.0)));
  QTest::keyClick(&canvas, Qt::Key_Home);
  CHECK(canvas.view().metres_per_pixel == Approx(before.metres_per_pixel));
  canvas.set_tool(Tool::BoxZoom);
  const RdPoint corner = canvas.view().to_rd(QPointF{100.0, 100.0});
  QTest::mousePress(&canvas, Qt::LeftButton, {}, {100, 100});
  QTest::mouseMove(&canvas, {200, 160});
  QTest::mouseRelease(&canvas, Qt::LeftButton, {}, {200, 160});
  CHECK(canvas.view().metres_per_pixel < 0.3 * before.metres_per_pixel);
  CHECK(canvas.view().box().contains(Box{corner, corner}));
  REQUIRE(wait_for([&] { return canvas.sharp(); }));
  const std::size_t drawn = canvas.tiles().counts().drawn;
  canvas.repaint();
  canvas.repaint();
  CHECK(canvas.tiles().counts().drawn == drawn);  // painting draws no tile again
}

TEST_CASE("Languages change without a restart, and every text of the window has its Dutch") {
  start_application();
  const VillageFolder folder;
  Window window(folder);
  window.open(folder.file("klein.toml"));
  CHECK(action_with(*window, QKeySequence::Save)->text().contains(QLatin1String("waren")));
  const QString dutch = window->verdict_text();
  window->set_language(study::Language::En);
  CHECK(action_with(*window, QKeySequence::Save)->text() == QLatin1String("&Save"));
  CHECK(window->verdict_text() != dutch);
  CHECK(window->map_text().contains(QLatin1String("What the map shows")));
  window->set_language(study::Language::Nl);
  CHECK(window->verdict_text() == dutch);
  QFile texts(QString::fromStdString((source_folder() / "app/viewer/i18n/batterisk_nl.ts").string()));
  REQUIRE(texts.open(QIODevice::ReadOnly));
  CHECK_FALSE(texts.readAll().contains("unfinished"));
}

TEST_CASE("What cannot be computed is said, and what can be shown is shown") {
  start_application();
  const VillageFolder folder;
  const std::string good = read_bytes(folder.file("klein.toml").toStdString());
  std::string bad = good;
  bad.replace(bad.find("\"13,3 g/s\""), 10, "\"3 m\"");
  write_bytes(folder.file("fout.toml").toStdString(), bad);
  Window window(folder);
  REQUIRE(window->open_file(folder.file("fout.toml")));
  CHECK_FALSE(window->document().valid());
  CHECK(window->scene() == nullptr);
  window->canvas().repaint();

  std::string missing = good;
  for (auto at = missing.find("omgeving.gpkg"); at != std::string::npos; at = missing.find("omgeving.gpkg")) missing.replace(at, 13, "weg.gpkg");
  write_bytes(folder.file("zonder.toml").toStdString(), missing);
  window.open(folder.file("zonder.toml"));
  CHECK(window->scene()->result->eindoordeel == Oordeel::Onbepaald);
  CHECK(window->findings().rowCount() == 0);
  window->explain({120300.0, 479900.0});
  REQUIRE(wait_for([&] { return window->explain_panel().plain_text().contains(QLatin1String("per jaar")); }));
  CHECK_FALSE(window->open_file(QStringLiteral("/bestaat/niet.toml")));
}

TEST_CASE("Two dossiers side by side differ in their table") {
  start_application();
  const VillageFolder folder;
  std::string other = read_bytes(folder.file("klein.toml").toStdString());
  other.replace(other.find("\"13,3 g/s\""), 10, "\"30 g/s\"");
  write_bytes(folder.file("ander.toml").toStdString(), other);
  Window window(folder);
  window.open(folder.file("klein.toml"));
  window->compare_with(folder.file("ander.toml"));
  REQUIRE(wait_for([&] { return window->compare_text().contains(QLatin1String("B")); }));
  CHECK(window->compare_text().contains(QLatin1String("gifwolk")));
  REQUIRE(wait_for([&] { return window->canvas().sharp(); }));
}

TEST_CASE("The window fits small and large screens, in every theme") {
  start_application();
  const VillageFolder folder;
  Window window(folder);
  window.open(folder.file("klein.toml"));
  for (const QSize size : {QSize{800, 600}, QSize{3840, 2160}}) {
    window->resize(size);
    QCoreApplication::processEvents();
    CHECK(window->width() == size.width());
    CHECK(window->height() == size.height());
    CHECK(window->canvas().width() >= 240);
  }
  for (const Theme theme : {Theme::Dark, Theme::HighContrast, Theme::Light}) {
    window->set_theme(theme);
    const QPalette palette = window->palette();
    // WCAG 1.4.3: contrast of text at least 4.5 : 1.
    const auto luminance = [](const QColor& c) {
      const auto part = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
      return 0.2126 * part(c.redF()) + 0.7152 * part(c.greenF()) + 0.0722 * part(c.blueF());
    };
    const auto contrast = [&](QPalette::ColorRole a, QPalette::ColorRole b) {
      const double x = luminance(palette.color(a)) + 0.05;
      const double y = luminance(palette.color(b)) + 0.05;
      return std::max(x, y) / std::min(x, y);
    };
    CHECK(contrast(QPalette::WindowText, QPalette::Window) >= 4.5);
    CHECK(contrast(QPalette::Text, QPalette::Base) >= 4.5);
    CHECK(contrast(QPalette::ButtonText, QPalette::Button) >= 4.5);
    CHECK(contrast(QPalette::HighlightedText, QPalette::Highlight) >= 4.5);
    CHECK(contrast(QPalette::Link, QPalette::Base) >= 4.5);
  }
}

TEST_CASE("Whoever cannot see the map reaches and reads everything") {
  start_application();
  const VillageFolder folder;
  Window window(folder);
  window.open(folder.file("klein.toml"));
  CHECK(window->canvas().accessibleDescription() == window->map_text());
  for (QWidget* widget : window->findChildren<QWidget*>()) {
    if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || !widget->inherits("QAbstractItemView")) continue;
    INFO(widget->metaObject()->className() << " in " << widget->parentWidget()->metaObject()->className());
    CHECK_FALSE(widget->accessibleName().isEmpty());
  }
}

TEST_CASE("The view of a dossier is found again") {
  start_application();
  const VillageFolder folder;
  Window window(folder);
  window.open(folder.file("klein.toml"));
  render::ViewTransform view = window->canvas().view();
  view.centre = {120250.0, 479900.0};
  view.metres_per_pixel = 0.37;
  window->canvas().set_view(view);
  window.open(folder.file("een.toml"));
  CHECK(window->canvas().view().centre != view.centre);
  window.open(folder.file("klein.toml"));
  CHECK(window->canvas().view().centre == view.centre);
  CHECK(window->canvas().view().metres_per_pixel == view.metres_per_pixel);
}

TEST_CASE("The group risk is computed when asked for, with its curve") {
  start_application();
  const VillageFolder folder;
  Window window(folder);
  window.open(folder.file("klein.toml"));
  CHECK_FALSE(window->scene()->result->groepsrisico);
  window.change([&] { window->set_group_risk(true); });
  REQUIRE(window->scene()->result->groepsrisico);
  const auto direct = study::run_study(load_dossier(folder.file("klein.toml").toStdString()), load_rule_catalog(rules_folder()), {}, {},
                                       study::GroupRisk::Computed);
  CHECK(window->scene()->result->groepsrisico->expected_deaths_per_year == direct.groepsrisico->expected_deaths_per_year);
  window.change([&] { window->set_group_risk(false); });
  CHECK_FALSE(window->scene()->result->groepsrisico);
}

TEST_CASE("Ctrl keeps a dragged unit on the grid") {
  start_application();
  const VillageFolder folder;
  Window window(folder);
  window.open(folder.file("een.toml"));
  MapCanvas& canvas = window->canvas();
  canvas.set_tool(Tool::Move);
  render::ViewTransform view = canvas.view();
  view.centre = {120290.0, 479848.0};
  view.metres_per_pixel = 0.05;
  canvas.set_view(view);
  const QPoint start = window.pixel(window->document().dossier()->units[0].position);
  window.change([&] {
    QTest::mousePress(&canvas, Qt::LeftButton, Qt::ControlModifier, start);
    for (int step = 1; step <= 5; ++step) {
      QMouseEvent move(QEvent::MouseMove, start + QPoint{17 * step, 3 * step}, canvas.mapToGlobal(start + QPoint{17 * step, 3 * step}),
                       Qt::NoButton, Qt::LeftButton, Qt::ControlModifier);
      QCoreApplication::sendEvent(&canvas, &move);
    }
    QTest::mouseRelease(&canvas, Qt::LeftButton, Qt::ControlModifier, start + QPoint{85, 15});
  });
  const RdPoint at = window->document().dossier()->units[0].position;
  CHECK(std::remainder(at.x, 0.5) == Approx(0.0).margin(1e-6));
  CHECK(std::remainder(at.y, 0.5) == Approx(0.0).margin(1e-6));
}

TEST_CASE("A background lies below the map, and one that is gone takes nothing along") {
  start_application();
  const VillageFolder folder;
  // World file beside a picture of one colour: a raster of 400 x 400 m without CRS is refused, with one it is shown.
  QImage picture(400, 400, QImage::Format_RGB32);
  picture.fill(QColor(10, 200, 30));
  REQUIRE(picture.save(folder.file("lucht.png")));
  write_bytes(folder.file("lucht.pgw").toStdString(), "1.0\n0.0\n0.0\n-1.0\n120100.5\n480099.5\n");
  Window window(folder);
  window.open(folder.file("klein.toml"));
  window->set_background(folder.file("lucht.png"));
  CHECK(window->canvas().background() == nullptr);
  CHECK(window->message_texts().join(QLatin1Char(' ')).contains(QLatin1String("L004")));
  write_bytes(folder.file("lucht.png.aux.xml").toStdString(), "<PAMDataset><SRS>EPSG:28992</SRS></PAMDataset>");
  window->set_background(folder.file("lucht.png"));
  REQUIRE(window->canvas().background() != nullptr);
  MapCanvas& canvas = window->canvas();
  render::ViewTransform view = canvas.view();
  view.centre = {120300.0, 479900.0};
  view.metres_per_pixel = 1.0;
  canvas.set_view(view);
  REQUIRE(wait_for([&] { return canvas.sharp(); }));
  const auto greens = [&] {
    const QImage shot = canvas.grab().toImage();
    int count = 0;
    for (int y = 0; y < shot.height(); y += 7) {
      for (int x = 0; x < shot.width(); x += 7) {
        const QColor c = shot.pixelColor(x, y);
        count += c.green() > c.red() + 60 && c.green() > c.blue() + 60 ? 1 : 0;
      }
    }
    return count;
  };
  CHECK(greens() > 100);
  window->set_background({});
  REQUIRE(wait_for([&] { return canvas.sharp(); }));
  CHECK(greens() < 20);
  window->set_background(QStringLiteral("/bestaat/niet.tif"));
  CHECK(canvas.background() == nullptr);
  canvas.repaint();
}

TEST_CASE("Of a million parcels those on the screen cost their tiles once, a pan only what comes into view") {
  start_application();
  auto result = std::make_shared<study::StudyResult>();
  constexpr std::size_t columns = 1000;
  result->surroundings.percelen.emplace().reserve(columns * columns);
  for (std::size_t i = 0; i < columns * columns; ++i) {
    const double x = 120000.0 + 28.0 * static_cast<double>(i % columns);
    const double y = 470000.0 + 28.0 * static_cast<double>(i / columns);
    result->surroundings.percelen->push_back({"", "", {{{{x, y}, {x + 28.0, y}, {x + 28.0, y + 28.0}, {x, y + 28.0}}, {}}}});
  }
  MapCanvas canvas;
  canvas.resize(1600, 1000);
  canvas.show();
  canvas.set_scene(render::map_scene(result));
  render::ViewTransform view = canvas.view();
  view.centre = {134000.0, 484000.0};
  view.metres_per_pixel = 2.2;
  REQUIRE(wait_for([&] { return canvas.sharp(); }));
  const auto before = canvas.tiles().counts();
  canvas.set_view(view);
  REQUIRE(wait_for([&] { return canvas.sharp(); }));
  const auto first = canvas.tiles().counts();
  // 1600 x 1000 px at a level of 1.68 m a pixel: at most 6 x 4 tiles of 512, and each parcel in few of them.
  CHECK(first.drawn - before.drawn <= 24);
  CHECK(first.polygons - before.polygons >= 9000);
  CHECK(first.polygons - before.polygons <= 25000);
  for (int step = 0; step < 20; ++step) {
    canvas.set_view(canvas.view().panned({-9.0, 0.0}));
    canvas.repaint();
  }
  REQUIRE(wait_for([&] { return canvas.sharp(); }));
  CHECK(canvas.tiles().counts().drawn - first.drawn <= 4);  // one column
}

TEST_CASE("Desktop file, icon and MIME type fit together") {
  const auto resources = source_folder() / "app/viewer/resources";
  const QString desktop = QString::fromStdString(read_bytes(resources / "batterisk-viewer.desktop"));
  QXmlStreamReader xml(QByteArray::fromStdString(read_bytes(resources / "batterisk-dossier.xml")));
  QString type;
  while (!xml.atEnd()) {
    if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("mime-type")) type = xml.attributes().value(QLatin1String("type")).toString();
  }
  CHECK_FALSE(xml.hasError());
  CHECK_FALSE(type.isEmpty());
  CHECK(desktop.contains(QStringLiteral("MimeType=") + type + QLatin1Char(';')));
  CHECK(desktop.contains(QLatin1String("Exec=batterisk-viewer %f")));
  QXmlStreamReader icon(QByteArray::fromStdString(read_bytes(resources / "batterisk.svg")));
  while (!icon.atEnd()) icon.readNext();
  CHECK_FALSE(icon.hasError());
}

TEST_CASE("A layer that vanishes while it is open makes the verdict unknown, and nothing else ends") {
  start_application();
  const VillageFolder folder;
  Window window(folder);
  window.open(folder.file("klein.toml"));
  REQUIRE(window->findings().rowCount() > 0);
  REQUIRE(QFile::remove(folder.file("omgeving.gpkg")));
  window.change([&] { action_with(*window, QKeySequence(Qt::Key_F5))->trigger(); });
  CHECK(window->scene()->result->eindoordeel == Oordeel::Onbepaald);
  CHECK(window->findings().rowCount() == 0);
  CHECK(window->message_texts().join(QLatin1Char(' ')).contains(QLatin1String("omgeving.gpkg")));
  CHECK_FALSE(window->scene()->result->zones.empty());
}

TEST_CASE("Every panel comes to the front by a key, and goes away by it") {
  start_application();
  const VillageFolder folder;
  Window window(folder);
  window.open(folder.file("klein.toml"));
  const auto docks = window->findChildren<QDockWidget*>();
  REQUIRE(docks.size() >= 11);
  for (QDockWidget* dock : docks) {
    const auto actions = window->findChildren<QAction*>();
    const auto it = std::find_if(actions.begin(), actions.end(), [&](const QAction* a) {
      return a->text() == dock->windowTitle() && !a->shortcut().isEmpty();
    });
    INFO(dock->objectName().toStdString());
    REQUIRE(it != actions.end());
    (*it)->trigger();
    QCoreApplication::processEvents();
    CHECK_FALSE(dock->visibleRegion().isEmpty());
  }
  // No two actions share a key.
  QStringList keys;
  for (const QAction* action : window->findChildren<QAction*>()) {
    if (!action->shortcut().isEmpty()) keys << action->shortcut().toString();
  }
  keys.removeAll(QString{});
  CHECK(keys.removeDuplicates() == 0);
}

TEST_CASE("Closing asks nothing: what was not saved is there again") {
  start_application();
  const VillageFolder folder;
  const QString path = folder.file("klein.toml");
  const std::string original = read_bytes(path.toStdString());
  std::string changed;
  {
    Window window(folder);
    window.open(path);
    window.change([&] {
      window->document().edit(QStringLiteral("naam"), study::with_value(window->document().text(), "project", "naam", "\"Anders\""));
    });
    changed = window->document().text();
    CHECK(window->close());
  }
  CHECK(read_bytes(path.toStdString()) == original);
  Window again(folder);
  again.open(path);
  CHECK(again->document().text() == changed);
  CHECK(again->document().modified());
  again.change([&] { again->document().undo_stack().undo(); });
  CHECK(again->document().text() == original);
}
