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

/// Values of a list field, or of a text that holds a list: "a,b", "a; b", "a|b", "[\"a\",\"b\"]", "['a', 'b']", "{a,b}" of
/// PostgreSQL, "(2:a,b)" of GDAL, or one a line.
[[nodiscard]] std::vector<std::string> list(const OGRFeature& feature, int field);

/// Uses in a column, as the table writes them: case, blanks and quotes do not matter, and beside the forms of `list` come
/// "a / b", "a + b", "a & b" and "a en b". Those that the table does not have are kept as they are and become a remark.
[[nodiscard]] std::vector<std::string> uses(const OGRFeature& feature, int field, const BagStatusTable& table,
                                            const std::string& id, LayerReport& report);

/// The same of one feature after another: where a text is that of the feature before, so are its uses.
class UsesInTurn {
 public:
  UsesInTurn(int field, const BagStatusTable& table) : field_{field}, table_{table} {}
  [[nodiscard]] std::vector<std::string> of(const OGRFeature& feature, const std::string& id, LayerReport& report);

 private:
  int field_;
  const BagStatusTable& table_;
  std::string text_;
  std::vector<std::string> uses_;  // all known; empty: nothing is kept
};

/// Address of a unit, as far as the layer has it.
[[nodiscard]] Adres adres(const OGRFeature& feature, const LayerSource& source);

/// The part of an address that is `meaning`, one of `address_parts`.
[[nodiscard]] const std::string& part_of(const Adres& adres, Meaning meaning);

/// Usable area (m2); zero or less is none. A text is read as people type numbers; one that is no area, or may mean two numbers,
/// is none either and becomes a remark.
[[nodiscard]] std::optional<double> area(const OGRFeature& feature, int field, const std::string& id, LayerReport& report);

/// Number of people; nothing for NULL, which is no answer. What is no number of zero or more, or may mean two numbers, becomes a
/// remark and is nothing either.
[[nodiscard]] std::optional<double> people(const OGRFeature& feature, int field, const std::string& id, LayerReport& report);

/// Whole number of zero or more; nothing for NULL, other text and column -1.
[[nodiscard]] std::optional<int> number_of(const OGRFeature& feature, int field);

/// What a status word means; unknown words count as existing, which is the safe side.
enum class Standing { Bestaand, Geprojecteerd, Vervallen, Onbekend };
[[nodiscard]] Standing standing(const std::string& status, const BagStatusTable& table);

/// The same of one feature after another, most of which have the status of the one before.
class StandingInTurn {
 public:
  explicit StandingInTurn(const BagStatusTable& table) : table_{table} {}
  [[nodiscard]] Standing of(const std::string& status) {
    if (!last_ || status != status_) {
      status_ = status;
      last_ = standing(status, table_);
    }
    return *last_;
  }

 private:
  const BagStatusTable& table_;
  std::string status_;
  std::optional<Standing> last_;
};

}  // namespace batterisk::gis
