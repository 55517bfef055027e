#include "batterisk/study/map/map_legend.hpp"

#include "batterisk/study/map/letters.hpp"
#include "batterisk/study/map/map_style.hpp"

#include "batterisk/study/run/summary.hpp"

#include <algorithm>

namespace batterisk::study {
namespace {

std::string pick(Language language, std::string_view nl, std::string_view en) {
  return std::string{language == Language::Nl ? nl : en};
}

using namespace drawing;

using Kind = LegendEntry::Kind;

constexpr Rect swatch_box{0.0, 0.0, 9.0, 3.0};
constexpr double indent = swatch_box.width + 2.0;
constexpr double text_size = 2.4;
constexpr double note_size = 2.1;

Path swatch_line() {
  return {{{{0.0, 1.5}, {9.0, 1.5}}, false}};
}

Group of(Shape shape) {
  return {{}, {std::move(shape)}};
}

Group zone_swatch(const Zone& zone) {
  Group group;
  if (zone.level) {
    group.add(Shape{swatch_line(), {{}, map_style::contour(*zone.level).casing}});
    group.add(Shape{swatch_line(), {{}, map_style::contour(*zone.level).line}});
    return group;
  }
  const map_style::AreaStyle& style = map_style::area(*zone.aandachtsgebied);
  group.add(rect(swatch_box, {style.fill()}));
  group.add(rect(swatch_box, {{.pattern = &style.hatch}, style.outline()}));
  group.add(map_style::tag({3.0, 0.05, 3.0, 2.9}, style.letter, style.colour, 2.0));
  return group;
}

class Legend {
 public:
  Legend(const StudyResult& result, const MapContent& content, double width, Language language)
      : result_{result}, content_{content}, width_{width}, language_{language} {}

  std::vector<LegendEntry> entries() {
    zones(true, pick(language_, "Plaatsgebonden risico (PR) per jaar", "Plaatsgebonden risico (PR) per year"));
    zones(false, pick(language_, "Aandachtsgebieden", "Aandachtsgebieden (attention areas)"));
    zone_notes();
    uncertain_lines();
    buildings();
    verdicts();
    others();
    return std::move(entries_);
  }

 private:
  void heading(std::string text, std::string right = "") {
    entries_.push_back({Kind::Heading, std::move(text), std::move(right)});
  }
  void item(std::string text, Group swatch, std::string right = "") {
    entries_.push_back({Kind::Item, std::move(text), std::move(right), std::move(swatch)});
  }
  void note(const std::string& text) {
    for (std::string& line : letters::wrapped(text, width_, note_size, 3))
      entries_.push_back({Kind::Note, std::move(line)});
  }

  void zones(bool contours, const std::string& title) {
    bool first = true;
    for (const std::size_t i : content_.zones) {
      const ZoneResult& zone = result_.zones[i];
      if (zone.zone.level.has_value() != contours) continue;
      if (first) heading(title, pick(language_, "reikt tot", "reaches"));
      first = false;
      item(zone_name(zone.zone, language_), zone_swatch(zone.zone),
           decimal(zone.grootste_afstand_m, 1, language_) + " m");
    }
  }

  void zone_note(std::string_view nl, std::string_view en, const std::vector<std::size_t>& zones) {
    if (zones.empty()) return;
    std::string names;
    for (const std::size_t i : zones)
      names += (names.empty() ? "" : ", ") + zone_name(result_.zones[i].zone, language_);
    note(pick(language_, nl, en) + " " + names);
  }

  void zone_notes() {
    if (!result_.zones.empty() && content_.zones_nowhere.size() == result_.zones.size()) {
      heading(pick(language_, "Geen enkele zone", "No zone at all"));
    }
    zone_note("Wordt nergens bereikt:", "Reached nowhere:", content_.zones_nowhere);
    zone_note("Niet in beeld:", "Not in view:", content_.zones_outside);
  }

  void uncertain_lines() {
    if (content_.uncertain_lines.empty() || content_.zones.empty()) return;
    heading(pick(language_, "Hoe zeker de zones zijn (dunne lijnen)", "How sure the zones are (thin lines)"));
    const Zone& zone = result_.zones[content_.zones.front()].zone;
    const auto line = [&](UncertainLine which, std::string_view nl, std::string_view en) {
      if (content_.uncertain_lines.count(which) == 0) return;
      item(pick(language_, nl, en), of(Shape{swatch_line(), {{}, uncertain_pen(zone, which)}}));
    };
    line(UncertainLine::NearlySure, "bijna zeker hierbinnen (95 %)", "nearly surely within (95 %)");
    line(UncertainLine::Half, "half om half (50 %)", "half and half (50 %)");
    line(UncertainLine::HardlyEver, "bijna nooit hierbuiten (5 %)", "hardly ever beyond (5 %)");
  }

  void buildings() {
    const auto building = [](const Look& look) { return of(rect({2.0, 0.0, 5.0, 3.0}, look)); };
    const bool known = result_.surroundings.panden.has_value();
    if (known && content_.classes.empty() && !content_.own_buildings) return;
    heading(pick(language_, "Gebouwen: klasse (indicatief)", "Buildings: class (indicative)"));
    if (!known) {
      note(pick(language_, "Geen gebouwenlaag: gebouwen niet getoetst", "No layer of buildings: none assessed"));
      return;
    }
    for (const Kwetsbaarheid klasse : {Kwetsbaarheid::ZeerKwetsbaar, Kwetsbaarheid::Kwetsbaar,
                                       Kwetsbaarheid::BeperktKwetsbaar, Kwetsbaarheid::Geen, Kwetsbaarheid::Onbekend}) {
      if (content_.classes.count(klasse) == 0) continue;
      item(kwetsbaarheid_word(klasse, language_), building(map_style::building(klasse, false)));
    }
    if (content_.planned_buildings) {
      item(pick(language_, "geprojecteerd (streeprand)", "geprojecteerd: planned (dashed)"),
           building(map_style::building(Kwetsbaarheid::Geen, true)));
    }
    if (content_.own_buildings) {
      item(pick(language_, "op eigen terrein, niet getoetst", "on the site itself, not assessed"),
           building(map_style::own_building));
    }
  }

  void verdicts() {
    if (content_.verdicts.empty()) return;
    heading(pick(language_, "Oordeel over gebouwen in een zone", "Verdict on buildings in a zone"));
    for (const Oordeel oordeel : result_.rules->verdicts.rangorde) {
      if (content_.verdicts.count(oordeel) == 0) continue;
      Group swatch = of(rect({1.6, 0.1, 5.8, 2.8}, {{}, map_style::verdict_outline(oordeel, 2500.0)}));
      if (map_style::has_sign(oordeel)) swatch.add(map_style::verdict_sign(oordeel, swatch_box.centre(), 1.1));
      item(oordeel_word(oordeel, language_), std::move(swatch));
    }
    if (content_.signs_left_out) {
      note(pick(language_, "Waar ruimte ontbreekt staat alleen de rand",
                "Where room is short there is the outline alone"));
    }
  }

  void others() {
    heading(pick(language_, "Overig", "Other"));
    const std::size_t before = entries_.size();
    if (content_.units) {
      item(pick(language_, "eenheid, op schaal", "unit, to scale"), of(rect({1.5, 0.4, 6.0, 2.2}, map_style::unit)));
    }
    if (content_.locators) {
      item(pick(language_, "plaats van kleine eenheden", "place of small units"),
           map_style::locator(swatch_box.centre(), 1.5));
    }
    if (content_.sources) {
      item(pick(language_, "eigen scenario", "scenario of the user"), map_style::source_sign(swatch_box.centre()));
    }
    if (content_.site) {
      item(pick(language_, "grens van de locatie", "boundary of the site"),
           of(Shape{swatch_line(), {{}, map_style::site_line}}));
    }
    if (content_.parcels) {
      item(content_.parcel_numbers ? pick(language_, "perceel met nummer", "parcel with number")
                                   : pick(language_, "perceel", "parcel"),
           of(rect(swatch_box, {{}, map_style::parcel})));
    } else if (!result_.surroundings.percelen) {
      note(pick(language_, "Geen percelenlaag", "No layer of parcels"));
    }
    if (content_.veil) {
      item(pick(language_, "hierbuiten onbekend (geen gegevens)", "unknown outside this (no data)"),
           of(rect({0.5, 0.3, 8.0, 2.4}, {{}, map_style::veil_edge})));
    }
    if (entries_.size() == before) entries_.pop_back();
  }

  const StudyResult& result_;
  const MapContent& content_;
  double width_;
  Language language_;
  std::vector<LegendEntry> entries_;
};

double weight(Kind kind) {
  switch (kind) {
    case Kind::Heading:
      return 1.45;
    case Kind::Item:
      return 1.0;
    case Kind::Note:
      break;
  }
  return 0.85;
}

// What of a line the words at its end take.
double right_width(const LegendEntry& entry) {
  return entry.right.empty() ? 0.0
                             : letters::width(entry.right, entry.kind == Kind::Heading ? note_size : text_size) + 1.0;
}

}  // namespace

std::vector<LegendEntry> legend_entries(const StudyResult& result, const MapContent& content, double width,
                                        Language language) {
  return Legend{result, content, width, language}.entries();
}

double legend_lines(const std::vector<LegendEntry>& entries) {
  double lines = 0.0;
  for (const LegendEntry& entry : entries) lines += weight(entry.kind);
  return lines;
}

double legend_width(const std::vector<LegendEntry>& entries) {
  double width = 0.0;
  for (const LegendEntry& entry : entries) {
    const double left = entry.kind == Kind::Item ? indent : 0.0;
    const double size = entry.kind == Kind::Note ? note_size : text_size;
    width = std::max(width, left + letters::width(entry.text, size, entry.kind == Kind::Heading) + right_width(entry));
  }
  return width;
}

Group draw_legend(const std::vector<LegendEntry>& entries, Point top_left, double width, double line_height) {
  constexpr std::string_view pale = "#555";
  Group group{"legenda"};
  const double right = top_left.x + width;
  double y = top_left.y - 0.3 * line_height;  // the first heading stands at the top of its line
  for (const LegendEntry& entry : entries) {
    y += weight(entry.kind) * line_height;
    const double baseline = y - 0.3 * line_height;
    if (entry.kind == Kind::Note) {
      group.add(Text{{top_left.x, baseline}, entry.text, {.size = note_size, .colour = pale}});
      continue;
    }
    const bool heading = entry.kind == Kind::Heading;
    const double left = heading ? 0.0 : indent;
    if (!heading) {
      Group swatch = entry.swatch;
      swatch.offset = {top_left.x, baseline - 0.36 * text_size - swatch_box.height / 2.0};
      group.add(std::move(swatch));
    }
    group.add(Text{{top_left.x + left, baseline},
                   letters::clipped(entry.text, width - left - right_width(entry), text_size, heading),
                   {.size = text_size, .bold = heading}});
    if (entry.right.empty()) continue;
    group.add(heading ? Text{{right, baseline}, entry.right, {.size = note_size, .colour = pale, .anchor = Anchor::End}}
                      : Text{{right, baseline}, entry.right, {.size = text_size, .anchor = Anchor::End}});
  }
  return group;
}

}  // namespace batterisk::study
