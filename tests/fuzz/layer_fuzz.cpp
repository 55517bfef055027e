// Reading a layer of any bytes. The first byte chooses the ending of its name. Seeds: tests/fuzz/seeds/layer.
#include "fuzz/fuzz_input.hpp"

#include "batterisk/gis/read/layer.hpp"

#include <array>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace batterisk;
  static constexpr std::array<const char*, 8> endings{"geojson", "gml", "csv", "gpkg", "fgb", "shp", "kml", "zip"};
  if (size == 0) return 0;
  const test::TempFolder folder;
  const auto file = folder / (std::string{"laag."} + endings[bytes[0] % endings.size()]);
  test::write_bytes(file, test::text_of(bytes + 1, size - 1));
  return test::expect_input_error([&] {
    for (const LayerKind kind : {LayerKind::Panden, LayerKind::Verblijfsobjecten, LayerKind::Percelen}) {
      gis::LayerRequest request{kind, file, "laag", "", "proef", "2026-11-01"};
      request.crs = "EPSG:28992";
      (void)gis::read_surroundings({request}, {{120000.0, 479000.0}, {121000.0, 480000.0}}, {});
    }
  });
}
