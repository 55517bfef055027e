// Merging a batch whose journal, manifest or shapes are any bytes: the first byte chooses which. Seeds: tests/fuzz/seeds/batch.
#include "fuzz/fuzz_input.hpp"

#include "batterisk/portfolio/batch.hpp"
#include "batterisk/portfolio/compare.hpp"
#include "batterisk/portfolio/zone_shapes.hpp"

namespace {

constexpr const char* manifest = R"({"schema_versie":2,"portefeuille":"x","portefeuille_sha256":"0","sites":1,"regelset":"r",
"ontwerp":false,"regels":[],"afwijkingen":[],"peildatum":"2026-11-01","aanvraagdatum":"","lagen":[],"weer":"","batterisk":"x"})";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace batterisk;
  if (size == 0) return 0;
  const test::TempFolder folder;
  const std::string text = test::text_of(bytes + 1, size - 1);
  const int which = bytes[0] % 3;
  if (which == 2) {
    test::write_bytes(folder / "vorm.csv", text);
    return test::expect_input_error([&] { (void)portfolio::read_zone_shapes(folder / "vorm.csv"); });
  }
  test::write_bytes(folder / "deel/batch.json", which == 0 ? text : manifest);
  test::write_bytes(folder / "deel/voortgang/1-van-1.log", which == 1 ? text : "");
  test::expect_input_error([&] { (void)portfolio::merge({folder / "deel"}, folder / "samen"); });
  return test::expect_input_error([&] { (void)portfolio::compare_batches(folder / "deel", folder / "samen"); });
}
