// Rows of units that are alike, as a report prints them.
#include "report/merged_rows.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using batterisk::study::Language;
using batterisk::study::merged_rows;
using batterisk::study::names_text;

TEST_CASE("names that count up by one in one place are a range with its number") {
  CHECK(names_text({"BESS-1"}, Language::Nl) == "BESS-1");
  CHECK(names_text({"BESS-1", "BESS-2"}, Language::Nl) == "BESS-1, BESS-2");
  CHECK(names_text({"BESS-1", "BESS-2", "BESS-3"}, Language::Nl) == "BESS-1 t/m BESS-3 (3)");
  CHECK(names_text({"rij 2/BESS-08/S1", "rij 2/BESS-09/S1", "rij 2/BESS-10/S1"}, Language::Nl) == "rij 2/BESS-08/S1 t/m rij 2/BESS-10/S1 (3)");
  CHECK(names_text({"BESS-9", "BESS-10", "BESS-11"}, Language::En) == "BESS-9 to BESS-11 (3)");
}

TEST_CASE("names that do not count up are no range") {
  CHECK(names_text({"BESS-1", "BESS-2", "BESS-4"}, Language::Nl) == "BESS-1, BESS-2, BESS-4");
  CHECK(names_text({"A", "B", "C", "D"}, Language::Nl) == "A en 3 andere");
  CHECK(names_text({"A1-B1", "A2-B2", "A3-B3", "A4-B4"}, Language::En) == "A1-B1 and 3 others");
  CHECK(names_text({"BESS-3", "BESS-2", "BESS-1"}, Language::Nl) == "BESS-3, BESS-2, BESS-1");
}

TEST_CASE("rows that differ in their name alone become one, where the first stood") {
  const std::vector<std::vector<std::string>> rows{{"E1", "a"}, {"E2", "b"}, {"E3", "a"}, {"E4", "b"}, {"E5", "a"}};
  const auto merged = merged_rows(rows, Language::Nl);
  REQUIRE(merged.size() == 2);
  CHECK(merged[0] == std::vector<std::string>{"E1, E3, E5", "a"});
  CHECK(merged[1] == std::vector<std::string>{"E2, E4", "b"});
  CHECK(merged_rows({}, Language::Nl).empty());
}
