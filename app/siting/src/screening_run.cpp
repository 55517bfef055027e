#include "batterisk/siting/screening.hpp"

#include "names.hpp"
#include "screening_records.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_portfolio.hpp"
#include "batterisk/core/base/date.hpp"
#include "batterisk/core/base/json_reading.hpp"
#include "batterisk/core/base/parallel.hpp"
#include "batterisk/core/base/sha256.hpp"
#include "batterisk/core/base/stop.hpp"
#include "batterisk/gis/write/export.hpp"
#include "batterisk/gis/write/output_folder.hpp"
#include "batterisk/portfolio/journal.hpp"
#include "batterisk/portfolio/work_folder.hpp"
#include "batterisk/study/dossier/version.hpp"
#include "batterisk/study/run/objects.hpp"
#include "batterisk/study/tables/layer_style.hpp"
#include "batterisk/study/tables/table_files.hpp"
#include "batterisk/study/tables/tables.hpp"
#include "batterisk/study/text/json_text.hpp"

#include <array>
#include <mutex>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace batterisk::siting {
namespace {

using portfolio::Manifest;

constexpr const char* manifest_name = "screening.json";

constexpr std::array uitkomsten{Uitkomst::Past, Uitkomst::PastMetMaatregelen, Uitkomst::PastNiet, Uitkomst::NietTeZeggen};

Manifest shape_json(const MultiPolygon& shape) {
  const auto ring_json = [](const Ring& ring) {
    Manifest points = Manifest::array();
    for (const RdPoint p : ring) points.push_back({p.x, p.y});
    return points;
  };
  Manifest polygons = Manifest::array();
  for (const Polygon& polygon : shape) {
    Manifest rings = Manifest::array({ring_json(polygon.outer)});
    for (const Ring& hole : polygon.holes) rings.push_back(ring_json(hole));
    polygons.push_back(std::move(rings));
  }
  return polygons;
}

// Everything that the outcomes depend on.
Manifest manifest_of(const Dossier& dossier, const RuleSet& rules, const Gezocht& gezocht, const std::optional<Inrichting>& inrichting, const Terreinen& plots, const study::LayerWatch& watch) {
  Manifest files = Manifest::array();
  for (const RuleFile& file : rules.files) files.push_back({{"id", file.id}, {"sha256", file.sha256}});
  Manifest layers = Manifest::array();
  const std::map<std::string, std::string> hashes = watch.hashes();
  for (const LayerSource& layer : dossier.layers) {
    layers.push_back({{"pad", layer.shown_path}, {"laag", layer.layer}, {"datum", layer.datum}, {"sha256", hashes.at(layer.shown_path)}});
  }
  Manifest turns = Manifest::array();
  for (const Angle draaiing : gezocht.draaiingen) turns.push_back(study::rounded(degrees(draaiing)));
  Manifest keep = Manifest::array();
  for (const Vrijhouden& one : gezocht.voorwaarden.vrijhouden) {
    Manifest areas = Manifest::array();
    for (const auto& [id, vlak] : one.vlakken) areas.push_back({{"identificatie", id}, {"vlak", shape_json(vlak)}});
    keep.push_back({{"naam", one.naam}, {"afstand_m", one.afstand_m}, {"vlakken_sha256", sha256(study::json_text(areas, -1))}});
  }
  return {{"schema_versie", 1},
          {"dossier_sha256", sha256_of_file(dossier.path)},
          {"terreinen_sha256", plots.sha256},
          {"terreinen", plots.terreinen.size()},
          {"doel", to_string(gezocht.doel)},
          {"draaiingen", std::move(turns)},
          {"afstand_grens_m", gezocht.voorwaarden.grens_m},
          {"afstand_gebouw_m", gezocht.voorwaarden.gebouw_m},
          {"vrijhouden", std::move(keep)},
          {"hoeveel_tussen_m", inrichting ? Manifest(inrichting->tussen_m) : Manifest()},
          {"regelset", rules.id},
          {"regels", std::move(files)},
          {"afwijkingen", portfolio::deviations_of(rules)},
          {"peildatum", iso_date(dossier.peildatum)},
          {"lagen", std::move(layers)},
          {"weer", dossier.weather_table.empty() ? "" : sha256_of_file(dossier.weather_table)},
          {"batterisk", study::version() + " " + study::commit()}};
}

Manifest record_of(const Terrein& terrein, const TerreinUitkomst& found) {
  Manifest record{{"identificatie", terrein.id},
                  {"uitkomst", to_string(found.uitkomst)},
                  {"draaiing_graden", study::rounded(degrees(found.draaiing))},
                  {"passend_m2", study::rounded(found.passend_m2)},
                  {"mogelijk_m2", study::rounded(found.mogelijk_m2)},
                  {"bindend", found.bindend},
                  {"oorzaak", found.oorzaak},
                  {"vlak", shape_json(terrein.vlak)}};
  if (found.plaats) {
    record["x"] = study::rounded(found.plaats->punt.x);
    record["y"] = study::rounded(found.plaats->punt.y);
    record["rand_m"] = study::rounded(found.plaats->rand_m);
    record["oordeel"] = batterisk::to_string(found.plaats->oordeel);
  }
  if (found.telling) {
    record["ingepast"] = found.telling->ingepast;
    record["bovengrens"] = found.telling->bovengrens;
    record["energie_mwh"] = study::rounded(found.telling->energie_mwh);
  }
  if (found.verschuiving_m) record["verschuiving_m"] = study::rounded(*found.verschuiving_m);
  return record;
}

gis::FeatureTable plots_table(const std::vector<Manifest>& records) {
  using gis::FieldType;
  gis::FeatureTable table{"terreinen",
                          gis::GeometryType::MultiPolygon,
                          {{"identificatie", FieldType::Text},
                           {"uitkomst", FieldType::Text},
                           {"draaiing_graden", FieldType::Real},
                           {"x", FieldType::Real},
                           {"y", FieldType::Real},
                           {"rand_m", FieldType::Real},
                           {"oordeel", FieldType::Text},
                           {"passend_m2", FieldType::Real},
                           {"mogelijk_m2", FieldType::Real},
                           {"verschuiving_m", FieldType::Real},
                           {"ingepast", FieldType::Integer},
                           {"bovengrens", FieldType::Integer},
                           {"energie_mwh", FieldType::Real},
                           {"bindend", FieldType::Text},
                           {"oorzaak", FieldType::Text}},
                          {},
                          "Op welke terreinen de opstelling past, waar, en wat er anders tegen is",
                          study::plot_style()};
  for (const Manifest& record : records) {
    gis::Row row;
    for (const gis::Field& field : table.fields) {
      const auto value = record.find(field.name);
      if (value == record.end()) {
        row.values.emplace_back();
      } else if (field.type == FieldType::Text) {
        row.values.emplace_back(value->get<std::string>());
      } else if (field.type == FieldType::Integer) {
        row.values.emplace_back(value->get<std::int64_t>());
      } else {
        row.values.emplace_back(value->get<double>());
      }
    }
    row.geometry = shape_from(record.at("vlak"));
    table.rows.push_back(std::move(row));
  }
  return table;
}

// The outputs, when all plots are finished.
void write_when_complete(const std::filesystem::path& folder, const Manifest& manifest, gis::OutputFolder& output, ScreeningSummary& summary) {
  const auto blocks = portfolio::read_journals(folder / portfolio::progress_folder, summary.plots);
  if (blocks.size() != summary.plots) return;
  std::vector<Manifest> records;
  for (const portfolio::JournalBlock& block : blocks) {
    records.push_back(parsed_json<Manifest>(portfolio::block_text(block)));
    const std::string word = records.back().at("uitkomst").get<std::string>();
    for (const Uitkomst u : uitkomsten) summary.per_uitkomst[u] += to_string(u) == word ? 1U : 0U;
  }
  const gis::FeatureTable table = plots_table(records);
  output.write("terreinen.csv", study::table_csv(table, study::CsvDialect::Plain, {}));
  output.make("terreinen.gpkg", [&](const std::filesystem::path& path) {
    gis::write_geopackage(path, {table}, manifest.at("peildatum").get<std::string>());
  });
  summary.files = output.put_in_place();
  summary.complete = true;
}

}  // namespace

ScreeningSummary screen_all(const Dossier& dossier, const RuleCatalog& catalog, const Gezocht& gezocht, const std::optional<Inrichting>& inrichting,
                            const Terreinen& plots, const std::filesystem::path& folder, const portfolio::Shard& shard, const std::stop_token& stop,
                            const study::Progress& progress) {
  const StopScope scope{stop};
  gis::OutputFolder output{folder, stop};
  const study::LayerWatch layers{dossier};
  const Manifest manifest = manifest_of(dossier, load_rule_set(catalog, rule_selection(dossier)), gezocht, inrichting, plots, layers);
  portfolio::claim(folder, manifest_name, manifest);
  const auto journals = folder / portfolio::progress_folder;
  ScreeningSummary summary;
  summary.plots = plots.terreinen.size();
  std::set<std::size_t> finished;
  for (const portfolio::JournalBlock& block : portfolio::read_journals(journals, summary.plots)) finished.insert(block.site);
  summary.before = finished.size();
  std::vector<std::size_t> remaining;
  for (std::size_t i = 0; i < summary.plots; ++i) {
    if (i % shard.count == shard.index - 1 && !finished.contains(i)) remaining.push_back(i);
  }
  if (!remaining.empty()) {
    portfolio::Journal journal{journals / fmt::format("{}-van-{}.log", shard.index, shard.count)};
    std::mutex one_at_a_time;
    parallel_for(remaining.size(), [&](std::size_t k) {
      const Terrein& terrein = plots.terreinen[remaining[k]];
      const TerreinUitkomst found = screen(dossier, catalog, gezocht, terrein, inrichting, stop);
      const std::lock_guard lock{one_at_a_time};
      layers.check();
      journal.add(remaining[k], study::json_text(record_of(terrein, found), -1) + "\n");
      ++summary.now;
      if (progress) progress("terreinen", static_cast<double>(summary.before + summary.now) / static_cast<double>(summary.plots));
    });
  }
  write_when_complete(folder, manifest, output, summary);
  return summary;
}

MultiPolygon shape_from(const Manifest& polygons) {
  MultiPolygon shape;
  for (const Manifest& rings : polygons) {
    Polygon polygon;
    for (std::size_t i = 0; i < rings.size(); ++i) {
      Ring ring;
      for (const Manifest& p : rings[i]) ring.push_back({p.at(0).get<double>(), p.at(1).get<double>()});
      (i == 0 ? polygon.outer : polygon.holes.emplace_back()) = std::move(ring);
    }
    shape.push_back(std::move(polygon));
  }
  return shape;
}

Manifest read_screening(const std::filesystem::path& folder) {
  Manifest manifest = portfolio::read_manifest(folder, manifest_name);
  const bool good = manifest.is_object() && manifest.contains("terreinen") && manifest.at("terreinen").is_number_unsigned() &&
                    manifest.contains("peildatum") && manifest.at("peildatum").is_string();
  if (!good) throw FileError({{codes::batch_missing, Severity::Fout, {folder.string(), 0, 0, {}}, {folder.string()}}});
  return manifest;
}

std::vector<Manifest> read_records(const std::filesystem::path& folder, const Manifest& manifest) {
  const auto plots = manifest.at("terreinen").get<std::size_t>();
  const auto blocks = portfolio::read_journals(folder / portfolio::progress_folder, plots);
  if (blocks.size() != plots) {
    throw FileError({{codes::batch_incomplete, Severity::Fout, {folder.string(), 0, 0, {}}, {folder.string(), fmt::format("{}", blocks.size()), fmt::format("{}", plots)}}});
  }
  std::vector<Manifest> records;
  for (const portfolio::JournalBlock& block : blocks) records.push_back(parsed_json<Manifest>(portfolio::block_text(block)));
  return records;
}

bool is_screening(const std::filesystem::path& folder) { return std::filesystem::exists(folder / manifest_name); }

ScreeningSummary merge_screenings(const std::vector<std::filesystem::path>& parts, const std::filesystem::path& folder, const std::stop_token& stop) {
  const Manifest manifest = read_screening(parts.front());
  for (const auto& part : parts) portfolio::check_same(manifest, portfolio::read_manifest(part, manifest_name), part);
  gis::OutputFolder output{folder, stop};
  portfolio::claim(folder, manifest_name, manifest);
  portfolio::copy_journals(parts, folder, stop);
  ScreeningSummary summary;
  summary.plots = manifest.at("terreinen").get<std::size_t>();
  summary.before = portfolio::read_journals(folder / portfolio::progress_folder, summary.plots).size();
  if (summary.before != summary.plots) {
    throw FileError({{codes::batch_incomplete, Severity::Fout, {folder.string(), 0, 0, {}},
                      {folder.string(), fmt::format("{}", summary.before), fmt::format("{}", summary.plots)}}});
  }
  write_when_complete(folder, manifest, output, summary);
  return summary;
}

}  // namespace batterisk::siting
