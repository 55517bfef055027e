#pragma once

#include "support/findings.hpp"
#include "support/rules_copy.hpp"

#include "batterisk/core/base/sha256.hpp"
#include "batterisk/core/rules/rule_set.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace batterisk::test {

/// The shipped rules with a draft "ontwerp/proef" of tables and law beside them.
class DraftRules : public RulesCopy {
 public:
  void tables(const std::string& body) { add("oordeel", "oordeel/2024-01-01", "project", body); }
  void law(const std::string& body) { add("bkl", "bkl/2026-01-01", "amvb", body); }

  [[nodiscard]] RuleSet load(std::chrono::year_month_day date = std::chrono::year{2026} / 11 / 1, RuleSelection selection = {}) const {
    selection.method = "ontwerp/proef";
    selection.peildatum = date;
    return load_rule_set(load_rule_catalog(path()), selection);
  }
  [[nodiscard]] std::vector<Diagnostic> findings() const {
    return findings_of<RuleFileError>([&] {
      const RuleCatalog catalog = load_rule_catalog(path());
      check_rule_catalog(catalog);
      (void)load();
    });
  }

 private:
  void add(const std::string& part, const std::string& base, const std::string& layer, const std::string& body) {
    write("ontwerp/proef/" + part + "/2026-06-01.toml",
          "schema_versie = 1\nid = \"ontwerp/proef/" + part + "/2026-06-01\"\ntitel_nl = \"Proef\"\nregelgevingslaag = \"" + layer +
              "\"\ndocumentstatus = \"ontwerp\"\ngeldig_van = 2026-06-01\nvertegenwoordigt_officiele_tekst = false\n"
              "gebaseerd_op = \"" + base + "\"\ngebaseerd_op_sha256 = \"" + sha256(read_bytes(path() / (base + ".toml"))) +
              "\"\nmotivering = \"Proef\"\n" + body);
  }
};

inline const std::string proposal = "bron = \"ontwerp\"\nvindplaats = \"voorstel\"\nbewijs = \"voorstel\"\nstatus = \"onbevestigd\"\n";

/// A norm on a fact; `rest` gives its value or cases.
inline std::string norm(const std::string& key, const std::string& fact, const std::string& unit, const std::string& rest) {
  return "\n[" + key + "]\nomschrijving_nl = \"proef\"\nfeit = \"" + fact + "\"\neenheid = \"" + unit +
         "\"\nvergelijking = \">=\"\nnormsoort = \"grenswaarde\"\n" + proposal + rest;
}

/// A table of a part of its own that fails what does not meet a norm.
inline std::string table(const std::string& name, const std::string& subject, const std::string& norm, const std::string& als = "") {
  std::string text = "\n[[tabel]]\nnaam = \"" + name + "\"\nonderwerp = \"" + subject + "\"\nonderdeel = \"proef\"\nhit = \"FIRST\"\nnorm = \"" +
                     norm + "\"\nbron = \"ontwerp\"\nvindplaats = \"voorstel\"\nbewijs = \"voorstel\"\n" + als;
  for (const auto& [word, verdict] : {std::pair{"leeg", "onbepaald"}, std::pair{"voldaan", "voldoet"}, std::pair{"niet_voldaan", "voldoet_niet"}}) {
    text += std::string{"[[tabel.rij]]\nid = \""} + name + "-" + word + "\"\nals = { norm = \"" + word + "\" }\noordeel = \"" + verdict +
            "\"\nartikel = \"\"\nreden_nl = \"x\"\nreden_en = \"x\"\n";
  }
  return text;
}

}  // namespace batterisk::test
