#include "fixture.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/gis/prepare/prepare.hpp"

#include <cpl_vsi.h>

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

// Addresses of a BAG extract in XML, in which nummeraanduidingen, openbare ruimten and woonplaatsen are objects of their own
// (schema lvbag v20200601).

using namespace batterisk;
using namespace batterisk::gis;
using fixture::find;
using fixture::request;

namespace {

const Box village{{205000.0, 450000.0}, {206000.0, 451000.0}};

std::string occurrence(const std::string& from, const std::string& until = {}) {
  const std::string end = until.empty() ? "" : "<Historie:eindGeldigheid>" + until + "</Historie:eindGeldigheid>";
  return "<Objecten:voorkomen><Historie:Voorkomen><Historie:voorkomenidentificatie>1</Historie:voorkomenidentificatie>"
         "<Historie:beginGeldigheid>" + from + "</Historie:beginGeldigheid>" + end + "</Historie:Voorkomen></Objecten:voorkomen>";
}

std::string reference(const std::string& role, const std::string& kind, const std::string& id) {
  return "<Objecten:" + role + "><Objecten-ref:" + kind + "Ref domein=\"NL.IMBAG." + kind + "\">" + id + "</Objecten-ref:" + kind +
         "Ref></Objecten:" + role + ">";
}

std::string element(const std::string& name, const std::string& value) {
  return value.empty() ? "" : "<Objecten:" + name + ">" + value + "</Objecten:" + name + ">";
}

std::string object(const std::string& kind, const std::string& id, const std::string& content) {
  return "<sl:stand><sl-bag-extract:bagObject><Objecten:" + kind + "><Objecten:identificatie domein=\"NL.IMBAG." + kind + "\">" + id +
         "</Objecten:identificatie>" + content + "</Objecten:" + kind + "></sl-bag-extract:bagObject></sl:stand>";
}

std::string extract_of(const std::string& kind, const std::string& objects) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sl-bag-extract:bagStand "
         "xmlns:Objecten=\"www.kadaster.nl/schemas/lvbag/imbag/objecten/v20200601\" "
         "xmlns:Objecten-ref=\"www.kadaster.nl/schemas/lvbag/imbag/objecten-ref/v20200601\" "
         "xmlns:Historie=\"www.kadaster.nl/schemas/lvbag/imbag/historie/v20200601\" xmlns:gml=\"http://www.opengis.net/gml/3.2\" "
         "xmlns:sl=\"http://www.kadaster.nl/schemas/standlevering-generiek/1.0\" "
         "xmlns:sl-bag-extract=\"http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-lvc/v20200601\">\n<sl:standBestand>"
         "<sl:dataset>LVBAG</sl:dataset><sl:inhoud><sl:objectTypen><sl:objectType>" + kind +
         "</sl:objectType></sl:objectTypen></sl:inhoud>" + objects + "</sl:standBestand></sl-bag-extract:bagStand>\n";
}

std::string unit(const std::string& id, const std::string& number, double x) {
  return object("Verblijfsobject", id,
                reference("heeftAlsHoofdadres", "Nummeraanduiding", number) + occurrence("2010-01-01") +
                    "<Objecten:geometrie><Objecten:punt><gml:Point srsName=\"urn:ogc:def:crs:EPSG::28992\" srsDimension=\"3\"><gml:pos>" +
                    std::to_string(x) + " 450500 0</gml:pos></gml:Point></Objecten:punt></Objecten:geometrie>" +
                    element("gebruiksdoel", "woonfunctie") + element("oppervlakte", "80") + element("status", "Verblijfsobject in gebruik") +
                    reference("maaktDeelUitVan", "Pand", "0221100000000001"));
}

std::string number(const std::string& id, const std::vector<std::string>& parts, const std::string& street, const std::string& when,
                   const std::string& town = {}) {
  return object("Nummeraanduiding", id,
                element("huisnummer", parts[0]) + element("huisletter", parts[1]) + element("huisnummertoevoeging", parts[2]) +
                    element("postcode", parts[3]) + element("typeAdresseerbaarObject", "Verblijfsobject") +
                    element("status", "Naamgeving uitgegeven") + when + reference("ligtAan", "OpenbareRuimte", street) +
                    (town.empty() ? "" : reference("ligtIn", "Woonplaats", town)));
}

using Parts = std::vector<std::pair<std::string, std::string>>;

Parts parts() {
  const std::string since = occurrence("2010-01-01");
  return {{"9999VBO01112026-000001.xml", extract_of("VBO", unit("0221010000000001", "0221200000000001", 205501) +
                                                              unit("0221010000000002", "0221200000000002", 205502) +
                                                              unit("0221010000000003", "0221200000000009", 205503))},
          {"9999NUM01112026-000001.xml",
           extract_of("NUM", number("0221200000000001", {"99", "", "", "6981AA"}, "0221300000000001", occurrence("2010-01-01", "2020-01-01")) +
                                 number("0221200000000001", {"12", "b", "II", "6981AB"}, "0221300000000001", occurrence("2020-01-01")))},
          {"9999NUM01112026-000002.xml", extract_of("NUM", number("0221200000000002", {"7", "", "", "6999XX"}, "0221300000000002", since, "2143"))},
          {"9999OPR01112026-000001.xml",
           extract_of("OPR", object("OpenbareRuimte", "0221300000000001", element("naam", "Koepoortstraat") + element("type", "Weg") +
                                                                             reference("ligtIn", "Woonplaats", "2142") + since) +
                                 object("OpenbareRuimte", "0221300000000002", element("naam", "S\xC3\xBA" "dwei") + element("type", "Weg") +
                                                                                 reference("ligtIn", "Woonplaats", "2142") + since))},
          {"9999WPL01112026-000001.xml", extract_of("WPL", object("Woonplaats", "2142", element("naam", "Doesburg") + since) +
                                                              object("Woonplaats", "2143", element("naam", "Angerlo") + since))}};
}

std::filesystem::path building(const fixture::Folder& folder) {
  fixture::Layer layer;
  layer.columns = {{"identificatie"}, {"status"}};
  layer.features = {{fixture::square(205490, 450490, 30), {"0221100000000001", "Pand in gebruik"}}};
  return fixture::write(folder / "pand.gpkg", {layer});
}

void pack(const std::filesystem::path& path, const Parts& members) {
  const std::string root = "/vsizip/" + path.string();
  VSILFILE* archive = VSIFOpenL(root.c_str(), "wb");  // open until every member is in
  for (const auto& [name, bytes] : members) {
    VSILFILE* member = VSIFOpenL((root + "/" + name).c_str(), "wb");
    fixture::require(member != nullptr && VSIFWriteL(bytes.data(), 1, bytes.size(), member) == bytes.size(), name);
    VSIFCloseL(member);
  }
  VSIFCloseL(archive);
}

Surroundings read(const fixture::Folder& folder, const LayerRequest& units) {
  return read_surroundings({request(LayerKind::Panden, building(folder)), units}, village, fixture::statuses());
}

void check_addresses(const Surroundings& s) {
  REQUIRE((s.panden && s.panden->size() == 1));
  const auto& units = s.panden->front().verblijfsobjecten;
  REQUIRE(units.size() == 3);
  CHECK(units[0].adres == Adres{"Koepoortstraat", "12", "b", "II", "6981AB", "Doesburg"});
  CHECK(units[1].adres == Adres{"S\xC3\xBA" "dwei", "7", "", "", "6999XX", "Angerlo"});
  CHECK(units[2].adres == Adres{});  // the extract has no such nummeraanduiding
}

std::string utf16(const std::string& ascii) {
  std::string out{"\xFF\xFE"};
  for (const char c : ascii) {
    out += c;
    out += '\0';
  }
  return out;
}

}  // namespace

TEST_CASE("addresses of a BAG extract: parts in a folder, in an archive, and each kind in an archive of its own") {
  const fixture::Folder folder;
  std::filesystem::create_directory(folder / "los");
  for (const auto& [name, text] : parts()) fixture::write_text(folder / "los" / name, text);
  const Surroundings loose = read(folder, request(LayerKind::Verblijfsobjecten, folder / "los", "Verblijfsobject"));
  check_addresses(loose);
  check_addresses(read(folder, request(LayerKind::Verblijfsobjecten, folder / "los" / "9999VBO01112026-000001.xml")));

  pack(folder / "plat.zip", parts());
  check_addresses(read(folder, request(LayerKind::Verblijfsobjecten, folder / "plat.zip")));

  Parts inner;
  for (const char* kind : {"VBO", "NUM", "OPR", "WPL"}) {
    Parts members;
    for (const auto& part : parts()) {
      if (part.first.find(kind) != std::string::npos) members.push_back(part);
    }
    const std::string name = std::string{"9999"} + kind + "01112026.zip";
    pack(folder / name, members);
    inner.emplace_back(name, fixture::bytes(folder / name));
    if (std::string{kind} != "VBO") std::filesystem::remove(folder / name);
  }
  pack(folder / "bag.zip", inner);
  const LayerRequest nested = request(LayerKind::Verblijfsobjecten, folder / "bag.zip");
  const Surroundings whole = read(folder, nested);
  check_addresses(whole);
  // Without the others the units are the same, without addresses.
  std::filesystem::create_directory(folder / "apart");
  std::filesystem::rename(folder / "9999VBO01112026.zip", folder / "apart" / "9999VBO01112026.zip");
  const Surroundings alone = read(folder, request(LayerKind::Verblijfsobjecten, folder / "apart" / "9999VBO01112026.zip"));
  REQUIRE(alone.panden->front().verblijfsobjecten.size() == 3);
  CHECK(alone.panden->front().verblijfsobjecten[0].adres == Adres{});

  // A prepared folder and the part that goes into an archive keep them.
  const PreparedFolder made = prepare_folder({nested}, std::nullopt, folder / "klaar");
  REQUIRE(made.layers.size() == 1);
  LayerRequest prepared = request(LayerKind::Verblijfsobjecten, folder / "klaar" / made.layers[0].file);
  prepared.prepared = true;
  check_addresses(read(folder, prepared));
  REQUIRE(write_extract(nested, village, folder / "deel.gpkg", "2026-11-01").empty());
  LayerRequest part = request(LayerKind::Verblijfsobjecten, folder / "deel.gpkg");
  part.origin = LayerOrigin{"", whole.reports[1].features_total, whole.reports[1].extent};
  check_addresses(read(folder, part));
}

TEST_CASE("parts of a BAG extract in UTF-16 are read as the others") {
  const fixture::Folder folder;
  Parts mixed = parts();
  for (auto& [name, text] : mixed) {
    // The street with an accent is in the part that stays in UTF-8.
    if (name.find("OPR") == std::string::npos) text = utf16(text);
  }
  pack(folder / "gemengd.zip", mixed);
  const Surroundings s = read(folder, request(LayerKind::Verblijfsobjecten, folder / "gemengd.zip"));
  for (const Diagnostic& d : s.diagnostics) CHECK(d.severity != Severity::Fout);
  check_addresses(s);
}
