#pragma once

#include "batterisk/core/rules/method_battery.hpp"
#include "batterisk/core/rules/method_effect.hpp"
#include "batterisk/core/rules/method_risk.hpp"
#include "batterisk/core/rules/method_scenario.hpp"

namespace batterisk {

/// Every key of the method.
struct MethodRules {
  AirRules air;
  ScopeRules scope;
  InvRules inv;
  GasRules gas;
  ToxRules tox;
  FireRules fire;
  RelRules rel;
  PropRules prop;
  FreqRules freq;
  EvRules ev;
  S1Rules s1;
  RecvRules recv;
  S2Rules s2;
  S3Rules s3;
  S4Rules s4;
  S5Rules s5;
  DomRules dom;
  ORules o;
  FlameRules flame;
  RadRules rad;
  HeatRules heat;
  BlastRules blast;
  GrRules gr;
  DispRules disp;
  WakeRules wake;
  BriggsRules briggs;
  LiftoffRules liftoff;
  IndoorRules indoor;
  GifwolkRules gifwolk;
  BrandRules brand;
  ExplosieRules explosie;
  AreaRules area;
  WeatherRules weather;
  RoseRules rose;
  PrRules pr;
  ScenRules scen;
  DirectionRules direction;
  PolarRules polar;
  GridRules grid;
  ContourRules contour;
  CirkelRules cirkel;
  OverlayRules overlay;
  UncRules unc;
  ModelRules model;
};

}  // namespace batterisk
