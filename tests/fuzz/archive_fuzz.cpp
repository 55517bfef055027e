// Opening a report or archive of any bytes. Seeds: tests/data/archives.
#include "fuzz/fuzz_input.hpp"

#include "batterisk/study/archive/archive.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace batterisk;
  static const test::TempFolder folder;
  const auto file = folder / "archief";
  test::write_bytes(file, test::text_of(bytes, size));
  return test::expect_input_error([&] { (void)study::open_stored(file); });
}
