// A layer that was read is the layer that was hashed.
#include "support/paths.hpp"
#include "support/temp_folder.hpp"

#include "batterisk/core/base/codes_layers.hpp"
#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/core/base/sha256.hpp"
#include "batterisk/gis/read/layer_state.hpp"
#include "batterisk/study/run/objects.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <functional>
#include <string>

using namespace batterisk;
using test::write_bytes;

namespace {

Dossier with_layer(const std::filesystem::path& path) {
  Dossier dossier;
  LayerSource layer;
  layer.path = path;
  layer.shown_path = path.filename().string();
  dossier.layers.push_back(layer);
  return dossier;
}

Code code_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const LayerError& error) {
    return error.diagnostics().front().code;
  }
  return {'-', 0};
}

}  // namespace

TEST_CASE("L050: whatever happens to the files of a layer between reading and hashing") {
  const test::TempFolder folder;
  const auto change = [&](const std::string& layer, const std::function<void()>& what) {
    const study::LayerWatch watch{with_layer(folder / layer)};
    CHECK(code_of([&] { watch.check(); }) == Code{'-', 0});
    what();
    return code_of([&] { (void)watch.hashes(); });
  };
  write_bytes(folder / "laag.gpkg", "een");
  CHECK(change("laag.gpkg", [] {}) == Code{'-', 0});
  CHECK(change("laag.gpkg", [&] { write_bytes(folder / "laag.gpkg", "twee"); }) == codes::layer_changed);
  CHECK(change("laag.gpkg", [&] { write_bytes(folder / "laag.gpkg", "drie"); }) == codes::layer_changed);
  CHECK(change("laag.gpkg", [&] { write_bytes(folder / "laag.gpkg-wal", "log"); }) == codes::layer_changed);
  CHECK(change("laag.gpkg", [&] { std::filesystem::remove(folder / "laag.gpkg-wal"); }) == codes::layer_changed);
  // There and back again: what was read in between was another file.
  CHECK(change("laag.gpkg", [&] {
          std::filesystem::rename(folder / "laag.gpkg", folder / "weg");
          write_bytes(folder / "laag.gpkg", "ander");
          std::filesystem::rename(folder / "weg", folder / "laag.gpkg");
        }) == codes::layer_changed);
  for (const char* part : {"weg.shp", "weg.shx", "weg.dbf", "weg.prj", "weg.cpg"}) write_bytes(folder / part, "oud");
  for (const char* part : {"weg.shp", "weg.shx", "weg.dbf", "weg.prj", "weg.cpg"}) {
    CAPTURE(part);
    CHECK(change("weg.shp", [&] { write_bytes(folder / part, "new"); }) == codes::layer_changed);
  }
  write_bytes(folder / "map.gdb/a", "oud");
  CHECK(change("map.gdb", [&] { write_bytes(folder / "map.gdb/b", "erbij"); }) == codes::layer_changed);
}

TEST_CASE("the hash is of every file that the layer is made of") {
  const test::TempFolder folder;
  const auto hash = [&](const std::string& layer, LayerHash form = LayerHash::Parts) {
    Dossier dossier = with_layer(folder / layer);
    dossier.layer_hash = form;
    return study::LayerWatch{dossier}.hashes().at(layer);
  };
  write_bytes(folder / "laag.gpkg", "een");
  CHECK(hash("laag.gpkg") == sha256("een"));
  CHECK(hash("laag.gpkg", LayerHash::NamedFile) == sha256("een"));
  write_bytes(folder / "laag.gpkg-wal", "");
  CHECK(hash("laag.gpkg") == sha256("een"));
  write_bytes(folder / "laag.gpkg-wal", "log");
  CHECK(hash("laag.gpkg") == sha256("batterisk delen 1\nlaag.gpkg " + sha256("een") + "\nlaag.gpkg-wal " + sha256("log") + "\n"));
  CHECK(hash("laag.gpkg", LayerHash::NamedFile) == sha256("een"));
  write_bytes(folder / "weg.shp", "s");
  write_bytes(folder / "weg.DBF", "d");
  const std::string whole = hash("weg.shp");
  CHECK(whole == sha256("batterisk delen 1\nweg.shp " + sha256("s") + "\nweg.DBF " + sha256("d") + "\n"));
  write_bytes(folder / "weg.prj", "p");
  CHECK(hash("weg.shp") != whole);
  CHECK(hash("weg.shp", LayerHash::NamedFile) == sha256("s"));
  write_bytes(folder / "map.gdb/b", "2");
  write_bytes(folder / "map.gdb/a", "1");
  write_bytes(folder / "map.gdb/x.lock", "nu");
  CHECK(hash("map.gdb") == sha256("batterisk delen 1\na " + sha256("1") + "\nb " + sha256("2") + "\n"));
  CHECK(hash("nergens.gpkg").empty());
}

TEST_CASE("L018: a prepared layer that is not what its manifest says, of the same size") {
  const test::TempFolder folder;
  write_bytes(folder / "panden.fgb", "goed");
  Dossier dossier = with_layer(folder / "panden.fgb");
  dossier.layers.front().prepared = true;
  dossier.layers.front().origin = LayerOrigin{sha256("goed"), 1, {}};
  CHECK(study::LayerWatch{dossier}.hashes().at("panden.fgb") == sha256("goed"));
  write_bytes(folder / "panden.fgb", "fout");
  CHECK(code_of([&] { (void)study::LayerWatch{dossier}.hashes(); }) == codes::prepared_file_changed);
}
