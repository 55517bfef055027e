// Reading a weather table of any bytes. Seeds: the tables of rules/.
#include "fuzz/fuzz_input.hpp"

#include "batterisk/core/rules/weather.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const batterisk::test::TempFolder folder;
  const auto file = folder / "weer.csv";
  batterisk::test::write_bytes(file, batterisk::test::text_of(bytes, size));
  return batterisk::test::expect_input_error([&] { (void)batterisk::read_weather_table(file, "weer.csv", 'D'); });
}
