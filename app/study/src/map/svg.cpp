#include "batterisk/study/map/svg.hpp"

#include "batterisk/study/map/letters.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace batterisk::study::svg {
namespace {

using namespace drawing;

bool xml_character(std::uint32_t code) {
  return !(code >= 0xD800 && code <= 0xDFFF) && code != 0xFFFE && code != 0xFFFF;
}

std::int64_t micrometres(double mm) {
  return std::llround(mm * 1000.0);
}

// Digits of a number of thousandths, without the zero before the point when `compact`.
std::string thousandths(std::int64_t value, bool compact) {
  std::string out = value < 0 ? "-" : "";
  const std::int64_t size = std::abs(value);
  if (!compact || size >= 1000 || size == 0) out += std::to_string(size / 1000);
  if (size % 1000 != 0) {
    std::string decimals = std::to_string(1000 + size % 1000);
    decimals[0] = '.';
    decimals.erase(decimals.find_last_not_of('0') + 1);
    out += decimals;
  }
  return out;
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string{name}.append("=\"").append(value).append("\"");
}

std::string attribute(std::string_view name, double value) {
  return attribute(name, number(value));
}

std::string corner(Point at) {
  return attribute("x", at.x) + attribute("y", at.y);
}

std::string box(const Rect& r) {
  return corner({r.x, r.y}) + attribute("width", r.width) + attribute("height", r.height);
}

void append_pair(std::string& data, std::int64_t x, std::int64_t y) {
  const char last = data.back();
  if (x >= 0 && last != 'M' && last != 'l') data += ' ';
  data += thousandths(x, true);
  if (y >= 0) data += ' ';
  data += thousandths(y, true);
}

// Steps are relative and counted in whole micrometres, so errors do not add up.
void append_line(std::string& data, const Line& line) {
  if (line.points.empty()) return;
  std::int64_t x = micrometres(line.points.front().x);
  std::int64_t y = micrometres(line.points.front().y);
  data += 'M';
  append_pair(data, x, y);
  data += 'l';
  for (std::size_t i = 1; i < line.points.size(); ++i) {
    const std::int64_t to_x = micrometres(line.points[i].x);
    const std::int64_t to_y = micrometres(line.points[i].y);
    if (to_x == x && to_y == y) continue;
    append_pair(data, to_x - x, to_y - y);
    x = to_x;
    y = to_y;
  }
  if (data.back() == 'l') data += "0 0";
  if (line.closed) data += 'z';
}

std::string path_data(const Path& path) {
  std::string data;
  for (const Line& line : path) append_line(data, line);
  return attribute("d", data);
}

std::string pattern_element(const Pattern& p, std::string_view prefix) {
  const double middle = p.side / 2.0;
  const auto mark = [&] {
    if (p.mark == Pattern::Mark::Line) {
      return "<path d=\"M0 " + number(middle) + "h" + number(p.side) + '"' + attribute("stroke", p.colour) +
             attribute("stroke-width", p.size) + attribute("stroke-opacity", p.opacity) + "/>";
    }
    return "<circle" + attribute("cx", middle) + attribute("cy", middle) + attribute("r", p.size) +
           attribute("fill", p.colour) + attribute("fill-opacity", p.opacity) + "/>";
  };
  const std::string ground =
      p.ground.empty() ? "" : "<rect" + box({0.0, 0.0, p.side, p.side}) + attribute("fill", p.ground) + "/>";
  return "<pattern" + attribute("id", std::string{prefix}.append(p.id)) + attribute("width", p.side) +
         attribute("height", p.side) + " patternUnits=\"userSpaceOnUse\"" +
         attribute("patternTransform", "rotate(" + number(p.turn_deg) + ")") + ">" + ground + mark() + "</pattern>\n";
}

class Writer {
 public:
  explicit Writer(std::string_view prefix) : prefix_{prefix} {}

  // What elements refer to, each once.
  std::string definitions(const Group& group) {
    std::string out;
    if (group.clip && first_time(group.clip.get())) {
      out += "<clipPath" + id(group.clip->id) + "><path" + path_data(group.clip->path) + "/></clipPath>\n";
    }
    for (const Element& element : group.elements) {
      if (const auto* inner = std::get_if<Group>(&element)) out += definitions(*inner);
      const auto* shape = std::get_if<Shape>(&element);
      if (shape == nullptr) continue;
      const Pattern* pattern = shape->look.fill.pattern;
      if (pattern != nullptr && first_time(pattern)) out += pattern_element(*pattern, prefix_);
      const auto* outline = std::get_if<std::shared_ptr<const Outline>>(&shape->form);
      if (outline == nullptr || !first_time(outline->get())) continue;
      out += "<path" + id((*outline)->id) + attribute("data-zone", escaped((*outline)->zone)) +
             path_data((*outline)->path) + "/>\n";
    }
    return out;
  }

  std::string operator()(const Group& group) {
    std::string out;
    for (const Element& element : group.elements) out += std::visit(*this, element);
    std::string marks = id(group.id) + data(group.data);
    if (group.clip) marks += attribute("clip-path", "url(#" + prefix_ + group.clip->id + ")");
    if (group.offset.x != 0.0 || group.offset.y != 0.0) {
      marks += attribute("transform", "translate(" + number(group.offset.x) + " " + number(group.offset.y) + ")");
    }
    return marks.empty() ? out : "<g" + marks + ">\n" + out + "</g>\n";
  }

  std::string operator()(const Shape& shape) {
    const std::string title = shape.names.title.empty() ? "" : "<title>" + escaped(shape.names.title) + "</title>";
    const auto element = [&](const std::string& name, const std::string& form) {
      return "<" + name + id(shape.names.id) + look(shape.look) + data(shape.names.data) + form +
             (title.empty() ? "/>\n" : ">" + title + "</" + name + ">\n");
    };
    if (const auto* path = std::get_if<Path>(&shape.form)) return element("path", path_data(*path));
    if (const auto* circle = std::get_if<Circle>(&shape.form)) {
      return element("circle", attribute("cx", circle->centre.x) + attribute("cy", circle->centre.y) +
                                   attribute("r", circle->radius));
    }
    if (const auto* rect = std::get_if<RoundedRect>(&shape.form)) {
      return element("rect", box(rect->rect) + (rect->radius > 0.0 ? attribute("rx", rect->radius) : ""));
    }
    return element("use",
                   attribute("xlink:href", "#" + prefix_ + std::get<std::shared_ptr<const Outline>>(shape.form)->id));
  }

  std::string operator()(const Text& text) const {
    const TextStyle& style = text.style;
    const auto element = [&](const std::string& paint) {
      std::string out = "<text" + corner(text.at) + attribute("font-size", style.size);
      if (style.anchor != Anchor::Start)
        out += attribute("text-anchor", style.anchor == Anchor::Middle ? "middle" : "end");
      if (style.bold) out += attribute("font-weight", "bold");
      if (style.turn_deg != 0.0) {
        out += attribute("transform",
                         "rotate(" + number(style.turn_deg) + " " + number(text.at.x) + " " + number(text.at.y) + ")");
      }
      return out + paint + ">" + escaped(text.content) + "</text>\n";
    };
    // Two elements, since not every program knows paint-order.
    const std::string halo = style.halo
                                 ? element(" fill=\"none\" stroke=\"#fff\"" + attribute("stroke-width", halo_width) +
                                           " stroke-linejoin=\"round\" aria-hidden=\"true\"")
                                 : "";
    return halo + element(attribute("fill", style.colour));
  }

 private:
  bool first_time(const void* thing) {
    const bool first = std::find(seen_.begin(), seen_.end(), thing) == seen_.end();
    if (first) seen_.push_back(thing);
    return first;
  }

  [[nodiscard]] std::string id(std::string_view name) const {
    return name.empty() ? "" : attribute("id", prefix_ + std::string{name});
  }

  static std::string data(const Data& data) {
    std::string out;
    for (const auto& [name, value] : data) out += attribute("data-" + std::string{name}, escaped(value));
    return out;
  }

  [[nodiscard]] std::string look(const Look& look) const {
    const auto& [fill, pen] = look;
    std::string out = fill.pattern != nullptr
                          ? attribute("fill", "url(#" + prefix_ + std::string{fill.pattern->id} + ")")
                          : attribute("fill", fill.colour.empty() ? "none" : fill.colour);
    if (fill.opacity < 1.0) out += attribute("fill-opacity", fill.opacity);
    if (pen.colour.empty()) return out;
    out += attribute("stroke", pen.colour) + attribute("stroke-width", pen.width);
    std::string dashes;
    for (const double dash : pen.dashes) {
      if (dash > 0.0) dashes += (dashes.empty() ? "" : " ") + number(dash);
    }
    if (!dashes.empty()) out += attribute("stroke-dasharray", dashes);
    if (pen.round_joins) out += attribute("stroke-linejoin", "round");
    if (pen.round_ends) out += attribute("stroke-linecap", "round");
    return out;
  }

  std::string prefix_;
  std::vector<const void*> seen_;
};

}  // namespace

std::string number(double value) {
  return thousandths(micrometres(value), false);
}

std::string file(const Drawing& drawing) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element(drawing);
}

std::string element(const Drawing& drawing, std::string_view prefix) {
  const std::string p{prefix};
  Writer writer{prefix};
  const std::string definitions = writer.definitions(drawing.body);
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"" +
                    number(drawing.width_mm) + "mm\" height=\"" + number(drawing.height_mm) + "mm\" viewBox=\"0 0 " +
                    number(drawing.width_mm) + " " + number(drawing.height_mm) + "\"" +
                    attribute("xml:lang", drawing.language == Language::Nl ? "nl" : "en") + " role=\"img\"";
  if (!drawing.title.empty()) out += attribute("aria-labelledby", p + "titel " + p + "oordeel");
  out += " font-family=\"DejaVu Sans, Arial, sans-serif\">\n";
  if (!drawing.title.empty()) {
    out += "<title" + attribute("id", p + "titel") + ">" + escaped(drawing.title) + "</title>\n<desc" +
           attribute("id", p + "oordeel") + ">" + escaped(drawing.description) + "</desc>\n";
  }
  if (!definitions.empty()) out += "<defs>\n" + definitions + "</defs>\n";
  return out + writer(drawing.body) + "</svg>\n";
}

std::string escaped(std::string_view content) {
  std::string out;
  while (!content.empty()) {
    const letters::Character c = letters::next_character(content);
    if (!c.code || !xml_character(*c.code)) {
      out += "\xEF\xBF\xBD";
    } else if (*c.code < 0x20 || (*c.code >= 0x7F && *c.code < 0xA0)) {
      out += ' ';
    } else if (*c.code == '&') {
      out += "&amp;";
    } else if (*c.code == '<') {
      out += "&lt;";
    } else if (*c.code == '>') {
      out += "&gt;";
    } else if (*c.code == '"') {
      out += "&quot;";
    } else if (*c.code == '\'') {
      out += "&#39;";
    } else {
      out += c.bytes;
    }
  }
  return out;
}

}  // namespace batterisk::study::svg
