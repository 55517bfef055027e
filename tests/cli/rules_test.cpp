#include "study_folder.hpp"

#include "support/paths.hpp"
#include "support/rules_copy.hpp"

#include <catch2/catch.hpp>

// `batterisk rules`: what a reviewer asks of the rule files.

using namespace batterisk::test;
using nlohmann::json;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Outcome rules(const std::vector<std::string>& arguments, const std::string& folder = rules_folder().string()) {
  std::vector<std::string> all{"rules"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  all.insert(all.end(), {"--rules", folder});
  return batterisk::test::batterisk(all);
}

}  // namespace

TEST_CASE("rules list names every file, as text and as JSON") {
  const Outcome text = rules({"list"});
  const Outcome data = rules({"list", "--json"});
  REQUIRE(text.exit == 0);
  REQUIRE(data.exit == 0);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{rules_folder()}) {
    const bool example = entry.path().parent_path().filename() == "voorbeelden";
    files += entry.path().extension() == ".toml" && entry.path().filename() != "bronnen.toml" && !example;
  }
  const json list = json::parse(data.out);
  CHECK(list.size() == files);
  for (const json& file : list)
    CHECK(contains("\n" + text.out, "\n" + file.at("id").get<std::string>() + " "));
}

TEST_CASE("rules show gives a value with its source") {
  const Outcome text = rules({"show", "referentie", "tox.y_hf.lfp"});
  REQUIRE(text.exit == 0);
  for (const char* part :
       {"tox.y_hf.lfp", "g/kWh", "bron", "vindplaats", "bewijs", "referentie/2026-12-01.toml:"}) {
    CAPTURE(part);
    CHECK(contains(text.out, part));
  }
  const json list = json::parse(rules({"show", "referentie", "tox.y_hf", "--json"}).out);
  REQUIRE(list.size() >= 2);  // the beginning of a key gives all keys below it
  for (const json& value : list) {
    CHECK(value.at("sleutel").get<std::string>().starts_with("tox.y_hf."));
    CHECK_FALSE(value.at("bron").get<std::string>().empty());
  }
  CHECK(rules({"show", "bestaat-niet"}).exit == 3);
  CHECK(rules({"show", "bestaat-niet"}).reports("R036"));
}

TEST_CASE("rules show names the nearest key for one that is not there") {
  const Outcome wrong = rules({"show", "referentie", "tox.y_hg.lfp"});
  CHECK(wrong.exit == 2);
  CHECK(wrong.out.empty());
  CHECK(wrong.reports("D026"));
  CHECK(contains(wrong.err, "'tox.y_hf.lfp'"));
  CHECK(rules({"show", "referentie", "tox.y"}).exit == 2);  // no key, and no beginning of one
}

TEST_CASE("rules check finds nothing in what is shipped, and the place of what is broken") {
  CHECK(rules({"check"}).exit == 0);
  RulesCopy copy;
  copy.edit("referentie/2026-01-01.toml", "[tox.y_hf.lfp]", "g/kWh", "g/kwartier");
  const Outcome broken = rules({"check"}, copy.path().string());
  CHECK(broken.exit == 3);
  CHECK(broken.reports("R006"));
  CHECK(contains(broken.err, "referentie/2026-01-01.toml:"));
  CHECK(rules({"check"}, (copy.path() / "bkl").string()).exit == 3);  // a folder without sources
}

TEST_CASE("rules todo lists what is empty or unconfirmed") {
  const Outcome text = rules({"todo", "pgs-37-1"});
  REQUIRE(text.exit == 0);
  CHECK(contains(text.out, "ontbreekt"));
  for (const json& value : json::parse(rules({"todo", "--json"}).out)) {
    CHECK((value.at("bewijs") == "ontbreekt" || value.at("status") == "onbevestigd"));
  }
}

TEST_CASE("rules facts lists what rules can ask about, as text and as JSON") {
  const Outcome text = rules({"facts"});
  const Outcome data = rules({"facts", "--json"});
  REQUIRE(text.exit == 0);
  REQUIRE(data.exit == 0);
  const json list = json::parse(data.out);
  CHECK(list.size() > 25);
  for (const json& fact : list) {
    CHECK(contains("\n" + text.out, "\n" + fact.at("feit").get<std::string>() + " "));
    CHECK_FALSE(fact.at("onderwerpen").empty());
  }
  CHECK(contains(rules({"facts", "--lang", "en"}).out, "energy of all systems of the site together"));
}

TEST_CASE("a study with a broken rule folder ends with 3") {
  const StudyFolder folder;
  RulesCopy copy;
  copy.write("referentie/2026-01-01.toml", "geen TOML");
  const Outcome run = folder.run({"run", "klein.toml", "-o", "uit", "--rules", copy.path().string()});
  CHECK(run.exit == 3);
  CHECK(run.reports("R002"));
  CHECK_FALSE(std::filesystem::exists(folder / "uit"));
}
