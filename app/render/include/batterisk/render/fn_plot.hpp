#pragma once

#include "batterisk/render/plots.hpp"

#include "batterisk/study/run/study_result.hpp"

namespace batterisk::render {

/// FN curve: frequency of so many deaths or more, both axes logarithmic, as the steps that it is; or why there is none.
/// No guide line: none is a norm here.
void draw_fn_curve(QPainter& painter, const QRectF& room, const study::GroupRiskResult& risk, study::Language language,
                   const PlotColours& colours);

}  // namespace batterisk::render
