// What reads a file gives up on what is no file, has no end or nests without end, and long work on a stop.
#include "support/temp_folder.hpp"

#include "batterisk/core/base/cancelled.hpp"
#include "batterisk/core/base/file_bytes.hpp"
#include "batterisk/core/base/json_reading.hpp"
#include "batterisk/core/base/parallel.hpp"
#include "batterisk/core/base/stop.hpp"
#include "batterisk/core/base/temporary_folder.hpp"
#include "batterisk/core/base/toml_span.hpp"
#include "batterisk/core/dossier/dossier.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

using namespace batterisk;

TEST_CASE("only a file is read, and not one without end") {
  const test::TempFolder folder;
  test::write_bytes(folder / "bestand", "tekst");
  CHECK(read_file(folder / "bestand").bytes == "tekst");
  CHECK(read_file(folder / "bestand", 5).bytes == "tekst");
  CHECK(read_file(folder / "bestand", 4).reason == "is te groot om te lezen");
  CHECK(read_file(folder / "nergens").reason == "bestaat niet");
  CHECK(read_file(folder.path()).reason == "is een map");
  REQUIRE(::mkfifo((folder / "pijp").c_str(), 0600) == 0);
  CHECK(read_file(folder / "pijp").reason == "is een pijp of een apparaat, geen bestand");
  CHECK(read_file("/dev/zero").reason == "is een pijp of een apparaat, geen bestand");
}

TEST_CASE("JSON that nests without end is none") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK_FALSE(nests_too_deep(nested(100)));
  CHECK(nests_too_deep(nested(101)));
  CHECK(nests_too_deep(std::string(1'000'000, '{')));
  CHECK_FALSE(nests_too_deep("[\"" + std::string(1000, '[') + "\\\"" + std::string(1000, '{') + "\"]"));
  CHECK_FALSE(nests_too_deep(std::string(1000, ']')));
}

TEST_CASE("a name of TOML with parts without end is refused where it stands") {
  const auto code = [](const std::string& toml) -> std::string {
    try {
      (void)parse_dossier(toml, "proef.toml", "proef.toml");
    } catch (const DossierError& error) {
      const Diagnostic& first = error.diagnostics().front();
      return to_string(first.code) + " " + std::to_string(first.place.line) + " " + (first.args.empty() ? "" : first.args.front());
    }
    return "";
  };
  const auto name = [](std::size_t parts) {
    std::string text = "a";
    for (std::size_t i = 1; i < parts; ++i) text += ".a";
    return text;
  };
  const std::string refused = "een naam heeft meer dan 20 delen";
  CHECK(code("x = 1\n[" + name(10000) + "]\n") == "D002 2 " + refused);
  CHECK(code("x = \"\"\"\n\n" + name(50) + "\n\"\"\"\n" + name(21) + " = 1\n") == "D002 5 " + refused);
  CHECK(code("\"a\".'b'." + name(19) + " = 1\n") == "D002 1 " + refused);
  CHECK(code("x = { y = { " + name(21) + " = 1 } }\n") == "D002 1 " + refused);
  for (const std::string& good : std::vector<std::string>{"[" + name(20) + "]\n", "x = '" + name(50) + "'\n", "# " + name(50) + "\n", "x = [1.5, 2.5, " + std::string{"1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5]\n"}}) {
    CAPTURE(good);
    CHECK(code(good).find(refused) == std::string::npos);
  }
  CHECK_THROWS_AS(toml_spans("[" + name(10000) + "]\n"), DossierError);
}

TEST_CASE("work on all cores ends soon after a stop") {
  std::stop_source stop;
  std::atomic<std::size_t> done{0};
  const auto work = [&] {
    parallel_for(1'000'000, [&](std::size_t) {
      if (++done == 100) stop.request_stop();
      std::this_thread::sleep_for(std::chrono::microseconds{100});
    });
  };
  {
    const StopScope scope{stop.get_token()};
    CHECK_THROWS_AS(work(), Cancelled);
    CHECK_THROWS_AS(stop_point(), Cancelled);
    {
      const StopScope inner{std::stop_token{}};
      CHECK_NOTHROW(stop_point());
    }
    CHECK_THROWS_AS(stop_point(), Cancelled);
  }
  CHECK(done < 1000);
  CHECK_NOTHROW(stop_point());
}

TEST_CASE("a temporary folder goes with its object, and those of killed programs with the next") {
  const test::TempFolder parent;
  const std::string before = std::getenv("TMPDIR") != nullptr ? std::getenv("TMPDIR") : "";
  REQUIRE(::setenv("TMPDIR", parent.path().c_str(), 1) == 0);
  const auto age = [](const std::filesystem::path& path) {
    std::filesystem::last_write_time(path, std::filesystem::last_write_time(path) - std::chrono::hours{1});
  };
  std::filesystem::path mine;
  {
    const TemporaryFolder held;
    test::write_bytes(held.path() / "x", "x");
    age(held.path());
    for (const char* left : {"batterisk-AbCdEf", "batterisk-te-lang", "iets-anders"}) {
      test::write_bytes(parent / left / "x", "x");
      age(parent / left);
    }
    test::write_bytes(parent / "batterisk-ZoNet0" / "x", "x");  // made just now
    const TemporaryFolder next;
    mine = next.path();
    CHECK(std::filesystem::exists(held.path() / "x"));
    CHECK(std::filesystem::exists(mine));
    CHECK_FALSE(std::filesystem::exists(parent / "batterisk-AbCdEf"));
    for (const char* stays : {"batterisk-te-lang", "iets-anders", "batterisk-ZoNet0"}) CHECK(std::filesystem::exists(parent / stays));
  }
  CHECK_FALSE(std::filesystem::exists(mine));
  REQUIRE((before.empty() ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", before.c_str(), 1)) == 0);
}
