#include "batterisk/study/text/addresses.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string_view>
#include <tuple>
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

std::string numbers_text(const std::vector<std::string>& numbers, bool dutch) {
  if (numbers.size() > listed) {
    return fmt::format(fmt::runtime(dutch ? "{} t/m {} ({} adressen)" : "{} to {} ({} addresses)"), numbers.front(),
                       numbers.back(), numbers.size());
  }
  std::string text;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::string_view between = i == 0 ? "" : i + 1 < numbers.size() ? ", " : dutch ? " en " : " and ";
    text += between;
    text += numbers[i];
  }
  return text;
}

}  // namespace

std::string address_text(const Adres& adres) {
  if (adres.huisnummer.empty()) return {};
  return (adres.straat.empty() ? "" : adres.straat + " ") + number_text(adres);
}

std::string addresses_text(const Pand& pand, Language language) {
  std::vector<Adres> all;
  for (const Verblijfsobject& unit : pand.verblijfsobjecten) {
    if (!unit.adres.huisnummer.empty()) all.push_back(unit.adres);
  }
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

std::string building_name(const Pand& pand, Language language) {
  const std::string addresses = addresses_text(pand, language);
  return addresses.empty() ? pand.identificatie : addresses + " (" + pand.identificatie + ")";
}

}  // namespace batterisk::study
