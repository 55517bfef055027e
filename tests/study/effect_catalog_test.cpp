#include "support/paths.hpp"

#include "batterisk/study/effects/effect_comparison.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_effect.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

using namespace batterisk;
using namespace batterisk::study;

namespace {

std::shared_ptr<const RuleCatalog> catalog() {
  static const auto shipped = std::make_shared<const RuleCatalog>(load_rule_catalog(test::rules_folder()));
  return shipped;
}

// The golden numbers are those of the method before 1-12-2026: class speed in the plume, surrogate of the blast curves.
const EffectRules& rules() {
  static const EffectRules reference = load_effect_rules(catalog(), {"referentie/2026-01-01", {}, {}, {}, {}});
  return reference;
}

/// Reference rules with one value replaced.
EffectRules rules_with(const std::string& key, double value, const std::string& unit) {
  Deviation deviation;
  deviation.parameter = key;
  deviation.value = value;
  deviation.unit = unit;
  RuleSelection selection;
  selection.method = "referentie/2026-01-01";
  selection.deviations.push_back(deviation);
  return load_effect_rules(catalog(), selection);
}

std::vector<EffectArgument> arguments(const std::vector<std::string>& texts) {
  std::vector<EffectArgument> list;
  for (const std::string& text : texts) list.push_back(effect_argument(text));
  return list;
}

EffectResult evaluate(const std::string& model, const std::vector<std::string>& inputs) {
  return evaluate_effect(find_effect_model(model), arguments(inputs), rules());
}

std::optional<double> output(const EffectResult& result, const std::string& name) {
  const auto it = std::find_if(result.outputs.begin(), result.outputs.end(),
                               [&](const EffectValue& v) { return v.name == name; });
  REQUIRE(it != result.outputs.end());
  return it->number;
}

double value(const std::string& model, const std::vector<std::string>& inputs, const std::string& name) {
  const auto number = output(evaluate(model, inputs), name);
  REQUIRE(number);
  return *number;
}

std::vector<std::string> plus(std::vector<std::string> list, const std::string& one) {
  list.push_back(one);
  return list;
}

Approx near(double expected, double relative) {
  return Approx(expected).epsilon(relative).margin(0);
}

std::vector<Diagnostic> refusal(const std::string& model, const std::vector<std::string>& inputs) {
  try {
    (void)evaluate(model, inputs);
  } catch (const InputError& error) {
    return error.diagnostics();
  }
  return {};
}

bool uses(const EffectResult& result, const std::string& key) {
  return std::any_of(result.parameters.begin(), result.parameters.end(),
                     [&](const auto& p) { return p->key == key; });
}

bool warned(const std::vector<Diagnostic>& messages, Code code) {
  return std::any_of(messages.begin(), messages.end(), [&](const Diagnostic& d) { return d.code == code; });
}

}  // namespace

// ---- Golden numbers of the method (section 7.1) through text, units and defaults.

TEST_CASE("plume: golden 1 and 2") {
  const std::vector<std::string> still{"rate=1 kg/s", "receiver_height=0 m", "mixing_height=1000 km"};
  const auto b3 = plus(plus(still, "wind=3 m/s"), "stability=B");
  const auto d5 = plus(plus(still, "wind=18 km/h"), "stability=D");
  const std::vector<std::string> distances{"distance=50 m", "distance=100 m", "distance=0,3 km",
                                           "distance=1 km"};
  const std::vector<double> in_b{1510.76, 459.862, 69.8051, 8.84356};
  const std::vector<double> in_d{3688.55, 1163.16, 186.738, 25.1559};
  for (std::size_t i = 0; i < distances.size(); ++i) {
    CAPTURE(distances[i]);
    CHECK(value("plume", plus(b3, distances[i]), "concentration") == near(in_b[i], 1e-5));
    CHECK(value("plume", plus(d5, distances[i]), "concentration") == near(in_d[i], 1e-5));
  }
}

TEST_CASE("plume: golden 15, with wake and the height of the receiver from the rules") {
  const std::vector<std::string> card{"rate=16,66666666667 g/s", "wind=5 m/s", "stability=D",
                                      "wake_width=2,34 m", "wake_height=2,29 m"};
  CHECK(value("plume", plus(card, "distance=25 m"), "concentration") == near(144.946, 1e-4));
  CHECK(value("plume", plus(card, "distance=200 m"), "concentration") == near(6.028, 1e-4));
  CHECK(value("plume", plus(card, "distance=25 m"), "wake_sigma_y") == near(0.544186, 1e-4));
  const EffectResult result = evaluate("plume", plus(card, "distance=25 m"));
  CHECK(uses(result, "recv.z"));
  CHECK(uses(result, "disp.sigma_y_a"));
  CHECK(uses(result, "wake.combine"));
  CHECK_FALSE(uses(result, "fire.chi"));
}

TEST_CASE("wind profile, plume rise and lift-off: golden 6, 7 and 10") {
  CHECK(value("wind_profile", {"wind=2 m/s", "stability=F", "height=15 m"}, "speed") == near(2.542796, 1e-6));
  const EffectResult neutral = evaluate("wind_profile", {"wind=2 m/s", "stability=D", "height=15 m"});
  CHECK(*output(neutral, "speed") == near(2.176091, 1e-6));
  CHECK_FALSE(output(neutral, "obukhov_length"));
  const std::vector<std::string> rise{"buoyancy_flux=50 m4/s3", "wind=4 m/s", "stability=D", "distance=50 m"};
  CHECK(value("plume_rise", rise, "final_distance") == near(565.005, 1e-6));
  CHECK(value("plume_rise", rise, "final_rise") == near(100.7137, 1e-6));
  CHECK(value("plume_rise", rise, "rise") == near(20.0, 1e-5));
  CHECK(value("lift_off", {"heat=20 MW", "wind=5 m/s", "width=12 m"}, "factor") == near(0.07671, 1e-4));
}

TEST_CASE("dense gas: golden 12") {
  const EffectRules burro = rules_with("air.g", 9.80616, "m/s2");
  const auto inputs =
      arguments({"rate=97,888 kg/s", "density=1,76 kg/m3", "temperature=111,15 K", "air_density=1,184 kg/m3",
                 "air_temperature=298 K", "wind=10,9 m/s", "distance=367 m"});
  const EffectResult result = evaluate_effect(find_effect_model("dense_gas"), inputs, burro);
  CHECK(*output(result, "fraction") == near(0.0507177, 5e-4));
  CHECK(uses(result, "air.g"));
  const EffectResult light =
      evaluate("dense_gas", {"flow=1000 l/min", "density=1 kg/m3", "wind=5 m/s", "distance=50 m"});
  CHECK(*output(light, "criterion") == 0.0);
  CHECK_FALSE(output(light, "fraction"));
}

TEST_CASE("heat radiation: golden 19, 20, 24, 25, 28, 29 and 30") {
  CHECK(value("thermal_probit", {"flux=10 kW/m2"}, "probit") == Approx(2.7270).margin(1e-4));
  CHECK(value("thermal_probit", {"flux=20000 W/m2", "time=20 s"}, "lethality") ==
        Approx(0.537040).margin(1e-5));
  CHECK(value("thermal_probit", {"flux=35 kW/m2"}, "lethality") == 1.0);
  CHECK(value("thermal_probit", {"flux=35 kW/m2"}, "flux_50") == near(19.463, 1e-4));

  const std::vector<std::string> torch{"energy=50 kWh"};
  CHECK(value("torch", plus(torch, "distance=20 m"), "length") == near(9.833, 1e-3));
  CHECK(value("torch", plus(torch, "distance=20 m"), "limit_distance") == near(13.00, 1e-3));
  CHECK(value("torch", {"energy=50 kWh", "distance=20 m", "limit=35 kW/m2"}, "limit_distance") ==
        near(10.59, 1e-3));
  CHECK(value("torch", plus(torch, "distance=20 m"), "flux") == near(2.1595, 1e-3));
  CHECK(value("torch", {"energy=50 kWh", "distance=5 m", "lateral=5 m"}, "flux") == near(13.404, 1e-3));
  CHECK(value("torch", {"power=19,02 MW", "distance=0 m", "lateral=-10 m"}, "flux") == near(3.0853, 1e-3));
  const EffectResult inside = evaluate("torch", {"energy=50 kWh", "distance=5 m"});
  CHECK_FALSE(output(inside, "flux"));
  CHECK(*output(inside, "lethality") == 1.0);

  CHECK(value("rectangle_view_factor", {"left=-6 m", "right=6 m", "bottom=0 m", "top=6 m", "distance=10 m"},
              "factor") == near(0.155639, 1e-5));
  CHECK(value("cylinder_view_factor", {"radius=1 m", "top=1,65 m", "distance=2,35 m"}, "vertical") ==
        near(0.180549, 1e-5));
  CHECK(value("tilted_cylinder_view_factor",
              {"radius=1 m", "height=3,2 m", "distance=5,3 m", "tilt=0,35 rad"},
              "horizontal") == near(0.0316604, 1e-5));
  CHECK(value("transmissivity", {"model=wayne", "temperature=12 C", "distance=30 m"}, "factor") ==
        near(0.79706, 1e-5));
}

// The flux is the product of its parts, and the energy form spreads chi Q over side and top of the flame.
TEST_CASE("pool flame: the parts belong together") {
  const EffectResult r = evaluate("pool_flame", {"diameter=10 m", "burning_rate=0,055 kg/(m2 s)",
                                                 "heat_of_combustion=44 MJ/kg", "distance=30 m"});
  CHECK(*output(r, "tilt") == 0.0);
  CHECK(*output(r, "flux") ==
        near(*output(r, "emissive_power") * *output(r, "view_factor") * *output(r, "transmissivity"), 1e-12));
  const double area = 3.14159265358979 * (10.0 * *output(r, "length") + 25.0);
  CHECK(*output(r, "emissive_power") * area == near(0.275 * 1e3 * *output(r, "power"), 1e-9));
  CHECK(uses(r, "fire.chi"));
}

TEST_CASE("toxicity and indoor dose: golden 39, 40, 42 and 43") {
  CHECK(value("toxic_probit", {"substance=HF", "concentration=1 g/m3", "time=0,5 h"}, "probit") ==
        near(5.36283, 1e-5));
  CHECK(value("toxic_probit", {"substance=HF", "concentration=1 g/m3", "time=0,5 h"}, "lethality") ==
        near(0.641634, 1e-5));
  CHECK(value("toxic_probit", {"substance=CO", "concentration=1 g/m3", "time=30 min"}, "lc50") ==
        near(8093, 5e-4));
  // The other set gives HF LC50(30 min) 6531 ppm at 0.818 mg/m3 a ppm.
  const EffectResult lees =
      evaluate("toxic_probit", {"substance=HF", "concentration=1 g/m3", "time=30 min", "set=lees_2005"});
  CHECK(*output(lees, "lc50") == near(6531 * 0.818, 2e-3));
  CHECK(uses(lees, "probit.lees_2005.HF"));

  const std::vector<std::string> leaky{"air_change=1,5 1/h", "duration=30 min", "exponent=1,5"};
  CHECK(value("indoor", leaky, "dose_factor") == near(5.3512, 1e-4));
  CHECK(value("indoor", leaky, "outdoor_equivalent") == near(3.1558, 1e-4));
  CHECK(value("indoor", leaky, "ratio") == near(0.5276, 1e-4));
  CHECK(value("indoor", plus(leaky, "window=60 min"), "dose_factor") == near(12.2535, 1e-4));
  CHECK(value("indoor", plus(leaky, "window=1 h"), "outdoor_equivalent") == near(1.8165, 1e-4));
  const EffectResult hf = evaluate("indoor", {"duration=30 min", "substance=HF"});
  CHECK(*output(hf, "dose_factor") == near(1.7473, 1e-4));
  CHECK(*output(hf, "outdoor_equivalent") == near(4.1436, 1e-4));
  CHECK(*output(hf, "outdoor_concentration") == near(4.1436 * 51.0, 1e-4));
  CHECK(uses(hf, "indoor.n_v"));
  CHECK(uses(hf, "gifwolk.n.hf"));
}

TEST_CASE("explosion: golden 31 to 34 and 36 to 38") {
  const std::vector<std::string> room{"volume=13,28 m3", "flow=583,332 l/min", "time=1800 s"};
  CHECK(value("accumulation", plus(room, "air_change=6 1/h"), "steady") == near(30.5197, 1e-5));
  CHECK(value("accumulation", plus(room, "air_change=6 1/h"), "concentration") == near(30.1129, 1e-5));
  CHECK(value("accumulation", plus(room, "mixture=lfp"), "time_to_lfl") == near(123.73, 1e-3));
  CHECK(value("vented_deflagration",
              {"volume=33 m3", "vent_area=3 m2", "wrinkling=1", "p_stat=0 bar", "burning_velocity=0,45 m/s"},
              "p_red") == Approx(0.0115).margin(1e-4));
  CHECK(value("vented_deflagration", {"volume=33 m3", "wrinkling=1"}, "p_red") == Approx(6.986).margin(1e-3));
  CHECK(value("vent_area", {"kg=100 bar m/s", "p_red=200 mbar", "p_stat=0,1 bar", "volume=10 m3"},
              "en14994") == near(2.3237, 1e-4));

  const std::vector<std::string> cloud{"volume=33 m3", "energy_density=3,5 MJ/m3", "overpressure=10 kPa"};
  CHECK(value("multi_energy", plus(cloud, "class=7"), "distance") == near(30.81, 1e-3));
  CHECK(value("multi_energy", plus(cloud, "class=10"), "distance") == near(34.51, 1e-3));
  CHECK(value("multi_energy", plus(cloud, "class=7"), "scale") == near(10.446, 1e-4));
  CHECK(value("multi_energy", {"energy=115,5 MJ", "class=7", "distance=30,81 m"}, "overpressure") ==
        near(0.1, 1e-3));
  const EffectResult weak = evaluate("multi_energy", {"energy=115,5 MJ", "class=5", "overpressure=0,3 bar"});
  CHECK_FALSE(output(weak, "distance"));
  CHECK(uses(weak, "explosie"));

  CHECK(value("tnt", {"mass=1 kg", "distance=5 m"}, "kinney_graham") == near(0.2924, 1e-4));
  CHECK(value("tnt", {"mass=100 g", "distance=1 m"}, "kinney_graham") == near(1.7487, 1e-4));
  CHECK(value("tnt", {"energy=156 MJ", "yield=3 %", "tnt_energy=4,68 MJ/kg", "distance=5 m"}, "mass") ==
        near(1.0, 1e-12));

  const std::vector<std::string> strong{"overpressure=1 bar", "impulse=10000 Pa s"};
  CHECK(value("overpressure_lethality", strong, "head_impact_probit") == near(12.2786003, 1e-7));
  CHECK(value("overpressure_lethality", strong, "collapse_probit") == near(6.4917213, 1e-7));
  CHECK(value("overpressure_lethality", {"overpressure=0,3 bar"}, "indoors") == 0.025);
  CHECK(value("overpressure_lethality", {"overpressure=0,3001 bar"}, "outdoors") == 1.0);
  CHECK(value("overpressure_lethality", {"overpressure=0 bar"}, "indoors") == 0.0);
}

// HyRAM+ point of the curve for Mach 0.7 at R = 1, where R = r (p0/2E)^(1/3).
TEST_CASE("Baker-Strehlow-Tang: a digitised point") {
  const std::vector<std::string> inputs{"energy=50,6625 MJ", "flame_mach=0.7", "distance=10 m"};
  CHECK(value("bst", inputs, "scaled_distance") == near(1.0, 1e-12));
  CHECK(value("bst", inputs, "overpressure") == near(0.3085 * 1.01325, 1e-9));
}

// ---- The catalog itself

TEST_CASE("every model has texts in both languages and its example gives numbers") {
  std::set<std::string_view> ids;
  CHECK(effect_catalog().size() == 21);
  for (const EffectModel& model : effect_catalog()) {
    CAPTURE(model.id);
    CHECK(ids.insert(model.id).second);
    CHECK_FALSE(model.source.empty());
    CHECK((!model.nl.empty() && !model.en.empty()));
    std::set<std::string_view> names;
    for (const EffectInput& input : model.inputs) {
      CAPTURE(input.name);
      CHECK(names.insert(input.name).second);
      CHECK((!input.nl.empty() && !input.en.empty()));
      CHECK_FALSE((input.optional && input.fallback != nullptr));
    }
    for (const EffectOutput& o : model.outputs) CHECK((!o.nl.empty() && !o.en.empty() && !o.unit.empty()));
    const std::vector<std::string> example(model.example.begin(), model.example.end());
    const EffectResult result = evaluate(std::string{model.id}, example);
    CHECK(result.outputs.front().number);
    for (const EffectValue& v : result.outputs) CHECK((!v.number || std::isfinite(*v.number)));
    CHECK(effect_json(result).find("inf") == std::string::npos);
    CHECK(effect_json(result).find("nan") == std::string::npos);
    CHECK_FALSE(effect_text(result, Language::En).empty());
  }
}

TEST_CASE("the list names defaults with their keys") {
  std::vector<const EffectModel*> all;
  for (const EffectModel& model : effect_catalog()) all.push_back(&model);
  const std::string dutch = effect_list_text(all, rules(), Language::Nl);
  CHECK(dutch.find("standaard 1,5 m (recv.z)") != std::string::npos);
  CHECK(dutch.find("standaard een (rad.tau)") != std::string::npos);
  CHECK(dutch.find("batterisk effect thermal_probit \"flux=10 kW/m2\" \"time=20 s\"") != std::string::npos);
  CHECK(effect_list_text(all, rules(), Language::En).find("default 1.5 m (recv.z)") != std::string::npos);
  const auto json = nlohmann::json::parse(effect_list_json(all, rules()));
  CHECK(json.size() == all.size());
  CHECK(json[0]["invoer"][6]["standaard"]["parameters"][0]["sleutel"] == "recv.z");
  CHECK(json[0]["invoer"][0]["verplicht"] == true);
}

TEST_CASE("JSON holds inputs, outputs, rule values and messages") {
  const EffectResult result =
      evaluate("plume", {"rate=1 kg/s", "wind=5 m/s", "stability=D", "distance=50 m"});
  const auto json = nlohmann::json::parse(effect_json(result));
  CHECK(json["model"] == "plume");
  CHECK(json["invoer"]["stability"]["waarde"] == "D");
  CHECK(json["invoer"]["distance"]["eenheid"] == "m");
  CHECK(json["invoer"]["receiver_height"]["waarde"] == 1.5);
  const double concentration = json["uitkomst"]["concentration"]["waarde"];
  CHECK(concentration == near(*output(result, "concentration"), 1e-8));
  CHECK(json["uitkomst"]["wake_sigma_y"]["waarde"].is_null());
  CHECK(json["meldingen"][0]["code"] == "M005");
  const auto& parameters = json["parameters"];
  const auto z0 = std::find_if(parameters.begin(), parameters.end(),
                               [](const auto& p) { return p["sleutel"] == "disp.z0"; });
  REQUIRE(z0 != parameters.end());
  CHECK((*z0)["bewijs"].is_string());
  CHECK((*z0)["status"] == "onbevestigd");
}

TEST_CASE("a rule value that is replaced changes the default") {
  const EffectRules higher = rules_with("recv.z", 3.0, "m");
  const auto inputs = arguments({"rate=1 kg/s", "wind=5 m/s", "stability=D", "distance=100 m"});
  const EffectModel& model = find_effect_model("plume");
  CHECK(*output(evaluate_effect(model, inputs, higher), "concentration") <
        *output(evaluate_effect(model, inputs, rules()), "concentration"));
}

TEST_CASE("validity of the formulas is warned of") {
  CHECK(warned(evaluate("plume", {"rate=1 kg/s", "wind=5 m/s", "stability=D", "distance=99 m"}).messages,
               codes::sigma_below_range));
  CHECK(evaluate("plume", {"rate=1 kg/s", "wind=5 m/s", "stability=D", "distance=100 m"}).messages.empty());
  CHECK(warned(evaluate("plume", {"rate=1 kg/s", "wind=5 m/s", "stability=D", "distance=11 km"}).messages,
               codes::effect_outside_validity));
  CHECK(
      warned(evaluate("torch", {"power=200 MW", "distance=90 m"}).messages, codes::effect_outside_validity));
  CHECK(warned(evaluate("toxic_probit", {"substance=HF", "concentration=1 mg/m3", "time=1 h"}).messages,
               codes::effect_outside_validity));
}

// ---- Wrong input

TEST_CASE("wrong names, units and choices are refused together, with the nearest name") {
  const auto findings =
      refusal("plume", {"rat=1 kg/s", "wind=5", "stability=G", "distance=50 kg", "height=laag"});
  std::vector<Code> found;
  for (const Diagnostic& d : findings) found.push_back(d.code);
  const std::vector<Code> expected{codes::effect_unknown_input,  {'D', codes::unit_missing},
                                   {'D', codes::unknown_choice}, {'D', codes::unit_wrong},
                                   {'D', codes::wrong_type},     codes::effect_input_missing};
  CHECK(found == expected);
  CHECK(findings[0].args == std::vector<std::string>{"plume", "rat", "rate"});
  CHECK(findings[1].args == std::vector<std::string>{"wind", "m/s, km/h"});
  CHECK(findings[5].args == std::vector<std::string>{"plume", "rate"});
  CHECK(refusal("plume", {"rate=1 kg/s"})[0].args ==
        std::vector<std::string>{"plume", "wind, stability, distance"});
  CHECK(refusal("plume", {"rate=1 kg/s", "rate=2 kg/s", "wind=5 m/s", "stability=D", "distance=50 m"})[0]
            .code == codes::effect_input_twice);
  CHECK(refusal("torch", {"distance=5 m"})[0].args[1] == "power / energy");
  CHECK(refusal("torch", {"distance=5 m", "power=1 MW", "energy=1 kWh"})[0].args[1] == "power / energy");
  CHECK(refusal("plume", {"rate=1 kg/s", "wind=5 m/s", "stability=D", "distance=50 m", "wake_width=2 m"})[0]
            .args[1] == "wake_height");
  CHECK(refusal("toxic_probit", {"substance=XX", "concentration=1 mg/m3", "time=1 min"})[0].code ==
        Code{'D', codes::unknown_choice});
  CHECK(refusal("toxic_probit", {"substance=HF", "concentration=1 mg/m3", "time=1 min", "set=anders"})[0]
            .args[2] == "purple_book, lees_2005");
  CHECK_THROWS_AS(effect_argument("distance"), EffectInputError);
  try {
    (void)find_effect_model("plum");
    FAIL("no such model");
  } catch (const EffectInputError& error) {
    CHECK(error.diagnostics()[0].args == std::vector<std::string>{"plum", "plume"});
  }
}

TEST_CASE("impossible input is refused with the model and the reason") {
  const auto message = [](const std::string& model, const std::vector<std::string>& inputs) {
    const auto findings = refusal(model, inputs);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == codes::effect_out_of_domain);
    return message_text(findings[0], Language::Nl);
  };
  CHECK(message("plume", {"rate=1 kg/s", "wind=0 m/s", "stability=D", "distance=50 m"}) ==
        "effectmodel 'plume' kan hiermee niet rekenen: wind: niet groter dan 0");
  CHECK(message("plume", {"rate=-1 kg/s", "wind=1 m/s", "stability=D", "distance=50 m"}) ==
        "effectmodel 'plume' kan hiermee niet rekenen: rate: negatief");
  CHECK(
      message("tilted_cylinder_view_factor",
              {"radius=1 m", "height=9 m", "distance=2 m", "tilt=60 graden"}) ==
      "effectmodel 'tilted_cylinder_view_factor' kan hiermee niet rekenen: de vlam hangt boven de ontvanger");
  CHECK(message("transmissivity", {"model=bagster", "distance=1 m"}).find("buiten 1e4-1e5 N/m") !=
        std::string::npos);
  CHECK_THROWS_AS(evaluate("transmissivity", {"distance=1 m", "humidity=120 %"}), EffectDomainError);
}

// Every number is finite or absent, whatever the order of magnitude of the inputs.
TEST_CASE("no input gives a number that is not finite") {
  for (const EffectModel& model : effect_catalog()) {
    for (const EffectInput& input : model.inputs) {
      if (input.is_word()) continue;
      for (const char* number : {"-1", "0", "1e-9", "1e300"}) {
        CAPTURE(model.id, input.name, number);
        std::vector<EffectArgument> inputs;
        for (const std::string_view text : model.example) {
          EffectArgument argument = effect_argument(text);
          if (argument.name != input.name) inputs.push_back(argument);
        }
        inputs.push_back({std::string{input.name}, std::string{number} + " " + std::string{input.unit}});
        try {
          const EffectResult result = evaluate_effect(model, inputs, rules());
          for (const EffectValue& v : result.outputs) CHECK((!v.number || std::isfinite(*v.number)));
        } catch (const InputError&) {  // refused with a message
        }
      }
    }
  }
}

// ---- Scan

TEST_CASE("a scan has linear or logarithmic steps in its unit and its rows are single evaluations") {
  const EffectModel& model = find_effect_model("plume");
  const EffectScan linear = effect_scan(model, "distance=0,1:1 km:10");
  CHECK(linear.unit == "km");
  REQUIRE(linear.values.size() == 10);
  CHECK(linear.values.front() == 0.1);
  CHECK(linear.values[1] == near(0.2, 1e-12));
  CHECK(linear.values.back() == 1.0);
  const EffectScan ratios = effect_scan(model, "distance=10 m:1 km:3:log");
  CHECK(ratios.logarithmic);
  CHECK(ratios.values.front() == near(0.01, 1e-12));
  CHECK(ratios.values[1] == near(0.1, 1e-12));
  CHECK(effect_scan(model, "distance=200 m:100 m:2").values == std::vector<double>{200.0, 100.0});

  const auto inputs = arguments({"rate=1 kg/s", "wind=5 m/s", "stability=D"});
  const EffectTable table = scan_effect(model, inputs, linear, rules());
  REQUIRE(table.rows.size() == 10);
  for (std::size_t i = 0; i < 10; ++i) {
    const double single = value("plume",
                                {"rate=1 kg/s", "wind=5 m/s", "stability=D",
                                 "distance=" + std::to_string(static_cast<int>(100 * (i + 1))) + " m"},
                                "concentration");
    CHECK(*table.rows[i][0] == near(single, 1e-12));
  }
  std::istringstream csv{effect_csv(table)};
  std::string line;
  std::getline(csv, line);
  CHECK(line == "distance (km),concentration (mg/m3),sigma_y (m),sigma_z (m),mixing_height (m)");
  std::size_t rows = 0;
  while (std::getline(csv, line)) {
    ++rows;
    CHECK(std::count(line.begin(), line.end(), ',') == 4);
  }
  CHECK(rows == 10);
  const auto json = nlohmann::json::parse(effect_json(table));
  CHECK(json["rijen"].size() == 10);
  CHECK(json["kolommen"][1]["eenheid"] == "mg/m3");
  CHECK(json["invoer"]["wind"]["waarde"] == 5.0);
  CHECK_FALSE(json["invoer"].contains("distance"));
}

TEST_CASE("a scan is refused when it is none, and skips what lies outside the domain") {
  const EffectModel& model = find_effect_model("bst");
  for (const char* text :
       {"distance", "distance=1 m", "distance=1 m:2 m", "distance=1 m:2 m:1", "distance=1 m:2 m:x",
        "distance=1 m:2 m:3:lin", "distance=0 m:2 m:3:log", "distance=1:2:3", "distance=1 m:2 kg:3",
        "flame_mach=1:2:3", "afstand=1 m:2 m:3"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(effect_scan(model, text), EffectInputError);
  }
  const auto inputs = arguments({"energy=115,5 MJ", "flame_mach=0.7"});
  const EffectTable table = scan_effect(model, inputs, effect_scan(model, "distance=1 m:200 m:200"), rules());
  CHECK_FALSE(table.rows.front()[0]);
  CHECK(table.rows[30][0]);
  CHECK_FALSE(table.rows.back()[0]);
  REQUIRE(table.messages.size() == 1);
  CHECK(table.messages[0].code == codes::effect_out_of_domain);
  CHECK(table.messages[0].severity == Severity::Waarschuwing);
  CHECK_THROWS_AS(scan_effect(model, inputs, effect_scan(model, "distance=1 km:2 km:3"), rules()),
                  EffectDomainError);
}

TEST_CASE("the plot has labelled axes and a logarithmic scale beyond two decades") {
  const EffectModel& model = find_effect_model("plume");
  const auto inputs = arguments({"rate=1 kg/s", "wind=5 m/s", "stability=D"});
  const EffectTable table =
      scan_effect(model, inputs, effect_scan(model, "distance=100 m:2000 m:40"), rules());
  const std::string plot = effect_plot(table, Language::Nl);
  CHECK(std::count(plot.begin(), plot.end(), '\n') == 18);
  CHECK(plot.find("concentration (mg/m3), log") != std::string::npos);
  CHECK(plot.find("distance (m)") != std::string::npos);
  CHECK(plot.find("2000\n") != std::string::npos);
  CHECK(plot.find("⠀") == std::string::npos);
  const EffectTable near_table =
      scan_effect(model, inputs, effect_scan(model, "distance=100 m:300 m:40"), rules());
  CHECK(effect_plot(near_table, Language::En).find(", log") == std::string::npos);
  // A constant has a plot as well.
  const EffectModel& bands = find_effect_model("overpressure_lethality");
  CHECK_FALSE(
      effect_plot(scan_effect(bands, {}, effect_scan(bands, "overpressure=0,1 bar:0,2 bar:3"), rules()),
                  Language::Nl)
          .empty());
}

TEST_CASE("a model against a table of measurements: predictions of the same model, and their figures") {
  const EffectModel& model = find_effect_model("plume");
  const std::vector<EffectArgument> same{{"wind", "5 m/s"}, {"stability", "D"}, {"rate", "16,7 g/s"}};
  const auto predicted = [&](const std::string& distance) {
    auto arguments = same;
    arguments.push_back({"distance", distance});
    return *evaluate_effect(model, arguments, rules()).outputs[0].number;
  };
  const EffectComparison c = compare_effect(
      model, same, "distance (m);concentration (mg/m3);wake_width;wake_height\n100;20,5;;\n200;4;2 m;2,5 m\n", "eigen.csv", rules());
  REQUIRE(c.rows.size() == 2);
  CHECK(c.rows[0].line == 2);
  CHECK(c.rows[0].measured == 20.5);
  CHECK(*c.rows[0].model == Approx(predicted("100 m")));
  CHECK(*c.rows[1].model < predicted("200 m"));
  REQUIRE(c.agreement);
  CHECK(c.agreement->n == 2);
  CHECK(c.agreement->mg == Approx(std::sqrt(*c.rows[0].model / 20.5 * *c.rows[1].model / 4.0)));
  CHECK(effect_csv(c).find("# n 2; MG") != std::string::npos);
  CHECK_FALSE(effect_plot(c, Language::Nl).empty());
  const auto refused = [&](const char* table) {
    try {
      (void)compare_effect(model, same, table, "eigen.csv", rules());
    } catch (const EffectInputError& wrong) {
      return wrong.diagnostics().front().code;
    }
    return Code{};
  };
  CHECK(refused("distance (m)\n100\n") == codes::effect_no_measured);
  CHECK(refused("distance (m),afstand,concentration (mg/m3)\n100,1,2\n") == codes::effect_unknown_input);
  CHECK(refused("distance (m),concentration (mg/m3)\n100,veel\n") == Code{'D', codes::wrong_type});
  CHECK(refused("distance (m),concentration (kg/m3)\n100,1\n") == Code{'D', codes::unit_wrong});
}
