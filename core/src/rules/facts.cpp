#include "batterisk/core/rules/facts.hpp"

#include <algorithm>

namespace batterisk {
namespace {

using enum Onderwerp;
using enum FactKind;

const std::vector<Onderwerp> everything{Object, Systeem, Paar, Clusterpaar, Locatie, Risicogebied};
const std::vector<std::string_view> chemistries{"lfp", "nmc", "gemengd"};
const std::vector<std::string_view> classes{"geen", "beperkt_kwetsbaar", "kwetsbaar", "zeer_kwetsbaar", "onbekend"};

}  // namespace

const std::vector<Fact>& all_facts() {
  static const std::vector<Fact> facts{
      {"aantal_eenheden", Getal, "-", {}, {Systeem, Locatie}, "aantal eenheden", "number of units"},
      {"aanvraagdatum", Datum, "", {}, everything, "dag van de aanvraag", "day of the application"},
      {"afstand_cluster", Getal, "m", {}, {Clusterpaar}, "kleinste afstand tussen de wanden van twee clusters",
       "smallest distance between the walls of two clusters"},
      {"afstand_eenheid", Getal, "m", {}, {Paar}, "kleinste afstand tussen de wanden van twee eenheden",
       "smallest distance between the walls of two units"},
      {"afstand_grens", Getal, "m", {}, {Systeem}, "kleinste afstand van de eenheden tot de grens van het terrein",
       "smallest distance of the units to the boundary of the site"},
      {"afstand_object", Getal, "m", {}, {Systeem}, "kleinste afstand tot een gebouw dat niet op het terrein staat",
       "smallest distance to a building that is not on the site"},
      {"afstand_systeem", Getal, "m", {}, {Object}, "kleinste afstand van de gevel tot de wand van een eenheid",
       "smallest distance of the façade to the wall of a unit"},
      {"chemie", Woord, "", chemistries, {Systeem, Paar, Clusterpaar, Locatie}, "celchemie; gemengd: meer dan een",
       "cell chemistry; gemengd: more than one"},
      {"energie_eenheid", Getal, "kWh", {}, {Systeem, Paar}, "energie van de grootste eenheid", "energy of the largest unit"},
      {"energie_locatie", Getal, "kWh", {}, everything, "energie van alle systemen op de locatie samen",
       "energy of all systems of the site together"},
      {"energie_systeem", Getal, "kWh", {}, {Systeem, Paar, Clusterpaar}, "energie van het (grootste) systeem",
       "energy of the (largest) system"},
      {"functionele_binding", Woord, "", {"ja", "nee", "onbekend"}, {Object}, "functionele binding met de activiteit",
       "functional binding with the activity"},
      {"in_brand", Vlag, "", {}, {Object}, "ligt in het brandaandachtsgebied", "lies in the brandaandachtsgebied"},
      {"in_explosie", Vlag, "", {}, {Object}, "ligt in het explosieaandachtsgebied", "lies in the explosieaandachtsgebied"},
      {"in_gebruik_sinds", Datum, "", {}, {Systeem}, "dag waarop het systeem in gebruik kwam",
       "day on which the system came into use"},
      {"in_gifwolk", Vlag, "", {}, {Object}, "ligt in het gifwolkaandachtsgebied", "lies in the gifwolkaandachtsgebied"},
      {"klasse", Woord, "", classes, {Object}, "klasse van bijlage VI van het Bkl", "class of annex VI of the Bkl"},
      {"klasse_object", Woord, "", classes, {Systeem}, "klasse van het dichtstbijzijnde gebouw buiten het terrein",
       "class of the nearest building outside the site"},
      {"ligging", Woord, "", {"onbekend", "buiten_alle", "in_brand_of_explosie", "in_enig_gebied", "in_risicogebied"}, {Object},
       "ligging ten opzichte van de gebieden; meer dan een woord kan waar zijn",
       "position to the areas; more than one word can be true"},
      {"locatie", Vlag, "", {}, {Object}, "plaats waar mensen verblijven zonder gebouw", "place where people stay, without building"},
      {"massa_compartiment", Getal, "kg", {}, {Systeem}, "massa van de energiedragers in het (grootste) compartiment",
       "mass of the carriers in the (largest) compartment"},
      {"peildatum", Datum, "", {}, everything, "dag waarvan de regels gelden", "day of which the rules hold"},
      {"plaatsing", Woord, "", {"1", "2", "3", "4", "5", "6"}, {Systeem, Paar, Clusterpaar},
       "typering van de opstelling volgens PGS 37-1", "typical of the placement in PGS 37-1"},
      {"pr", Woord, "", {"onbekend", "tot_norm", "boven_norm", "tussen_norm_en_tijdelijk"}, {Object},
       "hoogste plaatsgebonden risico tegen de norm van de klasse", "highest plaatsgebonden risico against the norm of the class"},
      {"pr_object", Getal, "1/jaar", {}, {Object}, "hoogste plaatsgebonden risico aan de gevel",
       "highest plaatsgebonden risico at the façade"},
      {"rand", Woord, "", {"onbekend", "tot_norm", "boven_norm"}, {Risicogebied},
       "hoogste plaatsgebonden risico op de rand tegen de norm", "highest plaatsgebonden risico on the edge against the norm"},
      {"risicogebied", Vlag, "", {}, {Object}, "ligt in een risicogebied", "lies in a risicogebied"},
      {"situatie", Woord, "", {"eos_container", "eos_park", "eos_gebouw", "opslag"}, {Systeem, Paar, Clusterpaar},
       "soort systeem", "kind of system"},
      {"tijdelijk", Vlag, "", {}, {Object}, "tijdelijke afwijking die de regels toestaan", "temporary deviation that the rules allow"},
      {"vergund_op", Datum, "", {}, everything, "dag van de vergunning", "day of the permit"},
      {"vermogen_locatie", Getal, "kW", {}, everything, "vermogen van alle systemen op de locatie samen",
       "power of all systems of the site together"},
      {"vermogen_systeem", Getal, "kW", {}, {Systeem}, "vermogen van het systeem", "power of the system"},
  };
  return facts;
}

const Fact* find_fact(std::string_view naam) {
  const auto& facts = all_facts();
  const auto it = std::find_if(facts.begin(), facts.end(), [&](const Fact& f) { return f.naam == naam; });
  return it == facts.end() ? nullptr : &*it;
}

bool has(const Fact& fact, Onderwerp onderwerp) {
  return std::find(fact.onderwerpen.begin(), fact.onderwerpen.end(), onderwerp) != fact.onderwerpen.end();
}

FactValue fact_of(std::chrono::year_month_day date) {
  return static_cast<double>(std::chrono::sys_days{date}.time_since_epoch().count());
}

}  // namespace batterisk
