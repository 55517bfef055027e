#include "help.hpp"

#include <map>
#include <string_view>

#include <CLI/CLI.hpp>

namespace batterisk::cli {
namespace {

// Descriptions of commands and options.
const std::map<std::string_view, std::string_view> english{
    {"Plaatsgebonden risico en aandachtsgebieden rond lithiumhoudende energiedragers",
     "Location-specific risk and attention areas around lithium energy carriers"},
    {"Taal van meldingen en tekst: nl of en", "Language of messages and text: nl or en"},
    {"Map met regelbestanden of met een ontwerp, of kenmerk van een regelset (bijv. rivm-2025)",
     "Folder with rule files or with a draft, or id of a rule set (e.g. rivm-2025)"},
    {"Datum waarop de regels gelden (jjjj-mm-dd)", "Date on which the rules apply (yyyy-mm-dd)"},
    {"Datum van de aanvraag (jjjj-mm-dd)", "Date of the application (yyyy-mm-dd)"},
    {"Waarde van de regelset vervangen: sleutel=waarde", "Replace a value of the rule set: key=value"},
    {"Voortgang op stderr", "Progress on stderr"},
    {"Een JSON-document op stdout", "One JSON document on stdout"},
    {"Alleen fouten melden", "Report errors only"},
    {"Waarschuwingen als fouten behandelen", "Treat warnings as errors"},
    {"Rekenen, over kaarten leggen, toetsen en schrijven", "Compute, lay over maps, judge and write"},
    {"Dossier (TOML)", "Dossier (TOML)"},
    {"Wat er moet veranderen om het doel te halen, de kleinste wijzigingen eerst",
     "What would have to change for the goal to hold, the least changes first"},
    {"Kaartlaag met gebieden om beoordeelde terreinen naar op te tellen, bijv. gemeenten",
     "Map layer with areas by which plots that were screened are added up, e.g. municipalities"},
    {"Zoveel mogelijk eenheden, met een bewezen bovengrens", "As many units as possible, with a proven upper bound"},
    {"Afstand tussen eenheden, bijv. \"3 m\"", "Distance between units, e.g. \"3 m\""},
    {"Punt X,Y aan de rand van het terrein waar een rijstrook langs elke eenheid begint",
     "Point X,Y at the edge of the plot where a lane along every unit begins"},
    {"Breedte van de rijstrook", "Width of the lane"},
    {"Map voor de uitvoer", "Folder for the output"},
    {"Eindig met code 8 bij dit oordeel of een zwaarder", "End with code 8 at this verdict or a more severe one"},
    {"Ook schrijven, met komma's ertussen: csv, xlsx, geojson, fgb, imev",
     "Also write, separated by commas: csv, xlsx, geojson, fgb, imev"},
    {"CSV voor Nederlandse Excel: puntkomma, decimale komma, BOM",
     "CSV for Dutch Excel: semicolon, decimal comma, BOM"},
    {"CSV zonder de regel met # vooraan", "CSV without the line that begins with #"},
    {"Ook het groepsrisico: FN-curve van de bewoners en kantoren in de laag",
     "Also the group risk: FN curve of the dwellings and offices in the layer"},
    {"Ook hoe zeker het is, met dit aantal trekkingen: een macht van twee vanaf 64",
     "Also how sure it is, with this number of samples: a power of two from 64"},
    {"Zaad van de trekkingen", "Seed of the samples"},
    {"Alle onzekere waarden uit hun verdeling trekken, ook waarvan het bewijs te zwak is voor een verdeling",
     "Draw all uncertain values from their distribution, also those whose evidence is too weak for one"},
    {"Van zoveel trekkingen de PR-contouren bewaren", "Keep the PR contours of this many samples"},
    {"Een dossier controleren zonder te rekenen", "Check a dossier without computing"},
    {"Het plaatsgebonden risico in een punt uitleggen", "Explain the location-specific risk at a point"},
    {"Punt X,Y in RD-meters", "Point X,Y in RD metres"},
    {"Scenario's met hun kansen", "Scenarios with their probabilities"},
    {"Als Graphviz-graaf", "As a Graphviz graph"},
    {"Eén effectmodel met de hand doorrekenen", "Compute one effect model by hand"},
    {"Model, bijv. plume; zonder model: alle modellen", "Model, e.g. plume; without a model: all models"},
    {"naam=waarde met eenheid, bijv. rate=\"16,7 g/s\"", "name=value with unit, e.g. rate=\"16.7 g/s\""},
    {"Invoer, uitkomst en bron van een model, of van alle", "Input, outcome and source of a model, or of all"},
    {"Tabel (CSV) over een invoer: naam=van:tot:aantal, met :log voor logaritmische stappen",
     "Table (CSV) over an input: name=from:to:count, with :log for logarithmic steps"},
    {"Tabel (CSV) met invoer en een gemeten uitkomst: voorspeld naast gemeten, met statistiek",
     "Table (CSV) with inputs and a measured output: predicted beside measured, with statistics"},
    {"Grafiek van --scan of --csv, ook als stdout geen terminal is",
     "Plot of --scan or --csv, also when stdout is no terminal"},
    {"Het vermogen van de fakkel opnieuw aanpassen op de afstand van RIVM (TOML)",
     "Fit the power of the torch again to the distance of RIVM (TOML)"},
    {"Rapport als PDF en als HTML", "Report as PDF and as HTML"},
    {"Dossier (TOML), map met uitvoer, archief of rapport", "Dossier (TOML), folder with output, archive or report"},
    {"PDF-bestand; de HTML komt ernaast", "PDF file; the HTML comes beside it"},
    {"Schaal van de kaarten, bijv. 1:1000", "Scale of the maps, e.g. 1:1000"},
    {"Datum van de PDF (jjjj-mm-dd); anders SOURCE_DATE_EPOCH of de peildatum",
     "Date of the PDF (yyyy-mm-dd); else SOURCE_DATE_EPOCH or the reference date"},
    {"Ook het groepsrisico, met FN-curve", "Also the group risk, with FN curve"},
    {"Alle gebouwen en percelen afdrukken, hoeveel het er ook zijn", "Print all buildings and parcels, however many"},
    {"Ook hoe ver de zones reiken als een waarde naar een einde van haar bereik gaat",
     "Also how far the zones reach when a value goes to an end of its range"},
    {"Dossier, regels, kaartdelen en resultaat in een zip-bestand",
     "Dossier, rules, parts of maps and result in a zip file"},
    {"Map met uitvoer, of dossier (TOML)", "Folder with output, or dossier (TOML)"},
    {"Zip-bestand", "Zip file"},
    {"Narekenen: is het resultaat hetzelfde?", "Compute again: is the result the same?"},
    {"Archief (zip), rapport (PDF) of map met uitvoer", "Archive (zip), report (PDF) or folder with output"},
    {"Alle locaties van een portefeuille berekenen; gaat verder waar het bleef",
     "Compute all sites of a portfolio; goes on where it stopped"},
    {"Portefeuille (TOML)", "Portfolio (TOML)"},
    {"Alleen deel i van n: i/n", "Only part i of n: i/n"},
    {"Aantal rekenende draden; anders een per kern", "Number of computing threads; else one per core"},
    {"Twee resultaten, dossiers of berekende portefeuilles vergelijken",
     "Compare two results, dossiers or computed portfolios"},
    {"Map, resultaat.json of dossier", "Folder, resultaat.json or dossier"},
    {"Map voor de vergelijking van portefeuilles, met rapport", "Folder for the comparison of portfolios, with report"},
    {"Portefeuille (TOML): het verschil toerekenen aan de waarden die anders zijn",
     "Portfolio (TOML): attribute the difference to the values that differ"},
    {"Relatief verschil dat als gelijk telt", "Relative difference that counts as equal"},
    {"Eindig met code 6 bij een verschil", "End with code 6 at a difference"},
    {"Een dossier doorrekenen over een of twee reeksen van waarden (CSV)",
     "Compute a dossier over one or two series of values (CSV)"},
    {"naam=van:tot:aantal[:log]; een regelsleutel of een veld van het dossier",
     "name=from:to:count[:log]; a rule key or a field of the dossier"},
    {"Afstanden per grootte, chemie en maatregel rond de eerste eenheid",
     "Distances per size, chemistry and measure around the first unit"},
    {"Energie, bijv. \"2 MWh\"", "Energy, e.g. \"2 MWh\""},
    {"lfp, nmc", "lfp, nmc"},
    {"naam: sleutel=waarde; sleutel=waarde", "name: key=value; key=value"},
    {"geen, omhoog:<m> of dichtstbij:<m>", "geen (none), omhoog:<m> (up) or dichtstbij:<m> (nearest)"},
    {"Vorm", "Form"},
    {"Waar op het terrein de eenheden van een dossier mogen staan", "Where on the plot the units of a dossier may stand"},
    {"Kaartlaag met terreinen om te beoordelen: bestand of bestand|laag", "Layer of plots to look at: file or file|layer"},
    {"Afstand tot de grens van het terrein, bijv. \"3 m\"", "Distance to the edge of the plot, e.g. \"3 m\""},
    {"Afstand tot elk gebouw, ook op het terrein", "Distance to every building, on the plot too"},
    {"Afstand tot vlakken van een laag: bestand=afstand of bestand|laag=afstand", "Distance to the areas of a layer: file=distance or file|layer=distance"},
    {"Wat er moet gelden voor elk object eromheen", "What must hold for every object around"},
    {"Graden met de klok mee; met komma's ertussen", "Degrees clockwise; separated by commas"},
    {"De delen van een portefeuille (--shard) samenvoegen", "Merge the parts of a portfolio (--shard)"},
    {"Mappen van de delen", "Folders of the parts"},
    {"Een verzonnen portefeuille maken, of het dossier van een locatie",
     "Make an invented portfolio, or the dossier of one site"},
    {"Een verzonnen portefeuille (SYNTHETISCH) met gebouwen", "An invented portfolio (SYNTHETISCH) with buildings"},
    {"Aantal locaties", "Number of sites"},
    {"Gebouwen per locatie", "Buildings per site"},
    {"Toevalsgetal", "Random seed"},
    {"Map", "Folder"},
    {"Het dossier van een locatie, om alleen die te berekenen", "The dossier of one site, to compute that alone"},
    {"Kenmerk van de locatie", "Id of the site"},
    {"Bestand naast het sjabloon; anders stdout", "File beside the template; else stdout"},
    {"Een voorbeelddossier met uitleg schrijven", "Write an example dossier with explanation"},
    {"Bestand; anders stdout", "File; else stdout"},
    {"Kaartlagen uit leveringen voorbereiden tot een map", "Prepare map layers from deliveries into a folder"},
    {"[SOORT=]PAD[|LAAG], bijv. panden=bag-light.gpkg", "[KIND=]PATH[|LAYER], e.g. panden=bag-light.gpkg"},
    {"Map voor de lagen", "Folder for the layers"},
    {"Datum van de gegevens (jjjj-mm-dd)", "Date of the data (yyyy-mm-dd)"},
    {"Bron; anders BRK voor percelen en BAG voor de rest", "Source; else BRK for parcels and BAG for the rest"},
    {"Alleen dit gebied: x0,y0,x1,y1 in RD-meters", "Only this area: x0,y0,x1,y1 in RD metres"},
    {"Stelsel van bronnen die het niet zeggen, bijv. EPSG:28992",
     "Coordinate system of sources that do not say it, e.g. EPSG:28992"},
    {"Grens of opstelling uit een tekening (DXF) of laag, als stuk dossier",
     "Boundary or layout from a drawing (DXF) or layer, as a piece of dossier"},
    {"DXF of ander bestand met vlakken of gesloten lijnen", "DXF or another file with areas or closed lines"},
    {"Laag in het bestand of in de tekening; anders alles", "Layer in the file or in the drawing; else everything"},
    {"Stelsel van een bestand dat het niet zegt, bijv. EPSG:28992",
     "Coordinate system of a file that does not say it, e.g. EPSG:28992"},
    {"Wat het wordt: grens of eenheden", "What it becomes: grens (boundary) or eenheden (units)"},
    {"Gebouwen per klasse tellen binnen afstanden van veel plaatsen (CSV)",
     "Count buildings per class within distances of many places (CSV)"},
    {"Voorbereide map, of een gebouwenlaag", "Prepared folder, or a layer of buildings"},
    {"CSV met kop en regels id,x,y in RD-meters", "CSV with heading and lines id,x,y in RD metres"},
    {"Afstand, bijv. 300 of \"1,5 km\"; meer keren mag",
     "Distance, e.g. 300 or \"1,5 km\"; may be given more than once"},
    {"Kaartlagen van het internet", "Map layers from the internet"},
    {"Percelen en gebouwen rond een punt ophalen bij PDOK", "Fetch parcels and buildings around a point from PDOK"},
    {"Afstand, bijv. \"2 km\"", "Distance, e.g. \"2 km\""},
    {"Andere dienst dan https://api.pdok.nl", "Another service than https://api.pdok.nl"},
    {"Datum van de gegevens, als de dienst die niet zegt", "Date of the data, when the service does not say it"},
    {"JSON-schema van resultaat.json", "JSON schema of resultaat.json"},
    {"In plaats daarvan alle kolommen met eenheid en betekenis (CSV)",
     "Instead all columns with unit and meaning (CSV)"},
    {"Regelbestanden bekijken en controleren", "View and check rule files"},
    {"Alle regelbestanden", "All rule files"},
    {"Waarden met bron en bewijs", "Values with source and evidence"},
    {"Regelbestand, bijv. referentie of bkl/2026-01-01", "Rule file, e.g. referentie or bkl/2026-01-01"},
    {"Sleutel of begin daarvan, bijv. fire.k of s1", "Key or the beginning of it, e.g. fire.k or s1"},
    {"Alle regelbestanden controleren", "Check all rule files"},
    {"Verschillen tussen twee regelbestanden: waarden, eenheden, bronnen",
     "Differences between two rule files: values, units, sources"},
    {"Regelbestand, bijv. referentie", "Rule file, e.g. referentie"},
    {"Ander regelbestand, bijv. ontwerp/naam", "Another rule file, e.g. ontwerp/naam"},
    {"Een ontwerp maken: een regelbestand met alleen de waarden van -p",
     "Make a draft: a rule file with the values of -p alone"},
    {"Regelbestand dat het ontwerp verandert, bijv. referentie", "Rule file that the draft changes, e.g. referentie"},
    {"Map van het ontwerp; haar naam is die van het ontwerp", "Folder of the draft; its name is that of the draft"},
    {"Waarom deze waarden", "Why these values"},
    {"Waar de afstand begint: midden, wand of grens", "Where the distance begins: midden (centre), wand (wall) or grens (boundary)"},
    {"Ook de kleinste en de grootste afstand over alle weerstations", "Also the least and the largest distance over all weather stations"},
    {"De voorbeelden naast de regels uitvoeren", "Run the examples beside the rules"},
    {"Feiten waar regels naar kunnen vragen, met hun onderwerpen", "Facts that rules can ask about, with their subjects"},
    {"Waarden die ontbreken of onbevestigd zijn", "Values that are missing or unconfirmed"},
    {"Regelbestand; anders alle", "Rule file; else all"}};

// Words of the command line library.
const std::map<std::string_view, std::string_view> dutch{
    {"Usage", "Gebruik"},       {"Options", "Opties"},       {"Positionals", "Argumenten"}, {"Subcommands", "Opdrachten"},
    {"OPTIONS", "OPTIES"},      {"SUBCOMMAND", "OPDRACHT"},  {"SUBCOMMANDS", "OPDRACHTEN"}, {"REQUIRED", "VERPLICHT"},
    {"TEXT", "TEKST"},          {"UINT", "GETAL"},           {"FLOAT", "GETAL"},
    {"Print this help message and exit", "Deze uitleg tonen"},
    {"Display program version information and exit", "De versie van het programma tonen"}};

std::string translated(const std::string& text, const std::map<std::string_view, std::string_view>& words) {
  const auto it = words.find(text);
  return it == words.end() ? text : std::string{it->second};
}

}  // namespace

void translate_help(CLI::App& app, const std::string& lang) {
  const auto& words = lang == "en" ? english : dutch;
  app.description(translated(app.get_description(), words));
  if (lang == "nl") {
    for (const auto& [word, own] : dutch) app.get_formatter()->label(std::string{word}, std::string{own});
  }
  for (CLI::Option* option : app.get_options({})) {
    option->description(translated(option->get_description(), words));
    if (lang == "nl") option->group(translated(option->get_group(), dutch));
    // A type with its choices, "TEXT:{nl,en}", is more than a label.
    const std::string type = option->get_type_name();
    if (lang == "nl" && option->get_items_expected_max() > 0) option->type_name(translated(type.substr(0, type.find(':')), dutch));
  }
  for (CLI::App* command : app.get_subcommands({})) {
    if (lang == "nl") command->group(translated(command->get_group(), dutch));
    translate_help(*command, lang);
  }
}

}  // namespace batterisk::cli
