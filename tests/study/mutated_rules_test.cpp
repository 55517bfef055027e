// Rule sets with a random part left out or spoilt either give messages or a result: never a crash or a hole that nobody saw.
#include "support/rules_copy.hpp"
#include "village/random.hpp"

#include "batterisk/core/dossier/dossier.hpp"
#include "batterisk/study/run/study.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

namespace batterisk {
namespace {

constexpr std::array<const char*, 6> files{"stoffen/2026-01-01.toml", "bkl/2026-01-01.toml",     "oordeel/2024-01-01.toml",
                                           "klassen/2024-01-01.toml", "referentie/2026-01-01.toml", "or/2026-01-01.toml"};

constexpr const char* dossier_text = R"(schema_versie = 1
[project]
naam = "proef"
peildatum = 2026-11-01
[[locatie]]
grens = [[120285, 479850], [120295, 479850], [120295, 479856], [120285, 479856]]
[[systeem]]
id = "E"
situatie = "eos_container"
chemie = "lfp"
energie = { eenheid = "1 MWh" }
afmetingen = { lengte = "6.06 m", breedte = "2.44 m", hoogte = "2.59 m" }
positie = [120290, 479853]
)";

// Beginnings of the tables of a file: "[key]" and "[[list]]".
std::vector<std::size_t> tables_in(const std::string& text) {
  std::vector<std::size_t> starts;
  for (std::size_t at = text.find("\n["); at != std::string::npos; at = text.find("\n[", at + 1)) starts.push_back(at + 1);
  return starts;
}

// Leaves one table out, or one line of one.
std::string spoilt(std::string text, village::Random& random) {
  const std::vector<std::size_t> starts = tables_in(text);
  const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(n) - 1)); };
  const std::size_t i = pick(starts.size());
  const std::size_t from = starts[i];
  const std::size_t to = i + 1 < starts.size() ? starts[i + 1] : text.size();
  if (random.chance(50)) return text.erase(from, to - from);
  std::vector<std::size_t> lines;
  for (std::size_t at = text.find('\n', from); at < to && at != std::string::npos; at = text.find('\n', at + 1)) lines.push_back(at);
  const std::size_t line = lines[pick(lines.size())];
  const std::size_t end = text.find('\n', line + 1);
  return text.erase(line, (end == std::string::npos ? text.size() : end) - line);
}

}  // namespace

TEST_CASE("a spoilt rule set gives messages or a result") {
  const Dossier dossier = parse_dossier(dossier_text, "dossier.toml", "");
  village::Random random{14};
  int refused = 0;
  int computed = 0;
  const test::RulesCopy whole;
  for (int n = 0; n < 120; ++n) {
    test::RulesCopy rules;
    const char* file = files[static_cast<std::size_t>(n) % files.size()];
    const std::string text = spoilt(test::read_bytes(whole.path() / file), random);
    rules.write(file, text);
    CAPTURE(n, file);
    try {
      const RuleCatalog catalog = load_rule_catalog(rules.path());
      const study::StudyResult result = study::run_study(dossier, catalog);
      for (const auto& key : result.used_keys) REQUIRE(key);
      ++computed;
    } catch (const InputError&) {
      ++refused;
    }
  }
  CAPTURE(refused, computed);
  CHECK(refused > 60);
  CHECK(computed > 5);
}

}  // namespace batterisk
