// Reading a drawing (DXF) of any bytes. Seeds: tests/fuzz/seeds/drawing.
#include "fuzz/fuzz_input.hpp"

#include "batterisk/gis/read/shapes.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace batterisk;
  const test::TempFolder folder;
  const auto file = folder / "tekening.dxf";
  test::write_bytes(file, test::text_of(bytes, size));
  return test::expect_input_error([&] { (void)gis::read_drawing(file, "", "EPSG:28992"); });
}
