// Ids and dates as they come out of registers and spreadsheets.
#include "read/bag_id.hpp"
#include "read/by_id.hpp"
#include "read/moment.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <vector>

using namespace batterisk;
using batterisk::gis::bag_id;
using batterisk::gis::IdFault;
using batterisk::gis::iso_text;
using batterisk::gis::look_rounded;
using batterisk::gis::moment_of;

TEST_CASE("a BAG id has 16 digits, of which two tell the kind") {
  struct Case {
    std::string written;
    LayerKind kind;
    std::string id;
    IdFault fault;
  };
  using enum LayerKind;
  const std::vector<Case> cases{
      {"0363100012078463", Panden, "0363100012078463", IdFault::None},
      {"NL.IMBAG.Pand.0363100012078463", Panden, "0363100012078463", IdFault::None},
      {"'0363100012078463", Panden, "0363100012078463", IdFault::None},
      {"=\"0363100012078463\"", Panden, "0363100012078463", IdFault::None},
      {"http://bag.basisregistraties.overheid.nl/bag/id/pand/0363100012078463", Panden, "0363100012078463", IdFault::None},
      {"0363010000648915", Verblijfsobjecten, "0363010000648915", IdFault::None},
      {"0363020000454013", Ligplaatsen, "0363020000454013", IdFault::None},
      {"0363030000454013", Standplaatsen, "0363030000454013", IdFault::None},
      {"363100012078463", Panden, "0363100012078463", IdFault::ZerosLost},
      {"3100000000001", Panden, "0003100000000001", IdFault::ZerosLost},
      {"1709100000000001.0", Panden, "1709100000000001", IdFault::Number},
      {"363100012078463.000", Panden, "0363100012078463", IdFault::Number},
      {"1.709100000000001E+15", Panden, "1709100000000001", IdFault::Number},
      {"3.63100012078463e14", Panden, "0363100012078463", IdFault::Number},
      {"3,63100012078463E+14", Panden, "0363100012078463", IdFault::Number},
      {"1.7091E+15", Panden, "1.7091E+15", IdFault::Rounded},
      {"1,709100E+15", Panden, "1,709100E+15", IdFault::Rounded},
      {"1709100000000000", Panden, "1709100000000000", IdFault::Rounded},  // no building has the number 0
      {"0363010000648915", Panden, "0363010000648915", IdFault::OtherKind},
      {"0363100012078463", Standplaatsen, "0363100012078463", IdFault::OtherKind},
      {"36310001207846", Panden, "36310001207846", IdFault::NoBagId},  // lost more than its zeros
      {"100012078463", Panden, "100012078463", IdFault::NoBagId},
      {"0000100000000001", Panden, "0000100000000001", IdFault::None},  // made up, of no municipality
      {"03631000120784630", Panden, "03631000120784630", IdFault::NoBagId},
      {"1709100000000001.5", Panden, "1709100000000001.5", IdFault::NoBagId},
      {"gebouw 12", Panden, "gebouw 12", IdFault::NoBagId},
      {"0363109999999999", Panden, "", IdFault::None},  // BGT: no BAG id yet
      {"", Panden, "", IdFault::None}};
  for (const Case& c : cases) {
    INFO(c.written);
    const gis::BagId id = bag_id(c.written, c.kind);
    CHECK(id.text == c.id);
    CHECK(id.fault == c.fault);
    CHECK(id.tells_apart() == (!c.id.empty() && c.fault != IdFault::Rounded));
  }
}

TEST_CASE("a layer of which all ids of 16 digits end in a zero went through a program that keeps 15") {
  const auto ids = [](std::vector<std::string> ends) {
    for (std::string& end : ends) end.insert(0, "17091000000000");
    return ends;
  };
  CHECK(look_rounded(ids({"10", "20", "30", "40", "50", "60"}), LayerKind::Panden));
  CHECK_FALSE(look_rounded(ids({"10", "20", "30", "40", "50", "61"}), LayerKind::Panden));
  CHECK_FALSE(look_rounded(ids({"10", "20", "30", "40", "50"}), LayerKind::Panden));  // may be chance
  CHECK_FALSE(look_rounded(ids({"10", "10", "10", "10", "10", "10", "10"}), LayerKind::Panden));
  CHECK(look_rounded(ids({"10", "00"}), LayerKind::Panden));  // the number 0 is not given
  const std::vector<std::string> fifteen{"363100000000010", "363100000000020", "363100000000030",
                                         "363100000000040", "363100000000050", "363100000000060"};
  CHECK_FALSE(look_rounded(fifteen, LayerKind::Panden));  // such a program keeps all of them
}

TEST_CASE("of ids that keep their last digit one in ten ends in a zero, and of a mixture more than half") {
  using batterisk::gis::keep_last_digit;
  const auto ids = [](int sound, int rounded) {
    std::vector<std::string> all;
    for (int i = 0; i < sound; ++i) all.push_back("170910000000" + std::to_string(1000 + i));
    for (int i = 0; i < rounded; ++i) all.push_back("17091000000" + std::to_string(1000 + i) + "0");
    return all;
  };
  CHECK(keep_last_digit(ids(30, 0), LayerKind::Panden));
  CHECK_FALSE(keep_last_digit(ids(10, 11), LayerKind::Panden));
  CHECK_FALSE(keep_last_digit(ids(0, 30), LayerKind::Panden));
  CHECK_FALSE(keep_last_digit({}, LayerKind::Panden));
  const std::vector<std::string> short_ones{"363100000000011", "363100000000012"};
  CHECK_FALSE(keep_last_digit(short_ones, LayerKind::Panden));  // of which this cannot be told
}

TEST_CASE("objects are put in the order of their ids as texts, those of one id as they stand") {
  std::mt19937 random{20261201};
  std::vector<std::string> ids;
  for (int i = 0; i < 3000; ++i) {
    std::string id;
    const std::size_t length = random() % 24;
    for (std::size_t k = 0; k < length; ++k) id += k < 16 ? static_cast<char>('0' + random() % 2) : static_cast<char>(1 + random() % 255);
    ids.push_back(std::move(id));
  }
  std::vector<gis::IdAndPlace> order;
  for (std::size_t i = 0; i < ids.size(); ++i) order.emplace_back(ids[i], i);
  std::vector<gis::IdAndPlace> expected = order;
  std::sort(expected.begin(), expected.end());
  gis::order_by_id(order);
  CHECK(order == expected);
}

TEST_CASE("dates as registers and spreadsheets write them") {
  for (const char* text : {"2026-11-01", "2026/11/01", "20261101", "1-11-2026", "01-11-2026", "1.11.2026", "2026-11-01T00:00:00",
                           "2026-11-01 00:00", "20261101000000", "2026-11-01T00:00:00+01:00", "2026-10-31T23:00:00Z",
                           "2026/11/01 00:00:00+01", "2026-11-01T00:00:00.000", "2026-11-01Z", " 2026-11-01 "}) {
    INFO(text);
    const auto moment = moment_of(text);
    REQUIRE(moment);
    CHECK(iso_text(*moment) == "2026-11-01");
  }
  CHECK(iso_text(*moment_of("2026-07-01T22:00:00Z")) == "2026-07-02");  // summer time
  CHECK(iso_text(*moment_of("2026-03-29T00:59:59Z")) == "2026-03-29T01:59:59");
  CHECK(iso_text(*moment_of("2026-03-29T01:00:00Z")) == "2026-03-29T03:00:00");
  CHECK(iso_text(*moment_of("2026-10-25T01:00:00Z")) == "2026-10-25T02:00:00");
  CHECK(iso_text(*moment_of("2011-01-25T17:12:28")) == "2011-01-25T17:12:28");
  CHECK(iso_text(*moment_of("9999-12-31")) == "9999-12-31");
  CHECK(iso_text(*moment_of("9999-12-31T23:59:59Z")) == "10000-01-01T00:59:59");
  CHECK(*moment_of("2026-11-01") < *moment_of("2026-11-01 00:00:01"));
}

TEST_CASE("what is no date") {
  for (const char* text : {"", "NaT", "null", "None", "-", "2026", "2026-11", "2026-13-01", "31-02-2026", "11/1/2026", "1-11-26",
                           "46327", "onbekend", "2026-11-01 (geschat)", "2026-11-01T25:00", "2026-11/01", "vandaag"}) {
    INFO(text);
    CHECK_FALSE(moment_of(text));
  }
}
