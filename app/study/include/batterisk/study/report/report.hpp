#pragma once

#include "batterisk/study/map/drawing.hpp"
#include "batterisk/study/run/sensitivity.hpp"
#include "batterisk/study/run/study.hpp"
#include "batterisk/study/text/texts.hpp"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// The report as values: what it says, in order, without how it looks. `report_html` and the PDF of app/render
/// write the same one, so they cannot say different things.
namespace batterisk::study {

/// Running text; a note is smaller: it explains the table or figure above it.
struct ReportText {
  std::string text;
  bool note = false;
};

struct ReportList {
  std::vector<std::string> items;
};

/// The overall verdict.
struct ReportVerdict {
  Drawing sign;  ///< its shape says it without its colour
  std::string word;
  std::string sentence;
};

/// Names with what they are: a table without a head.
struct ReportFacts {
  std::vector<std::pair<std::string, std::string>> rows;
};

struct ReportColumn {
  std::string head;    ///< with the unit in parentheses
  double weight;       ///< share of the width
  bool number = false; ///< aligned to the right
};

struct ReportTable {
  std::string id;       ///< stable name: of the table in the result files where it shows one
  std::string caption;  ///< "Tabel 3. ..."
  std::vector<ReportColumn> columns;
  std::vector<std::vector<std::string>> rows;
  std::string empty;    ///< said instead of rows when there are none
};

/// Size of the map on a sheet: A4 landscape less margins, head and foot.
inline constexpr double sheet_width_mm = 277.0;
inline constexpr double sheet_height_mm = 168.0;

struct ReportFigure {
  std::string id;
  std::string caption;
  std::string alternative;  ///< what the figure shows, for who cannot see it
  Drawing drawing;
  bool sheet = false;       ///< a map: on a page of its own, A4 landscape, true to scale
};

/// A file, line by line as it is.
struct ReportListing {
  std::string text;
};

using ReportBlock =
    std::variant<ReportText, ReportList, ReportVerdict, ReportFacts, ReportTable, ReportFigure, ReportListing>;

struct ReportSection {
  std::string number;  ///< "4", "4.2", "A"
  std::string title;
  bool chapter = true;   ///< else a paragraph of the chapter before it
  bool new_page = false;
  std::vector<ReportBlock> blocks;
};

struct Report {
  Language language = Language::Nl;
  std::string title;     ///< name of the project
  std::string subtitle;  ///< what the document is
  std::vector<std::string> labels;  ///< "concept", "ontwerp", "indicatief": on every page
  ReportFacts identity;  ///< of the title page
  std::string statement; ///< what the document is not: on the title page, cannot be left out
  std::string footer;    ///< on every page: program, run, date
  std::string date;      ///< ISO, for the metadata: the `peildatum`
  std::vector<ReportSection> sections;
};

struct ReportOptions {
  Language language = Language::Nl;
  std::optional<double> scale{};  ///< of the maps; nothing: for each the largest usual scale at which its zones fit
  std::optional<Sensitivity> sensitivity{};  ///< for chapter 10; nothing: it says that none was computed
  bool all_objects = false;                  ///< every building and parcel, however many
};

/// The report of a result, in the order of a Dutch risk analysis. Reads no clock: dates come from the dossier. Throws
/// Cancelled between its chapters.
[[nodiscard]] Report make_report(const StudyResult& result, const ReportOptions& options, const std::stop_token& stop = {});

/// One HTML file without anything outside it: headings, tables with heads and captions, pictures with a description.
[[nodiscard]] std::string report_html(const Report& report);

}  // namespace batterisk::study
