#include "command.hpp"

#include "support/paths.hpp"
#include "support/rules_copy.hpp"
#include "support/temp_folder.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <string>

// `batterisk calibrate`: the power of the torch from the distance that RIVM published.

using namespace batterisk::test;
using nlohmann::json;

namespace {

json fit(std::vector<std::string> more = {}) {
  more.insert(more.begin(), {"calibrate", "--json"});
  const Outcome run = batterisk::test::batterisk(more);
  INFO(run.err);
  REQUIRE(run.exit == 0);
  return json::parse(run.out);
}

}  // namespace

TEST_CASE("calibrate reproduces the value of the rules, and the rack is its check") {
  const json result = fit();
  const double fitted = result.at("waarde_w");
  CHECK(fitted == Approx(19.02e6).epsilon(3e-4));
  CHECK(result.at("in_regels").at("waarde_w").get<double>() == Approx(fitted).epsilon(3e-4));
  CHECK(result.at("in_regels").at("afstand_wand_m").get<double>() == Approx(13.0).margin(0.005));
  CHECK(result.at("toets_rek").at("afstand_wand_m").get<double>() == Approx(24.47).epsilon(1e-3));  // golden 27
  CHECK(result.at("toets_rek").at("gepubliceerd_m").get<double>() == 22.0);
}

TEST_CASE("calibrate: the value of the rules was fitted with the inputs that the rules hold now") {
  const std::string hash = fit().at("invoer_sha256");
  const Outcome shown = batterisk::test::batterisk({"rules", "show", "referentie", "s1.q_ref"});
  CHECK(shown.out.find(hash) != std::string::npos);
}

TEST_CASE("calibrate: another input gives another power and hash") {
  const json usual = fit();
  const json further = fit({"-p", "s1.fit_distance=15 m"});
  const json darker = fit({"-p", "fire.chi=0,25"});
  CHECK(further.at("waarde_w").get<double>() > 1.2 * usual.at("waarde_w").get<double>());
  CHECK(darker.at("waarde_w").get<double>() > usual.at("waarde_w").get<double>());
  CHECK(further.at("invoer_sha256") != usual.at("invoer_sha256"));
  CHECK(darker.at("invoer_sha256") != usual.at("invoer_sha256"));
  // What the fit does not read does not change it.
  CHECK(fit({"-p", "tox.y_hf.lfp=80 g/kWh"}).at("invoer_sha256") == usual.at("invoer_sha256"));
}

TEST_CASE("calibrate prints an entry that an overlay takes as it is, and changes no file") {
  const std::string before = read_bytes(rules_folder() / "referentie/2026-12-01.toml");
  const Outcome run = batterisk::test::batterisk({"calibrate", "-p", "s1.fit_distance=14 m"});
  REQUIRE(run.exit == 0);
  CHECK(read_bytes(rules_folder() / "referentie/2026-12-01.toml") == before);
  CHECK(run.out.find("bewijs = \"gekalibreerd\"") != std::string::npos);
  CHECK(run.out.find("gepubliceerd 22 m") != std::string::npos);
  const RulesCopy rules;
  const std::string overlay = read_bytes(rules.path() / "rivm-2025/2025-04-01.toml");
  write_bytes(rules.path() / "rivm-2025/2025-04-01.toml", overlay + "\n" + run.out);
  const Outcome check = batterisk::test::batterisk({"rules", "check", "--rules", rules.path().string()});
  INFO(check.err);
  CHECK(check.exit == 0);
}
