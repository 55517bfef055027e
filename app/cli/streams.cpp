#include "streams.hpp"

#include "batterisk/core/base/codes.hpp"
#include "batterisk/core/base/diagnostic.hpp"
#include "batterisk/core/base/system_reason.hpp"

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <iostream>
#include <mutex>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace batterisk::cli {

void hold_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) != -1) continue;
    // The lowest free number is that of the stream. What it is opened for makes reading or printing fail, save on stderr.
    (void)::open("/dev/null", stream == STDOUT_FILENO ? O_RDONLY : O_WRONLY);
  }
}

void say(std::string_view text) {
  (void)std::fwrite(text.data(), 1, text.size(), stderr);
  (void)std::fflush(stderr);
}

LastResort::LastResort(std::stop_token asked, int code)
    : watch_{[asked = std::move(asked), code](const std::stop_token& done) {
        constexpr std::chrono::milliseconds step{50};
        constexpr int grace = 14;  // steps: so that all ends within a second
        std::mutex mutex;
        std::condition_variable_any never;
        int waited = 0;
        for (std::unique_lock lock{mutex}; waited < grace; waited += asked.stop_requested() ? 1 : 0) {
          never.wait_for(lock, done, step, [] { return false; });
          if (done.stop_requested()) return;
        }
        ::_exit(code);
      }} {}

bool stdout_failed() { return std::ferror(stdout) != 0 || std::cout.fail(); }

void flush_stdout() {
  errno = 0;
  const bool flushed = std::fflush(stdout) == 0;
  const int reason = errno;
  std::cout.flush();
  if (flushed && !stdout_failed()) return;
  const std::error_code error{reason != 0 ? reason : errno != 0 ? errno : EIO, std::generic_category()};
  throw FileError({{codes::not_printed, Severity::Fout, {"stdout", 0, 0, {}}, {system_reason(error)}}});
}

}  // namespace batterisk::cli
