#include "batterisk/core/dossier/connection.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <memory>
#include <regex>
#include <utility>
#include <vector>

namespace batterisk {
namespace {

std::string lower(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

bool begins(std::string_view path, std::string_view scheme) { return lower(path.substr(0, scheme.size())) == scheme; }

// Names and values that a connection string gives, in the order of libpq; nothing when it is none.
std::optional<std::vector<std::pair<std::string, std::string>>> options_of(std::string_view path) {
  const std::string text{begins(path, "pg:") ? path.substr(3) : path};
  char* why = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options{PQconninfoParse(text.c_str(), &why), PQconninfoFree};
  if (why != nullptr) PQfreemem(why);  // it may repeat the password
  if (options == nullptr) return std::nullopt;
  std::vector<std::pair<std::string, std::string>> given;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr) given.emplace_back(option->keyword, option->val);
  }
  return given;
}

std::string quoted(const std::string& value) {
  std::string out = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string percent_decoded(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool coded = text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0;
    out += coded ? static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2])) : text[i];
    if (coded) i += 2;
  }
  return out;
}

// "scheme://user:password@host", wherever it stands; a colon before a port is none.
bool in_address(const std::string& text) {
  static const std::regex user{R"(://[^\s@/?#]*:[^\s@]+@)"};
  static const std::regex port{R"(://[^\s@/?#:]*:[0-9]+(/[^\s@]*)?@.*)"};
  for (std::sregex_iterator it{text.begin(), text.end(), user}, end; it != end; ++it) {
    const std::string found = it->str();
    const bool path_behind_port = found.find('/', 3) != std::string::npos && std::regex_match(found, port);
    if (!path_behind_port) return true;
  }
  return false;
}

bool named(const std::string& text) {
  static const std::regex value{
      R"((^|[^a-z0-9])(ssl|db|user)?(password|passwd|passphrase|pwd|wachtwoord|userpwd|user_pwd|token|access_token|api_?key|secret|sig)\s*=\s*[^\s&;,])"};
  // "user/password@database", as Oracle and ODBC have it.
  static const std::regex slash{R"(^(oci|odbc|georaster|geor|hana|db2odbc):[^/@]*/[^@]+@)"};
  return std::regex_search(text, value) || std::regex_search(text, slash);
}

}  // namespace

bool is_connection_string(std::string_view path) {
  static constexpr std::array<std::string_view, 3> schemes{"pg:", "postgresql://", "postgres://"};
  return std::any_of(schemes.begin(), schemes.end(), [path](std::string_view scheme) { return begins(path, scheme); });
}

bool is_address(std::string_view path) {
  static constexpr std::array<std::string_view, 4> schemes{"http://", "https://", "ftp://", "/vsi"};
  return std::any_of(schemes.begin(), schemes.end(), [path](std::string_view scheme) { return begins(path, scheme); });
}

std::optional<std::string> connection_of(std::string_view path) {
  auto options = options_of(path);
  if (!options) return std::nullopt;
  const bool limited = std::any_of(options->begin(), options->end(), [](const auto& o) { return o.first == "connect_timeout"; });
  if (!limited) options->emplace_back("connect_timeout", "10");  // an unreachable server would be waited for
  std::string text = "PG:";
  for (const auto& [name, value] : *options) text += (text.size() > 3 ? " " : "") + name + "=" + quoted(value);
  return text;
}

bool holds_password(std::string_view path) {
  std::vector<std::string> texts{std::string{path}};
  if (is_connection_string(path)) {
    if (const auto options = options_of(path)) {
      texts.clear();
      for (const auto& [name, value] : *options) {
        if ((name == "password" || name == "sslpassword") && !value.empty()) return true;
        if (name != "passfile") texts.push_back(value);
      }
    }
  }
  return std::any_of(texts.begin(), texts.end(), [](const std::string& text) {
    const std::string plain = lower(text);
    const std::string decoded = lower(percent_decoded(text));
    return in_address(plain) || in_address(decoded) || named(plain) || named(decoded);
  });
}

}  // namespace batterisk
