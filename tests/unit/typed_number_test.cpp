#include "batterisk/core/base/typed_number.hpp"

#include "support/findings.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/units.hpp"

#include <catch2/catch.hpp>

#include <limits>
#include <string>
#include <vector>

using namespace batterisk;

namespace {

struct TextCase {
  const char* text;
  double number;
  const char* unit;
};

const TextCase good_texts[] = {
    {"5 MWh", 5.0, "MWh"},
    {"10 kW/m2", 10.0, "kW/m2"},
    {"10 kW/m\u00b2", 10.0, "kW/m\u00b2"},
    {"1e-6 1/jaar", 1e-6, "1/jaar"},
    {"1E-6 1/jaar", 1e-6, "1/jaar"},
    {"10^-6 1/jaar", 1e-6, "1/jaar"},
    {"-10^-6 1/jaar", -1e-6, "1/jaar"},
    {"10^3 W", 1e3, "W"},
    {"0,5 bar", 0.5, "bar"},
    {"0.5 bar", 0.5, "bar"},
    {",5 bar", 0.5, "bar"},
    {"2,5e-3 kg/s", 2.5e-3, "kg/s"},
    {"-5 graden", -5.0, "graden"},
    {"+5 graden", 5.0, "graden"},
    {"90%", 90.0, "%"},
    {"90 %", 90.0, "%"},
    {"10kW", 10.0, "kW"},
    {"0,15 -", 0.15, "-"},
    {"  5   MWh  ", 5.0, "MWh"},
    {"0.001 kg/(m2 s)", 0.001, "kg/(m2 s)"},
    {"2 1/(GW jaar)", 2.0, "1/(GW jaar)"},
    {"288.15", 288.15, ""},
    {"12 MWh per jaar", 12.0, "MWh per jaar"},
    // Thousands apart, where nothing else can be meant.
    {"10 000 kWh", 10e3, "kWh"},
    {"1 234 567,5 m", 1234567.5, "m"},
    {"1 234.567 m", 1234.567, "m"},
    {"5.000,5 kWh", 5000.5, "kWh"},
    {"5,000.5 kWh", 5000.5, "kWh"},
    {"1.600,000 m", 1600.0, "m"},
    {"1.000.000 m", 1e6, "m"},
    {"1,000,000 m", 1e6, "m"},
    // A point before three digits, where it can only be that of decimals.
    {"0.600 m", 0.6, "m"},
    {"1600.125 m", 1600.125, "m"},
    {"120000.125", 120000.125, ""},
    {"1.600e3 m", 1600.0, "m"},
    {"1.001e-6 1/jaar", 1.001e-6, "1/jaar"},
    // The decimal comma is the Dutch sign, whatever the number of digits.
    {"4,200 kWh", 4.2, "kWh"},
    // Signs of office programs: no-break and thin spaces, tab, minus and dashes, marks without width.
    {"5\u00a0MWh", 5.0, "MWh"},
    {"4\u202f200\u00a0kWh", 4200.0, "kWh"},
    {"4\u2009200 kWh", 4200.0, "kWh"},
    {"5\tMWh", 5.0, "MWh"},
    {"\u22129,5 graden", -9.5, "graden"},
    {"\u20139,5 graden", -9.5, "graden"},
    {"1e\u22126 1/jaar", 1e-6, "1/jaar"},
    {"\ufeff5 MWh\u200b", 5.0, "MWh"},
};

const char* bad_texts[] = {
    "",     " ",    "MWh",   "vijf MWh", "5.00,5 m",   "1,00.5 m",    "12.34.56 m", "1,5,5 m", "1.000.00 m", "1e400 m",
    "inf m", "nan m", "--5 m", "+-5 m",    "5-10 m",     "10^-6.5 -",   "10^x m",     ".",       "-",          "5kW 3",
    "5. m", "5, m", "- 5 m", "1.000 000 m", "10.000 000,5 m", "0.000.001 m", "1234.567.890 m", "12 34 m3,", "\u201c5 m\u201d",
};

struct TwoCase {
  const char* text;
  const char* thousands;
  const char* decimal;
};

const TwoCase two_readings[] = {
    {"1.600", "1600", "1,6"},       {"4.200 kWh", "4200 kWh", "4,2 kWh"},   {"1.500 m", "1500 m", "1,5 m"},
    {"6.058 m", "6058 m", "6,058 m"}, {"-1.500 m", "-1500 m", "-1,5 m"},    {"120.000", "120000", "120"},
    {"12.345kg", "12345 kg", "12,345 kg"}, {"1.600\u00a0m", "1600 m", "1,6 m"}, {"100.050 %", "100050 %", "100,05 %"},
};

}  // namespace

TEST_CASE("number and unit out of a typed text") {
  for (const TextCase& c : good_texts) {
    INFO("'" << c.text << "'");
    const TypedNumber read = read_number(c.text);
    CHECK_FALSE(read.ambiguous());
    REQUIRE(read.value.has_value());
    CHECK(read.value->number == c.number);
    CHECK(read.value->unit == c.unit);
  }
}

TEST_CASE("a typed text without a number in front is none") {
  for (const char* text : bad_texts) {
    INFO("'" << text << "'");
    const TypedNumber read = read_number(text);
    CHECK_FALSE(read.ambiguous());
    CHECK((!read.value || !detail::is_unit(read.value->unit)));
  }
}

TEST_CASE("a point before three digits may mean two numbers, and each reading is a number of its own") {
  for (const TwoCase& c : two_readings) {
    INFO("'" << c.text << "'");
    const TypedNumber read = read_number(c.text);
    CHECK_FALSE(read.value.has_value());
    REQUIRE(read.ambiguous());
    CHECK(read.thousands == c.thousands);
    CHECK(read.decimal == c.decimal);
    const auto large = read_number(read.thousands).value;
    const auto small = read_number(read.decimal).value;
    REQUIRE((large && small));
    CHECK(large->number == Approx(1000.0 * small->number).epsilon(1e-15));
    CHECK(large->unit == small->unit);
  }
}

TEST_CASE("a number that is written can be read back, whatever its digits") {
  for (const double value : {1.6, 6.058, -12.192, 1600.0, 0.125, 120.001, 1e-6, 1.234e-5, 1e21, 1234567.875, 0.1 + 0.2,
                             std::numeric_limits<double>::max(), 100.0, 0.0}) {
    INFO(number_text(value));
    const TypedNumber read = read_number(number_text(value) + " m");
    REQUIRE(read.value.has_value());
    CHECK(read.value->number == value);
  }
}

TEST_CASE("a typed quantity says what is wrong with it") {
  struct Row {
    const char* text;
    std::vector<std::string> lines;
  };
  const Row rows[] = {
      {"1,5 km", {}},
      {"250", {}},
      {"1.500 m", {"D012 f:1:2 | straal | 1.500 m | 1500 m | 1,5 m"}},
      {"2 kg", {"D006 f:1:2 | straal | kg | m, km, cm, mm"}},
      {"ver", {"D007 f:1:2 | straal | getal met eenheid"}},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    std::vector<Diagnostic> findings;
    const auto length = typed_quantity<Length>(row.text, "m", "straal", {"f", 1, 2, {}}, findings);
    CHECK(test::lines_of(findings) == row.lines);
    CHECK(length.has_value() == row.lines.empty());
  }
  std::vector<Diagnostic> findings;
  CHECK_FALSE(typed_quantity<Energy>("5", "", "energie", {"f", 1, 2, {}}, findings));
  CHECK_FALSE(plain_number("5 m", "x", {"f", 1, 2, {}}, findings));
  CHECK(test::lines_of(findings) ==
        std::vector<std::string>{"D005 f:1:2 | energie | kWh, MWh, Wh, MJ, J", "D007 f:1:2 | x | getal"});
  CHECK(typed_quantity<Ratio>("0,5", "", "aandeel", {}, findings) == Ratio::from_si(0.5));
}

TEST_CASE("several numbers in one text") {
  struct Row {
    const char* text;
    std::vector<double> numbers;
    std::vector<std::string> lines;
  };
  const std::vector<double> point{120278.2, 479846.3};
  const std::vector<std::string> wrong{"D007 :0:0 | --at | X,Y"};
  const Row rows[] = {
      {"120278.2,479846.3", point, {}},
      {"120278.2, 479846.3", point, {}},
      {" 120278,2  479846,3 ", point, {}},
      {"120278,2,\u00a0479846,3", point, {}},
      {"120278,2\t479846,3", point, {}},
      {"120.278,479846", {}, {"D012 :0:0 | --at | 120.278 | 120278 | 120,278"}},
      {"120278,2,479846,3", {}, wrong},
      {"120278;479846", {}, wrong},
      {"120278", {}, wrong},
      {"120278 m,479846 m", {}, wrong},
      {"overal", {}, wrong},
      {"", {}, wrong},
  };
  for (const Row& row : rows) {
    INFO("'" << row.text << "'");
    std::vector<Diagnostic> findings;
    const auto read = plain_numbers(row.text, 2, "--at", "X,Y", {}, findings);
    CHECK(read.value_or(std::vector<double>{}) == row.numbers);
    CHECK(test::lines_of(findings) == row.lines);
  }
}
