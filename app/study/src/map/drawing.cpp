#include "batterisk/study/map/drawing.hpp"

namespace batterisk::study::drawing {

void Group::add(Element element) {
  const auto* group = std::get_if<Group>(&element);
  if (group == nullptr || !group->elements.empty()) elements.push_back(std::move(element));
}

Path rect_path(const Rect& r) {
  return {{{{r.x, r.y}, {r.right(), r.y}, {r.right(), r.bottom()}, {r.x, r.bottom()}}}};
}

Shape line(Point from, Point to, const Pen& pen) {
  return {Path{{{from, to}, false}}, {{}, pen}};
}

}  // namespace batterisk::study::drawing
