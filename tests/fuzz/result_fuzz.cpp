// Comparing results of any bytes. Seeds: tests/fuzz/seeds/result.
#include "fuzz/fuzz_input.hpp"

#include "batterisk/portfolio/result_compare.hpp"
#include "batterisk/study/archive/archive.hpp"

namespace {

constexpr const char* plain = R"({"oordeel":{"eindoordeel":"voldoet"},"parameters":[{"parameter":"a","waarde":1}],"run_info":[
{"sleutel":"programma","waarde":"x"}],"getroffen_pand":[{"identificatie":"1","oordeel":"voldoet","categorie_kwetsbaarheid":"geen",
"pr_max_per_jaar":1e-7,"in_brand":true,"in_explosie":false,"in_gifwolk":false}],"pr_contour":[{"type_pr":"10-6",
"geometrie":{"type":"MultiPolygon","coordinates":[[[[1,1],[2,1],[2,2],[1,1]]]]}}]})";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace batterisk;
  const std::string result = test::text_of(bytes, size);
  (void)study::compare_results(result, plain);
  test::expect_input_error([&] { (void)portfolio::compare_results(result, plain, 1e-8); });
  return test::expect_input_error([&] { (void)portfolio::compare_results(plain, result, 1e-8); });
}
