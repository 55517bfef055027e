#include "read/trouble.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace batterisk::gis {
namespace {

constexpr std::string_view no_xml = "is geen geldige XML";
constexpr std::string_view no_json = "is geen geldige JSON";

/// A mark in a message of a library, in lower case, and what it means. The first that is found counts.
template <class Meaning>
using Marks = std::vector<std::pair<std::string_view, Meaning>>;

const Marks<Trouble>& file_marks() {
  static const Trouble damaged{"het bestand is beschadigd of niet volledig",
                               "Haal het opnieuw op en vergelijk de grootte met die bij de bron"};
  static const Trouble unfinished{"er is een wijziging die niet is afgemaakt (-journal)",
                                  "Open en sluit het bestand in het programma dat het schreef, of kopieer het met zijn -journal"};
  static const Trouble xml{std::string{no_xml}, "Haal het bestand opnieuw op; het kan zijn afgebroken"};
  static const Trouble json{std::string{no_json}, "Haal het bestand opnieuw op; het kan zijn afgebroken"};
  static const Trouble missing{"bestaat niet", "Controleer het pad; het geldt vanaf de map van het dossier"};
  static const Marks<Trouble> marks{
      {"no space left", {"er is geen plaats voor een tijdelijke kopie", "Maak ruimte vrij, of wijs met TMPDIR een andere map aan"}},
      {"readonly database", unfinished},
      {"unable to open database file", unfinished},
      {"permission denied", {"geen leesrechten", "Geef leesrechten op het bestand en zijn mappen, of gebruik een kopie"}},
      {"xml parsing", xml},
      {"not well-formed", xml},
      {"json pars", json},
      {"geojson data", json},
      {"at line ", json},
      {"not recognized as a supported file format",
       {"is geen kaartbestand dat Batterisk kent", "Bewaar de laag in QGIS als GeoPackage"}},
      {"not recognized as a supported dataset", missing},
      {"no such file", missing},
      {"malformed", damaged},
      {"corrupt", damaged},
      {"not a database", damaged},
      {"truncat", damaged},
      {"failed to read", damaged},
      {"read error", damaged},
      {"unexpected end", damaged},
  };
  return marks;
}

// As libpq of PostgreSQL 15 writes them in English; in another language of the system none is found.
const Marks<std::string_view>& database_marks() {
  static const Marks<std::string_view> marks{
      {"permission denied", "de gebruiker mag deze tabel niet lezen"},
      {"could not translate host name", "de naam van de server is niet bekend"},
      {"connection refused", "er is geen server op dit adres en deze poort"},
      {"is the server running", "er is geen server op dit adres en deze poort"},
      {"timeout expired", "de server antwoordt niet op tijd"},
      {"password", "de gebruiker of het wachtwoord klopt niet"},
      {"role \"", "de gebruiker of het wachtwoord klopt niet"},
      {"authentication failed", "de gebruiker of het wachtwoord klopt niet"},
      {"pg_hba", "de server laat deze computer of gebruiker niet toe"},
      {"database \"", "die database is er niet"},
      {"closed the connection", "de verbinding viel weg"},
      {"no connection to the server", "de verbinding viel weg"},
      {"terminating connection", "de verbinding viel weg"},
  };
  return marks;
}

// As libcurl writes them.
const Marks<std::string_view>& service_marks() {
  static const Marks<std::string_view> marks{
      {"could not resolve", "de naam van de dienst is niet bekend"},
      {"connect", "er is geen verbinding"},
      {"timed out", "de dienst antwoordt niet op tijd"},
      {"timeout", "de dienst antwoordt niet op tijd"},
      {"certificate", "het certificaat van de dienst is niet te vertrouwen"},
      {"ssl", "de beveiligde verbinding komt niet tot stand"},
      {"empty reply", "de dienst breekt de verbinding af"},
      {"reset", "de dienst breekt de verbinding af"},
      {"transfer closed", "de dienst breekt de verbinding af"},
  };
  return marks;
}

std::string lower_case(std::string_view text) {
  std::string lower{text};
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

template <class Meaning>
const Meaning* find(const Marks<Meaning>& marks, const std::string& message) {
  const auto it = std::find_if(marks.begin(), marks.end(),
                               [&](const auto& m) { return message.find(m.first) != std::string::npos; });
  return it == marks.end() ? nullptr : &it->second;
}

/// Number behind a word of a message, else empty.
std::string number_after(const std::string& text, std::string_view word) {
  const auto at = text.find(word);
  if (at == std::string::npos) return {};
  const auto from = at + word.size();
  return text.substr(from, std::min(text.find_first_not_of("0123456789", from), text.size()) - from);
}

}  // namespace

std::optional<Trouble> known_trouble(std::string_view library_message) {
  const std::string message = lower_case(library_message);
  const Trouble* known = find(file_marks(), message);
  if (known == nullptr) return std::nullopt;
  Trouble trouble = *known;
  if (trouble.reason == no_xml || trouble.reason == no_json) {
    // "line 3, column 118" or "line 2, character 1"
    const std::string line = number_after(message, "line ");
    std::string column = number_after(message, "column ");
    if (column.empty()) column = number_after(message, "character ");
    if (!line.empty()) trouble.reason += " (" + line + (column.empty() ? "" : ":" + column) + ")";
  }
  return trouble;
}

Trouble trouble_of(std::string_view library_message) {
  return known_trouble(library_message)
      .value_or(Trouble{"de lezer van dit soort bestanden meldt een fout",
                        "Open het bestand in QGIS om te zien wat eraan scheelt, en bewaar het opnieuw als GeoPackage"});
}

std::string database_reason(std::string_view library_message) {
  const std::string_view* known = find(database_marks(), lower_case(library_message));
  return std::string{known == nullptr ? "de server meldt een fout" : *known};
}

std::string service_reason(std::string_view library_message) {
  const std::string message = lower_case(library_message);
  const std::string status = number_after(message, "http error code : ");
  if (!status.empty()) return "de dienst antwoordt met een foutcode (" + status + ")";
  const std::string_view* known = find(service_marks(), message);
  return std::string{known == nullptr ? "de dienst is niet bereikbaar" : *known};
}

std::string write_reason(std::string_view library_message) {
  const std::string message = lower_case(library_message);
  const auto tells = [&](std::string_view mark) { return message.find(mark) != std::string::npos; };
  if (tells("no space left") || tells("database or disk is full")) return "de schijf is vol";
  if (tells("permission denied")) return "geen rechten";
  if (tells("no such file")) return "bestaat niet";
  return "schrijffout";
}

bool tells_of_lock(std::string_view library_message) {
  return lower_case(library_message).find("locked") != std::string::npos;
}

}  // namespace batterisk::gis
