#include "batterisk/render/map_furniture.hpp"

#include "batterisk/render/map_pens.hpp"

#include "batterisk/core/base/date.hpp"
#include "batterisk/core/rules/rule_document.hpp"
#include "batterisk/study/map/map_colours.hpp"
#include "batterisk/study/run/summary.hpp"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <functional>

namespace batterisk::render {
namespace {

namespace style = study::map_style;
using study::Language;

QString pick(Language language, const char* nl, const char* en) {
  return QString::fromUtf8(language == Language::Nl ? nl : en);
}

struct Entry {
  QString text;
  QString right;                                         // at the end of the line
  std::function<void(QPainter&, const QRectF&)> swatch;  // nothing: a heading, or with `note` a note
  bool note = false;
};

class Legend {
 public:
  Legend(const MapScene& scene, const VisibleContent& content, Language language)
      : result_{*scene.result}, content_{content}, language_{language} {}

  std::vector<Entry> entries() {
    zones(true, pick(language_, "Plaatsgebonden risico (PR) per jaar", "Plaatsgebonden risico (PR) per year"));
    zones(false, pick(language_, "Aandachtsgebieden", "Aandachtsgebieden (attention areas)"));
    zone_note("Wordt nergens bereikt:", "Reached nowhere:", content_.zones_nowhere);
    buildings();
    verdicts();
    others();
    return std::move(entries_);
  }

 private:
  void heading(const QString& text, const QString& right = {}) { entries_.push_back({text, right, {}, false}); }
  void note(const QString& text) { entries_.push_back({text, {}, {}, true}); }
  void item(const QString& text, std::function<void(QPainter&, const QRectF&)> swatch, const QString& right = {}) {
    entries_.push_back({text, right, std::move(swatch), false});
  }

  void zones(bool contours, const QString& title) {
    bool first = true;
    for (const std::size_t i : content_.zones) {
      const study::ZoneResult& zone = result_.zones[i];
      if (zone.zone.level.has_value() != contours) continue;
      if (first) heading(title, pick(language_, "reikt tot", "reaches"));
      first = false;
      item(qt(study::zone_name(zone.zone, language_)),
           [shown = zone.zone](QPainter& painter, const QRectF& box) {
             QPainterPath path;
             if (shown.level) {
               path.moveTo(box.left(), box.center().y());
               path.lineTo(box.right(), box.center().y());
               draw_contour(painter, path, *shown.level);
               return;
             }
             path.addRect(box);
             draw_area(painter, path, *shown.aandachtsgebied, box.topLeft());
             const style::AreaStyle& look = style::area(*shown.aandachtsgebied);
             painter.setFont(map_font(9.0, true));
             draw_tag(painter, {box.center().x() - 6.0, box.top() + 0.5, 12.0, box.height() - 1.0},
                      qt(std::string{look.letter}), colour(look.colour));
           },
           qt(study::decimal(zone.grootste_afstand_m, 1, language_)) + QStringLiteral(" m"));
    }
  }

  void zone_note(const char* nl, const char* en, const std::vector<std::size_t>& zones) {
    if (zones.empty()) return;
    QStringList names;
    for (const std::size_t i : zones) names << qt(study::zone_name(result_.zones[i].zone, language_));
    note(pick(language_, nl, en) + QLatin1Char(' ') + names.join(QStringLiteral(", ")));
  }

  void building(const QString& text, Kwetsbaarheid klasse, bool own, bool planned) {
    item(text, [=](QPainter& painter, const QRectF& box) {
      painter.setPen(building_pen(klasse, own, planned));
      painter.setBrush(building_brush(klasse, own));
      painter.drawRect(box.adjusted(7.0, 0.5, -7.0, -0.5));
    });
  }

  void buildings() {
    if (!result_.surroundings.panden) {
      heading(pick(language_, "Gebouwen", "Buildings"));
      note(pick(language_, "Geen gebouwenlaag: niet getoetst", "No layer of buildings: none assessed"));
      return;
    }
    if (content_.klassen.empty() && !content_.own_buildings) return;
    heading(pick(language_, "Gebouwen: klasse (indicatief)", "Buildings: class (indicative)"));
    for (const Kwetsbaarheid klasse : {Kwetsbaarheid::ZeerKwetsbaar, Kwetsbaarheid::Kwetsbaar,
                                       Kwetsbaarheid::BeperktKwetsbaar, Kwetsbaarheid::Geen, Kwetsbaarheid::Onbekend}) {
      if (content_.klassen.contains(klasse)) {
        building(qt(study::kwetsbaarheid_word(klasse, language_)), klasse, false, false);
      }
    }
    if (content_.planned_buildings) {
      building(pick(language_, "geprojecteerd: nog niet gebouwd", "planned: not built yet"), Kwetsbaarheid::Geen, false, true);
    }
    if (content_.own_buildings) {
      building(pick(language_, "op de locatie zelf", "on the site itself"), Kwetsbaarheid::Geen, true, false);
    }
  }

  void verdicts() {
    if (content_.oordelen.empty()) return;
    heading(pick(language_, "Oordeel over gebouwen in een zone", "Verdict on buildings in a zone"));
    for (const Oordeel oordeel : result_.rules->verdicts.rangorde) {
      if (!content_.oordelen.contains(oordeel)) continue;
      item(qt(study::oordeel_word(oordeel, language_)), [oordeel](QPainter& painter, const QRectF& box) {
        if (oordeel != Oordeel::NietVanToepassing) return draw_verdict_sign(painter, oordeel, box.center(), 5.5);
        painter.setPen(verdict_pen(oordeel, 0.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box.adjusted(7.0, 0.5, -7.0, -0.5));
      });
    }
  }

  void others() {
    if (!content_.locatie && !content_.eenheden && !content_.percelen && !content_.bronnen && !content_.veil) return;
    heading(pick(language_, "Overig", "Other"));
    if (content_.locatie) {
      item(pick(language_, "grens van de locatie", "boundary of the site"), [](QPainter& painter, const QRectF& box) {
        painter.setPen(site_pen());
        painter.drawLine(QPointF{box.left(), box.center().y()}, QPointF{box.right(), box.center().y()});
      });
    }
    if (content_.eenheden) {
      item(pick(language_, "eenheid (op schaal)", "unit (to scale)"), [](QPainter& painter, const QRectF& box) {
        painter.fillRect(box.adjusted(7.0, 2.5, -7.0, -2.5), colour(style::ink));
      });
    }
    if (content_.bronnen) {
      item(pick(language_, "plaats van een eigen scenario", "place of an own scenario"),
           [](QPainter& painter, const QRectF& box) { draw_source_sign(painter, box.center()); });
    }
    if (content_.percelen) {
      item(pick(language_, "kadastraal perceel", "cadastral parcel"), [](QPainter& painter, const QRectF& box) {
        painter.setPen(QPen(colour(style::parcel), 1.0));
        painter.setBrush(QColor(0xFB, 0xFA, 0xF6));
        painter.drawRect(box.adjusted(7.0, 0.5, -7.0, -0.5));
      });
    }
    if (content_.veil) note(pick(language_, "Grijs: geen kaartlagen gelezen", "Grey: no map layers read"));
  }

  const study::StudyResult& result_;
  const VisibleContent& content_;
  Language language_;
  std::vector<Entry> entries_;
};

QString short_hash(const std::string& hash) {
  return qt(hash.substr(0, 12));
}

}  // namespace

QSizeF draw_legend(QPainter* painter, QPointF at, const MapScene& scene, const VisibleContent& content,
                   Language language) {
  constexpr double padding = 10.0;
  constexpr double swatch = 30.0;
  constexpr double line = 17.0;
  constexpr double heading_gap = 5.0;
  const std::vector<Entry> entries = Legend(scene, content, language).entries();
  if (entries.empty()) return {0.0, 0.0};
  const QFont normal = map_font(11.0);
  const QFont bold = map_font(11.0, true);
  const QFont small = map_font(10.0);
  double width = 180.0;
  double height = 2.0 * padding - heading_gap;
  const auto font_of = [&](const Entry& e) -> const QFont& { return e.swatch ? normal : e.note ? small : bold; };
  for (const Entry& e : entries) {
    const QFontMetricsF metrics(font_of(e));
    const double right = e.right.isEmpty() ? 0.0 : QFontMetricsF(normal).horizontalAdvance(e.right) + 14.0;
    width = std::max(width, metrics.horizontalAdvance(e.text) + right + (e.swatch ? swatch + 8.0 : 0.0));
    height += line + (e.swatch || e.note ? 0.0 : heading_gap);
  }
  const QSizeF size{width + 2.0 * padding, height};
  if (painter == nullptr) return size;
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(QPen(QColor(0, 0, 0, 50), 1.0));
  painter->setBrush(QColor(255, 255, 255, 238));
  painter->drawRoundedRect(QRectF(at, size), 6.0, 6.0);
  double y = at.y() + padding - heading_gap;
  for (const Entry& e : entries) {
    if (!e.swatch && !e.note) y += heading_gap;
    const QRectF row{at.x() + padding, y, width, line};
    if (e.swatch) {
      painter->save();
      e.swatch(*painter, QRectF{row.left(), row.top() + 2.0, swatch, line - 4.0});
      painter->restore();
    }
    painter->setFont(font_of(e));
    painter->setPen(e.note ? QColor(0x55, 0x55, 0x55) : colour(style::ink));
    painter->drawText(row.adjusted(e.swatch ? swatch + 8.0 : 0.0, 0.0, 0.0, 0.0), Qt::AlignVCenter | Qt::AlignLeft, e.text);
    painter->setFont(normal);
    painter->setPen(QColor(0x55, 0x55, 0x55));
    painter->drawText(row, Qt::AlignVCenter | Qt::AlignRight, e.right);
    y += line;
  }
  painter->restore();
  return size;
}

double round_step(double most) {
  const double decade = std::pow(10.0, std::floor(std::log10(most)));
  for (const double digit : {5.0, 2.0}) {
    if (digit * decade <= most) return digit * decade;
  }
  return decade;
}

QString scale_text(double denominator, Language language) {
  const double unit = std::pow(10.0, std::max(0.0, std::floor(std::log10(denominator)) - 2.0));
  QString digits = QString::number(static_cast<qlonglong>(std::llround(denominator / unit) * std::llround(unit)));
  for (qsizetype at = digits.size() - 3; at > 0; at -= 3) {
    digits.insert(at, QLatin1Char(language == Language::Nl ? '.' : ','));
  }
  return QStringLiteral("1:") + digits;
}

void draw_scale(QPainter& painter, QPointF at, const ViewTransform& view, Language language) {
  const double metres = round_step(200.0 * view.metres_per_pixel);
  const double length = metres / view.metres_per_pixel;
  const double digit = metres / std::pow(10.0, std::floor(std::log10(metres) + 1e-9));
  const int parts = digit > 4.0 ? 5 : 4;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const QSizeF card{std::max(length + 60.0, 235.0), 62.0};
  painter.setPen(QPen(QColor(0, 0, 0, 50), 1.0));
  painter.setBrush(QColor(255, 255, 255, 238));
  painter.drawRoundedRect(QRectF(at.x(), at.y() - card.height(), card.width(), card.height()), 6.0, 6.0);

  const double x = at.x() + 16.0;
  const double top = at.y() - card.height() + 7.0;
  painter.setPen(QPen(colour(style::ink), 0.8));
  painter.setBrush(colour(style::ink));
  painter.drawPolygon(QPolygonF{{QPointF{x, top}, QPointF{x - 6.0, top + 18.0}, QPointF{x, top + 14.0}}});
  painter.setBrush(Qt::white);
  painter.drawPolygon(QPolygonF{{QPointF{x, top}, QPointF{x + 6.0, top + 18.0}, QPointF{x, top + 14.0}}});
  painter.setFont(map_font(11.0));
  painter.setPen(colour(style::ink));
  painter.drawText(QPointF{x + 12.0, top + 12.0}, pick(language, "noord (RD-raster)", "north (RD grid)"));
  painter.setFont(map_font(11.0, true));
  painter.drawText(QRectF{at.x(), top, card.width() - 12.0, 16.0}, Qt::AlignRight | Qt::AlignVCenter,
                   scale_text(view.scale(), language));

  const double left = at.x() + 16.0;
  const double bar = at.y() - 12.0;
  painter.setPen(QPen(colour(style::ink), 0.8));
  for (int i = 0; i < parts; ++i) {
    painter.setBrush(i % 2 == 0 ? colour(style::ink) : QColor(Qt::white));
    painter.drawRect(QRectF{left + length * i / parts, bar, length / parts, 5.0});
  }
  const bool kilometres = metres >= 1000.0;
  const auto text = [&](double distance) {
    const double shown = kilometres ? distance / 1000.0 : distance;
    const int decimals = shown >= 1.0 || shown == 0.0 ? (std::abs(shown - std::round(shown)) < 1e-9 ? 0 : 1) : 2;
    return qt(study::decimal(shown, decimals, language));
  };
  painter.setFont(map_font(10.0));
  const auto put = [&](double along, const QString& words) {
    painter.drawText(QRectF{left + along - 40.0, bar - 15.0, 80.0, 13.0}, Qt::AlignCenter, words);
  };
  put(0.0, QStringLiteral("0"));
  if (parts == 4) put(length / 2.0, text(metres / 2.0));
  put(length, text(metres) + (kilometres ? QStringLiteral(" km") : QStringLiteral(" m")));
  painter.restore();
}

std::vector<QString> standing_labels(const study::StudyResult& result) {
  std::vector<QString> labels;
  if (result.dossier.status == "concept") labels.push_back(QStringLiteral("concept"));
  if (result.ontwerp) labels.push_back(QStringLiteral("ontwerp"));
  if (result.label == study::Label::Indicatief) labels.push_back(QStringLiteral("indicatief"));
  return labels;
}

QString origin_text(const study::StudyResult& result, Language language) {
  QStringList parts{QStringLiteral("EPSG:28992 (RD New)"),
                    QStringLiteral("peildatum ") + qt(iso_date(result.dossier.peildatum))};
  QString rules = pick(language, "regelset ", "rule set ") + qt(result.rules->id);
  for (const RuleFile& file : result.rules->files) {
    if (file.id == result.rules->id) rules += QStringLiteral(" (sha256 ") + short_hash(file.sha256) + QLatin1Char(')');
  }
  parts << rules
        << QStringLiteral("batterisk ") + qt(result.receipt.program_version) + QStringLiteral(" (") +
               qt(result.receipt.commit) + QStringLiteral("), run ") + short_hash(result.receipt.run_hash);
  for (const LayerReport& layer : result.surroundings.reports) {
    parts << qt(std::string{to_string(layer.kind)} + ": " + layer.bron + (layer.datum.empty() ? "" : ", " + layer.datum));
  }
  return parts.join(QStringLiteral(" \u00B7 "));
}

}  // namespace batterisk::render
