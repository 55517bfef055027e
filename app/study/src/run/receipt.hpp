#pragma once

#include "batterisk/study/run/study.hpp"

namespace batterisk::study {

/// Versions and sha256 of everything that went into `result`; fills the hashes of its layer reports. No clock.
[[nodiscard]] Receipt make_receipt(StudyResult& result);

}  // namespace batterisk::study
