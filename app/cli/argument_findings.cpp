#include "arguments.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/codes_typed.hpp"

#include <regex>

#include <CLI/CLI.hpp>

namespace batterisk::cli {
namespace {

// What the parser of arguments says, as pattern, and the message that stands for it with the parts of the pattern as
// arguments. Its exceptions hold no more than these sentences.
struct Saying {
  const char* pattern;
  Code code;
};

const Saying sayings[] = {
    {R"(The following arguments? (?:was|were) not expected: (.*))", codes::argument_unexpected},
    {R"(A subcommand is required)", codes::command_missing},
    {R"((.*) is required)", codes::argument_missing},
    {R"((.*): \d+ required .* missing)", codes::argument_value_missing},
    {R"(Expected (?:exactly|at least) (\d+) arguments to (.*), got (\d+))", codes::argument_count},
    {R"((.*): At (?:least|Most) (\d+) required but received (\d+))", codes::argument_count},
    {R"((.*) was given a disallowed flag override)", codes::argument_takes_none},
    {R"(Could not convert: (.*) = (.*))", codes::argument_no_number},
    {R"(The value .* is not an allowed value for (.*))", codes::argument_takes_none},
    {R"((.*): (?:too many inputs for a flag|Should be true/false or a number))", codes::argument_takes_none},
    {R"((.*): Too many .*)", codes::argument_unexpected},
    {R"((.*): (.*) not in \{(.*)\})", {'D', codes::unknown_choice}},
};

// "a,b" as "a, b".
std::string spaced(const std::string& list) {
  std::string out;
  for (const char c : list) out += c == ',' ? ", " : std::string{c};
  return out;
}

}  // namespace

std::vector<Diagnostic> argument_findings(const CLI::App& app, const CLI::ParseError& error) {
  const std::string said = error.what();
  std::vector<Diagnostic> findings;
  const auto add = [&findings](Code code, std::vector<std::string> args) {
    findings.push_back({code, Severity::Fout, command_line, std::move(args)});
  };
  for (const Saying& saying : sayings) {
    std::smatch match;
    if (!std::regex_match(said, match, std::regex{saying.pattern})) continue;
    std::vector<std::string> args(match.begin() + 1, match.end());
    if (saying.code == codes::argument_count && said.starts_with("Expected")) std::swap(args[0], args[1]);
    if (saying.code == Code{'D', codes::unknown_choice}) args[2] = spaced(args[2]);
    add(saying.code, std::move(args));
    break;
  }
  if (findings.empty()) add(codes::arguments_unreadable, {});
  // A slip in the name of a command or option stands behind many of them.
  for (const std::string& extra : app.remaining(true)) {
    if (findings.front().code != codes::argument_unexpected) add(codes::argument_unexpected, {extra});
  }
  return findings;
}

}  // namespace batterisk::cli
