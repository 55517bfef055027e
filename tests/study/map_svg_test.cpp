#include "support/paths.hpp"

#include "batterisk/study/map/map_drawing.hpp"
#include "batterisk/study/map/svg.hpp"
#include "batterisk/study/output/output.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <locale>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using namespace batterisk;
using namespace batterisk::study;

namespace {

std::string map_svg(const StudyResult& result, const MapOptions& options) {
  return svg::file(map_drawing(result, options));
}

constexpr RdPoint centre{120300.0, 479850.0};

std::shared_ptr<const RuleSet> rules() {
  static const auto set = std::make_shared<const RuleSet>(load_rule_set(
      load_rule_catalog(test::rules_folder()),
      {"referentie", std::chrono::year{2026} / 11 / 1, std::chrono::year{2026} / 10 / 15, std::nullopt, {}}));
  return set;
}

Ring square(RdPoint middle, double half) {
  return {{middle.x - half, middle.y - half},
          {middle.x + half, middle.y - half},
          {middle.x + half, middle.y + half},
          {middle.x - half, middle.y + half}};
}

ZoneResult zone(std::string name, std::optional<PlaatsgebondenRisico> level,
                std::optional<Aandachtsgebied> soort, double radius_m) {
  ZoneResult result;
  result.naam = std::move(name);
  result.zone.level = level;
  result.zone.aandachtsgebied = soort;
  if (radius_m > 0.0) {
    result.zone.parts = {Circle{centre, radius_m}};
    result.polygons = {inscribed_polygon({centre, radius_m}, 0.05)};
    result.oppervlakte_m2 = area_m2(result.polygons);
    result.grootste_afstand_m = radius_m;
  }
  return result;
}

ZoneResult contour(int exponent, double radius_m) {
  return zone("PR10" + std::to_string(exponent), PlaatsgebondenRisico::per_year(std::pow(10.0, exponent)),
              std::nullopt, radius_m);
}

ZoneResult area(Aandachtsgebied soort, double radius_m) {
  return zone(std::string{to_string(soort)}, std::nullopt, soort, radius_m);
}

// One container on a site of 20 m, without layers and without zones.
StudyResult plain_result() {
  StudyResult r;
  r.rules = rules();
  r.dossier.name = "Proef";
  r.dossier.status = "definitief";
  r.dossier.peildatum = std::chrono::year{2026} / 11 / 1;
  r.dossier.sites = {{"terrein", {square(centre, 10.0), {}}}};
  BatteryUnit unit;
  unit.id = "BESS-1";
  unit.position = centre;
  unit.orientation = Angle::deg(30.0);
  unit.length = Length::m(6.06);
  unit.width = Length::m(2.44);
  r.dossier.units = {unit};
  r.label = Label::EigenReferentiemethode;
  r.receipt.program_version = "1.2.3";
  r.receipt.run_hash = std::string(64, 'a');
  return r;
}

void add_building(StudyResult& r, RdPoint at, Kwetsbaarheid klasse, Oordeel oordeel, bool hit) {
  if (!r.surroundings.panden) r.surroundings.panden.emplace();
  Pand pand;
  pand.identificatie = "000010000000000" + std::to_string(r.surroundings.panden->size());
  pand.footprint = {{square(at, 4.0), {}}};
  PandResult judged;
  judged.pand = r.surroundings.panden->size();
  judged.klassering.klasse = klasse;
  judged.getroffen = hit;
  Bevinding finding;
  finding.pand = judged.pand;
  finding.oordeel = oordeel;
  judged.bevindingen = {finding};
  r.surroundings.panden->push_back(pand);
  r.surroundings.study_box = {{centre.x - 40.0, centre.y - 40.0}, {centre.x + 40.0, centre.y + 40.0}};
  r.panden.push_back(judged);
}

StudyResult full_result() {
  StudyResult r = plain_result();
  r.zones = {contour(-5, 6.0),
             contour(-6, 15.0),
             contour(-7, 22.0),
             contour(-8, 30.0),
             area(Aandachtsgebied::Brand, 12.0),
             area(Aandachtsgebied::Explosie, 14.0),
             area(Aandachtsgebied::Gifwolk, 34.0)};
  add_building(r, {centre.x + 20.0, centre.y}, Kwetsbaarheid::Kwetsbaar, Oordeel::AfwegingNodig, true);
  add_building(r, {centre.x - 30.0, centre.y + 20.0}, Kwetsbaarheid::BeperktKwetsbaar, Oordeel::Voldoet,
               false);
  r.surroundings.percelen = {{"1", "OTL02-B-2298", {{square({centre.x - 25.0, centre.y - 20.0}, 12.0), {}}}}};
  return r;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

// What stands in quotes after `before`.
std::string value_after(const std::string& text, const std::string& before) {
  const auto at = text.find(before);
  REQUIRE(at != std::string::npos);
  const auto begin = at + before.size();
  return text.substr(begin, text.find('"', begin) - begin);
}

// Empty for a well-formed document of elements, text and the five entities; else what is wrong. Enough of
// XML 1.0 for what the writer can produce: no CDATA, no comments, no doctype.
std::string fault_in(std::string_view xml) {
  const std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  if (xml.substr(0, declaration.size()) != declaration) return "declaration";
  xml.remove_prefix(declaration.size());
  const auto text_fault = [](std::string_view text) -> std::string {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      if (c == '<' || c == '>' || (c < 0x20 && c != '\n')) return "character in: " + std::string{text};
      if (c != '&') continue;
      bool known = false;
      for (const std::string_view entity : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"}) {
        known = known || text.substr(i, entity.size()) == entity;
      }
      if (!known) return "entity in: " + std::string{text};
    }
    return "";
  };
  std::vector<std::string> open;
  std::size_t roots = 0;
  while (!xml.empty()) {
    const auto tag = std::min(xml.find('<'), xml.size());
    if (std::string fault = text_fault(xml.substr(0, tag)); !fault.empty()) return fault;
    xml.remove_prefix(tag);
    if (xml.empty()) break;
    const auto end = xml.find('>');
    if (end == std::string_view::npos) return "tag without end";
    std::string_view inside = xml.substr(1, end - 1);
    xml.remove_prefix(end + 1);
    if (inside.substr(0, 1) == "/") {
      if (open.empty() || open.back() != inside.substr(1)) return "closes another: " + std::string{inside};
      open.pop_back();
      continue;
    }
    const bool closed = inside.substr(inside.size() - 1) == "/";
    if (closed) inside.remove_suffix(1);
    const auto name_end = std::min(inside.find(' '), inside.size());
    const std::string name{inside.substr(0, name_end)};
    if (open.empty() && ++roots > 1) return "second root";
    inside.remove_prefix(name_end);
    std::vector<std::string> names;
    while (true) {
      inside.remove_prefix(std::min(inside.find_first_not_of(' '), inside.size()));
      if (inside.empty()) break;
      const auto equal = inside.find("=\"");
      const auto quote = equal == std::string_view::npos ? equal : inside.find('"', equal + 2);
      if (quote == std::string_view::npos) return "attribute of " + name;
      const std::string attribute{inside.substr(0, equal)};
      if (attribute.find(' ') != std::string::npos) return "attribute of " + name;
      for (const std::string& other : names) {
        if (other == attribute) return attribute + " twice in " + name;
      }
      names.push_back(attribute);
      if (std::string fault = text_fault(inside.substr(equal + 2, quote - equal - 2)); !fault.empty())
        return fault;
      inside.remove_prefix(quote + 1);
    }
    if (!closed) open.push_back(name);
  }
  return open.empty() && roots == 1 ? "" : "not closed";
}

// Lengths of the sides of the unit (mm on the sheet).
std::vector<double> unit_sides(const std::string& svg) {
  const auto unit = svg.find("data-eenheid=\"BESS-1\"");
  REQUIRE(unit != std::string::npos);
  // The first corner, then steps to the others.
  const std::string steps = value_after(svg.substr(unit), " d=\"M");
  std::vector<double> sides;
  std::array<double, 2> whole{0.0, 0.0};
  for (const char* at = steps.c_str() + steps.find('l') + 1; *at != 'z' && *at != '\0';) {
    char* next = nullptr;
    const double x = std::strtod(at, &next);
    const double y = std::strtod(next, &next);
    sides.push_back(std::hypot(x, y));
    whole = {whole[0] + x, whole[1] + y};
    at = next;
  }
  REQUIRE(sides.size() == 3);
  sides.push_back(std::hypot(whole[0], whole[1]));  // back to the first
  return sides;
}

// A locale in which 1234.5 is written 1.234,5.
struct CommaPunct : std::numpunct<char> {
  [[nodiscard]] char do_decimal_point() const override { return ','; }
  [[nodiscard]] char do_thousands_sep() const override { return '.'; }
  [[nodiscard]] std::string do_grouping() const override { return "\3"; }
};

}  // namespace

TEST_CASE("a map is well-formed XML, in both languages") {
  CHECK(fault_in(map_svg(plain_result(), {})).empty());
  CHECK(fault_in(map_svg(full_result(), {})) == "");
  const std::string english = map_svg(full_result(), {.language = Language::En});
  CHECK(fault_in(english) == "");
  CHECK(has(english, "xml:lang=\"en\""));
  CHECK(has(english, "north (RD grid)"));
  CHECK(has(map_svg(full_result(), {}), "noord (RD-raster)"));
}

TEST_CASE("text of the dossier cannot become markup, nor run off the sheet") {
  StudyResult r = full_result();
  r.dossier.name = "<script>alert('x')</script> & \"naam\" \x01\xFF" + std::string(300, 'W');
  r.dossier.units[0].id = "\"/><g onload='x'>";
  LayerReport layer;
  layer.kind = LayerKind::Panden;
  layer.path = "a.gpkg";
  layer.layer = "pand";
  layer.bron = "<BAG> & co";
  layer.datum = "2026-11-01";
  layer.crs = "EPSG:28992";
  r.surroundings.reports = {layer};
  r.surroundings.percelen->front().kadastrale_aanduiding = "A-B-<1>";
  const std::string svg = map_svg(r, {});
  CHECK(fault_in(svg) == "");
  CHECK_FALSE(has(svg, "<script"));
  CHECK_FALSE(has(svg, "<g onload"));
  CHECK(has(svg, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;naam&quot;"));
  CHECK(has(svg, "&lt;BAG&gt; &amp; co, 2026-11-01"));
  CHECK_FALSE(has(svg, std::string(200, 'W')));
  CHECK(has(svg, "W\u2026</text>"));
  CHECK(has(svg, "\uFFFD"));
}

TEST_CASE("lengths on the sheet are lengths on the ground divided by the scale") {
  const StudyResult r = full_result();
  for (const double scale : {100.0, 250.0, 1234.0, 5000.0}) {
    const std::vector<double> sides = unit_sides(map_svg(r, {.scale = scale}));
    const double length = 6.06 * 1000.0 / scale;
    const double width = 2.44 * 1000.0 / scale;
    for (const std::size_t i : {0U, 2U}) {
      CHECK(std::max(sides[i], sides[i + 1]) == Approx(length).margin(0.0015));
      CHECK(std::min(sides[i], sides[i + 1]) == Approx(width).margin(0.0015));
    }
  }
  const std::string svg = map_svg(r, {});
  CHECK(has(svg, "width=\"277mm\" height=\"190mm\" viewBox=\"0 0 277 190\""));
  CHECK(has(map_svg(r, {.width_mm = 400.0, .height_mm = 277.0}),
            "width=\"400mm\" height=\"277mm\" viewBox=\"0 0 400 277\""));
}

TEST_CASE("the scale is the largest usual one that shows all zones, units and sites") {
  const auto scale_with = [](double radius_m) {
    StudyResult r = plain_result();
    r.zones = {area(Aandachtsgebied::Brand, radius_m)};
    return value_after(map_svg(r, {}), "data-noemer=\"");
  };
  // The map is about 154 mm high, of which 12 mm margin: 142 mm for the diameter.
  CHECK(scale_with(6.9) == "250");  // the site of 20 m decides: 20 m / 142 mm
  CHECK(scale_with(15.0) == "250");
  CHECK(scale_with(17.0) == "250");
  CHECK(scale_with(18.5) == "500");
  CHECK(scale_with(68.0) == "1000");
  CHECK(scale_with(1500.0) == "25000");
  CHECK(scale_with(3000.0) == "50000");  // beyond the usual ones rather than cut off
  CHECK(value_after(map_svg(full_result(), {.scale = 750.0}), "data-noemer=\"") == "750");
}

TEST_CASE("every zone with polygons is drawn and labelled") {
  const StudyResult r = full_result();
  const std::string svg = map_svg(r, {});
  for (const ZoneResult& each : r.zones) CHECK(count(svg, "data-zone=\"" + each.naam + "\"") == 1);
  const std::string labels = svg.substr(svg.find("<g id=\"opschriften\""));
  for (const char* text : {">10⁻⁵<", ">10⁻⁶<", ">10⁻⁷<", ">10⁻⁸<", ">B<", ">E<", ">G<"})
    CHECK(has(labels, text));
  for (const char* colour : {"#E145BA", "#01155B", "#F4D41E", "#219162", "#A31E0E", "#390576", "#37A2AA"}) {
    CHECK(has(svg, colour));
  }
}

TEST_CASE("the legend explains what the map shows and nothing else") {
  const auto legend = [](const StudyResult& r, const MapOptions& options = {}) {
    const std::string svg = map_svg(r, options);
    const auto begin = svg.find("<g id=\"legenda\">");
    return svg.substr(begin, svg.find("<g id=\"schaal\"") - begin);
  };
  StudyResult r = plain_result();
  r.zones = {contour(-6, 15.0), area(Aandachtsgebied::Brand, 12.0)};
  const std::string bare = legend(r);
  for (const char* text : {"PR 10⁻⁶", "15,0 m", "brandaandachtsgebied", "eenheid", "grens van de locatie",
                           "Geen gebouwenlaag", "Geen percelenlaag"}) {
    CHECK(has(bare, text));
  }
  for (const char* text : {"PR 10⁻⁵", "explosieaandachtsgebied", "kwetsbaar", "perceel met", "voldoet",
                           "eigen scenario", "hierbuiten"}) {
    CHECK_FALSE(has(bare, text));
  }
  const std::string full = legend(full_result());
  for (const char* text :
       {">kwetsbaar<", ">beperkt kwetsbaar<", ">afweging nodig<", ">perceel met nummer<", ">hierbuiten"}) {
    CHECK(has(full, text));
  }
  for (const char* text : {">zeer kwetsbaar<", ">voldoet<", ">voldoet niet<", "Geen "})
    CHECK_FALSE(has(full, text));
  CHECK(full.find("PR 10⁻⁵") < full.find("PR 10⁻⁶"));  // from high to low
  CHECK(full.find("PR 10⁻⁸") < full.find("brandaandachtsgebied"));

  // Close by only the inside of the larger zones shows: an area still colours the ground, a contour is gone.
  const std::string close = legend(full_result(), {.scale = 100.0});
  CHECK(has(close, "gifwolkaandachtsgebied"));
  CHECK(has(close, "Niet in beeld: PR 10⁻⁶, PR 10⁻⁷, PR 10⁻⁸"));
  CHECK(has(legend(full_result(), {.language = Language::En}), "limited vulnerable"));
}

TEST_CASE("addresses stand in the buildings that have room for them, and nowhere on a map of a large area") {
  StudyResult r = full_result();
  const auto unit = [](const char* street, const char* number) {
    Verblijfsobject there;
    there.adres = {street, number, "", "", "6981AB", "Doesburg"};
    return there;
  };
  const auto rectangle = [](double x, double y, double width, double height) {
    const RdPoint from{centre.x + x, centre.y + y};
    return MultiPolygon{{{{from.x, from.y}, {from.x + width, from.y}, {from.x + width, from.y + height}, {from.x, from.y + height}}, {}}};
  };
  std::vector<Pand>& panden = *r.surroundings.panden;
  panden[0].footprint = rectangle(8.0, -38.0, 30.0, 10.0);  // with the sign of its verdict in the middle
  panden[0].verblijfsobjecten = {unit("Koepoortstraat", "12"), unit("Koepoortstraat", "14")};
  panden[1].verblijfsobjecten = {unit("Nauwe Wegje", "3")};  // 8 m wide
  const std::string near = map_svg(r, {.scale = 1000.0});
  CHECK(has(near, ">Koepoortstraat 12 en 14<"));
  CHECK_FALSE(has(near, "Nauwe Wegje"));
  CHECK(has(map_svg(r, {.language = Language::En, .scale = 1000.0}), ">Koepoortstraat 12 and 14<"));
  CHECK(has(map_svg(r, {.scale = 400.0}), ">Nauwe Wegje 3<"));  // here it fits
  CHECK_FALSE(has(map_svg(r, {.scale = 2500.0}), "Koepoortstraat"));
  // A triangle as wide and high has no room.
  panden[0].footprint.front().outer.pop_back();
  CHECK_FALSE(has(map_svg(r, {.scale = 1000.0}), "Koepoortstraat"));
  // Without addresses the map has nothing in their place.
  for (Pand& pand : panden) pand.verblijfsobjecten.clear();
  CHECK_FALSE(has(map_svg(r, {.scale = 400.0}), "Wegje"));
}

TEST_CASE("a map without zones says so") {
  StudyResult r = plain_result();
  r.zones = {contour(-6, 0.0), area(Aandachtsgebied::Brand, 0.0)};
  const std::string svg = map_svg(r, {});
  CHECK(fault_in(svg) == "");
  CHECK(has(svg, "Geen enkele zone"));
  CHECK(has(svg, "Wordt nergens bereikt: PR 10⁻⁶, brandaandachtsgebied"));
  CHECK(has(map_svg(r, {.language = Language::En}), "Reached nowhere: PR 10⁻⁶, brandaandachtsgebied"));
  CHECK_FALSE(has(svg, "data-zone"));
}

TEST_CASE("draft, concept and indicative results carry their label") {
  StudyResult r = full_result();
  const auto labels = [&r] {
    const std::string svg = map_svg(r, {});
    return std::array{has(svg, ">concept<"), has(svg, ">ontwerp<"), has(svg, ">indicatief<")};
  };
  CHECK(labels() == std::array{false, false, false});
  r.ontwerp = true;
  r.label = Label::Indicatief;
  r.dossier.status = "concept";
  CHECK(labels() == std::array{true, true, true});
  const std::string svg = map_svg(r, {});
  for (const char* text : {"EPSG:28992", "geen berekening als bedoeld in art. 8.5/8.7 Or", "batterisk 1.2.3",
                           "run aaaaaaaaaaaa<"}) {
    CHECK(has(svg, text));
  }
  CHECK(has(svg, "regelset " + r.rules->id + " (sha256 "));
}

TEST_CASE("the bytes of a map depend on its arguments alone") {
  const StudyResult r = full_result();
  const std::string first = map_svg(r, {});
  CHECK(map_svg(r, {}) == first);
  const std::locale before = std::locale::global(std::locale{std::locale::classic(), new CommaPunct});
  const std::string with_commas = map_svg(r, {});
  std::locale::global(before);
  CHECK(with_commas == first);
  // No more than three decimals of a millimetre.
  std::size_t digits = 0;
  bool decimals = false;
  for (const char c : first.substr(first.find("<g id=\"kaart\""),
                                   first.find("<g id=\"legenda\"") - first.find("<g id=\"kaart\""))) {
    if (c == '.') {
      decimals = true;
      digits = 0;
    } else if (decimals && c >= '0' && c <= '9') {
      REQUIRE(++digits <= 3);
    } else {
      decimals = false;
    }
  }
}

TEST_CASE("a contour with very many vertices stays small and true") {
  StudyResult r = plain_result();
  r.zones = {contour(-8, 1500.0)};
  Ring ring;
  for (int i = 0; i < 100000; ++i)
    ring.push_back(point_at(centre, -6.283185307179586 * i / 100000.0, 1500.0));
  r.zones[0].polygons = {{ring, {}}};
  const std::string svg = map_svg(r, {});
  CHECK(svg.size() < 30000);
  // At 1:25,000 the circle has a radius of 60 mm; what is left must lie on it.
  const std::string data = value_after(svg.substr(svg.find("data-zone")), "d=\"M");
  const char* at = data.c_str();
  char* next = nullptr;
  double x = std::strtod(at, &next);
  double y = std::strtod(next, &next);
  const double middle_x = x;  // the first vertex lies north of the centre
  const double middle_y = y + 60.0;
  std::size_t vertices = 1;
  for (at = next + 1; *at != 'z' && *at != '\0'; at = next, ++vertices) {
    x += std::strtod(at, &next);
    y += std::strtod(next, &next);
    REQUIRE(std::hypot(x - middle_x, y - middle_y) == Approx(60.0).margin(0.003));
  }
  CHECK(vertices > 150);  // a sagitta of 0.005 mm: pi / acos(1 - 0.005 / 60)
}

TEST_CASE("a sheet or scale that cannot be is refused") {
  const StudyResult r = plain_result();
  CHECK_THROWS_AS(map_svg(r, {.width_mm = 100.0}), std::invalid_argument);
  CHECK_THROWS_AS(map_svg(r, {.height_mm = std::numeric_limits<double>::quiet_NaN()}), std::invalid_argument);
  CHECK_THROWS_AS(map_svg(r, {.scale = 0.0}), std::invalid_argument);
  CHECK_THROWS_AS(map_svg(r, {.scale = std::numeric_limits<double>::infinity()}), std::invalid_argument);
}

TEST_CASE("a result is written as four files and nothing else") {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "batterisk-map-svg-test";
  std::filesystem::remove_all(folder);
  const StudyResult r = full_result();
  const auto files = write_result(r, folder);
  REQUIRE(files.size() == 4);
  CHECK(files[0].filename() == "resultaat.json");
  CHECK(files[1].filename() == "resultaat.gpkg");
  CHECK(files[2].filename() == "kaart.svg");
  CHECK(files[3].filename() == "ontvangstbewijs.json");
  CHECK(std::distance(std::filesystem::directory_iterator{folder}, {}) == 4);
  std::ifstream in(files[2], std::ios::binary);
  CHECK(std::string{std::istreambuf_iterator<char>{in}, {}} == map_svg(r, {}));
  std::filesystem::remove_all(folder);
}
