// Reading the manifest of a prepared folder of any bytes. Seeds: tests/fuzz/seeds/manifest.
#include "fuzz/fuzz_input.hpp"

#include "batterisk/core/dossier/dossier.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const batterisk::test::TempFolder folder;
  batterisk::test::write_bytes(folder / "manifest.toml", batterisk::test::text_of(bytes, size));
  batterisk::test::write_bytes(folder / "panden.fgb", "x");
  return batterisk::test::expect_input_error([&] { (void)batterisk::prepared_layers(folder.path()); });
}
