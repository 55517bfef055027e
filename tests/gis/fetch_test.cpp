// Fetching from a service like that of PDOK, against a small server on loopback.
#include "fixture.hpp"
#include "http_server.hpp"

#include "batterisk/core/base/cancelled.hpp"
#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/gis/prepare/fetch.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <mutex>

using namespace batterisk;
using batterisk::gis::fetch_folder;
using batterisk::gis::FetchRequest;
using batterisk::gis::PreparedFolder;

namespace {

std::string polygon(double x, double y) {
  const auto p = [](double a, double b) { return "[" + std::to_string(a) + "," + std::to_string(b) + "]"; };
  return R"({"type":"Polygon","coordinates":[[)" + p(x, y) + "," + p(x + 10, y) + "," + p(x + 10, y + 10) + "," +
         p(x, y + 10) + "," + p(x, y) + "]]}";
}

std::string feature(const std::string& id, const std::string& properties, const std::string& geometry) {
  return R"({"type":"Feature","id":")" + id + R"(","properties":{)" + properties + R"(},"geometry":)" + geometry + "}";
}

/// Shaped as the service of PDOK: features by page, units that name their pand by address, a date at the collection.
class Service {
 public:
  Service()
      : server{[this](const std::string& target, const std::string& head) {
          heads.push_back(head);
          return answer(target);
        }} {}

  std::size_t fail_first = 0;  ///< so many requests get this status
  int status = 503;
  bool broken_page = false;
  bool cut_off = false;         ///< the second page ends before its length
  bool relative_link = false;   ///< to the second page
  bool circular_link = false;   ///< from the second page to itself
  int matched = 2;              ///< buildings that the service says that there are
  std::string crs_line = "Content-Crs: <http://www.opengis.net/def/crs/EPSG/0/28992>\r\n";
  std::chrono::milliseconds delay{0};
  std::vector<std::string> heads;
  std::vector<std::string> asked;
  fixture::HttpServer server;

 private:
  fixture::Answer answer(const std::string& target) {
    asked.push_back(target);
    if (fail_first > 0) {
      --fail_first;
      return {status, "later"};
    }
    if (target.find("/items") == std::string::npos) {
      return {200, R"({"links":[{"rel":"self","updated":"2026-04-20T00:00:00Z","href":"x"}]})"};
    }
    const bool second = target.find("cursor=2") != std::string::npos;
    if (target.find("/pand/") != std::string::npos) {
      if (second && broken_page) return {200, "{\"features\": [tru"};
      const std::string host = relative_link ? "" : server.url();
      const std::string next = second && !circular_link
                                   ? ""
                                   : R"({"rel":"next","href":")" + host + "/kadaster/bag/ogc/v2/collections/pand/items?cursor=2\"}";
      const std::string id = second ? "0221100000000002" : "0221100000000001";
      return {200, R"({"type":"FeatureCollection","numberMatched":)" + std::to_string(matched) + R"(,"links":[)" + next +
                       R"(],"features":[)" +
                       feature(second ? "uuid-b" : "uuid-a",
                               R"("identificatie":")" + id + R"(","status":"Pand in gebruik")",
                               polygon(second ? 205100 : 205000, 450000)) + "]}",
              crs_line, second && cut_off ? std::size_t{20} : 0, delay};
    }
    if (target.find("/verblijfsobject/") != std::string::npos) {
      return {200, R"({"features":[)" +
                       feature("uuid-v",
                               R"("identificatie":"0221010000000001","status":"Verblijfsobject in gebruik",)"
                               R"("gebruiksdoel":"winkelfunctie,woonfunctie","oppervlakte":85,)"
                               R"("pand.href":["https://elders/collections/pand/items/uuid-b"])",
                               R"({"type":"Point","coordinates":[205105,450005]})") + "]}"};
    }
    if (target.find("/perceel/") != std::string::npos) {
      return {200, R"({"features":[)" + feature("1", R"("identificatie_lokaal_id":"00123456789012","sectie":"B",)"
                                                     R"("perceelnummer":12,"akr_kadastrale_gemeente_code_waarde":"DBG00")",
                                                polygon(205050, 450050)) + "]}"};
    }
    return {200, R"({"type":"FeatureCollection","features":[]})"};  // no berths, no pitches
  }
};

FetchRequest around(const Service& service) {
  FetchRequest request;
  request.at = {205050.0, 450050.0};
  request.radius_m = 500.0;
  request.base_url = service.server.url();
  request.wait_s = 0.01;
  return request;
}

std::vector<gis::LayerRequest> layers_of(const PreparedFolder& made, const std::filesystem::path& folder) {
  std::vector<gis::LayerRequest> layers;
  for (const gis::PreparedLayer& l : made.layers) {
    gis::LayerRequest request{l.kind, folder / l.file, l.file, {}, l.bron, l.datum};
    request.prepared = true;
    request.origin = LayerOrigin{l.sha256, static_cast<std::int64_t>(l.features_written), l.extent};
    if (l.whole) request.omtrek = outline(l.extent);
    layers.push_back(request);
  }
  return layers;
}

}  // namespace

TEST_CASE("fetching follows the pages, asks for RD and joins units with their buildings") {
  const fixture::Folder folder;
  Service service;
  const PreparedFolder made = fetch_folder(around(service), folder / "data");
  REQUIRE(made.layers.size() == 5);
  CHECK(made.layers[0].datum == "2026-04-20");
  CHECK(made.layers[0].features_written == 2);
  const auto items = std::find_if(service.asked.begin(), service.asked.end(), [](const std::string& t) {
    return t.find("pand/items") != std::string::npos;
  });
  REQUIRE(items != service.asked.end());
  CHECK(items->find("bbox=204550.000,449550.000,205550.000,450550.000") != std::string::npos);
  CHECK(items->find("crs=http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F28992") != std::string::npos);

  const Box box{{204900.0, 449900.0}, {205200.0, 450200.0}};
  const Surroundings s = gis::read_surroundings(layers_of(made, folder / "data"), box, fixture::statuses());
  REQUIRE(s.panden);
  REQUIRE(s.panden->size() == 2);
  CHECK(s.report(LayerKind::Panden)->covers);  // the area that was asked for, not the extent of two buildings
  CHECK((*s.panden)[0].verblijfsobjecten.empty());
  REQUIRE((*s.panden)[1].verblijfsobjecten.size() == 1);
  CHECK((*s.panden)[1].verblijfsobjecten[0].gebruiksdoelen == std::vector<std::string>{"winkelfunctie", "woonfunctie"});
  REQUIRE(s.percelen);
  CHECK(s.percelen->at(0).identificatie == "00123456789012");
  CHECK(s.percelen->at(0).kadastrale_aanduiding == "DBG00-B-12");
  CHECK(folder.names() == std::vector<std::string>{"data"});
}

TEST_CASE("an overloaded service is asked again, one that does not know the address is not") {
  const fixture::Folder folder;
  for (const int status : {429, 500, 502, 503, 504}) {
    CAPTURE(status);
    Service service;
    service.status = status;
    service.fail_first = 2;
    CHECK(fetch_folder(around(service), folder / "data").layers.size() == 5);
  }
  Service service;
  service.status = 404;
  service.fail_first = 1;
  const PreparedFolder made = fetch_folder(around(service), folder / "anders");
  REQUIRE(made.diagnostics.size() == 1);
  CHECK(made.diagnostics[0].code == codes::service_failed);
  CHECK(made.diagnostics[0].args.at(1).find("404") != std::string::npos);
  CHECK(service.asked.size() == 1);
}

TEST_CASE("every request asks for GeoJSON in RD, a link may start at the root of the service") {
  const fixture::Folder folder;
  Service service;
  service.relative_link = true;
  CHECK(fetch_folder(around(service), folder / "data").layers.at(0).features_written == 2);
  REQUIRE(service.heads.size() > 5);
  for (const std::string& head : service.heads) {
    CHECK(head.find("Accept: application/geo+json") != std::string::npos);
    CHECK(head.find("Accept-Crs: <http://www.opengis.net/def/crs/EPSG/0/28992>") != std::string::npos);
  }
}

TEST_CASE("L019: no connection, an error, an answer that breaks off: nothing is made") {
  const fixture::Folder folder;
  const auto fails = [&](const FetchRequest& request) {
    const PreparedFolder made = fetch_folder(request, folder / "data");
    return made.diagnostics.size() == 1 && made.diagnostics[0].code == codes::service_failed &&
           !made.diagnostics[0].args.at(1).empty();
  };
  FetchRequest offline;
  {
    const Service gone;
    offline = around(gone);
  }
  CHECK(fails(offline));
  Service service;
  service.fail_first = 100;
  CHECK(fails(around(service)));
  service.fail_first = 0;
  service.broken_page = true;
  CHECK(fails(around(service)));
  service.broken_page = false;
  service.cut_off = true;
  CHECK(fails(around(service)));
  service.cut_off = false;
  service.circular_link = true;
  CHECK(fails(around(service)));
  CHECK(folder.names().empty());
}

TEST_CASE("L019: another CRS, fewer objects than there are, an answer that does not come") {
  const fixture::Folder folder;
  const auto reason = [&](const FetchRequest& request) -> std::string {
    const PreparedFolder made = fetch_folder(request, folder / "data");
    if (made.diagnostics.size() != 1 || made.diagnostics[0].code != codes::service_failed) return "";
    return made.diagnostics[0].args.at(1);
  };
  Service service;
  service.crs_line = "Content-Crs: <http://www.opengis.net/def/crs/OGC/1.3/CRS84>\r\n";
  CHECK(reason(around(service)).find("CRS84") != std::string::npos);
  service.crs_line.clear();  // not said: the coordinates themselves are checked when the folder is made
  CHECK(fetch_folder(around(service), folder / "data").layers.size() == 5);
  service.matched = 3;
  CHECK(reason(around(service)) == "niet alle objecten ontvangen (2/3)");
  service.matched = 2;
  service.delay = std::chrono::milliseconds{1500};
  FetchRequest hurried = around(service);
  hurried.timeout_s = 1.0;
  CHECK_FALSE(reason(hurried).empty());
}

TEST_CASE("a fetch that fails keeps the folder of before, and a stop makes nothing") {
  const fixture::Folder folder;
  Service service;
  (void)fetch_folder(around(service), folder / "data");
  const std::string before = fixture::bytes(folder / "data/manifest.toml");
  service.broken_page = true;
  (void)fetch_folder(around(service), folder / "data");
  CHECK(fixture::bytes(folder / "data/manifest.toml") == before);
  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS(fetch_folder(around(service), folder / "anders", stop.get_token()), Cancelled);
  CHECK(folder.names() == std::vector<std::string>{"data"});
}

TEST_CASE("L019: a service is one host, what leads elsewhere is not asked, and nothing goes on for ever") {
  const fixture::Folder folder;
  std::size_t visits = 0;
  const fixture::HttpServer other{[&](const std::string&, const std::string&) -> fixture::Answer {
    ++visits;
    return {200, R"({"type":"FeatureCollection","features":[]})"};
  }};
  const auto reason = [&](const std::string& base, fixture::Answer answer, gis::ServiceLimits limits = {}) {
    const fixture::HttpServer server{[&](const std::string& target, const std::string&) -> fixture::Answer {
      if (target.find("/items") == std::string::npos) return {200, R"({"links":[{"rel":"self","updated":"2026-04-20T00:00:00Z","href":"x"}]})"};
      return answer;
    }};
    FetchRequest request;
    request.at = {205050.0, 450050.0};
    request.radius_m = 500.0;
    request.base_url = base.empty() ? server.url() : base;
    request.wait_s = 0.01;
    request.limits = limits;
    const PreparedFolder made = fetch_folder(request, folder / "data");
    return made.diagnostics.size() == 1 && made.diagnostics[0].code == codes::service_failed ? made.diagnostics[0].args.at(1) : "";
  };
  const std::string elsewhere = "de dienst verwijst naar een ander adres";
  const auto page = [](const std::string& next) {
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","id":1,"properties":{},"geometry":null}],"links":[{"rel":"next","href":")" + next + "\"}]}";
  };
  CHECK(reason("", {200, page(other.url() + "/x")}) == elsewhere);
  CHECK(reason("", {200, page("file:///etc/passwd")}) == elsewhere);
  CHECK(reason("", {200, page("https://example.org/x")}) == elsewhere);
  CHECK(reason("", {302, "", "Location: " + other.url() + "/x\r\n"}) == elsewhere);
  CHECK(reason("", {302, "", "Location: /collections/items\r\n"}) == elsewhere);  // round and round
  CHECK(visits == 0);
  CHECK(reason("", {200, page("/items?1"), "Content-Type: text/html\r\n"}) == "antwoord is geen JSON");
  const std::string too_much = "de dienst geeft meer dan de grens toestaat";
  gis::ServiceLimits few;
  few.answer_bytes = 1000;
  CHECK(reason("", {200, page("/items?1") + std::string(2000, ' ')}, few) == too_much);
  gis::ServiceLimits one_page;
  one_page.pages = 2;
  CHECK(reason("", {200, page("/items?1")}, one_page) == too_much);
  gis::ServiceLimits no_time;
  no_time.time = std::chrono::milliseconds{0};
  CHECK(reason("", {200, page("/items?1")}, no_time) == too_much);
  for (const char* base : {"http://192.0.2.1", "http://example.org", "ftp://127.0.0.1", "file:///etc/passwd", "http://jan@127.0.0.1", "http://127.0.0.1.example.org", "x"}) {
    CAPTURE(base);
    CHECK(reason(base, {}) == "is geen adres met https");
  }
  CHECK(folder.names().empty());
}
