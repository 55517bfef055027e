// Opening an archive, and a folder of results, with a receipt of any bytes. Seeds: tests/fuzz/seeds/receipt.
#include "fuzz/fuzz_input.hpp"

#include "batterisk/study/archive/archive.hpp"
#include "batterisk/study/archive/bundle.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace batterisk;
  static const test::TempFolder folder;
  const std::string receipt = test::text_of(bytes, size);
  const auto file = folder / "archief.zip";
  test::write_bytes(file, study::zip_of({{"ontvangstbewijs.json", receipt}, {"dossier.toml", "x"}, {"resultaat.json", "{}"}}, "2026-11-01"));
  test::expect_input_error([&] { (void)study::open_stored(file); });
  test::write_bytes(folder / "uit/ontvangstbewijs.json", receipt);
  (void)study::files_of_last_run(folder / "uit");
  return test::expect_input_error([&] { (void)study::open_stored(folder / "uit"); });
}
