#include "batch_output.hpp"

#include "batterisk/core/base/codes_portfolio.hpp"
#include "batterisk/core/base/csv.hpp"
#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/core/base/stop.hpp"
#include "batterisk/gis/write/export.hpp"
#include "batterisk/study/tables/tables.hpp"
#include "batterisk/study/text/texts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include <fmt/format.h>

namespace batterisk::portfolio {
namespace {

constexpr std::array classes{Kwetsbaarheid::ZeerKwetsbaar, Kwetsbaarheid::Kwetsbaar, Kwetsbaarheid::BeperktKwetsbaar,
                             Kwetsbaarheid::Onbekend, Kwetsbaarheid::Geen};
constexpr std::array bad_verdicts{Oordeel::VoldoetNiet, Oordeel::Onbepaald, Oordeel::AfwegingNodig};

struct Table {
  char letter;
  const char* name;
  const char* header;
};
constexpr std::array tables{
    Table{'S', site_table,
          "site,x,y,status,code,melding,oordeel,panden_zeer_kwetsbaar,panden_kwetsbaar,panden_beperkt_kwetsbaar,"
          "panden_onbekend,panden_geen,adressen,percelen,voldoet_niet,onbepaald,afweging_nodig,vorm,oordeel_pr,"
          "oordeel_brand,oordeel_explosie,oordeel_gifwolk,oordeel_advies,artikel,normstatus,indicatief_door,regime,keuze"},
    Table{'Z', zone_table, "site,zone,oppervlak_m2,grootste_afstand_m"},
    Table{'P', pand_table,
          "site,identificatie,x,y,categorie_kwetsbaarheid,adressen,afstand_m,pr_max_per_jaar,zones,oordeel,oordeel_pr,"
          "oordeel_gebied"},
    Table{'K', perceel_table, "site,identificatie,zones"},
    Table{'B', finding_table, "site,tabel,onderwerp,rij,oordeel,norm,norm_afstand_m,afstand_m,pand"},
};

std::string number(double value) { return fmt::format("{}", study::rounded(value)); }

// The record of a site is cut at its line ends: a cell has none.
std::string cell(std::string text) {
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return csv_cell(text);
}

std::string names_of(const std::vector<std::size_t>& zones, const SiteResult& result) {
  std::string names;
  for (const std::size_t z : zones) names += (names.empty() ? "" : " ") + result.zones[z].naam;
  return names;
}

// Of the parts that have the verdict of the site, each once.
std::string articles_of(const SiteResult& result) {
  std::vector<std::string> articles;
  for (const PartVerdict& part : result.onderdelen) {
    const bool decides = part.oordeel == result.oordeel && !part.artikel.empty();
    if (decides && std::find(articles.begin(), articles.end(), part.artikel) == articles.end()) articles.push_back(part.artikel);
  }
  return fmt::format("{}", fmt::join(articles, "; "));
}

void add_site_row(const SiteOutcome& outcome, const PortfolioSite& site, const std::string& id, std::string& out) {
  out += fmt::format("S{},{:.3f},{:.3f},", id, site.position.x, site.position.y);
  if (outcome.results.empty()) {
    const Diagnostic& first = outcome.failure.front();
    out += fmt::format("mislukt,{},{},onbepaald,,,,,,,,,,,,,,,,,,,,,\n", to_string(first.code),
                       cell(study::message_text(first, study::Language::Nl)));
    return;
  }
  const SiteResult& result = outcome.results.front();
  std::string shown_codes;
  for (const Code code : result.codes) shown_codes += (shown_codes.empty() ? "" : " ") + to_string(code);
  out += fmt::format("{},{},,{}", result.buiten_reikwijdte ? "buiten_reikwijdte" : "klaar", shown_codes, to_string(result.oordeel));
  std::size_t addresses = 0;
  for (const AffectedPand& pand : result.panden) addresses += pand.adressen;
  for (const Kwetsbaarheid klasse : classes) {
    out += fmt::format(",{}", std::count_if(result.panden.begin(), result.panden.end(),
                                            [klasse](const AffectedPand& p) { return p.klasse == klasse; }));
  }
  out += fmt::format(",{},{}", addresses, result.percelen.size());
  for (const Oordeel oordeel : bad_verdicts) {
    out += fmt::format(",{}", std::count_if(result.panden.begin(), result.panden.end(),
                                            [oordeel](const AffectedPand& p) { return p.oordeel == oordeel; }));
  }
  out += fmt::format(",{}", result.shapes->id);
  for (const char* onderdeel : {"plaatsgebonden_risico", "brand", "explosie", "gifwolk", "advies"}) {
    const auto part = std::find_if(result.onderdelen.begin(), result.onderdelen.end(),
                                   [onderdeel](const PartVerdict& p) { return p.onderdeel == onderdeel; });
    out += "," + (part == result.onderdelen.end() ? std::string{} : std::string{to_string(part->oordeel)});
  }
  out += fmt::format(",{},{},{},{},{}\n", cell(articles_of(result)), to_string(result.normstatus),
                     cell(fmt::format("{}", fmt::join(result.indicatief_door, " "))), cell(result.regime),
                     cell(fmt::format("{}", fmt::join(result.keuzes, " "))));
}

// A journal that this program did not write.
[[noreturn]] void spoilt(const JournalBlock& block) {
  const std::string path = block.file.generic_string();
  throw FileError({{codes::batch_missing, Severity::Fout, {path, 0, 0, {}}, {path}}});
}

// Hands every row of the letter to `use`, in the order of the sites.
template <class Use>
void for_each_row(const std::vector<JournalBlock>& blocks, char letter, const Use& use) {
  for (const JournalBlock& block : blocks) {
    stop_point();
    const std::string text = block_text(block);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      if (end == std::string::npos) spoilt(block);
      if (text[at] == letter) use(block, std::string_view{text}.substr(at + 1, end - at - 1));
      at = end + 1;
    }
  }
}

gis::Value cell_value(const std::string& cell, gis::FieldType type) {
  if (cell.empty()) return {};
  if (type == gis::FieldType::Text) return cell;
  double value = 0.0;
  std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (type == gis::FieldType::Integer) return static_cast<std::int64_t>(value);
  return value;
}

gis::FieldType type_of(const std::string& column) {
  constexpr std::array reals{"x", "y", "afstand_m", "pr_max_per_jaar"};
  constexpr std::array integers{"adressen", "percelen", "voldoet_niet", "onbepaald", "afweging_nodig"};
  if (std::find(reals.begin(), reals.end(), column) != reals.end()) return gis::FieldType::Real;
  const bool count = column.starts_with("panden_") ||
                     std::find(integers.begin(), integers.end(), column) != integers.end();
  return count ? gis::FieldType::Integer : gis::FieldType::Text;
}

gis::FeatureTable point_table(const std::vector<JournalBlock>& blocks, const Table& table, const char* layer,
                              const char* description) {
  gis::FeatureTable out{layer, gis::GeometryType::Point, {}, {}, description, {}};
  const std::vector<std::string> columns = csv_cells(table.header);
  std::size_t x = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    out.fields.push_back({columns[i], type_of(columns[i])});
    if (columns[i] == "x") x = i;
  }
  for_each_row(blocks, table.letter, [&](const JournalBlock& block, std::string_view row) {
    const std::vector<std::string> cells = csv_cells(row);
    if (cells.size() != columns.size() || cells[x].empty() || cells[x + 1].empty()) spoilt(block);
    gis::Row feature;
    for (std::size_t i = 0; i < columns.size(); ++i) feature.values.push_back(cell_value(cells[i], out.fields[i].type));
    feature.geometry = RdPoint{std::get<double>(feature.values[x]), std::get<double>(feature.values[x + 1])};
    out.rows.push_back(std::move(feature));
  });
  return out;
}

}  // namespace

std::string rows_of(const SiteOutcome& outcome, const PortfolioSite& site) {
  std::string out;
  const std::string id = cell(site.id);
  add_site_row(outcome, site, id, out);
  if (outcome.results.empty()) return out;
  const SiteResult& result = outcome.results.front();
  for (const ZoneFigure& zone : result.zones) {
    out += fmt::format("Z{},{},{},{}\n", id, zone.naam, number(zone.m2), number(zone.afstand_m));
  }
  for (const AffectedPand& p : result.panden) {
    out += fmt::format("P{},{},{:.3f},{:.3f},{},{},{:.3f},{},{},{},{},{}\n", id, cell(p.identificatie), p.punt.x,
                       p.punt.y, to_string(p.klasse), p.adressen, p.afstand_m, p.pr ? number(*p.pr) : "",
                       names_of(p.zones, result), to_string(p.oordeel), to_string(p.oordeel_pr),
                       to_string(p.oordeel_gebied));
  }
  for (const AffectedPerceel& p : result.percelen) {
    out += fmt::format("K{},{},{}\n", id, cell(p.identificatie), names_of(p.zones, result));
  }
  const auto optional = [](const std::optional<double>& value) { return value ? number(*value) : std::string{}; };
  for (const OtherFinding& b : result.bevindingen) {
    out += fmt::format("B{},{},{},{},{},{},{},{},{}\n", id, cell(b.tabel), cell(b.onderwerp), cell(b.rij), to_string(b.oordeel),
                       cell(b.norm), optional(b.norm_afstand_m), optional(b.afstand_m), cell(b.pand));
  }
  return out;
}

WrittenOutputs write_outputs(const std::vector<JournalBlock>& blocks, gis::OutputFolder& folder,
                             const std::string& head, const std::vector<std::pair<std::string, std::string>>& info,
                             const std::string& iso_date) {
  WrittenOutputs written;
  for (const Table& table : tables) {
    std::string text = head + "\n" + table.header + "\n";
    for_each_row(blocks, table.letter, [&](const JournalBlock&, std::string_view row) { text.append(row) += '\n'; });
    folder.write(std::string{table.name} + ".csv", text);
  }
  std::vector<gis::FeatureTable> layers;
  layers.push_back(point_table(blocks, tables[0], "site", "Locaties met oordeel en aantallen getroffen objecten"));
  layers.push_back(point_table(blocks, tables[2], "getroffen_pand", "Getroffen gebouwen: een hoekpunt van elk"));
  for (const gis::Row& row : layers.front().rows) {
    const auto* status = std::get_if<std::string>(&row.values[3]);
    if (status != nullptr && *status == "mislukt") ++written.failed;
  }
  gis::FeatureTable run_info{"run_info", gis::GeometryType::None,
                             {{"sleutel", gis::FieldType::Text}, {"waarde", gis::FieldType::Text}}, {},
                             "Waarmee deze portefeuille is berekend", {}};
  for (const auto& [key, value] : info) run_info.rows.push_back({{key, value}, {}});
  layers.push_back(std::move(run_info));
  folder.make("resultaat.gpkg", [&](const auto& path) { gis::write_geopackage(path, layers, iso_date); });
  written.files = folder.put_in_place();
  return written;
}

}  // namespace batterisk::portfolio
