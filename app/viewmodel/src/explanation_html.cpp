#include "batterisk/viewmodel/words.hpp"

#include "batterisk/study/text/texts.hpp"

#include <cmath>

namespace batterisk::viewmodel {
namespace {

using study::Language;

QString cell(const QString& text, bool right = false) {
  return (right ? QStringLiteral("<td align='right'>") : QStringLiteral("<td>")) + text + QStringLiteral("&nbsp;</td>");
}

QString number(double value, Language language) {
  const double size = std::abs(value);
  if (value != 0.0 && (size < 1e-3 || size >= 1e5)) return qt(study::scientific(value, 3, language));
  return qt(study::decimal(value, size >= 100.0 ? 0 : size >= 10.0 ? 1 : size >= 1.0 ? 2 : 4, language));
}

QString contributions(const study::PointExplanation& e, Language language) {
  constexpr std::size_t shown = 8;
  QString html;
  std::size_t count = 0;
  for (const Contribution& c : e.pr.contributions) {
    if (!(c.pr.per_year() > 0.0) || count++ == shown) break;
    const Scenario& s = e.risk.scenarios.scenarios[c.scenario];
    html += QStringLiteral("<p><b>%1 %  %2</b> %3 %4<br/>")
                .arg(qt(study::decimal(100.0 * c.share, 1, language)), qt(s.id).toHtmlEscaped(),
                     qt(study::scientific(c.pr.per_year(), 3, language)), pick(language, "/jaar", "/year"));
    html += pick(language, "afstand ", "distance ") + qt(study::decimal(c.distance_m, 1, language)) + QStringLiteral(" m, ") +
            pick(language, "richting ", "bearing ") + qt(study::decimal(c.bearing_deg, 0, language)) + QStringLiteral("°<br/>");
    html += QStringLiteral("f = ") + qt(study::frequency_text(s, language)).toHtmlEscaped() + QStringLiteral("<br/>");
    html += pick(language, "gemiddelde letaliteit ", "mean lethality ") + qt(study::scientific(c.lethality, 3, language));
    for (std::size_t i = 0; i < c.per_class.size(); ++i) {
      if (!(c.per_class[i].per_year() > 0.0)) continue;
      html += QStringLiteral("<br/>") + pick(language, "weer ", "weather ") + qt(e.risk.weather.classes[i].name) +
              QStringLiteral(": ") + qt(study::scientific(c.per_class[i].per_year(), 3, language)) + pick(language, " /jaar", " /year");
    }
    html += QStringLiteral("</p><table cellpadding='1'>");
    for (const study::ScenarioFigure& v : study::effect_values(s, e.pr.point, e.risk)) {
      if (!std::isfinite(v.waarde)) continue;
      html += QStringLiteral("<tr>") + cell(qt(v.naam).toHtmlEscaped()) + cell(number(v.waarde, language), true) +
              cell(qt(v.eenheid == "-" ? "" : v.eenheid).toHtmlEscaped()) + QStringLiteral("</tr>");
    }
    html += QStringLiteral("</table>");
  }
  if (html.isEmpty()) html = QStringLiteral("<p>") + pick(language, "Geen scenario reikt tot hier.", "No scenario reaches this place.") + QStringLiteral("</p>");
  return html;
}

QString areas(const study::PointExplanation& e, Language language) {
  QString html = QStringLiteral("<ul>");
  for (const study::AreaAtPoint& a : e.areas) {
    html += QStringLiteral("<li>") + qt(study::aandachtsgebied_word(a.soort, language)) + QStringLiteral(": ");
    if (a.scenario.empty()) {
      html += pick(language, "geen gebied", "no area");
    } else {
      html += (a.inside ? pick(language, "binnen, ", "inside, ") : pick(language, "buiten, ", "outside, ")) +
              qt(study::decimal(a.margin_m, 1, language)) + pick(language, " m tot de rand", " m to the edge") +
              QStringLiteral(" (") + qt(a.scenario).toHtmlEscaped() + QLatin1Char(')');
    }
    html += QStringLiteral("</li>");
  }
  return html + QStringLiteral("</ul>");
}

QString parameters(const study::PointExplanation& e, const RuleCatalog& rules, Language language) {
  QString html = QStringLiteral("<table cellpadding='2' width='100%'>");
  for (const auto& key : e.used_keys) {
    const auto source = rules.sources.find(key->bron);
    const QString title = qt(source == rules.sources.end() ? key->bron : source->second.title);
    html += QStringLiteral("<tr><td><a href='regel:%1:%2'>%3</a></td>")
                .arg(qt(key->place.file), QString::number(key->place.line), qt(key->key).toHtmlEscaped()) +
            cell(qt(key->waarde + (key->eenheid.empty() ? "" : " " + key->eenheid)).toHtmlEscaped()) +
            cell(qt(study::bewijs_word(key->bewijs, language))) + QStringLiteral("</tr><tr><td colspan='3'><small>") +
            qt(language == Language::Nl ? key->omschrijving_nl : key->omschrijving_en).toHtmlEscaped() + QStringLiteral(" ") +
            title.toHtmlEscaped() + (key->vindplaats.empty() ? QString{} : QStringLiteral(", ") + qt(key->vindplaats).toHtmlEscaped()) +
            QStringLiteral("</small></td></tr>");
  }
  return html + QStringLiteral("</table>");
}

}  // namespace

QString explanation_html(const study::PointExplanation& e, const RuleCatalog& rules, Language language) {
  QString html = QStringLiteral("<h3>PR ") + qt(study::scientific(e.pr.pr.per_year(), 3, language)) +
                 pick(language, " per jaar", " per year") + QStringLiteral("</h3><p>") +
                 pick(language, "op ", "at ") + rd_text(e.pr.point, language) + QStringLiteral(" (RD), ") +
                 qt(std::string{study::to_string(e.label)}).replace(QLatin1Char('_'), QLatin1Char(' ')) + QStringLiteral("</p>");
  html += QStringLiteral("<h4>") + pick(language, "Aandachtsgebieden", "Aandachtsgebieden (attention areas)") + QStringLiteral("</h4>") + areas(e, language);
  html += QStringLiteral("<h4>") + pick(language, "Bijdragen: PR = som van frequentie × letaliteit", "Contributions: PR = sum of frequency × lethality") +
          QStringLiteral("</h4>") + contributions(e, language);
  for (const Diagnostic& d : e.messages) {
    html += QStringLiteral("<p><i>") + qt(to_string(d.code)) + QStringLiteral(": ") + qt(study::message_text(d, language)).toHtmlEscaped() + QStringLiteral("</i></p>");
  }
  html += QStringLiteral("<h4>") + pick(language, "Gebruikte parameters", "Parameters used") + QStringLiteral("</h4>") + parameters(e, rules, language);
  return html;
}

}  // namespace batterisk::viewmodel
