#include "map/map_furniture.hpp"
#include "map/map_style.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

std::string pick(Language language, std::string_view nl, std::string_view en) {
  return std::string{language == Language::Nl ? nl : en};
}

struct Entry {
  enum class Kind { Heading, Item, Note } kind;
  std::string text;
  std::string right;   // at the end of the line
  std::string swatch;  // in a box of 9 x 3 mm with its corner at 0, 0
};

constexpr svg::Rect swatch_box{0.0, 0.0, 9.0, 3.0};
constexpr double text_size = 2.4;
constexpr double note_size = 2.1;

std::string swatch_line(std::string_view attributes) {
  return "<path d=\"M0 1.5h9\" fill=\"none\" " + std::string{attributes} + "/>\n";
}

std::string zone_swatch(const Zone& zone) {
  if (zone.level) return map_style::contour_line(map_style::contour(*zone.level), swatch_line);
  const map_style::AreaStyle& style = map_style::area(*zone.aandachtsgebied);
  const std::string colour{style.colour};
  return svg::rect(swatch_box, "fill=\"" + colour + "\" fill-opacity=\"0.12\"") +
         svg::rect(swatch_box, "fill=\"url(#" + std::string{style.hatch} + ")\" stroke=\"" + colour +
                                   "\" stroke-width=\"" + svg::number(map_style::area_width) + '"') +
         map_style::tag({3.0, 0.05, 3.0, 2.9}, style.letter, style.colour, 2.0);
}

class Legend {
 public:
  Legend(const StudyResult& result, const MapContent& content, Language language)
      : result_{result}, content_{content}, language_{language} {}

  std::vector<Entry> entries() {
    zones(true,
          pick(language_, "Plaatsgebonden risico (PR) per jaar", "Plaatsgebonden risico (PR) per year"));
    zones(false, pick(language_, "Aandachtsgebieden", "Aandachtsgebieden (attention areas)"));
    zone_notes();
    buildings();
    verdicts();
    others();
    return std::move(entries_);
  }

 private:
  void heading(std::string text, std::string right = "") {
    entries_.push_back({Entry::Kind::Heading, std::move(text), std::move(right), ""});
  }
  void item(std::string text, std::string swatch, std::string right = "") {
    entries_.push_back({Entry::Kind::Item, std::move(text), std::move(right), std::move(swatch)});
  }
  void note(std::string text) { entries_.push_back({Entry::Kind::Note, std::move(text), "", ""}); }

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

  void buildings() {
    const auto building = [](const std::string& attributes) {
      return svg::rect({2.0, 0.0, 5.0, 3.0}, attributes);
    };
    const bool known = result_.surroundings.panden.has_value();
    if (known && content_.classes.empty() && !content_.own_buildings) return;
    heading(pick(language_, "Gebouwen: klasse (indicatief)", "Buildings: class (indicative)"));
    if (!known) {
      note(pick(language_, "Geen gebouwenlaag: gebouwen niet getoetst",
                "No layer of buildings: none assessed"));
      return;
    }
    for (const Kwetsbaarheid klasse :
         {Kwetsbaarheid::ZeerKwetsbaar, Kwetsbaarheid::Kwetsbaar, Kwetsbaarheid::BeperktKwetsbaar,
          Kwetsbaarheid::Geen, Kwetsbaarheid::Onbekend}) {
      if (content_.classes.count(klasse) == 0) continue;
      item(kwetsbaarheid_word(klasse, language_), building(map_style::building(klasse, false)));
    }
    if (content_.planned_buildings) {
      item(pick(language_, "geprojecteerd (streeprand)", "geprojecteerd: planned (dashed)"),
           building(map_style::building(Kwetsbaarheid::Geen, true)));
    }
    if (content_.own_buildings) {
      item(pick(language_, "op eigen terrein, niet getoetst", "on the site itself, not assessed"),
           building(map_style::own_building()));
    }
  }

  void verdicts() {
    if (content_.verdicts.empty()) return;
    heading(pick(language_, "Oordeel over gebouwen in een zone", "Verdict on buildings in a zone"));
    for (const Oordeel oordeel : result_.rules->verdicts.rangorde) {
      if (content_.verdicts.count(oordeel) == 0) continue;
      item(oordeel_word(oordeel, language_),
           svg::rect({1.6, 0.1, 5.8, 2.8}, map_style::verdict_outline(oordeel, 2500.0)) +
               (map_style::has_sign(oordeel) ? map_style::verdict_sign(oordeel, swatch_box.centre(), 1.1)
                                             : ""));
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
      item(pick(language_, "eenheid, op schaal", "unit, to scale"),
           svg::rect({1.5, 0.4, 6.0, 2.2}, map_style::unit_fill));
    }
    if (content_.locators) {
      item(pick(language_, "plaats van kleine eenheden", "place of small units"),
           map_style::locator(swatch_box.centre(), 1.5));
    }
    if (content_.sources) {
      item(pick(language_, "eigen scenario", "scenario of the user"),
           map_style::source_sign(swatch_box.centre()));
    }
    if (content_.site) {
      item(pick(language_, "grens van de locatie", "boundary of the site"),
           "<path d=\"M0 1.5h9\" " + std::string{map_style::site_line} + "/>\n");
    }
    if (content_.parcels) {
      item(content_.parcel_numbers ? pick(language_, "perceel met nummer", "parcel with number")
                                   : pick(language_, "perceel", "parcel"),
           svg::rect(swatch_box, "fill=\"none\" stroke=\"" + std::string{map_style::parcel} +
                                     "\" stroke-width=\"" + svg::number(map_style::parcel_width) + '"'));
    } else if (!result_.surroundings.percelen) {
      note(pick(language_, "Geen percelenlaag", "No layer of parcels"));
    }
    if (content_.veil) {
      item(pick(language_, "hierbuiten onbekend (geen gegevens)", "unknown outside this (no data)"),
           svg::rect({0.5, 0.3, 8.0, 2.4}, map_style::veil_edge));
    }
    if (entries_.size() == before) entries_.pop_back();
  }

  const StudyResult& result_;
  const MapContent& content_;
  Language language_;
  std::vector<Entry> entries_;
};

// Notes of more than a line become several.
std::vector<Entry> in_lines(const std::vector<Entry>& entries, double width) {
  std::vector<Entry> out;
  for (const Entry& entry : entries) {
    if (entry.kind != Entry::Kind::Note) {
      out.push_back(entry);
      continue;
    }
    for (std::string& each : svg::wrapped(entry.text, width, note_size, 3)) {
      out.push_back({Entry::Kind::Note, std::move(each), "", ""});
    }
  }
  return out;
}

double weight(Entry::Kind kind) {
  switch (kind) {
    case Entry::Kind::Heading:
      return 1.45;
    case Entry::Kind::Item:
      return 1.0;
    case Entry::Kind::Note:
      break;
  }
  return 0.85;
}

}  // namespace

std::string map_legend(const StudyResult& result, const MapContent& content, const svg::Rect& room,
                       Language language) {
  const std::vector<Entry> entries = in_lines(Legend{result, content, language}.entries(), room.width);
  double lines = 0.0;
  for (const Entry& entry : entries) lines += weight(entry.kind);
  const double height = std::min(4.7, room.height / std::max(lines, 1.0));
  std::string out;
  double y = room.y - 0.3 * height;  // the first heading stands at the top of its line
  for (const Entry& entry : entries) {
    y += weight(entry.kind) * height;
    const double baseline = y - 0.3 * height;
    if (entry.kind == Entry::Kind::Heading) {
      const double free =
          room.width - (entry.right.empty() ? 0.0 : svg::text_width(entry.right, note_size) + 1.0);
      out += svg::text({room.x, baseline}, svg::clipped(entry.text, free, text_size, true),
                       {.size = text_size, .bold = true});
      if (!entry.right.empty()) {
        out += svg::text({room.right(), baseline}, entry.right,
                         {.size = note_size, .fill = "#555", .anchor = "end"});
      }
      continue;
    }
    if (entry.kind == Entry::Kind::Note) {
      out += svg::text({room.x, baseline}, entry.text, {.size = note_size, .fill = "#555"});
      continue;
    }
    const double indent = swatch_box.width + 2.0;
    out += "<g transform=\"translate(" + svg::number(room.x) + " " +
           svg::number(baseline - 0.36 * text_size - swatch_box.height / 2.0) + ")\">\n" + entry.swatch +
           "</g>\n";
    const double free =
        room.width - indent - (entry.right.empty() ? 0.0 : svg::text_width(entry.right, text_size) + 1.0);
    out += svg::text({room.x + indent, baseline}, svg::clipped(entry.text, free, text_size),
                     {.size = text_size});
    if (!entry.right.empty()) {
      out += svg::text({room.right(), baseline}, entry.right, {.size = text_size, .anchor = "end"});
    }
  }
  return "<g id=\"legenda\">\n" + out + "</g>\n";
}

}  // namespace batterisk::study
