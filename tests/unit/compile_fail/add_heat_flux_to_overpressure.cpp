// Must not compile: quantities of different kinds do not add.
#include "batterisk/core/base/quantity.hpp"

#ifdef BATTERISK_CONTROL
auto sum() {
  return batterisk::HeatFlux::kw_per_m2(10.0) + batterisk::HeatFlux::kw_per_m2(1.0);
}
#else
auto sum() {
  return batterisk::HeatFlux::kw_per_m2(10.0) + batterisk::Overpressure::kpa(10.0);
}
#endif
