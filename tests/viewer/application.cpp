#include "application.hpp"

#include "support/paths.hpp"

#include <QApplication>
#include <QStandardPaths>

#if defined(__SANITIZE_ADDRESS__)
// Fontconfig keeps some hundred bytes for each thread that draws text, and frees them at no time.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\n";
}
#endif

namespace batterisk::test {

void start_application() {
  static QApplication* application = [] {
    static int count = 1;
    static char name[] = "batterisk-test";
    static char* arguments[] = {name, nullptr};
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    return new QApplication(count, arguments);
  }();
  (void)application;
}

bool wait_for(const std::function<bool()>& done, double seconds) {
  QElapsedTimer timer;
  timer.start();
  while (!done()) {
    if (timer.elapsed() > static_cast<qint64>(1000.0 * seconds)) return false;
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 50);
  }
  return true;
}

VillageFolder::VillageFolder() {
  const std::string dossier = read_bytes(source_folder() / "tests" / "village" / "dossier.toml");
  write_bytes(folder_ / "dossier.toml", dossier);
  const std::string scenario =
      "[[scenario]]\nid = \"lek\"\npositie = [120286.4, 479847.6]\nstof = \"HF\"\nbronsterkte = \"13,3 g/s\"\n"
      "duur = \"30 min\"\nzog = { breedte = \"2,44 m\", hoogte = \"2,59 m\" }\nfrequentie = \"2e-4 1/jaar\"\n\n";
  const auto system = dossier.find("[[systeem]]");
  write_bytes(folder_ / "klein.toml", dossier.substr(0, system) + scenario + dossier.substr(dossier.find("[rekenen]")));
  const auto first = dossier.find("  { id = \"BESS-1\"");
  write_bytes(folder_ / "een.toml", dossier.substr(0, first) + dossier.substr(dossier.find("  { id = \"BESS-4\"")));
  village::write_village(village::make_village({}), folder_.path());
}

}  // namespace batterisk::test
