// Prepared folders: what goes in comes out of a study as from the delivery itself.
#include "fixture.hpp"

#include "batterisk/core/base/cancelled.hpp"
#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/sha256.hpp"
#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/gis/prepare/prepare.hpp"

#include <catch2/catch.hpp>

using namespace batterisk;
using batterisk::gis::prepare_folder;
using batterisk::gis::PreparedFolder;
using batterisk::gis::read_surroundings;
using fixture::count;
using fixture::find;
using fixture::request;
using fixture::square;

namespace {

const Box village{{205000.0, 450000.0}, {206000.0, 451000.0}};

/// A delivery with what deliveries hold: history, a bow-tie, a hole, an arc, 3D, an id without its zero, an owner.
std::filesystem::path delivery(const fixture::Folder& folder) {
  fixture::Layer panden;
  panden.columns = {{"identificatie"}, {"status"}, {"eindgeldigheid"}, {"eigenaar"}};
  const std::string in_use = "Pand in gebruik";
  panden.features = {
      {square(204990, 449990, 20), {"0221100000000001", in_use, {}, "Jansen"}},
      {square(205990, 450990, 20), {"0221100000000002", in_use, {}, "Jansen"}},
      {square(205500, 450500, 10), {"221100000000003", in_use, {}, "Jansen"}},
      {square(205520, 450500, 10), {"0221100000000004", in_use, "2019-01-15", "Jansen"}},
      {"POLYGON((205600 450500,205610 450510,205610 450500,205600 450510,205600 450500))", {"0221100000000005", in_use, {}, {}}},
      {"POLYGON((205700 450500,205740 450500,205740 450540,205700 450540,205700 450500),(205710 450510,205720 450510,"
       "205720 450520,205710 450520,205710 450510))", {"0221100000000006", in_use, {}, {}}},
      {"CURVEPOLYGON(CIRCULARSTRING(205800 450500,205820 450500,205800 450500))", {"0221100000000007", in_use, {}, {}}},
      {"POLYGON Z((205900 450500 3,205910 450500 3,205910 450510 3,205900 450500 3))", {"0221100000000008", "Pand gesloopt", {}, {}}},
      {"", {"0221100000000009", in_use, {}, {}}}};
  fixture::Layer units;
  units.name = "verblijfsobject";
  units.columns = {{"identificatie"}, {"pand_identificatie"}, {"gebruiksdoel"}, {"oppervlakte", OFTInteger}, {"status"}};
  units.features = {{"POINT(205505 450505)",
                     {"0221010000000001", "0221100000000003", "winkelfunctie, woonfunctie", "85", "Verblijfsobject in gebruik"}}};
  return fixture::write(folder / "bag.gpkg", {panden, units});
}

std::vector<gis::LayerRequest> requests(const std::filesystem::path& path) {
  return {request(LayerKind::Panden, path, "pand"), request(LayerKind::Verblijfsobjecten, path, "verblijfsobject")};
}

std::vector<gis::LayerRequest> of_dossier(const std::filesystem::path& folder) {
  fixture::write_text(folder.parent_path() / "dossier.toml", R"(schema_versie = 1
[project]
naam = "x"
peildatum = 2026-11-01
[[locatie]]
grens = [[205100, 450100], [205150, 450100], [205150, 450150]]
[[scenario]]
id = "s"
positie = [205120, 450110]
stof = "HF"
bronsterkte = "1 g/s"
duur = "30 min"
frequentie = "1e-4 1/jaar"
[omgeving]
map = ")" + folder.filename().string() + "\"\n");
  std::vector<gis::LayerRequest> layers;
  for (const LayerSource& l : load_dossier(folder.parent_path() / "dossier.toml").layers) {
    layers.push_back(gis::request_of(l));
  }
  return layers;
}

}  // namespace

TEST_CASE("a prepared folder gives the objects of the delivery") {
  const fixture::Folder folder;
  const auto path = delivery(folder);
  const Surroundings direct = read_surroundings(requests(path), village, fixture::statuses());
  const PreparedFolder made = prepare_folder(requests(path), {}, folder / "klaar");
  REQUIRE(made.layers.size() == 2);
  const Surroundings prepared = read_surroundings(of_dossier(folder / "klaar"), village, fixture::statuses());
  REQUIRE(prepared.panden);
  REQUIRE(prepared.panden->size() == direct.panden->size());
  for (std::size_t i = 0; i < direct.panden->size(); ++i) {
    const Pand& a = (*direct.panden)[i];
    const Pand& b = (*prepared.panden)[i];
    CHECK(a.identificatie == b.identificatie);
    CHECK(a.status == b.status);
    CHECK(a.situatie == b.situatie);
    CHECK(area_m2(a.footprint) == Approx(area_m2(b.footprint)).epsilon(1e-12));
    REQUIRE(a.verblijfsobjecten.size() == b.verblijfsobjecten.size());
  }
  const auto with_unit = std::find_if(prepared.panden->begin(), prepared.panden->end(),
                                      [](const Pand& p) { return !p.verblijfsobjecten.empty(); });
  REQUIRE(with_unit != prepared.panden->end());
  CHECK(with_unit->identificatie == "0221100000000003");
  CHECK(with_unit->verblijfsobjecten[0].gebruiksdoelen == std::vector<std::string>{"winkelfunctie", "woonfunctie"});
  CHECK(with_unit->verblijfsobjecten[0].oppervlakte_m2 == 85.0);
  CHECK(prepared.report(LayerKind::Panden)->covers == direct.report(LayerKind::Panden)->covers);
  // What was repaired when the folder was made is still said.
  const auto& remarks = prepared.report(LayerKind::Panden)->remarks;
  CHECK(std::any_of(remarks.begin(), remarks.end(), [](const LayerRemark& r) {
    return r.at_preparation && r.reason == "gerepareerd" && r.ids == std::vector<std::string>{"0221100000000005"};
  }));
}

TEST_CASE("the manifest says what became of every feature, and no owner is kept") {
  const fixture::Folder folder;
  const PreparedFolder made = prepare_folder(requests(delivery(folder)), {}, folder / "klaar");
  const gis::PreparedLayer& panden = made.layers.at(0);
  CHECK(panden.features_total == 9);
  CHECK(panden.features_written == 7);  // without history and without geometry; a status word is a matter of the rules
  std::size_t left_out = 0;
  for (const LayerRemark& r : panden.remarks) {
    if (r.reason == "historisch" || r.reason == "leeg") left_out += r.count;
  }
  CHECK(left_out == panden.features_read - panden.features_written);
  CHECK(panden.sha256 == sha256_of_file(folder / "klaar/panden.fgb"));
  CHECK(panden.bytes == std::filesystem::file_size(folder / "klaar/panden.fgb"));
  CHECK(fixture::bytes(folder / "klaar/panden.fgb").find("Jansen") == std::string::npos);
  CHECK(fixture::bytes(folder / "klaar/manifest.toml").find("gerepareerd") != std::string::npos);
  GDALDatasetUniquePtr file{GDALDataset::Open((folder / "klaar/panden.fgb").string().c_str(), GDAL_OF_VECTOR)};
  REQUIRE(file);
  CHECK(file->GetLayer(0)->TestCapability(OLCFastSpatialFilter) != 0);
  CHECK(file->GetLayer(0)->GetLayerDefn()->GetFieldDefn(0)->GetType() == OFTString);
}

TEST_CASE("the same delivery gives the same bytes, and replaces an older folder as a whole") {
  const fixture::Folder folder;
  const auto path = delivery(folder);
  (void)prepare_folder(requests(path), {}, folder / "a");
  (void)prepare_folder(requests(path), {}, folder / "b");
  for (const char* name : {"panden.fgb", "verblijfsobjecten.fgb", "manifest.toml"}) {
    CHECK(fixture::bytes(folder / "a" / name) == fixture::bytes(folder / "b" / name));
  }
  (void)prepare_folder({requests(path)[0]}, {}, folder / "a");
  CHECK_FALSE(std::filesystem::exists(folder / "a/verblijfsobjecten.fgb"));
  CHECK(folder.names() == std::vector<std::string>{"a", "b", "bag.gpkg"});
}

TEST_CASE("an area: only what meets it, and it is what the layer covers") {
  const fixture::Folder folder;
  const Box area{{205450.0, 450450.0}, {205550.0, 450550.0}};
  const PreparedFolder made = prepare_folder(requests(delivery(folder)), area, folder / "klaar");
  CHECK(made.layers.at(0).features_written == 1);
  CHECK(made.layers.at(0).extent.min == area.min);
  const Surroundings s = read_surroundings(of_dossier(folder / "klaar"), village, fixture::statuses());
  CHECK_FALSE(s.report(LayerKind::Panden)->covers);
}

TEST_CASE("a prepared layer without features says nothing of how far it reaches") {
  const fixture::Folder folder;
  for (const LayerKind kind : {LayerKind::Panden, LayerKind::KwetsbareObjecten}) {
    (void)prepare_folder({{kind, {}, "geen", {}, "bron", "2026-11-01"}}, {}, folder / "klaar");
    const auto layers = of_dossier(folder / "klaar");
    REQUIRE(layers.size() == 1);
    CHECK(layers[0].origin->extent.empty());
    const Surroundings s = read_surroundings(layers, village, fixture::statuses());
    CHECK(s.report(kind)->features_total == 0);
    CHECK(s.report(kind)->covers == (kind == LayerKind::KwetsbareObjecten));  // of the few, none at all is usual
  }
}

TEST_CASE("what cannot be prepared leaves everything as it was") {
  const fixture::Folder folder;
  const auto path = delivery(folder);
  std::filesystem::create_directory(folder / "documenten");
  fixture::write_text(folder / "documenten/brief.txt", "van waarde");
  CHECK_THROWS_AS(prepare_folder(requests(path), {}, folder / "documenten"), FileError);
  CHECK(fixture::bytes(folder / "documenten/brief.txt") == "van waarde");

  const PreparedFolder missing = prepare_folder({request(LayerKind::Panden, folder / "nergens.gpkg")}, {}, folder / "klaar");
  CHECK(has_error(missing.diagnostics));
  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS(prepare_folder(requests(path), {}, folder / "klaar", stop.get_token()), Cancelled);
  CHECK(folder.names() == std::vector<std::string>{"bag.gpkg", "documenten"});
}

TEST_CASE("L017 and L018: a folder that is none, and a file that was changed") {
  const fixture::Folder folder;
  const auto code_of = [&]() -> Code {
    try {
      (void)of_dossier(folder / "klaar");
    } catch (const DossierError& e) {
      return e.diagnostics().at(0).code;
    }
    return {};
  };
  CHECK(code_of() == codes::folder_not_prepared);
  (void)prepare_folder(requests(delivery(folder)), {}, folder / "klaar");
  CHECK(code_of() == Code{});
  std::filesystem::resize_file(folder / "klaar/panden.fgb", 1000);
  CHECK(code_of() == codes::prepared_file_changed);
  fixture::write_text(folder / "klaar/manifest.toml", "schema_versie = 1\n[[laag]]\nsoort = \"panden\"\n");
  CHECK(code_of() == codes::folder_not_prepared);
}

TEST_CASE("the kinds in a delivery are told by its layers") {
  const fixture::Folder folder;
  CHECK(gis::kinds_in(delivery(folder)) == std::vector<LayerKind>{LayerKind::Panden, LayerKind::Verblijfsobjecten});
  CHECK(gis::kinds_in(folder / "nergens.gpkg").empty());
}

TEST_CASE("sources of one kind are joined, and what both hold is in it once") {
  const fixture::Folder folder;
  const auto layer = [](const char* name, std::vector<fixture::Feature> features) {
    fixture::Layer l;
    l.name = name;
    l.columns = {{"identificatie"}, {"status"}};
    l.features = std::move(features);
    return l;
  };
  const std::string in_use = "Pand in gebruik";
  const fixture::Feature west{square(205400, 450500, 10), {"0221100000000001", in_use}};
  const fixture::Feature seam{square(205500, 450500, 10), {"0221100000000002", in_use}};
  const fixture::Feature changed{square(205600, 450500, 10), {"0221100000000003", "Bouw gestart"}};
  const fixture::Feature since{square(205600, 450500, 10), {"0221100000000003", in_use}};
  const fixture::Feature east{square(205700, 450500, 10), {"221100000000004", in_use}};
  const auto a = fixture::write(folder / "a.gpkg", {layer("pand", {west, seam, changed})});
  const auto b = fixture::write(folder / "b.gpkg", {layer("pand", {seam, since, east})});
  const std::vector<gis::LayerRequest> sources{request(LayerKind::Panden, a), request(LayerKind::Panden, b)};
  const PreparedFolder made = prepare_folder(sources, {}, folder / "klaar");
  REQUIRE(made.layers.size() == 1);
  const gis::PreparedLayer& panden = made.layers[0];
  CHECK(panden.origin == "a.gpkg|pand + b.gpkg|pand");
  CHECK(panden.features_total == 6);
  CHECK(panden.features_read == 6);
  CHECK(panden.features_written == 5);  // which of two that differ counts is a matter of each study
  CHECK(panden.extent.min.x == 205400.0);
  CHECK(panden.extent.max.x == 205710.0);
  const auto joined = std::find_if(made.diagnostics.begin(), made.diagnostics.end(),
                                   [](const Diagnostic& d) { return d.code == codes::sources_joined; });
  REQUIRE(joined != made.diagnostics.end());
  CHECK(joined->args == std::vector<std::string>{"panden", "2", "2"});
  CHECK(panden.bytes == std::filesystem::file_size(folder / "klaar/panden.fgb"));

  const Surroundings direct = read_surroundings(sources, village, fixture::statuses());
  const Surroundings prepared = read_surroundings(of_dossier(folder / "klaar"), village, fixture::statuses());
  REQUIRE((direct.panden && prepared.panden));
  REQUIRE(direct.panden->size() == 4);
  REQUIRE(prepared.panden->size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK((*direct.panden)[i].identificatie == (*prepared.panden)[i].identificatie);
    CHECK((*direct.panden)[i].status == (*prepared.panden)[i].status);
  }
}

TEST_CASE("a prepared folder keeps what is not over on the date of the data, with the dates that a study needs") {
  const fixture::Folder folder;
  fixture::Layer panden;
  panden.columns = {{"identificatie"}, {"status"}, {"voorkomenidentificatie", OFTInteger}, {"begingeldigheid", OFTDate}, {"eindgeldigheid"},
                    {"tijdstipinactief"}};
  const std::string in_use = "Pand in gebruik";
  panden.features = {{square(205400, 450500, 10), {"0221100000000001", in_use, "1", "2010/05/01", "2025-06-01", {}}},
                     {square(205500, 450500, 10), {"0221100000000002", in_use, "1", "2010/05/01", "2026-06-01", "2027-01-01T10:00:00"}},
                     {square(205600, 450500, 10), {"0221100000000003", in_use, "1", "2010/05/01", "NaT", {}}},
                     {square(205700, 450500, 10), {"0221100000000004", "Bouw gestart", "1", "2010/05/01", {}, {}}},
                     {square(205700, 450500, 10), {"0221100000000004", in_use, "2", "2012/05/01", {}, {}}},
                     {square(205800, 450500, 10), {"0221100000000005", in_use, "1", "2027/05/01", {}, {}}}};
  const auto path = fixture::write(folder / "bag.gpkg", {panden});  // of 2026-01-01
  const PreparedFolder made = prepare_folder({request(LayerKind::Panden, path)}, {}, folder / "klaar");
  REQUIRE(made.layers.size() == 1);
  CHECK(made.layers[0].features_written == 5);
  for (const int year : {2025, 2026}) {
    INFO(year);
    auto direct = request(LayerKind::Panden, path);
    auto prepared = of_dossier(folder / "klaar").at(0);
    direct.peildatum = prepared.peildatum = std::chrono::year{year} / 11 / 1;
    const Surroundings a = read_surroundings({direct}, village, fixture::statuses());
    const Surroundings b = read_surroundings({prepared}, village, fixture::statuses());
    REQUIRE((a.panden && b.panden));
    CHECK(a.panden->size() == (year == 2025 ? 4U : 3U));
    REQUIRE(a.panden->size() == b.panden->size());
    for (std::size_t i = 0; i < a.panden->size(); ++i) {
      CHECK((*a.panden)[i].identificatie == (*b.panden)[i].identificatie);
      CHECK((*a.panden)[i].status == (*b.panden)[i].status);
      CHECK((*a.panden)[i].situatie == (*b.panden)[i].situatie);
    }
    CHECK(count(a.reports[0], "geen_datum") == 1);
  }
}

TEST_CASE("a prepared layer of a source that was cut off says so in every study") {
  const fixture::Folder folder;
  fixture::write_text(folder / "pand.geojson", R"({"type":"FeatureCollection","numberMatched":1010,
    "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},
    "features":[{"type":"Feature","properties":{"identificatie":"0221100000000003"},
      "geometry":{"type":"Polygon","coordinates":[[[205500,450500],[205510,450500],[205510,450510],[205500,450500]]]}}]})");
  (void)prepare_folder({request(LayerKind::Panden, folder / "pand.geojson")}, {}, folder / "klaar");
  const Surroundings s = read_surroundings(of_dossier(folder / "klaar"), village, fixture::statuses());
  CHECK(s.reports[0].flaws.incomplete == "numberMatched 1010");
  CHECK(find(s, codes::layer_cut_off));
  CHECK_FALSE(s.covers(LayerKind::Panden));
}

TEST_CASE("a layer has one kind, and a part of a word is no word") {
  const fixture::Folder folder;
  fixture::Layer layer;
  layer.name = "pandactueelbestaand";
  layer.columns = {{"identificatie"}, {"pandstatus"}};
  layer.features = {{square(205400, 450500, 10), {"0221100000000001", "Pand in gebruik"}}};
  CHECK(gis::kinds_in(fixture::write(folder / "a.gpkg", {layer})) == std::vector<LayerKind>{LayerKind::Panden});
  for (const auto& [name, kind] : {std::pair{"bag_pand", LayerKind::Panden},
                                   {"BAGPanden2026", LayerKind::Panden},
                                   {"9999PND08112026", LayerKind::Panden},
                                   {"standplaatsactueelbestaand", LayerKind::Standplaatsen},
                                   {"9999STA08112026", LayerKind::Standplaatsen},
                                   {"kadastralekaart_perceel", LayerKind::Percelen}}) {
    INFO(name);
    layer.name = name;
    layer.columns[1].name = "status";
    CHECK(gis::kinds_in(fixture::write(folder / (std::string{name} + ".gpkg"), {layer})) == std::vector<LayerKind>{kind});
  }
  layer.name = "bestaande_bouw";
  CHECK(gis::kinds_in(fixture::write(folder / "geen.gpkg", {layer})).empty());
}
