#pragma once

#include "batterisk/core/base/quantity.hpp"

namespace batterisk {

/// State of the ambient air that the effect models share (rule values).
struct Air {
  Pressure pressure;
  Temperature temperature;
  Density density;
  double heat_capacity_j_per_kg_k;
  double gravity_m_per_s2;
};

}  // namespace batterisk
