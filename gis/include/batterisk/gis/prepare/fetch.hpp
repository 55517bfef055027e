#pragma once

#include "batterisk/gis/prepare/prepare.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <string>

namespace batterisk::gis {

/// What a service may take: one that says that there is always more could keep a reader going for ever.
struct ServiceLimits {
  std::size_t pages = 5'000;                               ///< answers in all
  std::size_t answer_bytes = std::size_t{256} << 20U;
  std::size_t bytes = std::size_t{8} << 30U;               ///< in all
  std::chrono::milliseconds time = std::chrono::hours{1};  ///< in all
};

/// Parcels and BAG objects around a point, from the OGC API Features of PDOK or of a service that is built alike.
struct FetchRequest {
  RdPoint at{};
  double radius_m = 0.0;
  std::string base_url = "https://api.pdok.nl";
  std::string datum;  ///< of the data; empty = as the service says
  double wait_s = 1.0;     ///< before a first retry of an overloaded service, more than 0; it doubles with each
  double timeout_s = 60.0; ///< for one answer
  ServiceLimits limits{};
};

/// Gets everything within the square around the circle, page by page in RD, and makes `target` a prepared folder of it.
/// Only the host and port of `base_url` are asked, by https, or by http where that is this computer. Answers 429 and 5xx are
/// asked again, three times. No usable answer, one that is no JSON, a link or redirection to elsewhere, more than the limits, one in another CRS, and fewer objects than the
/// service says that there are, are an error in `diagnostics` (L019); then, and when stopped, `target` stays as it was.
/// Throws FileError when it cannot be written.
[[nodiscard]] PreparedFolder fetch_folder(const FetchRequest& request, const std::filesystem::path& target,
                                          std::stop_token stop = {}, const LayerProgress& progress = {});

}  // namespace batterisk::gis
