// What a path says besides where a file lies: connections and addresses, and passwords in either.
#include "batterisk/core/dossier/connection.hpp"

#include <catch2/catch.hpp>

using namespace batterisk;

TEST_CASE("a connection is read as libpq reads it, and written without a doubt about its parts") {
  CHECK(is_connection_string("PG:host=server"));
  CHECK(is_connection_string("pg:host=server"));
  CHECK(is_connection_string("postgresql://server/bag"));
  CHECK(is_connection_string("postgres://server/bag"));
  CHECK_FALSE(is_connection_string("pagina/PG:x"));
  CHECK(connection_of("PG:host=server dbname = 'de bag' user=lezer") ==
        "PG:user='lezer' dbname='de bag' host='server' connect_timeout='10'");
  CHECK(connection_of("postgresql://lezer@server:5433/bag?connect_timeout=3") ==
        "PG:user='lezer' connect_timeout='3' dbname='bag' host='server' port='5433'");
  CHECK(connection_of("PG:service=bag") == "PG:service='bag' connect_timeout='10'");
  CHECK(connection_of(R"(PG:user='d\'Artagnan')") == R"(PG:user='d\'Artagnan' connect_timeout='10')");
  CHECK_FALSE(connection_of("PG:host='server"));
  CHECK_FALSE(connection_of("PG:active_schema=bag"));
}

TEST_CASE("a password in a path is found, however it is written") {
  for (const char* path :
       {"PG:host=h password=geheim", "PG:host=h PASSWORD=geheim", "PG:host=h password = 'ge heim'", "PG:password='geheim'host=h",
        "pg:password=geheim", "PG:sslpassword=geheim", "postgresql://jan:geheim@server/bag", "postgres://jan:geheim@server",
        "PG:postgresql://jan:geheim@server/bag", "postgresql://server/bag?password=geheim", "postgresql://server/bag?user=jan&pass%77ord=geheim",
        "postgresql://jan:ge%40heim@server/bag", "https://jan:geheim@server/bag.gpkg", "HTTPS://jan:geheim@server/bag.gpkg",
        "/vsicurl/https://jan:geheim@server/bag.gpkg", "https://jan%3Ageheim@server/x", "ftp://jan:ge/heim@server/x",
        "https://server/bag.gpkg?token=geheim", "https://server/x?api_key=geheim", "https://server/x?sv=1&sig=geheim",
        "MYSQL:bag,user=jan,password=geheim", "MSSQL:server=s;database=bag;UID=jan;PWD=geheim", "OCI:jan/geheim@server", "ODBC:jan/geheim@dsn",
        "/vsicurl?userpwd=jan:geheim&url=https://server/x", "PG:dbname='postgresql://jan:geheim@h/d'", "PG:dbname='x password=geheim'"}) {
    CAPTURE(path);
    CHECK(holds_password(path));
  }
  for (const char* path :
       {"omgeving.gpkg", "map/wachtwoorden.gpkg", "PG:host=h user=jan dbname=bag", "PG:host=h passfile=/home/jan/.pgpass", "PG:service=bag",
        "PG:host=h password=", "postgresql://jan@server:5432/bag", "https://server:8080/map/jan@x.gpkg", "https://service.pdok.nl/bag.gpkg?datum=1",
        "C:/map/pand:1.gpkg", "a=b.gpkg", "plan@2026.gpkg"}) {
    CAPTURE(path);
    CHECK_FALSE(holds_password(path));
  }
}
