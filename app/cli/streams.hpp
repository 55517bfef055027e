#pragma once

#include <stop_token>
#include <string_view>
#include <thread>

namespace batterisk::cli {

/// A standard stream that is closed would give its number to the next file that is opened, and take what is printed there.
/// Afterwards nothing can be read from stdin, printing on stdout fails, and stderr goes nowhere, when they were closed.
void hold_standard_streams();

/// Text on stderr. A stderr that takes nothing stops no work.
void say(std::string_view text);

/// Ends the program with `code` when a stop that was asked for is not followed in time: inside a library nothing looks at
/// it. What is being written is then as if the program was killed, which every file stands. Lives as long as the work.
class LastResort {
 public:
  LastResort(std::stop_token asked, int code);

 private:
  std::jthread watch_;
};

/// Everything printed so far has left the program. Throws FileError (F003).
void flush_stdout();

/// Whether stdout refused something.
[[nodiscard]] bool stdout_failed();

}  // namespace batterisk::cli
