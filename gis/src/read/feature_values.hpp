#pragma once

#include "read/layer_source.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk::gis {

/// Counts a feature in the group of this reason, with its id while there is room.
void remark(LayerReport& report, std::string_view reason, const std::string& id);

/// Without blanks, quotes and brackets around it.
[[nodiscard]] std::string trimmed(std::string_view text);

/// Equal but for the case of ASCII letters.
[[nodiscard]] bool same_word(std::string_view a, std::string_view b);

/// Value of a column, trimmed; empty for NULL and for column -1.
[[nodiscard]] std::string text(const OGRFeature& feature, int field);

/// Values of a list field, or of a text field with commas.
[[nodiscard]] std::vector<std::string> list(const OGRFeature& feature, int field);

/// Usable area (m2); zero or less is no area.
[[nodiscard]] std::optional<double> area(const OGRFeature& feature, int field);

/// Whole number of zero or more; nothing for NULL, other text and column -1.
[[nodiscard]] std::optional<int> number_of(const OGRFeature& feature, int field);

/// BAG id as 16 digits: without the prefix "NL.IMBAG.Pand.", and with the leading zeros that a number lost
/// (`padded`). Empty for the serial number 9999999999, with which the BGT marks buildings that have no BAG id
/// yet (several share it).
[[nodiscard]] std::string bag_id(std::string id, bool& padded);

/// True when the record has an end date: it is history.
[[nodiscard]] bool is_history(const OGRFeature& feature, const LayerSource& source);

/// What a status word means; unknown words count as existing, which is the safe side.
enum class Standing { Bestaand, Geprojecteerd, Vervallen, Onbekend };
[[nodiscard]] Standing standing(const std::string& status, const BagStatusTable& table);

}  // namespace batterisk::gis
