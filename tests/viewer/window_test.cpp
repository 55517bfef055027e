#include "application.hpp"

#include "main_window.hpp"
#include "support/paths.hpp"

#include "batterisk/study/result_json.hpp"
#include "batterisk/viewmodel/words.hpp"

#include <catch2/catch.hpp>

#include <QAction>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace batterisk;
using namespace batterisk::test;
using namespace batterisk::viewer;

namespace {

// A window on the village with settings of its own.
class Window {
 public:
  explicit Window(const VillageFolder& folder)
      : settings_(folder.file("instellingen.ini"), QSettings::IniFormat), window_(settings_, rules_folder()) {
    window_.resize(1200, 800);
    window_.show();
  }

  MainWindow* operator->() { return &window_; }
  MainWindow& operator*() { return window_; }

  // Opens a dossier and waits for its result.
  void open(const QString& path) {
    QSignalSpy shown(&window_, &MainWindow::result_shown);
    REQUIRE(window_.open_file(path));
    REQUIRE(wait_for([&] { return shown.count() > 0; }));
  }
  // Does something and waits for the result that follows.
  void change(const std::function<void()>& what) {
    QSignalSpy shown(&window_, &MainWindow::result_shown);
    what();
    REQUIRE(wait_for([&] { return shown.count() > 0; }));
  }
  QPoint pixel(RdPoint p) { return window_.canvas().view().to_pixel(p).toPoint(); }

 private:
  QSettings settings_;
  MainWindow window_;
};

std::string result_of(const QString& path) {
  return study::result_json(study::run_study(load_dossier(path.toStdString()), load_rule_catalog(rules_folder())));
}

QAction* action_with(MainWindow& window, const QKeySequence& key) {
  for (QAction* action : window.findChildren<QAction*>()) {
    if (action->shortcut() == key) return action;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("Open, compute, move a unit, undo, save: the numbers are those of the command line") {
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
  const render::JudgedBuilding worst = window->scene()->judged.front();
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

TEST_CASE("The map pans, zooms to a box and by wheel and key, and becomes sharp with a bounded number of tiles") {
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
