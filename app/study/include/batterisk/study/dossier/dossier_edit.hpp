#pragma once

#include "batterisk/core/dossier/dossier.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Changes in the text of a dossier: one value is replaced, everything else stays as it was, comments included.
/// All throw DossierError for a text that is no TOML and std::invalid_argument for a place that is not in it. Whether
/// the new text is a valid dossier is for `parse_dossier` to say.
namespace batterisk::study {

/// Gives `key` of the table at `table` ("project", "systeem[0].eenheden[1]") the value `literal`, written as TOML;
/// a key that is not there yet is added to the table.
[[nodiscard]] std::string with_value(std::string_view text, std::string_view table, std::string_view key,
                                     std::string_view literal);

/// Value at `path` as written, or nothing when it is not in the text.
[[nodiscard]] std::optional<std::string> written_value(std::string_view text, std::string_view path);

/// Puts the centre of a unit at `to`, on the millimetre. A unit of a grid takes the whole grid along.
[[nodiscard]] std::string with_unit_at(std::string_view text, const BatteryUnit& unit, RdPoint to);
/// Gives the long axis of a unit this bearing, on a hundredth of a degree. A unit of a grid, or one that is a system
/// of its own, turns that.
[[nodiscard]] std::string with_unit_turned(std::string_view text, const BatteryUnit& unit, Angle orientation);

/// Adds an [[afwijking]], or gives the one for the same parameter another value and reason.
[[nodiscard]] std::string with_deviation(std::string_view text, const Deviation& deviation);

/// Adds an [[omgeving.laag]] for each kind of layer that the file holds and the text does not have from it yet.
/// `kinds`, when given, gets them. The path is written relative to `folder` where the file lies below it; the source is
/// the name of the file and the date the day on which it was written, until somebody knows better.
[[nodiscard]] std::string with_layers_of(std::string_view text, const std::filesystem::path& file,
                                         const std::filesystem::path& folder, std::vector<LayerKind>* kinds = nullptr);

/// Adds a [[notitie]] in which a reviewer sets aside the finding on an object, with the reason; no result changes.
/// Such a note for the same object is replaced.
[[nodiscard]] std::string with_ignored_object(std::string_view text, std::string_view identificatie, std::string_view reason);
/// Objects that are set aside in the text, with the reason.
struct IgnoredObject {
  std::string identificatie;
  std::string reason;
};
[[nodiscard]] std::vector<IgnoredObject> ignored_objects(std::string_view text);

/// A text as TOML string, quoted and escaped.
[[nodiscard]] std::string toml_string(std::string_view text);
/// A number as TOML, shortest form that reads back equal, with a point: "120278.237", "5.0".
[[nodiscard]] std::string toml_number(double value);

}  // namespace batterisk::study
