// libFuzzer harness: reading a dossier of any bytes ends in a dossier or in a DossierError, never in a crash.
// Seeds: tests/data/dossier.
#include "support/temp_folder.hpp"

#include "batterisk/core/dossier/dossier.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const batterisk::test::TempFolder folder;
  const auto file = folder / "dossier.toml";
  batterisk::test::write_bytes(file, std::string{bytes, bytes + size});
  try {
    (void)batterisk::load_dossier(file);
  } catch (const batterisk::DossierError&) {  // what broken input has to give
  }
  return 0;
}
