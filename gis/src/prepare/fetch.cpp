#include "batterisk/gis/prepare/fetch.hpp"

#include "prepare/prepare_into.hpp"
#include "prepare/service.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/json_reading.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace batterisk::gis {
namespace {

using nlohmann::json;

constexpr const char* rd_uri = "http://www.opengis.net/def/crs/EPSG/0/28992";
constexpr const char* rd_uri_encoded = "http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F28992";

struct Collection {
  LayerKind kind;
  const char* path;  ///< below the base address
  const char* bron;
};

// Paths and properties as api.pdok.nl had them in 2026.
constexpr std::array<Collection, 5> collections{{
    {LayerKind::Panden, "/kadaster/bag/ogc/v2/collections/pand", "BAG"},
    {LayerKind::Verblijfsobjecten, "/kadaster/bag/ogc/v2/collections/verblijfsobject", "BAG"},
    {LayerKind::Standplaatsen, "/kadaster/bag/ogc/v2/collections/standplaats", "BAG"},
    {LayerKind::Ligplaatsen, "/kadaster/bag/ogc/v2/collections/ligplaats", "BAG"},
    {LayerKind::Percelen, "/kadaster/brk-kadastrale-kaart/ogc/v1/collections/perceel", "BRK"},
}};

std::string number(double v) {
  char text[40];
  return {text, std::to_chars(text, text + sizeof text, v, std::chars_format::fixed, 3).ptr};
}

/// The service answers in the CRS that it was asked for, and says so; with WGS84 it would ignore the question.
json get(const std::string& url, Service& service) {
  const Service::Answer answer = service.get(url, rd_uri);
  if (!answer.crs.empty() && answer.crs.find("/28992") == std::string::npos) {
    throw ServiceFailure{url, "antwoord is niet in RD (" + answer.crs + ")"};
  }
  json read = parsed_json<json>(answer.body);
  if (!read.is_object()) throw ServiceFailure{url, "antwoord is geen JSON"};
  return read;
}

/// Value of a link of this relation, empty when there is none.
std::string link(const json& answer, const char* rel, const char* key) {
  const auto links = answer.find("links");
  if (links == answer.end() || !links->is_array()) return {};
  for (const json& l : *links) {
    if (l.is_object() && l.value("rel", "") == rel && l.contains(key) && l[key].is_string()) return l[key];
  }
  return {};
}

/// Last part of an address, the id of a feature.
std::string last_part(const std::string& href) {
  return href.substr(href.find_last_of('/') + 1);
}

/// BAG units name their buildings by address; the layer needs their identificatie.
class Buildings {
 public:
  void remember(const json& feature) {
    const auto id = feature.find("id");
    const auto properties = feature.find("properties");
    if (id == feature.end() || properties == feature.end() || !properties->is_object()) return;
    const std::string identificatie = properties->value("identificatie", "");
    ids_[id->is_string() ? id->get<std::string>() : id->dump()] = identificatie;
  }

  void name_in(json& feature) const {
    auto properties = feature.find("properties");
    if (properties == feature.end() || !properties->is_object() || !properties->contains("pand.href")) return;
    std::string names;
    const auto add = [&](const json& href) {
      if (!href.is_string()) return;
      const auto it = ids_.find(last_part(href.get<std::string>()));
      if (it == ids_.end()) return;
      if (!names.empty()) names += ",";
      names += it->second;
    };
    const json& hrefs = (*properties)["pand.href"];
    if (hrefs.is_array()) {
      for (const json& href : hrefs) add(href);
    } else {
      add(hrefs);
    }
    (*properties)["pand_identificatie"] = names;
  }

 private:
  std::map<std::string, std::string> ids_;
};

/// All features of a collection within the box as one GeoJSON file; gives their number.
std::int64_t download(const Collection& collection, const FetchRequest& request, Service& service, const Box& box,
                      const std::filesystem::path& file, Buildings& buildings, const std::stop_token& stop,
                      const LayerProgress& progress) {
  const std::string items = request.base_url + collection.path + "/items";
  std::string url = items + "?f=json&limit=1000&crs=" + rd_uri_encoded + "&bbox-crs=" + rd_uri_encoded +
                    "&bbox=" + number(box.min.x) + "," + number(box.min.y) + "," + number(box.max.x) + "," +
                    number(box.max.y);
  std::ofstream out{file, std::ios::binary};
  out << R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},"features":[)";
  std::int64_t count = 0;
  std::set<std::string> visited;
  while (!url.empty() && !stop.stop_requested()) {
    if (!visited.insert(url).second) throw ServiceFailure{url, "de pagina's lopen rond"};
    json page = get(url, service);
    if (!page.contains("features") || !page["features"].is_array()) throw ServiceFailure{url, "antwoord heeft geen objecten"};
    for (json& feature : page["features"]) {
      if (collection.kind == LayerKind::Panden) buildings.remember(feature);
      if (collection.kind == LayerKind::Verblijfsobjecten) buildings.name_in(feature);
      out << (count++ > 0 ? ",\n" : "\n") << feature.dump();
    }
    const auto matched = page.find("numberMatched");
    const std::int64_t all = matched != page.end() && matched->is_number_integer() ? matched->get<std::int64_t>() : 0;
    if (progress) progress(collection.path, all > 0 ? std::min(1.0, static_cast<double>(count) / static_cast<double>(all)) : 0.0);
    const std::string next = service.resolved(link(page, "next", "href"), url);
    // More of those can go on for ever.
    if (!next.empty() && page["features"].empty()) throw ServiceFailure{url, "antwoord heeft geen objecten"};
    if (next.empty() && count < all) {
      throw ServiceFailure{url, "niet alle objecten ontvangen (" + std::to_string(count) + "/" + std::to_string(all) + ")"};
    }
    url = next;
  }
  out << "\n]}\n";
  out.close();
  if (!out) {
    throw FileError({{codes::not_writable, Severity::Fout, {file.string(), 0, 0, {}}, {file.string(), "schrijffout"}}});
  }
  return count;
}

/// Day on which the service says that its data were renewed.
std::string day_of(const Collection& collection, const FetchRequest& request, Service& service) {
  if (!request.datum.empty()) return request.datum;
  const std::string url = request.base_url + collection.path + "?f=json";
  const std::string updated = link(get(url, service), "self", "updated");
  constexpr std::size_t date_length = 10;
  if (updated.size() < date_length) throw ServiceFailure{url, "antwoord zegt geen datum; geef --datum"};
  return updated.substr(0, date_length);
}

}  // namespace

PreparedFolder fetch_folder(const FetchRequest& request, const std::filesystem::path& target, std::stop_token stop,
                            const LayerProgress& progress) {
  const Box box{{request.at.x - request.radius_m, request.at.y - request.radius_m},
                {request.at.x + request.radius_m, request.at.y + request.radius_m}};
  OutputFolder folder{target, stop};
  require_prepared(folder);
  std::vector<LayerRequest> sources;
  Buildings buildings;
  try {
    Service service{request.base_url, request.timeout_s, request.wait_s, request.limits, stop};
    for (const Collection& collection : collections) {
      const std::filesystem::path file = folder.scratch("opgehaald/" + std::string{to_string(collection.kind)} + ".geojson");
      LayerRequest source;
      source.kind = collection.kind;
      source.shown_path = request.base_url + collection.path;
      source.bron = collection.bron;
      source.datum = day_of(collection, request, service);
      const std::int64_t count = download(collection, request, service, box, file, buildings, stop, progress);
      if (stop.stop_requested()) return {};
      source.origin = LayerOrigin{{}, count, box};
      source.omtrek = outline(box);
      source.flaws.emplace();  // all pages were fetched
      if (count > 0) source.path = file;
      sources.push_back(std::move(source));
    }
  } catch (const ServiceFailure& failure) {
    PreparedFolder failed;
    if (stop.stop_requested()) return failed;
    const std::string address = failure.url.substr(0, failure.url.find('?'));
    failed.diagnostics.push_back({codes::service_failed, Severity::Fout, {}, {address, failure.reason}});
    return failed;
  }
  return prepare_into(folder, sources, box, stop, progress);
}

}  // namespace batterisk::gis
