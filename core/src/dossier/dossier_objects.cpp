#include "dossier/dossier_parts.hpp"

#include "batterisk/core/base/date.hpp"
#include "batterisk/core/rules/rule_document.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace batterisk::detail {
namespace {

std::string id_of(TableReader& reader, std::string_view key) {
  const auto id = reader.text(key);
  if (!reader.has(key) || (id && id->empty())) reader.missing(key);
  return id.value_or("");
}

Antwoord answer_from(std::string_view word) {
  return word == "ja" ? Antwoord::Ja : word == "nee" ? Antwoord::Nee : Antwoord::Onbekend;
}

// Text of a fixed form; reports anything else.
std::optional<std::string> code_of(TableReader& reader, std::string_view key, std::size_t least, std::size_t most,
                                   bool letters, const char* expected) {
  auto text = reader.text(key);
  if (!text) return std::nullopt;
  const bool fits = text->size() >= least && text->size() <= most &&
                    std::all_of(text->begin(), text->end(), [letters](char c) {
                      return (c >= '0' && c <= '9') || (letters && c >= 'A' && c <= 'Z');
                    });
  if (fits) return text;
  reader.findings().add(codes::out_of_range, reader.place_of(key), {reader.full(key), *text, expected});
  return std::nullopt;
}

// A temporary deviation has a first and a last day, in that order.
void read_period(TableReader& reader, ObjectOpgave& object) {
  object.tijdelijk_van = reader.date("tijdelijk_van");
  object.tijdelijk_tot = reader.date("tijdelijk_tot");
  if (reader.has("tijdelijk_van") != reader.has("tijdelijk_tot")) {
    reader.missing(reader.has("tijdelijk_van") ? "tijdelijk_tot" : "tijdelijk_van");
  }
  if (!object.tijdelijk_van || !object.tijdelijk_tot || *object.tijdelijk_van <= *object.tijdelijk_tot) return;
  reader.findings().add(codes::date_order, Severity::Fout, reader.place_of("tijdelijk_tot"),
                        {reader.full("tijdelijk_tot"), iso_date(*object.tijdelijk_tot), reader.full("tijdelijk_van"),
                         iso_date(*object.tijdelijk_van)});
}

// Number of people that somebody counted: whole or not, never negative.
std::optional<double> read_people(TableReader& reader, std::string_view key) {
  const auto number = reader.number(key);
  if (!number || *number >= 0.0) return number;
  reader.findings().add(codes::out_of_range, reader.place_of(key), {reader.full(key), fmt::format("{:g}", *number), ">= 0"});
  return std::nullopt;
}

}  // namespace

ObjectOpgave read_object(TableReader& reader) {
  ObjectOpgave object;
  object.place = reader.place();
  object.identificatie = id_of(reader, "identificatie");
  object.vlak = read_polygon(reader, "vlak", object.identificatie);
  object.buitenruimte = read_polygon(reader, "buitenruimte", object.identificatie);
  if (reader.has("situatie")) {
    object.geprojecteerd = reader.choice("situatie", {"bestaand", "geprojecteerd"}) == "geprojecteerd";
    if (object.geprojecteerd && !reader.has("vlak")) reader.missing("vlak");
  }
  if (reader.has("soort")) {
    object.locatie = reader.choice("soort", {"gebouw", "locatie"}) == "locatie";
    if (object.locatie && !reader.has("vlak")) reader.missing("vlak");
  }
  if (reader.has("klasse")) {
    // Annex VI of the Bkl has no zeer kwetsbare locatie.
    std::vector<std::string> classes{"geen", "beperkt_kwetsbaar", "kwetsbaar", "zeer_kwetsbaar", "onbekend"};
    if (object.locatie) std::erase(classes, "zeer_kwetsbaar");
    if (const auto word = reader.choice("klasse", classes)) object.klasse = kwetsbaarheid_from(*word);
  }
  object.personen = {read_people(reader, "personen_dag"), read_people(reader, "personen_nacht")};
  object.motivering = reader.text("motivering").value_or("");
  object.bron = reader.text("bron").value_or("");
  if (reader.has("klasse") && object.motivering.empty()) {
    reader.findings().add(codes::deviation_without_reason, Severity::Fout, reader.place(), {object.identificatie});
  }
  if (reader.has("functionele_binding")) {
    object.functionele_binding =
        answer_from(reader.choice("functionele_binding", {"ja", "nee", "onbekend"}).value_or("onbekend"));
  }
  read_period(reader, object);
  reader.finish();
  return object;
}

Risicogebied read_risicogebied(TableReader& reader) {
  Risicogebied area;
  area.id = id_of(reader, "id");
  if (!reader.has("vlak")) reader.missing("vlak");
  area.vlak = read_polygon(reader, "vlak", area.id).value_or(Polygon{});
  reader.finish();
  return area;
}

ImevGegevens read_imev(TableReader& reader) {
  ImevGegevens imev;
  if (!reader.has("bronhoudercode")) reader.missing("bronhoudercode");
  imev.bronhoudercode = code_of(reader, "bronhoudercode", 3, 6, true, "[A-Z0-9]{3,6}").value_or("");
  imev.bedrijfsnaam = reader.required("bedrijfsnaam", &TableReader::text).value_or("");
  imev.naam_exploitant = reader.required("naam_exploitant", &TableReader::text).value_or("");
  imev.vergunningnummer = reader.required("vergunningnummer", &TableReader::text).value_or("");
  imev.begin_geldigheid =
      reader.required("begin_geldigheid", &TableReader::date).value_or(std::chrono::year_month_day{});
  imev.vergunningplicht = reader.required("vergunningplicht", &TableReader::boolean).value_or(false);
  imev.kvk_exploitant = code_of(reader, "kvk_exploitant", 8, 8, false, "[0-9]{8}");
  imev.kvk_aanvrager = code_of(reader, "kvk_aanvrager", 8, 8, false, "[0-9]{8}");
  imev.adres_exploitant = code_of(reader, "adres_exploitant", 16, 16, false, "[0-9]{16}");
  imev.datum_vergunning = reader.date("datum_vergunning");
  imev.datum_wijziging = reader.date("datum_wijziging");
  if (reader.has("bevoegd_gezag")) imev.bevoegd_gezag = reader.choice("bevoegd_gezag", {"rijk", "provincie", "gemeente"});
  reader.finish();
  return imev;
}

}  // namespace batterisk::detail
