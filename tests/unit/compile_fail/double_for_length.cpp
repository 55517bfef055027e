// Must not compile: a bare number is no length.
#include "batterisk/core/base/quantity.hpp"

double twice(batterisk::Length distance) {
  return 2.0 * distance.m();
}

#ifdef BATTERISK_CONTROL
double reach() {
  return twice(batterisk::Length::m(30.0));
}
#else
double reach() {
  return twice(30.0);
}
#endif
