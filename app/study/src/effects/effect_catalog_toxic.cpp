#include "effects/effect_catalog_call.hpp"

#include "batterisk/core/effect/indoor.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace batterisk::study::detail {
namespace {

using enum EffectBound;

std::vector<std::string> names(const std::map<std::string, Substance>& substances) {
  std::vector<std::string> list;
  for (const auto& [name, substance] : substances) list.push_back(name);
  return list;
}

const Substance& substance_of(EffectCall& call, const std::map<std::string, Substance>& substances) {
  const auto it = substances.find(call.word("substance"));
  if (it == substances.end()) call.unknown_word("substance", names(substances));
  return it->second;
}

void warn_long_exposure(EffectCall& call, std::string_view name, Time t) {
  const Time longest = call.use(call.method().tox.t_max);
  if (t > longest) {
    call.warn_outside(fmt::format("{} {:.6g} min", name, t.min()),
                      fmt::format("<= {:.6g} min", longest.min()));
  }
}

bool same_letters(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

/// Dose exponent of the attention area; its keys may be written in capitals (HCL).
double dose_exponent(EffectCall& call) {
  std::vector<std::string> known;
  for (const auto& [name, n] : call.method().gifwolk.n.values) {
    if (same_letters(name, call.word("substance"))) return call.use(n);
    known.push_back(name);
  }
  call.unknown_word("substance", known);
}

void indoor(EffectCall& call) {
  const IndoorExposure exposure{call.get<AirChange>("air_change"), call.get<Time>("duration"),
                                call.get<Time>("window")};
  const double n =
      call.one_of({"exponent", "substance"}) == "exponent" ? call.number("exponent") : dose_exponent(call);
  const Time limit_time = call.use(call.method().gifwolk.t_ref);
  // The limit is the unit here, so that the result is a multiple of the life-threatening value.
  const auto unit = Concentration::kg_per_m3(1.0);
  const Concentration outdoor = outdoor_equivalent_of_dose(unit, limit_time, n, exposure);
  call.set_number("outdoor_equivalent", outdoor / unit);
  call.set("dose_factor", relative_dose(exposure, n));
  call.set_number("ratio", indoor_ratio(exposure.ventilation, exposure.release, exposure.release));
  call.set_number("outdoor_equivalent_concentration",
                  outdoor_equivalent_of_concentration(unit, exposure.ventilation, limit_time) / unit);
  call.set_number("exponent", n);
  if (call.has("substance")) {
    const Substance& substance = substance_of(call, call.rules().rules.substances);
    if (const auto& lbw30 = call.use(substance.lbw30))
      call.set("outdoor_concentration", (outdoor / unit) * *lbw30);
  }
  warn_long_exposure(call, "duration", exposure.release);
}

EffectModel indoor_model() {
  return {
      .id = "indoor",
      .nl = "concentratie en dosis binnenshuis, en de concentratie buiten die daarbij hoort",
      .en = "concentration and dose indoors, and the concentration outdoors that belongs to them",
      .source = "well-mixed room; dose criterion: Bkl art. 5.12(3), Omgevingsregeling art. 8.6",
      .inputs = {
          from_rule<&MethodRules::indoor, &IndoorRules::n_v>("air_change", "1/h", Positive,
                                                             "luchtwisseling van het gebouw",
                                                             "air change of the building"),
          required<Time>("duration", "min", Positive, "duur van de uitstroming, hoogstens tox.t_max",
                         "duration of the release, at most tox.t_max"),
          from_rule<&MethodRules::indoor, &IndoorRules::window>("window", "min", Positive,
                                                                "tijd vanaf het begin waarover de dosis telt",
                                                                "time from the start over which the dose counts"),
          optional<Ratio>("exponent", "-", Positive, "dosisexponent n, hoogstens 20; of substance",
                          "dose exponent n, at most 20; or substance"),
          as_optional(word("substance", "stof met een dosisexponent in de regels (gifwolk.n); of exponent",
                           "substance with a dose exponent in the rules (gifwolk.n); or exponent")),
      },
      .outputs = {
          output<Ratio>("outdoor_equivalent", "-", "concentratie buiten als veelvoud van de LBW30, dosiscriterium",
                        "concentration outdoors as a multiple of the LBW30, dose criterion"),
          output<Time>("dose_factor", "min", "relatieve dosis K binnen", "relative dose K indoors"),
          output<Ratio>("ratio", "-", "concentratie binnen ten opzichte van buiten aan het eind van de uitstroming",
                        "concentration indoors over outdoors at the end of the release"),
          output<Ratio>("outdoor_equivalent_concentration", "-",
                        "idem, concentratiecriterium van vóór 2026 (na gifwolk.t_ref)",
                        "likewise, concentration criterion of before 2026 (after gifwolk.t_ref)"),
          output<Ratio>("exponent", "-", "dosisexponent n", "dose exponent n"),
          output<Concentration>("outdoor_concentration", "mg/m3",
                                "concentratie buiten volgens het dosiscriterium, bij een stof met een LBW30",
                                "concentration outdoors by the dose criterion, for a substance with an LBW30"),
      },
      .example = {"duration=30 min", "substance=HF"},
      .evaluate = indoor,
  };
}

/// Substances with the probits of another set.
std::map<std::string, Substance> substances_of_set(EffectCall& call, const std::string& set) {
  const EffectRules& rules = call.rules();
  const RuleDocument* method = rules.catalog->find(rules.rules.id);
  if (method != nullptr) {
    const auto& known = method->entries.at("tox.probit_set").choices;
    if (std::find(known.begin(), known.end(), set) == known.end()) call.unknown_word("set", known);
  }
  RuleSelection selection = rules.selection;
  std::erase_if(selection.deviations, [](const Deviation& d) { return d.parameter == "tox.probit_set"; });
  Deviation deviation;
  deviation.parameter = "tox.probit_set";
  deviation.value = set;
  selection.deviations.push_back(std::move(deviation));
  return load_rule_set(*rules.catalog, selection).substances;
}

void toxic(EffectCall& call) {
  const auto substances =
      call.has("set") ? substances_of_set(call, call.word("set")) : call.rules().rules.substances;
  if (!call.has("set")) (void)call.use(call.method().tox.probit_set);
  const Substance& substance = substance_of(call, substances);
  if (!substance.probit) {
    std::vector<std::string> known;
    for (const auto& [name, s] : substances) {
      if (s.probit) known.push_back(name);
    }
    call.unknown_word("substance", known);
  }
  const ToxicProbit& probit = call.use(*substance.probit);
  const auto c = call.get<Concentration>("concentration");
  const auto t = call.get<Time>("time");
  call.set("lethality", toxic_lethality(c, t, probit));
  call.set_number("probit", toxic_probit(c, t, probit));
  call.set("lc01", lethal_concentration(Probability::of(0.01), t, probit));
  call.set("lc50", lethal_concentration(Probability::of(0.5), t, probit));
  warn_long_exposure(call, "time", t);
}

EffectModel toxic_model() {
  return {
      .id = "toxic_probit",
      .nl = "kans op overlijden door een giftige stof",
      .en = "probability of death by a toxic substance",
      .source = "Pr = a + b ln(C^n t), C in mg/m3, t in min; Purple Book (CPR 18E) table 5.2, or the set chosen",
      .inputs = {
          word("substance", "stof met een probit in de regels", "substance with a probit in the rules"),
          required<Concentration>("concentration", "mg/m3", NotNegative, "concentratie", "concentration"),
          required<Time>("time", "min", Positive, "blootstelling, hoogstens tox.t_max", "exposure, at most tox.t_max"),
          as_optional(word("set", "stel probits; zonder: dat van de regels (tox.probit_set)",
                           "set of probits; without: that of the rules (tox.probit_set)")),
      },
      .outputs = {
          output<Probability>("lethality", "-", "kans op overlijden, zonder ondergrens tox.p_cut",
                              "probability of death, without the lower limit tox.p_cut"),
          output<Ratio>("probit", "-", "probitwaarde; leeg zonder blootstelling", "probit; empty without exposure"),
          output<Concentration>("lc01", "mg/m3", "concentratie met 1 % overlijden in deze tijd",
                                "concentration with 1 % death in this time"),
          output<Concentration>("lc50", "mg/m3", "concentratie met 50 % overlijden in deze tijd",
                                "concentration with 50 % death in this time"),
      },
      .example = {"substance=HF", "concentration=1000 mg/m3", "time=30 min"},
      .evaluate = toxic,
  };
}

}  // namespace

std::vector<EffectModel> toxic_models() {
  return {indoor_model(), toxic_model()};
}

}  // namespace batterisk::study::detail
