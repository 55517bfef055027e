#include "batterisk/core/base/csv.hpp"

#include "support/findings.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

using namespace batterisk;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows texts_of(const CsvTable& table) {
  Rows rows;
  const auto add = [&rows](const CsvRow& row) {
    rows.emplace_back();
    for (const CsvCell& cell : row.cells) rows.back().push_back(cell.text);
  };
  if (!table.heading.cells.empty()) add(table.heading);
  for (const CsvRow& row : table.rows) add(row);
  return rows;
}

CsvTable typed(const std::string& text, bool remarks = false) { return read_csv(text, "t.csv", {true, remarks}); }

std::string utf16(const std::string& ascii) {
  std::string out = "\xFF\xFE";
  for (const char c : ascii) out += std::string{c} + '\0';
  return out;
}

const Rows three_sites{{"id", "x", "y"}, {"A", "1,5", "2"}, {"B", "3", "4"}};

}  // namespace

TEST_CASE("one table in every dress that office programs give it") {
  const std::vector<std::string> texts{
      "id;x;y\nA;1,5;2\nB;3;4\n",
      "id;x;y\r\nA;1,5;2\r\nB;3;4\r\n",
      "id;x;y\rA;1,5;2\rB;3;4",
      "\xEF\xBB\xBFid;x;y\nA;1,5;2\nB;3;4",
      "id\tx\ty\nA\t1,5\t2\nB\t3\t4\n",
      "id,x,y\nA,\"1,5\",2\nB,3,4\n",
      "id, x, y\nA, \"1,5\" , 2\n B ,\u00a03\u00a0,\u20094\n",
      "sep=;\nid;x;y\nA;1,5;2\nB;3;4\n",
      "id;x;y\n\n;;\nA;1,5;2\n   \nB;3;4\n;;\n;;\n\n",
      "\n;;\nid;x;y\nA;1,5;2;;\nB;3;4;\n",
      "# wat dit is; met een puntkomma, en komma's\nid;x;y\nA;1,5;2\nB;3;4\n",
      "\u201cid\u201d;x;y\n\u201cA\u201d;\u201e1,5\u201d;2\nB;3;4\n",
      "id,x,y\n\u201cA\u201d,\u201c1,5\u201d,2\nB,3,4\n",
      "id;x;y\n=\"A\";1,5;2\n\"=\"\"B\"\"\";3;4\n",
  };
  for (const std::string& text : texts) {
    INFO(text);
    const CsvTable table = typed(text);
    CHECK(texts_of(table) == three_sites);
    CHECK(table.findings.empty());
  }
  const CsvTable wide = typed(utf16("id;x;y\r\nA;1,5;2\r\nB;3;4\r\n"));
  CHECK(texts_of(wide) == three_sites);
  CHECK(test::lines_of(wide.findings) == std::vector<std::string>{"D084 t.csv:0:0 | UTF-16"});
}

TEST_CASE("the heading alone tells what stands between cells") {
  CHECK(texts_of(typed("naam;adres, plaats;x\nA;Kade 1, Edam;5,5\n")) ==
        Rows{{"naam", "adres, plaats", "x"}, {"A", "Kade 1, Edam", "5,5"}});
  CHECK(texts_of(typed("id,x\nA;b,5\n")) == Rows{{"id", "x"}, {"A;b", "5"}});
  CHECK(texts_of(typed("\"id;kort\",x,y\nA,1,2\n")) == Rows{{"id;kort", "x", "y"}, {"A", "1", "2"}});
  CHECK(texts_of(typed("id\nA\n")) == Rows{{"id"}, {"A"}});
  CHECK(texts_of(typed("")).empty());
  CHECK(texts_of(typed("\n # \n")) == Rows{{"#"}});
}

TEST_CASE("quotes as RFC 4180 has them") {
  CHECK(texts_of(typed("a,b\n\"x, \"\"y\"\"\",\"twee\nregels\"\n")) == Rows{{"a", "b"}, {"x, \"y\"", "twee\nregels"}});
  CHECK(texts_of(typed("a,b\nHotel \"De Zon\",2\n")) == Rows{{"a", "b"}, {"Hotel \"De Zon\"", "2"}});
  CHECK(texts_of(typed("a,b\n\u201cDe Zon\u201d hotel,2\n")) == Rows{{"a", "b"}, {"\u201cDe Zon\u201d hotel", "2"}});
  CHECK(texts_of(typed("a,b\n\"\",\n\"\",2\n")) == Rows{{"a", "b"}, {"", "2"}});
}

TEST_CASE("places count lines and characters, also behind quoted line ends and accents") {
  const CsvTable table = typed("id,x\n\"a\nb\",1\nCaf\u00e9, 2\n");
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[0].place("t.csv", 1) == Place{"t.csv", 2, 4, {}});
  CHECK(table.rows[1].place("t.csv", 0) == Place{"t.csv", 4, 1, {}});
  CHECK(table.rows[1].place("t.csv", 1) == Place{"t.csv", 4, 7, {}});
  CHECK(table.rows[1].text(7).empty());
}

TEST_CASE("what cannot be read is said with its place, and the rest is read") {
  struct Row {
    const char* text;
    std::vector<std::string> findings;
  };
  const Row rows[] = {
      {"id,x,y\nA,120000,5,480000,25\nB,1,2\n", {"D082 t.csv:2:12 | 5 | 3"}},
      {"id,x,y\nA,1,2\n\"B,1,2\nC,1,2\n", {"D080 t.csv:3:1"}},
      {"id,x,y\n\"A\" oost,1,2\n", {"D081 t.csv:2:5 | oost"}},
      {"id,x,y\n\"A\"b\"c,d\n\"E,1,2,3\n", {"D080 t.csv:3:1", "D081 t.csv:2:4 | b\"c"}},
      {"id,x\nCaf\xe9,1\n", {"D084 t.csv:0:0 | Windows-1252"}},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const CsvTable table = typed(row.text);
    CHECK(test::lines_of(table.findings) == row.findings);
    CHECK_FALSE(table.rows.empty());
  }
  CHECK(texts_of(typed("id,x\nCaf\xe9,1\n")) == Rows{{"id", "x"}, {"Caf\u00e9", "1"}});
}

TEST_CASE("lines with '#' are remarks before the heading, and behind it where the caller says so") {
  const std::string text = "# a\nid,x\n#1,5\n# b\nA,6\n";
  CHECK(texts_of(typed(text)) == Rows{{"id", "x"}, {"#1", "5"}, {"# b"}, {"A", "6"}});
  CHECK(texts_of(typed(text, true)) == Rows{{"id", "x"}, {"A", "6"}});
}

TEST_CASE("a table of our own is read as it stands") {
  const CsvTable table = read_csv("a,b;c\n x ,\xe9\n\n# nee\n1,2,3\n", "t.csv", {false, true});
  CHECK(texts_of(table) == Rows{{"a", "b;c"}, {" x ", "\xe9"}, {"1", "2", "3"}});
  CHECK(table.findings.empty());
}

TEST_CASE("columns by name") {
  const CsvTable table = typed("Site;X;x\nA;1;2\n");
  CHECK(csv_column(table, "x") == 2);
  CHECK(csv_column(table, "X") == 1);
  CHECK(csv_column(table, "site") == 0);
  CHECK_FALSE(csv_column(table, "y"));
  CHECK(csv_columns(table) == "Site, X, x");
}

TEST_CASE("a cell that is written is read as the same text, and no spreadsheet runs it") {
  struct Row {
    const char* text;
    const char* cell;
  };
  const Row rows[] = {
      {"gewoon", "gewoon"},
      {"", "\"\""},
      {"a,b", "\"a,b\""},
      {"a;b", "\"a;b\""},
      {"zegt \"ja\"", "\"zegt \"\"ja\"\"\""},
      {" rand ", "\" rand \""},
      {"#1", "\"#1\""},
      {"-5", "-5"},
      {"-5,25", "\"-5,25\""},
      {"+31612345678", "+31612345678"},
      {"-1.5e-6", "-1.5e-6"},
      {"-", "-"},
      {"=1+1", "'=1+1"},
      {"=HYPERLINK(\"http://x\";\"a\")", "\"'=HYPERLINK(\"\"http://x\"\";\"\"a\"\")\""},
      {"+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"},
      {"-2+3", "'-2+3"},
      {"-5 m", "'-5 m"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"\t=1", "\"'\t=1\""},
      {"'=1", "''=1"},
      {"'t Hoff", "'t Hoff"},
      {"''-", "'''-"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(csv_cell(row.text) == row.cell);
    CHECK(csv_cells(csv_cell(row.text) + "," + csv_cell(row.text)) == std::vector<std::string>{row.text, row.text});
    const CsvTable own = read_csv("a,b\nx," + csv_cell(row.text) + "\n", "t.csv", {false, false});
    CHECK(own.rows.at(0).text(1) == row.text);
  }
}

TEST_CASE("random cells come back as they were written, and random bytes are read to their end") {
  const std::vector<std::string> pieces{"a", "1", ",", ";", "\t", "\"", "'", "=", "-", "+", "@", "#", " ", "\u00e9", "\u201c", "\u201d", "\u00a0", "\n"};
  std::mt19937 random{5489U};
  const auto text = [&](std::size_t most) {
    std::string out;
    for (std::size_t n = random() % (most + 1); n > 0; --n) out += pieces[random() % pieces.size()];
    return out;
  };
  for (int round = 0; round < 2000; ++round) {
    Rows rows{{"kop", "b", "c"}};
    std::string csv = "kop,b,c\n";
    for (int row = 0; row < 3; ++row) {
      rows.push_back({"x" + text(4), text(6), text(6)});
      for (std::size_t i = 0; i < 3; ++i) csv += csv_cell(rows.back()[i]) + (i < 2 ? "," : "\n");
    }
    CAPTURE(csv);
    CHECK(texts_of(read_csv(csv, "t.csv", {false, false})) == rows);
  }
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    for (std::size_t n = random() % 60; n > 0; --n) bytes += random() % 3 == 0 ? static_cast<char>(random() % 256) : pieces[random() % pieces.size()][0];
    const CsvTable table = typed(bytes);
    for (const CsvRow& row : table.rows) CHECK(row.line > table.heading.line);
  }
}
