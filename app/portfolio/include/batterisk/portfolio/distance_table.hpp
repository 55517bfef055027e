#pragma once

#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/core/rules/rule_document.hpp"
#include "batterisk/study/text/texts.hpp"

#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace batterisk::portfolio {

/// How distances are rounded for the reader; the rule is printed with the table.
struct Rounding {
  enum class Kind { None, Up, Nearest };
  Kind kind = Kind::None;
  double step_m = 1.0;
};
/// Reads "geen", "omhoog:5", "dichtstbij:1" (metres). Throws DossierError (D009).
[[nodiscard]] Rounding rounding_of(std::string_view text);
/// A distance by the rule (m). Up: a value within a micrometre of a step stays on it.
[[nodiscard]] double rounded_distance_m(double distance_m, const Rounding& rounding);

/// A measure: values of the rules that it replaces.
struct Measure {
  std::string name;
  std::vector<Deviation> values;
};

/// Where the distances of a table begin.
enum class MeasuredFrom { Centre, Wall, Boundary };
/// Reads "midden", "wand", "grens". Throws DossierError (D009).
[[nodiscard]] MeasuredFrom measured_from(std::string_view text);

struct DistanceTableRequest {
  std::vector<Energy> energies;
  std::vector<CellChemistry> chemistries;
  std::vector<Measure> measures;  ///< at least one; one without values is the rule set as it is
  Rounding rounding;
  MeasuredFrom from = MeasuredFrom::Centre;
  bool all_stations = false;  ///< also the least and the largest over all weather stations of the rules
  std::vector<Angle> turns{Angle::rad(0.0)};  ///< of the unit, clockwise, from how the dossier has it
};

/// Distances around one unit, for every size, chemistry, measure and turn.
struct DistanceRow {
  Energy energy;
  CellChemistry chemistry{};
  std::string measure;
  Angle turn = Angle::rad(0.0);
  std::vector<double> distances_m;  ///< one a column of the table, rounded; 0 = reached nowhere
  std::vector<std::pair<double, double>> over_stations;  ///< least and largest of each, where asked for
};
struct DistanceTable {
  std::string rule_set;
  bool draft = false;
  Rounding rounding;
  MeasuredFrom from = MeasuredFrom::Centre;
  std::string station;             ///< number and name
  bool turned = false;             ///< rows differ in the turn of the unit
  std::size_t stations = 0;        ///< of the range over stations; 0: none
  std::vector<std::string> zones;  ///< "PR10-6", "gifwolk": farthest point of each
  std::vector<DistanceRow> rows;
};

/// Computes the table around the first unit of the dossier, alone; its energies give way to those of the request.
/// Throws DossierError for a dossier without unit (D030) and what the rules refuse.
[[nodiscard]] DistanceTable distance_table(const Dossier& pattern, const RuleCatalog& catalog,
                                           const DistanceTableRequest& request, const std::stop_token& stop = {});

enum class TableFormat { Csv, Markdown, Latex };
[[nodiscard]] std::string distance_table_text(const DistanceTable& table, TableFormat format, study::Language language);

}  // namespace batterisk::portfolio
