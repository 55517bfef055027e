#pragma once

#include "batterisk/study/text/texts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace batterisk::portfolio {

/// One value that differs between two results. Empty on the side that lacks the row.
struct ResultDifference {
  std::string onderdeel;  ///< table of the result: "aandachtsgebied", "parameters", "getroffen_pand"
  std::string sleutel;    ///< row: "gifwolk", "indoor.n_v", id of a building
  std::string kolom;      ///< column; "" for a row that only one side has
  std::string a;
  std::string b;
  double afwijking = 0.0;  ///< relative difference of numbers; 1 where they cannot be compared
};

/// A building whose verdict differs, with the cause.
struct VerdictChange {
  std::string identificatie;
  std::string van;   ///< "niet_getroffen" where the result does not list the building
  std::string naar;
  std::string oorzaak;
};

/// Two results side by side.
struct ResultComparison {
  std::string oordeel_a;
  std::string oordeel_b;
  double tolerantie = 0.0;
  std::vector<ResultDifference> verschillen;  ///< input, parameters, scenarios, zones, objects, in this order
  std::vector<VerdictChange> objecten;
  std::vector<VerdictChange> bevindingen;  ///< about systems, pairs and edges; "tabel | id" in place of a building
  std::vector<std::string> oorzaken;  ///< input and parameters that differ, which all that follows has as cause

  [[nodiscard]] bool equal() const { return verschillen.empty() && oordeel_a == oordeel_b; }
  /// Largest deviation of a number; nullptr without differences.
  [[nodiscard]] const ResultDifference* worst() const;
};

/// Relative difference below which numbers are equal: the files hold nine digits.
inline constexpr double default_tolerance = 1e-8;

/// Compares two documents of `result_json`. Run ids, hashes and program are no differences of the result. A result with
/// itself has none; the other way round every a and b is exchanged. Throws DossierError for text that is no result (D002).
[[nodiscard]] ResultComparison compare_results(std::string_view json_a, std::string_view json_b,
                                               double tolerance = default_tolerance);

[[nodiscard]] std::string comparison_text(const ResultComparison& comparison, study::Language language);
[[nodiscard]] std::string comparison_json(const ResultComparison& comparison);

}  // namespace batterisk::portfolio
