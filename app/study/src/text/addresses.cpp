#include "batterisk/study/text/addresses.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

constexpr std::size_t listed = 6;  // numbers of one street that are read one by one

int number_of(const Adres& adres) {
  int number = 0;
  std::from_chars(adres.huisnummer.data(), adres.huisnummer.data() + adres.huisnummer.size(), number);
  return number;
}

// "12", "12a", "12a-2", "12-2".
std::string number_text(const Adres& adres) {
  std::string text = adres.huisnummer + adres.huisletter;
  if (!adres.toevoeging.empty()) text += "-" + adres.toevoeging;
  return text;
}

bool is_bare(const Adres& adres) {
  return adres.huisletter.empty() && adres.toevoeging.empty() && number_of(adres) > 0 &&
         adres.huisnummer == std::to_string(number_of(adres));
}

constexpr std::size_t shortest_range = 3;

/// Takes the first numbers out of `left` that follow each other at this distance, when they are enough for a range.
std::optional<std::pair<int, int>> take_range(std::vector<int>& left, std::size_t from, int step) {
  std::vector<int> members{left[from]};
  for (std::size_t i = from + 1; i < left.size(); ++i) {
    if (left[i] == members.back() + step) members.push_back(left[i]);
  }
  if (members.size() < shortest_range) return std::nullopt;
  std::erase_if(left, [&](int n) { return std::binary_search(members.begin(), members.end(), n); });
  return std::pair{members.front(), members.back()};
}

std::string list_text(const std::vector<std::string>& items, bool dutch) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string_view between = i == 0 ? "" : i + 1 < items.size() ? ", " : dutch ? " en " : " and ";
    text += between;
    text += items[i];
  }
  return text;
}

/// Of the addresses of one street, in order and each once.
std::string ranges_text(const std::vector<Adres>& street, bool dutch) {
  std::vector<int> bare;
  std::vector<std::pair<int, std::string>> items;  // by the number with which each begins
  for (const Adres& adres : street) {
    if (is_bare(adres)) {
      bare.push_back(number_of(adres));
    } else {
      items.emplace_back(number_of(adres), number_text(adres));
    }
  }
  bare.erase(std::unique(bare.begin(), bare.end()), bare.end());
  const std::string_view to = dutch ? " t/m " : " to ";
  const auto take_all = [&](int step) {
    for (std::size_t from = 0; from < bare.size();) {
      const auto range = take_range(bare, from, step);
      if (!range) {
        ++from;
        continue;
      }
      std::string text = fmt::format("{}{}{}", range->first, to, range->second);
      const bool odd = range->first % 2 != 0;
      if (step == 2) text += dutch ? (odd ? " (oneven)" : " (even)") : (odd ? " (odd)" : " (even)");
      items.emplace_back(range->first, std::move(text));
    }
  };
  take_all(1);
  take_all(2);
  for (const int n : bare) items.emplace_back(n, std::to_string(n));
  std::stable_sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> texts;
  for (auto& [first, text] : items) texts.push_back(std::move(text));
  return list_text(texts, dutch);
}

std::string numbers_text(const std::vector<std::string>& numbers, bool dutch) {
  if (numbers.size() > listed) {
    return fmt::format(fmt::runtime(dutch ? "{} t/m {} ({} adressen)" : "{} to {} ({} addresses)"), numbers.front(),
                       numbers.back(), numbers.size());
  }
  return list_text(numbers, dutch);
}

std::vector<Adres> known_addresses(const Pand& pand) {
  std::vector<Adres> all;
  for (const Verblijfsobject& unit : pand.verblijfsobjecten) {
    if (!unit.adres.huisnummer.empty()) all.push_back(unit.adres);
  }
  return all;
}

}  // namespace

std::string address_text(const Adres& adres) {
  if (adres.huisnummer.empty()) return {};
  return (adres.straat.empty() ? "" : adres.straat + " ") + number_text(adres);
}

std::string addresses_text(const Pand& pand, Language language) {
  std::vector<Adres> all = known_addresses(pand);
  std::sort(all.begin(), all.end(), [](const Adres& a, const Adres& b) {
    const int first = number_of(a);
    const int second = number_of(b);
    return std::tie(a.straat, first, a) < std::tie(b.straat, second, b);
  });
  std::string text;
  for (std::size_t i = 0; i < all.size();) {
    const std::string& street = all[i].straat;
    std::vector<std::string> numbers;
    for (; i < all.size() && all[i].straat == street; ++i) {
      const std::string number = number_text(all[i]);
      if (numbers.empty() || numbers.back() != number) numbers.push_back(number);
    }
    if (!text.empty()) text += ", ";
    if (!street.empty()) text += street + " ";
    text += numbers_text(numbers, language == Language::Nl);
  }
  return text;
}

std::vector<StreetAddresses> addresses_by_street(const std::vector<const Pand*>& buildings, Language language) {
  const auto place = [](const Adres& a) { return std::tuple{std::string_view{a.straat}, std::string_view{a.woonplaats}}; };
  const auto rank = [&](const Adres& a) { return std::tuple{place(a), number_of(a), number_text(a)}; };
  std::vector<Adres> all;
  for (const Pand* pand : buildings) {
    for (Adres& adres : known_addresses(*pand)) all.push_back(std::move(adres));
  }
  std::sort(all.begin(), all.end(), [&](const Adres& a, const Adres& b) { return rank(a) < rank(b); });
  all.erase(std::unique(all.begin(), all.end(), [&](const Adres& a, const Adres& b) { return rank(a) == rank(b); }), all.end());
  std::map<std::string_view, std::set<std::string_view>> towns;
  for (const Adres& adres : all) towns[adres.straat].insert(adres.woonplaats);
  std::vector<StreetAddresses> streets;
  for (std::size_t i = 0; i < all.size();) {
    std::vector<Adres> street;
    const std::size_t first = i;
    for (; i < all.size() && place(all[i]) == place(all[first]); ++i) street.push_back(all[i]);
    const Adres& one = all[first];
    const bool ambiguous = towns[one.straat].size() > 1 && !one.woonplaats.empty();
    streets.push_back({one.straat + (ambiguous ? " (" + one.woonplaats + ")" : ""), ranges_text(street, language == Language::Nl), street.size()});
  }
  return streets;
}

std::string building_name(const Pand& pand, Language language) {
  const std::string addresses = addresses_text(pand, language);
  return addresses.empty() ? pand.identificatie : addresses + " (" + pand.identificatie + ")";
}

}  // namespace batterisk::study
