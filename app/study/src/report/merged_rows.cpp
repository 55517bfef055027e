#include "report/merged_rows.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace batterisk::study {
namespace {

/// A name with the digits in it that stand at `at`.
struct Numbered {
  std::string_view before;
  std::size_t number = 0;
  std::size_t digits = 0;
  std::string_view behind;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Every way to see a name as a text with a number in it.
std::vector<Numbered> readings(std::string_view name) {
  constexpr std::size_t most_digits = 9;
  std::vector<Numbered> out;
  for (std::size_t i = 0; i < name.size();) {
    std::size_t end = i;
    while (end < name.size() && is_digit(name[end])) ++end;
    if (end > i && end - i <= most_digits) {
      out.push_back({name.substr(0, i), std::stoul(std::string{name.substr(i, end - i)}), end - i, name.substr(end)});
    }
    i = std::max(end, i + 1);
  }
  return out;
}

/// True when each name is the one before it with one number raised by one, the same number in all.
bool is_range(const std::vector<std::string>& names) {
  for (const Numbered& first : readings(names.front())) {
    bool all = true;
    for (std::size_t i = 1; i < names.size() && all; ++i) {
      all = names[i] == fmt::format("{}{:0{}}{}", first.before, first.number + i, first.digits, first.behind);
    }
    if (all) return true;
  }
  return false;
}

}  // namespace

std::string names_text(const std::vector<std::string>& names, Language language) {
  constexpr std::size_t listed = 3;
  const bool dutch = language == Language::Nl;
  if (names.size() == 1) return names.front();
  if (names.size() > 2 && is_range(names)) {
    return fmt::format(fmt::runtime(dutch ? "{} t/m {} ({})" : "{} to {} ({})"), names.front(), names.back(), names.size());
  }
  if (names.size() > listed) {
    return fmt::format(fmt::runtime(dutch ? "{} en {} andere" : "{} and {} others"), names.front(), names.size() - 1);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::vector<std::vector<std::string>> merged_rows(std::vector<std::vector<std::string>> rows, Language language) {
  std::map<std::vector<std::string>, std::size_t> at;  // what a row says, and where it stands
  std::vector<std::vector<std::string>> names;
  std::vector<std::vector<std::string>> merged;
  for (std::vector<std::string>& row : rows) {
    const auto [it, is_new] = at.try_emplace({row.begin() + 1, row.end()}, merged.size());
    if (is_new) {
      names.push_back({row.front()});
      merged.push_back(std::move(row));
    } else {
      names[it->second].push_back(std::move(row.front()));
    }
  }
  for (std::size_t i = 0; i < merged.size(); ++i) merged[i].front() = names_text(names[i], language);
  return merged;
}

}  // namespace batterisk::study
