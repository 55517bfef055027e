#pragma once

#include <string>

namespace CLI {
class App;
}

namespace batterisk::cli {

/// Puts headings, types and descriptions of the help of a command and all below it in a language: "nl" or "en". The
/// commands are described in Dutch; a description without English stays as it is.
void translate_help(CLI::App& app, const std::string& lang);

}  // namespace batterisk::cli
