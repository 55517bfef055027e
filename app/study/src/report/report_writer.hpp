#pragma once

#include "batterisk/study/report/report.hpp"

#include "batterisk/gis/write/export.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// The chapters of a report. Every number comes out of the tables that the result files hold.
namespace batterisk::study {

/// The text with a decimal comma where people write one.
[[nodiscard]] std::string localized(std::string text, Language language);

/// How a number of a table is shown; the rounding rule that the report prints.
enum class Shown { Text, Numbers, Word, Distance, Area, PerYear, Whole, Share, YesNo, Coordinate };

/// A column of a result table as the report shows it.
struct PickedColumn {
  std::string_view field;
  std::string head;
  double weight;
  Shown shown = Shown::Text;
};

/// Rows that differ in their first column alone, such as those of units of one type: each printed, or all as one.
enum class Alike { Apart, Together };

/// A report in the making.
class ReportWriter {
 public:
  ReportWriter(const StudyResult& result, const ReportOptions& options);

  const StudyResult& result;
  const ReportOptions options;
  Report report;

  [[nodiscard]] std::string text(std::string_view nl, std::string_view en) const;
  void chapter(std::string number, std::string title, bool new_page = false);
  void paragraph(std::string number, std::string title);
  void add(ReportBlock block);
  void say(std::string text) { add(ReportText{std::move(text), false}); }
  void note(std::string text) { add(ReportText{std::move(text), true}); }
  /// Gives it the next number.
  void add_table(std::string id, std::string caption, std::vector<ReportColumn> columns,
                 std::vector<std::vector<std::string>> rows, std::string empty);
  /// Some columns of a table of the result files, all its rows.
  void add_table(std::string_view table, std::string caption, const std::vector<PickedColumn>& columns,
                 std::string empty, Alike alike = Alike::Apart);
  void add_figure(ReportFigure figure);
  void add_verdict();

  [[nodiscard]] const gis::FeatureTable& table(std::string_view name) const;
  [[nodiscard]] std::string shown(const gis::Value& value, Shown how) const;
  [[nodiscard]] std::string zone_name(const ZoneResult& zone) const;
  /// "torch of a module", out of the event tree of the rules.
  [[nodiscard]] std::string description(const Scenario& scenario) const;

 private:
  std::vector<gis::FeatureTable> tables_;
  int table_number_ = 0;
  int figure_number_ = 0;
};

/// A table that is printed whole up to this number of rows; of a longer one the report says where it stands.
inline constexpr std::size_t most_rows = 60;

void add_for_the_council(ReportWriter& writer);
/// Addresses of the buildings about which something must be decided, by verdict and street.
void add_houses(ReportWriter& writer);

void write_summary(ReportWriter& writer);
void write_question(ReportWriter& writer);
void write_activity(ReportWriter& writer);
void write_starting_points(ReportWriter& writer);
void write_scenarios(ReportWriter& writer);
void write_effects(ReportWriter& writer);
void write_risk(ReportWriter& writer);
void write_areas(ReportWriter& writer);
void write_objects(ReportWriter& writer);
void write_uncertainty(ReportWriter& writer);
/// How sure the study is, where that was computed: what is sure, what may be on the other side, what to measure.
void write_how_sure(ReportWriter& writer);
void write_conclusion(ReportWriter& writer);
void write_annexes(ReportWriter& writer);

}  // namespace batterisk::study
