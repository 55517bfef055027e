#include "batterisk/study/dossier/version.hpp"

#include "version_info.hpp"

namespace batterisk::study {

std::string version() { return BATTERISK_VERSION; }
std::string commit() { return BATTERISK_COMMIT; }
std::string compiler() {
#if defined(__clang__)
  return "clang " __clang_version__;
#else
  return "gcc " __VERSION__;
#endif
}
std::string compile_flags() { return "-ffp-contract=off -fno-math-errno"; }

}  // namespace batterisk::study
