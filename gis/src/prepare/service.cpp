#include "prepare/service.hpp"

#include "read/trouble.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <thread>
#include <utility>

namespace batterisk::gis {
namespace {

constexpr int most_retries = 3;
constexpr int most_redirections = 5;
constexpr const char* elsewhere = "de dienst verwijst naar een ander adres";
constexpr const char* too_much = "de dienst geeft meer dan de grens toestaat";

struct UrlCleaner {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, UrlCleaner>;

std::string part_of(CURLU& url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  const bool there = curl_url_get(&url, part, &text, flags) == CURLUE_OK;
  std::string found = there ? text : "";
  curl_free(text);
  return found;
}

bool is_this_computer(std::string host) {
  std::transform(host.begin(), host.end(), host.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const bool v4 = host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos;
  return v4 || host == "localhost" || host == "[::1]";
}

// Scheme, host and port of an address that may be asked; empty for any other.
std::string origin_of(CURLU& url) {
  const std::string scheme = part_of(url, CURLUPART_SCHEME);
  const std::string host = part_of(url, CURLUPART_HOST);
  const bool may = scheme == "https" || (scheme == "http" && is_this_computer(host));
  if (!may || host.empty() || !part_of(url, CURLUPART_USER).empty() || !part_of(url, CURLUPART_PASSWORD).empty()) return {};
  return scheme + "://" + host + ":" + part_of(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
}

Url parsed(const std::string& text) {
  Url url{curl_url()};
  if (url == nullptr || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) return nullptr;
  return url;
}

/// One transfer, with what came of it.
struct Transfer {
  std::string body;
  std::string crs;
  std::string location;
  std::size_t most_bytes = 0;
  bool too_large = false;
  std::chrono::steady_clock::time_point until;
  const std::stop_token* stop = nullptr;
};

std::size_t take_body(const char* data, std::size_t one, std::size_t count, void* of) {
  auto& transfer = *static_cast<Transfer*>(of);
  const std::size_t size = one * count;
  transfer.too_large = size > transfer.most_bytes - transfer.body.size();
  if (transfer.too_large) return 0;
  transfer.body.append(data, size);
  return size;
}

std::size_t take_header(const char* data, std::size_t one, std::size_t count, void* of) {
  auto& transfer = *static_cast<Transfer*>(of);
  const std::string_view line{data, one * count};
  const auto value_of = [&](std::string_view name) -> std::string {
    if (line.size() <= name.size() || line[name.size()] != ':') return {};
    const bool same = std::equal(name.begin(), name.end(), line.begin(), [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
    if (!same) return {};
    const auto first = line.find_first_not_of(" \t", name.size() + 1);
    const auto last = line.find_last_not_of(" \t\r\n");
    return first == std::string_view::npos || last < first ? std::string{} : std::string{line.substr(first, last - first + 1)};
  };
  if (auto crs = value_of("content-crs"); !crs.empty()) transfer.crs = std::move(crs);
  if (auto location = value_of("location"); !location.empty()) transfer.location = std::move(location);
  return one * count;
}

int go_on(void* of, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& transfer = *static_cast<const Transfer*>(of);
  return transfer.stop->stop_requested() || std::chrono::steady_clock::now() > transfer.until ? 1 : 0;
}

// "application/geo+json; charset=utf-8" and what is like it.
bool is_json(std::string type) {
  type.erase(std::min(type.find(';'), type.size()));
  std::transform(type.begin(), type.end(), type.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  while (!type.empty() && type.back() == ' ') type.pop_back();
  return type == "application/json" || (type.starts_with("application/") && type.ends_with("+json"));
}

bool is_overloaded(long status) {
  static constexpr std::array<long, 5> passing{429, 500, 502, 503, 504};
  return std::find(passing.begin(), passing.end(), status) != passing.end();
}

}  // namespace

Service::Service(const std::string& base_url, double timeout_s, double wait_s, const ServiceLimits& limits, std::stop_token stop)
    : timeout_s_{timeout_s}, wait_s_{wait_s}, limits_{limits}, stop_{std::move(stop)}, until_{std::chrono::steady_clock::now() + limits.time} {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (ready != CURLE_OK) throw ServiceFailure{base_url, "de dienst is niet bereikbaar"};
  const Url url = parsed(base_url);
  if (url != nullptr) origin_ = origin_of(*url);
  if (origin_.empty()) throw ServiceFailure{base_url, "is geen adres met https"};
}

std::string Service::resolved(const std::string& href, const std::string& of) const {
  if (href.empty()) return {};
  const Url url = parsed(of);
  const bool known = url != nullptr && curl_url_set(url.get(), CURLUPART_URL, href.c_str(), 0) == CURLUE_OK;
  if (!known || origin_of(*url) != origin_) throw ServiceFailure{of, elsewhere};
  return part_of(*url, CURLUPART_URL);
}

Service::Answer Service::get(const std::string& asked, std::string_view accept_crs) {
  std::string url = resolved(asked, asked);
  double wait_s = wait_s_;
  int retries = 0;
  int redirections = 0;
  for (;;) {
    if (stop_.stop_requested()) return {};
    if (++pages_ > limits_.pages || std::chrono::steady_clock::now() > until_) throw ServiceFailure{url, too_much};
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl{curl_easy_init(), curl_easy_cleanup};
    if (curl == nullptr) throw ServiceFailure{url, "de dienst is niet bereikbaar"};
    Transfer transfer;
    transfer.most_bytes = std::min(limits_.answer_bytes, limits_.bytes - bytes_);
    transfer.until = until_;
    transfer.stop = &stop_;
    std::array<char, CURL_ERROR_SIZE> why{};
    curl_slist* headers = curl_slist_append(nullptr, "Accept: application/geo+json, application/json");
    headers = curl_slist_append(headers, ("Accept-Crs: <" + std::string{accept_crs} + ">").c_str());
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> kept{headers, curl_slist_free_all};
    const auto set = [&](CURLoption option, auto value) { (void)curl_easy_setopt(curl.get(), option, value); };
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, url.starts_with("https:") ? "https" : "http");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(CURLOPT_HTTPHEADER, headers);
    set(CURLOPT_USERAGENT, "batterisk");
    set(CURLOPT_ACCEPT_ENCODING, "");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(1000.0 * std::min(10.0, timeout_s_)));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(1000.0 * timeout_s_));
    set(CURLOPT_ERRORBUFFER, why.data());
    set(CURLOPT_WRITEFUNCTION, &take_body);
    set(CURLOPT_WRITEDATA, &transfer);
    set(CURLOPT_HEADERFUNCTION, &take_header);
    set(CURLOPT_HEADERDATA, &transfer);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &go_on);
    set(CURLOPT_XFERINFODATA, &transfer);
    const CURLcode code = curl_easy_perform(curl.get());
    if (stop_.stop_requested()) return {};
    if (transfer.too_large || code == CURLE_ABORTED_BY_CALLBACK) throw ServiceFailure{url, too_much};
    if (code != CURLE_OK) throw ServiceFailure{url, service_reason(why[0] != '\0' ? why.data() : curl_easy_strerror(code))};
    bytes_ += transfer.body.size();
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    if (is_overloaded(status) && retries < most_retries) {
      ++retries;
      const auto ready = std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::duration<double>(wait_s));
      while (std::chrono::steady_clock::now() < ready && !stop_.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds{20});
      wait_s *= 2.0;
      continue;
    }
    if (status >= 300 && status < 400 && !transfer.location.empty()) {
      if (++redirections > most_redirections) throw ServiceFailure{url, elsewhere};
      url = resolved(transfer.location, url);
      continue;
    }
    if (status < 200 || status >= 300) throw ServiceFailure{url, "de dienst antwoordt met een foutcode (" + std::to_string(status) + ")"};
    char* type = nullptr;
    curl_easy_getinfo(curl.get(), CURLINFO_CONTENT_TYPE, &type);
    if (!is_json(type == nullptr ? "" : type)) throw ServiceFailure{url, "antwoord is geen JSON"};
    return {std::move(transfer.body), std::move(transfer.crs)};
  }
}

}  // namespace batterisk::gis
