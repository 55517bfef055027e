#include "batterisk/core/base/passed_on.hpp"
#include "batterisk/core/base/printable.hpp"

#include <catch2/catch.hpp>

using namespace batterisk;

TEST_CASE("a text that a terminal would act on is shown by its signs") {
  CHECK(printable("Café Ölçü €") == "Café Ölçü €");
  CHECK(printable("\x1b[2Jweg\x07") == "\\x1b[2Jweg\\x07");
  CHECK(printable("a\nb\tc") == "a\\x0ab\\x09c");
  CHECK(printable("a\nb\tc\r", true) == "a\nb\tc\\x0d");
  CHECK(printable("\xC2\x9B") == "\\x9b");             // CSI as one letter
  CHECK(printable("\xE2\x80\xAE" "fdp") == "\\u202efdp");  // what follows would be shown backwards
  CHECK(printable("\xF3\xA0\x81\x81") == "\\U000e0041");
  CHECK(printable("\xF0\x9F\x94\x8B") == "\xF0\x9F\x94\x8B");
  CHECK(printable("a\xFF" "b\xC3") == "a\\xffb\\xc3");  // no UTF-8
  CHECK(printable("") == "");
}

TEST_CASE("a path is passed on without the name of a home folder") {
  CHECK(without_home("/home/jan/bag/pand.gpkg") == "~/bag/pand.gpkg");
  CHECK(without_home("/Users/jan/pand.gpkg") == "~/pand.gpkg");
  CHECK(without_home("/root/pand.gpkg") == "~/pand.gpkg");
  CHECK(without_home("/home/jan") == "~");
  CHECK(without_home("/home/") == "/home/");
  CHECK(without_home("/rooting/x") == "/rooting/x");
  CHECK(without_home("home/jan/x") == "home/jan/x");
  CHECK(without_home("/data/bag.gpkg") == "/data/bag.gpkg");
  CHECK(file_name("/home/jan/dossier.toml:3:1") == "dossier.toml:3:1");
  CHECK(file_name("dossier.toml") == "dossier.toml");
}
