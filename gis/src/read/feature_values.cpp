#include "read/feature_values.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace batterisk::gis {
namespace {

constexpr std::size_t bag_id_length = 16;
constexpr std::size_t ids_in_remark = 20;

}  // namespace

void remark(LayerReport& report, std::string_view reason, const std::string& id) {
  auto it = std::find_if(report.remarks.begin(), report.remarks.end(),
                         [reason](const LayerRemark& r) { return r.reason == reason && !r.at_preparation; });
  if (it == report.remarks.end()) it = report.remarks.insert(it, {std::string{reason}, 0, {}});
  ++it->count;
  if (it->ids.size() < ids_in_remark) it->ids.push_back(id);
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n\"[]";  // a list may come as JSON text
  const auto first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return std::string{text.substr(first, text.find_last_not_of(blank) - first + 1)};
}

bool same_word(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

std::string text(const OGRFeature& feature, int field) {
  return field >= 0 && feature.IsFieldSetAndNotNull(field) != 0 ? trimmed(feature.GetFieldAsString(field))
                                                                : "";
}

std::vector<std::string> list(const OGRFeature& feature, int field) {
  std::vector<std::string> out;
  if (field < 0 || feature.IsFieldSetAndNotNull(field) == 0) return out;
  const auto add = [&out](std::string_view word) {
    std::string value = trimmed(word);
    if (!value.empty()) out.push_back(std::move(value));
  };
  if (feature.GetFieldDefnRef(field)->GetType() == OFTStringList) {
    for (const char* const* word = feature.GetFieldAsStringList(field); word != nullptr && *word != nullptr;
         ++word) {
      add(*word);
    }
    return out;
  }
  const std::string_view all = feature.GetFieldAsString(field);
  for (std::size_t from = 0; from <= all.size();) {
    const std::size_t comma = std::min(all.find(',', from), all.size());
    add(all.substr(from, comma - from));
    from = comma + 1;
  }
  return out;
}

std::optional<double> area(const OGRFeature& feature, int field) {
  if (field < 0 || feature.IsFieldSetAndNotNull(field) == 0) return std::nullopt;
  const double m2 = feature.GetFieldAsDouble(field);
  return m2 > 0.0 ? std::optional{m2} : std::nullopt;
}

std::optional<int> number_of(const OGRFeature& feature, int field) {
  const std::string digits = text(feature, field);
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size() || number < 0) return std::nullopt;
  return number;
}

std::string bag_id(std::string id, bool& padded) {
  constexpr std::string_view no_number = "9999999999";
  if (const auto dot = id.rfind('.'); dot != std::string::npos && id.rfind("NL.IMBAG.", 0) == 0)
    id.erase(0, dot + 1);
  const bool digits =
      !id.empty() && std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
  padded = digits && id.size() < bag_id_length;
  if (padded) id.insert(0, bag_id_length - id.size(), '0');
  if (digits && std::string_view{id}.substr(id.size() - no_number.size()) == no_number) id.clear();
  return id;
}

bool is_history(const OGRFeature& feature, const LayerSource& source) {
  return std::any_of(source.columns.begin(), source.columns.end(), [&](const auto& column) {
    return column.first == Meaning::Einde && !text(feature, column.second).empty();
  });
}

Standing standing(const std::string& status, const BagStatusTable& table) {
  const auto in = [&status](const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& w) { return same_word(w, status); });
  };
  if (in(table.vervallen)) return Standing::Vervallen;
  if (in(table.geprojecteerd)) return Standing::Geprojecteerd;
  if (in(table.bestaand)) return Standing::Bestaand;
  return Standing::Onbekend;
}

}  // namespace batterisk::gis
