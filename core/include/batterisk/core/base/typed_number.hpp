#pragma once

#include "batterisk/core/base/diagnostic.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Numbers as people type them: the one parser for dossiers, tables, the command line and the viewer.
namespace batterisk {

/// A number and the unit text behind it, e.g. "5 MWh" -> {5, "MWh"}.
struct NumberWithUnit {
  double number;
  std::string unit;
};

/// What a text says where a number is expected: one number, two that it may mean, or none.
struct TypedNumber {
  std::optional<NumberWithUnit> value;
  std::string thousands;  ///< of a text that may mean two, how to write the one ("1600 m")
  std::string decimal;    ///< and the other ("1,6 m")

  [[nodiscard]] bool ambiguous() const { return !thousands.empty(); }
};

/// Reads "5 MWh", "10kW/m2", "1e-6 1/jaar", "10^-6 1/jaar", "0,5 bar": decimal comma or point, with or without unit.
/// Thousands may stand apart where nothing else can be meant: "4 200", "4.200,5", "4,200.5", "1.600.000". Blanks of any
/// width and the minus signs of office programs are read as such. A point before exactly three digits ("1.600", but not
/// "0.600", "1600.000" or "1.600e3") may be either sign in Dutch: then there is no value but both readings. A comma
/// there is a decimal comma. No value either where no finite number stands in front.
[[nodiscard]] TypedNumber read_number(std::string_view text);

/// Shortest text that `read_number` reads as exactly this number: with a decimal comma, "6,058".
[[nodiscard]] std::string number_text(double value);

/// Message D012 (R012): the text under `key` may mean two numbers.
[[nodiscard]] Diagnostic ambiguous_number(char letter, const Place& place, const std::string& key, std::string_view text,
                                          const TypedNumber& read);

/// The number in a text without unit. Nothing, with a message, for one that may mean two (D012) or none (D007).
[[nodiscard]] std::optional<double> plain_number(std::string_view text, const std::string& key, const Place& place,
                                                 std::vector<Diagnostic>& findings);

/// Exactly `n` numbers with commas between them, "120278.2,479846.3", or with blanks, where the decimal comma is allowed:
/// "120278,2 479846,3". Nothing, with a message, when one may mean two (D012), else when they are not what is `expected`
/// (D007).
[[nodiscard]] std::optional<std::vector<double>> plain_numbers(std::string_view text, std::size_t n, const std::string& key,
                                                               const std::string& expected, const Place& place,
                                                               std::vector<Diagnostic>& findings);

/// SI value of a text with unit as a quantity of `kind`; `unit` stands in for one that the text leaves out ("": there
/// must be one, unless the quantity has none). Nothing, with a message of that letter (005, 006, 007, 012), where it
/// is none.
[[nodiscard]] std::optional<double> quantity_si(std::string_view kind, std::string_view text, std::string_view unit,
                                                char letter, const std::string& key, const Place& place,
                                                std::vector<Diagnostic>& findings);

/// The same as a quantity that stands on the command line or in a table of the user.
template <class Q>
[[nodiscard]] std::optional<Q> typed_quantity(std::string_view text, std::string_view unit, const std::string& key,
                                              const Place& place, std::vector<Diagnostic>& findings) {
  const auto si = quantity_si(Q::kind, text, unit, 'D', key, place, findings);
  return si ? std::optional{Q::from_si(*si)} : std::nullopt;
}

}  // namespace batterisk
