// Reading a table of places of any bytes. Seeds: tests/fuzz/seeds/points.
#include "fuzz/fuzz_input.hpp"

#include "batterisk/gis/points/points.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const batterisk::test::TempFolder folder;
  const auto file = folder / "plaatsen.csv";
  batterisk::test::write_bytes(file, batterisk::test::text_of(bytes, size));
  return batterisk::test::expect_input_error(
      [&] { (void)batterisk::gis::read_points({file, "plaatsen.csv", "", "id", {}, "x", "y", false, {}}); });
}
