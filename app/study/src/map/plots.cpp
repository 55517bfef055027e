#include "map/plots.hpp"

#include "batterisk/study/map/letters.hpp"
#include "batterisk/study/map/map_style.hpp"
#include "batterisk/study/map/map_view.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

using namespace drawing;

constexpr double text_size = 2.6;
constexpr std::string_view faint = "#D0D0D0";
constexpr std::string_view pale = "#555";
constexpr std::string_view blue = "#01155B";
constexpr std::string_view light_blue = "#8FA6C8";

std::string pick(Language language, std::string_view nl, std::string_view en) {
  return std::string{language == Language::Nl ? nl : en};
}

// A picture in the making.
struct Plot {
  Language language;
  Group body{};

  void text(Point at, std::string words, const TextStyle& style) { body.add(Text{at, std::move(words), style}); }
  void line(Point from, Point to, std::string_view colour, double width) {
    body.add(drawing::line(from, to, {colour, width}));
  }
  void curve(std::vector<Point> points, const Pen& pen) {
    body.add(Shape{Path{{std::move(points), false}}, {{}, pen}});
  }
  void bar(const Rect& box, std::string_view colour) { body.add(rect(box, {{colour}})); }
  void frame(const Rect& box) { body.add(rect(box, {{}, {map_style::ink, 0.3}})); }
  /// Words along the axis at the left.
  void side(const Rect& room, std::string words) {
    text({3.0, room.centre().y}, std::move(words), {.size = text_size, .anchor = Anchor::Middle, .turn_deg = -90.0});
  }
  [[nodiscard]] Drawing finished(double height) { return {plot_width_mm, height, std::move(body), language}; }
};

std::string per_year(double value, Language language) {
  return scientific(value, 3, language) + pick(language, " /jaar", " /year");
}

// What the scenarios of one unit share: the frequency of an event in it.
std::size_t common_factors(const std::vector<const Scenario*>& scenarios) {
  std::size_t common = scenarios.front()->chain.size();
  for (const Scenario* s : scenarios) {
    std::size_t same = 0;
    while (same < std::min(common, s->chain.size()) && s->chain[same].key == scenarios.front()->chain[same].key &&
           s->chain[same].name == scenarios.front()->chain[same].name) {
      ++same;
    }
    common = same;
  }
  return common;
}

std::string factor_text(const FrequencyFactor& f, Language language) {
  std::string value = decimal(f.value, 4, language);
  value.erase(value.find_last_not_of('0') + 1);
  if (value.back() == ',' || value.back() == '.') value.pop_back();
  return f.name + " = " + (f.value != 0.0 && f.value < 1e-3 ? scientific(f.value, 2, language) : value) +
         (f.unit == "-" || f.unit.empty() ? "" : " " + f.unit);
}

std::string branch_description(const StudyResult& r, const Scenario& s, Language language) {
  const EventBranch* branch = branch_of(s, *r.rules);
  if (branch == nullptr) return "";
  return language == Language::Nl ? branch->omschrijving_nl : branch->omschrijving_en;
}

}  // namespace

Drawing event_tree_plot(const StudyResult& result, const std::string& unit, Language language) {
  std::vector<const Scenario*> scenarios;
  for (const Scenario& s : result.scenarios.scenarios) {
    if (s.unit == unit) scenarios.push_back(&s);
  }
  constexpr double row = 11.0;
  constexpr double trunk = 44.0;
  constexpr double fork = 50.0;
  constexpr double leaf = 102.0;
  const double height = 6.0 + row * static_cast<double>(std::max<std::size_t>(scenarios.size(), 3));
  Plot plot{language};
  if (scenarios.empty()) return plot.finished(height);
  const std::size_t common = common_factors(scenarios);
  double frequency = 1.0;
  const double middle = height / 2.0;
  double y = middle + 3.4;
  for (std::size_t i = 0; i < common; ++i) {
    const FrequencyFactor& factor = scenarios.front()->chain[i];
    frequency *= factor.value;
    plot.text({1.0, y}, letters::clipped(factor_text(factor, language), trunk - 2.0, 2.2),
              {.size = 2.2, .colour = pale});
    y += 3.1;
  }
  plot.text({1.0, middle - 5.4}, letters::clipped(unit, trunk - 2.0, text_size, true),
            {.size = text_size, .bold = true});
  plot.text({1.0, middle - 1.4}, per_year(frequency, language), {.size = text_size});
  plot.line({0.0, middle}, {fork, middle}, map_style::ink, 0.4);
  const auto at = [&](std::size_t i) { return 3.0 + row * (static_cast<double>(i) + 0.5); };
  plot.line({fork, at(0)}, {fork, at(scenarios.size() - 1)}, map_style::ink, 0.4);
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    const Scenario& s = *scenarios[i];
    std::string factors;
    for (std::size_t f = common; f < s.chain.size(); ++f) {
      factors += (factors.empty() ? "" : " × ") + factor_text(s.chain[f], language);
    }
    plot.line({fork, at(i)}, {leaf - 2.0, at(i)}, map_style::ink, 0.4);
    const auto lines = letters::wrapped(factors, leaf - fork - 4.0, 2.2, 2);
    for (std::size_t l = 0; l < lines.size(); ++l) {
      const double up = at(i) - 1.0 - 2.8 * static_cast<double>(lines.size() - 1 - l);
      plot.text({fork + 1.5, up}, lines[l], {.size = 2.2, .colour = pale});
    }
    plot.text({leaf, at(i) - 0.4}, std::string{to_string(s.kind)} + "  " + per_year(s.frequency.per_year(), language),
              {.size = text_size, .bold = true});
    plot.text({leaf, at(i) + 3.0}, letters::clipped(branch_description(result, s, language), plot_width_mm - leaf, 2.3),
              {.size = 2.3});
  }
  return plot.finished(height);
}

Drawing transect_plot(const StudyResult& result, RdPoint from, RdPoint through, Language language) {
  constexpr double height = 78.0;
  constexpr Rect room{18.0, 4.0, plot_width_mm - 34.0, 60.0};
  constexpr double lowest = -10.0;  // powers of ten
  constexpr double highest = -4.0;
  const double bearing = bearing_rad(from, through);
  // To where the PR has left the lowest contour, in round metres.
  double farthest = 1.5 * distance_m(from, through);
  for (const ZoneResult& zone : result.zones) {
    if (zone.zone.level) farthest = std::max(farthest, 1.2 * zone.grootste_afstand_m);
  }
  farthest = std::max(10.0, farthest);
  const double step = std::pow(10.0, std::floor(std::log10(farthest / 2.0)));
  const double end = std::ceil(farthest / step) * step;
  const auto x_of = [&](double metres) { return room.x + room.width * metres / end; };
  const auto y_of = [&](double power) {
    return room.bottom() - room.height * (std::clamp(power, lowest, highest) - lowest) / (highest - lowest);
  };
  Plot plot{language};
  for (double m = 0.0; m <= end + 1e-9; m += step) {
    plot.line({x_of(m), room.y}, {x_of(m), room.bottom()}, faint, 0.12);
    plot.text({x_of(m), room.bottom() + 4.0}, fmt::format("{:.0f}", m), {.size = text_size, .anchor = Anchor::Middle});
  }
  for (double power = lowest; power <= highest; power += 1.0) {
    plot.line({room.x, y_of(power)}, {room.right(), y_of(power)}, faint, 0.12);
    std::string label = scientific(std::pow(10.0, power), 1, language);
    plot.text({room.x - 1.5, y_of(power) + 0.9}, label.substr(label.find("10")),
              {.size = text_size, .anchor = Anchor::End});
  }
  for (const ZoneResult& zone : result.zones) {
    if (!zone.zone.level) continue;
    const double y = y_of(std::log10(zone.zone.level->per_year()));
    const map_style::ContourStyle& style = map_style::contour(*zone.zone.level);
    plot.body.add(line({room.x, y}, {room.right(), y}, style.casing));
    plot.body.add(line({room.x, y}, {room.right(), y}, style.line));
  }
  std::vector<Point> curve;
  constexpr int steps = 400;
  for (int i = 0; i <= steps; ++i) {
    const double m = end * i / steps;
    const double pr = result.field->at(point_at(from, bearing, m)).per_year();
    if (pr < std::pow(10.0, lowest)) {
      if (curve.empty()) continue;
      break;
    }
    curve.push_back({x_of(m), y_of(std::log10(pr))});
  }
  if (!curve.empty()) plot.curve(std::move(curve), {map_style::ink, 0.7, {}, true});
  const double mark = x_of(distance_m(from, through));
  plot.line({mark, room.y}, {mark, room.bottom()}, map_style::ink, 0.25);
  plot.text({mark + 1.2, room.y + 3.2}, pick(language, "gevel", "façade"), {.size = text_size, .halo = true});
  plot.frame(room);
  plot.text({room.centre().x, height - 3.0}, pick(language, "afstand tot de bron (m)", "distance to the source (m)"),
            {.size = text_size, .anchor = Anchor::Middle});
  plot.side(room, pick(language, "PR (/jaar)", "PR (/year)"));
  return plot.finished(height);
}

Drawing contribution_plot(const StudyResult& result, const Explanation& explanation, Language language) {
  constexpr std::size_t most = 10;
  constexpr double row = 6.0;
  constexpr double left = 52.0;
  constexpr double right = 34.0;
  Plot plot{language};
  double y = 2.0;
  const auto bar = [&](const std::string& name, double share, double pr, std::string_view colour) {
    plot.text({left - 2.0, y + 3.6}, letters::clipped(name, left - 4.0, text_size),
              {.size = text_size, .anchor = Anchor::End});
    const double width = std::max(0.2, share * (plot_width_mm - left - right));
    plot.bar({left, y + 0.8, width, row - 2.0}, colour);
    plot.text({left + width + 1.5, y + 3.6}, decimal(100.0 * share, 1, language) + " %  " + per_year(pr, language),
              {.size = text_size});
    y += row;
  };
  double rest = 0.0;
  double rest_pr = 0.0;
  for (std::size_t i = 0; i < explanation.contributions.size(); ++i) {
    const Contribution& c = explanation.contributions[i];
    if (i < most) {
      if (c.share > 0.0) bar(result.scenarios.scenarios[c.scenario].id, c.share, c.pr.per_year(), blue);
      continue;
    }
    rest += c.share;
    rest_pr += c.pr.per_year();
  }
  if (rest > 0.0) bar(pick(language, "alle andere samen", "all others together"), rest, rest_pr, map_style::grey);
  plot.line({left, 1.5}, {left, y}, map_style::ink, 0.3);
  return plot.finished(y + 2.0);
}

Drawing fn_plot(const StudyResult& result, Language language) {
  constexpr double height = 88.0;
  constexpr Rect room{18.0, 4.0, plot_width_mm - 34.0, 70.0};
  constexpr double least_power = -10.0;
  const std::vector<FnPoint>& curve = result.groepsrisico->curve;
  const double orientation = result.rules->method.gr.orientation.value.per_year();
  double decades = 2.0;  // N to 100 at least, so that the orientation value is in sight
  double highest = -3.0;
  double lowest = -8.0;
  for (const FnPoint& p : curve) {
    if (p.per_year <= 0.0) continue;
    decades = std::max(decades, std::ceil(std::log10(p.deaths)));
    highest = std::max(highest, std::ceil(std::log10(p.per_year)));
    lowest = std::clamp(std::floor(std::log10(p.per_year)), least_power, lowest);
  }
  const auto x_of = [&](double power) { return room.x + room.width * power / decades; };
  const auto y_of = [&](double power) {
    return room.bottom() - room.height * (std::clamp(power, lowest, highest) - lowest) / (highest - lowest);
  };
  Plot plot{language};
  for (double decade = 0.0; decade <= decades; decade += 1.0) {
    for (int digit = 1; digit <= 9; ++digit) {
      const double power = decade + std::log10(digit);
      if (power > decades) break;
      plot.line({x_of(power), room.y}, {x_of(power), room.bottom()}, faint, digit == 1 ? 0.2 : 0.08);
    }
    plot.text({x_of(decade), room.bottom() + 4.0}, fmt::format("{:.0f}", std::pow(10.0, decade)),
              {.size = text_size, .anchor = Anchor::Middle});
  }
  for (double power = lowest; power <= highest; power += 1.0) {
    plot.line({room.x, y_of(power)}, {room.right(), y_of(power)}, faint, 0.2);
    const std::string label = scientific(std::pow(10.0, power), 1, language);
    plot.text({room.x - 1.5, y_of(power) + 0.9}, label.substr(label.find("10")),
              {.size = text_size, .anchor = Anchor::End});
  }
  // F = orientation / N2 from 10 deaths on.
  const double at_10 = std::log10(orientation) - 2.0;
  const double end = std::min(decades, (std::log10(orientation) - lowest) / 2.0);
  plot.curve({{x_of(1.0), y_of(at_10)}, {x_of(end), y_of(std::log10(orientation) - 2.0 * end)}},
             {pale, 0.4, {2.0, 1.0}});
  plot.text({x_of(1.0) + 1.5, y_of(at_10) - 1.2},
            pick(language, "oriëntatiewaarde (Bevi, vervallen)", "orientation value (Bevi, lapsed)"),
            {.size = text_size, .colour = pale, .halo = true});
  std::vector<Point> points;
  for (const FnPoint& p : curve) {
    if (p.per_year <= 0.0) break;
    const double power = std::log10(p.per_year);
    points.push_back({x_of(std::log10(p.deaths)), y_of(power)});
    if (power < lowest) break;
  }
  if (!points.empty()) plot.curve(std::move(points), {blue, 0.8, {}, true});
  plot.frame(room);
  plot.text({room.centre().x, height - 4.0},
            pick(language, "aantal slachtoffers N of meer", "number of deaths N or more"),
            {.size = text_size, .anchor = Anchor::Middle});
  plot.side(room, pick(language, "frequentie F (/jaar)", "frequency F (/year)"));
  return plot.finished(height);
}

Drawing tornado_plot(const Sensitivity& sensitivity, std::size_t zone, Language language) {
  constexpr std::size_t most = 10;
  constexpr double row = 6.6;
  constexpr double visible_m = 0.05;
  constexpr Rect room{62.0, 3.0, plot_width_mm - 76.0, 0.0};
  const double base = sensitivity.as_computed_m[zone];
  const auto swing = [&](const KeySensitivity* k) {
    return std::max(std::abs(k->low_m[zone] - base), std::abs(k->high_m[zone] - base));
  };
  std::vector<const KeySensitivity*> keys;
  for (const KeySensitivity& key : sensitivity.keys) {
    if (swing(&key) >= visible_m) keys.push_back(&key);
  }
  if (keys.empty()) return {};
  std::stable_sort(keys.begin(), keys.end(), [&](const auto* a, const auto* b) { return swing(a) > swing(b); });
  keys.resize(std::min(keys.size(), most));
  double least = base;
  double largest = base;
  for (const KeySensitivity* key : keys) {
    least = std::min({least, key->low_m[zone], key->high_m[zone]});
    largest = std::max({largest, key->low_m[zone], key->high_m[zone]});
  }
  const double step = round_step((largest - least) / 3.0);
  const double from = std::floor(least / step) * step;
  const double to = std::ceil(largest / step) * step;
  const auto x_of = [&](double metres) { return room.x + room.width * (metres - from) / (to - from); };
  const double bottom = room.y + row * static_cast<double>(keys.size());
  Plot plot{language};
  const auto ticks = static_cast<int>(std::lround((to - from) / step));
  for (int i = 0; i <= ticks; ++i) {
    const double metres = from + step * i;
    plot.line({x_of(metres), room.y}, {x_of(metres), bottom}, faint, 0.15);
    plot.text({x_of(metres), bottom + 4.0}, decimal(metres, step < 1.0 ? 1 : 0, language),
              {.size = text_size, .anchor = Anchor::Middle});
  }
  double y = room.y;
  for (const KeySensitivity* key : keys) {
    const auto bar = [&](double metres, std::string_view colour) {
      const double left = std::min(x_of(base), x_of(metres));
      plot.bar({left, y + 1.0, std::abs(x_of(metres) - x_of(base)), row - 2.0}, colour);
    };
    // Both ends may lie on one side: the longer bar first, so that the other stays in sight.
    const bool low_longer = std::abs(key->low_m[zone] - base) > std::abs(key->high_m[zone] - base);
    if (low_longer) bar(key->low_m[zone], light_blue);
    bar(key->high_m[zone], blue);
    if (!low_longer) bar(key->low_m[zone], light_blue);
    plot.text({room.x - 2.0, y + row / 2.0 + 0.9}, letters::clipped(key->key->key, room.x - 4.0, text_size),
              {.size = text_size, .anchor = Anchor::End});
    y += row;
  }
  plot.line({x_of(base), room.y - 1.0}, {x_of(base), bottom + 0.8}, map_style::ink, 0.35);
  const double legend = bottom + 9.5;
  plot.bar({room.x, legend - 2.2, 3.0, 2.6}, light_blue);
  plot.text({room.x + 4.0, legend}, pick(language, "laagste waarde", "lowest value"), {.size = text_size});
  plot.bar({room.x + 34.0, legend - 2.2, 3.0, 2.6}, blue);
  plot.text({room.x + 38.0, legend}, pick(language, "hoogste waarde", "highest value"), {.size = text_size});
  plot.text({room.right(), legend}, pick(language, "reikt tot (m)", "reaches (m)"),
            {.size = text_size, .anchor = Anchor::End});
  return plot.finished(legend + 2.0);
}

}  // namespace batterisk::study
