#pragma once

#include "batterisk/core/base/agreement.hpp"
#include "batterisk/study/map/drawing.hpp"

#include <span>
#include <string>

namespace batterisk::study {

/// What a plot of a model against measurements is about.
struct AgreementTitle {
  std::string set;
  std::string quantity;
  std::string unit;
};

/// Model against measured, both logarithmic, with the line of equality and those of a factor of two. Values above 0.
[[nodiscard]] Drawing agreement_plot(const AgreementTitle& title, std::span<const Compared> pairs, Language language);

}  // namespace batterisk::study
