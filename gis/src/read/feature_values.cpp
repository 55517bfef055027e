#include "read/feature_values.hpp"

#include "batterisk/core/base/typed_number.hpp"
#include "batterisk/core/base/units.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <system_error>

namespace batterisk::gis {
namespace {

constexpr std::size_t ids_in_remark = 20;

class Letters {
 public:
  explicit constexpr Letters(std::string_view letters) {
    for (const char c : letters) in_[static_cast<unsigned char>(c)] = true;
  }
  [[nodiscard]] bool contain(char c) const { return in_[static_cast<unsigned char>(c)]; }

 private:
  std::array<bool, 256> in_{};
};

/// Calls `add` for each piece of the text between these characters.
template <class Add>
void split(std::string_view all, const Letters& separators, Add add) {
  for (std::size_t from = 0; from <= all.size();) {
    std::size_t to = from;
    while (to < all.size() && !separators.contain(all[to])) ++to;
    add(all.substr(from, to - from));
    from = to + 1;
  }
}

/// Without what stands around a list and its values: blanks, quotes, brackets, and the number of values that GDAL puts
/// before them.
std::string_view bare(std::string_view word) {
  static constexpr Letters around{" \t\r\n\"'`\\[]{}()"};
  std::size_t first = 0;
  while (first < word.size() && around.contain(word[first])) ++first;
  std::size_t end = word.size();
  while (end > first && around.contain(word[end - 1])) --end;
  const bool counted = first > 0 && word[first - 1] == '(';
  word = word.substr(first, end - first);
  if (const auto colon = word.find(':'); counted && colon != std::string_view::npos &&
                                         word.substr(0, colon).find_first_not_of("0123456789") == std::string_view::npos) {
    return bare(word.substr(colon + 1));
  }
  return word;
}

constexpr Letters between_values{",;|\n\t"};
constexpr Letters between_uses{",;|\n\t/+&"};

template <class Add>
void each_value(const OGRFeature& feature, int field, const Letters& separators, Add add) {
  if (field < 0 || feature.IsFieldSetAndNotNull(field) == 0) return;
  const auto add_word = [&](std::string_view word) {
    word = bare(word);
    if (!word.empty()) add(word);
  };
  if (feature.GetFieldDefnRef(field)->GetType() == OFTStringList) {
    for (const char* const* word = feature.GetFieldAsStringList(field); word != nullptr && *word != nullptr; ++word) {
      split(*word, separators, add_word);
    }
    return;
  }
  split(feature.GetFieldAsString(field), separators, add_word);
}

std::string_view trimmed_view(std::string_view text) {
  static constexpr Letters blank{" \t\r\n\"[]"};  // a list may come as JSON text
  std::size_t first = 0;
  while (first < text.size() && blank.contain(text[first])) ++first;
  std::size_t end = text.size();
  while (end > first && blank.contain(text[end - 1])) --end;
  return text.substr(first, end - first);
}

/// The word of the table for one that says the same; nothing for another.
const std::string* known_use(std::string_view use, const BagStatusTable& table) {
  const auto& known = table.gebruiksdoelen;
  if (known.empty()) return nullptr;
  auto it = std::find(known.begin(), known.end(), use);
  if (it == known.end()) {
    const std::string key = column_key(use);
    it = std::find_if(known.begin(), known.end(), [&](const std::string& word) { return column_key(word) == key; });
  }
  return it == known.end() ? nullptr : &*it;
}

}  // namespace

void remark(LayerReport& report, std::string_view reason, const std::string& id) {
  auto it = std::find_if(report.remarks.begin(), report.remarks.end(),
                         [reason](const LayerRemark& r) { return r.reason == reason && !r.at_preparation; });
  if (it == report.remarks.end()) it = report.remarks.insert(it, {std::string{reason}, 0, {}});
  ++it->count;
  if (it->ids.size() < ids_in_remark) it->ids.push_back(id);
}

std::string trimmed(std::string_view text) { return std::string{trimmed_view(text)}; }

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

Adres adres(const OGRFeature& feature, const LayerSource& source) {
  if (source.addresses != nullptr) return source.addresses->of(text(feature, source.column(Meaning::Nummeraanduiding)));
  const auto part = [&](Meaning meaning) { return text(feature, source.column(meaning)); };
  return {part(Meaning::Straat),     part(Meaning::Huisnummer), part(Meaning::Huisletter),
          part(Meaning::Toevoeging), part(Meaning::Postcode),   part(Meaning::Woonplaats)};
}

const std::string& part_of(const Adres& adres, Meaning meaning) {
  switch (meaning) {
    case Meaning::Straat:
      return adres.straat;
    case Meaning::Huisnummer:
      return adres.huisnummer;
    case Meaning::Huisletter:
      return adres.huisletter;
    case Meaning::Toevoeging:
      return adres.toevoeging;
    case Meaning::Postcode:
      return adres.postcode;
    default:
      return adres.woonplaats;
  }
}

std::vector<std::string> list(const OGRFeature& feature, int field) {
  std::vector<std::string> out;
  each_value(feature, field, between_values, [&](std::string_view value) { out.emplace_back(value); });
  return out;
}

std::vector<std::string> uses(const OGRFeature& feature, int field, const BagStatusTable& table, const std::string& id,
                              LayerReport& report) {
  constexpr std::string_view and_word = " en ";
  std::vector<std::string> out;
  const auto add_use = [&](std::string_view use) {
    const std::string* known = known_use(use, table);
    if (known == nullptr && !table.gebruiksdoelen.empty()) remark(report, "gebruiksdoel_onbekend", id + " " + std::string{use});
    std::string word = known != nullptr ? *known : std::string{use};
    if (std::find(out.begin(), out.end(), word) == out.end()) out.push_back(std::move(word));
  };
  each_value(feature, field, between_uses, [&](std::string_view value) {
    for (std::size_t at = value.find(and_word); at != std::string_view::npos; at = value.find(and_word)) {
      if (const auto use = bare(value.substr(0, at)); !use.empty()) add_use(use);
      value.remove_prefix(at + and_word.size());
    }
    if (value = bare(value); !value.empty()) add_use(value);
  });
  return out;
}

std::vector<std::string> UsesInTurn::of(const OGRFeature& feature, const std::string& id, LayerReport& report) {
  if (field_ < 0 || feature.IsFieldSetAndNotNull(field_) == 0) return {};
  if (feature.GetFieldDefnRef(field_)->GetType() != OFTString) return uses(feature, field_, table_, id, report);
  const char* written = feature.GetFieldAsString(field_);
  if (!uses_.empty() && text_ == written) return uses_;
  std::vector<std::string> found = uses(feature, field_, table_, id, report);
  const auto& words = table_.gebruiksdoelen;
  const bool all_known = words.empty() || std::all_of(found.begin(), found.end(), [&](const std::string& use) {
    return std::find(words.begin(), words.end(), use) != words.end();
  });
  text_ = written;
  uses_ = all_known ? found : std::vector<std::string>{};  // of an unknown word each feature says so
  return found;
}

std::optional<double> area(const OGRFeature& feature, int field, const std::string& id, LayerReport& report) {
  if (field < 0 || feature.IsFieldSetAndNotNull(field) == 0) return std::nullopt;
  std::optional<double> m2;
  if (feature.GetFieldDefnRef(field)->GetType() != OFTString) {
    m2 = feature.GetFieldAsDouble(field);
  } else if (const std::string typed = text(feature, field); !typed.empty()) {
    const auto number = read_number(typed).value;
    const auto read = number ? from_unit<Area>(number->number, number->unit.empty() ? "m2" : number->unit) : std::nullopt;
    if (read) m2 = read->m2();
    if (!read) remark(report, "oppervlakte_onleesbaar", id + " " + typed);
  }
  return m2 && *m2 > 0.0 ? m2 : std::nullopt;
}

std::optional<double> people(const OGRFeature& feature, int field, const std::string& id, LayerReport& report) {
  if (field < 0 || feature.IsFieldSetAndNotNull(field) == 0) return std::nullopt;
  const std::string typed = text(feature, field);
  if (typed.empty()) return std::nullopt;
  std::optional<double> count;
  if (feature.GetFieldDefnRef(field)->GetType() != OFTString) {
    count = feature.GetFieldAsDouble(field);
  } else if (const auto number = read_number(typed).value; number && number->unit.empty()) {
    count = number->number;
  }
  if (count && std::isfinite(*count) && *count >= 0.0) return count;
  remark(report, "personen_onleesbaar", id + " " + typed);
  return std::nullopt;
}

std::optional<int> number_of(const OGRFeature& feature, int field) {
  if (field < 0 || feature.IsFieldSetAndNotNull(field) == 0) return std::nullopt;
  if (feature.GetFieldDefnRef(field)->GetType() == OFTInteger) {
    const int stored = feature.GetFieldAsInteger(field);
    return stored >= 0 ? std::optional{stored} : std::nullopt;
  }
  const std::string_view digits = trimmed_view(feature.GetFieldAsString(field));
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size() || number < 0) return std::nullopt;
  return number;
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
