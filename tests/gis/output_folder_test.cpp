// A folder that one run writes into: all or nothing, everything of others stays, and nothing happens through links.
#include "fixture.hpp"

#include "batterisk/core/base/cancelled.hpp"
#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/gis/write/new_file.hpp"
#include "batterisk/gis/write/output_folder.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <string>
#include <thread>

using namespace batterisk;
namespace fs = std::filesystem;

namespace {

// Every name below a folder with its text, "->" and where it leads, or "/".
std::map<std::string, std::string> content(const fs::path& folder) {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    std::string& what = all[entry.path().lexically_relative(folder).string()];
    if (entry.is_symlink()) {
      what = "->" + fs::read_symlink(entry.path()).string();
    } else {
      what = entry.is_directory() ? "/" : fixture::bytes(entry.path());
    }
  }
  return all;
}

using Content = std::map<std::string, std::string>;

Code code_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const FileError& error) {
    return error.diagnostics().front().code;
  }
  return {'-', 0};
}

void write(const fs::path& folder, const std::vector<std::pair<std::string, std::string>>& files,
           const std::vector<std::string>& gone = {}) {
  gis::OutputFolder output{folder};
  for (const auto& [name, text] : files) output.write(name, text);
  for (const std::string& name : gone) output.remove(name);
  (void)output.put_in_place();
}

ino_t inode(const fs::path& path) {
  struct stat status {};
  REQUIRE(::lstat(path.c_str(), &status) == 0);
  return status.st_ino;
}

// The working folder of this test; one in which something is written cannot change places.
class WorkingFolder {
 public:
  explicit WorkingFolder(const fs::path& path) : before_{fs::current_path()} { fs::current_path(path); }
  ~WorkingFolder() { fs::current_path(before_); }
  WorkingFolder(const WorkingFolder&) = delete;
  WorkingFolder& operator=(const WorkingFolder&) = delete;

 private:
  fs::path before_;
};

}  // namespace

TEST_CASE("the files of a run change together, and what others keep in the folder stays") {
  const fixture::Folder folder;
  const fs::path uit = folder / "uit";
  write(uit, {{"a.json", "oud a"}, {"csv/b.csv", "oud b"}, {"c.gpkg", "oud c"}});
  CHECK(content(folder.path()) == Content{{"uit", "/"}, {"uit/a.json", "oud a"}, {"uit/csv", "/"}, {"uit/csv/b.csv", "oud b"}, {"uit/c.gpkg", "oud c"}});
  fixture::write_text(uit / "notitie.txt", "van mij");
  fixture::write_text(uit / "c.gpkg-wal", "van SQLite, hoort bij de oude c");
  fs::create_directories(uit / "eigen/diep");
  fs::create_directories(uit / "leeg");
  fixture::write_text(uit / "eigen/diep/x", "ook van mij");
  fixture::write_text(uit / "csv/eigen.csv", "naast die van ons");
  fixture::write_text(folder / "buiten", "blijft");
  fs::create_symlink("../buiten", uit / "naar");
  fs::create_symlink("nergens", uit / "dood");
  fs::permissions(uit, fs::perms::owner_all);
  const ino_t note = inode(uit / "notitie.txt");
  const ino_t place = inode(uit);
  const Content after{{"buiten", "blijft"},           {"uit", "/"},
                      {"uit/a.json", "nieuw a"},      {"uit/c.gpkg", "nieuw c"},
                      {"uit/notitie.txt", "van mij"}, {"uit/eigen", "/"},
                      {"uit/eigen/diep", "/"},        {"uit/eigen/diep/x", "ook van mij"},
                      {"uit/leeg", "/"},              {"uit/csv", "/"},
                      {"uit/csv/eigen.csv", "naast die van ons"}, {"uit/naar", "->../buiten"}, {"uit/dood", "->nergens"}};
  SECTION("both folders change places") {
    write(uit, {{"a.json", "nieuw a"}, {"c.gpkg", "nieuw c"}}, {"csv/b.csv"});
    CHECK(inode(uit) != place);
    CHECK(fs::status(uit).permissions() == fs::perms::owner_all);
    CHECK(content(folder.path()) == after);
  }
  SECTION("one by one, in the working folder") {
    const WorkingFolder here{uit};
    write(".", {{"a.json", "nieuw a"}, {"c.gpkg", "nieuw c"}}, {"csv/b.csv"});
    CHECK(inode(uit) == place);
    CHECK(content(folder.path()) == after);
  }
  CHECK(inode(uit / "notitie.txt") == note);
}

TEST_CASE("F002: a folder into which another run writes") {
  const fixture::Folder folder;
  {
    gis::OutputFolder first{folder / "uit"};
    first.write("a.json", "een");
    CHECK(code_of([&] { gis::OutputFolder second{folder / "uit"}; }) == codes::output_in_use);
    CHECK(code_of([&] { gis::OutputFolder second{folder / "." / "uit"}; }) == codes::output_in_use);
    fs::create_directory_symlink("uit", folder / "link");
    CHECK(code_of([&] { gis::OutputFolder second{folder / "link"}; }) == codes::output_in_use);
    (void)first.put_in_place();
    CHECK(code_of([&] { gis::OutputFolder second{folder / "uit"}; }) == codes::output_in_use);
  }
  write(folder / "link", {{"a.json", "twee"}});
  CHECK(content(folder.path()) == Content{{"link", "->uit"}, {"uit", "/"}, {"uit/a.json", "twee"}});
}

TEST_CASE("nothing is written or removed through a link in the folder") {
  const fixture::Folder folder;
  fs::create_directories(folder / "ander/csv");
  fixture::write_text(folder / "ander/a.json", "van een ander");
  fixture::write_text(folder / "ander/csv/b.csv", "van een ander");
  fs::create_directories(folder / "uit");
  const auto others = [&] {
    return fixture::bytes(folder / "ander/a.json") == "van een ander" && fixture::bytes(folder / "ander/csv/b.csv") == "van een ander" &&
           content(folder / "ander").size() == 3;
  };
  SECTION("a file of ours is a link") {
    fs::create_symlink("../ander/a.json", folder / "uit/a.json");
    write(folder / "uit", {{"a.json", "nieuw"}});
    CHECK(content(folder / "uit") == Content{{"a.json", "nieuw"}});
  }
  SECTION("a folder of ours is a link") {
    fs::create_directory_symlink("../ander/csv", folder / "uit/csv");
    CHECK(code_of([&] { write(folder / "uit", {{"csv/b.csv", "nieuw"}}); }) == codes::not_writable);
    CHECK(content(folder / "uit") == Content{{"csv", "->../ander/csv"}});
  }
  SECTION("a file that goes lies behind a link") {
    fs::create_directory_symlink("../ander/csv", folder / "uit/csv");
    write(folder / "uit", {{"a.json", "nieuw"}}, {"csv/b.csv"});
    const WorkingFolder here{folder / "uit"};
    write(folder / "uit", {{"a.json", "nieuw"}}, {"csv/b.csv"});
    CHECK(content(folder / "uit") == Content{{"a.json", "nieuw"}, {"csv", "->../ander/csv"}});
  }
  SECTION("names that we would use on the way are links") {
    fs::create_symlink("../ander/a.json", folder / "uit/.batterisk.plan");
    fs::create_symlink("../ander/a.json", folder / "uit/.batterisk.slot");
    CHECK(code_of([&] { write(folder / "uit", {{"a.json", "nieuw"}}); }) == codes::not_writable);
  }
  SECTION("a single file") {
    fs::create_symlink("ander/a.json", folder / "a.json");
    gis::write_file(folder / "a.json", "nieuw");
    CHECK(fixture::bytes(folder / "a.json") == "nieuw");
    CHECK_FALSE(fs::is_symlink(folder / "a.json"));
  }
  CHECK(others());
}

TEST_CASE("a plan of somebody else does nothing outside the folder") {
  const fixture::Folder folder;
  fs::create_directories(folder / "uit/.batterisk.1-1.nieuw");
  fixture::write_text(folder / "kostbaar", "blijft");
  fixture::write_text(folder / "uit/.batterisk.1-1.nieuw/x", "x");
  for (const std::string text : {"batterisk plan 1\nlijst in .batterisk.1-1.nieuw\n-../kostbaar\n+../ander\n", "batterisk plan 1\nwissel naast ../uit\n",
                                 "batterisk plan 1\nlijst naast kostbaar\n+x\n", "batterisk plan 1\nlijst in .batterisk.1-1.nieuw\n-/etc/passwd\n", "rommel"}) {
    fixture::write_text(folder / "uit/.batterisk.plan", text);
    write(folder / "uit", {{"a.json", "nieuw"}});
    CHECK(content(folder.path()) == Content{{"kostbaar", "blijft"}, {"uit", "/"}, {"uit/a.json", "nieuw"}});
  }
}

TEST_CASE("what a stop leaves") {
  const fixture::Folder folder;
  write(folder / "uit", {{"a.json", "oud"}});
  std::stop_source stop;
  {
    gis::OutputFolder output{folder / "uit", stop.get_token()};
    output.write("a.json", "nieuw");
    stop.request_stop();
    CHECK_THROWS_AS(output.put_in_place(), Cancelled);
    CHECK_THROWS_AS(output.stage("b.json"), Cancelled);
  }
  CHECK(content(folder.path()) == Content{{"uit", "/"}, {"uit/a.json", "oud"}});
  { gis::OutputFolder nothing{folder / "nieuw/diep"}; }
  CHECK_FALSE(fs::exists(folder / "nieuw"));
}

TEST_CASE("two files that belong together") {
  const fixture::Folder folder;
  for (const std::string text : {"oud", "nieuw"}) {
    gis::write_files({{folder / "r.pdf", text + " pdf"}, {folder / "r.html", text + " html"}});
    CHECK(content(folder.path()) == Content{{"r.pdf", text + " pdf"}, {"r.html", text + " html"}});
  }
  fs::create_directories(folder / "s.html");
  CHECK(code_of([&] { gis::write_files({{folder / "s.pdf", "x"}, {folder / "s.html", "y"}}); }) == codes::not_writable);
  CHECK_FALSE(fs::exists(folder / "s.pdf"));
}

TEST_CASE("a device or pipe is written to and stays what it is") {
  const fixture::Folder folder;
  REQUIRE(::mkfifo((folder / "pijp").c_str(), 0600) == 0);
  std::string read;
  std::thread reader{[&] { read = fixture::bytes(folder / "pijp"); }};
  const std::string text(300000, 'x');
  gis::write_file(folder / "pijp", text);
  reader.join();
  CHECK(read == text);
  CHECK(fs::is_fifo(folder / "pijp"));
  gis::write_file("/dev/zero", "x");
  CHECK(fs::is_character_file("/dev/zero"));
  CHECK(code_of([] { gis::write_file("/dev/full", "x"); }) == codes::not_writable);
  CHECK(fs::is_character_file("/dev/full"));
  CHECK(code_of([&] { gis::write_file(folder.path(), "x"); }) == codes::not_writable);
  std::stop_source stop;
  std::jthread stopper{[&] { std::this_thread::sleep_for(std::chrono::milliseconds{100}); stop.request_stop(); }};
  CHECK_THROWS_AS(gis::write_file(folder / "pijp", "niemand leest", stop.get_token()), Cancelled);
}
