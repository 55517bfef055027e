#include "map/map_furniture.hpp"

#include "map/map_style.hpp"

#include "batterisk/core/base/date.hpp"
#include "batterisk/core/rules/rule_document.hpp"
#include "batterisk/study/run/summary.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

std::string pick(Language language, std::string_view nl, std::string_view en) {
  return std::string{language == Language::Nl ? nl : en};
}

std::string grouped(std::string text, std::string_view by) {
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, by);
  return text;
}

// "1:2500"; "1:12.500" where there is more to read.
std::string scale_text(double scale, Language language) {
  const std::string whole = fmt::format("{:.0f}", scale);
  return "1:" + (whole.size() < 5 ? whole : grouped(whole, language == Language::Nl ? "." : ","));
}

std::string short_hash(const std::string& hash) {
  return hash.substr(0, 12);
}

std::string rules_text(const StudyResult& r) {
  std::string text = r.rules->id;
  for (const RuleFile& file : r.rules->files) {
    if (file.id == r.rules->id) text += " (sha256 " + short_hash(file.sha256) + ")";
  }
  return text;
}

std::string standing(const StudyResult& r, Language language) {
  if (r.label == Label::ConformRegelset) {
    return pick(language, "conform de regelset", "conforms to the rule set");
  }
  const std::string method = r.label == Label::EigenReferentiemethode
                                 ? pick(language, "eigen referentiemethode", "own reference method")
                                 : pick(language, "indicatief", "indicatief (indicative)");
  return method + pick(language, ", geen berekening als bedoeld in art. 8.5/8.7 Or",
                       ", not a calculation as meant in art. 8.5/8.7 Or");
}

std::string layers_text(const StudyResult& r, Language language) {
  std::string text;
  for (const LayerReport& layer : r.surroundings.reports) {
    text += fmt::format("{}{}: {}{}{}", text.empty() ? "" : "; ", to_string(layer.kind), layer.bron,
                        layer.datum.empty() ? "" : ", ", layer.datum);
  }
  return text.empty() ? pick(language, "geen", "none") : text;
}

}  // namespace

MapBlock map_header(const StudyResult& result, const svg::Rect& room, Language language) {
  constexpr double title = 5.2;
  constexpr double verdict = 3.0;
  std::string out;
  std::vector<std::string> labels;
  if (result.dossier.status == "concept") labels.push_back("concept");
  if (result.ontwerp) labels.push_back("ontwerp");
  if (result.label == Label::Indicatief) labels.push_back("indicatief");
  double right = room.right();
  for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
    const double width = svg::text_width(*label, 2.9, true) + 4.0;
    right -= width;
    const svg::Rect box{right, room.y + 0.4, width, 4.9};
    out += svg::rect(box, "rx=\"1\" fill=\"#202020\"");
    out += svg::text({box.centre().x, box.centre().y + 1.05}, *label,
                     {.size = 2.9, .fill = "#fff", .anchor = "middle", .bold = true});
    right -= 1.5;
  }
  const std::string name =
      result.dossier.name.empty() ? pick(language, "Zonder naam", "Without a name") : result.dossier.name;
  out += svg::text({room.x, room.y + 0.9 * title}, svg::clipped(name, right - room.x - 2.0, title, true),
                   {.size = title, .bold = true});
  const auto lines = svg::wrapped(verdict_sentence(result, language), room.width - 6.0, verdict, 2);
  double y = room.y + title + 5.0;
  out += map_style::verdict_sign(result.eindoordeel, {room.x + 2.0, y - 1.1}, 1.9);
  for (const std::string& line : lines) {
    out += svg::text({room.x + 5.5, y}, line, {.size = verdict});
    y += 4.1;
  }
  return {"<g id=\"kop\">\n" + out + "</g>\n", y - 4.1 + 2.6 - room.y};
}

std::string map_scale(const MapView& view, const svg::Rect& room, Language language) {
  const double mm_per_m = 1000.0 / view.scale;
  const double step = round_step(std::min(52.0, room.width - 12.0) / mm_per_m);
  const double length = step * mm_per_m;
  const double digit = step / std::pow(10.0, std::floor(std::log10(step) + 1e-9));
  const int parts = digit > 4.0 ? 5 : 4;
  std::string out = svg::line({room.x, room.y}, {room.right(), room.y}, "#BDBDBD", 0.2);

  // North arrow: half dark, half light.
  const double x = room.x + 4.0;
  const double top = room.y + 3.0;
  const std::string at = svg::number(x) + " " + svg::number(top);
  out += "<path d=\"M" + at +
         "l-3 9 3-2z\" fill=\"#202020\" stroke=\"#202020\" stroke-width=\"0.2\"/>\n<path d=\"M" + at +
         "l3 9-3-2z\" fill=\"#fff\" stroke=\"#202020\" stroke-width=\"0.2\"/>\n";
  out +=
      svg::text({x + 5.5, top + 4.0}, pick(language, "noord (RD-raster)", "north (RD grid)"), {.size = 2.4});
  out +=
      svg::text({x + 5.5, top + 7.6}, pick(language, "schaal ", "scale ") + scale_text(view.scale, language),
                {.size = 2.6, .bold = true});

  const double bar = room.y + 18.5;
  const double left = room.x + 1.0;
  for (int i = 0; i < parts; ++i) {
    out += svg::rect(
        {left + length * i / parts, bar, length / parts, 1.3},
        fmt::format("fill=\"{}\" stroke=\"#202020\" stroke-width=\"0.2\"", i % 2 == 0 ? "#202020" : "#fff"));
  }
  const bool kilometres = step >= 1000.0;
  const auto distance = [&](double metres) {
    const double shown = kilometres ? metres / 1000.0 : metres;
    std::string text = decimal(shown, 1, language);
    if (text.back() == '0') text.erase(text.size() - 2);
    return text;
  };
  out += svg::text({left, bar - 1.0}, "0", {.size = 2.2, .anchor = "middle"});
  if (parts == 4) {
    out +=
        svg::text({left + length / 2.0, bar - 1.0}, distance(step / 2.0), {.size = 2.2, .anchor = "middle"});
  }
  out += svg::text({left + length, bar - 1.0}, distance(step) + (kilometres ? " km" : " m"),
                   {.size = 2.2, .anchor = "middle"});
  return "<g id=\"schaal\" data-noemer=\"" + svg::number(view.scale) + "\" data-balk-m=\"" +
         svg::number(step) + "\">\n" + out + "</g>\n";
}

MapGrid map_grid(const MapView& view) {
  constexpr std::string_view colour = "#9A9A9A";
  constexpr double size = 1.8;
  const Box box = view.box();
  const double step = std::max(1.0, round_step(60.0 * view.scale / 1000.0));
  const svg::Rect& frame = view.frame;
  MapGrid grid;
  const double first_y = std::ceil(box.min.y / step) * step;
  std::string data;
  for (double x = std::ceil(box.min.x / step) * step; x <= box.max.x; x += step) {
    const double at = view.on_sheet(RdPoint{x, box.min.y}).x;
    for (double y = first_y; y <= box.max.y; y += step) {
      data += "M" + svg::number(at - 1.2) + " " + svg::number(view.on_sheet(RdPoint{x, y}).y) +
              "h2.4m-1.2-1.2v2.4";
    }
    grid.numbers += svg::line({at, frame.bottom()}, {at, frame.bottom() + 0.9}, colour, 0.15);
    grid.numbers += svg::text({at, frame.bottom() + 2.7}, fmt::format("{:.0f}", x),
                              {.size = size, .fill = "#666", .anchor = "middle"});
  }
  for (double y = first_y; y <= box.max.y; y += step) {
    const double at = view.on_sheet(RdPoint{box.min.x, y}).y;
    grid.numbers += svg::line({frame.x - 0.9, at}, {frame.x, at}, colour, 0.15);
    grid.numbers +=
        "<g transform=\"translate(" + svg::number(frame.x - 1.3) + " " + svg::number(at) +
        ") rotate(-90)\">" +
        svg::text({0.0, 0.0}, fmt::format("{:.0f}", y), {.size = size, .fill = "#666", .anchor = "middle"}) +
        "</g>\n";
  }
  grid.crosses = "<path id=\"raster\" fill=\"none\" stroke=\"" + std::string{colour} +
                 "\" stroke-width=\"0.15\" d=\"" + data + "\"/>\n";
  return grid;
}

MapBlock map_footer(const StudyResult& r, double scale, svg::Point top_left, double width,
                    Language language) {
  constexpr double size = 2.1;
  constexpr double line_height = 2.9;
  std::string out;
  double y = top_left.y + 0.9 * size;
  const auto add = [&](const std::string& text, std::size_t most) {
    for (const std::string& line : svg::wrapped(text, width, size, most)) {
      out += svg::text({top_left.x, y}, line, {.size = size, .fill = "#555"});
      y += line_height;
    }
  };
  add(fmt::format("EPSG:28992 (RD New), {} {} {} · peildatum {} · {} {}", pick(language, "schaal", "scale"),
                  scale_text(scale, language), pick(language, "op ware grootte", "at full size"),
                  iso_date(r.dossier.peildatum),
                  pick(language, "status van de norm:", "standing of the norm:"),
                  normstatus_word(norm_status(*r.rules), language)),
      1);
  add(fmt::format("{} {} · {} · batterisk {} ({}) · run {}", pick(language, "regelset", "rule set"),
                  rules_text(r), standing(r, language), r.receipt.program_version, r.receipt.commit,
                  short_hash(r.receipt.run_hash)),
      2);
  add(pick(language, "lagen: ", "layers: ") + layers_text(r, language), 3);
  return {"<g id=\"voet\">\n" + out + "</g>\n", y - line_height + 0.3 * size - top_left.y};
}

}  // namespace batterisk::study
