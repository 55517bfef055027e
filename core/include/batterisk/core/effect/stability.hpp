#pragma once

namespace batterisk {

/// Pasquill stability class, from very unstable (A) over neutral (D) to very stable (F).
enum class Stability { A, B, C, D, E, F };

}  // namespace batterisk
