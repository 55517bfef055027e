#pragma once

#include "batterisk/study/run/study.hpp"

#include "batterisk/gis/write/export.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace batterisk::study {

/// A column of the output tables: its name is the same in every format.
struct CodebookEntry {
  std::string naam;
  std::string eenheid;  ///< "" for text
  std::string omschrijving_nl;
  std::string omschrijving_en;
};

/// Every column that `result_tables` can contain, by name.
[[nodiscard]] const std::vector<CodebookEntry>& codebook();

/// The same as a table, for formats that carry their own explanation.
[[nodiscard]] gis::FeatureTable codebook_table();

/// The result as tables: the layers of the GeoPackage, and with other writers the sheets and files of the same names.
/// Text ids; numbers rounded to 9 significant digits; layers in a fixed order; styles for QGIS.
[[nodiscard]] std::vector<gis::FeatureTable> result_tables(const StudyResult& result);

/// The same tables without rows, for schema and documentation.
[[nodiscard]] std::vector<gis::FeatureTable> table_layouts();

/// A result that is not a finite number: an error in the program (X002). Nothing is written.
struct NotFinite : std::runtime_error {
  NotFinite() : std::runtime_error("not a finite number") {}
};

/// Numbers of machine-readable outputs: 9 significant digits, since the last bits differ between processors. Every number
/// of every such output passes here. Throws NotFinite.
[[nodiscard]] double rounded(double value);

}  // namespace batterisk::study
