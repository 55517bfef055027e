#pragma once

#include "batterisk/study/run/objects.hpp"
#include "batterisk/study/run/study.hpp"

namespace batterisk::study {

/// Versions and sha256 of everything that went into `result`; fills the hashes of its layer reports. No clock. Throws LayerError when a layer
/// changed since it was read.
[[nodiscard]] Receipt make_receipt(StudyResult& result, const LayerWatch& layers);

}  // namespace batterisk::study
