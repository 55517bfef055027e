#include "batterisk/core/base/codes_archive.hpp"
#include "batterisk/render/report_pdf.hpp"

#include "report_layout.hpp"

#include "batterisk/study/archive/bundle.hpp"

#include <QBuffer>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHashFunctions>
#include <QPainter>
#include <QPdfWriter>

#include <memory>

namespace batterisk::render {
namespace {

constexpr int resolution = 1200;  // dots per inch: steps of 0.02 mm

/// QtGui draws text only within an application; a program without windows gets one that needs no display.
std::unique_ptr<QGuiApplication> application_if_needed() {
  if (QCoreApplication::instance() != nullptr) return nullptr;
  qputenv("QT_QPA_PLATFORM", "offscreen");
  // Without a session Qt says on stderr that it chose a runtime folder, which nothing here uses.
  const QtMessageHandler before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});
  static int count = 1;
  static char name[] = "batterisk";
  static char* arguments[] = {name, nullptr};
  auto application = std::make_unique<QGuiApplication>(count, arguments);
  qInstallMessageHandler(before);
  return application;
}

void require_fonts() {
  const QStringList families = QFontDatabase::families();
  for (const char* family : {"DejaVu Sans", "DejaVu Sans Mono"}) {
    if (!families.contains(QLatin1String(family))) {
      throw FileError({{codes::font_missing, Severity::Fout, {}, {family}}});
    }
  }
}

}  // namespace

PdfPages report_pdf(const study::Report& report, const std::stop_token& stop) {
  // The PDF engine writes its fonts in the order of a hash table, which Qt shuffles anew in every process.
  QHashSeed::setDeterministicGlobalSeed();
  const auto application = application_if_needed();
  require_fonts();
  ReportLayout count{report, nullptr, nullptr, {}, 0};
  count.run(stop);

  QByteArray bytes;
  QBuffer buffer{&bytes};
  buffer.open(QIODevice::WriteOnly);
  {
    QPdfWriter writer{&buffer};
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
    writer.setResolution(resolution);
    writer.setPageSize(QPageSize{QPageSize::A4});
    writer.setPageMargins({0.0, 0.0, 0.0, 0.0});
    writer.setTitle(QString::fromStdString(report.title));
    writer.setCreator("Batterisk");
    QPainter painter{&writer};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(resolution / 25.4 / per_mm, resolution / 25.4 / per_mm);
    ReportLayout layout{report, &writer, &painter, count.pages(), count.page_count()};
    layout.run(stop);
  }
  PdfPages pages{bytes.toStdString(), {}};
  for (const study::ReportSection& section : report.sections) {
    if (!section.chapter) continue;
    pages.bookmarks.push_back({section.number + " " + section.title, count.pages().at(section.number)});
  }
  return pages;
}

}  // namespace batterisk::render
