#include "batterisk/study/text/addresses.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace batterisk;
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
