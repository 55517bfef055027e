#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

#include "support/paths.hpp"

namespace batterisk::test {

std::filesystem::path source_folder() { return BATTERISK_SOURCE_DIR; }
std::filesystem::path rules_folder() { return source_folder() / "rules"; }
std::filesystem::path data_folder() { return source_folder() / "tests" / "data"; }

}  // namespace batterisk::test
