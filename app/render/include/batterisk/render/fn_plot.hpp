#pragma once

#include "batterisk/render/plots.hpp"

#include "batterisk/core/risk/group_risk.hpp"

#include <vector>

namespace batterisk::render {

/// FN curve: frequency of so many deaths or more, both axes logarithmic, as the steps that it is. No guide line: none
/// is a norm here.
void draw_fn_curve(QPainter& painter, const QRectF& room, const std::vector<FnPoint>& curve, study::Language language,
                   const PlotColours& colours);

}  // namespace batterisk::render
