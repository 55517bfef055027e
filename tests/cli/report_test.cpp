#include "study_folder.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <set>

#include <catch2/catch.hpp>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

// The report: the same figures as the files, on every page what must stand there, whatever the names hold.

using namespace batterisk::test;
using nlohmann::json;

namespace {

constexpr int ok = 0;
constexpr int no_data = 5;

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 65536> part{};
  for (std::size_t n = std::fread(part.data(), 1, part.size(), pipe); n > 0; n = std::fread(part.data(), 1, part.size(), pipe)) {
    out.append(part.data(), n);
  }
  REQUIRE(::pclose(pipe) == 0);
  return out;
}

std::string pdf_text(const std::filesystem::path& path) { return output_of("pdftotext -layout '" + path.string() + "' -"); }

// Written apart from the program's own: 0.1 m, and three digits with superscripts.
std::string comma(double value) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.1f", value);
  std::string out = text.data();
  out[out.find('.')] = ',';
  return out;
}

std::string power(double value) {
  if (value == 0.0) return "0";
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.2e", value);
  std::string out = text.data();
  const auto e = out.find('e');
  const int exponent = std::atoi(out.c_str() + e + 1);
  constexpr std::array<const char*, 10> high{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string up = exponent < 0 ? "⁻" : "";
  for (const char digit : std::to_string(std::abs(exponent))) up += high.at(static_cast<std::size_t>(digit - '0'));
  out = out.substr(0, e) + "·10" + up;
  out[out.find('.')] = ',';
  return out;
}

GDALDatasetUniquePtr open_dataset(const std::filesystem::path& path, const char* option = nullptr) {
  GDALAllRegister();
  CPLSetConfigOption("OGR_XLSX_HEADERS", "FORCE");
  const char* const options[] = {option, nullptr};
  GDALDatasetUniquePtr dataset{
      GDALDataset::Open(path.string().c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, options)};
  INFO(path.string());
  REQUIRE(dataset != nullptr);
  return dataset;
}

// A line (PDF) or row (HTML) that holds all of these words.
bool has_line(const std::string& text, const char* separator, const std::vector<std::string>& words) {
  const std::string end{separator};
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find(end, from), text.size());
    const std::string_view line{text.data() + from, to - from};
    bool all = true;
    for (const std::string& word : words) all = all && line.find(word) != std::string_view::npos;
    if (all) return true;
    from = to + end.size();
  }
  return false;
}

}  // namespace

// Every figure that the report shares with the files of the run, in all of them. That the files agree with each other in
// every other cell too is tested with the formats.
TEST_CASE("PDF, HTML, CSV, XLSX, GPKG and JSON of one run say the same figures") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "dossier.toml", "-o", "uit", "--groepsrisico", "--format", "csv,xlsx", "--no-header-comment"}).exit == ok);
  REQUIRE(folder.run({"report", "uit", "-o", "rapport.pdf", "--bijlage-objecten"}).exit == ok);
  const json result = folder.result("uit");
  const std::string pdf = pdf_text(folder / "rapport.pdf");
  const std::string html = read_bytes(folder / "rapport.html");
  const auto gpkg = open_dataset(folder / "uit/resultaat.gpkg");
  const auto xlsx = open_dataset(folder / "uit/resultaat.xlsx");
  std::size_t compared = 0;
  // The words of every row in one line of the PDF and one row of the HTML; its cells in the tables of the files.
  const auto everywhere = [&](const std::string& table, const std::function<std::vector<std::string>(const json&)>& words) {
    const auto csv = open_dataset(folder / ("uit/csv/" + table + ".csv"), "AUTODETECT_TYPE=NO");
    const std::vector<OGRLayer*> layers{gpkg->GetLayerByName(table.c_str()), xlsx->GetLayerByName(table.c_str()), csv->GetLayer(0)};
    for (OGRLayer* layer : layers) REQUIRE(layer != nullptr);
    REQUIRE_FALSE(result.at(table).empty());
    for (OGRLayer* layer : layers) CHECK(static_cast<std::size_t>(layer->GetFeatureCount()) == result.at(table).size());
    for (OGRLayer* layer : layers) layer->ResetReading();
    for (const json& row : result.at(table)) {
      const std::vector<std::string> shown = words(row);
      CAPTURE(table, shown);
      CHECK(has_line(pdf, "\n", shown));
      CHECK(has_line(html, "</tr>", shown));
      for (OGRLayer* layer : layers) {
        const std::unique_ptr<OGRFeature> feature{layer->GetNextFeature()};
        REQUIRE(feature != nullptr);
        for (const auto& [name, value] : row.items()) {
          if (!value.is_number() && !value.is_string()) continue;
          const int i = feature->GetFieldIndex(name.c_str());
          CAPTURE(name, layer->GetDataset() == gpkg.get());
          REQUIRE(i >= 0);
          if (value.is_string()) {
            std::string expected = value;
            // A text that a spreadsheet would run has an apostrophe in front in a CSV.
            if (layer == layers.back() && expected.starts_with("-") && expected.find(' ') != std::string::npos) expected.insert(0, 1, '\'');
            CHECK(feature->GetFieldAsString(i) == expected);
          } else {
            CHECK(feature->GetFieldAsDouble(i) == Approx(value.get<double>()).epsilon(1e-12).margin(0.0));
          }
          ++compared;
        }
      }
    }
  };
  const auto rounded = [](const json& value) { return std::to_string(std::llround(value.get<double>())); };
  everywhere("pr_contour", [&](const json& row) -> std::vector<std::string> {
    return {power(row.at("pr_per_jaar")), comma(row.at("grootste_afstand_m")), rounded(row.at("oppervlak_m2"))};
  });
  everywhere("aandachtsgebied", [&](const json& row) -> std::vector<std::string> {
    return {row.at("soort"), comma(row.at("grootste_afstand_m")), rounded(row.at("oppervlak_m2"))};
  });
  // Of scenarios that are alike the report names the first.
  const auto first_alike = [&](const std::string& table, const json& row, const std::function<std::vector<std::string>(const json&)>& words) {
    for (const json& other : result.at(table)) {
      if (words(other) != words(row)) continue;
      std::vector<std::string> shown = words(row);
      shown.push_back(other.at("scenario"));
      return shown;
    }
    return std::vector<std::string>{};
  };
  everywhere("scenario", [&](const json& row) {
    return first_alike("scenario", row, [&](const json& r) -> std::vector<std::string> { return {r.at("soort"), power(r.at("frequentie_per_jaar"))}; });
  });
  everywhere("effectafstand", [&](const json& row) {
    return first_alike("effectafstand", row, [&](const json& r) -> std::vector<std::string> {
      return {r.at("effect"), r.value("weer", std::string{}), comma(r.at("afstand_midden_m")), comma(r.at("afstand_wand_m"))};
    });
  });
  everywhere("getroffen_pand", [&](const json& row) -> std::vector<std::string> {
    return {row.at("identificatie"), comma(row.at("afstand_m")), power(row.at("pr_max_per_jaar"))};
  });
  everywhere("getroffen_perceel", [&](const json& row) -> std::vector<std::string> {
    return {row.at("identificatie"), rounded(row.at("oppervlak_m2"))};
  });
  everywhere("groepsrisico", [&](const json& row) -> std::vector<std::string> {
    return {rounded(row.at("slachtoffers")), power(row.at("frequentie_per_jaar"))};
  });
  everywhere("parameters", [&](const json& row) -> std::vector<std::string> {
    return {row.at("parameter").get<std::string>().substr(0, 12)};
  });
  CHECK(compared > 1000);
  CHECK(pdf.find(run_info(result, "run_id").substr(0, 12)) != std::string::npos);
  CHECK(html.find(run_info(result, "run_id")) != std::string::npos);
}

TEST_CASE("a long list of buildings is printed when it was asked for, and both reports verify") {
  const StudyFolder folder;
  REQUIRE(folder.run({"report", "dossier.toml", "-o", "kort.pdf"}).exit == ok);
  REQUIRE(folder.run({"report", "dossier.toml", "-o", "lang.pdf", "--bijlage-objecten"}).exit == ok);
  const std::string brief = read_bytes(folder / "kort.html");
  const std::string whole = read_bytes(folder / "lang.html");
  CHECK(brief.find("is niet afgedrukt") != std::string::npos);
  CHECK(brief.find("id=\"tabel-adressen\"") != std::string::npos);
  CHECK(whole.find("is niet afgedrukt") == std::string::npos);
  CHECK(whole.size() > brief.size());
  CHECK(folder.run({"verify", "kort.pdf"}).exit == ok);
  CHECK(folder.run({"verify", "lang.pdf"}).exit == ok);
}

TEST_CASE("the report has group risk and sensitivity when they were asked for, and says so when not") {
  const StudyFolder folder;
  REQUIRE(folder.run({"report", "klein.toml", "-o", "kaal.pdf"}).exit == ok);
  CHECK(read_bytes(folder / "kaal.html").find("id=\"figuur-fn\"") == std::string::npos);
  CHECK(read_bytes(folder / "kaal.html").find("Groepsrisico is niet berekend") != std::string::npos);
  CHECK(read_bytes(folder / "kaal.html").find("gevoeligheidsanalyse is niet berekend") != std::string::npos);

  // A release under which several die at once. From the folder of a run with group risk it comes without asking, as `verify` computes it without asking.
  folder.edited("groot.toml", "klein.toml", "13,3 g/s", "500 g/s");
  REQUIRE(folder.run({"run", "groot.toml", "-o", "uit", "--groepsrisico"}).exit == ok);
  REQUIRE(folder.run({"report", "uit", "-o", "vol.pdf", "--gevoeligheid"}).exit == ok);
  REQUIRE(folder.run({"report", "groot.toml", "-o", "gevraagd.pdf", "--gevoeligheid", "--groepsrisico"}).exit == ok);
  // Also on top of a result that was computed without it.
  REQUIRE(folder.run({"run", "groot.toml", "-o", "zonder"}).exit == ok);
  REQUIRE(folder.run({"report", "zonder", "-o", "alsnog.pdf", "--groepsrisico"}).exit == ok);
  CHECK(folder.run({"verify", "alsnog.pdf"}).exit == ok);
  const std::string html = read_bytes(folder / "vol.html");
  CHECK(html == read_bytes(folder / "gevraagd.html"));
  CHECK(folder.run({"verify", "vol.pdf"}).exit == ok);
  CHECK(html.find("id=\"figuur-fn\"") != std::string::npos);
  CHECK(html.find("id=\"figuur-gevoeligheid-gifwolk\"") != std::string::npos);
  CHECK(html.find("Groepsrisico is niet berekend") == std::string::npos);
  CHECK(html.find("is niet berekend (batterisk report") == std::string::npos);
  const std::string pdf = pdf_text(folder / "vol.pdf");
  const json result = folder.result("uit");
  REQUIRE_FALSE(result.at("groepsrisico").empty());
  for (const json& row : result.at("groepsrisico")) {
    const std::string n = std::to_string(std::llround(row.at("slachtoffers").get<double>()));
    const double f = row.at("frequentie_per_jaar");
    CAPTURE(n, f);
    CHECK(has_line(pdf, "\n", {n, power(f)}));
    CHECK(has_line(html, "</tr>", {">" + n + "<", power(f)}));
  }
  // The row of the values as computed is that of the zones.
  for (const json& row : result.at("aandachtsgebied")) {
    CHECK(has_line(html, "</tr>", {"zoals berekend", comma(row.at("grootste_afstand_m"))}));
  }
}

TEST_CASE("the report shows what the dossier claims: measures with what they do, classes and bindings of buildings") {
  const StudyFolder folder;
  REQUIRE(folder.run({"report", "klein.toml", "-o", "kaal.pdf"}).exit == ok);
  CHECK(read_bytes(folder / "kaal.html").find("geen maatregelen op die de berekening meetelt") != std::string::npos);
  CHECK(read_bytes(folder / "kaal.html").find("Niets: alles komt uit de kaartlagen") != std::string::npos);
  REQUIRE(folder.run({"run", "dossier.toml", "-o", "kaal"}).exit == ok);
  const std::string pand = folder.result("kaal").at("getroffen_pand")[0].at("identificatie");
  write_bytes(folder / "vol.toml", read_bytes(folder / "dossier.toml") +
                                       "\n[[maatregel]]\nsoort = \"detectie\"\nnaam = \"gasdetectie\"\nbewijs = \"certificaat 12\"\n"
                                       "waarden = { \"freq.measure\" = 0.9 }\n"
                                       "\n[[object]]\nidentificatie = \"" + pand +
                                       "\"\nklasse = \"zeer_kwetsbaar\"\nmotivering = \"kinderopvang volgens het register\"\n"
                                       "functionele_binding = \"nee\"\n");
  REQUIRE(folder.run({"run", "vol.toml", "-o", "uit"}).exit == ok);
  REQUIRE(folder.run({"report", "uit", "-o", "rapport.pdf"}).exit == ok);
  const std::string html = read_bytes(folder / "rapport.html");
  const json result = folder.result("uit");
  REQUIRE_FALSE(result.at("maatregel").empty());
  for (const json& row : result.at("maatregel")) {
    const std::vector<std::string> words{row.at("zone"), comma(row.at("afstand_met_m")), comma(row.at("afstand_zonder_m")), "certificaat 12"};
    CAPTURE(words);
    CHECK(has_line(html, "</tr>", words));
  }
  CHECK(has_line(html, "</tr>", {pand, "zeer kwetsbaar", "kinderopvang volgens het register"}));
  CHECK(pdf_text(folder / "rapport.pdf").find("gasdetectie") != std::string::npos);
}

TEST_CASE("a report of a study without buildings, without anything in a zone, or without any layer") {
  const StudyFolder folder;
  SECTION("no layer") {
    std::string text = read_bytes(folder / "klein.toml");
    text.erase(text.find("[[omgeving.laag]]"));
    write_bytes(folder / "kaal.toml", text);
    const Outcome outcome = folder.run({"report", "kaal.toml", "-o", "rapport.pdf"});
    CAPTURE(outcome.err);
    CHECK((outcome.exit == ok || outcome.exit == no_data));
    const std::string html = read_bytes(folder / "rapport.html");
    const std::string pdf = pdf_text(folder / "rapport.pdf");
    for (const char* sentence : {"Het dossier noemt geen kaartlagen", "Er is geen bruikbare gebouwenlaag", "onbepaald"}) {
      CAPTURE(sentence);
      CHECK(html.find(sentence) != std::string::npos);
      CHECK(pdf.find(sentence) != std::string::npos);
    }
    // No data never means that nothing is wrong.
    CHECK(html.find("geen van de beoordeelde gebouwen ligt boven een norm") == std::string::npos);
    CHECK(folder.run({"verify", "rapport.pdf"}).exit == ok);
  }
  SECTION("a release that reaches nothing") {
    folder.edited("zwak.toml", "klein.toml", "13,3 g/s", "1e-6 g/s");
    const Outcome outcome = folder.run({"report", "zwak.toml", "-o", "rapport.pdf"});
    CAPTURE(outcome.err);
    REQUIRE(outcome.exit == ok);
    const std::string html = read_bytes(folder / "rapport.html");
    const std::string pdf = pdf_text(folder / "rapport.pdf");
    for (const char* sentence : {"Er ligt geen gebouw in een zone", "nergens"}) {
      CAPTURE(sentence);
      CHECK(html.find(sentence) != std::string::npos);
      CHECK(pdf.find(sentence) != std::string::npos);
    }
    CHECK(folder.run({"verify", "rapport.pdf"}).exit == ok);
  }
  SECTION("buildings, and none within reach") {
    folder.with_buildings("leeg.toml", "vuil.gpkg", "pand_leeg_SYNTHETISCH");
    (void)folder.run({"report", "leeg.toml", "-o", "rapport.pdf"});
    CHECK(read_bytes(folder / "rapport.html").find("geen van de beoordeelde gebouwen ligt boven een norm") == std::string::npos);
    CHECK(pdf_text(folder / "rapport.pdf").find("onbepaald") != std::string::npos);
  }
}

TEST_CASE("a map in the PDF is true to the scale that it names") {
  const StudyFolder folder;
  REQUIRE(folder.run({"report", "klein.toml", "-o", "rapport.pdf", "--scale", "1000"}).exit == ok);
  const std::string words = output_of("pdftotext -bbox '" + (folder / "rapport.pdf").string() + "' -");
  // Numbers of the RD grid below the map stand at their coordinate.
  std::size_t maps = 0;
  for (std::size_t from = words.find("<page"); from != std::string::npos; from = words.find("<page", from + 1)) {
    const std::string page = words.substr(from, words.find("</page>", from) - from);
    if (page.find(">1:1000<") == std::string::npos) continue;
    std::vector<std::pair<double, double>> found;  // middle of the number (mm), coordinate (m)
    std::optional<double> row;
    for (std::size_t at = page.find("<word "); at != std::string::npos; at = page.find("<word ", at + 1)) {
      double left = 0.0;
      double top = 0.0;
      double right = 0.0;
      int number = 0;
      if (std::sscanf(page.c_str() + at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%*f\">%6d</word>", &left, &top,
                      &right, &number) != 4) {
        continue;
      }
      if (number < 120'000 || number >= 130'000 || (row && *row != top)) continue;
      row = top;
      found.emplace_back((left + right) / 2.0 * 25.4 / 72.0, number);
    }
    if (found.size() < 2) continue;
    ++maps;
    const double paper_mm = found.back().first - found.front().first;
    const double ground_m = found.back().second - found.front().second;
    CHECK(paper_mm == Approx(ground_m).margin(0.3));  // 1:1000: a metre is a millimetre
  }
  CHECK(maps >= 2);
}

TEST_CASE("the same study gives the same PDF, the date is an option") {
  const StudyFolder folder;
  REQUIRE(folder.run({"report", "klein.toml", "-o", "een.pdf"}).exit == ok);
  REQUIRE(folder.run({"report", "klein.toml", "-o", "twee.pdf"}).exit == ok);
  CHECK(read_bytes(folder / "een.pdf") == read_bytes(folder / "twee.pdf"));
  CHECK(read_bytes(folder / "een.html") == read_bytes(folder / "twee.html"));
  const auto created = [&](const char* name) {
    return output_of("TZ=UTC pdfinfo -isodates '" + (folder / name).string() + "' | grep CreationDate");
  };
  CHECK(created("een.pdf").find("2026-11-01T00:00:00Z") != std::string::npos);  // the peildatum, no clock
  REQUIRE(folder.run({"report", "klein.toml", "-o", "drie.pdf", "--date", "2027-02-03"}).exit == ok);
  CHECK(created("drie.pdf").find("2027-02-03T00:00:00Z") != std::string::npos);
  ::setenv("SOURCE_DATE_EPOCH", "86400", 1);
  REQUIRE(folder.run({"report", "klein.toml", "-o", "vier.pdf"}).exit == ok);
  ::unsetenv("SOURCE_DATE_EPOCH");
  CHECK(created("vier.pdf").find("1970-01-02T00:00:00Z") != std::string::npos);
}

TEST_CASE("every page says what the result is not") {
  const StudyFolder folder;
  REQUIRE(folder.run({"report", "klein.toml", "-o", "rapport.pdf", "-p", "tox.y_hf.lfp=120 g/kWh"}).exit == ok);
  const std::string text = pdf_text(folder / "rapport.pdf");
  std::size_t pages = 0;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\f', from), text.size());
    const std::string page = text.substr(from, end - from);
    ++pages;
    CAPTURE(pages);
    CHECK(page.find("concept") != std::string::npos);
    CHECK(page.find("indicatief") != std::string::npos);
    from = end + 1;
  }
  CHECK(pages > 10);
  CHECK(text.find("Bijlage: beperkingen en uitsluitingen") != std::string::npos);
  CHECK(text.find("art. 8.5") + text.find("artikel 8.5") > 0);
  REQUIRE(folder.run({"report", "klein.toml", "-o", "english.pdf", "--lang", "en"}).exit == ok);
  CHECK(pdf_text(folder / "english.pdf").find("Annex: limits and exclusions") != std::string::npos);
}

TEST_CASE("every page of a report under a draft says ontwerp, and the draft travels with it") {
  const StudyFolder folder;
  REQUIRE(folder.run({"rules", "draft", "referentie", "-p", "indoor.n_v=2 1/h", "--motivering", "proef", "-o", "ruim"}).exit == ok);
  // A draft holds from the day of what it changes.
  folder.edited("later.toml", "klein.toml", "peildatum = 2026-11-01", "peildatum = 2026-12-15");
  REQUIRE(folder.run({"report", "later.toml", "--rules", "ruim", "-o", "rapport.pdf"}).exit == ok);
  const std::string text = pdf_text(folder / "rapport.pdf");
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\f', from), text.size());
    CHECK(text.substr(from, end - from).find(" ontwerp ") != std::string::npos);
    from = end + 1;
  }
  CHECK(read_bytes(folder / "rapport.html").find("<span class=\"label\">ontwerp</span>") != std::string::npos);
  std::filesystem::remove_all(folder / "ruim");
  CHECK(folder.run({"verify", "rapport.pdf"}).exit == ok);
}

TEST_CASE("names of people and places cannot break the report") {
  const StudyFolder folder;
  const std::string script = "<script>alert(1)</script> & \\\"x\\\"";
  const std::string rtl = "סוללה שכונתית";
  for (const std::string& name : {script, rtl, std::string(300, 'W')}) {
    folder.edited("naam.toml", "klein.toml", "naam = \"Klein SYNTHETISCH\"", "naam = \"" + name + "\"");
    const Outcome outcome = folder.run({"report", "naam.toml", "-o", "naam.pdf"});
    CAPTURE(name, outcome.err);
    REQUIRE(outcome.exit == ok);
    const std::string html = read_bytes(folder / "naam.html");
    CHECK(html.find("<script") == std::string::npos);
    if (name == rtl) CHECK(html.find(rtl) != std::string::npos);
    CHECK(output_of("pdfinfo '" + (folder / "naam.pdf").string() + "'").find("Pages:") != std::string::npos);
    CHECK(folder.run({"verify", "naam.pdf"}).exit == ok);
  }
  CHECK(read_bytes(folder / "naam.html").find(std::string(300, 'W')) != std::string::npos);
}

TEST_CASE("ids in the HTML occur once") {
  const StudyFolder folder;
  REQUIRE(folder.run({"report", "dossier.toml", "-o", "rapport.pdf"}).exit == ok);
  const std::string html = read_bytes(folder / "rapport.html");
  std::set<std::string> ids;
  for (auto at = html.find(" id=\""); at != std::string::npos; at = html.find(" id=\"", at + 1)) {
    const std::string id = html.substr(at + 5, html.find('"', at + 5) - at - 5);
    CAPTURE(id);
    CHECK(ids.insert(id).second);
  }
  for (auto at = html.find("url(#"); at != std::string::npos; at = html.find("url(#", at + 1)) {
    CHECK(ids.contains(html.substr(at + 5, html.find(')', at) - at - 5)));
  }
}

TEST_CASE("without its font there is no PDF, and the message says which") {
  const StudyFolder folder;
  write_bytes(folder / "leeg/fonts.conf", "<?xml version=\"1.0\"?><fontconfig><dir>" + (folder / "leeg").string() + "</dir></fontconfig>");
  ::setenv("FONTCONFIG_FILE", (folder / "leeg/fonts.conf").c_str(), 1);
  const Outcome outcome = folder.run({"report", "klein.toml", "-o", "rapport.pdf"});
  ::unsetenv("FONTCONFIG_FILE");
  CAPTURE(outcome.err);
  CHECK(outcome.exit == no_data);
  CHECK(outcome.reports("F018"));
  CHECK(outcome.err.find("DejaVu Sans") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder / "rapport.pdf"));
}
