#include "batterisk/core/rules/provenance.hpp"

#include "batterisk/core/base/quantity.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <string>
#include <vector>

using namespace batterisk;

namespace {

Sourced<Length> length(const std::string& key, double metres,
                       const std::string& rule_set = "proef/2026-01-01") {
  auto provenance = std::make_shared<Provenance>();
  provenance->key = key;
  provenance->rule_set = rule_set;
  return {Length::m(metres), std::move(provenance)};
}

std::vector<std::string> keys(const UsedKeys& used) {
  std::vector<std::string> names;
  for (const auto& p : used.sorted()) names.push_back(p->rule_set + ":" + p->key);
  return names;
}

}  // namespace

TEST_CASE("words of evidence and status translate both ways") {
  for (const char* word :
       {"gelezen", "voorstel", "tweedehands", "uit_geheugen", "afgeleid", "gekalibreerd", "aanname", "ontbreekt"}) {
    REQUIRE(bewijs_from(word).has_value());
    CHECK(to_string(*bewijs_from(word)) == word);
  }
  CHECK_FALSE(bewijs_from("Gelezen").has_value());
  CHECK_FALSE(bewijs_from("").has_value());
  CHECK(Bewijs::Gelezen < Bewijs::Tweedehands);
  CHECK(Bewijs::Aanname < Bewijs::Ontbreekt);
  CHECK(key_status_from("bevestigd") == KeyStatus::Bevestigd);
  CHECK(key_status_from("onbevestigd") == KeyStatus::Onbevestigd);
  CHECK_FALSE(key_status_from("onbekend").has_value());
  CHECK(to_string(KeyStatus::Bevestigd) == "bevestigd");
  CHECK(to_string(KeyStatus::Onbevestigd) == "onbevestigd");
}

TEST_CASE("used keys are exactly those that were read, once and in order") {
  const Sourced<Length> cap = length("gifwolk.cap", 1500.0);
  const Sourced<Length> unread = length("fire.height", 3.0);
  const Sourced<Length> height = length("air.height", 10.0);
  UsedKeys use;
  CHECK(use.sorted().empty());
  CHECK(use(cap) == Length::m(1500.0));
  CHECK(use(height) == Length::m(10.0));
  CHECK(use(cap) == Length::m(1500.0));
  CHECK(keys(use) == std::vector<std::string>{"proef/2026-01-01:air.height", "proef/2026-01-01:gifwolk.cap"});
  CHECK(unread.value == Length::m(3.0));
}

TEST_CASE("one key out of two rule sets counts twice, one key with two records once") {
  UsedKeys a;
  a(length("pr.limit", 1.0));
  UsedKeys b;
  b(length("pr.limit", 1.0));
  b(length("pr.limit", 1.0, "bkl/2026-01-01"));
  a.add(b);
  CHECK(keys(a) == std::vector<std::string>{"bkl/2026-01-01:pr.limit", "proef/2026-01-01:pr.limit"});
}
