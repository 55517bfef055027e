#include "batterisk/gis/write/output_folder.hpp"

#include "write/staging.hpp"

#include "batterisk/core/base/cancelled.hpp"
#include "batterisk/core/base/diagnostic.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace batterisk::gis {
namespace {

namespace fs = std::filesystem;

constexpr const char* hidden = ".batterisk";  // first part of what we put beside the files of a folder
constexpr const char* former = ".vorig";      // in the staging folder: what the new files replaced

fs::path real_path(const fs::path& folder) {
  std::error_code error;
  fs::path path = fs::weakly_canonical(fs::absolute(folder, error), error);
  if (error) not_writable(folder, error);
  return path.has_filename() ? path : path.parent_path();
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

IsOwn own_of(const std::vector<std::string>& names, const std::vector<std::string>& gone, std::string prefix) {
  return [names, gone, prefix = std::move(prefix)](const std::string& name) {
    return contains(names, name) || contains(gone, name) || name == prefix + ".slot" || name == prefix + ".plan" ||
           is_staged_name(name, std::string_view{prefix}.substr(1));
  };
}

bool on_other_disk(const fs::path& a, const fs::path& b) {
  struct stat one {};
  struct stat other {};
  return ::stat(a.c_str(), &one) != 0 || ::stat(b.c_str(), &other) != 0 || one.st_dev != other.st_dev;
}

// Rights that the mode of a folder does not say (ACL, quota).
bool has_own_rights(const fs::path& folder) {
  std::array<char, 4096> names{};
  const ssize_t size = ::llistxattr(folder.c_str(), names.data(), names.size());
  return size > 0 && std::string_view(names.data(), static_cast<std::size_t>(size)).find("posix_acl") != std::string_view::npos;
}

bool is_below(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

// The working folder of this program or of the shell that started it (and of nobody else that the system lets us see).
bool is_worked_in(const fs::path& folder) {
  for (const fs::path& link : {fs::path{"/proc/self/cwd"}, fs::path{"/proc"} / std::to_string(::getppid()) / "cwd"}) {
    std::error_code error;
    const fs::path cwd = fs::read_symlink(link, error);
    if (!error && is_below(cwd, folder)) return true;
  }
  return false;
}

void remove_staged(const fs::path& folder, std::string_view name) {
  std::error_code error;
  std::vector<fs::path> left;
  for (const auto& entry : fs::directory_iterator{folder, error}) {
    if (is_staged_name(entry.path().filename().string(), name) && is_real_folder(entry.path())) left.push_back(entry.path());
  }
  for (const fs::path& path : left) fs::remove_all(path, error);
}

void rename_or_fail(const fs::path& from, const fs::path& to, const fs::path& shown) {
  if (std::rename(from.c_str(), to.c_str()) != 0) not_writable(shown);
}

bool is_there(const fs::path& path) {
  std::error_code error;
  return fs::symlink_status(path, error).type() != fs::file_type::not_found;
}

// Folders that are empty now, from the inside to the outside.
void remove_empty_folders(const fs::path& base, const std::string& name) {
  for (fs::path folder = fs::path{name}.parent_path(); !folder.empty(); folder = folder.parent_path()) {
    if (!is_real_folder(base / folder) || ::rmdir((base / folder).c_str()) != 0) return;
  }
}

}  // namespace

OutputFolder::OutputFolder(const fs::path& folder, std::stop_token stop) : OutputFolder{folder, hidden, std::move(stop)} {}

OutputFolder::OutputFolder(const fs::path& folder, const std::string& name, std::stop_token stop)
    : shown_{folder}, folder_{real_path(folder)}, prefix_{name}, whole_{name == hidden}, stop_{std::move(stop)} {
  std::error_code error;
  for (fs::path f = folder_; !f.empty() && !is_there(f); f = f.parent_path()) made_.insert(made_.begin(), f);
  fs::create_directories(folder_, error);
  if (error || !is_real_folder(folder_)) not_writable(shown_, error ? error : std::make_error_code(std::errc::not_a_directory));
  const auto wait = whole_ ? WriteLock::Wait::No : WriteLock::Wait::Yes;
  lock_ = std::make_unique<WriteLock>(folder_ / (prefix_ + ".slot"), shown_, wait);
  recover();
}

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  if (!staging_.empty()) fs::remove_all(staging_, ignored);
  lock_.reset();
  // Only folders that stayed empty go.
  std::reverse(made_.begin(), made_.end());
  for (const fs::path& folder : made_) ::rmdir(folder.c_str());
}

fs::path OutputFolder::plan_path() const { return folder_ / (prefix_ + ".plan"); }

bool OutputFolder::empty() const {
  std::error_code error;
  const IsOwn own = own_of({}, {}, prefix_);
  const fs::directory_iterator entries{folder_, error};
  return std::all_of(begin(entries), end(entries), [&](const auto& entry) { return own(entry.path().filename().string()); });
}

// Beside the folder when both can change places, else in it.
void OutputFolder::make_staging() {
  if (!staging_.empty()) return;
  const fs::path above = folder_.parent_path();
  if (whole_ && above != folder_ && !on_other_disk(above, folder_)) {
    staging_ = above / staged_name(folder_.filename().string());
    if (::mkdir(staging_.c_str(), 0777) == 0) return;
  }
  const std::string name = staged_name(prefix_.substr(1));
  staging_ = folder_ / name;
  if (::mkdir(staging_.c_str(), 0777) == 0) return;
  staging_.clear();
  not_writable(shown_);
}

fs::path OutputFolder::scratch(const std::string& name) {
  if (stop_.stop_requested()) throw Cancelled{};
  make_staging();
  if (!make_folders_of(staging_, name)) not_writable(shown_ / name);
  return staging_ / name;
}

fs::path OutputFolder::stage(const std::string& name) {
  fs::path place = scratch(name);
  names_.push_back(name);
  return place;
}

void OutputFolder::write(const std::string& name, std::string_view content) {
  const fs::path place = stage(name);
  const Descriptor fd{::open(place.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666)};
  if (!fd) not_writable(shown_ / name);
  std::string converted;
  write_all(fd.get(), as_written(place, content, converted), shown_ / name);
}

void OutputFolder::rethrow_for(const std::string& name) const {
  try {
    throw;
  } catch (const FileError& error) {
    not_writable(shown_ / name, error.diagnostics().front().args.at(1));
  }
}

// What stands in the way of a new file: a folder of its name, or a file or link where it needs a folder.
void OutputFolder::check_places() const {
  for (const std::string& name : names_) {
    if (is_real_folder(folder_ / name)) not_writable(shown_ / name, std::make_error_code(std::errc::is_a_directory));
    fs::path part = folder_;
    for (const fs::path& step : fs::path{name}.parent_path()) {
      part /= step;
      if (is_there(part) && !is_real_folder(part)) not_writable(shown_ / name, std::make_error_code(std::errc::not_a_directory));
    }
  }
}

// Where SQLite keeps what is not yet in a database: of an old one it would spoil the new.
void OutputFolder::add_sidecars() {
  for (const std::string& name : names_) {
    for (const char* tail : {"-wal", "-shm", "-journal"}) {
      if (is_there(folder_ / (name + tail))) gone_.push_back(name + tail);
    }
  }
}

std::vector<fs::path> OutputFolder::put_in_place() {
  if (stop_.stop_requested()) throw Cancelled{};
  make_staging();
  check_places();
  add_sidecars();
  std::erase_if(gone_, [this](const std::string& name) { return !has_folders_of(folder_, name); });
  for (const std::string& name : names_) sync(staging_ / name, shown_ / name);
  if (!exchange()) place_one_by_one();
  std::vector<fs::path> paths;
  for (const std::string& name : names_) paths.push_back(shown_ / name);
  names_.clear();
  gone_.clear();
  made_.clear();
  return paths;
}

bool OutputFolder::exchange() {
  const bool beside = staging_.parent_path() != folder_;
  if (!beside || has_own_rights(folder_) || is_worked_in(folder_)) return false;
  // What was only needed on the way does not come along.
  const IsOwn staged = [this](const std::string& name) { return contains(names_, name); };
  std::error_code error;
  std::vector<fs::path> scratch;
  for (const auto& entry : fs::recursive_directory_iterator{staging_, error}) {
    if (!is_real_folder(entry.path()) && !staged(entry.path().lexically_relative(staging_).generic_string())) scratch.push_back(entry.path());
  }
  for (const fs::path& path : scratch) ::unlink(path.c_str());
  const IsOwn own = own_of(names_, gone_, prefix_);
  if (!mirror_others(folder_, staging_, own)) return false;
  const std::string plan = plan_text({true, true, staging_.filename().string(), names_, gone_});
  const fs::path place = staging_ / (prefix_ + ".plan");
  {
    const Descriptor fd{::open(place.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666)};
    if (!fd) not_writable(shown_);
    write_all(fd.get(), plan, shown_);
  }
  lock_->take_along(staging_);
  sync(staging_, shown_);
  if (::renameat2(AT_FDCWD, staging_.c_str(), AT_FDCWD, folder_.c_str(), RENAME_EXCHANGE) != 0) {
    ::unlink(place.c_str());
    return false;
  }
  lock_->moved();
  sync(folder_.parent_path(), shown_);
  absorb(staging_, folder_, own);
  ::unlink(plan_path().c_str());
  staging_.clear();
  return true;
}

// The plan is the moment of truth: until it stands there all is as it was, from then on the next run would end it. The
// old files leave before the new ones come, except the first, so that old and new never stand side by side.
void OutputFolder::place_one_by_one() {
  const bool beside = staging_.parent_path() != folder_;
  const fs::path old = staging_ / former;
  const auto shown = [this](const std::string& name) { return shown_ / name; };
  std::vector<std::string> leaving{names_.rbegin(), std::prev(names_.rend(), names_.empty() ? 0 : 1)};
  for (const std::string& name : gone_) leaving.push_back(name);
  const auto keep = [&](const std::string& name) {
    if (!make_folders_of(old, name)) not_writable(shown(name));
  };
  if (::mkdir(old.c_str(), 0777) != 0) not_writable(shown_);
  for (const std::string& name : names_) {
    if (!make_folders_of(folder_, name)) not_writable(shown(name));
    keep(name);
  }
  for (const std::string& name : gone_) keep(name);
  const fs::path draft = staging_ / (prefix_ + ".plan");
  {
    const Descriptor fd{::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666)};
    if (!fd) not_writable(shown_);
    write_all(fd.get(), plan_text({false, beside, staging_.filename().string(), names_, gone_}), shown_);
  }
  sync(draft, shown_);
  sync(staging_, shown_);
  rename_or_fail(draft, plan_path(), shown_);
  sync(folder_, shown_);
  std::vector<std::string> left;
  std::vector<std::string> placed;
  try {
    for (const std::string& name : leaving) {
      if (!is_there(folder_ / name)) continue;
      rename_or_fail(folder_ / name, old / name, shown(name));
      left.push_back(name);
    }
    for (const std::string& name : names_) {
      // A second name for the first one, so that it can come back.
      if (placed.empty() && ::link((folder_ / name).c_str(), (old / name).c_str()) == 0) left.push_back(name);
      rename_or_fail(staging_ / name, folder_ / name, shown(name));
      placed.push_back(name);
    }
  } catch (const FileError&) {
    for (const std::string& name : placed) (void)std::rename((folder_ / name).c_str(), (staging_ / name).c_str());
    for (const std::string& name : left) (void)std::rename((old / name).c_str(), (folder_ / name).c_str());
    ::unlink(plan_path().c_str());
    throw;
  }
  sync(folder_, shown_);
  for (const std::string& name : gone_) remove_empty_folders(folder_, name);
  ::unlink(plan_path().c_str());
  std::error_code ignored;
  fs::remove_all(staging_, ignored);
  staging_.clear();
}

// Ends what a plan says, of which `left` holds the new files.
void OutputFolder::place_left(const std::filesystem::path& left, const std::vector<std::string>& names, const std::vector<std::string>& gone) {
  for (const std::string& name : names) {
    if (!is_there(left / name)) continue;  // has its place
    if (!make_folders_of(folder_, name)) not_writable(shown_ / name);
    rename_or_fail(left / name, folder_ / name, shown_ / name);
  }
  for (const std::string& name : gone) {
    if (!has_folders_of(folder_, name)) continue;
    ::unlink((folder_ / name).c_str());
    remove_empty_folders(folder_, name);
  }
  sync(folder_, shown_);
}

void OutputFolder::recover() {
  const std::string own_name = folder_.filename().string();
  if (const auto plan = read_plan(plan_path())) {
    const fs::path left = (plan->beside ? folder_.parent_path() : folder_) / plan->staging;
    const bool ours = is_real_folder(left) && is_staged_name(plan->staging, plan->beside ? own_name : prefix_.substr(1));
    if (ours && plan->exchange) absorb(left, folder_, own_of(plan->names, plan->gone, prefix_));
    if (ours && !plan->exchange) place_left(left, plan->names, plan->gone);
  }
  ::unlink(plan_path().c_str());
  remove_staged(folder_, prefix_.substr(1));
  if (whole_) remove_staged(folder_.parent_path(), own_name);
}

}  // namespace batterisk::gis
