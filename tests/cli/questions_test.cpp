#include "study_folder.hpp"

#include <catch2/catch.hpp>

#include <cctype>
#include <cmath>

// `batterisk explain`, `scenarios` and `effect`: why a number is what it is.

using namespace batterisk::test;
using nlohmann::json;

TEST_CASE("explain: the contributions of the scenarios add up to the risk of the point") {
  const StudyFolder folder;
  const Outcome run = folder.run({"explain", "dossier.toml", "--at", "120300,479880", "--json"});
  INFO(run.err);
  REQUIRE(run.exit == 0);
  const json point = json::parse(run.out);
  double sum = 0.0;
  double shares = 0.0;
  for (const json& part : point.at("bijdragen")) {
    sum += part.at("pr_per_jaar").get<double>();
    shares += part.at("aandeel").get<double>();
    double chance = 1.0;  // frequency = product of the factors of the event tree
    for (const json& factor : part.at("kansboom")) chance *= factor.at("waarde").get<double>();
    CHECK(part.at("frequentie_per_jaar").get<double>() == Approx(chance).epsilon(1e-6));
  }
  CHECK(point.at("pr_per_jaar").get<double>() > 0.0);
  CHECK(sum == Approx(point.at("pr_per_jaar").get<double>()).epsilon(1e-7));
  CHECK(shares == Approx(1.0).epsilon(1e-7));
}

TEST_CASE("explain: words of the label as text, numbers of at most nine digits as JSON") {
  const StudyFolder folder;
  const std::vector<std::string> question{"explain", "klein.toml", "--at", "120300,479880"};
  CHECK(folder.run(question).out.find("[eigen referentiemethode]") != std::string::npos);
  auto english = question;
  english.insert(english.end(), {"--lang", "en"});
  CHECK(folder.run(english).out.find("[own reference method]") != std::string::npos);
  auto as_json = question;
  as_json.emplace_back("--json");
  const std::string text = folder.run(as_json).out;
  REQUIRE(json::parse(text).at("pr_per_jaar").get<double>() > 0.0);
  std::size_t digits = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted || c == 'e' || std::isspace(static_cast<unsigned char>(c)) != 0 || c == ',') digits = 0;
    if (!quoted && std::isdigit(static_cast<unsigned char>(c)) != 0 && (digits > 0 || c != '0')) ++digits;
    REQUIRE(digits <= 9);
  }
}

TEST_CASE("explain: a place that cannot be read ends with 2") {
  const StudyFolder folder;
  for (const char* place : {"overal", "120300", "120300;479880"}) {
    const Outcome run = folder.run({"explain", "klein.toml", "--at", place});
    CAPTURE(place, run.err);
    CHECK(run.exit == 2);
    CHECK(run.reports("D007"));
  }
  CHECK(folder.run({"explain", "klein.toml"}).exit == 2);
}

TEST_CASE("scenarios: those of the result, as text, JSON and graph") {
  const StudyFolder folder;
  const Outcome text = folder.run({"scenarios", "dossier.toml"});
  const Outcome data = folder.run({"scenarios", "dossier.toml", "--json"});
  const Outcome graph = folder.run({"scenarios", "dossier.toml", "--dot"});
  REQUIRE(folder.run({"run", "dossier.toml", "-o", "uit"}).exit == 0);
  REQUIRE(text.exit == 0);
  REQUIRE(data.exit == 0);
  REQUIRE(graph.exit == 0);
  CHECK(graph.out.starts_with("digraph "));
  const json scenarios = json::parse(data.out).at("scenarios");
  const json in_result = folder.result("uit").at("scenario");
  REQUIRE(scenarios.size() == in_result.size());
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    const std::string id = scenarios[i].at("scenario");
    CAPTURE(id);
    CHECK(in_result[i].at("scenario") == id);
    CHECK(scenarios[i].at("frequentie_per_jaar").get<double>() ==
          Approx(in_result[i].at("frequentie_per_jaar").get<double>()).epsilon(1e-8));
    CHECK(text.out.find(id) != std::string::npos);
    CHECK(graph.out.find("\"" + id + "\"") != std::string::npos);
  }
}

TEST_CASE("effect: one model by hand") {
  const std::vector<std::string> plume{"effect",      "plume",          "rate=1 kg/s",        "wind=5 m/s",
                                       "stability=D", "distance=100 m", "receiver_height=0 m"};
  auto as_json = plume;
  as_json.emplace_back("--json");
  const Outcome run = batterisk::test::batterisk(as_json);
  INFO(run.err);
  REQUIRE(run.exit == 0);
  // Analytic: C = m / (pi u sigma_y sigma_z), sigma of the Yellow Book for class D at 100 m, z0 = 0.1 m; 1163.16 mg/m3 with
  // 5 m/s. The wind is that at 0.8 sigma_z, sigma_z = 0.2 x 100^0.76.
  const double wind = std::log(0.8 * 0.2 * std::pow(100.0, 0.76) / 0.1) / std::log(10.0 / 0.1);
  const json answer = json::parse(run.out);
  CHECK(answer.at("uitkomst").at("concentration").at("waarde").get<double>() ==
        Approx(1163.16 / wind).epsilon(1e-5));
  CHECK(answer.at("uitkomst").at("concentration").at("eenheid") == "mg/m3");

  const Outcome list = batterisk::test::batterisk({"effect", "--list"});
  CHECK(list.exit == 0);
  CHECK(list.out.starts_with("plume: "));
  const Outcome missing = batterisk::test::batterisk({"effect", "plume", "rate=1"});
  CHECK(missing.exit == 2);
  CHECK(missing.reports("D005"));
  CHECK(missing.reports("M042"));
  CHECK(batterisk::test::batterisk({"effect", "plome"}).reports("M040"));
  CHECK(batterisk::test::batterisk({"effect", "plume", "rate=-1 kg/s", "wind=5 m/s", "stability=D", "distance=100 m"}).exit == 2);
  const Outcome unit = batterisk::test::batterisk({"effect", "--list", "-p", "tox.y_hf.lfp=120"});
  CHECK(unit.exit == 2);
  CHECK(unit.reports("D005"));
}
