#include "qgis_style.hpp"

#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

// "r,g,b,a" of QGIS.
std::string rgba(std::string_view hex, int alpha) {
  const auto part = [&](std::size_t at) { return std::stoi(std::string{hex.substr(at, 2)}, nullptr, 16); };
  return fmt::format("{},{},{},{}", part(1), part(3), part(5), alpha);
}

std::string fill_symbol(std::string_view name, std::string_view hex, int fill_alpha, double width_mm,
                        std::string_view line_style) {
  return fmt::format(
      R"(<symbol type="fill" name="{}"><layer class="SimpleFill"><Option type="Map"><Option name="color" type="QString" value="{}"/><Option name="outline_color" type="QString" value="{}"/><Option name="outline_width" type="QString" value="{}"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="outline_style" type="QString" value="{}"/><Option name="style" type="QString" value="{}"/></Option></layer></symbol>)",
      name, rgba(hex, fill_alpha), rgba(hex, 255), width_mm, line_style, fill_alpha == 0 ? "no" : "solid");
}

struct Category {
  std::string_view value;
  std::string_view label;
  std::string_view hex;
  int fill_alpha;
  double width_mm;
  std::string_view line_style;
};

std::string document(std::string_view renderer) {
  return fmt::format(R"(<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis version="3.22" styleCategories="Symbology">{}</qgis>)",
                     renderer);
}

std::string categorised(std::string_view attribute, const std::vector<Category>& categories) {
  std::string list;
  std::string symbols;
  for (std::size_t i = 0; i < categories.size(); ++i) {
    const Category& c = categories[i];
    list += fmt::format(R"(<category render="true" symbol="{}" value="{}" label="{}"/>)", i, c.value, c.label);
    symbols += fill_symbol(fmt::format("{}", i), c.hex, c.fill_alpha, c.width_mm, c.line_style);
  }
  return document(fmt::format(
      R"(<renderer-v2 type="categorizedSymbol" attr="{}" symbollevels="0"><categories>{}</categories><symbols>{}</symbols></renderer-v2>)",
      attribute, list, symbols));
}

std::string single(std::string_view hex, int fill_alpha, double width_mm, std::string_view line_style) {
  return document(fmt::format(R"(<renderer-v2 type="singleSymbol" symbollevels="0"><symbols>{}</symbols></renderer-v2>)",
                              fill_symbol("0", hex, fill_alpha, width_mm, line_style)));
}

}  // namespace

std::string pr_contour_style() {
  return categorised("type_pr", {{"PR10-5", "PR 10⁻⁵", "#E145BA", 0, 0.52, "dot"},
                                 {"PR10-6", "PR 10⁻⁶", "#01155B", 0, 0.78, "dash"},
                                 {"PR10-7", "PR 10⁻⁷", "#F4D41E", 0, 0.52, "dash"},
                                 {"PR10-8", "PR 10⁻⁸", "#219162", 0, 0.52, "dot"}});
}

std::string area_style() {
  return categorised("soort", {{"brand", "brandaandachtsgebied", "#A31E0E", 31, 0.4, "solid"},
                               {"explosie", "explosieaandachtsgebied", "#390576", 31, 0.4, "solid"},
                               {"gifwolk", "gifwolkaandachtsgebied", "#37A2AA", 31, 0.4, "solid"}});
}

std::string source_style() { return single("#202020", 200, 0.26, "solid"); }
std::string site_style() { return single("#202020", 0, 0.4, "dash dot"); }

std::string building_style() {
  return categorised("oordeel", {{"voldoet_niet", "voldoet niet", "#B00020", 160, 0.3, "solid"},
                                 {"onbepaald", "onbepaald", "#808080", 160, 0.3, "dash"},
                                 {"afweging_nodig", "afweging nodig", "#E08A00", 160, 0.3, "solid"},
                                 {"voldoet", "voldoet", "#2E7D32", 110, 0.3, "solid"},
                                 {"niet_van_toepassing", "niet van toepassing", "#BDBDBD", 110, 0.2, "solid"}});
}

// The colour of the voorschriftengebied in the symbol library of the DSO (vsg035).
std::string building_rules_style() {
  return categorised("rol", {{"kandidaat", "voorschriftengebied, kandidaat", "#FFC040", 31, 0.4, "dash"},
                             {"mag_niet_vervallen", "mag niet vervallen", "#FFC040", 200, 0.6, "solid"}});
}

std::string parcel_style() { return single("#8D6E63", 0, 0.2, "solid"); }

}  // namespace batterisk::study
