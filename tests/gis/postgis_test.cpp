// Layers in PostGIS: a server of its own on loopback, from the packages of Debian.
#include "fixture.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/gis/read/layer.hpp"

#include <arpa/inet.h>
#include <gdal_utils.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <catch2/catch.hpp>

#include <cstdlib>

using namespace batterisk;
using batterisk::gis::read_surroundings;
using fixture::find;
using fixture::square;

namespace {

constexpr const char* programs = "/usr/lib/postgresql/15/bin/";
const Box village{{205000.0, 450000.0}, {206000.0, 451000.0}};

int free_port() {
  const int s = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool ok = ::bind(s, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                  ::getsockname(s, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(s);
  fixture::require(ok, "no port on loopback");
  return ntohs(address.sin_port);
}

/// A database server that lives as long as the object, with trust on loopback.
class Server {
 public:
  Server() : port_{free_port()} {
    if (::geteuid() == 0) fixture::require(std::system(("chown postgres " + folder_.path().string()).c_str()) == 0, "chown");
    run("initdb -D '" + data() + "' -A trust -U batterisk --no-sync -E UTF8 --no-locale");
    run("pg_ctl -D '" + data() + "' -w -t 60 -l '" + (folder_ / "log").string() + "' -o \"-p " + std::to_string(port_) +
        " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off\" start");
    up_ = true;
  }
  ~Server() { stop(); }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  void stop() {
    if (up_) run("pg_ctl -D '" + data() + "' -w -m immediate stop");
    up_ = false;
  }

  [[nodiscard]] std::string connection() const {
    return "PG:host=127.0.0.1 port=" + std::to_string(port_) + " user=batterisk dbname=postgres";
  }

  void execute(const std::string& sql) const {
    GDALDatasetUniquePtr dataset{GDALDataset::Open(connection().c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE)};
    fixture::require(dataset != nullptr, "connection");
    CPLErrorReset();
    if (OGRLayer* result = dataset->ExecuteSQL(sql.c_str(), nullptr, nullptr)) dataset->ReleaseResultSet(result);
    fixture::require(CPLGetLastErrorType() < CE_Failure, sql);
  }

 private:
  [[nodiscard]] std::string data() const { return (folder_ / "data").string(); }

  void run(const std::string& command) const {
    const std::string as = ::geteuid() == 0 ? "setpriv --reuid=postgres --regid=postgres --clear-groups " : "";
    const std::string line = "cd / && " + as + programs + command + " >/dev/null 2>&1";
    fixture::require(std::system(line.c_str()) == 0, command);
  }

  fixture::Folder folder_;
  int port_;
  bool up_ = false;
};

/// A thousand buildings of 10 m on a grid that covers the village.
void fill(const Server& server, const fixture::Folder& folder) {
  server.execute("CREATE EXTENSION postgis");
  fixture::Layer layer;
  layer.geometry = wkbPolygon;
  layer.columns = {{"identificatie"}, {"status"}};
  for (int i = 0; i < 1024; ++i) {
    layer.features.push_back({square(204990 + i % 32 * 33, 449990 + i / 32 * 33, 10),
                              {"0" + std::to_string(221100000100000 + i), "Pand in gebruik"}});
  }
  const auto file = fixture::write(folder / "pand.gpkg", {layer});
  GDALDatasetH source = GDALOpenEx(file.string().c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
  fixture::require(source != nullptr, "source");
  const char* const arguments[] = {"-f", "PostgreSQL", "-update", "-lco", "GEOMETRY_NAME=geom", "-lco", "FID=nummer", nullptr};
  GDALVectorTranslateOptions* options = GDALVectorTranslateOptionsNew(const_cast<char**>(arguments), nullptr);
  GDALDatasetH target = GDALVectorTranslate(server.connection().c_str(), nullptr, 1, &source, options, nullptr);
  GDALVectorTranslateOptionsFree(options);
  fixture::require(target != nullptr, "copy to PostGIS");
  GDALClose(target);
  GDALClose(source);
}

gis::LayerRequest table(const std::string& connection, const std::string& name) {
  return {LayerKind::Panden, connection, connection, name, "BAG", "2026-01-01", {"dossier.toml", 7, 1, {}}};
}

Surroundings read(const std::string& connection, const std::string& name) {
  return read_surroundings({table(connection, name)}, village, fixture::statuses());
}

}  // namespace

TEST_CASE("a table of PostGIS gives what the file gives, a server that drops gives L016") {
  if (!std::filesystem::exists(std::string{programs} + "initdb")) {
    WARN("postgresql-15-postgis-3 is not installed: skipped");
    return;
  }
  const fixture::Folder folder;
  CPLErrorHandlerPusher quiet{CPLQuietErrorHandler};
  GDALAllRegister();
  Server server;
  fill(server, folder);
  const std::string connection = server.connection();

  const Surroundings from_table = read(connection, "pand");
  const Surroundings from_file =
      read_surroundings({fixture::request(LayerKind::Panden, folder / "pand.gpkg")}, village, fixture::statuses());
  CHECK(from_table.diagnostics.empty());
  REQUIRE(from_table.panden);
  REQUIRE(from_table.panden->size() == from_file.panden->size());
  for (std::size_t i = 0; i < from_file.panden->size(); ++i) {
    CHECK((*from_table.panden)[i].identificatie == (*from_file.panden)[i].identificatie);
    CHECK((*from_table.panden)[i].footprint == (*from_file.panden)[i].footprint);
  }
  CHECK(find(read(connection, "perceel"), codes::layer_not_in_file));
  const Surroundings elsewhere = read(connection + " dbname=elders", "pand");
  REQUIRE(find(elsewhere, codes::database_failed));
  CHECK(find(elsewhere, codes::database_failed)->args[1] == "die database is er niet");

  // A view whose 701st row ends the connection that reads it: counting is harmless, geometry is not.
  server.execute("CREATE VIEW pand_weg AS SELECT identificatie, status, (CASE WHEN nummer > 700 AND "
                 "pg_terminate_backend(pg_backend_pid()) THEN NULL ELSE geom END)::geometry(Polygon, 28992) AS geom "
                 "FROM (SELECT * FROM pand ORDER BY nummer) p");
  const Surroundings dropped = read(connection, "pand_weg");
  REQUIRE(find(dropped, codes::database_failed));
  CHECK(find(dropped, codes::database_failed)->severity == Severity::Fout);
  CHECK(find(dropped, codes::database_failed)->args[1] == "de verbinding viel weg");
  CHECK_FALSE(dropped.panden);

  server.stop();
  const Surroundings down = read(connection, "pand");
  REQUIRE(find(down, codes::database_failed));
  CHECK(find(down, codes::database_failed)->args[1] == "er is geen server op dit adres en deze poort");
  CHECK_FALSE(down.panden);
}
