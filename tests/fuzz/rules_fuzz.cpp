// libFuzzer harness: reading and typing a rule file of any bytes ends in a catalog or in a RuleFileError,
// never in a crash. The first byte chooses whose typed reader gets the rest. Seeds: the files of rules/, with
// a byte in front.
#include "support/temp_folder.hpp"

#include "batterisk/core/rules/rule_set.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace {

constexpr std::array<const char*, 8> files{"proef/2026-01-01.toml",      "bkl/2026-01-01.toml",
                                           "or/2026-01-01.toml",         "klassen/2024-01-01.toml",
                                           "oordeel/2024-01-01.toml",    "stoffen/2026-01-01.toml",
                                           "referentie/2026-01-01.toml", "weer/2020-12-31.toml"};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const batterisk::test::TempFolder folder;
  batterisk::test::write_bytes(folder / "bronnen.toml",
                               "[bkl]\ntitel = \"Besluit kwaliteit leefomgeving\"\n");
  batterisk::test::write_bytes(folder / files[bytes[0] % files.size()], std::string{bytes + 1, bytes + size});
  try {
    batterisk::check_rule_catalog(batterisk::load_rule_catalog(folder.path()));
  } catch (const batterisk::RuleFileError&) {  // what broken input has to give
  }
  return 0;
}
