#include "batterisk/viewmodel/words.hpp"

#include "batterisk/study/run/summary.hpp"
#include "batterisk/study/tables/tables.hpp"
#include "batterisk/study/text/addresses.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace batterisk::viewmodel {

using study::Language;

QString pick(Language language, const char* nl, const char* en) {
  return QString::fromUtf8(language == Language::Nl ? nl : en);
}

QString rd_text(RdPoint p, Language language) {
  return qt(study::decimal(p.x, 2, language)) + QStringLiteral("  ") + qt(study::decimal(p.y, 2, language));
}

QString choices_html(const study::StudyResult& result, Language language) {
  const auto& all = result.modelkeuzes;
  QString rows;
  for (const std::string& key : study::choice_keys(all, true)) {
    for (std::size_t z = 0; z < result.zones.size(); ++z) {
      if (!study::moves_zone(all, key, z)) continue;
      rows += QStringLiteral("<tr><td>%1&nbsp;</td><td>%2&nbsp;</td>")
                  .arg(qt(key).toHtmlEscaped(), qt(study::zone_name(result.zones[z].zone, language)));
      for (const study::ModelChoice& choice : all) {
        if (choice.key != key) continue;
        const QString cell = qt(choice.choice).toHtmlEscaped() + QStringLiteral(" ") +
                             qt(study::decimal(choice.distance_m[z], 1, language)) + QStringLiteral(" m");
        rows += QStringLiteral("<td>") + (choice.chosen ? QStringLiteral("<b>") + cell + QStringLiteral("</b>") : cell) +
                QStringLiteral("&nbsp;</td>");
      }
      rows += QStringLiteral("</tr>");
    }
  }
  if (rows.isEmpty()) {
    return QStringLiteral("<p>") + pick(language, "Geen keuze tussen modellen verplaatst een zone.", "No choice between models moves a zone.") +
           QStringLiteral("</p>");
  }
  return QStringLiteral("<p>") +
         pick(language, "Hoe ver de zones reiken bij elke keuze tussen modellen; vet is de keuze van de studie.",
              "How far the zones reach under each choice between models; bold is the choice of the study.") +
         QStringLiteral("</p><table cellpadding='1'>") + rows + QStringLiteral("</table>");
}

QStringList places_in_words(const render::MapScene& scene, Language language) {
  const study::StudyResult& result = *scene.result;
  QStringList lines;
  for (const study::ZoneResult& zone : result.zones) {
    const QString name = qt(study::zone_name(zone.zone, language));
    if (zone.polygons.empty()) {
      lines << name + pick(language, " wordt nergens bereikt.", " is reached nowhere.");
      continue;
    }
    lines << name + pick(language, " reikt tot ", " reaches ") + qt(study::decimal(zone.grootste_afstand_m, 1, language)) +
                 QStringLiteral(" m.");
  }
  for (const BatteryUnit& unit : result.dossier.units) {
    lines << pick(language, "Eenheid ", "Unit ") + qt(unit.id) + pick(language, " staat op ", " stands at ") +
                 rd_text(unit.position, language) + QLatin1Char('.');
  }
  return lines;
}

QString map_in_words(const render::MapScene& scene, Language language) {
  const study::StudyResult& result = *scene.result;
  QStringList lines{qt(study::summary(result, language)), {}};
  lines << pick(language, "Wat de kaart laat zien", "What the map shows") << places_in_words(scene, language);
  const auto& panden = result.surroundings.panden;
  for (const study::JudgedBuilding& each : scene.judged) {
    if (each.oordeel == Oordeel::NietVanToepassing || each.oordeel == Oordeel::Voldoet) continue;
    const study::PandResult& found = result.panden[each.found];
    lines << pick(language, "Gebouw ", "Building ") + qt(study::building_name((*panden)[each.pand], language)) + QStringLiteral(", ") +
                 qt(study::kwetsbaarheid_word(found.klassering.klasse, language)) + QStringLiteral(", ") +
                 qt(study::decimal(found.afstand_m, 0, language)) + QStringLiteral(" m: ") +
                 qt(study::oordeel_word(each.oordeel, language)) + QLatin1Char('.');
  }
  return lines.join(QLatin1Char('\n'));
}

QString building_html(const study::StudyResult& result, std::size_t pand, Language language) {
  const Pand& object = (*result.surroundings.panden)[pand];
  QString html = QStringLiteral("<h3>") + pick(language, "Gebouw ", "Building ") +
                 qt(study::building_name(object, language)).toHtmlEscaped() + QStringLiteral("</h3>");
  const auto found = std::find_if(result.panden.begin(), result.panden.end(),
                                  [pand](const study::PandResult& p) { return p.pand == pand; });
  if (found == result.panden.end()) {
    html += QStringLiteral("<p>") +
            pick(language, "Staat op de locatie zelf en wordt niet beoordeeld.", "Stands on the site itself and is not judged.");
    for (const study::PandOpTerrein& own : result.panden_op_eigen_terrein) {
      if (own.pand != pand) continue;
      html += pick(language, " Klasse: ", " Class: ") + qt(study::kwetsbaarheid_word(own.klassering.klasse, language)).toHtmlEscaped();
      for (const std::string& use : own.klassering.gebruiksdoelen) html += QStringLiteral(", ") + qt(use).toHtmlEscaped();
      html += QLatin1Char('.');
    }
    return html + QStringLiteral("</p>");
  }
  html += QStringLiteral("<table cellpadding='2'>");
  const auto row = [&html](const QString& name, const QString& value) {
    html += QStringLiteral("<tr><td>") + name + QStringLiteral("&nbsp;</td><td><b>") + value.toHtmlEscaped() +
            QStringLiteral("</b></td></tr>");
  };
  row(pick(language, "oordeel", "verdict"), qt(study::oordeel_word(study::oordeel_of(*found, *result.rules), language)));
  const bool by_uses = found->klassering.herkomst == KlasseHerkomst::Indicatief;
  row(by_uses ? pick(language, "klasse (indicatief)", "class (indicative)")
              : pick(language, "klasse (", "class (") + qt(std::string{to_string(found->klassering.herkomst)}) + QLatin1Char(')'),
      qt(study::kwetsbaarheid_word(found->klassering.klasse, language)));
  std::vector<std::string> causes = study::weak_basis(result.used_keys, result.label);
  if (by_uses) causes.insert(causes.begin(), "klasse");
  row(pick(language, "zekerheid", "certainty"), qt(study::indicative_words(causes, language)));
  QStringList uses;
  for (const std::string& use : found->klassering.gebruiksdoelen) uses << qt(use);
  if (!uses.isEmpty()) row(pick(language, "gebruik (BAG)", "use (BAG)"), uses.join(QStringLiteral(", ")));
  if (found->pr) {
    row(pick(language, "hoogste PR op de gevel", "highest PR on the façade"),
        qt(study::scientific(found->pr->pr.per_year(), 3, language)) + pick(language, " per jaar", " per year"));
  }
  row(pick(language, "afstand tot de bron", "distance to the source"),
      qt(study::decimal(found->afstand_m, 1, language)) + QStringLiteral(" m"));
  QStringList areas;
  for (const Aandachtsgebied soort : found->gebieden) areas << qt(study::aandachtsgebied_word(soort, language));
  if (!areas.isEmpty()) row(pick(language, "ligt in", "lies in"), areas.join(QStringLiteral(", ")));
  html += QStringLiteral("</table>");
  for (const Bevinding& b : found->bevindingen) {
    html += QStringLiteral("<p><b>") + qt(study::oordeel_word(b.oordeel, language)).toHtmlEscaped() +
            QStringLiteral("</b> (") + qt(b.artikel).toHtmlEscaped() + QStringLiteral(", ") +
            qt(study::normstatus_word(b.normstatus, language)).toHtmlEscaped() + QStringLiteral("): ") +
            qt(language == Language::Nl ? b.reden_nl : b.reden_en).toHtmlEscaped();
    for (const std::string& flag : b.vlaggen) html += QLatin1Char(' ') + qt(study::vlag_text(flag, language)).toHtmlEscaped();
    html += QStringLiteral("</p>");
  }
  return html;
}

}  // namespace batterisk::viewmodel
