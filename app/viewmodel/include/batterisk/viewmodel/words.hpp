#pragma once

#include "batterisk/core/base/geometry.hpp"
#include "batterisk/render/map_scene.hpp"
#include "batterisk/study/explain/explain.hpp"
#include "batterisk/study/text/texts.hpp"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace batterisk::viewmodel {

[[nodiscard]] inline QString qt(const std::string& text) {
  return QString::fromStdString(text);
}
/// One of two texts of the viewer that stand beside texts of the study.
[[nodiscard]] QString pick(study::Language language, const char* nl, const char* en);

/// "120263,98  479825,71": coordinates in RD for people.
[[nodiscard]] QString rd_text(RdPoint p, study::Language language);

/// The map in words, for screen readers and whoever prefers reading: verdict, zones and how far they reach, buildings
/// with a finding, units.
[[nodiscard]] QString map_in_words(const render::MapScene& scene, study::Language language);

/// Of those lines, one for each zone and then one for each unit.
[[nodiscard]] QStringList places_in_words(const render::MapScene& scene, study::Language language);

/// Everything behind one point, as HTML. Links: "regel:<file>:<line>" jumps to a line of a rule file.
[[nodiscard]] QString explanation_html(const study::PointExplanation& explanation, const RuleCatalog& rules,
                                       study::Language language);

/// How far the zones reach under each choice between models, as an HTML table.
[[nodiscard]] QString choices_html(const study::StudyResult& result, study::Language language);

/// What is known of one building: class and why, PR, distance, areas, findings with article and reason.
[[nodiscard]] QString building_html(const study::StudyResult& result, std::size_t pand, study::Language language);

}  // namespace batterisk::viewmodel
