#include "batterisk/study/tables/layer_style.hpp"

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

struct Symbol {
  std::string_view value;  // of the attribute; empty = every object
  std::string_view label;
  std::string_view hex;
  int fill_alpha;
  double width_mm;
  std::string_view line_style;
};

std::string qml_symbol(std::string_view name, const Symbol& s) {
  return fmt::format(
      R"(<symbol type="fill" name="{}"><layer class="SimpleFill"><Option type="Map"><Option name="color" type="QString" value="{}"/><Option name="outline_color" type="QString" value="{}"/><Option name="outline_width" type="QString" value="{}"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="outline_style" type="QString" value="{}"/><Option name="style" type="QString" value="{}"/></Option></layer></symbol>)",
      name, rgba(s.hex, s.fill_alpha), rgba(s.hex, 255), s.width_mm, s.line_style, s.fill_alpha == 0 ? "no" : "solid");
}

std::string qml_document(std::string_view renderer) {
  return fmt::format(R"(<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis version="3.22" styleCategories="Symbology">{}</qgis>)",
                     renderer);
}

// Lengths of dashes and gaps, in widths of the line; empty for a solid one.
std::vector<double> dashes(std::string_view line_style) {
  if (line_style == "dot") return {1.0, 2.0};
  if (line_style == "dash") return {4.0, 2.0};
  if (line_style == "dash dot") return {4.0, 2.0, 1.0, 2.0};
  return {};
}

std::string sld_symbol(const Symbol& s) {
  const auto parameter = [](std::string_view name, const std::string& value) {
    return fmt::format(R"(<se:SvgParameter name="{}">{}</se:SvgParameter>)", name, value);
  };
  std::string out = "<se:PolygonSymbolizer>";
  if (s.fill_alpha > 0) {
    out += "<se:Fill>" + parameter("fill", std::string{s.hex}) +
           parameter("fill-opacity", fmt::format("{:.2f}", s.fill_alpha / 255.0)) + "</se:Fill>";
  }
  constexpr double pixel_mm = 0.28;  // of the standard
  const double width = s.width_mm / pixel_mm;
  out += "<se:Stroke>" + parameter("stroke", std::string{s.hex}) + parameter("stroke-width", fmt::format("{:.2f}", width));
  std::string pattern;
  for (const double length : dashes(s.line_style)) pattern += fmt::format("{}{:.2f}", pattern.empty() ? "" : " ", length * width);
  if (!pattern.empty()) out += parameter("stroke-dasharray", pattern);
  return out + "</se:Stroke></se:PolygonSymbolizer>";
}

std::string sld_rule(std::string_view attribute, const Symbol& s) {
  std::string out = "<se:Rule>";
  if (!s.value.empty()) {
    out += fmt::format("<se:Name>{}</se:Name><se:Description><se:Title>{}</se:Title></se:Description>"
                       "<ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>{}</ogc:PropertyName>"
                       "<ogc:Literal>{}</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>",
                       s.value, s.label, attribute, s.value);
  }
  return out + sld_symbol(s) + "</se:Rule>";
}

std::string sld_document(std::string_view layer, std::string_view attribute, const std::vector<Symbol>& symbols) {
  std::string rules;
  for (const Symbol& s : symbols) rules += sld_rule(attribute, s);
  return fmt::format(
      R"(<?xml version="1.0" encoding="UTF-8"?><StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se" xmlns:ogc="http://www.opengis.net/ogc"><NamedLayer><se:Name>{}</se:Name><UserStyle><se:Name>{}</se:Name><se:FeatureTypeStyle>{}</se:FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>)",
      layer, layer, rules);
}

gis::LayerStyle categorised(std::string_view layer, std::string_view attribute, const std::vector<Symbol>& symbols) {
  std::string list;
  std::string drawn;
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    list += fmt::format(R"(<category render="true" symbol="{}" value="{}" label="{}"/>)", i, symbols[i].value, symbols[i].label);
    drawn += qml_symbol(fmt::format("{}", i), symbols[i]);
  }
  return {qml_document(fmt::format(
              R"(<renderer-v2 type="categorizedSymbol" attr="{}" symbollevels="0"><categories>{}</categories><symbols>{}</symbols></renderer-v2>)",
              attribute, list, drawn)),
          sld_document(layer, attribute, symbols)};
}

gis::LayerStyle single(std::string_view layer, const Symbol& symbol) {
  return {qml_document(fmt::format(R"(<renderer-v2 type="singleSymbol" symbollevels="0"><symbols>{}</symbols></renderer-v2>)",
                                   qml_symbol("0", symbol))),
          sld_document(layer, "", {symbol})};
}

}  // namespace

gis::LayerStyle pr_contour_style() {
  return categorised("pr_contour", "type_pr",
                     {{"PR10-5", "PR 10⁻⁵", "#E145BA", 0, 0.52, "dot"},
                      {"PR10-6", "PR 10⁻⁶", "#01155B", 0, 0.78, "dash"},
                      {"PR10-7", "PR 10⁻⁷", "#F4D41E", 0, 0.52, "dash"},
                      {"PR10-8", "PR 10⁻⁸", "#219162", 0, 0.52, "dot"}});
}

gis::LayerStyle area_style() {
  return categorised("aandachtsgebied", "soort",
                     {{"brand", "brandaandachtsgebied", "#A31E0E", 31, 0.4, "solid"},
                      {"explosie", "explosieaandachtsgebied", "#390576", 31, 0.4, "solid"},
                      {"gifwolk", "gifwolkaandachtsgebied", "#37A2AA", 31, 0.4, "solid"}});
}

// Lines alone: a fill that grows outward would be read as a size.
gis::LayerStyle uncertain_zone_style() {
  return categorised("onzekerheid_contour", "zone",
                     {{"PR10-5", "PR 10⁻⁵", "#E145BA", 0, 0.26, "solid"},
                      {"PR10-6", "PR 10⁻⁶", "#01155B", 0, 0.26, "solid"},
                      {"PR10-7", "PR 10⁻⁷", "#F4D41E", 0, 0.26, "solid"},
                      {"PR10-8", "PR 10⁻⁸", "#219162", 0, 0.26, "solid"},
                      {"brand", "brandaandachtsgebied", "#A31E0E", 0, 0.26, "dash"},
                      {"explosie", "explosieaandachtsgebied", "#390576", 0, 0.26, "dash"},
                      {"gifwolk", "gifwolkaandachtsgebied", "#37A2AA", 0, 0.26, "dash"}});
}

gis::LayerStyle source_style() { return single("bron", {"", "", "#202020", 200, 0.26, "solid"}); }
gis::LayerStyle site_style() { return single("locatie", {"", "", "#202020", 0, 0.4, "dash dot"}); }

gis::LayerStyle object_style(std::string_view layer) {
  return categorised(layer, "oordeel",
                     {{"voldoet_niet", "voldoet niet", "#B00020", 160, 0.3, "solid"},
                      {"onbepaald", "onbepaald", "#808080", 160, 0.3, "dash"},
                      {"afweging_nodig", "afweging nodig", "#E08A00", 160, 0.3, "solid"},
                      {"voldoet", "voldoet", "#2E7D32", 110, 0.3, "solid"},
                      {"niet_van_toepassing", "niet van toepassing", "#BDBDBD", 110, 0.2, "solid"}});
}

// The colour of the voorschriftengebied in the symbol library of the DSO (vsg035).
gis::LayerStyle building_rules_style() {
  return categorised("voorschriftengebied", "rol",
                     {{"kandidaat", "voorschriftengebied, kandidaat", "#FFC040", 31, 0.4, "dash"},
                      {"mag_niet_vervallen", "mag niet vervallen", "#FFC040", 200, 0.6, "solid"}});
}

gis::LayerStyle room_style(std::string_view layer) {
  if (layer == "mogelijk") return single(layer, {"", "", "#43A047", 110, 0.4, "solid"});
  if (layer == "opstelling") return single(layer, {"", "", "#202020", 200, 0.3, "solid"});
  if (layer == "rijstrook") return single(layer, {"", "", "#90A4AE", 90, 0.2, "solid"});
  if (layer == "onbekend") return single(layer, {"", "", "#616161", 60, 0.3, "dot"});
  return single(layer, {"", "", "#E53935", 25, 0.2, "solid"});
}

gis::LayerStyle plot_style() {
  return categorised("terreinen", "uitkomst",
                     {{"past", "past", "#2E7D32", 110, 0.3, "solid"},
                      {"past_met_maatregelen", "past met maatregelen", "#E08A00", 160, 0.3, "solid"},
                      {"past_niet", "past niet", "#B00020", 160, 0.3, "solid"},
                      {"niet_te_zeggen", "niet te zeggen", "#808080", 160, 0.3, "dash"}});
}

gis::LayerStyle own_ground_style() { return single("pand_op_eigen_terrein", {"", "", "#606060", 60, 0.3, "dash"}); }
gis::LayerStyle parcel_style() { return single("getroffen_perceel", {"", "", "#8D6E63", 0, 0.2, "solid"}); }

}  // namespace batterisk::study
