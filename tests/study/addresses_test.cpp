#include "batterisk/study/text/addresses.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace batterisk;
using batterisk::study::addresses_by_street;
using batterisk::study::addresses_text;
using batterisk::study::building_name;
using batterisk::study::Language;

namespace {

Pand pand_at(const std::vector<Adres>& addresses) {
  Pand pand;
  pand.identificatie = "0221100000312187";
  for (const Adres& adres : addresses) {
    Verblijfsobject unit;
    unit.adres = adres;
    pand.verblijfsobjecten.push_back(unit);
  }
  return pand;
}

}  // namespace

TEST_CASE("addresses of a building are read by street and number, each once") {
  const Pand pand = pand_at({{"Koepoortstraat", "14", "", "", "6981AS", "Doesburg"},
                             {"Koepoortstraat", "9", "", "", "6981AS", "Doesburg"},
                             {"Koepoortstraat", "14", "", "", "6981AS", "Doesburg"},
                             {"Kerkstraat", "3", "a", "2", "", ""}});
  CHECK(addresses_text(pand, Language::Nl) == "Kerkstraat 3a-2, Koepoortstraat 9 en 14");
  CHECK(addresses_text(pand, Language::En) == "Kerkstraat 3a-2, Koepoortstraat 9 and 14");
  CHECK(building_name(pand, Language::Nl) == "Kerkstraat 3a-2, Koepoortstraat 9 en 14 (0221100000312187)");
}

TEST_CASE("without an address the id stays, and nothing is made of half an address") {
  CHECK(addresses_text(pand_at({}), Language::Nl).empty());
  CHECK(building_name(pand_at({{}}), Language::Nl) == "0221100000312187");
  CHECK(addresses_text(pand_at({{"Koepoortstraat", "", "", "", "", ""}}), Language::Nl).empty());
  CHECK(addresses_text(pand_at({{"", "12", "", "", "6981AS", ""}}), Language::Nl) == "12");
}

TEST_CASE("many numbers of one street are a range with their count") {
  std::vector<Adres> flat;
  for (int i = 1; i <= 40; ++i) flat.push_back({"Flat", std::to_string(i), "", "", "", ""});
  CHECK(addresses_text(pand_at(flat), Language::Nl) == "Flat 1 t/m 40 (40 adressen)");
  CHECK(addresses_text(pand_at(flat), Language::En) == "Flat 1 to 40 (40 addresses)");
}

TEST_CASE("addresses of several buildings are read by street, and a range names no number that is not there") {
  std::vector<Adres> odd;
  for (int i = 1; i <= 15; i += 2) odd.push_back({"Koepoortstraat", std::to_string(i), "", "", "", "Doesburg"});
  const Pand row = pand_at(odd);
  const Pand more = pand_at({{"Koepoortstraat", "18", "", "", "", "Doesburg"},
                             {"Koepoortstraat", "20", "a", "", "", "Doesburg"},
                             {"Koepoortstraat", "1", "", "", "", "Doesburg"},
                             {"Kerkstraat", "4", "", "", "", "Doesburg"},
                             {"Kerkstraat", "5", "", "", "", "Doesburg"},
                             {"Kerkstraat", "6", "", "", "", "Doesburg"},
                             {"Kerkstraat", "8", "", "", "", "Doesburg"}});
  const auto streets = addresses_by_street({&row, &more}, Language::Nl);
  REQUIRE(streets.size() == 2);
  CHECK(streets[0].street == "Kerkstraat");
  CHECK(streets[0].numbers == "4 t/m 6 en 8");
  CHECK(streets[0].count == 4);
  CHECK(streets[1].street == "Koepoortstraat");
  CHECK(streets[1].numbers == "1 t/m 15 (oneven), 18 en 20a");
  CHECK(streets[1].count == 10);
  CHECK(addresses_by_street({&row}, Language::En).front().numbers == "1 to 15 (odd)");
  CHECK(addresses_by_street({}, Language::Nl).empty());
}

TEST_CASE("a gap ends a range") {
  const auto numbers = [](const std::vector<int>& all) {
    std::vector<Adres> street;
    for (const int n : all) street.push_back({"Straat", std::to_string(n), "", "", "", ""});
    const Pand pand = pand_at(street);
    return addresses_by_street({&pand}, Language::Nl).front().numbers;
  };
  CHECK(numbers({1, 3, 7, 9}) == "1, 3, 7 en 9");
  CHECK(numbers({1, 3, 5, 9, 11, 13}) == "1 t/m 5 (oneven) en 9 t/m 13 (oneven)");
  CHECK(numbers({2, 4, 6, 1, 3, 5}) == "1 t/m 6");
  CHECK(numbers({12}) == "12");
}

TEST_CASE("streets of one name in two towns are told apart") {
  const Pand pand = pand_at({{"Dorpsstraat", "1", "", "", "", "Angerlo"}, {"Dorpsstraat", "1", "", "", "", "Drempt"}});
  const auto streets = addresses_by_street({&pand}, Language::Nl);
  REQUIRE(streets.size() == 2);
  CHECK(streets[0].street == "Dorpsstraat (Angerlo)");
  CHECK(streets[1].street == "Dorpsstraat (Drempt)");
}
