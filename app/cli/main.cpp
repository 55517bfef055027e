#include "commands.hpp"
#include "help.hpp"
#include "streams.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/dossier/connection.hpp"
#include "batterisk/core/base/stop.hpp"
#include "batterisk/study/archive/bundle.hpp"
#include "batterisk/study/dossier/version.hpp"
#include "batterisk/study/output/output.hpp"
#include "batterisk/study/tables/tables.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <functional>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace {

std::stop_source stop_source;

// request_stop only sets an atomic flag here: no callbacks are registered on the token.
extern "C" void on_interrupt(int) { stop_source.request_stop(); }

// Whoever lists the processes of a computer sees their command lines, and messages repeat them.
bool holds_password(int argc, char** argv) {
  return std::any_of(argv + 1, argv + argc, [](const char* argument) { return batterisk::holds_password(argument); });
}

// That of a command line that could not be read to its end.
std::string language_of(int argc, char** argv) {
  std::string lang = "nl";
  for (int i = 1; i < argc; ++i) {
    const std::string_view text{argv[i]};
    if (text == "--lang=en" || (text == "--lang" && i + 1 < argc && std::string_view{argv[i + 1]} == "en")) lang = "en";
  }
  return lang;
}

// The options of `run` and `report` that ask how sure a study is.
void add_uncertainty_options(CLI::App& command, batterisk::study::UncertaintyRequest& request) {
  command.add_option("--onzekerheid", request.draws,
                     "Ook hoe zeker het is, met dit aantal trekkingen: een macht van twee vanaf 64");
  command.add_option("--zaad", request.seed, "Zaad van de trekkingen");
  command.add_flag_callback(
      "--als-verdelingen", [&request] { request.evidence = batterisk::Evidence::Ignored; },
      "Alle onzekere waarden uit hun verdeling trekken, ook waarvan het bewijs te zwak is voor een verdeling");
  command.add_option("--contouren", request.contours, "Van zoveel trekkingen de PR-contouren bewaren");
}

}  // namespace

int main(int argc, char** argv) {
  using namespace batterisk;
  using namespace batterisk::cli;
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  guard_terminal();
  std::signal(SIGXFSZ, SIG_IGN);  // writing beyond a limit then fails as on a full disk
  hold_standard_streams();

  Context context;
  context.stop = stop_source.get_token();
  if (holds_password(argc, argv)) {
    context.lang = language_of(argc, argv);
    report(context, {{codes::password_in_path, Severity::Fout, command_line, {"opdrachtregel"}}});
    return usage;
  }
  CLI::App app{"Plaatsgebonden risico en aandachtsgebieden rond lithiumhoudende energiedragers", "batterisk"};
  app.set_version_flag("--version", "batterisk " + study::version() + " (" + study::commit() + ")");
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--lang", context.lang, "Taal van meldingen en tekst: nl of en")->check(CLI::IsMember({"nl", "en"}));
  app.add_option("--rules", context.rules, "Map met regelbestanden of met een ontwerp, of kenmerk van een regelset (bijv. rivm-2025)");
  app.add_option("--peildatum", context.peildatum, "Datum waarop de regels gelden (jjjj-mm-dd)");
  app.add_option("--aanvraagdatum", context.aanvraagdatum, "Datum van de aanvraag (jjjj-mm-dd)");
  app.add_option("-p,--parameter", context.parameters, "Waarde van de regelset vervangen: sleutel=waarde")
      ->allow_extra_args(false);
  app.add_option("--progress", context.progress, "Voortgang op stderr")->check(CLI::IsMember({"auto", "none", "json"}));
  app.add_flag("--json", context.json, "Een JSON-document op stdout");
  app.add_flag("-q,--quiet", context.quiet, "Alleen fouten melden");
  app.add_flag("--strict", context.strict, "Waarschuwingen als fouten behandelen");

  std::function<int()> command;
  std::string dossier;
  RunOptions run_options;
  auto* run_command = app.add_subcommand("run", "Rekenen, over kaarten leggen, toetsen en schrijven");
  run_command->add_option("dossier", dossier, "Dossier (TOML)")->required();
  run_command->add_option("-o,--output", run_options.output, "Map voor de uitvoer")->capture_default_str();
  run_command->add_option("--fail-on", run_options.fail_on, "Eindig met code 8 bij dit oordeel of een zwaarder")
      ->check(CLI::IsMember({"voldoet_niet", "onbepaald", "afweging_nodig"}));
  run_command->add_option("--format", run_options.formats, "Ook schrijven, met komma's ertussen: csv, xlsx, geojson, fgb, imev")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember(study::output_format_words()));
  run_command->add_flag("--excel-nl", run_options.excel_nl, "CSV voor Nederlandse Excel: puntkomma, decimale komma, BOM");
  run_command->add_flag("--no-header-comment", run_options.no_header_comment, "CSV zonder de regel met # vooraan");
  run_command->add_flag("--groepsrisico", run_options.group_risk,
                        "Ook het groepsrisico: FN-curve van de bewoners en kantoren in de laag");
  add_uncertainty_options(*run_command, run_options.uncertainty);
  run_command->callback([&] { command = [&] { return run(context, dossier, run_options); }; });

  auto* check_command = app.add_subcommand("check", "Een dossier controleren zonder te rekenen");
  check_command->add_option("dossier", dossier, "Dossier (TOML)")->required();
  check_command->callback([&] { command = [&] { return check(context, dossier); }; });

  std::string at;
  auto* explain_command = app.add_subcommand("explain", "Het plaatsgebonden risico in een punt uitleggen");
  explain_command->add_option("dossier", dossier, "Dossier (TOML)")->required();
  explain_command->add_option("--at", at, "Punt X,Y in RD-meters")->required();
  explain_command->callback([&] { command = [&] { return explain(context, dossier, at); }; });

  bool dot = false;
  auto* scenarios_command = app.add_subcommand("scenarios", "Scenario's met hun kansen");
  scenarios_command->add_option("dossier", dossier, "Dossier (TOML)")->required();
  scenarios_command->add_flag("--dot", dot, "Als Graphviz-graaf");
  scenarios_command->callback([&] { command = [&] { return scenarios(context, dossier, dot); }; });

  EffectOptions effect_options;
  auto* effect_command = app.add_subcommand("effect", "Eén effectmodel met de hand doorrekenen");
  effect_command->add_option("model", effect_options.model, "Model, bijv. plume; zonder model: alle modellen");
  effect_command->add_option("invoer", effect_options.inputs, "naam=waarde met eenheid, bijv. rate=\"16,7 g/s\"");
  effect_command->add_flag("--list", effect_options.list, "Invoer, uitkomst en bron van een model, of van alle");
  effect_command->add_option("--scan", effect_options.scan,
                             "Tabel (CSV) over een invoer: naam=van:tot:aantal, met :log voor logaritmische stappen");
  effect_command->add_option("--csv", effect_options.csv,
                             "Tabel (CSV) met invoer en een gemeten uitkomst: voorspeld naast gemeten, met statistiek");
  effect_command->add_flag("--plot", effect_options.plot, "Grafiek van --scan of --csv, ook als stdout geen terminal is");
  effect_command->callback([&] { command = [&] { return effect(context, effect_options); }; });

  auto* calibrate_command =
      app.add_subcommand("calibrate", "Het vermogen van de fakkel opnieuw aanpassen op de afstand van RIVM (TOML)");
  calibrate_command->callback([&] { command = [&] { return calibrate(context); }; });

  ReportCommand report_options;
  auto* report_command = app.add_subcommand("report", "Rapport als PDF en als HTML");
  report_command->add_option("invoer", report_options.input, "Dossier (TOML), map met uitvoer, archief of rapport")->required();
  report_command->add_option("-o,--output", report_options.output, "PDF-bestand; de HTML komt ernaast")->capture_default_str();
  report_command->add_option("--schaal,--scale", report_options.scale, "Schaal van de kaarten, bijv. 1:1000");
  report_command->add_option("--datum,--date", report_options.date, "Datum van de PDF (jjjj-mm-dd); anders SOURCE_DATE_EPOCH of de peildatum");
  report_command->add_flag("--groepsrisico", report_options.group_risk, "Ook het groepsrisico, met FN-curve");
  add_uncertainty_options(*report_command, report_options.uncertainty);
  report_command->add_flag("--gevoeligheid", report_options.sensitivity,
                           "Ook hoe ver de zones reiken als een waarde naar een einde van haar bereik gaat");
  report_command->add_flag("--bijlage-objecten", report_options.all_objects, "Alle gebouwen en percelen afdrukken, hoeveel het er ook zijn");
  report_command->callback([&] { command = [&] { return report(context, report_options); }; });

  std::string archive_output = "dossier.zip";
  auto* archive_command = app.add_subcommand("archive", "Dossier, regels, kaartdelen en resultaat in een zip-bestand");
  archive_command->add_option("invoer", dossier, "Map met uitvoer, of dossier (TOML)")->required();
  archive_command->add_option("-o,--output", archive_output, "Zip-bestand")->capture_default_str();
  archive_command->callback([&] { command = [&] { return archive(context, dossier, archive_output); }; });

  auto* verify_command = app.add_subcommand("verify", "Narekenen: is het resultaat hetzelfde?");
  verify_command->add_option("invoer", dossier, "Archief (zip), rapport (PDF) of map met uitvoer")->required();
  verify_command->callback([&] { command = [&] { return verify(context, dossier); }; });
  std::string portfolio;
  std::string batch_output = "uit";
  std::string shard;
  unsigned jobs = 0;
  auto* batch_command = app.add_subcommand("batch", "Alle locaties van een portefeuille berekenen; gaat verder waar het bleef");
  batch_command->add_option("portefeuille", portfolio, "Portefeuille (TOML)")->required();
  batch_command->add_option("-o,--output", batch_output, "Map voor de uitvoer")->capture_default_str();
  batch_command->add_option("--shard", shard, "Alleen deel i van n: i/n");
  batch_command->add_option("-j,--jobs", jobs, "Aantal rekenende draden; anders een per kern");
  batch_command->callback([&] { command = [&] { return batch(context, portfolio, batch_output, shard, jobs); }; });

  CompareOptions compare_options;
  auto* compare_command = app.add_subcommand("compare", "Twee resultaten, dossiers of berekende portefeuilles vergelijken");
  compare_command->add_option("a", compare_options.a, "Map, resultaat.json of dossier")->required();
  compare_command->add_option("b", compare_options.b, "Map, resultaat.json of dossier")->required();
  compare_command->add_option("-o,--output", compare_options.output, "Map voor de vergelijking van portefeuilles, met rapport");
  compare_command->add_option("--gebieden", compare_options.areas, "Kaartlaag met gebieden om beoordeelde terreinen naar op te tellen, bijv. gemeenten");
  compare_command->add_option("--toerekenen", compare_options.portfolio,
                              "Portefeuille (TOML): het verschil toerekenen aan de waarden die anders zijn");
  compare_command->add_option("--tolerantie", compare_options.tolerance, "Relatief verschil dat als gelijk telt")
      ->capture_default_str();
  compare_command->add_flag("--expect-equal", compare_options.expect_equal, "Eindig met code 6 bij een verschil");
  compare_command->callback([&] { command = [&] { return compare(context, compare_options); }; });

  std::vector<std::string> over;
  auto* sweep_command = app.add_subcommand("sweep", "Een dossier doorrekenen over een of twee reeksen van waarden (CSV)");
  sweep_command->add_option("dossier", dossier, "Dossier (TOML)")->required();
  sweep_command->add_option("--over", over, "naam=van:tot:aantal[:log]; een regelsleutel of een veld van het dossier")
      ->required()
      ->allow_extra_args(false)
      ->expected(1, 2);
  sweep_command->callback([&] { command = [&] { return sweep(context, dossier, over); }; });

  TableOptions table_options;
  table_options.energies = {"500 kWh", "1 MWh", "2 MWh", "5 MWh"};
  table_options.chemistries = {"lfp", "nmc"};
  auto* table_command = app.add_subcommand("table", "Afstanden per grootte, chemie en maatregel rond de eerste eenheid");
  table_command->add_option("dossier", table_options.dossier, "Dossier (TOML)")->required();
  table_command->add_option("--energie", table_options.energies, "Energie, bijv. \"2 MWh\"")->capture_default_str();
  table_command->add_option("--chemie", table_options.chemistries, "lfp, nmc")->capture_default_str();
  table_command->add_option("--maatregel", table_options.measures, "naam: sleutel=waarde; sleutel=waarde");
  table_options.rounding = "omhoog:1";
  table_command->add_option("--afronden", table_options.rounding, "geen, omhoog:<m> of dichtstbij:<m>")
      ->capture_default_str();
  table_options.from = "midden";
  table_command->add_option("--vanaf", table_options.from, "Waar de afstand begint: midden, wand of grens")->capture_default_str();
  table_command->add_flag("--alle-stations", table_options.all_stations, "Ook de kleinste en de grootste afstand over alle weerstations");
  table_command->add_option("--draaiing", table_options.turns, "Graden met de klok mee; met komma's ertussen")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->capture_default_str();
  table_options.format = "md";
  table_command->add_option("--format", table_options.format, "Vorm")
      ->check(CLI::IsMember({"csv", "md", "tex"}))
      ->capture_default_str();
  table_command->callback([&] { command = [&] { return table(context, table_options); }; });

  SitingOptions siting_options;
  auto* siting_command = app.add_subcommand("siting", "Waar op het terrein de eenheden van een dossier mogen staan");
  siting_command->add_option("dossier", siting_options.dossier, "Dossier (TOML)")->required();
  siting_command->add_option("--doel", siting_options.goal, "Wat er moet gelden voor elk object eromheen")
      ->check(CLI::IsMember({"geen_afkeuring", "geen_brand_explosie", "voldoet"}))
      ->capture_default_str();
  siting_command->add_option("--draaiing", siting_options.turns, "Graden met de klok mee; met komma's ertussen")
      ->delimiter(',')
      ->capture_default_str();
  siting_command->add_option("--afstand-grens", siting_options.edge, "Afstand tot de grens van het terrein, bijv. \"3 m\"");
  siting_command->add_option("--afstand-gebouw", siting_options.buildings, "Afstand tot elk gebouw, ook op het terrein");
  siting_command->add_option("--vrijhouden", siting_options.keep, "Afstand tot vlakken van een laag: bestand=afstand of bestand|laag=afstand")
      ->allow_extra_args(false);
  auto* changes_option = siting_command->add_flag("--wijzigingen", siting_options.changes, "Wat er moet veranderen om het doel te halen, de kleinste wijzigingen eerst");
  auto* count_option = siting_command->add_flag("--hoeveel", siting_options.count, "Zoveel mogelijk eenheden, met een bewezen bovengrens")->excludes(changes_option);
  siting_command->add_option("--tussen", siting_options.gap, "Afstand tussen eenheden, bijv. \"3 m\"")->needs(count_option);
  auto* entrance_option = siting_command->add_option("--ingang", siting_options.entrance, "Punt X,Y aan de rand van het terrein waar een rijstrook langs elke eenheid begint")->needs(count_option);
  siting_command->add_option("--rijstrook", siting_options.lane, "Breedte van de rijstrook")->capture_default_str()->needs(entrance_option);
  siting_command->add_option("--terreinen", siting_options.plots, "Kaartlaag met terreinen om te beoordelen: bestand of bestand|laag")
      ->excludes(changes_option)
      ->excludes(entrance_option);
  siting_command->add_option("--shard", siting_options.shard, "Alleen deel i van n: i/n")->needs("--terreinen");
  siting_command->add_option("-o,--output", siting_options.output, "Map voor de uitvoer")->capture_default_str();
  siting_command->callback([&] { command = [&] { return siting(context, siting_options); }; });

  std::vector<std::string> parts;
  auto* merge_command = app.add_subcommand("merge", "De delen van een portefeuille (--shard) samenvoegen");
  merge_command->add_option("mappen", parts, "Mappen van de delen")->required();
  merge_command->add_option("-o,--output", batch_output, "Map voor de uitvoer")->capture_default_str();
  merge_command->callback([&] { command = [&] { return merge(context, parts, batch_output); }; });

  auto* portfolio_command = app.add_subcommand("portfolio", "Een verzonnen portefeuille maken, of het dossier van een locatie");
  portfolio_command->require_subcommand(1);
  std::size_t site_count = 100;
  std::size_t pand_count = 100;
  std::uint64_t seed = 1;
  auto* make_command = portfolio_command->add_subcommand("make", "Een verzonnen portefeuille (SYNTHETISCH) met gebouwen");
  make_command->add_option("-n,--sites", site_count, "Aantal locaties")->capture_default_str();
  make_command->add_option("--panden", pand_count, "Gebouwen per locatie")->capture_default_str();
  make_command->add_option("--seed", seed, "Toevalsgetal")->capture_default_str();
  make_command->add_option("-o,--output", batch_output, "Map")->capture_default_str();
  make_command->callback([&] { command = [&] { return make_portfolio(context, site_count, pand_count, seed, batch_output); }; });
  std::string site_id;
  std::string site_output;
  auto* site_command = portfolio_command->add_subcommand("dossier", "Het dossier van een locatie, om alleen die te berekenen");
  site_command->add_option("portefeuille", portfolio, "Portefeuille (TOML)")->required();
  site_command->add_option("locatie", site_id, "Kenmerk van de locatie")->required();
  site_command->add_option("-o,--output", site_output, "Bestand naast het sjabloon; anders stdout");
  site_command->callback([&] { command = [&] { return site_dossier(context, portfolio, site_id, site_output); }; });

  std::string template_output;
  auto* template_command = app.add_subcommand("template", "Een voorbeelddossier met uitleg schrijven");
  template_command->add_option("-o,--output", template_output, "Bestand; anders stdout");
  template_command->callback([&] { command = [&] { return write_template(context, template_output); }; });

  PrepareOptions prepare_options;
  auto* prepare_command = app.add_subcommand("prepare", "Kaartlagen uit leveringen voorbereiden tot een map");
  prepare_command->add_option("bronnen", prepare_options.sources, "[SOORT=]PAD[|LAAG], bijv. panden=bag-light.gpkg")
      ->required();
  prepare_command->add_option("-o,--output", prepare_options.target, "Map voor de lagen")->required();
  prepare_command->add_option("--datum", prepare_options.datum, "Datum van de gegevens (jjjj-mm-dd)")->required();
  prepare_command->add_option("--bron", prepare_options.bron, "Bron; anders BRK voor percelen en BAG voor de rest");
  prepare_command->add_option("--gebied", prepare_options.area, "Alleen dit gebied: x0,y0,x1,y1 in RD-meters");
  prepare_command->add_option("--crs", prepare_options.crs, "Stelsel van bronnen die het niet zeggen, bijv. EPSG:28992");
  prepare_command->callback([&] { command = [&] { return prepare(context, prepare_options); }; });

  ShapesOptions shapes_options;
  auto* shapes_command = app.add_subcommand("shapes", "Grens of opstelling uit een tekening (DXF) of laag, als stuk dossier");
  shapes_command->add_option("bestand", shapes_options.file, "DXF of ander bestand met vlakken of gesloten lijnen")->required();
  shapes_command->add_option("--laag", shapes_options.layer, "Laag in het bestand of in de tekening; anders alles");
  shapes_command->add_option("--crs", shapes_options.crs, "Stelsel van een bestand dat het niet zegt, bijv. EPSG:28992");
  shapes_command->add_option("--als", shapes_options.as, "Wat het wordt: grens of eenheden")
      ->check(CLI::IsMember({"grens", "eenheden"}))
      ->capture_default_str();
  shapes_command->callback([&] { command = [&] { return shapes(context, shapes_options); }; });

  CountOptions count_options;
  auto* count_command = app.add_subcommand("count", "Gebouwen per klasse tellen binnen afstanden van veel plaatsen (CSV)");
  count_command->add_option("laag", count_options.layer, "Voorbereide map, of een gebouwenlaag")->required();
  count_command->add_option("plaatsen", count_options.sites, "CSV met kop en regels id,x,y in RD-meters")->required();
  count_command->add_option("--radius", count_options.radii, "Afstand, bijv. 300 of \"1,5 km\"; meer keren mag")->required();
  count_command->callback([&] { command = [&] { return count(context, count_options); }; });

  FetchOptions fetch_options;
  auto* data = app.add_subcommand("data", "Kaartlagen van het internet");
  data->require_subcommand(1);
  auto* fetch_command = data->add_subcommand("fetch", "Percelen en gebouwen rond een punt ophalen bij PDOK");
  fetch_command->add_option("--at", fetch_options.at, "Punt X,Y in RD-meters")->required();
  fetch_command->add_option("--radius", fetch_options.radius, "Afstand, bijv. \"2 km\"")->required();
  fetch_command->add_option("-o,--output", fetch_options.target, "Map voor de lagen")->required();
  fetch_command->add_option("--base-url", fetch_options.base_url, "Andere dienst dan https://api.pdok.nl");
  fetch_command->add_option("--datum", fetch_options.datum, "Datum van de gegevens, als de dienst die niet zegt");
  fetch_command->callback([&] { command = [&] { return data_fetch(context, fetch_options); }; });

  bool codebook = false;
  auto* schema_command = app.add_subcommand("schema", "JSON-schema van resultaat.json");
  schema_command->add_flag("--codebook", codebook, "In plaats daarvan alle kolommen met eenheid en betekenis (CSV)");
  schema_command->callback([&] { command = [&] { return schema(context, codebook); }; });

  std::string id;
  std::string key;
  auto* rules = app.add_subcommand("rules", "Regelbestanden bekijken en controleren");
  rules->require_subcommand(1);
  rules->add_subcommand("list", "Alle regelbestanden")->callback([&] { command = [&] { return rules_list(context); }; });
  auto* show = rules->add_subcommand("show", "Waarden met bron en bewijs");
  show->add_option("id", id, "Regelbestand, bijv. referentie of bkl/2026-01-01")->required();
  show->add_option("sleutel", key, "Sleutel of begin daarvan, bijv. fire.k of s1");
  show->callback([&] { command = [&] { return rules_show(context, id, key); }; });
  rules->add_subcommand("check", "Alle regelbestanden controleren")->callback([&] {
    command = [&] { return rules_check(context); };
  });
  std::string other_id;
  auto* diff = rules->add_subcommand("diff", "Verschillen tussen twee regelbestanden: waarden, eenheden, bronnen");
  diff->add_option("a", id, "Regelbestand, bijv. referentie")->required();
  diff->add_option("b", other_id, "Ander regelbestand, bijv. ontwerp/naam")->required();
  diff->callback([&] { command = [&] { return rules_diff(context, id, other_id); }; });
  std::string draft_output;
  std::string motivation;
  auto* draft = rules->add_subcommand("draft", "Een ontwerp maken: een regelbestand met alleen de waarden van -p");
  draft->add_option("basis", id, "Regelbestand dat het ontwerp verandert, bijv. referentie")->required();
  draft->add_option("-o,--output", draft_output, "Map van het ontwerp; haar naam is die van het ontwerp")->required();
  draft->add_option("--motivering", motivation, "Waarom deze waarden")->required();
  draft->callback([&] { command = [&] { return rules_draft(context, id, draft_output, motivation); }; });
  rules->add_subcommand("test", "De voorbeelden naast de regels uitvoeren")->callback([&] {
    command = [&] { return rules_test(context); };
  });
  rules->add_subcommand("facts", "Feiten waar regels naar kunnen vragen, met hun onderwerpen")->callback([&] {
    command = [&] { return rules_facts(context); };
  });
  auto* todo = rules->add_subcommand("todo", "Waarden die ontbreken of onbevestigd zijn");
  todo->add_option("id", id, "Regelbestand; anders alle");
  todo->callback([&] { command = [&] { return rules_todo(context, id); }; });

  translate_help(app, language_of(argc, argv));
  const auto ended_by = [&context](const InputError& error) {
    report(context, error.diagnostics());
    return exit_code(error);
  };
  try {
    const int code = [&] {
      try {
        app.parse(argc, argv);
      } catch (const CLI::Success& help) {
        return app.exit(help);
      } catch (const CLI::ParseError& error) {
        context.lang = language_of(argc, argv);
        report(context, argument_findings(app, error));
        return static_cast<int>(usage);
      }
      const StopScope scope{context.stop};
      const LastResort last_resort{context.stop, interrupted};
      return command();
    }();
    flush_stdout();
    return code;
  } catch (const InputError& error) {
    return ended_by(error);
  } catch (const Cancelled&) {
    say(fmt::format("\n{}\n", context.lang == "en" ? "interrupted; nothing was written" : "afgebroken; er is niets geschreven"));
    return interrupted;
  } catch (const study::NotFinite&) {
    report(context, {{codes::not_finite, Severity::Fout, {}, {}}});
    return internal_error;
  } catch (const std::exception& error) {
    // {fmt} says so by a system_error.
    if (stdout_failed()) {
      try {
        flush_stdout();
      } catch (const FileError& refused) {
        return ended_by(refused);
      }
    }
    report(context, {{codes::internal, Severity::Fout, {}, {error.what()}}});
    return internal_error;
  }
}
