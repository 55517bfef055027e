#include "support/paths.hpp"

#include "study_folder.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>
#include <cpl_minixml.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

// The same rows in every format: what GDAL reads back from each file against resultaat.json.

using namespace batterisk::test;
using nlohmann::json;

namespace {

const char* const all_formats = "csv,xlsx,geojson,fgb,imev";

const char* const imev_table =
    "\n[imev]\nbronhoudercode = \"GM0000\"\nbedrijfsnaam = \"=1+1 & <SYNTHETISCH>\"\nbegin_geldigheid = 2026-11-01\n"
    "vergunningplicht = false\nnaam_exploitant = \"SYNTHETISCH\"\nvergunningnummer = \"geen\"\nkvk_exploitant = \"00000001\"\n";

// A dossier of a store (PGS 37-2) with what the register asks.
void with_store(const StudyFolder& folder, const std::string& name) {
  write_bytes(folder / name,
              "schema_versie = 1\n[project]\nnaam = \"Proef\"\npeildatum = 2026-06-01\n[[locatie]]\n"
              "grens = [[154000, 462000], [158000, 462000], [158000, 466000], [154000, 466000]]\n"
              "[[systeem]]\nid = \"hal\"\nchemie = \"lfp\"\nsituatie = \"opslag\"\npositie = [155000, 463000]\nenergie = {}\n"
              "afmetingen = { lengte = \"30 m\", breedte = \"20 m\", hoogte = \"6 m\" }\n"
              "opslag = { vloeroppervlak = \"400 m2\", hoogte = \"6 m\", beschermingsniveau = 1, blussing = \"sprinkler\", "
              "deuren = \"automatisch\", massa = \"50 ton\" }\n[weer]\nstation = 260\n" +
                  std::string{imev_table});
}

void with_imev(const StudyFolder& folder) {
  for (const char* name : {"dossier.toml", "klein.toml"}) {
    write_bytes(folder / name, read_bytes(folder / name) + imev_table);
  }
}

GDALDatasetUniquePtr open(const std::filesystem::path& path, const char* option = nullptr) {
  GDALAllRegister();
  // GDAL guesses whether a sheet has a header, and takes one with texts only for a sheet without.
  CPLSetConfigOption("OGR_XLSX_HEADERS", "FORCE");
  const char* const options[] = {option, nullptr};
  GDALDatasetUniquePtr dataset{
      GDALDataset::Open(path.string().c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, options)};
  INFO(path.string());
  REQUIRE(dataset != nullptr);
  return dataset;
}

std::set<std::string> tables_of(const json& result) {
  std::set<std::string> names;
  for (const auto& [name, value] : result.items()) {
    if (value.is_array()) names.insert(name);
  }
  return names;
}

// A cell of GDAL as JSON would have it, led by the type that JSON has.
json cell(const OGRFeature& feature, int i, const json& like) {
  if (!feature.IsFieldSetAndNotNull(i)) return nullptr;
  const std::string text = feature.GetFieldAsString(i);
  if (text.empty()) return nullptr;  // as a CSV has it
  if (like.is_boolean()) return text == "1" || text == "true";
  if (like.is_number_integer()) return static_cast<std::int64_t>(feature.GetFieldAsInteger64(i));
  if (like.is_number()) return feature.GetFieldAsDouble(i);
  return text;
}

bool same(const json& a, const json& b) {
  if (a.is_number() && b.is_number()) {
    return std::abs(a.get<double>() - b.get<double>()) <= 1e-12 * std::abs(b.get<double>());
  }
  // Formats without types cannot tell an empty text from none.
  const auto nothing = [](const json& v) { return v.is_null() || v == ""; };
  return a == b || (nothing(a) && nothing(b));
}

// Text of all cells of a row, to bring rows of another order together.
std::string key_of(const json& row) {
  std::string key;
  for (const auto& [name, value] : row.items()) {
    if (name == "geometrie") continue;
    key += value.is_null() ? "|" : value.is_number() ? "|" + json(value.get<double>()).dump() : "|" + value.dump();
  }
  return key == "" ? "leeg" : key;
}

// Cells of a CSV with `;` between them.
std::vector<std::vector<std::string>> cells_of(std::string_view text) {
  std::vector<std::vector<std::string>> rows(1);
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') {
        cell += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cell += text[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ';' || c == '\n') {
      rows.back().push_back(cell);
      cell.clear();
      if (c == '\n') rows.emplace_back();
    } else if (c != '\r') {
      cell += c;
    }
  }
  rows.pop_back();  // after the last line
  return rows;
}

// What Dutch Excel shows, as a CSV with commas: without the mark at the start, ="..." as its text, numbers with a point.
std::string as_plain_csv(std::string text, const json& like) {
  REQUIRE(text.starts_with("\xEF\xBB\xBF"));
  std::string out;
  const auto rows = cells_of(text.substr(3));
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t i = 0; i < rows[r].size(); ++i) {
      std::string value = rows[r][i];
      if (value.starts_with("=\"") && value.ends_with("\"")) value = value.substr(2, value.size() - 3);
      const json* type = nullptr;
      for (const json& row : like) {
        if (type == nullptr && row.contains(rows[0][i]) && !row.at(rows[0][i]).is_null()) type = &row.at(rows[0][i]);
      }
      if (r > 0 && type != nullptr && type->is_number()) std::replace(value.begin(), value.end(), ',', '.');
      if (r > 0 && type != nullptr && type->is_boolean()) value = value == "WAAR" ? "true" : value == "ONWAAR" ? "false" : value;
      std::string quoted{'"'};
      for (const char c : value) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
      out += (i > 0 ? "," : "") + quoted + '"';
    }
    out += '\n';
  }
  return out;
}

OGRGeometryUniquePtr geometry_of(const json& row) {
  return OGRGeometryUniquePtr{OGRGeometryFactory::createFromGeoJson(row.at("geometrie").dump().c_str())};
}

// A text as a CSV has it: with an apostrophe where a spreadsheet would run it.
json as_text(const json& value) {
  if (!value.is_string() || value.get<std::string>().size() < 2) return value;
  const std::string text = value;
  char* end = nullptr;
  (void)std::strtod(text.c_str(), &end);
  const bool formula = std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos && *end != '\0';
  return formula ? "'" + text : text;
}

// Compares one layer with the rows of a table; `ordered`: the format keeps the order.
void compare(OGRLayer& layer, const json& rows, bool ordered, bool with_geometry, bool is_csv = false) {
  INFO("layer " << layer.GetName());
  std::vector<json> read;
  std::vector<double> areas;
  for (auto& feature : layer) {
    const json& like = rows.at(std::min(read.size(), rows.size() - 1));
    json row = json::object();
    std::size_t columns = 0;
    for (const auto& [name, value] : like.items()) {
      if (name == "geometrie") continue;
      const int i = feature->GetFieldIndex(name.c_str());
      INFO("column " << name);
      REQUIRE(i >= 0);
      json type = value;
      for (const json& other : rows) {
        if (type.is_null()) type = other.at(name);
      }
      row[name] = cell(*feature, i, type);
      ++columns;
    }
    CHECK(columns == static_cast<std::size_t>(layer.GetLayerDefn()->GetFieldCount()));
    if (with_geometry) {
      REQUIRE(feature->GetGeometryRef() != nullptr);
      OGREnvelope box;
      feature->GetGeometryRef()->getEnvelope(&box);
      row["geometrie"] = {box.MinX, box.MinY, box.MaxX, box.MaxY};
    }
    read.push_back(std::move(row));
  }
  REQUIRE(read.size() == rows.size());
  std::vector<json> expected(rows.begin(), rows.end());
  const auto box_of = [](const json& row) -> json {
    OGREnvelope box;
    geometry_of(row)->getEnvelope(&box);
    return {box.MinX, box.MinY, box.MaxX, box.MaxY};
  };
  for (json& row : expected) {
    if (with_geometry) {
      row["geometrie"] = box_of(row);
    } else {
      row.erase("geometrie");
    }
  }
  if (!ordered) {
    const auto order = [](const json& a, const json& b) { return key_of(a) < key_of(b); };
    std::sort(read.begin(), read.end(), order);
    std::sort(expected.begin(), expected.end(), order);
  }
  for (std::size_t i = 0; i < read.size(); ++i) {
    for (const auto& [name, value] : expected[i].items()) {
      INFO("row " << i << ", column " << name << ": " << read[i].at(name).dump() << " for " << value.dump());
      if (name == "geometrie") {
        for (std::size_t k = 0; k < 4; ++k) CHECK(read[i][name][k].get<double>() == Approx(value[k].get<double>()).margin(1e-3).epsilon(0));
      } else {
        CHECK(same(read[i].at(name), is_csv ? as_text(value) : value));
      }
    }
  }
}

}  // namespace

TEST_CASE("every format holds the same rows, figures and units") {
  const StudyFolder folder;
  with_imev(folder);
  // Measures, locations and buildings on the own ground are the tables that the demo leaves empty.
  write_bytes(folder / "dossier.toml", read_bytes(folder / "dossier.toml") +
                                           "\n[[object]]\nidentificatie = \"veld; \\\"A\\\"\"\nsoort = \"locatie\"\n"
                                           "klasse = \"kwetsbaar\"\nmotivering = \"proef\"\n"
                                           "vlak = [[120250, 479780], [120260, 479780], [120260, 479790]]\n"
                                           "\n[[object]]\nidentificatie = \"bedrijfswoning\"\nklasse = \"kwetsbaar\"\n"
                                           "motivering = \"proef\"\nvlak = [[120300, 479856], [120306, 479856], [120306, 479862]]\n"
                                           "\n[[maatregel]]\nsoort = \"detectie\"\nbewijs = \"proef\"\n"
                                           "waarden = { \"freq.measure\" = 0.9 }\n");
  const Outcome run = folder.run({"run", "dossier.toml", "-o", "uit", "--groepsrisico", "--onzekerheid", "64", "--als-verdelingen", "--format", all_formats, "--no-header-comment"});
  INFO(run.err);
  REQUIRE(run.exit == 0);
  const json result = folder.result("uit");
  const std::filesystem::path out = folder / "uit";
  REQUIRE(folder.run({"run", "dossier.toml", "-o", "excel", "--groepsrisico", "--onzekerheid", "64", "--als-verdelingen", "--format", "csv", "--excel-nl", "--no-header-comment"}).exit == 0);
  const auto gpkg = open(out / "resultaat.gpkg");
  const auto xlsx = open(out / "resultaat.xlsx");
  for (const std::string& name : tables_of(result)) {
    CAPTURE(name);
    const json& rows = result.at(name);
    REQUIRE_FALSE(rows.empty());
    const bool spatial = rows.at(0).contains("geometrie");
    REQUIRE(gpkg->GetLayerByName(name.c_str()) != nullptr);
    compare(*gpkg->GetLayerByName(name.c_str()), rows, true, spatial);
    REQUIRE(xlsx->GetLayerByName(name.c_str()) != nullptr);
    compare(*xlsx->GetLayerByName(name.c_str()), rows, true, false);
    const auto csv = open(out / "csv" / (name + ".csv"), "AUTODETECT_TYPE=NO");
    compare(*csv->GetLayer(0), rows, true, false, true);
    write_bytes(folder / "excel/leesbaar.csv", as_plain_csv(read_bytes(folder / "excel/csv" / (name + ".csv")), rows));
    const auto excel = open(folder / "excel/leesbaar.csv", "AUTODETECT_TYPE=NO");
    compare(*excel->GetLayer(0), rows, true, false, true);
    CHECK(std::filesystem::exists(out / "geojson" / (name + ".geojson")) == spatial);
    CHECK(std::filesystem::exists(out / "fgb" / (name + ".fgb")) == spatial);
    if (!spatial) continue;
    const auto geojson = open(out / "geojson" / (name + ".geojson"));
    compare(*geojson->GetLayer(0), rows, true, true);
    const auto fgb = open(out / "fgb" / (name + ".fgb"));
    compare(*fgb->GetLayer(0), rows, false, true);
    for (const auto* dataset : {gpkg.get(), geojson.get(), fgb.get()}) {
      OGRLayer* layer = dataset == gpkg.get() ? gpkg->GetLayerByName(name.c_str())
                                              : const_cast<GDALDataset*>(dataset)->GetLayer(0);
      REQUIRE(layer->GetSpatialRef() != nullptr);
      CHECK(std::string{layer->GetSpatialRef()->GetAuthorityCode(nullptr)} == "28992");
    }
  }
  // Identifiers are text, with their zeros, wherever the format has types.
  for (OGRLayer* layer : {gpkg->GetLayerByName("getroffen_pand"), xlsx->GetLayerByName("getroffen_pand")}) {
    CHECK(layer->GetLayerDefn()->GetFieldDefn(layer->GetLayerDefn()->GetFieldIndex("identificatie"))->GetType() == OFTString);
  }
  CHECK(xlsx->GetLayerByName("codebook")->GetFeatureCount() > 50);
  CHECK(gpkg->GetMetadataItem("run_id") == run_info(result, "run_id"));
}

TEST_CASE("a run with other formats leaves nothing of the run before, and what is not ours stays") {
  const StudyFolder folder;
  with_imev(folder);
  REQUIRE(folder.run({"run", "klein.toml", "-o", "uit", "--format", all_formats}).exit == 0);
  write_bytes(folder / "uit/csv/eigen.csv", "van de gebruiker");
  folder.edited("ander.toml", "klein.toml", "\"13,3 g/s\"", "\"14,3 g/s\"");
  REQUIRE(folder.run({"run", "ander.toml", "-o", "uit", "--format", "fgb"}).exit == 0);
  const json result = folder.result("uit");
  CHECK(std::filesystem::exists(folder / "uit/fgb/pr_contour.fgb"));
  CHECK_FALSE(std::filesystem::exists(folder / "uit/geojson"));
  CHECK_FALSE(std::filesystem::exists(folder / "uit/resultaat.xlsx"));
  CHECK_FALSE(std::filesystem::exists(folder / "uit/imev.json"));
  std::vector<std::string> csv;
  for (const auto& entry : std::filesystem::directory_iterator{folder / "uit/csv"}) csv.push_back(entry.path().filename().string());
  CHECK(csv == std::vector<std::string>{"eigen.csv"});
  const json receipt = json::parse(read_bytes(folder / "uit/ontvangstbewijs.json"));
  for (const json& file : receipt.at("uitvoer")) CHECK(std::filesystem::exists(folder / "uit" / file.at("naam").get<std::string>()));
  // A receipt that names a file elsewhere does not make it ours.
  write_bytes(folder / "buiten.txt", "van de gebruiker");
  json forged = receipt;
  forged["uitvoer"].push_back("../buiten.txt");
  forged["uitvoer"].push_back((folder / "buiten.txt").string());
  write_bytes(folder / "uit/ontvangstbewijs.json", forged.dump());
  REQUIRE(folder.run({"run", "klein.toml", "-o", "uit"}).exit == 0);
  CHECK(std::filesystem::exists(folder / "buiten.txt"));
  CHECK_FALSE(std::filesystem::exists(folder / "uit/fgb"));
}

TEST_CASE("every style of the GeoPackage is there as QML and as SLD, about columns and values that the layer has") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "dossier.toml", "-o", "uit"}).exit == 0);
  const auto gpkg = open(folder / "uit/resultaat.gpkg");
  OGRLayer* styles = gpkg->GetLayerByName("layer_styles");
  REQUIRE(styles != nullptr);
  const auto parsed = [](const char* text) { return CPLXMLTreeCloser{CPLParseXMLString(text)}; };
  const auto all = [](CPLXMLNode* root, const char* name) {
    std::vector<CPLXMLNode*> found;
    const std::function<void(CPLXMLNode*)> walk = [&](CPLXMLNode* node) {
      for (; node != nullptr; node = node->psNext) {
        if (node->eType == CXT_Element && std::string{node->pszValue} == name) found.push_back(node);
        if (node->eType == CXT_Element) walk(node->psChild);
      }
    };
    walk(root);
    return found;
  };
  std::size_t seen = 0;
  for (auto& style : *styles) {
    const std::string table = style->GetFieldAsString("f_table_name");
    CAPTURE(table);
    const auto qml = parsed(style->GetFieldAsString("styleQML"));
    const auto sld = parsed(style->GetFieldAsString("styleSLD"));
    REQUIRE(qml.get() != nullptr);
    REQUIRE(sld.get() != nullptr);
    const auto names = all(sld.get(), "se:Name");
    REQUIRE_FALSE(names.empty());
    CHECK(std::string{CPLGetXMLValue(names.front(), "", "")} == table);
    const auto categories = all(qml.get(), "category");
    const auto rules = all(sld.get(), "se:Rule");
    CHECK(rules.size() == std::max<std::size_t>(1, categories.size()));
    CHECK(all(sld.get(), "se:PolygonSymbolizer").size() == rules.size());
    for (std::size_t i = 0; i < categories.size(); ++i) {
      const std::string column = CPLGetXMLValue(rules[i], "ogc:Filter.ogc:PropertyIsEqualTo.ogc:PropertyName", "");
      CHECK(gpkg->GetLayerByName(table.c_str())->GetLayerDefn()->GetFieldIndex(column.c_str()) >= 0);
      CHECK(column == CPLGetXMLValue(all(qml.get(), "renderer-v2").front(), "attr", ""));
      CHECK(std::string{CPLGetXMLValue(rules[i], "ogc:Filter.ogc:PropertyIsEqualTo.ogc:Literal", "")} ==
            CPLGetXMLValue(categories[i], "value", ""));
      CHECK(std::string{CPLGetXMLValue(rules[i], "se:Description.se:Title", "")} == CPLGetXMLValue(categories[i], "label", ""));
    }
    ++seen;
  }
  CHECK(seen == 10);
}

TEST_CASE("a text that looks like a formula stays text in a workbook") {
  const StudyFolder folder;
  folder.edited("formule.toml", "klein.toml", "naam = \"Klein SYNTHETISCH\"", "naam = \"=1+1\"");
  REQUIRE(folder.run({"run", "formule.toml", "-o", "uit", "--format", "xlsx"}).exit == 0);
  const auto xlsx = open(folder / "uit" / "resultaat.xlsx");
  for (auto& row : *xlsx->GetLayerByName("run_info")) {
    if (std::string{row->GetFieldAsString("sleutel")} == "project") CHECK(std::string{row->GetFieldAsString("waarde")} == "=1+1");
  }
  // GDAL may show a formula as the text that it was made of: look at the cells themselves.
  const std::string sheets = "/vsizip/" + (folder / "uit" / "resultaat.xlsx").string() + "/xl/worksheets/";
  char** names = VSIReadDir(sheets.c_str());
  int seen = 0;
  for (char** name = names; name != nullptr && *name != nullptr; ++name) {
    GByte* bytes = nullptr;
    vsi_l_offset size = 0;
    if (VSIIngestFile(nullptr, (sheets + *name).c_str(), &bytes, &size, -1) == 0) continue;
    const std::string text{reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
    CPLFree(bytes);
    CHECK(text.find("<f>") == std::string::npos);
    ++seen;
  }
  CSLDestroy(names);
  CHECK(seen > 10);
}

TEST_CASE("an empty table is there in every format, and the number of its rows is said") {
  const StudyFolder folder;  // klein.toml has no parcels and no zone of fire or explosion
  REQUIRE(folder.run({"run", "klein.toml", "-o", "uit", "--format", "csv,xlsx,geojson,fgb"}).exit == 0);
  const json result = folder.result("uit");
  REQUIRE(result.at("getroffen_perceel").empty());
  CHECK(run_info(result, "rijen:getroffen_perceel") == "0");
  CHECK(run_info(result, "rijen:getroffen_pand") == std::to_string(result.at("getroffen_pand").size()));
  const std::string csv = read_bytes(folder / "uit/csv/getroffen_perceel.csv");
  CHECK(csv.find(" rijen=0\nidentificatie,") != std::string::npos);
  for (const char* file : {"uit/geojson/getroffen_perceel.geojson", "uit/fgb/getroffen_perceel.fgb"}) {
    const auto dataset = open(folder / file);
    REQUIRE(dataset->GetLayerCount() == 1);
    CHECK(dataset->GetLayer(0)->GetNextFeature() == nullptr);
  }
  CHECK(open(folder / "uit/resultaat.xlsx")->GetLayerByName("getroffen_perceel") != nullptr);
  CHECK(json::parse(read_bytes(folder / "uit/geojson/getroffen_perceel.geojson")).at("rijen") == 0);
}

TEST_CASE("CSV says where it comes from, the dialect of Dutch Excel keeps identifiers whole") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "klein.toml", "-o", "uit", "--format", "csv"}).exit == 0);
  const json result = folder.result("uit");
  const std::string plain = read_bytes(folder / "uit/csv/getroffen_pand.csv");
  CHECK(plain.starts_with("# batterisk "));
  CHECK(plain.substr(0, plain.find('\n')).find("run=" + run_info(result, "run_id")) != std::string::npos);
  REQUIRE(folder.run({"run", "klein.toml", "-o", "excel", "--format", "csv", "--excel-nl"}).exit == 0);
  const std::string excel = read_bytes(folder / "excel/csv/getroffen_pand.csv");
  CHECK(excel.starts_with("\xEF\xBB\xBF# batterisk "));
  CHECK(excel.find("\nidentificatie;adres;categorie_kwetsbaarheid;") != std::string::npos);
  const std::string id = result.at("getroffen_pand").at(0).at("identificatie");
  REQUIRE(id.front() == '0');
  CHECK(excel.find("\n\"=\"\"" + id + "\"\"\";") != std::string::npos);
  // Every number with the comma is the number with the point.
  std::string number = json(result.at("getroffen_pand").at(0).at("afstand_m").get<double>()).dump();
  CHECK(plain.find("," + number + ",") != std::string::npos);
  std::replace(number.begin(), number.end(), '.', ',');
  CHECK(excel.find(";" + number + ";") != std::string::npos);
  CHECK(excel.find("true") == std::string::npos);
}

TEST_CASE("equal runs give equal bytes in every format") {
  const StudyFolder folder;
  with_imev(folder);
  for (const char* output : {"een", "twee"}) {
    REQUIRE(folder.run({"run", "klein.toml", "-o", output, "--format", all_formats}).exit == 0);
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder / "een"}) {
    if (!entry.is_regular_file()) continue;
    const auto name = std::filesystem::relative(entry.path(), folder / "een");
    CAPTURE(name.string());
    CHECK((read_bytes(entry.path()) == read_bytes(folder / "twee" / name.string())));
  }
}

TEST_CASE("all files of a run appear together or not at all") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "klein.toml", "-o", "uit", "--format", "csv,fgb"}).exit == 0);
  const auto before = read_bytes(folder / "uit/resultaat.json");
  folder.edited("ander.toml", "klein.toml", "\"13,3 g/s\"", "\"14,3 g/s\"");
  // A folder in the place of the last file: everything is made, one file cannot be put in place.
  std::filesystem::create_directories(folder / "uit/resultaat.xlsx/vol");
  const Outcome run = folder.run({"run", "ander.toml", "-o", "uit", "--format", "xlsx,csv"});
  CHECK(run.exit == 5);
  CHECK(run.reports("F001"));
  CHECK((read_bytes(folder / "uit/resultaat.json") == before));
  CHECK(json::parse(before).at("run_info") == folder.result("uit").at("run_info"));
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder / "uit"}) {
    CAPTURE(entry.path().string());
    CHECK_FALSE(entry.path().filename().string().starts_with("."));
  }
  // And a folder made for nothing is gone again.
  std::filesystem::create_directories(folder / "half/kaart.svg/vol");
  CHECK(folder.run({"run", "klein.toml", "-o", "half", "--format", "csv"}).exit == 5);
  CHECK_FALSE(std::filesystem::exists(folder / "half/csv"));
  CHECK_FALSE(std::filesystem::exists(folder / "half/resultaat.json"));
}

TEST_CASE("IMEV without what only the applicant knows ends with 3, before anything is computed") {
  const StudyFolder folder;
  const Outcome run = folder.run({"run", "klein.toml", "-o", "uit", "--format", "imev"});
  CHECK(run.exit == 3);
  CHECK(run.reports("D004"));
  CHECK_FALSE(std::filesystem::exists(folder / "uit"));
  CHECK(folder.run({"run", "klein.toml", "--format", "pdf-a"}).exit == 2);
}

TEST_CASE("IMEV follows the schema of Geonovum", "[real]") {
  // The schema is not part of the product: no licence is stated with it.
  const char* data = std::getenv("BATTERISK_REAL_DATA");
  if (data == nullptr || *data == '\0') {
    WARN("skipped: BATTERISK_REAL_DATA is not set");
    return;
  }
  const StudyFolder folder;
  with_imev(folder);
  const auto violations = [&](const std::filesystem::path& file) {
    const std::string command = "/usr/bin/python3 '" + (source_folder() / "tests/cli/imev_schema.py").string() + "' '" +
                                std::string{data} + "/imev/IMEV3.0.2_schema.json' '" + file.string() + "' > '" +
                                (folder / "fouten.txt").string() + "' 2>&1";
    const int status = std::system(command.c_str());
    const std::string text = read_bytes(folder / "fouten.txt");
    return std::pair{status == 0, text};
  };
  with_store(folder, "opslag.toml");
  for (const char* dossier : {"opslag.toml", "dossier.toml", "klein.toml"}) {
    REQUIRE(folder.run({"run", dossier, "-o", "uit", "--format", "imev"}).exit == 0);
    const auto [valid, text] = violations(folder / "uit/imev.json");
    INFO(text);
    CHECK(valid);
  }
  // The check itself: a wrong type of contour and a missing substance are seen.
  json imev = json::parse(read_bytes(folder / "uit/imev.json"));
  json& contour = imev["voertUit"][0]["heeft"][0]["resulteertIn"][0];
  contour["typePlaatsgebondenRisico"] = "PR10-9";
  write_bytes(folder / "fout.json", imev.dump());
  CHECK_FALSE(violations(folder / "fout.json").first);
  contour["typePlaatsgebondenRisico"] = "PR10-6";
  contour.erase("maatgevendeStof");
  write_bytes(folder / "fout.json", imev.dump());
  CHECK_FALSE(violations(folder / "fout.json").first);
}

TEST_CASE("IMEV has a store of batteries as a store, not as an energy-storage system") {
  const StudyFolder folder;
  with_store(folder, "opslag.toml");
  REQUIRE(folder.run({"run", "opslag.toml", "-o", "uit", "--format", "imev"}).exit == 0);
  const std::string text = read_bytes(folder / "uit/imev.json");
  CHECK(text.find("energieopslag") == std::string::npos);
  const json activity = json::parse(text).at("voertUit").at(0);
  CHECK(activity.at("omschrijving") == "opslag van lithiumhoudende energiedragers");
  const json& store = activity.at("heeft").at(1);
  CHECK(store.at("entityType") == "OpslagReferentie");
  CHECK(store.at("typeOpslagReferentie") == "opslagplaats");
  CHECK(store.at("oppervlakte") == 400.0);
}

TEST_CASE("IMEV holds the contours of the result and invents nothing") {
  const StudyFolder folder;
  with_imev(folder);
  REQUIRE(folder.run({"run", "dossier.toml", "-o", "uit", "--format", "imev"}).exit == 0);
  const json imev = json::parse(read_bytes(folder / "uit/imev.json"));
  const json result = folder.result("uit");
  CHECK(imev.at("entityType") == "LocatieActiviteit");
  CHECK(imev.at("kvkNummerExploitant") == json::array({"00000001"}));
  CHECK(imev.at("kvkNummerAanvrager") == "waardeOnbekend");
  const json& references = imev.at("voertUit").at(0).at("heeft");
  CHECK(references.size() == 1 + result.at("bron").size());
  std::map<std::string, json> contours;
  for (const json& contour : references.at(0).at("resulteertIn")) {
    const std::string type = contour.at("entityType");
    contours[type == "PRContour" ? contour.at("typePlaatsgebondenRisico").get<std::string>() : type] = contour;
  }
  CHECK(contours.size() == result.at("pr_contour").size() + result.at("aandachtsgebied").size());
  const auto area = [](const json& shape) {
    const OGRGeometryUniquePtr g{OGRGeometryFactory::createFromGeoJson(shape.dump().c_str())};
    return OGR_G_Area(OGRGeometry::ToHandle(g.get()));
  };
  for (const json& row : result.at("pr_contour")) {
    const json& contour = contours.at(row.at("type_pr"));
    CHECK(area(contour.at("afstandOfGeometrie").at("geometrie")) == Approx(row.at("oppervlak_m2").get<double>()).margin(0.5));
  }
  std::set<std::string> ids;
  const std::function<void(const json&)> collect = [&](const json& node) {
    if (node.is_object() && node.contains("identificatie")) CHECK(ids.insert(node["identificatie"]["lokaalID"]).second);
    if (node.is_structured()) {
      for (const json& child : node) collect(child);
    }
  };
  collect(imev);
  CHECK(ids.size() == 2 + references.size() + contours.size());
}
