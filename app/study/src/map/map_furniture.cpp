#include "batterisk/study/map/map_furniture.hpp"

#include "batterisk/core/base/date.hpp"
#include "batterisk/core/rules/rule_document.hpp"
#include "batterisk/study/map/letters.hpp"
#include "batterisk/study/map/map_style.hpp"
#include "batterisk/study/map/svg.hpp"
#include "batterisk/study/run/summary.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

using namespace drawing;

std::string pick(Language language, std::string_view nl, std::string_view en) {
  return std::string{language == Language::Nl ? nl : en};
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

std::vector<std::string> standing_labels(const StudyResult& result) {
  std::vector<std::string> labels;
  if (result.dossier.status == "concept") labels.push_back("concept");
  if (result.ontwerp) labels.push_back("ontwerp");
  if (result.label == Label::Indicatief) labels.push_back("indicatief");
  return labels;
}

std::vector<std::string> origin_lines(const StudyResult& r, Language language) {
  return {
      fmt::format("peildatum {} · {} {}", iso_date(r.dossier.peildatum),
                  pick(language, "status van de norm:", "standing of the norm:"),
                  normstatus_word(norm_status(*r.rules), language)),
      fmt::format("{} {} · {} · batterisk {} ({}) · run {}", pick(language, "regelset", "rule set"), rules_text(r),
                  standing(r, language), r.receipt.program_version, r.receipt.commit, short_hash(r.receipt.run_hash)),
      pick(language, "lagen: ", "layers: ") + layers_text(r, language)};
}

MapBlock map_header(const StudyResult& result, const Rect& room, Language language) {
  constexpr double title = 5.2;
  constexpr double verdict = 3.0;
  Group group{"kop"};
  const std::vector<std::string> labels = standing_labels(result);
  double right = room.right();
  for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
    const double width = letters::width(*label, 2.9, true) + 4.0;
    right -= width;
    const Rect box{right, room.y + 0.4, width, 4.9};
    group.add(rect(box, {{map_style::ink}}, 1.0));
    group.add(Text{{box.centre().x, box.centre().y + 1.05},
                   *label,
                   {.size = 2.9, .colour = "#fff", .anchor = Anchor::Middle, .bold = true}});
    right -= 1.5;
  }
  const std::string name =
      result.dossier.name.empty() ? pick(language, "Zonder naam", "Without a name") : result.dossier.name;
  group.add(Text{{room.x, room.y + 0.9 * title},
                 letters::clipped(name, right - room.x - 2.0, title, true),
                 {.size = title, .bold = true}});
  double y = room.y + title + 5.0;
  group.add(map_style::verdict_sign(result.eindoordeel, {room.x + 2.0, y - 1.1}, 1.9));
  for (const std::string& line : letters::wrapped(verdict_sentence(result, language), room.width - 6.0, verdict, 2)) {
    group.add(Text{{room.x + 5.5, y}, line, {.size = verdict}});
    y += 4.1;
  }
  constexpr double basis = 2.4;
  const std::string text = pick(language, "Grondslag: ", "Basis: ") + verdict_basis(result, language);
  for (const std::string& line : letters::wrapped(text, room.width - 6.0, basis, 2)) {
    group.add(Text{{room.x + 5.5, y}, line, {.size = basis, .colour = "#505050"}});
    y += 3.4;
  }
  return {std::move(group), y - 3.4 + 2.2 - room.y};
}

Group map_scale(double mm_per_m, const std::string& words, Point top_left, double width, Language language) {
  const double step = round_step(std::min(52.0, width - 12.0) / mm_per_m);
  const double length = step * mm_per_m;
  const double digit = step / std::pow(10.0, std::floor(std::log10(step) + 1e-9));
  const int parts = digit > 4.0 ? 5 : 4;
  constexpr Pen edge{map_style::ink, 0.2};
  Group group{"schaal"};
  group.data = {{"noemer", svg::number(1000.0 / mm_per_m)}, {"balk-m", svg::number(step)}};

  // North arrow: half dark, half light.
  const double x = top_left.x + 4.0;
  const double top = top_left.y;
  group.add(Shape{Path{{{{x, top}, {x - 3.0, top + 9.0}, {x, top + 7.0}}}}, {{map_style::ink}, edge}});
  group.add(Shape{Path{{{{x, top}, {x + 3.0, top + 9.0}, {x, top + 7.0}}}}, {{"#fff"}, edge}});
  group.add(Text{{x + 5.5, top + 4.0}, pick(language, "noord (RD-raster)", "north (RD grid)"), {.size = 2.4}});
  group.add(Text{{x + 5.5, top + 7.6}, pick(language, "schaal ", "scale ") + words, {.size = 2.6, .bold = true}});

  const double bar = top + 15.5;
  const double left = top_left.x + 1.0;
  for (int i = 0; i < parts; ++i) {
    group.add(
        rect({left + length * i / parts, bar, length / parts, 1.3}, {{i % 2 == 0 ? map_style::ink : "#fff"}, edge}));
  }
  const bool kilometres = step >= 1000.0;
  const auto distance = [&](double metres) {
    const double shown = kilometres ? metres / 1000.0 : metres;
    std::string text = decimal(shown, 1, language);
    if (text.back() == '0') text.erase(text.size() - 2);
    return text;
  };
  const auto put = [&](double along, const std::string& text) {
    group.add(Text{{left + along, bar - 1.0}, text, {.size = 2.2, .anchor = Anchor::Middle}});
  };
  put(0.0, "0");
  if (parts == 4) put(length / 2.0, distance(step / 2.0));
  put(length, distance(step) + (kilometres ? " km" : " m"));
  return group;
}

MapGrid map_grid(const MapView& view) {
  constexpr Pen pen{"#9A9A9A", 0.15};
  const Box box = view.box();
  const double step = std::max(1.0, round_step(60.0 * view.scale / 1000.0));
  const Rect& frame = view.frame;
  MapGrid grid{{}, {"coordinaten"}};
  const auto number = [&grid](Point at, double value, double turn_deg) {
    grid.numbers.add(Text{at,
                          fmt::format("{:.0f}", value),
                          {.size = 1.8, .colour = "#666", .anchor = Anchor::Middle, .turn_deg = turn_deg}});
  };
  const double first_y = std::ceil(box.min.y / step) * step;
  Path crosses;
  for (double x = std::ceil(box.min.x / step) * step; x <= box.max.x; x += step) {
    const double at = view.on_sheet(RdPoint{x, box.min.y}).x;
    for (double y = first_y; y <= box.max.y; y += step) {
      const double up = view.on_sheet(RdPoint{x, y}).y;
      crosses.push_back({{{at - 1.2, up}, {at + 1.2, up}}, false});
      crosses.push_back({{{at, up - 1.2}, {at, up + 1.2}}, false});
    }
    grid.numbers.add(line({at, frame.bottom()}, {at, frame.bottom() + 0.9}, pen));
    number({at, frame.bottom() + 2.7}, x, 0.0);
  }
  for (double y = first_y; y <= box.max.y; y += step) {
    const double at = view.on_sheet(RdPoint{box.min.x, y}).y;
    grid.numbers.add(line({frame.x - 0.9, at}, {frame.x, at}, pen));
    number({frame.x - 1.3, at}, y, -90.0);
  }
  grid.crosses.add(Shape{std::move(crosses), {{}, pen}, {"raster"}});
  return grid;
}

MapBlock map_footer(const StudyResult& r, double scale, Point top_left, double width, Language language) {
  constexpr double size = 2.1;
  constexpr double line_height = 2.9;
  Group group{"voet"};
  double y = top_left.y + 0.9 * size;
  const auto add = [&](const std::string& text, std::size_t most) {
    for (const std::string& line : letters::wrapped(text, width, size, most)) {
      group.add(Text{{top_left.x, y}, line, {.size = size, .colour = "#555"}});
      y += line_height;
    }
  };
  const std::vector<std::string> origin = origin_lines(r, language);
  add(fmt::format("EPSG:28992 (RD New), {} {} {} · {}", pick(language, "schaal", "scale"), scale_text(scale, language),
                  pick(language, "op ware grootte", "at full size"), origin[0]),
      1);
  add(origin[1], 2);
  add(origin[2], 3);
  return {std::move(group), y - line_height + 0.3 * size - top_left.y};
}

}  // namespace batterisk::study
