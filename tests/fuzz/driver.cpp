// Runs a fuzz target without libFuzzer: every seed, then mutations of them that are the same every time.
//   batterisk_fuzz_x RUNS SEED...    RUNS: how many, or for how long ("60s", other ones each time); SEED: a file or a folder
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

void run(const std::string& input) {
  (void)LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

// Numbers and marks that readers stumble over.
const std::vector<std::string> words{"0", "-1", "1e308", "nan", "18446744073709551615", "4294967296", "\"", "'", "[[", "]]", "{", "}",
                                     "\n", "\\u0000", "\xFF\xFE", "\xEF\xBB\xBF", "../", ".", ",", ";", "=", "null", "true"};

std::string mutated(std::string text, const std::string& other, std::mt19937_64& random) {
  const auto below = [&random](std::size_t n) { return n == 0 ? std::size_t{0} : static_cast<std::size_t>(random() % n); };
  for (std::size_t changes = 1 + below(4); changes > 0; --changes) {
    const std::size_t at = below(text.size() + 1);
    const std::size_t length = std::min(text.size() - at, below(below(2) == 0 ? 4 : 64));
    switch (below(7)) {
      case 0:
        if (at < text.size()) text[at] = static_cast<char>(random());
        break;
      case 1:
        text.erase(at, length);
        break;
      case 2:
        text.insert(at, text.substr(at, length));
        break;
      case 3:
        text.insert(at, words[below(words.size())]);
        break;
      case 4:
        text.replace(at, length, words[below(words.size())]);
        break;
      case 5:
        if (!other.empty()) text.replace(at, length, other.substr(below(other.size()), 64));
        break;
      default:
        text.resize(at);
    }
  }
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  std::vector<fs::path> paths;
  for (int i = 2; i < argc; ++i) {
    if (!fs::is_directory(argv[i])) {
      paths.emplace_back(argv[i]);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(argv[i])) {
      if (entry.is_regular_file()) paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> seeds;
  for (const fs::path& path : paths) seeds.push_back(read(path));
  if (seeds.empty()) return 2;
  for (const std::string& seed : seeds) run(seed);
  const std::string wanted = argv[1];
  const bool timed = wanted.ends_with('s');
  const long limit = std::atol(wanted.c_str());
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{limit};
  std::mt19937_64 random{timed ? std::random_device{}() : 1U};
  long done = 0;
  for (; timed ? std::chrono::steady_clock::now() < end : done < limit; ++done) {
    run(mutated(seeds[random() % seeds.size()], seeds[random() % seeds.size()], random));
  }
  std::printf("%zu seeds, %ld mutations\n", seeds.size(), done);
  return 0;
}
