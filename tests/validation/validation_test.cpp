#include "validation/sets.hpp"

#include "support/paths.hpp"
#include "support/temp_folder.hpp"

#include "batterisk/study/map/agreement_plot.hpp"
#include "batterisk/study/map/svg.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

// Published values against the models with the values of the newest method. The outcome is tests/validation/table.csv, and
// core/VALIDATION.md with its plots for people. A change of a model or a value that moves a figure fails until they are
// written anew (BATTERISK_RENEW_GOLDEN=1) and their diff was read.

using namespace batterisk;
using test::Comparison;

namespace {

constexpr const char* renew =
    "BATTERISK_RENEW_GOLDEN=1 build/dev/tests/validation/batterisk_test_validation";

// What nobody has published in a form that these models can be held against.
constexpr const char* gaps[] = {
    "yield of HF of a burning system", "concentration of HF or CO near a battery fire", "infiltration of smoke into a house",
    "wake of a container in the field", "rise of the smoke of a battery fire", "heat flux beside a burning container",
    "explosion distance of a battery enclosure", "spread of a fire to a neighbour (makers saw none at gaps of 0.05-3.5 m)"};

std::string side(const Comparison& c, const Agreement& a) {
  constexpr double even = 1.05;
  if (a.mg < even && a.mg > 1.0 / even) return "even";
  return (a.mg > 1.0) == c.high_is_safe ? "safe" : "unsafe";
}

std::string quoted(const std::string& text) { return text.find(',') == std::string::npos ? text : "\"" + text + "\""; }

std::string table(const std::vector<Comparison>& list) {
  std::string text = fmt::format("# Models with the values of the newest `referentie` against published values. Renew with {}, "
                                 "then read the diff.\nset,model,version,quantity,part,n,mg,vg,scatter_ln,fac2,fb,nmse,side,note\n",
                                 renew);
  for (const Comparison& c : list) {
    const Agreement a = agreement_of(c.pairs);
    text += fmt::format("{},{},{},{},{},{},{:.3f},{:.3f},{:.3f},{:.2f},{:.2f},{:.2f},{},{}\n", quoted(c.set), quoted(c.model),
                        quoted(c.version), quoted(c.quantity), quoted(c.part), a.n, a.mg, a.vg, a.scatter, a.fac2, a.fb, a.nmse,
                        side(c, a), quoted(c.note));
  }
  return text;
}

std::string file_name(const Comparison& c) {
  std::string name;
  for (const char letter : c.set + " " + c.version) {
    const bool kept = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
    if (kept) {
      name += letter;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  while (!name.empty() && name.back() == '-') name.pop_back();
  return name + ".svg";
}

// A plot says something from a few points on.
bool is_plotted(const Comparison& c) { return c.part.empty() && c.pairs.size() >= 5; }

std::string page(const std::vector<Comparison>& list) {
  std::string text = fmt::format(
      "# How well the models do\n\nWritten by a program ({}); do not edit. Published values against the models with the values of "
      "the newest `referentie`; origin and licence of each set are in the first line of its file in `tests/validation`.\n\n"
      "MG: geometric mean of model over measured, 1 is perfect; FAC2: share within a factor of two; scatter: standard deviation "
      "of ln(model/measured); VG, FB and NMSE stand in `tests/validation/table.csv`, as do the parts of the sets. *Unsafe*: the "
      "model makes the zone smaller than the data do by more than 5 %.\n\n"
      "| Set | Model | Quantity | n | MG | Scatter | FAC2 | Side |\n|---|---|---|---|---|---|---|---|\n",
      renew);
  for (const Comparison& c : list) {
    if (!c.part.empty() && c.set.find("TNO") == std::string::npos) continue;
    const Agreement a = agreement_of(c.pairs);
    const std::string version = c.version.empty() ? "" : ", `" + c.version + "`";
    const std::string note = c.note.empty() ? "" : " (" + c.note + ")";
    const std::string part = c.part.empty() ? "" : ", " + c.part;
    text += fmt::format("| {}{}{} | {}{} | {} | {} | {:.2f} | {} | {:.2f} | {} |\n", c.set, part, note, c.model, version, c.quantity,
                        a.n, a.mg, a.n > 1 ? fmt::format("{:.2f}", a.scatter) : "", a.fac2, side(c, a));
  }
  text += "\nNot validated, for no data were reached: ";
  for (std::size_t i = 0; i < std::size(gaps); ++i) text += (i == 0 ? "" : "; ") + std::string{gaps[i]};
  text += ".\n\n## Model against measured\nThe lines are equality and a factor of two.\n\n";
  for (const Comparison& c : list) {
    if (!is_plotted(c)) continue;
    const std::string version = c.version.empty() ? "" : ", " + c.version;
    text += fmt::format("![{0}{1}: {2}](validation/{3})\n", c.set, version, c.quantity, file_name(c));
  }
  return text;
}

std::map<std::string, std::string> outputs() {
  const std::vector<Comparison> list = test::comparisons(test::newest_method());
  std::map<std::string, std::string> files{{"tests/validation/table.csv", table(list)}, {"core/VALIDATION.md", page(list)}};
  for (const Comparison& c : list) {
    if (!is_plotted(c)) continue;
    const std::string version = c.version.empty() ? "" : ", " + c.version;
    files["core/validation/" + file_name(c)] =
        study::svg::file(study::agreement_plot({c.set + version, c.quantity, c.unit}, c.pairs, study::Language::En));
  }
  return files;
}

const Comparison& find(const std::vector<Comparison>& list, const std::string& set, const std::string& version = "") {
  const auto it = std::find_if(list.begin(), list.end(), [&](const Comparison& c) {
    return c.set == set && c.version == version && c.part.empty();
  });
  REQUIRE(it != list.end());
  return *it;
}

}  // namespace

TEST_CASE("models against published values: table, page and plots are those of the repository") {
  const bool renewing = std::getenv("BATTERISK_RENEW_GOLDEN") != nullptr;
  const auto files = outputs();
  for (const auto& [name, bytes] : files) {
    const auto path = test::source_folder() / name;
    if (renewing) test::write_bytes(path, bytes);
    INFO(name);
    CHECK((std::filesystem::exists(path) && test::read_bytes(path) == bytes));
  }
  for (const auto& entry : std::filesystem::directory_iterator(test::source_folder() / "core/validation")) {
    CHECK(files.contains("core/validation/" + entry.path().filename().string()));
  }
}

TEST_CASE("RIVM 2024: the module is fitted within 1 cm, the rack is reproduced within 11.5 %") {
  const auto list = test::comparisons(test::newest_method());
  const auto ratio = [&](const char* set) {
    const auto& pairs = find(list, set).pairs;
    REQUIRE(pairs.size() == 1);
    return pairs.front().model / pairs.front().measured;
  };
  CHECK(ratio("RIVM 2024, module") == Approx(1.0).epsilon(1e-3));
  CHECK(ratio("RIVM 2024, rack") == Approx(1.0).epsilon(0.115));
}

TEST_CASE("the choices of the newest method are better than, or safer than, those before") {
  const auto list = test::comparisons(test::newest_method());
  const auto of = [&](const char* set, const char* version) { return agreement_of(find(list, set, version).pairs); };
  CHECK(of("Prairie Grass 1956", "disp.u_ref = pluim").n == 265);
  CHECK(of("Prairie Grass 1956", "disp.u_ref = pluim").mg == Approx(1.10).margin(0.02));
  CHECK(of("Prairie Grass 1956", "disp.u_ref = u10").mg == Approx(0.94).margin(0.02));
  CHECK(of("ARCON96, 10-500 m, D5", "wake.growth = afstand").mg > of("ARCON96, 10-500 m, D5", "wake.growth = direct").mg);
  CHECK(of("Montoir, LNG pool fires", "flame.sep_cap = aan").mg < 0.5);
  CHECK(of("Montoir, LNG pool fires", "flame.sep_cap = uit").mg > 1.0);
  CHECK(of("UL FSRI 2020, containers", "whole volume").mg > 1.0);
}

TEST_CASE("agreement: by hand") {
  const std::vector<Compared> pairs{{2.0, 1.0}, {1.0, 4.0}, {3.0, 3.0}};
  const Agreement a = agreement_of(pairs);
  const double ln[] = {std::log(2.0), -std::log(4.0), 0.0};
  const double mean = (ln[0] + ln[1] + ln[2]) / 3.0;
  CHECK(a.n == 3);
  CHECK(a.mg == Approx(std::exp(mean)));
  CHECK(a.vg == Approx(std::exp((ln[0] * ln[0] + ln[1] * ln[1]) / 3.0)));
  double squares = 0.0;
  for (const double l : ln) squares += (l - mean) * (l - mean);
  CHECK(a.scatter == Approx(std::sqrt(squares / 2.0)));
  CHECK(a.fac2 == Approx(2.0 / 3.0));
  CHECK(a.fb == Approx(2.0 * (8.0 - 6.0) / 14.0));
  CHECK(a.nmse == Approx((1.0 + 9.0) / 3.0 / (2.0 * 8.0 / 3.0)));
  CHECK_THROWS_AS(agreement_of({}), std::domain_error);
}
