// What rule files can say beyond values: facts, subjects, norms with cases, choices, regimes, transitional law, changed rows.
#include "batterisk/core/rules/chosen_rules.hpp"
#include "batterisk/core/rules/rule_diff.hpp"
#include "batterisk/core/verdict/toets.hpp"

#include "batterisk/core/base/codes.hpp"
#include "support/draft_rules.hpp"

#include <chrono>
#include <cmath>
#include <set>
#include <string>

#include <catch2/catch.hpp>

namespace batterisk {
namespace {

using namespace std::chrono_literals;

using Language = test::DraftRules;
using test::norm;
using test::table;
const std::string& source = test::proposal;

// Distances by capacity and chemistry: the first case that holds.
const std::string distances = norm("eos.afstand", "afstand_object", "m",
                                   "[[eos.afstand.geval]]\nid = \"klein\"\nals = { energie_systeem = { tot = \"1 MWh\" } }\nwaarde = 5.0\n"
                                   "[[eos.afstand.geval]]\nid = \"groot-lfp\"\nals = { energie_systeem = { vanaf = \"1 MWh\" }, chemie = [\"lfp\"] }\nwaarde = 10.0\n"
                                   "[[eos.afstand.geval]]\nid = \"groot-anders\"\nals = { energie_systeem = { vanaf = \"1 MWh\" }, chemie = [\"nmc\", \"gemengd\"] }\nwaarde = 20.0\n");

Onderzocht system_at(double energy_kwh, const std::string& chemistry, double distance_m) {
  Onderzocht subject{Onderwerp::Systeem, "E", {}, {}, {}};
  subject.feiten["energie_systeem"] = energy_kwh;
  subject.feiten["chemie"] = chemistry;
  subject.feiten["afstand_object"] = distance_m;
  subject.feiten["situatie"] = std::string{"eos_park"};
  return subject;
}

Bevinding of_table(const std::vector<Bevinding>& findings, const std::string& name) {
  for (const Bevinding& b : findings) {
    if (b.tabel == name) return b;
  }
  throw std::runtime_error("no finding of table " + name);
}

}  // namespace

TEST_CASE("facts have a name of their own, subjects and an explanation in two languages") {
  std::set<std::string_view> names;
  for (const Fact& fact : all_facts()) {
    CAPTURE(fact.naam);
    CHECK(names.insert(fact.naam).second);
    CHECK_FALSE(fact.onderwerpen.empty());
    CHECK_FALSE(fact.nl.empty());
    CHECK_FALSE(fact.en.empty());
    CHECK((fact.soort == FactKind::Getal) == !fact.eenheid.empty());
    CHECK((fact.soort == FactKind::Woord) == !fact.woorden.empty());
    CHECK(find_fact(fact.naam) == &fact);
  }
  CHECK(std::is_sorted(all_facts().begin(), all_facts().end(), [](const Fact& a, const Fact& b) { return a.naam < b.naam; }));
}

TEST_CASE("a norm with cases: the first that holds gives the value, at, just under and just over its bounds") {
  Language rules;
  rules.law(distances);
  rules.tables(table("F", "systeem", "bkl:eos.afstand"));
  REQUIRE(test::lines_of(rules.findings()) == std::vector<std::string>{});
  const RuleSet set = rules.load();
  struct Case {
    double energy_kwh;
    const char* chemistry;
    double norm_m;
  };
  for (const Case& c : {Case{999.9, "nmc", 5.0}, Case{1000.0, "lfp", 10.0}, Case{1000.0, "nmc", 20.0}, Case{5000.0, "gemengd", 20.0}}) {
    for (const double distance : {c.norm_m - 0.001, c.norm_m, c.norm_m + 0.001}) {
      CAPTURE(c.energy_kwh, c.chemistry, distance);
      const Bevinding b = of_table(toets(system_at(c.energy_kwh, c.chemistry, distance), set), "F");
      CHECK(b.oordeel == (distance < c.norm_m ? Oordeel::VoldoetNiet : Oordeel::Voldoet));
      CHECK(b.norm_afstand_m == c.norm_m);
      CHECK(b.afstand_m == distance);
      CHECK(b.onderdeel == "proef");
      CHECK(b.normstatus == NormStatus::Ontwerp);
      CHECK(b.omslag->afstand_m == Approx(distance - c.norm_m).margin(1e-9));
    }
  }
  // What is not known decides nothing.
  Onderzocht unknown = system_at(5000.0, "lfp", 30.0);
  unknown.feiten.erase("chemie");
  CHECK(of_table(toets(unknown, set), "F").oordeel == Oordeel::Onbepaald);
  unknown = system_at(5000.0, "lfp", 30.0);
  unknown.feiten.erase("afstand_object");
  CHECK(of_table(toets(unknown, set), "F").oordeel == Oordeel::Onbepaald);
}

TEST_CASE("a table is about the subjects that it names, and a fact that is not known leaves it open") {
  Language rules;
  rules.law(norm("eos.afstand", "afstand_eenheid", "m", "waarde = 3.0\n"));
  rules.tables(table("I", "paar", "bkl:eos.afstand", "[tabel.als]\nplaatsing = [\"4\", \"5\"]\n"));
  REQUIRE(test::lines_of(rules.findings()) == std::vector<std::string>{});
  const RuleSet set = rules.load();
  Onderzocht pair{Onderwerp::Paar, "a - b", {}, {}, {}};
  pair.feiten["afstand_eenheid"] = 2.0;
  pair.feiten["plaatsing"] = std::string{"4"};
  CHECK(of_table(toets(pair, set), "I").oordeel == Oordeel::VoldoetNiet);
  pair.feiten["plaatsing"] = std::string{"1"};
  CHECK(toets(pair, set).empty());
  pair.feiten.erase("plaatsing");
  const Bevinding open = of_table(toets(pair, set), "I");
  CHECK(open.oordeel == Oordeel::Onbepaald);
  CHECK(std::find(open.vlaggen.begin(), open.vlaggen.end(), "feit_onbekend") != open.vlaggen.end());
  CHECK(open.reden_nl.find("plaatsing") != std::string::npos);
}

TEST_CASE("a changed row is one line of the file and one of the difference") {
  Language rules;
  rules.tables("\n[[tabel]]\nnaam = \"D\"\n[[tabel.wijzig]]\nid = \"D3\"\noordeel = \"voldoet_niet\"\n");
  REQUIRE(test::lines_of(rules.findings()) == std::vector<std::string>{});
  const RuleCatalog catalog = load_rule_catalog(rules.path());
  const auto changes = diff_rules(find_rule_document(catalog, "oordeel"), find_rule_document(catalog, "ontwerp/proef/oordeel"));
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].key == "tabel[D].rij[D3].oordeel");
  CHECK(changes[0].before == "afweging_nodig");
  CHECK(changes[0].after == "voldoet_niet");
  const RuleSet set = rules.load();
  CHECK(set.verdicts.tabellen.size() == 5);
  CHECK(of_table(toets(system_at(4200.0, "lfp", 4.0), set), "D").oordeel == Oordeel::VoldoetNiet);

  rules.tables("\n[[tabel]]\nnaam = \"D\"\n[[tabel.wijzig]]\nid = \"D9\"\noordeel = \"voldoet_niet\"\n");
  const auto wrong = rules.findings();
  REQUIRE(test::find(wrong, codes::overlay_unknown_key) != nullptr);
  CHECK(test::find(wrong, codes::overlay_unknown_key)->args.front() == "wijzig D9");
}

namespace {

// A fixed distance (F) or a calculated contour (A).
void leave_a_choice(Language& rules) {
  rules.law(norm("eos.afstand", "afstand_object", "m", "waarde = 10.0\n"));
  rules.tables(table("F", "systeem", "bkl:eos.afstand") +
               "\n[[keuze]]\nid = \"vorm\"\ntitel_nl = \"Vorm\"\n[[keuze.alternatief]]\nid = \"vast\"\ntitel_nl = \"vast\"\ntabellen = [\"F\"]\n"
               "[[keuze.alternatief]]\nid = \"berekend\"\ntitel_nl = \"berekend\"\ntabellen = [\"A\"]\n");
}

}  // namespace

TEST_CASE("one of the alternatives must hold: the one of the dossier, else the best for the applicant") {
  Language rules;
  leave_a_choice(rules);
  REQUIRE(test::lines_of(rules.findings()) == std::vector<std::string>{});
  const RuleSet set = rules.load();
  const auto decided = [&](Oordeel fixed, Oordeel contour, const std::map<std::string, EigenKeuze>& given = {}) {
    const auto outcomes = kies(set.verdicts, given, {{"F", fixed}, {"A", contour}});
    REQUIRE(outcomes.size() == 1);
    CHECK(outcomes[0].opgegeven == !given.empty());
    CHECK(outcomes[0].tabellen_vervallen == std::set<std::string>{outcomes[0].gekozen->id == "vast" ? "A" : "F"});
    return outcomes[0].gekozen->id;
  };
  CHECK(decided(Oordeel::VoldoetNiet, Oordeel::Voldoet) == "berekend");
  CHECK(decided(Oordeel::Voldoet, Oordeel::VoldoetNiet) == "vast");
  CHECK(decided(Oordeel::Voldoet, Oordeel::Voldoet) == "vast");  // the first of equals
  CHECK(decided(Oordeel::Onbepaald, Oordeel::AfwegingNodig) == "berekend");
  CHECK(decided(Oordeel::VoldoetNiet, Oordeel::Voldoet, {{"vorm", {"vast", {}}}}) == "vast");

  // A table of systems that found nothing is not met: it does not apply. Objects there may be none.
  const auto only = [&](const std::map<std::string, Oordeel>& found) { return kies(set.verdicts, {}, found).front().gekozen->id; };
  CHECK(only({{"A", Oordeel::VoldoetNiet}}) == "berekend");
  CHECK(only({{"F", Oordeel::VoldoetNiet}}) == "berekend");
  CHECK(only({}) == "berekend");
  // Nor does it hold because the dossier chose it: the other one keeps its findings.
  const auto chosen = kies(set.verdicts, {{"vorm", {"vast", {}}}}, {{"A", Oordeel::VoldoetNiet}}).front();
  CHECK(chosen.gekozen->id == "berekend");
  CHECK_FALSE(chosen.opgegeven);
  CHECK(chosen.tabellen_vervallen == std::set<std::string>{"F"});
}

TEST_CASE("a dossier that chooses what the rules do not offer is told so") {
  Language rules;
  leave_a_choice(rules);
  const auto with = [&](const std::string& id, const std::string& alternative) {
    RuleSelection selection;
    selection.keuzes[id] = {alternative, {"dossier.toml", 7, 1, {}}};
    return selection;
  };
  const auto date = std::chrono::year{2026} / 11 / 1;
  CHECK(test::find(rules.load(date, with("vorm", "vast")).warnings, codes::choice_not_left) == nullptr);
  // Held against the law of today the same dossier has a choice too many.
  const RuleSet other = rules.load(date, with("vrom", "vast"));
  REQUIRE(test::find(other.warnings, codes::choice_not_left) != nullptr);
  CHECK(test::find(other.warnings, codes::choice_not_left)->place.line == 7);
  try {
    (void)rules.load(date, with("vorm", "vsat"));
    FAIL("an unknown alternative was taken");
  } catch (const DossierError& error) {
    REQUIRE(error.diagnostics().size() == 1);
    CHECK(error.diagnostics().front().code == Code{'D', codes::unknown_choice});
    CHECK(error.diagnostics().front().args == std::vector<std::string>{"toets.keuze.vorm", "vsat", "vast, berekend"});
  }
}

TEST_CASE("the regime follows from the energy of all systems together") {
  Language rules;
  rules.law(norm("eos.drempel", "energie_locatie", "MWh", "waarde = 10.0\n"));
  const auto regime = [](const std::string& id, const std::string& als) {
    return "\n[[regime]]\nid = \"" + id + "\"\ntitel_nl = \"" + id + "\"\nals = { energie_locatie = " + als + " }\n" + source;
  };
  rules.tables(regime("vergunning", "{ vanaf = \"bkl:eos.drempel\" }") + regime("melding", "{ vanaf = \"100 kWh\", tot = \"bkl:eos.drempel\" }") +
               regime("buiten", "{ tot = \"100 kWh\" }"));
  REQUIRE(test::lines_of(rules.findings()) == std::vector<std::string>{});
  const RuleSet set = rules.load();
  const auto of = [&](double kwh) {
    const RegimeUitkomst outcome = regime_van({{"energie_locatie", kwh}}, set.verdicts);
    return outcome.regime == nullptr ? std::string{"?"} : outcome.regime->id;
  };
  CHECK(of(10'000.0) == "vergunning");
  CHECK(of(std::nextafter(10'000.0, 0.0)) == "melding");
  CHECK(of(100.0) == "melding");
  CHECK(of(99.999) == "buiten");
  const RegimeUitkomst open = regime_van({}, set.verdicts);
  CHECK(open.regime == nullptr);
  CHECK(open.onbekend == std::vector<std::string>{"energie_locatie"});

  rules.tables(regime("vergunning", "{ vanaf = \"bkl:eos.drempel\" }") + regime("melding", "{ vanaf = \"100 kWh\", tot_en_met = \"bkl:eos.drempel\" }") +
               regime("buiten", "{ tot = \"100 kWh\" }"));
  CHECK(test::find(rules.findings(), codes::regimes_overlap) != nullptr);
  rules.tables(regime("vergunning", "{ boven = \"bkl:eos.drempel\" }") + regime("melding", "{ vanaf = \"100 kWh\", tot = \"bkl:eos.drempel\" }") +
               regime("buiten", "{ tot = \"100 kWh\" }"));
  const auto hole = rules.findings();
  REQUIRE(test::find(hole, codes::cases_hole) != nullptr);
  CHECK(test::find(hole, codes::cases_hole)->args[1] == "energie_locatie = 10000 kWh");
}

TEST_CASE("transitional law for any key: for whom, until when, in phases") {
  Language rules;
  const auto rule = [](const std::string& whom, const std::string& until, const std::string& value) {
    return "\n[[overgangsrecht]]\nsleutel = \"pr.grenswaarde.kwetsbaar\"\n" + whom + "\ntot = " + until + "\ngebruik = " + value +
           "\neenheid = \"1/jaar\"\n" + source;
  };
  rules.law(rule("in_gebruik_voor = 2026-01-01", "2027-12-31", "1e-5") + rule("in_gebruik_voor = 2026-01-01", "2029-12-31", "5e-6") +
            rule("aanvraag_voor = 2026-03-01", "\"onherroepelijk\"", "2e-6") + rule("vergund_voor = 2025-06-01", "2028-06-30", "3e-6"));
  REQUIRE(test::lines_of(rules.findings()) == std::vector<std::string>{});
  const auto limit = [&](std::chrono::year_month_day date, RuleSelection selection) {
    return rules.load(date, std::move(selection)).legal.normen.at("pr.grenswaarde.kwetsbaar").value.value.per_year();
  };
  RuleSelection in_use;
  in_use.in_gebruik_sinds = 2025y / 12 / 31;
  CHECK(limit(2027y / 12 / 31, in_use) == 1e-5);
  CHECK(limit(2028y / 1 / 1, in_use) == 5e-6);
  CHECK(limit(2030y / 1 / 1, in_use) == 1e-6);
  in_use.in_gebruik_sinds = 2026y / 1 / 1;
  CHECK(limit(2027y / 1 / 1, in_use) == 1e-6);
  RuleSelection applied;
  applied.aanvraagdatum = 2026y / 2 / 28;
  CHECK(limit(2040y / 1 / 1, applied) == 2e-6);
  applied.onherroepelijk_op = 2027y / 5 / 1;
  CHECK(limit(2027y / 4 / 30, applied) == 2e-6);
  CHECK(limit(2027y / 5 / 1, applied) == 1e-6);
  RuleSelection permitted;
  permitted.vergund_op = 2025y / 5 / 31;
  CHECK(limit(2028y / 6 / 30, permitted) == 3e-6);
  CHECK(limit(2028y / 7 / 1, permitted) == 1e-6);

  rules.law(rule("in_gebruik_voor = 2026-01-01", "2027-12-31", "1e-5") + rule("in_gebruik_voor = 2025-01-01", "2027-12-31", "5e-6"));
  CHECK(test::find(rules.findings(), codes::transition_conflict) != nullptr);
}

TEST_CASE("rules that contradict themselves, or ask for what is not there") {
  struct Case {
    const char* what;
    std::string law;
    std::string tables;
    Code code;
  };
  const std::string two = "[[keuze.alternatief]]\nid = \"b\"\ntitel_nl = \"b\"\ntabellen = [\"B\"]\n";
  const Case cases[] = {
      {"a condition of another subject", "", "\n[[tabel]]\nnaam = \"D\"\n[[tabel.wijzig]]\nid = \"D3\"\nals = { pr = \"boven_norm\" }\n",
       codes::foreign_condition},
      {"a norm on a fact that the subject has not", norm("eos.x", "afstand_eenheid", "m", "waarde = 3.0\n"), table("F", "systeem", "bkl:eos.x"),
       codes::foreign_condition},
      {"a norm that does not exist", "", table("F", "systeem", "bkl:eos.x"), codes::norm_unusable},
      {"a norm in another unit", norm("eos.x", "afstand_object", "kWh", "waarde = 3.0\n"), table("F", "systeem", "bkl:eos.x"), codes::norm_unusable},
      {"a norm that nobody names", norm("eos.x", "afstand_object", "m", "waarde = 3.0\n"), "", codes::key_not_read},
      {"cases with a hole",
       norm("eos.x", "afstand_object", "m", "[[eos.x.geval]]\nid = \"a\"\nals = { energie_systeem = { vanaf = \"1 MWh\" } }\nwaarde = 3.0\n"),
       table("F", "systeem", "bkl:eos.x"), codes::cases_hole},
      {"cases that overlap",
       norm("eos.x", "afstand_object", "m",
            "[[eos.x.geval]]\nid = \"a\"\nals = { chemie = [\"lfp\", \"nmc\"] }\nwaarde = 3.0\n[[eos.x.geval]]\nid = \"b\"\nals = { chemie = [\"nmc\", \"gemengd\"] }\nwaarde = 4.0\n"),
       table("F", "systeem", "bkl:eos.x"), codes::cases_overlap},
      {"a case without value", norm("eos.x", "afstand_object", "m", "[[eos.x.geval]]\nid = \"a\"\n"), table("F", "systeem", "bkl:eos.x"),
       codes::value_missing},
      {"a fact that does not exist", "", "\n[[tabel]]\nnaam = \"D\"\n[[tabel.wijzig]]\nid = \"D3\"\nals = { energie_systeeem = { tot = \"1 MWh\" } }\n",
       {'R', codes::unknown_key}},
      {"a bound in another unit", "", "\n[[tabel]]\nnaam = \"D\"\n[[tabel.wijzig]]\nid = \"D3\"\nals = { energie_systeem = { tot = \"1 m\" } }\n",
       {'R', codes::unit_wrong}},
      {"a choice that refers to itself", "",
       "\n[[keuze]]\nid = \"x\"\ntitel_nl = \"x\"\n[[keuze.alternatief]]\nid = \"a\"\ntitel_nl = \"a\"\nkeuze = \"y\"\n" + two +
           "\n[[keuze]]\nid = \"y\"\ntitel_nl = \"y\"\n[[keuze.alternatief]]\nid = \"a\"\ntitel_nl = \"a\"\nkeuze = \"x\"\n" + two,
       codes::choice_circular},
      {"a choice of a table that does not exist", "",
       "\n[[keuze]]\nid = \"x\"\ntitel_nl = \"x\"\n[[keuze.alternatief]]\nid = \"a\"\ntitel_nl = \"a\"\ntabellen = [\"Z\"]\n" + two, {'R', codes::unknown_choice}},
      {"transitional law for a key that does not exist",
       "\n[[overgangsrecht]]\nsleutel = \"pr.x\"\naanvraag_voor = 2026-01-01\ntot = 2027-01-01\ngebruik = 1.0\n" + source, "", {'R', codes::unknown_choice}},
  };
  for (const Case& c : cases) {
    Language rules;
    if (!c.law.empty()) rules.law(c.law);
    rules.tables(c.tables);
    const auto found = rules.findings();
    CAPTURE(c.what, test::lines_of(found));
    CHECK(test::find(found, c.code) != nullptr);
  }
}

TEST_CASE("a substance that counts has a yield") {
  test::RulesCopy rules;
  rules.edit("referentie/2026-01-01.toml", "[tox.species]", "\"HCN\"]", "\"HCN\", \"NO2\"]");
  const auto found = test::findings_of<RuleFileError>([&] { check_rule_catalog(load_rule_catalog(rules.path())); });
  REQUIRE(test::find(found, codes::species_without_yield) != nullptr);
  CHECK(test::find(found, codes::species_without_yield)->args == std::vector<std::string>{"NO2", "HF, CO, HCN"});
}

}  // namespace batterisk
