#include "study_folder.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

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

std::set<std::string> lines_of(const std::string& text) {
  std::set<std::string> lines;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) lines.insert(line);
  return lines;
}

}  // namespace

TEST_CASE("PDF, HTML, CSV and JSON of one run say the same figures") {
  const StudyFolder folder;
  REQUIRE(folder.run({"run", "dossier.toml", "-o", "uit", "--format", "csv"}).exit == ok);
  REQUIRE(folder.run({"report", "uit", "-o", "rapport.pdf"}).exit == ok);
  const json result = folder.result("uit");
  const std::string pdf = pdf_text(folder / "rapport.pdf");
  const std::string html = read_bytes(folder / "rapport.html");
  const auto both = [&](const std::vector<std::string>& words) {
    CAPTURE(words);
    CHECK(has_line(pdf, "\n", words));
    CHECK(has_line(html, "</tr>", words));
  };
  const auto rounded = [](double value) { return std::to_string(std::llround(value)); };
  for (const json& row : result.at("pr_contour")) {
    both({power(row.at("pr_per_jaar")), comma(row.at("grootste_afstand_m")), rounded(row.at("oppervlak_m2"))});
  }
  for (const json& row : result.at("aandachtsgebied")) {
    both({row.at("soort"), comma(row.at("grootste_afstand_m")), rounded(row.at("oppervlak_m2"))});
  }
  for (const json& row : result.at("scenario")) both({row.at("scenario"), power(row.at("frequentie_per_jaar"))});
  for (const json& row : result.at("effectafstand")) {
    both({row.at("scenario"), row.at("effect"), comma(row.at("afstand_midden_m")), comma(row.at("afstand_wand_m"))});
  }
  const std::set<std::string> csv = lines_of(read_bytes(folder / "uit/csv/getroffen_pand.csv"));
  for (const json& row : result.at("getroffen_pand")) {
    const std::string id = row.at("identificatie");
    both({id, comma(row.at("afstand_m")), power(row.at("pr_max_per_jaar"))});
    const auto line = std::find_if(csv.begin(), csv.end(), [&](const std::string& l) { return l.rfind(id + ",", 0) == 0; });
    REQUIRE(line != csv.end());
    CHECK(line->find(row.at("afstand_m").dump()) != std::string::npos);
  }
  for (const json& row : result.at("getroffen_perceel")) both({row.at("identificatie"), rounded(row.at("oppervlak_m2"))});
  CHECK(pdf.find(result.at("run_info")[11].at("waarde").get<std::string>().substr(0, 12)) != std::string::npos);
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

TEST_CASE("the same study gives the same PDF; the date is an option") {
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
