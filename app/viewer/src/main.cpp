#include "main_window.hpp"

#include "batterisk/core/base/typed_number.hpp"
#include "batterisk/study/dossier/rules_folder.hpp"
#include "batterisk/study/dossier/version.hpp"
#include "batterisk/study/text/texts.hpp"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTextStream>

#include <memory>
#include <optional>
#include <vector>

namespace {

using batterisk::viewer::MainWindow;

constexpr int usage = 2;
constexpr int invalid_input = 3;
constexpr int not_written = 5;

struct Options {
  QString dossier;
  QString compare;
  QString screenshot;
  std::optional<batterisk::RdPoint> explain;
};

// Saves a picture of the window as soon as it is what it should be, and ends the program.
void take_screenshot(QApplication& application, MainWindow& window, const Options& options) {
  const auto finish = [&application, &window, options] {
    const bool saved = window.grab().save(options.screenshot);
    if (!saved) QTextStream(stderr) << options.screenshot << ": niet geschreven / not written\n";
    application.exit(saved ? 0 : not_written);
  };
  QObject::connect(&window, &MainWindow::run_failed, &application, [&application] { application.exit(invalid_input); });
  auto* watch = new QTimer(&window);
  watch->setInterval(50);
  QObject::connect(watch, &QTimer::timeout, &window, [&window, watch, finish] {
    if (!window.settled()) return;
    watch->stop();
    finish();
  });
  QObject::connect(&window, &MainWindow::result_shown, watch, [&window, watch, options] {
    if (options.explain) window.explain(*options.explain);
    watch->start();
  }, Qt::SingleShotConnection);
}

}  // namespace

int main(int argc, char** argv) {
  batterisk::viewmodel::return_pictures_to_the_system();
  // A screenshot needs no display.
  const bool no_display = qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
  if (no_display && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  QApplication::setOrganizationName(QStringLiteral("batterisk"));
  QApplication::setApplicationName(QStringLiteral("batterisk-viewer"));
  QApplication::setApplicationVersion(QString::fromStdString(batterisk::study::version()));
  QApplication::setDesktopFileName(QStringLiteral("batterisk-viewer"));
  QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/batterisk.png")));
  QSettings::setDefaultFormat(QSettings::IniFormat);

  QCommandLineParser parser;
  parser.setApplicationDescription(QStringLiteral("Batterisk: plaatsgebonden risico en aandachtsgebieden op de kaart"));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(QStringLiteral("dossier"), QStringLiteral("dossier.toml"), QStringLiteral("[dossier]"));
  const QCommandLineOption screenshot(QStringLiteral("screenshot"), QStringLiteral("Save a picture of the window and end."), QStringLiteral("png"));
  const QCommandLineOption size(QStringLiteral("size"), QStringLiteral("Size of the window."), QStringLiteral("1500x950"));
  const QCommandLineOption language(QStringLiteral("lang"), QStringLiteral("nl or en."), QStringLiteral("language"));
  const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("light, dark or contrast."), QStringLiteral("theme"));
  const QCommandLineOption rules(QStringLiteral("rules"), QStringLiteral("Folder with rules."), QStringLiteral("folder"));
  const QCommandLineOption explain(QStringLiteral("at"), QStringLiteral("Explain the risk at a place (RD)."), QStringLiteral("x,y"));
  const QCommandLineOption compare(QStringLiteral("compare"), QStringLiteral("Dossier, report, archive or rule set to compare with."), QStringLiteral("what"));
  const QCommandLineOption compare_view(QStringLiteral("compare-view"), QStringLiteral("swipe, sides or difference."), QStringLiteral("view"));
  const QCommandLineOption background(QStringLiteral("background"), QStringLiteral("Raster below the map."), QStringLiteral("file"));
  const QCommandLineOption settings_file(QStringLiteral("settings"), QStringLiteral("File for settings."), QStringLiteral("ini"));
  parser.addOptions({screenshot, size, language, theme, rules, explain, compare, compare_view, background, settings_file});
  parser.process(application);

  // A screenshot is the same whatever somebody did with the windows of another day, and leaves nothing behind.
  const bool picture = parser.isSet(screenshot);
  const QTemporaryDir scratch;
  const auto settings = parser.isSet(settings_file) ? std::make_unique<QSettings>(parser.value(settings_file), QSettings::IniFormat)
                        : picture ? std::make_unique<QSettings>(scratch.filePath(QStringLiteral("venster.ini")), QSettings::IniFormat)
                                  : std::make_unique<QSettings>();
  if (parser.isSet(language)) settings->setValue(QStringLiteral("taal"), parser.value(language));
  if (parser.isSet(theme)) settings->setValue(QStringLiteral("thema"), parser.value(theme));
  if (parser.isSet(background)) settings->setValue(QStringLiteral("achtergrond"), parser.value(background));
  batterisk::viewer::apply_theme(application, batterisk::viewer::theme_from(settings->value(QStringLiteral("thema")).toString()));

  MainWindow window(*settings, batterisk::study::rules_folder(parser.value(rules).toStdString()));
  const QStringList wanted = parser.value(size).split(QLatin1Char('x'));
  if (wanted.size() == 2) window.resize(wanted[0].toInt(), wanted[1].toInt());
  Options options{parser.positionalArguments().value(0), parser.value(compare), parser.value(screenshot), {}};
  if (parser.isSet(explain)) {
    std::vector<batterisk::Diagnostic> findings;
    const auto place = batterisk::plain_numbers(parser.value(explain).toStdString(), 2, "--at", "X,Y in RD-meters", {}, findings);
    if (!place) {
      const bool english = parser.value(language) == QLatin1String("en");
      for (const batterisk::Diagnostic& d : findings) {
        const std::string said = batterisk::study::format_diagnostic(d, english ? batterisk::study::Language::En : batterisk::study::Language::Nl);
        QTextStream(stderr) << QString::fromStdString(said) << '\n';
      }
      return usage;
    }
    options.explain = batterisk::RdPoint{place->at(0), place->at(1)};
  }
  if (picture) take_screenshot(application, window, options);
  window.show();
  if (options.dossier.isEmpty()) {
    window.open_sample();
  } else if (!window.open_file(options.dossier) || !window.document().valid()) {
    if (picture && window.document().dossier() == nullptr) {
      QTextStream(stderr) << options.dossier << ": ongeldig dossier / invalid dossier\n";
      return invalid_input;
    }
  }
  if (QFileInfo::exists(options.compare)) {
    window.compare_with(options.compare);
  } else if (!options.compare.isEmpty()) {
    window.compare_with_rules(options.compare);
  }
  if (parser.value(compare_view) == QLatin1String("sides")) window.set_compare_view(batterisk::viewer::CompareView::Sides);
  if (parser.value(compare_view) == QLatin1String("difference")) window.set_compare_view(batterisk::viewer::CompareView::Difference);
  return QApplication::exec();
}
