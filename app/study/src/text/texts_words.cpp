#include "text/texts_tables.hpp"

#include <algorithm>
#include <array>

namespace batterisk::study {
namespace {

/// A word of the program or of a file, and what people read for it.
struct Word {
  std::string_view word;
  std::string_view nl;
  std::string_view en;
};

std::string_view pick(Language language, std::string_view nl, std::string_view en) {
  return language == Language::Nl ? nl : en;
}

std::string chosen(Language language, std::string_view nl, std::string_view en) {
  return std::string{pick(language, nl, en)};
}

template <std::size_t n>
const Word* find(const std::array<Word, n>& words, std::string_view word) {
  const auto it = std::find_if(words.begin(), words.end(), [word](const Word& w) { return w.word == word; });
  return it == words.end() ? nullptr : &*it;
}

constexpr auto program_words = std::to_array<Word>({
    // Kinds of value that a reader expects.
    {"true of false", "true of false", "true or false"},
    {"tekst", "tekst", "text"},
    {"tekst op een regel", "tekst op een regel", "text on one line"},
    {"getal", "getal", "number"},
    {"geheel getal", "geheel getal", "whole number"},
    {"getal met eenheid", "getal met eenheid", "number with unit"},
    {"lijst van getallen", "lijst van getallen", "list of numbers"},
    {"lijst van teksten", "lijst van teksten", "list of texts"},
    {"lijst van tabellen", "lijst van tabellen", "list of tables"},
    {"lijst van punten [[x, y], ...]", "lijst van punten [[x, y], ...]", "list of points [[x, y], ...]"},
    {"tabel", "tabel", "table"},
    {"datum (jjjj-mm-dd zonder aanhalingstekens)", "datum (jjjj-mm-dd zonder aanhalingstekens)", "date (yyyy-mm-dd without quotation marks)"},
    {"datum zonder tijd of tijdzone (jjjj-mm-dd)", "datum zonder tijd of tijdzone (jjjj-mm-dd)", "date without time or time zone (yyyy-mm-dd)"},
    {"[x, y] in RD-meters", "[x, y] in RD-meters", "[x, y] in RD metres"},
    {"[laag, hoog]", "[laag, hoog]", "[low, high]"},
    {"evenveel waarden als 'bij'", "evenveel waarden als in 'bij'", "as many values as in 'bij'"},
    {"zie rules/README.md", "zie rules/README.md", "see rules/README.md"},
    // Why a text is no TOML.
    {"typografische aanhalingstekens", "typografische aanhalingstekens (“ ”); gebruik rechte (\")",
     "typographic quotation marks (“ ”); use straight ones (\")"},
    {"een decimale komma zonder aanhalingstekens",
     "een decimale komma zonder aanhalingstekens; schrijf 4.2, of \"4,2\" met een eenheid",
     "a decimal comma without quotation marks; write 4.2, or \"4,2\" with a unit"},
    {"een vaste spatie buiten aanhalingstekens", "een vaste spatie buiten aanhalingstekens; maak er een gewone van",
     "a no-break space outside quotation marks; make it an ordinary one"},
    {"staat er twee keer", "een sleutel of tabel staat er twee keer", "a key or table stands there twice"},
    {"geen UTF-8", "de tekst is geen UTF-8", "the text is no UTF-8"},
    {"een backslash in een tekst", "een \\ in een tekst; schrijf / of \\\\", "a \\ in a text; write / or \\\\"},
    {"aanhalingsteken niet gesloten", "een aanhalingsteken wordt niet gesloten", "a quotation mark is not closed"},
    {"geen geldige datum", "dit is geen geldige datum (jjjj-mm-dd)", "this is no valid date (yyyy-mm-dd)"},
    {"geen geldig getal", "dit is geen geldig getal", "this is no valid number"},
    {"een woord zonder aanhalingstekens", "een woord staat zonder aanhalingstekens", "a word stands without quotation marks"},
    {"een waarde zonder aanhalingstekens", "een waarde staat zonder aanhalingstekens",
     "a value stands without quotation marks"},
    {"een waarde ontbreekt", "een waarde ontbreekt", "a value is missing"},
    {"'=' ontbreekt", "achter de sleutel ontbreekt '='", "'=' is missing behind the key"},
    {"']' of een komma ontbreekt in een lijst", "in een lijst ontbreekt een komma of ']'",
     "a comma or ']' is missing in a list"},
    {"'}' of een komma ontbreekt in een tabel", "in een tabel tussen accolades ontbreekt een komma of '}'",
     "a comma or '}' is missing in a table between braces"},
    {"']' ontbreekt achter de naam van een tabel", "achter de naam van een tabel ontbreekt ']' of ']]'",
     "']' or ']]' is missing behind the name of a table"},
    {"een tabel tussen accolades is niet aan te vullen", "een tabel tussen accolades is verderop niet aan te vullen",
     "a table between braces cannot be added to further on"},
    {"geen sleutel aan het begin van de regel", "deze regel begint niet met een sleutel of [tabel]",
     "this line does not begin with a key or [table]"},
    {"tekst achter een waarde", "achter een waarde staat nog iets (misschien ontbreken er aanhalingstekens)",
     "something stands behind a value (quotation marks may be missing)"},
    {"een onzichtbaar stuurteken", "een onzichtbaar stuurteken", "an invisible control character"},
    {"de regel is niet te lezen", "deze regel is niet te lezen", "this line cannot be read"},
    // Why a file cannot be read.
    {"bestaat niet", "bestaat niet", "does not exist"},
    {"is geen bestand", "is geen bestand", "is not a file"},
    {"is te groot om te lezen", "is te groot om te lezen", "is too large to be read"},
    {"een naam heeft meer dan 20 delen", "een naam heeft meer dan 20 delen", "a name has more than 20 parts"},
    {"niet leesbaar", "is niet leesbaar", "is not readable"},
    // What is wrong in a table of numbers.
    {"kopregel", "kopregel", "header line"},
    {"regel", "regel", "line"},
    {"zes klassen", "niet alle zes klassen", "not all six classes"},
    {"geen station", "geen station", "no station"},
    // Where an example is missing.
    {"op", "precies op", "exactly at"},
    {"onder", "net onder", "just below"},
    {"boven", "net boven", "just above"},
    // What is zero.
    {"alle zones", "alle zones", "all zones"},
    // Why an effect model refuses its input.
    {"not above 0", "niet groter dan 0", "not above 0"},
    {"negative", "negatief", "negative"},
    {"outside [0, 1]", "buiten [0, 1]", "outside [0, 1]"},
    {"not finite", "niet eindig", "not finite"},
    {"not a number", "geen getal", "not a number"},
    {"alpha above 1", "alpha groter dan 1", "alpha above 1"},
    {"KG outside (0, 550] bar m/s", "KG buiten (0, 550] bar m/s", "KG outside (0, 550] bar m/s"},
    {"L/D outside [1, 5]", "L/D buiten [1, 5]", "L/D outside [1, 5]"},
    {"exponent outside (0, 20]", "exponent buiten (0, 20]", "exponent outside (0, 20]"},
    {"cylinder height not above 0", "bovenkant niet boven de onderkant", "top not above the base"},
    {"rectangle edges out of order", "randen van de rechthoek verwisseld", "edges of the rectangle swapped"},
    {"stoichiometric volume outside [0, V]", "meer mengsel dan volume", "more mixture than volume"},
    {"flame overhangs the receiver", "de vlam hangt boven de ontvanger", "flame overhangs the receiver"},
    {"height not above the roughness length", "hoogte niet boven de ruwheidslengte",
     "height not above the roughness length"},
    {"maximum pressure below ambient", "maximale druk lager dan de luchtdruk", "maximum pressure below ambient"},
    {"multi-energy class outside [1, 10]", "klasse buiten [1, 10]", "class outside [1, 10]"},
    {"no indoor dose", "geen dosis binnen", "no indoor dose"},
    {"opening pressure outside [0, 0.5] bar", "openingsdruk buiten [0, 0,5] bar",
     "opening pressure outside [0, 0.5] bar"},
    {"p_w x outside 1e4-1e5 N/m", "p_w x buiten 1e4-1e5 N/m", "p_w x outside 1e4-1e5 N/m"},
    {"path length negative", "weglengte negatief", "path length negative"},
    {"receiver inside the cylinder", "ontvanger in de cilinder", "receiver inside the cylinder"},
    {"reduced pressure not above the opening pressure", "toelaatbare druk niet boven de openingsdruk",
     "pressure allowed not above the opening pressure"},
    {"reduced pressure outside (0, 0.5] bar", "toelaatbare druk buiten (0, 0,5] bar",
     "pressure allowed outside (0, 0.5] bar"},
    {"reduced pressure outside [0.05, 2] bar", "toelaatbare druk buiten [0,05, 2] bar",
     "pressure allowed outside [0.05, 2] bar"},
    {"roughness length not below 10 m", "ruwheidslengte niet kleiner dan 10 m", "roughness length not below 10 m"},
    {"scaled distance outside 0.05-40 m/kg^(1/3)", "geschaalde afstand buiten 0,05-198 m/kg^(1/3)",
     "scaled distance outside 0.05-198 m/kg^(1/3)"},
    {"scaled distance outside [0.2, 9]", "geschaalde afstand buiten [0,2, 9]", "scaled distance outside [0.2, 9]"},
    {"tilt outside [0, 90) deg", "helling buiten [0, 90) graden", "tilt outside [0, 90) degrees"},
    {"vent too large for the room", "ontlasting te groot voor de ruimte", "vent too large for the room"},
    {"volume outside (0, 1000] m3", "volume buiten (0, 1000] m3", "volume outside (0, 1000] m3"},
    // Why a file or database cannot be read, and what to do about it.
    {"het bestand is beschadigd of niet volledig", "het bestand is beschadigd of niet volledig",
     "the file is damaged or not complete"},
    {"Haal het opnieuw op en vergelijk de grootte met die bij de bron",
     "Haal het opnieuw op en vergelijk de grootte met die bij de bron",
     "Fetch it again and compare its size with that at the source"},
    {"er is een wijziging die niet is afgemaakt (-journal)", "er is een wijziging die niet is afgemaakt (-journal)",
     "a change was not finished (-journal)"},
    {"Open en sluit het bestand in het programma dat het schreef, of kopieer het met zijn -journal",
     "Open en sluit het bestand in het programma dat het schreef, of kopieer het met zijn -journal",
     "Open and close the file in the program that wrote it, or copy it with its -journal"},
    {"is geen geldige XML", "is geen geldige XML", "is no valid XML"},
    {"is geen geldige JSON", "is geen geldige JSON", "is no valid JSON"},
    {"Haal het bestand opnieuw op; het kan zijn afgebroken", "Haal het bestand opnieuw op; het kan zijn afgebroken",
     "Fetch the file again; it may have been cut off"},
    {"Controleer het pad; het geldt vanaf de map van het dossier",
     "Controleer het pad; het geldt vanaf de map van het dossier",
     "Check the path; it is relative to the folder of the dossier"},
    {"er is geen plaats voor een tijdelijke kopie", "er is geen plaats voor een tijdelijke kopie",
     "there is no room for a temporary copy"},
    {"Maak ruimte vrij, of wijs met TMPDIR een andere map aan",
     "Maak ruimte vrij, of wijs met TMPDIR een andere map aan",
     "Make room, or name another folder in TMPDIR"},
    {"geen leesrechten", "geen leesrechten", "no permission to read"},
    {"Geef leesrechten op het bestand en zijn mappen, of gebruik een kopie",
     "Geef leesrechten op het bestand en zijn mappen, of gebruik een kopie",
     "Give permission to read the file and its folders, or use a copy"},
    {"is geen kaartbestand dat Batterisk kent", "is geen kaartbestand dat Batterisk kent",
     "is no map file that Batterisk knows"},
    {"Bewaar de laag in QGIS als GeoPackage", "Bewaar de laag in QGIS als GeoPackage",
     "Save the layer in QGIS as GeoPackage"},
    {"de lezer van dit soort bestanden meldt een fout", "de lezer van dit soort bestanden meldt een fout",
     "the reader of such files reports an error"},
    {"Open het bestand in QGIS om te zien wat eraan scheelt, en bewaar het opnieuw als GeoPackage",
     "Open het bestand in QGIS om te zien wat eraan scheelt, en bewaar het opnieuw als GeoPackage",
     "Open the file in QGIS to see what is wrong, and save it again as GeoPackage"},
    {"de .shx ontbreekt, en .shp en .dbf hebben niet evenveel objecten",
     "de .shx ontbreekt, en .shp en .dbf hebben niet evenveel objecten",
     "the .shx is missing, and .shp and .dbf do not have the same number of objects"},
    {"het deel met de kolommen (.dbf) ontbreekt", "het deel met de kolommen (.dbf) ontbreekt",
     "the part with the columns (.dbf) is missing"},
    {"Vraag de levering met alle delen: .shp, .shx, .dbf en .prj",
     "Vraag de levering met alle delen: .shp, .shx, .dbf en .prj",
     "Ask for the delivery with all parts: .shp, .shx, .dbf and .prj"},
    {"is maar een deel van een shapefile", "is maar een deel van een shapefile", "is only a part of a shapefile"},
    {"Noem bij 'pad' het bestand dat op .shp eindigt", "Noem bij 'pad' het bestand dat op .shp eindigt",
     "Name the file that ends in .shp in 'pad'"},
    {"is een voorbereide map", "is een voorbereide map", "is a prepared folder"},
    {"Noem haar onder [omgeving] met map = \"...\", zonder [[omgeving.laag]]",
     "Noem haar onder [omgeving] met map = \"...\", zonder [[omgeving.laag]]",
     "Name it below [omgeving] with map = \"...\", without [[omgeving.laag]]"},
    {"is een pijp of een apparaat, geen bestand", "is een pijp of een apparaat, geen bestand",
     "is a pipe or a device, no file"},
    {"Bewaar de gegevens eerst in een gewoon bestand", "Bewaar de gegevens eerst in een gewoon bestand",
     "Save the data in a plain file first"},
    {"het bestand is leeg (0 bytes)", "het bestand is leeg (0 bytes)", "the file is empty (0 bytes)"},
    {"Haal het opnieuw op", "Haal het opnieuw op", "Fetch it again"},
    {"is een map zonder kaartbestand", "is een map zonder kaartbestand", "is a folder without a map file"},
    {"Noem bij 'pad' het kaartbestand zelf", "Noem bij 'pad' het kaartbestand zelf",
     "Name the map file itself in 'pad'"},
    {"is een verwijzing van Git LFS, niet het bestand zelf", "is een verwijzing van Git LFS, niet het bestand zelf",
     "is a pointer of Git LFS, not the file itself"},
    {"Haal het bestand op met 'git lfs pull'", "Haal het bestand op met 'git lfs pull'",
     "Fetch the file with 'git lfs pull'"},
    {"is een archief dat Batterisk niet leest", "is een archief dat Batterisk niet leest",
     "is an archive that Batterisk does not read"},
    {"Pak het uit, of maak er een zip van", "Pak het uit, of maak er een zip van", "Unpack it, or make it a zip"},
    {"is een archief met een wachtwoord", "is een archief met een wachtwoord", "is an archive with a password"},
    {"is een archief zonder kaartbestand", "is een archief zonder kaartbestand", "is an archive without a map file"},
    {"Pak het uit en noem bij 'pad' het kaartbestand zelf", "Pak het uit en noem bij 'pad' het kaartbestand zelf",
     "Unpack it and name the map file itself in 'pad'"},
    {"is een PDF, geen kaartbestand", "is een PDF, geen kaartbestand", "is a PDF, no map file"},
    {"Vraag de gegevens als GeoPackage of GML", "Vraag de gegevens als GeoPackage of GML",
     "Ask for the data as GeoPackage or GML"},
    {"is een DWG-tekening van een versie die niet te lezen is",
     "is een DWG-tekening van een versie die niet te lezen is",
     "is a DWG drawing of a version that cannot be read"},
    {"Bewaar de tekening als DXF", "Bewaar de tekening als DXF", "Save the drawing as DXF"},
    {"is een webpagina, geen kaartbestand", "is een webpagina, geen kaartbestand", "is a web page, no map file"},
    {"Download het bestand opnieuw; er is een inlog- of foutpagina bewaard",
     "Download het bestand opnieuw; er is een inlog- of foutpagina bewaard",
     "Download the file again; a login or error page was saved"},
    {"is een webadres", "is een webadres", "is a web address"},
    {"Download het bestand, haal de laag met 'batterisk data fetch', of zet volg_verwijzingen = true bij deze laag",
     "Download het bestand, haal de laag met 'batterisk data fetch', of zet volg_verwijzingen = true bij deze laag",
     "Download the file, fetch the layer with 'batterisk data fetch', or put volg_verwijzingen = true with this layer"},
    {"is geen GeoPackage of FlatGeobuf zoals Batterisk die schrijft",
     "is geen GeoPackage of FlatGeobuf zoals Batterisk die schrijft",
     "is no GeoPackage or FlatGeobuf as Batterisk writes it"},
    {"Vraag de afzender om het oorspronkelijke bestand; dit wordt niet geopend",
     "Vraag de afzender om het oorspronkelijke bestand; dit wordt niet geopend",
     "Ask the sender for the original file; this one is not opened"},
    {"verwijst naar andere bestanden of naar het netwerk", "verwijst naar andere bestanden of naar het netwerk",
     "refers to other files or to the network"},
    {"is een soort die bij een kaartlaag niet wordt geopend", "is een soort die bij een kaartlaag niet wordt geopend",
     "is of a kind that is not opened for a map layer"},
    {"Noem het bestand met de gegevens zelf, of zet volg_verwijzingen = true bij deze laag",
     "Noem het bestand met de gegevens zelf, of zet volg_verwijzingen = true bij deze laag",
     "Name the file with the data itself, or put volg_verwijzingen = true with this layer"},
    {"de tekening is anders", "de tekening is anders", "the drawing is another"},
    {"Bewaar het beeld in QGIS als GeoTIFF", "Bewaar het beeld in QGIS als GeoTIFF", "Save the picture in QGIS as GeoTIFF"},
    {"de verbinding is niet goed opgeschreven", "de verbinding is niet goed opgeschreven", "the connection is not written well"},
    {"zit niet in dit archief of rapport", "zit niet in dit archief of rapport", "is not in this archive or report"},
    {"Vraag de afzender om een archief met deze laag", "Vraag de afzender om een archief met deze laag",
     "Ask the sender for an archive with this layer"},
    {"is een netwerkpad van Windows", "is een netwerkpad van Windows", "is a network path of Windows"},
    {"Koppel die netwerkmap aan dit systeem en noem haar pad hier",
     "Koppel die netwerkmap aan dit systeem en noem haar pad hier",
     "Mount that network folder on this system and name its path here"},
    {"heeft een toevoeging van QGIS ('|layername=')", "heeft een toevoeging van QGIS ('|layername=')",
     "has an addition of QGIS ('|layername=')"},
    {"Schrijf het pad zonder die toevoeging, en de laagnaam bij 'laag'",
     "Schrijf het pad zonder die toevoeging, en de laagnaam bij 'laag'",
     "Write the path without that addition, and the name of the layer in 'laag'"},
    {"Schrijf de persoonlijke map voluit in plaats van '~'", "Schrijf de persoonlijke map voluit in plaats van '~'",
     "Write the home folder in full in place of '~'"},
    {"de map waarin het zou staan, bestaat niet", "de map waarin het zou staan, bestaat niet",
     "the folder that it would be in does not exist"},
    {"de naam van de server is niet bekend", "de naam van de server is niet bekend",
     "the name of the server is not known"},
    {"er is geen server op dit adres en deze poort", "er is geen server op dit adres en deze poort",
     "there is no server at this address and port"},
    {"de server antwoordt niet op tijd", "de server antwoordt niet op tijd", "the server does not answer in time"},
    {"de gebruiker of het wachtwoord klopt niet", "de gebruiker of het wachtwoord klopt niet",
     "the user or the password is wrong"},
    {"de server laat deze computer of gebruiker niet toe", "de server laat deze computer of gebruiker niet toe",
     "the server does not admit this computer or user"},
    {"die database is er niet", "die database is er niet", "there is no such database"},
    {"de gebruiker mag deze tabel niet lezen", "de gebruiker mag deze tabel niet lezen",
     "the user may not read this table"},
    {"de verbinding viel weg", "de verbinding viel weg", "the connection was lost"},
    {"de server meldt een fout", "de server meldt een fout", "the server reports an error"},
    // In which system a layer is.
    {"De getallen passen bij RD: geef bij de laag crs = \"EPSG:28992\"",
     "De getallen passen bij RD: geef bij de laag crs = \"EPSG:28992\"",
     "The numbers fit RD: state crs = \"EPSG:28992\" with the layer"},
    {"De getallen zijn graden: geef bij de laag crs = \"EPSG:4326\"",
     "De getallen zijn graden: geef bij de laag crs = \"EPSG:4326\"",
     "The numbers are degrees: state crs = \"EPSG:4326\" with the layer"},
    {"De getallen passen bij UTM: geef bij de laag crs = \"EPSG:25831\" (zone 31) of \"EPSG:25832\"",
     "De getallen passen bij UTM: geef bij de laag crs = \"EPSG:25831\" (zone 31) of \"EPSG:25832\"",
     "The numbers fit UTM: state crs = \"EPSG:25831\" (zone 31) or \"EPSG:25832\" with the layer"},
    {"De getallen passen bij Web Mercator: geef bij de laag crs = \"EPSG:3857\"",
     "De getallen passen bij Web Mercator: geef bij de laag crs = \"EPSG:3857\"",
     "The numbers fit Web Mercator: state crs = \"EPSG:3857\" with the layer"},
    {"Geef bij de laag het stelsel met crs = \"EPSG:...\", of leg het vast in het bestand",
     "Geef bij de laag het stelsel met crs = \"EPSG:...\", of leg het vast in het bestand",
     "State the system with the layer as crs = \"EPSG:...\", or record it in the file"},
    {"De x en y lijken verwisseld: bewaar de laag opnieuw met x naar het oosten",
     "De x en y lijken verwisseld: bewaar de laag opnieuw met x naar het oosten",
     "The x and y seem to be swapped: save the layer again with x to the east"},
    {"De maten lijken millimeters: zet de tekening om naar meters",
     "De maten lijken millimeters: zet de tekening om naar meters",
     "The unit seems to be millimetres: convert the drawing to metres"},
    {"De maten lijken centimeters: zet de tekening om naar meters",
     "De maten lijken centimeters: zet de tekening om naar meters",
     "The unit seems to be centimetres: convert the drawing to metres"},
    {"De maten lijken kilometers: zet de tekening om naar meters",
     "De maten lijken kilometers: zet de tekening om naar meters",
     "The unit seems to be kilometres: convert the drawing to metres"},
    {"De maten lijken voeten: zet de tekening om naar meters", "De maten lijken voeten: zet de tekening om naar meters",
     "The unit seems to be feet: convert the drawing to metres"},
    {"De maten lijken inches: zet de tekening om naar meters", "De maten lijken inches: zet de tekening om naar meters",
     "The unit seems to be inches: convert the drawing to metres"},
    {"Er lijkt een eigen nulpunt te zijn: leg de tekening of laag op haar plaats in RD",
     "Er lijkt een eigen nulpunt te zijn: leg de tekening of laag op haar plaats in RD",
     "There seems to be an origin of its own: put the drawing or layer in its place in RD"},
    {"Controleer het coördinatenstelsel en of x en y verwisseld zijn",
     "Controleer het coördinatenstelsel en of x en y verwisseld zijn",
     "Check the coordinate reference system and whether x and y are swapped"},
    {"Zoek de objecten die daar liggen in de bron en verbeter ze",
     "Zoek de objecten die daar liggen in de bron en verbeter ze",
     "Look up the objects there at the source and correct them"},
    {"studiegebied", "studiegebied", "studiegebied (study area)"},
    // Why an object of the dossier takes no part.
    {"het staat in geen laag rond de locatie", "het staat in geen laag rond de locatie",
     "it is in no layer around the site"},
    {"Geef de identificatie van een pand in de lagen, of een eigen 'vlak'",
     "Geef de identificatie van een pand in de lagen, of een eigen 'vlak'",
     "Give the identificatie of a pand in the layers, or a 'vlak' of its own"},
    {"het ligt buiten alle zones", "het ligt buiten alle zones", "it lies outside all zones"},
    {"Voor het oordeel is het niet nodig; het kan uit het dossier",
     "Voor het oordeel is het niet nodig; het kan uit het dossier",
     "The verdict does not need it; it may leave the dossier"},
    // What the system or a service refused.
    {"geen rechten", "geen rechten", "no permission"},
    {"de schijf is vol", "de schijf is vol", "the disk is full"},
    {"het bestand wordt te groot", "het bestand wordt te groot", "the file becomes too large"},
    {"de schijf is alleen te lezen", "de schijf is alleen te lezen", "the disk is read-only"},
    {"is een map", "is een map", "is a folder"},
    {"een deel van het pad is een bestand", "een deel van het pad is een bestand", "a part of the path is a file"},
    {"de naam is te lang", "de naam is te lang", "the name is too long"},
    {"er staan te veel bestanden open", "er staan te veel bestanden open", "too many files are open"},
    {"is in gebruik", "is in gebruik", "is in use"},
    {"het besturingssysteem weigert", "het besturingssysteem weigert", "the operating system refuses"},
    {"is geen zip", "is geen zip", "is no zip"},
    {"is geen leesbare PDF", "is geen leesbare PDF", "is no readable PDF"},
    {"dit deel is beschadigd", "dit deel is beschadigd", "this part is damaged"},
    {"de naam van de dienst is niet bekend", "de naam van de dienst is niet bekend",
     "the name of the service is not known"},
    {"er is geen verbinding", "er is geen verbinding", "there is no connection"},
    {"de dienst antwoordt niet op tijd", "de dienst antwoordt niet op tijd", "the service does not answer in time"},
    {"het certificaat van de dienst is niet te vertrouwen", "het certificaat van de dienst is niet te vertrouwen",
     "the certificate of the service cannot be trusted"},
    {"de beveiligde verbinding komt niet tot stand", "de beveiligde verbinding komt niet tot stand",
     "the secure connection cannot be made"},
    {"de dienst breekt de verbinding af", "de dienst breekt de verbinding af", "the service breaks off the connection"},
    {"de dienst antwoordt met een foutcode", "de dienst antwoordt met een foutcode",
     "the service answers with an error code"},
    {"de dienst is niet bereikbaar", "de dienst is niet bereikbaar", "the service cannot be reached"},
    {"antwoord is niet in RD", "het antwoord is niet in RD", "the answer is not in RD"},
    {"niet alle objecten ontvangen", "niet alle objecten zijn ontvangen", "not all features received"},
    // Layers.
    {"het bestand breekt af", "het bestand breekt af", "the file breaks off"},
    // Why a site has no point.
    {"geen waarde", "geen waarde", "no value"},
    {"geen getal", "geen getal", "no number"},
    {"geometrie: leeg", "zonder geometrie", "without geometry"},
    {"geometrie: vlak", "de geometrie is een vlak", "the geometry is an area"},
    {"geometrie: geen punt", "de geometrie is geen punt", "the geometry is no point"},
    {"geometrie: meer dan één punt", "de geometrie is meer dan één punt", "the geometry is more than one point"},
    {"geometrie: niet om te rekenen naar RD", "de geometrie is niet om te rekenen naar RD",
     "the geometry cannot be converted to RD"},
    {"geometrie: geen getal", "een coördinaat is geen getal", "a coordinate is no number"},
    {"rondom", "rondom", "around"},
    {"noordoosten", "ten noordoosten van", "north-east of"},
    {"noordwesten", "ten noordwesten van", "north-west of"},
    {"zuidwesten", "ten zuidwesten van", "south-west of"},
    {"zuidoosten", "ten zuidoosten van", "south-east of"},
    // Why the use of a building is not known (Twijfel).
    {"geen_verblijfsobjecten", "er is geen bruikbare laag met verblijfsobjecten",
     "there is no usable layer of verblijfsobjecten"},
    {"niet_gedekt", "de verblijfsobjecten reiken niet aantoonbaar tot daar",
     "the verblijfsobjecten do not show that they reach there"},
    {"niet_gekoppeld", "geen verblijfsobject vond hier zijn pand", "no verblijfsobject found its pand here"},
    {"laag_afgebroken", "de laag met verblijfsobjecten is niet volledig", "the layer of verblijfsobjecten is not complete"},
    {"andere_verwijzing", "een verblijfsobject op deze plek noemt geen pand, of een dat er niet is",
     "a verblijfsobject at this place names no pand, or one that is not there"},
    {"geen_identificatie", "het heeft geen bruikbare identificatie, zodat geen verblijfsobject het kan noemen",
     "it has no usable identificatie, so that no verblijfsobject can name it"},
    {"ver_uiteen", "panden ver van elkaar dragen dezelfde identificatie", "panden far from each other carry one identificatie"},
    {"onvolledig", "volgens de laag met panden zijn er meer verblijfsobjecten dan gevonden",
     "the layer of panden states more verblijfsobjecten than were found"},
    // Columns of a layer.
    {"geometrie", "geometrie", "geometry"},
    // Prepared folders and services.
    {"bestaat al en is geen voorbereide map", "bestaat al en is geen voorbereide map",
     "exists already and is no prepared folder"},
    {"id,x,y in RD-meters", "id,x,y in RD-meters", "id,x,y in RD metres"},
    {"vlak of gesloten lijn", "vlak of gesloten lijn", "polygon or closed line"},
    {"vlak of gesloten lijn, alleen open lijnen", "vlak of gesloten lijn, alleen open lijnen",
     "polygon or closed line, only open lines"},
    {"schrijffout", "schrijffout", "write error"},
    {"SOORT=PAD[|LAAG]", "SOORT=PAD[|LAAG], omdat de soort niet uit het bestand blijkt",
     "SOORT=PAD[|LAAG], because the file does not tell the kind"},
    {"x0,y0,x1,y1 in RD-meters", "x0,y0,x1,y1 in RD-meters", "x0,y0,x1,y1 in RD metres"},
    {"schaal van 1:100 tot 1:500000", "een schaal van 1:100 tot 1:500000", "a scale from 1:100 to 1:500000"},
    {"datum jjjj-mm-dd", "datum jjjj-mm-dd", "date yyyy-mm-dd"},
    {"sleutel=waarde", "sleutel=waarde", "key=value"},
    {"X,Y in RD-meters", "X,Y in RD-meters", "X,Y in RD metres"},
    {"afstand tot 50 km", "een afstand tot 50 km, zoals \"2 km\"", "a distance up to 50 km, such as \"2 km\""},
    {"de dienst verwijst naar een ander adres", "de dienst verwijst naar een ander adres", "the service refers to another address"},
    {"de dienst geeft meer dan de grens toestaat", "de dienst geeft meer dan de grens toestaat",
     "the service gives more than the limit allows"},
    {"is geen adres met https", "is geen adres met https", "is no https address"},
    {"antwoord is geen JSON", "antwoord is geen JSON", "answer is no JSON"},
    {"antwoord heeft geen objecten", "antwoord heeft geen objecten", "answer has no features"},
    {"antwoord zegt geen datum; geef --datum", "antwoord zegt geen datum; geef --datum",
     "answer states no date; give --datum"},
    {"de pagina's lopen rond", "de pagina's lopen rond", "the pages go round"},
    {"manifest.toml ontbreekt", "manifest.toml ontbreekt", "manifest.toml is missing"},
    {"manifest.toml is niet leesbaar", "manifest.toml is niet leesbaar", "manifest.toml cannot be read"},
    {"manifest.toml noemt een bestand buiten de map", "manifest.toml noemt een bestand buiten de map",
     "manifest.toml names a file outside the folder"},
    // What happened to features of a layer (LayerRemark::reason).
    {"leeg", "lege geometrie", "empty geometry"},
    {"geen_vlak", "geen vlak", "no polygon"},
    {"coordinaat", "ongeldige coördinaat", "invalid coordinate"},
    {"buiten_nederland", "hoekpunt ver buiten Nederland", "vertex far outside the Netherlands"},
    {"historisch", "niet meer geldig", "no longer valid"},
    {"vervallen", "vervallen volgens de status", "ended according to the status"},
    {"ouder_voorkomen", "er is een nieuwer voorkomen", "there is a newer record of it"},
    {"zonder_pand", "zonder pand in het studiegebied", "without a pand in the study area"},
    {"gerepareerd", "hersteld", "repaired"},
    {"dubbel", "dubbel", "duplicate"},
    {"samengevoegd", "samengevoegd", "merged"},
    {"gemengd", "gemengde geometrie", "mixed geometry"},
    {"3d", "hoogte weggelaten", "height left out"},
    {"boog", "boog benaderd met lijnstukken", "arc approximated by line segments"},
    {"aangevuld", "aangevuld uit een tweede rij", "completed by a second row"},
    {"in_andere_laag", "staat ook in een andere laag", "stands in another layer too"},
    {"tegenspraak", "rijen die elkaar tegenspreken (het bestaande telt, want niet blijkt welke nieuwer is)",
     "rows that contradict each other (what stands counts, for nothing says which is newer)"},
    {"geen_datum", "een tekst die geen datum is", "a text that is no date"},
    {"einde_later", "een einddatum na de peildatum", "an end date after the peildatum"},
    {"einde_open", "een einddatum die nooit komt", "an end date that never comes"},
    {"begint_later", "een begindatum na de peildatum (dan telt het als geprojecteerd)",
     "a begin date after the peildatum (it then counts as geprojecteerd)"},
    {"tekst_omgezet", "tekst die geen UTF-8 was", "text that was not UTF-8"},
    {"voorloopnul", "voorloopnul aangevuld", "leading zero restored"},
    {"id_getal", "een getal met decimalen of exponent, zonder verlies teruggezet",
     "a number with decimals or an exponent, restored without loss"},
    {"id_afgerond", "een afgerond getal, dat objecten niet meer onderscheidt",
     "a rounded number, which no longer tells objects apart"},
    {"id_andere_soort", "de identificatie van een andere soort object", "the identification of another kind of object"},
    {"geen_bag_id", "geen BAG-identificatie", "no BAG identification"},
    {"next", "next (een verwijzing naar een volgende bladzijde)", "next (a link to a page that follows)"},
    {"niet_geheel", "volgens het bestand niet volledig", "not complete according to the file"},
    {"in_beide", "staat in meer dan een bron", "stands in more than one source"},
    {"aantal", "het aantal objecten", "the number of features"},
    {"omvang", "de omvang", "the extent"},
    {"zonder_id", "zonder identificatie", "without identificatie"},
    {"zonder_status", "zonder status", "without status"},
    {"status_onbekend", "onbekende status", "unknown status"},
    {"zonder_gebruiksdoel", "zonder gebruiksdoel", "without gebruiksdoel"},
    {"gebruik_uit_pand", "gebruiksdoel van het pand genomen", "gebruiksdoel taken from the pand"},
    {"gat", "vlak met gat", "polygon with a hole"},
    {"kolom_ontbreekt", "kolom ontbreekt", "column missing"},
    {"crs_opgegeven", "stelsel door gebruiker opgegeven", "CRS stated by the user"},
    {"gebruiksdoel_onbekend", "onbekend gebruiksdoel", "unknown gebruiksdoel"},
    {"oppervlakte_onleesbaar", "een oppervlakte die geen getal is, of er twee kan zijn (1.600)",
     "an area that is no number, or may be two (1.600)"},
    {"klasse_onbekend", "onbekende klasse", "unknown class"},
    {"buiten_dekking", "studiegebied niet geheel gedekt", "study area not wholly covered"},
});

constexpr auto vlaggen = std::to_array<Word>({
    {"te_bevestigen", "De BAG sluit een andere klasse met een ander oordeel niet uit; bevestig de klasse.",
     "The BAG does not exclude another class with another verdict; confirm the class."},
    {"begrensd_door_bewijs",
     "Niet strenger dan 'afweging nodig', want de normwaarde is niet in de bron zelf gelezen.",
     "No stricter than 'afweging nodig', because the norm value was not read in the source itself."},
    {"feit_onbekend", "Een feit waar de regel naar vraagt is niet bekend; geef het in het dossier.",
     "A fact that the rule asks for is not known; give it in the dossier."},
    {"niet_gekozen", "Voor deze activiteit geldt een ander alternatief dat de regels toelaten.",
     "For this activity another alternative holds, which the rules allow."},
    {"voorschriftengebied_verplicht",
     "De aanwijzing als voorschriftengebied mag hier niet vervallen (Bkl art. 5.14 lid 3).",
     "The voorschriftengebied (extra building rules) may not be dropped here (Bkl art. 5.14(3))."},
    {"voorschriftengebied_kandidaat",
     "De gemeente kan het voorschriftengebied hier laten vervallen of verkleinen (Bkl art. 5.14).",
     "The municipality may drop or shrink the voorschriftengebied (extra building rules; Bkl art. 5.14)."},
    {"risicogebied_niet_voor_batterijen",
     "Een risicogebied kan vandaag niet voor batterijen worden aangewezen (Bkl art. 5.17); controleer dit.",
     "No risicogebied can be designated for batteries today (Bkl art. 5.17); check this."},
    {"tijdelijk_niet_toegestaan",
     "De opgegeven tijdelijke afwijking is te lang of voorbij, of geldt niet voor deze klasse (Bkl art. 5.10).",
     "The temporary deviation stated is too long or over, or does not hold for this class (Bkl art. 5.10)."},
    {"buitenruimte_onbekend",
     "De buitenruimte voor personen bij dit zeer kwetsbare gebouw is niet bekend; getoetst is aan de gevel.",
     "The outdoor place for persons at this zeer kwetsbaar building is not known; the façade was assessed."},
});

}  // namespace

std::string detail::program_word(std::string_view word, Language language) {
  if (const Word* known = find(program_words, word)) return chosen(language, known->nl, known->en);
  if (const auto remark = word.find(" ("); remark != std::string_view::npos) {
    if (const Word* known = find(program_words, word.substr(0, remark))) {
      return chosen(language, known->nl, known->en).append(word.substr(remark));
    }
  }
  if (const auto colon = word.find(": "); colon != std::string_view::npos) {
    if (const Word* known = find(program_words, word.substr(colon + 2))) {
      return std::string{word.substr(0, colon + 2)}.append(pick(language, known->nl, known->en));
    }
  }
  return std::string{word};
}

std::string_view severity_word(Severity severity, Language language) {
  switch (severity) {
    case Severity::Fout:
      return pick(language, "fout", "error");
    case Severity::Waarschuwing:
      return pick(language, "waarschuwing", "warning");
    case Severity::Info:
      return "info";
  }
  return "";
}

std::string oordeel_word(Oordeel oordeel, Language language) {
  switch (oordeel) {
    case Oordeel::Voldoet:
      return chosen(language, "voldoet", "voldoet (complies)");
    case Oordeel::VoldoetNiet:
      return chosen(language, "voldoet niet", "voldoet niet (does not comply)");
    case Oordeel::AfwegingNodig:
      return chosen(language, "afweging nodig", "afweging nodig (must be weighed)");
    case Oordeel::NietVanToepassing:
      return chosen(language, "niet van toepassing", "niet van toepassing (not applicable)");
    case Oordeel::Onbepaald:
      return chosen(language, "onbepaald", "onbepaald (undetermined)");
  }
  return "";
}

std::string kwetsbaarheid_word(Kwetsbaarheid klasse, Language language) {
  switch (klasse) {
    case Kwetsbaarheid::Geen:
      return chosen(language, "geen klasse", "geen klasse (not in annex VI)");
    case Kwetsbaarheid::BeperktKwetsbaar:
      return chosen(language, "beperkt kwetsbaar", "beperkt kwetsbaar (limited vulnerable)");
    case Kwetsbaarheid::Kwetsbaar:
      return chosen(language, "kwetsbaar", "kwetsbaar (vulnerable)");
    case Kwetsbaarheid::ZeerKwetsbaar:
      return chosen(language, "zeer kwetsbaar", "zeer kwetsbaar (very vulnerable)");
    case Kwetsbaarheid::Onbekend:
      return chosen(language, "onbekend", "onbekend (unknown)");
  }
  return "";
}

std::string normstatus_word(NormStatus status, Language language) {
  switch (status) {
    case NormStatus::Bindend:
      return chosen(language, "bindend", "bindend (binding)");
    case NormStatus::BijAnalogie:
      return chosen(language, "bij analogie toegepast", "bij analogie toegepast (applied by analogy)");
    case NormStatus::Ontwerp:
      return chosen(language, "ontwerp", "ontwerp (draft)");
    case NormStatus::Advies:
      return chosen(language, "advies", "advies (advice)");
  }
  return "";
}

std::string aandachtsgebied_word(Aandachtsgebied soort, Language /*language*/) {
  return std::string{to_string(soort)} + "aandachtsgebied";
}

std::string bewijs_word(Bewijs bewijs, Language language) {
  switch (bewijs) {
    case Bewijs::Gelezen:
      return chosen(language, "gelezen", "read in the source");
    case Bewijs::Voorstel:
      return chosen(language, "voorstel", "proposal");
    case Bewijs::Tweedehands:
      return chosen(language, "tweedehands", "second-hand");
    case Bewijs::UitGeheugen:
      return chosen(language, "uit het geheugen", "from memory");
    case Bewijs::Afgeleid:
      return chosen(language, "afgeleid", "inferred");
    case Bewijs::Gekalibreerd:
      return chosen(language, "gekalibreerd", "calibrated");
    case Bewijs::Aanname:
      return chosen(language, "aanname", "assumption");
    case Bewijs::Ontbreekt:
      return chosen(language, "ontbreekt", "missing");
  }
  return "";
}

std::string vlag_text(std::string_view vlag, Language language) {
  const Word* known = find(vlaggen, vlag);
  return std::string{known == nullptr ? vlag : pick(language, known->nl, known->en)};
}

std::string twijfel_question(const std::vector<Twijfel>& twijfels, Language language) {
  std::string text = chosen(language, "Waarvoor wordt dit pand gebruikt?", "What is this building used for?");
  for (std::size_t i = 0; i < twijfels.size(); ++i) {
    const std::string reason = detail::program_word(to_string(twijfels[i]), language);
    text += (i > 0 ? "; " : chosen(language, " Dat is niet bekend: ", " It is not known: ")) + reason;
  }
  return text + (twijfels.empty() ? "" : ".");
}

}  // namespace batterisk::study
