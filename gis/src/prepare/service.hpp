#pragma once

#include "batterisk/gis/prepare/fetch.hpp"

#include <chrono>
#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>

namespace batterisk::gis {

/// An address that gave no usable answer; `reason` is a word of the program.
struct ServiceFailure {
  std::string url;
  std::string reason;
};

/// JSON from one service: one host and port, by https, or by http where that is this computer. Nothing else is ever asked,
/// whatever an answer says: a link or a redirection that leads elsewhere is a failure.
class Service {
 public:
  /// `timeout_s`: for one answer. `wait_s`: before a first retry of answers 429, 500, 502, 503 and 504, of which there are
  /// three; it doubles with each. Throws ServiceFailure for an address that may not be asked.
  Service(const std::string& base_url, double timeout_s, double wait_s, const ServiceLimits& limits, std::stop_token stop);

  struct Answer {
    std::string body;
    std::string crs;  ///< Content-Crs; empty when it says none
  };
  /// Throws ServiceFailure; the answer is empty when a stop was asked for.
  [[nodiscard]] Answer get(const std::string& url, std::string_view accept_crs);

  /// The address that a link on the page `of` leads to. Throws ServiceFailure when that is elsewhere.
  [[nodiscard]] std::string resolved(const std::string& href, const std::string& of) const;

 private:
  std::string origin_;  ///< "https://api.pdok.nl:443"
  double timeout_s_;
  double wait_s_;
  ServiceLimits limits_;
  std::stop_token stop_;
  std::chrono::steady_clock::time_point until_;
  std::size_t pages_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace batterisk::gis
