#include "batterisk/viewmodel/comparer.hpp"

#include "batterisk/viewmodel/words.hpp"

#include "batterisk/study/run/summary.hpp"
#include "batterisk/study/tables/result_json.hpp"

#include <algorithm>

namespace batterisk::viewmodel {
namespace {

using study::Language;

// Rows of a table that are shown; the rest is counted.
constexpr std::size_t most_rows = 200;

QString head(std::initializer_list<QString> names) {
  QString html = QStringLiteral("<table cellpadding='3' cellspacing='0'><tr>");
  for (const QString& name : names) html += QStringLiteral("<th align='left'>") + name + QStringLiteral("</th>");
  return html + QStringLiteral("</tr>");
}

QString row(std::initializer_list<QString> cells) {
  QString html = QStringLiteral("<tr>");
  for (const QString& cell : cells) html += QStringLiteral("<td>") + cell.toHtmlEscaped() + QStringLiteral("</td>");
  return html + QStringLiteral("</tr>");
}

// A name that stays on its line, and numbers below each other.
QString numbers(const QString& name, std::initializer_list<QString> cells) {
  QString html = QStringLiteral("<tr><td style='white-space:nowrap'>") + name.toHtmlEscaped() + QStringLiteral("</td>");
  for (const QString& cell : cells) {
    html += QStringLiteral("<td align='right' style='white-space:nowrap'>") + cell.toHtmlEscaped() + QStringLiteral("</td>");
  }
  return html + QStringLiteral("</tr>");
}

QString tail(std::size_t rows, Language language) {
  QString html = QStringLiteral("</table>");
  if (rows > most_rows) {
    html += QStringLiteral("<p>") + pick(language, "en nog ", "and ") + QString::number(rows - most_rows) +
            pick(language, "", " more") + QStringLiteral("</p>");
  }
  return html;
}

QString title(const QString& text) {
  return QStringLiteral("<h4>") + text + QStringLiteral("</h4>");
}

QString verdict_word(const std::string& word, Language language) {
  if (word == "niet_getroffen") return pick(language, "niet getroffen", "not affected");
  return qt(word).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString short_name(const Zone& zone, Language language) {
  return zone.aandachtsgebied ? qt(std::string{to_string(*zone.aandachtsgebied)}) : qt(study::zone_name(zone, language));
}

QString zones_table(const std::vector<study::ZoneDifference>& zones, Language language) {
  const auto signed_number = [language](double v, int digits) {
    return (v > 0.0 ? QStringLiteral("+") : QString{}) + qt(study::decimal(v, digits, language));
  };
  const auto number = [language](double v, int digits) { return qt(study::decimal(v, digits, language)); };
  QString html = title(pick(language, "Zones: reikt tot (m)", "Zones: reach (m)")) +
                 head({QString{}, QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("B − A")});
  for (const study::ZoneDifference& d : zones) {
    html += numbers(short_name(d.zone, language),
                    {number(d.afstand_a_m, 1), number(d.afstand_b_m, 1), signed_number(d.afstand_b_m - d.afstand_a_m, 1)});
  }
  html += QStringLiteral("</table>") + title(pick(language, "Zones: oppervlakte (m²)", "Zones: area (m²)")) +
          head({QString{}, QStringLiteral("A"), QStringLiteral("B"), pick(language, "alleen A", "A only"),
                pick(language, "alleen B", "B only")});
  for (const study::ZoneDifference& d : zones) {
    html += numbers(short_name(d.zone, language), {number(d.oppervlakte_a_m2, 0), number(d.oppervlakte_b_m2, 0),
                                                   number(area_m2(d.alleen_a), 0), number(area_m2(d.alleen_b), 0)});
  }
  return html + QStringLiteral("</table>");
}

}  // namespace

Comparer::Comparer(QObject* parent) : QObject(parent) {
  pool_.setMaxThreadCount(1);
}

Comparer::~Comparer() {
  pool_.clear();
  pool_.waitForDone();
}

void Comparer::compare(std::shared_ptr<const render::MapScene> a, std::shared_ptr<const render::MapScene> b) {
  const std::uint64_t question = ++question_;
  pool_.clear();
  if (!a || !b) {
    answered_ = question;
    return;
  }
  pool_.start([this, question, a = std::move(a), b = std::move(b)] {
    auto comparison = std::make_shared<Comparison>();
    comparison->zones = study::compare_zones(a->result->zones, b->result->zones);
    comparison->values = portfolio::compare_results(study::result_json(*a->result), study::result_json(*b->result));
    comparison->a = a;
    comparison->b = b;
    QMetaObject::invokeMethod(this, [this, question, comparison] {
      if (question != question_) return;
      answered_ = question;
      Q_EMIT compared(comparison);
    }, Qt::QueuedConnection);
  });
}

QString comparison_html(const Comparison& c, Language language) {
  const auto side = [&](const char* letter, const study::StudyResult& r) {
    return QStringLiteral("<p><b>") + QLatin1String(letter) + QStringLiteral("</b> ") + qt(r.dossier.name).toHtmlEscaped() +
           QStringLiteral(" (") + qt(r.rules->id).toHtmlEscaped() + QStringLiteral("): ") +
           qt(study::verdict_sentence(r, language)).toHtmlEscaped() + QStringLiteral("</p>");
  };
  QString html = side("A", *c.a->result) + side("B", *c.b->result);
  html += zones_table(c.zones, language);

  html += title(pick(language, "Gebouwen met een ander oordeel: ", "Buildings with another verdict: ") +
                QString::number(c.values.objecten.size()));
  if (!c.values.objecten.empty()) {
    html += head({pick(language, "gebouw", "building"), QStringLiteral("A"), QStringLiteral("B"), pick(language, "oorzaak", "cause")});
    for (std::size_t i = 0; i < std::min(c.values.objecten.size(), most_rows); ++i) {
      const portfolio::VerdictChange& o = c.values.objecten[i];
      html += row({qt(o.identificatie), verdict_word(o.van, language), verdict_word(o.naar, language), qt(o.oorzaak)});
    }
    html += tail(c.values.objecten.size(), language);
  }

  html += title(pick(language, "Waardoor", "Because of"));
  if (c.values.oorzaken.empty()) {
    html += QStringLiteral("<p>") + pick(language, "Invoer en parameters zijn gelijk.", "Input and parameters are equal.") +
            QStringLiteral("</p>");
  } else {
    html += QStringLiteral("<table cellpadding='3'>");
    for (std::size_t i = 0; i < std::min(c.values.oorzaken.size(), most_rows); ++i) html += row({qt(c.values.oorzaken[i])});
    html += tail(c.values.oorzaken.size(), language);
  }
  return html;
}

}  // namespace batterisk::viewmodel
