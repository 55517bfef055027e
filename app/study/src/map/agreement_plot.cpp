#include "batterisk/study/map/agreement_plot.hpp"

#include "batterisk/study/map/map_style.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace batterisk::study {

using namespace drawing;

Drawing agreement_plot(const AgreementTitle& title, std::span<const Compared> pairs, Language language) {
  constexpr double side = 100.0;
  constexpr Rect room{16.0, 8.0, 80.0, 80.0};
  constexpr double text_size = 2.6;
  constexpr std::string_view faint = "#D0D0D0";
  constexpr std::string_view pale = "#555";
  constexpr std::string_view blue = "#01155B";
  double low = 1e300;
  double high = 0.0;
  for (const Compared& pair : pairs) {
    low = std::min({low, pair.model, pair.measured});
    high = std::max({high, pair.model, pair.measured});
  }
  // Whole powers of ten, one at least.
  const double from = std::floor(std::log10(low));
  const double to = std::max(from + 1.0, std::ceil(std::log10(high)));
  const auto part = [&](double value) { return (std::log10(value) - from) / (to - from); };
  const auto at = [&](double measured, double model) {
    return Point{room.x + room.width * part(measured), room.bottom() - room.height * part(model)};
  };
  Group body;
  const auto add_text = [&](Point place, std::string words, const TextStyle& style) {
    body.add(Text{place, std::move(words), style});
  };
  for (double power = from; power <= to; power += 1.0) {
    const double value = std::pow(10.0, power);
    const Point end = at(value, value);
    body.add(line({end.x, room.y}, {end.x, room.bottom()}, {faint, 0.2}));
    body.add(line({room.x, end.y}, {room.right(), end.y}, {faint, 0.2}));
    std::string name = fmt::format("{:g}", value);
    if (language == Language::Nl) std::replace(name.begin(), name.end(), '.', ',');
    add_text({end.x, room.bottom() + 3.6}, name, {.size = text_size, .anchor = Anchor::Middle});
    add_text({room.x - 1.2, end.y + 0.9}, name, {.size = text_size, .anchor = Anchor::End});
  }
  const double first = std::pow(10.0, from);
  const double last = std::pow(10.0, to);
  const Pen factor_two{pale, 0.25, {2.0, 1.0}};
  body.add(line(at(first, first), at(last, last), {map_style::ink, 0.35}));
  body.add(line(at(first, 2.0 * first), at(last / 2.0, last), factor_two));
  body.add(line(at(2.0 * first, first), at(last, last / 2.0), factor_two));
  // Points that cannot be told apart are one.
  std::set<std::pair<long, long>> drawn;
  for (const Compared& pair : pairs) {
    const Point p = at(pair.measured, pair.model);
    const auto place = std::pair{std::lround(p.x * 5.0), std::lround(p.y * 5.0)};
    if (!drawn.insert(place).second) continue;
    const Point shown{static_cast<double>(place.first) / 5.0, static_cast<double>(place.second) / 5.0};
    body.add(Shape{Circle{shown, 0.55}, {{blue, 0.6}}});
  }
  body.add(rect(room, {{}, {map_style::ink, 0.3}}));
  const bool dutch = language == Language::Nl;
  add_text({room.x, 5.0}, title.set, {.size = text_size, .bold = true});
  const std::string unit = title.unit == "-" ? "" : " (" + title.unit + ")";
  add_text({room.centre().x, side - 3.0}, (dutch ? "gemeten: " : "measured: ") + title.quantity + unit,
           {.size = text_size, .anchor = Anchor::Middle});
  add_text({3.5, room.centre().y}, "model",
           {.size = text_size, .anchor = Anchor::Middle, .turn_deg = -90.0});
  return {side, side, std::move(body), language};
}

}  // namespace batterisk::study
