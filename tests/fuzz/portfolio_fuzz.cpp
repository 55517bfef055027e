// Reading a portfolio of any bytes. Seeds: tests/fuzz/seeds/portfolio.
#include "fuzz/fuzz_input.hpp"

#include "batterisk/core/dossier/portfolio.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const batterisk::test::TempFolder folder;
  const auto file = folder / "portefeuille.toml";
  batterisk::test::write_bytes(file, batterisk::test::text_of(bytes, size));
  return batterisk::test::expect_input_error([&] { (void)batterisk::load_portfolio(file); });
}
