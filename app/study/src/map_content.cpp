#include "map_content.hpp"

#include "map_style.hpp"

#include "batterisk/core/footprint.hpp"
#include "batterisk/study/tables.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace batterisk::study {
namespace {

constexpr double tag_size = 2.5;
// Contours have a vertex every few decimetres, however large they are. What moves a line by less than a dot of a
// printer (mm) is left out: of zones only, objects keep all they have.
constexpr double invisible = 0.005;

std::string level_text(PlaatsgebondenRisico level, Language language) {
  std::string text = scientific(level.per_year(), 1, language);
  const std::string one = "1·";
  if (text.compare(0, one.size(), one) == 0) text.erase(0, one.size());
  return text;
}

// Draws one result on one view, layer after layer from the ground up.
class Drawing {
 public:
  Drawing(const StudyResult& result, const MapView& view, Language language)
      : result_{result}, view_{view}, language_{language}, box_{view.box()}, placer_{view.frame} {}

  MapContent draw() {
    find_zones();
    area_fills();
    parcels();
    buildings();
    outside_the_layers();
    area_outlines();
    verdict_outlines();
    sites();
    contours();
    sources();
    verdict_signs();
    zone_labels();
    parcel_numbers();
    return std::move(content_);
  }

 private:
  struct Judged {
    const Pand* pand;
    const PandResult* found;
    Oordeel oordeel;
  };

  [[nodiscard]] bool covers_view(const MultiPolygon& polygons) const {
    return std::any_of(polygons.begin(), polygons.end(), [this](const Polygon& p) { return contains(p, view_.centre); });
  }

  [[nodiscard]] bool visible(const MultiPolygon& polygons) const {
    const Box box = bounds(polygons);
    return !box.empty() && box.intersects(box_) && (border_in(polygons, box_) || covers_view(polygons));
  }

  // `tolerance`: of vertices left out (mm); 0 keeps all.
  [[nodiscard]] std::string path_data(const MultiPolygon& polygons, double tolerance = 0.0) const {
    std::string data;
    const auto add_ring = [&](const Ring& ring) {
      const std::vector<svg::Point> points = view_.on_sheet(ring);
      svg::append_ring(data, tolerance > 0.0 ? without_needless_vertices(points, tolerance) : points);
    };
    for (const Polygon& any : polygons) {
      const Polygon polygon = oriented(any);  // overlapping objects in one path then stay filled
      add_ring(polygon.outer);
      for (const Ring& hole : polygon.holes) add_ring(hole);
    }
    return data;
  }

  void add(std::string_view text) { content_.body += text; }

  void group(std::string_view id, std::string_view attributes, const std::string& content) {
    if (content.empty()) return;
    add("<g id=\"" + std::string{id} + "\"" + (attributes.empty() ? "" : " ") + std::string{attributes} + ">\n" + content +
        "</g>\n");
  }

  static std::string use(std::size_t zone, std::string_view attributes) {
    return "<use xlink:href=\"#zone-" + std::to_string(zone) + "\" " + std::string{attributes} + "/>\n";
  }

  void find_zones() {
    for (std::size_t i = 0; i < result_.zones.size(); ++i) {
      const ZoneResult& zone = result_.zones[i];
      if (zone.polygons.empty()) {
        content_.zones_nowhere.push_back(i);
        continue;
      }
      // A contour is a line; an area also shows when the map lies wholly inside it.
      const bool covers = zone.zone.aandachtsgebied && covers_view(zone.polygons);
      if (!covers && !border_in(zone.polygons, box_)) {
        content_.zones_outside.push_back(i);
        continue;
      }
      content_.zones.push_back(i);
      content_.defs += "<path id=\"zone-" + std::to_string(i) + "\" data-zone=\"" + svg::escaped(zone.naam) + "\" d=\"" +
                       path_data(zone.polygons, invisible) + "\"/>\n";
    }
  }

  template <typename Draw>
  void for_areas(const Draw& draw) const {
    // The last area reaches farthest as a rule: it goes below.
    for (auto i = content_.zones.rbegin(); i != content_.zones.rend(); ++i) {
      if (const auto& soort = result_.zones[*i].zone.aandachtsgebied) draw(*i, map_style::area(*soort));
    }
  }

  void area_fills() {
    std::string out;
    for_areas([&](std::size_t zone, const map_style::AreaStyle& style) {
      out += use(zone, "fill=\"" + std::string{style.colour} + "\" fill-opacity=\"0.12\"");
      out += use(zone, "fill=\"url(#" + std::string{style.hatch} + ")\"");
    });
    group("aandachtsgebieden", "", out);
  }

  void area_outlines() {
    std::string out;
    for_areas([&](std::size_t zone, const map_style::AreaStyle& style) {
      out += use(zone, "stroke=\"" + std::string{style.colour} + "\"");
    });
    group("grenzen-aandachtsgebieden", "fill=\"none\" stroke-width=\"" + svg::number(map_style::area_width) + "\"", out);
  }

  void parcels() {
    if (!result_.surroundings.percelen) return;
    std::string data;
    for (const Perceel& perceel : *result_.surroundings.percelen) {
      if (visible(perceel.vlak)) data += path_data(perceel.vlak);
    }
    if (data.empty()) return;
    content_.parcels = true;
    add("<path id=\"percelen\" fill=\"none\" stroke=\"" + std::string{map_style::parcel} + "\" stroke-width=\"" +
        svg::number(map_style::parcel_width) + "\" d=\"" + data + "\"/>\n");
  }

  void buildings() {
    if (!result_.surroundings.panden) return;
    const std::vector<Pand>& panden = *result_.surroundings.panden;
    std::map<std::size_t, const PandResult*> results;
    for (const PandResult& pand : result_.panden) results.emplace(pand.pand, &pand);
    std::map<std::pair<Kwetsbaarheid, bool>, std::string> by_class;
    std::string own;
    for (std::size_t i = 0; i < panden.size(); ++i) {
      if (!visible(panden[i].footprint)) continue;
      const auto found = results.find(i);
      if (found == results.end()) {
        own += path_data(panden[i].footprint);
        continue;
      }
      const bool planned = panden[i].situatie == Situatie::Geprojecteerd;
      content_.planned_buildings = content_.planned_buildings || planned;
      content_.classes.insert(found->second->klassering.klasse);
      by_class[{found->second->klassering.klasse, planned}] += path_data(panden[i].footprint);
      if (found->second->getroffen) {
        judged_.push_back({&panden[i], found->second, oordeel_of(*found->second, *result_.rules)});
      }
    }
    std::string out;
    for (const auto& [key, data] : by_class) {
      out += "<path " + map_style::building(key.first, key.second) + "data-klasse=\"" + std::string{to_string(key.first)} +
             "\" d=\"" + data + "\"/>\n";
    }
    content_.own_buildings = !own.empty();
    if (!own.empty()) out += "<path " + map_style::own_building() + "d=\"" + own + "\"/>\n";
    group("gebouwen", "", out);

    // Worst first, then most vulnerable, then nearest: what has room for a sign gets it in this order.
    const auto& order = result_.rules->verdicts.rangorde;
    const auto rank = [&order](Oordeel o) { return std::find(order.begin(), order.end(), o) - order.begin(); };
    std::stable_sort(judged_.begin(), judged_.end(), [&](const Judged& a, const Judged& b) {
      if (a.oordeel != b.oordeel) return rank(a.oordeel) < rank(b.oordeel);
      if (a.found->klassering.klasse != b.found->klassering.klasse) {
        return a.found->klassering.klasse > b.found->klassering.klasse;
      }
      return a.found->afstand_m < b.found->afstand_m;
    });
  }

  void verdict_outlines() {
    std::string out;
    for (auto it = judged_.rbegin(); it != judged_.rend(); ++it) {  // the worst on top
      content_.verdicts.insert(it->oordeel);
      out += "<path " + map_style::verdict_outline(it->oordeel, view_.scale) + "d=\"" + path_data(it->pand->footprint) + "\"><title>" +
             svg::escaped(it->pand->identificatie + ", " + kwetsbaarheid_word(it->found->klassering.klasse, language_) +
                          ": " + oordeel_word(it->oordeel, language_)) +
             "</title></path>\n";
    }
    group("getroffen-gebouwen", "", out);
  }

  void verdict_signs() {
    constexpr double radius = 1.2;
    std::string out;
    for (const Judged& judged : judged_) {
      if (!map_style::has_sign(judged.oordeel)) continue;
      const svg::Point at = view_.on_sheet(point_inside(judged.pand->footprint.front()));
      const svg::Rect room{at.x - radius, at.y - radius, 2.0 * radius, 2.0 * radius};
      if (!placer_.inside(room)) continue;
      if (!placer_.free(room)) {
        content_.signs_left_out = true;
        continue;
      }
      placer_.take(room);
      out += map_style::verdict_sign(judged.oordeel, at, radius);
    }
    group("oordelen", "", out);
  }

  // Where parcels and buildings were both read, as far as there is a layer of them: around the study, and no farther
  // than the layers reach. What lies outside is not empty but unknown.
  [[nodiscard]] Box known_box() const {
    Box known = result_.surroundings.study_box;
    for (const LayerReport& layer : result_.surroundings.reports) {
      const bool used = layer.kind == LayerKind::Percelen ? result_.surroundings.percelen.has_value()
                                                          : layer.kind == LayerKind::Panden && result_.surroundings.panden;
      if (!used || layer.extent.empty()) continue;
      known.min = {std::max(known.min.x, layer.extent.min.x), std::max(known.min.y, layer.extent.min.y)};
      known.max = {std::min(known.max.x, layer.extent.max.x), std::min(known.max.y, layer.extent.max.y)};
    }
    return known;
  }

  void outside_the_layers() {
    const Box known = known_box();
    if ((!result_.surroundings.percelen && !result_.surroundings.panden) || known.empty() || known.contains(box_)) return;
    content_.veil = true;
    std::string data;
    const auto corners = [](const Box& b) { return Ring{b.min, {b.max.x, b.min.y}, b.max, {b.min.x, b.max.y}}; };
    svg::append_ring(data, view_.on_sheet(corners(box_)));
    svg::append_ring(data, view_.on_sheet(corners(known)));
    add("<path " + std::string{map_style::veil} + " d=\"" + data + "\"/>\n");
    add(svg::rect(view_.on_sheet(known), map_style::veil_edge));
  }

  void sites() {
    std::string out;
    for (const Site& site : result_.dossier.sites) {
      if (!border_in({site.boundary}, box_)) continue;
      content_.site = true;
      out += "<path " + std::string{map_style::site_line} + " d=\"" + path_data({site.boundary}) + "\"/>\n";
    }
    group("locatie", "", out);
  }

  void contours() {
    std::string out;
    for (auto i = content_.zones.rbegin(); i != content_.zones.rend(); ++i) {  // the highest level on top
      const auto& level = result_.zones[*i].zone.level;
      if (!level) continue;
      out += map_style::contour_line(map_style::contour(*level),
                                     [zone = *i](const std::string& attributes) { return use(zone, attributes); });
    }
    group("pr-contouren", "fill=\"none\"", out);
  }

  void sources() {
    constexpr double label = 1.9;
    constexpr double visible_size = 1.6;  // the longest side of a unit that needs no ring
    std::string shapes;
    std::string names;
    std::vector<std::pair<const std::string*, svg::Rect>> labels;
    for (const BatteryUnit& unit : result_.dossier.units) {
      const Ring ring = footprint(unit);
      if (!visible({{ring, {}}})) continue;
      content_.units = true;
      shapes += "<polygon data-eenheid=\"" + svg::escaped(unit.id) + "\" " + std::string{map_style::unit_fill} + " points=\"";
      for (const svg::Point p : view_.on_sheet(ring)) shapes += svg::number(p.x) + "," + svg::number(p.y) + " ";
      shapes.back() = '"';
      shapes += "/>\n";
      const svg::Rect box = view_.on_sheet(bounds(ring));
      placer_.take(box);
      labels.emplace_back(&unit.id, box);
      if (unit.length.m() * 1000.0 / view_.scale < visible_size) locate(box.centre());
    }
    for (const svg::Point p : locators_) shapes += map_style::locator(p, 2.0);
    content_.locators = !locators_.empty();
    for (const UserScenario& scenario : result_.dossier.scenarios) {
      const svg::Point at = view_.on_sheet(scenario.position);
      const svg::Rect box{at.x - 1.7, at.y - 1.7, 3.4, 3.4};
      if (!placer_.inside(box)) continue;
      content_.sources = true;
      shapes += map_style::source_sign(at);
      placer_.take(box);
      labels.emplace_back(&scenario.id, box);
    }
    for (const auto& [id, box] : labels) {
      const std::string shown = svg::clipped(*id, 30.0, label);
      const auto place = placer_.beside(box, svg::text_width(shown, label) + 0.4, label + 0.4);
      if (!place) continue;
      names += svg::text({place->centre().x, place->y + 0.95 * label}, shown,
                         {.size = label, .anchor = "middle", .bold = false, .halo = true});
    }
    group("eenheden", "", shapes);
    names_ = std::move(names);
  }

  // One ring for what would be drawn over one another.
  void locate(svg::Point at) {
    const bool known = std::any_of(locators_.begin(), locators_.end(), [at](svg::Point p) {
      return (p.x - at.x) * (p.x - at.x) + (p.y - at.y) * (p.y - at.y) < 16.0;
    });
    if (known) return;
    locators_.push_back(at);
    placer_.take({at.x - 2.0, at.y - 2.0, 4.0, 4.0});
  }

  void zone_labels() {
    std::string leaders;
    std::string tags;
    for (const std::size_t i : content_.zones) {
      const Zone& zone = result_.zones[i].zone;
      const std::string text = zone.level ? level_text(*zone.level, language_) : std::string{map_style::area(*zone.aandachtsgebied).letter};
      const std::string_view colour =
          zone.level ? map_style::contour(*zone.level).colour : map_style::area(*zone.aandachtsgebied).colour;
      const double width = svg::text_width(text, tag_size, true) + 1.6;
      // Every zone begins to look for room somewhere else, so that the labels do not stand in a row.
      const double start = 0.1 + 0.17 * static_cast<double>(i % 6);
      std::vector<LineLabel> labels;
      for (const Polygon& polygon : result_.zones[i].polygons) {
        const std::vector<LineLabel> more =
            labels_on(view_.on_sheet(polygon.outer), width, tag_size + 1.0, start, labels, placer_);
        labels.insert(labels.end(), more.begin(), more.end());
      }
      if (labels.empty() && !border_in(result_.zones[i].polygons, box_)) {
        // The map lies inside the area: its letter in a corner.
        const svg::Rect corner{view_.frame.x + 1.0, view_.frame.y + 1.0, 0.0, 0.0};
        if (const auto box = placer_.beside(corner, width, tag_size + 1.0)) labels.push_back({*box, std::nullopt});
      }
      for (const LineLabel& label : labels) {
        if (label.leader_to) {
          leaders += svg::line(label.box.centre(), *label.leader_to, "#fff", 0.6);
          leaders += svg::line(label.box.centre(), *label.leader_to, map_style::ink, 0.18);
        }
        tags += map_style::tag(label.box, text, colour, tag_size);
      }
    }
    group("namen", "", names_);
    group("opschriften", "", leaders + tags);
  }

  // As on the cadastral map: the number alone, without municipality and section; only at scales larger than 1:2500.
  void parcel_numbers() {
    if (!content_.parcels || view_.scale >= 2500.0) return;
    constexpr double size = 1.6;
    const Box known = known_box();
    std::string out;
    for (const Perceel& perceel : *result_.surroundings.percelen) {
      if (!visible(perceel.vlak)) continue;
      const std::string& whole = perceel.kadastrale_aanduiding;
      const std::string text = svg::clipped(whole.substr(whole.find_last_of('-') + 1), 15.0, size);
      const RdPoint point = point_inside(perceel.vlak.front());
      const svg::Point at = view_.on_sheet(point);
      const double width = svg::text_width(text, size);
      const svg::Rect room{at.x - width / 2.0, at.y - size / 2.0, width, size};
      if (text.empty() || !known.contains(Box{point, point}) || !placer_.free(room)) continue;
      if (view_.on_sheet(bounds(perceel.vlak)).width < width + 1.0) continue;
      placer_.take(room);
      content_.parcel_numbers = true;
      out += "<text x=\"" + svg::number(at.x) + "\" y=\"" + svg::number(at.y + 0.36 * size) + "\">" + svg::escaped(text) +
             "</text>\n";
    }
    group("perceelnummers",
          "font-size=\"" + svg::number(size) + "\" text-anchor=\"middle\" fill=\"" + std::string{map_style::parcel_number} + "\"",
          out);
  }

  const StudyResult& result_;
  const MapView& view_;
  Language language_;
  Box box_;
  LabelPlacer placer_;
  MapContent content_;
  std::vector<Judged> judged_;  // buildings in a zone
  std::vector<svg::Point> locators_;
  std::string names_;
};

}  // namespace

std::string zone_name(const Zone& zone, Language language) {
  if (zone.level) return "PR " + level_text(*zone.level, language);
  return aandachtsgebied_word(*zone.aandachtsgebied, language);
}

MapContent map_content(const StudyResult& result, const MapView& view, Language language) {
  return Drawing{result, view, language}.draw();
}

}  // namespace batterisk::study
