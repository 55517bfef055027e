// Speed of the map with half a million parcels, without a display: prints p50 and p95 of what a hand would feel.
// batterisk-viewer-bench [parcels]
#include "map_canvas.hpp"
#include "village/village.hpp"
#include "village/write.hpp"

#include "batterisk/study/archive/archive.hpp"
#include "batterisk/study/dossier/dossier_edit.hpp"
#include "batterisk/viewmodel/study_runner.hpp"

#include <QApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <vector>

using namespace batterisk;

namespace {

double milliseconds(const std::function<void()>& what) {
  QElapsedTimer timer;
  timer.start();
  what();
  return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void print(const char* name, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  const auto at = [&times](double share) { return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))]; };
  std::printf("%-52s p50 %8.2f ms   p95 %8.2f ms   (%zu)\n", name, at(0.5), at(0.95), times.size());
}

// Memory of this program itself, now and at its largest, beside the pages of shared libraries (MB).
void print_memory(const char* when) {
  std::ifstream status("/proc/self/status");
  double own = 0.0;
  double libraries = 0.0;
  double most = 0.0;
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("RssAnon:")) own = std::stod(line.substr(8)) / 1024.0;
    if (line.starts_with("RssFile:")) libraries = std::stod(line.substr(8)) / 1024.0;
    if (line.starts_with("VmHWM:")) most = std::stod(line.substr(6)) / 1024.0;
  }
  std::printf("memory %s: %.0f MB, at most %.0f MB; libraries %.0f MB\n", when, own, most - libraries, libraries);
}

// Irregular parcels of about 28 m with some ten vertices each, edge to edge over a square.
MultiPolygon parcel(std::size_t column, std::size_t row, std::mt19937_64& bits) {
  constexpr double side = 28.0;
  const double x = 120000.0 + side * static_cast<double>(column);
  const double y = 470000.0 + side * static_cast<double>(row);
  Ring ring;
  const RdPoint corners[] = {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}};
  for (int c = 0; c < 4; ++c) {
    const RdPoint a = corners[c];
    const RdPoint b = corners[(c + 1) % 4];
    ring.push_back(a);
    const double t = 0.3 + 0.4 * static_cast<double>(bits() >> 11U) * 0x1p-53;
    ring.push_back({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
  }
  return {{ring, {}}};
}

std::shared_ptr<const render::MapScene> scene_of(std::size_t parcels) {
  const auto columns = static_cast<std::size_t>(std::sqrt(static_cast<double>(parcels)));
  std::mt19937_64 bits{1};
  auto result = std::make_shared<study::StudyResult>();
  result->surroundings.percelen.emplace();
  result->surroundings.percelen->reserve(parcels);
  for (std::size_t i = 0; i < parcels; ++i) {
    result->surroundings.percelen->push_back({"", "", parcel(i % columns, i / columns, bits)});
  }
  return render::map_scene(result);
}

void wait_until_sharp(viewer::MapCanvas& canvas) {
  while (!canvas.sharp()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

void measure_view(viewer::MapCanvas& canvas, const char* name, double metres_per_pixel) {
  render::ViewTransform view = canvas.view();
  view.centre = {130000.0, 480000.0};
  view.metres_per_pixel = metres_per_pixel;
  std::vector<double> sharp;
  std::vector<double> frames;
  for (int i = 0; i < 5; ++i) {
    render::LayerStack layers = render::usual_layers();
    layers.front().opacity = i % 2 == 0 ? 0.99 : 1.0;  // all tiles new
    canvas.set_view(view);
    wait_until_sharp(canvas);
    sharp.push_back(milliseconds([&] {
      canvas.set_layers(layers);
      wait_until_sharp(canvas);
    }));
    for (int step = 0; step < 30; ++step) {
      frames.push_back(milliseconds([&] {
        canvas.set_view(canvas.view().panned({-9.0, 4.0}));
        canvas.repaint();
      }));
      QCoreApplication::processEvents();
    }
    for (int step = 0; step < 20; ++step) {
      frames.push_back(milliseconds([&] {
        canvas.set_view(canvas.view().zoomed(step < 10 ? 1.1 : 1.0 / 1.1, {400.0, 300.0}));
        canvas.repaint();
      }));
      QCoreApplication::processEvents();
    }
    wait_until_sharp(canvas);
  }
  std::printf("%s\n", name);
  print("  until everything is drawn anew", sharp);
  print("  frame while panning and zooming", frames);
}

// A unit of the village dragged about: zones while the hand moves, and the whole study when it lets go. `only`: id of
// the one unit to keep.
void measure_site(const std::filesystem::path& folder, const char* name, const std::string& only) {
  std::string text;
  {
    std::ifstream in(BATTERISK_VILLAGE);
    text.assign(std::istreambuf_iterator<char>{in}, {});
  }
  if (!only.empty()) {
    const auto first = text.find("  { id = \"BESS-1\"");
    text.erase(first, text.find("  { id = \"" + only) - first);
  }
  const std::filesystem::path path = folder / "dossier.toml";
  const Dossier dossier = parse_dossier(text, path);
  const BatteryUnit& unit = dossier.units.back();
  viewmodel::StudyRunner runner(std::make_shared<viewmodel::RuleStore>(BATTERISK_RULES));
  bool arrived = false;
  QObject::connect(&runner, &viewmodel::StudyRunner::previewed, [&] { arrived = true; });
  QObject::connect(&runner, &viewmodel::StudyRunner::finished, [&] { arrived = true; });
  const auto moved = [&](int step) {
    const RdPoint to{unit.position.x + 0.25 * step, unit.position.y};
    return std::make_shared<const Dossier>(parse_dossier(study::with_unit_at(text, unit, to), path));
  };
  const auto wait = [&] {
    while (!arrived) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    arrived = false;
  };
  runner.run(moved(0));
  wait();
  std::vector<double> previews;
  std::vector<double> runs;
  for (int step = 1; step <= 20; ++step) {
    const auto next = moved(step);
    previews.push_back(milliseconds([&] {
      runner.preview(next);
      wait();
    }));
  }
  for (int step = 1; step <= 10; ++step) {
    runs.push_back(milliseconds([&] {
      runner.run(moved(step));
      wait();
    }));
  }
  std::printf("%s\n", name);
  print("  contours while dragging", previews);
  print("  whole study", runs);
}

}  // namespace

int main(int argc, char** argv) {
  viewmodel::return_pictures_to_the_system();
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  const std::size_t parcels = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 500'000;
  std::shared_ptr<const render::MapScene> scene;
  const double build = milliseconds([&] { scene = scene_of(parcels); });
  std::printf("%zu parcels: layer and index in %.0f ms\n", parcels, build);
  print_memory("with the layer");
  viewer::MapCanvas canvas;
  canvas.resize(1600, 1000);
  canvas.show();
  canvas.set_scene(scene);
  wait_until_sharp(canvas);
  measure_view(canvas, "whole layer (20 m a pixel)", 20.0);
  measure_view(canvas, "50,000 visible (5 m a pixel)", 5.0);
  measure_view(canvas, "10,000 visible (2.2 m a pixel)", 2.2);
  measure_view(canvas, "500 visible (0.5 m a pixel)", 0.5);
  std::mt19937_64 bits{3};
  std::vector<double> identify;
  for (int i = 0; i < 1000; ++i) {
    const auto share = [&bits] { return static_cast<double>(bits() >> 11U) * 0x1p-53; };
    const RdPoint p{120000.0 + 19000.0 * share(), 470000.0 + 19000.0 * share()};
    identify.push_back(milliseconds([&] { (void)render::hit_test(*scene, p); }));
  }
  print("identify a point", identify);
  print_memory("at the end");
  const TemporaryFolder folder;
  village::write_village(village::make_village({}), folder.path());
  measure_site(folder.path(), "one container among 800 buildings", "BESS-4");
  measure_site(folder.path(), "park of four containers", "");
  return 0;
}
