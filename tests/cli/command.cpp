#include "command.hpp"

#include "support/temp_folder.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>

namespace batterisk::test {
namespace {

int checked(int result, const char* call) {
  if (result < 0) throw std::runtime_error(std::string{call} + " failed");
  return result;
}

int new_file(const std::filesystem::path& path) {
  return checked(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), "open");
}

// In the child, between fork and exec.
[[noreturn]] void become_program(char** argv, const Around& around, int out, int err) {
  constexpr int not_started = 127;
  ::unsetenv("BATTERISK_RULES");
  if (!around.folder.empty() && ::chdir(around.folder.c_str()) != 0) ::_exit(not_started);
  if (around.file_limit) {
    const rlimit limit{*around.file_limit, *around.file_limit};
    // Ignored, the signal of a file that grows too large becomes a write that fails.
    if (std::signal(SIGXFSZ, SIG_IGN) == SIG_ERR) ::_exit(not_started);
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) ::_exit(not_started);
  }
  if (around.one_core) {
    cpu_set_t allowed;
    if (::sched_getaffinity(0, sizeof allowed, &allowed) != 0) ::_exit(not_started);
    int core = 0;
    while (core < CPU_SETSIZE - 1 && !CPU_ISSET(core, &allowed)) ++core;
    CPU_ZERO(&allowed);
    CPU_SET(core, &allowed);
    if (::sched_setaffinity(0, sizeof allowed, &allowed) != 0) ::_exit(not_started);
  }
  if (::dup2(out, STDOUT_FILENO) < 0 || ::dup2(err, STDERR_FILENO) < 0) ::_exit(not_started);
  ::execv(argv[0], argv);
  ::_exit(not_started);
}

pid_t start(const std::vector<std::string>& arguments, const Around& around, int out, int err) {
  std::vector<std::string> words{BATTERISK_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const pid_t child = checked(::fork(), "fork");
  if (child == 0) become_program(argv.data(), around, out, err);
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  checked(::waitpid(child, &status, 0), "waitpid");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

bool Outcome::reports(const std::string& code) const {
  return err.find(" " + code + ": ") != std::string::npos;
}

Outcome batterisk(const std::vector<std::string>& arguments, const Around& around) {
  const TempFolder folder;
  const int out = new_file(folder / "out");
  const int err = new_file(folder / "err");
  Outcome outcome;
  outcome.exit = wait_for(start(arguments, around, out, err));
  ::close(out);
  ::close(err);
  outcome.out = read_bytes(folder / "out");
  outcome.err = read_bytes(folder / "err");
  return outcome;
}

Outcome interrupted(std::vector<std::string> arguments, const Around& around) {
  constexpr int room = 64;  // the first step fits, all steps do not
  arguments.insert(arguments.end(), {"--progress", "json"});
  const TempFolder folder;
  const int out = new_file(folder / "out");
  std::array<int, 2> pipe{};
  checked(::pipe2(pipe.data(), O_CLOEXEC), "pipe");
  const int size = checked(::fcntl(pipe[1], F_SETPIPE_SZ, 1), "pipe size");  // one page
  const std::string filling(static_cast<std::size_t>(size - room), '.');
  if (::write(pipe[1], filling.data(), filling.size()) != size - room)
    throw std::runtime_error("pipe not filled");

  const pid_t child = start(arguments, around, out, pipe[1]);
  ::close(pipe[1]);
  int waiting = 0;
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (waiting <= size - room && std::chrono::steady_clock::now() < give_up) {
    checked(::ioctl(pipe[0], FIONREAD, &waiting), "ioctl");
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  ::kill(child, SIGINT);

  Outcome outcome;
  std::array<char, 4096> part{};
  for (ssize_t n = ::read(pipe[0], part.data(), part.size()); n > 0;
       n = ::read(pipe[0], part.data(), part.size())) {
    outcome.err.append(part.data(), static_cast<std::size_t>(n));
  }
  outcome.exit = wait_for(child);
  ::close(pipe[0]);
  ::close(out);
  outcome.out = read_bytes(folder / "out");
  outcome.err.erase(0, filling.size());
  return outcome;
}

}  // namespace batterisk::test
