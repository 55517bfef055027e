#pragma once

#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/core/base/geometry.hpp"
#include "batterisk/core/base/quantity.hpp"
#include "batterisk/core/dossier/dossier.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class ParseError;
}

/// What stands on the command line as numbers, dates and values. Every function that is not a question throws a
/// DossierError that names the option.
namespace batterisk::cli {

/// Place of what stands on the command line and not in a file.
inline const Place command_line{"opdrachtregel", 0, 0, {}};

/// An option (or argument) whose value is not of the kind expected (D007).
[[nodiscard]] DossierError wrong_argument(const std::string& option, const std::string& expected);

/// "2026-01-31"; nothing for what is no date.
[[nodiscard]] std::optional<std::chrono::year_month_day> parse_date(const std::string& text);

/// Values written as key=value, such as those of -p.
[[nodiscard]] std::vector<Deviation> parameters(const std::vector<std::string>& written);

/// The point that an option gives: "120278.2,479846.3"; with a space between the numbers the decimal comma is allowed:
/// "120278,2 479846,3". It lies in the Netherlands.
[[nodiscard]] RdPoint point_at(const std::string& text, const std::string& option = "--at");

/// A number without unit, such as "1e-8".
[[nodiscard]] double number_of(const std::string& option, const std::string& text);

/// An angle, in degrees where it has no unit.
[[nodiscard]] Angle angle_of(const std::string& option, const std::string& text);

/// A distance of at most 50 km, in metres where it has no unit.
[[nodiscard]] Length distance_of(const std::string& option, const std::string& text);

/// Four numbers with commas between them, "x0,y0,x1,y1", or with blanks, where the decimal comma is allowed.
[[nodiscard]] Box box_of(const std::string& option, const std::string& text);

/// Scale of a map, from 1:100 to 1:500000: "1:1000", "1000". A scale is a whole number, so that the point in "1:1.000"
/// stands between thousands.
[[nodiscard]] double scale_of(const std::string& text);

/// What is wrong with a command line that does not fit the options (D009, D090 to D097).
[[nodiscard]] std::vector<Diagnostic> argument_findings(const CLI::App& app, const CLI::ParseError& error);

}  // namespace batterisk::cli
